"""A page made of the records, as a declaration."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hooks.html.page_context import PageContext
from validators.text.messages import Message


@dataclass(frozen=True)
class View:
    """A page made of the records: its place, its title, its template, and what the template is given.

    `name` is what links call it by. `listed` pages stand in the navigation, others under their `parent`. `broad` pages repeat
    what records say in tables: they get the sidebar's width, and search goes to the records instead. `about` says in a sentence
    what is found there, for the page of all pages.
    """

    name: str
    source: str
    title: str
    template: str
    context: Callable[[], PageContext | Mapping[str, Any]]
    listed: bool = True
    broad: bool = False
    parent: str | None = None
    found: Callable[[], Iterable[tuple[str, str, str]]] = tuple
    """What search finds on it: each with its anchor, its title and its words."""
    about: Message | None = None


def plain_title(message: str) -> str:
    """A title that stays text wherever Material puts it: it prints titles as HTML, and some of them after unescaping."""
    return message.replace("&", "&amp;").replace("<", "‹").replace(">", "›").replace('"', "”")

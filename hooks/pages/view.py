"""The declaration of a page that is generated from the records."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from hooks.html.page_context import PageContext
from validators.text.messages import Message


class SearchEntry(NamedTuple):
    """A place on a page that search finds; without an anchor, the page itself."""

    anchor: str
    title: str
    text: str
    tags: tuple[str, ...] = ()
    """Words under which search lists the place before all others."""


@dataclass(frozen=True)
class View:
    """A generated page: where it is, what it is called, and what its template is given."""

    name: str
    """What links call the page."""
    source: str
    """Its file, as if it were in `docs/`."""
    title: str
    context: Callable[[], PageContext]
    """Called when the page is written, so that few contexts are in memory."""
    in_navigation: bool = True
    """Other pages have a `parent`."""
    full_width: bool = False
    """Whether the page takes the width of the sidebar. Search leads to the records rather than to such pages."""
    parent: str | None = None
    search_entries: Callable[[], Iterable[SearchEntry]] = tuple
    """What search finds on the page."""
    about: Message | None = None
    """What is on the page, in a sentence, for the site map."""


def plain_title(message: str) -> str:
    """Return a title that Material shows as text everywhere: it prints titles as HTML, and some of them after unescaping."""
    return message.replace("&", "&amp;").replace("<", "‹").replace(">", "›").replace('"', "”")

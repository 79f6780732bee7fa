"""The declaration of a page that is generated from the records."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hooks.html.page_context import PageContext
from validators.text.messages import Message


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
    listed: bool = True
    """Whether the page is in the navigation; others have a `parent`."""
    broad: bool = False
    """Whether the page takes the width of the sidebar. Search leads to the records rather than to such pages."""
    parent: str | None = None
    found: Callable[[], Iterable[tuple[str, str, str]]] = tuple
    """What search finds on the page: anchor, title and text of each entry."""
    about: Message | None = None
    """What is on the page, in a sentence, for the site map."""


def plain_title(message: str) -> str:
    """Return a title that Material shows as text everywhere: it prints titles as HTML, and some of them after unescaping."""
    return message.replace("&", "&amp;").replace("<", "‹").replace(">", "›").replace('"', "”")

"""The page that offers the records as data: tables, JSON, calendars and feeds."""

from collections.abc import Iterator
from dataclasses import dataclass

from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import View
from validators.text.messages import say


@dataclass(frozen=True, slots=True)
class DataContext(PageContext):
    """The page of data; the template reads the kinds from the snapshot."""

    template = "data.html"


def views() -> Iterator[View]:
    """Yield the page."""
    yield View(
        "data", "data.md", text(say("Data for others")), DataContext, full_width=True,
        about=say("Tables, JSON, calendars and feeds, for programs"),
    )  # fmt: skip

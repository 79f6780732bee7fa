"""The printable report of overdue duties: by unit and employee, with days late, the paragraph and the next step."""

from collections.abc import Iterator
from dataclasses import dataclass

from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import View
from validators.overview.overdue_by_unit import Overdue, overdue_by_unit
from validators.text.messages import say

MAX_LINES = 300
"""Duties on the page; the rest are counted."""


@dataclass(frozen=True, slots=True)
class OverdueContext(PageContext):
    """The report of overdue duties."""

    template = "overdue.html"

    overdue: Overdue
    names_people: bool
    """Whether the report names employees: not in the public build."""


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "overdue", "overdue.md", text(say("Overdue")), lambda: _overdue(snapshot), full_width=True,
        about=say("What is overdue, by unit and employee, for printing"),
    )  # fmt: skip


def _overdue(snapshot: Snapshot) -> OverdueContext:
    names_people = audience() == "internal"
    overdue = overdue_by_unit(snapshot.duties, snapshot.as_of, names_people=names_people, limit=MAX_LINES)
    return OverdueContext(overdue, names_people)

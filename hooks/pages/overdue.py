"""What is overdue, by unit and employee: to be filtered, taken along and printed, with the paragraph and the next step."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text, value_label
from hooks.pages import filters
from hooks.pages.duties import MAX_DUTIES, DutyRow, filters_of, row_of
from hooks.pages.filters import Filter
from hooks.pages.lists import LongListContext, rows_on_page
from hooks.pages.view import View
from validators.checks.run import DueDuty
from validators.overview.overdue_by_unit import Overdue, overdue_by_unit
from validators.text.messages import say


@dataclass(frozen=True, slots=True)
class OverdueContext(LongListContext):
    """The report of overdue duties."""

    template = "overdue.html"
    row_macro = "overdue_row"

    overdue: Overdue
    rows: list[DutyRow]
    """By unit and employee, those who owe most first."""
    first: int
    """Rows on the page itself."""
    filters: list[Filter]
    counts: Mapping[tuple[str, ...], int]
    """How many duties of the list each unit owes, and each employee of a unit."""
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
    overdue = overdue_by_unit(snapshot.duties, snapshot.as_of, names_people=names_people, limit=MAX_DUTIES)
    items = [item for unit in overdue.units for person in unit.people for item in person.duties]
    rows = [row_of(item, _marks(item), snapshot) for item in items]
    marks = [row.marks for row in rows]
    return OverdueContext(
        overdue,
        rows,
        first=rows_on_page(rows),
        filters=filters_of(
            marks,
            [
                *filters.choosing("kind", say("Kind"), filters.values_of("kind", marks)),
                *filters.choosing("state", filters.STATE, filters.values_of("state", marks)),
                *filters.by_days("due", say("Due"), filters.values_of("due", marks), filters.months_before(snapshot.as_of)),
            ],
        ),
        counts=Counter(key for row in rows for key in ((row.unit,), (row.unit, row.person))),
        names_people=names_people,
    )


def _marks(item: DueDuty) -> filters.Marks:
    record = item.entry.record
    return {
        "kind": [text(item.entry.kind.singular)],
        "state": [value_label(record.status)] if record else [],
        "due": [str(item.duty.due)],
    }

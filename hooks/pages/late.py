"""What was done after its day, as a list: kept to be known, never a finding."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.pages import filters
from hooks.pages.duties import DutyRow, filters_of, row_of
from hooks.pages.filters import Filter, Span
from hooks.pages.lists import LongListContext, rows_on_page
from hooks.pages.view import View
from validators.text.messages import say

MAX_DUTIES = 2_000
"""Duties in the list, the latest done; the rest are counted."""


@dataclass(frozen=True, slots=True)
class LateContext(LongListContext):
    """The ledger of lateness."""

    template = "late.html"
    row_macro = "late_row"

    rows: list[DutyRow]
    first: int
    """Rows on the page itself."""
    filters: list[Filter]
    left_out: int
    """Duties that the list has no room for."""


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "late", "late.md", text(say("Done late")), lambda: _late(snapshot), full_width=True,
        about=say("What was done after its due date, by person, unit, days and paragraph"),
    )  # fmt: skip


def _late(snapshot: Snapshot) -> LateContext:
    rows = [row_of(item, {"done": [str(item.duty.done or item.duty.due)]}, snapshot) for item in snapshot.late[:MAX_DUTIES]]
    marks = [row.marks for row in rows]
    return LateContext(
        rows,
        first=rows_on_page(rows),
        filters=filters_of(marks, filters.by_days("done", say("Done"), filters.values_of("done", marks), _spans(snapshot.as_of))),
        left_out=len(snapshot.late) - len(rows),
    )


def _spans(as_of: date) -> tuple[Span, ...]:
    years = (("year", say("this year"), as_of.year), ("last-year", say("last year"), as_of.year - 1))
    return tuple(Span(name, title, date(year, 1, 1), date(year, 12, 31)) for name, title, year in years)

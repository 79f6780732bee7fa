"""What was done after its day, year by year: kept to be known, never a finding."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import View
from validators.checks.run import DueDuty
from validators.text.messages import say

MAX_DUTIES = 230
"""Duties on the page; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Year:
    """What was done late in a year, the latest first; `count` includes what the page has no room for."""

    year: str
    count: int
    duties: list[DueDuty]


@dataclass(frozen=True, slots=True)
class LateContext(PageContext):
    """The ledger of lateness."""

    template = "late.html"

    years: list[Year]
    """The last year comes first."""
    left_out: int
    """Duties that the page has no room for."""


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "late", "late.md", text(say("Done late")), lambda: _late(snapshot), full_width=True,
        about=say("What was done after its due date, year by year"),
    )  # fmt: skip


def _late(snapshot: Snapshot) -> LateContext:
    years: list[Year] = []
    room = MAX_DUTIES
    for year, items in groupby(snapshot.late, key=_year):
        own = list(items)
        years.append(Year(year, len(own), own[:room]))
        room -= min(room, len(own))
    return LateContext([year for year in years if year.duties], max(0, len(snapshot.late) - MAX_DUTIES))


def _year(item: DueDuty) -> str:
    return str((item.duty.done or item.duty.due).year)

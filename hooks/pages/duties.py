"""All due dates: what is overdue, what falls due soon, then month by month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import View
from validators.checks.run import DueDuty
from validators.text.messages import say

MAX_DUTIES = 230
"""Duties of each section on the page; the rest are counted."""


class DutiesByNearness(NamedTuple):
    """Open duties: overdue, due within the next days, and due later."""

    overdue: list[DueDuty]
    near: list[DueDuty]
    ahead: list[DueDuty]


class Month(NamedTuple):
    """The duties of a month, named by its first day."""

    first_day: date
    duties: list[DueDuty]


@dataclass(frozen=True, slots=True)
class DutiesContext(PageContext):
    """The page of due dates."""

    template = "duties.html"

    overdue: list[DueDuty]
    overdue_count: int
    near: list[DueDuty]
    near_count: int
    months: list[Month]
    """What falls due later."""
    left_out: int
    """Duties that the page has no room for."""


def duties_by_nearness(snapshot: Snapshot) -> DutiesByNearness:
    """Return the open duties in three groups, each by due date."""
    found = DutiesByNearness([], [], [])
    for item in snapshot.open_duties:
        if item.duty.soon(snapshot.as_of):
            found.near.append(item)
        elif item.duty.due < snapshot.as_of:
            found.overdue.append(item)
        else:
            found.ahead.append(item)
    return found


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "duties", "duties.md", text(say("Due dates")), lambda: _duties(snapshot), full_width=True,
        about=say("All due dates: what is overdue, then month by month"),
    )  # fmt: skip


def _duties(snapshot: Snapshot) -> DutiesContext:
    """Return every open duty that the page has room for."""
    groups = duties_by_nearness(snapshot)
    months = groupby(groups.ahead[:MAX_DUTIES], key=lambda item: item.duty.due.replace(day=1))
    return DutiesContext(
        overdue=groups.overdue[:MAX_DUTIES],
        overdue_count=len(groups.overdue),
        near=groups.near[:MAX_DUTIES],
        near_count=len(groups.near),
        months=[Month(first_day, list(items)) for first_day, items in months],
        left_out=sum(max(0, len(items) - MAX_DUTIES) for items in groups),
    )

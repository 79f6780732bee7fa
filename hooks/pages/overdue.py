"""The printable report of overdue duties: by unit and employee, with days late, the paragraph and the next step."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import View
from validators.checks.run import DueDuty
from validators.text.messages import say

MAX_LINES = 300
"""Duties on the page; the rest are counted."""


@dataclass(frozen=True, slots=True)
class PersonGroup:
    """The overdue duties of one employee in a unit; `person` is empty where nobody is responsible."""

    person: str
    duties: list[DueDuty]


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """The overdue duties of a unit; `count` includes those that the page has no room for."""

    unit: str
    count: int
    people: list[PersonGroup]


@dataclass(frozen=True, slots=True)
class OverdueContext(PageContext):
    """The report of overdue duties."""

    template = "overdue.html"

    units: list[UnitGroup]
    """The unit that owes most comes first."""
    names_people: bool
    """Whether the report names employees: not in the public build."""
    count: int
    """Overdue duties that no waiver covers."""
    people_count: int
    """Employees who are responsible for them."""
    longest: int
    """Days late of the oldest."""
    exempted: int
    """Overdue duties that a waiver covers, which are only counted."""
    left_out: int
    """Overdue duties that the page has no room for."""


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "overdue", "overdue.md", text(say("Overdue")), lambda: _overdue(snapshot), full_width=True,
        about=say("What is overdue, by unit and employee, for printing"),
    )  # fmt: skip


def _overdue(snapshot: Snapshot) -> OverdueContext:
    """Return the overdue duties by unit and employee, those who owe most first."""
    late = snapshot.duties_in_state("overdue")
    open_ = [item for item in late if not item.let_pass(snapshot.as_of)]
    of_unit, of_person = Counter(map(_unit, open_)), Counter(map(_person, open_))
    open_.sort(key=lambda item: (-of_unit[_unit(item)], _unit(item), -of_person[_person(item)], _person(item), item.duty.due))
    shown = open_[:MAX_LINES]
    return OverdueContext(
        units=[
            UnitGroup(unit, of_unit[unit], [PersonGroup(person, list(items)) for person, items in groupby(own, key=_person)])
            for unit, own in groupby(shown, key=_unit)
        ],
        names_people=audience() == "internal",
        count=len(open_),
        people_count=len({_person(item) for item in open_ if _person(item)}),
        longest=max(((snapshot.as_of - item.duty.due).days for item in open_), default=0),
        exempted=len(late) - len(open_),
        left_out=len(open_) - len(shown),
    )


def _unit(item: DueDuty) -> str:
    record = item.entry.record
    return item.duty.unit or (record.owner if record else "")


def _person(item: DueDuty) -> str:
    """Return who is responsible; the public build names nobody."""
    if audience() != "internal":
        return ""
    record = item.entry.record
    return item.duty.responsible or (record.responsible if record else None) or ""

"""What is overdue, by unit and employee: those who owe most come first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from validators.checks.run import DueDuty


@dataclass(frozen=True, slots=True)
class PersonGroup:
    """The overdue duties of one employee in a unit; `person` is empty where nobody is responsible."""

    person: str
    duties: list[DueDuty]


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """The overdue duties of a unit; `count` includes those for which there is no room."""

    unit: str
    count: int
    people: list[PersonGroup]


@dataclass(frozen=True, slots=True)
class Overdue:
    """The overdue duties, and how many there are."""

    units: list[UnitGroup]
    """The unit that owes most comes first."""
    count: int
    """Overdue duties that no waiver covers."""
    people_count: int
    """Employees who are responsible for them."""
    longest: int
    """Days late of the oldest."""
    exempted: int
    """Overdue duties that a waiver covers, which are only counted."""
    left_out: int
    """Overdue duties for which there is no room."""


def overdue_by_unit(duties: Sequence[DueDuty], as_of: date, *, names_people: bool = True, limit: int | None = None) -> Overdue:
    """Return those of the duties that are overdue, by unit and employee, those who owe most first; nobody named if not wanted."""

    def person(item: DueDuty) -> str:
        record = item.entry.record
        return (item.duty.responsible or (record.responsible if record else None) or "") if names_people else ""

    late = [item for item in duties if item.duty.state(as_of) == "overdue"]
    open_ = [item for item in late if not item.exempted_by(as_of)]
    of_unit, of_person = Counter(map(_unit, open_)), Counter(map(person, open_))
    open_.sort(key=lambda item: (-of_unit[_unit(item)], _unit(item), -of_person[person(item)], person(item), item.duty.due))
    shown = open_[:limit]
    return Overdue(
        units=[
            UnitGroup(unit, of_unit[unit], [PersonGroup(one, list(items)) for one, items in groupby(own, key=person)])
            for unit, own in groupby(shown, key=_unit)
        ],
        count=len(open_),
        people_count=len({person(item) for item in open_ if person(item)}),
        longest=max(((as_of - item.duty.due).days for item in open_), default=0),
        exempted=len(late) - len(open_),
        left_out=len(open_) - len(shown),
    )


def _unit(item: DueDuty) -> str:
    record = item.entry.record
    return item.duty.unit or (record.owner if record else "")

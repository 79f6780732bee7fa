"""The report on what is overdue, for printing: by unit and employee, with days late, the paragraph, and the next step."""

from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from validators.checks.run import DueDuty

MOST_LINES = 300


def report(snapshot: Snapshot) -> Mapping[str, Any]:
    """Overdue duties by unit and employee, whoever owes most first; what an exception lets pass only as a number."""
    late = snapshot.in_state("overdue")
    open_ = [item for item in late if not item.let_pass(snapshot.as_of)]
    of_unit, of_person = Counter(map(_unit, open_)), Counter(map(_person, open_))
    open_.sort(key=lambda item: (-of_unit[_unit(item)], _unit(item), -of_person[_person(item)], _person(item), item.duty.due))
    shown = open_[:MOST_LINES]
    units = [
        (unit, of_unit[unit], [(person, list(items)) for person, items in groupby(own, key=_person)])
        for unit, own in groupby(shown, key=_unit)
    ]
    return {
        "units": units,
        "named": audience() == "internal",
        "count": len(open_),
        "people": len({_person(item) for item in open_ if _person(item)}),
        "longest": max(((snapshot.as_of - item.duty.due).days for item in open_), default=0),
        "waived": len(late) - len(open_),
        "left_out": len(open_) - len(shown),
    }


def _unit(item: DueDuty) -> str:
    record = item.entry.record
    return item.duty.unit or (record.owner if record else "")


def _person(item: DueDuty) -> str:
    """Who answers for it; to the public nobody is called to account by name."""
    if audience() != "internal":
        return ""
    record = item.entry.record
    return item.duty.responsible or (record.responsible if record else None) or ""

"""Roadmaps, programmes and running projects with their measures and stages on one axis of time, in plain HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from hooks.data.shapes import shapes
from hooks.data.snapshot import Snapshot
from hooks.html.timeline import Axis, Bar, bars
from validators.kinds.roadmap import ROADMAP
from validators.model.record import Record
from validators.repository.repository import RecordFile
from validators.rules.kind import Kind

MOST_LINES = 600
"""So many plans and measures are on the page; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: its first and last day, how far it is, and its measures or stages."""

    entry: RecordFile
    start: date
    due: date
    progress: int
    parts: tuple[BaseModel, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan in its place on the axis, with its measures."""

    plan: Plan
    left: float
    width: float
    bars: list[Bar]

    def count(self, *states: str) -> int:
        """How many measures are in one of these states."""
        return sum(bar.state in states for bar in self.bars)


def page(snapshot: Snapshot) -> Mapping[str, Any]:
    """The plans by kind, on an axis from the first day of the earliest to the last of the latest."""
    kinds = sorted(snapshot.kinds.values(), key=lambda kind: kind is not ROADMAP)
    whole = [(kind, found) for kind in kinds if (found := list(_plans(kind, snapshot)))]
    groups, left = [], MOST_LINES
    for kind, found in whole:
        shown = list(_within(found, left))
        left -= sum(1 + len(plan.parts) for plan in shown)
        groups.append((kind, shown, len(found) - len(shown)))
    shown = [plan for _, plans, _ in groups for plan in plans]
    if not shown:
        return {"groups": [], "axis": None, "left_out": 0}
    days = [day for plan in shown for day in (plan.start, plan.due, *_due_dates(plan))]
    axis = Axis.over(min(*days, snapshot.as_of), max(*days, snapshot.as_of))
    return {
        "groups": [(kind, [_drawn(plan, axis, snapshot.as_of) for plan in plans]) for kind, plans, _ in groups if plans],
        "axis": axis,
        "left_out": sum(rest for _, _, rest in groups),
    }


def _plans(kind: Kind, snapshot: Snapshot) -> Iterator[Plan]:
    """A kind's plans by their last day: those to be carried out, and of roadmaps those that were."""
    found = [plan for entry in snapshot.of_kind.get(kind.name, []) if (plan := _plan(entry))]
    yield from sorted(found, key=lambda plan: (plan.entry.over, plan.due, plan.entry.path))


def _plan(entry: RecordFile) -> Plan | None:
    record = entry.record
    if record is None or not record.alive or not (record.to_be_done or entry.kind is ROADMAP):
        return None
    due, start = getattr(record, "due", None), getattr(record, "started", None) or record.dated
    if not hasattr(record, "progress") or not isinstance(due, date) or not isinstance(start, date) or due < start:
        return None
    return Plan(entry, start, due, record.progress or 0, _parts(record))


def _parts(record: Record) -> tuple[BaseModel, ...]:
    """What the plan is made of: the first of its lists whose parts have due dates."""
    for item in shapes(type(record)):
        if item.many and item.part and "due" in item.part.model_fields and not item.personal:
            found: tuple[BaseModel, ...] = getattr(record, item.name)
            return found
    return ()


def _within(plans: list[Plan], most: int) -> Iterator[Plan]:
    for plan in plans:
        most -= 1 + len(plan.parts)
        if most < 0:
            return
        yield plan


def _due_dates(plan: Plan) -> Iterator[date]:
    for part in plan.parts:
        for name in ("start", "due", "done"):
            if isinstance(day := getattr(part, name, None), date):
                yield day


def _drawn(plan: Plan, axis: Axis, as_of: date) -> Drawn:
    record = plan.entry.record
    assert record is not None
    left = axis.place(plan.start)
    own = list(bars(record, plan.parts, as_of, axis))
    return Drawn(plan, left, max(1.2, round(axis.place(plan.due) - left, 2)), own)

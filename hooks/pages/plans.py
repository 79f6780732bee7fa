"""Roadmaps, programmes and running projects with their measures and stages on one time axis."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hooks.data.audience import visible_fields
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.html.timeline import Axis, Bar, bars
from hooks.pages.view import View
from validators.kinds.roadmap import ROADMAP
from validators.model.fields import fields_of
from validators.model.record import Part, Record
from validators.repository.record_file import RecordFile
from validators.rules.kind import Kind
from validators.text.messages import say

MAX_LINES = 600
"""Plans and measures on the page; plans beyond that are counted."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A record that is a plan: its first and last day, its progress in per cent, and its measures or stages."""

    entry: RecordFile
    start: date
    due: date
    progress: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan placed on the axis (offsets in per cent), with a bar for each of its measures."""

    plan: Plan
    left: float
    width: float
    bars: list[Bar]

    def count(self, *states: str) -> int:
        """Return how many measures are in one of these states."""
        return sum(bar.state in states for bar in self.bars)


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """The plans of one kind."""

    kind: Kind
    rows: list[PlanRow]


@dataclass(frozen=True, slots=True)
class PlansContext(PageContext):
    """All plans on one axis."""

    template = "plans.html"

    groups: list[PlanGroup]
    """Roadmaps first."""
    axis: Axis | None
    """From the first day of the earliest plan to the last of the latest; None without plans."""
    today: float | None
    """Where the day of the build is on the axis, in per cent."""
    left_out: int
    """Plans that the page has no room for."""


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "plans", "plans.md", text(say("Plans in time")), lambda: _plans_page(snapshot), full_width=True,
        about=say("Roadmaps, programmes and running projects with their measures on one axis of time"),
    )  # fmt: skip


def _plans_page(snapshot: Snapshot) -> PlansContext:
    """Return the plans by kind, placed on an axis that covers all of them and the day of the build."""
    kinds = sorted(snapshot.kinds.values(), key=lambda kind: kind is not ROADMAP)
    by_kind: list[tuple[Kind, list[Plan]]] = []
    room, left_out = MAX_LINES, 0
    for kind in kinds:
        found = list(_plans(kind, snapshot))
        fitting = list(_fitting(found, room))
        room -= sum(1 + len(plan.parts) for plan in fitting)
        left_out += len(found) - len(fitting)
        if fitting:
            by_kind.append((kind, fitting))
    if not by_kind:
        return PlansContext([], axis=None, today=None, left_out=0)
    days = [day for _, found in by_kind for plan in found for day in (plan.start, plan.due, *_days_of_parts(plan))]
    axis = Axis.over(min(*days, snapshot.as_of), max(*days, snapshot.as_of))
    groups = [PlanGroup(kind, [_row(plan, axis, snapshot.as_of) for plan in found]) for kind, found in by_kind]
    return PlansContext(groups, axis, axis.today(snapshot.as_of), left_out)


def _plans(kind: Kind, snapshot: Snapshot) -> Iterator[Plan]:
    """Yield the plans of a kind by their last day, those that are over at the end."""
    found = [plan for entry in snapshot.entries_by_kind.get(kind.name, []) if (plan := _plan(entry))]
    yield from sorted(found, key=lambda plan: (plan.entry.over, plan.due, plan.entry.path))


def _plan(entry: RecordFile) -> Plan | None:
    """Return the record as a plan: it has progress and dates, and is to be carried out or, for a roadmap, may be over."""
    record = entry.record
    if record is None or not record.alive or not (record.to_be_done or entry.kind is ROADMAP):
        return None
    due, start = getattr(record, "due", None), getattr(record, "started", None) or record.dated
    if not hasattr(record, "progress") or not isinstance(due, date) or not isinstance(start, date) or due < start:
        return None
    return Plan(entry, start, due, record.progress or 0, _parts(record))


def _parts(record: Record) -> tuple[Part, ...]:
    """Return the first list of the record whose parts have due dates."""
    for item in visible_fields(type(record)):
        if item.many and item.group and "due" in fields_of(item.group):
            found: tuple[Part, ...] = getattr(record, item.name)
            return found
    return ()


def _fitting(plans: list[Plan], room: int) -> Iterator[Plan]:
    for plan in plans:
        room -= 1 + len(plan.parts)
        if room < 0:
            return
        yield plan


def _days_of_parts(plan: Plan) -> Iterator[date]:
    for part in plan.parts:
        for name in ("start", "due", "done"):
            if isinstance(day := getattr(part, name, None), date):
                yield day


def _row(plan: Plan, axis: Axis, as_of: date) -> PlanRow:
    record = plan.entry.record
    assert record is not None
    left = axis.position(plan.start)
    own = list(bars(record, plan.parts, as_of, axis))
    return PlanRow(plan, left, max(1.2, round(axis.position(plan.due) - left, 2)), own)

"""Who has how much to do in which week, drawn as a grid above the table of employees."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from hooks.data.assignments import Assignments
from hooks.data.display_name import display_name
from validators.checks.run import DueDuty
from validators.repository.record_file import RecordFile
from validators.text.messages import Message, say
from validators.text.uzbek import collation_key

WEEKS = 8
"""Weeks ahead, the current one counted in."""
MAX_PEOPLE = 30
"""Employees in the grid, those with most to do first."""
SHADES = 4
"""Shades of a cell, the darkest for the fullest week of all."""


class LoadWeek(NamedTuple):
    """A week from Monday, or from the day of the build, to Sunday."""

    first: date
    last: date


class LoadCell(NamedTuple):
    """What an employee owes in a week, and how dark that is drawn, 0 for nothing."""

    duties: list[DueDuty]
    shade: int


@dataclass(frozen=True, slots=True)
class LoadRow:
    """An employee with what is overdue, what falls due in each week, and all of it together."""

    entry: RecordFile
    overdue: int
    cells: list[LoadCell]
    total: int


@dataclass(frozen=True, slots=True)
class Workload:
    """The grid, and the sentence that says what is seen in it."""

    weeks: list[LoadWeek]
    rows: list[LoadRow]
    left_out: int
    words: Message


def workload(people: Sequence[RecordFile], assignments: Assignments) -> Workload | None:
    """Return what each employee owes by week; None where nobody owes anything."""
    weeks = list(_weeks(assignments.snapshot.as_of))
    owed = [(entry, assignments.duties_by_person.get(entry.id, [])) for entry in people]
    fullest = max((len(_due_in(week, duties)) for _, duties in owed for week in weeks), default=0)
    rows = [row for entry, duties in owed if (row := _row(entry, duties, weeks, fullest)).total]
    if not rows:
        return None
    rows.sort(key=lambda row: (-row.total, collation_key(display_name(row.entry))))
    return Workload(weeks, rows[:MAX_PEOPLE], max(0, len(rows) - MAX_PEOPLE), _in_words(rows, weeks))


def _weeks(as_of: date) -> Iterator[LoadWeek]:
    monday = as_of - timedelta(days=as_of.weekday())
    for week in range(WEEKS):
        first = monday + timedelta(weeks=week)
        yield LoadWeek(max(first, as_of), first + timedelta(days=6))


def _due_in(week: LoadWeek, duties: Sequence[DueDuty]) -> list[DueDuty]:
    return [item for item in duties if week.first <= item.duty.due <= week.last]


def _row(entry: RecordFile, duties: Sequence[DueDuty], weeks: Sequence[LoadWeek], fullest: int) -> LoadRow:
    cells = []
    for week in weeks:
        due = _due_in(week, duties)
        cells.append(LoadCell(due, -(-len(due) * SHADES // fullest) if due else 0))
    overdue = sum(item.duty.due < weeks[0].first for item in duties)
    return LoadRow(entry, overdue, cells, overdue + sum(len(cell.duties) for cell in cells))


def _in_words(rows: Sequence[LoadRow], weeks: Sequence[LoadWeek]) -> Message:
    """Return who has most to do, against the others, and in which week."""
    first, place = rows[0], max(range(len(weeks)), key=lambda place: len(rows[0].cells[place].duties))
    most = say(
        "{name} has most: {total} duties within {weeks} weeks, {overdue} overdue; the mean of {employees} people is {mean}",
        name=display_name(first.entry), total=first.total, weeks=len(weeks), overdue=first.overdue,
        employees=len(rows), mean=round(sum(row.total for row in rows) / len(rows)),
    )  # fmt: skip
    number = len(first.cells[place].duties)
    if not number:
        return say("{sentence}.", sentence=most)
    return say("{sentence}. Their fullest week begins on {day}: {number}.", sentence=most, day=weeks[place].first, number=number)

"""What is overdue, by unit and employee, as the site's page has it: for a meeting, or as an annex to a letter."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validators.answers.due import title_of_record
from validators.documents.form import Content, Form, Source
from validators.documents.letter import letter
from validators.documents.wording import Wording
from validators.overview.overdue_by_unit import UnitGroup, overdue_by_unit
from validators.text.messages import say

if TYPE_CHECKING:
    from validators.documents.sheet import Sheet


@dataclass(frozen=True, slots=True)
class OverdueLine:
    """An overdue duty."""

    number: int
    responsible: str
    what: str
    record: str
    due: str
    days: str


@dataclass(frozen=True, slots=True)
class OverdueUnit:
    """The overdue duties of a unit."""

    name: str
    count: str
    lines: tuple[OverdueLine, ...]


@dataclass(frozen=True, slots=True)
class OverdueList(Content):
    """What the list says; `summary` is its figures as a sentence."""

    day: str
    summary: str
    units: tuple[OverdueUnit, ...]


def _content(source: Source) -> OverdueList:
    wording = source.wording
    found = overdue_by_unit(source.duties, wording.as_of)
    summary = (
        say("{count} due dates have passed; {people} employees are responsible for them; the longest is {days} days late.",
            count=found.count, people=found.people_count, days=found.longest)
        if found.count else say("Nothing is overdue.")
    )  # fmt: skip
    return OverdueList(
        letter(wording),
        wording.day(wording.as_of),
        wording.say(summary),
        tuple(_unit(unit, wording) for unit in found.units),
    )


def _unit(unit: UnitGroup, wording: Wording) -> OverdueUnit:
    name = wording.name(unit.unit) or wording.say(say("No unit"))
    return OverdueUnit(name, wording.number(unit.count), tuple(_lines(unit, wording)))


def _lines(unit: UnitGroup, wording: Wording) -> Iterator[OverdueLine]:
    owed = [(group.person, item) for group in unit.people for item in group.duties]
    for number, (person, item) in enumerate(owed, 1):
        record = f"{title_of_record(item.entry.id, wording.repository)} ({item.entry.id})"
        yield OverdueLine(
            number,
            wording.name(person) or wording.say(say("Nobody is responsible for it")),
            wording.say(item.duty.what),
            record,
            wording.short_day(item.duty.due),
            wording.number((wording.as_of - item.duty.due).days),
        )


def _draw(sheet: "Sheet") -> None:
    from validators.documents.sheet import Column

    sheet.head()
    sheet.title(say("Report on what is overdue"), "{{ day }}")
    sheet.line("{{ summary }}", after=6)
    columns = (
        Column(say("No."), "{{ line.number }}", 1, "center"),
        Column(say("Responsible"), "{{ line.responsible }}", 4),
        Column(say("Duty"), "{{ line.what }}", 6),
        Column(say("Record"), "{{ line.record }}", 6),
        Column(say("Due"), "{{ line.due }}", 3, "center"),
        Column(say("Days late"), "{{ line.days }}", 3, "right"),
    )
    with sheet.each("unit", "units"):
        sheet.line("{{ unit.name }}: {{ unit.count }}", bold=True, before=8, after=4)
        sheet.table(columns, "line", "unit.lines")
    sheet.signature()
    sheet.foot()


OVERDUE_LIST = Form("overdue-list", say("List of what is overdue"), _content, _draw, is_wide=True)

"""The file by which the department corrects the national calendar: `records/holidays.md`.

It holds for decrees that move days off and that the calendar does not know yet: under `holidays` and `workdays`, lists of days.
"""

from dataclasses import dataclass, field
from datetime import date

from validators.model.workdays import WorkCalendar
from validators.model.written import notations
from validators.model.written.notations import is_day
from validators.source.codes import CheckCode, FileCode
from validators.source.document import Document
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import say


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The working calendar with the file's corrections; `problems` are what is wrong with the file."""

    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    problems: tuple[tuple[CheckCode, Problem], ...] = ()
    document: Document | None = None


def read_calendar(document: Document) -> CalendarFile:
    """Read the corrections in a document's front matter, with every problem that they have."""
    found: list[tuple[CheckCode, Problem]] = [(defect.code, defect.problem) for defect in document.defects if defect.fatal]
    overrides: dict[date, bool] = {}
    for key, written in document.values.items():
        if key not in ("holidays", "workdays"):
            hint = say("This file has holidays: and workdays:, each with a list of days")
            message = say("The key “{key}” is not known here", key=key)
            found.append((FileCode.UNKNOWN_KEY, Problem(Route(key), message, hint, on_key=True)))
            continue
        for index, day in enumerate(written if isinstance(written, list) else [written]):
            route = Route(key, index) if isinstance(written, list) else Route(key)
            if not isinstance(day, str) or not is_day(day):
                message = say("“{written}” is not a date", written=str(day)[:80])
                found.append((FileCode.WRONG_FORM, Problem(route, message, notations.day(str(day)).hint)))
                continue
            when = date.fromisoformat(day)
            if when in overrides:
                found.append((FileCode.REPEATED_ITEM, Problem(route, say("“{written}” is named twice here", written=day))))
            overrides[when] = key == "workdays"
    return CalendarFile(WorkCalendar(overrides), tuple(found), document)

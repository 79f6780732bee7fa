"""On which days a duty is brought to mind: before its due date, on it, and every week for as long as it is late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from validators.model.workdays import WorkCalendar

AHEAD = 7
"""How many days before its due date a duty is brought to mind first, where the run does not say."""

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why somebody gets a mail: an employee's id, what it is about (a duty's uid, or `DIGEST`), and its day."""

    person: str
    about: str
    day: date


DIGEST = "digest"


def occasion_of(due: date, as_of: date, ahead: int, calendar: WorkCalendar) -> date | None:
    """Return the last day that has come by `as_of` on which a duty of that due date is brought to mind; None before the first.

    Those before the due date are working days, so that Sunday's is brought to mind on Friday or Saturday.
    """
    before = (due - timedelta(days=ahead), due - timedelta(days=1), due)
    days = [*(working_day_until(day, calendar) for day in before), *_late_days(due, as_of)]
    return max((day for day in days if day <= as_of), default=None)


def _late_days(due: date, as_of: date) -> Iterator[date]:
    """Yield the last day by `as_of` of those that come every week from the day after the due date."""
    first = due + timedelta(days=1)
    if as_of >= first:
        yield first + (as_of - first) // _WEEK * _WEEK


def digest_day(as_of: date, calendar: WorkCalendar) -> date:
    """Return the first working day of the week of that day; Monday, where none of it is worked."""
    monday = as_of - timedelta(days=as_of.weekday())
    week = (monday + timedelta(days=number) for number in range(7))
    return next(filter(calendar.works, week), monday)


def working_day_until(day: date, calendar: WorkCalendar) -> date:
    """Return the last working day that is not after a day; the day itself, where there is none in the month before it."""
    days = (day - timedelta(days=number) for number in range(31))
    return next(filter(calendar.works, days), day)

"""The filters of lists: what can be chosen, and what a row is found by. The browser filters; without scripts a list is whole."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from validators.text.messages import Message, say
from validators.text.uzbek import collation_key

MAX_CHOICES = 40
"""A filter with more different values is left out: such values are searched."""
MAX_NAMES = 300
"""People and units are chosen from, even where they are many."""

PERSON, UNIT, STATE, PARAGRAPH = say("Responsible"), say("Unit"), say("Status"), say("Paragraph")

Marks = Mapping[str, Iterable[str]]
"""What a row is found by: its values, by the name of the filter."""


class Choice(NamedTuple):
    """A value to filter by, and how many rows have it."""

    text: str
    rows: int


class Span(NamedTuple):
    """A stretch of days that can be chosen by its name."""

    name: str
    title: Message
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of a list: values of which several may be chosen, or spans of days."""

    name: str
    title: Message
    choices: list[Choice]
    spans: tuple[Span, ...] = ()


def values_of(name: str, marks: Iterable[Marks]) -> list[str]:
    """Return what rows are found by under a name."""
    return [value for one in marks for value in one[name]]


def choosing(name: str, title: Message, values: Iterable[str], most: int = MAX_CHOICES) -> list[Filter]:
    """Return the filter by these values of all rows; none where there is nothing to choose, or too much."""
    counts = Counter(value for value in values if value)
    choices = [Choice(*item) for item in sorted(counts.items(), key=lambda item: collation_key(item[0]))]
    return [Filter(name, title, choices)] if 1 < len(choices) <= most else []


def by_days(name: str, title: Message, days: Iterable[str], spans: tuple[Span, ...]) -> list[Filter]:
    """Return the filter by a day of the rows; none where no row has one."""
    return [Filter(name, title, [], spans)] if any(days) else []


def months_around(as_of: date) -> tuple[Span, ...]:
    """Return the months, quarters and the year in which due dates are asked for."""
    quarter = (as_of.month - 1) % 3
    return (
        Span("month", say("this month"), *months(as_of, 0, 1)),
        Span("next-month", say("next month"), *months(as_of, 1, 1)),
        Span("quarter", say("this quarter"), *months(as_of, -quarter, 3)),
        Span("next-quarter", say("next quarter"), *months(as_of, 3 - quarter, 3)),
        Span("year", say("this year"), date(as_of.year, 1, 1), date(as_of.year, 12, 31)),
    )


def months_before(as_of: date) -> tuple[Span, ...]:
    """Return the months and years in which due dates have passed."""
    return (
        Span("month", say("this month"), *months(as_of, 0, 1)),
        Span("last-month", say("last month"), *months(as_of, -1, 1)),
        Span("year", say("this year"), date(as_of.year, 1, 1), date(as_of.year, 12, 31)),
        Span("before", say("earlier years"), date(2000, 1, 1), date(as_of.year - 1, 12, 31)),
    )


def months(day: date, after: int, count: int) -> tuple[date, date]:
    """Return the first and the last day of so many months, beginning so many after that of a day."""
    first = day.year * 12 + day.month - 1 + after
    start, end = (date(months // 12, months % 12 + 1, 1) for months in (first, first + count))
    return start, end - timedelta(1)

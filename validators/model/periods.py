"""Stretches of days: how they lie to one another, and where a record writes one that ends before it begins."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from validators.model.fields import asked_by, fields_of
from validators.model.gaps import Gap, gaps_of, known
from validators.model.workdays import months_later
from validators.source.codes import CheckCode, FileCode
from validators.source.finding import Problem
from validators.source.route import ROOT, Route
from validators.text.messages import say

ENDINGS = (("since", "until"), ("start", "end"))
"""The pairs of keys with which parts of records write a period."""

DAY = timedelta(days=1)


class Period(NamedTuple):
    """From the first day to the last, both included; without a last day, still."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.since <= day <= (self.until or date.max)

    def shared(self, other: "Period") -> "Period | None":
        """Return the days that both have."""
        since = max(self.since, other.since)
        until = min(self.until or date.max, other.until or date.max)
        return Period(since, None if until == date.max else until) if since <= until else None


def uncovered(needed: Period, cover: Iterable[Period]) -> Period | None:
    """Return the first stretch of the needed days that no other period covers.

    >>> uncovered(Period(date(2026, 1, 1), date(2026, 1, 9)), [Period(date(2026, 1, 1), date(2026, 1, 5))]).since
    datetime.date(2026, 1, 6)
    """
    return next(stretches_uncovered(needed, cover), None)


def stretches_uncovered(needed: Period, cover: Iterable[Period]) -> Iterator[Period]:
    """Yield each stretch of the needed days that no other period covers."""
    day = needed.since
    for period in sorted(cover, key=_beginning):
        if period.since > day and (stretch := needed.shared(Period(day, period.since - DAY))):
            yield stretch
        if period.until in (None, date.max):
            return
        day = max(day, period.until + DAY)
    if rest := needed.shared(Period(day)):
        yield rest


def last_months(periods: Iterable[Period], before: date, months: int) -> bool:
    """Whether the periods hold so many months before a day; months that several hold count once.

    Whole months count as such, however long they are; what is left of each period is laid end to end.

    >>> last_months([Period(date(2022, 1, 15), date(2024, 1, 14))], date(2024, 1, 15), 24)
    True
    """
    count, left, begun = 0, timedelta(0), date.max
    for since, end in _stretches(periods, before):
        whole = 0
        while (begun := months_later(since, whole + 1)) <= end and begun < date.max:
            whole += 1
        begun = months_later(since, whole)
        count, left = count + whole, left + (end - begun)
    if count >= months or begun == date.max:
        return count >= months
    return begun + left >= months_later(begun, months - count)


def _stretches(periods: Iterable[Period], before: date) -> Iterator[tuple[date, date]]:
    """Yield the days before a day that periods hold, each once: from which day, and the first day after."""
    reached = date.min
    for period in sorted(periods, key=_beginning):
        since = max(period.since, reached)
        end = min(period.until + DAY if period.until else before, before)
        if end > since:
            yield since, end
            reached = end


def days_written(value: Any) -> Iterator[date]:
    """Yield every day that a value of a record holds, in its groups and lists too."""
    if isinstance(value, datetime):
        yield value.date()
    elif isinstance(value, date):
        yield value
    elif isinstance(value, BaseModel):
        for _, inner in value:
            yield from days_written(inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from days_written(item)


def _beginning(period: Period) -> date:
    return period.since


def ending_before_they_begin(record: BaseModel) -> Iterator[tuple[CheckCode, Problem]]:
    """Yield each period of a record that ends before it begins, under the code of the paragraph that asks for it."""
    for code, found in _backwards(record, ROOT, type(record)):
        if isinstance(found, Problem):
            yield code, found


def unknown_periods(record: BaseModel) -> Iterator[tuple[CheckCode, Gap]]:
    """Yield what keeps each period of a record from being compared, under the code of the check that compares it."""
    for code, found in _backwards(record, ROOT, type(record)):
        if isinstance(found, Gap):
            yield code, found


def _backwards(part: BaseModel, route: Route, whole: type[BaseModel]) -> Iterator[tuple[CheckCode, Problem | Gap]]:
    pairs, inner = _plan(type(part))
    for since, until in pairs:
        first, last = known(part, since), known(part, until)
        here = route / until
        gap = gaps_of(part).get(since) or gaps_of(part).get(until)
        if gap and (first or last or {since, until} <= gaps_of(part).keys()):
            yield asked_by(whole, here) or FileCode.REVERSED_PERIOD, gap
        elif first and last and last < first:
            message = say("The period ends on {last}, before it begins on {first}", last=last, first=first)
            yield asked_by(whole, here) or FileCode.REVERSED_PERIOD, Problem(here, message)
    for name in inner:
        value = known(part, name)
        if isinstance(value, BaseModel):
            yield from _backwards(value, route / name, whole)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from _backwards(item, route / name / index, whole)


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the pairs that a model has, and its fields that hold parts with such pairs."""
    fields = fields_of(model)
    inner = tuple(name for name, field in fields.items() if field.group and any(_plan(field.group)))
    return tuple(pair for pair in ENDINGS if set(pair) <= fields.keys()), inner

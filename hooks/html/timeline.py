"""Stages and measures drawn along the months, in plain HTML: it prints, adapts to a phone and needs no script."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel

from validators.model.record import Record

State = Literal["done", "late", "overdue", "open", "dropped"]
MOST_MONTHS = 14
"""With more months than this on the line, only every third is named."""
MOST_QUARTERS = 40
"""With more months than this only the years are."""
MOST_TICKS = 120
"""With more months than this a line has ticks for years alone."""
MOST_YEARS = 20
"""With more years than this only every second, fifth, tenth and so on has a tick."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One stage: its name, its days, how it stands, and its place on the line in per cent; `was` is its first due date's."""

    title: str
    start: date | None
    due: date
    done: date | None
    state: State
    left: float
    width: float
    was: float | None


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month on the line; `named` ones carry its name."""

    day: date
    left: float
    named: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole months in a row, from the first day to the one after the last, on which every day has its place in per cent."""

    first: date
    last: date

    @classmethod
    def over(cls, first: date, last: date) -> "Axis":
        """The months from that of the first day to that of the last."""
        return cls(first.replace(day=1), _next_month(last))

    def place(self, day: date) -> float:
        """Where the day begins."""
        return round((day - self.first).days * 100 / (self.last - self.first).days, 2)

    def today(self, as_of: date) -> float | None:
        """Where today is, if it is on the axis at all."""
        return self.place(as_of) if self.first <= as_of < self.last else None

    def ticks(self) -> Iterator[Tick]:
        """The months' first days; of a line of many years only the years', as many as can be told apart."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        if months > MOST_TICKS:
            yield from self._years()
            return
        every = 1 if months <= MOST_MONTHS else 3 if months <= MOST_QUARTERS else 12
        day = self.first
        while day < self.last:
            yield Tick(day, self.place(day), (day.month - 1) % every == 0)
            day = _next_month(day)

    def _years(self) -> Iterator[Tick]:
        steps = (step * 10**zeros for zeros in range(4) for step in (1, 2, 5))
        every = next(step for step in steps if self.last.year - self.first.year <= MOST_YEARS * step)
        for year in range(self.first.year, self.last.year + 1):
            if year % every == 0 and self.first <= (day := date(year, 1, 1)) < self.last:
                yield Tick(day, self.place(day), True)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars, the months behind them, and where today is, if it is on the line at all."""

    bars: list[Bar]
    ticks: list[Tick]
    today: float | None


def timeline(record: Record, parts: Sequence[BaseModel], as_of: date) -> Timeline | None:
    """The parts along the time that they take; None unless there are two at least, with due dates."""
    spans = [_days(part) for part in parts if isinstance(getattr(part, "due", None), date)]
    if len(spans) < 2:
        return None
    first = min(start or due for start, due, _ in spans)
    last = max(max(due, done or due) for _, due, done in spans)
    if record.to_be_done:
        first, last = min(first, as_of), max(last, as_of)
    axis = Axis.over(first, last)
    return Timeline(list(bars(record, parts, as_of, axis)), list(axis.ticks()), axis.today(as_of))


def bars(record: Record, parts: Sequence[BaseModel], as_of: date, axis: Axis) -> Iterator[Bar]:
    """The parts that have a due date, each in its place on the axis."""
    for part in parts:
        if not isinstance(getattr(part, "due", None), date):
            continue
        start, due, done = _days(part)
        begin = start or due
        width = max(axis.place(max(due, begin) + timedelta(days=1)) - axis.place(begin), 1.2)
        state = _state(part, due, done, as_of, record)
        moved = getattr(part, "extensions", None)
        was = axis.place(moved[0].old) if moved and axis.first <= moved[0].old < axis.last else None
        yield Bar(part_title(part), start, due, done, state, min(axis.place(begin), 98.8), round(width, 2), was)


def _days(part: BaseModel) -> tuple[date | None, date, date | None]:
    start, due, done = (getattr(part, name, None) for name in ("start", "due", "done"))
    assert isinstance(due, date)
    begin = start if isinstance(start, date) and start <= due else None
    return begin, due, done if isinstance(done, date) else None


def _state(part: BaseModel, due: date, done: date | None, as_of: date, record: Record) -> State:
    if getattr(part, "status", None) == "cancelled":
        return "dropped"
    if done and done <= as_of:
        return "late" if done > due else "done"
    return "overdue" if due < as_of and record.to_be_done else "open"


def part_title(part: BaseModel) -> str:
    """What a stage or measure is called."""
    return next((str(value) for name in ("title", "text", "what", "name") if (value := getattr(part, name, None))), "")


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)

"""Stages and measures on a time axis, for plain HTML, which prints, fits a phone and needs no script."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from validators.model.items import item_title
from validators.model.record import Part, Record
from validators.model.workdays import months_later

State = Literal["done", "late", "overdue", "open", "dropped"]
MAX_MONTHS = 14
"""Months on an axis above which only every third is labelled."""
MAX_QUARTERS = 40
"""Months above which only years are labelled."""
MAX_TICKS = 120
"""Months above which only years have ticks."""
MAX_YEARS = 20
"""Years above which only every second, fifth, tenth and so on has a tick."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stage on the axis: its title, dates and state; `left` and `width` in per cent of the axis."""

    title: str
    start: date | None
    due: date
    done: date | None
    state: State
    left: float
    width: float
    was: float | None
    """Position of its first due date, if it was extended."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month on the axis, and whether it is labelled."""

    day: date
    left: float
    labelled: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """A time axis of whole months; `last` is the day after its end."""

    first: date
    last: date

    @classmethod
    def over(cls, first: date, last: date) -> "Axis":
        """Return the axis from the month of the first day to that of the last."""
        return cls(first.replace(day=1), months_later(last.replace(day=1), 1))

    def position(self, day: date) -> float:
        """Return where a day begins, in per cent of the axis."""
        return round((day - self.first).days * 100 / (self.last - self.first).days, 2)

    def today(self, as_of: date) -> float | None:
        """Return the position of today; None if it is not on the axis."""
        return self.position(as_of) if self.first <= as_of < self.last else None

    def ticks(self) -> Iterator[Tick]:
        """Yield the first days of months; on a long axis those of years, as many as stay distinguishable."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        if months > MAX_TICKS:
            yield from self._years()
            return
        every = 1 if months <= MAX_MONTHS else 3 if months <= MAX_QUARTERS else 12
        day = self.first
        while day < self.last:
            yield Tick(day, self.position(day), (day.month - 1) % every == 0)
            day = months_later(day.replace(day=1), 1)

    def _years(self) -> Iterator[Tick]:
        steps = (step * 10**zeros for zeros in range(4) for step in (1, 2, 5))
        every = next(step for step in steps if self.last.year - self.first.year <= MAX_YEARS * step)
        for year in range(self.first.year, self.last.year + 1):
            if year % every == 0 and self.first <= (day := date(year, 1, 1)) < self.last:
                yield Tick(day, self.position(day), True)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars over an axis; `today` is None if it is not on it."""

    bars: list[Bar]
    ticks: list[Tick]
    today: float | None


def timeline(record: Record, parts: Sequence[Part], as_of: date) -> Timeline | None:
    """Return the parts of a record on an axis; None unless at least two have due dates."""
    spans = [_days(part) for part in parts if isinstance(getattr(part, "due", None), date)]
    if len(spans) < 2:
        return None
    first = min(start or due for start, due, _ in spans)
    last = max(max(due, done or due) for _, due, done in spans)
    if record.to_be_done:
        first, last = min(first, as_of), max(last, as_of)
    axis = Axis.over(first, last)
    return Timeline(list(bars(record, parts, as_of, axis)), list(axis.ticks()), axis.today(as_of))


def bars(record: Record, parts: Sequence[Part], as_of: date, axis: Axis) -> Iterator[Bar]:
    """Yield a bar for each part that has a due date."""
    for part in parts:
        if not isinstance(getattr(part, "due", None), date):
            continue
        start, due, done = _days(part)
        begin = start or due
        width = max(axis.position(max(due, begin) + timedelta(days=1)) - axis.position(begin), 1.2)
        state = _state(part, due, done, as_of, record)
        moved = getattr(part, "extensions", None)
        was = axis.position(moved[0].old) if moved and axis.first <= moved[0].old < axis.last else None
        yield Bar(item_title(part), start, due, done, state, min(axis.position(begin), 98.8), round(width, 2), was)


def _days(part: Part) -> tuple[date | None, date, date | None]:
    start, due, done = (getattr(part, name, None) for name in ("start", "due", "done"))
    assert isinstance(due, date)
    begin = start if isinstance(start, date) and start <= due else None
    return begin, due, done if isinstance(done, date) else None


def _state(part: Part, due: date, done: date | None, as_of: date, record: Record) -> State:
    if getattr(part, "cancelled", None):  # a status alone ends nothing
        return "dropped"
    if done and done <= as_of:
        return "late" if done > due else "done"
    return "overdue" if due < as_of and record.to_be_done else "open"

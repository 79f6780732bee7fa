"""Stages and measures drawn along the months, in plain HTML: it prints, adapts to a phone and needs no script."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel

from validators.record import Record

State = Literal["done", "late", "overdue", "open", "dropped"]
MOST_MONTHS = 14
"""With more months than this on the line, only every third is named."""


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
class Timeline:
    """The bars, the months behind them, and where today is, if it is on the line at all."""

    bars: list[Bar]
    ticks: list[Tick]
    today: float | None


def timeline(record: Record, parts: Sequence[BaseModel], as_of: date) -> Timeline | None:
    """The parts along the time that they take; None unless there are two at least, with due dates."""
    spans = [(part, *_days(record, part)) for part in parts if isinstance(getattr(part, "due", None), date)]
    if len(spans) < 2:
        return None
    first = min(start or due for _, start, due, _ in spans).replace(day=1)
    last = max(max(due, done or due) for _, _, due, done in spans)
    if record.to_be_done:
        first, last = min(first, as_of.replace(day=1)), max(last, as_of)
    last = _next_month(last)
    days = (last - first).days

    def place(day: date) -> float:
        return round((day - first).days * 100 / days, 2)

    bars = []
    for part, start, due, done in spans:
        begin = start or due
        width = max(place(max(due, begin) + timedelta(days=1)) - place(begin), 1.2)
        state = _state(part, due, done, as_of, record)
        moved = getattr(part, "extensions", None)
        was = place(moved[0].old) if moved and first <= moved[0].old < last else None
        bars.append(Bar(part_title(part), start, due, done, state, min(place(begin), 98.8), round(width, 2), was))
    today = place(as_of) if first <= as_of < last else None
    return Timeline(bars, list(_ticks(first, last, days)), today)


def _days(record: Record, part: BaseModel) -> tuple[date | None, date, date | None]:
    start, due, done = (getattr(part, name, None) for name in ("start", "due", "done"))
    assert isinstance(due, date)
    begin = start if isinstance(start, date) and start <= due else None
    return begin, due, done if isinstance(done, date) else None


def _state(part: BaseModel, due: date, done: date | None, as_of: date, record: Record) -> State:
    if getattr(part, "status", None) == "cancelled":
        return "dropped"
    if done:
        return "late" if done > due else "done"
    return "overdue" if due < as_of and record.to_be_done else "open"


def part_title(part: BaseModel) -> str:
    """What a stage or measure is called."""
    return next((str(value) for name in ("title", "text", "what", "name") if (value := getattr(part, name, None))), "")


def _ticks(first: date, last: date, days: int) -> Iterator[Tick]:
    months = (last.year - first.year) * 12 + last.month - first.month
    day = first
    while day < last:
        yield Tick(day, round((day - first).days * 100 / days, 2), months <= MOST_MONTHS or day.month % 3 == 1)
        day = _next_month(day)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)

"""Obligations with a due date, and what becomes of them as days pass."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from validators.source.route import Route, as_route
from validators.text.messages import Message

State = Literal["done", "late", "overdue", "near", "ahead"]

NEAR = timedelta(days=45)
"""How far ahead a duty is shown as near: the home page's and the calendar's window, a matter of display, not of law."""


@dataclass(frozen=True, slots=True, init=False)
class Duty:
    """One obligation: the field it hangs on, what is to be done, until when, when it was done, and who answers for it.

    `at` is the route to the field; a rule may give the name of a field instead. `responsible` is an employee's id, `unit` an
    organisation's; `due` is the last good day. `notice` is how long before it the duty is near. `hint` is what to do once it is
    overdue, where the check's own words do not fit the record.
    """

    at: Route
    what: Message
    due: date
    done: date | None
    responsible: str | None
    unit: str | None
    notice: timedelta
    hint: Message | None

    def __init__(
        self,
        at: Route | str,
        what: Message,
        due: date,
        done: date | None = None,
        responsible: str | None = None,
        unit: str | None = None,
        notice: timedelta = NEAR,
        hint: Message | None = None,
    ) -> None:
        object.__setattr__(self, "at", as_route(at))
        object.__setattr__(self, "what", what)
        object.__setattr__(self, "due", due)
        object.__setattr__(self, "done", done)
        object.__setattr__(self, "responsible", responsible)
        object.__setattr__(self, "unit", unit)
        object.__setattr__(self, "notice", notice)
        object.__setattr__(self, "hint", hint)

    def state(self, as_of: date) -> State:
        """Done in time or late, as far as that had happened by then; else overdue from the day after `due`, near, or ahead."""
        if self.done and not self.open(as_of):
            return "done" if self.done <= self.due else "late"
        if self.due < as_of:
            return "overdue"
        return "near" if self.due - as_of <= self.notice else "ahead"

    @property
    def late_by(self) -> int:
        """By how many days it was done after its day; 0 if it was not, or is still to be done."""
        return max(0, (self.done - self.due).days) if self.done else 0

    def soon(self, as_of: date) -> bool:
        """Whether it is still ahead and falls due in the next days that lists look at, however early it is announced."""
        return self.open(as_of) and as_of <= self.due <= as_of + NEAR

    def open(self, as_of: date) -> bool:
        """Whether it was still to be done on that day: what is dated later has not been done yet."""
        return self.done is None or self.done > as_of


def latest(days: Iterable[date | None], as_of: date) -> date | None:
    """Return the last of the days on which something was done that had come by then; what is dated later has not been done yet.

    >>> latest([date(2024, 5, 2), None, date(2031, 1, 1)], date(2026, 1, 1))
    datetime.date(2024, 5, 2)
    """
    return max((day for day in days if day and day <= as_of), default=None)


def gaps_between(
    days: Iterable[date | None], as_of: date, due_after: Callable[[date], date | None]
) -> Iterator[tuple[date, date, date]]:
    """Yield each time that something was done again after its day: the day before it, the due date that followed, and the day.

    `due_after` returns the last good day after one on which it was done; None where nothing was owed.

    >>> list(gaps_between([date(2024, 1, 1), date(2024, 3, 5)], date(2026, 1, 1), lambda day: day + timedelta(days=31)))
    [(datetime.date(2024, 1, 1), datetime.date(2024, 2, 1), datetime.date(2024, 3, 5))]
    """
    for before, after in pairwise(sorted({day for day in days if day and day <= as_of})):
        due = due_after(before)
        if due and due < after:
            yield before, due, after

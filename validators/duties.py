"""Obligations with a due date, and what becomes of them as days pass."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from validators.messages import Message

State = Literal["done", "late", "overdue", "near", "ahead"]

NEAR = timedelta(days=45)
"""How far ahead a duty is shown as near: the home page's and the calendar's window, a matter of display, not of law."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation: the key it hangs on, what is to be done, until when, when it was done, and who answers for it.

    `responsible` is an employee's id, `unit` an organisation's; `due` is the last good day. `notice` is how long
    before it the duty is near.
    """

    at: str
    what: Message
    due: date
    done: date | None = None
    responsible: str | None = None
    unit: str | None = None
    notice: timedelta = NEAR

    def state(self, as_of: date) -> State:
        """Done in time or late, as far as that had happened by then; else overdue from the day after `due`, near, or ahead."""
        if self.done and self.done <= as_of:
            return "done" if self.done <= self.due else "late"
        if self.due < as_of:
            return "overdue"
        return "near" if self.due - as_of <= self.notice else "ahead"

"""Plan and fact: how far a record is, against an even course from its first day to its last."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from validators.repository.record_file import RecordFile
from validators.text.messages import Message, say

FAR_BEHIND = 10
"""Percentage points behind an even course from which a record is said to be behind."""
AHEAD = 5
"""Percentage points ahead of it from which a record is said to be ahead."""

Course = Literal["behind", "ahead", "near"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of a record in per cent, and what it would be if work went evenly."""

    entry: RecordFile
    percent: int
    expected: int
    begins: date | None = None
    """The first day, if it is still ahead."""

    @property
    def behind(self) -> int:
        """Percentage points behind an even course; negative when ahead."""
        return self.expected - self.percent

    @property
    def course(self) -> Course:
        """How the fact is to the plan."""
        return course_of(self.percent, self.expected)

    @property
    def in_words(self) -> Message:
        """How the fact is to the plan, with the figures."""
        match self.course:
            case "behind":
                return say("plan {plan} % · {points} points behind", plan=self.expected, points=self.behind)
            case "ahead":
                return say("plan {plan} % · {points} points ahead", plan=self.expected, points=-self.behind)
            case "near":
                return say("plan {plan} % · close to the plan", plan=self.expected)


def course_of(percent: int, expected: int) -> Course:
    """Return how a progress is to an even course."""
    behind = expected - percent
    return "behind" if behind >= FAR_BEHIND else "ahead" if behind <= -AHEAD else "near"


def progress_of(entry: RecordFile, as_of: date) -> Progress | None:
    """Return the progress of a record that has `progress`, `started` and `due`; None for others."""
    record = entry.record
    percent, start, due = (getattr(record, name, None) for name in ("progress", "started", "due"))
    if not isinstance(start, date) or not isinstance(due, date) or not (percent is None or isinstance(percent, int)):
        return None
    if not hasattr(record, "progress"):
        return None
    days = max(1, (due - start).days)
    expected = min(100, max(0, (as_of - start).days * 100 // days))
    return Progress(entry, percent or 0, expected, start if start > as_of else None)


def under_way(entry: RecordFile, as_of: date) -> Progress | None:
    """Return the progress of a record whose work has begun and goes on; None for others."""
    found = progress_of(entry, as_of)
    return found if found and not found.begins and entry.record and entry.record.to_be_done else None

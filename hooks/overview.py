"""What the department sees first: the numbers that matter, what needs attention, and what falls due."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from hooks.snapshot import Snapshot
from validators.checks import DueDuty
from validators.kind import Kind
from validators.repository import FiledRecord

SHOWN = 8
"""How many lines a panel of the home page has before it leads on to its list."""
MOST_DUTIES = 350


@dataclass(frozen=True, slots=True)
class Course:
    """How far a record is, and how far it would be if work went evenly from its first day to its last."""

    entry: FiledRecord
    progress: int
    expected: int

    @property
    def behind(self) -> int:
        """Percentage points behind the plan; negative when ahead."""
        return self.expected - self.progress


def course(entry: FiledRecord, as_of: date) -> Course | None:
    """The course of a record that has progress and dates; None for all else."""
    record = entry.record
    progress, start, due = (getattr(record, name, None) for name in ("progress", "started", "due"))
    if not isinstance(start, date) or not isinstance(due, date) or not (progress is None or isinstance(progress, int)):
        return None
    if not hasattr(record, "progress"):
        return None
    days = max(1, (due - start).days)
    return Course(entry, progress or 0, min(100, max(0, (as_of - start).days * 100 // days)))


def home(snapshot: Snapshot) -> Mapping[str, Any]:
    """The home page: six numbers, attention, the next 45 days, plan and fact, and the units."""
    overdue, near = snapshot.in_state("overdue"), snapshot.in_state("near")
    rules = [finding for finding in snapshot.findings if finding.clock == "rule"]
    running = sum(bool(entry.record and entry.record.to_be_done) for entry in snapshot.repository.filed)
    return {
        "total": len(snapshot.repository),
        "samples": sum(bool(entry.record and entry.record.sample) for entry in snapshot.repository.filed),
        "running": running,
        "overdue": len(overdue),
        "near": near[:SHOWN],
        "near_count": len(near),
        "errors": sum(finding.severity == "error" for finding in rules),
        "warnings": sum(finding.severity == "warning" for finding in rules),
        "clean": sum(not snapshot.findings_in.get(entry.path) for entry in snapshot.repository.filed),
        "attention": list(_attention(snapshot, overdue))[:SHOWN],
        "portfolios": list(_portfolios(snapshot)),
        "units": _units(snapshot),
    }


def _attention(snapshot: Snapshot, overdue: list[DueDuty]) -> Iterator[dict[str, Any]]:
    """Records with something overdue, the oldest first, then those with the most errors."""
    late: dict[str, list[DueDuty]] = {}
    for item in overdue:
        late.setdefault(item.entry.path, []).append(item)
    for items in sorted(late.values(), key=lambda found: (found[0].duty.due, found[0].entry.path)):
        yield {"entry": items[0].entry, "duty": items[0].duty, "overdue": len(items), "errors": _errors(items[0].entry, snapshot)}
    wrong = [entry for entry in snapshot.repository.filed if entry.path not in late and _errors(entry, snapshot)]
    for entry in sorted(wrong, key=lambda entry: (-_errors(entry, snapshot), entry.path)):
        yield {"entry": entry, "duty": None, "overdue": 0, "errors": _errors(entry, snapshot)}


def _errors(entry: FiledRecord, snapshot: Snapshot) -> int:
    found = snapshot.findings_in.get(entry.path, ())
    return sum(finding.severity == "error" and finding.clock == "rule" for finding in found)


def _portfolios(snapshot: Snapshot) -> Iterator[tuple[Kind, list[tuple[str, int]], list[Course]]]:
    """Of each kind that has a course: how many records are in which status, and those to be done, farthest behind first."""
    for kind in snapshot.kinds.values():
        entries = snapshot.of_kind.get(kind.name, [])
        courses = [found for entry in entries if (found := course(entry, snapshot.as_of))]
        if not courses:
            continue
        statuses = Counter(entry.record.status for entry in entries if entry.record)
        ordered = [(status, statuses[status]) for status in kind.lifecycle.statuses if statuses[status]]
        running = [found for found in courses if found.entry.record and found.entry.record.to_be_done]
        yield kind, ordered, sorted(running, key=lambda found: (-found.behind, found.entry.path))[:SHOWN]


def _units(snapshot: Snapshot) -> list[dict[str, Any]]:
    """How many records each unit answers for, and how many of them have errors or something overdue."""
    total: Counter[str] = Counter()
    troubled: Counter[str] = Counter()
    for entry in snapshot.repository.filed:
        if entry.record:
            total[entry.record.owner] += 1
            found = snapshot.findings_in.get(entry.path, ())
            troubled[entry.record.owner] += any(finding.severity == "error" for finding in found)
    most = max(total.values(), default=1)
    return [
        {"id": owner, "total": count, "troubled": troubled[owner], "most": most}
        for owner, count in sorted(total.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
    ]


def calendar(snapshot: Snapshot) -> Mapping[str, Any]:
    """Every duty that is not done: the overdue ones, then month by month."""
    overdue, coming = snapshot.in_state("overdue"), snapshot.in_state("near", "ahead")
    shown = coming[:MOST_DUTIES]
    months = [(day, list(items)) for day, items in groupby(shown, key=lambda item: item.duty.due.replace(day=1))]
    return {
        "overdue": overdue[:MOST_DUTIES],
        "overdue_count": len(overdue),
        "months": months,
        "coming_count": len(coming),
        "left_out": max(0, len(overdue) - MOST_DUTIES) + max(0, len(coming) - MOST_DUTIES),
    }

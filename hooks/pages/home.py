"""What the department sees first: the numbers that matter, what needs attention, and what falls due."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from typing import Any

from hooks.data.assignments import Shares
from hooks.data.snapshot import Snapshot
from hooks.history.recent_changes import UNSEEN, Told, latest, told
from hooks.pages.lists import troubled
from hooks.pages.trend import Point, line
from hooks.pages.waivers import waiver_statuses
from validators.checks.run import DueDuty, is_on
from validators.repository.repository import RecordFile
from validators.rules.kind import Kind

SHOWN = 8
"""How many lines a panel of the home page has before it leads on to its list."""
MOST_DUTIES = 230
MOST_LOOKED_AT = 40
"""How many of the latest changes are looked at for those that there is something to tell of."""


@dataclass(frozen=True, slots=True)
class Course:
    """How far a record is, and how far it would be if work went evenly from its first day to its last."""

    entry: RecordFile
    progress: int
    expected: int
    begins: date | None = None
    """The first day, while it has not come."""

    @property
    def behind(self) -> int:
        """Percentage points behind the plan; negative when ahead."""
        return self.expected - self.progress


def course(entry: RecordFile, as_of: date) -> Course | None:
    """The course of a record that has progress and dates; None for all else."""
    record = entry.record
    progress, start, due = (getattr(record, name, None) for name in ("progress", "started", "due"))
    if not isinstance(start, date) or not isinstance(due, date) or not (progress is None or isinstance(progress, int)):
        return None
    if not hasattr(record, "progress"):
        return None
    days = max(1, (due - start).days)
    expected = min(100, max(0, (as_of - start).days * 100 // days))
    return Course(entry, progress or 0, expected, start if start > as_of else None)


def home(snapshot: Snapshot, shares: Shares, points: Sequence[Point]) -> Mapping[str, Any]:
    """The home page: six numbers, attention, the trend, the next 45 days, plan and fact, the units, what changed."""
    overdue, near, _ = _by_nearness(snapshot)
    rules = [finding for finding in snapshot.findings if finding.trigger == "rule" and not finding.waived]
    filed = snapshot.repository.files
    attention, waiting = list(_attention(snapshot, overdue)), _waiting(shares)
    return {
        "total": len(filed),
        "samples": sum(bool(entry.record and entry.record.sample) for entry in filed),
        "running": sum(bool(entry.record and entry.record.to_be_done) for entry in filed),
        "overdue": len(overdue),
        "near": near[:SHOWN],
        "near_count": len(near),
        "errors": sum(finding.severity == "error" for finding in rules),
        "warnings": sum(finding.severity == "warning" for finding in rules),
        "on": sum(is_on(check, snapshot.repository.settings) for check in snapshot.checks.values()),
        "attention": attention[:SHOWN],
        "late_left": sum(item["duty"] is not None for item in attention[SHOWN:]),
        "wrong_left": sum(item["duty"] is None for item in attention[SHOWN:]),
        "portfolios": list(_portfolios(snapshot)),
        "units": _units(snapshot, shares),
        "units_left": len(shares.owned) - SHOWN,
        "waiting": waiting[:SHOWN],
        "waiting_left": len(waiting) - SHOWN,
        "waivers": Counter(item.state for item in waiver_statuses(snapshot)),
        "points": points,
        "line": " ".join(f"{x:g},{y:g}" for x, y in line(points, [point.share for point in points], 100).points),
        "changed": list(islice(_seen(snapshot), SHOWN)),
    }


def _by_nearness(snapshot: Snapshot) -> tuple[list[DueDuty], list[DueDuty], list[DueDuty]]:
    """What is owed: the overdue, what falls due in the next days, and the rest."""
    overdue: list[DueDuty] = []
    near: list[DueDuty] = []
    ahead: list[DueDuty] = []
    for item in snapshot.owing:
        group = near if item.duty.soon(snapshot.as_of) else overdue if item.duty.due < snapshot.as_of else ahead
        group.append(item)
    return overdue, near, ahead


def _seen(snapshot: Snapshot) -> Iterator[Told]:
    """The latest changes of which the page can tell something."""
    return (one for one in told(latest(snapshot, MOST_LOOKED_AT), snapshot) if one.facts != (UNSEEN,))


def _attention(snapshot: Snapshot, overdue: list[DueDuty]) -> Iterator[dict[str, Any]]:
    """Records with something overdue, the oldest first, then those with the most errors."""
    late: dict[str, list[DueDuty]] = {}
    for item in overdue:
        late.setdefault(item.entry.path, []).append(item)
    for items in sorted(late.values(), key=lambda found: (found[0].duty.due, found[0].entry.path)):
        yield {"entry": items[0].entry, "duty": items[0].duty, "overdue": len(items), "errors": _errors(items[0].entry, snapshot)}
    others = (entry for entry in snapshot.repository.files if entry.path not in late)
    wrong = [(count, entry) for entry in others if (count := _errors(entry, snapshot))]
    for count, entry in sorted(wrong, key=lambda found: (-found[0], found[1].path)):
        yield {"entry": entry, "duty": None, "overdue": 0, "errors": count}


def _errors(entry: RecordFile, snapshot: Snapshot) -> int:
    found = snapshot.findings_in.get(entry.path, ())
    return sum(finding.severity == "error" and finding.trigger == "rule" and not finding.waived for finding in found)


def _waiting(shares: Shares) -> list[tuple[str, int]]:
    """For whom records wait on their way to approval, and how many; most first."""
    counts = [(holder, len(found)) for holder, found in shares.waiting.items()]
    return sorted(counts, key=lambda item: (-item[1], item[0]))


def _portfolios(snapshot: Snapshot) -> Iterator[tuple[Kind, list[tuple[str, int]], list[Course], int]]:
    """Of each kind that has a course: how many records are in which status, and those to be done, farthest behind first.

    The last are cut, with how many are left.
    """
    for kind in snapshot.kinds.values():
        entries = snapshot.of_kind.get(kind.name, [])
        courses = [found for entry in entries if (found := course(entry, snapshot.as_of))]
        if not courses:
            continue
        statuses = Counter(entry.record.status for entry in entries if entry.record)
        ordered = [(status, statuses[status]) for status in kind.lifecycle.statuses if statuses[status]]
        running = [found for found in courses if found.entry.record and found.entry.record.to_be_done]
        running.sort(key=lambda found: (-found.behind, found.entry.path))
        yield kind, ordered, running[:SHOWN], len(running) - SHOWN


def _units(snapshot: Snapshot, shares: Shares) -> list[dict[str, Any]]:
    """How many records each unit answers for, and how many of them have errors or something overdue."""
    most = max(map(len, shares.owned.values()), default=1)
    largest = sorted(shares.owned.items(), key=lambda item: (-len(item[1]), item[0]))[:SHOWN]
    return [
        {"id": owner, "total": len(own), "troubled": sum(troubled(entry, snapshot) for entry in own), "most": most}
        for owner, own in largest
    ]


def calendar(snapshot: Snapshot) -> Mapping[str, Any]:
    """Every duty that is not done: the overdue ones, those of the next days, then month by month."""
    overdue, near, ahead = _by_nearness(snapshot)
    months = [(day, list(items)) for day, items in groupby(ahead[:MOST_DUTIES], key=lambda item: item.duty.due.replace(day=1))]
    return {
        "overdue": overdue[:MOST_DUTIES],
        "overdue_count": len(overdue),
        "near": near[:MOST_DUTIES],
        "near_count": len(near),
        "months": months,
        "left_out": sum(max(0, len(items) - MOST_DUTIES) for items in (overdue, near, ahead)),
    }

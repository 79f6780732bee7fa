"""The home page: the numbers that matter, what needs attention, and what falls due."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from hooks.data.assignments import Assignments
from hooks.data.snapshot import Snapshot
from hooks.history.compliance_history import CompliancePoint
from hooks.history.recent_changes import UNSEEN, RecentChange, describe, latest_changes
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.duties import duties_by_nearness
from hooks.pages.lists import StatusCount, is_late_or_wrong
from hooks.pages.progress import Progress, progress_of
from hooks.pages.trend import chart_line
from hooks.pages.view import View
from hooks.pages.waivers import waiver_statuses
from validators.checks.blocking_summary import what_blocks
from validators.checks.run import DueDuty
from validators.model.duty import Duty
from validators.repository.record_file import RecordFile
from validators.rules.kind import Kind
from validators.rules.state import is_on
from validators.text.messages import Message, say

MAX_LINES = 8
"""Lines of a panel; the rest are counted, with a link to their own page."""
MAX_CHANGES_READ = 40
"""The latest changes among which those are looked for that something can be said of."""


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """A record with something overdue (its oldest duty, and how many there are), or with errors."""

    entry: RecordFile
    duty: Duty | None
    overdue: int
    errors: int


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The records of a kind that has progress: statuses in the order of the lifecycle, and records in work, worst first."""

    kind: Kind
    statuses: list[StatusCount]
    in_work: list[Progress]
    left_out: int
    """Records in work that the panel has no room for."""


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """The records that a unit is responsible for, and those of them that are late or have errors."""

    id: str
    total: int
    late_or_wrong: int
    largest: int
    """The total of the unit that has most, which is the whole width of the bar."""


class WaitingCount(NamedTuple):
    """How many records wait for a decision of an employee or a unit."""

    holder: str
    records: int


@dataclass(frozen=True, slots=True)
class HomeContext(PageContext):
    """The home page. Fields that end in `_left` count what a panel has no room for; they may be negative."""

    template = "home.html"

    total: int
    """All records, broken ones too."""
    samples: int
    """Invented records among them."""
    in_work: int
    overdue: int
    """Open duties that are overdue."""
    near: list[DueDuty]
    near_count: int
    errors: int
    warnings: int
    checks_on: int
    what_blocks: Message
    """Which grade of proof is asked for, and what only warns."""
    attention: list[AttentionItem]
    late_left: int
    wrong_left: int
    portfolios: list[Portfolio]
    units: list[UnitLoad]
    units_left: int
    waiting: list[WaitingCount]
    waiting_left: int
    waivers_in_force: int
    waivers_expired: int
    points: Sequence[CompliancePoint]
    """Compliance by week; the last is the day of the build."""
    trend_line: str
    """The share of sound records as the points of an SVG line."""
    changes: list[RecentChange]


def views(snapshot: Snapshot, assignments: Assignments, points: Callable[[], Sequence[CompliancePoint]]) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "home", "index.md", text(say("Home")), lambda: _home(snapshot, assignments, points()), full_width=True,
        about=say("The numbers of the day, what needs attention, the next 45 days"),
    )  # fmt: skip


def _home(snapshot: Snapshot, assignments: Assignments, points: Sequence[CompliancePoint]) -> HomeContext:
    groups = duties_by_nearness(snapshot)
    open_ = [finding for finding in snapshot.findings if finding.is_open]
    files = snapshot.repository.files
    attention, waiting = list(_attention(snapshot, groups.overdue)), _waiting(assignments)
    waivers = Counter(item.state for item in waiver_statuses(snapshot))
    return HomeContext(
        total=len(files),
        samples=sum(bool(entry.record and entry.record.sample) for entry in files),
        in_work=sum(bool(entry.record and entry.record.to_be_done) for entry in files),
        overdue=len(groups.overdue),
        near=groups.near[:MAX_LINES],
        near_count=len(groups.near),
        errors=sum(finding.is_error for finding in open_),
        warnings=sum(finding.is_warning for finding in open_),
        checks_on=sum(is_on(check, snapshot.repository.settings) for check in snapshot.checks.values()),
        what_blocks=what_blocks(snapshot.kinds, snapshot.repository.settings),
        attention=attention[:MAX_LINES],
        late_left=sum(item.duty is not None for item in attention[MAX_LINES:]),
        wrong_left=sum(item.duty is None for item in attention[MAX_LINES:]),
        portfolios=list(_portfolios(snapshot)),
        units=_units(snapshot, assignments),
        units_left=len(assignments.records_by_unit) - MAX_LINES,
        waiting=waiting[:MAX_LINES],
        waiting_left=len(waiting) - MAX_LINES,
        waivers_in_force=waivers["in-force"] + waivers["expiring"],
        waivers_expired=waivers["expired"],
        points=points,
        trend_line=chart_line(points, [point.share for point in points], 100).path,
        changes=list(islice(_changes(snapshot), MAX_LINES)),
    )


def _changes(snapshot: Snapshot) -> Iterator[RecentChange]:
    """Yield the latest changes, without those that show nothing here."""
    return (one for one in describe(latest_changes(snapshot, MAX_CHANGES_READ), snapshot) if one.facts != (UNSEEN,))


def _attention(snapshot: Snapshot, overdue: list[DueDuty]) -> Iterator[AttentionItem]:
    """Yield records with something overdue, the oldest first, then those with most errors."""
    late: dict[str, list[DueDuty]] = {}
    for item in overdue:
        late.setdefault(item.entry.path, []).append(item)
    for items in sorted(late.values(), key=lambda found: (found[0].duty.due, found[0].entry.path)):
        entry = items[0].entry
        yield AttentionItem(entry, items[0].duty, len(items), _errors(entry, snapshot))
    others = (entry for entry in snapshot.repository.files if entry.path not in late)
    wrong = [(count, entry) for entry in others if (count := _errors(entry, snapshot))]
    for count, entry in sorted(wrong, key=lambda found: (-found[0], found[1].path)):
        yield AttentionItem(entry, None, 0, count)


def _errors(entry: RecordFile, snapshot: Snapshot) -> int:
    found = snapshot.findings_by_path.get(entry.path, ())
    return sum(finding.is_open and finding.is_error for finding in found)


def _waiting(assignments: Assignments) -> list[WaitingCount]:
    """Return for whom records wait on their way to approval, most first."""
    counts = [WaitingCount(holder, len(found)) for holder, found in assignments.decisions_by_holder.items()]
    return sorted(counts, key=lambda item: (-item.records, item.holder))


def _portfolios(snapshot: Snapshot) -> Iterator[Portfolio]:
    for kind in snapshot.kinds.values():
        entries = snapshot.entries_by_kind.get(kind.name, [])
        progress = [found for entry in entries if (found := progress_of(entry, snapshot.as_of))]
        if not progress:
            continue
        counts = Counter(entry.record.status for entry in entries if entry.record)
        statuses = [StatusCount(status, counts[status]) for status in kind.lifecycle.statuses if counts[status]]
        in_work = [found for found in progress if found.entry.record and found.entry.record.to_be_done]
        in_work.sort(key=lambda found: (-found.behind, found.entry.path))
        yield Portfolio(kind, statuses, in_work[:MAX_LINES], len(in_work) - MAX_LINES)


def _units(snapshot: Snapshot, assignments: Assignments) -> list[UnitLoad]:
    """Return the units that are responsible for most records."""
    largest = max(map(len, assignments.records_by_unit.values()), default=1)
    by_load = sorted(assignments.records_by_unit.items(), key=lambda item: (-len(item[1]), item[0]))[:MAX_LINES]
    return [UnitLoad(owner, len(own), sum(is_late_or_wrong(entry, snapshot) for entry in own), largest) for owner, own in by_load]

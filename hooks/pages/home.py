"""The home page: what is late and whose, what falls due, which decisions are awaited, money, projects against plan, changes."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice
from typing import NamedTuple

from hooks.data.approval_status import PendingDecision
from hooks.data.assignments import Assignments
from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from hooks.history.compliance_history import CompliancePoint
from hooks.history.recent_changes import UNSEEN, RecentChange, describe, latest_changes
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.duties import duties_by_nearness
from hooks.pages.exchanges import exchanges_by_body
from hooks.pages.lists import StatusCount
from hooks.pages.money import money_of_projects
from hooks.pages.trend import ChartBar, Verdict, chart_bars, verdict
from hooks.pages.view import View
from hooks.pages.waivers import waiver_statuses
from validators.checks.blocking_summary import what_blocks, what_is_off
from validators.checks.run import DueDuty
from validators.model.workdays import months_later
from validators.overview.progress import Progress, progress_of
from validators.overview.project_money import Money, total
from validators.rules.kind import Kind
from validators.rules.state import is_on
from validators.text.messages import Message, say

MAX_LINES = 8
"""Lines of a panel; the rest are counted, with a link to their own page."""
MAX_ON_PAPER = 14
"""Overdue duties on the printed page."""
MAX_AHEAD = 14
"""Due dates ahead on the page."""
MAX_CORRESPONDENTS = 4
"""Bodies outside that the page leads to."""
MAX_CHANGES_READ = 40
"""The latest changes among which those are looked for that something can be said of."""
FEW_DAYS = 10
"""Where fewer days of the month are left, the next month is looked at too."""
LONG = 30
"""Days after which something late is counted apart."""


class Count(NamedTuple):
    """How many of something an employee, or a unit, has; the id is empty where nobody is responsible."""

    holder: str
    number: int


@dataclass(frozen=True, slots=True)
class Late:
    """What is overdue: the oldest, how many there are, of how many days the oldest is, and who has most."""

    duties: list[DueDuty]
    count: int
    longest: int
    long: int
    """How many are late by more than a month."""
    people: list[Count]
    others: int
    """Employees who are not among those."""


class Week(NamedTuple):
    """The due dates of a calendar week, from its Monday, as far as it is looked at."""

    first: date
    last: date
    duties: list[DueDuty]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What falls due until the end of the month."""

    until: date
    weeks: list[Week]
    count: int
    this_week: int
    days_off: int
    """How many of the due dates are on days off."""
    left_out: int


@dataclass(frozen=True, slots=True)
class AwaitedOf:
    """What is awaited of an employee or a unit, the longest first."""

    holder: str
    decisions: list[PendingDecision]


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions that are awaited, by who is to take them, most first."""

    count: int
    outside: int
    """How many of them a body outside the Agency is to take."""
    by_holder: list[AwaitedOf]
    left_out: int


@dataclass(frozen=True, slots=True)
class InWork:
    """A record in work: plan and fact, how much of it is overdue, and what it waits for if it has not begun."""

    progress: Progress
    overdue: int
    pending: PendingDecision | None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The records of a kind that has progress: statuses in the order of the lifecycle, and records in work, worst first."""

    kind: Kind
    statuses: list[StatusCount]
    in_work: list[InWork]
    count: int
    behind: int
    left_out: int
    """Records in work that the panel has no room for."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What the checks rest on, for the foot of the page."""

    records: int
    """All records, broken ones too."""
    samples: int
    checks: int
    checks_on: int
    off: Message | None
    """Which checks are off for want of a setting."""
    waivers_in_force: int
    waivers_expired: int
    what_blocks: Message
    """Which grade of proof is asked for, and what only warns."""


@dataclass(frozen=True, slots=True)
class HomeContext(PageContext):
    """The home page."""

    template = "home.html"

    late: Late
    ahead: Ahead
    decisions: Decisions
    correspondents: list[str]
    """The bodies outside that something was sent to, by id."""
    money: Money | None
    portfolios: list[Portfolio]
    errors: int
    warnings: int
    now: CompliancePoint
    trend: Verdict | None
    """None while there is nothing to compare today with."""
    bars: list[ChartBar]
    """What was overdue by week; nothing while there are too few points."""
    changes: list[RecentChange]
    engine: Engine
    on_screen: int
    """Overdue duties on the screen; on paper there are all of `late.duties`."""


def views(snapshot: Snapshot, assignments: Assignments, points: Callable[[], Sequence[CompliancePoint]]) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "home", "index.md", text(say("Home")), lambda: _home(snapshot, assignments, points()), full_width=True,
        about=say("What is late and whose, what falls due this month, decisions awaited, money, projects against plan"),
    )  # fmt: skip


def _home(snapshot: Snapshot, assignments: Assignments, points: Sequence[CompliancePoint]) -> HomeContext:
    open_ = [finding for finding in snapshot.findings if finding.is_open]
    overdue = duties_by_nearness(snapshot).overdue
    money = money_of_projects(snapshot)
    return HomeContext(
        late=_late(overdue, snapshot),
        ahead=_ahead(snapshot),
        decisions=_decisions(assignments),
        correspondents=_correspondents(snapshot),
        money=total(item.money for item in money) if money else None,
        portfolios=list(_portfolios(snapshot, assignments, overdue)),
        errors=sum(finding.is_error for finding in open_),
        warnings=sum(finding.is_warning for finding in open_),
        now=points[-1],
        trend=verdict(points),
        bars=chart_bars(points),
        changes=list(islice(_changes(snapshot), MAX_LINES)),
        engine=_engine(snapshot),
        on_screen=MAX_LINES,
    )


def _late(overdue: list[DueDuty], snapshot: Snapshot) -> Late:
    days = [(snapshot.as_of - item.duty.due).days for item in overdue]
    people = Counter(item.duty.responsible or "" for item in overdue) if audience() == "internal" else Counter[str]()
    most = sorted(people.items(), key=lambda item: (-item[1], item[0]))
    return Late(
        overdue[:MAX_ON_PAPER],
        len(overdue),
        longest=max(days, default=0),
        long=sum(late > LONG for late in days),
        people=[Count(*item) for item in most[:3]],
        others=len(most[3:]),
    )


def _ahead(snapshot: Snapshot) -> Ahead:
    """Return the open duties until the end of the month; near its end, until the end of the next."""
    today, calendar = snapshot.as_of, snapshot.repository.calendar
    until = _end_of_month(today)
    if (until - today).days < FEW_DAYS:
        until = _end_of_month(until + timedelta(days=1))
    found = [item for item in snapshot.open_duties if today <= item.duty.due <= until]
    weeks = groupby(found[:MAX_AHEAD], key=lambda item: _monday(item.duty.due))
    return Ahead(
        until,
        [Week(max(monday, today), min(monday + timedelta(days=6), until), list(items)) for monday, items in weeks],
        len(found),
        this_week=sum(_monday(item.duty.due) == _monday(today) for item in found),
        days_off=sum(not calendar.works(item.duty.due) for item in found),
        left_out=max(0, len(found) - MAX_AHEAD),
    )


def _end_of_month(day: date) -> date:
    return months_later(day.replace(day=1), 1) - timedelta(days=1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _decisions(assignments: Assignments) -> Decisions:
    """Return the decisions that somebody is to take; where several may, under the first of them."""
    found = [item for item in assignments.pending if item.is_decision and item.holders]
    found.sort(key=lambda item: (item.since is None, item.since or date.max, item.entry.path))
    by_holder: dict[str, list[PendingDecision]] = {}
    for item in found:
        by_holder.setdefault(item.holders[0], []).append(item)
    most = sorted(by_holder.items(), key=lambda item: (-len(item[1]), item[0]))
    room, shown = MAX_LINES, []
    for holder, own in most:
        if room > 0:
            shown.append(AwaitedOf(holder, own[:room]))
            room -= len(own)
    left_out = len(found) - sum(len(item.decisions) for item in shown)
    return Decisions(len(found), sum(item.is_outside for item in found), shown, left_out)


def _correspondents(snapshot: Snapshot) -> list[str]:
    """Return the bodies that most was sent to, so that what they were promised is one click away."""
    sent = exchanges_by_body(snapshot)
    return sorted(sent, key=lambda body: (-len(sent[body]), body))[:MAX_CORRESPONDENTS]


def _portfolios(snapshot: Snapshot, assignments: Assignments, overdue: list[DueDuty]) -> Iterator[Portfolio]:
    late = Counter(item.entry.path for item in overdue)
    pending = {item.entry.path: item for item in assignments.pending}
    for kind in snapshot.kinds.values():
        entries = snapshot.entries_by_kind.get(kind.name, [])
        progress = [found for entry in entries if (found := progress_of(entry, snapshot.as_of))]
        if not progress:
            continue
        counts = Counter(entry.record.status for entry in entries if entry.record)
        statuses = [StatusCount(status, counts[status]) for status in kind.lifecycle.statuses if counts[status]]
        in_work = [found for found in progress if found.entry.record and found.entry.record.to_be_done]
        in_work.sort(key=lambda found: (-found.behind, found.entry.path))
        shown = [
            InWork(found, late[found.entry.path], None if found.percent else pending.get(found.entry.path))
            for found in in_work[:MAX_LINES]
        ]
        behind = sum(found.course == "behind" for found in in_work)
        yield Portfolio(kind, statuses, shown, len(in_work), behind, len(in_work) - len(shown))


def _changes(snapshot: Snapshot) -> Iterator[RecentChange]:
    """Yield the latest changes, without those that show nothing here."""
    return (one for one in describe(latest_changes(snapshot, MAX_CHANGES_READ), snapshot) if one.changed != (UNSEEN,))


def _engine(snapshot: Snapshot) -> Engine:
    files = snapshot.repository.files
    waivers = Counter(item.state for item in waiver_statuses(snapshot))
    return Engine(
        len(files),
        samples=sum(bool(entry.record and entry.record.sample) for entry in files),
        checks=len(snapshot.checks),
        checks_on=sum(is_on(check, snapshot.repository.settings) for check in snapshot.checks.values()),
        off=what_is_off(snapshot.kinds, snapshot.repository.settings),
        waivers_in_force=waivers["in-force"] + waivers["expiring"],
        waivers_expired=waivers["expired"],
        what_blocks=what_blocks(snapshot.kinds, snapshot.repository.settings),
    )

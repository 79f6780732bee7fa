"""Waivers: those in force and what each covers, those that expired, that nothing needs, or that have ended."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import View
from validators.checks.waivers import exempted_codes
from validators.kinds.waiver import UNUSED, Waiver, last_day
from validators.model.duty import NEAR
from validators.repository.record_file import RecordFile
from validators.text.messages import say

State = Literal["void", "expired", "expiring", "in-force", "ahead", "ended"]
"""`void`: valid today but covers no check that exists; `ahead`: not begun."""
MAX_LINES = 150
"""Waivers of a state on the page; the rest are counted."""


@dataclass(frozen=True, slots=True)
class WaiverStatus:
    """A waiver on the day of the build: its state, how many findings it covers, and whether nothing needs it."""

    entry: RecordFile
    waiver: Waiver
    state: State
    covered: int
    unused: bool


@dataclass(frozen=True, slots=True)
class WaiversContext(PageContext):
    """All waivers by state."""

    template = "waivers.html"

    groups: dict[State, list[WaiverStatus]]
    """Every state, in the order of the page; empty lists too."""
    unused: int
    """Waivers that nothing needs."""
    covered: int
    """Findings that are covered by any of them."""
    limit: int


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "waivers", "exceptions.md", text(say("Exceptions in force")), lambda: _waivers(snapshot), full_width=True,
        about=say("Which exceptions from checks are in force, until when, and what each exempts"),
    )  # fmt: skip


def waiver_statuses(snapshot: Snapshot) -> list[WaiverStatus]:
    """Return the waivers with their state, by their last day."""
    covered = Counter(
        finding.acknowledged.waiver if finding.acknowledged else finding.waived
        for finding in snapshot.findings
        if finding.acknowledged or finding.is_exempted
    )
    unused = {finding.record for finding in snapshot.findings_by_code.get(UNUSED.code, ())}
    found = [
        WaiverStatus(entry, entry.record, _state(entry.record, snapshot), covered[entry.id], entry.id in unused)
        for entry in snapshot.entries_by_kind.get("waiver", [])
        if isinstance(entry.record, Waiver)
    ]
    return sorted(found, key=lambda item: (item.waiver.until, item.entry.path))


def _waivers(snapshot: Snapshot) -> WaiversContext:
    statuses = waiver_statuses(snapshot)
    groups: dict[State, list[WaiverStatus]] = {state: [] for state in get_args(State)}
    for status in statuses:
        groups[status.state].append(status)
    return WaiversContext(groups, sum(item.unused for item in statuses), sum(item.covered for item in statuses), MAX_LINES)


def _state(waiver: Waiver, snapshot: Snapshot) -> State:
    last = last_day(waiver, snapshot.repository)
    if waiver.status == "ended":
        return "ended"
    if last < snapshot.as_of:
        return "expired"
    if not exempted_codes(waiver, snapshot.repository, snapshot.checks):
        return "void"
    if waiver.since > snapshot.as_of:
        return "ahead"
    return "expiring" if last - snapshot.as_of <= NEAR else "in-force"

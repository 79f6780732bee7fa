"""The exceptions from checks: those in force and what each lets pass, those that expired, are used by nothing, or have ended."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.pages.view import View
from validators.checks.waivers import codes_let_pass
from validators.kinds.waiver import UNUSED, Waiver, last_day
from validators.model.duty import NEAR
from validators.repository.repository import RecordFile
from validators.text.messages import say

State = Literal["void", "expired", "expiring", "in-force", "ahead", "ended"]
MOST = 150


@dataclass(frozen=True, slots=True)
class Standing:
    """A waiver on the day of the site: how it stands, how many findings it lets pass, and whether anything needs it."""

    entry: RecordFile
    waiver: Waiver
    state: State
    passes: int
    unused: bool


def views(snapshot: Snapshot) -> Iterator[View]:
    """The page."""
    yield View(
        "waived", "exceptions.md", text(say("Exceptions in force")), "waived.html", lambda: _page(snapshot), broad=True,
        about=say("Which exceptions from checks are in force, until when, and what each lets pass"),
    )  # fmt: skip


def standing(snapshot: Snapshot) -> list[Standing]:
    """The waivers with how they stand, those that end first before the others."""
    passes = Counter(finding.waived for finding in snapshot.findings if finding.waived)
    unused = {finding.record for finding in snapshot.findings_of.get(UNUSED.code, ())}
    found = [
        Standing(entry, entry.record, _state(entry.record, snapshot), passes[entry.id], entry.id in unused)
        for entry in snapshot.of_kind.get("waiver", [])
        if isinstance(entry.record, Waiver)
    ]
    return sorted(found, key=lambda item: (item.waiver.until, item.entry.path))


def _page(snapshot: Snapshot) -> Mapping[str, Any]:
    found = standing(snapshot)
    states: tuple[State, ...] = ("void", "expired", "expiring", "in-force", "ahead", "ended")
    return {
        "groups": [(state, [item for item in found if item.state == state]) for state in states],
        "unused": sum(item.unused for item in found),
        "passes": sum(item.passes for item in found),
        "most": MOST,
    }


def _state(waiver: Waiver, snapshot: Snapshot) -> State:
    last = last_day(waiver, snapshot.repository)
    if waiver.status == "ended":
        return "ended"
    if last < snapshot.as_of:
        return "expired"
    if not codes_let_pass(waiver, snapshot.repository, snapshot.checks):
        return "void"
    if waiver.since > snapshot.as_of:
        return "ahead"
    return "expiring" if last - snapshot.as_of <= NEAR else "in-force"

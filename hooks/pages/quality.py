"""How good the records are as data: nobody responsible, long untouched, broken, without a basis, naming what is gone, samples."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hooks.data import git_history
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.pages.view import View
from validators.kinds.act import Act
from validators.kinds.employee.model import Employee
from validators.kinds.organization import Organization
from validators.kinds.waiver import Waiver
from validators.repository.repository import RecordFile
from validators.rules.kind import Kind
from validators.source.codes import FileCode
from validators.source.finding import Finding
from validators.source.git import GitFailed
from validators.text.messages import say

MOST = 25
"""So many lines of each block are on the page; the rest is counted."""

_GONE = (FileCode.NO_SUCH_RECORD, FileCode.WRONG_KIND, FileCode.WITHDRAWN_RECORD, "N14.1-1")
"""Codes of what a record names that is not there, of another kind, withdrawn, or without force."""
_WITHOUT_BASIS = (Organization, Employee, Act, Waiver)
"""Kinds that are whatever acts say, and rest on none."""


@dataclass(frozen=True, slots=True)
class Untouched:
    """A record on which work is not over, and the day on which its file last changed."""

    entry: RecordFile
    changed: date


def views(snapshot: Snapshot) -> Iterator[View]:
    """The page."""
    yield View(
        "quality", "quality.md", text(say("Data quality")), "quality.html", lambda: _page(snapshot), broad=True,
        about=say("Records with nobody responsible, long untouched, broken, or without a basis"),
    )  # fmt: skip


def _page(snapshot: Snapshot) -> Mapping[str, Any]:
    filed = snapshot.repository.files
    records = [(entry, entry.record) for entry in filed if entry.record]
    untouched = _untouched(snapshot)
    return {
        "nobody": [entry for entry, record in records if record.to_be_done and record.responsible is None],
        "broken": [entry for entry in filed if entry.record is None],
        "strays": [finding for finding in snapshot.findings if finding.code == FileCode.MISPLACED_FILE],
        "gone": _gone(snapshot),
        "without": list(_without_basis(snapshot)),
        "samples": list(_samples(snapshot)),
        "untouched": untouched,
        "history": untouched is not None,
        "most": MOST,
    }


def _gone(snapshot: Snapshot) -> list[Finding]:
    found = (finding for code in _GONE for finding in snapshot.findings_of.get(code, ()))
    return [finding for finding in found if not finding.waived]


def _without_basis(snapshot: Snapshot) -> Iterator[tuple[Kind, bool, int, list[RecordFile]]]:
    """Of each kind whether it must cite a basis (S03), how many of its records stand, and those of them without one."""
    asked = snapshot.repository.settings.texts("S03")
    kinds = [kind for kind in snapshot.kinds.values() if not issubclass(kind.model, _WITHOUT_BASIS)]
    for kind in sorted(kinds, key=lambda kind: kind.name not in asked):
        standing = [entry for entry in snapshot.of_kind.get(kind.name, ()) if entry.record and entry.record.alive]
        without = [entry for entry in standing if entry.record and not entry.record.basis]
        if without:
            yield kind, kind.name in asked, len(standing), without


def _samples(snapshot: Snapshot) -> Iterator[tuple[Kind, list[RecordFile]]]:
    for kind in snapshot.kinds.values():
        found = [entry for entry in snapshot.of_kind.get(kind.name, ()) if entry.record and entry.record.sample]
        if found:
            yield kind, found


def _untouched(snapshot: Snapshot) -> list[Untouched] | None:
    """The records on which work is not over, whatever has waited longest first; None where history cannot be read."""
    if snapshot.head is None:
        return None
    try:
        changed = git_history.last_changes(snapshot.root, snapshot.as_of)
    except GitFailed:
        return None
    to_be_done = (entry for entry in snapshot.repository.files if entry.record and entry.record.to_be_done)
    found = [Untouched(entry, changed[entry.path]) for entry in to_be_done if entry.path in changed]
    return sorted(found, key=lambda item: (item.changed, item.entry.path))

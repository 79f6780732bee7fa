"""Data quality: records with nobody responsible, long untouched, broken, without a basis, with dead references, samples."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hooks.data import git_history
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import View
from validators.clock import TASHKENT
from validators.kinds.act import Act
from validators.kinds.employee.model import Employee
from validators.kinds.organization import Organization
from validators.kinds.waiver import Waiver
from validators.regulation.setting_codes import Setting
from validators.repository.record_file import RecordFile
from validators.rules.kind import Kind
from validators.source.codes import FileCode
from validators.source.finding import Finding
from validators.source.git import GitError
from validators.text.messages import say

MAX_LINES = 25
"""Lines of each block on the page; the rest are counted."""

_DEAD_REFERENCES = (FileCode.NO_SUCH_RECORD, FileCode.WRONG_KIND, FileCode.WITHDRAWN_RECORD, "N14.1-1")
"""Checks that find a reference to a record that does not exist, is of another kind, withdrawn, or without force."""
_NEEDS_NO_BASIS = (Organization, Employee, Act, Waiver)
"""Kinds that rest on no act."""


@dataclass(frozen=True, slots=True)
class UntouchedRecord:
    """A record in work, and the day on which its file last changed."""

    entry: RecordFile
    changed: date


@dataclass(frozen=True, slots=True)
class WithoutBasis:
    """The records of a kind that cite no act."""

    kind: Kind
    required: bool
    """Whether setting S03 demands that the kind cites one."""
    total: int
    """Records of the kind that are not withdrawn."""
    entries: list[RecordFile]


@dataclass(frozen=True, slots=True)
class SamplesOfKind:
    """The invented records of a kind."""

    kind: Kind
    entries: list[RecordFile]


@dataclass(frozen=True, slots=True)
class QualityContext(PageContext):
    """The page on data quality."""

    template = "quality.html"

    nobody: list[RecordFile]
    """Records in work for which nobody is responsible."""
    broken: list[RecordFile]
    strays: list[Finding]
    """Findings of files that lie where no record belongs (F28)."""
    dead_references: list[Finding]
    without_basis: list[WithoutBasis]
    samples: list[SamplesOfKind]
    untouched: list[UntouchedRecord] | None
    """Records in work, the longest untouched first; None where the build has no git history."""
    limit: int


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "quality", "quality.md", text(say("Data quality")), lambda: _quality(snapshot), full_width=True,
        about=say("Records with nobody responsible, long untouched, broken, or without a basis"),
    )  # fmt: skip


def _quality(snapshot: Snapshot) -> QualityContext:
    files = snapshot.repository.files
    records = [(entry, entry.record) for entry in files if entry.record]
    return QualityContext(
        nobody=[entry for entry, record in records if record.to_be_done and record.responsible is None],
        broken=[entry for entry in files if entry.record is None],
        strays=[finding for finding in snapshot.findings if finding.code == FileCode.MISPLACED_FILE],
        dead_references=_dead_references(snapshot),
        without_basis=list(_without_basis(snapshot)),
        samples=list(_samples(snapshot)),
        untouched=_untouched(snapshot),
        limit=MAX_LINES,
    )


def _dead_references(snapshot: Snapshot) -> list[Finding]:
    found = (finding for code in _DEAD_REFERENCES for finding in snapshot.findings_by_code.get(code, ()))
    return [finding for finding in found if finding.is_open]


def _without_basis(snapshot: Snapshot) -> Iterator[WithoutBasis]:
    """Yield the kinds that have records without a basis, those that must cite one first."""
    required = snapshot.repository.settings.texts(Setting.KINDS_NEEDING_BASIS, None)
    kinds = [kind for kind in snapshot.kinds.values() if not issubclass(kind.model, _NEEDS_NO_BASIS)]
    for kind in sorted(kinds, key=lambda kind: kind.name not in required):
        alive = [entry for entry in snapshot.entries_by_kind.get(kind.name, ()) if entry.record and entry.record.alive]
        without = [entry for entry in alive if entry.record and not entry.record.basis]
        if without:
            yield WithoutBasis(kind, kind.name in required, len(alive), without)


def _samples(snapshot: Snapshot) -> Iterator[SamplesOfKind]:
    for kind in snapshot.kinds.values():
        found = [entry for entry in snapshot.entries_by_kind.get(kind.name, ()) if entry.record and entry.record.sample]
        if found:
            yield SamplesOfKind(kind, found)


def _untouched(snapshot: Snapshot) -> list[UntouchedRecord] | None:
    if snapshot.head is None:
        return None
    try:
        changed = git_history.last_changes(snapshot.root, snapshot.as_of)
    except GitError:
        return None
    in_work = (entry for entry in snapshot.repository.files if entry.record and entry.record.to_be_done)
    days = {path: when.astimezone(TASHKENT).date() for path, when in changed.items()}
    found = [UntouchedRecord(entry, days[entry.path]) for entry in in_work if entry.path in days]
    return sorted(found, key=lambda item: (item.changed, item.entry.path))

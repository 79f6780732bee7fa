"""A snapshot of the repository on a day: everything that pages are made of, computed once a build."""

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from mkdocs.exceptions import ConfigurationError

from hooks.data import git_history
from hooks.data.approval_status import ApprovalStatus, approval_statuses
from hooks.data.audience import audience
from hooks.data.bodies import Bodies
from hooks.data.evidence_cache import evidence_for
from hooks.data.redaction import PartialRecord, narrow, partial_records, visible_duties, visible_findings
from validators import clock
from validators.answers.lateness import done_late
from validators.browser.publishing import index_of
from validators.change.once_given import ids_once_given
from validators.checks.not_run import NotRun
from validators.checks.run import DueDuty, all_checks, run_checks
from validators.kinds import all_kinds
from validators.model.duty import State
from validators.model.written.notations import is_day
from validators.repository.reading import read_kept
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.check import Check
from validators.rules.evidence import Evidence
from validators.rules.kind import Kind
from validators.source.finding import Finding
from validators.text.messages import Language
from validators.workspace.workspace import Workspace

UZBEK = Language("uz")
_FIRST, _LAST = date(1980, 1, 1), date(2099, 12, 31)


def day_of_build() -> date:
    """Return the day that the site describes: NIZOM_AS_OF, else SOURCE_DATE_EPOCH, else today in Tashkent.

    Raises `ConfigurationError` for what is not a day, and for years that ZIP files cannot record.
    """
    given, epoch = os.environ.get("NIZOM_AS_OF"), os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if given:
            day = date.fromisoformat(given) if is_day(given) else date.min
        elif epoch:
            day = datetime.fromtimestamp(int(epoch), UTC).astimezone(clock.TASHKENT).date()
        else:
            return clock.today()
    except (ValueError, OverflowError, OSError):
        day = date.min
    if not _FIRST <= day <= _LAST:
        name = "NIZOM_AS_OF" if given else "SOURCE_DATE_EPOCH"
        wanted = f"{_FIRST} va {_LAST} orasidagi kun, masalan 2026-06-15" if given else "1970-yildan beri o‘tgan soniyalar soni"
        raise ConfigurationError(f"{name} qiymati noto‘g‘ri: {given or epoch}. Kerakli qiymat: {wanted}")
    return day


@dataclass(frozen=True)
class Snapshot:
    """The records, their findings and duties as of a day, with indexes for pages."""

    root: Path
    as_of: date
    repository: Repository
    findings: list[Finding]
    duties: list[DueDuty]
    language: Language = UZBEK
    checks: Mapping[str, Check] = field(default_factory=dict)
    hidden_ids: frozenset[str] = frozenset()
    """Ids of the records that the audience does not see."""
    approvals_by_path: Mapping[str, ApprovalStatus] = field(default_factory=dict)
    """Approval status of the records that need approval."""
    evidence: Evidence = field(default_factory=Evidence)
    """Evidence for the approvals in git history."""
    bodies: Bodies = field(default_factory=Bodies)
    """The texts under the facts."""
    late: Sequence[DueDuty] = ()
    """Duties that were done after their day, the latest done first: the ledger of lateness."""
    not_run: tuple[NotRun, ...] = ()
    """The checks that could not be carried out."""
    partial: Mapping[str, PartialRecord] = field(default_factory=dict)
    """By path, what is known of records with gaps, which no total of the site includes."""

    writing: bytes = b""
    """All records in short, for the writing page; nothing in the public build, which has none."""

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """Every kind of record by name, in the order of the site."""
        return self.repository.kinds

    @cached_property
    def entries_by_kind(self) -> Mapping[str, list[RecordFile]]:
        """Records, broken ones too, by the name of their kind."""
        found: dict[str, list[RecordFile]] = defaultdict(list)
        for entry in self.repository.files:
            found[entry.kind.name].append(entry)
        return found

    @property
    def broken_count(self) -> int:
        """How many records cannot be read: no total of the site includes them."""
        return sum(entry.record is None for entry in self.repository.files)

    @cached_property
    def findings_by_path(self) -> Mapping[str, list[Finding]]:
        """Findings by the path of their file."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            found[finding.path].append(finding)
        return found

    @cached_property
    def findings_by_code(self) -> Mapping[str, list[Finding]]:
        """Findings by the code of their check."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            found[finding.code].append(finding)
        return found

    @cached_property
    def not_run_by_path(self) -> Mapping[str, list[NotRun]]:
        """The checks that could not be carried out, by the path of their record."""
        found: dict[str, list[NotRun]] = defaultdict(list)
        for item in self.not_run:
            found[item.path].append(item)
        return found

    @cached_property
    def duties_by_path(self) -> Mapping[str, list[DueDuty]]:
        """Duties by the path of their record."""
        found: dict[str, list[DueDuty]] = defaultdict(list)
        for item in self.duties:
            found[item.entry.path].append(item)
        return found

    @cached_property
    def head(self) -> str | None:
        """The commit that is checked out; None without git history."""
        return git_history.head(self.root)

    def duties_in_state(self, *states: State) -> list[DueDuty]:
        """Return the duties in one of these states, by due date."""
        return [item for item in self.duties if item.duty.state(self.as_of) in states]

    @cached_property
    def open_duties(self) -> list[DueDuty]:
        """Duties that are not done, by due date, without overdue ones that a waiver covers."""
        return [item for item in self.duties if item.duty.open(self.as_of) and not item.exempted_by(self.as_of)]

    @cached_property
    def entries_by_path(self) -> Mapping[str, RecordFile]:
        """Records by path."""
        return {entry.path: entry for entry in self.repository.files}


def take_snapshot(root: Path, as_of: date, workspace: Workspace | None = None) -> Snapshot:
    """Read and check the repository at `root`, and return what the audience of the build sees of it.

    To take one after the other, pass a workspace: only what changed in between is typed and checked again.
    """
    files = read_kept(root)
    if workspace is None:
        whole = Repository.from_files(files, all_kinds())
        whole = whole.with_evidence(evidence_for(root, whole))
        outcome = run_checks(whole, as_of)
    else:
        workspace.reread(files)
        workspace.heed(evidence_for(root, workspace.repository))
        whole, outcome = workspace.repository.unwatched(), workspace.outcome(as_of)
    with_texts, partial = narrow(files, whole), partial_records(whole)
    # Pages only show the body; dropping the front matter of 10 000 records saves a tenth of the memory.
    shown = with_texts.without_texts()
    late = done_late(outcome.duties, whole, as_of)
    return Snapshot(
        root,
        as_of,
        shown,
        visible_findings(outcome.findings, shown, all_checks(whole.kinds)),
        visible_duties(outcome.duties, shown),
        checks=all_checks(shown.kinds),
        hidden_ids=frozenset(entry.id for entry in whole.files if entry.id and shown.find(entry.id) is None),
        approvals_by_path=approval_statuses(whole, shown, as_of),
        evidence=whole.evidence,
        bodies=Bodies(with_texts.files, partial),
        late=visible_duties(late, shown),
        not_run=outcome.not_run,
        partial=partial,
        writing=index_of(whole, files, ids_once_given(root)).encode() if audience() == "internal" else b"",
    )

"""One look at the repository on one day: everything that the pages are made of, computed once a build."""

import os
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from mkdocs.exceptions import ConfigurationError

from hooks.data import evidence_cache, git_history
from hooks.data.approval_status import Way, ways
from hooks.data.audience import is_hidden
from hooks.data.redaction import duties_seen, findings_seen, keys, narrowed
from validators import clock
from validators.checks.run import DueDuty, all_checks, findings_and_duties
from validators.kinds import all_kinds
from validators.model.duty import State
from validators.model.evidence import Evidence
from validators.model.pydantic_errors import is_day
from validators.repository.reading import read_tree
from validators.repository.repository import RecordFile, Refusal, Repository, read_record
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.source.codes import FileCode
from validators.source.finding import Finding
from validators.text.messages import Language

UZBEK = Language("uz")
_FIRST, _LAST = date(1980, 1, 1), date(2099, 12, 31)
SHOW_THE_LINE = frozenset({FileCode.YAML_SYNTAX, FileCode.TEXT_AFTER_HASH})
"""The findings of a line that cannot be read whole: their hints may show it mended."""


def day_of_build() -> date:
    """The day the site speaks of: NIZOM_AS_OF, else SOURCE_DATE_EPOCH, else today in Tashkent.

    Raises `ConfigurationError` for what is no day, or one of a year that the time of a compressed file cannot be in.
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
        raise ConfigurationError(f"{name}: {wanted}, {given or epoch!r} emas")
    return day


@dataclass(frozen=True)
class Snapshot:
    """The records, their findings and duties as of a day, indexed the ways in which pages ask for them."""

    root: Path
    as_of: date
    repository: Repository
    findings: list[Finding]
    duties: list[DueDuty]
    language: Language = UZBEK
    checks: Mapping[str, Check] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    """Ids of the records that this build's audience does not see."""
    ways: Mapping[str, Way] = field(default_factory=dict)
    """By path, how the records stand on their way to approval."""
    evidence: Evidence = field(default_factory=Evidence)
    """What history testifies of the approvals."""

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """Every kind of record by name, in the order in which they are shown."""
        return self.repository.kinds

    @cached_property
    def of_kind(self) -> Mapping[str, list[RecordFile]]:
        """Filed records, broken ones too, by their kind's name."""
        found: dict[str, list[RecordFile]] = defaultdict(list)
        for entry in self.repository.files:
            found[entry.kind.name].append(entry)
        return found

    @property
    def broken(self) -> int:
        """How many records cannot be read, and so are in no number."""
        return sum(entry.record is None for entry in self.repository.files)

    @cached_property
    def findings_in(self) -> Mapping[str, list[Finding]]:
        """Findings by the path of their file."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            found[finding.path].append(finding)
        return found

    @cached_property
    def findings_of(self) -> Mapping[str, list[Finding]]:
        """Findings by their check's code."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            found[finding.code].append(finding)
        return found

    @cached_property
    def duties_of(self) -> Mapping[str, list[DueDuty]]:
        """Duties by the path of the record that they hang on."""
        found: dict[str, list[DueDuty]] = defaultdict(list)
        for item in self.duties:
            found[item.entry.path].append(item)
        return found

    @cached_property
    def head(self) -> str | None:
        """The commit that is checked out, on which the history rests."""
        return git_history.head(self.root)

    def in_state(self, *states: State) -> list[DueDuty]:
        """The duties in one of these states, by due date."""
        return [item for item in self.duties if item.duty.state(self.as_of) in states]

    @cached_property
    def owing(self) -> list[DueDuty]:
        """The duties that are not done, by due date, without those that are overdue and let pass by an exception."""
        return [item for item in self.duties if item.duty.open(self.as_of) and not item.let_pass(self.as_of)]

    def message_hidden(self, finding: Finding) -> bool:
        """Whether the finding's words could repeat a personal value, so that only its title may be shown."""
        entry = self.of_path.get(finding.path)
        # What a check of ours died of may quote whatever it was reading.
        return entry is not None and (finding.code.startswith("X") or is_hidden(entry.kind.model, finding.field))

    def hint_hidden(self, finding: Finding) -> bool:
        """Whether what is to be written instead could repeat one: it may quote a line of which nobody knows whose value it is."""
        entry = self.of_path.get(finding.path)
        return self.message_hidden(finding) or (
            entry is not None and finding.code in SHOW_THE_LINE and bool(keys(entry.kind.model)[1])
        )

    @cached_property
    def of_path(self) -> Mapping[str, RecordFile]:
        """Filed records by path."""
        return {entry.path: entry for entry in self.repository.files}


def take_snapshot(root: Path, as_of: date, read: Callable[[str, bytes | Refusal, Kind], RecordFile] = read_record) -> Snapshot:
    """Reads and checks what stands under `root` now, and keeps what the build's audience sees of it."""
    files = read_tree(root)
    whole = Repository(files, all_kinds(), read)
    evidence_cache.ask(root, whole)
    shown = narrowed(files, whole)
    findings, owed = findings_and_duties(whole, as_of)
    for entry in shown.files:
        if entry.record:
            # Of a sound record's text pages show the body only; of ten thousand the rest would be a tenth of all that is held.
            entry.document = replace(entry.document, source=entry.document.body.encode(), body_start=0)
    return Snapshot(
        root,
        as_of,
        shown,
        findings_seen(findings, shown, all_checks(whole.kinds)),
        duties_seen(owed, shown),
        checks=all_checks(shown.kinds),
        left_out=frozenset(entry.id for entry in whole.files if shown.find(entry.id) is None),
        ways=ways(whole, shown, as_of),
        evidence=whole.evidence,
    )

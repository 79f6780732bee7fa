"""Compliance over the last weeks: the records as they were at the end of each week, checked as of that day.

All weeks are checked by today's checks, so that they can be compared. Results are cached in `.cache/` by tree, day and checks:
a build only computes weeks that are new.
"""

import hashlib
import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

import validators
from hooks.data import git_history
from hooks.data.audience import audience
from hooks.data.evidence_cache import with_evidence_of_today
from hooks.data.redaction import narrow, visible_duties, visible_findings
from hooks.data.snapshot import Snapshot
from validators.checks.run import DueDuty, all_checks, run_checks
from validators.kinds import all_kinds
from validators.repository.reading import read_revision
from validators.repository.repository import Repository
from validators.source.finding import Finding
from validators.source.git import GitError

log = logging.getLogger("mkdocs.hooks.compliance_history")

WEEKS = 26
CACHE = ".cache/nizom/trend.json"


@dataclass(frozen=True, slots=True)
class CompliancePoint:
    """Counts at the end of a day: all records, those without an error or anything overdue, and findings."""

    day: date
    records: int
    sound: int
    errors: int
    warnings: int
    overdue: int

    @property
    def share(self) -> int:
        """Per cent of the records that were sound; 100 when there was none."""
        return self.sound * 100 // self.records if self.records else 100


def compliance_history(snapshot: Snapshot) -> list[CompliancePoint]:
    """Return a point for each Sunday of the last weeks that history reaches, and one for the day of the build.

    Without git history only the last one is returned.
    """
    rules = [finding for finding in snapshot.findings if not finding.is_overdue]
    today = _point(snapshot.as_of, snapshot.repository, rules, snapshot.duties)
    if snapshot.head is None:
        return [today]
    sundays = [snapshot.as_of - timedelta(days=snapshot.as_of.isoweekday() + 7 * week) for week in reversed(range(WEEKS))]
    try:
        return [*_Weeks(snapshot).points(sundays), today]
    except GitError as error:
        log.info("trend: %s", error)
        return [today]


def _point(day: date, shown: Repository, rules: Sequence[Finding], owed: Sequence[DueDuty]) -> CompliancePoint:
    open_ = [finding for finding in rules if finding.is_open]
    overdue = [item.entry.path for item in owed if item.duty.state(day) == "overdue" and not item.exempted_by(day)]
    errors = [finding.path for finding in open_ if finding.is_error]
    late_or_wrong = {*overdue, *errors}
    return CompliancePoint(
        day,
        records=len(shown.files),
        sound=sum(entry.path not in late_or_wrong for entry in shown.files),
        errors=len(errors),
        warnings=len(open_) - len(errors),
        overdue=len(overdue),
    )


@dataclass(frozen=True, slots=True)
class _Tree:
    """The records of one git tree."""

    name: str
    whole: Repository
    shown: Repository


class _Weeks:
    """Computes points for many days of one repository; consecutive days with the same tree share its records.

    They do not share findings: what has not happened yet, is overdue or exempted, depends on the day.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._root = snapshot.root
        self._as_of = snapshot.as_of
        self._evidence = snapshot.evidence
        self._checks = _hash_of_checks()
        self._cached = _read_cache(self._root / CACHE)
        self._last: _Tree | None = None

    def points(self, days: list[date]) -> list[CompliancePoint]:
        """Return a point for each of the days that history reaches, in their order, and cache those that were computed."""
        commits = git_history.last_commits(self._root, days, self._as_of)
        found = {day: self._counts(day, commit) for day, commit in commits.items()}
        if any(key not in self._cached for key, _ in found.values()):
            others = {key: counts for key, counts in self._cached.items() if self._checks in key}
            _write_cache(self._root / CACHE, {**others, **dict(found.values())})
        return [CompliancePoint(day, *counts) for day, (_, counts) in found.items()]

    def _counts(self, day: date, commit: str) -> tuple[str, list[int]]:
        """Return the key of the day in the cache, and the counts of its point."""
        tree = git_history.tree_hash(self._root, commit)
        key = f"{day} {audience()} {tree} {self._checks}"
        return key, self._cached.get(key) or self._compute(day, tree, commit)

    def _compute(self, day: date, name: str, commit: str) -> list[int]:
        if self._last is None or self._last.name != name:
            self._last = self._read(name, commit)
        tree = self._last
        outcome = run_checks(tree.whole, day)
        visible = visible_findings(outcome.findings, tree.shown, all_checks(tree.whole.kinds))
        rules = [finding for finding in visible if not finding.is_overdue]
        return list(astuple(_point(day, tree.shown, rules, visible_duties(outcome.duties, tree.shown))))[1:]

    def _read(self, name: str, commit: str) -> _Tree:
        files = read_revision(self._root, commit)
        whole = with_evidence_of_today(Repository.from_files(files, all_kinds()), self._evidence)
        return _Tree(name, whole, narrow(files, whole))


def _hash_of_checks() -> str:
    """Return a hash of all that the counts depend on besides the records: our code and data, and the national calendar."""
    packages = (Path(validators.__file__).parent, Path(__file__).parents[1])
    hashed = hashlib.sha256(version("holidays").encode())
    for file in sorted(file for package in packages for file in package.rglob("*") if file.suffix in (".py", ".yaml")):
        hashed.update(file.read_bytes())
    return hashed.hexdigest()[:16]


def _read_cache(file: Path) -> dict[str, list[int]]:
    try:
        cached = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return cached if isinstance(cached, dict) else {}


def _write_cache(file: Path, counts: Mapping[str, list[int]]) -> None:
    """Write the cache, if the folder allows it: without it the next build computes all weeks again."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(counts, sort_keys=True, indent=0), "utf-8")
        draft.replace(file)
    except OSError as error:
        log.info("trend: %s", error)

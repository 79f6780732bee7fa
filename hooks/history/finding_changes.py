"""Which findings each change opened and closed in the record that it changed.

The record is checked before and after the change, among the other records of that time and as of the day of the change, so that
nothing is opened or closed by the days that passed. Pages outside `records/`, and evidence for approvals, are those of today.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from hooks.data import git_history
from hooks.data.evidence_cache import with_evidence_of_today
from hooks.data.redaction import narrow, visible_findings
from hooks.data.snapshot import Snapshot
from validators.checks.run import all_checks, run_checks
from validators.clock import TASHKENT
from validators.kinds import all_kinds
from validators.repository.paths import HOLIDAYS, SETTINGS
from validators.repository.reading import Found, read_objects, read_revision
from validators.repository.record_file import read_record
from validators.repository.repository import Repository
from validators.source.finding import Finding
from validators.text.messages import Message, say


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that a change opened or closed: only its check, since words of that time may quote what was since removed."""

    code: str
    title: Message
    opened: bool

    @property
    def event(self) -> Message:
        """What happened to it, in words."""
        return say("finding opened") if self.opened else say("finding closed")


Changed = Mapping[tuple[str, str], Sequence[FindingChange]]
"""What was opened and closed, by commit and path."""


def finding_changes(snapshot: Snapshot, changes: Sequence[git_history.FileChange], commits: int) -> Changed:
    """Return what each of the changes opened and closed; they are of the latest `commits`. Raises `GitError`."""
    if snapshot.head is None or not changes:
        return {}
    shown = {commit: {one.path for one in those} for commit, those in groupby(changes, lambda one: one.commit)}
    found: dict[tuple[str, str], Sequence[FindingChange]] = {}
    for change in _steps(snapshot, commits):
        paths = shown.pop(change.commit, set())
        before, after = (_open_findings(tree, change.day, paths) for tree in (change.before, change.after))
        for path in paths:
            if differ := tuple(_difference(before.get(path, {}), after.get(path, {}))):
                found[change.commit, path] = differ
        if not shown:
            break
    return found


@dataclass(frozen=True, slots=True)
class _Tree:
    """All records at a commit."""

    files: Mapping[str, Found]
    whole: Repository


@dataclass(frozen=True, slots=True)
class _Step:
    """A commit, with the records before and after it."""

    commit: str
    day: date
    before: _Tree
    after: _Tree


def _steps(snapshot: Snapshot, commits: int) -> Iterator[_Step]:
    """Yield the latest commits that changed records, going back from the one that is checked out.

    A tree is the one after it but for the files that the commit changed, and each content is parsed once.
    """
    root, kinds, read = snapshot.root, all_kinds(), cache(read_record)

    def tree(files: Mapping[str, Found]) -> _Tree:
        return _Tree(files, with_evidence_of_today(Repository.from_files(files, kinds, read), snapshot.evidence))

    after = tree(read_revision(root, "HEAD"))
    for commit, those in groupby(git_history.file_changes(root, snapshot.as_of, commits), lambda one: one.commit):
        changed = list(those)
        earlier = read_objects(root, {one.path: one.before for one in changed if one.before})
        kept = {path: content for path, content in after.files.items() if path not in {one.path for one in changed}}
        before = tree({**kept, **earlier})
        yield _Step(commit, changed[0].when.astimezone(TASHKENT).date(), before, after)
        after = before


def _open_findings(tree: _Tree, day: date, paths: set[str]) -> dict[str, dict[str, Finding]]:
    """Return what is open at these paths as far as the audience sees it, by path and fingerprint."""
    found: dict[str, dict[str, Finding]] = {}
    if paths:
        near = {path: content for path, content in tree.files.items() if path in paths or path in (SETTINGS, HOLIDAYS)}
        outcome = run_checks(tree.whole, day, paths.__contains__)
        for one in visible_findings(outcome.findings, narrow(near, tree.whole), all_checks(tree.whole.kinds)):
            if one.is_open:
                found.setdefault(one.path, {})[one.fingerprint] = one
    return found


def _difference(before: Mapping[str, Finding], after: Mapping[str, Finding]) -> Iterator[FindingChange]:
    """Yield what was opened, then what was closed, each by its check."""
    yield from _as_changes((after[key] for key in after.keys() - before.keys()), opened=True)
    yield from _as_changes((before[key] for key in before.keys() - after.keys()), opened=False)


def _as_changes(findings: Iterable[Finding], *, opened: bool) -> Iterator[FindingChange]:
    for one in sorted(findings, key=lambda one: (one.code, one.fingerprint)):
        yield FindingChange(one.code, one.title, opened)

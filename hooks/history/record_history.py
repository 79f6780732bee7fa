"""The history of each record in git: when it was changed, by which employee, and which facts.

Authors are only named if they are employees, and not at all in the public build. Commit messages are never shown.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from hooks.data import git_history
from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from hooks.history.authors import Authors
from hooks.history.diff import Describer, describe_changes
from validators.clock import TASHKENT
from validators.repository.record_file import RecordFile, id_of
from validators.source.document import Document, read_document
from validators.source.git import GitError, contents
from validators.text.messages import Message, say

MAX_CHANGES = 10
"""Changes of a record that are described, the latest; earlier ones are counted."""
MAX_FACTS = 8
"""Facts of a change that are described; the rest are counted."""
FETCHED_AT_ONCE = 200
"""Records whose versions are fetched from git in one go: pages are drawn in the order of the files."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A change of a record: its commit and time, what was done, the facts that changed, and the employees who did it."""

    commit: str
    when: datetime
    what: Message
    facts: tuple[Message, ...] = ()
    left_out: int = 0
    by: tuple[str, ...] = ()
    """Ids of employees."""
    claimed: date | None = None
    """The day that the commit's clock gives, where it does not count."""


@dataclass(frozen=True, slots=True)
class RecordHistory:
    """The latest changes of a record, and how many earlier ones are left out."""

    changes: list[RecordChange] = field(default_factory=list)
    left_out: int = 0


class RecordHistories:
    """The histories of all records; git is asked when the first is needed. Without git history all are empty."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._authors = Authors(snapshot)
        self._fetched: dict[str, bytes] = {}

    def of(self, entry: RecordFile) -> RecordHistory:
        """Return the history of a record."""
        all_changes = self._changes.get(entry.path, [])
        changes = all_changes[:MAX_CHANGES]
        try:
            known = self._versions(entry, changes)
        except GitError:
            return RecordHistory()
        # The version after one change is the version before the next: each is parsed once.
        objects = dict.fromkeys(name for one in changes for name in _objects(one))
        versions = {name: read_document(entry.path, known[name]) for name in objects}
        describer = Describer(self._snapshot.repository, entry.document.values)
        described = (self._describe(one, versions, entry, describer) for one in changes)
        return RecordHistory([change for change in described if change], max(0, len(all_changes) - MAX_CHANGES))

    @cached_property
    def _changes(self) -> Mapping[str, Sequence[git_history.FileChange]]:
        """The changes of each record by its path today, latest first, under all names that its file had."""
        root = self._snapshot.root
        if self._snapshot.head is None:
            return {}
        try:
            commits: dict[str, list[git_history.FileChange]] = defaultdict(list)
            for one in git_history.file_changes(root, self._snapshot.as_of):
                commits[one.commit].append(one)
            renames = self._renames(commits)
        except GitError:
            return {}
        # From the latest commit back: by the path at that time, the path today.
        today = {entry.path: entry.path for entry in self._snapshot.repository.files}
        found: dict[str, list[git_history.FileChange]] = defaultdict(list)
        for commit, changes in commits.items():
            earlier = {}
            for one in changes:
                path, former = today.get(one.path), renames.get((commit, one.path))
                if path is None or one.after is None:
                    continue
                found[path].append(replace(one, before=former.before, former=former.path) if former else one)
                if former:
                    earlier[former.path] = path
            today |= earlier
        return found

    def _renames(
        self, commits: Mapping[str, Sequence[git_history.FileChange]]
    ) -> Mapping[tuple[str, str], git_history.FileChange]:
        """Return, by commit and new path, the change that deleted the same record under its former path."""
        candidates = [
            [one for one in changes if not (one.before and one.after)]
            for changes in commits.values()
            if any(one.before is None for one in changes) and any(one.after is None for one in changes)
        ]
        objects = (one.before or one.after or "" for changes in candidates for one in changes)
        ids = {name: id_of(read_document("", data)) for name, data in contents(self._snapshot.root, objects)}
        found = {}
        for changes in candidates:
            deleted = {ids.get(one.before or ""): one for one in changes if one.after is None}
            for one in changes:
                if one.after and (id_ := ids.get(one.after)) and id_ in deleted:
                    found[one.commit, one.path] = deleted[id_]
        return found

    def _versions(self, entry: RecordFile, changes: Sequence[git_history.FileChange]) -> Mapping[str, bytes]:
        if any(name not in self._fetched for one in changes for name in _objects(one)):
            files = self._snapshot.repository.files
            start = files.index(entry)
            near = files[start : start + FETCHED_AT_ONCE]
            wanted = (one for other in near for one in self._changes.get(other.path, ())[:MAX_CHANGES])
            self._fetched = dict(contents(self._snapshot.root, (name for one in wanted for name in _objects(one))))
        return self._fetched

    def _describe(
        self, one: git_history.FileChange, versions: Mapping[str, Document], entry: RecordFile, describer: Describer
    ) -> RecordChange | None:
        """Return a change in words; None for one that the public sees nothing of."""
        before, after = (versions[name] if name else None for name in (one.before, one.after))
        assert after is not None
        when, by = one.when.astimezone(TASHKENT), self._authors.of(one.commit)
        if before is None:
            return RecordChange(one.commit, when, say("Written"), by=by, claimed=one.claimed)
        facts = [change.in_words for change in describe_changes(before, after, entry.kind, describer)]
        if not facts and audience() == "public":
            return None
        what = say("Changed") if facts else say("Only how it is written, or what is not shown here")
        if one.former:
            what = say("The file was renamed")
        if not after.readable:
            what = say("The file is broken")
        shown = facts[:MAX_FACTS]
        return RecordChange(one.commit, when, what, tuple(shown), len(facts) - len(shown), by, one.claimed)


def _objects(one: git_history.FileChange) -> Iterator[str]:
    yield from filter(None, (one.before, one.after))

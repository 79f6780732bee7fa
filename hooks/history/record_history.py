"""What was done to each record, out of the main line of the repository's history: when, by which employee, to which facts.

Of authors nothing is told but who of the employees they are, and to the public not even that: what git knows of other people, and
what they wrote in a commit, stays there.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from hooks.data import git_history
from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from hooks.history.diff import Describer, rewritten
from validators.clock import TASHKENT
from validators.kinds.employee.model import Employee
from validators.repository.repository import RecordFile, last_id
from validators.source.document import Document, read_document
from validators.source.git import GitError, contents
from validators.text.messages import Message, say

MOST_DEEDS = 10
"""So many changes of a record are told, the latest; the rest are counted."""
MOST_FACTS = 8
"""So many facts of a change are told by name."""
AT_ONCE = 200
"""Records whose versions are fetched from git in one go, ahead: pages are drawn in the order of the files."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A change of a record: its day and commit, what was done and to which facts, and by which employees, as far as known."""

    commit: str
    when: datetime
    what: Message
    facts: tuple[Message, ...] = ()
    left_out: int = 0
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deeds:
    """The latest changes of a record, and how many are not told."""

    told: list[Deed] = field(default_factory=list)
    left_out: int = 0


class History:
    """The changes of all records. Git is asked when the first page wants to know; where there is no history, nothing is told."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._fetched: dict[str, bytes] = {}

    def of(self, entry: RecordFile) -> Deeds:
        """What was done to the record of that file."""
        changes = self._changes.get(entry.path, [])
        try:
            known = self._versions(entry, changes[:MOST_DEEDS])
        except GitError:
            return Deeds()
        # What a change left is what the next one found: each version is read once.
        names = dict.fromkeys(name for one in changes[:MOST_DEEDS] for name in _names(one))
        versions = {name: read_document(entry.path, known[name]) for name in names}
        told = Describer(self._snapshot.repository, entry.document.values)
        deeds = (self._deed(one, versions, entry, told) for one in changes[:MOST_DEEDS])
        return Deeds([deed for deed in deeds if deed], max(0, len(changes) - MOST_DEEDS))

    @cached_property
    def _changes(self) -> Mapping[str, Sequence[git_history.Changed]]:
        """By the path of a record today its changes, the latest first, under whatever name its file went."""
        root = self._snapshot.root
        if self._snapshot.head is None:
            return {}
        try:
            commits: dict[str, list[git_history.Changed]] = defaultdict(list)
            for one in git_history.changes(root, self._snapshot.as_of):
                commits[one.commit].append(one)
            renamed = self._renamed(commits)
        except GitError:
            return {}
        now = {entry.path: entry.path for entry in self._snapshot.repository.files}
        found: dict[str, list[git_history.Changed]] = defaultdict(list)
        for name, changed in commits.items():
            earlier = {}
            for one in changed:
                path, former = now.get(one.path), renamed.get((name, one.path))
                if path is None or one.after is None:
                    continue
                found[path].append(replace(one, before=former.before, former=former.path) if former else one)
                if former:
                    earlier[former.path] = path
            now |= earlier
        return found

    def _renamed(self, commits: Mapping[str, Sequence[git_history.Changed]]) -> Mapping[tuple[str, str], git_history.Changed]:
        """By commit and new path the change that took the same record away under another name."""
        moved = [
            [one for one in changed if not (one.before and one.after)]
            for changed in commits.values()
            if any(one.before is None for one in changed) and any(one.after is None for one in changed)
        ]
        named = {}
        for name, data in contents(self._snapshot.root, (one.before or one.after or "" for some in moved for one in some)):
            if written := last_id("", data):
                named[name] = written
        found = {}
        for some in moved:
            gone = {named.get(one.before or ""): one for one in some if one.after is None}
            for one in some:
                if one.after and (id_ := named.get(one.after)) and id_ in gone:
                    found[one.commit, one.path] = gone[id_]
        return found

    def _versions(self, entry: RecordFile, changes: Sequence[git_history.Changed]) -> Mapping[str, bytes]:
        if any(name not in self._fetched for one in changes for name in _names(one)):
            filed = self._snapshot.repository.files
            start = filed.index(entry)
            near = (one for other in filed[start : start + AT_ONCE] for one in self._changes.get(other.path, ())[:MOST_DEEDS])
            self._fetched = dict(contents(self._snapshot.root, (name for one in near for name in _names(one))))
        return self._fetched

    def _deed(
        self, one: git_history.Changed, versions: Mapping[str, Document], entry: RecordFile, told: Describer
    ) -> Deed | None:
        """The change as it may be told; None of one that is not this audience's business."""
        before, after = (versions[name] if name else None for name in (one.before, one.after))
        assert after is not None
        when = one.when.astimezone(TASHKENT)
        if before is None:
            return Deed(one.commit, when, say("Written"), by=self._by(one.commit))
        facts = list(rewritten(before, after, entry.kind, told))
        if not facts and audience() == "public":
            return None
        what = say("Changed") if facts else say("Only how it is written, or what is not shown here")
        if one.former:
            what = say("The file was renamed")
        if not after.readable:
            what = say("The file is broken")
        shown = facts[:MOST_FACTS]
        return Deed(one.commit, when, what, tuple(shown), len(facts) - len(shown), self._by(one.commit))

    def _by(self, commit: str) -> tuple[str, ...]:
        if audience() == "public":
            return ()
        wrote = (self._employees.get(address.casefold()) for address in self._authors.get(commit, ()))
        return tuple(sorted(id_ for id_ in wrote if id_))

    @cached_property
    def _authors(self) -> Mapping[str, frozenset[str]]:
        return git_history.authors(self._snapshot.root)

    @cached_property
    def _employees(self) -> Mapping[str, str]:
        people = self._snapshot.repository.of(Employee)
        return {employee.email.casefold(): employee.id for employee in people if employee.email}


def _names(one: git_history.Changed) -> Iterator[str]:
    yield from filter(None, (one.before, one.after))

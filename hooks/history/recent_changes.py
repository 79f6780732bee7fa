"""The latest changes of all records: which record, which of its facts, with old and new values of statuses and dates.

Who made a change, and what the commit says, is left out: feeds are read outside the forge.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args

from hooks.data import git_history
from hooks.data.audience import audience, is_hidden
from hooks.data.display_name import display_name
from hooks.data.redaction import redact_file
from hooks.data.snapshot import Snapshot
from hooks.history.diff import Describer, FactChange, describe_changes
from validators.model.roles import Decision
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.git import GitError, contents
from validators.source.route import Route
from validators.text.messages import Message, say

MAX_COMMITS = 60
"""Commits in which changes are looked for."""
UNSEEN = FactChange(say("Only how it is written, or what is not shown here"))
"""The only fact of a change that shows nothing on the site."""


@dataclass(frozen=True, slots=True)
class RecentChange:
    """A change of a record: new, changed or deleted, and the facts that changed."""

    commit: str
    when: datetime
    path: str
    kind: Kind
    id: str
    title: str
    what: Message
    changed: tuple[FactChange, ...]
    claimed: date | None = None
    """The day that the commit's clock gives, where it does not count."""
    decisions: tuple[tuple[str, str], ...] = ()
    """What was decided by each approval that it brought, and on which day."""

    @property
    def facts(self) -> tuple[Message, ...]:
        """The facts that changed, in words."""
        return tuple(change.in_words for change in self.changed)


def latest_changes(snapshot: Snapshot, most: int, commits: int = MAX_COMMITS) -> list[git_history.FileChange]:
    """Return the latest changes of records that are shown, for a build of that day; none without git history.

    What was there before the samples were taken out, and that they were, is not the register's history.
    """
    if snapshot.head is None:
        return []
    folders = {kind.folder for kind in snapshot.kinds.values()}
    try:
        own, first = git_history.own_line(snapshot.root, snapshot.as_of), git_history.beginning(snapshot.root)
        changes = [
            one
            for one in git_history.file_changes(snapshot.root, snapshot.as_of, commits)
            if _folder(one.path) in folders and one.commit in own and (one.after or one.commit != first)
        ]
    except GitError:
        return []
    return changes[:most]


def _folder(path: str) -> str | None:
    parts = path.split("/")
    return parts[1] if len(parts) == 3 and path.endswith(".md") else None


def describe(changes: Sequence[git_history.FileChange], snapshot: Snapshot) -> Iterator[RecentChange]:
    """Yield each change in words."""
    wanted = (blob for one in changes for blob in (one.before, one.after) if blob)
    bytes_of = dict(contents(snapshot.root, wanted))
    for one in changes:
        before, after = (_read(one.path, bytes_of.get(blob or ""), snapshot) for blob in (one.before, one.after))
        known = after or before
        if known:
            what = say("new") if before is None else say("deleted") if after is None else say("changed")
            facts = tuple(_facts(before, after, snapshot.repository))
            title = _title(known, snapshot) or one.path
            decisions = tuple(_decisions(before, after))
            yield RecentChange(one.commit, one.when, one.path, known.kind, known.id, title, what, facts, one.claimed, decisions)


def _title(known: RecordFile, snapshot: Snapshot) -> str:
    """Return what the record is called now: an earlier title, or that of a deleted record, may have been removed for a reason."""
    now = snapshot.repository.find(known.id)
    if now is None and known.record and audience() == "internal":
        return known.record.title
    return display_name(now) if now else known.id


def _read(path: str, data: bytes | None, snapshot: Snapshot) -> RecordFile | None:
    if data is None:
        return None
    return redact_file(Repository.from_files({path: data}, snapshot.kinds).files[0])


def _decisions(before: RecordFile | None, after: RecordFile | None) -> Iterator[tuple[str, str]]:
    """Yield the decision and the day of each approval that is new; words that are no decision may be anybody's."""
    if after is None or is_hidden(after.kind.model, Route("approvals")):
        return
    earlier, now = (entry.document.values.get("approvals") if entry else None for entry in (before, after))
    for one in now if isinstance(now, list) else ():
        if (
            isinstance(one, dict)
            and one.get("decision") in get_args(Decision)
            and not (isinstance(earlier, list) and one in earlier)
        ):
            yield str(one["decision"]), str(one.get("date"))


def _facts(before: RecordFile | None, after: RecordFile | None, repository: Repository) -> Iterator[FactChange]:
    if after is not None and after.record is None:
        yield FactChange(say("The file is broken"))
    if before is None or after is None or before.record is None or after.record is None:
        return
    now = repository.find(after.id)
    describer = Describer(repository, now and now.document.values)
    yield from list(describe_changes(before.document, after.document, after.kind, describer)) or [UNSEEN]

"""What changed lately in the records: which record, which of its facts, status and due date old and new.

Who changed it and what they wrote in the commit stay where the history is: what is told here travels farther than the forge.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from hooks.data import git_history
from hooks.data.audience import audience
from hooks.data.names import called
from hooks.data.redaction import emptied
from hooks.data.snapshot import Snapshot
from hooks.history.diff import Describer, rewritten
from validators.repository.repository import RecordFile, Repository
from validators.rules.kind import Kind
from validators.source.git import GitError, contents
from validators.text.messages import Message, say

MOST_COMMITS = 60
UNSEEN = say("Only how it is written, or what is not shown here")


@dataclass(frozen=True, slots=True)
class Told:
    """A change of one record: what became of it, and the facts that changed; values only of the status and of days."""

    commit: str
    when: datetime
    path: str
    kind: Kind
    id: str
    title: str
    what: Message
    facts: tuple[Message, ...]


def latest(snapshot: Snapshot, most: int) -> list[git_history.Changed]:
    """The latest changes of records that are shown, by that day; none without git."""
    if snapshot.head is None:
        return []
    folders = {kind.folder for kind in snapshot.kinds.values()}
    try:
        changed = [
            one for one in git_history.changes(snapshot.root, snapshot.as_of, MOST_COMMITS) if _folder(one.path) in folders
        ]
    except GitError:
        return []
    return changed[:most]


def _folder(path: str) -> str | None:
    parts = path.split("/")
    return parts[1] if len(parts) == 3 and path.endswith(".md") else None


def told(changed: Sequence[git_history.Changed], snapshot: Snapshot) -> Iterator[Told]:
    """Each change in words."""
    wanted = (blob for one in changed for blob in (one.before, one.after) if blob)
    bytes_of = dict(contents(snapshot.root, wanted))
    for one in changed:
        before, after = (_typed(one.path, bytes_of.get(blob or ""), snapshot) for blob in (one.before, one.after))
        known = after or before
        if known:
            what = say("new") if before is None else say("deleted") if after is None else say("changed")
            facts = tuple(_facts(before, after, snapshot.repository))
            yield Told(one.commit, one.when, one.path, known.kind, known.id, _title(known, snapshot) or one.path, what, facts)


def _title(known: RecordFile, snapshot: Snapshot) -> str:
    """What the record is called now: a title of before may have been taken out for a reason, as a record that is gone may."""
    now = snapshot.repository.find(known.id)
    if now is None and known.record and audience() == "internal":
        return known.record.title
    return called(now) if now else known.id


def _typed(path: str, data: bytes | None, snapshot: Snapshot) -> RecordFile | None:
    if data is None:
        return None
    entry = Repository({path: data}, snapshot.kinds).files[0]
    if entry.record:
        entry.record = emptied(entry.record)
    return entry


def _facts(before: RecordFile | None, after: RecordFile | None, repository: Repository) -> Iterator[Message]:
    if after is not None and after.record is None:
        yield say("The file is broken")
    if before is None or after is None or before.record is None or after.record is None:
        return
    now = repository.find(after.id)
    changed = list(rewritten(before.document, after.document, after.kind, Describer(repository, now and now.document.values)))
    yield from changed or [UNSEEN]

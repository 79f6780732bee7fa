"""The ledger of changes: what each commit changed in which record, who made it, how well its decisions are proved, and which
findings it opened and closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from hooks.history.authors import Authors
from hooks.history.finding_changes import FindingChange, finding_changes
from hooks.history.recent_changes import UNSEEN, RecentChange, describe, latest_changes
from validators.clock import TASHKENT
from validators.regulation.settings import Grade
from validators.source.git import GitError

MAX_CHANGES, MAX_COMMITS = 1_000, 400
"""What the ledger reaches back to, whichever is less: it depends on the commit alone, so that the same commit gives the same."""


@dataclass(frozen=True, slots=True)
class Decided:
    """An approval that a change brought: what was decided, and how well that is proved now, None where it no longer stands."""

    decision: str
    grade: Grade | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A change of a record in the ledger."""

    change: RecentChange
    day: date
    authors: tuple[str, ...]
    """Ids of the employees who made it; none in the public build."""
    decided: tuple[Decided, ...]
    findings: Sequence[FindingChange] = ()
    """What it opened and closed in the record."""


def ledger(snapshot: Snapshot) -> list[Entry]:
    """Return the latest changes of all records, the latest first; none without git history."""
    authors = Authors(snapshot)
    changes = latest_changes(snapshot, MAX_CHANGES, MAX_COMMITS)
    try:
        findings = finding_changes(snapshot, changes, MAX_COMMITS)
        return [
            Entry(
                one,
                one.when.astimezone(TASHKENT).date(),
                authors.of(one.commit),
                tuple(_decided(one, snapshot)),
                findings.get((one.commit, one.path), ()) if _shows_findings(one) else (),
            )
            for one in describe(changes, snapshot)
        ]
    except GitError:
        return []


def _shows_findings(change: RecentChange) -> bool:
    """Return whether its findings may be shown: they would give away a change that the public does not see."""
    return audience() == "internal" or change.changed != (UNSEEN,)


def _decided(change: RecentChange, snapshot: Snapshot) -> Iterator[Decided]:
    status = snapshot.approvals_by_path.get(change.path)
    taken = [stage.taken for stage in (*status.stages, *status.following) if stage.taken] if status else []
    grades: dict[tuple[str, str], Grade] = {(one.approval.decision, str(one.approval.date)): one.grade for one in taken}
    for step in change.decisions:
        yield Decided(step[0], grades.get(step))

"""The head of a record's page: where it is in its life, how it stands, whose move it is, and what the next status still wants."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from hooks.data.approval_status import PendingDecision, pending_decisions
from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from validators.checks.run import DueDuty
from validators.checks.trial import NextStatus, next_statuses
from validators.model.lifecycle import Lifecycle
from validators.model.record import Record
from validators.repository.record_file import RecordFile

MIN_STATUSES, MAX_STATUSES = 3, 8
"""Statuses of a life that is drawn: of fewer there is nothing to see, of more no room."""


class LifeStep(NamedTuple):
    """A status on the way through life, and whether the record is past it, in it, or not there yet."""

    status: str
    state: Literal["past", "now", "ahead"]


@dataclass(frozen=True, slots=True)
class Move:
    """What is to be done next: a duty, or a decision that is awaited."""

    duty: DueDuty | None = None
    decision: PendingDecision | None = None


@dataclass(frozen=True, slots=True)
class RecordHead:
    """The answers at the head of a record's page."""

    life: list[LifeStep]
    overdue: int
    errors: int
    warnings: int
    moves: list[Move]
    """The next move, and the one after it."""
    ahead: list[NextStatus]


def record_head(entry: RecordFile, record: Record, snapshot: Snapshot) -> RecordHead:
    """Return the answers about a record as far as it is known."""
    open_ = [finding for finding in snapshot.findings_by_path.get(entry.path, ()) if finding.is_open]
    return RecordHead(
        life=_life(entry.kind.lifecycle, record.status),
        overdue=sum(finding.is_overdue for finding in open_),
        errors=sum(finding.is_error for finding in open_),
        warnings=sum(finding.is_warning for finding in open_),
        moves=list(_moves(entry, snapshot))[:2],
        ahead=_ahead(entry, snapshot),
    )


def _ahead(entry: RecordFile, snapshot: Snapshot) -> list[NextStatus]:
    """Return the next statuses, each tried; nothing in the public build, where what blocks may be in fields that are closed."""
    if audience() != "internal":
        return []
    way = snapshot.approvals_by_path.get(entry.path)
    known = {finding.fingerprint for finding in snapshot.findings_by_path.get(entry.path, ())}
    return next_statuses(entry, way.awaited if way else (), snapshot.repository, snapshot.as_of, known)


def _life(lifecycle: Lifecycle, status: str) -> list[LifeStep]:
    """Return the way through life without endings before the time; nothing where the record is in one of these."""
    way = [one for one in lifecycle.statuses if one not in lifecycle.dead and one not in lifecycle.ended]
    if status not in way or not MIN_STATUSES <= len(way) <= MAX_STATUSES:
        return []
    here = way.index(status)
    return [LifeStep(one, "past" if at < here else "now" if at == here else "ahead") for at, one in enumerate(way)]


def _moves(entry: RecordFile, snapshot: Snapshot) -> Iterator[Move]:
    """Yield what is to be done: first what is overdue, then the decision that is awaited, then what falls due, by day."""
    duties = snapshot.duties_by_path.get(entry.path, ())
    open_ = [item for item in duties if item.duty.open(snapshot.as_of) and not item.exempted_by(snapshot.as_of)]
    yield from (Move(duty=item) for item in open_ if _is_late(item, snapshot.as_of))
    yield from (Move(decision=item) for item in pending_decisions([entry], snapshot.approvals_by_path))
    yield from (Move(duty=item) for item in open_ if not _is_late(item, snapshot.as_of))


def _is_late(item: DueDuty, as_of: date) -> bool:
    return item.duty.due < as_of

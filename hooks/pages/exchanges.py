"""What was sent to other bodies, with its letter, and when and how they answered."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from hooks.data.approval_status import PendingDecision
from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from validators.checks.run import DueDuty
from validators.kinds.proposal import Proposal
from validators.model.record import Approval
from validators.repository.record_file import RecordFile

_ANSWERS = ("agreed", "approved", "rejected")
"""Decisions that answer what was sent; one that was only reviewed is still awaited."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Something that was sent to a body: when, under which number, when it was looked at, and when and how it was answered."""

    entry: RecordFile
    body: str
    sent: date
    number: str | None
    reviewed: date | None
    answered: date | None
    answer: str | None
    answer_number: str | None

    @property
    def days(self) -> int | None:
        """How many days the answer took."""
        return (self.answered - self.sent).days if self.answered else None


@dataclass(frozen=True, slots=True)
class ToSend:
    """Something that is to be sent to a body, and what falls due first in its record."""

    pending: PendingDecision
    due: DueDuty | None


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What is between the department and a body outside: to be sent, awaited from it, answered by it."""

    to_send: list[ToSend]
    awaited: list[Exchange]
    """Sent and not answered yet, the longest first."""
    answered: list[Exchange]
    """The latest first."""
    usual_days: int | None
    """In how many days half of the answers came; None without answers."""

    @property
    def first_due(self) -> DueDuty | None:
        """What is to be sent first, where a day is set."""
        return min((item.due for item in self.to_send if item.due), key=lambda item: item.duty.due, default=None)


def exchanges_by_body(snapshot: Snapshot) -> Mapping[str, list[Exchange]]:
    """Return what was sent to each body, the latest first; nothing in the public build, which does not see all of it."""
    found: dict[str, list[Exchange]] = defaultdict(list)
    for entry in snapshot.repository.files if audience() == "internal" else ():
        for exchange in exchanges(entry):
            found[exchange.body].append(exchange)
    for own in found.values():
        own.sort(key=lambda item: (item.sent, item.entry.path), reverse=True)
    return found


def correspondence(sent: Sequence[Exchange], to_send: Sequence[PendingDecision], snapshot: Snapshot) -> Correspondence | None:
    """Return what is between the department and a body; None where there is nothing."""
    if not sent and not to_send:
        return None
    awaited = [item for item in reversed(sent) if item.answered is None and item.entry.record and item.entry.record.alive]
    answered = [item for item in sent if item.answered]
    days = [item.days for item in answered if item.days is not None]
    items = [ToSend(item, _first_due(item, snapshot)) for item in to_send]
    items.sort(key=lambda item: (item.due.duty.due if item.due else date.max, item.pending.entry.path))
    return Correspondence(items, awaited, answered, median_low(days) if days else None)


def _first_due(item: PendingDecision, snapshot: Snapshot) -> DueDuty | None:
    owed = snapshot.duties_by_path.get(item.entry.path, ())
    return next((one for one in owed if one.duty.open(snapshot.as_of) and not one.exempted_by(snapshot.as_of)), None)


def exchanges(entry: RecordFile) -> Iterator[Exchange]:
    """Yield what was sent of a record: each submission with the decisions of its receiver until the next one."""
    record = entry.record
    if record is None:
        return
    submitted = [step for step in record.approvals if step.decision == "submitted"]
    for index, step in enumerate(submitted):
        if step.to:
            following = submitted[index + 1].date if submitted[index + 1 :] else None
            yield _submission(entry, step, step.to, following)
    if isinstance(record, Proposal) and record.addressee and record.date and record.put_forward:
        ruling = record.decision
        yield Exchange(
            entry, record.addressee.to, record.date, None, None, ruling.date if ruling else None,
            ruling.outcome if ruling else None, ruling.document if ruling else None,
        )  # fmt: skip


def _submission(entry: RecordFile, step: Approval, body: str, until: date | None) -> Exchange:
    assert entry.record
    later = [
        one for one in entry.record.approvals if one.by == body and one.date >= step.date and (until is None or one.date < until)
    ]
    reviewed = next((one.date for one in later if one.decision == "reviewed"), None)
    answer = next((one for one in later if one.decision in _ANSWERS), None)
    return Exchange(
        entry, body, step.date, step.document, reviewed,
        answer.date if answer else None, answer.decision if answer else None, answer.document if answer else None,
    )  # fmt: skip

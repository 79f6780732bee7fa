"""What would block a record in the statuses that its way to approval leads to: tried on a copy, before anybody signs."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from validators.approval.status import Awaited, chain_of, furthest_status
from validators.checks.file_codes import OWN_FAILURE
from validators.checks.run import rule_findings
from validators.model.digest import is_progress
from validators.model.lifecycle import Lifecycle
from validators.model.record import Approval
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.chain import by_paper
from validators.source.finding import Finding
from validators.source.route import ROOT, Route
from validators.text.messages import Message, choice, say


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What would be wrong with the record in a status, and is not now: an error, or anything about what approvals cover.

    `is_covered`: it is about what approvals cover, so that fixing it later makes every step stale.
    """

    status: str
    finding: Finding
    is_covered: bool

    def blocks(self, step: str) -> bool:
        """Return whether a step that opens the status `step` would be taken in vain while the obstacle is there."""
        return self.is_covered or self.status == step

    @property
    def message(self) -> Message:
        """What would be wrong, and in which status."""
        return say(
            "In the status “{status}”: {code}: {message}",
            status=choice(self.status), code=self.finding.code, message=self.finding.message,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NextStatus:
    """A status that a record may go on to, what would be wrong with it there and is not now, and the steps to be taken for it."""

    status: str
    wants: tuple[Finding, ...]
    steps: tuple[Awaited, ...]


def next_statuses(
    entry: RecordFile, ahead: Sequence[Awaited], repository: Repository, as_of: date, known: Container[str]
) -> list[NextStatus]:
    """Return the next status of a record in work and the one after it, each tried; `known` are fingerprints of what is wrong now.

    What the first wants, the second does not repeat. Nothing is said of a record whose work is over or which was not typed whole.
    """
    record = entry.record
    if record is None or not entry.is_whole or not record.alive or not record.to_be_done:
        return []
    order = entry.kind.lifecycle.statuses.index
    steps = [item for item in ahead if not item.of_next_edition]
    found: list[NextStatus] = []
    status, seen = record.status, set[str]()
    while len(found) < 2 and (onward := _onward(status, entry.kind.lifecycle)):
        status = onward
        tried = rule_findings(_in_status(entry, status, steps, as_of), repository, as_of).findings
        wants = [one for one in tried if _is_wanted(one) and one.fingerprint not in known and one.fingerprint not in seen]
        seen.update(one.fingerprint for one in wants)
        before = order(found[-1].status) if found else -1
        found.append(
            NextStatus(status, tuple(wants), tuple(item for item in steps if before < order(item.step.status) <= order(status)))
        )
    return found


def _onward(status: str, lifecycle: Lifecycle) -> str | None:
    """Return the first status later in life that one move leads to, one in which the work goes on rather than is over.

    Endings before the time are left aside.
    """
    order = lifecycle.statuses.index
    apart = lifecycle.dead | lifecycle.ended
    later = [to for to in lifecycle.moves[status] if order(to) > order(status) and to not in apart]
    return min(later, key=lambda to: (to in lifecycle.closed, order(to)), default=None)


def _is_wanted(finding: Finding) -> bool:
    """Whether a finding in a status to come is about what a paragraph asks, the approval steps aside."""
    asked = finding.is_error or finding.clause is not None
    return asked and finding.is_open and finding.code != OWN_FAILURE.code and finding.field.first_key != "approvals"


def obstacles(entry: RecordFile, ahead: Sequence[Awaited], repository: Repository, as_of: date) -> list[Obstacle]:
    """Return what would block the record in each status that the steps taken or to be taken (`ahead`) open, each once.

    The rules are carried out on a copy of the record, among the records as they are.
    """
    to_come = _to_come(entry, ahead)
    seen = {finding.fingerprint for finding in _faults(entry, repository, as_of)} if to_come else set()
    found: list[Obstacle] = []
    for status in to_come:
        for finding in _faults(_in_status(entry, status, ahead, as_of), repository, as_of):
            if finding.fingerprint not in seen:
                seen.add(finding.fingerprint)
                found.append(Obstacle(status, finding, _is_covered(finding, entry)))
    return found


def in_vain(decision: str, role: str, found: Sequence[Obstacle], ahead: Sequence[Awaited]) -> list[Obstacle]:
    """Return the obstacles because of which a step to be taken would be taken in vain; a decision outside the chain never is."""
    item = next((item for item in ahead if item.step.decision == decision and (not item.roles or role in item.roles)), None)
    return [obstacle for obstacle in found if item and obstacle.blocks(item.step.status)]


def _to_come(entry: RecordFile, ahead: Sequence[Awaited]) -> list[str]:
    """Return the statuses, in order of life, that the steps open and the record has not come to."""
    chain = chain_of(entry)
    if chain is None or entry.record is None or not entry.record.alive or entry.record.over:
        return []
    order = entry.kind.lifecycle.statuses.index
    opened = {step.status for step in chain.steps} if ahead else {furthest_status(entry, ahead)}
    return sorted((status for status in opened if status and order(status) > order(entry.record.status)), key=order)


def _in_status(entry: RecordFile, status: str, ahead: Sequence[Awaited], as_of: date) -> RecordFile:
    """Return the record's file as it would be in that status, with the steps to be taken for it."""
    assert entry.record
    order = entry.kind.lifecycle.statuses.index
    taken = tuple(_taken(item, entry, as_of) for item in ahead if order(item.step.status) <= order(status))
    written = [*(entry.document.values.get("approvals") or ()), *({"decision": step.decision} for step in taken)]
    values = {**entry.document.values, "status": status, "approvals": written}
    record = entry.record.model_copy(update={"status": status, "approvals": (*entry.record.approvals, *taken)})
    return replace(entry, document=replace(entry.document, values=values), record=record)


def _taken(item: Awaited, entry: RecordFile, as_of: date) -> Approval:
    """Return a step to come as if it were taken, by who may take it."""
    assert entry.record
    return Approval.model_construct(
        decision=item.step.decision,
        role=item.roles[0] if item.roles else "department",
        by=item.holders[0] if item.holders else entry.record.owner,
        date=max(item.earliest or as_of, as_of),
        document="1" if by_paper(item.step.decision) else None,
        part="1" if item.step.decision == "visa" else None,
        to=entry.record.owner if item.step.decision == "submitted" else None,
        recorded_by=None,
        digest=entry.digest,
    )


def _faults(entry: RecordFile, repository: Repository, as_of: date) -> Iterator[Finding]:
    """Yield what should be put right before anyone signs, the approval steps aside: those to come are not real ones.

    A warning about what approvals cover is among it, since a correction after the decisions makes every one of them stale.
    """
    for finding in rule_findings(entry, repository, as_of).findings:
        if finding.acknowledged:
            continue
        matters = finding.is_error or (finding.clause and _is_covered(finding, entry))
        if matters and finding.is_open and finding.code != OWN_FAILURE.code and finding.field.first_key != "approvals":
            yield finding


def _is_covered(finding: Finding, entry: RecordFile) -> bool:
    """Whether a finding is about what approvals cover."""
    return finding.field not in (ROOT, Route("id")) and not is_progress(finding.field, entry.kind.progress)

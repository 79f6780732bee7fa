"""Approval status of each record, as the audience of the build may see it, and what is awaited of whom.

It is computed from all records, since a decision may depend on some that are not shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hooks.data.audience import audience, closed_fields
from validators.approval.staleness import what_changed
from validators.approval.status import Awaited, Stage, awaited, in_order, next_stages, stages
from validators.checks.trial import Obstacle, obstacles
from validators.kinds.proposal import Proposal
from validators.model.digest import in_words, is_in_text
from validators.model.fields import title_at
from validators.model.roles import STATE_ROLES, Decision, Role
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.source.route import Route
from validators.text.messages import Message, say

AWAITED: Mapping[Decision, Message] = {
    "developed": say("drafting"),
    "visa": say("visa"),
    "submitted": say("submission"),
    "reviewed": say("review"),
    "agreed": say("agreement"),
    "approved": say("approval"),
    "rejected": say("refusal"),
}
"""What the steps are called while they are awaited: the name of a result only stands where there is one."""

_OWN_WORK: tuple[Decision, ...] = ("developed", "submitted")


@dataclass(frozen=True, slots=True)
class ApprovalStatus:
    """The steps of a record's way to approval, and the decisions that are still to come: the first is the next move.

    `following` are the steps of the next edition, where one is on its way; then those to come are of it. `obstacles` are what
    would block the record in the statuses that the steps are for.
    """

    stages: list[Stage]
    following: list[Stage]
    awaited: list[Awaited]
    obstacles: list[Obstacle]


def approval_statuses(whole: Repository, shown: Repository, as_of: date) -> Mapping[str, ApprovalStatus]:
    """Return the approval status of the shown records that need approval, by path."""
    paths = {entry.path for entry in shown.files if "approvals" not in closed_fields(entry.kind.model)}
    found = ((entry.path, _status(entry.for_readers(), whole, as_of)) for entry in whole.files if entry.path in paths)
    return {path: status for path, status in found if status.stages}


def _status(entry: RecordFile, whole: Repository, as_of: date) -> ApprovalStatus:
    found = stages(entry, whole)
    ahead = list(awaited(entry, whole, as_of, found)) if found else []
    in_force, following = in_order(found), in_order(next_stages(entry, whole))
    if audience() == "internal":
        blocking = obstacles(entry, ahead, whole, as_of)
        in_force, following = (
            [replace(stage, why=_why(stage, entry, whole)) for stage in edition] for edition in (in_force, following)
        )
        return ApprovalStatus(in_force, following, ahead, blocking)
    # Why a step is not good, and who holds an office today, comes from service and absences in employees' records; what blocks a
    # record may be in fields that are closed.
    in_force, following = ([replace(stage, why=None) for stage in edition] for edition in (in_force, following))
    return ApprovalStatus(in_force, following, [replace(item, holders=()) if item.roles else item for item in ahead], [])


def _why(stage: Stage, entry: RecordFile, whole: Repository) -> Message | None:
    """Return why a step is not good, with the titles of fields instead of their keys: readers of a page have no file open."""

    def title(route: Route) -> Message:
        return in_words(route) if is_in_text(route) else title_at(entry.kind.model, Route(route.first_key))

    return what_changed(entry, stage.taken.index, whole, title) if stage.state == "stale" and stage.taken else stage.why


@dataclass(frozen=True, slots=True)
class PendingDecision:
    """A record whose next step on its way is awaited, and those of whom one is to take it.

    `is_decision` is false where the step is work of the record's own unit, such as sending what another body is to agree to.
    """

    entry: RecordFile
    holders: tuple[str, ...]
    roles: tuple[Role, ...]
    what: Message
    needed: bool
    """Whether the record's status already asks for it."""
    since: date | None
    """The day of the step before it; None where nothing was done yet."""
    is_decision: bool = True
    towards: tuple[str, ...] = ()
    """The bodies outside that are to decide after a step that is taken here."""

    @property
    def is_outside(self) -> bool:
        """Whether a body outside the Agency decides."""
        return any(role in STATE_ROLES for role in self.roles)


def pending_decisions(files: Iterable[RecordFile], statuses: Mapping[str, ApprovalStatus]) -> Iterator[PendingDecision]:
    """Yield the next step of every record that awaits one; none in the public build, which hides some of them."""
    if audience() != "internal":
        return
    for entry in files:
        approval = statuses.get(entry.path)
        if approval and approval.awaited:
            yield _next_step(entry, approval.awaited)
        elif isinstance(entry.record, Proposal):
            yield from _of_proposal(entry, entry.record)


def _next_step(entry: RecordFile, ahead: Sequence[Awaited]) -> PendingDecision:
    """Return the first of the steps; what nobody has sent to another body yet is not awaited from it."""
    assert entry.record
    move = ahead[0]
    towards = next((item.holders for item in ahead if any(role in STATE_ROLES for role in item.roles)), ())
    steps = entry.record.in_effect_ahead() if move.of_next_edition else entry.record.in_effect()
    since = max((step.date for _, step in steps), default=None)
    outside = any(role in STATE_ROLES for role in move.roles)
    if outside and not any(step.decision == "submitted" for _, step in steps):
        return PendingDecision(entry, (entry.record.owner,), (), say("sending for agreement"), move.needed, since, False, towards)
    own = move.step.decision in _OWN_WORK
    return PendingDecision(
        entry, move.holders, move.roles, AWAITED[move.step.decision], move.needed, since, not own, () if outside else towards
    )


def _of_proposal(entry: RecordFile, proposal: Proposal) -> Iterator[PendingDecision]:
    """Yield that a proposal that was put forward is to be decided on by those it is addressed to."""
    if proposal.status == "submitted" and proposal.decision is None and (to := proposal.addressee):
        yield PendingDecision(entry, (to.to,), (to.role,), say("decision on the proposal"), False, proposal.date)

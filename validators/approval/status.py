"""The approval status of a record: each step with its state; of those to come, from whom, and when at the earliest."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Literal

from validators.approval.authority import first_day, holders, without_authority
from validators.approval.provenance import grade
from validators.approval.staleness import approved_next, stale, what_changed
from validators.model.gaps import GapError, if_known
from validators.model.lifecycle import Lifecycle
from validators.model.record import Approval, Record, Steps
from validators.model.roles import Decision, Role
from validators.regulation.settings import Grade
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.chain import Chain, Step, last_of_each, submitted_without_visa, visa_comes_first, with_visa, without_visa
from validators.text.messages import Message, one_of, option, say

State = Literal["missing", "valid", "unsealed", "stale", "out-of-order", "without-authority"]
"""`unsealed`: taken, but nothing says what it covered, since it was written by hand."""

STATES: Mapping[State, Message] = {
    "missing": say("not taken"),
    "valid": say("in order"),
    "unsealed": say("taken, without a digest"),
    "stale": say("stale"),
    "out-of-order": say("out of order"),
    "without-authority": say("without authority"),
}
"""What the states are called."""

GOOD: tuple[State, ...] = ("valid", "unsealed")
"""States in which a step need not be taken again."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: the index of its approval in the record, and how well it is proved."""

    index: int
    approval: Approval
    grade: Grade


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the way with its state, and why; `step` is None for what was decided outside the chain."""

    decision: Decision
    step: Step | None
    state: State
    taken: Taken | None = None
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """A step that is to be taken, or taken again: in which roles, who holds them as far as the records say, the first day on
    which it can be, whether the record's status already needs it, and whether it is one of the edition on its way."""

    step: Step
    roles: tuple[Role, ...]
    holders: tuple[str, ...]
    earliest: date | None
    needed: bool
    of_next_edition: bool = False


def chain_of(entry: RecordFile) -> Chain | None:
    """Return the chain that the record has to go, if its kind has one and it concerns the record."""
    chain = entry.kind.chain
    return chain if chain and entry.record and chain.concerns(entry.record) else None


def whole_chain(entry: RecordFile, repository: Repository) -> Chain | None:
    """Return the record's chain, with the department's visa before the submission where the settings ask for it (S54)."""
    chain = chain_of(entry)
    if chain and entry.record and visa_comes_first(entry.kind.name, entry.record, repository.settings):
        return with_visa(chain)
    return chain


def furthest_status(entry: RecordFile, ahead: Sequence[Awaited]) -> str | None:
    """Return the furthest status that the record may come to by the steps that were taken; `ahead` are those to be taken.

    None where no step is for one onward, one for it is missing, or the record has come as far.
    """
    chain, record = chain_of(entry), entry.record
    if chain is None or record is None or not record.alive:
        return None
    order = entry.kind.lifecycle.statuses.index
    missing = (order(item.step.status) for item in ahead if not item.of_next_edition)
    first_missing = min(missing, default=len(entry.kind.lifecycle.statuses))
    farthest = max((order(step.status) for step in chain.steps if order(step.status) < first_missing), default=-1)
    return max(_onward(record.status, entry.kind.lifecycle, lambda status: order(status) <= farthest), key=order, default=None)


def within_reach(status: str, entry: RecordFile, repository: Repository) -> tuple[str, ...]:
    """Return the statuses that the record may have come to from `status` in one change.

    They are those that one move leads to, and those onward to which every step of the way to approval was taken; of a record that
    could not be typed, nothing is known of its steps.
    """
    lifecycle = entry.kind.lifecycle
    if entry.record is None:
        return lifecycle.moves[status]
    order = lifecycle.statuses.index
    chain = whole_chain(entry, repository)
    way = stages(entry, repository)
    open_steps = [step for step in chain.steps if not _is_there(step, way)] if chain else []
    open_at = min((order(step.status) for step in open_steps if order(step.status) > order(status)), default=len(lifecycle.moves))
    carried = _onward(status, lifecycle, lambda onward: order(onward) < open_at)
    ends = {end for passed in carried for end in lifecycle.moves[passed] if end in lifecycle.dead}
    moves = lifecycle.moves[status]
    return *moves, *sorted((carried | ends).difference(moves), key=order)


def _onward(status: str, lifecycle: Lifecycle, may: Callable[[str], bool]) -> set[str]:
    """Return the statuses, later in life than `status` and alive, that moves through such statuses lead to."""
    order = lifecycle.statuses.index
    found: set[str] = set()
    ahead = [status]
    while ahead:
        here = ahead.pop()
        onward = {to for to in lifecycle.moves[here] if order(to) > order(here) and to not in lifecycle.dead and may(to)}
        ahead += onward - found
        found |= onward
    return found


def _is_there(step: Step, way: Sequence[Stage]) -> bool:
    """Whether a step was taken, in its order and by who may; what it covers is asked apart (C11)."""
    return all(stage.state in (*GOOD, "stale") for stage in way if stage.step is step)


def may_go_on(status: str) -> Message:
    """Return what is to be done once the steps for a status are there."""
    return say("The status may go on now: write status: {status}", status=option(status))


def stages(entry: RecordFile, repository: Repository) -> list[Stage]:
    """Return the steps of the chain in their order, taken or not, then what was decided outside it, by date.

    They are those of the edition in force.
    """
    return _stages(entry.record.in_effect(), entry, repository) if entry.record else []


def next_stages(entry: RecordFile, repository: Repository) -> list[Stage]:
    """Return the steps of the next edition while it is on its way, as `stages` does those of the one in force."""
    if entry.record is None or not entry.record.renewing or approved_next(entry):
        return []
    return _stages(entry.record.in_effect_ahead(), entry, repository)


def in_order(found: Sequence[Stage]) -> list[Stage]:
    """Return the steps of the chain in their order, with the decisions outside it between them, by date."""
    outside = [stage for stage in found if stage.step is None]
    ordered: list[Stage] = []
    for stage in found[: len(found) - len(outside)]:
        while outside and (stage.taken is None or _day(outside[0]) < _day(stage)):
            ordered.append(outside.pop(0))
        ordered.append(stage)
    return [*ordered, *outside]


def _day(stage: Stage) -> date:
    return stage.taken.approval.date if stage.taken else date.max


def _stages(steps: Steps, entry: RecordFile, repository: Repository) -> list[Stage]:
    chain = whole_chain(entry, repository)
    misplaced = _misplaced(entry, chain)
    taken = [_stage(index, step, chain, misplaced.get(index), entry, repository) for index, step in last_of_each(steps)]
    found: list[Stage] = []
    for step in chain.steps if chain else ():
        own = [stage for stage in taken if stage.step is step]
        said = any(stage.decision == step.said_by for stage in taken)
        found += own or ([] if said else [Stage(step.decision, step, "missing")])
    without_a_step = [stage for stage in taken if stage.step is None]
    return [*found, *sorted(without_a_step, key=lambda stage: stage.taken.approval.date if stage.taken else date.min)]


def _stage(
    index: int, approval: Approval, chain: Chain | None, misplaced: Message | None, entry: RecordFile, repository: Repository
) -> Stage:
    step = next((step for step in chain.steps if step.takes(approval.decision, approval.role)), None) if chain else None
    state, why = _state(index, approval, step, misplaced, entry, repository)
    return Stage(approval.decision, step, state, Taken(index, approval, grade(entry, index, repository)), why)


def _state(
    index: int, approval: Approval, step: Step | None, misplaced: Message | None, entry: RecordFile, repository: Repository
) -> tuple[State, Message | None]:
    roles = step.roles_for(entry.kind.name, repository.settings, approval.date) if step else ()
    if step and not step.is_for(approval.role, entry.kind.name, repository.settings, approval.date):
        return "without-authority", say("It is for: {roles}", roles=one_of(roles))
    try:
        reason = without_authority(approval, repository)
    except GapError as error:
        reason = say("The authority cannot be proved: {path} is not in order", path=error.gap.path)
    if reason:
        return "without-authority", reason
    if index in stale(entry):
        return "stale", what_changed(entry, index, repository)
    if misplaced:
        return "out-of-order", misplaced
    return ("valid" if approval.digest else "unsealed"), None


def _misplaced(entry: RecordFile, chain: Chain | None) -> Mapping[int, Message]:
    """Return, by index, the steps that come too early; a visa that the settings ask for has only to precede the submission."""
    own = chain_of(entry)
    if own is None or entry.record is None:
        return {}
    found = dict(own.dated_too_early(entry.record))
    if chain is not own:
        found |= {index: without_visa(step) for index, step in submitted_without_visa(entry.record)}
    return found


def awaited(entry: RecordFile, repository: Repository, as_of: date, known: Sequence[Stage] | None = None) -> Iterator[Awaited]:
    """Yield the steps to be taken, or taken again where no longer good, in order; `known` are the stages, if known.

    While a next edition is on its way, they are its own.
    """
    record = entry.record
    if record is None or not record.alive:
        return
    day, order = as_of, entry.kind.lifecycle.statuses
    if ahead := next_stages(entry, repository):
        known = ahead
    elif known is None:
        known = stages(entry, repository)
    for step in chain.steps if (chain := whole_chain(entry, repository)) else ():
        own = [stage for stage in known if stage.step is step]
        if all(stage.state in GOOD for stage in own):
            day = max([day, *(stage.taken.approval.date for stage in own if stage.taken)])
            continue
        roles = step.roles_for(entry.kind.name, repository.settings, day)
        when = _first_working(day, roles, repository)
        needed = not ahead and order.index(step.status) <= order.index(record.status)
        yield Awaited(step, roles, _held_by(step, roles, when or day, record, repository), when, needed, bool(ahead))
        day = when or day


def _first_working(day: date, roles: tuple[Role, ...], repository: Repository) -> date | None:
    """Return the first working day from `day` on, on which somebody holds one of the roles; None if nobody is known to."""
    days = [if_known(partial(first_day, role, day, repository)) for role in roles] if roles else [day]
    first = min((one for one in days if one), default=None)
    return first and repository.calendar.later(first - timedelta(days=1), 1)


def _holders(role: Role, day: date, repository: Repository) -> list[str]:
    return list(holders(role, day, repository))


def _held_by(step: Step, roles: tuple[Role, ...], day: date, record: Record, repository: Repository) -> tuple[str, ...]:
    """Who takes the step: the holders of its roles; where none is named its owner, or who has it after it was submitted."""
    if roles:
        return tuple(dict.fromkeys(id_ for role in roles for id_ in if_known(partial(_holders, role, day, repository)) or ()))
    submission = record.decided("submitted") if step.decision not in ("developed", "submitted") else None
    return ((submission.to if submission else None) or record.owner,)

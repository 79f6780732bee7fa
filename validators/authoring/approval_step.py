"""The step of the way to approval that somebody may take now: its decision, its giver and its facts."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from unicodedata import category

from validators.approval.authority import first_day, holders
from validators.approval.staleness import digest_to_write
from validators.approval.status import STATES, Awaited, Stage, awaited, next_stages, stages, whole_chain
from validators.approval.validity import BINDING, proved_too_little
from validators.model.record import Approval
from validators.model.roles import Decision, Role
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.text.messages import Message, OneOf, choice, say

_CONTROL = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Categories of Unicode: control characters, bytes that are no UTF-8, and the ends of lines and paragraphs."""


class RefusedError(Exception):
    """The step cannot be taken; holds why."""

    def __init__(self, *reasons: Message) -> None:
        super().__init__(*(reason.template for reason in reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class StepRequest:
    """What is said of a step before it is written; what is left out follows from the record and the day."""

    role: Role
    decision: Decision | None = None
    by: str | None = None
    document: str | None = None
    part: str | None = None
    to: str | None = None
    recorded_by: str | None = None

    @property
    def unwritable(self) -> tuple[str, ...]:
        """The facts with line ends or other control characters: they would not be read back as they were given."""
        return tuple(name for name, value in asdict(self).items() if any(category(sign) in _CONTROL for sign in value or ""))


def step_to_take(request: StepRequest, entry: RecordFile, repository: Repository, day: date) -> dict[str, str]:
    """Return the facts of the step, in the order in which people write them."""
    decision = _decision(request, entry, repository, day)
    by = _giver(request, repository, day)
    facts = {
        "decision": decision,
        "role": request.role,
        "by": by,
        "date": day.isoformat(),
        "document": request.document,
        "part": request.part,
        "to": request.to,
        "recorded_by": request.recorded_by,
        "digest": digest_to_write(decision, entry),
    }
    return {name: value for name, value in facts.items() if value}


def _decision(request: StepRequest, entry: RecordFile, repository: Repository, day: date) -> Decision:
    """Return the decision that was named or is next; refuse while earlier steps are not good, and on a closed record."""
    chain = whole_chain(entry, repository)
    named = request.decision or _implied(request)
    ahead = list(awaited(entry, repository, day))
    # A record that was closed before a step that its status needs is put right by taking it.
    if entry.record and entry.over and not any(item.needed for item in ahead):
        raise RefusedError(say("The record is “{status}”: nobody decides on it any more", status=choice(entry.record.status)))
    if chain is None:
        return _without_a_chain(named, entry)
    if named and not any(step.takes(named, request.role) for step in chain.steps):
        return named
    all_stages = next_stages(entry, repository) or stages(entry, repository)
    weak = proved_too_little(entry, repository)
    if named and not any(item.step.decision == named for item in ahead):
        return _once_more(named, request, all_stages, weak, day)
    if not ahead:
        again = next((step for step in weak if step.role == request.role), None)
        if again is None:
            raise RefusedError(say("Every step is taken, and none has to be taken again"))
        return _once_more(again.decision, request, all_stages, weak, day)
    first = ahead[0]
    # A role that a later step is for decides that step, and none of those that anybody here may take before it.
    own = [item for item in ahead if request.role in item.roles and (item is first or not item.step.own_roles_only)]
    meant = [item for item in ahead if item.step.decision == named] or own
    wanted = next(iter(meant), None) or next((item for item in ahead if not item.roles), first)
    if wanted is not first:
        raise RefusedError(_too_early(wanted, first, all_stages))
    if first.roles and request.role not in first.roles:
        raise RefusedError(
            say("“{step}” is not for the role “{role}” to decide", step=choice(first.step.decision), role=choice(request.role)),
            whose_move(first),
        )
    return first.step.decision


def _implied(request: StepRequest) -> Decision | None:
    """Return the decision that can only be meant where it is not named: what goes to a body is submitted, a visa has a part."""
    if request.to:
        return "submitted"
    return "visa" if request.part else None


def _without_a_chain(named: Decision | None, entry: RecordFile) -> Decision:
    if named == "approved" and not isinstance(entry.record, BINDING):
        raise RefusedError(say("Records of this kind need no approval"))
    if named is None:
        raise RefusedError(say("Records of this kind have no way to approval: say with --decision what is decided"))
    return named


def _once_more(
    decision: Decision, request: StepRequest, all_stages: list[Stage], weak: Sequence[Approval], day: date
) -> Decision:
    """Refuse a step that is good already, but for a visa on another part, or where nothing says what it covered.

    One that is proved less well than the department asks for may be taken again on a later day: history cannot tell two equal
    steps of one day apart.
    """
    own = [stage for stage in all_stages if stage.decision == decision and stage.taken]
    for stage in own:
        if stage.taken is None or stage.taken.approval.part != request.part or stage.state != "valid":
            continue
        taken = stage.taken.approval
        if taken not in weak:
            raise RefusedError(
                say("“{step}” was taken on {day}, and covers the record as it stands", step=choice(decision), day=taken.date)
            )  # fmt: skip
        if day <= taken.date:
            raise RefusedError(
                say(
                    "“{step}” of {day} is not proved well enough: take it again on a later day",
                    step=choice(decision),
                    day=taken.date,
                )
            )
    return decision


def _too_early(wanted: Awaited, first: Awaited, all_stages: list[Stage]) -> Message:

    state = next(stage.state for stage in all_stages if stage.step is first.step and stage.state not in ("valid", "unsealed"))
    return say(
        "“{first}” comes before “{wanted}”, but its state is: {state}. {whose}",
        wanted=choice(wanted.step.decision), first=choice(first.step.decision), state=STATES[state], whose=whose_move(first),
    )  # fmt: skip


def whose_move(item: Awaited) -> Message:
    """Whose move a step is."""
    held = ", ".join(item.holders)
    if not item.roles:
        return say("Waiting for: {holders}", holders=held)
    roles = OneOf(tuple(map(choice, item.roles)))
    return say("It is for: {roles} ({holders})", roles=roles, holders=held) if held else say("It is for: {roles}", roles=roles)


def _giver(request: StepRequest, repository: Repository, day: date) -> str:
    """Who was named with --by, or the one who holds the role on that day."""
    role: Role = request.role
    known = list(holders(role, day, repository))
    if not known:
        later = first_day(role, day, repository)
        if later:
            raise RefusedError(say("Nobody holds the role “{role}” on {day}; from {later} on somebody does",
                                   role=choice(role), day=day, later=later))  # fmt: skip
        raise RefusedError(say("Nobody holds the role “{role}” on {day}", role=choice(role), day=day))
    if request.by:
        return str(request.by)
    if len(known) > 1:
        raise RefusedError(say("More than one may decide as “{role}”: say which with --by: {ids}",
                               role=choice(role), ids=", ".join(known)))  # fmt: skip
    return known[0]

"""Whether a decision covers the record as it is, and what was changed since where it does not."""

from collections.abc import Callable, Sequence

from validators.model.digest import changed_routes, in_words
from validators.model.gaps import GapError
from validators.model.record import Approval
from validators.model.roles import Decision
from validators.rules.chain import standing
from validators.rules.records import FiledRecord, Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import Message, choice, say

IN_ITS_PLACE = say("Move what is under next_edition to where the record says it, and take next_edition out")


def digest_to_write(decision: Decision, entry: FiledRecord) -> str:
    """Return the digest of what is decided on: of the next edition while that is on its way, which `developed` begins."""
    record = entry.record
    of_the_next = record is not None and record.renewing and (decision == "developed" or record.in_effect_ahead())
    return entry.digest_next if of_the_next else entry.digest


def stale(entry: FiledRecord) -> list[int]:
    """Return the indices of the steps that count and do not cover the record as it is; what was rejected is meant to change."""
    steps = standing(entry.record) if entry.record else ()
    sealed = [(index, step.digest) for index, step in steps if step.digest and step.decision != "rejected"]
    return [index for index, seal in sealed if seal != entry.digest_for(index)]


def may_be_stale(entry: FiledRecord) -> bool:
    """Return whether a step that counts does not cover the record as it is, or may not, since not all of it is known."""
    try:
        return bool(stale(entry))
    except GapError:
        return True


def what_changed(entry: FiledRecord, index: int, repository: Records, name: Callable[[Route], Message] = in_words) -> Message:
    """Return what of the record is not as it was when that step was taken: by name, if history still holds what it was."""
    assert entry.record
    step = entry.record.approvals[index]
    routes = _changed_since(entry, index, repository)
    if routes is None:
        return say("Changed after the step “{step}” of {day}", step=choice(step.decision), day=step.date)
    names = tuple(dict.fromkeys(map(name, routes)))
    return say("Changed after the step “{step}” of {day}: {fields}", step=choice(step.decision), day=step.date, fields=names)


def all_changed(entry: FiledRecord, indices: Sequence[int], repository: Records) -> Message:
    """Return what changed after these steps; without the fields where history does not hold what each was taken on."""
    if len(indices) == 1:
        return what_changed(entry, indices[0], repository)
    assert entry.record
    steps = tuple(named_step(entry.record.approvals[index]) for index in indices)
    since = [_changed_since(entry, index, repository) for index in indices]
    if None in since:
        return say("Changed after the steps {steps}", steps=steps)
    names = tuple(dict.fromkeys(in_words(route) for routes in since for route in routes or ()))
    return say("Changed after the steps {steps}: {fields}", steps=steps, fields=names)


def named_step(step: Approval) -> Message:
    """Return what a step is called in a list of steps: the decision and its day."""
    return say("“{step}” of {day}", step=choice(step.decision), day=step.date)


def _changed_since(entry: FiledRecord, index: int, repository: Records) -> list[Route] | None:
    """Return where the record is not as it was when that step was taken; None if history does not hold what it was."""
    assert entry.record
    then = repository.evidence.approved.get((entry.id, entry.record.approvals[index].digest or ""))
    if then is None:
        return None
    return list(changed_routes(then, entry.covered_by(index)))


def approved_next(entry: FiledRecord) -> Approval | None:
    """Return the approval of what is described as the next edition, once it was approved and is not put in its place."""
    approved = entry.record.decided("approved") if entry.record else None
    is_next = approved and approved.digest not in (None, entry.digest) and approved.digest == entry.digest_next
    return approved if is_next else None


def not_in_its_place(approved: Approval) -> Problem:
    """Return what is wrong with a next edition that is approved and still next to the one that it replaces."""
    message = say("The next edition was approved on {day}, but is not put in the place of this one yet", day=approved.date)
    return Problem("next_edition", message, IN_ITS_PLACE)

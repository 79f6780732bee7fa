"""C03 and C11: a status goes as far as the steps carry it, and the steps cover what is there."""

from collections.abc import Iterator

from validators.approval.staleness import named_step, stale
from validators.approval.status import stages, within_reach
from validators.approval.validity import needs_digest
from validators.change.changes import Change, Changes, status_of
from validators.repository.repository import Repository
from validators.source.finding import Problem
from validators.text.messages import Message, choice, option, say


def moves_along_its_lifecycle(change: Change, changes: Changes) -> Iterator[Problem]:
    """C03: a status goes where its kind's lifecycle lets it, by one move or as far as the approval steps carry it.

    A new record comes from the status in which its kind begins. A status that the kind does not have is reported as such.
    """
    after = change.after
    if after is None:
        return
    lifecycle = after.kind.lifecycle
    old, new = status_of(change.before) if change.before else lifecycle.statuses[0], status_of(after)
    if old == new or old not in lifecycle.moves or new not in lifecycle.moves or new in lifecycle.moves[old]:
        return
    if change.before is None and (new in lifecycle.dead or after.record is None):
        return
    may = within_reach(old, after, _under_base(changes))
    if new in may:
        return
    hint = say("From there it may stay, or go on: {choices}", choices=tuple(map(option, (old, *may))))
    if not may:
        hint = say("The status of a closed record does not change: write “status: {status}” again", status=old)
    message = say("The status went from “{old}” to “{new}”", old=choice(old), new=choice(new))
    if change.before is None:
        message = say("The record is new and its status is already “{new}”, which its steps do not carry", new=choice(new))
        hint = say(
            "Write the steps that were taken under approvals, or begin with: {choices}", choices=(option(old), *map(option, may))
        )
    yield Problem("status", message, hint)


def rests_on_steps_that_cover_it(change: Change, changes: Changes) -> Iterator[Problem]:
    """C11: the steps that a new status needs cover the record as it is, each with a digest where they have to be proved."""
    after = change.after
    if after is None or after.record is None or not after.record.alive:
        return
    statuses = after.kind.lifecycle.statuses
    old, now = status_of(change.before) if change.before else "", statuses.index(after.record.status)
    since = -1 if old not in statuses or old in after.kind.lifecycle.dead else statuses.index(old)
    needed = [
        (statuses.index(stage.step.status), stage.taken)
        for stage in (stages(after, _under_base(changes)) if since != now else ())
        if stage.step and statuses.index(stage.step.status) <= now
    ]
    if not any(place > since for place, _ in needed):
        return
    uncovered = frozenset(stale(after))
    found: list[Message] = []
    for _, taken in needed:
        if taken and taken.index in uncovered:
            found.append(named_step(taken.approval))
        elif taken and needs_digest(taken.approval, after.kind.name, changes.base.settings):
            found.append(say("{step}, which has no digest", step=named_step(taken.approval)))
    if found:
        message = say("The status is “{status}”, and these steps do not cover the record as it is: {steps}",
                      status=choice(after.record.status), steps=tuple(found))  # fmt: skip
        yield Problem("status", message)


def _under_base(changes: Changes) -> Repository:
    """Return the records of the change as the base judges them."""
    return changes.head.judged_by(changes.base)

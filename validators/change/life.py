"""A record's life (C01, C02, C03, C11 and C12): its id is for ever, it is withdrawn and not deleted, and its status goes as far
as the steps carry it, which cover what is there."""

from collections.abc import Iterator, Sequence

from validators.approval.staleness import named_step, stale
from validators.approval.status import stages, within_reach
from validators.approval.validity import needs_digest
from validators.change.changes import NAMED, Change, Changes, is_sample, shared, status_of, title_in
from validators.model.ids import year_of
from validators.repository.nearest import title_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.source.edits.cure import Cure, Put, Renumber, Restore
from validators.source.edits.curing import cured
from validators.source.edits.edit import EditError
from validators.source.finding import Problem
from validators.source.route import ROOT, Route
from validators.text.messages import Message, choice, option, say


def keeps_its_id(change: Change, changes: Changes) -> Iterator[Problem]:
    """C01: an id is given once, to one record, and stays with it."""
    if change.after is None or not change.after.document.readable:
        return
    if change.before is None:
        former = next((id_ for id_, entry in changes.new_names.items() if entry is change.after), None)
        if former:
            yield Problem("id", say("This record was called {id}", id=former), say("Write the old id again: {id}", id=former))
        elif change.after.id in changes.once_given:
            message = say("{id} was another record's id, which was deleted earlier", id=change.after.id)
            yield _given_to_another(change, change.after, changes, message)
        elif there := changes.taken.get(change.after.id):
            message = say("{id} is given to {path} in the branch that this change goes to", id=change.after.id, path=there)
            yield _given_to_another(change, change.after, changes, message)
    elif title_in(change.before) != title_in(change.after) and shared(change.before, change.after) < 1 / 2:
        before = title_of(change.before) or change.before.path
        yield Problem("id", say("{id} was another record: “{title}”", id=change.after.id, title=before))


def _given_to_another(change: Change, entry: RecordFile, changes: Changes, message: Message) -> Problem:
    """Return the problem of a new record whose id is another's, with the next one that was never given."""
    free = changes.head.next_id(entry.kind, year_of(entry.id) or 0, (*changes.taken, *changes.once_given))
    also = tuple(other.after.path for other in changes.all if other.after and other is not change)
    return Problem("id", message, say("Give it the next free id: {id}", id=free), cure=Cure(Renumber(entry.id, free, also)))


def is_withdrawn_not_deleted(change: Change, changes: Changes) -> Iterator[Problem]:
    """C02: what was once a record can still be looked up; an invented example may go, if it always was one."""
    before = change.before
    if (
        change.after
        or before is None
        or before.id in changes.new_names
        or (is_sample(before.document) and before.id not in changes.once_real)
    ):
        return
    cited = sorted({record.id for record, _ in changes.head.cited_by(before.id)})
    message = say("{id} was deleted", id=before.id)
    if cited:
        more = " …" if len(cited) > NAMED else ""
        message = say("{id} was deleted; it is named by: {records}", id=before.id, records=", ".join(cited[:NAMED]) + more)
    lifecycle = before.kind.lifecycle
    ends = [status for status in lifecycle.statuses if lifecycle.over(status)]
    hint = (
        say("Bring the file back, and write under status one of: {choices}", choices=tuple(map(option, ends))) if ends else None
    )
    yield Problem(ROOT, message, hint, cure=Cure(Restore(_ended(before, ends))))


def _ended(before: RecordFile, ends: Sequence[str]) -> str:
    """Return the text of a record that was deleted, with the status of one that is over if there is only one that it may get."""
    text, status = before.document.text, before.document.values.get("status")
    ahead = [end for end in ends if end in before.kind.lifecycle.moves.get(str(status), ())]
    if len(ahead) != 1:
        return text
    try:
        return cured(text, Cure(Put(Route("status"), ahead[0])))
    except EditError:
        return text


def stays_real(change: Change, changes: Changes) -> Iterator[Problem]:
    """C12: what is called a sample may be deleted, so a real record does not become one."""
    if change.before and change.after and is_sample(change.after.document) and not is_sample(change.before.document):
        yield Problem("sample", say("{id} was a real record, and is called a sample now", id=change.after.id))


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

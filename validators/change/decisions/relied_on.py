"""C08 of what decisions rest on: people who held their office, and acts that were there, before the change that shows them."""

from collections.abc import Iterator
from datetime import date

from validators.approval.provenance import answers_for
from validators.approval.validity import day_of, needs_proof
from validators.change.changes import Change, Changes
from validators.change.decisions.steps import kept_in
from validators.change.settings.consent import enacted
from validators.kinds.employee.model import Employee
from validators.model.gaps import known
from validators.model.record import Approval
from validators.regulation.setting_codes import Setting
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.chain import standing
from validators.rules.evidence import Block, blocks_in, decisions_in
from validators.rules.superiors import SUPERIORS
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import say

AUTHORITY = (
    *("status", "owner", "hired", "left", "service", "acting", "absences", "type"),
    *("keys", "email", "former_emails", "account"),
)
"""Facts of an employee or a body on which it rests what they may decide, and how it is known that they did."""


def rests_on_people_who_were_there(change: Change, changes: Changes) -> Iterator[Problem]:
    """C08 (7, 8): who decides held the office before the change that shows the decision."""
    if change.after is None or change.after.record is None:
        return
    decided_before = set(kept_in(change).values()) if change.before and change.before.record else set()
    for index, step in enumerate(change.after.record.approvals):
        if index in decided_before:
            continue
        if step.role in SUPERIORS and _holders(changes.base) != _holders(changes.head):
            message = say("The decision rests on setting S05, which this change alters too")
            yield Problem(Route("approvals", index, "by"), message)
        elif altered := next((id_ for id_ in _rested_on(step, changes) if _is_altered(id_, changes)), None):
            message = say("The decision rests on the record {id}, which this change alters too", id=altered)
            yield Problem(Route("approvals", index, "by"), message)


def is_taken_by_who_is_still_here(change: Change, changes: Changes) -> Iterator[Problem]:
    """C08 (7, 8): who has left takes no decision any more, whatever day it bears, where decisions have to be proved."""
    before, after = change.before, change.after
    if after is None or (before and not before.document.readable):
        return
    if not needs_proof(after.kind.name, changes.base.settings, None):
        return
    kept = set(kept_in(change).values())
    there = set(blocks_in(before.id, before.document.values)) if before else set[Block]()
    steps = after.record.approvals if after.record else ()
    taken = [
        *((Route("approvals", index), answers_for(step), step.date) for index, step in enumerate(steps) if index not in kept),
        *(
            (decision.at, decision.by, day)
            for decision in decisions_in(after.id, after.document.values)
            if decision.block not in there and decision.what != "keys" and (day := day_of(decision.written.get("date")))
        ),
    ]
    for at, by, day in taken:
        if last := _last_day(by, day, changes):
            message = say(
                "The decision of {day} by {id} comes only now, and {id} decides nothing since {last}: that it was taken in time "
                "is not proved",
                day=day, id=by, last=last,
            )  # fmt: skip
            yield Problem(at, message, say("Have who holds the office now take it"))


def _last_day(id_: str, day: date, changes: Changes) -> date | None:
    """Return the last day of somebody who has left, or of the superior of a day who is none any more; None of anybody else."""
    person = changes.base.get(id_, Employee)
    left: date | None = known(person, "left") if person and known(person, "status") == "left" else None
    if left and left < changes.as_of:
        return left
    terms = changes.base.settings.value(Setting.OFFICE_HOLDERS, None) or ()
    own = [term for term in terms if term.employee == id_ and not term.acting]
    held = any(term.since <= day <= (term.until or date.max) for term in own)
    last = max((term.until or date.max for term in own), default=date.max)
    return last if held and last < changes.as_of else None


def rests_on_an_act_that_was_there(change: Change, changes: Changes) -> Iterator[Problem]:
    """C08 (12.a.1): the act that approves a record as its annex was there before the change that says so."""
    act = change.after.document.values.get("annexed_to") if change.after else None
    if isinstance(act, str) and enacted(changes.base.find(act)) != enacted(changes.head.find(act)):
        message = say("That it is approved rests on the act {id}, which this change brings or alters too", id=act)
        yield Problem("annexed_to", message, say("Propose the act first, on its own; this change once it is accepted"))


def is_an_annex_by_a_superiors_word(change: Change, changes: Changes) -> Iterator[Problem]:
    """C11 (12.a.1): that an act from above approved a plan is confirmed by a superior, where approvals have to be proved.

    Nobody else's steps are asked for then, so anybody who may write could approve a plan by naming an act.
    """
    before, after = change.before, change.after
    record = after.record if after else None
    if after is None or record is None or not _is_approved_as_an_annex(after):
        return
    same = before and before.document.values.get("annexed_to") == after.document.values["annexed_to"]
    if (before and same and _is_approved_as_an_annex(before)) or not needs_proof(after.kind.name, changes.base.settings, None):
        return
    confirmed = any(
        step.decision == "agreed" and step.role in SUPERIORS and step.digest == after.digest_for(index)
        for index, step in standing(record)
    )
    if not confirmed:
        message = say("The plan is approved by an act of which it says that it is an annex, and no superior has confirmed that")
        hint = say(
            "Have the director-general or the deputy confirm it in a signed commit: "
            "nizom approve {id} --as deputy --decision agreed",
            id=after.id,
        )
        yield Problem("annexed_to", message, hint)


def _is_approved_as_an_annex(entry: RecordFile) -> bool:
    """Whether a record has come to its approval by the act that it is annexed to."""
    record, statuses = entry.record, entry.kind.lifecycle.statuses
    return (
        record is not None
        and bool(entry.document.values.get("annexed_to"))
        and "approved" in statuses
        and record.alive
        and record.has_reached("approved")
    )


def _holders(repository: Repository) -> object:
    return repository.own_settings.history.get(Setting.OFFICE_HOLDERS)


def _rested_on(step: Approval, changes: Changes) -> Iterator[str]:
    """Yield the ids of the records that say what the giver of a step may decide: their own, and that of the body they work in."""
    yield step.by
    if giver := changes.base.get(step.by, Employee):
        yield giver.owner


def _is_altered(id_: str, changes: Changes) -> bool:
    return _authority(changes.base.find(id_)) != _authority(changes.head.find(id_))


def _authority(entry: RecordFile | None) -> object:
    """Return what of a signer's record says what they may decide."""
    return entry and {key: entry.document.values.get(key) for key in AUTHORITY}

"""Who ends what is owed, or moves its date: what somebody without the power decided changes nothing (14.2, 6.2, 12.g.2).

A kind whose duties may end before their time has an `Endable` model, and registers the rule of this module. Its parts, such as
the measures of a plan, end by the same decision, an `Ending`, under the same power.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from validators.kinds.organization import Organization, body_of, dissolved_before, is_gone
from validators.model.duty import Duty
from validators.model.record import Endable, Ending, Extension
from validators.rules.check import Check
from validators.rules.extensions import Refusal, by_another
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import choice, say

OUTSIDE = ("ministry", "inspectorate", "expert-body", "other")
"""Types of bodies outside the Agency, which may take back what they asked for."""


def _given_up(code: str) -> Check:
    return Check(
        code,
        "D",
        title=say("Given up, and nobody decided"),
        requirement=say(
            "What was cancelled, withdrawn or suspended says why, who decided and when; until then everything is still owed"
        ),
        fix=say("Write ended: with reason, by and date; or restore the previous status"),
        introduced="0.2.0",
    )


ENDED = _given_up("N14.2-1")
"""For whatever the Nizom lays on the department."""

PROJECT_ENDED = _given_up("N14.4-2")
"""For projects, which 14.4 names."""

PLAN_ENDED = _given_up("N12.a.2-7")
"""For roadmaps and programmes and the tasks in them, which 12.a.2 names, and for nothing else."""


def ends_by_decision(kind: Kind, check: Check = ENDED) -> None:
    """Register the rule for a kind whose model is `Endable`, under the paragraph that binds the department to its records."""
    kind.rule(check)(_names_who_decided)


def owes(record: Endable, repository: Records) -> bool:
    """Return whether what a record owes goes on; what a body outside the Agency gave, only such a body can end."""
    return record.owing or (
        record.is_ended and record.ended is not None and without_power(record.ended, record, repository) is not None
    )


def has_ended(decision: Ending | None, record: Endable, repository: Records, as_of: date) -> bool:
    """Return whether a part of a record has ended by a day: somebody with the power had decided that it is owed no more."""
    return decision is not None and decision.date <= as_of and without_power(decision, record, repository) is None


def as_owed(duty: Duty, decision: Ending | None, record: Endable, repository: Records, as_of: date) -> Iterator[Duty]:
    """Yield a duty while it is owed; of one that was given up after its day, that this was late: no decision makes up for it."""
    if not has_ended(decision, record, repository, as_of):
        yield duty
    elif decision and duty.due < decision.date:
        yield replace(duty, done=duty.done or decision.date)


def until_ended(duty: Duty, record: Endable, repository: Records, as_of: date) -> Iterator[Duty]:
    """Yield a duty of a record while the record owes it; of one that was ended after the day of its duty, that this was late."""
    if owes(record, repository):
        yield duty
    elif record.ended:
        yield from as_owed(duty, record.ended, record, repository, as_of)


def is_outside(id_: str, repository: Records) -> bool:
    """Return whether an id is of a body outside the Agency and its system, or of a unit of such a body."""
    part = repository.get(id_, Organization)
    body = part and body_of(part, repository)
    return body is not None and body.type in OUTSIDE


def _names_who_decided(record: Endable, repository: Records) -> Iterator[Problem]:
    """14.2, for projects 14.4, for plans 12.a.2: what nobody with the power ended is still to be done."""
    if not record.is_ended or not record.bound:
        return
    if record.ended is None:
        message = say(
            "The status is “{status}”, but nobody is named who decided, so everything is still owed", status=choice(record.status)
        )
        yield Problem("ended", message, say("Write “ended: {line}”; or restore the previous status", line=LINE))
    elif wrong := without_power(record.ended, record, repository):
        yield Problem(Route("ended") / str(wrong.at), wrong.message, wrong.hint)


_OF_THE_DAY = say("Write the body that decided on that day, or correct the day: until then it is owed as before")
LINE = '{reason: "…", by: …, date: …}'


def without_power(decision: Ending, record: Endable, repository: Records) -> Problem | None:
    """Return why a decision ends nothing, at a route within it: what came from outside the Agency is taken back from there."""
    if is_gone(decision.by, decision.date, repository):
        return Problem("by", dissolved_before(decision.by, decision.date), _OF_THE_DAY)
    if not record.ends_outside:
        return None
    if not is_outside(decision.by, repository):
        message = say("{id} cannot take it back, a body outside the Agency gave it, so everything is still owed", id=decision.by)
        return Problem("by", message, say("Under by: write the id of the body that took it back"))
    if record.ENDED_BY_LETTER and decision.document is None:
        message = say("The document by which {id} took it back is not named, so everything is still owed", id=decision.by)
        return Problem("document", message, say("Write document: and the number of the letter"))
    return None


def moves_without_power(record: Endable, answers: str | None, repository: Records) -> Refusal:
    """Return the refusal of moves of a record's dates: by who answers for the work; by us, where the date is from outside."""
    by_us = by_another(answers)

    def refusal(extension: Extension) -> Problem | None:
        id_ = extension.allowed_by
        if is_gone(id_, extension.date, repository):
            return Problem("allowed_by", dissolved_before(id_, extension.date), _OF_THE_DAY)
        if not record.ends_outside:
            return by_us(extension)
        if not is_outside(id_, repository):
            message = say("{id} cannot move this date, a body outside the Agency set it: the old date counts", id=id_)
            return Problem("allowed_by", message, say("Under allowed_by: write the id of the body that moved it"))
        if record.ENDED_BY_LETTER and extension.document is None:
            message = say("The document by which {id} moved the date is not named: the old date counts", id=id_)
            return Problem("document", message, say("Write document: and the number of the letter"))
        return None

    return refusal

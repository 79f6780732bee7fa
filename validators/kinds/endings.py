"""What is said to be over, though nobody with the power said so, goes on owing (12.a.2, 6.2, 12.g.2).

A kind whose duties may end before their time has an `Endable` model, and registers the rule of this module.
"""

from collections.abc import Iterator

from validators.kinds.organization import Organization
from validators.model.record import Endable
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import choice, say

OUTSIDE = ("ministry", "inspectorate", "expert-body", "other")
"""Types of bodies outside the Agency, which may take back what they asked for."""

ENDED = Check(
    "N12.a.2-7",
    "D",
    title=say("Given up, and nobody decided"),
    requirement=say("What was cancelled, withdrawn or suspended says why, who decided and when; until then all stays owed"),
    fix=say("Write ended: with reason, by and date; or put the status back"),
    introduced="0.2.0",
)


def ends_by_decision(kind: Kind) -> None:
    """Register the rule for a kind whose model is `Endable`."""
    kind.rule(ENDED)(_names_who_decided)


def owes(record: Endable, repository: Records) -> bool:
    """Return whether what a record owes goes on; what a body outside the Agency gave, only such a body can end."""
    return record.owing or (record.given_up and _without_power(record, repository) is not None)


def is_outside(id_: str, repository: Records) -> bool:
    """Return whether an id is of a body outside the Agency and its system."""
    body = repository.get(id_, Organization)
    return body is not None and body.type in OUTSIDE


def _names_who_decided(record: Endable, repository: Records) -> Iterator[Problem]:
    """12.a.2, for all that is owed: what nobody with the power ended is still to be done."""
    if not record.given_up or not record.bound:
        return
    if record.ended is None:
        message = say("The status is “{status}”, and nothing says who decided: all stays owed", status=choice(record.status))
        yield Problem("status", message, say("Write “ended: {line}”; or put the status back", line=LINE))
    elif wrong := _without_power(record, repository):
        yield wrong


LINE = "{reason: …, by: …, date: …}"


def _without_power(record: Endable, repository: Records) -> Problem | None:
    """Return what is wrong with an ending that a body outside the Agency has to decide on."""
    ended = record.ended
    if ended is None or not record.ends_outside:
        return None
    if not is_outside(ended.by, repository):
        message = say("{id} cannot take it back, a body outside the Agency gave it: all stays owed", id=ended.by)
        return Problem(Route("ended", "by"), message, say("Under by: write the id of the body that took it back"))
    if record.ENDED_BY_LETTER and ended.document is None:
        message = say("The document by which {id} took it back is not named: all stays owed", id=ended.by)
        return Problem(Route("ended", "document"), message, say("Write document: and the number of the letter"))
    return None

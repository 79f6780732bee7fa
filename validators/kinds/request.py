"""Requests: the inspectorate's to the department (6.2), and the department's to units and subordinate organisations (13.1)."""

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal

from validators.kinds.endings import ends_by_decision, is_outside, moves_without_power, until_ended
from validators.kinds.organization import Organization, body_of
from validators.model.duty import Duty
from validators.model.lifecycle import Lifecycle
from validators.model.record import Endable, Extension, Part
from validators.model.types import Day, Distinct, Id, Line, PastDay, Reference, Softens, Text, field
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.extensions import MOVED, broken_history, due_on
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route, routes
from validators.text.messages import Message, say

ASKED = ("unit", "system-organization")
"""The types of organisation that the department may ask (13.1)."""


class Reply(Part):
    """The letter in which a request was answered."""

    number: Line | None = field("Number", "The answer's number", default=None)
    date: PastDay | None = field("Date", "The answer's date, for example 2026-03-05", default=None)


class Request(Endable):
    """A request for information, to the department or from it."""

    LIFECYCLE = Lifecycle(
        {"open": ("answered", "withdrawn"), "answered": ("open",), "withdrawn": ()},
        closed=frozenset({"answered", "withdrawn"}),
        dead=frozenset({"withdrawn"}),
        ended=frozenset({"withdrawn"}),
    )

    status: Literal["open", "answered", "withdrawn"] = field("Status")
    direction: Annotated[Literal["incoming", "outgoing"], Softens(rewritten=True)] = field(
        "Direction", "incoming: the inspectorate or another body asks us; outgoing: we ask a unit or a subordinate organisation"
    )
    sender: Annotated[Id, Reference("organization", withdrawn=True), Softens(rewritten=True)] | None = field(
        "Sender", "For an incoming one: the inspectorate, or the other body, that asks", default=None
    )
    to: Annotated[Id, Reference("organization", withdrawn=True)] | None = field(
        "To", "For an outgoing one: the unit or organisation that is asked", default=None
    )
    number: Line | None = field("Number", "The request's registration number", default=None)
    date: PastDay | None = field("Date", "The request's date, for example 2026-03-05", default=None)
    subject: Text | None = field("Subject", "What is asked for", default=None)
    due: Day | None = field("Due", "The last day for the answer, if the request sets one", default=None)
    extensions: tuple[Extension, ...] = field("Extensions", "Due dates that were moved", default=(), by="N14.2-2")
    assignments: Annotated[tuple[Annotated[Id, Reference("assignment", withdrawn=True)], ...], Distinct] = field(
        "Assignments", "The assignments on which the inspectorate asks", default=()
    )
    reply: Reply | None = field("Reply", "The letter in which it was answered", default=None)

    @property
    def dated(self) -> datetime.date | None:
        """The request's date."""
        return self.date

    @property
    def answered(self) -> Day | None:
        """The day of the answer."""
        return self.reply.date if self.reply else None

    @property
    def ends_outside(self) -> bool:
        """Who asks us takes the request back, and we take back our own."""
        return self.direction == "incoming"

    @property
    def to_be_done(self) -> bool:
        """Until it is answered or taken back: ours to answer, or ours to see answered."""
        return self.status == "open"


REQUEST = Kind(
    name="request",
    folder="requests",
    prefix="sor",
    model=Request,
    singular=say("Request"),
    plural=say("Requests"),
    about=say("Requests of the inspectorate to the department, and of the department to units and organisations"),
    progress=routes("ended", "reply"),
    icon="email-fast-outline",
    columns=("status", "direction", "number", "date", "due", "answered", "responsible"),
    order=80,
)


ends_by_decision(REQUEST)


@REQUEST.rule(
    Check(
        "N6.2-1",
        "N",
        title=say("Inspectorate answered, but the record does not say when"),
        requirement=say("A request of the inspectorate that is answered has the day of the answer"),
        fix=say("Under reply: write date, or restore the previous status"),
    )
)
def the_inspectorate_is_answered(request: Request, repository: Records) -> Iterator[Problem]:
    """6.2: information is given at the inspectorate's request; that it was shows by the day of the answer."""
    if request.direction == "incoming" and _asks_by_6_2(request, repository):
        yield from _without_a_day(request)


FOLLOWED = Check(
    "N6.2-4",
    "D",
    title=say("Request from outside cannot be followed"),
    requirement=say(
        "A request to the department says who asks, what, when and under which number, and is answered in its own term"
    ),
    fix=say("Write sender, number, date and subject; when it is answered, number and date under reply"),
    introduced="0.2.0",
)


@REQUEST.rule(FOLLOWED)
def a_request_from_outside_can_be_followed(request: Request, repository: Records) -> Iterator[Problem]:
    """6.2, 13.4: the department answers the inspectorate and other bodies, so it can show each request and its answer."""
    if request.direction != "incoming":
        return
    if request.sender is None:
        yield Problem("sender", say("The record does not say who asks"))
    if request.number is None:
        yield Problem("number", say("The request has no number"))
    if request.date is None:
        yield Problem("date", say("The request has no date"))
    if request.subject is None:
        yield Problem("subject", say("The record does not say what is asked for"))
    if not _asks_by_6_2(request, repository):
        yield from _without_a_day(request)
    yield from _about_the_answer(request)
    if request.reply and request.reply.number is None:
        yield Problem(Route("reply", "number"), say("The answer has no number"))


@REQUEST.duty(FOLLOWED)
def others_are_answered_in_their_term(request: Request, repository: Records, as_of: datetime.date) -> Iterator[Duty]:
    """13.4: who else asks may say until when; the Nizom itself has no term for them."""
    if request.direction == "incoming" and request.due and not _asks_by_6_2(request, repository):
        due = due_on(as_of, request.due, request.extensions, moves_without_power(request, request.responsible, repository))
        what = say("Answer to a request: {title}", title=request.title)
        duty = Duty("due", what, due, request.answered, request.responsible, request.owner)
        yield from until_ended(duty, request, repository, as_of)


REQUEST.requires(MOVED)


@REQUEST.rule(MOVED)
def a_moved_term_keeps_its_history(request: Request, repository: Records) -> Iterator[Problem]:
    """14.2, for answers: the term is the asker's, and only who asks moves it."""
    if request.due:
        yield from broken_history(
            request.extensions, request.due, refusal=moves_without_power(request, request.responsible, repository)
        )


def _asks_by_6_2(request: Request, repository: Records) -> bool:
    """Return whether the inspectorate, or a unit of it, asks: it does unless another body is named."""
    sender = repository.get(request.sender, Organization)
    body = sender and body_of(sender, repository)
    return sender is None or (body is not None and body.type == "inspectorate")


@REQUEST.duty(
    Check(
        "N6.2-3",
        "S",
        title=say("Inspectorate is not answered in time"),
        requirement=say("A request of the inspectorate is answered by its own due date, or within the term that is set"),
        fix=say("Answer it, then write number and date under reply, and status: answered"),
        setting=Setting.INSPECTORATE_ANSWER_DAYS,
        own_measure=True,
    )
)
def the_inspectorate_is_answered_in_time(request: Request, repository: Records, as_of: datetime.date) -> Iterator[Duty]:
    """6.2: information is given at the inspectorate's request; until when, if the request does not say: S07 on its day."""
    due = _due_on(as_of, request, Setting.INSPECTORATE_ANSWER_DAYS, repository)
    if request.direction == "incoming" and due and _asks_by_6_2(request, repository):
        what = say("Answer to the inspectorate: {title}", title=request.title)
        duty = Duty(_term(request), what, due, request.answered, request.responsible, request.owner)
        yield from until_ended(duty, request, repository, as_of)


ASKING = Check(
    "N13.1-1",
    "D",
    title=say("Request to a unit is not followed up"),
    requirement=say("A request to a unit or organisation says to whom it went, when and until when, and is answered by then"),
    fix=say("Write to, date and due; when it is answered, the answer's date under reply"),
    setting=Setting.REQUEST_ANSWER_DAYS,
    own_measure=True,
)


@REQUEST.rule(ASKING)
def a_request_to_a_unit_can_be_followed(request: Request, repository: Records) -> Iterator[Problem]:
    """13.1: the department asks units and subordinate organisations for what it needs for its work; by S06 and S49 then.

    A letter to another body is sent by the right of 13.4, which gives that body no term.
    """
    if request.direction != "outgoing" or _to_another_body(request, repository):
        return
    asked = repository.get(request.to, Organization)
    if request.to is None:
        yield Problem(
            "to", say("The record does not say who is asked"), say("Under to: write the id of the unit or organisation")
        )
    elif asked and not (asked.type in ASKED or asked.id in repository.settings.texts(Setting.SYSTEM_ORGANIZATIONS, request.date)):
        message = say("{id} is neither a unit of the Agency nor an organisation subordinate to it", id=asked.id)
        yield Problem("to", message, say("Under to: write the id of the unit or organisation"))
    if request.date is None:
        yield Problem(
            "date", say("The request has no date"), say("Under date: write the day of the request, for example 2026-03-05")
        )
    elif _due(request, Setting.REQUEST_ANSWER_DAYS, repository) is None:
        yield Problem(
            "due", say("The record does not say until when an answer is due"), say("Write due:, or give setting S49 a value")
        )
    yield from _without_a_day(request)
    yield from _about_the_answer(request)


@REQUEST.duty(ASKING)
def a_unit_answers_in_time(request: Request, repository: Records, as_of: datetime.date) -> Iterator[Duty]:
    """13.1: a request that nobody answers gives nothing to work with; until when, if the request does not say: S49 on its day."""
    due = _due_on(as_of, request, Setting.REQUEST_ANSWER_DAYS, repository)
    if request.direction == "outgoing" and due and not _to_another_body(request, repository):
        what = say("Answer to our request: {title}", title=request.title)
        hint = say("Remind those who were asked; once the answer is here, write its day under reply: date, and status: answered")
        if request.status == "answered":
            hint = say("Under reply: date: write the day of the answer")
        duty = Duty(_term(request), what, due, request.answered, request.responsible, request.to, hint=hint)
        yield from until_ended(duty, request, repository, as_of)


def _to_another_body(request: Request, repository: Records) -> bool:
    """Return whether a request went to a body outside the Agency that is not one of its system organisations (S06)."""
    to = request.to
    systems = repository.settings.texts(Setting.SYSTEM_ORGANIZATIONS, request.date)
    return to is not None and is_outside(to, repository) and to not in systems


def _due(request: Request, setting: Setting, repository: Records) -> datetime.date | None:
    """Return the last day for the answer: the request's own, or so many days after its date as the setting said then."""
    days = repository.settings.whole(setting, request.date)
    if request.due or request.date is None or days is None:
        return request.due
    return request.date + datetime.timedelta(days=days)


def _due_on(day: datetime.date, request: Request, setting: Setting, repository: Records) -> datetime.date | None:
    """Return the last day for the answer as it was on a day."""
    due = _due(request, setting, repository)
    return due and due_on(day, due, request.extensions, moves_without_power(request, request.responsible, repository))


def _term(request: Request) -> str:
    """Return the key from which the last day for the answer follows."""
    return "due" if request.due else "date"


def _about_the_answer(request: Request) -> Iterator[Problem]:
    """Yield the problems of both directions: a status that says that there is an answer, and dates that follow each other."""
    if request.date and request.due and request.due < request.date:
        yield Problem("due", _before(say("The answer is due"), request.due, request.date))
    if request.answered is None:
        return
    if request.status == "open":
        yield Problem("status", say("The request has an answer, and the status does not say so"), say("Write status: answered"))
    if request.date and request.answered < request.date:
        yield Problem(Route("reply", "date"), _before(say("The answer is dated"), request.answered, request.date))


def _without_a_day(request: Request) -> Iterator[Problem]:
    if request.status == "answered" and request.answered is None:
        yield Problem(Route("reply", "date"), say("The request is answered, but the record does not say on which day"))


def _before(what: Message, day: datetime.date, asked: datetime.date) -> Message:
    return say("{what} {day}, before the request of {asked}", what=what, day=day, asked=asked)

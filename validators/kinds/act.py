"""Acts by which the department works (2), and drafts that it sends to the Cabinet or the Presidential Administration (14.3)."""

import datetime
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Annotated, Literal

from validators.model.gaps import answering
from validators.model.lifecycle import Lifecycle
from validators.model.record import Part, Record
from validators.model.roles import DEPARTMENT_ROLES
from validators.model.types import Day, Distinct, Flag, Id, Line, PastDay, Reference, Softens, Text, Url, field
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route, routes
from validators.text.messages import choice, say
from validators.text.uzbek import fold

ActType = Literal[
    "constitution", "law", "oliy-majlis-chamber-resolution", "presidential-decree", "presidential-resolution",
    "presidential-order", "cabinet-resolution", "cabinet-order", "nizom", "other-legislation", "ministry-order", "instruction",
    "minutes", "internal-order",
]  # fmt: skip

LEGISLATION: Mapping[str, bool] = {
    "constitution": True,
    "law": True,
    "oliy-majlis-chamber-resolution": True,
    "presidential-decree": True,
    "presidential-resolution": True,
    "presidential-order": True,
    "cabinet-resolution": True,
    "cabinet-order": True,
    "other-legislation": True,
    "minutes": False,
    "internal-order": False,
}
"""Whether an act is legislation, by its type: what paragraph 2 lists before “other legislation” is.

A ministry's order is if it is registered with the Ministry of Justice, an instruction or a regulation if such an act approved it:
of these the type says nothing, and the record does.
"""

HIGHEST_ACTS = (
    "presidential-decree", "presidential-resolution", "presidential-order", "cabinet-resolution", "cabinet-order",
)  # fmt: skip
"""The types of act by which the President and the Cabinet decide."""


class Sending(Part):
    """One sending of a draft to the government, and what came of it (14.3)."""

    to: Literal["cabinet", "presidential-administration"] = field("To", by="N14.3-1")
    number: Line = field("Number", "The outgoing letter's number", by="N14.3-1")
    date: PastDay = field("Date", "The day on which it was sent, for example 2026-03-05", by="N14.3-1")
    outcome: Literal["adopted", "returned", "rejected"] | None = field(
        "Outcome", "adopted, returned or rejected, once it is known", default=None, by="N14.3-1"
    )
    answered: PastDay | None = field("Answered", "The day of the outcome, for example 2026-03-05", default=None)
    cause: Literal["incomplete", "not-agreed", "contradictory", "miscalculated", "badly-worded", "not-expedient"] | None = field(
        "Cause",
        "Why it was returned or rejected: incomplete, not-agreed, contradictory, miscalculated, badly-worded or not-expedient",
        default=None,
        by="N14.3-1",
    )
    remarks: Text | None = field("Remarks", "What remarks were made", default=None)


class Act(Record):
    """A legislative act, the Nizom, or the draft of one."""

    LIFECYCLE = Lifecycle(
        {
            "draft": ("sent", "withdrawn"),
            "sent": ("returned", "in-force", "withdrawn"),
            "returned": ("draft", "sent", "withdrawn"),
            "withdrawn": (),
            "in-force": ("lost-force",),
            "lost-force": (),
        },
        dead=frozenset({"withdrawn", "lost-force"}),
    )

    status: Literal["draft", "sent", "returned", "withdrawn", "in-force", "lost-force"] = field(
        "Status", "in-force or lost-force; of a draft: draft, sent, returned or withdrawn"
    )
    type: ActType = field(
        "Type",
        "constitution, law, oliy-majlis-chamber-resolution, presidential-decree, presidential-resolution, presidential-order, "
        "cabinet-resolution, cabinet-order, nizom, other-legislation; ministry-order (of any ministry, that of Justice or of "
        "Finance too), instruction, minutes (of a meeting at the President, the Cabinet or a ministry) or internal-order "
        "(the Agency's own)",
        by="N2-1",
    )
    legislation: Annotated[Flag | None, Softens("true")] = field(
        "Legislation",
        "For ministry-order, instruction and nizom: true if it is a normative legal act, as one that is registered with the "
        "Ministry of Justice; false if not",
        default=None,
    )
    number: Line | None = field("Number", "The act's number, for example PQ-4699 or O‘RQ-395", default=None, by="N2-2")
    date: PastDay | None = field("Date", "The day on which it was adopted, for example 2026-03-05", default=None, by="N2-2")
    issuer: Line | None = field("Issuer", "Who adopted it", default=None)
    effective: Day | None = field("In force since", "The first day in force, if it is not the day of adoption", default=None)
    lost_force: Day | None = field("Lost force on", "The first day on which it was no longer in force", default=None)
    replaced_by: Annotated[Id, Reference("act", withdrawn=True, leads_on=True)] | None = field(
        "Replaced by", "The act that took its place", default=None
    )
    amends: Annotated[tuple[Annotated[Id, Reference("act", withdrawn=True)], ...], Distinct] = field(
        "Amends", "The acts that it changes, each with an id", default=()
    )
    url: Url | None = field("Address", "Where the text is published", default=None)
    sendings: tuple[Sending, ...] = field(
        "Sendings", "When the draft was sent to the government, and with what outcome", default=()
    )

    @property
    def dated(self) -> datetime.date | None:
        """The day of adoption."""
        return self.date

    @property
    def occasion(self) -> Hashable:
        """Acts of many years have one title; number and day distinguish them."""
        return self.number, self.date

    @property
    def adopted(self) -> bool:
        """Whether it is an act, and no longer or never was a draft here."""
        return self.status in ADOPTED

    @property
    def is_legislation(self) -> bool:
        """Whether it is legislation, by its type or else by what is written; what nobody has said is not."""
        return LEGISLATION.get(self.type, self.legislation is True)

    @property
    def to_be_done(self) -> bool:
        """Somebody answers for a draft until it is adopted or given up."""
        return self.status in ("draft", "sent", "returned")

    def in_force(self, day: datetime.date) -> bool:
        """From the day it took effect, as far as that is known, to the day before it lost force; a draft never is."""
        return self.in_force_between(day, day)

    def in_force_between(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether it was in force on one of the days from the first to the last."""
        since = self.effective or self.date
        return self.adopted and (since is None or since <= last) and (self.lost_force is None or first < self.lost_force)

    @property
    def lost_force_on(self) -> datetime.date | None:
        """The first day without force."""
        return self.lost_force


ADOPTED = frozenset({"in-force", "lost-force"})

OUTCOMES: Mapping[str | None, tuple[str, ...]] = {
    None: ("sent", "withdrawn"),
    "adopted": ("in-force", "lost-force"),
    "returned": ("returned", "draft", "withdrawn"),
    "rejected": ("withdrawn",),
}
"""By the outcome of its last sending, which status a draft may have."""

ACT = Kind(
    name="act",
    folder="acts",
    prefix="hjt",
    model=Act,
    singular=say("Act"),
    plural=say("Acts"),
    about=say("Laws, decrees, resolutions and other acts that the department's work rests on, and the drafts that it sends"),
    progress=routes("lost_force", "replaced_by", "sendings", "url", "effective", "amends"),
    icon="scale-balance",
    columns=("status", "type", "number", "date"),
    order=200,
    public=True,
)

KIND_OF_ACT = ACT.requires(
    Check(
        "N2-1",
        "D",
        title=say("The record does not say what kind of act it is"),
        requirement=say("An act says of which type it is, and where the type does not tell, whether it is legislation"),
        fix=say("Write type:, and for ministry-order, instruction and nizom also legislation: true or false"),
    )
)


@ACT.rule(KIND_OF_ACT)
def says_whether_it_is_legislation(act: Act, repository: Records) -> Iterator[Problem]:
    """2: the department works by legislation, which some types of act are and others are not."""
    by_type = LEGISLATION.get(act.type)
    if by_type is not None and act.legislation is not None and act.legislation != by_type:
        message = (
            say("“{type}” is always legislation, and here it is written that it is not", type=choice(act.type))
            if by_type
            else say("“{type}” is never legislation, and here it is written that it is", type=choice(act.type))
        )
        yield Problem("legislation", message, say("Delete the line legislation:, or correct type:"))
    elif by_type is None and act.legislation is None and act.adopted and act.type != "nizom":
        yield Problem("legislation", say("The record does not say whether this “{type}” is legislation", type=choice(act.type)))


def none_is_legislation(ids: Sequence[str], repository: Records) -> bool:
    """Return whether acts are named, and none of them is legislation; where one cannot be found, that is reported instead."""
    acts = [repository.get(id_, Act) for id_ in ids]
    return bool(acts) and not any(act is None or act.is_legislation for act in acts)


PARTICULARS = ACT.requires(
    Check(
        "N2-2",
        "D",
        title=say("Act without its particulars"),
        requirement=say("An act has its number, date and title, and says whether it is in force, or since when it is not"),
        fix=say("Write number and date as in the published text; for an act that lost force also lost_force"),
    )
)


@ACT.rule(PARTICULARS)
def has_number_and_date(act: Act, repository: Records) -> Iterator[Problem]:
    """2: an act is cited by its number and date; the Constitution alone has no number, and a draft has neither."""
    if not act.adopted:
        return
    if act.number is None and act.type != "constitution":
        yield Problem("number", say("The act has no number"))
    if act.date is None:
        yield Problem("date", say("The act has no date"))


@ACT.rule(PARTICULARS)
def says_whether_it_is_in_force(act: Act, repository: Records) -> Iterator[Problem]:
    """2: the department follows acts in force, so each says from when to when it is."""
    if not act.adopted:
        for name, day in (("effective", act.effective), ("lost_force", act.lost_force)):
            if day:
                yield Problem(name, say("A draft is not in force yet, so it has no such day"))
        return
    if act.effective and act.date and act.effective < act.date:
        yield Problem(
            "effective", say("In force from {day}, before it was adopted on {adopted}", day=act.effective, adopted=act.date)
        )
    if act.lost_force is None:
        if act.status == "lost-force":
            yield Problem("lost_force", say("The act lost force, and the record does not say on which day"))
        return
    if act.status == "in-force":
        yield Problem("lost_force", say("It has a day of losing force, but the status says that it is in force"))
    since = act.effective or act.date
    if since and act.lost_force < since:
        yield Problem("lost_force", say("It lost force on {day}, before it came into force", day=act.lost_force))


@ACT.rule(PARTICULARS)
def amends_what_was_there(act: Act, repository: Records) -> Iterator[Problem]:
    """2: an act in force is followed as it was amended, and what amends it is adopted after it."""
    for index, id_ in enumerate(act.amends):
        amended = repository.get(id_, Act)
        if id_ == act.id:
            yield Problem(Route("amends", index), say("The act cannot amend itself"))
        elif act.date and amended and amended.date and act.date < amended.date:
            message = say("{id} was adopted on {day}, after this act, which cannot amend it", id=id_, day=amended.date)
            yield Problem(Route("amends", index), message)


@ACT.rule(PARTICULARS)
def is_kept_once(act: Act, repository: Records) -> Iterator[Problem]:
    """2: an act is known by its type, number and date; kept twice, it would be in force in one place and not in the other."""
    first = repository.once(_by_particulars).get(_particulars(act), act.id)
    if first != act.id:
        yield Problem("number", say("{id} is the same act: its type, number and date are these", id=first))


Particulars = tuple[str, str, datetime.date | None]


def _particulars(act: Act) -> Particulars:
    return act.type, fold(act.number or ""), act.date


def _by_particulars(repository: Records) -> Mapping[Particulars, str]:
    """Return the first record of each act; drafts have no particulars yet."""
    found: dict[Particulars, str] = {}
    for act, particulars in answering(repository.of(Act), lambda act: _particulars(act) if act.adopted else None):
        if particulars:
            found.setdefault(particulars, act.id)
    return found


SENT = ACT.requires(
    Check(
        "N14.3-1",
        "D",
        title=say("Draft sent without its papers"),
        requirement=say(
            "A draft sent to the Cabinet or the Presidential Administration has the department's visa, the letter's number and "
            "date, and its outcome; what is returned has a cause"
        ),
        fix=say("Under sendings: write to, number and date; once it is known outcome, answered and, for a return, cause"),
    )
)


@ACT.rule(SENT)
def carries_the_departments_visa(act: Act, repository: Records) -> Iterator[Problem]:
    """14.3: the department ensures the quality of what is sent, and its visa says that it looked; so it comes first."""
    visas = [step.date for step in act.approvals if step.decision == "visa" and step.role in DEPARTMENT_ROLES]
    for index, sending in enumerate(act.sendings):
        if not any(day <= sending.date for day in visas):
            yield Problem(
                Route("sendings", index, "date"),
                say("Sent on {day} without the department's visa before it", day=sending.date),
                say("Under approvals: write decision: visa with role, by, date and part, dated before the sending"),
            )


@ACT.rule(SENT)
def says_what_came_of_it(act: Act, repository: Records) -> Iterator[Problem]:
    """14.3: an outcome has its day, not before the sending; what comes back says why."""
    for index, sending in enumerate(act.sendings):
        here = Route("sendings", index)
        if sending.outcome and sending.answered is None:
            yield Problem(
                here / "answered", say("The outcome is “{outcome}”, but its day is missing", outcome=choice(sending.outcome))
            )
        if sending.answered and sending.outcome is None:
            yield Problem(here / "outcome", say("Answered on {day}, but with which outcome is not said", day=sending.answered))
        if sending.answered and sending.answered < sending.date:
            message = say("Answered on {answered}, before it was sent on {sent}", answered=sending.answered, sent=sending.date)
            yield Problem(here / "answered", message)
        if sending.outcome in ("returned", "rejected") and sending.cause is None:
            yield Problem(here / "cause", say("The outcome is “{outcome}”, but not why", outcome=choice(sending.outcome)))


@ACT.rule(SENT)
def keeps_status_and_sendings_together(act: Act, repository: Records) -> Iterator[Problem]:
    """14.3: the status of a draft is what its last sending says; most acts were never sent by us."""
    for index in range(1, len(act.sendings)):
        before, sending = act.sendings[index - 1], act.sendings[index]
        if before.answered is None or sending.date < before.answered:
            yield Problem(Route("sendings", index, "date"), say("Sent again before the answer to the sending above it"))
    last = act.sendings[-1] if act.sendings else None
    if last is None:
        if act.status in ("sent", "returned"):
            yield Problem("sendings", say("The status is “{status}”, but no sending is recorded", status=choice(act.status)))
    elif act.status not in OUTCOMES[last.outcome]:
        yield Problem(
            "status",
            say("The status is “{status}”, but the last sending says otherwise", status=choice(act.status)),
            say("Write one of: {statuses}", statuses=", ".join(OUTCOMES[last.outcome])),
        )


POORLY_MADE = Check(
    "N14.3-2",
    "S",
    title=say("Draft returned for its quality"),
    requirement=say("Drafts sent to the Cabinet or the Presidential Administration are not returned for poor quality"),
    fix=say("Fix the draft and send it again; the return stays in the record"),
    setting=Setting.POOR_QUALITY_RETURN_CAUSES,
    warns=True,
)


@ACT.rule(POORLY_MADE)
def is_not_returned_for_its_quality(act: Act, repository: Records) -> Iterator[Problem]:
    """14.3: drafts are of good quality; which causes of return say that one is not: S53 on that day.

    Reported until it is sent again.
    """
    last = act.sendings[-1] if act.sendings else None
    if last is None or not act.to_be_done:
        return
    if last.cause in repository.settings.texts(Setting.POOR_QUALITY_RETURN_CAUSES, last.answered or last.date):
        index = len(act.sendings) - 1
        yield Problem(Route("sendings", index, "cause"), say("Returned for “{cause}”", cause=choice(last.cause or "")))

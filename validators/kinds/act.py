"""Acts by which the department works (2): laws, decrees, resolutions, and the Nizom itself."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from validators.fields import Day, Id, Reference, Text, Url, field
from validators.finding import Problem
from validators.kind import Check, Kind, Lifecycle
from validators.messages import say
from validators.record import Record
from validators.repository import Repository
from validators.words import fold

ActType = Literal[
    "constitution", "law", "oliy-majlis-chamber-resolution", "presidential-decree", "presidential-resolution",
    "presidential-order", "cabinet-resolution", "cabinet-order", "nizom", "other-legislation",
]  # fmt: skip


class Act(Record):
    """A legislative act, or the Nizom."""

    status: Literal["in-force", "lost-force"] = field("Status", "in-force or lost-force")
    type: ActType = field(
        "Type",
        "constitution, law, oliy-majlis-chamber-resolution, presidential-decree, presidential-resolution, presidential-order, "
        "cabinet-resolution, cabinet-order, nizom or other-legislation",
        by="N2-1",
    )
    number: Text | None = field("Number", "The act's number, as PQ-4699 or O‘RQ-395", default=None, by="N2-2")
    date: Day = field("Date", "The day on which it was adopted, as 2026-03-05", by="N2-2")
    issuer: Text | None = field("Issuer", "Who adopted it", default=None)
    effective: Day | None = field("In force since", "The first day in force, if it is not the day of adoption", default=None)
    lost_force: Day | None = field("Lost force on", "The first day on which it was no longer in force", default=None)
    replaced_by: Annotated[Id, Reference("act", withdrawn=True)] | None = field(
        "Replaced by", "The act that took its place", default=None
    )
    url: Url | None = field("Address", "Where the text is published", default=None)

    @property
    def dated(self) -> datetime.date | None:
        """The day of adoption."""
        return self.date

    def in_force(self, day: datetime.date) -> bool:
        """From the day it took effect to the day before it lost force."""
        return (self.effective or self.date) <= day and (self.lost_force is None or day < self.lost_force)

    @property
    def lost_force_on(self) -> datetime.date | None:
        """The first day without force."""
        return self.lost_force


ACT = Kind(
    name="act",
    folder="acts",
    prefix="hjt",
    model=Act,
    singular=say("Act"),
    plural=say("Acts"),
    about=say("Laws, decrees, resolutions and other acts that the department's work rests on"),
    lifecycle=Lifecycle({"in-force": ("lost-force",), "lost-force": ()}, dead=frozenset({"lost-force"})),
    icon="scale-balance",
    columns=("status", "type", "number", "date"),
    order=200,
)

ACT.requires(
    Check(
        "N2-1",
        "N",
        title=say("Not a type of act that the Nizom names"),
        demand=say(
            "An act is the constitution, a law, a resolution of a chamber of the Oliy Majlis, a decree, resolution or order of "
            "the President, a resolution or order of the Cabinet, the Nizom, or other legislation"
        ),
        mend=say("Under type: write one of the types that the Nizom names"),
    )
)

PARTICULARS = ACT.requires(
    Check(
        "N2-2",
        "D",
        title=say("Act without its particulars"),
        demand=say("An act has its number, date and title, and says whether it is in force, or since when it is not"),
        mend=say("Write number and date as in the published text; for an act that lost force also lost_force"),
    )
)


@ACT.rule(PARTICULARS)
def has_a_number(act: Act, repository: Repository) -> Iterator[Problem]:
    """2: an act is cited by its number; the Constitution alone has none."""
    if act.number is None and act.type != "constitution":
        yield Problem("number", say("The act has no number"))


@ACT.rule(PARTICULARS)
def says_whether_it_is_in_force(act: Act, repository: Repository) -> Iterator[Problem]:
    """2: the department follows acts in force, so each says from when to when it is."""
    if act.effective and act.effective < act.date:
        yield Problem(
            "effective", say("In force from {day}, before it was adopted on {adopted}", day=act.effective, adopted=act.date)
        )
    if act.lost_force is None:
        if act.status == "lost-force":
            yield Problem("lost_force", say("The act lost force, but it is not said on which day"))
        return
    if act.status == "in-force":
        yield Problem("lost_force", say("It has a day of losing force, but the status says that it is in force"))
    if act.lost_force < (act.effective or act.date):
        yield Problem("lost_force", say("It lost force on {day}, before it came into force", day=act.lost_force))


@ACT.rule(PARTICULARS)
def is_kept_once(act: Act, repository: Repository) -> Iterator[Problem]:
    """2: an act is known by its type, number and date; kept twice, it would be in force in one place and not in the other."""
    first = repository.once(_by_particulars)[_particulars(act)]
    if first != act.id:
        yield Problem("number", say("{id} is the same act: its type, number and date are these", id=first))


def _particulars(act: Act) -> tuple[str, str, datetime.date]:
    return act.type, fold(act.number or ""), act.date


def _by_particulars(repository: Repository) -> Mapping[tuple[str, str, datetime.date], str]:
    """The first record of each act."""
    found: dict[tuple[str, str, datetime.date], str] = {}
    for act in repository.of(Act):
        found.setdefault(_particulars(act), act.id)
    return found

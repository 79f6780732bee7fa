"""Incidents: when something did not work, for how long, why, and what was done about it (12.y.3, 12.d.3)."""

import datetime
from collections.abc import Hashable, Iterator
from typing import Annotated, Literal

from validators.kinds.endings import ends_by_decision
from validators.model.duty import Duty
from validators.model.lifecycle import Lifecycle
from validators.model.record import Endable
from validators.model.types import Flag, Id, PastMoment, Reference, Softens, Text, field
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import routes
from validators.text.messages import say

HOUR = datetime.timedelta(hours=1)

REGISTERED = ("information-system", "information-resource", "database")
"""The objects that have an entry in the Unified Registry."""


class Incident(Endable):
    """An outage of a system, a resource, a database, a computer, a copier, or of the network and servers beneath."""

    LIFECYCLE = Lifecycle(
        {"open": ("resolved", "false-alarm"), "resolved": ("open",), "false-alarm": ()},
        closed=frozenset({"resolved", "false-alarm"}),
        dead=frozenset({"false-alarm"}),
        ended=frozenset({"false-alarm"}),
    )

    status: Annotated[Literal["open", "resolved", "false-alarm"], Softens("false-alarm")] = field("Status")
    object: Literal["information-system", "information-resource", "database", "computer", "copier", "infrastructure"] = field(
        "Object",
        "What did not work: information-system, information-resource, database, computer, copier or infrastructure",
        by="N12.y.3-1",
    )
    system: Annotated[Id, Reference("registry-entry", withdrawn=True)] | None = field(
        "System", "For a system, a resource or a database: its registry entry", default=None
    )
    start: PastMoment = field("Start", "When it began, for example 2026-03-05 14:30", by="N12.y.3-1")
    end: PastMoment | None = field("End", "When it worked again, for example 2026-03-05 16:00", default=None, by="N12.y.3-1")
    cause: Text | None = field("Cause", "Why it happened", default=None)
    measures: tuple[Text, ...] = field("Measures", "What was done, and what is done so that it does not happen again", default=())
    security: Annotated[Flag, Softens(falling=("true", "false"))] = field(
        "Security", "true if information or cyber security was harmed", default=False
    )

    @property
    def dated(self) -> datetime.date | None:
        """The day on which it began."""
        return self.start.date()

    @property
    def occasion(self) -> Hashable:
        """The moment at which it began: the same may fail twice on a day."""
        return self.start

    @property
    def to_be_done(self) -> bool:
        """Until it works again."""
        return self.status == "open"


INCIDENT = Kind(
    name="incident",
    folder="incidents",
    prefix="hod",
    model=Incident,
    singular=say("Incident"),
    plural=say("Incidents"),
    about=say("Outages of systems, resources, databases, computers and copiers, and breaches of their security"),
    progress=routes("ended", "end", "cause", "measures"),
    icon="alert-octagon-outline",
    columns=("status", "object", "system", "start", "end", "security", "responsible"),
    order=130,
)

ends_by_decision(INCIDENT)

REPORTED = INCIDENT.requires(
    Check(
        "N12.y.3-1",
        "D",
        title=say("Incident is not described in full"),
        requirement=say("An incident has its object and its start, and once it is over its end, cause and measures"),
        fix=say("Write object, system and start; once it is over, end, cause and measures"),
    )
)


@INCIDENT.rule(REPORTED)
def is_reported_in_full(incident: Incident, repository: Records) -> Iterator[Problem]:
    """12.y.3: what must work without a break did not; what it was, when, why, and what was done."""
    if not incident.alive:
        return
    if incident.object in REGISTERED and incident.system is None:
        yield Problem(
            "system", say("The record does not say which system it was"), say("Write system: and the registry entry's id")
        )
    if incident.status == "open":
        if incident.end:
            yield Problem("status", say("The incident has an end, and the status does not say so"), say("Write status: resolved"))
        return
    if incident.end is None:
        yield Problem("end", say("The incident is over, but the record does not say when it ended"))
    if incident.cause is None:
        yield Problem("cause", say("The incident is over, but the record does not say why it happened"))
    if not incident.measures:
        yield Problem("measures", say("The incident is over, but the record does not say what was done"))


@INCIDENT.rule(
    Check(
        "N12.y.3-2",
        "S",
        title=say("Recovery took too long"),
        requirement=say("What stopped working works again within the hours that are set"),
        fix=say("Correct start or end if they are wrong; if not, write under measures what will make recovery faster"),
        setting=Setting.RECOVERY_HOURS,
        warns=True,
    )
)
def is_recovered_in_time(incident: Incident, repository: Records) -> Iterator[Problem]:
    """12.y.3: systems and machines work without a break; in how many hours they work again: S47 on the day it began."""
    hours = repository.settings.whole(Setting.RECOVERY_HOURS, incident.start.date())
    if hours is not None and incident.owing and incident.end and incident.end > incident.start + hours * HOUR:
        took = (incident.end - incident.start) // datetime.timedelta(minutes=1)
        yield Problem(
            "end",
            say("Recovery took {hours} h {minutes} min, more than {limit} h", hours=took // 60, minutes=took % 60, limit=hours),
        )


@INCIDENT.duty(
    Check(
        "N12.y.3-3",
        "S",
        title=say("Incident is still open"),
        requirement=say("An incident is over within the hours that are set"),
        fix=say("Bring back what stopped working, then write end, cause and measures, and status: resolved"),
        setting=Setting.RECOVERY_HOURS,
    )
)
def does_not_stay_open(incident: Incident, repository: Records, as_of: datetime.date) -> Iterator[Duty]:
    """12.y.3: what stopped working is brought back; duties go by days, so due is the day on which the hours are up.

    How many there are: S47 on the day it began.
    """
    hours = repository.settings.whole(Setting.RECOVERY_HOURS, incident.start.date())
    if incident.owing and hours is not None:
        due = (incident.start + hours * HOUR).date()
        done = incident.end.date() if incident.end else None
        what = say("Recovery: {title}", title=incident.title)
        yield Duty("start", what, due, done, incident.responsible, incident.owner)


@INCIDENT.rule(
    Check(
        "N12.d.3-2",
        "D",
        title=say("Security incident without measures or end"),
        requirement=say("An incident that harmed security has measures and an end"),
        fix=say("Write measures at once, and end when the harm is undone"),
    )
)
def harm_to_security_is_undone(incident: Incident, repository: Records) -> Iterator[Problem]:
    """12.d.3: data and documents are protected, so harm to them is met with measures, and does not last."""
    if not incident.security or incident.status != "open":
        return
    if not incident.measures:
        yield Problem("measures", say("Security was harmed, and nothing is said of what is done about it"))
    if incident.end is None:
        yield Problem("end", say("Security was harmed, and the incident is not over"))

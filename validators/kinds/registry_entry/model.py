"""What an entry of the Unified Registry is: its parts, its fields, its lifecycle."""

from collections.abc import Hashable
from datetime import date
from typing import Annotated, Literal

from validators.kinds.endings import ends_by_decision
from validators.model.fields import Field
from validators.model.lifecycle import Lifecycle
from validators.model.record import Endable, Part
from validators.model.types import Day, Distinct, Id, Line, PastDay, Reference, Share, Softens, Text, Url, field
from validators.rules.kind import Kind
from validators.source.finding import Problem
from validators.source.route import ROOT, Route, routes
from validators.text.messages import say


class Registration(Part):
    """The state of the entry in the Unified Registry itself (12.a.4)."""

    passport: Literal["preparing", "in-review", "in-rework", "registered", "rejected"] = field(
        "Passport",
        "The state of the system's passport there: preparing, in-review, in-rework, registered or rejected",
        by="N12.a.4-1",
    )
    number: Line | None = field("Number", "The number under which it is registered", default=None)
    entered: PastDay | None = field("Entered", "The day on which the data was entered, for example 2026-03-05", default=None)
    returned: PastDay | None = field("Returned", "The day on which it came back for rework, for example 2026-03-05", default=None)
    removed: PastDay | None = field("Removed", "The day on which the registry knew that it is out of use", default=None)


class SystemChange(Part):
    """A change of the system, which the registry has to follow (12.a.4)."""

    date: Day = field("Date", "The day of the change, for example 2026-03-05")
    what: Text = field("What", "What was changed")
    entered: Day | None = field(
        "Entered", "The day on which it was entered in the registry, for example 2026-03-05", default=None
    )


class Integration(Part):
    """Another system with which this one exchanges data."""

    system: Text = field("System", "The other system's name, or its registry entry's id")
    way: Literal["interagency-platform", "direct"] = field("Way")


class Continuity(Part):
    """How the system is kept running, and brought back (11.6)."""

    plan: Text = field("Plan", "The plan's number, or where it is kept")
    approved: PastDay = field("Approved", "The day on which the plan was approved, for example 2026-03-05")
    reviewed: PastDay | None = field("Reviewed", "The day on which it was last reviewed, for example 2026-03-05", default=None)


class Conclusion(Part):
    """What an expertise of the system concluded: the ministry's, or the one of its cyber security."""

    body: Annotated[Id, Reference("organization", withdrawn=True)] = field("Body", "The organisation that gave it")
    number: Line = field("Number", "The conclusion's number")
    date: PastDay = field("Date", "The conclusion's date, for example 2026-03-05")
    outcome: Literal["positive", "negative", "returned"] = field("Outcome", "positive, negative or returned for rework")


class Security(Part):
    """How the system and its data are protected (12.d.3)."""

    responsible: Annotated[Id, Reference("employee")] | None = field(
        "Responsible", "The employee responsible for its security", default=None
    )
    protection_class: Line | None = field("Protection class", "The class of protection that it was given", default=None)
    expertise: Conclusion | None = field("Expertise", "The cyber-security expertise's conclusion", default=None)
    backup: Text | None = field("Backup", "How often copies are made, and how long they are kept", default=None)
    access: Text | None = field("Access", "Who has access, and how they prove who they are", default=None)


class Availability(Part):
    """For how much of a period the system worked (12.y.2)."""

    since: Day = field("Since", "The period's first day, for example 2026-01-01", by="N12.y.2-1")
    until: Day = field("Until", "The period's last day, for example 2026-03-31", by="N12.y.2-1")
    percent: Share = field("Worked", "For how much of the period it worked, in per cent: 99.5", by="N12.y.2-1")


class UserTraining(Part):
    """How users were taught to work with the system (12.y.1)."""

    date: PastDay = field("Date", "The day on which it was held, for example 2026-03-05", by="N12.y.1-1")
    who: Text = field("Who", "Who was trained: units, posts, how many", by="N12.y.1-1")


class Website(Part):
    """The content of a web resource, and what visitors can do there (12.y.4)."""

    keeper: Annotated[Id, Reference("organization")] | None = field(
        "Content owner", "The unit responsible for its content", default=None
    )
    services: tuple[Text, ...] = field("Interactive services", "What visitors can do there besides reading", default=())
    reviewed: PastDay | None = field(
        "Reviewed", "The day on which its content was last reviewed, for example 2026-03-05", default=None
    )


class RegistryEntry(Endable):
    """An information system, resource, database or software product, as the Unified Registry knows it."""

    LIFECYCLE = Lifecycle(
        {
            "in-development": ("testing", "in-use", "decommissioned"),
            "testing": ("in-development", "in-use", "decommissioned"),
            "in-use": ("modernisation", "decommissioned"),
            "modernisation": ("in-use", "decommissioned"),
            "decommissioned": (),
        },
        closed=frozenset({"decommissioned"}),
        dead=frozenset({"decommissioned"}),
        ended=frozenset({"decommissioned"}),
    )

    status: Literal["in-development", "testing", "in-use", "modernisation", "decommissioned"] = field("Status")
    type: Annotated[
        Literal["information-system", "information-resource", "web-resource", "database", "software"],
        Softens("web-resource", "software"),
    ] = field("Type")
    short_name: Line | None = field("Short name", "What it is called for short", default=None)
    holder: Annotated[Id, Reference("organization", withdrawn=True)] | None = field(
        "Holder", "The organisation that owns the system, by the registry", default=None
    )
    operator: Annotated[Id, Reference("organization", withdrawn=True)] | None = field(
        "Operator", "The organisation that runs it", default=None
    )
    developer: Annotated[Id, Reference("organization", withdrawn=True)] | None = field(
        "Developer", "The organisation that made it", default=None
    )
    conclusion: Conclusion | None = field("Conclusion", "What the expertise of the project documents concluded", default=None)
    purpose: Text | None = field("Purpose", "What it does, and for whom", default=None)
    url: Url | None = field("Address", "Where it is opened", default=None)
    launched: PastDay | None = field("Launched", "The day on which it began to work, for example 2026-03-05", default=None)
    decommissioned: PastDay | None = field(
        "Decommissioned", "The day on which it was taken out of use, for example 2026-03-05", default=None
    )
    registration: Registration | None = field("Registration", "How it stands in the Unified Registry", default=None)
    changes: tuple[SystemChange, ...] = field("Changes", "Changes since the launch, each with the day it was entered", default=())
    identifiers: Annotated[
        tuple[Literal["personal-number", "tax-number", "cadastral-number", "vehicle-number", "geocode"], ...], Distinct
    ] = field("Identifiers", "The unique identifiers that it uses", default=())
    sign_in: Annotated[tuple[Literal["one-id", "e-signature", "other"], ...], Distinct] = field(
        "Sign-in", "How users prove who they are: one-id, e-signature or other", default=()
    )
    integrations: tuple[Integration, ...] = field("Integrations", "The systems with which it exchanges data", default=())
    criticality: Annotated[
        Literal["critical", "high", "medium", "low"] | None, Softens(falling=("critical", "high", "medium", "low"))
    ] = field("Criticality", "How much stops without it: critical, high, medium or low", default=None)
    continuity: Continuity | None = field("Continuity", "The plan by which it is kept running", default=None)
    security: Security | None = field("Security", "How it and its data are protected", default=None)
    availability: tuple[Availability, ...] = field("Availability", "For how much of each period it worked", default=())
    trainings: tuple[UserTraining, ...] = field("Training of users", "When its users were trained to work with it", default=())
    website: Website | None = field("Web resource", "For a web resource: its content and interactive services", default=None)

    @property
    def to_be_done(self) -> bool:
        """Somebody answers for a system until it is taken out of use."""
        return self.alive

    @property
    def operating(self) -> bool:
        """Whether it is at work, be it under improvement, or was, and nobody decided that it is not."""
        return self.status in ("in-use", "modernisation") or (self.is_ended and self.owing)

    @property
    def worked(self) -> bool:
        """Whether it is at work, or was until somebody decided that it is not."""
        return self.operating or (self.is_ended and self.bound)

    @property
    def bound(self) -> bool:
        """Whether it ever began to work: what never did may be dropped."""
        return self.launched is not None

    @property
    def occasion(self) -> Hashable:
        """Nothing else may have its title: 12.a.4 has a check of its own for that."""
        return self.id

    @property
    def entered(self) -> date | None:
        """The day on which its data was entered in the registry."""
        return self.registration.entered if self.registration else None


REGISTRY_ENTRY = Kind(
    name="registry-entry",
    folder="registry-entries",
    prefix="ree",
    model=RegistryEntry,
    singular=say("Registry entry"),
    plural=say("Registry entries"),
    about=say("The information systems, resources, databases and software of the Agency, as the Unified Registry has them"),
    progress=routes(
        "ended",
        "decommissioned",
        "registration",
        "changes.*.entered",
        "continuity.reviewed",
        "availability",
        "trainings",
        "website.reviewed",
    ),
    icon="database-outline",
    columns=("status", "type", "short_name", "criticality", "owner"),
    order=20,
    public=("type", "short_name", "purpose", "url", "launched", "decommissioned"),
)


ends_by_decision(REGISTRY_ENTRY)


def not_filled(field: Field, group: Route = ROOT) -> Problem:
    """Return the problem of a field, of the record or of a group in it, that must be filled and is not."""
    message = say("“{field}” is not filled", field=field.title)
    return Problem(group / field.name, message, say("Write {key}: and its value", key=field.name))

"""Entries of the Unified Registry of e-government's information systems and resources: one record, one system.

Entered on time and well (12.a.4), kept running (11.6) and kept safe (12.d.3).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel

from validators.duties import Duty
from validators.fields import Day, Distinct, Id, Reference, Text, Url, field
from validators.finding import Problem
from validators.kind import Check, Kind, Lifecycle
from validators.messages import Message, say
from validators.record import Part, Record
from validators.repository import Repository
from validators.words import fold
from validators.workdays import months_later


class Registration(Part):
    """How the entry stands in the Unified Registry itself (12.a.4)."""

    passport: Literal["preparing", "in-review", "in-rework", "registered", "rejected"] = field(
        "Passport",
        "The state of the system's passport there: preparing, in-review, in-rework, registered or rejected",
        by="N12.a.4-1",
    )
    number: Text | None = field("Number", "The number under which it is registered", default=None)
    entered: Day | None = field("Entered", "The day on which the data was entered, as 2026-03-05", default=None)


class SystemChange(Part):
    """A change of the system, which the registry has to follow (12.a.4)."""

    date: Day = field("Date", "The day of the change, as 2026-03-05")
    what: Text = field("What", "What was changed")
    entered: Day | None = field("Entered", "The day on which it was entered in the registry, as 2026-03-05", default=None)


class Integration(Part):
    """Another system with which this one exchanges data."""

    system: Text = field("System", "The other system's name, or its registry entry's id")
    way: Literal["interagency-platform", "direct"] = field("Way", "interagency-platform or direct")


class Continuity(Part):
    """How the system is kept running, and brought back (11.6)."""

    plan: Text = field("Plan", "The plan's number, or where it is kept")
    approved: Day = field("Approved", "The day on which the plan was approved, as 2026-03-05")
    reviewed: Day | None = field("Reviewed", "The day on which it was last looked through, as 2026-03-05", default=None)


class SecurityExpertise(Part):
    """The conclusion of the cyber-security expertise."""

    body: Annotated[Id, Reference("organization", withdrawn=True)] = field("Body", "The organisation that gave it")
    number: Text = field("Number", "The conclusion's number")
    date: Day = field("Date", "The conclusion's date, as 2026-03-05")
    outcome: Literal["positive", "negative", "returned"] = field("Outcome", "positive, negative or returned for rework")


class Security(Part):
    """How the system and its data are protected (12.d.3)."""

    responsible: Annotated[Id, Reference("employee")] | None = field(
        "Responsible", "The employee who answers for its security", default=None
    )
    protection_class: Text | None = field("Protection class", "The class of protection that it was given", default=None)
    expertise: SecurityExpertise | None = field("Expertise", "The cyber-security expertise's conclusion", default=None)
    backup: Text | None = field("Backup", "How often copies are made, and how long they are kept", default=None)
    access: Text | None = field("Access", "Who is let in, and how they prove who they are", default=None)


class RegistryEntry(Record):
    """An information system, resource, database or software product, as the Unified Registry knows it."""

    status: Literal["in-development", "testing", "in-use", "modernisation", "decommissioned"] = field(
        "Status", "in-development, testing, in-use, modernisation or decommissioned"
    )
    type: Literal["information-system", "information-resource", "database", "software"] = field(
        "Type", "information-system, information-resource, database or software"
    )
    short_name: Text | None = field("Short name", "What it is called for short", default=None)
    purpose: Text | None = field("Purpose", "What it does, and for whom", default=None)
    url: Url | None = field("Address", "Where it is opened", default=None)
    launched: Day | None = field("Launched", "The day on which it began to work, as 2026-03-05", default=None)
    decommissioned: Day | None = field("Decommissioned", "The day on which it was taken out of use, as 2026-03-05", default=None)
    registration: Registration | None = field("Registration", "How it stands in the Unified Registry", default=None)
    changes: tuple[SystemChange, ...] = field("Changes", "Changes since the launch, each with the day it was entered", default=())
    identifiers: Annotated[
        tuple[Literal["personal-number", "tax-number", "cadastral-number", "vehicle-number", "geocode"], ...], Distinct
    ] = field("Identifiers", "The unique identifiers that it uses", default=())
    sign_in: Annotated[tuple[Literal["one-id", "e-signature", "other"], ...], Distinct] = field(
        "Sign-in", "How users prove who they are: one-id, e-signature or other", default=()
    )
    integrations: tuple[Integration, ...] = field("Integrations", "The systems with which it exchanges data", default=())
    criticality: Literal["critical", "high", "medium", "low"] | None = field(
        "Criticality", "How much stops without it: critical, high, medium or low", default=None
    )
    continuity: Continuity | None = field("Continuity", "The plan by which it is kept running", default=None)
    security: Security | None = field("Security", "How it and its data are protected", default=None)

    @property
    def to_be_done(self) -> bool:
        """Somebody answers for a system until it is taken out of use."""
        return self.alive

    @property
    def operating(self) -> bool:
        """Whether it is at work, be it under improvement."""
        return self.status in ("in-use", "modernisation")

    @property
    def entered(self) -> date | None:
        """The day on which its data was entered in the registry."""
        return self.registration.entered if self.registration else None


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
)

REGISTRY_ENTRY = Kind(
    name="registry-entry",
    folder="registry-entries",
    prefix="ree",
    model=RegistryEntry,
    singular=say("Registry entry"),
    plural=say("Registry entries"),
    about=say("The information systems, resources, databases and software of the Agency, as the Unified Registry has them"),
    lifecycle=LIFECYCLE,
    icon="database-outline",
    columns=("status", "type", "short_name", "criticality", "owner"),
    order=20,
)

REGISTERED = REGISTRY_ENTRY.requires(
    Check(
        "N12.a.4-1",
        "N",
        title=say("System in use is not registered"),
        demand=say("A system in use is in the Unified Registry"),
        mend=say("Under registration: write passport, and once it is registered number and entered"),
    )
)


@REGISTRY_ENTRY.rule(REGISTERED)
def is_registered(entry: RegistryEntry, repository: Repository) -> Iterator[Problem]:
    """12.a.4: data on systems goes into the registry; while the term to enter it (S26) may run, it is enough to be on the way."""
    registration = entry.registration
    if registration is None:
        if entry.operating:
            yield Problem("registration", say("The system is in use, and nothing is said of its registration"))
        return
    if registration.passport == "registered":
        if registration.number is None:
            yield Problem("registration.number", say("The system is registered, and its number is not written"))
        if registration.entered is None:
            yield Problem("registration.entered", say("The system is registered, and it is not said since when"))
    elif entry.operating and registration.passport == "rejected":
        yield Problem("registration.passport", say("The system is in use, and its registration was rejected"))
    elif entry.operating and registration.entered is None:
        if repository.settings.whole("S26") is None:
            yield Problem("registration.entered", say("The system is in use, and it is not registered yet"))
        elif entry.launched is None:
            yield Problem("launched", say("The term to register the system cannot run: its launch has no date"))


@REGISTRY_ENTRY.duty(
    Check(
        "N12.a.4-3",
        "S",
        title=say("Late in the Unified Registry"),
        demand=say("A system is entered in the registry within its term after the launch, and so is every change"),
        mend=say("Enter the data in the registry, then write the day under entered"),
        setting="S26",
    )
)
def is_entered_in_time(entry: RegistryEntry, repository: Repository, as_of: date) -> Iterator[Duty]:
    """12.a.4: entered in time; in how many working days after the launch or the change: S26."""
    if not entry.alive:
        return
    days = repository.settings.whole("S26") or 0
    if entry.launched:
        due = repository.calendar.later(entry.launched, days)
        yield Duty("registration", say("Entry in the Unified Registry"), due, entry.entered, entry.responsible, entry.owner)
    for place, change in enumerate(entry.changes):
        # What was changed before the data was first entered went in with it.
        done = change.entered or (entry.entered if entry.entered and change.date <= entry.entered else None)
        due = repository.calendar.later(change.date, days)
        what = say("Change of {day} in the Unified Registry", day=change.date)
        yield Duty(f"changes.{place}", what, due, done, entry.responsible, entry.owner)


QUALITY = Check(
    "N12.a.4-4",
    "S",
    title=say("Registry entry is not in order"),
    demand=say("An entry has the fields that it must have filled, and a system has one entry"),
    mend=say("Fill in the field, or keep one of the two entries"),
    setting="S27",
)


@REGISTRY_ENTRY.rule(QUALITY)
def has_its_fields_filled(entry: RegistryEntry, repository: Repository) -> Iterator[Problem]:
    """12.a.4: entered well; which fields of a system at work or registered must be filled: S27."""
    if not (entry.operating or entry.entered):
        return
    for name in repository.settings.texts("S27"):
        if name in RegistryEntry.model_fields and getattr(entry, name) in (None, ()):
            yield _empty(RegistryEntry, name, name)


@REGISTRY_ENTRY.rule(QUALITY)
def has_no_second_entry(entry: RegistryEntry, repository: Repository) -> Iterator[Problem]:
    """12.a.4: entered well means once; two entries of one name or address are the same system."""
    first_of = repository.once(_first_of_each_name)
    for name, same in SAME.items():
        if entry.alive and (word := same(entry)) and first_of[name, word] != entry.id:
            yield Problem(name, say("{id} looks like an entry of the same system", id=first_of[name, word]))


@REGISTRY_ENTRY.rule(
    Check(
        "N12.a.4-5",
        "D",
        title=say("Not clear whether it is in use"),
        demand=say("The status and the dates of a system agree on whether it is in use"),
        mend=say("Correct status, launched or decommissioned"),
    )
)
def status_and_dates_agree(entry: RegistryEntry, repository: Repository) -> Iterator[Problem]:
    """12.a.4: an entry that is kept well does not say both that a system is in use and that it is not."""
    if entry.decommissioned is None and not entry.alive:
        yield Problem("decommissioned", say("The system was taken out of use, but it is not said on which day"))
    if entry.decommissioned and entry.alive:
        yield Problem(
            "status", say("The system was taken out of use on {day}, and the status does not say so", day=entry.decommissioned)
        )
    if entry.decommissioned and entry.launched and entry.decommissioned < entry.launched:
        yield Problem("decommissioned", say("It was taken out of use before it was launched on {day}", day=entry.launched))
    if entry.launched and entry.status == "in-development":
        yield Problem("status", say("The system was launched on {day}, and the status does not say so", day=entry.launched))


@REGISTRY_ENTRY.rule(
    Check(
        "N11.6-1",
        "D",
        title=say("Critical system without a continuity plan"),
        demand=say("A critical system has a continuity plan"),
        mend=say("Under continuity: write plan and approved"),
        setting="S31",
    )
)
def critical_systems_have_a_plan(entry: RegistryEntry, repository: Repository) -> Iterator[Problem]:
    """11.6: infrastructure works without a break; which classes of system count as critical: S31."""
    if not entry.operating:
        return
    if entry.criticality is None:
        yield Problem("criticality", say("It is not said how critical the system is"), say("Write criticality: and its value"))
    elif _critical(entry, repository) and entry.continuity is None:
        yield Problem("continuity", say("The system is critical and has no continuity plan"))


@REGISTRY_ENTRY.duty(
    Check(
        "N11.6-2",
        "D",
        title=say("Continuity plan is not reviewed"),
        demand=say("The continuity plan of a critical system is looked through in time"),
        mend=say("Look the plan through, then write the day under continuity: reviewed"),
        setting="S32",
    )
)
def plan_is_reviewed(entry: RegistryEntry, repository: Repository, as_of: date) -> Iterator[Duty]:
    """11.6: emergencies are prevented by plans that fit the system as it is; how often they are looked through: S32."""
    if entry.operating and entry.continuity and _critical(entry, repository):
        last = entry.continuity.reviewed or entry.continuity.approved
        due = months_later(last, repository.settings.whole("S32") or 0)
        yield Duty("continuity", say("Review of the continuity plan"), due, None, entry.responsible, entry.owner)


@REGISTRY_ENTRY.rule(
    Check(
        "N12.d.3-1",
        "D",
        title=say("Nothing on the system's security"),
        demand=say("A registry entry says how the system and its data are protected"),
        mend=say("Under security: write responsible, protection_class, expertise, backup and access"),
    )
)
def says_how_it_is_protected(entry: RegistryEntry, repository: Repository) -> Iterator[Problem]:
    """12.d.3: infrastructure, data and documents are protected; which parts the section must have: S44."""
    if not entry.operating:
        return
    if entry.security is None:
        yield Problem("security", say("It is not said how the system is protected"))
        return
    for name in repository.settings.texts("S44"):
        if name in Security.model_fields and getattr(entry.security, name) is None:
            yield _empty(Security, name, f"security.{name}")


def _empty(model: type[BaseModel], name: str, route: str) -> Problem:
    title = Message(model.model_fields[name].title or name)
    return Problem(route, say("“{field}” is not filled", field=title), say("Write {key}: and its value", key=name))


def _critical(entry: RegistryEntry, repository: Repository) -> bool:
    return entry.criticality in repository.settings.texts("S31")


def _address(url: str | None) -> str:
    """The address without what does not tell two systems apart: the scheme, www. and the last slash."""
    return fold(url or "").partition("://")[2].removeprefix("www.").rstrip("/")


SAME: Mapping[str, Callable[[RegistryEntry], str]] = {
    "title": lambda entry: fold(entry.title),
    "short_name": lambda entry: fold(entry.short_name or ""),
    "url": lambda entry: _address(entry.url),
}
"""The fields by which two entries are known to be of one system, each with what is compared."""


def _first_of_each_name(repository: Repository) -> Mapping[tuple[str, str], str]:
    """By field and what is compared, the first entry that is not of a system taken out of use."""
    found: dict[tuple[str, str], str] = {}
    for entry in repository.of(RegistryEntry):
        for name, same in SAME.items():
            if entry.alive:
                found.setdefault((name, same(entry)), entry.id)
    return found

"""Bodies, units and organisations: whom the department belongs to, answers to and works with (1, 6.1, 7)."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from validators.model.lifecycle import Lifecycle
from validators.model.record import Part, Record
from validators.model.types import Day, Email, Id, Reference, Text, field
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Body, Holder
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.rules.superiors import SUPERIORS
from validators.source.finding import Problem
from validators.source.route import routes
from validators.text.messages import choice, say
from validators.text.uzbek import fold

OrganizationType = Literal[
    "agency", "ministry", "department", "unit", "system-organization", "expert-body", "inspectorate", "other",
]  # fmt: skip


class Contact(Part):
    """Who answers for digitalization in an organisation: one of our employees, or somebody by name."""

    employee: Annotated[Id, Reference("employee")] | None = field(
        "Employee", "The employee's id, if there is a record", default=None
    )
    name: Text | None = field("Name", "For somebody without a record: the name", default=None, personal=True)
    position: Text | None = field("Position", "The post held there", default=None)
    phone: Text | None = field("Phone", "Telephone number", default=None, personal=True)
    email: Email | None = field("E-mail", "The office's e-mail address", default=None)


class Organization(Record):
    """A body, a unit or an organisation."""

    LIFECYCLE = Lifecycle({"active": ("dissolved",), "dissolved": ()}, dead=frozenset({"dissolved"}))

    status: Literal["active", "dissolved"] = field("Status", "active or dissolved")
    type: OrganizationType = field(
        "Type", "agency, ministry, department, unit, system-organization, expert-body, inspectorate or other"
    )
    parent: Annotated[Id, Reference("organization", withdrawn=True, leads_on=True)] | None = field(
        "Parent", "The body that it belongs to", default=None
    )
    established: Day | None = field("Established", "The day since which it exists, as 2026-03-05", default=None)
    dissolved: Day | None = field("Dissolved", "The day on which it ceased to exist, as 2026-03-05", default=None)
    contact: Contact | None = field("Contact", "Who answers for digitalization there", default=None)

    @property
    def is_department(self) -> bool:
        """Whether it is the department that the Nizom is about."""
        return self.type == "department"


def held_since(body: Organization, repository: Records) -> date | None:
    """Return the day since which the department is held to the Nizom; None for other bodies, and where no record says.

    It is the day on which the department was established, as its record says; else that of the Nizom's edition (S01).
    """
    if not body.is_department or body.status == "dissolved":
        return None
    edition = repository.settings.value(Setting.EDITION_IN_FORCE)
    return body.established or (edition.date if edition else None)


ORGANIZATION = Kind(
    name="organization",
    folder="organizations",
    prefix="tsh",
    model=Organization,
    singular=say("Organisation"),
    plural=say("Organisations"),
    about=say("The Agency, its units and organisations, and the bodies that the department works with"),
    progress=routes("dissolved", "contact"),
    icon="office-building-outline",
    columns=("status", "type", "parent"),
    order=220,
    public=True,
)


@ORGANIZATION.rule(
    Check(
        "N1-2",
        "D",
        title=say("Not called as in the setting"),
        requirement=say("A body is called, and belongs to whom, as setting S02 says; its periods there do not overlap"),
        fix=say("Correct title or parent; or in records/settings.md, under S02, add the new name with its since"),
        setting=Setting.BODY_NAMES,
    )
)
def is_called_as_the_setting_says(organization: Organization, repository: Records) -> Iterator[Problem]:
    """1: whose regulation this is: names and parents of bodies change, so each is in S02 with its dates."""
    bodies: tuple[Body, ...] = repository.settings.value(Setting.BODY_NAMES)
    terms = sorted((item for item in bodies if item.organization == organization.id), key=lambda item: item.since)
    for earlier, later in pairwise(terms):
        if later.since <= (earlier.until or date.max):
            message = say("Setting S02 has two names for {day}: “{one}” and “{other}”",
                          day=later.since, one=earlier.name, other=later.name)  # fmt: skip
            yield Problem("title", message)
    if not terms or terms[-1].until:
        return
    now = terms[-1]
    if fold(now.name) != fold(organization.title):
        yield Problem("title", say("By setting S02 it is called “{name}” since {day}", name=now.name, day=now.since))
    parent = repository.get(organization.parent, Organization)
    if parent and now.parent and fold(now.parent) != fold(parent.title):
        yield Problem("parent", say("By setting S02 it belongs to “{name}” since {day}", name=now.parent, day=now.since))


@ORGANIZATION.rule(
    Check(
        "N6.1-1",
        "D",
        title=say("No contact for digitalization"),
        requirement=say("A system organisation names who answers for digitalization there"),
        fix=say("Under contact: write employee, or name and position"),
    )
)
def names_its_contact(organization: Organization, repository: Records) -> Iterator[Problem]:
    """6.1: the department works closely with those who answer for digitalization in the system organisations (S06)."""
    listed = organization.id in repository.settings.texts(Setting.SYSTEM_ORGANIZATIONS)
    if organization.status == "dissolved" or not (listed or organization.type == "system-organization"):
        return
    if organization.contact is None:
        yield Problem("contact", say("The system organisation names nobody who answers for digitalization"))
    elif not (organization.contact.employee or organization.contact.name):
        yield Problem("contact", say("The contact has neither an employee's id nor a name"))


@ORGANIZATION.rule(
    Check(
        "N7-1",
        "D",
        title=say("Superior not named"),
        requirement=say("The director-general and the deputy for digitalization are named in setting S05, each with dates"),
        fix=say("In records/settings.md, under S05: write role, employee and since for both, and until for those who left"),
    )
)
def has_both_superiors(organization: Organization, repository: Records) -> Iterator[Problem]:
    """7: the department is directly subordinate to the director-general and to the deputy for digitalization (S05)."""
    if not organization.is_department or organization.status == "dissolved":
        return
    holders: tuple[Holder, ...] = repository.settings.value(Setting.OFFICE_HOLDERS) or ()
    for role in SUPERIORS:
        terms = sorted((item for item in holders if item.role == role), key=lambda item: item.since)
        if not terms:
            yield Problem("type", say("Setting S05 names nobody as “{role}”", role=choice(role)))
        for earlier, later in pairwise(terms):
            if later.since <= (earlier.until or date.max):
                yield Problem(
                    "type",
                    say("Setting S05 names two as “{role}” from {day}: {first} and {second}",
                        role=choice(role), day=later.since, first=earlier.employee, second=later.employee),
                )  # fmt: skip

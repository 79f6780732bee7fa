"""Bodies, units and organisations: whom the department belongs to, answers to and works with (1, 6.1, 7)."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from validators.model.duty import Duty
from validators.model.gaps import answering
from validators.model.lifecycle import Lifecycle
from validators.model.record import Letter, Part, Record
from validators.model.roles import Role
from validators.model.types import Day, Email, Id, Line, Reference, Softens, Tin, field
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Body, Holder, Seat
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.rules.superiors import SUPERIORS
from validators.source.finding import Problem
from validators.source.route import Route, routes
from validators.text.messages import Message, choice, say
from validators.text.uzbek import fold

OrganizationType = Literal[
    "agency", "ministry", "department", "unit", "system-organization", "expert-body", "inspectorate", "other",
]  # fmt: skip


class Contact(Part):
    """Who answers for digitalization in an organisation: one of our employees, or somebody by name."""

    employee: Annotated[Id, Reference("employee")] | None = field(
        "Employee", "The employee's id, if there is a record", default=None
    )
    name: Line | None = field("Full name", "For somebody without a record: the name", default=None, personal=True)
    position: Line | None = field("Position", "The post held there", default=None)
    phone: Line | None = field("Phone", "Telephone number", default=None, personal=True)
    email: Email | None = field("E-mail", "The office's e-mail address", default=None)


class Organization(Record):
    """A body, a unit or an organisation."""

    LIFECYCLE = Lifecycle({"active": ("dissolved",), "dissolved": ()}, dead=frozenset({"dissolved"}))

    status: Literal["active", "dissolved"] = field("Status")
    type: Annotated[OrganizationType, Softens(rewritten=True)] = field("Type")
    parent: Annotated[Id, Reference("organization", withdrawn=True, leads_on=True)] | None = field(
        "Parent", "The body that it belongs to", default=None
    )
    tin: Tin | None = field("TIN", "Its taxpayer identification number, nine digits, by which others know the body", default=None)
    established: Annotated[Day | None, Softens()] = field(
        "Established", "The day since which it exists, for example 2026-03-05", default=None
    )
    dissolved: Day | None = field("Dissolved", "The day on which it ceased to exist, for example 2026-03-05", default=None)
    contact: Contact | None = field("Contact", "Who is responsible for digitalization there", default=None)

    @property
    def is_department(self) -> bool:
        """Whether it is the department that the Nizom is about."""
        return self.type == "department"


THE_MINISTRY = "Raqamli texnologiyalar vazirligi"
"""The ministry with which the department agrees, by the name that the Nizom gives it (4, 12.a.1, 12.v.3, 12.g.3)."""


def is_ours(organization: Organization | None, repository: Records) -> bool:
    """Return whether a body is the department, or a structural unit of the Agency, and so no organisation of its own."""
    if organization is None or organization.type not in PARTS_OF_A_BODY:
        return False
    whole = body_of(organization, repository)
    return whole is None or whole.type == "agency"


PARTS_OF_A_BODY = ("department", "unit")
"""The types of what is no organisation of its own."""


def body_of(organization: Organization, repository: Records) -> Organization | None:
    """Return the organisation that a unit is part of, however deep, or that is none itself; None where no record says."""
    above: Organization | None = organization
    seen: set[str] = set()
    while above and above.type in PARTS_OF_A_BODY and above.id not in seen:
        seen.add(above.id)
        above = repository.get(above.parent, Organization)
    return None if above is None or above.id in seen else above


def is_the_ministry(id_: str, day: date, repository: Records) -> bool:
    """Return whether a body was the Ministry of Digital Technologies on that day, or what stood in its place before.

    It is the body that the setting “ministry” names for the day; where it names none, the ministry that bears the name, in its
    title or in S02; and where none does, the only ministry that there is.
    """
    seats: tuple[Seat, ...] = repository.settings.value(Setting.MINISTRY, None) or ()
    named = frozenset(seat.organization for seat in seats if seat.since <= day and (not seat.until or day <= seat.until))
    return id_ in (named or repository.once(_ministries)) and not is_gone(id_, day, repository)


def is_gone(id_: str, day: date, repository: Records) -> bool:
    """Return whether a body had been dissolved before a day, so that it could decide, conclude or receive nothing then."""
    body = repository.get(id_, Organization)
    return body is not None and body.dissolved is not None and body.dissolved < day


def dissolved_before(id_: str, day: date) -> Message:
    """Return that a body cannot have decided or concluded anything on a day, since it was there no more."""
    return say("{id} had been dissolved by {day}", id=id_, day=day)


def agreed_by_another(letter: Letter, at: Route, repository: Records) -> Iterator[Problem]:
    """Yield that a letter of agreement, at a route, says itself that it is not the ministry's."""
    if letter.sender and not is_the_ministry(letter.sender, letter.date, repository):
        message = say("The letter of agreement is from {id}, and it is for the Ministry of Digital Technologies to agree",
                      id=letter.sender)  # fmt: skip
        yield Problem(at / "sender", message)


def _ministries(repository: Records) -> frozenset[str]:
    """Return the ids of the ministries that bear the name, or else of the only ministry.

    There is one ministry: of several that bear its name and are not dissolved, the first.
    """
    bodies: tuple[Body, ...] = repository.settings.value(Setting.BODY_NAMES, None) or ()
    names: dict[str, list[str]] = {}
    dissolved: set[str] = set()
    for body, title in answering(repository.of(Organization), lambda one: one.title if one.type == "ministry" else None):
        if title:
            dissolved |= {body.id} if body.status == "dissolved" else set()
            names[body.id] = [title, *(item.name for item in bodies if item.organization == body.id)]
    bearing = {id_ for id_, own in names.items() if any(fold(THE_MINISTRY) in fold(name) for name in own)}
    bearing = (bearing & dissolved) | set(sorted(bearing - dissolved)[:1])
    return frozenset(bearing) or (frozenset(names) if len(names) == 1 else frozenset())


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
    """1: whose regulation this is: names and parents of bodies change, so each is in S02 with its dates.

    What a body is called now is asked of the newest list.
    """
    bodies: tuple[Body, ...] = repository.settings.value(Setting.BODY_NAMES, None)
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
        "N1-3",
        "D",
        title=say("Department is not one, or not the Agency's"),
        requirement=say("There is one Digitalization Department, and it belongs to the Agency"),
        fix=say("Correct type or parent; a department that was replaced is dissolved"),
        introduced="0.2.0",
    )
)
def is_the_departments_only_record(organization: Organization, repository: Records) -> Iterator[Problem]:
    """1: the regulation is of one department, that of the Agency."""
    if not organization.is_department or organization.status == "dissolved":
        return
    others = (body for body in repository.of(Organization) if body.is_department and body.status != "dissolved")
    if earlier := min((body.id for body in others if body.id < organization.id), default=None):
        yield Problem("type", say("{id} is the department already", id=earlier))
    parent = repository.get(organization.parent, Organization)
    if parent and parent.type != "agency":
        yield Problem("parent", say("The department belongs to {id}, which is not the Agency", id=parent.id))


@ORGANIZATION.rule(
    Check(
        "N6.1-1",
        "D",
        title=say("No contact for digitalization"),
        requirement=say("A system organisation names who is responsible for digitalization there"),
        fix=say("Under contact: write employee, or name and position"),
    )
)
def names_its_contact(organization: Organization, repository: Records) -> Iterator[Problem]:
    """6.1: the department works closely with those who answer for digitalization in the system organisations (S06 now)."""
    listed = organization.id in repository.settings.texts(Setting.SYSTEM_ORGANIZATIONS, None)
    if organization.status == "dissolved" or not (listed or organization.type == "system-organization"):
        return
    if organization.contact is None:
        yield Problem("contact", say("The system organisation names nobody responsible for digitalization"))
    elif not (organization.contact.employee or organization.contact.name):
        yield Problem("contact", say("The contact has neither an employee's id nor a name"))


SUPERIORS_NAMED = Check(
    "N7-1",
    "D",
    title=say("Superior not named"),
    requirement=say("The director-general and the deputy for digitalization are named in setting S05, each with dates"),
    fix=say("In records/settings.md, under S05: write role, employee and since for both, and until for those who left"),
)


@ORGANIZATION.rule(SUPERIORS_NAMED)
def has_both_superiors(organization: Organization, repository: Records) -> Iterator[Problem]:
    """7: the department is directly subordinate to the director-general and to the deputy for digitalization (S05 now).

    Who acts in an office does so next to its holder, or while there is none.
    """
    if not organization.is_department or organization.status == "dissolved":
        return
    for role in SUPERIORS:
        terms = _terms(role, repository)
        if not terms:
            yield Problem("type", say("Setting S05 names nobody as “{role}”", role=choice(role)))
        for earlier, later in pairwise(item for item in terms if not item.acting):
            if later.since <= (earlier.until or date.max):
                yield Problem(
                    "type",
                    say("Setting S05 names two as “{role}” from {day}: {first} and {second}",
                        role=choice(role), day=later.since, first=earlier.employee, second=later.employee),
                    say("Under S05: correct since or until; for somebody who only acted in the office write acting: true"),
                )  # fmt: skip


@ORGANIZATION.duty(SUPERIORS_NAMED)
def an_office_is_not_left_empty(organization: Organization, repository: Records, as_of: date) -> Iterator[Duty]:
    """7: who comes after a superior is named too; the department does not fill the office, so this only reminds."""
    if not organization.is_department or organization.status == "dissolved":
        return
    for role in SUPERIORS:
        begun = [item for item in _terms(role, repository) if item.since <= as_of]
        last = max((item.until or date.max for item in begun), default=date.max)
        if last < date.max:
            what = say("Naming who is “{role}” after {day} (S05)", role=choice(role), day=last)
            yield Duty("type", what, last, None, organization.responsible, organization.id)


def _terms(role: Role, repository: Records) -> list[Holder]:
    """Return the periods of a superior's office by their first day."""
    holders: tuple[Holder, ...] = repository.settings.value(Setting.OFFICE_HOLDERS, None) or ()
    return sorted((item for item in holders if item.role == role), key=lambda item: item.since)

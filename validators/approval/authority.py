"""Who may decide in which role, on which day: head and acting head (8), the two superiors (7), our people, other bodies."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from validators.kinds.employee.model import Employee
from validators.kinds.employee.office import Office, office
from validators.kinds.organization import Organization, dissolved_before, is_gone, is_the_ministry
from validators.model.gaps import if_known, known
from validators.model.periods import DAY
from validators.model.record import Approval
from validators.model.roles import OUTSIDE_ROLES, Role
from validators.regulation.setting_codes import Setting
from validators.rules.records import Records
from validators.rules.superiors import SUPERIORS, not_in_office
from validators.source.route import ROOT
from validators.text.messages import Message, choice, say

_TYPES: Mapping[Role, tuple[str, ...]] = {
    "ministry": ("ministry",),
    "inspectorate": ("inspectorate",),
    "expert-body": ("expert-body",),
    "president": ("other",),
    "cabinet": ("other",),
    "state-body": ("ministry", "inspectorate", "other"),
    "system-organization": ("system-organization",),
    "unit": ("unit", "department"),
}
"""The type of organisation that decides in a role."""


def not_head(step: Approval, known: Office) -> Message | None:
    """Why what is signed as head was not signed by the head of that day, or by who acted (8)."""
    known.require_clear(step.by)
    head = known.present(step.date)
    if head and head.employee.id == step.by:
        return None
    if any(term.employee.id == step.by for term in known.leading(step.date)):
        known.require_clear()  # somebody else may have been head
        return None
    if head:
        known.require_clear(head.employee.id)  # who may have been away
        return say("{id} signed as head on {day}, when {head} was head", id=step.by, day=step.date, head=head.employee.id)
    acting = known.acts(step.date)
    if not acting:
        return say("{id} signed as head on {day}, when nobody was or acted as head", id=step.by, day=step.date)
    return say("{id} signed as head on {day}, when {acting} acted", id=step.by, day=step.date, acting=acting[0].employee.id)


def not_of_the_role(step: Approval, repository: Records) -> Message | None:
    """Why somebody could not decide in a role other than the head's and the superiors'."""
    giver = repository.people.find(step.by) or repository.find(step.by)
    if step.role == "head" or step.role in SUPERIORS or giver is None:
        return None
    record = giver.require_record()
    if isinstance(record, Employee):
        return _not_in_post(step, record)
    if isinstance(record, Organization):
        return _not_that_body(step, record, repository)
    return None


def without_authority(step: Approval, repository: Records) -> Message | None:
    """Why the person who took the step had no authority for it on that day, in any role; None when nothing speaks against it."""
    if step.role == "head":
        return not_head(step, repository.people.once(office))
    if step.role in SUPERIORS:
        return next((wrong.message for wrong in not_in_office(ROOT, step.role, step.by, step.date, repository.settings)), None)
    return not_of_the_role(step, repository)


def _not_in_post(step: Approval, employee: Employee) -> Message | None:
    if step.role in OUTSIDE_ROLES:
        return say("“{role}” is another body, and {id} is an employee here", role=choice(step.role), id=employee.id)
    position = employee.position(step.date)
    if position is None:
        return say("{id} was not in the department's service on {day}", id=employee.id, day=step.date)
    if step.role == "chief-specialist" and position != "chief-specialist":
        return say("{id} was not chief specialist on {day}", id=employee.id, day=step.date)
    return None


def _not_that_body(step: Approval, body: Organization, repository: Records) -> Message | None:
    if is_gone(body.id, step.date, repository):
        return dissolved_before(body.id, step.date)
    if step.role == "department":
        fits = body.is_department
    elif step.role == "ministry":
        fits = is_the_ministry(body.id, step.date, repository.people)
    elif step.role in _TYPES:
        authorised = step.role == "expert-body" and body.id in repository.settings.texts(Setting.EXPERTISE_BODIES, step.date)
        fits = body.type in _TYPES[step.role] or authorised
    else:
        return say("“{role}” is a person's post, and {id} is an organisation", role=choice(step.role), id=body.id)
    return None if fits else say("{id} is not what the role “{role}” is of", id=body.id, role=choice(step.role))


def holders(role: Role, day: date, repository: Records) -> Iterator[str]:
    """Yield the ids of those who may decide in a role on that day, as far as it is known: people in office, or organisations."""
    if role == "head":
        yield from (term.employee.id for term in repository.people.once(office).leading(day))
    elif role in SUPERIORS:
        yield from repository.settings.holders(role, day)
    elif role == "chief-specialist":
        for employee in repository.people.of(Employee):
            if if_known(partial(_is_chief, employee, day)):
                yield employee.id
    elif role == "ministry":
        yield from (
            body.id for body in repository.people.of(Organization) if if_known(partial(_is_ministry, body, day, repository))
        )
    else:
        types = ("department",) if role == "department" else _TYPES[role]
        yield from (body.id for body in repository.people.of(Organization) if if_known(partial(_is_of_type, body, types)))


def _is_chief(employee: Employee, day: date) -> bool:
    return employee.position(day) == "chief-specialist"


def _is_ministry(body: Organization, day: date, repository: Records) -> bool:
    return body.alive and is_the_ministry(body.id, day, repository.people)


def _is_of_type(body: Organization, types: tuple[str, ...]) -> bool:
    return body.type in types and body.alive


def first_day(role: Role, day: date, repository: Records) -> date | None:
    """Return the first day, from `day` on, on which somebody holds the role; None if that is not known."""
    held = repository.people.once(office)
    begins = {
        *(holder.since for holder in repository.settings.value(Setting.OFFICE_HOLDERS, None) or () if holder.role == role),
        *(term.period.since for term in (*held.heads, *held.acting) if role == "head"),
        *(term.period.until + DAY for term in held.absences if role == "head" and term.period.until),
        *(first for one in repository.people.of(Employee) for first in _first_days(one) if role == "chief-specialist"),
    }
    return next((when for when in (day, *sorted(begins)) if when >= day and any(holders(role, when, repository))), None)


def _first_days(employee: Employee) -> Iterator[date]:
    return (day for time in known(employee, "service") or () if (day := known(time, "since")))

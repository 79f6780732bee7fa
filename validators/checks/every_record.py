"""What the Nizom asks of every record, of any kind: who owns it, what it rests on, who decided, who answers for it."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from validators.approval.authority import not_head
from validators.approval.validity import APPROVALS
from validators.checks.identity import IDENTITY
from validators.kinds.act import Act
from validators.kinds.employee.floor import began_before_the_nizom, floor
from validators.kinds.employee.model import Employee
from validators.kinds.employee.office import office
from validators.kinds.organization import Organization
from validators.model.fields import unknown_references
from validators.model.gaps import Gap, GapError, gaps_last, gaps_of, if_known, in_turn, known
from validators.model.record import Approval, Record, parts_on
from validators.regulation.setting_codes import Setting
from validators.rules.chain import AUTHORITY, MISSING, ORDER, Chain, submitted_without_visa, without_visa
from validators.rules.check import Check
from validators.rules.records import Records
from validators.rules.rule_book import RuleBook
from validators.rules.superiors import IN_OFFICE, not_in_office
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import Message, choice, say

EVERY_RECORD = RuleBook()

NAMED_TO_DO_IT = frozenset({"responsible", "executors", "employee"})
"""Fields, of a record or of its parts, that name who works on what the record is about."""

OWNER = Route("owner")

RESTS_ON = ("basis", "decision")
"""Fields that name the acts on which a record rests."""

NOT_RELIED_ON = ("related", "replaces", "replaced_by", "amends")
"""Fields that name another record without resting on it."""


@EVERY_RECORD.rule(
    Check(
        "N1-1",
        "D",
        title=say("Owner is not the department"),
        requirement=say("A record belongs to the Digitalization Department, or to a unit that the record names"),
        fix=say("Under owner: write the department's id; or name the owner under units too"),
    )
)
def belongs_to_the_department(record: Record, repository: Records) -> Iterator[Problem]:
    """1: the regulation is the department's; people, bodies and acts belong to whichever unit keeps them."""
    owner = repository.get(record.owner, Organization)
    if owner is None or owner.is_department or isinstance(record, Organization | Employee | Act):
        return
    if not any(id_ == record.owner and route != OWNER for route, id_, _ in repository.named_in(record)):
        for gap in unknown_references(record):
            raise GapError(gap)
        yield Problem("owner", say("{id} is not the department, and the record names it nowhere else", id=record.owner))


@EVERY_RECORD.rule(
    Check(
        "N2-3",
        "D",
        title=say("Basis not in force"),
        requirement=say("The acts that a record rests on were in force on its date; some kinds of record must have such a basis"),
        fix=say("Under basis: write the ids of acts that were in force on the record's date"),
    )
)
def rests_on_acts_in_force(record: Record, repository: Records) -> Iterator[Problem]:
    """2: the department works by the acts in force; which kinds of record must cite one: S03 on its date."""
    kind = repository.kind_of(record)
    if not record.basis and record.alive and kind.name in repository.settings.texts(Setting.KINDS_NEEDING_BASIS, record.dated):
        yield Problem("basis", say("The record cites no act as its basis"))
    for route, id_ in _acts_below(record):
        if wrong := _no_basis(id_, record, repository):
            yield Problem(route, wrong)


def _acts_below(record: Record) -> Iterator[tuple[Route, str]]:
    """Yield the acts on which a record rests, each with its route: its basis, and the act by which an assignment was given."""
    yield from ((Route("basis", index), id_) for index, id_ in enumerate(record.basis))
    decision = known(record, "decision")
    if isinstance(decision, str):
        yield Route("decision"), decision


def _no_basis(id_: str, record: Record, repository: Records) -> Message | None:
    """Why a record cannot rest on an act: it was never adopted, or was not in force on the record's day."""
    act = repository.get(id_, Act)
    if act is None:
        return None
    if not act.adopted:
        return say("{id} is only a draft: its status is “{status}”", id=id_, status=choice(act.status))
    days = record.rested
    if days is None or act.in_force_between(*days) or days[1] < floor(repository):
        return None
    first, last = days
    if first == last:
        return say("{id} was not in force on {day}, the record's date", id=id_, day=first)
    return say("{id} was in force on none of the days from {since} to {until}", id=id_, since=first, until=last)


@EVERY_RECORD.rule(
    Check(
        "N14.1-1",
        "D",
        title=say("Relies on what is no longer in force"),
        requirement=say("Work that is not over rests on acts and standards in force"),
        fix=say("Review the record, and name the act or standard that took its place"),
    )
)
def rests_on_nothing_that_lost_force(record: Record, repository: Records) -> Iterator[Problem]:
    """14.1: the department sees to it that acts, state standards and technical regulations are complied with."""
    if record.over:
        return
    found: list[Problem | Gap] = [
        lost
        for route, id_, _ in repository.named_in(record)
        if route.first_key not in NOT_RELIED_ON
        and (day := _no_longer_in_force(id_, repository))
        and (lost := _lost_force(route, id_, day, record, repository))
    ]
    yield from gaps_last([*found, *unknown_references(record)])


def _no_longer_in_force(id_: str, repository: Records) -> date | Gap | None:
    """Return when an act or standard lost force, if it did; a gap where that is not known."""
    entry = repository.find(id_)
    if entry is None or entry.kind.model.lost_force_on is Record.lost_force_on:
        return None
    try:
        return entry.require_record().lost_force_on
    except GapError as error:
        return error.gap


def _lost_force(route: Route, id_: str, day: date | Gap, record: Record, repository: Records) -> Problem | Gap | None:
    """Return that what a record rests on lost force on a day, unless it had before the record's date (that is N2-3)."""
    if isinstance(day, Gap):
        return day
    try:
        if route.first_key in RESTS_ON and _no_basis(id_, record, repository):
            return None
    except GapError as error:
        return error.gap
    return Problem(route, say("{id} lost force on {day}: review the record", id=id_, day=day))


@EVERY_RECORD.rule(IN_OFFICE)
def superiors_decide_in_office(record: Record, repository: Records) -> Iterator[Problem]:
    """7: the department's superiors are two, and known by name for every day (S05)."""
    yield from in_turn(_not_superior(index, step, repository) for index, step in enumerate(record.approvals))


def _not_superior(index: int, step: Approval, repository: Records) -> Iterator[Problem]:
    if repository.find(step.by) and step.date >= floor(repository):
        yield from not_in_office(Route("approvals", index, "by"), step.role, step.by, step.date, repository.settings)


@EVERY_RECORD.rule(
    Check(
        "N8-2",
        "N",
        title=say("Not signed by the head of that day"),
        requirement=say("What is signed as head is signed by the head; on a day without one, by the chief specialist who acts"),
        fix=say("Correct by or date; or complete service and acting in the employees' records"),
    )
)
def who_signs_as_head_is_head(record: Record, repository: Records) -> Iterator[Problem]:
    """8: without a head the chief specialist does the head's work, and otherwise the head does it."""
    yield from in_turn(_not_head(index, step, repository) for index, step in enumerate(record.approvals))


def _not_head(index: int, step: Approval, repository: Records) -> Iterator[Problem]:
    if step.role != "head" or not repository.find(step.by) or step.date < floor(repository):
        return
    if problem := not_head(step, repository.people.once(office)):
        yield Problem(Route("approvals", index, "by"), problem)


EVERY_RECORD.requires(
    Check(
        "N15.1-1",
        "N",
        title=say("Decision not properly written"),
        requirement=say("A visa or other decision says who made it, in which role, and when"),
        fix=say("Under approvals: write decision, role, by and date"),
    )
)


@EVERY_RECORD.rule(
    Check(
        "N15.1-3",
        "D",
        title=say("Visa without its part"),
        requirement=say("A visa says for which part of the document it is"),
        fix=say("Under the visa: write part"),
        introduced="0.2.0",
    )
)
def a_visa_names_its_part(record: Record, repository: Records) -> Iterator[Problem]:
    """15.1: the department answers for the part of the document that its visa covers, so it is known which that is."""
    for index, step in enumerate(record.approvals):
        if step.decision == "visa" and not step.part:
            yield Problem(
                Route("approvals", index, "part"), say("The visa of {day} does not say which part it covers", day=step.date)
            )


@EVERY_RECORD.rule(
    Check(
        "N15.1-2",
        "D",
        title=say("Submitted without the department's visa"),
        requirement=say("The department's visa is on a document before it is submitted"),
        fix=say("Under approvals: write decision: visa with role, by, date and part, dated before the submission"),
        setting=Setting.KINDS_NEEDING_VISA,
    )
)
def visa_comes_before_submission(record: Record, repository: Records) -> Iterator[Problem]:
    """15.1: the department answers for what it put its visa on, so it does before the document leaves.

    Which kinds: S54 on the day of the submission.
    """
    name = repository.kind_of(record).name
    for index, step in submitted_without_visa(record):
        if name in repository.settings.texts(Setting.KINDS_NEEDING_VISA, step.date):
            yield Problem(Route("approvals", index), without_visa(step))


@EVERY_RECORD.rule(
    Check(
        "N15.2-1",
        "D",
        title=say("Nobody in service answers for it"),
        requirement=say("Whatever is to be done has one responsible employee, and the person named to do it is in service"),
        fix=say("Under responsible: write the id of the employee responsible for it now"),
    )
)
def somebody_answers_for_it(record: Record, repository: Records) -> Iterator[Problem]:
    """15.2: an employee answers for duties that are not done; so each has somebody whose duty it is."""
    if record.to_be_done and record.responsible is None:
        yield Problem("responsible", say("The work is not over, and nobody is named as responsible for it"))
    found: list[Problem | Gap] = [
        out
        for route, id_, _ in repository.named_in(record)
        if route.last_key in NAMED_TO_DO_IT and (out := _out_of_service(route, id_, record, repository))
    ]
    yield from gaps_last([*found, *repository.once(_without_id), *unknown_references(record)])


def _without_id(repository: Records) -> tuple[Gap, ...]:
    """Return a gap for each employee whose id is not known: the one who is named may be that one."""
    return tuple(gap for employee in repository.of(Employee) if (gap := gaps_of(employee).get("id")))


def _out_of_service(route: Route, id_: str, record: Record, repository: Records) -> Problem | Gap | None:
    """Return that who is named at a route to do what is not over has left, or is not there yet; a gap where that is not known."""
    entry = repository.find(id_)
    if entry is None or not isinstance(entry.record, Employee):
        return None
    try:
        return _not_in_service(record, route, entry.record)
    except GapError as error:
        return error.gap


def _not_in_service(record: Record, route: Route, employee: Employee) -> Problem | None:
    if employee.status == "left":
        return None if _is_over(record, route) else Problem(route, say("{id} has left; the work is not over", id=employee.id))
    work: Any = record if len(route) == 1 else [record, *parts_on(record, route)][-1]
    due = known(work, "due")
    # Nearly all is due after its people came, so that is asked first.
    if due >= employee.hired if isinstance(due, date) else "due" not in gaps_of(work):
        return None
    if _is_over(record, route):
        return None
    due = work.due
    later = say("{id} comes into service on {hired}, the work is due on {due}", id=employee.id, hired=employee.hired, due=due)
    return Problem(route, later)


def work_of(employee: str, repository: Records) -> Iterator[tuple[Record, Route]]:
    """Yield what an employee is named to do and is not known to be over: the records, each with the route to the id there."""
    for record, route in repository.cited_by(employee):
        if route.last_key in NAMED_TO_DO_IT and not if_known(partial(_is_over, record, route)):
            yield record, route


def _is_over(record: Record, route: Route) -> bool:
    """Whether the work that somebody is named for at a route is over."""
    if record.over:
        return True
    parts = list(parts_on(record, route))
    return any(part.over for part in parts) if parts else not record.to_be_done


@EVERY_RECORD.rule(MISSING)
def has_taken_its_steps(record: Record, repository: Records) -> Iterator[Problem]:
    """Report a status that is ahead of the approvals."""
    if (chain := _own_chain(record, repository)) and record.alive:
        yield from chain.ahead(record, record.LIFECYCLE.statuses)


@EVERY_RECORD.rule(ORDER)
def took_its_steps_in_order(record: Record, repository: Records) -> Iterator[Problem]:
    """No step is dated before the one that it must follow, and no status that it allows was reached before it."""
    if chain := _own_chain(record, repository):
        yield from chain.out_of_order(record)
        yield from chain.overtaken(record, record.LIFECYCLE.statuses)


@EVERY_RECORD.rule(AUTHORITY)
def took_its_steps_with_authority(record: Record, repository: Records) -> Iterator[Problem]:
    """Each step is taken in a role that may take it."""
    if chain := _own_chain(record, repository):
        yield from chain.wrong_roles(record)


def _own_chain(record: Record, repository: Records) -> Chain | None:
    """Return the chain that the kind needs, unless a paragraph of the Nizom asks for it under a code of its own.

    What began before the first edition took its steps by other rules.
    """
    chain = repository.kind_of(record).chain
    return chain if chain and not chain.asked_by and not began_before_the_nizom(record, repository) else None


EVERY_RECORD.include(APPROVALS)
EVERY_RECORD.include(IDENTITY)

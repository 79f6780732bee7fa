"""Who may be head, how the head is appointed and dismissed, and who acts while there is none (3, 4, 8)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from validators.kinds.employee.model import EMPLOYEE, Acting, Employee, Order, Service, of_department
from validators.kinds.employee.office import office
from validators.kinds.organization import ORGANIZATION, Organization, held_since
from validators.model.gaps import complete, in_turn
from validators.model.periods import DAY, Period, last_months, uncovered
from validators.model.record import Letter
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import say
from validators.text.uzbek import fold

EXPERIENCE = 24
"""Months of experience that paragraph 3 demands: two years."""


def _headships(employee: Employee, repository: Records) -> Iterator[tuple[Route, Service]]:
    """Yield the employee's periods as head of the department, each with its route; a gap in one is met after the others."""
    if of_department(employee, repository):
        yield from in_turn(_if_head(index, service) for index, service in enumerate(employee.service))


def _if_head(index: int, service: Service) -> Iterator[tuple[Route, Service]]:
    if service.position == "head":
        yield Route("service", index), service


@EMPLOYEE.rule(
    Check(
        "N3-1",
        "N",
        title=say("Head without higher education in ICT"),
        requirement=say("The head of the department has higher education in information and communication technology"),
        fix=say("Under education: write institution, specialty and level; ict: true for a field of ICT"),
    )
)
def head_studied_ict(employee: Employee, repository: Records) -> Iterator[Problem]:
    """3: the head has higher education in ICT, finished before the appointment; the fields that count: S04."""
    counted = {fold(name) for name in repository.settings.texts(Setting.ICT_FIELDS)}
    studies = [
        item for item in employee.education if item.higher and item.ict and (not counted or fold(item.specialty) in counted)
    ]
    for _, service in _headships(employee, repository):
        if not any(item.finished is None or item.finished <= service.since for item in studies):
            message = say("Appointed head on {day} without higher education in ICT", day=service.since)
            yield Problem("education", message)
            return


@EMPLOYEE.rule(
    Check(
        "N3-2",
        "N",
        title=say("Head without two years of experience"),
        requirement=say("The head has at least two years of experience in the specialty on the day of appointment"),
        fix=say(
            "Under experience: write each ICT job with since, until and ict: true, and where setting S04 names the fields that "
            "count, its area; jobs at the same time count once"
        ),
    )
)
def head_has_experience(employee: Employee, repository: Records) -> Iterator[Problem]:
    """3: two years of experience in the specialty; earlier service in the department counts too; the work that counts: S04."""
    counted = {fold(name) for name in repository.settings.texts(Setting.ICT_FIELDS)}
    jobs = [job for job in employee.experience if job.ict and (not counted or fold(job.area or job.position) in counted)]
    worked = [job.period for job in jobs] + [service.period for service in complete(employee.service)]
    for route, service in _headships(employee, repository):
        if not last_months(worked, service.since, EXPERIENCE):
            message = say("Less than {months} months of ICT experience on {day}", months=EXPERIENCE, day=service.since)
            yield Problem(route / "since", message)


@EMPLOYEE.rule(
    Check(
        "N3-3",
        "D",
        title=say("Two heads at a time"),
        requirement=say("The department has at most one head at a time"),
        fix=say("Correct since or until of one of the two periods of service"),
    )
)
def head_is_one(employee: Employee, repository: Records) -> Iterator[Problem]:
    """3: the paragraph speaks of one head."""
    known_office = repository.once(office)
    if any(term.employee.id == employee.id for term in known_office.heads):
        known_office.require_clear()
    known_office.require_clear(employee.id)
    for earlier, later in pairwise(known_office.heads):
        if later.employee.id == employee.id and earlier.period.shared(later.period):
            message = say("On {day} {id} is head already", day=later.period.since, id=earlier.employee.id)
            yield Problem(Route("service", later.index, "since"), message)


APPOINTMENT = EMPLOYEE.requires(
    Check(
        "N4-1",
        "N",
        title=say("Head not appointed by the director-general's order"),
        requirement=say("The head is appointed by an order of the director-general: number, date, signature"),
        fix=say("Under the service's order: write number, date, and signed_by the director-general of that day"),
    )
)


@EMPLOYEE.rule(APPOINTMENT)
def head_is_appointed_by_order(employee: Employee, repository: Records) -> Iterator[Problem]:
    """4: the director-general appoints the head; who holds that office on the order's date: S05."""
    for route, service in _headships(employee, repository):
        yield from _ordered(service.order, route / "order", repository)
        if service.order and service.order.date > service.since:
            message = say("The order of {day} is later than the first day in office, {since}",
                          day=service.order.date, since=service.since)  # fmt: skip
            yield Problem(route / "order" / "date", message)


AGREEMENT = EMPLOYEE.requires(
    Check(
        "N4-2",
        "N",
        title=say("Head without the ministry's agreement"),
        requirement=say("The head is appointed with the agreement of the Ministry of Digital Technologies"),
        fix=say("Under the service's agreement: write number and date of the ministry's letter"),
    )
)


@EMPLOYEE.rule(AGREEMENT)
def ministry_agreed_to_the_head(employee: Employee, repository: Records) -> Iterator[Problem]:
    """4: the head is appointed in agreement with the ministry."""
    for route, service in _headships(employee, repository):
        if service.agreement is None:
            yield Problem(route / "agreement", say("The ministry's letter of agreement is not there"))


@EMPLOYEE.rule(
    Check(
        "N4-3",
        "N",
        title=say("Order before the ministry's agreement"),
        requirement=say("The ministry agrees before the order is signed, or on the same day"),
        fix=say("Correct the date of the letter or of the order"),
    )
)
def ministry_agreed_first(employee: Employee, repository: Records) -> Iterator[Problem]:
    """4: appointed in agreement, so the agreement is there by then."""
    for route, service in _headships(employee, repository):
        yield from _agreed_first(service.agreement, service.order, route / "agreement" / "date")


DISMISSAL = EMPLOYEE.requires(
    Check(
        "N4-4",
        "N",
        title=say("Head dismissed without order or agreement"),
        requirement=say("The head is dismissed by an order of the director-general, with the ministry's agreement before it"),
        fix=say("Under the service's dismissal: write order (number, date, signed_by) and agreement (number, date)"),
    )
)


@EMPLOYEE.rule(DISMISSAL)
def head_is_dismissed_by_order(employee: Employee, repository: Records) -> Iterator[Problem]:
    """4: the head is dismissed as appointed: by the director-general, in agreement with the ministry."""
    for route, service in _headships(employee, repository):
        if service.until is None:
            continue
        here = route / "dismissal"
        if service.dismissal is None:
            yield Problem(here, say("In office until {day}, and no dismissal is there", day=service.until))
            continue
        yield from _ordered(service.dismissal.order, here / "order", repository)
        if service.dismissal.agreement is None:
            yield Problem(here / "agreement", say("The ministry's letter of agreement is not there"))
        yield from _agreed_first(service.dismissal.agreement, service.dismissal.order, here / "agreement" / "date")


def _ordered(order: Order | None, route: Route, repository: Records) -> Iterator[Problem]:
    """Yield what is wrong with an order that only the director-general may sign."""
    if order is None:
        yield Problem(route, say("The director-general's order is not there"))
    elif Setting.OFFICE_HOLDERS in repository.settings.given:
        holder = repository.settings.holder("director-general", order.date)
        if holder is None:
            message = say("Setting S05 does not say who was director-general on {day}, the order's date", day=order.date)
            yield Problem(route / "signed_by", message)
        elif order.signed_by != holder:
            message = say("Signed by {id}, but {holder} was director-general on {day}",
                          id=order.signed_by, holder=holder, day=order.date)  # fmt: skip
            yield Problem(route / "signed_by", message)


def _agreed_first(agreement: Letter | None, order: Order | None, route: Route) -> Iterator[Problem]:
    if agreement and order and agreement.date > order.date:
        message = say("The ministry agreed on {agreed}, after the order of {ordered}", agreed=agreement.date, ordered=order.date)
        yield Problem(route, message)


ACTING = Check(
    "N8-1",
    "N",
    title=say("No head, and no chief specialist acting"),
    requirement=say("On every day without a head the chief specialist acts as head"),
    fix=say("In the chief specialist's record, under acting: write since, reason and, when it has ended, until"),
)


@EMPLOYEE.rule(ACTING)
def somebody_acts_after_the_head(employee: Employee, repository: Records) -> Iterator[Problem]:
    """8: without a head the chief specialist does the head's work: from one's last day to the next's first, and when away."""
    known = repository.once(office)
    acting = [term.period for term in known.acting]
    heads = [term.period for term in known.heads]
    for route, service in _headships(employee, repository):
        if service.until is None:
            continue
        known.require_clear()
        following = known.after(service.until)
        last = following.period.since - DAY if following else None
        if last is None or last > service.until:
            yield from _nobody(uncovered(Period(service.until + DAY, last), acting + heads), route / "until")
    for term in known.absences:
        if term.employee.id == employee.id:
            known.require_clear()
            yield from _nobody(uncovered(term.period, acting), Route("absences", term.index, "since"))


def _nobody(gap: Period | None, route: Route) -> Iterator[Problem]:
    if gap and gap.until:
        yield Problem(route, say("Nobody acts as head from {since} to {until}", since=gap.since, until=gap.until))
    elif gap:
        yield Problem(route, say("Nobody acts as head from {since} on", since=gap.since))


@ORGANIZATION.rule(ACTING)
def somebody_acts_before_the_first_head(body: Organization, repository: Records) -> Iterator[Problem]:
    """8: a department without a head is led by the chief specialist from its first day, and for good if no head ever comes.

    Its first day is the one since which it is held to the Nizom; where that is unknown, the first day that somebody served.
    While an employee's file cannot be read, nobody knows that there is no head.
    """
    if not body.is_department or not body.alive:
        return
    known = repository.once(office)
    known.require_clear()
    served = (
        service.since
        for employee in repository.of(Employee)
        if of_department(employee, repository)
        for service in employee.service
    )
    since = held_since(body, repository) or min(served, default=None)
    last = known.heads[0].period.since - DAY if known.heads else None
    if since is None:
        yield Problem("type", say("No employee is head of the department, and nobody acts as head"))
    elif last is None or since <= last:
        yield from _nobody(uncovered(Period(since, last), [term.period for term in known.acting]), Route("type"))


@EMPLOYEE.rule(ACTING)
def who_acts_is_chief_specialist(employee: Employee, repository: Records) -> Iterator[Problem]:
    """8: it is the chief specialist who does the head's work."""
    chief = [service.period for service in employee.service if service.position == "chief-specialist"]
    yield from in_turn(_not_chief(index, acting, chief) for index, acting in enumerate(employee.acting))


def _not_chief(index: int, acting: Acting, chief: Sequence[Period]) -> Iterator[Problem]:
    if stretch := uncovered(acting.period, chief):
        message = say("Acts as head on {day} without being chief specialist", day=stretch.since)
        yield Problem(Route("acting", index, "since"), message)


PERIOD = EMPLOYEE.requires(
    Check(
        "N8-3",
        "D",
        title=say("Acting period not clear"),
        requirement=say(
            "A period of acting as head has a first day, a last day and a reason, and lies where no head is in office"
        ),
        fix=say("Under acting: write since, until and reason; S09 says which absences of the head count"),
    )
)


@EMPLOYEE.rule(PERIOD)
def acts_only_without_a_head(employee: Employee, repository: Records) -> Iterator[Problem]:
    """8: somebody acts only where there is no head; whether leave and illness are such days: S09."""
    known = repository.once(office)
    away = [term.period for term in known.absences]
    if employee.acting:
        known.require_clear()
    for index, acting in enumerate(employee.acting):
        for head in known.heads:
            both = acting.period.shared(head.period)
            if both and (stretch := uncovered(both, away)):
                message = say("Acts on {day}, when {id} is head", day=stretch.since, id=head.employee.id)
                yield Problem(Route("acting", index, "until"), message)

"""Who may be head, and who acts while there is none (3, 8)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from validators.kinds.employee.floor import floor, held_since
from validators.kinds.employee.model import EMPLOYEE, Acting, Employee, Service
from validators.kinds.employee.office import headships, is_away, office
from validators.kinds.organization import ORGANIZATION, SUPERIORS_NAMED, Organization
from validators.model.gaps import complete, in_turn
from validators.model.periods import DAY, Period, last_months, stretches_uncovered, uncovered
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Holder
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import Message, choice, say
from validators.text.uzbek import fold

EXPERIENCE = 24
"""Months of experience that paragraph 3 demands: two years."""


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
    """3: the head has higher education in ICT, finished before the appointment; the fields that count: S04 on its day."""
    studies = [item for item in employee.education if item.higher and item.ict]
    for _, service in headships(employee, floor(repository)):
        counted = _ict_fields(service, repository)
        counting = (item for item in studies if not counted or fold(item.specialty) in counted)
        if not any(item.finished is None or item.finished <= service.since for item in counting):
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
            "Under experience: write each ICT job with employer, position, since, until and ict: true, and where setting S04 "
            "names the fields that count, its area; jobs at the same time count once; so also for service here in the position "
            "other"
        ),
    )
)
def head_has_experience(employee: Employee, repository: Records) -> Iterator[Problem]:
    """3: two years of experience in the specialty; 24 months, service in the department among it; the work that counts: S04.

    It is asked of the day of the appointment. Service in the department as something else than a specialist says nothing of its
    field; where it was one of ICT, it is written under experience.
    """
    jobs = [job for job in employee.experience if job.ict]
    served = [service.period for service in complete(employee.service) if service.position != "other"]
    for route, service in headships(employee, floor(repository)):
        counted = _ict_fields(service, repository)
        worked = [job.period for job in jobs if not counted or fold(job.area or job.position) in counted] + served
        if not last_months(worked, service.since, EXPERIENCE):
            message = say("Less than {months} months of ICT experience on {day}", months=EXPERIENCE, day=service.since)
            yield Problem(route / "since", message)


def _ict_fields(service: Service, repository: Records) -> set[str]:
    """Return what counts as ICT on the first day of a headship, as it is compared; empty where the records' own word counts."""
    return {fold(name) for name in repository.settings.texts(Setting.ICT_FIELDS, service.since)}


@EMPLOYEE.rule(
    Check(
        "N3-4",
        "D",
        title=say("Diploma without its date"),
        requirement=say("The diploma by which the head has higher education in ICT has its date"),
        fix=say("Under education: write finished, the diploma's date"),
        introduced="0.2.0",
    )
)
def diploma_has_its_date(employee: Employee, repository: Records) -> Iterator[Problem]:
    """3: who has the education is appointed, and the diploma's date shows that it was finished by then."""
    studies = [(index, item) for index, item in enumerate(employee.education) if item.higher and item.ict]
    if any(headships(employee, floor(repository))) and not any(item.finished for _, item in studies):
        for index, _ in studies[:1]:
            yield Problem(Route("education", index, "finished"), say("The diploma of the head has no date"))


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


ACTING = Check(
    "N8-1",
    "N",
    title=say("No head, and no chief specialist acting"),
    requirement=say("On every day without a head the chief specialist, if not away too, acts as head"),
    fix=say("In the chief specialist's record, under acting: write since, reason and, when it has ended, until"),
)


@EMPLOYEE.rule(ACTING)
def somebody_acts_after_the_head(employee: Employee, repository: Records) -> Iterator[Problem]:
    """8: without a head the chief specialist does the head's work: from one's last day to the next's first, and when away.

    On a day on which the chief specialist is away too, nobody can do what the paragraph says (N8-3).
    """
    known = repository.once(office)
    for route, vacant, filled in _without_head(employee, repository):
        yield from _nobody(uncovered(vacant, [*filled, *known.without_chief]), route)


def _without_head(employee: Employee, repository: Records) -> Iterator[tuple[Route, Period, Sequence[Period]]]:
    """Yield where an employee's headship leaves the department without its head: the place, the days, and who leads it then."""
    known = repository.once(office)
    acting = [term.period for term in known.acting]
    heads = [term.period for term in known.heads]
    for route, service in headships(employee):
        until = employee.served(service).until
        if until is None:
            continue
        known.require_clear()
        following = known.after(until)
        last = following.period.since - DAY if following else None
        vacant = Period(max(until + DAY, floor(repository)), last)
        if last is None or last >= vacant.since:
            yield route / "until", vacant, acting + heads
    for term in known.absences:
        if term.employee.id == employee.id:
            known.require_clear()
            if judged := term.period.shared(Period(floor(repository))):
                yield Route("absences", term.index, "since"), judged, acting


def _nobody(gap: Period | None, route: Route, hint: Message | None = None) -> Iterator[Problem]:
    if gap and gap.until == gap.since:
        yield Problem(route, say("Nobody acts as head on {day}", day=gap.since), hint)
    elif gap and gap.until:
        yield Problem(route, say("Nobody acts as head from {since} to {until}", since=gap.since, until=gap.until), hint)
    elif gap:
        yield Problem(route, say("Nobody acts as head from {since} on", since=gap.since), hint)


@ORGANIZATION.rule(ACTING)
def somebody_acts_before_the_first_head(body: Organization, repository: Records) -> Iterator[Problem]:
    """8: a department without a head is led by the chief specialist from its first day, and for good if no head ever comes.

    Its first day is the one since which it is held to the Nizom. While an employee's file cannot be read, nobody knows that there
    is no head.
    """
    if not body.is_department or not body.alive:
        return
    known = repository.once(office)
    known.require_clear()
    since = held_since(body, repository)
    last = known.heads[0].period.since - DAY if known.heads else None
    if since is None:
        yield Problem("type", say("No employee is head of the department, and nobody acts as head"))
    elif last is None or since <= last:
        yield from _nobody(uncovered(Period(since, last), [term.period for term in known.acting]), Route("type"))


@EMPLOYEE.rule(ACTING)
def who_acts_is_chief_specialist(employee: Employee, repository: Records) -> Iterator[Problem]:
    """8: it is the chief specialist who does the head's work, on every day on which there is one who is not away."""
    yield from in_turn(_not_chief(index, stretches, repository) for index, _, stretches in _acts_as_another(employee))


def _acts_as_another(employee: Employee) -> Iterator[tuple[int, Acting, Sequence[Period]]]:
    """Yield each period of acting with the days of it on which the employee is not chief specialist."""
    chief = [service.period for service in employee.service if service.position == "chief-specialist"]
    for index, acting in enumerate(employee.acting):
        yield index, acting, list(stretches_uncovered(acting.period, chief))


def _not_chief(index: int, stretches: Sequence[Period], repository: Records) -> Iterator[Problem]:
    known = repository.once(office)
    if stretches:
        known.require_clear()
    days = [both.since for stretch in stretches for chief in known.chiefs if (both := stretch.shared(chief))]
    if days:
        message = say("Acts as head on {day} without being chief specialist", day=min(days))
        yield Problem(Route("acting", index, "since"), message)


PERIOD = EMPLOYEE.requires(
    Check(
        "N8-3",
        "D",
        title=say("Acting period not clear"),
        requirement=say(
            "A period of acting as head has a first day, a last day and a reason, and lies where no head is in office; "
            "while the chief specialist is away too, an order says who acts"
        ),
        fix=say("Under acting: write since, until and reason; S09 says which absences of the head count"),
    )
)


@EMPLOYEE.rule(SUPERIORS_NAMED)
def a_superior_has_not_left(employee: Employee, repository: Records) -> Iterator[Problem]:
    """7: whom S05 names as superior today works here; after the last day nobody decides in that office any more."""
    holders: tuple[Holder, ...] = repository.settings.value(Setting.OFFICE_HOLDERS, None) or ()
    if employee.status != "left" or employee.left is None:
        return
    for item in holders:
        if item.employee == employee.id and (item.until is None or item.until > employee.left):
            message = say("Setting S05 names {id} as “{role}” after {day}, the last day of work here",
                          id=employee.id, role=choice(item.role), day=employee.left)  # fmt: skip
            yield Problem("left", message, say("Under S05: write until, and who came next"))


NO_SECOND = say("The Nizom names no second substitute: the leaders decide who acts; write it under that employee's acting")


@EMPLOYEE.rule(PERIOD)
def who_else_acts_was_charged_with_it(employee: Employee, repository: Records) -> Iterator[Problem]:
    """8: who acts while no chief specialist can, the paragraph does not say, so an order says who decided it."""
    for index, acting, stretches in _acts_as_another(employee):
        if stretches and acting.order is None and not any(_not_chief(index, stretches, repository)):
            message = say("Acts as head on {day} without being chief specialist, and no order says so", day=stretches[0].since)
            hint = say("The Nizom names no second substitute: under acting, write the order by which it was decided")
            yield Problem(Route("acting", index, "order"), message, hint)


@EMPLOYEE.rule(PERIOD)
def somebody_acts_while_the_chief_is_away_too(employee: Employee, repository: Records) -> Iterator[Problem]:
    """8: on days on which the head and the chief specialist are both away, others decide who acts."""
    for route, vacant, filled in _without_head(employee, repository):
        for away in repository.once(office).without_chief:
            both = vacant.shared(away)
            yield from _nobody(uncovered(both, filled) if both else None, route, NO_SECOND)


@EMPLOYEE.rule(PERIOD)
def only_one_acts(employee: Employee, repository: Records) -> Iterator[Problem]:
    """8: the work of one head is done by one chief specialist, who is there to do it; who comes next the text does not say."""
    known = repository.once(office)
    for term in known.acting:
        if term.employee.id != employee.id:
            continue
        for other in known.acting:
            both = term.period.shared(other.period)
            if (
                both
                and (other.period.since, other.employee.id) < (term.period.since, employee.id)
                and other.employee.id != employee.id
            ):
                message = say("On {day} {id} acts as head already", day=both.since, id=other.employee.id)
                yield Problem(Route("acting", term.index, "since"), message)
        others = [other.period for other in known.acting if other.employee.id != employee.id]
        for index, absence in enumerate(employee.absences):
            both = term.period.shared(absence.period) if is_away(absence, repository.settings) else None
            if both and (alone := uncovered(both, others)):
                message = say("The acting head is away from {day}: nobody acts then", day=alone.since)
                yield Problem(Route("absences", index, "since"), message, NO_SECOND)


@EMPLOYEE.rule(PERIOD)
def acts_only_without_a_head(employee: Employee, repository: Records) -> Iterator[Problem]:
    """8: somebody acts only where there is no head; whether leave and illness are such days: S09, and open without it."""
    known = repository.once(office)
    away = [term.period for term in (*known.absences, *known.unsettled)]
    if employee.acting:
        known.require_clear()
    for index, acting in enumerate(employee.acting):
        for head in known.heads:
            both = acting.period.shared(head.period)
            if both and (stretch := uncovered(both, away)):
                message = say("Acts on {day}, when {id} is head", day=stretch.since, id=head.employee.id)
                yield Problem(Route("acting", index, "until"), message)

"""How the head is appointed and dismissed: by the director-general, in agreement with the ministry (4)."""

from collections.abc import Iterator, Mapping
from datetime import date

from validators.kinds.employee.floor import floor
from validators.kinds.employee.model import EMPLOYEE, Dismissal, Employee, Order, Service
from validators.kinds.employee.office import headships
from validators.kinds.organization import agreed_by_another
from validators.model.gaps import complete, known
from validators.model.record import Letter
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import say
from validators.text.uzbek import fold

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
    """4: the director-general appoints the head; who holds that office, or acts in it, on the order's date: S05."""
    for route, service in headships(employee, floor(repository)):
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
    """4: the head is appointed in agreement with the ministry, by a letter of its own about this person."""
    for route, service in headships(employee, floor(repository)):
        if service.agreement is None:
            yield Problem(route / "agreement", say("The ministry's letter of agreement is missing"))
        else:
            yield from _of_another(service.agreement, route / "agreement", employee, repository)


def _of_another(letter: Letter, here: Route, employee: Employee, repository: Records) -> Iterator[Problem]:
    """Yield that a letter says itself that it is not the ministry's, or not about the employee."""
    yield from agreed_by_another(letter, here, repository)
    if letter.about and employee.id not in letter.about:
        yield Problem(
            here / "about", say("The letter is about {ids}, and not about {id}", ids=", ".join(letter.about), id=employee.id)
        )


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
    for route, service in headships(employee, floor(repository)):
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
    """4: the head is dismissed as appointed: by the director-general, in agreement with the ministry.

    Nobody dismisses who has died. Who resigns is dismissed by an order too, but the term of the notice does not wait for the
    ministry (N4-6).
    """
    for route, service in headships(employee):
        here, last = route / "dismissal", employee.served(service).until
        if last and last < floor(repository):
            continue
        if service.dismissal is None:
            if last and service.ended_by != "death":
                yield Problem(here, say("In office until {day}, but there is no dismissal", day=last))
            continue
        yield from _dismissed_in_office(service, service.dismissal, last, here / "order" / "date")
        if last is None or service.ended_by == "death":
            continue
        yield from _ordered(service.dismissal.order, here / "order", repository)
        if service.ended_by != "resignation":
            yield from _agreed(service.dismissal, here)
        if service.dismissal.agreement:
            yield from _agreed_to_the_appointment(service, service.dismissal.agreement, here / "agreement")
            yield from _of_another(service.dismissal.agreement, here / "agreement", employee, repository)


def _dismissed_in_office(service: Service, dismissal: Dismissal, last: date | None, here: Route) -> Iterator[Problem]:
    """Yield that the order of dismissal is from before the appointment, or from after the last day in office.

    Death and resignation end the service by themselves, so the order may follow.
    """
    order = dismissal.order
    appointed = service.order.date if service.order else service.since
    if order and order.date < min(appointed, service.since):
        yield Problem(here, say("The dismissal order of {day} is earlier than the appointment of {appointed}",
                                day=order.date, appointed=appointed))  # fmt: skip
    elif order and last and order.date > last and service.ended_by in (None, "dismissal"):
        yield Problem(
            here,
            say("The dismissal order of {day} is later than the last day in office, {last}", day=order.date, last=last),
            say("Correct until or the order's date; for somebody who resigned or died write ended_by: resignation or death"),
        )


def _agreed_to_the_appointment(service: Service, letter: Letter, here: Route) -> Iterator[Problem]:
    """Yield that a letter on the dismissal is from before the appointment, or the one by which the ministry agreed to that."""
    appointed = min(service.order.date, service.since) if service.order else service.since
    if letter.date < appointed:
        message = say(
            "The ministry's letter of {day} on the dismissal is earlier than the appointment of {appointed}",
            day=letter.date, appointed=appointed,
        )  # fmt: skip
        yield Problem(here / "date", message)
    elif service.agreement and _letter(letter) == _letter(service.agreement):
        yield Problem(here / "number", say("By this letter the ministry agreed to the appointment, not to the dismissal"))


def _agreed(dismissal: Dismissal, here: Route) -> Iterator[Problem]:
    """Yield that the ministry did not agree to a dismissal, or only after the order."""
    if dismissal.agreement is None:
        yield Problem(here / "agreement", say("The ministry's letter of agreement is missing"))
    yield from _agreed_first(dismissal.agreement, dismissal.order, here / "agreement" / "date")


def _ordered(order: Order | None, route: Route, repository: Records) -> Iterator[Problem]:
    """Yield what is wrong with an order that only the director-general, or who acts in that office, may sign."""
    if order is None:
        yield Problem(route, say("The director-general's order is missing"))
    elif Setting.OFFICE_HOLDERS in repository.settings.history:
        holders = repository.settings.holders("director-general", order.date)
        if not holders:
            message = say("Setting S05 does not say who was director-general on {day}, the order's date", day=order.date)
            yield Problem(route / "signed_by", message)
        elif order.signed_by not in holders:
            message = say("Signed by {id}, but {holder} was director-general on {day}",
                          id=order.signed_by, holder=", ".join(holders), day=order.date)  # fmt: skip
            yield Problem(route / "signed_by", message)


def _agreed_first(agreement: Letter | None, order: Order | None, route: Route) -> Iterator[Problem]:
    if agreement and order and agreement.date > order.date:
        message = say("The ministry agreed on {agreed}, after the order of {ordered}", agreed=agreement.date, ordered=order.date)
        yield Problem(route, message)


LETTER = Check(
    "N4-5",
    "D",
    title=say("Letter of agreement not clear"),
    requirement=say("The ministry's letter of agreement says from whom it is and about whom, and serves one appointment"),
    fix=say("Under agreement: write sender: the ministry's id and about: the employee's id; correct number and date"),
    since=date(2027, 1, 1),
    introduced="0.2.0",
)


@EMPLOYEE.rule(LETTER)
def the_agreement_is_for_this_appointment(employee: Employee, repository: Records) -> Iterator[Problem]:
    """4: in agreement, so the ministry agreed to this very person; older letters need not say from whom and about whom."""
    for route, service in headships(employee, floor(repository)):
        letter, here = service.agreement, route / "agreement"
        if letter is None:
            continue
        first = repository.once(_appointed_by_letter)[_letter(letter)]
        if first != (employee.id, service.since):
            yield Problem(here / "number", say("{id} was appointed by this letter too", id=first[0]))
        if LETTER.since and letter.date >= LETTER.since and not (letter.sender and letter.about):
            name = "about" if letter.sender else "sender"
            yield Problem(here / name, say("The letter of {day} does not say from whom it is, or about whom", day=letter.date))


def _letter(letter: Letter) -> tuple[str, date]:
    return fold(letter.number), letter.date


def _appointed_by_letter(repository: Records) -> Mapping[tuple[str, date], tuple[str, date]]:
    """Return by letter of agreement who was appointed by it first, and since when."""
    found: dict[tuple[str, date], tuple[str, date]] = {}
    appointments = (
        (service.since, employee.id, service.agreement)
        for employee in repository.of(Employee)
        for service in complete(known(employee, "service") or ())
        if service.position == "head" and service.agreement
    )
    for since, id_, letter in sorted(appointments, key=lambda item: item[:2]):
        found.setdefault(_letter(letter), (id_, since))
    return found


ENDED = Check(
    "N4-6",
    "D",
    title=say("End of the head's service not clear"),
    requirement=say(
        "The end of the head's service has its last day and its order; and for somebody who resigned also "
        "the application and the ministry's agreement"
    ),
    fix=say("Under the service: write until and, under dismissal:, order, application and agreement"),
    introduced="0.2.0",
)


@EMPLOYEE.rule(ENDED)
def the_end_of_service_is_clear(employee: Employee, repository: Records) -> Iterator[Problem]:
    """4: from an end by death or resignation nobody is dismissed in agreement, so what is there of papers is looked at apart."""
    for route, service in headships(employee):
        here, last = route / "dismissal", employee.served(service).until
        if last is None:
            if service.dismissal or service.ended_by:
                yield Problem(route / "until", say("The record says how the service ended, but the last day is missing"))
        elif last < floor(repository):
            continue
        elif service.ended_by == "death":
            if service.dismissal is None or service.dismissal.order is None:
                yield Problem(here, say("The order by which the service was ended is missing"))
            if employee.status == "employed":
                yield Problem(route / "ended_by", say("By this the employee has died, and the status says employed"))
        elif service.ended_by == "resignation" and service.dismissal:
            yield from _agreed(service.dismissal, here)
            if service.dismissal.application is None:
                yield Problem(here / "application", say("The application of somebody who resigned is missing"))

"""Service dates (5), training and attestation every three years (9), and acknowledgement of the Nizom (tanishuv)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from validators.kinds.employee.floor import floor
from validators.kinds.employee.model import EMPLOYEE, Employee, Training, first_day_here, of_department
from validators.model.duty import NEAR, Duty, latest
from validators.model.periods import Period
from validators.model.workdays import days_later, months_later
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Edition, Settings
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import Message, say

THREE_YEARS = 36
"""Months that may pass between trainings, and between attestations, by paragraph 9."""

DATES = EMPLOYEE.requires(
    Check(
        "N5-1",
        "D",
        title=say("Service dates not complete"),
        requirement=say("An employee's periods of service are complete and do not overlap, so that service can be certified"),
        fix=say("Under service: write position, since and, for what has ended, until; and left for somebody who has left"),
    )
)


@EMPLOYEE.rule(DATES)
def service_agrees_with_the_status(employee: Employee, repository: Records) -> Iterator[Problem]:
    """5: service is certified to another body from these dates, so they cover every day up to the last."""
    if employee.left and employee.left < employee.hired:
        yield Problem("left", say("Left on {left}, before the hiring on {hired}", left=employee.left, hired=employee.hired))
    if employee.status == "left" and employee.left is None:
        yield Problem("left", say("The employee has left, but the day is missing"))
    if employee.status == "employed" and employee.left:
        yield Problem("left", say("The day of leaving is there, but the status says employed"))
    going_on = [index for index, service in enumerate(employee.service) if service.until is None]
    if employee.status == "employed" and not going_on and of_department(employee, repository):
        yield Problem("service", say("The employee is in service, but no period of service goes on"))
    if employee.status == "left":
        for index in going_on:
            yield Problem(Route("service", index), say("The employee has left, but this period of service has no last day"))


@EMPLOYEE.rule(DATES)
def service_lies_within_employment(employee: Employee, repository: Records) -> Iterator[Problem]:
    """5: no day of service is outside employment, and none counts twice.

    Who left and was hired again served before as well; and one may hold a second post, or two parts of posts, at a time.
    """
    for index, service in enumerate(employee.service):
        here = Route("service", index)
        if service.since < employee.hired and not (service.until and service.until < employee.hired):
            yield Problem(
                here / "since",
                say("Service from {since}, before the hiring on {hired}", since=service.since, hired=employee.hired),
            )
        if employee.left and service.until and service.until > employee.left:
            yield Problem(
                here / "until", say("Service until {until}, after leaving on {left}", until=service.until, left=employee.left)
            )
        for other in employee.service[:index]:
            both = service.period.shared(other.period) if service.position == other.position else None
            if both and not (service.rate and other.rate):
                yield Problem(here / "since", say("{day} is in another period of service too", day=both.since))
                break


EMPLOYEE.requires(
    Check(
        "N9-4",
        "N",
        title=say("Training or attestation without its day or result"),
        requirement=say("A training or attestation has its date and result"),
        fix=say("Write date and result, as in the certificate or the minutes"),
    )
)

EMPLOYEE.requires(
    Check(
        "N9-5",
        "D",
        title=say("Training or attestation without its particulars"),
        requirement=say("A training or attestation has its organiser and the number of its document"),
        fix=say("Write organiser and document, as in the certificate or the minutes"),
        introduced="0.2.0",
    )
)

NEWCOMER = Check(
    "N9-3",
    "D",
    title=say("Newcomer's first training or attestation is overdue"),
    requirement=say("A newcomer takes the first course and attestation within the set months of the first day in service"),
    fix=say("Send the employee to it, and write it under trainings or attestations"),
    setting=Setting.NEWCOMER_TRAINING_MONTHS,
)


@EMPLOYEE.duty(
    Check(
        "N9-1",
        "N",
        title=say("Training is overdue"),
        requirement=say("Every employee of the department takes a course of professional development at least every three years"),
        fix=say("Send the employee to a course, and write it under trainings"),
    )
)
def is_trained_again(employee: Employee, repository: Records, as_of: date) -> Iterator[Duty]:
    """9: professional development at least once in three years, the first of them too; a course counts from so many hours on: S12
    on its day.
    """
    begun = _begun(_last_training(employee, repository.settings, as_of), employee, repository)
    if _in_service(employee, repository) and (due := _without_pauses(begun, THREE_YEARS, employee, repository)):
        notice = _notice(repository.settings, as_of)
        what = _with_pause(_course(repository.settings, as_of), begun, employee, repository)
        yield Duty("trainings", what, due, None, employee.id, employee.owner, notice)
    taken = (item.date for item in employee.trainings if _counts(item, repository.settings))
    for due, day in _late_in_the_past(taken, employee, repository, as_of):
        yield Duty("trainings", _course(repository.settings, due), due, day, employee.id, employee.owner)


@EMPLOYEE.duty(
    Check(
        "N9-2",
        "N",
        title=say("Attestation is overdue"),
        requirement=say("Every employee of the department is attested every three years"),
        fix=say("Have the employee attested, and write it under attestations"),
    )
)
def is_attested_again(employee: Employee, repository: Records, as_of: date) -> Iterator[Duty]:
    """9: attestation once in three years, the first of them too; only a passed one counts."""
    begun = _begun(_last_attestation(employee, as_of), employee, repository)
    if _in_service(employee, repository) and (due := _without_pauses(begun, THREE_YEARS, employee, repository)):
        what = _with_pause(say("Attestation"), begun, employee, repository)
        yield Duty("attestations", what, due, None, employee.id, employee.owner, _notice(repository.settings, as_of))
    passed = (item.date for item in employee.attestations if item.result == "passed")
    for due, day in _late_in_the_past(passed, employee, repository, as_of):
        yield Duty("attestations", say("Attestation"), due, day, employee.id, employee.owner)


@EMPLOYEE.duty(NEWCOMER)
def newcomer_is_trained_and_attested(employee: Employee, repository: Records, as_of: date) -> Iterator[Duty]:
    """9: who has not been trained or attested yet has the months of S11 on the first day here; without it, the three years alone.

    So has who comes back, or comes from another unit, with what was more than three years ago by then.
    """
    if not _in_service(employee, repository):
        return
    due = _first_by(employee, repository)
    if due is None:
        return
    notice = _notice(repository.settings, as_of)
    if _is_first(_last_training(employee, repository.settings, as_of), employee):
        yield Duty("trainings", _course(repository.settings, as_of), due, None, employee.id, employee.owner, notice)
    if _is_first(_last_attestation(employee, as_of), employee):
        yield Duty("attestations", say("Attestation"), due, None, employee.id, employee.owner, notice)


def _is_first(last: date | None, employee: Employee) -> bool:
    """Whether nothing was done in the three years before the employee's first day here."""
    return last is None or months_later(last, THREE_YEARS) < first_day_here(employee)


def _first_by(employee: Employee, repository: Records) -> date | None:
    """Return by when S11 wants who is new here trained and attested; None without it, and while the term stands still."""
    begun, first = first_day_here(employee), floor(repository)
    months = repository.settings.whole(Setting.NEWCOMER_TRAINING_MONTHS, begun) if begun >= first else None
    return _without_pauses(begun, months, employee, repository) if months else None


def _begun(last: date | None, employee: Employee, repository: Records) -> date:
    """Return the day from which the three years run: of the last time, but not before the service here or the Nizom began."""
    return max(first_day_here(employee), floor(repository), last or date.min)


def _late_in_the_past(days: Iterable[date], employee: Employee, repository: Records, as_of: date) -> Iterator[tuple[date, date]]:
    """Yield the due date and the day of each course or attestation that came after its day, those of before the Nizom aside."""
    if not _in_service(employee, repository):
        return
    before = None
    for day in sorted(day for day in days if day <= as_of):
        first = _first_by(employee, repository) if _is_first(before, employee) else None
        due = first or _without_pauses(_begun(before, employee, repository), THREE_YEARS, employee, repository)
        if due and due < day:
            yield due, day
        before = day


def _without_pauses(begun: date, months: int, employee: Employee, repository: Records) -> date | None:
    """Return the last day of a term in which the days of a pause do not count; None if the pause has no end yet."""
    due = months_later(begun, months)
    for leave in _pauses(employee, repository):
        counted = leave.shared(Period(begun, due))
        if counted and leave.until is None:
            return None
        if counted and leave.until:
            due = days_later(due, (leave.until - counted.since).days + 1)
    return due


def _with_pause(what: Message, last: date, employee: Employee, repository: Records) -> Message:
    """Return what is owed, and that its term stood still, where an absence since the last time made it stand still."""
    paused = any(leave.until and leave.until >= last for leave in _pauses(employee, repository))
    return say("{what} (its term stood still during leave, as the settings say)", what=what) if paused else what


def _notice(settings: Settings, as_of: date) -> timedelta:
    """How long before the three years end to remind: S10 on the day of the reminder."""
    days = settings.whole(Setting.THREE_YEAR_REMINDER_DAYS, as_of)
    return NEAR if days is None else timedelta(days=days)


def _in_service(employee: Employee, repository: Records) -> bool:
    """Whether the employee works in the department: it keeps the record, or a period of service here goes on."""
    if employee.status != "employed":
        return False
    return of_department(employee, repository) or any(service.until is None for service in employee.service)


def _last_training(employee: Employee, settings: Settings, as_of: date) -> date | None:
    return latest((item.date for item in employee.trainings if _counts(item, settings)), as_of)


def _last_attestation(employee: Employee, as_of: date) -> date | None:
    return latest((item.date for item in employee.attestations if item.result == "passed"), as_of)


def _counts(training: Training, settings: Settings) -> bool:
    """Whether it was completed, and long enough for the measure of its day (S12)."""
    if training.result != "completed":
        return False
    least = settings.whole(Setting.MINIMUM_TRAINING_HOURS, training.date)
    return least is None or (training.hours or 0) >= least


def _course(settings: Settings, as_of: date) -> Message:
    """Return what is owed: a course that is still ahead, so by S12 as it is on the day."""
    least = settings.whole(Setting.MINIMUM_TRAINING_HOURS, as_of)
    return say("A course of at least {hours} hours", hours=least) if least else say("A course of professional development")


@EMPLOYEE.rule(
    EMPLOYEE.requires(
        Check(
            "N-tanishuv-1",
            "N",
            title=say("Nizom not acknowledged"),
            requirement=say("Every employee of the department has acknowledged the edition of the Nizom in force"),
            fix=say(
                "After reading it, write under acknowledgements: edition (the number of the order that approved it) and date"
            ),
        )
    )
)
def has_acknowledged_the_nizom(employee: Employee, repository: Records) -> Iterator[Problem]:
    """Tanishuv: each employee signs that the Nizom was read: the edition in force, so not before it; which one that is: S01.

    Which one is in force is asked of the newest value. While S55 gives days for it, one who has not signed yet owes a duty and
    breaks no rule.
    """
    if not _in_service(employee, repository):
        return
    edition: Edition | None = repository.settings.value(Setting.EDITION_IN_FORCE, None)
    if edition is None:
        if not employee.acknowledgements:
            yield Problem("acknowledgements", say("No edition of the Nizom is acknowledged"))
        return
    index, _ = _acknowledged(employee, edition)
    if index is None:
        begun = _can_read_from(max(first_day_here(employee), edition.date), employee, repository)
        if begun is None or repository.settings.whole(Setting.EDITION_ACKNOWLEDGEMENT_DAYS, begun) is not None:
            return
        yield Problem("acknowledgements", say("The edition in force, {number}, is not acknowledged", number=edition.number))
    elif employee.acknowledgements[index].date < edition.date:
        yield Problem(
            Route("acknowledgements", index, "date"),
            say("Acknowledged on {day}, before the edition itself of {edition}",
                day=employee.acknowledgements[index].date, edition=edition.date),
        )  # fmt: skip


@EMPLOYEE.duty(
    Check(
        "N-tanishuv-2",
        "S",
        title=say("Nizom not acknowledged in time"),
        requirement=say("An employee acknowledges the edition in force within the set number of days of it, or of being hired"),
        fix=say("After reading it, write under acknowledgements: edition (the number of the order that approved it) and date"),
        setting=Setting.EDITION_ACKNOWLEDGEMENT_DAYS,
    )
)
def acknowledges_in_time(employee: Employee, repository: Records, as_of: date) -> Iterator[Duty]:
    """Tanishuv: how many days there are for it: S55."""
    edition: Edition | None = repository.settings.value(Setting.EDITION_IN_FORCE, as_of)
    if edition is None or not _in_service(employee, repository):
        return
    begun = _can_read_from(max(first_day_here(employee), edition.date), employee, repository)
    days = repository.settings.whole(Setting.EDITION_ACKNOWLEDGEMENT_DAYS, begun) if begun else None
    if begun is None or days is None:
        return
    due = days_later(begun, days)
    _, done = _acknowledged(employee, edition)
    yield Duty("acknowledgements", say("Acknowledgement of the Nizom"), due, done, employee.id, employee.owner)


def _pauses(employee: Employee, repository: Records) -> list[Period]:
    """Return the absences, the earliest first, that pause the three years by the setting on their first day."""
    return sorted(
        (
            absence.period
            for absence in employee.absences
            if absence.kind in repository.settings.texts(Setting.THREE_YEAR_PAUSES, absence.since)
        ),
        key=lambda period: period.since,
    )


def _can_read_from(day: date, employee: Employee, repository: Records) -> date | None:
    """Return the day, or the first after a pause that it lies in; None if that has no end yet."""
    leave = next((period for period in _pauses(employee, repository) if period.holds(day)), None)
    if leave is None:
        return day
    return days_later(leave.until, 1) if leave.until else None


def _acknowledged(employee: Employee, edition: Edition) -> tuple[int | None, date | None]:
    """Where, and on which day, the employee acknowledged the edition first."""
    found = [(item.date, index) for index, item in enumerate(employee.acknowledgements) if item.edition == edition.number]
    day, index = min(found, default=(None, None))
    return index, day

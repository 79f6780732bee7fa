"""The monthly report, and who is put forward for a bonus on its results (13.7)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from validators.kinds.employee import Employee
from validators.kinds.employee.floor import held_since
from validators.kinds.employee.office import office
from validators.kinds.organization import ORGANIZATION, Organization
from validators.kinds.report.annual import disagreeing, not_the_period
from validators.kinds.report.model import REPORT, Report, month_at, month_number, month_of
from validators.model.duty import Duty
from validators.model.gaps import answering
from validators.model.periods import Period
from validators.model.workdays import day_in, months_later
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import Month, say

NOMINATED = REPORT.requires(
    Check(
        "N13.7-1",
        "N",
        title=say("Nomination without the month's report"),
        requirement=say("Nominations for a month rest on that month's report, which was submitted before them"),
        fix=say("Write nominations in the monthly report, dated not before its submission, with employee, date and grounds"),
    )
)


@REPORT.rule(NOMINATED)
def nominations_rest_on_the_report(report: Report, repository: Records) -> Iterator[Problem]:
    """13.7: the nominations are made on the results of the monthly report; on its own day at the earliest."""
    if not report.nominations or not report.alive:
        return
    if report.type != "monthly":
        yield Problem("nominations", say("Nominations rest on a monthly report, and this is none"))
    elif report.submitted is None:
        yield Problem("nominations", say("There are nominations, but the report of the month is not submitted"))
    else:
        for index, nomination in enumerate(report.nominations):
            if nomination.date < report.submitted:
                message = say(
                    "Nominated on {day}, before the report of {submitted}", day=nomination.date, submitted=report.submitted
                )
                yield Problem(Route("nominations", index, "date"), message)


@REPORT.rule(
    Check(
        "N13.7-2",
        "N",
        title=say("Nominations not by the head"),
        requirement=say("Who nominates is the head of the department, or who acts as head on that day"),
        fix=say("Under approvals: let the head, or who acts as head, submit the report (decision: submitted, role: head)"),
    )
)
def the_head_nominates(report: Report, repository: Records) -> Iterator[Problem]:
    """13.7: the head has this right; without a head the chief specialist who acts (8). Who signs as head is held to N8-2."""
    step = report.decided("submitted")
    if not report.nominations or step is None or step.role == "head" or not report.alive:
        return
    known = repository.once(office)
    known.require_clear()
    if step.by not in {term.employee.id for term in known.leading(step.date)}:
        message = say("Submitted by {id}, who was not and did not act as head on {day}", id=step.by, day=step.date)
        yield Problem(Route("approvals", report.approvals.index(step), "by"), message)


@REPORT.rule(
    Check(
        "N13.7-3",
        "N",
        title=say("Nominee was not in service"),
        requirement=say("Who is put forward for a month was in the department's service in that month"),
        fix=say("Correct the nominee, or complete service in the employee's record"),
    )
)
def nominees_were_in_service(report: Report, repository: Records) -> Iterator[Problem]:
    """13.7: employees of the department are nominated, for the month's results."""
    for index, nomination in enumerate(report.nominations if report.alive else ()):
        employee = repository.get(nomination.employee, Employee)
        if employee and not _served(employee, report):
            message = say("{id} was not in the department's service in that month", id=employee.id)
            yield Problem(Route("nominations", index, "employee"), message)


def _served(employee: Employee, report: Report) -> bool:
    return any(employee.served(service).shared(report.span) for service in employee.service)


@ORGANIZATION.duty(
    Check(
        "N13.7-4",
        "S",
        title=say("Monthly report is not submitted"),
        requirement=say(
            "For every month that is over a report is submitted by the day in S51, if S52 says that a missing one counts"
        ),
        fix=say("Draft it with “nizom report monthly YEAR-MONTH”, and submit it (approvals: decision: submitted, role: head)"),
        setting=Setting.MONTHLY_REPORT_LAST_DAY,
    )
)
def a_report_is_submitted_every_month(body: Organization, repository: Records, as_of: date) -> Iterator[Duty]:
    """13.7: until which day of the next month: S51, in a shorter month its last; whether absence counts as a breach: S52.

    Both are asked of the first day of the month reported on, so the first is for the first whole month since which they apply and
    the department exists.
    """
    exists = held_since(body, repository)
    if exists is None:
        return
    submitted, settings = repository.once(_submitted), repository.settings
    for number in range(month_number(exists) + (exists.day > 1), month_number(as_of) + 1):
        month = month_at(number)
        last_day = settings.whole(Setting.MONTHLY_REPORT_LAST_DAY, month)
        if last_day is None or not settings.value(Setting.MISSING_MONTHLY_REPORT_IS_A_BREACH, month):
            continue
        following = months_later(month, 1)
        due = day_in(following.year, f"{following.month}-{last_day}")
        yield Duty(
            "type", say("The report for {month}", month=Month(month)), due, submitted.get(month), body.responsible, body.id
        )


def _submitted(repository: Records) -> Mapping[date, date]:
    """By the first day of a month, when its report was first submitted."""
    found: dict[date, date] = {}
    for report in repository.of(Report):
        if report.type == "monthly" and report.submitted and report.span == month_of(report.period.since):
            found[report.period.since] = min(found.get(report.period.since, date.max), report.submitted)
    return found


AGREES = Check(
    "N13.7-5",
    "D",
    title=say("Monthly report and records disagree"),
    requirement=say(
        "A monthly report covers one month that is over, its figures agree with the records, and who is put forward worked in it "
        "and is put forward once"
    ),
    fix=say("Count again with “nizom report monthly YEAR-MONTH --as-of DAY”, and correct the figures or the records"),
)


@REPORT.rule(AGREES)
def covers_its_month(report: Report, repository: Records) -> Iterator[Problem]:
    """13.7: who is nominated on the results of a month is so on what the records say of it."""
    if report.type == "monthly":
        yield from not_the_period(report, month_of(report.period.since))
        yield from disagreeing(report, repository)


@REPORT.rule(AGREES)
def lists_work_that_was_done(report: Report, repository: Records) -> Iterator[Problem]:
    """13.7: the report is on the work done in the month, so it is written at its end, and of who was there."""
    if report.type != "monthly" or not report.alive:
        return
    step = report.decided("submitted")
    if step and step.date < report.period.until:
        message = say("Submitted on {day}, before the month was over on {until}", day=step.date, until=report.period.until)
        hint = say("Submit it again when the month is over, or correct the day")
        yield Problem(Route("approvals", report.approvals.index(step), "date"), message, hint)
    for index, nomination in enumerate(report.nominations):
        employee = repository.get(nomination.employee, Employee)
        if employee and _cared_for_a_child(employee, report):
            message = say("{id} was on leave to care for a child throughout the month", id=employee.id)
            yield Problem(Route("nominations", index, "employee"), message, say("Correct the nominee, or absences in the record"))


@REPORT.rule(AGREES)
def puts_forward_once(report: Report, repository: Records) -> Iterator[Problem]:
    """13.7: one month's results are rewarded once; who is put forward for them twice, even in two reports, was so by mistake."""
    if report.type != "monthly" or not report.alive:
        return
    named: set[str] = set()
    for index, nomination in enumerate(report.nominations):
        here, id_ = Route("nominations", index, "employee"), nomination.employee
        first = repository.once(_put_forward).get((month_of(report.period.since), id_), report.id)
        if id_ in named:
            yield Problem(here, say("{id} is put forward twice", id=id_))
        elif first != report.id:
            yield Problem(here, say("{id} is put forward for this month in {other} too", id=id_, other=first))
        named.add(id_)


def _put_forward(repository: Records) -> Mapping[tuple[Period, str], str]:
    """By a month and an employee, the first monthly report that puts the employee forward for it."""
    found: dict[tuple[Period, str], str] = {}
    for report, named in answering(repository.of(Report), _nominees):
        for id_ in named:
            found.setdefault((month_of(report.period.since), id_), report.id)
    return found


def _nominees(report: Report) -> Sequence[str]:
    return [one.employee for one in report.nominations if report.type == "monthly" and report.alive]


def _cared_for_a_child(employee: Employee, report: Report) -> bool:
    month = report.period
    return any(
        absence.kind == "childcare" and absence.since <= month.since and (absence.until is None or absence.until >= month.until)
        for absence in employee.absences
    )

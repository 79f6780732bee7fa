"""The yearly report: heard for every year (10), with figures that the records bear out, and a record for each task (11)."""

from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, date

from validators.kinds.employee.floor import held_since
from validators.kinds.organization import ORGANIZATION, Organization
from validators.kinds.report.figures import COUNTED, figures
from validators.kinds.report.model import REPORT, Report, year_of
from validators.model.duty import Duty
from validators.model.gaps import GapError, gaps_in
from validators.model.periods import Period, days_written
from validators.model.record import Record
from validators.model.workdays import day_in
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import RecordKind, Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import choice, say
from validators.text.uzbek import fold

TASKS: Mapping[str, str] = {"11.1": "12.a.", "11.2": "12.b.", "11.3": "12.v.", "11.4": "12.g.", "11.5": "12.d.", "11.6": "12.y."}
"""Each task of paragraph 11 with the part of paragraph 12 that lists the functions which follow from it."""


@ORGANIZATION.duty(
    Check(
        "N10-1",
        "N",
        title=say("Yearly report is not heard"),
        requirement=say("For every year that is over one report of the department is heard"),
        fix=say("Draft it with “nizom report annual YEAR”; after the hearing write date, body and minutes under its heard:"),
    )
)
def a_report_is_heard_every_year(body: Organization, repository: Records, as_of: date) -> Iterator[Duty]:
    """10: the department's report is heard every year; the latest day: S13, or else the last day of the year that follows.

    Which day that is, is asked of the last day of the year reported on. The first is for the first whole year since the first
    edition of the Nizom, or since the department was established, if that was later. While S13 gives no day, each calendar year
    has its hearing, be it of that year's report in December, and so has the first whole one: what was done by then is heard.
    """
    first = held_since(body, repository)
    if first is None:
        return
    of_report, of_calendar = repository.once(_heard)
    whole = first.year + (first > date(first.year, 1, 1))
    for year in range(whole - 1, min(as_of.year + 1, MAXYEAR)):
        what = (
            say("The report for {year} is heard", year=year) if year >= whole else say("A report is heard in {year}", year=whole)
        )
        latest = repository.settings.value(Setting.ANNUAL_REPORT_LAST_DAY, date(year, 12, 31))
        if latest and year < whole:
            continue
        done = of_report.get(year) if latest else of_calendar.get(year + 1)
        yield Duty("type", what, day_in(year + 1, latest or "12-31"), done, body.responsible, body.id)


def _heard(repository: Records) -> tuple[Mapping[int, date], Mapping[int, date]]:
    """When a report was heard first: by the year that it is of, and by the calendar year for which the hearing serves.

    A hearing serves for the year in which it is; what is heard later than in the year after its own serves for that one, late.
    The report for the year in which the department began may begin with it.
    """
    of_report: dict[int, date] = {}
    of_calendar: dict[int, date] = {}
    begun = [day for body in repository.of(Organization) if (day := held_since(body, repository))]
    for report in repository.of(Report):
        year = report.period.since.year
        spans = (year_of(year), *(Period(day, date(year, 12, 31)) for day in begun if day.year == year))
        if report.type == "annual" and report.status == "submitted" and report.heard and report.span in spans:
            day = report.heard.date
            serves = year if day.year == year else year + 1
            of_report[year] = min(of_report.get(year, date.max), day)
            of_calendar[serves] = min(of_calendar.get(serves, date.max), day)
    return of_report, of_calendar


REPORT.requires(
    Check(
        "N10-2",
        "N",
        title=say("Hearing without its day"),
        requirement=say("The hearing of the yearly report has its date"),
        fix=say("Under heard: write date"),
    )
)

PARTICULARS = REPORT.requires(
    Check(
        "N10-5",
        "D",
        title=say("Hearing is not complete"),
        requirement=say("The hearing of the yearly report has the body that heard it and the number of the minutes"),
        fix=say("Under heard: write body and minutes"),
        introduced="0.2.0",
    )
)


@REPORT.rule(PARTICULARS)
def is_heard_by_who_is_to_hear_it(report: Report, repository: Records) -> Iterator[Problem]:
    """10: who hears it: S14 on the day of the hearing."""
    if report.heard is None or not report.alive:
        return
    bodies = repository.settings.texts(Setting.ANNUAL_REPORT_HEARING_BODIES, report.heard.date)
    if bodies and fold(report.heard.body) not in map(fold, bodies):
        yield Problem(
            Route("heard", "body"),
            say("“{body}” is not a body that hears the yearly report", body=report.heard.body),
            say("Bodies that hear it (S14): {bodies}", bodies="; ".join(bodies)),
        )
    if report.status == "draft":
        yield Problem("heard", say("The report was heard, but its status is still “draft”"), say("Write status: submitted"))


@REPORT.rule(
    Check(
        "N10-3",
        "D",
        title=say("Heard before it was submitted"),
        requirement=say("The yearly report is heard after it was submitted"),
        fix=say("Correct the date under heard:, or have the report heard again"),
    )
)
def is_heard_after_it_was_submitted(report: Report, repository: Records) -> Iterator[Problem]:
    """10: what is heard is a report that is there."""
    if report.type != "annual" or report.heard is None or not report.alive:
        return
    day, submitted = report.heard.date, report.submitted
    if submitted and day < submitted:
        yield Problem(
            Route("heard", "date"), say("Heard on {day}, before it was submitted on {submitted}", day=day, submitted=submitted)
        )


@REPORT.rule(
    Check(
        "N10-4",
        "D",
        title=say("Yearly report and records disagree"),
        requirement=say(
            "The yearly report covers the year's projects, roadmaps and indicators: its figures agree with the records"
        ),
        fix=say("Count again with “nizom report annual YEAR --as-of DAY”, and correct the figures or the records"),
    )
)
def covers_its_year(report: Report, repository: Records) -> Iterator[Problem]:
    """10: what is heard is what the records say, as of the day of the report's figures."""
    if report.type == "annual":
        yield from not_the_period(report, year_of(report.period.since.year))
        yield from disagreeing(report, repository)


def not_the_period(report: Report, whole: Period) -> Iterator[Problem]:
    """Yield the problem, if the report does not speak of the whole year or month that it begins in."""
    if report.alive and report.span != whole and whole.until:
        yield Problem(
            "period",
            say("A report of this type covers the days from {since} to {until}", since=whole.since, until=whole.until),
        )


def disagreeing(report: Report, repository: Records) -> Iterator[Problem]:
    """Each figure that the records do not bear out; from its submission on a report has all that are not 0.

    While one of the records cannot be read nobody can count.
    """
    if not report.alive:
        return
    if report.as_of is None:
        if report.figures or report.status == "submitted":
            yield Problem(
                "as_of",
                say("The record does not say as of which day the figures were counted"),
                say("Write “as_of:” and the day"),
            )
        return
    repository.require_readable(*COUNTED)
    counted = figures(repository, report.span, report.as_of)
    for index, figure in enumerate(report.figures):
        now = counted[figure.name]
        if figure.value != now.value:
            yield Problem(
                Route("figures", index, "value"),
                say("“{name}” is {old} in the report, and {new} by the records",
                    name=choice(figure.name), old=figure.value, new=now.value),
                say("By the records: {ids}", ids=", ".join(now.records)) if now.records else None,
            )  # fmt: skip
        elif set(figure.records) != set(now.records):
            yield Problem(
                Route("figures", index, "records"),
                say("“{name}” is counted from other records now", name=choice(figure.name)),
                say("By the records: {ids}", ids=", ".join(now.records)),
            )
    there = {figure.name for figure in report.figures}
    for name, now in counted.items() if report.status == "submitted" else ():
        if now.value and name not in there:
            message = say("The figure “{name}” is missing; by the records it is {new}", name=choice(name), new=now.value)
            yield Problem("figures", message)


@REPORT.rule(
    Check(
        "N11-1",
        "D",
        title=say("Task without a record"),
        requirement=say("Each task of the department is served by at least one record of the year"),
        fix=say("Enter the work done for the task as a record; if nothing was done, say so in the report"),
    )
)
def each_task_is_served(report: Report, repository: Records) -> Iterator[Problem]:
    """11: the tasks are carried out through the functions of 12, so a kind serves the task whose functions it is held to.

    A record is of the year if it bears a date in it. Asked of the report for the year, when that is submitted.
    """
    if report.type != "annual" or report.status != "submitted":
        return
    for task in repository.once(_tasks_without_record, report.span):
        yield Problem("period", say("No record of the year serves the task of paragraph {task}", task=task))


def _tasks_without_record(repository: Records, period: Period) -> tuple[str, ...]:
    """Return the tasks that no record of a period serves."""
    return tuple(task for task in TASKS if not _served(task, period, repository))


def _served(task: str, period: Period, repository: Records) -> bool:
    """Whether a record of the period serves the task; raises `GapError` if only one that is not known whole may do so."""
    models = [kind.model for kind in repository.kinds.values() if _serves(kind, task)]
    records = [record for model in models for record in repository.of(model)]
    if any(_of(record, period) for record in records):
        return True
    repository.require_readable(*models)
    for gap in (gap for record in records for gap in gaps_in(record)):
        raise GapError(gap)
    return False


def _serves(kind: RecordKind, task: str) -> bool:
    """Whether its records are held to the task or to a function that follows from it; reports and the department are no work."""
    clauses = [check.clause or "" for check in kind.checks]
    return kind not in (ORGANIZATION, REPORT) and any(clause == task or clause.startswith(TASKS[task]) for clause in clauses)


def _of(record: Record, period: Period) -> bool:
    """Whether the record bears a date in the period."""
    return any(period.holds(day) for day in days_written(record))

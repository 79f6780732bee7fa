"""The digest of what was done: gathered from the units, and summed up, period by period (12.b.3)."""

from collections.abc import Iterator, Mapping
from datetime import date

from validators.kinds.employee.floor import held_since
from validators.kinds.organization import ORGANIZATION, Organization
from validators.kinds.report.model import REPORT, Report, month_at, month_number
from validators.model.duty import Duty
from validators.model.gaps import complete
from validators.model.periods import DAY, Period
from validators.model.workdays import months_later
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import DigestTerms, Settings
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import say


@ORGANIZATION.duty(
    Check(
        "N12.b.3-1",
        "S",
        title=say("Work of the units is not summed up"),
        requirement=say("For each period of S35 the units of S35 send in what they did, and one digest sums it up"),
        fix=say("Write the digest (type: digest) with its period and, under inputs, each unit with the day; then submit it"),
        setting=Setting.WORK_SUMMARY_TERMS,
    )
)
def work_is_summed_up(body: Organization, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.b.3: information on work done is gathered and summed up regularly; how often, and from whom: S35.

    The first period is the first whole one since which S35 applies and the department exists; each is summed up before the next
    is over, for then there would be two to sum up. By S35 on its first day.
    """
    exists = held_since(body, repository)
    digests = repository.once(_digests)
    for since, terms in _periods(exists, as_of, repository.settings) if exists else ():
        following = months_later(since, terms.months)
        period = Period(since, following - DAY)
        missing = _missing(digests.get(period), terms)
        what = say("Digest of the units' work from {since} to {until}", since=since, until=following - DAY)
        if period in digests and missing:
            what = say("{what}; nothing from {units}", what=what, units=", ".join(missing))
        done = None if missing or period not in digests else digests[period].submitted
        yield Duty("type", what, months_later(following, terms.months) - DAY, done, body.responsible, body.id)


def _periods(exists: date, as_of: date, settings: Settings) -> Iterator[tuple[date, DigestTerms]]:
    """Yield the first day of each period that has begun, with its terms.

    Periods are counted from the January of the year in which their terms came to hold. One that has begun goes to its end,
    whatever is decided meanwhile.
    """
    free = exists
    for month in map(month_at, range(month_number(exists), month_number(as_of) + 1)):
        given = settings.at(Setting.WORK_SUMMARY_TERMS, month)
        if given is None or month < free or given.value.months == 0:
            continue
        terms: DigestTerms = given.value
        january = month_number(date(max(given.since, exists).year, 1, 1))
        if (month_number(month) - january) % terms.months == 0:
            yield month, terms
            free = months_later(month, terms.months)


def _missing(digest: Report | None, terms: DigestTerms) -> tuple[str, ...]:
    """Return the units from which there is nothing in a digest."""
    there = {item.unit for item in complete(digest.inputs)} if digest else set()
    return tuple(unit for unit in terms.units if unit not in there)


def _digests(repository: Records) -> Mapping[Period, Report]:
    """Return the digest of each period; where there are several, the one submitted first."""
    found = (report for report in repository.of(Report) if report.type == "digest" and report.submitted)
    return {report.span: report for report in sorted(found, key=lambda report: report.submitted or date.max, reverse=True)}


@REPORT.rule(
    REPORT.requires(
        Check(
            "N12.b.3-2",
            "D",
            title=say("Digest does not hold together"),
            requirement=say(
                "There is one digest for each period, and it holds what each unit sent by the day on which it was submitted"
            ),
            fix=say("Correct the period, or the days under inputs; or withdraw one of two digests"),
        )
    )
)
def is_one_and_holds_what_came(report: Report, repository: Records) -> Iterator[Problem]:
    """12.b.3: what is gathered is summed up, once."""
    if report.type != "digest" or report.submitted is None:
        return
    if not report.inputs:
        yield Problem("inputs", say("The digest sums up nothing: it names no unit from which anything came"))
    for index, item in enumerate(report.inputs):
        if item.date > report.submitted:
            message = say("It came on {day}, after the digest of {submitted}", day=item.date, submitted=report.submitted)
            yield Problem(Route("inputs", index, "date"), message)
    first = repository.once(_digests)[report.span]
    if first is not report:
        yield Problem("period", say("{id} is the digest of this period already", id=first.id))

"""Analyses of how the units use ICT, and the measures that come of them (12.d.1)."""

import datetime
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from validators.kinds.employee.floor import floor
from validators.kinds.endings import as_owed, ends_by_decision, until_ended
from validators.kinds.organization import ORGANIZATION, Organization
from validators.model.duty import Duty, gaps_between, latest
from validators.model.gaps import complete, in_turn
from validators.model.lifecycle import Lifecycle
from validators.model.record import Endable, Ending, Extension, Part
from validators.model.types import Day, Distinct, Id, PastDay, Percent, Reference, Text, field
from validators.model.workdays import months_later
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.extensions import MOVED, broken_history, by_another, due_on
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route, routes
from validators.text.messages import say


class FollowUp(Part):
    """What is done about a finding, by whom and until when."""

    text: Text = field("Text", "What is to be done", by="N12.d.1-1")
    responsible: Annotated[Id, Reference("employee", withdrawn=True)] = field(
        "Responsible", "The one employee responsible for it", by="N12.d.1-1"
    )
    due: Day = field("Due", "The last day for it, for example 2026-03-05", by="N12.d.1-1")
    done: PastDay | None = field("Done", "The day on which it was done, for example 2026-03-05", default=None)
    result: Text | None = field("Result", "Its result", default=None)
    extensions: tuple[Extension, ...] = field("Extensions", "Due dates that were moved", default=(), by="N14.2-2")
    cancelled: Ending | None = field("How it ended", "For a measure no longer needed: why, and who decided", default=None)

    @property
    def over(self) -> bool:
        """Whether it was done or given up."""
        return self.done is not None or self.cancelled is not None


class Observation(Part):
    """One thing that the analysis found."""

    text: Text = field("Text", "What was found", by="N12.d.1-1")
    unit: Annotated[Id, Reference("organization", withdrawn=True)] | None = field(
        "Unit", "The unit in which it was found, if not in all", default=None
    )
    measures: tuple[FollowUp, ...] = field("Measures", "What is done about it", by="N12.d.1-1")


class Analysis(Endable):
    """An analysis of the use of ICT in units of the Agency."""

    LIFECYCLE = Lifecycle(
        {"draft": ("completed", "withdrawn"), "completed": ("withdrawn",), "withdrawn": ()},
        dead=frozenset({"withdrawn"}),
        ended=frozenset({"withdrawn"}),
    )

    status: Literal["draft", "completed", "withdrawn"] = field("Status")
    date: Day = field("Date", "The day on which it was completed, for example 2026-03-05", by="N12.d.1-1")
    units: Annotated[tuple[Annotated[Id, Reference("organization", withdrawn=True)], ...], Distinct] = field(
        "Units", "The units that were analysed", by="N12.d.1-1"
    )
    findings: tuple[Observation, ...] = field("Observations", "What was found, and what is done about it", by="N12.d.1-1")

    @property
    def dated(self) -> datetime.date | None:
        """The day on which it was completed."""
        return self.date

    @property
    def bound(self) -> bool:
        """Whether a measure that it led to is still to be done."""
        return any(not measure.over for finding in self.findings for measure in finding.measures)

    @property
    def to_be_done(self) -> bool:
        """Until it is completed; for each measure its own responsible answers."""
        return self.status == "draft"

    @property
    def progress(self) -> Percent | None:
        """How many of its measures are done, in per cent."""
        measures = [measure for finding in self.findings for measure in finding.measures if not measure.cancelled]
        return 100 * sum(measure.done is not None for measure in measures) // len(measures) if measures else None


# Not closed when it is completed: its measures go on.
ANALYSIS = Kind(
    name="analysis",
    folder="analyses",
    prefix="tah",
    model=Analysis,
    singular=say("Analysis"),
    plural=say("Analyses"),
    about=say("How the units use ICT: what was found, and what is done about it"),
    progress=routes(
        "ended",
        "findings.*.measures.*.responsible",
        "findings.*.measures.*.done",
        "findings.*.measures.*.result",
        "findings.*.measures.*.cancelled",
    ),
    icon="magnify-scan",
    columns=("status", "date", "progress", "responsible", "owner"),
    order=140,
)

ends_by_decision(ANALYSIS)

FOLLOWED_UP = ANALYSIS.requires(
    Check(
        "N12.d.1-1",
        "D",
        title=say("Analysis is not complete"),
        requirement=say(
            "An analysis has its date, its units, and for each finding measures with somebody responsible and a due date"
        ),
        fix=say("Write date, units, and findings with text and measures; under each measure text, responsible and due"),
    )
)


@ANALYSIS.rule(FOLLOWED_UP)
def says_what_of_whom(analysis: Analysis, repository: Records) -> Iterator[Problem]:
    """12.d.1: the use of ICT in the units is analysed from all sides, so that it can be made more effective."""
    if not analysis.has_reached("completed"):
        return
    if not analysis.units:
        yield Problem("units", say("The analysis names no unit"))
    if not analysis.findings:
        yield Problem("findings", say("The analysis has found nothing"))


@ANALYSIS.rule(FOLLOWED_UP)
def each_finding_has_measures(analysis: Analysis, repository: Records) -> Iterator[Problem]:
    """12.d.1: measures are taken to make the use of ICT more effective."""
    if not analysis.has_reached("completed"):
        return
    for index, finding in enumerate(analysis.findings):
        if not finding.measures:
            yield Problem(Route("findings", index, "measures"), say("No measure is given for “{finding}”", finding=finding.text))
        for position, measure in enumerate(finding.measures):
            here = Route("findings", index, "measures", position)
            if measure.due < analysis.date:
                message = say("Due on {due}, before the analysis of {day}", due=measure.due, day=analysis.date)
                yield Problem(here / "due", message)
            if measure.done and measure.done < analysis.date:
                message = say("Done on {done}, before the analysis of {day}", done=measure.done, day=analysis.date)
                yield Problem(here / "done", message)


@ANALYSIS.duty(
    Check(
        "N12.d.1-3",
        "D",
        title=say("Measure of an analysis is overdue"),
        requirement=say("The measures that an analysis led to are done in time"),
        fix=say("Under the measure: write done, or move the date under extensions: with the reason and who allowed it"),
    )
)
def measures_are_done_in_time(analysis: Analysis, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.d.1: a measure that is not carried out makes nothing more effective."""
    if analysis.status == "draft":
        return
    yield from in_turn(
        _done_in_time(index, finding, analysis, repository, as_of) for index, finding in enumerate(analysis.findings)
    )


def _done_in_time(index: int, finding: Observation, analysis: Analysis, repository: Records, as_of: date) -> Iterator[Duty]:
    for position, measure in enumerate(finding.measures):
        at = Route("findings", index, "measures", position, "due")
        due = due_on(as_of, measure.due, measure.extensions, by_another(measure.responsible))
        duty = Duty(at, say("Measure: {text}", text=measure.text), due, measure.done, measure.responsible, analysis.owner)
        for owed in as_owed(duty, measure.cancelled, analysis, repository, as_of):
            yield from until_ended(owed, analysis, repository, as_of)


ANALYSIS.requires(MOVED)


@ANALYSIS.rule(MOVED)
def moved_dates_keep_their_history(analysis: Analysis, repository: Records) -> Iterator[Problem]:
    """14.2, for what an analysis led to: a date that was moved still shows what it was, why and by whom."""
    for index, finding in enumerate(analysis.findings):
        for position, measure in enumerate(finding.measures):
            at = Route("findings", index, "measures", position)
            yield from broken_history(measure.extensions, measure.due, at, by_another(measure.responsible))


@ORGANIZATION.duty(
    Check(
        "N12.d.1-2",
        "S",
        title=say("No analysis of the use of ICT"),
        requirement=say("The use of ICT in the units is analysed at set intervals"),
        fix=say("Make the analysis, and write it as a record of its own with status: completed"),
        setting=Setting.SYSTEM_ANALYSIS_MONTHS,
    )
)
def the_use_of_ict_is_analysed(body: Organization, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.d.1: how often: S42. An analysis that is missing has no record, so the duty hangs on the department.

    It is counted from the last analysis completed by that day, by S42 then; while there is none, or S42 had no value, from the
    day since which S42 applies.
    """
    if not body.is_department or body.status == "dissolved":
        return
    completed = [item.date for item in complete(repository.of(Analysis)) if item.has_reached("completed")]
    what, last = say("An analysis of the use of ICT in the units"), latest(completed, as_of)
    for _, due, day in gaps_between(completed, as_of, lambda before: _analysed_by(max(before, floor(repository)), repository)):
        yield Duty("type", what, due, day, body.responsible, body.id)
    if due_next := _analysed_by(last, repository):
        yield Duty("type", what, due_next, None, body.responsible, body.id)


def _analysed_by(last: date | None, repository: Records) -> date | None:
    """Return until when there is an analysis after a day; None while no term was ever set."""
    term = repository.settings.running(Setting.SYSTEM_ANALYSIS_MONTHS, last)
    return months_later(term.begins, term.measure) if term else None

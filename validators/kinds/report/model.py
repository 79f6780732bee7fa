"""What a report is: the period that it speaks of, the figures that it gives, and who heard or received it."""

import datetime
from calendar import monthrange
from datetime import date
from typing import Annotated, Literal

from validators.kinds.report.prompts import PROMPTS
from validators.model.lifecycle import Lifecycle
from validators.model.periods import Period
from validators.model.record import Part, Record
from validators.model.types import Day, Distinct, Id, Line, PastDay, Reference, Text, Whole, field
from validators.rules.chain import Chain, Step
from validators.rules.kind import Kind
from validators.source.route import routes
from validators.text.messages import say

FigureName = Literal[
    "projects-in-work", "projects-launched", "projects-completed", "measures-in-time", "measures-late", "measures-overdue",
    "indicators-met", "indicators-unmet", "systems-in-use", "incidents", "trainings",
]  # fmt: skip


class ReportPeriod(Part):
    """The days of which the report speaks."""

    since: Day = field("Since", "The first day, for example 2026-01-01")
    until: Day = field("Until", "The last day, for example 2026-12-31")


class Figure(Part):
    """A figure, and the records that it was counted from."""

    name: FigureName = field("Name", "What is counted, as “nizom report” writes it")
    value: Whole = field("Value", "The number counted")
    records: Annotated[tuple[Annotated[Id, Reference(withdrawn=True)], ...], Distinct] = field(
        "Records", "The ids of the records that it was counted from", default=()
    )


class Hearing(Part):
    """Where and when the report was heard (10)."""

    date: PastDay = field("Date", "The day on which it was heard, for example 2026-03-05", by="N10-2")
    body: Text = field("Hearing body", "Who heard it: the board, a meeting with the director-general", by="N10-5")
    minutes: Line = field("Minutes' number", "The number of the minutes", by="N10-5")


class Nomination(Part):
    """An employee put forward for a bonus on the results of the month (13.7)."""

    employee: Annotated[Id, Reference("employee", withdrawn=True)] = field("Employee", "Who is put forward", by="N13.7-1")
    date: PastDay = field("Date", "The day of the nomination, for example 2026-03-05", by="N13.7-1")
    grounds: Text = field("Grounds", "For what work of the month", by="N13.7-1")

    @property
    def over(self) -> bool:
        """It honours work that is done; nobody is asked for more."""
        return True


class UnitInput(Part):
    """What a unit sent in for the digest (12.b.3)."""

    unit: Annotated[Id, Reference("organization", withdrawn=True)] = field("Unit", "The unit that sent it", by="N12.b.3-2")
    date: PastDay = field("Date", "The day on which it came, for example 2026-03-05", by="N12.b.3-2")
    document: Line | None = field("Document number", "Number of the letter, if there is one", default=None)


class Report(Record):
    """A report of the department: annual, monthly, or a digest of what the units did."""

    LIFECYCLE = Lifecycle(
        {"draft": ("submitted", "withdrawn"), "submitted": ("withdrawn",), "withdrawn": ()},
        closed=frozenset({"submitted", "withdrawn"}),
        dead=frozenset({"withdrawn"}),
    )

    status: Literal["draft", "submitted", "withdrawn"] = field("Status")
    type: Literal["annual", "monthly", "digest"] = field("Type")
    period: ReportPeriod = field("Period", "The days that it covers")
    as_of: Day | None = field(
        "Figures as of", "The day as of which the figures were counted, for example 2026-03-05", default=None
    )
    figures: tuple[Figure, ...] = field("Figures", "What was counted, each with its records", default=())
    heard: Hearing | None = field(
        "Heard", "For an annual report: when, by whom and with which minutes it was heard", default=None
    )
    nominations: tuple[Nomination, ...] = field("Nominations", "For a monthly report: who is put forward for a bonus", default=())
    inputs: tuple[UnitInput, ...] = field("Inputs", "For a digest: what the units sent in", default=())

    @property
    def dated(self) -> datetime.date | None:
        """The last day of which it speaks."""
        return self.period.until

    @property
    def to_be_done(self) -> bool:
        """Until it is submitted or given up."""
        return self.status == "draft"

    @property
    def span(self) -> Period:
        """The days of which it speaks."""
        return Period(self.period.since, self.period.until)

    @property
    def submitted(self) -> date | None:
        """The day on which it was submitted, if it still counts."""
        step = self.decided("submitted")
        return step.date if step and self.status == "submitted" else None


# Withdrawn after it was submitted too: a report that was wrong stays to be read, and another takes its place.
REPORT = Kind(
    name="report",
    folder="reports",
    prefix="his",
    model=Report,
    singular=say("Report"),
    plural=say("Reports"),
    about=say("The yearly report and its hearing, monthly reports with nominations, and digests of the units' work"),
    chain=Chain((Step("submitted", (), "submitted"),)),
    progress=routes("heard"),
    icon="file-chart-outline",
    columns=("status", "type", "as_of", "responsible", "owner"),
    order=120,
    public=("type", "period", "as_of", "figures", "heard"),
    prompts=PROMPTS,
)


def year_of(year: int) -> Period:
    """Return the days of a year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def month_of(day: date) -> Period:
    """Return the days of the month in which a day lies."""
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def month_number(day: date) -> int:
    """Return the place of the day's month among all months, so that months can be counted through."""
    return day.year * 12 + day.month - 1


def month_at(number: int) -> date:
    """Return the first day of the month at that place."""
    return date(number // 12, number % 12 + 1, 1)

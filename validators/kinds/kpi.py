"""Key performance indicators laid on the Agency: what is to be reached, and what was (12.a.7)."""

import datetime
from collections.abc import Iterator
from datetime import date
from decimal import Context, Decimal
from typing import Annotated, Literal

from validators.kinds.act import Act, none_is_legislation
from validators.kinds.endings import ends_by_decision, until_ended
from validators.model.duty import Duty
from validators.model.lifecycle import Lifecycle
from validators.model.record import Endable, Part
from validators.model.types import Day, Id, Line, PastDay, Reference, Signed, Text, field
from validators.model.workdays import days_later
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import IndicatorTerms, Settings
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route, routes
from validators.text.messages import say

ALL_OF_IT = 100
"""Per cent of the target with which an indicator is met while legislation sets no threshold (S30)."""

EXACT = Context(prec=60)
"""Wide enough for every product of a value and a percentage: nothing is rounded."""


class MeasuredPeriod(Part):
    """The days for which an indicator is set."""

    since: Day = field("Since", "The first day, for example 2026-01-01")
    until: Day = field("Until", "The last day, for example 2026-12-31")


class Actual(Part):
    """What was reached, where the figure is from, and when it was entered here."""

    value: Signed = field("Value", "What was reached, in the indicator's unit of measure", by="N12.a.7-1")
    source: Text = field("Source", "Where the figure is from: a report, a system, a letter with number and date", by="N12.a.7-5")
    entered: PastDay = field("Entered", "The day on which it was entered here, for example 2026-03-05", by="N12.a.7-5")


class Indicator(Endable):
    """A key performance indicator for one period; the title is its name."""

    LIFECYCLE = Lifecycle(
        {"running": ("measured", "withdrawn"), "measured": (), "withdrawn": ()},
        closed=frozenset({"measured", "withdrawn"}),
        dead=frozenset({"withdrawn"}),
        ended=frozenset({"withdrawn"}),
    )
    ENDED_BY_LETTER = True

    status: Literal["running", "measured", "withdrawn"] = field("Status")
    unit: Line = field("Unit of measure", "In what it is measured: per cent, services, hours", by="N12.a.7-5")
    period: MeasuredPeriod = field("Period", "The days for which it is set", by="N12.a.7-1")
    direction: Literal["higher", "lower"] = field(
        "Better is", "higher when more is better, lower when less is better", by="N12.a.7-5"
    )
    target: Signed = field("Target", "What is to be reached", by="N12.a.7-1")
    responsible: Annotated[Id, Reference("employee")] = field("Responsible", "The employee responsible for it", by="N12.a.7-5")
    actual: Actual | None = field("Actual value", "What was reached, once the period is over", default=None)

    @property
    def dated(self) -> datetime.date | None:
        """The first day of its period."""
        return self.period.since

    @property
    def rested(self) -> tuple[datetime.date, datetime.date]:
        """Any day of its period: an act of February may lay the indicators of the year."""
        return self.period.since, self.period.until

    @property
    def due(self) -> Day:
        """The last day of its period."""
        return self.period.until

    @property
    def ends_outside(self) -> bool:
        """Always: the acts by which indicators are laid on the Agency are not its own."""
        return True

    @property
    def to_be_done(self) -> bool:
        """Until it is measured or withdrawn."""
        return self.status == "running"

    def reached(self, threshold: Decimal | int) -> bool | None:
        """Whether so many per cent of the target were reached; None while nothing is measured."""
        if self.actual is None:
            return None
        value = self.actual.value
        if value >= self.target if self.direction == "higher" else value <= self.target:
            return True
        part, whole = self._compared(value)
        return whole > 0 and EXACT.multiply(part, Decimal(100)) >= EXACT.multiply(whole, Decimal(threshold))

    @property
    def fulfilment(self) -> int | None:
        """Per cent of the target that was reached, the fraction dropped; None while there is nothing to divide by."""
        if self.actual is None:
            return None
        part, whole = self._compared(self.actual.value)
        return max(0, int(EXACT.divide(EXACT.multiply(part, Decimal(100)), whole))) if whole > 0 else None

    def _compared(self, value: Decimal) -> tuple[Decimal, Decimal]:
        """Return what is taken as a part of what: the value of the target, or where less is better the target of the value.

        A target below zero is one of falling, or of not falling deeper: of -10, where less is better, -9 is nine tenths.
        """
        if self.target < 0:
            return (-value, -self.target) if self.direction == "lower" else (-self.target, -value)
        return (value, self.target) if self.direction == "higher" else (self.target, value)


KPI = Kind(
    name="kpi",
    folder="kpis",
    prefix="kpi",
    model=Indicator,
    singular=say("Indicator (KPI)"),
    plural=say("Indicators (KPI)"),
    about=say("The indicators of ICT and digitalization laid on the Agency: target, period, and what was reached"),
    progress=routes("actual", "ended"),
    icon="chart-line",
    columns=("status", "target", "unit", "due", "responsible"),
    order=110,
    public=True,
)

ends_by_decision(KPI)

SET_OUT = KPI.requires(
    Check(
        "N12.a.7-1",
        "N",
        title=say("Indicator is not complete"),
        requirement=say("An indicator has the act by which it was laid on the Agency, its period and its target"),
        fix=say("Write basis with the act's id, period and target"),
    )
)

KPI.requires(
    Check(
        "N12.a.7-5",
        "D",
        title=say("Particulars of an indicator are missing"),
        requirement=say(
            "An indicator has its unit of measure, its direction and somebody responsible; its value says where "
            "it is from and when it was entered"
        ),
        fix=say("Write unit, direction and responsible, and under actual: source and entered"),
        introduced="0.2.0",
    )
)


@KPI.rule(SET_OUT)
def rests_on_an_act(indicator: Indicator, repository: Records) -> Iterator[Problem]:
    """12.a.7: the indicators are those laid on the Agency, so an act lays them."""
    if not indicator.alive:
        return
    if not indicator.basis:
        yield Problem("basis", say("The indicator names no act by which it was laid on the Agency"))
    elif none_is_legislation(indicator.basis, repository):
        yield Problem(
            "basis",
            say("None of the acts by which the indicator was laid on the Agency is legislation"),
            say("Under basis: write the id of the state programme's act or of another normative legal act"),
        )


def terms_of(indicator: Indicator, settings: Settings) -> IndicatorTerms | None:
    """From which fulfilment an indicator is met, and how long there is to enter its value: S30 on its period's last day."""
    given: IndicatorTerms | None = settings.value(Setting.INDICATOR_TERMS, indicator.period.until)
    return given


def threshold_of(indicator: Indicator, repository: Records) -> Decimal | int:
    """Return from how many per cent on an indicator is met: what legislation laid on the Agency, only legislation lowers."""
    given = repository.settings.at(Setting.INDICATOR_TERMS, indicator.period.until)
    if given is None:
        return ALL_OF_IT
    threshold: Decimal = given.value.threshold
    act = repository.get(given.basis, Act)
    return threshold if threshold >= ALL_OF_IT or (act and act.is_legislation) else ALL_OF_IT


@KPI.duty(
    Check(
        "N12.a.7-2",
        "S",
        title=say("Actual value is not entered"),
        requirement=say("After an indicator's period its actual value and the value's source are entered in time"),
        fix=say("Under actual: write value, source and entered"),
        setting=Setting.INDICATOR_TERMS,
    )
)
def is_measured_in_time(indicator: Indicator, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.a.7: that an indicator is met shows from its actual value; how many days there are to enter it: S30."""
    measure = terms_of(indicator, repository.settings)
    if measure is None:
        return
    due = days_later(indicator.period.until, measure.days)
    done = indicator.actual.entered if indicator.actual else None
    what = say("Actual value of “{title}”", title=indicator.title)
    duty = Duty("actual", what, due, done, indicator.responsible, indicator.owner)
    yield from until_ended(duty, indicator, repository, as_of)


@KPI.rule(
    Check(
        "N12.a.7-3",
        "N",
        title=say("Indicator is not met"),
        requirement=say(
            "The indicators laid on the Agency are met: at 100 %, or from the threshold of S30 on, if its basis is an act of "
            "legislation"
        ),
        fix=say("Correct the value if it is wrong; else write in the text below why it was not met, and what is done about it"),
        warns=True,  # an honest figure may be entered
    )
)
def is_met(indicator: Indicator, repository: Records) -> Iterator[Problem]:
    """12.a.7: the indicators are met; for some more is better, for some less."""
    threshold = threshold_of(indicator, repository)
    if indicator.actual is None or not indicator.alive or indicator.reached(threshold):
        return
    value, target = indicator.actual.value.normalize(EXACT), indicator.target.normalize(EXACT)
    fulfilment, terms = indicator.fulfilment or 0, terms_of(indicator, repository.settings)
    if threshold == ALL_OF_IT:
        message = say("{value} of {target} was reached: {fulfilment} %", value=value, target=target, fulfilment=fulfilment)
    else:
        message = say("{value} of {target} was reached: {fulfilment} %, less than {threshold} %",
                      value=value, target=target, fulfilment=fulfilment, threshold=threshold)  # fmt: skip
    ignored = terms and terms.threshold != threshold
    hint = say("The threshold of setting S30 counts only if its basis is the id of an act of legislation") if ignored else None
    yield Problem(Route("actual", "value"), message, hint)


@KPI.rule(
    Check(
        "N12.a.7-4",
        "D",
        title=say("Actual value is not of the whole period"),
        requirement=say("An actual value is entered when the indicator's period is over, and makes it measured"),
        fix=say("Enter the value after the period's last day, with status: measured"),
    )
)
def is_measured_after_its_period(indicator: Indicator, repository: Records) -> Iterator[Problem]:
    """12.a.7: what was reached in a period is known when it is over."""
    if indicator.actual is None:
        if indicator.status == "measured":
            yield Problem("status", say("The indicator is measured, but its actual value is missing"))
        return
    if indicator.actual.entered <= indicator.period.until:
        yield Problem(
            Route("actual", "entered"),
            say("Entered on {day}, before the period is over on {until}",
                day=indicator.actual.entered, until=indicator.period.until),
        )  # fmt: skip
    if indicator.status == "running":
        yield Problem("status", say("The actual value is there, but the status is still “running”"))

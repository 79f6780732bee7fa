"""Roadmaps, departmental programmes and programmes of digital transformation.

Their way through the ministry (12.a.1), their measures done in time and with effect (12.a.2), and a transformation programme
for every day (12.d.2). What 11.3 and 14.4 ask of programmes is shown through these.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from validators.kinds.act import Act
from validators.kinds.employee.floor import held_since
from validators.kinds.ministry import CHAIN, ORDER, Passage, goes_through_the_ministry, passage, wrongly_annexed
from validators.kinds.organization import ORGANIZATION, Organization
from validators.model.duty import Duty
from validators.model.gaps import in_turn
from validators.model.lifecycle import Lifecycle
from validators.model.periods import DAY, Period, uncovered
from validators.model.record import Extension, GivenUp, Part, Record
from validators.model.types import Day, Distinct, Id, PastDay, Percent, Reference, Text, field
from validators.model.workdays import months_later
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Settings
from validators.rules.check import Check
from validators.rules.extensions import MOVED, broken_history, by_another, due_on
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route, routes
from validators.text.messages import choice, say


class Term(Part):
    """The days for which a plan is made."""

    since: Day = field("Since", "The first day, as 2026-01-01")
    until: Day = field("Until", "The last day, as 2027-12-31")


class Evidence(Part):
    """What shows that a measure was done (12.a.2)."""

    kind: Literal[
        "order", "letter", "minutes", "acceptance-act", "contract", "report", "publication", "registry-entry", "other"
    ] = field(
        "Kind", "What it is: order, letter, minutes, acceptance-act, contract, report, publication, registry-entry or other"
    )
    what: Text = field("What", "By what it is found: its number and date, or an address")


class Measure(Part):
    """One thing that the plan says is to be done, by whom and until when."""

    id: Text = field("Number", "The measure's number in the plan: 1, 2.3")
    text: Text = field("Text", "What is to be done", by="N12.a.2-1")
    due: Day = field("Due", "The last day for it, as 2026-03-05", by="N12.a.2-1")
    status: Literal["planned", "in-progress", "done", "cancelled"] = field(
        "Status", "planned, in-progress, done or cancelled", by="N12.a.2-1"
    )
    responsible: Annotated[Id, Reference("employee", withdrawn=True)] | None = field(
        "Responsible", "The one employee who answers for it", default=None
    )
    executors: Annotated[
        tuple[Annotated[Id, Reference("employee", "organization", withdrawn=True)], ...], Distinct
    ] = field("Co-executors", "Who else works on it: employees, units, organisations", default=())  # fmt: skip
    project: Annotated[Id, Reference("project", withdrawn=True)] | None = field(
        "Project", "The project by which it is done", default=None
    )
    expected: Text | None = field("Expected result", "What there will be when it is done", default=None)
    actual: Text | None = field("Actual result", "What there was when it was done", default=None)
    done: PastDay | None = field("Done", "The day on which it was done, as 2026-03-05", default=None)
    evidence: tuple[Evidence, ...] = field("Evidence", "What shows that it was done", default=())
    extensions: tuple[Extension, ...] = field("Extensions", "Due dates that were moved", default=())
    cancelled: GivenUp | None = field("Given up", "For status: cancelled: why, and who decided", default=None)

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.status in ("planned", "in-progress")

    @property
    def over(self) -> bool:
        """Whether it was done or given up."""
        return not self.open


class Roadmap(Record):
    """A plan of measures: a roadmap, a departmental programme or a programme of digital transformation."""

    LIFECYCLE = Lifecycle(
        {
            **passage("cancelled"),
            "approved": ("completed", "cancelled"),
            "completed": (),
            "cancelled": (),
        },
        closed=frozenset({"completed", "cancelled"}),
        dead=frozenset({"cancelled"}),
    )

    type: Literal["roadmap", "departmental-programme", "transformation-programme"] = field(
        "Type", "roadmap, departmental-programme or transformation-programme"
    )
    status: Literal[Passage, "completed", "cancelled"] = field(
        "Status", "draft, developed, submitted, reviewed, agreed, approved, completed or cancelled"
    )
    period: Term = field("Period", "The days for which it is made")
    annexed_to: Annotated[Id, Reference("act", withdrawn=True)] | None = field(
        "Annexed to",
        "For a plan that an act of the President or the Cabinet approved as its annex: the act's id; it is not submitted by us",
        default=None,
        by="N12.a.1-2",
    )
    measures: tuple[Measure, ...] = field("Measures", "What is to be done", default=())

    @property
    def dated(self) -> date | None:
        """The first day of the plan's period."""
        return self.period.since

    @property
    def rested(self) -> tuple[date, date]:
        """The day on which it was approved; until then any day of its period."""
        approved = self.decided("approved")
        return (approved.date, approved.date) if approved else (self.period.since, self.period.until)

    @property
    def due(self) -> Day:
        """The last day of the plan's period."""
        return self.period.until

    @property
    def to_be_done(self) -> bool:
        """Until it is carried out or given up."""
        return self.status not in self.LIFECYCLE.closed

    @property
    def progress(self) -> Percent | None:
        """How many of its measures are done, in per cent; those given up do not count."""
        counted = [measure for measure in self.measures if measure.status != "cancelled"]
        return 100 * sum(measure.status == "done" for measure in counted) // len(counted) if counted else None


ROADMAP = Kind(
    name="roadmap",
    folder="roadmaps",
    prefix="yol",
    model=Roadmap,
    singular=say("Roadmap or programme"),
    plural=say("Roadmaps and programmes"),
    about=say("Roadmaps, departmental programmes and programmes of digital transformation, measure by measure"),
    chain=replace(CHAIN, concerns=lambda roadmap: roadmap.annexed_to is None),
    progress=routes(
        "measures.*.status",
        "measures.*.responsible",
        "measures.*.executors",
        "measures.*.project",
        "measures.*.actual",
        "measures.*.done",
        "measures.*.evidence",
        "measures.*.cancelled",
    ),
    icon="map-marker-path",
    columns=("status", "type", "progress", "due", "responsible", "owner"),
    order=20,
    public=True,
)

goes_through_the_ministry(ROADMAP)


@ROADMAP.rule(ORDER)
def is_annexed_to_an_act_from_above(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.1: a plan that the President or the Cabinet approved is not the department's to submit; an act says that it is one."""
    yield from wrongly_annexed(roadmap, roadmap.annexed_to, repository)


ROADMAP.requires(
    Check(
        "N12.a.2-1",
        "N",
        title=say("Incomplete measure"),
        requirement=say("Each measure has its text, its due date and its status"),
        fix=say("Under the measure: write text, due and status"),
    )
)

FOLLOWED = Check(
    "N12.a.2-6",
    "D",
    title=say("Measure that cannot be followed"),
    requirement=say("Each measure has a number of its own, one responsible employee, and a due date within the plan's period"),
    fix=say("Under the measure: correct id, responsible or due"),
)


@ROADMAP.rule(FOLLOWED)
def measures_can_be_followed(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.2: those who ensure that measures are done in time can distinguish them, and know whom to ask."""
    numbers: dict[str, int] = {}
    for index, measure in enumerate(roadmap.measures):
        first = numbers.setdefault(measure.id, index)
        if first != index:
            yield Problem(
                Route("measures", index, "id"),
                say("The number {number} belongs to the measure “{text}” already",
                    number=measure.id, text=roadmap.measures[first].text),
                say("Give this measure a number of its own"),
            )  # fmt: skip
        if measure.open and not measure.responsible:
            yield Problem(
                Route("measures", index, "responsible"),
                say("Nobody answers for measure {number}", number=measure.id),
                say("Write “responsible:” and the employee's id"),
            )


@ROADMAP.rule(FOLLOWED)
def measures_lie_within_the_period(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.2: what a plan sets out is done in the time that the plan is made for."""
    since, until = roadmap.period.since, roadmap.period.until
    for index, measure in enumerate(roadmap.measures):
        if since <= until and not since <= measure.due <= until:
            yield Problem(
                Route("measures", index, "due"),
                say("{day} is outside the plan's period, which is from {since} to {until}",
                    day=measure.due, since=since, until=until),
                say("Correct the date, or the plan's period"),
            )  # fmt: skip


@ROADMAP.duty(
    Check(
        "N12.a.2-2",
        "N",
        title=say("Measure is overdue"),
        requirement=say("The measures of roadmaps and programmes are done in time"),
        fix=say(
            "Write status: done with done and evidence, or move the date under extensions: with the reason and who allowed it"
        ),
    )
)
def measures_are_done_in_time(roadmap: Roadmap, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.a.2: from its approval a plan binds; what is done after its date stays late."""
    if roadmap.has_reached("approved"):
        yield from in_turn(_done_in_time(index, measure, roadmap, as_of) for index, measure in enumerate(roadmap.measures))


def _done_in_time(index: int, measure: Measure, roadmap: Roadmap, as_of: date) -> Iterator[Duty]:
    if measure.open or (measure.status == "done" and measure.done):
        yield Duty(
            Route("measures", index, "due"),
            say("Measure {number}: {text}", number=measure.id, text=measure.text),
            due_on(as_of, measure.due, measure.extensions, by_another(measure.responsible or roadmap.responsible)),
            None if measure.open else measure.done,
            measure.responsible or roadmap.responsible,
            roadmap.owner,
        )


@ROADMAP.rule(
    Check(
        "N12.a.2-3",
        "N",
        title=say("Done without date or evidence"),
        requirement=say("A measure that is done has the day on which it was done, and evidence of an accepted kind"),
        fix=say("Under the measure: write done: and, under evidence:, kind and what"),
    )
)
def done_is_shown(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.2: that a measure was done can be seen; what is accepted as evidence: S19 on the day on which it was done."""
    settings = repository.settings
    yield from in_turn(_shown(Route("measures", index), measure, settings) for index, measure in enumerate(roadmap.measures))


def _shown(here: Route, measure: Measure, settings: Settings) -> Iterator[Problem]:
    if measure.status != "done":
        if measure.done:
            yield Problem(
                here / "done",
                say("Measure {number} has a day of completion, but its status is “{status}”",
                    number=measure.id, status=choice(measure.status)),
                say("Write status: done, or delete the day"),
            )  # fmt: skip
        return
    if not measure.done:
        yield Problem(here / "done", say("Measure {number} is done, but not said on which day", number=measure.id))
    accepted = settings.texts(Setting.MEASURE_EVIDENCE_KINDS, measure.done)
    if not measure.evidence:
        yield Problem(here / "evidence", say("Measure {number} is done, but nothing shows it", number=measure.id))
    elif accepted and not any(item.kind in accepted for item in measure.evidence):
        yield Problem(
            here / "evidence",
            say("None of the evidence of measure {number} is of an accepted kind", number=measure.id),
            say("Accepted as evidence (S19): {kinds}", kinds=", ".join(accepted)),
        )


@ROADMAP.rule(
    Check(
        "N12.a.2-4",
        "S",
        title=say("No expected or actual result"),
        requirement=say("Measures are done with effect: each names the result that is expected, and when done the actual one"),
        fix=say("Under the measure: write expected:, and for a measure that is done actual:"),
        setting=Setting.MEASURE_EVIDENCE_KINDS,
    )
)
def results_are_told(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.2: measures are done effectively, which evidence alone does not show: by S19 on the first day of the plan."""
    if repository.settings.at(Setting.MEASURE_EVIDENCE_KINDS, roadmap.dated):
        yield from in_turn(_results(Route("measures", index), measure) for index, measure in enumerate(roadmap.measures))


def _results(here: Route, measure: Measure) -> Iterator[Problem]:
    if measure.status != "cancelled" and not measure.expected:
        yield Problem(here / "expected", say("Measure {number} names no expected result", number=measure.id))
    if measure.status == "done" and not measure.actual:
        yield Problem(here / "actual", say("Measure {number} is done, but names no actual result", number=measure.id))


ROADMAP.requires(MOVED)


@ROADMAP.rule(MOVED)
def moved_dates_keep_their_history(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.2: a measure's date that was moved still shows what it was, why and by whom it was moved."""
    for index, measure in enumerate(roadmap.measures):
        answers = by_another(measure.responsible or roadmap.responsible)
        yield from broken_history(measure.extensions, measure.due, Route("measures", index), answers)


@ROADMAP.rule(
    Check(
        "N12.d.2-2",
        "D",
        title=say("Measure without a project"),
        requirement=say(
            "The measures of a transformation programme name the projects by which systems and resources are introduced"
        ),
        fix=say("Under the measure: write project: and the project's id"),
    )
)
def transformation_is_done_by_projects(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.d.2: a transformation programme ensures that information systems and resources are widely introduced."""
    if roadmap.type != "transformation-programme":
        return
    if not roadmap.measures:
        yield Problem("measures", say("The transformation programme has no measures"))
    for index, measure in enumerate(roadmap.measures):
        if measure.status != "cancelled" and not measure.project:
            yield Problem(Route("measures", index, "project"), say("Measure {number} names no project", number=measure.id))


@ORGANIZATION.duty(
    Check(
        "N12.d.2-1",
        "D",
        title=say("No transformation programme in force"),
        requirement=say("Every day lies in the period of an approved programme of digital transformation"),
        fix=say("Add a programme (type: transformation-programme) whose period goes on from there, and get it approved"),
    )
)
def has_a_transformation_programme(body: Organization, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.d.2: the department draws up transformation programmes.

    A programme that is missing has no record to hang the duty on, so it hangs on the department: due is the last day that
    programmes approved by then cover without a gap; where there never was one, the first day on which it is held to the Nizom.
    """
    if not body.is_department or body.status == "dissolved":
        return
    programmes = list(_programmes(repository, as_of))
    gap = uncovered(Period(as_of), programmes)
    if gap is None:
        return
    due = gap.since - DAY
    if gap.since == as_of:
        begun = held_since(body, repository) or due
        due = max((period.until for period in programmes if period.until and period.until < as_of), default=begun)
    yield Duty("type", say("The next programme of digital transformation"), due, None, body.responsible, body.id)


def _programmes(repository: Records, as_of: date) -> Iterator[Period]:
    """Yield the periods of the transformation programmes approved by that day, each no longer than S43 let it reach."""
    for roadmap in repository.of(Roadmap):
        if roadmap.type != "transformation-programme" or not _approved_by(as_of, roadmap, repository):
            continue
        if roadmap.has_reached("approved"):
            since, until = roadmap.period.since, roadmap.period.until
            reach = repository.settings.whole(Setting.PROGRAMME_REACH_MONTHS, since)
            until = min(until, months_later(since, reach) - DAY) if reach else until
            yield Period(since, until if until < date.max else None)


def _approved_by(day: date, roadmap: Roadmap, repository: Records) -> bool:
    """Whether a programme was approved by a day: by a step of its own, or by the act that it is annexed to."""
    act = repository.get(roadmap.annexed_to, Act)
    return bool(act and act.adopted and act.date and act.date <= day) or roadmap.decided("approved", day) is not None

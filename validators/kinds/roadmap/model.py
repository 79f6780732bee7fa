"""What a plan of measures is, and its way through the ministry (12.a.1)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from validators.kinds.endings import PLAN_ENDED, ends_by_decision
from validators.kinds.ministry import CHAIN, ORDER, Passage, goes_through_the_ministry, passage, wrongly_annexed
from validators.model.lifecycle import Lifecycle
from validators.model.record import Endable, Ending, Extension, NextEdition, Part, Renewable
from validators.model.types import Day, Distinct, Id, Line, PastDay, Percent, Reference, Softens, Text, field
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import routes
from validators.text.messages import say


class Term(Part):
    """The days for which a plan is made."""

    since: Day = field("Since", "The first day, for example 2026-01-01")
    until: Day = field("Until", "The last day, for example 2027-12-31")


class Evidence(Part):
    """What shows that a measure was done (12.a.2)."""

    kind: Literal[
        "order", "letter", "minutes", "acceptance-act", "contract", "report", "publication", "registry-entry", "other"
    ] = field(
        "Kind", "What it is: order, letter, minutes, acceptance-act, contract, report, publication, registry-entry or other"
    )
    what: Text = field("What", "How to find it: its number and date, or an address")


class Measure(Part):
    """One thing that the plan says is to be done, by whom and until when."""

    id: Line = field("Number", "The measure's number in the plan: 1, 2.3")
    text: Text = field("Text", "What is to be done", by="N12.a.2-1")
    due: Day = field("Due", "The last day for it, for example 2026-03-05", by="N12.a.2-1")
    status: Literal["planned", "in-progress", "done", "cancelled"] = field("Status", by="N12.a.2-1")
    responsible: Annotated[Id, Reference("employee", withdrawn=True)] | None = field(
        "Responsible", "The one employee responsible for it", default=None
    )
    executors: Annotated[
        tuple[Annotated[Id, Reference("employee", "organization", withdrawn=True)], ...], Distinct
    ] = field("Co-executors", "Who else works on it: employees, units, organisations", default=())  # fmt: skip
    project: Annotated[Id, Reference("project", withdrawn=True)] | None = field(
        "Project", "The project by which it is done", default=None
    )
    expected: Text | None = field("Expected result", "What is to be achieved when it is done", default=None)
    actual: Text | None = field("Actual result", "What was achieved when it was done", default=None)
    done: PastDay | None = field("Done", "The day on which it was done, for example 2026-03-05", default=None)
    evidence: tuple[Evidence, ...] = field("Evidence", "What shows that it was done", default=())
    extensions: tuple[Extension, ...] = field("Extensions", "Due dates that were moved", default=(), by="N12.a.2-5")
    cancelled: Ending | None = field("How it ended", "For status: cancelled: why, and who decided", default=None)

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.status in ("planned", "in-progress")

    @property
    def over(self) -> bool:
        """Whether it was done or given up."""
        return not self.open

    @property
    def is_ended(self) -> bool:
        """Whether it was cancelled, and says who decided."""
        return self.status == "cancelled" and self.cancelled is not None


class NextPlan(NextEdition):
    """What the next edition of a plan says otherwise; under `measures` are all of its measures, those that stay too."""

    title: Line | None = field("Title", "The title of the next edition, if it is another one", default=None)
    period: Term | None = field("Period", "The days for which it is made, if they are others", default=None)
    measures: tuple[Measure, ...] = field(
        "Measures", "All measures of the next edition, those that stay as they are too", default=()
    )


class Roadmap(Endable, Renewable):
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
        ended=frozenset({"cancelled"}),
    )

    type: Literal["roadmap", "departmental-programme", "transformation-programme"] = field("Type")
    status: Literal[Passage, "completed", "cancelled"] = field("Status")
    period: Term = field("Period", "The days for which it is made")
    annexed_to: Annotated[Id, Reference("act", withdrawn=True), Softens()] | None = field(
        "Annexed to",
        "For a plan that an act of the President or the Cabinet approved as its annex: the act's id; it is not submitted by us",
        default=None,
        by="N12.a.1-2",
    )
    measures: tuple[Measure, ...] = field("Measures", "What is to be done", default=())
    next_edition: NextPlan | None = field(
        "Next edition", "What the edition on its way to approval says otherwise, while this one is in force", default=None
    )

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
    def bound(self) -> bool:
        """Whether it was approved, by a step of its own or by the act that it is annexed to: until then a plan binds nobody."""
        return self.annexed_to is not None or self.decided("approved") is not None

    @property
    def ends_outside(self) -> bool:
        """Whether an act of the President or the Cabinet approved it."""
        return self.annexed_to is not None

    @property
    def to_be_done(self) -> bool:
        """Until it is carried out or given up."""
        return self.status not in self.LIFECYCLE.closed

    @property
    def progress(self) -> Percent | None:
        """How many of its measures are done, in per cent; those given up do not count."""
        counted = [measure for measure in self.measures if not measure.is_ended]
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
        "ended",
        "next_edition",
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
ends_by_decision(ROADMAP, PLAN_ENDED)


@ROADMAP.rule(ORDER)
def is_annexed_to_an_act_from_above(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.a.1: a plan that the President or the Cabinet approved is not the department's to submit; an act says that it is one."""
    yield from wrongly_annexed(roadmap, roadmap.annexed_to, repository)

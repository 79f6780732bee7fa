"""What a project is: its facts and their parts, its lifecycle, its way to approval."""

from collections.abc import Hashable
from datetime import date
from typing import Annotated, Literal

from validators.kinds.endings import PROJECT_ENDED, ends_by_decision
from validators.model.lifecycle import Lifecycle
from validators.model.record import Endable, Ending, Extension, Part
from validators.model.types import Day, Distinct, Id, Line, Money, PastDay, Percent, Reference, Softens, Text, field
from validators.rules.chain import Chain, Step
from validators.rules.kind import Kind
from validators.source.route import routes
from validators.text.messages import say

Status = Literal["draft", "planned", "suspended", "in-progress", "testing", "launched", "completed", "cancelled"]
DocumentKind = Literal[
    "concept", "feasibility-study", "terms-of-reference", "technical-design", "working-design", "test-programme",
    "user-manual", "other",
]  # fmt: skip
Stage = Literal[
    "research", "concept", "terms-of-reference", "draft-design", "technical-design", "working-design", "system-tests",
    "trial-operation", "acceptance", "warranty",
]  # fmt: skip
"""The stages of creating an information system, in the order in which the state standard on stages puts them."""


class Try(Part):
    """One time that something was put to an authorised body: when it was sent, and what the body concluded (12.a.3)."""

    body: Annotated[Id, Reference("organization", withdrawn=True)] = field(
        "Body", "The authorised organisation that it was sent to, and that gave the conclusion", by="N12.a.3-3"
    )
    sent: PastDay | None = field("Sent", "The day on which it was sent for expertise, for example 2026-03-05", default=None)
    number: Line | None = field("Number", "The conclusion's number, once it is there", default=None)
    date: PastDay | None = field("Date", "The conclusion's date, for example 2026-03-05", default=None)
    outcome: Annotated[
        Literal["positive", "negative", "returned"] | None, Softens(falling=("negative", "returned", "positive"))
    ] = field("Outcome", "positive, negative or returned for rework", default=None)

    @property
    def under_way(self) -> bool:
        """Whether it was sent and nothing is concluded yet."""
        return self.sent is not None and self.date is None and self.outcome is None


class Expertise(Try):
    """The way of something through expertise: the last try, and those before it."""

    earlier: tuple[Try, ...] = field(
        "Earlier conclusions", "Conclusions before this one, such as a return for rework", default=()
    )

    def concluded(self, day: Day | None = None) -> "Try | None":
        """Return the last try that was concluded by a day, or at all."""
        known = (one for one in (*self.earlier, self) if one.outcome and one.date and (day is None or one.date <= day))
        return max(known, key=lambda one: one.date or date.min, default=None)


class ProjectDocument(Part):
    """A document of the project: the standard and the act it was written by, and its expertise."""

    kind: Annotated[DocumentKind, Softens("user-manual", "other", why="title")] = field(
        "Kind", "What document it is: terms-of-reference, technical-design …"
    )
    title: Line | None = field("Title", "The document's own title", default=None)
    date: PastDay = field("Date", "The day on which the document was completed, for example 2026-03-05")
    standards: Annotated[tuple[Annotated[Id, Reference("standard", withdrawn=True)], ...], Distinct] = field(
        "Standards", "State standards by which it was written", default=()
    )
    acts: Annotated[tuple[Annotated[Id, Reference("act", withdrawn=True)], ...], Distinct] = field(
        "Acts", "Acts in force by which it was written", default=()
    )
    expertise: Expertise | None = field("Expertise", "The authorised body's conclusion", default=None)


class Change(Part):
    """A change made to the system after its documents had passed expertise."""

    date: PastDay = field("Date", "The day on which the change was put into use, for example 2026-03-05")
    what: Text = field("What", "What was changed")
    kind: Annotated[Literal["addition", "correction"] | None, Softens("correction")] = field(
        "Kind", "addition for what the system could not do before, or correction of a mistake in it", default=None
    )
    document: DocumentKind | None = field(
        "Document", "For an addition: which project document was drawn up for it, for example technical-design", default=None
    )
    expertise: Expertise | None = field("Expertise", "The conclusion on the change", default=None)


class Milestone(Part):
    """A stage of the work."""

    title: Line = field("Title", "What is reached")
    stage: Stage | None = field("Stage", "Which stage of creating the system it belongs to", default=None)
    start: Day | None = field("Start", "When work on it begins, for example 2026-03-05", default=None)
    due: Day = field("Due", "The last day for it, for example 2026-03-05")
    done: PastDay | None = field("Done", "The day on which it was reached, for example 2026-03-05", default=None)
    responsible: Annotated[Id, Reference("employee")] | None = field("Responsible", "Who is responsible for it", default=None)
    extensions: tuple[Extension, ...] = field("Extensions", "Due dates that were moved", default=(), by="N14.4-3")
    cancelled: Ending | None = field("How it ended", "For a stage that is no longer needed: why, and who decided", default=None)

    @property
    def over(self) -> bool:
        """Whether it was reached or given up."""
        return self.done is not None or self.cancelled is not None


class Monitoring(Part):
    """One look at how the project goes (11.3)."""

    date: PastDay = field("Date", "The day of the entry, for example 2026-03-05")
    progress: Percent = field("Progress", "How much is done, in per cent")
    problems: Text | None = field("Problems", "What is holding it up", default=None)


class Budget(Part):
    """The project's money, in so‘m (12.v.1)."""

    planned: Money = field("Planned", "Planned, in so‘m")
    contracted: Money | None = field("Contracted", "By contracts, in so‘m", default=None)
    paid: Money | None = field("Paid", "Paid so far, in so‘m", default=None)
    source: Text | None = field("Source", "Where the money comes from", default=None)
    explanation: Text | None = field("Explanation", "Why contracts or payments differ from the plan", default=None)


class Contract(Part):
    """The contract of an outside specialist (13.3)."""

    number: Line = field("Number", "The contract's number", by="N13.3-1")
    since: Day = field("Since", "Its first day, for example 2026-03-05", by="N13.3-1")
    until: Day = field("Until", "Its last day, for example 2026-03-05", by="N13.3-1")


class Member(Part):
    """Somebody in the team: an employee, or a specialist from outside with a contract (13.3)."""

    NAMED_BY = ("name", "employee", "organization", "task")

    employee: Annotated[Id, Reference("employee", withdrawn=True)] | None = field("Employee", "An employee of ours", default=None)
    organization: Annotated[Id, Reference("organization")] | None = field(
        "Organisation", "For somebody from outside: whose specialist", default=None
    )
    name: Line | None = field("Full name", "For somebody from outside: the name", default=None, personal=True)
    task: Text = field("Task", "What they do in the project")
    since: Day = field("Since", "First day in the team, for example 2026-03-05")
    until: Day | None = field("Until", "Last day in the team, for example 2026-03-05", default=None)
    contract: Contract | None = field("Contract", "For a specialist from outside", default=None)
    engaged_by: Text | None = field(
        "Engaged by", "For an employee of another unit: number and date of the order or letter, if there is no contract",
        default=None,
    )  # fmt: skip
    papers: Annotated[tuple[Text, ...], Distinct] = field(
        "Papers", "For a specialist from outside: the papers on file, named as in setting S50", default=()
    )

    @property
    def over(self) -> bool:
        """Whether the last day in the team is known."""
        return self.until is not None


class Risk(Part):
    """What may go wrong, and what is done against it."""

    text: Text = field("Risk", "What may go wrong")
    answer: Text | None = field("Answer", "What is done so that it does not happen, or does less harm", default=None)


class Project(Endable):
    """A project by which a system, software or database is built, extended or introduced."""

    LIFECYCLE = Lifecycle(
        {
            "draft": ("planned", "cancelled"),
            "planned": ("in-progress", "suspended", "cancelled"),
            "suspended": ("planned", "in-progress", "testing", "cancelled"),
            "in-progress": ("testing", "launched", "completed", "suspended", "cancelled"),
            "testing": ("in-progress", "launched", "suspended", "cancelled"),
            "launched": ("completed",),
            "completed": (),
            "cancelled": (),
        },
        closed=frozenset({"completed", "cancelled"}),
        dead=frozenset({"cancelled"}),
        ended=frozenset({"suspended", "cancelled"}),
    )

    status: Annotated[Status, Softens(falling=("suspended", "planned"))] = field("Status")
    creates: Annotated[Literal["new-system", "extension", "introduction", "no-system"], Softens("no-system")] = field(
        "Creates", "What is made of a system, software or database: new-system, extension, introduction or no-system"
    )
    started: Day = field("Started", "The day on which the project begins, for example 2026-03-05")
    due: Day = field("Due", "The day by which it is to end, for example 2026-03-05")
    completed: PastDay | None = field("Completed", "The day on which it ended, for example 2026-03-05", default=None)
    launched: PastDay | None = field(
        "Launched", "The day on which the system began to work, for example 2026-03-05", default=None
    )
    priority: Literal["high", "medium", "low"] = field("Priority", default="medium")
    purpose: Text | None = field("Purpose", "What it is for", default=None)
    problem: Text | None = field("Problem", "The problem that it solves", default=None)
    results: tuple[Text, ...] = field("Expected results", "What will be there at the end that is missing now", default=())
    effect: Text | None = field(
        "Effect", "What it brings: economically, in organisation, for people and businesses", default=None
    )
    risks: tuple[Risk, ...] = field("Risks", "What may go wrong, and the answer to it", default=())
    customer: Annotated[Id, Reference("organization")] | None = field(
        "Customer", "The organisation that orders the work", default=None
    )
    developer: Annotated[Id, Reference("organization")] | None = field(
        "Developer", "The organisation that does the work", default=None
    )
    introduced_in: Annotated[tuple[Annotated[Id, Reference("organization", withdrawn=True)], ...], Distinct] = field(
        "Introduced in", "The structures of the Agency where it is introduced", default=()
    )
    systems: Annotated[tuple[Annotated[Id, Reference("registry-entry", withdrawn=True)], ...], Distinct] = field(
        "Systems", "Registry entries of the systems that it makes or changes", default=()
    )
    documents: tuple[ProjectDocument, ...] = field("Project documents", "Terms of reference, designs and the rest", default=())
    changes: tuple[Change, ...] = field("Changes", "Changes of the system after the expertise", default=())
    milestones: tuple[Milestone, ...] = field("Milestones", "The stages with their dates", default=())
    extensions: tuple[Extension, ...] = field("Extensions", "Due dates that were moved", default=(), by="N14.4-3")
    monitoring: tuple[Monitoring, ...] = field("Monitoring", "Entries on progress and problems", default=())
    budget: Budget | None = field("Budget", "Planned, contracted and paid", default=None)
    team: tuple[Member, ...] = field("Team", "Who works on it", default=())

    @property
    def dated(self) -> date | None:
        """The day on which the project begins."""
        return self.started

    @property
    def occasion(self) -> Hashable:
        """Each is called otherwise, whenever it began."""
        return None

    @property
    def bound(self) -> bool:
        """Whether anybody decided on it: until then it is a draft, and may be dropped."""
        return bool(self.approvals)

    @property
    def to_be_done(self) -> bool:
        """Until it is over or given up."""
        return self.status not in self.LIFECYCLE.closed

    @property
    def makes_system(self) -> bool:
        """Whether 12.a.3 and 12.a.4 concern it at all."""
        return self.creates != "no-system"

    @property
    def running(self) -> bool:
        """Whether work has begun and goes on or is over, so that its documents must be in order.

        Not while it is suspended, unless nobody decided that it is: then it goes on as before.
        """
        return self.has_reached("in-progress") or (self.status == "suspended" and self.owing)

    @property
    def begun(self) -> bool:
        """Whether work has begun; of what was suspended or given up, as far as entries show it."""
        return self.running or (self.is_ended and bool(self.monitoring))

    @property
    def progress(self) -> Percent | None:
        """Per cent by the last monitoring entry."""
        return max(self.monitoring, key=lambda entry: entry.date).progress if self.monitoring else None

    @property
    def planned(self) -> Money | None:
        """The money that is planned for it."""
        return self.budget.planned if self.budget else None

    @property
    def contracted(self) -> Money | None:
        """What is contracted of it."""
        return self.budget.contracted if self.budget else None

    @property
    def paid(self) -> Money | None:
        """What is paid of it."""
        return self.budget.paid if self.budget else None


# "suspended" is before the work\'s own stages: a suspended project counts as having reached none of them.
PROJECT = Kind(
    name="project",
    folder="projects",
    prefix="loy",
    model=Project,
    singular=say("Project"),
    plural=say("Projects"),
    about=say("Projects of the digital economy and e-government, from the first draft to the last payment"),
    chain=Chain(
        (
            Step("visa", ("head", "chief-specialist"), "in-progress"),
            Step("approved", ("deputy", "director-general"), "in-progress", by_another=True),
        ),
        reached_on=("launched", "completed"),
    ),
    progress=routes(
        "ended",
        "completed",
        "launched",
        "risks",
        "systems",
        "documents",
        "changes",
        "milestones.*.start",
        "milestones.*.done",
        "milestones.*.responsible",
        "milestones.*.cancelled",
        "monitoring",
        "budget.contracted",
        "budget.paid",
        "budget.explanation",
        "team",
    ),
    icon="briefcase-outline",
    columns=("status", "progress", "due", "planned", "contracted", "paid", "responsible"),
    order=10,
    public=True,
)

ends_by_decision(PROJECT, PROJECT_ENDED)

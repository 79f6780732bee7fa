"""Projects of the digital economy and e-government.

Documents and expertise (12.a.3), registry (12.a.4), monitoring (11.3), money (12.v.1), outside specialists (13.3).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Literal

from validators.approvals import Chain, Step
from validators.duties import Duty
from validators.fields import Day, Distinct, Id, Money, Percent, Reference, Text, field
from validators.finding import Problem
from validators.kind import Check, Kind, Lifecycle
from validators.messages import choice, say
from validators.record import Extension, Part, Record
from validators.repository import Repository

Status = Literal["draft", "planned", "in-progress", "testing", "launched", "completed", "suspended", "cancelled"]
DocumentKind = Literal[
    "concept", "feasibility-study", "terms-of-reference", "technical-design", "working-design", "test-programme",
    "user-manual", "other",
]  # fmt: skip


class Expertise(Part):
    """An authorised body's conclusion on a project document (12.a.3)."""

    body: Annotated[Id, Reference("organization", withdrawn=True)] = field(
        "Body", "The authorised organisation that gave the conclusion", by="N12.a.3-3"
    )
    number: Text = field("Number", "The conclusion's number", by="N12.a.3-3")
    date: Day = field("Date", "The conclusion's date, as 2026-03-05", by="N12.a.3-3")
    outcome: Literal["positive", "negative", "returned"] = field(
        "Outcome", "positive, negative or returned for rework", by="N12.a.3-3"
    )


class ProjectDocument(Part):
    """A document of the project: the standard and the act it was written by, and its expertise."""

    kind: DocumentKind = field("Kind", "What document it is: terms-of-reference, technical-design …")
    title: Text | None = field("Title", "The document's own title", default=None)
    date: Day = field("Date", "The day on which the document was completed, as 2026-03-05")
    standards: Annotated[tuple[Annotated[Id, Reference("standard", withdrawn=True)], ...], Distinct] = field(
        "Standards", "State standards by which it was written", default=()
    )
    acts: Annotated[tuple[Annotated[Id, Reference("act", withdrawn=True)], ...], Distinct] = field(
        "Acts", "Acts in force by which it was written", default=()
    )
    expertise: Expertise | None = field("Expertise", "The authorised body's conclusion", default=None)


class Change(Part):
    """A change made to the system after its documents had passed expertise."""

    date: Day = field("Date", "The day of the change, as 2026-03-05")
    what: Text = field("What", "What was changed")
    expertise: Expertise | None = field("Expertise", "The conclusion on the change", default=None)


class Milestone(Part):
    """A stage of the work."""

    title: Text = field("Title", "What is reached")
    start: Day | None = field("Start", "When work on it begins, as 2026-03-05", default=None)
    due: Day = field("Due", "The last day for it, as 2026-03-05")
    done: Day | None = field("Done", "The day on which it was reached, as 2026-03-05", default=None)
    responsible: Annotated[Id, Reference("employee")] | None = field("Responsible", "Who answers for it", default=None)


class Monitoring(Part):
    """One look at how the project goes (11.3)."""

    date: Day = field("Date", "The day of the entry, as 2026-03-05")
    progress: Percent = field("Progress", "How much is done, in per cent")
    problems: Text | None = field("Problems", "What stands in the way", default=None)


class Budget(Part):
    """The project's money, in so‘m (12.v.1)."""

    planned: Money = field("Planned", "Planned, in so‘m")
    contracted: Money | None = field("Contracted", "By contracts, in so‘m", default=None)
    paid: Money | None = field("Paid", "Paid so far, in so‘m", default=None)
    source: Text | None = field("Source", "Where the money comes from", default=None)
    explanation: Text | None = field("Explanation", "Why contracts or payments differ from the plan", default=None)


class Contract(Part):
    """The contract of an outside specialist (13.3)."""

    number: Text = field("Number", "The contract's number", by="N13.3-1")
    since: Day = field("Since", "Its first day, as 2026-03-05", by="N13.3-1")
    until: Day = field("Until", "Its last day, as 2026-03-05", by="N13.3-1")


class Member(Part):
    """Somebody in the team: an employee, or a specialist from outside with a contract (13.3)."""

    employee: Annotated[Id, Reference("employee", withdrawn=True)] | None = field("Employee", "An employee of ours", default=None)
    organization: Annotated[Id, Reference("organization")] | None = field(
        "Organisation", "For somebody from outside: whose specialist", default=None
    )
    name: Text | None = field("Name", "For somebody from outside: the name", default=None, personal=True)
    task: Text = field("Task", "What they do in the project")
    since: Day = field("Since", "First day in the team, as 2026-03-05")
    until: Day | None = field("Until", "Last day in the team, as 2026-03-05", default=None)
    contract: Contract | None = field("Contract", "For a specialist from outside", default=None)


class Project(Record):
    """A project by which a system, software or database is built, extended or introduced."""

    status: Status = field("Status", "draft, planned, in-progress, testing, launched, completed, suspended or cancelled")
    creates: Literal["new-system", "extension", "introduction", "no-system"] = field(
        "Creates", "Whether a system, software or database is built, extended or introduced, or none"
    )
    started: Day = field("Started", "The day on which the project begins, as 2026-03-05")
    due: Day = field("Due", "The day by which it is to end, as 2026-03-05")
    completed: Day | None = field("Completed", "The day on which it ended, as 2026-03-05", default=None)
    launched: Day | None = field("Launched", "The day on which the system began to work, as 2026-03-05", default=None)
    priority: Literal["high", "medium", "low"] = field("Priority", "high, medium or low", default="medium")
    introduced_in: Annotated[tuple[Annotated[Id, Reference("organization")], ...], Distinct] = field(
        "Introduced in", "The structures of the Agency where it is introduced", default=()
    )
    systems: Annotated[tuple[Annotated[Id, Reference("registry-entry", withdrawn=True)], ...], Distinct] = field(
        "Systems", "Registry entries of the systems that it makes or changes", default=()
    )
    documents: tuple[ProjectDocument, ...] = field("Project documents", "Terms of reference, designs and the rest", default=())
    changes: tuple[Change, ...] = field("Changes", "Changes of the system after the expertise", default=())
    milestones: tuple[Milestone, ...] = field("Milestones", "The stages with their dates", default=())
    extensions: tuple[Extension, ...] = field("Extensions", "Due dates that were moved", default=())
    monitoring: tuple[Monitoring, ...] = field("Monitoring", "Entries on progress and problems", default=())
    budget: Budget | None = field("Budget", "Planned, contracted and paid", default=None)
    team: tuple[Member, ...] = field("Team", "Who works on it", default=())

    @property
    def dated(self) -> date | None:
        """The day on which the project begins."""
        return self.started

    @property
    def to_be_done(self) -> bool:
        """Until it is over or given up."""
        return self.status not in LIFECYCLE.closed

    @property
    def makes_system(self) -> bool:
        """Whether 12.a.3 and 12.a.4 concern it at all."""
        return self.creates != "no-system"

    @property
    def running(self) -> bool:
        """Whether work has begun, so that its documents must be in order."""
        return LIFECYCLE.reached(self.status, "in-progress")

    @property
    def progress(self) -> int | None:
        """Per cent by the last monitoring entry."""
        return max(self.monitoring, key=lambda entry: entry.date).progress if self.monitoring else None


LIFECYCLE = Lifecycle(
    {
        "draft": ("planned", "cancelled"),
        "planned": ("in-progress", "suspended", "cancelled"),
        "in-progress": ("testing", "launched", "completed", "suspended", "cancelled"),
        "testing": ("in-progress", "launched", "suspended", "cancelled"),
        "launched": ("completed",),
        "completed": (),
        "suspended": ("planned", "in-progress", "testing", "cancelled"),
        "cancelled": (),
    },
    closed=frozenset({"completed", "cancelled"}),
    dead=frozenset({"cancelled"}),
)

PROJECT = Kind(
    name="project",
    folder="projects",
    prefix="loy",
    model=Project,
    singular=say("Project"),
    plural=say("Projects"),
    about=say("Projects of the digital economy and e-government, from the first draft to the last payment"),
    lifecycle=LIFECYCLE,
    chain=Chain(
        (
            Step("visa", ("head", "chief-specialist"), "in-progress"),
            Step("approved", ("deputy", "director-general"), "in-progress"),
        )
    ),
    icon="briefcase-outline",
    columns=("status", "progress", "due", "priority", "responsible", "owner"),
    order=10,
)


@PROJECT.rule(
    Check(
        "N11.1-1",
        "D",
        title=say("Not said where it is introduced"),
        demand=say("A project names the structures of the Agency in which it is introduced"),
        mend=say("Under introduced_in: list the ids of the structures"),
    )
)
def names_where_it_is_introduced(project: Project, repository: Repository) -> Iterator[Problem]:
    """11.1: projects are introduced widely in the Agency and its structures."""
    if project.running and not project.introduced_in:
        yield Problem("introduced_in", say("The project does not name a structure in which it is introduced"))


@PROJECT.duty(
    Check(
        "N11.3-1",
        "S",
        title=say("Monitoring is overdue"),
        demand=say("The progress of a running project is looked at within the monitoring period"),
        mend=say("Under monitoring: add an entry with date, progress and problems"),
        setting="S15",
    )
)
def is_monitored(project: Project, repository: Repository, as_of: date) -> Iterator[Duty]:
    """11.3: the fulfilment of projects is monitored; the period is a setting."""
    if project.status not in ("in-progress", "testing"):
        return
    days = repository.settings.whole("S15") or 0
    last = max((entry.date for entry in project.monitoring), default=project.started)
    yield Duty("monitoring", say("Monitoring entry"), last + timedelta(days=days), None, project.responsible, project.owner)


@PROJECT.rule(
    Check(
        "N12.a.1-3",
        "N",
        title=say("In no submitted project list"),
        demand=say("Every project stands in a project list that was submitted to the ministry"),
        mend=say("Add the project's id to a project list and submit the list, or put the project back to draft"),
    )
)
def stands_in_a_submitted_list(project: Project, repository: Repository) -> Iterator[Problem]:
    """12.a.1: the department draws up the list of projects and submits it to the ministry."""
    if project.status in ("draft", "cancelled"):
        return
    lists = [record for record, route in repository.citing(project.id, "project-list") if route.startswith("projects.")]
    if not lists:
        yield Problem("id", say("No project list names this project"))
    elif not any(record.decided("submitted") for record in lists):
        yield Problem("id", say("The list that names this project, {id}, was not submitted to the ministry", id=lists[0].id))


@PROJECT.rule(
    Check(
        "N12.a.3-1",
        "N",
        title=say("No project documents"),
        demand=say("A project that builds, extends or introduces a system has project documents"),
        mend=say("Under documents: list the terms of reference and the other documents"),
    )
)
def has_documents(project: Project, repository: Repository) -> Iterator[Problem]:
    """12.a.3: systems, software and databases are developed by project documents."""
    if project.running and project.makes_system and not project.documents:
        yield Problem("documents", say("The project makes or changes a system and has no project document"))


@PROJECT.rule(
    Check(
        "N12.a.3-2",
        "N",
        title=say("Document not by standard and act in force"),
        demand=say("A project document cites a state standard and an act, both in force on its date"),
        mend=say("Under the document's standards: and acts: write the ids of those in force on its date"),
    )
)
def documents_follow_standards_and_acts(project: Project, repository: Repository) -> Iterator[Problem]:
    """12.a.3: documents conform to the state standards and to acts in force."""
    if not project.makes_system:
        return
    for place, document in enumerate(project.documents):
        for name, ids in (("standards", document.standards), ("acts", document.acts)):
            here = f"documents.{place}.{name}"
            if not ids:
                missing = say("“{kind}” cites no state standard", kind=choice(document.kind))
                if name == "acts":
                    missing = say("“{kind}” cites no act", kind=choice(document.kind))
                yield Problem(here, missing)
            for index, id_ in enumerate(ids):
                cited = repository.find(id_)
                if cited and cited.record and not cited.record.in_force(document.date):
                    yield Problem(
                        f"{here}.{index}",
                        say(
                            "{id} was not in force on {day}, the date of “{kind}”",
                            id=id_,
                            day=document.date,
                            kind=choice(document.kind),
                        ),
                    )


EXPERTISE = PROJECT.requires(
    Check(
        "N12.a.3-3",
        "N",
        title=say("No expertise conclusion"),
        demand=say("Project documents pass the expertise of an authorised body"),
        mend=say("Under expertise: write the body, and the conclusion's number, date and outcome"),
    )
)


@PROJECT.rule(EXPERTISE)
def documents_pass_expertise(project: Project, repository: Repository) -> Iterator[Problem]:
    """12.a.3: project documents go through expertise by authorised organisations; which bodies are authorised: S23."""
    if not (project.running and project.makes_system):
        return
    bodies = repository.settings.texts("S23")
    for place, document in enumerate(project.documents):
        expertise = document.expertise
        if expertise is None:
            yield Problem(
                f"documents.{place}.expertise",
                say("“{kind}” has not passed the expertise of an authorised body", kind=choice(document.kind)),
            )
            continue
        if expertise.date < document.date:
            yield Problem(
                f"documents.{place}.expertise.date",
                say("The conclusion is dated {day}, before the document itself ({document_day})",
                    day=expertise.date, document_day=document.date),
            )  # fmt: skip
        if bodies and expertise.body not in bodies:
            yield Problem(
                f"documents.{place}.expertise.body",
                say("{id} is not among the authorised bodies", id=expertise.body),
                say("Authorised bodies (S23): {bodies}", bodies=", ".join(bodies)),
            )


@PROJECT.rule(
    Check(
        "N12.a.3-4",
        "D",
        title=say("Launched without a positive conclusion"),
        demand=say("A system is launched only with positive conclusions on the least set of documents"),
        mend=say("Get the conclusion before the launch, or put the status back"),
        setting="S25",
    )
)
def launch_waits_for_conclusions(project: Project, repository: Repository) -> Iterator[Problem]:
    """12.a.3: the gate; from which status on: S24, for which documents: S25."""
    stage = str(repository.settings.value("S24") or "launched")
    if not project.makes_system or stage not in LIFECYCLE.moves or not LIFECYCLE.reached(project.status, stage):
        return
    passed = {item.kind for item in project.documents if item.expertise and item.expertise.outcome == "positive"}
    for kind in repository.settings.texts("S25"):
        if kind not in passed:
            yield Problem("status", say("“{kind}” has no positive conclusion", kind=choice(kind)))


@PROJECT.rule(
    Check(
        "N12.a.3-5",
        "D",
        title=say("Changed after the conclusion"),
        demand=say("A change after the conclusion needs a conclusion of its own"),
        mend=say("Under the change's expertise: write the body, number, date and outcome"),
    )
)
def changes_pass_expertise(project: Project, repository: Repository) -> Iterator[Problem]:
    """12.a.3: additions to a system go through expertise as the system did."""
    conclusions = [item.expertise.date for item in project.documents if item.expertise]
    if not conclusions or not project.makes_system:
        return
    for place, change in enumerate(project.changes):
        if change.date > min(conclusions) and not change.expertise:
            yield Problem(f"changes.{place}.expertise", say("The change of {day} has no conclusion of its own", day=change.date))
        if change.expertise and change.expertise.date < change.date:
            yield Problem(f"changes.{place}.expertise.date", say("The conclusion is older than the change that it is for"))


@PROJECT.rule(
    Check(
        "N12.a.4-2",
        "N",
        title=say("No registry entry named"),
        demand=say("A project that makes or changes a system names the system's registry entry"),
        mend=say("Under systems: write the registry entry's id; add the entry first if there is none"),
    )
)
def names_its_registry_entries(project: Project, repository: Repository) -> Iterator[Problem]:
    """12.a.4: data on systems goes into the Unified Registry, in time and well."""
    if project.running and project.makes_system and not project.systems:
        yield Problem("systems", say("The project makes or changes a system and names no registry entry"))


@PROJECT.rule(
    Check(
        "N12.v.1-1",
        "D",
        title=say("Money does not add up"),
        demand=say("Planned is not less than contracted, contracted not less than paid; a large deviation is explained"),
        mend=say("Correct the sums, or write under explanation: why they differ"),
    )
)
def money_is_not_wasted(project: Project, repository: Repository) -> Iterator[Problem]:
    """12.v.1: money is not spent in vain; how far contracts may fall short of the plan unexplained: S36."""
    budget = project.budget
    if budget is None:
        return
    if budget.contracted is not None and budget.contracted > budget.planned:
        yield Problem("budget.contracted", say("Contracts exceed the plan"))
    if budget.paid is not None and budget.paid > (budget.contracted if budget.contracted is not None else budget.planned):
        yield Problem("budget.paid", say("Payments exceed the contracts"))
    tolerance = repository.settings.whole("S36")
    if tolerance is None or budget.contracted is None or budget.explanation or not budget.planned:
        return
    if abs(budget.planned - budget.contracted) * 100 > budget.planned * tolerance:
        yield Problem(
            "budget.contracted",
            say("Contracts differ from the plan by more than {limit} % and no explanation is given", limit=tolerance),
        )


OUTSIDE = PROJECT.requires(
    Check(
        "N13.3-1",
        "N",
        title=say("Outside specialist without a contract"),
        demand=say("A specialist from outside works under a contract and within its period"),
        mend=say("Under contract: write number, since and until"),
    )
)


@PROJECT.rule(OUTSIDE)
def outside_specialists_have_contracts(project: Project, repository: Repository) -> Iterator[Problem]:
    """13.3: specialists of other organisations are brought in by contract."""
    for place, member in enumerate(project.team):
        if member.employee:
            continue
        if member.contract is None:
            yield Problem(f"team.{place}.contract", say("A specialist from outside is in the team without a contract"))
            continue
        if member.since < member.contract.since:
            yield Problem(
                f"team.{place}.since",
                say("Work begins before the contract, which is from {day}", day=member.contract.since),
            )
        if (member.until or member.since) > member.contract.until:
            yield Problem(
                f"team.{place}.until",
                say("Work goes on after the contract, which ends on {day}", day=member.contract.until),
            )

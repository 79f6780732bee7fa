"""What every record has, of any kind: identity, owner, dates, basis, approvals."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, Any, ClassVar

from validators.model.gaps import Facts, known
from validators.model.lifecycle import Lifecycle
from validators.model.roles import Decision, Role
from validators.model.types import Day, Digest, Distinct, Flag, Id, Line, PastDay, Reference, Softens, Text, field
from validators.source.route import Route


class Part(Facts):
    """A group of fields inside a record."""

    NAMED_BY: ClassVar[tuple[str, ...]] = (
        "title", "text", "what", "name", "employee", "organization", "decision", "kind", "stage", "date", "old",
    )  # fmt: skip
    """The keys that say what an item of a list is called, wherever people read of it: the first that is written does."""
    IDENTIFIED_BY: ClassVar[tuple[str, ...]] = (
        "id", "code", "kind", "title", "text", "name", "item", "number", "date", "record", "act", "standard",
    )  # fmt: skip
    """The keys that tell an item from the others while a list is edited: the first that is written does.

    Fingerprints rest on it: with another order findings that are there already look new.
    """

    @property
    def over(self) -> bool:
        """Whether the work that it describes is over, so that nobody need answer for it any more (15.2)."""
        return getattr(self, "done", None) is not None


class Letter(Part):
    """An outgoing or incoming letter, by which the receiver can find it; from whom, to whom and about whom or what it is."""

    number: Line = field("Number", "The letter's registration number")
    date: PastDay = field("Date", "The letter's date, for example 2026-03-05")
    sender: Annotated[Id, Reference("organization", withdrawn=True)] | None = field(
        "Sender", "The body that sent it", default=None
    )
    to: Annotated[Id, Reference("organization", withdrawn=True)] | None = field("To", "The body that it went to", default=None)
    about: Annotated[tuple[Annotated[Id, Reference(withdrawn=True)], ...], Distinct] = field(
        "About", "The employees or records that it is about", default=()
    )


class Approval(Part):
    """One step of a record's way to approval: who decided what, in which role, on which day, by which document."""

    decision: Decision = field("Decision", "What was done: developed, visa, submitted, reviewed, agreed, approved or rejected",
                               by="N15.1-1")  # fmt: skip
    role: Role = field("Role", "In which role it was decided", by="N15.1-1")
    by: Annotated[Id, Reference("employee", "organization", withdrawn=True)] = field(
        "By", "The employee, or for an outside body the organisation, that decided", by="N15.1-1"
    )
    date: PastDay = field("Date", "The day of the decision, for example 2026-03-05", by="N15.1-1")
    document: Line | None = field("Document number", "Number of the letter, order or minutes", default=None)
    part: Text | None = field("Part", "For a visa: the part of the document that it covers", default=None)
    to: Annotated[Id, Reference("organization", withdrawn=True)] | None = field(
        "To", "For a submission: the body that it was sent to", default=None
    )
    recorded_by: Annotated[Id, Reference("employee", withdrawn=True)] | None = field(
        "Recorded by", "For an outside body's decision: the employee who entered it here", default=None
    )
    digest: Digest | None = field("Digest", "What was decided on; “nizom approve” writes it", default=None)


class Extension(Part):
    """A due date that was moved: the old one stays to be seen. The list that it is in names its check."""

    old: Day = field("Old due date", "The date before, for example 2026-03-05")
    new: Annotated[Day, Softens(why="reason")] = field("New due date", "The date after, for example 2026-03-05")
    reason: Text = field("Reason", "Why it was moved")
    allowed_by: Annotated[Id, Reference("employee", "organization", withdrawn=True)] = field("Allowed by", "Who allowed it")
    date: PastDay = field("Date", "The day on which it was allowed, for example 2026-03-05")
    document: Line | None = field("Document number", "Number of the letter, order or minutes", default=None)


class Ending(Part):
    """How what is owed ends before its time: of a record under `ended`, of a part of it under `cancelled`."""

    reason: Annotated[Text, Softens(why="by")] = field("Reason", "Why it is no longer needed")
    by: Annotated[Id, Reference("employee", "organization", withdrawn=True)] = field("By", "Who decided")
    date: PastDay = field("Date", "The day of the decision, for example 2026-03-05")
    document: Line | None = field("Document number", "Number of the letter, order or minutes", default=None)


class Correction(Part):
    """A mistake in a closed record that was put right openly: what was there stays to be seen."""

    what: Text = field("What", "What was corrected, as a check names it: actual → value; body for the text, plan.png for a file")
    old: Text | None = field("Old value", "What was there before, if anything", default=None)
    new: Text | None = field("New value", "What is there now, if anything", default=None)
    reason: Text = field("Reason", "Why it was mistaken")
    by: Annotated[Id, Reference("employee", withdrawn=True)] = field("By", "Who decided on the correction")
    date: PastDay = field("Date", "The day of the decision, for example 2026-03-05")
    document: Line | None = field("Document number", "Number of the letter, order or minutes", default=None)


Steps = Sequence[tuple[int, Approval]]
"""Steps, each with its index in the approvals."""

UNDONE_BY_REJECTION: frozenset[Decision] = frozenset({"submitted", "reviewed", "agreed", "approved"})
"""Steps that no longer count once what they were taken on is rejected; that it was developed, and seen, stays so."""


class Record(Facts):
    """One record, typed. Kinds add their own fields and say in `dated` which day the record speaks of."""

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle({})
    """The statuses of the kind and the moves between them."""

    id: Id = field("Id", "The record's id, for ever: the letters of its kind, in most kinds the year, and a number")
    title: Line = field("Title", "What it is called, in one line")
    status: Text = field("Status", "Where in its lifecycle the record is")
    owner: Annotated[Id, Reference("organization")] = field(
        "Owner", "The unit responsible for the record: the department, or a unit named in the record"
    )
    responsible: Annotated[Id, Reference("employee")] | None = field(
        "Responsible", "The employee responsible for it", default=None
    )
    units: Annotated[tuple[Annotated[Id, Reference("organization")], ...], Distinct] = field(
        "Units", "Other units and organisations that take part", default=()
    )
    basis: Annotated[tuple[Annotated[Id, Reference("act", withdrawn=True, leads_on=True)], ...], Distinct] = field(
        "Basis", "The acts on which it rests", default=()
    )
    related: Annotated[tuple[Annotated[Id, Reference(withdrawn=True)], ...], Distinct] = field(
        "Related", "Other records worth reading with this one", default=()
    )
    approvals: tuple[Approval, ...] = field("Approvals", "The way to approval, step by step", default=())
    corrections: tuple[Correction, ...] = field(
        "Corrections", "In a closed record: mistakes that were corrected, each with what was there before", default=()
    )
    summary: Text | None = field("Summary", "What it is about, in one or two sentences", default=None)
    sample: Flag = field("Sample", "true for an invented record that only shows how to write one", default=False)

    @property
    def dated(self) -> date | None:
        """The day of which the record speaks: what it cites must have been in force then."""
        return None

    @property
    def occasion(self) -> Hashable:
        """What distinguishes it from another record of its kind with the same title and owner, such as the day of a report.

        None in kinds of which each is called otherwise.
        """
        return self.dated

    @property
    def rested(self) -> tuple[date, date] | None:
        """The first and the last of the days of which one is enough: on it the acts that it rests on must have been in force."""
        return (self.dated, self.dated) if self.dated else None

    @property
    def alive(self) -> bool:
        """Whether others may rely on the record, by its status."""
        return self.status not in self.LIFECYCLE.dead

    @property
    def over(self) -> bool:
        """Whether the work on the record is over, or was given up."""
        return self.LIFECYCLE.over(self.status)

    def has_reached(self, stage: str) -> bool:
        """Return whether the record has come as far as the status `stage` or farther; a dead one has reached nothing."""
        return self.LIFECYCLE.reached(self.status, stage)

    def in_force(self, day: date) -> bool:
        """Whether the record has effect on that day; acts and standards have dates of their own."""
        return self.alive

    @property
    def lost_force_on(self) -> date | None:
        """The day on which an act or standard lost force; None while it has not, and for all else."""
        return None

    @property
    def to_be_done(self) -> bool:
        """Whether somebody has work to do on it, and so must answer for it (15.2)."""
        return False

    def in_effect(self, by: date | None = None) -> Steps:
        """Return the steps taken by a day, or at all, that no later rejection undid, each with its index.

        A step without a digest does not take the place of the same step with one: it would cover anything. Where a record has
        editions, those of the edition in force count.
        """
        return counting(self.editions(by)[-1])

    def editions(self, by: date | None = None) -> list[Steps]:
        """Return the steps taken by a day, or at all, by edition, each with its index; most kinds have a single one."""
        return [[(index, step) for index, step in enumerate(self.approvals) if by is None or step.date <= by]]

    def replaced(self) -> frozenset[int]:
        """Return the indices of the steps of editions that a later one took the place of."""
        return frozenset()

    def in_effect_ahead(self) -> Steps:
        """Return the steps of the next edition, each with its index, that are not undone, while it is on its way."""
        return []

    @property
    def renewing(self) -> bool:
        """Whether a next edition is on its way to approval."""
        return False

    def decided(self, decision: Decision, by: date | None = None) -> Approval | None:
        """Return the last such step in effect, of those taken by a day or at all."""
        return last_of(decision, self.in_effect(by))[1]


class Endable(Record):
    """A record whose duties end before their time only by a decision: a status alone ends nothing."""

    ended: Ending | None = field(
        "How it ended",
        "When it is withdrawn, cancelled or suspended: why, who decided and when; without it everything is still owed",
        default=None,
    )

    ENDED_BY_LETTER: ClassVar[bool] = False
    """Whether a body outside the Agency ends it only by a document with a number."""

    @property
    def bound(self) -> bool:
        """Whether anything is owed on it that an ending would end."""
        return True

    @property
    def ends_outside(self) -> bool:
        """Whether only a body outside the Agency can end it, because that body gave it."""
        return False

    @property
    def is_ended(self) -> bool:
        """Whether its status says that it ended before its time."""
        return self.status in self.LIFECYCLE.ended

    @property
    def owing(self) -> bool:
        """Whether what it owes goes on: it did not end before its time, or nobody decided that it does."""
        return not self.is_ended or (self.bound and self.ended is None)


class NextEdition(Part):
    """What the edition on its way to approval says otherwise than the one in force; a kind adds its own facts."""

    text: Text | None = field("New text", "The text of the next edition, if it is another one", default=None)


class Renewable(Record):
    """A record with editions: what was approved stays in force while the next one is on its way, and does not approve that one.

    Its facts and its text are those of the edition in force. What the next one says otherwise is under `next_edition`, in the
    same words, as each kind declares; its steps stand under `approvals` with the others, and cover the record as it will be.
    """

    next_edition: NextEdition | None = field(
        "Next edition", "What the edition on its way to approval says otherwise, while this one is in force", default=None
    )

    def editions(self, by: date | None = None) -> list[Steps]:
        """Return the steps taken by a day, or at all, by edition: `developed` after an approval in effect begins one."""
        found: list[list[tuple[int, Approval]]] = [[]]
        before: Steps = []
        for index, step in enumerate(self.approvals):
            if by is not None and step.date > by:
                continue
            if step.decision == "developed" and _takes_effect(found[-1], before):
                before = counting(found[-1])
                found.append([])
            found[-1].append((index, step))
        return [*found]

    def in_effect(self, by: date | None = None) -> Steps:
        """Return the steps of the edition in force; of the only one while none was approved."""
        return counting(_up_to_force(self.editions(by))[-1])

    def replaced(self) -> frozenset[int]:
        """Return the indices of the steps of editions before the one in force."""
        return frozenset(index for edition in _up_to_force(self.editions())[:-1] for index, _ in edition)

    def in_effect_ahead(self) -> Steps:
        """Return the steps of the next edition; none where it was rejected and nothing is worked on any more."""
        editions = self.editions()
        if editions == _up_to_force(editions):
            return []
        steps = counting(editions[-1])
        return steps if self.next_edition or steps[-1][1].decision != "rejected" else []

    @property
    def renewing(self) -> bool:
        """Whether a next edition is on its way: described, or with steps of its own, after one that was approved."""
        return bool(self.in_effect_ahead()) or (self.next_edition is not None and self.decided("approved") is not None)


def last_of(decision: Decision, steps: Sequence[tuple[int, Approval]]) -> tuple[int, Approval | None]:
    """Return the last of the steps that is such a decision, with its index."""
    return next(((index, step) for index, step in reversed(steps) if step.decision == decision), (0, None))


def counting(steps: Steps) -> Steps:
    """Return those of the steps of one edition that no later rejection undid and that repeat no sealed one without a digest."""
    decisions = [step.decision for _, step in steps]
    if "rejected" not in decisions and len(set(decisions)) == len(decisions):
        return steps
    return list(_without_unsealed_repeats(_not_rejected(steps)))


def _not_rejected(steps: Steps) -> Steps:
    """Return the steps of one edition that no later rejection undid."""
    rejected = max(((step.date, index) for index, step in steps if step.decision == "rejected"), default=None)
    return steps if rejected is None else [(index, step) for index, step in steps if _outlives(index, step, rejected)]


def _outlives(index: int, step: Approval, rejected: tuple[date, int]) -> bool:
    """Whether a step counts after a rejection, of which the day and the index are given."""
    return step.decision not in UNDONE_BY_REJECTION or (step.date, index) > rejected


def _without_unsealed_repeats(steps: Iterable[tuple[int, Approval]]) -> Iterator[tuple[int, Approval]]:
    """Yield the steps but for those without a digest that repeat one with a digest; a rejection needs none."""
    sealed: set[tuple[Decision, str | None]] = set()
    for index, step in steps:
        if step.digest:
            sealed.add((step.decision, step.part))
        elif step.decision != "rejected" and (step.decision, step.part) in sealed:
            continue
        yield index, step


def _up_to_force(editions: list[Steps]) -> list[Steps]:
    """Return the editions up to the one in force: all of them, or all but the last, which is on its way."""
    *earlier, last = editions
    return editions if not earlier or _takes_effect(last, counting(earlier[-1])) else earlier


def _takes_effect(edition: Steps, before: Steps) -> bool:
    """Whether an edition was approved, each step with a digest where the one before has one: others would cover anything."""
    steps = counting(edition)
    sealed = {(step.decision, step.part) for _, step in before if step.digest}
    approved = any(step.decision == "approved" for _, step in steps)
    return approved and all(step.digest or (step.decision, step.part) not in sealed for _, step in steps)


def parts_on(record: Record, route: Route) -> Iterator[Part]:
    """Yield the parts of a record that a route leads through before it comes to its last part, as far as they are known."""
    here: Any = record
    for part in route.parent:
        here = here[part] if isinstance(part, int) else known(here, part)
        if here is None:
            return
        if isinstance(here, Part):
            yield here

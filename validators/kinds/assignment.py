"""Assignments by acts, which are carried out through nis.uz, adm.ijro.uz and other systems (12.g.2)."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from validators.kinds.act import Act
from validators.kinds.endings import ends_by_decision, is_outside, moves_without_power, until_ended
from validators.model.duty import Duty
from validators.model.fields import unfilled
from validators.model.gaps import answering
from validators.model.lifecycle import Lifecycle
from validators.model.record import Endable, Extension, Part
from validators.model.types import Day, Distinct, Id, Line, PastDay, Reference, Softens, Text, field
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.extensions import MOVED, broken_history, due_on
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route, routes
from validators.text.messages import Message, choice, say
from validators.text.uzbek import fold


class Answer(Part):
    """What was answered on how the assignment was carried out; which parts a full answer has is a setting (S39)."""

    done: Text | None = field("What was done", "What was done to carry the assignment out", default=None)
    result: Text | None = field("Result", "The result, in figures where there are any", default=None)
    evidence: Text | None = field("Evidence", "The documents or addresses that show it", default=None)
    letter: Text | None = field("Letter", "Number and date of the letter with which it was sent", default=None)
    signed_by: Annotated[Id, Reference("employee", withdrawn=True)] | None = field(
        "Signed by", "The employee who signed the answer", default=None
    )


class Returned(Part):
    """The answer was sent back to be worked over."""

    date: PastDay = field("Date", "The day on which it came back, for example 2026-03-05")
    reason: Text = field("Reason", "What was not enough")


class OffControl(Part):
    """Who took the assignment off control: until then it was carried out only by our own word."""

    by: Annotated[Id, Reference("organization", withdrawn=True)] = field("By", "The body that took it off control")
    date: PastDay = field("Date", "The day on which it did, for example 2026-03-05")
    document: Line | None = field("Document number", "Number of the letter, order or minutes", default=None)


class Assignment(Endable):
    """What an act orders the Agency to do by a date, as it is in the system through which it is followed."""

    LIFECYCLE = Lifecycle(
        {
            "received": ("in-progress", "done", "cancelled"),
            "in-progress": ("done", "cancelled"),
            "done": ("in-progress",),
            "cancelled": (),
        },
        closed=frozenset({"done", "cancelled"}),
        dead=frozenset({"cancelled"}),
        ended=frozenset({"cancelled"}),
    )
    ENDED_BY_LETTER: ClassVar[bool] = True

    status: Literal["received", "in-progress", "done", "cancelled"] = field("Status", by="N12.g.2-1")
    kind: Annotated[Literal["one-off", "periodic", "permanent"], Softens("permanent", why="control")] = field(
        "Kind", "one-off, periodic (reported again and again) or permanent (under permanent control)", default="one-off"
    )
    system: Literal["nis-uz", "adm-ijro-uz", "other"] = field(
        "System", "The system through which it is followed: nis-uz, adm-ijro-uz or other", by="N12.g.2-1"
    )
    system_name: Line | None = field("System's name", "For other: what the system is called", default=None)
    number: Line | None = field("Number there", "The assignment's id in that system", default=None)
    decision: Annotated[Id, Reference("act", withdrawn=True)] = field(
        "Basis act", "The act by which it was given", by="N12.g.2-1"
    )
    point: Line | None = field("Paragraph", "The paragraph of the act: 12-band", default=None)
    received: PastDay = field("Received", "The day on which it reached the department, for example 2026-03-05")
    control: Annotated[Id, Reference("organization", withdrawn=True)] | None = field(
        "Controlling body", "The body that controls how it is carried out", default=None
    )
    executors: Annotated[
        tuple[Annotated[Id, Reference("employee", "organization", withdrawn=True)], ...], Distinct
    ] = field("Co-executors", "Who else works on it: employees, units, organisations", default=())  # fmt: skip
    due: Day | None = field(
        "Due", "The last day to carry it out and enter it, or to report on it next, for example 2026-03-05", default=None
    )
    extensions: tuple[Extension, ...] = field("Extensions", "Due dates that were moved", default=(), by="N14.2-2")
    done: PastDay | None = field("Done", "The day on which it was carried out, for example 2026-03-05", default=None)
    entered: PastDay | None = field(
        "Entered", "The day on which the answer was entered in the system, for example 2026-03-05", default=None
    )
    answer: Answer | None = field("Answer given", "What was answered", default=None)
    returned: tuple[Returned, ...] = field("Returned", "When the answer was returned for rework", default=())
    off_control: OffControl | None = field("Off control", "Who took it off control, and when", default=None)

    @property
    def ends_outside(self) -> bool:
        """Only who gave it takes it back."""
        return True

    @property
    def entered_for_good(self) -> datetime.date | None:
        """The day on which the answer was entered, if it did not come back since."""
        back = max((returned.date for returned in self.returned), default=None)
        return None if self.entered and back and self.entered <= back else self.entered

    @property
    def dated(self) -> datetime.date | None:
        """The day on which it reached the department."""
        return self.received

    @property
    def to_be_done(self) -> bool:
        """Until it is carried out or taken back."""
        return self.status not in self.LIFECYCLE.closed


ASSIGNMENT = Kind(
    name="assignment",
    folder="assignments",
    prefix="top",
    model=Assignment,
    singular=say("Assignment"),
    plural=say("Assignments"),
    about=say("Assignments by acts, which are carried out through nis.uz, adm.ijro.uz and other systems"),
    progress=routes("ended", "returned", "off_control", "done", "entered", "answer"),
    icon="clipboard-check-outline",
    columns=("status", "system", "number", "due", "responsible"),
    order=70,
)

KNOWN = ASSIGNMENT.requires(
    Check(
        "N12.g.2-1",
        "N",
        title=say("Incomplete assignment"),
        requirement=say("An assignment has the system through which it is followed, the decision that gave it, and a status"),
        fix=say("Write system, decision and status"),
    )
)

ends_by_decision(ASSIGNMENT)


@ASSIGNMENT.rule(KNOWN)
def names_its_system(assignment: Assignment, repository: Records) -> Iterator[Problem]:
    """12.g.2: decisions are carried out through nis.uz, adm.ijro.uz and other systems; the others have a name."""
    if assignment.system == "other" and not assignment.system_name:
        yield Problem(
            "system_name",
            say("The assignment is in another system, but the record does not say in which"),
            say("Write system_name: and what the system is called"),
        )


@ASSIGNMENT.rule(
    Check(
        "N12.g.2-2",
        "N",
        title=say("Done, but not entered"),
        requirement=say("An assignment that is done has the day on which that was entered in its system"),
        fix=say("Write entered:, or restore the previous status"),
    )
)
def done_is_entered(assignment: Assignment, repository: Records) -> Iterator[Problem]:
    """12.g.2: whether the data was entered in time shows only by the day on which it was."""
    if assignment.status == "done" and assignment.entered is None:
        yield Problem(
            "entered", say("The assignment is done, but the record does not say on which day it was entered in the system")
        )


PARTICULARS = Check(
    "N12.g.2-6",
    "D",
    title=say("Assignment that cannot be followed"),
    requirement=say(
        "An assignment has its id in the system, one responsible employee, a due date and, once it is done, the day of completion"
    ),
    fix=say("Write number, responsible and due; or kind: permanent and the controlling body under control"),
    introduced="0.2.0",
)


@ASSIGNMENT.rule(PARTICULARS)
def can_be_followed(assignment: Assignment, repository: Records) -> Iterator[Problem]:
    """12.g.2: what is entered in time is known by its id, by who enters it, and by its day."""
    if assignment.number is None:
        yield Problem("number", say("The record does not say under which number the assignment is in the system"))
    if assignment.responsible is None:
        yield Problem("responsible", say("Nobody is responsible for the assignment"))
    if assignment.due is None and assignment.kind == "one-off":
        yield Problem("due", say("The record does not say by when the assignment is carried out"))
    elif assignment.due is None and (assignment.control is None or not is_outside(assignment.control, repository)):
        message = say("The assignment has no due date, and no body outside is named that controls it all the time")
        yield Problem("control", message, say("Under control: write the id of the body, or write due:"))
    if assignment.off_control and not is_outside(assignment.off_control.by, repository):
        message = say("{id} cannot take it off control, a body outside the Agency gave it", id=assignment.off_control.by)
        yield Problem(Route("off_control", "by"), message, say("Under by: write the id of the controlling body"))
    if assignment.status == "done" and assignment.done is None:
        yield Problem(
            "done", say("The assignment is done, but the record does not say on which day"), say("Write done: and the day")
        )
    elif assignment.done and assignment.status != "done":
        yield Problem(
            "done",
            say("The assignment has a day of completion, but its status is “{status}”", status=choice(assignment.status)),
            say("Write status: done, or delete the day"),
        )


@ASSIGNMENT.duty(
    Check(
        "N12.g.2-3",
        "N",
        title=say("Assignment is not entered in time"),
        requirement=say("How an assignment was carried out is entered in its system by the due date"),
        fix=say("Enter the answer in the system, then write the day under entered, and done; or the moved date under extensions"),
    )
)
def is_entered_in_time(assignment: Assignment, repository: Records, as_of: datetime.date) -> Iterator[Duty]:
    """12.g.2: data is entered in time."""
    if assignment.due:
        name = assignment.number or assignment.title
        what = say("Assignment {number} in {system}", number=name, system=_system(assignment))
        due = due_on(
            as_of, assignment.due, assignment.extensions, moves_without_power(assignment, assignment.responsible, repository)
        )
        duty = Duty("due", what, due, assignment.entered_for_good, assignment.responsible, assignment.owner)
        yield from until_ended(duty, assignment, repository, as_of)


@ASSIGNMENT.rule(
    Check(
        "N12.g.2-4",
        "S",
        title=say("Answer is incomplete"),
        requirement=say("The answer on an assignment has all the parts that it must have"),
        fix=say("Under answer: write the part that is missing"),
        setting=Setting.ASSIGNMENT_ANSWER_PARTS,
    )
)
def answer_is_full(assignment: Assignment, repository: Records) -> Iterator[Problem]:
    """12.g.2: data is entered in full; which parts a full answer has: S39 on the day of the entry, else of the completion."""
    parts = repository.settings.texts(Setting.ASSIGNMENT_ANSWER_PARTS, assignment.entered or assignment.done)
    if not parts or not (assignment.status == "done" or assignment.entered) or not assignment.alive:
        return
    if assignment.answer is None:
        yield Problem("answer", say("It is not written what was answered on the assignment"))
        return
    for part in unfilled(assignment.answer, parts):
        yield Problem(
            Route("answer", part.name),
            say("The answer lacks the part “{part}”", part=part.title),
            say("Under answer: write {key}: and its value", key=part.name),
        )


FOLLOWED = Check(
    "N12.g.2-5",
    "D",
    title=say("Assignment that cannot be followed"),
    requirement=say("An assignment is kept once, was given by another body, and its dates are in order"),
    fix=say("Correct the date or the decision, or keep one of the two records"),
)


@ASSIGNMENT.rule(FOLLOWED)
def dates_follow_each_other(assignment: Assignment, repository: Records) -> Iterator[Problem]:
    """12.g.2: what is entered in time is received, done and entered, in this order."""
    decision = repository.get(assignment.decision, Act)
    if decision and decision.date and assignment.received < decision.date:
        yield Problem("received", say("Received on {day}, before the decision itself of {decided}",
                                      day=assignment.received, decided=decision.date))  # fmt: skip
    if assignment.due and assignment.due < assignment.received:
        yield Problem("due", say("Due on {day}, before it was received on {received}",
                                 day=assignment.due, received=assignment.received))  # fmt: skip
    if assignment.done and assignment.done < assignment.received:
        yield Problem("done", say("Done on {day}, before it was received on {received}",
                                  day=assignment.done, received=assignment.received))  # fmt: skip
    begun = assignment.done or assignment.received
    if assignment.entered and assignment.entered < begun:
        yield Problem("entered", say("Entered on {day}, before {before}: it was received and done first",
                                     day=assignment.entered, before=begun))  # fmt: skip


@ASSIGNMENT.rule(FOLLOWED)
def is_given_from_above(assignment: Assignment, repository: Records) -> Iterator[Problem]:
    """12.g.2: the decisions that are followed between bodies are others', by an act or by minutes, and not our own orders."""
    decision = repository.get(assignment.decision, Act)
    if decision and decision.type == "internal-order":
        yield Problem(
            "decision",
            say("{id} is the Agency's own order, which no system between bodies follows", id=decision.id),
            say("Under decision: write the act, or the minutes, by which the Agency was given the assignment"),
        )


@ASSIGNMENT.rule(FOLLOWED)
def is_kept_once(assignment: Assignment, repository: Records) -> Iterator[Problem]:
    """12.g.2: an assignment is known by its system and its id there; kept twice, it would be done here and not there."""
    if assignment.number is None:
        return
    first = repository.once(_by_number)[_number(assignment)]
    if first != assignment.id:
        yield Problem("number", say("{id} is the same assignment: its system and its id there are these", id=first))


ASSIGNMENT.requires(MOVED)


@ASSIGNMENT.rule(MOVED)
def a_moved_date_keeps_its_history(assignment: Assignment, repository: Records) -> Iterator[Problem]:
    """14.2, for assignments: a date that was moved still shows what it was, why and by whom it was moved."""
    if assignment.due:
        yield from broken_history(
            assignment.extensions, assignment.due, refusal=moves_without_power(assignment, assignment.responsible, repository)
        )


def _system(assignment: Assignment) -> Message | str:
    """Return what the system is called."""
    return (assignment.system_name if assignment.system == "other" else None) or choice(assignment.system)


def _number(assignment: Assignment) -> tuple[str, str, str]:
    return assignment.system, fold(assignment.system_name or ""), fold(assignment.number or "")


def _by_number(repository: Records) -> Mapping[tuple[str, str, str], str]:
    """Return the first record of each assignment."""
    found: dict[tuple[str, str, str], str] = {}
    for assignment, number in answering(repository.of(Assignment), _number):
        found.setdefault(number, assignment.id)
    return found

"""Measures of state policy (12.a.6), and occasions on which the department speaks for the Agency (13.5)."""

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal

from validators.kinds.endings import ends_by_decision, until_ended
from validators.model.duty import Duty
from validators.model.lifecycle import Lifecycle
from validators.model.record import Endable, Letter
from validators.model.roles import Role
from validators.model.types import Day, Distinct, Id, Line, PastDay, Reference, Text, field
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.rules.superiors import IN_OFFICE, SUPERIORS, not_in_office
from validators.source.finding import Problem
from validators.source.route import Route, routes
from validators.text.messages import say


class Instruction(Letter):
    """The instruction by which management had the Agency represented."""

    number: Line = field("Number", "The instruction's registration number", by="N13.5-1")
    date: PastDay = field("Date", "The instruction's date, for example 2026-03-05", by="N13.5-1")
    role: Role = field("Role", "In which role it was given: director-general or deputy", by="N13.5-1")
    given_by: Annotated[Id, Reference("employee", withdrawn=True)] = field("Given by", "Who gave it", by="N13.5-1")


class PolicyMeasure(Endable):
    """What was done to take part in state policy, or an occasion on which the Agency was represented."""

    LIFECYCLE = Lifecycle(
        {"planned": ("done", "cancelled"), "done": (), "cancelled": ()},
        closed=frozenset({"done"}),
        dead=frozenset({"cancelled"}),
        ended=frozenset({"cancelled"}),
    )

    status: Literal["planned", "done", "cancelled"] = field("Status")
    type: Literal["state-policy", "representation"] = field(
        "Type", "state-policy for a measure of state policy, representation for speaking on the Agency's behalf"
    )
    date: Day = field("Date", "The day on which it is, or was, carried out, for example 2026-03-05", by="N12.a.6-1")
    nature: Literal["organisational", "legal", "technical"] | None = field("Nature", default=None)
    result: Text | None = field("Result", "Its result", default=None)
    event: Text | None = field("Event", "The body or the event where the Agency is represented", default=None)
    represented_by: Annotated[tuple[Annotated[Id, Reference("employee", withdrawn=True)], ...], Distinct] = field(
        "Represented by", "The employees who speak for the Agency", default=()
    )
    instruction: Instruction | None = field("Instruction", "The instruction by which the Agency is represented", default=None)

    @property
    def dated(self) -> datetime.date | None:
        """The day on which it is carried out."""
        return self.date

    @property
    def bound(self) -> bool:
        """Whether it is a measure of state policy, which the Nizom has carried out."""
        return self.type == "state-policy"

    @property
    def to_be_done(self) -> bool:
        """Until it is done, or given up."""
        return self.status == "planned"


MEASURE = Kind(
    name="measure",
    folder="measures",
    prefix="cht",
    model=PolicyMeasure,
    singular=say("Policy measure or representation"),
    plural=say("Policy measures and representation"),
    about=say("What is done to take part in state policy, and the occasions on which the department speaks for the Agency"),
    progress=routes("result", "ended"),
    icon="handshake-outline",
    columns=("status", "type", "date", "responsible", "owner"),
    order=150,
)

ends_by_decision(MEASURE)

PROVED = MEASURE.requires(
    Check(
        "N12.a.6-1",
        "D",
        title=say("Measure of state policy is not complete"),
        requirement=say("A measure of state policy has its basis, its date and, when it is done, its result"),
        fix=say("Write basis with the act's id, date, and result for what is done"),
    )
)


@MEASURE.duty(
    Check(
        "N12.a.6-2",
        "D",
        title=say("Measure of state policy is overdue"),
        requirement=say("The measures needed to take part in state policy are carried out on the day that was planned"),
        fix=say("Write status: done with result, or a later date; what is given up says so under ended"),
        introduced="0.2.0",
    )
)
def is_carried_out(measure: PolicyMeasure, repository: Records, as_of: datetime.date) -> Iterator[Duty]:
    """12.a.6: the measures needed to take part in state policy are carried out; what is planned is done by its day."""
    if measure.type == "state-policy" and measure.status != "done":
        what = say("Measure of state policy: {title}", title=measure.title)
        duty = Duty("date", what, measure.date, None, measure.responsible, measure.owner)
        yield from until_ended(duty, measure, repository, as_of)


@MEASURE.rule(PROVED)
def states_basis_and_result(measure: PolicyMeasure, repository: Records) -> Iterator[Problem]:
    """12.a.6: the measures needed to take part in state policy are carried out, so each shows its basis and its result."""
    if measure.type != "state-policy" or not measure.alive:
        return
    if not measure.basis:
        yield Problem("basis", say("The measure names no act on which it rests"))
    if measure.status == "done" and not measure.result:
        yield Problem("result", say("The measure is done, but the record does not say with what result"))


INSTRUCTED = MEASURE.requires(
    Check(
        "N13.5-1",
        "D",
        title=say("Representation without an instruction"),
        requirement=say(
            "Whoever represents the Agency is named, and has an instruction of management, given not later than the day itself"
        ),
        fix=say("Under instruction: write number, date, role and given_by"),
    )
)


@MEASURE.rule(INSTRUCTED)
def represents_by_instruction(measure: PolicyMeasure, repository: Records) -> Iterator[Problem]:
    """13.5: the department represents the Agency on management's behalf, so it cites the instruction to do so."""
    if measure.type != "representation" or not measure.alive:
        return
    if measure.status == "done" and not measure.represented_by:
        message = say("The Agency was represented, but the record does not say by whom")
        yield Problem("represented_by", message, say("Under represented_by: write the ids of the employees"))
    instruction = measure.instruction
    if instruction is None and _by_management(measure, repository):
        return
    if instruction is None:
        yield Problem("instruction", say("The Agency is represented, but the record does not say on whose instruction"))
        return
    if instruction.date > measure.date:
        yield Problem(
            Route("instruction", "date"),
            say("The instruction is dated {day}, after the representation on {date}", day=instruction.date, date=measure.date),
        )
    if instruction.role not in SUPERIORS:
        yield Problem(Route("instruction", "role"), say("The instruction was not given by the director-general or the deputy"))


def _by_management(measure: PolicyMeasure, repository: Records) -> bool:
    """Return whether one of management represents the Agency in person, on nobody's behalf (S05)."""
    leading = {id_ for role in SUPERIORS for id_ in repository.settings.holders(role, measure.date)}
    return not leading.isdisjoint(measure.represented_by)


@MEASURE.rule(IN_OFFICE)
def is_instructed_by_the_holder_of_the_office(measure: PolicyMeasure, repository: Records) -> Iterator[Problem]:
    """7: the instruction comes from who holds the office on its day (S05)."""
    if given := measure.instruction:
        yield from not_in_office(Route("instruction", "given_by"), given.role, given.given_by, given.date, repository.settings)

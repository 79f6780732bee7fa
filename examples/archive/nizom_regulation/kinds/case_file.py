"""Case files that units hand over to the archive, by the sample regulation."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from validators.model.duty import Duty
from validators.model.lifecycle import Lifecycle
from validators.model.record import Record
from validators.model.types import Day, Id, Line, PastDay, Reference, field
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.text.messages import say


class CaseFile(Record):
    """A case file of a unit."""

    LIFECYCLE = Lifecycle({"closed": ("archived",), "archived": ("destroyed",), "destroyed": ()}, closed=frozenset({"destroyed"}))

    status: Literal["closed", "archived", "destroyed"] = field("Status", "closed, archived or destroyed")
    unit: Annotated[Id, Reference("organization")] = field("Unit", "The unit whose file it is")
    hand_over_by: Day = field("Hand over by", "The last day to hand it over, for example 2026-03-05")
    handed_over: PastDay | None = field("Handed over", "The day on which it was, for example 2026-03-05", default=None)
    destroyed_by: Line | None = field("Destroyed by", "The number of the act by which it was destroyed", default=None)

    @property
    def to_be_done(self) -> bool:
        """Until the archive has it."""
        return self.status == "closed"


CASE_FILE = Kind(
    name="case-file",
    folder="case-files",
    prefix="yig",
    model=CaseFile,
    singular=say("Case file"),
    plural=say("Case files"),
    about=say("Case files of the units, and when the archive gets them"),
    columns=("status", "unit", "hand_over_by", "handed_over"),
)


@CASE_FILE.duty(
    Check(
        "N2-101",
        "N",
        title=say("Case file not handed over"),
        requirement=say("A closed case file is handed over to the archive by its day"),
        fix=say("Hand the file over and write the day under handed_over"),
    )
)
def is_handed_over_in_time(file: CaseFile, repository: Records, as_of: date) -> Iterator[Duty]:
    """2: a closed file goes to the archive by the day that was set."""
    yield Duty("hand_over_by", say("Hand the case file over"), file.hand_over_by, file.handed_over, file.responsible, file.unit)


@CASE_FILE.rule(
    Check(
        "N3-101",
        "D",
        title=say("Destroyed without an act"),
        requirement=say("A destroyed case file names the act by which it was destroyed"),
        fix=say("Under destroyed_by: write the number of the act"),
    )
)
def names_the_act_by_which_it_was_destroyed(file: CaseFile, repository: Records) -> Iterator[Problem]:
    """3: a file is destroyed by a written act only."""
    if file.status == "destroyed" and file.destroyed_by is None:
        yield Problem("destroyed_by", say("The case file is destroyed, and no act is named"))

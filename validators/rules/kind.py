"""A kind of record as one declaration: its model, folder, lifecycle and chain, and the checks that hold it to the Nizom."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from validators.model.duty import Duty
from validators.model.record import Record
from validators.rules.chain import Chain
from validators.rules.check import Check
from validators.source.finding import Problem
from validators.text.messages import Message

if TYPE_CHECKING:
    from validators.repository.repository import Repository


# A rule or duty takes the record as its own model, so the first parameter differs from kind to kind.
Rule = Callable[[Any, "Repository"], Iterable[Problem]]
DutyRule = Callable[[Any, "Repository", date], Iterable[Duty]]
_UNNAMED = Message("")
R = TypeVar("R", bound=Rule)
D = TypeVar("D", bound=DutyRule)


@dataclass(slots=True)
class RuleBook:
    """Checks and the functions that carry them out, in the order they are declared."""

    rules: list[tuple[Check, Rule]] = field(default_factory=list)
    duties: list[tuple[Check, DutyRule]] = field(default_factory=list)
    fields: list[Check] = field(default_factory=list)
    whole: list[Check] = field(default_factory=list)

    def rule(self, check: Check) -> Callable[[R], R]:
        """Registers a generator of problems that holds or not whatever the day."""

        def register(function: R) -> R:
            self.rules.append((check, function))
            return function

        return register

    def duty(self, check: Check) -> Callable[[D], D]:
        """Registers a generator of what falls due as days pass."""

        def register(function: D) -> D:
            self.duties.append((check, function))
            return function

        return register

    def requires(self, check: Check) -> Check:
        """Registers a check that the fields declared with `by=` its code carry out when they are missing."""
        self.fields.append(check)
        return check

    def answers_to(self, check: Check) -> Check:
        """Registers a check of this kind that only the findings of the whole repository can carry out."""
        self.whole.append(check)
        return check

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every check in the book, once."""
        declared = [*self.fields, *(check for check, _ in self.rules), *(check for check, _ in self.duties), *self.whole]
        return tuple({check.code: check for check in declared}.values())


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The statuses of a kind: from each, where it may go. The first is where a record begins.

    `closed`: the work is over, nothing more falls due. `dead`: closed, and nobody may rely on the record.
    """

    moves: Mapping[str, tuple[str, ...]]
    closed: frozenset[str] = frozenset()
    dead: frozenset[str] = frozenset()

    @property
    def statuses(self) -> tuple[str, ...]:
        """All statuses, in the order of life."""
        return tuple(self.moves)

    def over(self, status: str) -> bool:
        """Whether the work on a record in `status` is over, or was given up."""
        return status in self.closed or status in self.dead

    def reached(self, status: str, stage: str) -> bool:
        """Whether a record in `status` has come as far as `stage` or farther; dead ones have reached nothing."""
        order = self.statuses
        return status not in self.dead and order.index(status) >= order.index(stage)


@dataclass(slots=True)
class Kind(RuleBook):
    """A kind of record: `project`, `standard` … See CONTRIBUTING for how to add one.

    `progress` are the routes of what moves on after a decision and makes no approval stale: `monitoring`, `measures.*.done`.
    `public` says what a build for the public shows: nothing (unless a kind says otherwise), all that is not personal, or only
    these fields, without the text under them.
    """

    name: str = ""
    folder: str = ""
    prefix: str = ""
    model: type[Record] = Record
    singular: Message = _UNNAMED
    plural: Message = _UNNAMED
    about: Message = _UNNAMED
    lifecycle: Lifecycle = Lifecycle({})
    chain: Chain | None = None
    progress: frozenset[str] = frozenset()
    icon: str = "file-document-outline"
    columns: tuple[str, ...] = ()
    order: int = 100
    public: bool | tuple[str, ...] = False

    def __post_init__(self) -> None:
        self.model.DEAD = self.lifecycle.dead

"""The statuses of a kind of record, and the moves between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Lifecycle:
    """The statuses of a kind: from each, where it may go. The first is where a record begins.

    `closed`: the work is over, nothing more falls due. `dead`: closed, and nobody may rely on the record. `ended`: it
    ended before its time, and what was owed ends only if somebody decided that it does (see `Endable`).
    """

    moves: Mapping[str, tuple[str, ...]]
    closed: frozenset[str] = frozenset()
    dead: frozenset[str] = frozenset()
    ended: frozenset[str] = frozenset()

    @cached_property
    def statuses(self) -> tuple[str, ...]:
        """All statuses, in the order of life."""
        return tuple(self.moves)

    def over(self, status: str) -> bool:
        """Return whether the work on a record in `status` is over, or was given up."""
        return status in self.closed or status in self.dead

    @property
    def reopens(self) -> bool:
        """Whether work that is over may be taken up again."""
        return any(self.over(old) and not self.over(new) for old, moves in self.moves.items() for new in moves)

    def reached(self, status: str, stage: str) -> bool:
        """Return whether a record in `status` has come as far as `stage` or farther; dead ones have reached nothing."""
        order = self.statuses
        return status not in self.dead and order.index(status) >= order.index(stage)

"""Due dates that were moved, with their history (12.a.2): each move begins where the one before ended, the last ends at `due`."""

from collections.abc import Iterator, Sequence
from datetime import date

from validators.finding import Problem
from validators.kind import Check
from validators.messages import say
from validators.record import Extension

MOVED = Check(
    "N12.a.2-5",
    "D",
    title=say("Moved due date without its history"),
    demand=say("A moved due date keeps the old one, the reason and who allowed it"),
    mend=say("Under extensions: write old, new, reason, allowed_by and date for each move; the last new is the due date"),
)


def broken_history(extensions: Sequence[Extension], due: date, at: str = "") -> Iterator[Problem]:
    """Where the extensions of one due date do not follow each other; `at` is the route of what they belong to, `measures.2.`."""
    before: Extension | None = None
    for place, extension in enumerate(extensions):
        here = f"{at}extensions.{place}"
        if before and extension.old != before.new:
            yield Problem(
                f"{here}.old",
                say("The date was {old} before this move, but the move before it ended on {new}",
                    old=extension.old, new=before.new),
            )  # fmt: skip
        if before and extension.date < before.date:
            yield Problem(f"{here}.date", say("This move was allowed before the one written above it"))
        before = extension
    if before and before.new != due:
        yield Problem(
            f"{at}due",
            say("The due date is {due}, but the last extension moved it to {new}", due=due, new=before.new),
        )

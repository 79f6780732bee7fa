"""Due dates that were moved, with their history: each move begins where the one before ended, the last ends at `due`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import BaseModel

from validators.model.fields import fields_of
from validators.model.gaps import known
from validators.model.record import Extension, Part
from validators.rules.check import FIRST_RELEASE, Check
from validators.source.finding import Problem
from validators.source.route import ROOT, Route
from validators.text.messages import say


def _moved(code: str, introduced: str = "0.2.0") -> Check:
    return Check(
        code,
        "D",
        title=say("Moved due date without its history"),
        requirement=say("A moved due date keeps the old one, the reason and who allowed it"),
        fix=say("Under extensions: write old, new, reason, allowed_by and date for each move; the last new is the due date"),
        introduced=introduced,
    )


MOVED = _moved("N14.2-2")
"""For whatever the Nizom lays on the department; the field of the extensions names the same code."""

PROJECT_MOVED = _moved("N14.4-3")
"""For projects and their stages, which 14.4 names."""

PLAN_MOVED = _moved("N12.a.2-5", FIRST_RELEASE)
"""For the tasks of roadmaps and programmes, which 12.a.2 names, and for nothing else."""


Refusal = Callable[[Extension], "Problem | None"]
"""Why a move does not count, at a route within it; None if it does."""


def by_another(answers: str | None) -> Refusal:
    """Return the refusal of moves that were allowed by who answers for the work, and so by nobody else."""

    def refusal(extension: Extension) -> Problem | None:
        if answers is None or extension.allowed_by != answers:
            return None
        message = say("The responsible employee, {id}, moved the date: the old date counts", id=answers)
        return Problem("allowed_by", message, say("Under allowed_by: write the id of who may decide on it"))

    return refusal


def due_on(day: date, due: date, extensions: Sequence[Extension], refusal: Refusal | None = None) -> date:
    """Return the due date as it was on a day: not moved yet by what was allowed later, nor by a move that does not count."""
    for moved in reversed(extensions):
        if moved.date <= day and (refusal is None or refusal(moved) is None):
            return due
        due = moved.old
    return due


def broken_history(
    extensions: Sequence[Extension], due: date, at: Route = ROOT, refusal: Refusal | None = None
) -> Iterator[Problem]:
    """Yield where the extensions of one due date do not follow each other, or do not count; `at` is what they belong to."""
    before: Extension | None = None
    for index, extension in enumerate(extensions):
        here = at / "extensions" / index
        if refusal and (refused := refusal(extension)):
            yield Problem(here / str(refused.at), refused.message, refused.hint)
        if before and extension.old != before.new:
            yield Problem(
                here / "old",
                say("The date was {old} before this move, but the move before it ended on {new}",
                    old=extension.old, new=before.new),
            )  # fmt: skip
        if before and extension.date < before.date:
            yield Problem(here / "date", say("This move was allowed before the one written above it"))
        before = extension
    if before and before.new != due:
        yield Problem(
            at / "due",
            say("The due date is {due}, but the last extension moved it to {new}", due=due, new=before.new),
        )


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due date that keeps its history, and the route to what it belongs to."""

    at: Route
    due: date
    extensions: tuple[Extension, ...]


def due_dates(part: BaseModel, at: Route = ROOT) -> Iterator[DueDate]:
    """Yield every known due date of a record and of its parts that has extensions next to it."""
    due, extensions = known(part, "due"), known(part, "extensions")
    if due is not None and extensions is not None:
        yield DueDate(at, due, extensions)
    for key in _dated(type(part)):
        value = known(part, key)
        items = enumerate(value) if isinstance(value, tuple) else ((None, value),)
        for index, item in items:
            if isinstance(item, Part):
                yield from due_dates(item, at / key if index is None else at / key / index)


@cache
def _dated(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields under which there may be parts whose due dates have extensions."""
    return tuple(
        key
        for key, field in fields_of(model).items()
        if field.group and ("extensions" in fields_of(field.group) or _dated(field.group))
    )

"""Gaps: facts that a record lacks, or has in a form that cannot be typed.

A record with gaps is still built and still checked. Whatever reads a gap raises `GapError`, so that a check either has the
facts that it needs or is reported as not run; no check takes a gap for an answer.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict

from validators.source.route import ROOT, Route

T = TypeVar("T")
F = TypeVar("F", bound=BaseModel)

GAPS = "_gaps"
"""Under which a record, or a group in one, keeps its gaps by field, next to its values; one that was read whole has none."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that is not known: in which file, of which record, at which route; ROOT if nothing in the file can be read.

    `missing` is one that is required and was not written; any other was written wrong. `items` are those of a list that could
    be typed, each with its index.
    """

    path: str
    record: str
    at: Route = ROOT
    missing: bool = False
    items: tuple[tuple[int, Any], ...] = field(default=(), compare=False, repr=False)

    @property
    def is_whole_file(self) -> bool:
        """Whether nothing of the record is known."""
        return not self.at


class GapError(Exception):
    """A fact was asked for that is not known."""

    def __init__(self, gap: Gap) -> None:
        super().__init__(f"{gap.path}: {gap.at}")
        self.gap = gap


class Facts(BaseModel):
    """A record, or a group of facts in one. Unknown keys are refused, and nothing changes once it is read.

    Raises `GapError` when a fact is read that is not known.
    """

    # What validates a kind is built when the first record of that kind is read.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    if not TYPE_CHECKING:  # the type checker knows the fields; this answers for those that were not set

        def __getattr__(self, name: str) -> Any:
            gap = gaps_of(self).get(name)
            if gap is None:
                return super().__getattr__(name)
            raise GapError(gap)


def gaps_of(part: BaseModel) -> Mapping[str, Gap]:
    """Return the gaps among the fields of a record, or of a group in one, by the field's name."""
    found: Mapping[str, Gap] = vars(part).get(GAPS, {})
    return found


def is_whole(part: BaseModel) -> bool:
    """Return whether a record, or a group in one, was read without an error: it has no gap, and neither have the groups in it.

    Who builds one with gaps gives each group around a gap a set of them, if an empty one.
    """
    return GAPS not in vars(part)


def gaps_in(part: BaseModel) -> Iterator[Gap]:
    """Yield every gap of a record and of the groups in it."""
    if is_whole(part):
        return
    yield from gaps_of(part).values()
    for _, value in part:
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                yield from gaps_in(item)


def known(part: BaseModel, name: str) -> Any:
    """Return the value of a field; None where it is not known."""
    return vars(part).get(name)


def complete(parts: Iterable[F]) -> Iterator[F]:
    """Yield the groups that say all that they must: one with a required fact left out proves nothing."""
    return (part for part in parts if not any(gap.missing for gap in gaps_of(part).values()))


def if_known(question: Callable[[], T]) -> T | None:
    """Return the answer to a question; None if it rests on a fact that is not known."""
    try:
        return question()
    except GapError:
        return None


def answering(parts: Iterable[F], question: Callable[[F], T]) -> Iterator[tuple[F, T]]:
    """Yield each record or group with the answer to a question about it, those aside that lack the facts for one.

    For what is compared with all others of its kind: a check that asks the question of each is reported as not run there.
    """
    for part in parts:
        try:
            answer = question(part)
        except GapError:
            continue
        yield part, answer


def gaps_last(items: Iterable[T | Gap]) -> Iterator[T]:
    """Yield the items; the first gap among them is raised after the last."""
    first = None
    for item in items:
        if isinstance(item, Gap):
            first = first or item
        else:
            yield item
    if first:
        raise GapError(first)


def in_turn(runs: Iterable[Iterable[T]]) -> Iterator[T]:
    """Yield what each of these generators yields; a gap that one meets is raised after the last, so that it stops no other."""
    met: GapError | None = None
    for run in runs:
        try:
            yield from run
        except GapError as error:
            met = met or error
    if met:
        raise GapError(met.gap)


def set_gaps(part: BaseModel, gaps: Mapping[str, Gap]) -> None:
    """Leave these fields of a newly built record or group unset, so that reading one raises `GapError`."""
    values = vars(part)
    for name in gaps:
        values.pop(name, None)
    values[GAPS] = dict(gaps)

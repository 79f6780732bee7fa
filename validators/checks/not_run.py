"""Checks that could not be carried out, because a fact that they need is missing or cannot be typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from validators.model.gaps import Gap, gaps_in
from validators.repository.repository import Repository
from validators.rules.check import Check
from validators.source.finding import WHOLE_FILE, Span

Reason: TypeAlias = Literal["missing", "wrong", "unreadable"]


@dataclass(frozen=True, slots=True)
class NotRun:
    """A check that was not carried out, or not to its end, on a record; None for every check of a record that cannot be read."""

    check: Check | None
    record: str
    path: str
    gap: Gap


class Unchecked(NamedTuple):
    """What could not be checked because of one gap: by code of the check, the ids of the records, or the path of another file.

    Where the gap is a whole file none of its own checks was carried out; only those of other records are listed.
    """

    gap: Gap
    span: Span
    checks: Mapping[str, tuple[str, ...]]

    @property
    def reason(self) -> Reason:
        """Why the fact is not known."""
        return "unreadable" if self.gap.is_whole_file else "missing" if self.gap.missing else "wrong"


def by_gap(items: Iterable[NotRun], *repositories: Repository) -> tuple[Unchecked, ...]:
    """Return what could not be checked by gap, in the order of the files; the places are those in the first that has the gap."""
    found: dict[Gap, dict[str, dict[str, None]]] = {}
    for item in items:
        checks = found.setdefault(item.gap, {})
        if item.check:
            checks.setdefault(item.check.code, {})[item.record or item.path] = None
    waiting = (
        Unchecked(gap, _span(gap, repositories), {code: tuple(sorted(checks[code])) for code in sorted(checks)})
        for gap, checks in found.items()
    )
    return tuple(sorted(waiting, key=lambda one: (one.gap.path, one.span, str(one.gap.at))))


def _span(gap: Gap, repositories: Iterable[Repository]) -> Span:
    """Return where a gap is: the value, or the nearest thing above it in the file."""
    files = (entry for repository in repositories for entry in repository.files if entry.path == gap.path)
    holding = (entry for entry in files if entry.record and gap in gaps_in(entry.record))
    return next((entry.document.span(gap.at) for entry in holding), WHOLE_FILE)

"""When commits count as made: their order is that of their parents, and a clock only counts where it agrees with that order.

Anybody's machine may have the wrong day, and anybody may write one: a commit of 1970 or 2040 neither invents nor hides weeks.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from validators.clock import TASHKENT

_FIRST = datetime(2005, 4, 7, tzinfo=UTC).timestamp()
"""The day on which git began to keep its own history: no commit is older."""


@dataclass(frozen=True, slots=True)
class CommitDay:
    """The moment at which a commit counts as made, and the day that its clock gives instead, where that is another one."""

    when: datetime
    claimed: date | None = None


def commit_days(clocks: Sequence[int], as_of: date) -> list[CommitDay]:
    """Return when the commits of a line count as made, from the first to the last; no moment is before the one preceding it.

    `clocks` are in seconds since 1970. Those count that agree with each other and with the first, as many as possible, none of
    them after `as_of`, the day of the build. Any other commit counts as made at the nearest moment that its neighbours allow; one
    that is ahead of the build, on the day of the build.
    """
    trusted = set(_agreeing(clocks, end_of(as_of).timestamp()))
    latest = datetime.combine(as_of, time(), TASHKENT).timestamp()
    not_after: list[float] = []
    for place in reversed(range(len(clocks))):
        latest = clocks[place] if place in trusted else latest
        not_after.append(latest)
    found: list[CommitDay] = []
    not_before = 0.0
    for clock, most in zip(clocks, reversed(not_after), strict=True):
        not_before = max(not_before, min(clock if not_before or clock >= _FIRST else most, most))
        when = datetime.fromtimestamp(not_before, UTC)
        claimed = _day(clock)
        found.append(CommitDay(when, None if claimed == when.astimezone(TASHKENT).date() else claimed))
    return found


def end_of(day: date) -> datetime:
    """Return the moment at which a day in Tashkent is over."""
    return datetime.combine(day + timedelta(days=1), time(), TASHKENT)


def _agreeing(clocks: Sequence[int], end: float) -> Iterator[int]:
    """Yield the places of the clocks that count: the longest run that never goes back, begun at the first possible clock.

    Of several such runs, that with the earlier commits: where two disagree, the one that came later is in the wrong.
    """
    possible = [place for place, clock in enumerate(clocks) if _FIRST <= clock < end]
    best: list[int] = []  # by length less one, the latest clock with which a run of that length can begin, negated
    lengths: dict[int, int] = {}
    for place in reversed(possible):
        longest = bisect_right(best, -clocks[place])
        best[longest : longest + 1] = [-clocks[place]]
        lengths[place] = longest + 1
    last = None
    for place in possible:
        if last is None or (clocks[place] >= clocks[last] and lengths[place] == lengths[last] - 1):
            last = place
            yield place


def _day(clock: int) -> date:
    """Return the day in Tashkent; for a moment that no calendar has, the last day of all."""
    try:
        return datetime.fromtimestamp(clock, TASHKENT).date()
    except (OverflowError, ValueError, OSError):
        return date.max

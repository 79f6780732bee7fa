"""The page on how compliance developed, week by week: two charts in SVG, and a table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from hooks.data import git_history
from hooks.data.snapshot import Snapshot
from hooks.history.compliance_history import WEEKS, CompliancePoint
from hooks.html.formatting import short_month, text
from hooks.html.page_context import PageContext
from hooks.pages.view import View
from validators.model.workdays import months_later
from validators.source.git import GitError
from validators.text.messages import Message, say

WIDTH, HEIGHT = 720, 200
"""The coordinates of a chart; the browser scales it to the width of the page."""

MONTH = timedelta(days=28)
"""What the verdict looks back."""
STEP = 20
"""Per cent; both ends of the scale of shares are multiples of it."""
MAX_BARS, MIN_BARS = 14, 4
"""Bars of the small chart; of fewer days there is only the verdict."""
BARS_WIDTH, BARS_HEIGHT = 470, 75
"""The coordinates of the small chart, without its labels."""


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line of a chart: its points as x and y, and the values at the bottom and at the top of the chart."""

    points: tuple[tuple[float, float], ...]
    bottom: int
    top: int

    @property
    def path(self) -> str:
        """The points as SVG writes them."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class ChartTick:
    """A label below a chart, and how it is aligned to its place: `start`, `middle` or `end`."""

    x: float
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A bar of a small chart: what was overdue on a day; `named` are those with their number above them."""

    day: date
    value: int
    x: float
    width: float
    height: float
    named: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it is getting better, against a month ago, with the figures."""

    course: Literal["better", "worse", "same"]
    words: Message


@dataclass(frozen=True, slots=True)
class TrendContext(PageContext):
    """The page on the trend."""

    template = "trend.html"

    points: Sequence[CompliancePoint]
    """By day; the last is the day of the build."""
    verdict: Verdict | None
    """Whether it is getting better; None while there is but one point."""
    drawn: bool
    """Whether there are enough points for a picture; a sentence says as much of fewer."""
    share_line: ChartLine
    """The share of sound records."""
    error_line: ChartLine
    overdue_line: ChartLine
    warning_line: ChartLine
    ticks: list[ChartTick]
    width: int
    height: int
    weeks: int
    """Weeks that a full history covers."""
    history: bool
    """Whether the build has git history at all."""
    doubtful_clocks: int
    """Commits whose clocks do not count."""


def views(snapshot: Snapshot, points: Callable[[], Sequence[CompliancePoint]]) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "trend", "trend.md", text(say("Trend")), lambda: _trend(snapshot, points()), full_width=True,
        about=say("How compliance moved, week by week"),
    )  # fmt: skip


def _trend(snapshot: Snapshot, points: Sequence[CompliancePoint]) -> TrendContext:
    """Return the points drawn as lines; counts share one scale."""
    top = _round_up(max(max(point.errors, point.warnings, point.overdue) for point in points))
    return TrendContext(
        points,
        verdict=verdict(points),
        drawn=len(points) >= MIN_BARS,
        share_line=chart_line(points, [point.share for point in points], *_range_of([point.share for point in points])),
        error_line=chart_line(points, [point.errors for point in points], 0, top),
        overdue_line=chart_line(points, [point.overdue for point in points], 0, top),
        warning_line=chart_line(points, [point.warnings for point in points], 0, top),
        ticks=list(_ticks(points)),
        width=WIDTH,
        height=HEIGHT,
        weeks=WEEKS,
        history=snapshot.head is not None,
        doubtful_clocks=_doubtful_clocks(snapshot),
    )


def _doubtful_clocks(snapshot: Snapshot) -> int:
    if snapshot.head is None:
        return 0
    try:
        commits = git_history.main_line(snapshot.root, snapshot.as_of)
    except GitError:
        return 0
    return sum(made.claimed is not None for made in commits.values())


def verdict(points: Sequence[CompliancePoint]) -> Verdict | None:
    """Return whether less is wrong than a month ago, or than at the first point; None while there is but one point."""
    if len(points) < 2:
        return None
    now, earlier = points[-1], points[:-1]
    then = next((point for point in reversed(earlier) if now.day - point.day >= MONTH), earlier[0])
    before, after = then.errors + then.overdue, now.errors + now.overdue
    figures = say(
        "since {day}: overdue {overdue} → {overdue_now}, errors {errors} → {errors_now}",
        day=then.day, overdue=then.overdue, overdue_now=now.overdue, errors=then.errors, errors_now=now.errors,
    )  # fmt: skip
    if after > before:
        return Verdict("worse", say("No, it is getting worse: {figures}.", figures=figures))
    if after < before:
        return Verdict("better", say("Yes, it is getting better: {figures}.", figures=figures))
    return Verdict("same", say("It stays as it was: {figures}.", figures=figures))


def chart_bars(points: Sequence[CompliancePoint]) -> list[ChartBar]:
    """Return what was overdue on the last days as bars from zero; nothing where there are too few days to show anything."""
    shown = points[-MAX_BARS:]
    if len(shown) < MIN_BARS:
        return []
    values = [point.overdue for point in shown]
    top, step = max(1, *values), BARS_WIDTH / len(shown)
    bars = []
    for index, (point, value) in enumerate(zip(shown, values, strict=True)):
        turn = 0 < index < len(values) - 1 and value != values[index - 1] and value >= values[index + 1]
        named = index in (0, len(values) - 1) or turn
        height = round(value * BARS_HEIGHT / top, 1)
        bars.append(ChartBar(point.day, value, round(index * step, 1), round(step * 0.72, 1), height, named))
    return bars


def chart_line(points: Sequence[CompliancePoint], values: Sequence[int], bottom: int, top: int) -> ChartLine:
    """Return the values at the days of their points, from the left edge to the right, on a scale from `bottom` to `top`."""
    first, last = points[0].day, points[-1].day
    days = max(1, (last - first).days)
    coordinates = (
        (round((point.day - first).days * WIDTH / days, 1), round(HEIGHT - (value - bottom) * HEIGHT / (top - bottom), 1))
        for point, value in zip(points, values, strict=True)
    )
    return ChartLine(tuple(coordinates), bottom, top)


def _range_of(shares: Sequence[int]) -> tuple[int, int]:
    """Return the ends of a scale on which shares of a hundred are seen to move: whole steps of twenty around all of them."""
    bottom = min(min(shares) // STEP * STEP, 100 - STEP)
    return bottom, max(bottom + STEP, -(-max(shares) // STEP) * STEP)


def _round_up(value: int) -> int:
    """Return the next round number that can be divided by four, for the top of a scale."""
    step = 4 * int("1".ljust(len(str(value)) - 1, "0"))
    return max(4, -(-value // step) * step)


def _ticks(points: Sequence[CompliancePoint]) -> list[ChartTick]:
    """Return labels for the months; for a history shorter than two months, for its first and last day."""
    months = [ChartTick(x, "middle", str(day.year) if day.month == 1 else short_month(day)) for day, x in _months(points)]
    if len(months) > 1:
        return months
    first, last = points[0].day, points[-1].day
    return [
        ChartTick(0, "start", f"{first.day}-{short_month(first)}"),
        ChartTick(WIDTH, "end", f"{last.day}-{short_month(last)}"),
    ]


def _months(points: Sequence[CompliancePoint]) -> Iterator[tuple[date, float]]:
    """Yield the first days of months within the chart, each with its x."""
    first, last = points[0].day, points[-1].day
    day = months_later(first.replace(day=1), 1)
    while day <= last:
        yield day, round((day - first).days * WIDTH / max(1, (last - first).days), 1)
        day = months_later(day.replace(day=1), 1)

"""The page on the projects at work: how far each is against time and against money, drawn and as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import NamedTuple

from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.money import money_of_projects
from hooks.pages.view import View
from validators.overview.progress import FAR_BEHIND, Progress, under_way
from validators.overview.project_money import Money, share
from validators.repository.record_file import RecordFile
from validators.text.messages import Message, say

MAX_ROWS = 150
"""Projects on the page, those furthest behind first."""
SMALLEST, LARGEST = 8, 20
"""Radii of the marks, in the units of the chart."""


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """A project at work: its number in the charts, progress, and money, None where it has no budget or nobody may see it."""

    number: int
    progress: Progress
    money: Money | None
    radius: int
    """Of its mark, whose area is to the others' as its planned sum."""

    @property
    def entry(self) -> RecordFile:
        """The project."""
        return self.progress.entry

    @property
    def paid(self) -> int | None:
        """Per cent of the planned sum that is paid."""
        return share(self.money.paid, self.money.planned) if self.money else None

    @property
    def is_paid_ahead(self) -> bool:
        """Whether much more of the money is paid than is done of the work."""
        return self.paid is not None and self.paid - self.progress.percent >= FAR_BEHIND


class Mark(NamedTuple):
    """A project in a chart: across, time or money used in per cent; upwards, work done in per cent."""

    row: PortfolioRow
    across: int
    is_behind: bool


@dataclass(frozen=True, slots=True)
class PortfolioContext(PageContext):
    """The page on the projects at work."""

    template = "portfolio.html"

    rows: list[PortfolioRow]
    left_out: int
    """Projects that the page has no room for."""
    words: Message
    by_time: list[Mark]
    by_money: list[Mark]


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "portfolio", "portfolio.md", text(say("Portfolio of projects")), lambda: _portfolio(snapshot), full_width=True,
        about=say("Projects at work: how much of the time, the money and the work of each is behind it"),
    )  # fmt: skip


def _portfolio(snapshot: Snapshot) -> PortfolioContext:
    money = {item.entry.path: item.money for item in money_of_projects(snapshot)}
    largest = max((found.planned for found in money.values()), default=Decimal(0))
    under = [found for entry in snapshot.entries_by_kind.get("project", ()) if (found := under_way(entry, snapshot.as_of))]
    under.sort(key=lambda found: (-found.behind, found.entry.path))
    rows = [
        PortfolioRow(number, found, money.get(found.entry.path), _radius(money.get(found.entry.path), largest))
        for number, found in enumerate(under, 1)
    ]
    shown = rows[:MAX_ROWS]
    return PortfolioContext(
        shown,
        left_out=len(rows) - len(shown),
        words=_in_words(rows),
        by_time=[Mark(row, row.progress.expected, row.progress.course == "behind") for row in shown],
        by_money=[Mark(row, min(100, row.paid), row.is_paid_ahead) for row in shown if row.paid is not None],
    )


def _radius(money: Money | None, largest: Decimal) -> int:
    part = float(money.planned / largest) if money and largest else 0.0
    return round(SMALLEST + (LARGEST - SMALLEST) * sqrt(part))


def _in_words(rows: Sequence[PortfolioRow]) -> Message:
    """Return how the portfolio stands, in a sentence or two."""
    if not rows:
        return say("No project is at work.")
    behind = sum(row.progress.course == "behind" for row in rows)
    ahead = sum(row.progress.course == "ahead" for row in rows)
    course = say(
        "Of {count} projects at work {behind} are behind the plan, {ahead} ahead of it, {near} close to it.",
        count=len(rows), behind=behind, ahead=ahead, near=len(rows) - behind - ahead,
    )  # fmt: skip
    paid_ahead = sum(row.is_paid_ahead for row in rows)
    return (
        say("{course} In {count} projects much more is paid than done.", course=course, count=paid_ahead)
        if paid_ahead
        else course
    )

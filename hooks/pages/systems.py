"""The page on systems: incidents, hours without work, and availability, by system and month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from hooks.data.audience import is_hidden
from hooks.data.display_name import display_name
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.filters import months
from hooks.pages.view import View
from validators.kinds.incident import Incident
from validators.kinds.registry_entry.model import Availability, RegistryEntry
from validators.regulation.setting_codes import Setting
from validators.repository.record_file import RecordFile
from validators.source.route import Route
from validators.text.messages import Message, say
from validators.text.uzbek import collation_key

MONTHS = 12
"""Months of the grid, the current one counted in."""
MAX_ROWS = 100
"""Systems in the grid, those that did not work longest first."""
SHADES = 4
"""Shades of a cell, the darkest for the longest outage within a month."""
HOUR = timedelta(hours=1)

Happened = tuple[RecordFile, Incident]
"""An incident with its file."""


class Month(NamedTuple):
    """A month of the grid by its first and last day."""

    first: date
    last: date


class MonthCell(NamedTuple):
    """What befell a system in a month."""

    incidents: list[RecordFile]
    """Those that began in it."""
    hours: int
    """Hours of the month without work, begun hours counted whole."""
    percent: Decimal | None
    """For how much of a period that ends in the month it worked, in per cent; None where nothing says so."""
    is_low: bool
    """Whether that is less than the settings ask for."""
    shade: int = 0
    """How dark the cell is, 0 for no outage."""


@dataclass(frozen=True, slots=True)
class SystemRow:
    """A system with its months."""

    entry: RecordFile
    cells: list[MonthCell]
    incidents: int
    hours: int


@dataclass(frozen=True, slots=True)
class SystemsContext(PageContext):
    """The page on systems."""

    template = "systems.html"

    months: list[Month]
    rows: list[SystemRow]
    left_out: int
    """Systems that the page has no room for."""
    words: Message
    elsewhere: int
    """Incidents of computers and copiers, which belong to no system."""


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page, in a build that sees incidents."""
    if "incident" in snapshot.kinds and not is_hidden(Incident, Route("start")):
        yield View(
            "systems", "systems.md", text(say("Systems at work")), lambda: _systems(snapshot), full_width=True,
            about=say("Incidents, hours without work and availability of each system by month"),
        )  # fmt: skip


def _systems(snapshot: Snapshot) -> SystemsContext:
    grid = list(_months(snapshot.as_of))
    happened = [
        (entry, record)
        for entry in snapshot.entries_by_kind.get("incident", ())
        if isinstance(record := entry.record, Incident) and record.alive and record.start.date() >= grid[0].first
    ]
    rows = []
    for entry in snapshot.entries_by_kind.get("registry-entry", ()):
        if isinstance(system := entry.record, RegistryEntry):
            own = [item for item in happened if item[1].system == system.id]
            if own or system.availability:
                rows.append(_row(entry, system, own, grid, snapshot))
    rows.sort(key=lambda row: (-row.hours, -row.incidents, collation_key(display_name(row.entry))))
    return SystemsContext(
        grid,
        _shaded(rows[:MAX_ROWS]),
        left_out=max(0, len(rows) - MAX_ROWS),
        words=_in_words(rows),
        elsewhere=sum(record.system is None for _, record in happened),
    )


def _months(as_of: date) -> Iterator[Month]:
    for back in range(MONTHS - 1, -1, -1):
        yield Month(*months(as_of, -back, 1))


def _row(
    entry: RecordFile, system: RegistryEntry, own: Sequence[Happened], grid: Sequence[Month], snapshot: Snapshot
) -> SystemRow:
    cells = [
        MonthCell(
            [found for found, incident in own if month.first <= incident.start.date() <= month.last],
            _hours([incident for _, incident in own], month, snapshot.as_of),
            *_worked(system.availability, month, snapshot),
        )
        for month in grid
    ]
    return SystemRow(entry, cells, len(own), sum(cell.hours for cell in cells))


def _hours(incidents: Sequence[Incident], month: Month, as_of: date) -> int:
    """Return the hours of the month in which at least one of the incidents went on; an open one goes on until the day's end."""
    begin, end = datetime.combine(month.first, time()), datetime.combine(month.last + timedelta(1), time())
    now = datetime.combine(as_of + timedelta(1), time())
    total, covered = timedelta(0), begin
    for start, stop in sorted((incident.start, incident.end or now) for incident in incidents):
        first, last = max(start, covered), min(stop, end)
        if first < last:
            total, covered = total + (last - first), last
    return -(-total // HOUR)


def _worked(periods: Sequence[Availability], month: Month, snapshot: Snapshot) -> tuple[Decimal | None, bool]:
    """Return the lowest availability among the periods that end in the month, and whether it is less than S46 asks for."""
    ending = [period for period in periods if month.first <= period.until <= month.last]
    if not ending:
        return None, False
    lowest = min(ending, key=lambda period: period.percent)
    least = snapshot.repository.settings.value(Setting.MINIMUM_AVAILABILITY, lowest.until)
    return lowest.percent, least is not None and lowest.percent < least


def _shaded(rows: Sequence[SystemRow]) -> list[SystemRow]:
    longest = max((cell.hours for row in rows for cell in row.cells), default=0)
    return [
        replace(row, cells=[cell._replace(shade=-(-cell.hours * SHADES // longest) if cell.hours else 0) for cell in row.cells])
        for row in rows
    ]


def _in_words(rows: Sequence[SystemRow]) -> Message:
    """Return how the systems worked, and which worked least, in a sentence or two."""
    incidents = sum(row.incidents for row in rows)
    if not incidents:
        return say("No system had an incident within {months} months.", months=MONTHS)
    whole = say(
        "{incidents} incidents within {months} months, {hours} hours without work in all.",
        incidents=incidents, months=MONTHS, hours=sum(row.hours for row in rows),
    )  # fmt: skip
    worst = rows[0]
    if not worst.hours:
        return whole
    return say("{sentence} Longest: {name}, {hours} hours.", sentence=whole, name=display_name(worst.entry), hours=worst.hours)

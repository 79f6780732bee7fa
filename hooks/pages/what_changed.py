"""What changed in the records: by week, person, unit and kind, each fact with what it was and what it is, and the findings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hooks.data.display_name import name_by_id
from hooks.data.snapshot import Snapshot
from hooks.history.ledger import Entry
from hooks.history.recent_changes import UNSEEN
from hooks.html.formatting import text
from hooks.pages import filters
from hooks.pages.filters import Filter, Span
from hooks.pages.lists import LongListContext, order_of, rows_on_page
from hooks.pages.view import View
from validators.text.messages import say
from validators.text.uzbek import fold

MAX_FACTS = 6
"""Facts of a change that are shown; the rest are counted, and in the files."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change of a record in the list."""

    entry: Entry
    names: tuple[str, ...]
    """Those who made it."""
    unit: str

    @property
    def marks(self) -> filters.Marks:
        """What it is filtered by."""
        change = self.entry.change
        return {
            "person": self.names,
            "owner": [self.unit],
            "kind": [text(change.kind.plural)],
            "day": [str(self.entry.day)],
            "what": [text(change.what)],
            "finding": sorted({text(one.event) for one in self.entry.findings}),
        }

    @property
    def words(self) -> str:
        """What search in the list looks at, folded."""
        change = self.entry.change
        codes = " ".join(one.code for one in self.entry.findings)
        return fold(f"{change.id} {change.title} {' '.join(self.names)} {' '.join(map(text, change.facts))} {codes}")

    @property
    def order(self) -> str:
        """What the browser sorts the record by."""
        return order_of(self.entry.change.title)


@dataclass(frozen=True, slots=True)
class ChangesContext(LongListContext):
    """The page of changes."""

    template = "changes.html"
    row_macro = "change_row"

    rows: list[ChangeRow]
    first: int
    """Rows on the page itself."""
    filters: list[Filter]
    weeks: list[tuple[Span, int]]
    """This week and the one before, and how many changes they have."""
    max_facts: int

    def drawn_with(self) -> tuple[object, ...]:
        """Return what the macro of a row is given besides the row."""
        return (self.max_facts,)


def views(snapshot: Snapshot, entries: Callable[[], Sequence[Entry]]) -> Iterator[View]:
    """Yield the page; without git history there is none."""
    if snapshot.head is not None:
        yield View(
            "changes", "changes.md", text(say("What changed")), lambda: _changes(snapshot, entries()), full_width=True,
            about=say("What changed in the records by week, person, unit and kind, with what it was before"),
        )  # fmt: skip


def _changes(snapshot: Snapshot, entries: Sequence[Entry]) -> ChangesContext:
    # The files have them all; here what shows nothing is left out.
    rows = [_row(entry, snapshot) for entry in entries if entry.findings or entry.change.changed != (UNSEEN,)]
    marks = [row.marks for row in rows]
    spans = _spans(snapshot.as_of)
    return ChangesContext(
        rows,
        first=rows_on_page(rows),
        filters=[
            *filters.choosing("person", say("Who changed it"), filters.values_of("person", marks), filters.MAX_NAMES),
            *filters.choosing("owner", filters.UNIT, filters.values_of("owner", marks), filters.MAX_NAMES),
            *filters.choosing("kind", say("Kind"), filters.values_of("kind", marks)),
            *filters.choosing("what", say("Change"), filters.values_of("what", marks)),
            *filters.choosing("finding", say("Finding"), filters.values_of("finding", marks)),
            *filters.by_days("day", say("Day"), filters.values_of("day", marks), spans),
        ],
        weeks=[(span, sum(span.first <= row.entry.day <= span.last for row in rows)) for span in spans[:2]],
        max_facts=MAX_FACTS,
    )


def _row(entry: Entry, snapshot: Snapshot) -> ChangeRow:
    repository = snapshot.repository
    known = repository.find(entry.change.id)
    owner = known.record.owner if known and known.record else ""
    return ChangeRow(entry, tuple(name_by_id(id_, repository) for id_ in entry.authors), name_by_id(owner, repository))


def _spans(as_of: date) -> tuple[Span, ...]:
    monday = as_of - timedelta(as_of.weekday())
    return (
        Span("week", say("this week"), monday, monday + timedelta(6)),
        Span("last-week", say("last week"), monday - timedelta(7), monday - timedelta(1)),
        Span("month", say("this month"), *filters.months(as_of, 0, 1)),
        Span("last-month", say("last month"), *filters.months(as_of, -1, 1)),
        Span("year", say("this year"), date(as_of.year, 1, 1), date(as_of.year, 12, 31)),
    )

"""The list of each kind: columns, rows with what they are sorted and filtered by, and the filters."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from hooks.data.audience import is_hidden
from hooks.data.display_name import display_name
from hooks.data.progress import Progress, progress_of
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.html.value_text import value_texts
from hooks.html.values import written_value
from hooks.pages.view import View
from validators.model.fields import Field, column_of
from validators.model.record import Record
from validators.repository.record_file import RecordFile
from validators.rules.kind import Kind
from validators.source.route import Route
from validators.text.messages import say
from validators.text.uzbek import collation_key, fold

MAX_CHOICES = 40
"""A column with more different values is searched, not filtered."""
MAX_ROWS = 300
"""A longer list has the first rows on its page; the browser loads all from a file next to it."""
FIRST_ROWS = 100

LATE_OR_WRONG = say("late or with errors")
"""The label of records with an error or something overdue."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a row: as the record has it, what it is sorted by, and its text, which is what it is filtered by."""

    value: object
    order: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A record in a list; `cells` are empty for a broken one. Findings that a waiver covers are not counted."""

    entry: RecordFile
    cells: list[Cell]
    words: str
    """What search in the list looks at, folded."""
    order: str
    """What the browser sorts the title by."""
    errors: int
    warnings: int
    overdue: int
    progress: Progress | None = None
    """Plan and fact of a record whose work has begun and goes on."""

    @property
    def label(self) -> str:
        """What the row is filtered by in the column of findings."""
        if self.errors or self.overdue:
            return text(LATE_OR_WRONG)
        return text(say("with warnings") if self.warnings else say("without findings"))


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row of a table that can be searched and sorted by the name of its record."""

    entry: RecordFile

    @property
    def title(self) -> str:
        """The name of the record."""
        return display_name(self.entry)

    @property
    def words(self) -> str:
        """What search in the table looks at: id and name, folded."""
        return fold(f"{self.entry.id} {self.title}")

    @property
    def order(self) -> str:
        """What the browser sorts the name by."""
        return order_of(self.title)


class StatusCount(NamedTuple):
    """How many records of a kind are in a status."""

    status: str
    records: int


class Choice(NamedTuple):
    """A value to filter by, and how many rows have it."""

    text: str
    rows: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of a list; `index` is that of its column."""

    index: int
    column: Field
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class ListContext(PageContext):
    """The list of a kind."""

    template = "list.html"

    kind: Kind
    columns: list[Field]
    rows: list[Row]
    first: int
    """Rows on the page itself."""
    filters: list[Filter]
    filtered: frozenset[int]
    """Indexes of the columns that have a filter."""
    labels: list[Choice]
    """The filter of the column of findings."""


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the list of each kind."""
    for kind in snapshot.kinds.values():
        yield View(
            f"kind/{kind.name}", f"{kind.folder}/index.md", text(kind.plural), partial(_list, kind, snapshot),
            full_width=True, about=kind.about,
        )  # fmt: skip


def is_late_or_wrong(entry: RecordFile, snapshot: Snapshot) -> bool:
    """Return whether the record has an error or something overdue that no waiver covers."""
    return any(
        finding.is_open and (finding.is_overdue or finding.is_error) for finding in snapshot.findings_by_path.get(entry.path, ())
    )


def _list(kind: Kind, snapshot: Snapshot) -> ListContext:
    columns = [column_of(kind.model, name) for name in kind.columns if not is_hidden(kind.model, Route(name))]
    rows = [_row(entry, columns, snapshot) for entry in snapshot.entries_by_kind.get(kind.name, [])]
    filters = [found for index, column in enumerate(columns) if (found := _filter(index, column, rows))]
    return ListContext(
        kind,
        columns=columns,
        rows=rows,
        first=MAX_ROWS if len(rows) <= MAX_ROWS else FIRST_ROWS,
        filters=filters,
        filtered=frozenset(item.index for item in filters),
        labels=_choices(Counter(row.label for row in rows)),
    )


def _row(entry: RecordFile, columns: list[Field], snapshot: Snapshot) -> Row:
    findings = [finding for finding in snapshot.findings_by_path.get(entry.path, ()) if finding.is_open]
    cells = [_cell(entry.record, column, snapshot) for column in columns] if entry.record else []
    title = display_name(entry)
    return Row(
        entry,
        cells,
        fold(f"{entry.id} {title} {' '.join(cell.text for cell in cells)}"),
        order_of(title),
        sum(finding.is_error for finding in findings),
        sum(finding.is_warning for finding in findings),
        sum(finding.is_overdue for finding in findings),
        _under_way(entry, snapshot),
    )


def _under_way(entry: RecordFile, snapshot: Snapshot) -> Progress | None:
    found = progress_of(entry, snapshot.as_of)
    return found if found and not found.begins and entry.record and entry.record.to_be_done else None


def _cell(record: Record, column: Field, snapshot: Snapshot) -> Cell:
    value = written_value(record, column.name)
    words = ", ".join(value_texts(value, column, snapshot))
    order = str(value) if isinstance(value, date) or _is_number(value) else order_of(words)
    return Cell(value, order, words)


def order_of(words: str) -> str:
    """Return what a browser, which does not know the Uzbek alphabet, sorts words by; tabs replace NUL, which HTML forbids."""
    return collation_key(words).replace("\0", "\t")


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _filter(index: int, column: Field, rows: list[Row]) -> Filter | None:
    if column.many or not (column.form in ("choice", "reference") or column.name == "status"):
        return None
    counts = Counter(row.cells[index].text for row in rows if row.cells and row.cells[index].text)
    return Filter(index, column, _choices(counts)) if 1 < len(counts) <= MAX_CHOICES else None


def _choices(counts: Counter[str]) -> list[Choice]:
    """Return the values in alphabetical order."""
    return [Choice(*item) for item in sorted(counts.items(), key=lambda item: collation_key(item[0]))]

"""The list of each kind: columns, rows with what they are sorted and filtered by, and the filters."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial, reduce
from typing import NamedTuple

from hooks.data.audience import is_hidden
from hooks.data.display_name import display_name
from hooks.data.snapshot import UZBEK, Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.html.value_text import value_texts
from hooks.html.values import written_value
from hooks.pages import filters
from hooks.pages.filters import Filter
from hooks.pages.view import View
from validators.kinds.procurement import EXACT
from validators.model.fields import Field, column_of, fields_of
from validators.model.record import Record
from validators.overview.progress import Progress, under_way
from validators.regulation.citation import citation
from validators.repository.record_file import RecordFile
from validators.rules.kind import Kind
from validators.source.finding import Finding
from validators.source.route import Route
from validators.text.messages import say
from validators.text.uzbek import collation_key, fold

MAX_ROWS = 300
"""A longer list has the first rows on its page; the browser loads all from a file next to it."""
FIRST_ROWS = 100

LATE_OR_WRONG = say("late or with errors")
"""The label of records with an error or something overdue."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a row: as the record has it, what it is sorted by, and its text."""

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
    progress: Progress | None
    """Plan and fact of a record whose work has begun and goes on."""
    marks: filters.Marks
    """What the row is filtered by."""


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


class LongListContext(PageContext):
    """A page whose list may be too long for it: `first` are the rows on the page itself."""

    __slots__ = ()
    rows: Sequence[object]
    first: int

    def rows_apart(self) -> list[tuple[object, ...]]:
        """Return each row with what draws it besides, where they are too many for the page."""
        return [(row, *self.drawn_with()) for row in self.rows] if len(self.rows) > self.first else []

    def drawn_with(self) -> tuple[object, ...]:
        """Return what the macro of a row is given besides the row."""
        return ()


def rows_on_page(rows: Sequence[object]) -> int:
    """Return how many rows of a list are on its page itself."""
    return MAX_ROWS if len(rows) <= MAX_ROWS else FIRST_ROWS


@dataclass(frozen=True, slots=True)
class ListContext(LongListContext):
    """The list of a kind."""

    template = "list.html"
    row_macro = "list_row"

    kind: Kind
    columns: list[Field]
    rows: list[Row]
    first: int
    """Rows on the page itself."""
    filters: list[Filter]
    totals: dict[str, Decimal]
    """The sums of the columns of money, by their names."""

    def drawn_with(self) -> tuple[object, ...]:
        """Return what the macro of a row is given besides the row."""
        return self.columns, self.kind


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
    found_by = _found_by(kind, columns)
    rows = [_row(entry, columns, found_by, snapshot) for entry in snapshot.entries_by_kind.get(kind.name, [])]
    return ListContext(
        kind,
        columns=columns,
        rows=rows,
        first=rows_on_page(rows),
        filters=list(_filters(found_by, rows, snapshot.as_of)),
        totals={column.name: _sum(row.cells[index].value for row in rows if row.cells)
                for index, column in enumerate(columns) if column.form == "money"},
    )  # fmt: skip


def _found_by(kind: Kind, columns: list[Field]) -> list[Field]:
    """Return the fields that the list can be filtered by: who and which unit, then columns of few values and of days."""
    everywhere = [fields_of(kind.model)[name] for name in ("responsible", "owner") if not is_hidden(kind.model, Route(name))]
    return everywhere + [column for column in columns if column not in everywhere and not column.many and (
        column.form in ("choice", "reference", "day", "moment") or column.name == "status"
    )]  # fmt: skip


def _filters(found_by: list[Field], rows: list[Row], as_of: date) -> Iterator[Filter]:
    for field in found_by:
        values = [value for row in rows for value in row.marks.get(field.name, ())]
        if field.form in ("day", "moment"):
            yield from filters.by_days(field.name, field.title, values, filters.months_around(as_of))
        else:
            named = field.name in ("responsible", "owner")
            yield from filters.choosing(field.name, field.title, values, filters.MAX_NAMES if named else filters.MAX_CHOICES)
    for name, title in (("findings", say("Findings")), ("paragraph", filters.PARAGRAPH), ("sample", say("Sample"))):
        yield from filters.choosing(name, title, (value for row in rows for value in row.marks[name]))


def _row(entry: RecordFile, columns: list[Field], found_by: list[Field], snapshot: Snapshot) -> Row:
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
        under_way(entry, snapshot.as_of),
        _marks(entry, found_by, findings, snapshot),
    )


def _marks(entry: RecordFile, found_by: list[Field], findings: list[Finding], snapshot: Snapshot) -> filters.Marks:
    found: dict[str, Iterable[str]] = {}
    if record := entry.record:
        for field in found_by:
            value = written_value(record, field.name)
            is_day = field.form in ("day", "moment")
            found[field.name] = [str(value)[:10]] if is_day and value else value_texts(value, field, snapshot)
    if any(finding.is_error or finding.is_overdue for finding in findings):
        label = LATE_OR_WRONG
    else:
        label = say("with warnings") if findings else say("without findings")
    paragraphs = {finding.clause: None for finding in findings if finding.clause}
    return found | {
        "findings": [text(label)],
        "paragraph": [UZBEK.pick(citation(clause)) for clause in paragraphs],
        "sample": [text(say("yes") if entry.record and entry.record.sample else say("no"))],
    }


def _sum(values: Iterable[object]) -> Decimal:
    return reduce(EXACT.add, (value for value in values if isinstance(value, Decimal)), Decimal(0))


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

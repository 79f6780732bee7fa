"""A kind's list: its columns, its rows with what they sort and filter by, and the values to filter on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hooks.data.audience import is_hidden
from hooks.data.names import called
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.plain_words import words_of
from validators.model.fields import Field, column_of
from validators.model.record import Record
from validators.repository.repository import RecordFile
from validators.rules.kind import Kind
from validators.source.route import Route
from validators.text.messages import say
from validators.text.uzbek import collation_key, fold

FEW = 40
"""A column with more different values than this is searched, not chosen from."""
MOST_ROWS = 300
"""A longer list is read from a file beside its page, which itself has the first rows."""
FIRST_ROWS = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row: itself, what it sorts by, and what it is filtered by."""

    field: Field
    value: Any
    order: str
    choice: str


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a list, broken or not."""

    entry: RecordFile
    cells: list[Cell]
    words: str
    order: str
    errors: int
    warnings: int
    overdue: int

    @property
    def trouble(self) -> str:
        """What is wrong with it in a word, to be filtered by."""
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
        return called(self.entry)

    @property
    def words(self) -> str:
        """What search in the table looks at: id and name, folded."""
        return fold(f"{self.entry.id} {self.title}")

    @property
    def order(self) -> str:
        """What the browser sorts the name by."""
        return order_of(self.title)


LATE_OR_WRONG = say("late or with errors")
"""What a record is called that has an error or something overdue."""


def is_late_or_wrong(entry: RecordFile, snapshot: Snapshot) -> bool:
    """Whether the record has an error, or something overdue, that no exception lets pass."""
    return any(
        finding.is_open and (finding.is_overdue or finding.is_error) for finding in snapshot.findings_in.get(entry.path, ())
    )


def table(kind: Kind, snapshot: Snapshot) -> Mapping[str, Any]:
    """What a list page shows of a kind."""
    columns = [column_of(kind.model, name) for name in kind.columns if not is_hidden(kind.model, Route(name))]
    rows = [_row(entry, columns, snapshot) for entry in snapshot.of_kind.get(kind.name, [])]
    filters = [found for place, column in enumerate(columns) if (found := _filter(column, place, rows))]
    return {
        "kind": kind,
        "columns": columns,
        "rows": rows,
        "filters": filters,
        "chosen": {place for place, _, _ in filters},
        "troubles": sorted(Counter(row.trouble for row in rows).items(), key=lambda item: collation_key(item[0])),
        "first": MOST_ROWS if len(rows) <= MOST_ROWS else FIRST_ROWS,
    }


def _row(entry: RecordFile, columns: list[Field], snapshot: Snapshot) -> Row:
    findings = [finding for finding in snapshot.findings_in.get(entry.path, ()) if finding.is_open]
    cells = [_cell(entry.record, column, snapshot) for column in columns] if entry.record else []
    title = called(entry)
    return Row(
        entry,
        cells,
        fold(f"{entry.id} {title} {' '.join(cell.choice for cell in cells)}"),
        order_of(title),
        sum(finding.is_error for finding in findings),
        sum(finding.is_warning for finding in findings),
        sum(finding.is_overdue for finding in findings),
    )


def _cell(record: Record, column: Field, snapshot: Snapshot) -> Cell:
    value = getattr(record, column.name, None)
    words = ", ".join(words_of(value, column, snapshot))
    order = str(value) if isinstance(value, date) or _is_number(value) else order_of(words)
    return Cell(column, value, order, words)


def order_of(words: str) -> str:
    """What words sort by in a browser, which knows no Uzbek alphabet; a tab stands for NUL, which no page may hold."""
    return collation_key(words).replace("\0", "\t")


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _filter(column: Field, place: int, rows: list[Row]) -> tuple[int, Field, list[tuple[str, int]]] | None:
    if column.many or not (column.form in ("choice", "reference") or column.name == "status"):
        return None
    counts = Counter(row.cells[place].choice for row in rows if row.cells and row.cells[place].choice)
    if not 1 < len(counts) <= FEW:
        return None
    return place, column, sorted(counts.items(), key=lambda item: collation_key(item[0]))

"""Workbooks and CSV files as sheets of cells, each with its place and its value as text."""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any, NamedTuple

from validators.importing.shown import as_kept, as_shown
from validators.text.messages import Message, say

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How a file begins that Excel saved as “Unicode text”, or that PowerShell wrote."""
LARGEST = 20_000_000
"""Bytes that a file may have."""
LARGEST_UNPACKED = 300_000_000
"""Bytes that the parts of a workbook may have together: a few kilobytes can hold gigabytes of the same letter."""
_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_FORMULA = re.compile("'(?=[ ]*[-=+@\t\r\n＝＋－＠])")
"""The sign that an exported CSV file has before what a spreadsheet would take for a formula."""


class UnreadableError(Exception):
    """The file cannot be read as a table; holds why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.template)
        self.reason = reason


class Remark(NamedTuple):
    """Something to say about a place of a file, such as `B7`."""

    place: str
    message: Message


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty: its place, as `B7`, and its value as records would have it, as far as the cell alone shows it.

    `shown` is what a person sees in it; None where that may be something else than the value, and is not known.
    """

    place: str
    text: str
    shown: str | None


class Merged(NamedTuple):
    """Cells that are merged to one, as `B1:C1`: the rows, from 1, and the columns, from 0, that it reaches over."""

    cells: str
    rows: range
    columns: range


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: by the number of a row, from 1, its cells by column, from 0; rows without a value are left out.

    `faults` say what cannot be taken for a value by their row and column, `remarks` what was taken that one might not expect.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    faults: Mapping[tuple[int, int], Remark] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    merged: tuple[Merged, ...] = ()

    def with_its_name(self) -> "Sheet":
        """Return the sheet with its name in every place, as `Bosqichlar!B7`."""

        def renamed(remark: Remark) -> Remark:
            return remark._replace(place=f"{self.name}!{remark.place}" if remark.place != self.name else self.name)

        rows = {
            number: {column: replace(cell, place=f"{self.name}!{cell.place}") for column, cell in row.items()}
            for number, row in self.rows.items()
        }
        faults = {place: renamed(fault) for place, fault in self.faults.items()}
        return replace(self, rows=rows, faults=faults, remarks=tuple(map(renamed, self.remarks)))


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """Return the sheets of an .xlsx file, or the only one of a .csv file; raises `UnreadableError` if it is neither."""
    if len(content) > LARGEST:
        raise UnreadableError(say("{path} is too large: at most {limit} MB", path=name, limit=LARGEST // 1_000_000))
    if content.startswith(b"PK"):
        return list(_workbook(name, content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(
            say("{path} is of the old form of Excel, or has a password: save it as .xlsx without one", path=name)
        )
    if name.lower().endswith((".csv", ".txt")):
        return [_csv(name, content)]
    raise UnreadableError(say("{path} is neither a workbook (.xlsx) nor a CSV file", path=name))


def _workbook(name: str, content: bytes) -> Iterator[Sheet]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise UnreadableError(say("{path} is too large: at most {limit} MB", path=name, limit=LARGEST_UNPACKED // 1_000_000))
        values, written = (openpyxl.load_workbook(io.BytesIO(content), data_only=only) for only in (True, False))
    except UnreadableError:
        raise
    except Exception:  # the library raises whatever the damage leads to
        raise UnreadableError(say("{path} is damaged, or no workbook: open it in Excel and save it again", path=name)) from None
    for sheet in values.worksheets:
        yield _sheet(sheet, written[sheet.title])


def _sheet(values: Any, written: Any) -> Sheet:
    """Return a sheet from the values that its file keeps, and from what is written in it, formulas included."""
    rows: dict[int, dict[int, Cell]] = {}
    faults: dict[tuple[int, int], Remark] = {}
    formulas: list[str] = []
    # Only the cells that are in the file: a single one far below would make millions of empty ones.
    for (number, column), cell in sorted(written._cells.items()):
        if cell.value is None:
            continue
        place, kept = cell.coordinate, values.cell(number, column)
        if cell.data_type == "f" and kept.value is None:
            reason = say("The formula has no value here: open the file in Excel and save it, or write the value itself")
            faults[number, column - 1] = Remark(place, reason)
        elif kept.data_type == "e":
            reason = say("The cell holds an error of the spreadsheet, {error}", error=str(kept.value))
            faults[number, column - 1] = Remark(place, reason)
        elif text := as_text(kept.value, str(cell.number_format)):
            rows.setdefault(number, {})[column - 1] = Cell(place, text, _shown(kept.value, text, str(cell.number_format)))
            formulas += [place] if cell.data_type == "f" else []
    merged = tuple(
        Merged(one.coord, range(one.min_row, one.max_row + 1), range(one.min_col - 1, one.max_col))
        for one in written.merged_cells.ranges
    )
    for one in merged:
        reason = say("The cells {cells} are merged: split them, and write its own value into each row", cells=one.cells)
        faults[one.rows[0], one.columns[0]] = Remark(one.cells.partition(":")[0], reason)
    remarks = [Remark(place, say("The value of the formula was taken")) for place in formulas]
    remarks += [
        Remark(str(number), say("The row is hidden, and was read like the others"))
        for number in rows
        if written.row_dimensions[number].hidden
    ]
    if values.sheet_state != "visible" and rows:
        remarks.append(Remark(values.title, say("The sheet is hidden, and was read like the others")))
    return Sheet(values.title, rows, faults, tuple(remarks), merged)


def _shown(value: object, text: str, number_format: str) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return as_shown(value, number_format)
    return text if isinstance(value, str) else None


def as_text(value: object, number_format: str = "") -> str:
    """Return the value of a cell as records have it: a day as 2026-03-05, a number without an exponent, text without edges.

    A moment keeps its time if it has one, or the cell shows one.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case datetime():
            plain = value.time() == time() and "h" not in number_format.lower()
            return value.date().isoformat() if plain else f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case int() | float():
            return as_kept(value, number_format)
        case _:
            return "" if value is None else str(value).replace("\u00a0", " ").strip()


def _csv(name: str, content: bytes) -> Sheet:
    try:
        text = content.decode("utf-16" if content.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(say("{path} is not in UTF-8: in Excel, save it as “CSV UTF-8”, or as .xlsx", path=name)) from None
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter, strict=True)
    try:
        lines = list(reader)
    except csv.Error as error:
        reason = say("line {number}: {reason}", number=reader.line_num, reason=_why(error))
        raise UnreadableError(say("{path} cannot be read as CSV: {reason}", path=name, reason=reason)) from None
    rows = {number: dict(_csv_cells(number, line)) for number, line in enumerate(lines, 1)}
    return Sheet("", {number: cells for number, cells in rows.items() if cells})


def _why(error: csv.Error) -> Message:
    """Return why a line cannot be read; the library says it in words only."""
    words = str(error)
    if words.startswith("field larger"):
        return say("a cell holds more than {limit} characters", limit=csv.field_size_limit())
    if words.startswith("unexpected end"):
        return say("a quotation mark is not closed")
    if " expected after " in words:
        return say("after a closing quotation mark the cell goes on: write each quotation mark in it twice")
    return say("it is not text")


def _csv_cells(number: int, line: Iterable[str]) -> Iterator[tuple[int, Cell]]:
    for column, written in enumerate(line):
        if text := as_text(_FORMULA.sub("", written, count=1) if _FORMULA.match(written) else written):
            yield column, Cell(f"{letters(column)}{number}", text, text)


def letters(column: int) -> str:
    """Return the letters of a column, counted from 0: 0 is A, 26 is AA."""
    found, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        found = chr(65 + rest) + found
    return found


def in_column(column: int, place: str) -> str:
    """Return the place of the cell in a column, counted from 0, of the row of another cell.

    >>> in_column(0, "B4"), in_column(27, "Bosqichlar!A2")
    ('A4', 'Bosqichlar!AB2')
    """
    return re.sub(r"[A-Z]+(?=[0-9]+\Z)", letters(column), place)


def reading_order(place: str) -> tuple[str, int, int, str]:
    """Return by what the places of a file are sorted: by sheet, row and column.

    >>> sorted(["B10", "C4", "AA3", "B3", "Bosqichlar!A2", ""], key=reading_order)
    ['', 'B3', 'AA3', 'C4', 'B10', 'Bosqichlar!A2']
    """
    sheet, _, cell = place.rpartition("!")
    found = _CELL.fullmatch(cell)
    return sheet, int(found[2]) if found else 0, len(found[1]) if found else 0, cell

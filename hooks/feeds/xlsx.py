"""A writer of Office Open XML workbooks (ECMA-376): typed cells, no formulas, the same bytes for the same rows.

The build needs no spreadsheet library for it; the tests read what it writes with one that others wrote.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from xml.sax.saxutils import escape

from validators.text.sanitize import for_xml

Value = str | int | Decimal | date | None
"""What a cell may hold; a `datetime` is a date too."""

MAX_CHARACTERS = 32_767
MAX_OFFERED = 255
"""So many characters may a cell offer to choose from, commas between them included."""
LAST_ROW = 1_048_576
_EPOCH = date(1899, 12, 30)
_LEAP = date(1900, 3, 1)
"""Workbooks count days as if 1900 had had a 29 February, which would be the day before this one."""
_WHEN = (1980, 1, 1, 0, 0, 0)
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PLAIN, _HEADING, _TEXT, _DAY, _MOMENT, _DECIMAL = range(6)
# A text keeps its quote prefix: without it a spreadsheet takes “=…” for a formula as soon as somebody edits the cell.
_STYLES = f"""{_HEAD}<styleSheet {_MAIN}><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/>\
<numFmt numFmtId="165" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/></numFmts>\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFE3EAF4"/></patternFill></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" quotePrefix="1" applyFont="1" applyFill="1"/>\
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its heading, and its rows, each as long as the heading.

    `offered` says what the cells below a heading offer to choose from; another value may be typed all the same.
    """

    name: str
    heading: Sequence[str]
    rows: Sequence[Sequence[Value]]
    offered: Mapping[str, Sequence[str]] = field(default_factory=dict)


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return the sheets as an .xlsx file; rows are compressed one by one, so that no sheet is held in memory."""
    parts: dict[str, Iterable[str]] = {
        "[Content_Types].xml": [_content_types(len(sheets))],
        "_rels/.rels": [_links([("officeDocument", "xl/workbook.xml")])],
        "xl/workbook.xml": [_book(tab_names([sheet.name for sheet in sheets]))],
        "xl/_rels/workbook.xml.rels": [
            _links(
                [
                    *(("worksheet", f"worksheets/sheet{place}.xml") for place in range(1, len(sheets) + 1)),
                    ("styles", "styles.xml"),
                ]
            )
        ],
        "xl/styles.xml": [_STYLES],
        **{f"xl/worksheets/sheet{place}.xml": _sheet(sheet) for place, sheet in enumerate(sheets, 1)},
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, _WHEN)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            with archive.open(member, "w") as file:
                for piece in content:
                    file.write(piece.encode())
    return written.getvalue()


def tab_names(names: Sequence[str]) -> list[str]:
    """Return names that are valid for sheets: 31 characters, none of them special, no two alike."""
    taken: list[str] = []
    for name in names:
        plain = re.sub(r"[][:*?/\\']", " ", name).strip()[:31] or "1"
        copy, number = plain, 2
        while copy.lower() in (other.lower() for other in taken):
            copy, number = f"{plain[:28]} {number}", number + 1
        taken.append(copy)
    return taken


def _content_types(sheets: int) -> str:
    overrides = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    overrides += [(f"/xl/worksheets/sheet{place}.xml", "worksheet") for place in range(1, sheets + 1)]
    lines = "".join(f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in overrides)
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def _links(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{place}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _book(names: Sequence[str]) -> str:
    lines = "".join(
        f'<sheet name="{_escaped(name)}" sheetId="{place}" r:id="rId{place}"/>' for place, name in enumerate(names, 1)
    )
    return f'{_HEAD}<workbook {_MAIN} xmlns:r="{_RELATIONS}"><sheets>{lines}</sheets></workbook>'


def _sheet(sheet: Sheet) -> Iterator[str]:
    last = f"{_letters(len(sheet.heading))}{len(sheet.rows) + 1}"
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{_width(sheet, place - 1)}" customWidth="1"/>'
        for place in range(1, len(sheet.heading) + 1)
    )
    yield f'{_HEAD}<worksheet {_MAIN}><dimension ref="A1:{last}"/><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    yield f"<cols>{widths}</cols><sheetData>"
    yield from _rows(sheet)
    yield f'</sheetData><autoFilter ref="A1:{last}"/>{_offers(sheet)}</worksheet>'


def _offers(sheet: Sheet) -> str:
    """Return what cells offer; nothing of a list that a workbook cannot hold: it is too long, or a comma is in it."""
    offers = [
        f'<dataValidation type="list" allowBlank="1" sqref="{letters}2:{letters}{LAST_ROW}">'
        f'<formula1>"{_escaped(",".join(values))}"</formula1></dataValidation>'
        for place, title in enumerate(sheet.heading, 1)
        if (values := sheet.offered.get(title)) and len(",".join(values)) <= MAX_OFFERED and not any("," in one for one in values)
        for letters in (_letters(place),)
    ]
    return f'<dataValidations count="{len(offers)}">{"".join(offers)}</dataValidations>' if offers else ""


def _width(sheet: Sheet, place: int) -> int:
    longest = max((len(str(row[place])) for row in sheet.rows[:200] if row[place] is not None), default=0)
    return min(max(longest, len(sheet.heading[place])) + 2, 60)


def _rows(sheet: Sheet) -> Iterator[str]:
    columns = [_letters(place) for place in range(1, len(sheet.heading) + 1)]
    yield _row(1, (_words(f"{column}1", title, _HEADING) for column, title in zip(columns, sheet.heading, strict=True)))
    for number, row in enumerate(sheet.rows, 2):
        cells = (_cell(f"{column}{number}", value) for column, value in zip(columns, row, strict=True) if value is not None)
        yield _row(number, cells)


def _row(number: int, cells: Iterator[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: Value) -> str:
    match value:
        case str():
            return _words(place, value, _TEXT)
        case date() if value.year < _LEAP.year:  # before the first day that a workbook has
            return _words(place, str(value), _TEXT)
        case datetime():
            return _number(place, f"{_serial(value.date()) + (value.hour * 60 + value.minute) / 1440:.10f}", _MOMENT)
        case date():
            return _number(place, _serial(value), _DAY)
        case Decimal():
            return _number(place, f"{value:f}", _DECIMAL)
        case _:
            return _number(place, value or 0, _PLAIN)


def _serial(day: date) -> int:
    return (day - _EPOCH).days - (day < _LEAP)


def _number(place: str, value: int | str, style: int) -> str:
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def _words(place: str, words: str, style: int) -> str:
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_kept(words)}</t></is></c>'


@lru_cache(maxsize=2_000)
def _kept(words: str) -> str:
    """Return a text as XML of a cell; cached, since many cells have the same."""
    return _escaped(_LIKE_ESCAPE.sub("_x005F_", words[:MAX_CHARACTERS]))


def _escaped(words: str) -> str:
    return escape(for_xml(words, ""), {'"': "&quot;"})


def _letters(place: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    found = ""
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(65 + rest) + found
    return found

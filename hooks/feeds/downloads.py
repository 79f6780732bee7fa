"""The records as data: one JSON file of all, and for each kind a CSV file, a workbook and a JSON Schema.

Only fields that the build's audience may see are in them.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from pydantic import BaseModel

from hooks.data.addresses import Addresses
from hooks.data.audience import audience, visible_fields
from hooks.data.display_name import name_by_id
from hooks.data.snapshot import Snapshot
from hooks.feeds.blank import blank_sheets
from hooks.feeds.xlsx import Sheet, Value, workbook
from hooks.html.formatting import text
from hooks.html.value_text import value_texts
from validators.answers.schema import DIALECT, URN, kind_schema
from validators.clock import TASHKENT
from validators.federating.contract import OLD_PATH
from validators.model.fields import Field
from validators.repository.record_file import RecordFile
from validators.rules.kind import Kind
from validators.source.finding import Finding
from validators.text.messages import say
from validators.text.sanitize import escape_json

ALL = OLD_PATH
"""Version 2, which programs of the release before read; version 3 is in `published_register`."""
CONTRACT = "schemas/records.json"
VERSION = 2


def csv_path(kind: Kind) -> str:
    """Return the path of a kind's table."""
    return f"data/{kind.folder}.csv"


def xlsx_path(kind: Kind) -> str:
    """Return the path of a kind's workbook."""
    return f"data/{kind.folder}.xlsx"


def blank_path(kind: Kind) -> str:
    """Return the path of the workbook that people fill in for `nizom import`."""
    return f"data/blank/{kind.folder}.xlsx"


def schema_path(kind: Kind) -> str:
    """Return the path of the JSON Schema of a kind's front matter."""
    return f"schemas/{kind.name}.json"


def files(snapshot: Snapshot, addresses: Addresses) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield each file by its path, with a function that makes it."""
    yield ALL, lambda: _all_records(snapshot, addresses)
    yield CONTRACT, lambda: _json(contract(snapshot))
    for kind in snapshot.kinds.values():
        yield from _of_kind(kind, snapshot, addresses)


def _of_kind(kind: Kind, snapshot: Snapshot, addresses: Addresses) -> Iterator[tuple[str, Callable[[], bytes]]]:
    @cache
    def records() -> Sheet:
        return _records_sheet(kind, snapshot, addresses)

    yield csv_path(kind), lambda: csv_bytes(records())
    yield xlsx_path(kind), lambda: workbook([records(), *_sheets(kind, snapshot)])
    yield blank_path(kind), lambda: workbook(list(blank_sheets(kind)))
    yield schema_path(kind), lambda: _json(kind_schema(kind, snapshot.kinds, snapshot.language))


def _json(value: object, indent: int | None = 2) -> bytes:
    return f"{escape_json(json.dumps(value, ensure_ascii=False, indent=indent))}\n".encode()


def _all_records(snapshot: Snapshot, addresses: Addresses) -> bytes:
    """Return `records.json`, a versioned contract: every record on a line, with its facts, state and findings."""
    written = io.BytesIO()
    written.write(_json({"version": VERSION, "as_of": snapshot.as_of.isoformat(), "audience": audience()}, None).rstrip(b"}\n"))
    written.write(b', "records": [\n')
    for index, entry in enumerate(snapshot.repository.files):
        written.write(b",\n" if index else b"")
        written.write(_json(record_as_data(entry, snapshot, addresses), None).rstrip())
    written.write(b"\n]}\n")
    return written.getvalue()


def record_as_data(entry: RecordFile, snapshot: Snapshot, addresses: Addresses) -> dict[str, object]:
    """Return a record with its facts, how it stands, and its findings."""
    record = entry.record
    return {
        "id": entry.id or None,
        "kind": entry.kind.name,
        "title": record.title if record else None,
        "status": record.status if record else None,
        "state": state_of(entry),
        "path": entry.path,
        "url": addresses[entry.path],
        "facts": facts(record) if record else {},
        "findings": [finding_as_data(finding) for finding in snapshot.findings_by_path.get(entry.path, ())],
    }


def state_of(entry: RecordFile) -> str:
    """Return the state of a record, the same words for every kind: broken, withdrawn, closed or open."""
    if entry.record is None:
        return "broken"
    if not entry.record.alive:
        return "withdrawn"
    return "closed" if entry.over else "open"


def finding_as_data(finding: Finding) -> dict[str, str | None]:
    """Return a finding by its code; `waived` is the id of the waiver that covers it."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "clock": finding.trigger,
        "field": str(finding.field),
        "waived": finding.waived,
    }


def facts(part: BaseModel) -> dict[str, object]:
    """Return the values of a record, or of a part of one, by key, without hidden and missing ones."""
    found: dict[str, object] = {}
    for item in visible_fields(type(part)):
        value = getattr(part, item.name)
        if value is not None and value != ():
            found[item.name] = [_plain(one) for one in value] if isinstance(value, tuple) else _plain(value)
    return found


def _plain(value: object) -> object:
    """Return a value as JSON; a decimal as a string, since floats would lose tiyin."""
    match value:
        case BaseModel():
            return facts(value)
        case datetime():
            return value.replace(tzinfo=TASHKENT).isoformat()
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case _:
            return value


def contract(snapshot: Snapshot) -> dict[str, object]:
    """Return the JSON Schema of `records.json` itself."""
    word: dict[str, object] = {"type": "string"}
    maybe: dict[str, object] = {"type": ["string", "null"]}
    finding = {
        "code": word,
        "severity": {"enum": ["error", "warning"]},
        "clock": {"enum": ["rule", "duty"]},
        "field": word,
        "waived": maybe,
    }
    record = {
        "id": maybe,
        "kind": {"enum": list(snapshot.kinds)},
        "title": maybe,
        "status": maybe,
        "state": {"enum": ["broken", "withdrawn", "closed", "open"]},
        "path": word,
        "url": word,
        "facts": {"type": "object"},
        "findings": {"type": "array", "items": _group(finding)},
    }
    whole = {
        "version": {"const": VERSION},
        "as_of": {"type": "string", "format": "date"},
        "audience": {"enum": ["internal", "public"]},
        "records": {"type": "array", "items": _group(record)},
    }
    return {"$schema": DIALECT, "$id": f"{URN}:records", "title": text(say("All records")), **_group(whole)}


def _group(properties: Mapping[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and the function that returns its value from a record or a part of one."""

    title: str
    value: Callable[[BaseModel, Snapshot], Value]


def columns(model: type[BaseModel]) -> Iterator[Column]:
    """Yield a column for each field, for each field of a group, and for the length of each list of groups."""
    for item in visible_fields(model):
        if item.form != "group":
            yield Column(text(item.title), _of_field(item))
        elif item.many:
            yield Column(text(say("{field}, how many", field=item.title)), _count(item.name))
        elif item.group:
            for inner in columns(item.group):
                yield Column(f"{text(item.title)}: {inner.title}", _inside(item.name, inner))


def _of_field(item: Field) -> Callable[[BaseModel, Snapshot], Value]:
    return lambda part, snapshot: cell(getattr(part, item.name), item, snapshot)


def _count(name: str) -> Callable[[BaseModel, Snapshot], Value]:
    return lambda part, snapshot: len(getattr(part, name))


def _inside(name: str, inner: Column) -> Callable[[BaseModel, Snapshot], Value]:
    def value(part: BaseModel, snapshot: Snapshot) -> Value:
        group = getattr(part, name)
        return inner.value(group, snapshot) if group else None

    return value


def cell(value: object, item: Field, snapshot: Snapshot) -> Value:
    """Return a field's value as a cell: numbers and dates as they are, the rest as text, references by name and id."""
    if value is None or value == ():
        return None
    if isinstance(value, int | Decimal | date) and not isinstance(value, bool):
        return value
    if item.form == "reference":
        ids = value if isinstance(value, tuple) else (value,)
        return "; ".join(_named(id_, snapshot) for id_ in ids)
    return "; ".join(value_texts(value, item, snapshot))


def _named(id_: str, snapshot: Snapshot) -> str:
    name = name_by_id(id_, snapshot.repository)
    return id_ if name == id_ else f"{name} ({id_})"


def _sheets(kind: Kind, snapshot: Snapshot) -> Iterator[Sheet]:
    """Yield a sheet for each list of groups that has any rows."""
    entries = [entry for entry in snapshot.entries_by_kind.get(kind.name, []) if entry.record]
    for item in visible_fields(kind.model):
        if item.group is None or not item.many:
            continue
        inner = list(columns(item.group))
        rows = [
            [entry.id, *(column.value(part, snapshot) for column in inner)]
            for entry in entries
            for part in getattr(entry.record, item.name)
        ]
        if rows:
            yield Sheet(text(item.title), [text(say("Record")), *(column.title for column in inner)], rows)


def _records_sheet(kind: Kind, snapshot: Snapshot, addresses: Addresses) -> Sheet:
    inner = list(columns(kind.model))
    counted = (say("Errors"), say("Warnings"), say("Overdue"), say("File"), say("Page"))
    rows = [_row(entry, inner, snapshot, addresses) for entry in snapshot.entries_by_kind.get(kind.name, [])]
    return Sheet(text(kind.plural), [*(column.title for column in inner), *map(text, counted)], rows)


def _row(entry: RecordFile, inner: list[Column], snapshot: Snapshot, addresses: Addresses) -> list[Value]:
    findings = [finding for finding in snapshot.findings_by_path.get(entry.path, ()) if finding.is_open]
    errors = sum(finding.is_error for finding in findings)
    warnings = sum(finding.is_warning for finding in findings)
    overdue = sum(finding.is_overdue for finding in findings)
    if entry.record:
        cells = [column.value(entry.record, snapshot) for column in inner]
    else:
        cells = [entry.id, None, text(say("broken")), *(None for _ in inner[3:])]
    return [
        *cells, errors, warnings, overdue, entry.path, addresses[entry.path]
    ]  # fmt: skip


_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def escape_formula(words: str) -> str:
    """Return text that a spreadsheet does not take for a formula (OWASP: CSV injection)."""
    return f"'{words}" if words.lstrip(" ").startswith(_STARTS_FORMULA) else words


def csv_bytes(sheet: Sheet) -> bytes:
    """Return CSV as local spreadsheets open it: semicolons, a byte-order mark, Windows line ends; dates as 2026-03-05."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(escape_formula, sheet.heading))
    for row in sheet.rows:
        writer.writerow([_csv_cell(value) for value in row])
    return written.getvalue().encode("utf-8-sig")


def _csv_cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return escape_formula(value)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)

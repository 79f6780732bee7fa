"""One body's published records: read whole or not at all, and what is to be known of them besides."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import FailFast, Field, StringConstraints, ValidationError

from validators.federating.contract import (
    Code,
    DutyRow,
    FindingRow,
    Part,
    RecordRow,
    Register,
    Words,
)
from validators.federating.sources import Source, UnreadableSourceError, read_source
from validators.text.messages import Message, say
from validators.text.sanitize import one_line, shorten

State = Literal["current", "old", "unclear", "broken"]
"""Old was judged long ago or by an older program; what is unclear contradicts itself or another body."""

FRESH = timedelta(days=7)
"""A body judged longer ago than this is shown as old: sites are made every morning."""
_OF_CODE = re.compile(r"N([0-9a-z.]+)-[0-9]+")
_NUL = b"\\u0000"

Sum = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,15}(\.[0-9]{1,2})?$")]


class Budget(Part):
    """The money of a project, in so‘m; a sum that is not known, or not shown, is not there."""

    planned: Sum | None = None
    contracted: Sum | None = None
    paid: Sum | None = None


class _OldFinding(Part):
    code: Code
    severity: Literal["error", "warning"]
    clock: Literal["rule", "duty"]
    field: Words
    waived: Words | None


class _OldRecord(RecordRow):
    findings: Annotated[list[_OldFinding], FailFast()]  # type: ignore[assignment]
    duties: list[DutyRow] = Field(default_factory=list)


class _OldRegister(Part):
    """Version 2, which said neither who publishes nor what falls due."""

    version: Literal[2]
    as_of: date
    audience: Literal["internal", "public"]
    records: Annotated[list[_OldRecord], FailFast()]


@dataclass(frozen=True, slots=True)
class Body:
    """A body as its file shows it: how far it can be relied on and why not further, and its records unless it is broken.

    `version` is that of the file; in version 2 findings have no titles, and what falls due is not known.
    """

    name: str
    state: State
    remarks: tuple[Message, ...] = ()
    version: int | None = None
    digest: str = ""
    register: Register | None = None


def read_body(source: Source, as_of: date) -> Body:
    """Return a body as of a day; nothing that its file holds raises."""
    name = one_line(source.name)
    try:
        data = read_source(source)
        register, version = _read(data)
        for record in register.records:
            budget_of(record)
    except UnreadableSourceError as error:
        return Body(name, "broken", (say("not read: {reason}", reason=error.reason),))
    except _NotSoError as error:
        return Body(name, "broken", (error.message,))
    old, doubts = tuple(_old(register, version, as_of)), tuple(_doubts(register, as_of))
    state: State = "unclear" if doubts else "old" if old else "current"
    return Body(name, state, (*old, *doubts), version, hashlib.sha256(data).hexdigest(), register)


def budget_of(record: RecordRow) -> Budget | None:
    """Return the money of a project; None for other records, and where none is shown."""
    written = record.facts.get("budget")
    if record.kind != "project" or written is None:
        return None
    try:
        return Budget.model_validate(written)
    except ValidationError:
        place = f"{record.path} → facts.budget"
        raise _NotSoError(_not_so(place)) from None


class _NotSoError(Exception):
    """The file is not what it should be; holds the message."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


def _read(data: bytes) -> tuple[Register, int]:
    """Return the records and the version of the file that they are from."""
    if _NUL in data:
        raise _NotSoError(say("the file holds a character that no text has (U+0000)"))
    try:
        return Register.model_validate_json(data), 3
    except ValidationError as error:
        first = _first(error)
        if first["type"] == "json_invalid":
            raise _NotSoError(say("the file is not JSON, or is cut off")) from None
        if not _is_another_version(error):
            raise _NotSoError(_not_so(_place(first))) from None
    try:
        old = _OldRegister.model_validate_json(data)
    except ValidationError as error:
        if _is_another_version(error):
            raise _NotSoError(say("the file is of a version that this program does not know: update it")) from None
        raise _NotSoError(_not_so(_place(_first(error)))) from None
    return _as_now(old), 2


def _first(error: ValidationError) -> Any:
    return error.errors(include_url=False, include_context=False, include_input=False)[0]


def _is_another_version(error: ValidationError) -> bool:
    return any(one["loc"] == ("version",) for one in error.errors(include_url=False, include_context=False, include_input=False))


def _place(error: Any) -> str:
    return ".".join(map(str, error["loc"])) or "–"


def _not_so(place: str) -> Message:
    return say("the file is not as its version says, at {place}", place=shorten(one_line(place), 120))


def _as_now(old: _OldRegister) -> Register:
    """Return a file of version 2 as one of version 3, with what it does not say left out."""
    return Register(
        version=3,
        publisher=None,
        site=None,
        commit=None,
        edited=False,
        program="",
        as_of=old.as_of,
        audience=old.audience,
        compliance=[],
        records=[
            RecordRow.model_construct(**{**dict(record), "findings": [_finding(one) for one in record.findings]})
            for record in old.records
        ],
    )


def _finding(old: _OldFinding) -> FindingRow:
    found = _OF_CODE.fullmatch(old.code)
    return FindingRow(title="", clause=found[1] if found else None, **dict(old))


def _old(register: Register, version: int, as_of: date) -> Iterator[Message]:
    """Yield why a body does not show how it stands today."""
    if version == 2:
        yield say("published by an older program (version 2): who publishes it and what falls due is not known")
    if as_of - register.as_of > FRESH:
        yield say("judged {days} days ago", days=(as_of - register.as_of).days)


def _doubts(register: Register, as_of: date) -> Iterator[Message]:
    """Yield what cannot be true of a body, so that its figures are not to be relied on."""
    if register.as_of > as_of:
        yield say("judged as of a day to come ({day})", day=register.as_of)
    paths = Counter(record.path for record in register.records)
    if twice := next((path for path, count in paths.items() if count > 1), None):
        yield say("{path} is in the file more than once", path=shorten(one_line(twice), 120))
    if wrong := next((point for point in register.compliance if point.sound > point.records), None):
        yield say("on {day} it counts more records in order than there are", day=wrong.day)

"""Version 3 of the records that a body publishes (`data/records-v3.json`): what is in the file, for who writes and who reads it.

The JSON Schema that the site publishes is made of these models, and `nizom federate` reads by them, so that both say the same.
Keys that are not here are passed over: a later program may add some without another version.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, FailFast, Field, JsonValue, StringConstraints

VERSION = 3
PATH = "data/records-v3.json"
"""Where a site publishes it."""
OLD_PATH = "data/records.json"
"""Where it publishes version 2."""

Code = Annotated[str, StringConstraints(max_length=300)]
Words = Annotated[str, StringConstraints(max_length=10_000)]
Tin = Annotated[str, StringConstraints(pattern=r"^[0-9]{9}$")]
Count = Annotated[int, Field(ge=0, le=10**9)]


class Part(BaseModel):
    """A group of the file; nothing in it is converted from another type."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class Parent(Part):
    """The body above the publisher."""

    id: Tin | None
    name: Words


class Publisher(Part):
    """The body that publishes: its taxpayer identification number, if its record has it, its name, and the body above it."""

    id: Tin | None
    name: Words
    parent: Parent | None


class FindingRow(Part):
    """A finding of a record; `waived` is the id of the waiver that exempts it."""

    code: Code
    title: Words
    clause: Code | None
    severity: Literal["error", "warning"]
    clock: Literal["rule", "duty"]
    field: Words
    waived: Words | None


class DutyRow(Part):
    """A duty that is not done, overdue or not; one that a waiver exempts is left out. `unit` is an organisation's id."""

    code: Code
    clause: Code | None
    what: Words
    due: date
    field: Words
    unit: Words | None


class RecordRow(Part):
    """A record, how it stands, what is wrong with it, and what is to be done about it. `url` begins at the root of the site."""

    id: Words | None
    kind: Code
    title: Words | None
    status: Code | None
    state: Literal["broken", "withdrawn", "closed", "open"]
    path: Words
    url: Words
    facts: dict[str, JsonValue]
    findings: Annotated[list[FindingRow], FailFast()]
    duties: Annotated[list[DutyRow], FailFast()]


class PointRow(Part):
    """How the records stood at the end of a day: all, those without an error or anything overdue, and the findings."""

    day: date
    records: Count
    sound: Count
    errors: Count
    warnings: Count
    overdue: Count


class Register(Part):
    """All records of a body as of a day.

    `commit` is what they were read from, `edited` whether files differed from it, `program` the version that judged them, `site`
    where the body publishes, and `compliance` the last weeks, the oldest first.
    """

    version: Literal[3]
    publisher: Publisher | None
    site: Words | None
    commit: Code | None
    edited: bool
    program: Code
    as_of: date
    audience: Literal["internal", "public"]
    compliance: Annotated[list[PointRow], Field(max_length=1_000), FailFast()]
    records: Annotated[list[RecordRow], FailFast()]


def contract_schema() -> dict[str, Any]:
    """Return the JSON Schema of the file."""
    return Register.model_json_schema()

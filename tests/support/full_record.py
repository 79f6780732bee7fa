"""A record with a value in every field of its kind: values that are right by form, whatever the Nizom says of them together."""

from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import BaseModel

from validators.kinds import all_kinds
from validators.model.fields import Field, fields_of
from validators.model.types import Form
from validators.rules.kind import Kind

_VALUES: Mapping[Form, Any] = {
    "id": "namuna-1",
    "day": "2026-03-02",
    "moment": "2026-03-02 10:00",
    "year": 2026,
    "day-of-year": "03-02",
    "day-of-month": 2,
    "whole": 7,
    "term": 7,
    "number": 7,
    "signed": 7,
    "money": 7000,
    "percent": 70,
    "share": 70,
    "url": "https://example.uz/namuna",
    "email": "namuna@example.uz",
    "tin": "123456789",
    "digest": "sha256:" + "0" * 64,
    "account": "namuna",
    "public-key": f"ssh-ed25519 {'A' * 68}",
    "flag": True,
}
_HELD = frozenset({"approvals", "editions", "corrections", "attachments"})
"""What belongs to the way to approval or to the record's own files."""


def full_record(kind: Kind, id_: str, ids: Mapping[str, str]) -> str:
    """Return the text of a record of a kind, with `ids` to refer to by the name of their kind."""
    values = {**{name: _value(item, ids) for name, item in own_fields(kind.model).items()}, "id": id_}
    return f"---\n{yaml.safe_dump(values, allow_unicode=True, sort_keys=False)}---\nMatn.\n"


def own_fields(model: type[BaseModel]) -> dict[str, Field]:
    """Return the fields that say something of what a record is about."""
    return {name: item for name, item in fields_of(model).items() if name not in _HELD}


def _value(item: Field, ids: Mapping[str, str]) -> Any:
    value = _one(item, ids)
    return [value] if item.many else value


def _one(item: Field, ids: Mapping[str, str]) -> Any:
    if item.group:
        return {name: _value(inner, ids) for name, inner in own_fields(item.group).items()}
    if item.reference:
        return ids[next(iter(item.reference.kinds or all_kinds()))]
    if item.choices:
        return item.choices[0]
    return a_text(item.name) if item.form == "text" else _VALUES[item.form]


def a_text(name: str) -> str:
    """Return what a full record says in a field for a text."""
    return f"namuna {name}"

"""JSON Schemas (draft 2020-12) of the kinds of record, made from their models: for editors, forms and other people's tools.

A schema speaks of the front matter as it is written, where every value is a string, a list or a group; the tests hold it and
the model to the same answers.
"""

import json
from collections.abc import Mapping
from typing import Any

from validators.rules.kind import Kind
from validators.text.messages import Language, Message, choice, say

DIALECT = "https://json-schema.org/draft/2020-12/schema"
URN = "urn:nizom:schema"


def schema_as_json(name: str | None, kinds: Mapping[str, Kind], language: Language) -> str:
    """Return the schema of a kind; without a name that of any record, which embeds all of them."""
    schema = any_record(kinds, language) if name is None else kind_schema(kinds[name], language)
    return json.dumps(schema, ensure_ascii=False, indent=2)


def any_record(kinds: Mapping[str, Kind], language: Language) -> dict[str, Any]:
    """Return a record of whichever kind: each kind's schema under `$defs`, by the kind's name."""
    return {
        "$schema": DIALECT,
        "$id": URN,
        "title": language.text(say("Any record")),
        "anyOf": [{"$ref": f"{URN}:{name}"} for name in kinds],
        "$defs": {name: kind_schema(kind, language) for name, kind in kinds.items()},
    }


def kind_schema(kind: Kind, language: Language) -> dict[str, Any]:
    """Return the schema of a kind's front matter."""
    made = kind.model.model_json_schema()
    parts = {name: _part(part, language) for name, part in made.pop("$defs", {}).items()}
    schema = {
        "$schema": DIALECT,
        "$id": f"{URN}:{kind.name}",
        "title": language.text(kind.singular),
        "description": language.text(kind.about),
        **_part(made, language),
    }
    return {**schema, "$defs": parts} if parts else schema


def _part(schema: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return a group of fields; its own title and description are those of a class, which mean nothing to a user."""
    kept = {key: value for key, value in schema.items() if key not in ("title", "description", "properties")}
    properties = {name: _field(field, language) for name, field in schema.get("properties", {}).items()}
    return {**kept, "properties": properties}


def _field(schema: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return a field with its texts in the language and without null: a key with nothing after it counts as missing."""
    field: dict[str, Any] = {}
    for key in ("title", "description"):
        if key in schema:
            field[key] = language.text(Message(schema[key]))
    for key, value in _written(schema, language).items():
        field.setdefault(key, value)
    if "default" in schema and (default := _as_written(schema["default"])) is not None:
        field["default"] = default
    return field


def _written(schema: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return a value's schema without null, each choice with what it is called."""
    alternatives = [item for item in schema.get("anyOf", ()) if item != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key not in ("anyOf", "default")}
    if len(alternatives) == 1:
        return {**_written(alternatives[0], language), **rest}
    if alternatives:
        rest["anyOf"] = [_written(item, language) for item in alternatives]
    if "items" in rest:
        rest["items"] = _written(rest["items"], language)
    if "enum" in rest:
        rest["enumDescriptions"] = [language.text(choice(value)) for value in rest["enum"]]
    return rest


def _as_written(default: Any) -> Any:
    """Return a default as it would be in the file; None where nothing would."""
    if isinstance(default, bool):
        return "true" if default else "false"
    return default if isinstance(default, str) else None

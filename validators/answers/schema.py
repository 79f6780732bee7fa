"""JSON Schemas (draft 2020-12) of the kinds of record, made from their models: for editors, forms and other people's tools.

A schema speaks of the front matter as our reader has it, where every value is a string, a list or a group, and as YAML has it,
where `20` is a number, `true` a truth value and an empty key null. The tests hold schema and model to the same answers. What YAML
has made of a value before the schema sees it cannot be judged: that `020` was written for 20, or, by YAML 1.1, `no` for false.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from validators.regulation.settings import definitions, own_settings
from validators.regulation.written_settings import Given
from validators.rules.kind import Kind
from validators.text.messages import Language, Message, choice, choices_of, say

DIALECT = "https://json-schema.org/draft/2020-12/schema"
URN = "urn:nizom:schema"
SETTINGS_NAME = "settings"
"""What the schema of the settings is asked for by, in the place of a kind."""

_AS_YAML: Mapping[str, dict[str, Any]] = {
    "text": {"type": ["string", "number", "boolean"]},
    "whole": {"type": ["string", "integer"], "minimum": 0, "maximum": 10**15 - 1},
    "term": {"type": ["string", "integer"], "minimum": 0, "maximum": 3660},
    "percent": {"type": ["string", "integer"], "minimum": 0, "maximum": 100},
    "year": {"type": ["string", "integer"], "minimum": 1900, "maximum": 2199},
    "day-of-month": {"type": ["string", "integer"], "minimum": 1, "maximum": 31},
    "money": {"type": ["string", "number"], "minimum": 0, "exclusiveMaximum": 10**15},
    "number": {"type": ["string", "number"], "minimum": 0, "exclusiveMaximum": 10**15},
    "signed": {"type": ["string", "number"], "exclusiveMinimum": -(10**15), "exclusiveMaximum": 10**15},
    "share": {"type": ["string", "number"], "minimum": 0, "maximum": 100},
}
"""By form, what YAML makes of a value besides a string, and its bounds; patterns hold for strings only."""


def schema_as_json(name: str | None, kinds: Mapping[str, Kind], language: Language) -> str:
    """Return the schema of a kind or of the settings; without a name that of any record, which embeds those of all kinds."""
    if name == SETTINGS_NAME:
        schema = settings_schema(kinds, language)
    else:
        schema = any_record(kinds, language) if name is None else kind_schema(kinds[name], kinds, language)
    return json.dumps(schema, ensure_ascii=False, indent=2)


def any_record(kinds: Mapping[str, Kind], language: Language) -> dict[str, Any]:
    """Return a record of whichever kind: each kind's schema under `$defs`, by the kind's name; the id says which one holds.

    References lead from the root, as editors follow them.
    """
    one = [
        {
            "if": {"properties": {"id": {"type": "string", "pattern": _begins_with([kind])}}, "required": ["id"]},
            "then": {"$ref": f"#/$defs/{name}"},
        }
        for name, kind in kinds.items()
    ]
    embedded = {name: _within(kind_schema(kind, kinds, language), f"#/$defs/{name}/") for name, kind in kinds.items()}
    about = say("The kind of record, by the first letters of the id: {kinds}", kinds=tuple(map(_prefixed, kinds.values())))
    return {
        "$schema": DIALECT,
        "$id": URN,
        "title": language.text(say("Any record")),
        "type": "object",
        "properties": {
            "id": {
                "type": "string",
                "pattern": _begins_with(kinds.values()),
                "description": language.text(about),
            }
        },
        "required": ["id"],
        "allOf": one,
        "$defs": embedded,
    }


def settings_schema(kinds: Mapping[str, Kind], language: Language) -> dict[str, Any]:
    """Return the schema of `records/settings.md`: under each setting's code a value with basis and since, or a list of such."""
    writer = _Writer(kinds, language)
    parts: dict[str, Any] = {}
    properties: dict[str, Any] = {}
    made = Given.model_json_schema()
    for code, definition in {**definitions(), **own_settings()}.items():
        value = definition.value_type.adapter.json_schema()
        parts |= {name: writer.part(part) for name, part in value.pop("$defs", {}).items()}
        parts[code] = writer.part({**made, "properties": {**made["properties"], "value": value}})
        one = {"$ref": f"#/$defs/{code}"}
        properties[code] = {
            "title": definition.name[language.code],
            "anyOf": [one, {"type": "array", "minItems": 1, "items": one}],
        }
    title = language.text(say("The settings"))
    schema = {"$schema": DIALECT, "$id": f"{URN}:{SETTINGS_NAME}", "title": title, "type": "object", "properties": properties}
    return {**schema, "additionalProperties": False, "$defs": parts}


def _within(schema: Any, place: str) -> Any:
    """Return a schema with its references as they are when it is inside another at that place, without a name of its own."""
    if isinstance(schema, list):
        return [_within(item, place) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = ((key, value) for key, value in schema.items() if key not in ("$schema", "$id"))
    return {key: value.replace("#/", place, 1) if key == "$ref" else _within(value, place) for key, value in kept}


def kind_schema(kind: Kind, kinds: Mapping[str, Kind], language: Language) -> dict[str, Any]:
    """Return the schema of a kind's front matter; `kinds` are those that a record may name."""
    made = kind.model.model_json_schema()
    writer = _Writer(kinds, language)
    parts = {name: writer.part(part) for name, part in made.pop("$defs", {}).items()}
    schema = {
        "$schema": DIALECT,
        "$id": f"{URN}:{kind.name}",
        "title": language.text(kind.singular),
        "description": language.text(kind.about),
        **writer.part(made),
    }
    schema["properties"]["id"]["pattern"] = _begins_with([kind])
    return {**schema, "$defs": parts} if parts else schema


def _prefixed(kind: Kind) -> Message:
    return say("{prefix}-… is {kind}", prefix=kind.prefix, kind=kind.singular)


def _begins_with(kinds: Iterable[Kind]) -> str:
    """Return the pattern of the ids of these kinds."""
    return rf"^({'|'.join(kind.prefix for kind in kinds)})(-[a-z0-9]+)+$(?!\n)"


class _Writer:
    """Writes the schemas of fields in a language."""

    def __init__(self, kinds: Mapping[str, Kind], language: Language) -> None:
        self._kinds = kinds
        self._text = language.text

    def part(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return a group of fields; its own title and description are those of a class, which mean nothing to a user."""
        kept = {key: value for key, value in schema.items() if key not in ("title", "description", "properties")}
        required = schema.get("required", ())
        fields = schema.get("properties", {}).items()
        return {**kept, "properties": {name: self._field(field, name in required) for name, field in fields}}

    def _field(self, schema: Mapping[str, Any], required: bool) -> dict[str, Any]:
        """Return a field with its texts in the language; null where it may be missing, for a key with nothing after it is."""
        field: dict[str, Any] = {}
        for key in ("title", "description"):
            if key in schema:
                field[key] = self._text(Message(schema[key]))
        written = self._value(schema)
        if "description" not in schema and "enum" in written:
            field["description"] = self._text(choices_of(tuple(word for word in written["enum"] if isinstance(word, str))))
        if may_name := _may_name(written):
            named = ", ".join(self._text(_prefixed(self._kinds[name])) for name in may_name)
            field["description"] = f"{field.get('description', '')} ({named})".strip()
        for key, value in (written if required else _or_null(written)).items():
            field.setdefault(key, value)
        if "default" in schema and (default := _as_written(schema["default"])) is not None:
            field["default"] = default
        return field

    def _value(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return a value's schema without null and with what YAML makes of it, each choice with what it is called."""
        alternatives = [item for item in schema.get("anyOf", ()) if item != {"type": "null"}]
        rest = {key: value for key, value in schema.items() if key not in ("anyOf", "default", "x-form")}
        if len(alternatives) == 1:
            return {**self._value(alternatives[0]), **rest}
        if alternatives:
            rest["anyOf"] = [self._value(item) for item in alternatives]
        if "items" in rest:
            rest["items"] = self._value(rest["items"])
        if "x-kinds" in rest:
            rest["pattern"] = _begins_with(self._kinds[name] for name in rest["x-kinds"])
        return {**rest, **_AS_YAML.get(_form_of(schema), {}), **self._choices(rest.get("enum", ()))}

    def _choices(self, words: Iterable[str]) -> dict[str, Any]:
        """Return the choices, each with what it is called, and with what YAML makes of it if that is no string."""
        written = [(value, word) for word in words for value in dict.fromkeys((word, yaml.safe_load(word)))]
        names = [self._text(choice(word)) for _, word in written]
        types = {"type": ["string", "boolean"]} if any(isinstance(value, bool) for value, _ in written) else {}
        return {"enum": [value for value, _ in written], "enumDescriptions": names, **types} if written else {}


def _form_of(schema: Mapping[str, Any]) -> str:
    """Return the form of a scalar; a string that says none is a text, unless it is a choice."""
    return str(schema.get("x-form", "text" if schema.get("type") == "string" and "enum" not in schema else ""))


def _may_name(schema: Mapping[str, Any]) -> list[str]:
    found = schema.get("x-kinds") or schema.get("items", {}).get("x-kinds", [])
    return list(found)


def _or_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema that accepts null as well."""
    if "enum" in schema:
        names = {"enumDescriptions": [*schema["enumDescriptions"], ""]} if "enumDescriptions" in schema else {}
        schema = {**schema, "enum": [*schema["enum"], None], **names}
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types, "null"]}
    if "const" in schema or "$ref" in schema or "anyOf" in schema:
        inner = {key: schema[key] for key in ("const", "$ref", "anyOf") if key in schema}
        kept = {key: value for key, value in schema.items() if key not in inner}
        return {**kept, "anyOf": [inner, {"type": "null"}]}
    return dict(schema)


def _as_written(default: Any) -> Any:
    """Return a default as it would be in the file; None where nothing would."""
    return default if isinstance(default, bool | str) else None

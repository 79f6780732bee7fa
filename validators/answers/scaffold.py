"""A new record to fill in: the keys that its kind must have, and under them, as comments, those that it may have."""

from collections.abc import Iterator, Mapping
from typing import Any

from validators.answers.schema import kind_schema
from validators.kinds.organization import Organization
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.edit import as_written
from validators.text.messages import Language, say

_NOT_BY_HAND = frozenset({"approvals", "sample"})
"""Keys that nobody fills in at the start: “nizom approve” writes the one, only our samples have the other."""


def department(repository: Repository) -> Organization | None:
    """The Digitalization Department itself, if it has a record."""
    return next((body for body in repository.of(Organization) if body.is_department and body.alive), None)


def scaffold(kind: Kind, id_: str, title: str, repository: Repository, language: Language) -> str:
    """The text of a new file: what must be there, with what is known already, then what may be.

    Who answers for it stands with what must be: without it nobody works on it (15.2). Raises NotEditable for a title of more
    than one line.
    """
    schema = kind_schema(kind, language)
    fields, parts = schema["properties"], schema.get("$defs", {})
    first = [name for name in fields if name in schema["required"] or name == "responsible"]
    owner = department(repository)
    known = {
        "id": id_,
        "title": as_written(title),
        "status": kind.lifecycle.statuses[0] if kind.lifecycle.statuses else "",
        "owner": owner.id if owner else "",
    }
    lines = ["---"]
    for name in first:
        lines += [_comment(fields[name]), *_key(name, fields[name], parts, known.get(name, ""))]
    lines.append(
        f"# {language.text(say('The keys below are optional. To use one, delete the # before it and before its lines.'))}"
    )
    for name in (name for name in fields if name not in first and name not in _NOT_BY_HAND):
        lines += [_comment(fields[name]), *(f"#{line}" for line in _key(name, fields[name], parts, ""))]
    return "\n".join((*lines, "---", ""))


def _comment(field: Mapping[str, Any]) -> str:
    return f"# {field['title']}: {field['description']}"


def _key(name: str, field: Mapping[str, Any], parts: Mapping[str, Any], value: str) -> Iterator[str]:
    """The key with its value; below a group, or the first of a list of groups, the keys inside."""
    part = _part(field, parts)
    if part is None:
        yield f"{name}: {value}".rstrip()
        if field.get("type") == "array":
            yield "  - "
        return
    yield f"{name}:"
    indent = "    " if field.get("type") == "array" else "  "
    inside = [line for inner, shape in part["properties"].items() for line in _inner(inner, shape, parts)]
    for place, line in enumerate(inside):
        yield f"  - {line}" if place == 0 and indent == "    " else f"{indent}{line}"


def _inner(name: str, field: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterator[str]:
    """A key inside a group, what it is beside it."""
    first, *rest = _key(name, field, parts, "")
    yield f"{first}  # {field['description']}"
    yield from rest


def _part(field: Mapping[str, Any], parts: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The shape of the group that stands in a field, or of those in its list; None for a value."""
    named = field.get("$ref") or field.get("items", {}).get("$ref")
    return parts[named.rsplit("/", 1)[-1]] if named else None

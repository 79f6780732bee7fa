"""What the checks ask of a new record that its kind does not: found by trying them on one with nothing else filled in."""

from collections.abc import Iterator, Mapping
from datetime import date

from validators.checks.run import rule_findings
from validators.model.fields import Field, fields_of
from validators.repository.paths import path_of
from validators.repository.record_file import read_record
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.edits.yaml_text import flow, scalar
from validators.source.route import Value


def asked_for(kind: Kind, known: Mapping[str, Value], repository: Repository, as_of: date) -> tuple[Field, ...]:
    """Return the optional fields that the checks ask for in the status of a new record and in those that follow.

    Tried on a record with the facts that are known, in which every other choice is the first one.
    """
    asked: set[str] = set()
    for status in _statuses(kind, str(known["status"])):
        facts: dict[str, Value] = {**_filled(kind, repository, as_of), **known, "status": status}
        lines = "".join(f"{key}: {scalar(value) if isinstance(value, str) else flow(value)}\n" for key, value in facts.items())
        entry = read_record(path_of(kind, str(known["id"])), f"---\n{lines}---\n".encode(), kind)
        if entry.is_whole:
            asked.update(finding.field.first_key for finding in rule_findings(entry, repository, as_of).findings)
    return tuple(field for field in fields_of(kind.model).values() if field.name in asked - {"approvals"} and not field.required)


def _statuses(kind: Kind, first: str) -> Iterator[str]:
    """Yield the status in which the record begins, and those that may follow in which work on it goes on."""
    yield first
    yield from (status for status in kind.lifecycle.moves.get(first, ()) if not kind.lifecycle.over(status))


def _filled(kind: Kind, repository: Repository, as_of: date) -> dict[str, Value]:
    return {field.name: _value(field, repository, as_of) for field in fields_of(kind.model).values() if field.required}


def _value(field: Field, repository: Repository, as_of: date) -> Value:
    """Return something that may stand in a field."""
    value: Value
    if field.group:
        value = {inner.name: _value(inner, repository, as_of) for inner in fields_of(field.group).values() if inner.required}
    elif field.choices:
        value = field.choices[0]
    elif field.reference:
        kinds = field.reference.kinds
        named = (entry.id for entry in repository.files if entry.id and entry.alive and (not kinds or entry.kind.name in kinds))
        value = next(named, "")
    else:
        day = as_of.isoformat()
        by_form = {"day": day, "moment": f"{day} 09:00", "year": day[:4], "day-of-year": day[5:], "flag": "true",
                   "url": "https://a.uz", "email": "a@b.uz", "text": "A"}  # fmt: skip
        value = by_form.get(field.form, "1")
    return [value] if field.many else value

"""A new record to fill in: the keys that its kind must have, and under them, as comments, those that it may have."""

from collections.abc import Iterator

from validators.kinds.organization import Organization
from validators.model.fields import Field, fields_of
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.edits.yaml_text import scalar
from validators.text.messages import Language, say

_NOT_BY_HAND = frozenset({"approvals", "sample", "corrections"})
"""Keys that nobody fills in at the start: “nizom approve” writes the first, only our samples have the second, only closed records
the third."""


def department(repository: Repository) -> Organization | None:
    """Return the Digitalization Department itself, if it has a record."""
    return next((body for body in repository.for_readers().of(Organization) if body.is_department and body.alive), None)


def scaffold(kind: Kind, id_: str, title: str, repository: Repository, language: Language) -> str:
    """Return the text of a new file: what must be there, with what is known already, then what may be.

    Who answers for it is with what must be: without it nobody works on it (15.2).
    """
    fields = fields_of(kind.model).values()
    first = [field for field in fields if field.required or field.name == "responsible"]
    owner = department(repository)
    known = {
        "id": id_,
        "title": scalar(title),
        "status": kind.lifecycle.statuses[0] if kind.lifecycle.statuses else "",
        "owner": owner.id if owner else "",
    }
    lines = ["---"]
    for field in first:
        lines += [_comment(field, language), *_key(field, language, known.get(field.name, ""))]
    lines.append(
        f"# {language.text(say('The keys below are optional. To use one, delete the # before it and before its lines.'))}"
    )
    for field in fields:
        if field not in first and field.name not in _NOT_BY_HAND:
            lines += [_comment(field, language), *(f"#{line}" for line in _key(field, language))]
    return "\n".join((*lines, "---", ""))


def _comment(field: Field, language: Language) -> str:
    return f"# {language.text(field.title)}: {language.text(field.description)}"


def _key(field: Field, language: Language, value: str = "") -> Iterator[str]:
    """Yield the key with its value; below a group, or the first of a list of groups, the keys inside."""
    if field.group is None:
        yield f"{field.name}: {value}".rstrip()
        if field.many:
            yield "  - "
        return
    yield f"{field.name}:"
    inside = [line for inner in fields_of(field.group).values() for line in _inner(inner, language)]
    for index, line in enumerate(inside):
        indent = "  " if not field.many else "  - " if index == 0 else "    "
        yield f"{indent}{line}"


def _inner(field: Field, language: Language) -> Iterator[str]:
    """Yield the lines of a key inside a group, explained at the end of the first."""
    first, *rest = _key(field, language)
    yield f"{first}  # {language.text(field.description)}"
    yield from rest

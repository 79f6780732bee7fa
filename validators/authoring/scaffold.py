"""A new record to fill in: the keys that its kind must have, those that its checks ask for, and those that it may have."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from validators.authoring.demands import asked_for
from validators.authoring.set_facts import Given, with_facts
from validators.checks.hints import Advice
from validators.kinds.organization import Organization
from validators.model.fields import Field, fields_of
from validators.repository.paths import path_of
from validators.repository.record_file import read_record
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.edits.yaml_text import scalar
from validators.source.route import Value
from validators.text.messages import Language, say

NOT_BY_HAND = frozenset({"approvals", "sample", "corrections"})
"""Keys that nobody fills in at the start: “nizom approve” writes the first, only our samples have the second, only closed records
the third."""


def department(repository: Repository) -> Organization | None:
    """Return the Digitalization Department itself, if it has a record."""
    return next((body for body in repository.for_readers().of(Organization) if body.is_department and body.alive), None)


class Begun(NamedTuple):
    """A new record without the facts that were given, and with them, and the fields that may be written too and are not in it."""

    empty: str
    text: str
    left_out: tuple[Field, ...]


def begun(
    kind: Kind,
    known: Mapping[str, str],
    given: Given,
    repository: Repository,
    as_of: date,
    language: Language,
    *,
    whole: bool,
) -> Begun:
    """Return a new record with facts; raises `NotSetError` for those that are not understood."""
    path, advised = path_of(kind, known["id"]), Advice(repository, as_of, is_said_now=True).on

    def with_all(text: str) -> str:
        return with_facts(read_record(path, text.encode(), kind), text, given.facts, advised, given.faults)

    bare = "".join(f"{key}: {scalar(value)}\n" for key, value in known.items() if value)
    written = read_record(path, with_all(f"---\n{bare}---\n").encode(), kind).document.values
    keys = {fact.at.first_key for fact in given.facts}
    empty, left_out = scaffold(kind, {**known, **written}, repository, as_of, language, given=keys, whole=whole)
    return Begun(empty, with_all(empty), left_out)


def scaffold(
    kind: Kind,
    known: Mapping[str, Value],
    repository: Repository,
    as_of: date,
    language: Language,
    *,
    given: Collection[str],
    whole: bool,
) -> tuple[str, tuple[Field, ...]]:
    """Return a new record, and the fields that may be written too.

    First what must be there, with what is known already, then what the checks ask for in the next status.

    A remark above each key says what to write, where nothing is written yet.
    What is `given` is left to be written as such. `whole`: with all that may be there.
    """
    every = [field for field in fields_of(kind.model).values() if field.name not in NOT_BY_HAND and field.name not in given]
    asked = {field.name for field in asked_for(kind, known, repository, as_of)}
    lines = ["---"]
    for field in every:
        if field.required or (field.name in asked and not field.group):
            written = known.get(field.name)
            lines += [] if written else [_comment(field, language)]
            lines += _key(field, language, scalar(written) if isinstance(written, str) else "", is_asked=True)
    later = [field for field in every if not field.required and field.group and field.name in asked]
    left = [field for field in every if not field.required and field.name not in asked]
    for heading, fields in ((ASKED, later), (OPTIONAL, left if whole else [])):
        if fields:
            lines.append(f"# {language.text(heading)}")
        for field in fields:
            lines += [_comment(field, language), *(f"#{line}" for line in _key(field, language, whole=whole))]
    return "\n".join((*lines, "---", "")), () if whole else tuple(left)


ASKED = say("The checks ask for the keys below too. To use one, delete the # before it and before its lines.")
OPTIONAL = say("The keys below are optional. To use one, delete the # before it and before its lines.")


def without_remarks(text: str, kind: Kind, keys: Collection[str]) -> str:
    """Return the text of a record without what a scaffold says of these keys, now that they are written.

    Only what it says to the letter is taken out, so that no remark of a person is.
    """
    for language in (Language("uz"), Language("en")):
        for field in (fields_of(kind.model)[key] for key in keys):
            remark = _comment(field, language)
            for whole in (True, False):
                lines = (remark, *(f"#{line}" for line in _key(field, language, whole=whole)), "")
                text = text.replace("\n" + "\n".join(lines), "\n", 1)
            text = text.replace(f"\n{remark}\n{field.name}:", f"\n{field.name}:", 1)
        for heading in (ASKED, OPTIONAL):
            text = re.sub(rf"(?m)^# {re.escape(language.text(heading))}\n(?!#)", "", text)
    return text


def known_facts(kind: Kind, id_: str, title: str, repository: Repository) -> dict[str, str]:
    """Return what is known of a new record before anybody writes in it."""
    owner = department(repository)
    statuses = kind.lifecycle.statuses
    return {"id": id_, "title": title, "status": statuses[0] if statuses else "", "owner": owner.id if owner else ""}


def _comment(field: Field, language: Language) -> str:
    return f"# {language.text(field.title)}: {language.text(field.description)}"


def _key(field: Field, language: Language, value: str = "", *, is_asked: bool = False, whole: bool = True) -> Iterator[str]:
    """Yield the key with its value; below a group, or the first of a list of groups, the keys inside.

    An optional list that is asked for has no item yet: an empty one would be a mistake.
    """
    if field.group is None:
        yield f"{field.name}: {value}".rstrip()
        if field.many and (field.required or not is_asked):
            yield "  - "
        return
    yield f"{field.name}:"
    every = fields_of(field.group).values()
    needed = [inner for inner in every if inner.required] or [inner for inner in every if inner.group is None]
    inside = [line for inner in (every if whole else needed) for line in _inner(inner, language, whole=whole)]
    for index, line in enumerate(inside):
        indent = "  " if not field.many else "  - " if index == 0 else "    "
        yield f"{indent}{line}"


def _inner(field: Field, language: Language, *, whole: bool) -> Iterator[str]:
    """Yield the lines of a key inside a group, explained at the end of the first."""
    first, *rest = _key(field, language, whole=whole)
    yield f"{first}  # {language.text(field.description)}"
    yield from rest

"""The examples of checks in a record's own words: titles of fields and values as a page shows them, without YAML."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel

from hooks.html.formatting import day_of_year, number, text
from validators.answers.examples import Example, folder
from validators.kinds import all_kinds
from validators.model.fields import Field, fields_of, title_at
from validators.model.ids import has_prefix, is_id, stem_of
from validators.regulation.settings import VALUE_TYPES, Definition, definition_of
from validators.source.libyaml_errors import BASE_LOADER
from validators.source.route import Route
from validators.text.messages import choice, say, short_day

_DAY_OF_YEAR = re.compile(r"(0\d|1[0-2])-[0-3]\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of an example: the title of a field, what it says, and how many groups it is in."""

    title: str
    value: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """What an example says of one record, or of the settings; of a file that holds no facts, its text."""

    name: str
    facts: tuple[Fact, ...]
    raw: str = ""


def pieces_of(example: Example) -> list[Piece]:
    """Return the pieces of an example, each under what its record is called."""
    return [_piece(name, written) for name, written in example.pieces.items()]


def _piece(name: str, written: str) -> Piece:
    id_ = stem_of(name) or name
    facts = _front_matter(written)
    kind = next((kind for kind in all_kinds().values() if is_id(id_) and has_prefix(id_, kind.prefix)), None)
    if facts is None:
        return Piece(name, (), raw=written)
    if kind:
        return Piece(f"{text(kind.singular)} {id_}", tuple(_facts(facts, kind.model, 0)))
    if name.endswith("settings.md"):
        return Piece(text(say("Settings")), tuple(_measures(facts)))
    return Piece(name, (), raw=written)


def _front_matter(written: str) -> Mapping[str, Any] | None:
    """Return the facts of a file or of what is laid over one; None where they cannot be read."""
    parts = written.split("---\n")
    try:
        facts = yaml.load(parts[1] if len(parts) > 2 and not parts[0] else written, Loader=BASE_LOADER)
    except yaml.YAMLError:
        return None
    return facts if isinstance(facts, dict) else None


def _facts(written: Mapping[str, Any], model: type[BaseModel], depth: int) -> Iterator[Fact]:
    fields = fields_of(model)
    for key, value in written.items():
        field = fields.get(key)
        title = text(field.title) if field else key
        if field and field.group and isinstance(value, dict | list):
            items = value if isinstance(value, list) else [value]
            for place, item in enumerate(items, 1):
                yield from _group(title if len(items) == 1 else f"{title} {place}", item, field.group, depth)
        else:
            yield Fact(title, ", ".join(_values(value, field)) or text(say("not written")), depth)


def _group(title: str, item: Any, model: type[BaseModel], depth: int) -> Iterator[Fact]:
    """Yield a group on one line, and the groups in it below it."""
    if not isinstance(item, dict):
        yield Fact(title, str(item), depth)
        return
    fields = fields_of(model)
    nested = {key for key, value in item.items() if key in fields and fields[key].group and isinstance(value, dict | list)}
    yield Fact(title, _on_one_line({key: item[key] for key in item if key not in nested}, model), depth)
    yield from _facts({key: item[key] for key in item if key in nested}, model, depth + 1)


def _on_one_line(item: Mapping[str, Any], model: type[BaseModel]) -> str:
    return "; ".join(f"{one.title}: {one.value}" for one in _facts(item, model, 0))


def _values(value: Any, field: Field | None) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _values(one, field)
    elif isinstance(value, dict):
        yield "; ".join(f"{text(choice(key))}: {', '.join(_values(one, None))}" for key, one in value.items())
    elif value:
        yield _one_value(str(value), field)


def _one_value(value: str, field: Field | None) -> str:
    """Return a value as pages show it; as it is written where it is none."""
    if is_id(value) and (title := _titles().get(value)):
        return f"{title} ({value})"
    if field and field.form == "flag" and value in ("true", "false"):
        return text(say("yes") if value == "true" else say("no"))
    if field and (field.form == "choice" or field.name == "status"):
        return text(choice(value))
    if field and field.name == "kind" and value in all_kinds():
        return text(all_kinds()[value].plural)
    try:
        if _DAY.match(value):
            return short_day(datetime.fromisoformat(value) if " " in value else date.fromisoformat(value))
    except ValueError:
        return value
    return number(int(value)) if field and field.form == "money" and value.isdigit() else value


def _measures(written: Mapping[str, Any]) -> Iterator[Fact]:
    for code, given in written.items():
        definition = definition_of(code)
        name = f"{code} ({definition.name['uz']})" if definition else code
        entries: Sequence[Any] = given if isinstance(given, list) else [given] if given else []
        for entry in entries:
            value = entry.get("value") if isinstance(entry, dict) else entry
            since = f", {text(say('since'))} {', '.join(_values(entry['since'], None))}" if _has_since(entry) else ""
            yield Fact(name, (_measure(value, definition) or text(say("no value"))) + since)
        if not entries:
            yield Fact(name, text(say("no value")))


def _measure(value: Any, definition: Definition | None) -> str:
    """Return a setting's value in the words of the page of settings; as it is written where the setting is none."""
    if definition is None:
        return ", ".join(_values(value, None))
    group = VALUE_TYPES[definition.type].group
    items = value if isinstance(value, list) else [value] if value else []
    words = [_on_one_line(item, group) if isinstance(item, dict) else _word(item, definition) for item in items]
    return (" · " if any(isinstance(item, dict) for item in items) else ", ").join(words)


def _word(value: str, definition: Definition) -> str:
    """Return one word of a measure: what a kind, a field or a choice is called."""
    kinds, named = all_kinds(), definition.of or ""
    if named == "kinds" and value in kinds:
        return text(kinds[value].plural)
    if named.endswith(".*") and named[:-2].partition(".")[0] in kinds:
        kind, _dot, inside = named[:-2].partition(".")
        return text(title_at(kinds[kind].model, Route.parse(f"{inside}.{value}" if inside else value)))
    if definition.type == "day-of-year" and _DAY_OF_YEAR.fullmatch(value):
        return day_of_year(value)
    if definition.type == "flag":
        return text(say("yes") if value == "true" else say("no"))
    shown = _one_value(value, None)
    return text(choice(value)) if shown == value else shown


def _has_since(entry: Any) -> bool:
    return isinstance(entry, dict) and bool(entry.get("since"))


@cache
def _titles() -> Mapping[str, str]:
    """Return what the records are called that the examples are laid over, by id."""
    place = folder()
    found = {}
    for file in sorted(place.glob("base/records/**/*.md")) if place else ():
        facts = _front_matter(file.read_text("utf-8")) or {}
        if "id" in facts and "title" in facts:
            found[str(facts["id"])] = str(facts["title"])
    return found

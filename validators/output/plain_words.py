"""Sentences of checks for readers who have no file open: fields by what they are called, never by their keys.

They are written for the person who edits a file, and name its keys: `status: done`. The page of a check gives them as they are.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from pydantic import BaseModel

from validators.kinds import all_kinds
from validators.model.fields import FLAGS, Field, fields_of, group_at, models_in
from validators.source.route import ROOT, Route
from validators.text.messages import OPTION, Language, Message, OneOf, Parameter, choice

_EDGE = r"[\w‘’/.{}<>-]"
_WORD = re.compile(rf"“nizom [^”]*”|(?<!{_EDGE})(?P<open>“?)(?P<word>[a-z]+(?:[_-][a-z]+)*)(?P<colon>:?)(?P<close>”?)(?!{_EDGE})")
"""A word that may be a key or a value, with the quotation marks around it; before that a command, whose words stay."""
_VALUE = re.compile(r" (?P<value>[a-z]+(?:-[a-z]+)*)(?![\w‘’:-])")
_PARAMETER = re.compile(r"“?\{key\}:?”?")
"""Where a sentence is given a key, by convention as the parameter `key`."""
_KEY = re.compile(r"\b([a-z_]+): ")
_MARKS = str.maketrans("", "", '[]{}"')

_text = Language("uz").text

_Groups: TypeAlias = tuple[type[BaseModel], ...]
"""The groups that a place of a record is in, from the innermost to the record itself."""


def plain_words(message: Message, model: type[BaseModel], at: Route = ROOT) -> str:
    """Return a sentence about the place `at` of a record with fields and choices by their names."""
    found = (group_at(model, Route(*at[:depth]).keys) for depth in range(len(at), -1, -1))
    return _text(_plain(message, tuple(dict.fromkeys(filter(None, found)))))


def place_by_names(at: Route, model: type[BaseModel]) -> str:
    """Return a place in a record by the names of its fields: `Bosqichlar 3 → Muddati`."""
    return _place(at.for_people(), (model,))


def _plain(message: Message, groups: _Groups) -> Message:
    if message.context == OPTION:
        return choice(message.template)
    if message.context is not None:
        return message
    parameters = tuple((name, _parameter(name, value, groups)) for name, value in message.parameters)
    return Message(_sentence(message.template, groups), parameters)


def _parameter(name: str, value: Parameter, groups: _Groups) -> Parameter:
    if isinstance(value, Message):
        return _plain(value, groups)
    if isinstance(value, OneOf):
        return replace(value, names=tuple(_plain(one, groups) for one in value.names))
    if isinstance(value, tuple):
        return tuple(_plain(one, groups) for one in value)
    if name == "line" and isinstance(value, str):
        return _written(value, groups)
    return _place(value, groups) if name in ("key", "part") and isinstance(value, str) else value


def _written(line: str, groups: _Groups) -> str:
    """Return a line of a file in words: `extensions: [{old: 2026-12-25}]` is “Muddat uzaytirilishlari: …”."""
    bare = line.removeprefix("- ").translate(_MARKS)
    return _KEY.sub(lambda found: f"{_text(field.title)}: " if (field := _field(found[1], groups)) else found[0], bare)


def _place(place: str, groups: _Groups) -> str:
    """Return a place, as `Route.for_people` writes it, with names in place of its keys."""
    words = []
    for part in place.split(" → "):
        key, space, number = part.partition(" ")
        field = _field(key, groups)
        words.append(f"{_text(field.title)}{space}{number}" if field else part)
        groups = (field.group, *groups) if field and field.group else groups
    return " → ".join(words)


@lru_cache(maxsize=5_000)
def _sentence(template: str, groups: _Groups) -> str:
    """Return the Uzbek of a template with names in place of its keys: those words of the English that name a field."""
    sentence, english = _text(Message(template)), {found["word"] for found in _WORD.finditer(template) if found["word"]}
    parts, done, last = [], 0, None
    for found in _WORD.finditer(sentence):
        if found.start() < done or found["word"] not in english:
            continue
        value = _VALUE.match(sentence, found.end()) if found["colon"] and not found["close"] else None
        field = _field_named(found["word"], groups, bool(found["colon"]), value and value["value"])
        name, end = _name(field, value) if field else (None, 0)
        if last and field is None and found["word"] in last.choices:
            name = _text(choice(found["word"]))
        if name is None:
            continue
        closed = "" if found["open"] and not found["close"] else "”"
        parts += [sentence[done : found.start()], f"“{name}{closed}"]
        done, last = end or found.end(), field or last
        groups = (field.group, *groups) if field and field.group else groups
    return _PARAMETER.sub("“{key}”", "".join([*parts, sentence[done:]]))


def _field_named(word: str, groups: _Groups, colon: bool, value: str | None) -> Field | None:
    """Return the field whose key a word of a sentence is, the one that may have the value, if any, that follows.

    Without a colon it may also be one of the values, or an Uzbek word that is spelt like a key.
    """
    own = [field for model in _of_record(groups) if (field := fields_of(model).get(word))]
    if not (colon or own) and _is_value(word, groups):
        return None
    others = (field for kind in all_kinds().values() for model in models_in(kind.model) if (field := fields_of(model).get(word)))
    found = [*own, *others]
    named = next((field for field in found if value in field.choices), found[0] if found else None)
    return named if named and (colon or _text(named.title).casefold() != word) else None


def _is_value(word: str, groups: _Groups) -> bool:
    return any(word in field.choices for model in _of_record(groups) for field in fields_of(model).values())


def _name(field: Field, value: re.Match[str] | None) -> tuple[str, int]:
    """Return what a field is called, with the value that is written after its key, and where that ends: 0 without one."""
    title = _text(field.title)
    if value and value["value"] in field.choices:
        return f"{title}: {_text(choice(value['value']))}", value.end()
    if value and field.form == "flag" and value["value"] in FLAGS:
        return f"{title}: {_text(FLAGS[value['value']])}", value.end()
    return title, 0


def _field(key: str, groups: _Groups) -> Field | None:
    """Return the field of a record that has this key, the nearest if several have."""
    return next((field for model in _of_record(groups) if (field := fields_of(model).get(key))), None)


def _of_record(groups: _Groups) -> Iterator[type[BaseModel]]:
    """Yield the groups of a record, those around the place first."""
    yield from groups
    yield from models_in(groups[-1])

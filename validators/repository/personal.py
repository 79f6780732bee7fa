"""What of a file may be repeated in a log or on a page: no personal value, nor what may be one where it cannot be parsed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from pydantic import BaseModel

from validators.model.fields import field_at, fields_of, group_at, is_personal, models_in
from validators.model.ids import is_numbered
from validators.model.written.pydantic_errors import meant_key
from validators.repository.record_file import RecordFile
from validators.source.codes import FileCode
from validators.source.document import Document
from validators.source.finding import Problem
from validators.source.front_matter import Place
from validators.source.route import ROOT, Route
from validators.text.messages import Message, Parameter

HIDDEN = "…"
"""What is shown instead of a value."""
_HARMLESS = 2
"""So many characters of a value may be quoted: without the sign that is wrong nobody could say what is wrong."""
_BYTE = re.compile(r"0x[0-9A-F]{2}|(?:[A-Z]+, )?U\+[0-9A-F]{4,6}")
"""A byte or a character named by its code, which is what is wrong."""
_PLAIN_KEY = re.compile(r"(?=.*[a-z])[a-z0-9][a-z0-9_.-]{0,30}")
"""An unknown key that is a word, as the keys of records are; anything else may be a name or a number."""
_OWN_KEY = re.compile(r"[*_]*([a-z][a-z_]*?)[*_]*(?:\s*[:=;：\t]| [-–—] )")
"""A key of the record itself at the beginning of a line, though the sign after it be wrong."""
_KEY = re.compile(r"""(?:^|[{,]|^\s*(?:-\s+)+)\s*["']?([^\s:"'{},\[\]#-][^:"'{},\[\]]{0,100}?)["']?\s{0,9}:(?=\s|$)""")


class Keys(NamedTuple):
    """The keys that a kind knows anywhere in its records, those of them that are personal in any group, and those of groups that
    hold such a field."""

    known: frozenset[str]
    personal: frozenset[str]
    holding: frozenset[str]


@cache
def keys_of(model: type[BaseModel]) -> Keys:
    """Return the keys of a kind; every key inside a personal group is personal."""
    fields = [field for group in models_in(model) for field in fields_of(group).values()]
    personal = {field.name for field in fields if field.personal}
    for field in fields:
        if field.personal and field.group:
            personal.update(inner for group in models_in(field.group) for inner in fields_of(group))
    holding = {field.name for field in fields if field.group and keys_of(field.group).personal}
    return Keys(frozenset(field.name for field in fields), frozenset(personal), frozenset(holding))


def discreet(problem: Problem, entry: RecordFile, code: str) -> Problem:
    """Return the problem without a personal value in its words or its route; `code` is that of its check.

    Advice that quotes such a value is left out, so that the check's own is given.
    """
    model, keys = entry.kind.model, keys_of(entry.kind.model)
    if not keys.personal:
        return problem
    at, span = problem.at, problem.span
    if code == FileCode.UNKNOWN_KEY and _holds_personal(model, at.parent) and not _may_be_named(at, model):
        at, span = at.parent, span or entry.document.span(at, on_key=problem.on_key)
    elif not (_may_be_personal(model, at, entry.document) if span is None else span.line in _hidden_lines(entry)):
        return problem
    message = _without_values(problem.message, keys.known)
    hint = problem.hint and _without_values(problem.hint, keys.known)
    return replace(problem, at=at, message=message, hint=hint if hint == problem.hint else None, span=span)


def readable_text(entry: RecordFile) -> str:
    """Return the file's text as it may be shown line by line: a line that holds, or may hold, a personal value is empty."""
    hidden = _hidden_lines(entry)
    return "\n".join("" if number in hidden else line for number, line in enumerate(entry.document.text.split("\n"), 1))


@lru_cache(maxsize=4)
def _hidden_lines(entry: RecordFile) -> frozenset[int]:
    """Return the lines, counted from 1, that are left out of a file's readable text; its findings follow each other."""
    document, model = entry.document, entry.kind.model
    if not keys_of(model).personal:
        return frozenset()
    lines = document.text.split("\n")
    facts = lines[: lines_of_facts(document)]
    hidden, shown = _lines_by_route(document, model)
    by_look = {
        number for number, (line, mask) in enumerate(zip(facts, masked(facts, model, HIDDEN), strict=True), 1) if line != mask
    }
    return frozenset(hidden | (by_look - shown))


def lines_of_facts(document: Document) -> int | None:
    """Return how many lines hold facts; None where they cannot be parsed or go on below their closing line."""
    sure = document.readable and all(defect.code != FileCode.SECOND_DOCUMENT for defect in document.defects)
    return document.text.count("\n", 0, document.body_start) if sure and document.body_start else None


def _lines_by_route(document: Document, model: type[BaseModel]) -> tuple[set[int], set[int]]:
    """Return the lines, counted from 1, on which something is that may be personal, and those on which something else is."""
    hidden: set[int] = set()
    shown: set[int] = set()
    waiting = [(ROOT, document.root)] if document.root and document.readable else []
    while waiting:
        route, place = waiting.pop()
        lines = _lines_of(place)
        unknown = bool(route) and field_at(model, route) is None and not _names_a_record(model, route, document)
        repeats_values = route.first_key == "corrections"
        if unknown or repeats_values or _may_be_personal(model, route, document):
            hidden.update(lines)
        elif place.children is None:
            shown.update(lines)
        elif place.key:
            shown.add(place.key.line)
        waiting += ((route / part, child) for part, child in _children(place))
    return hidden, shown


def _lines_of(place: Place) -> range:
    return range((place.key or place.value).line, max(place.value.end_line, place.value.line) + 1)


def _children(place: Place) -> Iterator[tuple[str | int, Place]]:
    if isinstance(place.children, dict):
        yield from place.children.items()
    elif isinstance(place.children, list):
        yield from enumerate(place.children)


def _may_be_personal(model: type[BaseModel], route: Route, document: Document) -> bool:
    """Return whether a route leads to a personal value, or to a text where there should be a group that holds one."""
    return is_personal(model, route) or (_holds_personal(model, route) and isinstance(route.get(document.values), str))


def _names_a_record(model: type[BaseModel], route: Route, document: Document) -> bool:
    """Return whether an unknown key is a word with a record's id under it, `unit: tsh-005`, and nothing that may be personal."""
    value = route.get(document.values)
    return isinstance(value, str) and is_numbered(value) and _may_be_named(route, model)


def _may_be_named(route: Route, model: type[BaseModel]) -> bool:
    """Return whether an unknown key may be repeated: it is a word, or nearly a key of its group."""
    return bool(_PLAIN_KEY.fullmatch(route.last_key) or meant_key(route, model))


def _holds_personal(model: type[BaseModel], route: Route) -> bool:
    group = group_at(model, route)
    return group is not None and bool(keys_of(group).personal)


def masked(lines: list[str], model: type[BaseModel], mask: str) -> list[str]:
    """Return the front matter of a broken file with every value masked that is, or might be, personal.

    It works on lines, since the file cannot be parsed. A value is masked under a personal key, under a key that the kind does not
    know, for `phone` may be mistyped, and where a group belongs that holds such a field. If the kind has personal fields, a line
    is only shown if it has one known key and mentions no personal one; what begins, unindented, with a key of the record's own
    that is not personal is that key's value, even if a second colon or the lack of the first makes it unreadable.
    """
    keys = keys_of(model)
    open_ = keys.known - keys.personal - keys.holding
    own = {name for name, field in fields_of(model).items() if name in open_ and not field.group}
    mention = re.compile(rf"\b(?:{'|'.join(map(re.escape, keys.personal))})\b", re.IGNORECASE) if keys.personal else None
    masking = False
    shown: list[str] = []
    for line in lines:
        found = _KEY.findall(line)
        begun = _OWN_KEY.match(line)
        is_own = begun is not None and begun[1] in own and {key.strip("*_") for key in found} <= {begun[1]}
        if found or is_own:
            masking = not is_own and any(key not in open_ for key in found)
        if line.strip() in ("", "---"):
            masking = masking and not line.strip()
            shown.append(line)
        elif len(found) == 1 and found[0] in keys.holding and line.rstrip().endswith(f"{found[0]}:"):
            shown.append(line)
        elif masking or (mention and (mention.search(line) or (not is_own and (len(found) != 1 or line.count(": ") > 1)))):
            shown.append(f"{line[: len(line) - len(line.lstrip())]}{_label(line, found)}{mask}")
        else:
            shown.append(line)
    return shown


def _label(line: str, found: list[str]) -> str:
    """Return the key of a masked line if it is the only one and looks like a key, so that readers see what is masked."""
    start = line.lstrip()
    telling = len(found) == 1 and _PLAIN_KEY.fullmatch(found[0]) and not start.startswith("{")
    return start[: start.index(":") + 1] + " " if telling else ""


def _without_values(message: Message, known: frozenset[str]) -> Message:
    """Return the message with every text in it hidden that is no key of the kind."""

    def without(value: Parameter) -> Parameter:
        if isinstance(value, Message):
            return _without_values(value, known)
        if isinstance(value, tuple):
            return tuple(_without_values(item, known) for item in value)
        quoted = isinstance(value, str) and len(value) > _HARMLESS and value not in known and not _BYTE.fullmatch(value)
        return HIDDEN if quoted else value

    return replace(message, parameters=tuple((name, without(value)) for name, value in message.parameters))

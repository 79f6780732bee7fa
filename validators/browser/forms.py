"""What a form needs to know before any check runs: the fields of each kind, the calendar, and what may be named."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from validators.authoring.scaffold import NOT_BY_HAND
from validators.model.fields import FLAGS, Field, fields_of, is_personal, models_in
from validators.model.workdays import WorkCalendar
from validators.repository.nearest import title_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.route import Route
from validators.text.messages import Language, Message, choice, say
from validators.text.uzbek import fold

LONG = frozenset(
    {"answer", "appeal", "backup", "cause", "effect", "evidence", "expected", "explanation", "grounds", "justification",
     "measure", "measures", "need", "note", "optimisation", "plan", "problem", "problems", "purpose", "reason", "refusal",
     "remarks", "result", "results", "summary", "task", "text", "topic", "what"}
)  # fmt: skip
"""The keys of texts that take a sentence or more, wherever they stand."""
_UNITS = {"money": say("soums"), "percent": Message("%"), "share": Message("%")}
_EXAMPLE_DAY = re.compile(r",? masalan,? \d{4}-\d\d-\d\d(?: \d\d:\d\d)?(?= |$|[.,;])|,? \d{4}-\d\d-\d\d(?: \d\d:\d\d)? kabi")
_YEARS_AHEAD = 3
"""For how many years after this one the calendar is given."""


def fields_as_json(repository: Repository, as_of: date, language: Language) -> str:
    """Return the fields of every kind and of the groups in them, and the days that are not worked."""
    groups = _named_groups(repository.kinds)
    every = {
        "version": 1,
        "day": as_of.isoformat(),
        "kinds": {name: _kind(kind, groups, language) for name, kind in repository.kinds.items()},
        "groups": {name: {"fields": _fields(model, groups, language)} for model, name in groups.items()},
        **_calendar(repository.calendar, as_of),
    }
    return json.dumps(every, ensure_ascii=False, separators=(",", ":"))


def choices_as_json(repository: Repository, language: Language) -> str:
    """Return every record that a reference may name, with what it is searched by in any spelling."""
    return json.dumps(
        [_choice(entry, language) for entry in repository.files if entry.id and repository.find(entry.id) is entry],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _choice(entry: RecordFile, language: Language) -> dict[str, Any]:
    status = entry.document.values.get("status")
    known = isinstance(status, str) and status in entry.kind.lifecycle.statuses
    title, number = title_of(entry), entry.document.values.get("number")
    words = (entry.id, title, number if isinstance(number, str) and not is_personal(entry.kind.model, Route("number")) else "")
    said = {
        "id": entry.id,
        "kind": entry.kind.name,
        "title": title,
        "status_label": language.text(choice(str(status))) if known else "",
        "alive": entry.alive,
        "folded": fold(" ".join(filter(None, words))),
    }
    replaced_by = entry.document.values.get("replaced_by")
    return {**said, "replaced_by": replaced_by} if isinstance(replaced_by, str) else said


def _named_groups(kinds: Mapping[str, Kind]) -> dict[type[BaseModel], str]:
    """Return the groups in all kinds, each with a name that no other has."""
    found: dict[type[BaseModel], str] = {}
    for kind in kinds.values():
        for model in models_in(kind.model):
            if model is not kind.model and model not in found:
                name = model.__name__
                found[model] = name if name not in found.values() else f"{kind.name}.{name}"
    return found


def _kind(kind: Kind, groups: Mapping[type[BaseModel], str], language: Language) -> dict[str, Any]:
    words = language.text
    return {
        "folder": kind.folder,
        "prefix": kind.prefix,
        "label": words(kind.singular),
        "labels": words(kind.plural),
        "about": words(kind.about),
        "statuses": [[status, words(choice(status)), list(onward)] for status, onward in kind.lifecycle.moves.items()],
        "fields": _fields(kind.model, groups, language),
    }


def _fields(model: type[BaseModel], groups: Mapping[type[BaseModel], str], language: Language) -> list[dict[str, Any]]:
    fields = fields_of(model).values()
    labels = {value: f"“{language.text(choice(value))}”" for field in fields for value in field.choices}
    labels |= {value: language.text(words) for value, words in FLAGS.items()}
    return [dict(_field(field, groups, labels, language)) for field in fields]


def _field(
    field: Field, groups: Mapping[type[BaseModel], str], labels: Mapping[str, str], language: Language
) -> Iterator[tuple[str, Any]]:
    """Yield what a form asks for a field by; what is not said is not so."""
    words = language.text
    yield "key", field.name
    yield "label", words(field.title)
    yield "help", _help(field, labels, language)
    yield "type", "line" if field.form == "text" and field.name not in LONG else field.form
    said: Sequence[tuple[str, Any]] = (
        ("required", field.required),
        ("many", field.many),
        ("distinct", field.distinct),
        ("past", field.happened),
        ("personal", field.personal),
        ("kinds", list(field.reference.kinds) if field.reference else None),
        ("withdrawn", bool(field.reference and field.reference.withdrawn)),
        ("choices", [[value, words(choice(value))] for value in field.choices]),
        ("group", groups.get(field.group) if field.group else None),
        ("unit", words(_UNITS[field.form]) if field.form in _UNITS else None),
    )
    yield from ((key, value) for key, value in said if value)
    if field.name in NOT_BY_HAND or field.form in ("id", "digest"):
        yield "hand", False


def _help(field: Field, labels: Mapping[str, str], language: Language) -> str:
    """Return what a field is for, without what the form shows by itself: the values to choose from, and how a day is written.

    A value that is named all the same is called as the form calls it.
    """
    words = language.text(field.description)
    if field.form == "choice":
        starts = (found.start() for found in re.finditer(_any_of(field.choices), words))
        words = words[: min(starts, default=len(words))].rstrip(" ,:")
        # What is left of “active if …” says nothing.
        words = "" if words.endswith(("bo‘lsa", "bo‘lgach")) else words
    if field.form in ("day", "moment"):
        words = _EXAMPLE_DAY.sub("", words)
    words = re.sub(rf"(?:\b[a-z_]+: )?{_any_of(labels)}", lambda found: labels[found[1]], words)
    words = words.strip(" :,;—").removesuffix(", masalan")
    return "" if words == language.text(field.title) else words


def _any_of(values: Iterable[str]) -> str:
    """Return a pattern for any of the values, as a whole word."""
    return rf"(?<![\w‘’-])({'|'.join(map(re.escape, values))})(?![\w‘’-])"


def _calendar(calendar: WorkCalendar, as_of: date) -> dict[str, Any]:
    """Return the holidays by name, the other days off from Monday to Friday, and the days worked at a weekend."""
    first, last = date(as_of.year - 1, 1, 1), date(as_of.year + _YEARS_AHEAD, 12, 31)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    named = {day: name for day in days if not calendar.works(day) and (name := calendar.holiday(day))}
    return {
        "holidays": {day.isoformat(): name for day, name in named.items()},
        "days_off": [day.isoformat() for day in days if day.weekday() < 5 and not calendar.works(day) and day not in named],
        "workdays": [day.isoformat() for day in days if day.weekday() >= 5 and calendar.works(day)],
    }

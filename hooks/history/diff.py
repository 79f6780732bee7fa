"""What differs between two versions of a record, in the words of its fields.

Of values only such are told as cannot hold anybody's words: days, numbers, names of statuses and choices, titles of records that
are there now. What a text said once, and does not say any more, may have been taken out for a reason.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from hooks.data.audience import shows_text, visible
from hooks.html.formatting import number, short_day, text
from validators.model.fields import Field
from validators.model.types import Form
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.document import Document
from validators.text.messages import Message, choice, say

_NAMING = ("code", "title", "text", "what", "name", "employee", "organization", "decision", "kind", "stage", "date", "old")
"""What tells one part of a list from another, the first that it has."""
_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?")
_PER_CENT: Mapping[Form, str] = {"percent": "%", "share": " %"}


def rewritten(before: Document, after: Document, kind: Kind, told: "Describer") -> Iterator[Message]:
    """What differs between two versions of a record of that kind: its facts, and whether its text does."""
    yield from differences(before.values, after.values, kind.model, told)
    if before.body != after.body and shows_text(kind):
        yield say("The text")


def differences(then: Mapping[str, Any], now: Mapping[str, Any], model: type[BaseModel], told: "Describer") -> Iterator[Message]:
    """Each field of which the two say different things, as they are written; nothing of personal ones."""
    for item in visible(model):
        old, new = then.get(item.name), now.get(item.name)
        if old == new:
            continue
        if item.group and item.many:
            yield from _listed(item, item.group, _parts(old), _parts(new), told)
        elif item.group and isinstance(old, dict) and isinstance(new, dict):
            inner = list(differences(old, new, item.group, told))
            yield from (say("{field}: {what}", field=item.title, what=what) for what in inner)
        else:
            yield _moved(item.title, told.word(item, old), told.word(item, new))


def _moved(title: Message, old: str | None, new: str | None) -> Message:
    if old and new:
        return say("{field}: {old} → {new}", field=title, old=old, new=new)
    return say("{field}: {new}", field=title, new=new) if new else title


def _listed(
    item: Field, model: type[BaseModel], then: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]], told: "Describer"
) -> Iterator[Message]:
    """The parts of a list that are changed, then how many, or which, are new and gone."""
    pairs, new, gone = _matched(then, now)
    for place, old, other in pairs:
        name = told.name(model, other) or str(place + 1)
        for what in differences(old, other, model, told):
            yield say("{field}, {part}: {what}", field=item.title, part=name, what=what)
    names = [told.name(model, part) for part in new]
    if new and all(names):
        yield say("{field}: added {names}", field=item.title, names=", ".join(filter(None, names)))
    elif new:
        yield say("{field}: {count} added", field=item.title, count=len(new))
    if gone:
        yield say("{field}: {count} taken out", field=item.title, count=len(gone))


def _matched(
    then: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]
) -> tuple[list[tuple[int, Mapping[str, Any], Mapping[str, Any]]], list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """The same part then and now, where it was changed: by what names it, else by its place; and the new ones and the gone."""
    gone = [part for part in then if part not in now]
    new = [(place, part) for place, part in enumerate(now) if part not in then]
    pairs = []
    for place, part in list(new):
        old = next((other for other in gone if _key(other) == _key(part)), None)
        if old is None and place < len(then) and len(then) == len(now) and then[place] in gone:
            old = then[place]
        if old is not None:
            gone.remove(old)
            new.remove((place, part))
            pairs.append((place, old, part))
    return pairs, [part for _, part in new], gone


def _key(part: Mapping[str, Any]) -> object:
    return next(((key, part[key]) for key in _NAMING if part.get(key)), None)


def _parts(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


class Describer:
    """How values are told: by the records that are there now, and the texts that the record itself still holds."""

    def __init__(self, repository: Repository, current: Any) -> None:
        self._repository = repository
        self._texts: Collection[str] = set(_texts(current))

    def word(self, item: Field, value: Any) -> str | None:
        """The value as it may be told; None where only the field's name may."""
        if not isinstance(value, str):
            return None
        if value in item.choices:
            return text(choice(value))
        if item.form == "reference":
            entry = self._repository.find(value)
            return entry.record.title if entry and entry.record else None
        if item.form in ("day", "moment"):
            return _day(value)
        if item.numeric and _AMOUNT.fullmatch(value):
            return f"{number(Decimal(value))}{_PER_CENT.get(item.form, '')}"
        return None

    def name(self, model: type[BaseModel], part: Mapping[str, Any]) -> str | None:
        """What a part of a list is called."""
        known = {item.name: item for item in visible(model)}
        for key in _NAMING:
            if key in known and isinstance(value := part.get(key), str):
                return self.word(known[key], value) or (value if value in self._texts else None)
        return None


def _day(value: str) -> str | None:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return short_day(found if len(value) > len("2026-03-05") else found.date())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)

"""Differences between two versions of a record, in words.

Old values are only given where they cannot be anybody's words: dates, numbers, statuses and choices, titles of records that still
exist. A text that is no longer there may have been removed for a reason.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from pydantic import BaseModel

from hooks.data.audience import shows_text, visible_fields
from hooks.html.formatting import number, text
from validators.model.fields import Field
from validators.model.record import Part
from validators.model.types import Form
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.document import Document
from validators.text.messages import Message, choice, say, short_day

Facts = Mapping[str, object]
"""The values of a record, or of a part of one, by key, as its file has them."""
_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_PER_CENT: Mapping[Form, str] = {"percent": "%", "share": " %"}


class FactChange(NamedTuple):
    """A fact that changed: which one, what it was and is in words, None where only its name may be given."""

    field: Message
    old: str | Message | None = None
    new: str | Message | None = None

    @property
    def in_words(self) -> Message:
        """The change as a line."""
        if self.old and self.new:
            return say("{field}: {old} → {new}", field=self.field, old=self.old, new=self.new)
        return say("{field}: {new}", field=self.field, new=self.new) if self.new else self.field


def describe_changes(before: Document, after: Document, kind: Kind, describer: "Describer") -> Iterator[FactChange]:
    """Yield the fields that differ between two versions of a record, and whether its text does."""
    yield from field_changes(before.values, after.values, kind.model, describer)
    if before.body != after.body and shows_text(kind):
        yield FactChange(say("The text"))


def field_changes(then: Facts, now: Facts, model: type[BaseModel], describer: "Describer") -> Iterator[FactChange]:
    """Yield each visible field that differs, as it is written in the files; a digest is not for readers."""
    for item in visible_fields(model):
        old, new = then.get(item.name), now.get(item.name)
        if old == new or item.form == "digest":
            continue
        if item.group and item.many:
            yield from _list_changes(item, item.group, _parts(old), _parts(new), describer)
        elif item.group and isinstance(old, dict) and isinstance(new, dict):
            for change in field_changes(old, new, item.group, describer):
                yield change._replace(field=say("{field}: {what}", field=item.title, what=change.field))
        else:
            yield FactChange(item.title, describer.describe(item, old), describer.describe(item, new))


def _list_changes(
    item: Field,
    group: type[Part],
    then: Sequence[Facts],
    now: Sequence[Facts],
    describer: "Describer",
) -> Iterator[FactChange]:
    """Yield the parts of a list that differ, then which or how many are new and gone."""
    pairs, new, gone = _match(then, now, group)
    for index, old, other in pairs:
        name = describer.name_of(group, other) or str(index + 1)
        for change in field_changes(old, other, group, describer):
            yield change._replace(field=say("{field}, {part}: {what}", field=item.title, part=name, what=change.field))
    names = [describer.name_of(group, part) for part in new]
    if new and all(names):
        yield FactChange(item.title, new=say("added {names}", names=", ".join(filter(None, names))))
    elif new:
        yield FactChange(item.title, new=say("{count} added", count=len(new)))
    if gone:
        yield FactChange(item.title, new=say("{count} taken out", count=len(gone)))


def _match(
    then: Sequence[Facts], now: Sequence[Facts], group: type[Part]
) -> tuple[list[tuple[int, Facts, Facts]], list[Facts], list[Facts]]:
    """Return pairs of a changed part, with its index now, its old and its new values; then new parts and parts that are gone.

    Parts are the same if they have the same name, or, in a list of unchanged length, if they have the same index.
    """
    gone = [part for part in then if part not in now]
    new = [(index, part) for index, part in enumerate(now) if part not in then]
    pairs = []
    for index, part in list(new):
        old = next((other for other in gone if _name(other, group) == _name(part, group)), None)
        if old is None and index < len(then) and len(then) == len(now) and then[index] in gone:
            old = then[index]
        if old is not None:
            gone.remove(old)
            new.remove((index, part))
            pairs.append((index, old, part))
    return pairs, [part for _, part in new], gone


def _name(part: Facts, group: type[Part]) -> object:
    return next(((key, part[key]) for key in group.NAMED_BY if part.get(key)), None)


def _parts(value: object) -> list[Facts]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


class Describer:
    """Describes values by the records that exist now, and the texts that the record itself still has."""

    def __init__(self, repository: Repository, current: object) -> None:
        self._repository = repository
        self._texts: Collection[str] = set(_texts(current))

    def describe(self, item: Field, value: object) -> str | None:
        """Return a value in words; None if only the name of its field may be given."""
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

    def name_of(self, group: type[Part], part: Facts) -> str | None:
        """Return what a part of a list is called; None if it has no name that may be given."""
        known = {item.name: item for item in visible_fields(group)}
        for key in group.NAMED_BY:
            if key in known and isinstance(value := part.get(key), str):
                return self.describe(known[key], value) or (value if value in self._texts else None)
        return None


def _day(value: str) -> str | None:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return short_day(found if len(value) > len("2026-03-05") else found.date())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)

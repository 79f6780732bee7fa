"""What differs between a base and a head, record by record, and in a document place by place, in words.

Records are matched by id, so that a renamed file is the same record.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from validators.model.fields import FLAGS, Field, field_at, fields_of, is_personal
from validators.model.items import group_of_items, identifier
from validators.model.record import Part
from validators.model.types import AMOUNTS
from validators.repository.nearest import title_of
from validators.repository.paths import folder_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.source.document import Document
from validators.source.finding import Alteration
from validators.source.route import Route
from validators.text.messages import Message, choice, say
from validators.text.uzbek import fold

_NOTHING = object()
MOST_VALUES = 10
"""How many values of a list or of a group are repeated."""
NAMED = 5
"""How many of the records that name another are listed by id."""
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; without `before` it is new, without `after` it is gone."""

    before: RecordFile | None
    after: RecordFile | None


@dataclass(frozen=True)
class Changes:
    """Everything that differs between a base and a head.

    `once_given` are ids that history knows and the base no longer has; `once_real` those of samples that were real records once;
    `taken` those that the target has given to another file since the change left it, with its path; `once_closed` what records
    that are open again were closed with, by id: each version of the file in which they were closed. What
    is dated after `as_of` has not happened yet.
    """

    base: Repository
    head: Repository
    once_given: frozenset[str] = frozenset()
    once_real: frozenset[str] = frozenset()
    taken: Mapping[str, str] = field(default_factory=dict)
    once_closed: Mapping[str, Sequence[Document]] = field(default_factory=dict)
    as_of: date = date.max

    @cached_property
    def all(self) -> list[Change]:
        """Each record that was changed or put into another folder, then those that are gone, then those that are new.

        What is in the file of a record that is gone is new too, even if another file has its id.
        """
        files = {entry.path: entry for entry in self.head.files}
        kept, gone, followed = [], [], set()
        for entry in self.base.files:
            if not entry.id or self.base.find(entry.id) is not entry:
                continue
            here = files.get(entry.path)
            after = here if here and here.id == entry.id else self.head.find(entry.id)
            if after is None:
                gone.append(Change(entry, None))
                continue
            followed.add(after.path)
            if _differ(entry, after):
                kept.append(Change(entry, after))
        left = {change.before.path for change in gone if change.before}
        new = [
            Change(None, entry)
            for entry in self.head.files
            if entry.id and entry.path not in followed and (entry.path in left or self._first_has_it(entry))
        ]
        return [*kept, *gone, *new]

    def _first_has_it(self, entry: RecordFile) -> bool:
        """Whether an id is new, and this file's."""
        return self.head.find(entry.id) is entry and not self.base.find(entry.id)

    @cached_property
    def new_names(self) -> Mapping[str, RecordFile]:
        """By the id of a record that is gone, the new record that seems to be the same one under another id."""
        new = [change.after for change in self.all if change.before is None and change.after]
        at = {entry.path: index for index, entry in enumerate(new)}
        called: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, entry in enumerate(new):
            called[entry.kind.name, title_in(entry)].append(index)
        found: dict[str, RecordFile] = {}
        taken: set[int] = set()
        for change in self.all:
            if change.before and change.after is None:
                before = change.before
                near = {*called.get((before.kind.name, title_in(before)), ()), at.get(before.path, -1)} - taken - {-1}
                same = (index for index in sorted(near) if _alike(before, new[index]))
                if (index := next(same, -1)) >= 0:
                    taken.add(index)
                    found[before.id] = new[index]
        return found


def _differ(before: RecordFile, after: RecordFile) -> bool:
    """Whether a file, what belongs to it, or the kind of record that it is filed as was changed."""
    same = before.document.text == after.document.text and before.attachments == after.attachments
    return not same or folder_of(before.path) != folder_of(after.path)


def _alike(before: RecordFile, after: RecordFile) -> bool:
    """Whether a record under a new id is the old one: in the same file, or with the same title and most of the same facts."""
    if before.path == after.path:
        return True
    return before.kind is after.kind and title_in(before) == title_in(after) != "" and shared(before, after) > 1 / 2


def title_in(entry: RecordFile) -> str:
    """Return a record's title as titles are compared; empty if it has none."""
    title = entry.document.values.get("title")
    return fold(title) if isinstance(title, str) else ""


def shared(before: RecordFile, after: RecordFile) -> float:
    """How much of what two records say is the same, from 0 to 1; their id does not count."""
    then = {**before.document.values, "body": before.document.body.strip()}
    now = {**after.document.values, "body": after.document.body.strip()}
    same = sum(bool(now.get(key) == value) for key, value in then.items() if key != "id")
    return same / max(1, len({*then, *now} - {"id"}))


def status_of(entry: RecordFile) -> str:
    """Return the status as it is written, whether the record could be typed or not."""
    written = entry.document.values.get("status")
    return written if isinstance(written, str) else ""


def is_closed(entry: RecordFile) -> bool:
    """Return whether the work on a record is over, or was given up, by the status that is written."""
    return entry.kind.lifecycle.over(status_of(entry))


def is_sample(document: Document) -> bool:
    """Return whether a record says that it only shows how to write one."""
    return document.values.get("sample") == "true"


@dataclass(frozen=True, slots=True)
class Touched:
    """A document that the change touches: what it was, what it is, and the model by which its lists are read."""

    before: Document | None
    after: Document
    model: type[BaseModel]

    def touches(self, route: Route) -> bool:
        """Return whether the change touched what is at a route, or the nearest thing above it that is in the file."""
        if self.before is None or not self.before.readable or not self.after.readable:
            return True
        then, now, depth = self._along(route)
        if depth < len(route):
            removed = isinstance(then, dict) and route[depth] in then
            return removed or (depth > 0 and bool(then != now))
        return bool(route) and bool(then != now)

    def altered(self, route: Route, base: Repository, head: Repository) -> Alteration | None:
        """Return what was at a route and what is, in words; of a list, the items that differ.

        None if it is as it was, nothing was there, or it is personal.
        """
        if not route or self.before is None or not self.before.readable or not self.after.readable:
            return None
        then, now, depth = self._along(route)
        if depth < len(route):
            if depth < len(route) - 1 or not isinstance(then, dict):
                return None
            then, now = then.get(route[depth]), None
        if then is _NOTHING or then == now:
            return None
        old, new = then, now
        if isinstance(then, list) and isinstance(now, list):
            old, new = [item for item in then if item not in now], [item for item in now if item not in then]
        old_words, new_words = value_in_words(old, self.model, route, base), value_in_words(new, self.model, route, head)
        if old_words is None or (new and new_words is None):
            return None
        what = place_in_words(route, self.after.values, self.model, head)
        return Alteration(what, old_words, new_words)

    def _along(self, route: Route) -> tuple[Any, Any, int]:
        """Return what was and what is at a route, or as far down it as the file goes, and how far that is."""
        assert self.before is not None
        then: Any = self.before.values
        now: Any = self.after.values
        for depth, part in enumerate(route):
            if isinstance(part, int) and isinstance(now, list) and part < len(now):
                now = now[part]
                then = _same_item(then, now, part, group_of_items(self.model, Route(*route[:depth])))
            elif isinstance(part, str) and isinstance(now, dict) and part in now:
                now = now[part]
                then = then.get(part, _NOTHING) if isinstance(then, dict) else _NOTHING
            else:
                return then, now, depth
        return then, now, len(route)


def touched_documents(base: Repository, head: Repository) -> dict[str, Touched]:
    """Return, by path, each document of the head that is not in the base as it is, or is in another folder."""
    there = {(name, folder_of(document.path), document.text) for name, document, _ in _documents(base)}
    then = {name: document for name, document, _ in reversed(list(_documents(base)))}
    return {
        document.path: Touched(then.get(name), document, model)
        for name, document, model in _documents(head)
        if (name, folder_of(document.path), document.text) not in there
    }


def _documents(repository: Repository) -> Iterator[tuple[str, Document, type[BaseModel]]]:
    """Yield every document with what it is known by, the id of its record or its path, and with the model of its kind."""
    yield from ((entry.id or entry.path, entry.document, entry.kind.model) for entry in repository.files)
    yield from ((document.path, document, Part) for document, _, _ in repository.strays)
    yield from ((document.path, document, Part) for document in repository.other_documents)


def _same_item(items: Any, item: Any, index: int, group: type[Part]) -> Any:
    """Return the item of a list that another list's item was: by what identifies it, else by its index."""
    if not isinstance(items, list):
        return _NOTHING
    same = identifier(item, group)
    there = items[index] if index < len(items) else _NOTHING
    return next((other for other in items if same and identifier(other, group) == same), there)


def place_in_words(route: Route, values: Any, model: type[BaseModel], repository: Repository) -> Message:
    """Return what a place is called: the titles of its fields, and of items of lists their names, else their numbers from 1."""
    words: Message | None = None
    for depth, part in enumerate(route, 1):
        if isinstance(part, int):
            continue
        here = Route(*route[:depth])
        field = field_at(model, here)
        title = field.title if field else _plain(part)
        if depth < len(route) and isinstance(index := route[depth], int):
            title = say("{field}, {part}", field=title, part=_name(here / index, values, model, repository))
        words = say("{field}: {what}", field=words, what=title) if words else title
    return words or say("The record as a whole")


def value_in_words(value: Any, model: type[BaseModel], route: Route, repository: Repository) -> Message | None:
    """Return a value as people write it: days, sums, names of records and choices; None for nothing, a personal value, or one of
    which it is not known what it is.

    The values of a group and of a list are given one after the other, without the names of their fields.
    """
    words = list(_words(value, model, route, repository))
    if not words:
        return None
    left = (Message("…"),) if len(words) > MOST_VALUES else ()
    return Message("{values}", (("values", (*words[:MOST_VALUES], *left)),))


def _name(item: Route, values: Any, model: type[BaseModel], repository: Repository) -> Message:
    """Return what an item of a list is called, by the first of its naming facts that may be shown; else its number."""
    written, group = item.get(values), group_of_items(model, item)
    for key in group.NAMED_BY if isinstance(written, dict) else ():
        if key in fields_of(group) and (name := value_in_words(written.get(key), model, item / key, repository)):
            return name
    return Message("{number}", (("number", int(item[-1]) + 1),))


def _words(value: Any, model: type[BaseModel], route: Route, repository: Repository) -> Iterator[Message]:
    if not value or is_personal(model, route):
        return
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _words(inner, model, route / key, repository)
    elif (field := field_at(model, route)) and field.form != "group":  # elsewhere it may be anything, a personal value too
        yield _single(str(value), field, repository)


def _single(value: str, field: Field, repository: Repository) -> Message:
    if value in field.choices or field.name == "status":
        return choice(value)
    if field.form == "flag" and value in FLAGS:
        return FLAGS[value]
    if field.form == "reference" and (entry := repository.find(value)) and (title := title_of(entry)):
        return _plain(title)
    if field.form in ("day", "moment") and (day := _day(value)):
        return Message("{day}", (("day", day),))
    if field.form in AMOUNTS and value.removeprefix("-").replace(".", "", 1).isdecimal():
        return Message(
            f"{{value}}{_NO_BREAK}%" if field.form in ("percent", "share") else "{value}", (("value", Decimal(value)),)
        )
    return _plain(value)


def _plain(text: str) -> Message:
    return Message("{value}", (("value", text),))


def _day(value: str) -> date | None:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if len(value) > len("2026-03-05") else found.date()

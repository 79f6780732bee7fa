"""What may be written at a place: keys of the group that are not there yet, choices, ids, days."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from lsprotocol.types import CompletionItem, CompletionItemKind, CompletionList, Position, Range, TextEdit

from validators.authoring.scaffold import NOT_BY_HAND, known_facts, scaffold
from validators.change.once_given import ids_once_given
from validators.editor.cursor import Cursor, cursor_at
from validators.editor.explaining import field_in_words
from validators.editor.open_file import OpenFile
from validators.model.fields import Field, field_at, fields_of, group_at
from validators.model.ids import id_in_name, is_id, stem_of
from validators.model.types import Reference
from validators.model.workdays import days_later
from validators.model.written.notations import is_day
from validators.repository.nearest import is_called, title_of
from validators.rules.kind import Kind
from validators.text.messages import Language, Message, choice, say
from validators.text.uzbek import fold

MOST = 100
"""How many records are proposed at a time: the words that are typed narrow them down."""
AHEAD = 30
"""In how many days what is begun today is often due."""
_LINK = re.compile(r"\[\[(?P<typed>[^\[\]|]*)$")
_LANGUAGES = (Language("uz"), Language("en"))


class Proposal(NamedTuple):
    """What may be written and what it is called; `about` is what else is known of it, `written` what is inserted for it."""

    text: str
    name: str = ""
    about: str = ""
    written: str = ""


def completions(file: OpenFile, position: Position) -> CompletionList:
    """Return what may be written at a place, in the order in which it is most likely meant.

    The list is called incomplete, so that the editor asks again with every letter: words are compared here, in any spelling.
    """
    number, column = file.text.place(position)
    items: list[CompletionItem] = []
    link = None if file.outline.line(number) else _LINK.search(file.text.lines[number][:column])
    if link:
        found = _records(file, Reference(withdrawn=True), link["typed"])
        items += (_item(file, one, number, link.start("typed"), column, CompletionItemKind.Reference) for one in found)
    elif file.kind and not file.text.text.strip():
        items.append(_item(file, _whole_record(file, file.kind), number, 0, column, CompletionItemKind.Snippet))
    elif file.kind and (cursor := cursor_at(file.outline, file.kind.model, number, column)):
        of_kind, look_for = (CompletionItemKind.Property, _keys) if cursor.part == "key" else (CompletionItemKind.Value, _values)
        found = look_for(file, file.kind, cursor)
        items += (_item(file, one, number, cursor.start, cursor.end, of_kind) for one in found)
    for order, item in enumerate(items):
        item.sort_text = f"{order:04}"
    return CompletionList(is_incomplete=True, items=items)


def _item(file: OpenFile, one: Proposal, number: int, start: int, end: int, kind: CompletionItemKind) -> CompletionItem:
    place = Range(file.text.position(number, start), file.text.position(number, end))
    return CompletionItem(
        label=one.text,
        kind=kind,
        detail=one.name or None,
        documentation=one.about or None,
        # What is typed may be words of the title: the editor is not to leave out what does not begin with them.
        filter_text=file.text.lines[number][start:end] or None,
        text_edit=TextEdit(place, one.written or one.text),
    )


def _whole_record(file: OpenFile, kind: Kind) -> Proposal:
    """Return the beginning of a new record for a file that is empty."""
    known = known_facts(kind, _own_id(file, kind), "", file.repository)
    text, _ = scaffold(kind, known, file.repository, file.as_of, file.language, given=(), whole=False)
    return Proposal(file.language.text(say("new record")), file.language.text(kind.singular), text, text)


def _keys(file: OpenFile, kind: Kind, cursor: Cursor) -> Iterator[Proposal]:
    """Yield the keys that the group does not have yet, in the order of its kind."""
    group = group_at(kind.model, cursor.route)
    there = set() if cursor.form == "item" else {*file.outline.keys_in(cursor.route), *cursor.others} - {cursor.word}
    for field in fields_of(group).values() if group else ():
        if field.name not in there and field.name not in NOT_BY_HAND and _is_meant(cursor.typed, field.name, field.title):
            name, about = file.language.text(field.title), field_in_words(field, file.checks, file.language)
            yield Proposal(field.name, name, about, _as_written(field, cursor))


def _as_written(field: Field, cursor: Cursor) -> str:
    """Return a key with what follows it: a list and a group begin on a line of their own, two columns deeper."""
    if cursor.form == "name":
        return field.name
    hyphen = "- " if cursor.form == "item" else ""
    if cursor.form != "flow" and (field.many or field.group):
        indent = " " * (cursor.start + len(hyphen) + 2)
        return f"{hyphen}{field.name}:\n{indent}{'- ' if field.many else ''}"
    return f"{hyphen}{field.name}: "


def _values(file: OpenFile, kind: Kind, cursor: Cursor) -> Iterator[Proposal]:
    """Yield what the field may hold, as far as that is known beforehand."""
    field = field_at(kind.model, cursor.route)
    for one in _of_form(file, kind, cursor, field) if field else ():
        in_list = field and field.many and cursor.form == "line" and isinstance(cursor.route[-1], str)
        written = f"- {one.text}" if cursor.form == "item" else f"[{one.text}]" if in_list else one.text
        yield one._replace(written=written)


def _of_form(file: OpenFile, kind: Kind, cursor: Cursor, field: Field) -> Iterator[Proposal]:
    if field.reference:
        yield from (one for one in _records(file, field.reference, cursor.typed) if one.text not in cursor.others)
    elif field.choices:
        for value in field.choices:
            if _is_meant(cursor.typed, value, choice(value)):
                yield Proposal(value, file.language.text(choice(value)))
    elif field.form == "flag":
        yield Proposal("true", file.language.text(say("yes")))
        yield Proposal("false", file.language.text(say("no")))
    elif field.form == "day":
        yield from _days(file, cursor, field)
    elif field.name == "id" and len(cursor.route) == 1:
        yield Proposal(_own_id(file, kind), file.language.text(say("the record's id")))


def _records(file: OpenFile, reference: Reference, typed: str) -> Iterator[Proposal]:
    """Yield the records that may be named and are called by the words, those that others may rely on first."""
    words = typed.split()
    entries = [
        entry
        for entry in file.repository.files
        if entry.id
        and entry.path != file.path
        and (not reference.kinds or entry.kind.name in reference.kinds)
        and (entry.alive or reference.withdrawn)
        and is_called(entry, words)
    ]
    for entry in islice(sorted(entries, key=lambda entry: not entry.alive), MOST):
        yield Proposal(entry.id, title_of(entry), file.language.text(entry.kind.singular))


def _days(file: OpenFile, cursor: Cursor, field: Field) -> Iterator[Proposal]:
    """Yield today, the day by which this is due, and, of what may be ahead, the next working day and one in a month."""
    today, calendar = file.as_of, file.repository.calendar
    names = {today: say("today")}
    if due := _due(file, cursor):
        names.setdefault(due, say("the due date"))
        if not calendar.works(due):
            names.setdefault(calendar.later(due, 1), say("the working day after the due date"))
    names.setdefault(calendar.later(today, 1), say("the next working day"))
    names.setdefault(calendar.later(days_later(today, AHEAD - 1), 1), say("in {count} days, on a working day", count=AHEAD))
    for day, name in names.items():
        if (day <= today or not field.happened) and _is_meant(cursor.typed, day.isoformat(), name):
            yield Proposal(day.isoformat(), file.language.text(name), file.language.day(day))


def _due(file: OpenFile, cursor: Cursor) -> date | None:
    """Return the day that is written under `due` in the group of the value, or, while that is written, what is there already."""
    written = file.outline.value(cursor.route.parent / "due")
    return date.fromisoformat(written) if is_day(written) else None


def _own_id(file: OpenFile, kind: Kind) -> str:
    """Return the id that the file's name begins with, or the next free one of its kind."""
    named = id_in_name(stem_of(file.path))
    return named if is_id(named) else file.repository.next_id(kind, file.as_of.year, ids_once_given(file.root))


def _is_meant(typed: str, written: str, name: Message) -> bool:
    """Return whether a word may be the beginning of what is written, or a part of what it is called in either language."""
    wanted = fold(typed)
    return fold(written).startswith(wanted) or any(wanted in fold(language.text(name)) for language in _LANGUAGES)

"""What search finds of a record: its title, names, and the words of its facts."""

from collections.abc import Iterator

from pydantic import BaseModel

from hooks.data.audience import visible_fields
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.value_text import value_texts
from validators.repository.record_file import RecordFile
from validators.text.messages import choice

_DESIGNATIONS = ("designation", "number")
"""Fields by which documents name the record."""
_NUMBERS = ("number", "document")
"""Fields that hold the number of a document."""
MAX_CHARACTERS = 900
"""Characters of a record's facts, and of its text, in the search index."""


def tags(entry: RecordFile) -> list[str]:
    """Return the other names of a record: its id, and the number or designation by which documents name it."""
    if entry.record is None:
        return [entry.id]
    own = (getattr(entry.record, item.name) for item in visible_fields(entry.kind.model) if item.name in _DESIGNATIONS)
    return [entry.id, *filter(None, own)]


def facts_text(entry: RecordFile, snapshot: Snapshot) -> str:
    """Return the words of a record's facts, numbers of documents first, without personal values."""
    if entry.record is None:
        return entry.id
    kind, status = text(entry.kind.singular), text(choice(entry.record.status))
    words = dict.fromkeys([*_numbers(entry.record), *_words(entry.record, snapshot)])
    return shorten(" ".join([entry.id, f"{kind}, {status}.", entry.record.summary or "", *words]))


def _numbers(part: BaseModel) -> Iterator[str]:
    for item in visible_fields(type(part)):
        value = getattr(part, item.name)
        if value and item.form == "group":
            for inner in value if item.many else (value,):
                yield from _numbers(inner)
        elif value and item.name in _NUMBERS:
            yield str(value)


def shorten(words: str) -> str:
    """Return the first words of a long text: every browser loads the index of all records, so it must stay small."""
    return words if len(words) <= MAX_CHARACTERS else words[:MAX_CHARACTERS].rsplit(" ", 1)[0]


def _words(part: BaseModel, snapshot: Snapshot) -> Iterator[str]:
    for item in visible_fields(type(part)):
        value = getattr(part, item.name)
        if item.name in ("id", "title", "summary", "sample", "approvals") or value is None:
            continue
        if item.form == "group":
            for inner in value if item.many else (value,):
                yield from _words(inner, snapshot)
        else:
            yield from value_texts(value, item, snapshot)

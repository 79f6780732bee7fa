"""Applies a cure to the text of a record."""

from typing import NamedTuple

from validators.source.blanks import respaced
from validators.source.edits.cure import Add, Cure, Move, Put, Remove, Rename, Renumber, Resave, Respace, Restore, Rewrite
from validators.source.edits.edit import Edit, EditError, applied
from validators.source.edits.record_text import RecordText

_FIRST = ("id", "title")
"""The keys that come first in every record, for one that is not there yet."""


def cured(text: str, cure: Cure) -> str:
    """Return the text with what the cure changes.

    Raises `EditError` if that cannot be written as the text stands.
    """
    match cure.change:
        case Resave():
            return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        case Respace():
            return respaced(text)
        case Rewrite(line, column, old, new):
            return _rewritten(text, line, column, old, new)
        case Move() | Restore() | Renumber():
            raise EditError  # that is about files, not about one text
        case Put(at, value):
            record = RecordText(text)
            return record.edited(record.set(at, value, _FIRST))
        case Add(at, item, after):
            record = RecordText(text)
            return record.edited(record.add_item(at, item, order=(after, at.last_key)))
        case Rename(at, key):
            record = RecordText(text)
            return record.edited(record.rename(at, key))
        case Remove(at):
            record = RecordText(text)
            return record.edited(record.remove(at))


def _rewritten(text: str, line: int, column: int, old: str, new: str) -> str:
    """Return the text with other characters at a place; raises `EditError` if those that were meant do not stand there."""
    start = sum(len(above) + 1 for above in text.split("\n")[: line - 1]) + column - 1
    if "\r" in text or text.startswith("\ufeff") or not text.startswith(old, start):
        raise EditError
    return applied(text, [Edit(start, start + len(old), new)])


class Replacement(NamedTuple):
    """Whole lines of a text, from 1 and both included, and the lines that go in their place, each with its end."""

    line: int
    end_line: int
    text: str


def replacement(text: str, cure: Cure) -> Replacement | None:
    """Return the lines that a cure replaces; None where it cannot be applied, or only takes signs away that nobody sees."""
    try:
        after = cured(text, cure).splitlines(keepends=True)
    except EditError:
        return None
    before = text.splitlines(keepends=True)
    first = next((n for n, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), None)
    if first is None:
        return None
    last, end = len(before), len(after)
    while last > first and end > first and before[last - 1] == after[end - 1]:
        last, end = last - 1, end - 1
    if last == first:  # lines are only added: they come with the one before them
        first -= 1
    return Replacement(first + 1, last, "".join(after[first:end]))

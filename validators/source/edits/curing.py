"""Applies cures to the text of a record."""

from collections.abc import Iterable
from typing import NamedTuple

from validators.source.document import respaced
from validators.source.edits.cure import Cure, Put, Remove, Rename, Resave, Respace
from validators.source.edits.edit import EditError
from validators.source.edits.record_text import RecordText


def cured(text: str, cures: Iterable[Cure]) -> str:
    """Return the text with what the cures change; all routes are those of the text as it is given.

    Raises `EditError` if one of the changes cannot be made.
    """
    changes = [change for cure in cures for change in cure.changes]
    if Resave() in changes:
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if Respace() in changes:
        text = respaced(text)
    for put in (one for one in changes if isinstance(one, Put)):
        record = RecordText(text)
        text = record.edited(record.set(put.at, put.value))
    # Renamed keys change the routes of what is under them, and an item that is taken out those of the items behind it.
    for rename in sorted((one for one in changes if isinstance(one, Rename)), key=lambda one: len(one.at), reverse=True):
        record = RecordText(text)
        text = record.edited(record.rename(rename.at, rename.key))
    removals = {one for one in changes if isinstance(one, Remove)}
    for removal in sorted(removals, key=lambda one: [part if isinstance(part, int) else -1 for part in one.at], reverse=True):
        record = RecordText(text)
        text = record.edited(record.remove(removal.at))
    return text


class Replacement(NamedTuple):
    """Whole lines of a text, from 1 and both included, and the lines that go in their place, each with its end."""

    line: int
    end_line: int
    text: str


def replacement(text: str, cure: Cure) -> Replacement | None:
    """Return the lines that a cure replaces; None where it cannot be applied, or only takes signs away that nobody sees."""
    try:
        after = cured(text, [cure]).splitlines(keepends=True)
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

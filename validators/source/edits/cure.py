"""How a problem is put right: what to write, and where."""

import re
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from validators.source.route import Route, Value


class Put(NamedTuple):
    """Write a value where the route leads."""

    at: Route
    value: Value


class Add(NamedTuple):
    """Add an item to a list; one that is not there yet comes after another key of its group."""

    at: Route
    item: Value
    after: str


class Rename(NamedTuple):
    """Call a key by another name."""

    at: Route
    key: str


class Remove(NamedTuple):
    """Take out a key, or an item of a list."""

    at: Route


class Resave(NamedTuple):
    """Save the file as UTF-8, without a byte-order mark and with plain line ends."""


class Respace(NamedTuple):
    """Indent the facts with spaces, and put plain spaces for what only looks like one."""


class Rewrite(NamedTuple):
    """Write `new` for the characters that stand at a line and column, both from 1, where no route leads."""

    line: int
    column: int
    old: str
    new: str


class Move(NamedTuple):
    """Give the file another path."""

    path: str


class Restore(NamedTuple):
    """Write a file again that is not there any more."""

    text: str


class Renumber(NamedTuple):
    """Give a record another id, in its file, in the file's name and wherever the same change names it."""

    old: str
    new: str
    also: tuple[str, ...]
    """The paths of the other files of the change."""


Change: TypeAlias = Put | Add | Rename | Remove | Resave | Respace | Rewrite | Move | Restore | Renumber


@dataclass(frozen=True, slots=True)
class Cure:
    """A change that puts one problem right.

    `is_safe` is whether it may be made unseen: the notation or the spelling changes, and nobody could have meant anything else.
    """

    change: Change
    is_safe: bool = False


RESAVED = Cure(Resave(), is_safe=True)
RESPACED = Cure(Respace(), is_safe=True)


def without_second(text: str, first: int, second: int) -> Cure | None:
    """Return the cure of a key that stands twice: one of two lines that say the very same goes; None if they do not."""
    lines = text.split("\n")
    one, other, below = (lines[number] if number < len(lines) else "" for number in (first - 1, second - 1, second))
    if second == first or one.rstrip() != other.rstrip() or not _WHOLE_FACT.fullmatch(other):
        return None
    ends = not below.strip() or len(below) - len(below.lstrip()) <= len(other) - len(other.lstrip())
    return Cure(Rewrite(second, 1, f"{other}\n", ""), is_safe=True) if ends else None


_WHOLE_FACT = re.compile(r"\s*[^\s:#-][^:]*:\s+[^\s|>&*!#\[{\"'].*")
"""A key with its value on the same line."""

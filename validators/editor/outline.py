"""The facts of a record line by line, however broken they are: which key a line has, and to which group it belongs.

While a line is being typed YAML often cannot be read past it; its indentation still says where it belongs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from validators.source.route import Route

_DELIMITER = re.compile(r"---[ \t]*")
_HYPHENS = re.compile(r" *(?:-(?: +|$))*")
_KEY = re.compile(r"""["']?([^\s:"'\[\]{}#,-][^:"'\[\]{}#]*?)["']?\s*:(?:[ \t]+|$)""")


class _Open(NamedTuple):
    """A key, or an item of a list, that lines below may belong to; `is_filled` is whether its value is on its own line."""

    column: int
    part: str | int
    is_filled: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the facts: where what it says begins, its key, and where the value begins if there is a colon.

    `above` is what it may belong to. `continues` says that it goes on with the value of a line above.
    """

    start: int
    key: str
    value_start: int | None
    above: tuple[_Open, ...]
    continues: bool = False

    def group(self, column: int) -> Route:
        """Return the route of what a key or a value that begins at the column belongs to: a group, or a list."""
        return Route(*(one.part for one in _above_key(self.above, column)))


class Outline:
    """The facts of a text, line by line; the line `---` above them is number 0, and `end` is the one below them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self._facts: list[Line] = []
        if _DELIMITER.fullmatch(lines[0]):
            self._read()

    @property
    def end(self) -> int:
        """The number of the line below the facts."""
        return len(self._facts) + 1

    def line(self, number: int) -> Line | None:
        """Return a line of the facts; None outside them."""
        return self._facts[number - 1] if 0 < number < self.end else None

    def keys_in(self, group: Route) -> Iterator[str]:
        """Yield the keys that a group has."""
        return (line.key for line in self._facts if line.key and line.group(line.start) == group)

    def value(self, route: Route) -> str:
        """Return what is written on the line of a key; nothing if it is not there."""
        for number, line in enumerate(self._facts, 1):
            if line.key and line.group(line.start) / line.key == route:
                return self.lines[number][line.value_start :].strip()
        return ""

    def _read(self) -> None:
        opened: tuple[_Open, ...] = ()
        for text in self.lines[1:]:
            if _DELIMITER.fullmatch(text):
                return
            if not text.strip() or text.lstrip().startswith("#"):
                self._facts.append(Line(len(text), "", None, opened))
                continue
            indent = len(text) - len(text.lstrip(" "))
            holder = next((one for one in reversed(opened) if one.column < indent), None)
            if holder and holder.is_filled:
                self._facts.append(Line(indent, "", None, opened, continues=True))
                continue
            hyphens = _HYPHENS.match(text)
            assert hyphens
            for column in (at for at in range(hyphens.end()) if text[at] == "-"):
                opened = _with_item(opened, column)
            start, key = hyphens.end(), _KEY.match(text, hyphens.end())
            self._facts.append(Line(start, key[1] if key else "", key.end() if key else None, opened))
            if key:
                filled = text[key.end() :].strip()
                opened = (*_above_key(opened, start), _Open(start, key[1], bool(filled) and not filled.startswith("#")))


def _above_key(opened: tuple[_Open, ...], column: int) -> tuple[_Open, ...]:
    """Return what is still open for a key at the column."""
    while opened and opened[-1].column >= column:
        opened = opened[:-1]
    return opened


def _with_item(opened: tuple[_Open, ...], column: int) -> tuple[_Open, ...]:
    """Return what is open once an item of a list begins with a hyphen at the column, which may be that of the list's key."""
    index = 0
    while opened and (opened[-1].column > column or (opened[-1].column == column and isinstance(opened[-1].part, int))):
        *rest, last = opened
        if last.column == column and isinstance(last.part, int):
            index = last.part + 1
        opened = tuple(rest)
    return (*opened, _Open(column, index))

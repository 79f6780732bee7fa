"""Places in a text as editors count them: lines from 0, columns in the units that the editor and we agreed on."""

import re
from collections.abc import Mapping
from functools import cached_property

from lsprotocol.types import Position, PositionEncodingKind, Range

from validators.source.finding import Span

BYTE_ORDER_MARK = "\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")
_CODECS: Mapping[str, tuple[str, int]] = {
    PositionEncodingKind.Utf8: ("utf-8", 1),
    PositionEncodingKind.Utf16: ("utf-16-le", 2),
    PositionEncodingKind.Utf32: ("utf-32-le", 4),
}
"""How a text is encoded whose units are counted, and how many bytes a unit has."""


class EditedText:
    """A text as an editor holds it, with its lines as records have them: plain ends, no byte-order mark.

    >>> EditedText("a\\n😀x").position(1, 2)
    1:3
    """

    def __init__(self, text: str, units: str = PositionEncodingKind.Utf16) -> None:
        self.text = text
        self.units = units
        self._codec, self._size = _CODECS[units]
        self._marked = text.startswith(BYTE_ORDER_MARK)

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return _LINE_END.split(self.text.removeprefix(BYTE_ORDER_MARK))

    def position(self, line: int, column: int) -> Position:
        """Return the editor's position of a place in the lines, both counted from 0; the nearest if there is none."""
        line = min(line, len(self.lines) - 1)
        units = len(self._encoded(self.lines[line][:column])) // self._size
        return Position(line, units + self._mark_before(line))

    def range(self, span: Span) -> Range:
        """Return the editor's range of a stretch of the file."""
        return Range(self.position(span.line - 1, span.column - 1), self.position(span.end_line - 1, span.end_column - 1))

    def whole_lines(self, first: int, last: int) -> Range:
        """Return the editor's range of these lines, counted from 1, up to the beginning of the line after them."""
        return Range(self._beginning(first - 1), self._beginning(last))

    def _beginning(self, line: int) -> Position:
        """Return where a line begins, counted from 0; the end of the text if there is no such line."""
        return self.position(line, 0) if line < len(self.lines) else self.position(line, len(self.lines[-1]))

    def place(self, position: Position) -> tuple[int, int]:
        """Return line and column of an editor's position, both counted from 0, the column in characters."""
        if position.line >= len(self.lines):
            return len(self.lines) - 1, len(self.lines[-1])
        units = max(0, position.character - self._mark_before(position.line))
        before = self._encoded(self.lines[position.line])[: units * self._size]
        return position.line, len(before.decode(self._codec, "ignore"))

    def _encoded(self, text: str) -> bytes:
        return text.encode(self._codec, "surrogatepass")

    def _mark_before(self, line: int) -> int:
        """Return how many units the byte-order mark takes that an editor left in front of a line."""
        return len(self._encoded(BYTE_ORDER_MARK)) // self._size if self._marked and line == 0 else 0

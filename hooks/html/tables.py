"""A record's groups of facts as HTML: one as a list, many as a table, or as pieces where a table would be too wide."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape
from pydantic import BaseModel

from hooks.data.audience import visible_fields
from hooks.html.formatting import text
from hooks.html.timeline import Timeline
from hooks.html.values import Values, written
from validators.model.fields import Field
from validators.model.record import Record

MOST_COLUMNS, MOST_WITH_LISTS = 6, 3
"""So many columns a table has; with lists of records in them, fewer."""

_NAMING = ("title", "text", "what", "name", "kind", "employee", "organization")
"""What a piece of a list is headed by, the first that it has."""


@dataclass(frozen=True, slots=True)
class Table:
    """A list of groups: those columns that anything is written in, its first rows, how many are left out, their line of time."""

    field: Field
    columns: list[Field]
    rows: list[BaseModel]
    left_out: int
    timeline: Timeline | None

    @property
    def wide(self) -> bool:
        """Whether it has too many columns, or too much in them, to be read as a table."""
        most = MOST_WITH_LISTS if any(column.form == "reference" and column.many for column in self.columns) else MOST_COLUMNS
        return len(self.columns) > most or any(column.form == "group" for column in self.columns)


class Tables:
    """Draws groups of facts; templates call its methods by their names."""

    def __init__(self, values: Values) -> None:
        self._values = values

    def facts_of(self, part: BaseModel) -> Markup:
        """One group's facts, a line each."""
        lines = (
            f"<div><dt>{escape(text(item.title))}</dt><dd>{self._values.shown(item, value)}</dd></div>"
            for item, value in written(part, visible_fields(type(part)))
        )
        return Markup(f'<dl class="facts facts-box">{"".join(lines)}</dl>')

    def sheet(self, table: Table, record: Record) -> Markup:
        """The groups as rows of a table; each cell knows its column's title, for screens without room for a head."""
        heads = [escape(text(column.title)) for column in table.columns]
        sides = [' class="right"' if column.numeric and column.form != "percent" else "" for column in table.columns]
        places = list(zip(table.columns, heads, sides, strict=True))
        head = "".join(f'<th scope="col"{side}>{title}</th>' for _, title, side in places)
        rows = "".join(f"<tr>{self._cells(places, row, record)}</tr>\n" for row in table.rows)
        whole = f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>"
        return Markup(f'<div class="scroll"><table class="sheet stack">{whole}</table></div>')

    def pieces(self, table: Table, record: Record) -> Markup:
        """The groups one under the other, each headed by what names it."""
        return Markup(f'<ol class="pieces">{"".join(self._piece(table, row, record) for row in table.rows)}</ol>')

    def _piece(self, table: Table, row: BaseModel, record: Record) -> str:
        facts = list(written(row, table.columns))
        head = next(((item, value) for name in _NAMING for item, value in facts if item.name == name), None)
        title = f"<b>{self._values.shown(*head, False)}</b>" if head else ""
        lines = (
            f"<div><dt>{escape(text(item.title))}:</dt> <dd>{self._cell(item, row, record)}</dd></div>"
            for item, _ in facts
            if not (head and item is head[0])
        )
        return f'<li>{title}\n<dl class="line">{"".join(lines)}</dl></li>'

    def _cells(self, places: Iterable[tuple[Field, str, str]], row: BaseModel, record: Record) -> str:
        return "".join(
            f'<td data-label="{title}"{side}><div>{self._cell(column, row, record)}</div></td>' for column, title, side in places
        )

    def _cell(self, column: Field, row: Any, record: Record) -> str:
        """A value of a row; a due date with how long there still is, and what it first was."""
        shown = self._values.shown(column, getattr(row, column.name), False)
        if column.name != "due" or row.due is None:
            return shown
        left = f" {self._values.left(row.due)}" if record.to_be_done and not row.over else ""
        return f"{shown}{left}{self._values.was(row)}"

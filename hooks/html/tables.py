"""Groups of facts as HTML: one as a list of facts, several as a table, or as a list of parts if a table would be too wide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape
from pydantic import BaseModel

from hooks.data.audience import visible_fields
from hooks.html.formatting import text
from hooks.html.timeline import Timeline
from hooks.html.values import ValueRenderer, filled_fields, written_value
from validators.model.fields import Field
from validators.model.record import Part, Record

MAX_COLUMNS, MAX_WITH_LISTS = 6, 3
"""Columns of a table, and of a table with lists of records in it; wider ones become lists of parts."""


@dataclass(frozen=True, slots=True)
class Table:
    """A list of groups: its columns that have any value, its first rows, how many are left out, and their timeline."""

    field: Field
    columns: list[Field]
    rows: list[Part]
    left_out: int
    timeline: Timeline | None

    @property
    def wide(self) -> bool:
        """Whether it has too many columns, or too much in them, for a table."""
        most = MAX_WITH_LISTS if any(column.form == "reference" and column.many for column in self.columns) else MAX_COLUMNS
        return len(self.columns) > most or any(column.form == "group" for column in self.columns)


class TableRenderer:
    """Renders groups of facts for one build; its public methods are functions of the templates."""

    def __init__(self, values: ValueRenderer) -> None:
        self._values = values

    def fact_list(self, part: BaseModel) -> Markup:
        """Return the facts of a group, a line each."""
        lines = (
            f"<div><dt>{escape(text(item.title))}</dt><dd>{self._values.field_value(item, value)}</dd></div>"
            for item, value in filled_fields(part, visible_fields(type(part)))
        )
        return Markup(f'<dl class="facts facts-box">{"".join(lines)}</dl>')

    def table_rows(self, table: Table, record: Record) -> Markup:
        """Return groups as a table; each cell has the title of its column, for narrow screens, which show no head."""
        heads = [escape(text(column.title)) for column in table.columns]
        sides = [' class="right"' if column.numeric and column.form != "percent" else "" for column in table.columns]
        headed = list(zip(table.columns, heads, sides, strict=True))
        head = "".join(f'<th scope="col"{side}>{title}</th>' for _, title, side in headed)
        rows = "".join(f"<tr>{self._cells(headed, row, record)}</tr>\n" for row in table.rows)
        whole = f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>"
        return Markup(f'<div class="scroll"><table class="sheet stack">{whole}</table></div>')

    def part_list(self, table: Table, record: Record) -> Markup:
        """Return groups one under the other, each under its name."""
        return Markup(f'<ol class="pieces">{"".join(self._piece(table, row, record) for row in table.rows)}</ol>')

    def _piece(self, table: Table, row: Part, record: Record) -> str:
        facts = list(filled_fields(row, table.columns))
        head = next(((item, value) for name in row.NAMED_BY for item, value in facts if item.name == name), None)
        title = f"<b>{self._values.field_value(*head, False)}</b>" if head else ""
        lines = (
            f"<div><dt>{escape(text(item.title))}:</dt> <dd>{self._cell(item, row, record)}</dd></div>"
            for item, _ in facts
            if not (head and item is head[0])
        )
        return f'<li>{title}\n<dl class="line">{"".join(lines)}</dl></li>'

    def _cells(self, headed: Iterable[tuple[Field, str, str]], row: Part, record: Record) -> str:
        return "".join(
            f'<td data-label="{title}"{side}><div>{self._cell(column, row, record)}</div></td>' for column, title, side in headed
        )

    def _cell(self, column: Field, row: Part, record: Record) -> str:
        """Return a value of a row; a due date with the days that are left, and its first date if it was extended."""
        shown = self._values.field_value(column, written_value(row, column.name), False)
        due = getattr(row, "due", None)
        if column.name != "due" or not isinstance(due, date):
            return shown
        left = f" {self._values.days_left(due)}" if record.to_be_done and not row.over else ""
        return f"{shown}{left}{self._values.first_due(row)}"

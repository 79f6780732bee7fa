"""Which field of a kind each column of a sheet holds."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from validators.authoring.scaffold import NOT_BY_HAND
from validators.importing.sheets import Cell, Merged, Remark, Sheet, letters
from validators.model.fields import Field, fields_of
from validators.model.record import Record
from validators.source.route import ROOT, Route
from validators.text.messages import Language, Message, say
from validators.text.uzbek import fold

LANGUAGES = (Language("uz"), Language("en"))
HEADINGS_WITHIN = 10
"""In so many rows from the top the headings are looked for; a title may stand above them."""
RECORD = say("Record")
"""What the column is called that says, on a sheet of a list, to which record its row belongs."""
NEAR = 0.75
"""How similar a heading must be to a field's name, from 0 to 1, for that field to be proposed."""
FEW = 3
"""So many headings of a row must be nearly names of fields where none is one, for it to be the row of headings."""
LONG = 5
"""A longer word is known without its ending too: “muddati” is “muddat”."""
_NOT_IN_SOM = re.compile(r"\b(?:ming|tis|mln|mlrd|trln|million|milliard|trillion|usd|eur|rub|dollar|yevro|evro)\b")
"""How a heading says that its sums are in thousands or millions, or in another currency."""
_NUMBERS = frozenset(map(fold, ("№", "N", "No", "T/r", "Т/р", "t.r.")))
"""Headings of columns that count the rows."""
_TOTALS = frozenset(map(fold, ("Jami", "Umumiy", "Итого", "Всего", "Total")))
"""How a row begins that adds up the others."""
_GENERAL = fields_of(Record)
"""The fields of every record: a kind may call one otherwise, and a heading may call it as either."""
USUAL = {
    fold(usual): tuple(map(fold, names))
    for usual, names in {
        "F.I.Sh": ("F.I.Sh.", "Mas’ul"),
        "FISh": ("F.I.Sh.", "Mas’ul"),
        "F.I.O": ("F.I.Sh.", "Mas’ul"),
        "FIO": ("F.I.Sh.", "Mas’ul"),
        "Familiyasi, ismi, sharifi": ("F.I.Sh.", "Mas’ul"),
        "Familiyasi, ismi, otasining ismi": ("F.I.Sh.", "Mas’ul"),
        "Ijrochi": ("Mas’ul",),
        "Elektron pochta": ("E-pochta",),
        "Elektron manzil": ("E-pochta",),
        "Ishga qabul qilingan sana": ("Ishga olingan kuni",),
        "Ishga qabul qilingan kun": ("Ishga olingan kuni",),
        "Ishga kirgan sana": ("Ishga olingan kuni",),
        "Boshlanishi": ("Boshlanish sanasi",),
        "Tugashi": ("Muddat",),
        "Tugash sanasi": ("Muddat",),
        "Summasi": ("Budjet: Rejada", "Jami"),
        "Qiymati": ("Budjet: Rejada", "Jami"),
    }.items()
}
"""What lists in use call a field, and what pages call the one that is proposed for it: the first that the kind has."""
_MADE_BY_US = tuple(map(say, ("Errors", "Warnings", "Overdue", "File", "Page")))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field that it holds, and the route to it from the record, or from an item of the sheet's list.

    `title` is what the field is called, after what its group is called if it is in one.
    """

    at: Route
    field: Field
    title: Message


class Unknown(NamedTuple):
    """A heading that names no field of a model, and the column that was probably meant."""

    heading: str
    model: type[BaseModel]
    probably: Column | None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is laid out: the row of its headings, its columns by number from 0, and what in it is not imported.

    `unknown` are the headings that a person is asked about; each is among the faults too.
    """

    heading: int
    columns: Mapping[int, Column]
    left: tuple[str, ...]
    faults: tuple[Remark, ...]
    unknown: tuple[Unknown, ...] = ()
    repeated: Collection[int] = ()
    """Rows below that only repeat the headings, number the columns, or add up."""


@cache
def columns_of(model: type[BaseModel]) -> Mapping[str, Column | None]:
    """Return what a heading may be, folded: a field's key or what pages call it; of a group, that and then the field in it.

    None stands for a heading that could be either of two fields.
    """
    found: dict[str, Column | None] = {}
    for names, column in _named(model, ROOT):
        for name in dict.fromkeys(map(fold, names)):
            found[name] = column if found.get(name, column) == column else None
    return found


def _named(model: type[BaseModel], at: Route) -> Iterator[tuple[list[str], Column]]:
    for field in fields_of(model).values():
        titles = [language.text(field.title) for language in LANGUAGES]
        if not at and field.name in _GENERAL and issubclass(model, Record):
            titles += (language.text(_GENERAL[field.name].title) for language in LANGUAGES)
        if field.group is None:
            yield [str(at / field.name), *titles], Column(at / field.name, field, field.title)
        elif not field.many:
            for names, column in _named(field.group, at / field.name):
                whole, *inner = names
                title = say("{group}: {title}", group=field.title, title=column.title)
                yield [whole, *(f"{outer}: {name}" for outer in titles for name in inner)], replace(column, title=title)


def lay_out(sheet: Sheet, model: type[BaseModel], given: Mapping[str, str], *, of_list: bool = False) -> Layout | None:
    """Return how a sheet holds the fields of a model; None if no row near its top looks like headings.

    `given` says by folded heading which field a person said it holds, "" for none. `of_list`: its rows are items of a list.
    """
    known = columns_of(model)
    best = _row_of_headings(sheet, known, given)
    if best is None:
        return None
    if merged := _on_two_lines(sheet, best):
        reason = say(
            "The headings stand on two lines: split the cells {cells}, and write into each column its whole heading, such as "
            "“Budget: Planned”",
            cells=merged.cells,
        )
        return Layout(best, {}, (), (Remark(merged.cells.partition(":")[0], reason),))
    columns: dict[int, Column] = {}
    left: list[str] = []
    faults: list[Remark] = []
    unknown: list[Unknown] = []
    for place, cell in sheet.rows[best].items():
        name = fold(cell.text)
        if of_list and name in {fold(language.text(RECORD)) for language in LANGUAGES}:
            continue
        written = given.get(name)
        column = known.get(fold(written or cell.text))
        is_left = written == "" or (column.at.first_key in NOT_BY_HAND if column else _is_made(name, model))
        if is_left:
            left.append(cell.text)
        elif column is None:
            probably = _probably(fold(written or cell.text), known)
            unknown.append(Unknown(cell.text, model, probably))
            faults.append(_unknown(cell, written, probably))
        elif column in columns.values():
            faults.append(Remark(cell.place, say("Two columns hold “{field}”: leave one", field=column.title)))
        elif column.field.form == "money" and _NOT_IN_SOM.search(fold(cell.text)):
            faults.append(_not_in_som(cell))
        else:
            columns[place] = column
    unnamed = {place for number, row in sheet.rows.items() if number > best for place in row} - set(sheet.rows[best])
    left += (letters(place) for place in sorted(unnamed))
    below = [number for number in sheet.rows if number > best]
    repeated = [number for number in below if _repeats(sheet.rows[number], sheet.rows[best]) or _is_total(sheet.rows[number])]
    return Layout(best, columns, tuple(left), tuple(faults), tuple(unknown), repeated)


def _on_two_lines(sheet: Sheet, heading: int) -> Merged | None:
    """Return the merged cells of headings on two lines, over several columns or lines; a title above begins with the first."""
    first = min(sheet.rows[heading])
    for one in sheet.merged:
        is_over_some = heading - 1 in one.rows and len(one.columns) > 1 and one.columns[0] > first
        if (heading in one.rows and len(one.rows) + len(one.columns) > 2) or is_over_some:
            return one
    return None


def _row_of_headings(sheet: Sheet, known: Mapping[str, Column | None], given: Mapping[str, str]) -> int | None:
    """Return the row near the top with the most headings; where none is one, that with the most that are nearly so."""
    top = sorted(sheet.rows)[:HEADINGS_WITHIN]
    exact = {number: _headings_in(sheet.rows[number], known, given) for number in top}
    if any(exact.values()):
        return max(top, key=exact.__getitem__)
    nearly = {number: _nearly_headings_in(sheet.rows[number], known) for number in top}
    best = max(top, key=nearly.__getitem__, default=None)
    return best if best is not None and nearly[best] >= FEW else None


def _headings_in(row: Mapping[int, Cell], known: Mapping[str, Column | None], given: Mapping[str, str]) -> int:
    return sum(fold(cell.text) in known or fold(cell.text) in given for cell in row.values())


def _nearly_headings_in(row: Mapping[int, Cell], known: Mapping[str, Column | None]) -> int:
    return sum(_probably(fold(cell.text), known) is not None for cell in row.values())


def _not_in_som(cell: Cell) -> Remark:
    """Return that the sums of a column are in something else than records have them in, which no cell of it says."""
    reason = say("“{heading}” are no sums in so‘m: write each whole in so‘m, and the heading without the unit", heading=cell.text)
    return Remark(cell.place, reason)


def _is_made(name: str, model: type[BaseModel]) -> bool:
    """Return whether a heading is one of those that our own exports add, or that of a column which counts rows."""
    made = (language.text(one) for one in _MADE_BY_US for language in LANGUAGES)
    counted = (heading for language in LANGUAGES for heading in _counts(model, language))
    return name in _NUMBERS or name in set(map(fold, (*made, *counted)))


def _counts(model: type[BaseModel], language: Language) -> Iterator[str]:
    """Yield what our exports call the columns that say how long the lists of groups are."""
    for field in fields_of(model).values():
        if field.group and field.many:
            yield language.text(say("{field}, how many", field=field.title))
        elif field.group:
            yield from (f"{language.text(field.title)}: {inner}" for inner in _counts(field.group, language))


def _unknown(cell: Cell, written: str | None, column: Column | None) -> Remark:
    unknown = say("“{heading}” is no field of this kind", heading=written or cell.text)
    if column:
        option = f'--column "{cell.text}={column.at}"'
        meant = say("{unknown}; if “{field}” is meant, add {option}", unknown=unknown, field=column.title, option=option)
    else:
        option = f'--column "{cell.text}=…"'
        meant = say("{unknown}; say which it is: {option}", unknown=unknown, option=option)
    leave = f'--column "{cell.text}="'
    return Remark(cell.place, say("{meant}; to leave the column out: {leave}", meant=meant, leave=leave))


def _probably(heading: str, known: Mapping[str, Column | None]) -> Column | None:
    """Return the column of which the name is most of a heading, or alone begins with it, or is spelt much like it; None if there
    is none."""
    for name in USUAL.get(heading.rstrip("."), ()):
        if column := known.get(name):
            return column
    words = set(heading.split())
    words |= {re.sub("s?i$", "", word) for word in words if len(word) > LONG}
    inside = [name for name in known if set(name.split()) <= words]
    if not inside and len(longer := {column for name, column in known.items() if name.startswith(f"{heading} ")}) == 1:
        return longer.pop()
    close = inside or difflib.get_close_matches(heading, known, n=1, cutoff=NEAR)
    return known[max(close, key=len)] if close else None


def columns_to_fill(model: type[BaseModel]) -> list[Column]:
    """Return the columns that a person may fill in, in the order of the fields."""
    return list(
        dict.fromkeys(column for column in columns_of(model).values() if column and column.at.first_key not in NOT_BY_HAND)
    )


def fields_to_name(model: type[BaseModel]) -> Message:
    """Return the fields that a column may hold, each with what it is called."""
    named = tuple(say("{key} ({title})", key=str(column.at), title=column.title) for column in columns_to_fill(model))
    return say("The fields are: {fields}", fields=named)


def _is_total(row: Mapping[int, Cell]) -> bool:
    """Return whether a row only adds up the others."""
    return fold(row[min(row)].text).rstrip(":") in _TOTALS


def _repeats(row: Mapping[int, Cell], heading: Mapping[int, Cell]) -> bool:
    """Return whether a row is the headings once more, as on the next page of a print, or the numbers of the columns."""
    texts = [row[place].text for place in sorted(row)]
    is_count = len(texts) > 2 and all(re.fullmatch("[0-9]+", text) for text in texts)
    counted = is_count and [int(text) for text in texts] == list(range(1, len(texts) + 1))
    return counted or all(place in heading and heading[place].text == cell.text for place, cell in row.items())

"""What the rows of a file's sheets say: each about a new record, or about one that is there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple

from pydantic import BaseModel

from validators.authoring.scaffold import NOT_BY_HAND
from validators.importing.cell_meaning import NotMeantError, Understanding
from validators.importing.headings import LANGUAGES, RECORD, Layout, Unknown, lay_out
from validators.importing.sheets import Cell, Remark, Sheet, in_column
from validators.model import ids
from validators.model.fields import Field, field_at, fields_of
from validators.model.record import Part
from validators.model.written.notations import as_it_looks
from validators.repository.nearest import id_and_title
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.route import ROOT, Route, Value
from validators.text.messages import Message, say
from validators.text.uzbek import fold

DASHES = ("-", "–", "—")
"""What people write in a cell where there is nothing to say."""


class Said(NamedTuple):
    """What a person said of a file: by folded heading which field it holds, "" for none; and facts of every new record."""

    columns: Mapping[str, str] = {}
    facts: Mapping[Route, str] = {}


@dataclass(slots=True)
class Entry:
    """A row, and the rows on other sheets that belong to it: what it says by route, and in which cell each value stands.

    `record` is the record that it is about; None for a new one.
    """

    place: str
    id: str
    record: RecordFile | None
    values: dict[Route, Value] = field(default_factory=dict)
    places: dict[Route, str] = field(default_factory=dict)
    emptied: list[str] = field(default_factory=list)

    def place_of(self, at: Route) -> str:
        """Return the cell of what stands at a route, or the nearest that is known; else the row."""
        while at:
            near = [place for route, place in self.places.items() if route == at or route.starts_with(at)]
            if at in self.places or near:
                return self.places.get(at) or near[0]
            at = at.parent
        return self.place


@dataclass(slots=True)
class Notes:
    """What there is to say about a file, by its cells.

    Where there are `faults`, nothing may be written. `remarks` say what was taken that one might not expect, `left` which
    columns, rows and sheets were left out.
    """

    faults: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    left: list[Message] = field(default_factory=list)
    columns_of: list[type[BaseModel]] = field(default_factory=list)
    """The models of sheets with columns that are not known, so that it helps to see which fields there are."""
    unknown: list[Unknown] = field(default_factory=list)

    def fault(self, place: str, message: Message) -> None:
        """Add what stops the import."""
        self.faults.append(Remark(place, message))

    def remark(self, place: str, message: Message) -> None:
        """Add what was taken that one might not expect."""
        self.remarks.append(Remark(place, message))


class Rows:
    """Reads the rows of a file's sheets as records of a kind; `entries` has one for each, in the order of the file."""

    def __init__(self, kind: Kind, repository: Repository, as_of: date, said: Said, notes: Notes) -> None:
        self._kind, self._repository, self._as_of, self._said, self._notes = kind, repository, as_of, said, notes
        self.entries: list[Entry] = []

    def read(self, sheets: Sequence[Sheet]) -> None:
        """Read the sheet of the records, then those of their lists; nothing where its columns are not all known."""
        main = self._main(sheets)
        if main is None:
            self._notes.fault("", say("No row looks like headings: the first row is to name the fields"))
            return
        sheet, layout = main
        if layout.faults:
            self._notes.faults += layout.faults
            self._ask_what_is_meant(layout, self._kind.model)
            return
        self._read_rows(sheet, layout)
        for other in sheets:
            if other is not sheet and other.rows:
                self._read_list(other.with_its_name())

    def _main(self, sheets: Sequence[Sheet]) -> tuple[Sheet, Layout] | None:
        """Return the sheet of the records: the one that is called as the kind is, or else the first with headings."""
        called = {fold(language.text(self._kind.plural)) for language in LANGUAGES}
        for sheet in sorted(sheets, key=lambda sheet: fold(sheet.name) not in called):
            if layout := lay_out(sheet, self._kind.model, self._said.columns):
                return sheet, layout
        return None

    def _read_rows(self, sheet: Sheet, layout: Layout) -> None:
        self._begin(sheet, layout)
        of_id = next((place for place, column in layout.columns.items() if column.at == Route("id")), None)
        of_title = next((place for place, column in layout.columns.items() if column.at == Route("title")), None)
        said = [sheet.rows[number][of_id].text for number in sheet.rows if of_id is not None and of_id in sheet.rows[number]]
        free = self._free_ids(said)
        seen: set[str] = set()
        titles: dict[str, str] = {}
        for number in _rows_of(sheet, layout):
            row = sheet.rows[number]
            place = next(iter(row.values())).place
            id_ = row[of_id].text if of_id is not None and of_id in row else ""
            id_ = self._as_it_is(id_, row[of_id].place) if id_ and of_id is not None else ""
            record = self._repository.find(id_) if id_ else None
            title = row[of_title].text if of_title is not None and of_title in row else ""
            if record and record.kind is not self._kind:
                self._notes.fault(place, say("{id} is of another kind: {kind}", id=id_, kind=record.kind.singular))
            elif record is None and (there := self._titles.get(fold(title))):
                reason = say("There is such a record already, {record}: write its id to change it", record=id_and_title(there))
                self._notes.fault(place, reason)
            elif id_ in seen:
                self._notes.fault(place, say("{id} stands in two rows", id=id_))
            elif record is None and title and fold(title) in titles:
                self._notes.fault(place, say("“{title}” stands in two rows: {first} and {second}",
                                             title=title, first=titles[fold(title)], second=place))  # fmt: skip
            else:
                entry = Entry(place, id_ or next(free), record)
                seen.add(entry.id)
                titles.setdefault(fold(title), place)
                self.entries.append(entry)
                self._take(entry, ROOT, self._said_in(row, layout))
                if record is None:
                    self._add_what_all_say(entry)

    def _as_it_is(self, written: str, place: str) -> str:
        """Return the id as the record has it that is meant: in other case, with other dashes or zeros it is the same."""
        bare = ids.without_padding(as_it_looks(written).lower())
        same = self._ids.get(bare, written)
        if same != written:
            self._notes.remark(place, say("“{text}” was taken for {id}", text=written, id=same))
        return same

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        """The ids of the kind's records by what they are without padding."""
        return {
            ids.without_padding(entry.id): entry.id for entry in self._repository.files if entry.kind is self._kind and entry.id
        }

    def _free_ids(self, said: Sequence[str]) -> Iterator[str]:
        """Yield the ids that nobody has, one after the other; `said` are those in the file."""
        free = self._repository.next_id(self._kind, self._as_of.year, filter(ids.is_numbered, said))
        while True:
            yield free
            free = ids.next_id(self._kind.prefix, [free], self._as_of.year)

    @cached_property
    def _titles(self) -> Mapping[str, RecordFile]:
        """The records of the kind by what they are called, folded."""
        alive = (entry for entry in self._repository.files if entry.kind is self._kind and entry.alive)
        return {fold(entry.require_record().title): entry for entry in alive}

    def _add_what_all_say(self, entry: Entry) -> None:
        """Give a new record the facts that a person gave for all whose rows do not say them."""
        meaning = Understanding(self._repository, partial(self._notes.remark, ""))
        for at, text in self._said.facts.items():
            if at not in entry.values and (field := field_at(self._kind.model, at)):
                try:
                    entry.values[at] = meaning.value(text, field)
                except NotMeantError as error:
                    self._notes.fault("", error.reason)

    def _ask_what_is_meant(self, layout: Layout, model: type[BaseModel]) -> None:
        """Ask about the headings that are not known; where for one of them none is proposed, all fields are to be named."""
        self._notes.unknown += layout.unknown
        if any(one.probably is None for one in layout.unknown):
            self._notes.columns_of.append(model)

    def _read_list(self, sheet: Sheet) -> None:
        """Take the items of a list from the sheet that is called as the list is."""
        for of_list in fields_of(self._kind.model).values():
            if (
                of_list.group
                and of_list.many
                and fold(sheet.name)[:31] in {fold(one.text(of_list.title))[:31] for one in LANGUAGES}
            ):
                break
        else:
            self._notes.left.append(say("the sheet “{name}”: it is called as no list of this kind is", name=sheet.name))
            return
        assert of_list.group
        if of_list.name in NOT_BY_HAND:
            self._notes.left.append(say("the sheet “{name}”: commands write it, nobody by hand", name=sheet.name))
            return
        layout = lay_out(sheet, of_list.group, self._said.columns, of_list=True)
        if layout and layout.faults:
            self._notes.faults += layout.faults
            self._ask_what_is_meant(layout, of_list.group)
            return
        called = {fold(language.text(RECORD)) for language in LANGUAGES}
        heading = sheet.rows[layout.heading] if layout else {}
        owner = next((place for place, cell in heading.items() if fold(cell.text) in called), None)
        if layout is None or owner is None:
            reason = say("The sheet needs a column “{heading}” with the id or the title of the record", heading=RECORD)
            self._notes.fault(sheet.name, reason)
            return
        self._begin(sheet, layout)
        by_name = {name: entry for entry in self.entries for name in (entry.id, fold(str(entry.values.get(Route("title"), ""))))}
        items: dict[str, list[_Said]] = defaultdict(list)
        for number in _rows_of(sheet, layout):
            row = sheet.rows[number]
            name = row[owner].text if owner in row else ""
            entry = by_name.get(name) or by_name.get(fold(name)) if name else None
            if entry is None:
                place = row[owner].place if owner in row else next(iter(row.values())).place
                self._notes.fault(place, say("There is no row of “{name}” on the first sheet", name=name))
            else:
                items[entry.id].append(self._said_in(row, layout))
        for entry in self.entries:
            self._put_items(entry, of_list, items[entry.id], sheet.name)

    def _put_items(self, entry: Entry, of_list: Field, rows: Sequence["_Said"], sheet: str) -> None:
        """Give a record the items of a list; of one that is there each row is about the item that it names, in whatever order."""
        assert of_list.group
        group = of_list.group
        there = (Route(of_list.name).get(entry.record.document.values) or []) if entry.record else []
        left = dict(enumerate(_name(item, group) for item in there))
        places: list[int | None] = []
        for said in rows:
            name = _name({at.last_key: value for at, (value, _) in said.values.items() if len(at) == 1}, group)
            found = next((index for index, other in left.items() if name == other), None)
            places.append(found)
            if found is not None:
                del left[found]
        following = len(there)
        for index, (said, place) in enumerate(zip(rows, places, strict=True)):
            if place is None and index in left and _may_be_renamed(left[index], group):
                place = index
                del left[index]
            elif place is None:
                place, following = following, following + 1
            self._take(entry, Route(of_list.name, place), said)
        if left:
            self._notes.fault(sheet, say("{id} has items of “{list}” that are not on the sheet: take them out with nizom set",
                                         id=entry.id, list=of_list.title))  # fmt: skip

    def _begin(self, sheet: Sheet, layout: Layout) -> None:
        """Say what of a sheet is left out, and what cannot be read."""
        self._notes.faults += layout.faults
        self._notes.remarks += sheet.remarks
        self._notes.faults += (fault for (row, _), fault in sheet.faults.items() if row >= layout.heading)
        self._notes.left += (say("the column “{heading}”", heading=heading) for heading in layout.left)
        self._notes.left += (
            say("row {number}: headings again, numbers of columns, or a sum", number=number) for number in layout.repeated
        )

    def _said_in(self, row: Mapping[int, Cell], layout: Layout) -> "_Said":
        """Return what a row says by route, each value with its cell, and which of its cells are empty."""
        said = _Said({}, {})
        for place, column in sorted(layout.columns.items()):
            cell = row.get(place)
            if cell is None:
                said.empty[column.at] = in_column(place, next(iter(row.values())).place)
            elif column.at == Route("id"):
                continue
            elif cell.text in DASHES:
                said.empty[column.at] = cell.place
                self._notes.remark(cell.place, say("“{text}” was taken for an empty cell", text=cell.text))
            else:
                meaning = Understanding(self._repository, partial(self._notes.remark, cell.place))
                try:
                    said.values[column.at] = meaning.of_cell(cell, column.field), cell.place
                except NotMeantError as error:
                    self._notes.fault(cell.place, error.reason)
        return said

    def _take(self, entry: Entry, above: Route, said: "_Said") -> None:
        """Take what a row says for a record, or for an item of one of its lists."""
        for at, (value, place) in said.values.items():
            entry.values[Route(*above, *at)], entry.places[Route(*above, *at)] = value, place
        for at, place in said.empty.items():
            entry.places.setdefault(Route(*above, *at), place)
        if entry.record:
            values = entry.record.document.values
            entry.emptied += (at.last_key for at in said.empty if Route(*above, *at).get(values) is not None)


class _Said(NamedTuple):
    """What a row says: by route the value and its cell; and its empty cells."""

    values: dict[Route, tuple[Value, str]]
    empty: dict[Route, str]


def _name(item: object, group: type[Part]) -> tuple[str, object]:
    """Return what names an item of a list, with the key that says it."""
    written = item if isinstance(item, dict) else {}
    return next(((key, written[key]) for key in group.NAMED_BY if written.get(key)), ("", None))


def _may_be_renamed(name: tuple[str, object], group: type[Part]) -> bool:
    """Return whether an item may get another name and stay the same: a stage another title, but not a member another person."""
    field = fields_of(group).get(name[0])
    return field is None or field.form != "reference"


def _rows_of(sheet: Sheet, layout: Layout) -> Iterator[int]:
    """Yield the numbers of the rows that hold something, below the headings."""
    for number in sorted(sheet.rows):
        if (
            number > layout.heading
            and number not in layout.repeated
            and any(place in layout.columns for place in sheet.rows[number])
        ):
            yield number

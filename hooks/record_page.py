"""What the page of one record shows, read from its model; of a broken record, what is broken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from hooks.audience import audience
from hooks.fields import Shape, masked, shapes
from hooks.lists import words_of
from hooks.overview import course
from hooks.rendering import text
from hooks.snapshot import Snapshot
from hooks.timeline import Timeline, timeline
from validators.messages import say
from validators.record import Approval, Record
from validators.repository import FiledRecord

_ELSEWHERE = frozenset({"id", "title", "status", "summary", "sample", "approvals", "related"})
"""Fields that have places of their own on the page, outside the card of facts."""
_ANSWERING = frozenset({"owner", "responsible", "units", "approvals"})
MOST_FOUND = 900
"""Characters of a record's facts, and as many of its text, that search goes by."""
MOST_COLUMNS = 6
MOST_LINKS = 40
"""A unit is named by every record that it answers for: the page shows so many and counts the rest."""


@dataclass(frozen=True, slots=True)
class Table:
    """A list of groups as a table: those columns that anything is written in, its rows, and their line of time."""

    shape: Shape
    columns: list[Shape]
    rows: list[BaseModel]
    timeline: Timeline | None

    @property
    def wide(self) -> bool:
        """Whether it has too many columns, or too many words in them, to be read as a table."""
        return len(self.columns) > MOST_COLUMNS or sum(column.form == "part" for column in self.columns) > 1


@dataclass(frozen=True, slots=True)
class ChainStep:
    """A step of the way to approval: what is needed, what was done, and whether the status already asks for it."""

    decision: str
    roles: tuple[str, ...]
    status: str | None
    taken: Approval | None
    missing: bool


def contents(entry: FiledRecord, snapshot: Snapshot) -> Mapping[str, Any]:
    """What the record's template is given."""
    record = entry.record
    common = {"entry": entry, "kind": entry.kind, "findings": snapshot.findings_in.get(entry.path, [])}
    if record is None:
        hidden = text(say("(hidden)"))
        source = masked(entry.document.text, entry.kind.model, hidden) if audience() == "internal" else ""
        return {**common, "source": source}
    written = [item for item in visible(type(record)) if item.name not in _ELSEWHERE and _has(record, item)]
    return {
        **common,
        "facts": [item for item in written if item.form != "part"],
        "groups": [item for item in written if item.form == "part" and not item.many],
        "tables": [_table(record, item, snapshot.as_of) for item in written if item.form == "part" and item.many],
        "chain": list(_chain(record, entry)),
        "course": course(entry, snapshot.as_of),
        "duties": snapshot.duties_of.get(entry.path, []),
        "cites": _cites(entry, snapshot),
        "cited_by": snapshot.cited_by(record),
        "most_links": MOST_LINKS,
    }


def visible(model: type[BaseModel]) -> list[Shape]:
    """The fields that may be shown at all."""
    return [item for item in shapes(model) if not item.personal]


def _has(part: BaseModel, item: Shape) -> bool:
    value = getattr(part, item.name)
    return value is not None and value != ()


def _table(record: Record, item: Shape, as_of: date) -> Table:
    rows: list[BaseModel] = list(getattr(record, item.name))
    assert item.part is not None
    columns = [column for column in visible(item.part) if any(_has(row, column) for row in rows)]
    return Table(item, columns, rows, timeline(record, rows, as_of))


def _chain(record: Record, entry: FiledRecord) -> Iterator[ChainStep]:
    """The kind's steps in their order, each with what was done, and between them, by date, what was decided beside them."""
    needed = entry.kind.chain.steps if entry.kind.chain else ()
    statuses = entry.kind.lifecycle.statuses
    missing = list(entry.kind.chain.missing(record, statuses)) if entry.kind.chain and record.status in statuses else []
    steps = [(step, record.decided(step.decision)) for step in needed]
    beside = [other for other in record.approvals if not any(other is taken for _, taken in steps)]
    beside.sort(key=lambda other: other.date)
    for step, taken in steps:
        while beside and (taken is None or beside[0].date <= taken.date):
            yield _beside(beside.pop(0))
        yield ChainStep(step.decision, step.roles, step.status, taken, step in missing)
    yield from map(_beside, beside)


def _beside(other: Approval) -> ChainStep:
    return ChainStep(other.decision, (other.role,), None, other, False)


def _cites(entry: FiledRecord, snapshot: Snapshot) -> list[FiledRecord]:
    """The records that it names for their own sake, not as the people and units that answer for it or decided on it."""
    named = snapshot.repository.named.get(entry.path, ())
    ids = dict.fromkeys(id_ for route, id_, _ in named if route.partition(".")[0] not in _ANSWERING)
    return [other for id_ in ids if id_ != entry.id and (other := snapshot.repository.find(id_))]


def searched(entry: FiledRecord, snapshot: Snapshot) -> str:
    """The words of a record's facts by which it is found; personal ones are not among them."""
    if entry.record is None:
        return entry.id
    words = dict.fromkeys(_words(entry.record, snapshot))
    return shortened(" ".join([entry.id, entry.record.summary or "", *words]))


def shortened(words: str) -> str:
    """The first words of a long text: what search needs of it, since the index of all records is read by every browser."""
    return words if len(words) <= MOST_FOUND else words[:MOST_FOUND].rsplit(" ", 1)[0]


def _words(part: BaseModel, snapshot: Snapshot) -> Iterator[str]:
    for item in visible(type(part)):
        value = getattr(part, item.name)
        if item.name in ("id", "title", "summary", "sample", "approvals") or value is None:
            continue
        if item.form == "part":
            for inner in value if item.many else (value,):
                yield from _words(inner, snapshot)
        else:
            yield from words_of(value, item, snapshot)

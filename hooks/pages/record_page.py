"""What the page of one record shows, read from its model; of a broken record, what is broken."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from hooks.data.audience import audience, is_hidden, visible
from hooks.data.redaction import masked
from hooks.data.snapshot import Snapshot
from hooks.history.record_history import History
from hooks.html.formatting import text
from hooks.html.plain_words import words_of
from hooks.html.tables import Table
from hooks.html.timeline import part_title, timeline
from hooks.pages.progress import progress_of
from validators.answers.show import Link, cited_by, cites
from validators.approval.status import whole_chain
from validators.model.fields import Field
from validators.model.record import Extension, Record
from validators.model.roles import Decision
from validators.repository.repository import RecordFile, Repository
from validators.rules.extensions import due_dates
from validators.rules.kind import Kind
from validators.source.codes import FileCode
from validators.source.finding import Finding
from validators.source.route import Route
from validators.text.messages import choice, say

_ELSEWHERE = frozenset({"id", "title", "status", "summary", "sample", "approvals", "related", "extensions"})
"""Fields that have places of their own on the page, outside the facts."""
_SIGNS, _NUMBERS = ("designation", "number"), ("number", "document")
"""Fields by which documents name what a record is about; and those that hold the number of a document."""
_FIRST = ("responsible", "due", "owner")
"""The facts that a reader asks for first."""
MOST_FOUND = 900
"""Characters of a record's facts, and as many of its text, that search goes by."""
FEW_FACTS = 5
"""A group of more facts than this has a section of its own."""
SHORT = 48
"""Characters of a text that still stands among the brief facts."""
MOST_LINKS = 6
"""A unit is named by every record that it answers for: the page shows so many of a kind and counts the rest."""
MOST_ROWS = 100
"""So many groups of a list, due dates and findings are on a record's page; the rest is counted."""
MOST_LINES, MOST_LETTERS = 400, 60_000
"""So much of a broken file is shown."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A due date that was moved: of which part of the record (empty: its own), and each move."""

    part: str
    extensions: tuple[Extension, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Records of one kind that this one names, or that name it: the first of them, and how many more there are."""

    kind: Kind
    entries: list[RecordFile]
    left_out: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a broken file, and whether something is wrong with it."""

    number: int
    words: str
    wrong: bool


def contents(entry: RecordFile, snapshot: Snapshot, history: History) -> Mapping[str, Any]:
    """What the record's template is given."""
    record = entry.record
    findings = [finding for finding in snapshot.findings_in.get(entry.path, ()) if finding.is_open]
    common = {"entry": entry, "kind": entry.kind, "findings": findings, "deeds": history.of(entry), "most": MOST_ROWS}
    if record is None:
        return {**common, "source": _source(entry, findings) if audience() == "internal" else []}
    duties = snapshot.duties_of.get(entry.path, [])
    written = [item for item in visible(type(record)) if item.name not in _ELSEWHERE and _has(record, item)]
    groups = [item for item in written if item.form == "group" and not item.many]
    small = [
        item for item in groups if sum(_has(getattr(record, item.name), inner) for inner in visible(item.group)) <= FEW_FACTS
    ]
    facts = sorted((item for item in written if item.form != "group"), key=lambda item: _place(item.name))
    tables = [_table(record, item, snapshot.as_of) for item in written if item.form == "group" and item.many]
    return {
        **common,
        "brief": [item for item in facts if _is_brief(record, item)],
        "facts": [*(item for item in facts if not _is_brief(record, item)), *small],
        "groups": [item for item in groups if item not in small],
        "courses": [table for table in tables if table.timeline],
        "tables": [table for table in tables if not table.timeline],
        "waived": [finding for finding in snapshot.findings_in.get(entry.path, ()) if finding.is_exempted],
        "moved": list(_moved(record)),
        "way": snapshot.ways.get(entry.path),
        "needed": _needed(entry, snapshot.repository),
        "progress": progress_of(entry, snapshot.as_of),
        "duties": duties,
        "owing": sum(item.duty.open(snapshot.as_of) and not item.let_pass(snapshot.as_of) for item in duties),
        "cites": list(_by_kind(cites(entry, snapshot.repository), snapshot)),
        "cited_by": list(_by_kind(cited_by(entry, snapshot.repository), snapshot)),
    }


def _has(part: BaseModel, item: Field) -> bool:
    value = getattr(part, item.name)
    return value is not None and value != ()


def _place(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _is_brief(record: Record, item: Field) -> bool:
    """Whether a fact is told in a few words, so that it may stand in the card."""
    if item.form in ("text", "url"):
        return not item.many and len(str(getattr(record, item.name))) <= SHORT
    return not item.many or item.form == "choice"


def _table(record: Record, item: Field, as_of: date) -> Table:
    rows: list[BaseModel] = list(getattr(record, item.name))
    assert item.group is not None
    columns = [column for column in visible(item.group) if column.name != "extensions" and any(_has(row, column) for row in rows)]
    shown = rows[:MOST_ROWS]
    return Table(item, columns, shown, len(rows) - len(shown), timeline(record, shown, as_of))


def _moved(record: Record) -> Iterator[Moved]:
    for found in due_dates(record):
        if found.extensions and not is_hidden(type(record), found.at / "extensions"):
            yield Moved(part_title(_part_at(record, found.at)) if found.at else "", found.extensions)


def _part_at(record: Record, route: Route) -> BaseModel:
    here: Any = record
    for part in route:
        here = here[part] if isinstance(part, int) else getattr(here, part)
    assert isinstance(here, BaseModel)
    return here


def _needed(entry: RecordFile, repository: Repository) -> frozenset[Decision]:
    """The steps that are not taken, though the record's status asks for them already."""
    chain, statuses = whole_chain(entry, repository), entry.kind.lifecycle.statuses
    if chain is None or entry.record is None or entry.record.status not in statuses:
        return frozenset()
    return frozenset(step.decision for step in chain.missing(entry.record, statuses))


def _by_kind(links: Iterable[Link], snapshot: Snapshot) -> Iterator[Linked]:
    found: dict[str, list[RecordFile]] = defaultdict(list)
    for link in links:
        found[link.entry.kind.name].append(link.entry)
    for kind in snapshot.kinds.values():
        if others := found.get(kind.name):
            yield Linked(kind, others[:MOST_LINKS], max(0, len(others) - MOST_LINKS))


def _source(entry: RecordFile, findings: Iterable[Finding]) -> list[Line]:
    """The file as it is, personal values covered, with the lines marked that findings point at; nothing of what is not text."""
    codes = {finding.code for finding in findings}
    wrong = {finding.span.line for finding in findings}
    document = entry.document
    if FileCode.NOT_UTF8 in codes:
        return []
    text_ = document.text[:MOST_LETTERS].replace("\0", "\ufffd")
    lines = text_.split("\n")[:MOST_LINES]
    # Where the facts cannot be read, or go on below the line that ends them, nobody knows where the text begins.
    sure = document.readable and FileCode.SECOND_DOCUMENT not in codes
    facts = text_.count("\n", 0, document.body_start) if sure else len(lines)
    shown = [*masked(lines[:facts], entry.kind.model, text(say("(hidden)"))), *lines[facts:]]
    return [Line(number, line, number in wrong) for number, line in enumerate(shown, 1)]


def signs(entry: RecordFile) -> list[str]:
    """What the record is called by beside its title: its id, and the number or designation that documents name it by."""
    if entry.record is None:
        return [entry.id]
    own = (getattr(entry.record, item.name) for item in visible(entry.kind.model) if item.name in _SIGNS)
    return [entry.id, *filter(None, own)]


def searched(entry: RecordFile, snapshot: Snapshot) -> str:
    """The words of a record's facts by which it is found, the numbers of documents first; personal ones are not among them."""
    if entry.record is None:
        return entry.id
    kind, status = text(entry.kind.singular), text(choice(entry.record.status))
    words = dict.fromkeys([*_numbers(entry.record), *_words(entry.record, snapshot)])
    return shortened(" ".join([entry.id, f"{kind}, {status}.", entry.record.summary or "", *words]))


def _numbers(part: BaseModel) -> Iterator[str]:
    for item in visible(type(part)):
        value = getattr(part, item.name)
        if value and item.form == "group":
            for inner in value if item.many else (value,):
                yield from _numbers(inner)
        elif value and item.name in _NUMBERS:
            yield str(value)


def shortened(words: str) -> str:
    """The first words of a long text: what search needs of it, since the index of all records is read by every browser."""
    return words if len(words) <= MOST_FOUND else words[:MOST_FOUND].rsplit(" ", 1)[0]


def _words(part: BaseModel, snapshot: Snapshot) -> Iterator[str]:
    for item in visible(type(part)):
        value = getattr(part, item.name)
        if item.name in ("id", "title", "summary", "sample", "approvals") or value is None:
            continue
        if item.form == "group":
            for inner in value if item.many else (value,):
                yield from _words(inner, snapshot)
        else:
            yield from words_of(value, item, snapshot)

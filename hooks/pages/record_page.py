"""The page of a record: its facts as far as they are known, approvals, duties, links and history."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel

from hooks.data.approval_status import ApprovalStatus
from hooks.data.attachments import PublishedAttachment, published_attachments
from hooks.data.audience import is_hidden, visible_fields
from hooks.data.snapshot import Snapshot
from hooks.history.record_history import RecordHistories, RecordHistory
from hooks.html.page_context import PageContext
from hooks.html.tables import Table
from hooks.html.timeline import timeline
from hooks.html.values import filled_fields
from hooks.pages.offered_documents import OfferedDocument, offered_documents
from hooks.pages.record_head import RecordHead, record_head
from hooks.pages.unchecked import UncheckedFact, unchecked_facts
from validators.answers.show import Link, cited_by, cites
from validators.approval.status import whole_chain
from validators.checks.run import DueDuty
from validators.model.fields import Field
from validators.model.items import item_title
from validators.model.record import Extension, Part, Record, parts_on
from validators.model.roles import Decision
from validators.output.plain_words import place_by_names
from validators.overview.progress import Progress, progress_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.extensions import due_dates
from validators.rules.kind import Kind
from validators.source.finding import Finding

_ELSEWHERE = frozenset({"id", "title", "status", "summary", "sample", "approvals", "related", "extensions"})
"""Fields that have their own place on the page, outside the facts."""
_FIRST = ("responsible", "due", "owner")
"""The facts that readers ask for first."""
FEW_FACTS = 5
"""A group with more facts has its own section."""
SHORT = 48
"""A text with more characters is not among the brief facts."""
MAX_LINKS = 6
"""Linked records of a kind on the page; the rest are counted. A unit is named by every record that it is responsible for."""
MAX_ROWS = 100
"""Rows of a table, duties and findings on the page; the rest are counted."""


@dataclass(frozen=True, slots=True)
class MovedDueDate:
    """A due date that was extended, and its extensions; `part` is the title of the part of the record, empty for its own."""

    part: str
    extensions: tuple[Extension, ...]


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Records of one kind that the record names, or that name it; `left_out` counts those that are not shown."""

    kind: Kind
    entries: list[RecordFile]
    left_out: int

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.entries) + self.left_out


class UnknownFact(NamedTuple):
    """A fact that is not known: what it is called, and whether it was not written, or wrong."""

    what: str
    missing: bool


@dataclass(frozen=True, slots=True)
class RecordContext(PageContext):
    """The page of a record. Lists are whole; the page shows the first `limit` of each."""

    template = "record.html"

    entry: RecordFile
    rec: Record
    kind: Kind
    head: RecordHead
    unknown: list[UnknownFact]
    """The gaps of a record that is broken."""
    progress: Progress | None
    brief: list[Field]
    """Facts of a few words, which are in the card at the top."""
    facts: list[Field]
    """The other facts, and small groups of facts."""
    groups: list[Field]
    """Groups of facts with a section each."""
    timelines: list[Table]
    """Lists of parts that can be drawn on a time axis."""
    tables: list[Table]
    """The other lists of parts."""
    findings: list[Finding]
    """Open findings."""
    exempted: list[Finding]
    """Findings that a waiver covers."""
    unchecked: list[UncheckedFact]
    approval: ApprovalStatus | None
    """None if the record needs no approval."""
    needed: frozenset[Decision]
    """Decisions that are missing though the status already requires them."""
    duties: list[DueDuty]
    open_duty_count: int
    """How many of them are not done and not covered by a waiver."""
    moved: list[MovedDueDate]
    attachments: list[PublishedAttachment]
    cites: list[LinkGroup]
    cited_by: list[LinkGroup]
    history: RecordHistory
    documents: list[OfferedDocument]
    limit: int


def record_page(entry: RecordFile, record: Record, snapshot: Snapshot, histories: RecordHistories) -> RecordContext:
    """Return what the page of a record shows; `record` is that of `entry`, with nothing where a fact of it is not known."""
    findings = snapshot.findings_by_path.get(entry.path, ())
    duties = snapshot.duties_by_path.get(entry.path, [])
    filled = [item for item in _fields_with_value(record) if item.name not in _ELSEWHERE]
    groups = [item for item in filled if item.form == "group" and not item.many]
    small = [item for item in groups if len(_fields_with_value(getattr(record, item.name))) <= FEW_FACTS]
    facts = sorted((item for item in filled if item.form != "group"), key=lambda item: _rank(item.name))
    tables = [_table(record, item, snapshot.as_of) for item in filled if item.form == "group" and item.many]
    return RecordContext(
        entry,
        record,
        entry.kind,
        head=record_head(entry, record, snapshot),
        unknown=list(_unknown(entry, snapshot)),
        progress=progress_of(entry, snapshot.as_of),
        brief=[item for item in facts if _is_brief(record, item)],
        facts=[*(item for item in facts if not _is_brief(record, item)), *small],
        groups=[item for item in groups if item not in small],
        timelines=[table for table in tables if table.timeline],
        tables=[table for table in tables if not table.timeline],
        findings=[finding for finding in findings if finding.is_open],
        exempted=[finding for finding in findings if finding.is_exempted],
        unchecked=unchecked_facts(entry, snapshot),
        approval=snapshot.approvals_by_path.get(entry.path),
        needed=_missing_decisions(entry, snapshot.repository),
        duties=duties,
        open_duty_count=sum(item.duty.open(snapshot.as_of) and not item.exempted_by(snapshot.as_of) for item in duties),
        moved=list(_moved_due_dates(record)),
        attachments=published_attachments(entry),
        cites=list(_by_kind(cites(entry, snapshot.repository), snapshot)),
        cited_by=list(_by_kind(cited_by(entry, snapshot.repository), snapshot)),
        history=histories.of(entry),
        documents=offered_documents([entry]),
        limit=MAX_ROWS,
    )


def _unknown(entry: RecordFile, snapshot: Snapshot) -> Iterator[UnknownFact]:
    """Yield the gaps of a record, each with the names of the fields that lead to it."""
    partial = snapshot.partial.get(entry.path)
    for gap in partial.gaps if partial else ():
        if not is_hidden(entry.kind.model, gap.at):
            yield UnknownFact(place_by_names(gap.at, entry.kind.model), gap.missing)


def _fields_with_value(part: BaseModel) -> list[Field]:
    """Return the visible fields that have a value."""
    return [field for field, _ in filled_fields(part, visible_fields(type(part)))]


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _is_brief(record: Record, item: Field) -> bool:
    if item.form in ("text", "url"):
        return not item.many and len(str(getattr(record, item.name))) <= SHORT
    return not item.many or item.form == "choice"


def _table(record: Record, item: Field, as_of: date) -> Table:
    rows: list[Part] = list(getattr(record, item.name))
    assert item.group is not None
    used = {field.name for row in rows for field in _fields_with_value(row)} - {"extensions"}
    columns = [column for column in visible_fields(item.group) if column.name in used]
    shown = rows[:MAX_ROWS]
    return Table(item, columns, shown, len(rows) - len(shown), timeline(record, shown, as_of))


def _moved_due_dates(record: Record) -> Iterator[MovedDueDate]:
    for found in due_dates(record):
        route = found.at / "extensions"
        if found.extensions and not is_hidden(type(record), route):
            parts = list(parts_on(record, route))
            yield MovedDueDate(item_title(parts[-1]) if parts else "", found.extensions)


def _missing_decisions(entry: RecordFile, repository: Repository) -> frozenset[Decision]:
    """Return the decisions of the chain that are missing though the status already requires them."""
    chain, statuses = whole_chain(entry, repository), entry.kind.lifecycle.statuses
    if chain is None or entry.record is None or entry.record.status not in statuses:
        return frozenset()
    return frozenset(step.decision for step in chain.missing(entry.record, statuses))


def _by_kind(links: Iterable[Link], snapshot: Snapshot) -> Iterator[LinkGroup]:
    found: dict[str, list[RecordFile]] = defaultdict(list)
    for link in links:
        found[link.entry.kind.name].append(link.entry)
    for kind in snapshot.kinds.values():
        if others := found.get(kind.name):
            yield LinkGroup(kind, others[:MAX_LINKS], max(0, len(others) - MAX_LINKS))

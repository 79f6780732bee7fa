"""A page for each unit and organisation that is responsible for records or takes part in them, and the table of all."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from hooks.data.addresses import calendar_path
from hooks.data.approval_status import PendingDecision
from hooks.data.assignments import Assignments
from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.exchanges import Correspondence, Exchange, correspondence, exchanges_by_body
from hooks.pages.lists import LATE_OR_WRONG, NamedRow, is_late_or_wrong
from hooks.pages.view import SearchEntry, View
from validators.checks.run import DueDuty
from validators.kinds.employee.model import Employee
from validators.kinds.organization import Organization
from validators.repository.record_file import RecordFile
from validators.rules.kind import Kind
from validators.source.finding import Finding
from validators.text.messages import say
from validators.text.uzbek import collation_key

MAX_LINES = 40
"""Lines of each block on the page of a unit; the rest are counted."""
MAX_UNITS = 500
OUTSIDE = frozenset({"ministry", "expert-body", "inspectorate", "other"})
"""Types of organisations that are not the Agency's own."""
Sent: TypeAlias = Mapping[str, list[Exchange]]
"""What was sent to each body."""


@dataclass(frozen=True, slots=True)
class UnitRow(NamedRow):
    """A unit in the table of all: its records, those that it takes part in, and duties that are overdue or near."""

    records: int
    late_or_wrong: int
    taken_part_in: int
    overdue: int
    near: int


@dataclass(frozen=True, slots=True)
class UnitsContext(PageContext):
    """The table of units, those with most records first."""

    template = "units.html"

    rows: list[UnitRow]
    left_out: int


@dataclass(frozen=True, slots=True)
class RecordsOfKind:
    """The records of a kind that a unit is responsible for."""

    kind: Kind
    total: int
    late_or_wrong: int
    filters: dict[str, str]
    """What to choose in the list of the kind to see only these."""


@dataclass(frozen=True, slots=True)
class UnitContext(PageContext):
    """The page of a unit. Lists are whole; the page shows the first `limit` of each."""

    template = "unit.html"

    entry: RecordFile
    owned: list[RecordFile]
    """Records that the unit is responsible for."""
    late_or_wrong: int
    """How many of them are late or have errors."""
    late_or_wrong_label: str
    """What such records are called in the filters of lists."""
    kinds: list[RecordsOfKind]
    in_work: list[RecordFile]
    taken_part_in: list[RecordFile]
    overdue: list[DueDuty]
    near: list[DueDuty]
    late: list[DueDuty]
    """What was done after its day, the latest first."""
    waiting: list[PendingDecision]
    """Decisions that wait for the unit."""
    findings: list[Finding]
    """Open findings of rules in its own records."""
    employees: list[RecordFile]
    """Those in service; none in the public build."""
    correspondence: Correspondence | None
    """What was sent to a body outside, what is to be sent, and what it answered; None for the Agency's own units."""
    calendar: str
    """Path of its calendar."""
    limit: int


def views(snapshot: Snapshot, assignments: Assignments) -> Iterator[View]:
    """Yield the table of all, and a page for each unit."""
    yield View(
        "units", "units/index.md", text(say("Units and organisations")), lambda: _table(snapshot, assignments),
        full_width=True, about=say("A page for each unit and organisation: its records, due dates, findings, people, calendar"),
    )  # fmt: skip
    sent = cache(lambda: exchanges_by_body(snapshot))
    for entry in _units(snapshot, assignments):
        yield _view(entry, snapshot, assignments, sent)


def _units(snapshot: Snapshot, assignments: Assignments) -> list[RecordFile]:
    """Return the units that have something to do; of those with the same id only the one that references lead to."""
    repository = snapshot.repository
    found = ((body, repository.find(body.id)) for body in repository.of(Organization) if body.id in assignments.active_units)
    return [entry for body, entry in found if entry and entry.record is body]


def _view(entry: RecordFile, snapshot: Snapshot, assignments: Assignments, sent: Callable[[], Sent]) -> View:
    title = text(say("{name}: work of the unit", name=entry.record.title if entry.record else entry.id))
    return View(
        f"unit/{entry.id}", f"units/{entry.id}.md", title, lambda: _unit(entry, snapshot, assignments, sent()),
        in_navigation=False, full_width=True, parent="units", search_entries=lambda: [SearchEntry("", title, entry.id)],
    )  # fmt: skip


def _table(snapshot: Snapshot, assignments: Assignments) -> UnitsContext:
    rows = [_row(entry, snapshot, assignments) for entry in _units(snapshot, assignments)]
    rows.sort(key=lambda row: (-row.records, collation_key(row.entry.record.title if row.entry.record else "")))
    return UnitsContext(rows[:MAX_UNITS], max(0, len(rows) - MAX_UNITS))


def _row(entry: RecordFile, snapshot: Snapshot, assignments: Assignments) -> UnitRow:
    own, due = assignments.records_by_unit.get(entry.id, []), assignments.duties_by_unit.get(entry.id, [])
    return UnitRow(
        entry,
        records=len(own),
        late_or_wrong=sum(is_late_or_wrong(one, snapshot) for one in own),
        taken_part_in=len(assignments.participations_by_unit.get(entry.id, [])),
        overdue=sum(item.duty.due < snapshot.as_of for item in due),
        near=sum(item.duty.soon(snapshot.as_of) for item in due),
    )


def _unit(entry: RecordFile, snapshot: Snapshot, assignments: Assignments, sent: Sent) -> UnitContext:
    own, due = assignments.records_by_unit.get(entry.id, []), assignments.duties_by_unit.get(entry.id, [])
    return UnitContext(
        entry,
        owned=own,
        late_or_wrong=sum(is_late_or_wrong(one, snapshot) for one in own),
        late_or_wrong_label=text(LATE_OR_WRONG),
        kinds=list(_by_kind(own, entry.record.title if entry.record else entry.id, snapshot)),
        in_work=sorted((one for one in own if one.record and one.record.to_be_done), key=_by_due),
        taken_part_in=assignments.participations_by_unit.get(entry.id, []),
        overdue=[item for item in due if item.duty.due < snapshot.as_of],
        near=[item for item in due if item.duty.soon(snapshot.as_of)],
        late=assignments.late_by_unit.get(entry.id, []),
        waiting=assignments.decisions_by_holder.get(entry.id, []),
        findings=assignments.open_findings(own),
        employees=_employees(entry.id, snapshot),
        correspondence=_correspondence(entry, snapshot, assignments, sent),
        calendar=calendar_path(entry.id),
        limit=MAX_LINES,
    )


def _correspondence(entry: RecordFile, snapshot: Snapshot, assignments: Assignments, sent: Sent) -> Correspondence | None:
    if isinstance(entry.record, Organization) and entry.record.type not in OUTSIDE:
        return None
    return correspondence(sent.get(entry.id, []), assignments.to_send_by_body.get(entry.id, []), snapshot)


def _by_due(entry: RecordFile) -> tuple[str, str]:
    return str(getattr(entry.record, "due", None) or "9999"), entry.path


def _by_kind(own: list[RecordFile], name: str, snapshot: Snapshot) -> Iterator[RecordsOfKind]:
    totals = Counter(entry.kind.name for entry in own)
    late_or_wrong = Counter(entry.kind.name for entry in own if is_late_or_wrong(entry, snapshot))
    for kind in snapshot.kinds.values():
        if totals[kind.name]:
            yield RecordsOfKind(kind, totals[kind.name], late_or_wrong[kind.name], {"owner": name})


def _employees(unit: str, snapshot: Snapshot) -> list[RecordFile]:
    """Return the employees of a unit who are in service, in alphabetical order; none in the public build."""
    if audience() != "internal":
        return []
    own = [entry for entry in snapshot.entries_by_kind.get("employee", []) if isinstance(entry.record, Employee)]
    here = [entry for entry in own if entry.record and entry.record.owner == unit and not entry.over]
    return sorted(here, key=lambda entry: collation_key(entry.record.title if entry.record else ""))

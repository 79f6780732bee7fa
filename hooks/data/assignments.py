"""Index of duties, records and pending decisions by the employee or unit that is responsible."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import cached_property

from hooks.data.approval_status import PendingDecision, pending_decisions
from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from validators.answers.person import Owed, owed
from validators.checks.run import DueDuty
from validators.repository.record_file import RecordFile
from validators.source.finding import Finding


class Assignments:
    """The duties and records of a snapshot by responsible employee and unit; the key None is for nobody.

    Broken records are in none of the indexes of records.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._workloads: dict[str, Owed] = {}

    def workload(self, entry: RecordFile) -> Owed:
        """Return all that an employee owes; it is computed once for their own page and for the table of all."""
        if entry.id not in self._workloads:
            due = [*self.duties_by_person.get(entry.id, ()), *self._late_by_person.get(entry.id, ())]
            self._workloads[entry.id] = owed(entry, self.snapshot.repository, due, self.snapshot.as_of)
        return self._workloads[entry.id]

    @cached_property
    def duties_by_person(self) -> Mapping[str | None, list[DueDuty]]:
        """Open duties by responsible employee."""
        found: dict[str | None, list[DueDuty]] = defaultdict(list)
        for item in self.snapshot.open_duties:
            found[item.duty.responsible].append(item)
        return found

    @cached_property
    def duties_by_unit(self) -> Mapping[str | None, list[DueDuty]]:
        """Open duties by responsible unit."""
        found: dict[str | None, list[DueDuty]] = defaultdict(list)
        for item in self.snapshot.open_duties:
            found[item.duty.unit].append(item)
        return found

    @cached_property
    def _late_by_person(self) -> Mapping[str | None, list[DueDuty]]:
        found: dict[str | None, list[DueDuty]] = defaultdict(list)
        for item in self.snapshot.late:
            found[item.duty.responsible].append(item)
        return found

    @cached_property
    def late_by_unit(self) -> Mapping[str | None, list[DueDuty]]:
        """What was done after its day by responsible unit, the latest done first."""
        found: dict[str | None, list[DueDuty]] = defaultdict(list)
        for item in self.snapshot.late:
            found[item.duty.unit].append(item)
        return found

    @cached_property
    def records_by_unit(self) -> Mapping[str, list[RecordFile]]:
        """Records by the unit that owns them."""
        found: dict[str, list[RecordFile]] = defaultdict(list)
        for entry in self.snapshot.repository.files:
            if entry.record:
                found[entry.record.owner].append(entry)
        return found

    @cached_property
    def participations_by_unit(self) -> Mapping[str, list[RecordFile]]:
        """Records by the units that take part in them without owning them."""
        found: dict[str, list[RecordFile]] = defaultdict(list)
        for entry in self.snapshot.repository.files:
            if entry.record:
                for unit in filter(entry.record.owner.__ne__, entry.record.units):
                    found[unit].append(entry)
        return found

    @cached_property
    def records_by_person(self) -> Mapping[str, list[RecordFile]]:
        """Records by responsible employee."""
        found: dict[str, list[RecordFile]] = defaultdict(list)
        for entry in self.snapshot.repository.files:
            if entry.record and entry.record.responsible:
                found[entry.record.responsible].append(entry)
        return found

    @cached_property
    def pending(self) -> list[PendingDecision]:
        """The next step of every record that awaits one."""
        return list(pending_decisions(self.snapshot.repository.files, self.snapshot.approvals_by_path))

    @cached_property
    def decisions_by_holder(self) -> Mapping[str, list[PendingDecision]]:
        """What is awaited, by the employee or unit that is to do it; of several who may, by each."""
        found: dict[str, list[PendingDecision]] = defaultdict(list)
        for item in self.pending:
            for holder in item.holders:
                found[holder].append(item)
        return found

    @cached_property
    def to_send_by_body(self) -> Mapping[str, list[PendingDecision]]:
        """What is to be sent to a body outside, by that body."""
        found: dict[str, list[PendingDecision]] = defaultdict(list)
        for item in self.pending:
            for body in item.towards:
                found[body].append(item)
        return found

    @cached_property
    def active_units(self) -> Set[str | None]:
        """Ids that own a record, take part in one, owe a duty, are to decide or were written to; units among them have a page."""
        internal = audience() == "internal"
        written = [entry.record for entry in self.snapshot.repository.files if entry.record] if internal else []
        written_to = {step.to for record in written for step in record.approvals if step.decision == "submitted"}
        own = (self.records_by_unit, self.participations_by_unit, self.duties_by_unit)
        return set().union(*own, self.decisions_by_holder, self.to_send_by_body, written_to)

    def open_findings(self, entries: Iterable[RecordFile]) -> list[Finding]:
        """Return the open findings of these records, errors first; overdue duties are not among them."""
        found = [finding for entry in entries for finding in self.snapshot.findings_by_path.get(entry.path, ())]
        return sorted((one for one in found if one.is_open and not one.is_overdue), key=lambda finding: finding.severity)

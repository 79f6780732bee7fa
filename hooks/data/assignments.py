"""What is whose: due dates, records and moves on the way to approval by employee and by unit, sorted out once a build."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from validators.answers.person import Owed, owed
from validators.approval.status import Awaited
from validators.checks.run import DueDuty
from validators.repository.repository import RecordFile
from validators.source.finding import Finding


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record whose next step on the way to approval waits for somebody."""

    entry: RecordFile
    move: Awaited


class Shares:
    """The snapshot's records and due dates by whose they are; `None` stands for nobody."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._owed: dict[str, Owed] = {}

    def owed(self, entry: RecordFile) -> Owed:
        """All that an employee owes, worked out once for their own page and the table of all."""
        if entry.id not in self._owed:
            due = self.of_person.get(entry.id, [])
            self._owed[entry.id] = owed(entry, self.snapshot.repository, due, self.snapshot.as_of)
        return self._owed[entry.id]

    @cached_property
    def of_person(self) -> Mapping[str | None, list[DueDuty]]:
        """The open due dates by the employee who answers for them."""
        found: dict[str | None, list[DueDuty]] = defaultdict(list)
        for item in self.snapshot.owing:
            found[item.duty.responsible].append(item)
        return found

    @cached_property
    def of_unit(self) -> Mapping[str | None, list[DueDuty]]:
        """The open due dates by the unit that answers for them."""
        found: dict[str | None, list[DueDuty]] = defaultdict(list)
        for item in self.snapshot.owing:
            found[item.duty.unit].append(item)
        return found

    @cached_property
    def owned(self) -> Mapping[str, list[RecordFile]]:
        """Whole records by the unit that answers for them."""
        found: dict[str, list[RecordFile]] = defaultdict(list)
        for entry in self.snapshot.repository.files:
            if entry.record:
                found[entry.record.owner].append(entry)
        return found

    @cached_property
    def taken_part_in(self) -> Mapping[str, list[RecordFile]]:
        """Whole records by the units that take part in them beside those that answer for them."""
        found: dict[str, list[RecordFile]] = defaultdict(list)
        for entry in self.snapshot.repository.files:
            if entry.record:
                for unit in filter(entry.record.owner.__ne__, entry.record.units):
                    found[unit].append(entry)
        return found

    @cached_property
    def answered_for(self) -> Mapping[str, list[RecordFile]]:
        """Whole records by the employee who answers for them."""
        found: dict[str, list[RecordFile]] = defaultdict(list)
        for entry in self.snapshot.repository.files:
            if entry.record and entry.record.responsible:
                found[entry.record.responsible].append(entry)
        return found

    @cached_property
    def waiting(self) -> Mapping[str, list[Waiting]]:
        """Records by whose move it is on their way to approval; not for the public, which does not see every decision."""
        found: dict[str, list[Waiting]] = defaultdict(list)
        if audience() != "internal":
            return found
        for entry in self.snapshot.repository.files:
            way = self.snapshot.ways.get(entry.path)
            for move in way.awaited[:1] if way else ():
                for holder in move.holders:
                    found[holder].append(Waiting(entry, move))
        return found

    @cached_property
    def units(self) -> Set[str | None]:
        """Whoever answers for something, takes part in it or is to decide it: the units among them have a page."""
        return {*self.owned, *self.taken_part_in, *self.of_unit, *self.waiting}

    def to_mend(self, entries: Iterable[RecordFile]) -> list[Finding]:
        """What is wrong in these records, whatever the day, and no exception lets pass; errors first."""
        found = [finding for entry in entries for finding in self.snapshot.findings_in.get(entry.path, ())]
        own = [finding for finding in found if finding.is_open and not finding.is_overdue]
        return sorted(own, key=lambda finding: finding.severity)

"""A page for each unit and organisation that answers for records or takes part in them: records, due dates, findings, people."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hooks.data.addresses import LONGEST, calendar_of
from hooks.data.assignments import Shares
from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.pages.lists import TROUBLED, Named, troubled
from hooks.pages.view import View
from validators.kinds.employee.model import Employee
from validators.kinds.organization import Organization
from validators.repository.repository import RecordFile
from validators.rules.kind import Kind
from validators.text.messages import say
from validators.text.uzbek import collation_key

MOST = 40
"""So many lines of each block are on a page; the rest is counted."""
MOST_UNITS = 500


@dataclass(frozen=True, slots=True)
class Line(Named):
    """A unit in the table of all: its records, and how they stand."""

    records: int
    troubled: int
    part: int
    overdue: int
    near: int


def views(snapshot: Snapshot, shares: Shares) -> Iterator[View]:
    """The table of all, and a page for each."""
    yield View(
        "units", "units/index.md", text(say("Units and organisations")), "units.html", lambda: _index(snapshot, shares),
        broad=True, about=say("A page for each unit and organisation: its records, due dates, findings, people, calendar"),
    )  # fmt: skip
    for entry in _units(snapshot, shares):
        yield _view(entry, snapshot, shares)


def _units(snapshot: Snapshot, shares: Shares) -> list[RecordFile]:
    """Those that answer for something or take part in it, each once."""
    repository = snapshot.repository
    found = ((body, repository.find(body.id)) for body in repository.of(Organization) if body.id in shares.units)
    return [entry for body, entry in found if entry and entry.record is body and len(entry.id) <= LONGEST]


def _view(entry: RecordFile, snapshot: Snapshot, shares: Shares) -> View:
    title = text(say("{name}: work of the unit", name=entry.record.title if entry.record else entry.id))
    return View(
        f"unit/{entry.id}", f"units/{entry.id}.md", title, "unit.html", lambda: _unit(entry, snapshot, shares),
        listed=False, broad=True, parent="units", found=lambda: [("", title, entry.id)],
    )  # fmt: skip


def _index(snapshot: Snapshot, shares: Shares) -> Mapping[str, Any]:
    lines = [_line(entry, snapshot, shares) for entry in _units(snapshot, shares)]
    lines.sort(key=lambda line: (-line.records, collation_key(line.entry.record.title if line.entry.record else "")))
    return {"lines": lines[:MOST_UNITS], "left_out": max(0, len(lines) - MOST_UNITS)}


def _line(entry: RecordFile, snapshot: Snapshot, shares: Shares) -> Line:
    own, due = shares.owned.get(entry.id, []), shares.of_unit.get(entry.id, [])
    overdue = sum(item.duty.due < snapshot.as_of for item in due)
    near = sum(item.duty.soon(snapshot.as_of) for item in due)
    part = len(shares.taken_part_in.get(entry.id, []))
    return Line(entry, len(own), sum(troubled(one, snapshot) for one in own), part, overdue, near)


def _unit(entry: RecordFile, snapshot: Snapshot, shares: Shares) -> Mapping[str, Any]:
    own, due = shares.owned.get(entry.id, []), shares.of_unit.get(entry.id, [])
    name = entry.record.title if entry.record else entry.id
    return {
        "entry": entry,
        "owned": own,
        "troubled": sum(troubled(one, snapshot) for one in own),
        "trouble": text(TROUBLED),
        "kinds": list(_by_kind(own, name, snapshot)),
        "running": sorted((one for one in own if one.record and one.record.to_be_done), key=_by_due),
        "part": shares.taken_part_in.get(entry.id, []),
        "overdue": [item for item in due if item.duty.due < snapshot.as_of],
        "near": [item for item in due if item.duty.soon(snapshot.as_of)],
        "waiting": shares.waiting.get(entry.id, []),
        "findings": shares.to_mend(own),
        "people": _people(entry.id, snapshot),
        "calendar": calendar_of(entry.id),
        "most": MOST,
    }


def _by_due(entry: RecordFile) -> tuple[str, str]:
    return str(getattr(entry.record, "due", None) or "9999"), entry.path


def _by_kind(own: list[RecordFile], name: str, snapshot: Snapshot) -> Iterator[tuple[Kind, int, int, dict[str, str]]]:
    """Of each kind how many there are, how many late or wrong, and what is chosen in the kind's list to see just these."""
    counts = Counter(entry.kind.name for entry in own)
    wrong = Counter(entry.kind.name for entry in own if troubled(entry, snapshot))
    for kind in snapshot.kinds.values():
        if counts[kind.name]:
            yield kind, counts[kind.name], wrong[kind.name], {"owner": name} if "owner" in kind.columns else {}


def _people(unit: str, snapshot: Snapshot) -> list[RecordFile]:
    """The unit's employees in service, by the alphabet; to the public nobody."""
    if audience() != "internal":
        return []
    own = [entry for entry in snapshot.of_kind.get("employee", []) if isinstance(entry.record, Employee)]
    here = [entry for entry in own if entry.record and entry.record.owner == unit and not entry.over]
    return sorted(here, key=lambda entry: collation_key(entry.record.title if entry.record else ""))

"""One’s own page, “my work”: what an employee owes, which decisions wait for them, what is to be mended in their records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hooks.data.addresses import LONGEST, calendar_of
from hooks.data.assignments import Shares
from hooks.data.names import called
from hooks.data.shapes import title_at
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.pages.lists import Named
from hooks.pages.view import View
from validators.answers.person import Work
from validators.model.types import is_id
from validators.repository.repository import RecordFile
from validators.text.messages import Message, say
from validators.text.uzbek import collation_key

MOST = 30
"""So many lines of each block are on a page; the rest is counted."""
MOST_PEOPLE = 500


@dataclass(frozen=True, slots=True)
class Line(Named):
    """An employee in the table of all: how much there is to do."""

    overdue: int
    near: int
    waiting: int
    work: int


def views(snapshot: Snapshot, shares: Shares) -> Iterator[View]:
    """The table of all, and a page for each employee."""
    yield View(
        "people", "people/index.md", text(say("My work")), "people.html", lambda: _index(snapshot, shares), broad=True,
        about=say("A page for each employee: what they owe, which decisions wait for them, their calendar"),
    )  # fmt: skip
    for entry in _employees(snapshot):
        yield _view(entry, snapshot, shares)


def _employees(snapshot: Snapshot) -> list[RecordFile]:
    """The employees whose ids can be addresses, each once; those too whose record is broken, for they still owe."""
    found = [entry for entry in snapshot.of_kind.get("employee", []) if snapshot.repository.find(entry.id) is entry]
    return [entry for entry in found if is_id(entry.id) and len(entry.id) <= LONGEST]


def _view(entry: RecordFile, snapshot: Snapshot, shares: Shares) -> View:
    title = text(say("{name}: my work", name=called(entry)))
    return View(
        f"person/{entry.id}", f"people/{entry.id}.md", title, "person.html", lambda: _person(entry, shares),
        listed=False, broad=True, parent="people", found=lambda: [("", title, entry.id)],
        of=lambda: _drawn_of(entry, snapshot, shares),
    )  # fmt: skip


def _index(snapshot: Snapshot, shares: Shares) -> Mapping[str, Any]:
    """Who is in service, and of those who left whoever still has work."""
    lines = [_line(entry, shares) for entry in _employees(snapshot)]
    shown = [line for line in lines if not line.entry.over or line.work or line.overdue or line.near]
    shown.sort(key=lambda line: collation_key(line.title))
    return {"lines": shown[:MOST_PEOPLE], "left_out": max(0, len(shown) - MOST_PEOPLE)}


def _line(entry: RecordFile, shares: Shares) -> Line:
    told = shares.owed(entry)
    waiting = len(shares.waiting.get(entry.id, []))
    return Line(entry, len(told.overdue), len(told.near), waiting, len({work.entry.path for work in told.work}))


def _person(entry: RecordFile, shares: Shares) -> Mapping[str, Any]:
    told = shares.owed(entry)
    named: dict[str, list[Work]] = {}
    for work in told.work:
        named.setdefault(work.entry.path, []).append(work)
    return {
        "entry": entry,
        "owed": told,
        "waiting": shares.waiting.get(entry.id, []),
        "work": [(works[0].entry, list(map(_task, works))) for works in named.values()],
        "findings": shares.to_mend(shares.answered_for.get(entry.id, [])),
        "calendar": calendar_of(entry.id),
        "most": MOST,
    }


def _drawn_of(entry: RecordFile, snapshot: Snapshot, shares: Shares) -> object:
    """All that the page rests on: what is owed and waited for, and what else it says of records than their names."""
    told, waiting = shares.owed(entry), shares.waiting.get(entry.id, [])
    due = (*told.overdue, *told.near, *told.later)
    others = [entry, *(item.entry for item in due), *(one.entry for one in waiting), *(work.entry for work in told.work)]
    others += shares.answered_for.get(entry.id, [])
    its_unit = entry.record.owner in shares.units if entry.record else False
    owed = [(item.check.code, item.duty, item.waived) for item in due]
    to_do = [(work.entry.path, work.field) for work in told.work], [(one.entry.path, one.move) for one in waiting]
    return snapshot.as_of, its_unit, owed, to_do, [snapshot.told(other) for other in others]


def _task(work: Work) -> tuple[Message, str]:
    """As what a record names the employee, and what for."""
    route = ".".join(step for step in work.field.split(".") if not step.isdigit())
    return title_at(type(work.entry.record), route) if work.entry.record else Message(route), work.what

"""“My work”, a page for each employee: what they owe, which decisions wait for them, and the table of all employees."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from hooks.data.addresses import calendar_path
from hooks.data.approval_status import PendingDecision
from hooks.data.assignments import Assignments
from hooks.data.display_name import display_name
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.lists import NamedRow
from hooks.pages.view import SearchEntry, View
from hooks.pages.workload import Workload, workload
from validators.answers.person import Owed, Work
from validators.model.fields import title_at
from validators.model.ids import is_id
from validators.repository.record_file import RecordFile
from validators.source.finding import Finding
from validators.text.messages import Message, say
from validators.text.uzbek import collation_key

MAX_LINES = 30
"""Lines of each block on the page of an employee; the rest are counted."""
MAX_PEOPLE = 500


@dataclass(frozen=True, slots=True)
class PersonRow(NamedRow):
    """An employee in the table of all: duties, decisions that wait for them, and records that name them to do work."""

    overdue: int
    near: int
    waiting: int
    work: int


@dataclass(frozen=True, slots=True)
class PeopleContext(PageContext):
    """The table of employees, in alphabetical order."""

    template = "people.html"

    rows: list[PersonRow]
    left_out: int
    load: Workload | None
    """What each owes by week; None where nobody owes anything."""


class Task(NamedTuple):
    """Why a record names an employee: the title of the field, and what the work is about, if the record says it."""

    field: Message
    what: str


class RecordWithWork(NamedTuple):
    """A record that names an employee to do work."""

    entry: RecordFile
    tasks: list[Task]


@dataclass(frozen=True, slots=True)
class PersonContext(PageContext):
    """The page of an employee. Lists are whole; the page shows the first `limit` of each."""

    template = "person.html"

    entry: RecordFile
    owed: Owed
    """Open duties by nearness."""
    waiting: list[PendingDecision]
    """Decisions that wait for them."""
    work: list[RecordWithWork]
    findings: list[Finding]
    """Open findings of rules in the records that they are responsible for."""
    calendar: str
    """Path of their calendar."""
    limit: int


def views(snapshot: Snapshot, assignments: Assignments) -> Iterator[View]:
    """Yield the table of all, and a page for each employee."""
    yield View(
        "people", "people/index.md", text(say("My work")), lambda: _table(snapshot, assignments), full_width=True,
        about=say("A page for each employee: what they owe, which decisions wait for them, their calendar"),
    )  # fmt: skip
    for entry in _employees(snapshot):
        yield _view(entry, snapshot, assignments)


def _employees(snapshot: Snapshot) -> list[RecordFile]:
    """Return the employees whose ids can be addresses; of those with the same id only the one that references lead to.

    Broken records are among them: their duties are still owed.
    """
    found = [entry for entry in snapshot.entries_by_kind.get("employee", []) if snapshot.repository.find(entry.id) is entry]
    return [entry for entry in found if is_id(entry.id)]


def _view(entry: RecordFile, snapshot: Snapshot, assignments: Assignments) -> View:
    title = text(say("{name}: my work", name=display_name(entry)))
    return View(
        f"person/{entry.id}", f"people/{entry.id}.md", title, lambda: _person(entry, assignments),
        in_navigation=False, full_width=True, parent="people", search_entries=lambda: [SearchEntry("", title, entry.id)],
    )  # fmt: skip


def _table(snapshot: Snapshot, assignments: Assignments) -> PeopleContext:
    """Return the employees in service, and those who left but still have work."""
    rows = [_row(entry, assignments) for entry in _employees(snapshot)]
    shown = [row for row in rows if not row.entry.over or row.work or row.overdue or row.near]
    shown.sort(key=lambda row: collation_key(row.title))
    load = workload([row.entry for row in shown], assignments)
    return PeopleContext(shown[:MAX_PEOPLE], max(0, len(shown) - MAX_PEOPLE), load)


def _row(entry: RecordFile, assignments: Assignments) -> PersonRow:
    owed = assignments.workload(entry)
    return PersonRow(
        entry,
        overdue=len(owed.overdue),
        near=len(owed.near),
        waiting=len(assignments.decisions_by_holder.get(entry.id, [])),
        work=len({work.entry.path for work in owed.work}),
    )


def _person(entry: RecordFile, assignments: Assignments) -> PersonContext:
    owed = assignments.workload(entry)
    by_path: dict[str, list[Work]] = {}
    for work in owed.work:
        by_path.setdefault(work.entry.path, []).append(work)
    return PersonContext(
        entry,
        owed=owed,
        waiting=assignments.decisions_by_holder.get(entry.id, []),
        work=[RecordWithWork(works[0].entry, list(map(_task, works))) for works in by_path.values()],
        findings=assignments.open_findings(assignments.records_by_person.get(entry.id, [])),
        calendar=calendar_path(entry.id),
        limit=MAX_LINES,
    )


def _task(work: Work) -> Task:
    return Task(title_at(work.entry.kind.model, work.field), work.what)

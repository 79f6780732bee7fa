"""All that one employee owes: the duties, and the records and parts of records in which they are named to do the work."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from validators.answers.due import duty_as_json, duty_rows, owed_by
from validators.answers.lateness import done_late, late_duty_as_json, late_rows
from validators.answers.show import record_as_json, status_of
from validators.checks.every_record import work_of
from validators.checks.run import DueDuty
from validators.kinds.employee.model import Employee
from validators.model.fields import titles_along
from validators.model.gaps import known
from validators.model.items import item_title
from validators.model.record import Record, parts_on
from validators.repository.nearest import title_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.source.route import Route
from validators.text.columns import table
from validators.text.messages import Language, say
from validators.text.sanitize import escape_json, one_line


@dataclass(frozen=True, slots=True)
class Work:
    """A record, and the route to the employee's id in it; with what it is about, where that is a part of the record."""

    entry: RecordFile
    field: Route
    what: str


@dataclass(frozen=True, slots=True)
class Owed:
    """An employee's duties that are not done, by how near they are, those done late, and the work that has their name on it."""

    entry: RecordFile
    overdue: tuple[DueDuty, ...]
    near: tuple[DueDuty, ...]
    later: tuple[DueDuty, ...]
    late: tuple[DueDuty, ...]
    work: tuple[Work, ...]


def owed(entry: RecordFile, repository: Repository, duties: Sequence[DueDuty], as_of: date) -> Owed:
    """Everything that the employee owes on that day."""
    all_ = list(owed_by(duties, entry.id, None))
    own = [item for item in all_ if item.duty.open(as_of)]
    overdue = tuple(item for item in own if item.duty.due < as_of)
    near = tuple(item for item in own if item.duty.soon(as_of))
    later = tuple(item for item in own if item.duty.due > as_of and not item.duty.soon(as_of))
    work = [Work(repository.file_of(record), route, _what(record, route)) for record, route in work_of(entry.id, repository)]
    return Owed(entry, overdue, near, later, tuple(done_late(all_, repository, as_of)), tuple(work))


def _what(record: Record, route: Route) -> str:
    """Return what the part of the record that a route leads to calls the work, if it does in words."""
    parts = list(parts_on(record, route))
    return item_title(parts[-1]) if parts else ""


def owed_as_text(answer: Owed, repository: Repository, as_of: date, language: Language) -> str:
    """Overdue, near and later duties, then the work."""
    words = language.text
    blocks = [[one_line(f"{answer.entry.id}  {title_of(answer.entry)}  ({status_of(answer.entry, language)})")]]
    record = answer.entry.record
    if isinstance(record, Employee) and (left := known(record, "left")):
        blocks[0].append(words(say("Left on {day}", day=left)))
    for title, items in ((say("Overdue"), answer.overdue), (say("Near"), answer.near), (say("Later"), answer.later)):
        if items:
            blocks.append([f"{words(title)} ({len(items)})", table(duty_rows(items, repository, as_of, language))])
    if answer.work:
        rows = [
            (
                f"  {work.entry.id}",
                one_line(title_of(work.entry)),
                status_of(work.entry, language),
                titles_along(work.entry.kind.model, work.field, language),
                one_line(work.what),
            )
            for work in answer.work
        ]
        blocks.append([f"{words(say('Assigned work'))} ({len(answer.work)})", table(rows)])
    owes = len(blocks) > 1
    if answer.late:
        blocks.append([f"{words(say('Done late'))} ({len(answer.late)})", table(late_rows(answer.late, repository, language))])
    if not owes:
        blocks.append([words(say("Nothing is owed"))])
    return "\n\n".join("\n".join(block) for block in blocks)


def owed_as_json(answer: Owed, repository: Repository, as_of: date, language: Language) -> str:
    """Return a versioned contract."""
    groups = {"overdue": answer.overdue, "near": answer.near, "later": answer.later}
    contract = {
        "version": 1,
        "as_of": as_of.isoformat(),
        "person": record_as_json(answer.entry, language),
        **{name: [duty_as_json(item, repository, as_of, language) for item in items] for name, items in groups.items()},
        "late": [late_duty_as_json(item, repository, as_of, language) for item in answer.late],
        "work": [
            {**record_as_json(work.entry, language), "field": str(work.field), "what": work.what or None} for work in answer.work
        ],
    }
    return escape_json(json.dumps(contract, ensure_ascii=False, indent=2))

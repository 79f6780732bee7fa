"""What the import of a file would write: new records, and changes of those that are there, or why nothing can be written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from validators.authoring.scaffold import known_facts
from validators.authoring.set_facts import in_titles
from validators.checks.hints import Advice
from validators.checks.run import check_repository
from validators.importing.rows import Entry, Notes, Rows, Said
from validators.importing.sheets import Sheet
from validators.model.fields import field_at, fields_of
from validators.model.gaps import GapError
from validators.repository.paths import path_of
from validators.repository.reading import Found
from validators.repository.record_file import RecordFile, read_record
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.codes import FileCode
from validators.source.edits.cure import Cure, Put
from validators.source.edits.edit import EditError
from validators.source.edits.record_text import RecordText
from validators.source.edits.yaml_text import Bare, block
from validators.source.finding import Finding
from validators.source.route import Route, Value
from validators.text.messages import say

ROUNDS = 3
"""So often a row's values are put right: each time may show what was hidden before."""
INDENT = 2
"""How far the hyphens of a list stand to the right of its key in a new record."""


@dataclass(slots=True)
class Plan:
    """What an import would write, and what there is to say about the file.

    `created` and `changed` are texts by path; `rows` counts the rows that were read, `unchanged` those whose records say the same
    already, `findings` what the checks find in what is written and stops nothing.
    """

    created: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    unchanged: int = 0
    rows: int = 0
    findings: list[Finding] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)


def plan_import(
    sheets: Sequence[Sheet], kind: Kind, files: Mapping[str, Found], repository: Repository, as_of: date, said: Said
) -> Plan:
    """Return what the import of a file's sheets as records of a kind would write; `files` are those of the repository."""
    plan = Plan()
    rows = Rows(kind, repository, as_of, said, plan.notes)
    rows.read(sheets)
    plan.rows = len(rows.entries)
    writer = _Writer(kind, repository, as_of, plan)
    for entry in rows.entries:
        writer.write(entry)
    if not plan.notes.faults:
        _hold(rows.entries, files, repository, as_of, plan)
    return plan


class _Writer:
    """Puts the texts of records into a plan."""

    def __init__(self, kind: Kind, repository: Repository, as_of: date, plan: Plan) -> None:
        self._kind, self._repository, self._plan, self._notes = kind, repository, plan, plan.notes
        self._advice = Advice(repository, as_of)

    def write(self, entry: Entry) -> None:
        """Put the text of a row's record into the plan."""
        record = entry.record
        if record is None:
            path = path_of(self._kind, entry.id)
            self._plan.created[path] = self._right(entry, path, self._begun)
            return
        if entry.emptied:
            keys = ", ".join(dict.fromkeys(entry.emptied))
            self._notes.remark(entry.place, say("Empty here, and kept in {id}: {keys}", id=entry.id, keys=keys))
        try:
            text = self._right(entry, record.path, partial(self._changed, record))
        except EditError:
            self._notes.fault(
                entry.place, say("{path} cannot be changed as it is written: change it in an editor", path=record.path)
            )
            return
        if text == record.document.text:
            self._plan.unchanged += 1
        else:
            self._plan.changed[record.path] = text

    def _begun(self, entry: Entry) -> str:
        """Return the text of a new record, its keys in the order of the kind."""
        title = str(entry.values.get(Route("title"), ""))
        known = known_facts(self._kind, entry.id, title, self._repository)
        values: dict[str, Any] = {key: value for key, value in known.items() if value and key in fields_of(self._kind.model)}
        for at, value in entry.values.items():
            _put(values, at, value)
        lines = [line for key in fields_of(self._kind.model) if key in values for line in block(values[key], f"{key}:", INDENT)]
        return "\n".join(("---", *lines, "---", ""))

    def _changed(self, record: RecordFile, entry: Entry) -> str:
        """Return the text of a record that is there, with what the row says otherwise than it."""
        text = record.document.text
        for at, value in entry.values.items():
            if not self._says(record, at, value):
                text = self._with(text, at, value)
        return text

    def _says(self, record: RecordFile, at: Route, value: Value) -> bool:
        """Return whether a record says so already, in this notation or in another, or by saying nothing."""
        if at.get(record.document.values) == value:
            return True
        if record.record is None:
            return False
        try:
            changed = read_record(record.path, self._with(record.document.text, at, value).encode(), record.kind).require_record()
            return bool(_fact(changed, at) == _fact(record.record, at))
        except (EditError, GapError, IndexError):
            return False

    def _with(self, text: str, at: Route, value: Value) -> str:
        """Return a record's text with a value; the next item of a list is begun with it."""
        record = RecordText(text)
        model = self._kind.model
        if len(at) > 1 and isinstance(at[1], int) and at[1] == len(Route(at[0]).get(record.values) or ()):
            for key in reversed(at[2:]):
                value = {str(key): value}
            return record.edited(record.add_item(Route(at[0]), value, order=tuple(fields_of(model))))
        inner = fields_of(model)[str(at[0])].group if len(at) > 1 else model
        return record.edited(record.set(at, value, tuple(fields_of(inner)) if inner else ()))

    def _right(self, entry: Entry, path: str, write: Callable[[Entry], str]) -> str:
        """Return the text that is written of a row, its values in the notation of records; what is not clear becomes a fault."""
        for _ in range(ROUNDS):
            text = write(entry)
            read = read_record(path, text.encode(), self._kind)
            problems = [self._advice.on(code, problem, read) for code, problem in read.problems]
            clear = [cure for problem in problems if (cure := problem.cure) and cure.is_safe and _is_of_a_value(cure, entry)]
            if not clear:
                break
            for cure in clear:
                _take(cure, entry, self._kind)
        for (code, _), problem in zip(read.problems, problems, strict=True):
            missing = field_at(self._kind.model, problem.at) if code == FileCode.MISSING_KEY else None
            if missing and problem.at not in entry.values:
                needed = say("A new record needs “{field}”: {what}", field=missing.title, what=missing.description)
                self._notes.fault(entry.place_of(problem.at), needed)
            elif entry.record is None or any(problem.at.starts_with(at) for at in entry.values):
                self._notes.fault(entry.place_of(problem.at), in_titles(problem, self._kind.model))
        return text


def _hold(entries: Sequence[Entry], files: Mapping[str, Found], repository: Repository, as_of: date, plan: Plan) -> None:
    """Check the records as they would be: a fault of a file, or an id that nobody has, stops the import; the rest is counted."""
    texts = {**plan.created, **plan.changed}
    after = Repository.from_files({**files, **{path: text.encode() for path, text in texts.items()}}, repository.kinds)
    known = {one.fingerprint for one in check_repository(repository, as_of, plan.changed.__contains__)}
    by_id = {entry.id: entry for entry in entries}
    for finding in check_repository(after, as_of, texts.__contains__):
        if finding.fingerprint in known:
            continue
        if finding.code[0] in "FR" and finding.is_error:
            place = by_id[finding.record].place_of(finding.field) if finding.record in by_id else finding.path
            plan.notes.fault(place, say("{message}. {hint}", message=finding.message, hint=finding.hint))
        elif finding.is_open:
            plan.findings.append(finding)


def _put(values: dict[str, Any], at: Route, value: Value) -> None:
    """Put a value where a route leads; groups and items on the way that are not there are made."""
    here: Any = values
    for part, following in pairwise(at):
        made: Any = [] if isinstance(following, int) else {}
        if isinstance(part, int):
            here += ({} for _ in range(part + 1 - len(here)))
            here = here[part]
        else:
            here = here.setdefault(part, made)
    here[at[-1]] = value


def _is_of_a_value(cure: Cure, entry: Entry) -> bool:
    """Return whether a cure writes one of the row's values in the notation of records."""
    return isinstance(cure.change, Put) and entry.values.get(cure.change.at, cure.change.value) != cure.change.value


def _take(cure: Cure, entry: Entry, kind: Kind) -> None:
    """Take the value of a cure for the row's own."""
    if isinstance(cure.change, Put):
        at, value = cure.change
        known = field_at(kind.model, at)
        entry.values[at] = Bare(value) if known and known.numeric and isinstance(value, str) else value


def _fact(record: object, at: Route) -> object:
    for part in at:
        record = record[part] if isinstance(part, int) else getattr(record, part)  # type: ignore[index]
    return record

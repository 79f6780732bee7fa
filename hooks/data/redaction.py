"""Redaction: all records are checked, then what the audience may not see is taken out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from hooks.data.audience import audience, closed_fields, is_hidden, visible_kinds
from validators.checks.run import DueDuty
from validators.model.fields import fields_of
from validators.model.gaps import Gap, gaps_in
from validators.model.record import Record
from validators.repository.partial import as_known
from validators.repository.paths import HOLIDAYS, SETTINGS
from validators.repository.reading import Found
from validators.repository.record_file import RecordFile, read_record
from validators.repository.repository import Repository
from validators.rules.check import Check
from validators.source.codes import FileCode
from validators.source.finding import Finding
from validators.source.route import Route

P = TypeVar("P", bound=BaseModel)


def narrow(files: Mapping[str, Found], whole: Repository) -> Repository:
    """Return a repository of the records that the audience sees, as if there were no others and no misplaced files.

    Only what is known whole is shown as a record.
    """
    if audience() == "internal":
        return whole.for_readers()
    kinds = visible_kinds()
    folders = {kind.folder for kind in kinds.values()}
    kept = {path: data for path, data in files.items() if path in (SETTINGS, HOLIDAYS) or _is_in(path, folders)}
    read = Repository.from_files(kept, kinds, lambda path, content, kind: redact_file(read_record(path, content, kind)))
    return read.for_readers()


class PartialRecord(NamedTuple):
    """A record with gaps: what is known of it, with nothing at the gaps, and these."""

    record: Record
    gaps: tuple[Gap, ...]


def partial_records(whole: Repository) -> dict[str, PartialRecord]:
    """Return, by path, what the page of a record with gaps shows of it.

    In the public build nothing, nor where facts go on below their closing line: a value may be under another's key. Corrections
    are left out, since they quote values.
    """
    return {
        entry.path: PartialRecord(as_known(entry.record).model_copy(update={"corrections": ()}), tuple(gaps_in(entry.record)))
        for entry in (whole.files if audience() == "internal" else ())
        if entry.record and not entry.is_whole
        if all(defect.code != FileCode.SECOND_DOCUMENT for defect in entry.document.defects)
    }


def redact_file(entry: RecordFile) -> RecordFile:
    """Return the file as readers see it, with its record redacted."""
    shown = entry.for_readers()
    return replace(shown, record=redact(shown.record)) if shown.record else shown


def redact(part: P) -> P:
    """Return a record, or a part of one, with hidden fields set to their defaults, so that no page can show them."""
    changed: dict[str, object] = {}
    for name, field in fields_of(type(part)).items():
        value = getattr(part, name)
        if is_hidden(type(part), Route(name)):
            changed[name] = field.default
        elif field.group and value:
            changed[name] = tuple(map(redact, value)) if field.many else redact(value)
    return part.model_copy(update=changed) if changed else part


def _is_in(path: str, folders: set[str]) -> bool:
    parts = path.split("/")
    return len(parts) == 3 and parts[1] in folders and path.endswith(".md")


def visible_findings(findings: Iterable[Finding], shown: Repository, checks: Mapping[str, Check]) -> list[Finding]:
    """Return the findings that the audience sees.

    In the public build they say only what the check requires: their own words may quote a hidden field or record.
    """
    if audience() == "internal":
        return list(findings)
    by_path = {entry.path: entry for entry in shown.files}
    return [
        replace(finding, message=checks[finding.code].requirement, hint=checks[finding.code].fix)
        for finding in findings
        if finding.path in by_path and _is_open(by_path[finding.path], finding.field)
    ]


def visible_duties(duties: Iterable[DueDuty], shown: Repository) -> list[DueDuty]:
    """Return the duties that the audience sees, each with the record as the audience sees it."""
    by_path = {entry.path: entry for entry in shown.files}
    found = ((item, by_path.get(item.entry.path)) for item in duties)
    return [replace(item, entry=entry) for item, entry in found if entry and _is_open(entry, item.duty.at)]


def _is_open(entry: RecordFile, route: Route) -> bool:
    return route.first_key not in closed_fields(entry.kind.model)

"""What an audience gets of the records: checked whole, then narrowed, so that what is left out still counts in the checks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel

from hooks.data.audience import audience, hidden, kinds_shown
from hooks.data.shapes import shapes
from validators.checks.run import DueDuty
from validators.repository.repository import HOLIDAYS, SETTINGS, RecordFile, Refusal, Repository
from validators.rules.check import Check
from validators.source.finding import Finding
from validators.source.route import Route

P = TypeVar("P", bound=BaseModel)


def narrowed(files: Mapping[str, bytes | Refusal], whole: Repository) -> Repository:
    """The records that the audience sees, and nothing else: strays and other kinds are as if they were not there."""
    if audience() == "internal":
        return whole
    kinds = kinds_shown()
    folders = {kind.folder for kind in kinds.values()}
    kept = {path: data for path, data in files.items() if path in (SETTINGS, HOLIDAYS) or _is_in(path, folders)}
    shown = Repository(kept, kinds)
    for entry in shown.files:
        if entry.record:
            entry.record = emptied(entry.record)
    return shown


def emptied(part: P) -> P:
    """The record, or a part of one, without the values of the fields that are not shown, so that no page can tell them."""
    changed: dict[str, Any] = {}
    for item in shapes(type(part)):
        value = getattr(part, item.name)
        if item.personal:
            changed[item.name] = type(part).model_fields[item.name].get_default() if not item.required else None
        elif item.form == "part" and value:
            changed[item.name] = tuple(map(emptied, value)) if item.many else emptied(value)
    return part.model_copy(update=changed) if changed else part


def _is_in(path: str, folders: set[str]) -> bool:
    parts = path.split("/")
    return len(parts) == 3 and parts[1] in folders and path.endswith(".md")


def findings_seen(findings: Iterable[Finding], shown: Repository, checks: Mapping[str, Check]) -> list[Finding]:
    """The findings that the audience sees.

    To the public a finding says what the check always says: its own words may quote a field, or a record, that is left out.
    """
    if audience() == "internal":
        return list(findings)
    by_path = {entry.path: entry for entry in shown.files}
    return [
        replace(finding, message=checks[finding.code].requirement, hint=checks[finding.code].fix)
        for finding in findings
        if finding.path in by_path and _open(by_path[finding.path], finding.field)
    ]


def duties_seen(duties: Iterable[DueDuty], shown: Repository) -> list[DueDuty]:
    """The duties that the audience sees, on the records that it sees."""
    return list(_duties(duties, shown))


def _duties(duties: Iterable[DueDuty], shown: Repository) -> Iterator[DueDuty]:
    if audience() == "internal":
        yield from duties
        return
    by_path = {entry.path: entry for entry in shown.files}
    for item in duties:
        entry = by_path.get(item.entry.path)
        if entry and _open(entry, item.duty.at):
            yield replace(item, entry=entry)


def _open(entry: RecordFile, route: Route) -> bool:
    return route.first_key not in hidden(entry.kind.model)

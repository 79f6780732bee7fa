"""Redaction: all records are checked, then what the audience may not see is taken out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from hooks.data.audience import audience, closed_fields, is_hidden, visible_kinds
from validators.checks.run import DueDuty
from validators.model.fields import fields_of, models_in
from validators.repository.paths import HOLIDAYS, SETTINGS
from validators.repository.reading import Found
from validators.repository.record_file import RecordFile, read_record
from validators.repository.repository import Repository
from validators.rules.check import Check
from validators.source.finding import Finding
from validators.source.route import Route

P = TypeVar("P", bound=BaseModel)


class Keys(NamedTuple):
    """The keys that a kind knows anywhere in its records, and those of them that are personal in any group."""

    known: frozenset[str]
    personal: frozenset[str]


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


@cache
def keys_of(model: type[BaseModel]) -> Keys:
    """Return the keys of a kind; every key inside a personal group is personal."""
    fields = [field for group in models_in(model) for field in fields_of(group).values()]
    personal = {field.name for field in fields if field.personal}
    for field in fields:
        if field.personal and field.group:
            personal.update(inner for group in models_in(field.group) for inner in fields_of(group))
    return Keys(frozenset(field.name for field in fields), frozenset(personal))


def mask_lines(lines: list[str], model: type[BaseModel], mask: str) -> list[str]:
    """Return the front matter of a broken file with every value masked that is, or might be, personal.

    It works on lines, since the file cannot be parsed. A value is masked under a personal key, and under a key that the kind does
    not know: `phone` may be mistyped. If the kind has personal fields, a line is only shown if it has one known key and mentions
    no personal one.
    """
    keys = keys_of(model)
    open_ = keys.known - keys.personal
    mention = re.compile(rf"\b(?:{'|'.join(map(re.escape, keys.personal))})\b", re.IGNORECASE) if keys.personal else None
    masking = False
    shown: list[str] = []
    for line in lines:
        found = _KEY.findall(line)
        if found:
            masking = any(key not in open_ for key in found)
        if line.strip() in ("", "---"):
            masking = masking and not line.strip()
            shown.append(line)
        elif masking or (mention and (len(found) != 1 or line.count(": ") > 1 or mention.search(line))):
            shown.append(f"{line[: len(line) - len(line.lstrip())]}{_label(line, found)}{mask}")
        else:
            shown.append(line)
    return shown


_KEY = re.compile(r"""(?:^|[{,]|^\s*(?:-\s+)+)\s*["']?([^\s:"'{},\[\]#-][^:"'{},\[\]]{0,100}?)["']?\s{0,9}:(?=\s|$)""")


def _label(line: str, found: list[str]) -> str:
    """Return the key of a masked line if it is the only one, so that readers see what is masked."""
    start = line.lstrip()
    return start[: start.index(":") + 1] + " " if len(found) == 1 and not start.startswith("{") else ""

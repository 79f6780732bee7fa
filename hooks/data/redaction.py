"""What an audience gets of the records: checked whole, then narrowed, so that what is left out still counts in the checks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from hooks.data.audience import audience, closed, is_hidden, kinds_shown
from validators.checks.run import DueDuty
from validators.model.fields import fields_of, models_in
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
    for name, field in fields_of(type(part)).items():
        value = getattr(part, name)
        if is_hidden(type(part), Route(name)):
            changed[name] = field.default
        elif field.group and value:
            changed[name] = tuple(map(emptied, value)) if field.many else emptied(value)
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
    return route.first_key not in closed(entry.kind.model)


@cache
def keys(model: type[BaseModel]) -> tuple[frozenset[str], frozenset[str]]:
    """Return every key that may be anywhere in a record, and those of them that are personal in some group of it."""
    fields = [field for group in models_in(model) for field in fields_of(group).values()]
    personal = {field.name for field in fields if field.personal}
    for field in fields:
        if field.personal and field.group:
            personal.update(inner for group in models_in(field.group) for inner in fields_of(group))
    return frozenset(field.name for field in fields), frozenset(personal)


def masked(lines: list[str], model: type[BaseModel], hidden: str) -> list[str]:
    """The facts of a broken file with every value covered that is personal, or might be: under a key that the kind does not know.

    It goes by lines, since nothing more is sure of a file that cannot be read. Of a kind with anything personal only a line that
    says one known fact and names nothing personal is shown: whoever mistypes `phone:` does not publish it.
    """
    known, personal = keys(model)
    open_ = known - personal
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, personal))})\b", re.IGNORECASE) if personal else None
    covered = False
    shown: list[str] = []
    for line in lines:
        found = _KEY.findall(line)
        if found:
            covered = any(key not in open_ for key in found)
        if line.strip() in ("", "---"):
            covered = covered and not line.strip()
            shown.append(line)
        elif covered or (named and (len(found) != 1 or line.count(": ") > 1 or named.search(line))):
            shown.append(f"{line[: len(line) - len(line.lstrip())]}{_label(line, found)}{hidden}")
        else:
            shown.append(line)
    return shown


_KEY = re.compile(r"""(?:^|[{,]|^\s*(?:-\s+)+)\s*["']?([^\s:"'{},\[\]#-][^:"'{},\[\]]{0,100}?)["']?\s{0,9}:(?=\s|$)""")


def _label(line: str, found: list[str]) -> str:
    """The key itself stays to be seen when the line holds no other."""
    start = line.lstrip()
    return start[: start.index(":") + 1] + " " if len(found) == 1 and not start.startswith("{") else ""

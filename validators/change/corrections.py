"""Corrections of closed records (C07): what an added entry names, from its old value to its new one, may be rewritten."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from validators.approval.authority import holders
from validators.change.changes import Change, Changes
from validators.change.due_dates import deciding_roles
from validators.model.digest import ATTACHED, everything, name_in
from validators.model.fields import is_personal
from validators.model.roles import Role
from validators.repository.attachment_folder import wrong_with
from validators.repository.nearest import title_of
from validators.repository.record_file import RecordFile
from validators.rules.kind import Kind
from validators.rules.superiors import SUPERIORS
from validators.source.finding import Problem
from validators.source.route import ROOT, Route
from validators.text.messages import Message, one_of, say

SHORT = 80
"""Characters of a value that a hint repeats."""
TEXT_KEY = "body"
"""What the text under the facts is called in a correction."""

_BETWEEN = re.compile(r"[\s.→>-]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that a change altered, as written before and after; None where there was, or is, nothing."""

    route: Route
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Corrections:
    """The corrections that a change adds to a record: those that name what it altered, and what is wrong with the others."""

    accepted: tuple[Mapping[str, Any], ...]
    covered: frozenset[Route]
    text_is_covered: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that the change makes in a closed record, as it is written there; `name` is what `by` is called."""

    id: str
    title: str
    what: str
    old: str
    new: str
    reason: str
    by: str
    name: str


def accepted_corrections(changes: Changes) -> Iterator[Corrected]:
    """Yield the corrections of all records of a change that name what it altered, by people who may correct it."""
    for change in changes.all:
        for entry in corrections(change, changes).accepted if change.before and change.after else ():
            assert change.after is not None
            what, old, new, reason, by = (str(entry.get(key) or "–") for key in ("what", "old", "new", "reason", "by"))
            person = changes.base.find(by)
            yield Corrected(
                change.after.id, title_of(change.after), what, old, new, reason, by, name=title_of(person) if person else ""
            )


def differences(then: Any, now: Any, route: Route = ROOT) -> Iterator[Difference]:
    """Yield every single value in which two facts differ."""
    if then == now:
        return
    if isinstance(then, dict) or isinstance(now, dict):
        before, after = (side if isinstance(side, dict) else {} for side in (then, now))
        for key in dict.fromkeys((*after, *before)):
            yield from differences(before.get(key), after.get(key), route / key)
    elif isinstance(then, list) or isinstance(now, list):
        old_items, new_items = (side if isinstance(side, list) else [] for side in (then, now))
        for index in range(max(len(old_items), len(new_items))):
            old, new = (side[index] if index < len(side) else None for side in (old_items, new_items))
            yield from differences(old, new, route / index)
    else:
        yield Difference(route, then or None, now or None)


def attached_otherwise(before: RecordFile, after: RecordFile) -> Iterator[Difference]:
    """Yield each picture or scan of a record that is not what it was, with the SHA-256 of both contents; None where it is gone.

    One that could not be published (F34) may be put right, and what is new may be added.
    """
    for name, then in before.attachments.items():
        now = after.attachments.get(name)
        if then != now and wrong_with(name, then) is None:
            yield Difference(ATTACHED / name, then.sha256, now.sha256 if now else None)


def corrections(change: Change, changes: Changes) -> Corrections:
    """Return what the corrections that a change adds allow, and what is wrong with them.

    One that was there stays as it is. One that is added names something that the change altered, or what the record was once
    closed with and is not any more, by somebody who may close such a record, as the base has people and settings.
    """
    assert change.before is not None
    assert change.after is not None
    kind = change.after.kind
    then, now = (everything(entry.document.values, entry.document.body) for entry in (change.before, change.after))
    old, new = (listed(side["facts"]) for side in (then, now))
    if new[: len(old)] != old:
        kept = Problem("corrections", say("A correction that was there before was edited or removed"))
        return Corrections((), frozenset(), False, (kept,))
    altered: dict[tuple[str, ...], list[Difference]] = defaultdict(list)
    for facts in (then["facts"], *(side["facts"] for side in once_closed(change.after, changes))):
        for difference in differences(facts, now["facts"]):
            altered[_name(difference.route.for_people())].append(difference)
    files = {found.route.last_key: found for found in attached_otherwise(change.before, change.after)}
    problems: list[Problem] = []
    accepted: list[Mapping[str, Any]] = []
    covered: set[Route] = set()
    text = then["body"]
    for index in range(len(old), len(new)):
        at, entry = Route("corrections", index), new[index]
        found = files.get(str(entry.get("what"))) or _of_values(entry, altered.get(_name(entry.get("what", "")), ()))
        in_text = entry.get("what") == TEXT_KEY and text.count(entry.get("old") or "\0") == 1
        if not in_text and not (found and _says(entry, found)):
            problems.append(Problem(at, say("Nothing in this change is what this correction says")))
        elif found and is_personal(kind.model, found.route):
            problems.append(Problem(at, say("A personal value is not repeated in a correction, and is altered without one")))
        elif refused := _refused(entry, kind, changes):
            problems.append(Problem(at / "by", refused, say("It is for: {roles}", roles=one_of(may_close(kind, changes)))))
        else:
            accepted.append(entry)
            if in_text:
                text = corrected(text, [entry])
            elif found:
                covered.add(found.route)
    return Corrections(tuple(accepted), frozenset(covered), text == now["body"], tuple(problems))


def once_closed(entry: RecordFile, changes: Changes) -> list[dict[str, Any]]:
    """Return all facts, and the text, of each version in which a record that is open at the base was closed."""
    return [everything(document.values, document.body) for document in changes.once_closed.get(entry.id, ())]


def _of_values(entry: Mapping[str, Any], found: Sequence[Difference]) -> Difference | None:
    """Return the difference of which a correction says the old and the new value; else the first."""
    return next((one for one in found if _says(entry, one)), next(iter(found), None))


def _says(entry: Mapping[str, Any], found: Difference) -> bool:
    return (found.old, found.new) == (entry.get("old") or None, entry.get("new") or None)


def is_named(found: Difference, listed: Iterable[Mapping[str, Any]]) -> bool:
    """Return whether the old value can still be seen: in one of these corrections."""
    name = _name(found.route.for_people())
    return any(_name(entry.get("what", "")) == name and entry.get("old") == found.old for entry in listed)


def corrected(text: str, listed: Iterable[Mapping[str, Any]]) -> str:
    """Return a text as these corrections put it right."""
    for entry in listed:
        if entry.get("what") == TEXT_KEY and text.count(old := entry.get("old") or "\0") == 1:
            text = text.replace(old, entry.get("new") or "")
    return text


def may_close(kind: Kind, changes: Changes) -> tuple[Role, ...]:
    """Return the roles that may close a record of a kind: who decides last on it, or else the head; and the two superiors."""
    return tuple(dict.fromkeys((*(deciding_roles(kind, changes.base) or ("head",)), *SUPERIORS)))


def _refused(entry: Mapping[str, Any], kind: Kind, changes: Changes) -> Message | None:
    by = str(entry.get("by", ""))
    try:
        day = date.fromisoformat(str(entry.get("date", "")))
    except ValueError:
        return None  # reported as a fault of the file
    if any(by in holders(role, day, changes.base) for role in may_close(kind, changes)):
        return None
    return say("{id} may not correct a closed record of this kind on {day}", id=by, day=day)


def to_write(found: list[Difference]) -> Message | None:
    """Return the lines that a correction of these values needs; None where they are too many or too long to be repeated."""
    if len(found) != 1 or max(len(found[0].old or ""), len(found[0].new or "")) > SHORT:
        return None
    values = {"what": name_in(found[0].route), "old": found[0].old, "new": found[0].new}
    written = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value)
    line = f'- {{{written}, reason: "…", by: …, date: …}}'
    return say("Undo the change; or, if it corrects a mistake, write under corrections: “{line}”", line=line)


def listed(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the corrections that a record's facts list."""
    written = facts.get("corrections")
    return [entry for entry in written if isinstance(entry, dict)] if isinstance(written, list) else []


def _name(written: object) -> tuple[str, ...]:
    """Return the parts of a field's name, however they are joined: `actual → value`, `actual.value`."""
    return tuple(filter(None, _BETWEEN.split(str(written))))

"""C14: what has happened stays in the record: a course or an absence is not taken out as if it had never been."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel

from validators.change.changes import Change, Changes, is_closed, status_of
from validators.change.corrections import Difference, corrections, to_write
from validators.change.due_dates import partners
from validators.model.digest import NEXT_EDITION
from validators.model.fields import Field, fields_of, is_personal
from validators.model.record import Part
from validators.source.finding import Problem
from validators.source.route import ROOT, Route
from validators.text.messages import Message, say

HELD_OTHERWISE = frozenset({"approvals", "corrections", "extensions", "keys", NEXT_EDITION})
"""Lists that have checks of changes of their own, and what binds nobody yet."""


class Entry(NamedTuple):
    """An item of a list that is not there any more: where it was, and the day of what happened, as written."""

    at: Route
    key: str
    day: str


def keeps_its_history(change: Change, changes: Changes) -> Iterator[Problem]:
    """C14: an entry of what has happened is not taken out, but by a correction that names its day; a draft has no history.

    What is closed is C07's, and what has a due date next to it C04's.
    """
    before, after = change.before, change.after
    if before is None or after is None or not after.document.readable or status_of(before) == "draft" or is_closed(before):
        return
    gone = [
        entry
        for entry in _gone(before.document.values, after.document.values, before.kind.model, before.kind.model)
        if entry.day <= changes.as_of.isoformat()
    ]
    corrected = [str(made.get("old")) for made in corrections(change, changes).accepted] if gone else []
    left = [entry for entry in gone if entry.day not in corrected]
    for at in dict.fromkeys(entry.at.parent for entry in left):
        here = [entry for entry in left if entry.at.parent == at]
        message = say("What has happened was taken out: {days}", days=tuple(_as_message(entry.day) for entry in here))
        yield Problem(at, message, _correction(here[0], after.document.values))


def _gone(then: Any, now: Any, model: type[BaseModel], whole: type[BaseModel], at: Route = ROOT) -> Iterator[Entry]:
    """Yield the entries of what has happened that are in a record's lists then, and not now."""
    for key, field in fields_of(model).items():
        old, new = (side.get(key) if isinstance(side, Mapping) else None for side in (then, now))
        if field.group is None or key in HELD_OTHERWISE or is_personal(whole, at / key):
            continue
        if not field.many:
            yield from _gone(old, new, field.group, whole, at / key)
        elif isinstance(old, list):
            yield from _gone_from_list(old, new if isinstance(new, list) else [], field.group, whole, at / key)


def _gone_from_list(
    then: Sequence[Any], now: Sequence[Any], group: type[Part], whole: type[BaseModel], at: Route
) -> Iterator[Entry]:
    found = partners(then, now, group)
    days = [] if "extensions" in fields_of(group) else [key for key, field in fields_of(group).items() if _has_happened(field)]
    for index, item in enumerate(then):
        if index in found:
            yield from _gone(item, now[found[index]], group, whole, at / index)
        elif isinstance(item, Mapping) and (key := _first_written(item, days)):
            yield Entry(at / index, key, item[key])


def _has_happened(field: Field) -> bool:
    """Whether a field is the day of what has happened, or the first of those through which it went on."""
    proves = field.softens is not None and field.softens.rewritten
    return field.form in ("day", "moment") and (field.happened or proves or field.name in ("date", "since"))


def _first_written(item: Mapping[str, Any], keys: Collection[str]) -> str | None:
    return next((key for key in keys if isinstance(item.get(key), str) and item[key]), None)


def _correction(entry: Entry, now: Any) -> Message | None:
    """Return the line of the correction by which an entry that was a mistake may go."""
    at = entry.at / entry.key
    return to_write([Difference(at, entry.day, at.get(now) or None)])


def _as_message(written: str) -> Message:
    """Return the day that is written; the text itself, if it is no day."""
    try:
        return Message("{day}", (("day", date.fromisoformat(written[:10])),))
    except ValueError:
        return Message("{day}", (("day", written),))

"""C07: what was filed or completed is not rewritten, its figures and scans included; what was left out may still be filled in."""

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from validators.change.changes import Change, Changes, is_closed, status_of
from validators.change.corrections import (
    Corrections,
    Difference,
    attached_otherwise,
    corrected,
    corrections,
    differences,
    is_named,
    listed,
    once_closed,
    to_write,
)
from validators.model.digest import ALWAYS, TEXT, everything, name_in
from validators.model.fields import field_at, is_personal
from validators.model.types import NUMBERS
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.finding import Problem
from validators.source.route import ANY_ITEM, ROOT, Route, routes
from validators.text.messages import choice, say

NOT_REWRITING = ALWAYS | routes("replaces", "replaced_by", "summary")
"""Facts that may be written into a closed record: they point away from it, only introduce it, or have checks of their own."""

FIGURES = NUMBERS | {"day", "moment", "flag"}
"""The forms of what was measured, or happened on a day."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def leaves_closed_periods_alone(change: Change, changes: Changes) -> Iterator[Problem]:
    """C07: what was filed or completed is not rewritten, but by a correction.

    What is legally opened again may take out what it was closed with, and go on; what stays and differs is a rewriting, and so is
    another figure written later.
    """
    before, after = change.before, change.after
    if before is None or after is None or not after.document.readable:
        return
    made = corrections(change, changes)
    yield from made.problems
    if not is_closed(before):
        yield from _rewritten_since_closed(before, after, made, changes)
        yield from _ending_rewritten(before, after, made)
        return
    opened = status_of(after) in before.kind.lifecycle.moves.get(status_of(before), ()) and not is_closed(after)
    status = choice(status_of(before))
    altered = list(differences(*(everything(entry.document.values, "")["facts"] for entry in (before, after))))
    for route in _rewritten(change, opened=opened):
        if opened and route[-1:] == ("due",) and any(found.route.starts_with(route.parent / "extensions") for found in altered):
            continue  # moved openly (C04)
        if route == TEXT and not made.text_is_covered:
            yield Problem(ROOT, say("The record is closed (“{status}”), but its text was rewritten", status=status))
        here = [found for found in altered if found.route.starts_with(route)]
        if route != TEXT and not all(found.route in made.covered for found in here):
            message = say("The record is closed (“{status}”), and {route} was rewritten", status=status, route=route.for_people())
            yield Problem(route, message, to_write([found for found in here if found.route not in made.covered]))
    for found in attached_otherwise(before, after):
        if found.route not in made.covered:
            name = name_in(found.route)
            message = say("The record is closed (“{status}”), but its file {name} was removed", status=status, name=name)
            if found.new is not None:
                message = say("The record is closed (“{status}”), but its file {name} was changed", status=status, name=name)
            yield Problem(ROOT, message, to_write([found]))


def may_have_been_closed(base: Repository, head: Repository) -> list[RecordFile]:
    """Return the open records of the base that the head alters, of the kinds in which what is closed may be opened again."""
    kept = (change.before for change in Changes(base, head).all if change.before and change.after)
    return [entry for entry in kept if entry.kind.lifecycle.reopens and not is_closed(entry)]


def _rewritten_since_closed(before: RecordFile, after: RecordFile, made: Corrections, changes: Changes) -> Iterator[Problem]:
    """Yield what a record that was opened again was closed with and does not say any more, nor any correction.

    While it is open its figures may be missing: it is closed with them again, or with a correction that says what they were.
    """
    then, now = (everything(entry.document.values, entry.document.body) for entry in (before, after))
    seen = [*listed(then["facts"]), *made.accepted]
    reported: set[Route] = set()
    for earlier in once_closed(after, changes):
        for found in _lost(earlier["facts"], now["facts"], after.kind):
            altered = found.new is not None and found.route.get(then["facts"]) != found.route.get(now["facts"])
            if found.route not in reported and (altered or is_closed(after)) and not is_named(found, seen):
                reported.add(found.route)
                message = say(
                    "The record was closed with {route}: {old}, and no longer says so",
                    route=found.route.for_people(), old=found.old or "",
                )  # fmt: skip
                yield Problem(found.route, message, to_write([found]))
        if TEXT not in reported and then["body"] != now["body"] and not now["body"].startswith(corrected(earlier["body"], seen)):
            reported.add(TEXT)
            yield Problem(ROOT, say("The text that the record was closed with was rewritten"))


def _ending_rewritten(before: RecordFile, after: RecordFile, made: Corrections) -> Iterator[Problem]:
    """Yield what was rewritten of the decision by which a record ended that is not closed, such as a suspended one.

    What was left out may be filled in, and another status has another decision, or none.
    """
    status = status_of(before)
    if status not in before.kind.lifecycle.ended or status != status_of(after):
        return
    then, now = (everything(entry.document.values, "")["facts"].get("ended") for entry in (before, after))
    if then and not now:
        hint = say("Put ended back as it was; what goes on again has another status")
        yield Problem("ended", say("The decision by which the record ended (“{status}”) is gone", status=choice(status)), hint)
        return
    for found in differences(then, now, Route("ended")):
        if found.old is not None and found.route not in made.covered:
            message = say(
                "The record ended by a decision (“{status}”), and {route} was rewritten",
                status=choice(status), route=found.route.for_people(),
            )  # fmt: skip
            yield Problem(found.route, message, to_write([found]))


def _lost(earlier: Mapping[str, Any], now: Mapping[str, Any], kind: Kind) -> Iterator[Difference]:
    """Yield the figures of a closed record that are something else now, or are gone, though the work did not come back since."""
    came_back = [back for back in _returns(now) if back not in _returns(earlier)]
    for found in differences(earlier, now):
        if found.old is not None and _is_figure(found.route, kind) and not any(_is_done_again(found, back) for back in came_back):
            yield found


def _is_figure(route: Route, kind: Kind) -> bool:
    """Whether a fact was measured or happened: progress, a day, a moment, a number or a flag; moved due dates are C04's."""
    is_others = Route(route.first_key) in NOT_REWRITING or route[-1:] == ("due",) or "extensions" in route
    if is_others or is_personal(kind.model, route):
        return False
    field = field_at(kind.model, route)
    return _is_progress(route, kind.progress) or (field is not None and field.form in FIGURES)


def _returns(facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return when the work of a record came back to be done again, as its facts say."""
    written = facts.get("returned")
    return [back for back in written if isinstance(back, dict)] if isinstance(written, list) else []


def _is_done_again(found: Difference, back: Mapping[str, Any]) -> bool:
    """Whether a value is of work that came back and was done again: the old day is not after that, and the new one not before."""
    day, old = str(back.get("date", "")), found.old or ""
    return not _DAY.fullmatch(old) or old <= day <= (found.new or day)


def _rewritten(change: Change, *, opened: bool) -> Iterator[Route]:
    """Yield the routes at which a record is not as it was; TEXT for its text.

    Progress that was not there yet may be filled in, and so may what was missing by a mistake; a key that the kind does not know
    may go. A personal value may be taken out of any record, and is reported nowhere.
    """
    if change.before is None or change.after is None:
        return
    then, now = (everything(entry.document.values, entry.document.body) for entry in (change.before, change.after))
    mistaken = {problem.at for _, problem in change.before.problems}
    for route in _different(then["facts"], now["facts"], ROOT, change.before.kind.progress, opened=opened):
        if Route(route.first_key) in NOT_REWRITING or is_personal(change.after.kind.model, route):
            continue
        if route not in mistaken or (route.get(then["facts"]) and route.get(now["facts"])):
            yield route
    if then["body"] != now["body"] and not (opened and now["body"].startswith(then["body"])):
        yield TEXT


def _different(then: Any, now: Any, route: Route, progress: frozenset[Route], *, opened: bool) -> Iterator[Route]:
    """Yield the routes at which two values differ, but for what was only added to progress; in a record that is opened again,
    added anywhere, or taken out of progress whole.
    """
    if then == now:
        return
    if isinstance(then, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*now, *then)):
            yield from _different(then.get(key), now.get(key), route / key, progress, opened=opened)
    elif isinstance(then, list) and isinstance(now, list) and _same_items(then, now, opened or _is_progress(route, progress)):
        for index, (old, new) in enumerate(zip_longest(then, now)):
            if index < len(then):
                yield from _different(old, new, route / index, progress, opened=opened)
    elif opened and not now:
        if Route(route.first_key) != route or not _is_progress(route, progress):
            yield route
    elif then or not (opened or _is_progress(route, progress)):
        yield route


def _same_items(then: list[Any], now: list[Any], may_grow: bool) -> bool:
    """Return whether two lists can be compared item by item: none is gone, and none is new where the list may not grow."""
    return len(then) == len(now) or (len(then) < len(now) and may_grow)


def _is_progress(route: Route, progress: frozenset[Route]) -> bool:
    """Return whether a route leads to progress or further into it."""
    plain = Route(*(ANY_ITEM if isinstance(part, int) else part for part in route))
    return any(plain.starts_with(other) for other in progress)

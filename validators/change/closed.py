"""C07: what was filed or completed is not rewritten, its figures and scans included; what was left out may still be filled in."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from validators.change.changes import Change, Changes, is_closed, status_of
from validators.change.corrections import attached_otherwise, corrections, differences, to_write
from validators.model.digest import ALWAYS, TEXT, everything, name_in
from validators.model.fields import is_personal
from validators.source.finding import Problem
from validators.source.route import ANY_ITEM, ROOT, Route, routes
from validators.text.messages import choice, say

NOT_REWRITING = ALWAYS | routes("replaces", "replaced_by", "summary")
"""Facts that may be written into a closed record: they point away from it, only introduce it, or have checks of their own."""


def leaves_closed_periods_alone(change: Change, changes: Changes) -> Iterator[Problem]:
    """C07: what was filed or completed is not rewritten, but by a correction.

    What is legally opened again may take out what it was closed with, and go on; what stays and differs is a rewriting.
    """
    before, after = change.before, change.after
    if before is None or after is None or not after.document.readable:
        return
    corrected = corrections(change, changes)
    yield from corrected.problems
    if not is_closed(before):
        return
    opened = status_of(after) in before.kind.lifecycle.moves.get(status_of(before), ()) and not is_closed(after)
    status = choice(status_of(before))
    altered = list(differences(*(everything(entry.document.values, "")["facts"] for entry in (before, after))))
    for route in _rewritten(change, opened=opened):
        if opened and route[-1:] == ("due",) and any(found.route.starts_with(route.parent / "extensions") for found in altered):
            continue  # moved openly (C04)
        if route == TEXT and not corrected.text_is_covered:
            yield Problem(ROOT, say("The record is closed (“{status}”), and its text was rewritten", status=status))
        here = [found for found in altered if found.route.starts_with(route)]
        if route != TEXT and not all(found.route in corrected.covered for found in here):
            message = say("The record is closed (“{status}”), and {route} was rewritten", status=status, route=route.for_people())
            yield Problem(route, message, to_write([found for found in here if found.route not in corrected.covered]))
    for found in attached_otherwise(before, after):
        if found.route not in corrected.covered:
            name = name_in(found.route)
            message = say("The record is closed (“{status}”), and its file {name} was removed", status=status, name=name)
            if found.new is not None:
                message = say("The record is closed (“{status}”), and its file {name} was changed", status=status, name=name)
            yield Problem(ROOT, message, to_write([found]))


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

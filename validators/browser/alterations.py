"""What somebody has changed in a record, place by place, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from validators.change.changes import place_in_words, value_in_words
from validators.model.fields import fields_of
from validators.model.items import group_of_items, identifier
from validators.model.record import Part
from validators.repository.repository import Repository
from validators.source.document import Document
from validators.source.finding import Alteration
from validators.source.route import ROOT, Route
from validators.text.messages import Message, say

_UNTOLD = Message("…")


_COMPUTED = "digest"
"""The key of what a step covered, which means nothing to a person."""


def alterations(before: Document, after: Document, model: type[BaseModel], repository: Repository) -> list[Alteration]:
    """Return what differs between two states of a record, the text under the facts last; personal values are not repeated."""
    old_values, new_values = (without_digests(state.values) for state in (before, after))
    found = altered_facts(old_values, new_values, model, repository)
    return [*found, *altered_text(before.body, after.body)]


def altered_facts(
    before: Mapping[str, Any], after: Mapping[str, Any], model: type[BaseModel], repository: Repository
) -> list[Alteration]:
    """Return what differs between facts of two states of a record."""
    return [
        Alteration(
            place_in_words(route, after if new is not None else before, model, repository),
            _in_words(old, model, route, repository),
            _in_words(new, model, route, repository),
        )
        for route, old, new in _differences(before, after, ROOT, model)
    ]


def altered_text(before: str, after: str) -> list[Alteration]:
    """Return that the text under the facts differs, if it does."""
    return [whole(say("The text"), bool(before.strip()), bool(after.strip()))] if before != after else []


def whole(what: Message, was: bool, is_now: bool) -> Alteration:
    """Return that something was changed of which the words are not repeated."""
    return Alteration(what, _UNTOLD if was else None, _UNTOLD if is_now else None)


def without_digests(value: Any) -> Any:
    """Return a value without the digests of what steps covered."""
    if isinstance(value, dict):
        return {key: without_digests(part) for key, part in value.items() if key != _COMPUTED}
    return [without_digests(part) for part in value] if isinstance(value, list) else value


def _in_words(value: Any, model: type[BaseModel], route: Route, repository: Repository) -> Message | None:
    if value is None:
        return None
    return value_in_words(value, model, route, repository) or _UNTOLD


def _differences(old: Any, new: Any, route: Route, model: type[BaseModel]) -> Iterator[tuple[Route, Any, Any]]:
    """Yield the places at which values differ, as deep as both have them, with what was and is there."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        known = [key for key in fields_of(_group(model, route)) if key in old or key in new]
        for key in dict.fromkeys((*known, *old, *new)):
            yield from _differences(old.get(key), new.get(key), route / key, model)
    elif isinstance(old, list) and isinstance(new, list) and any(isinstance(item, dict) for item in (*old, *new)):
        yield from _in_list(old, new, route, model)
    else:
        yield route, old, new


def _in_list(old: list[Any], new: list[Any], route: Route, model: type[BaseModel]) -> Iterator[tuple[Route, Any, Any]]:
    """Yield what differs in the items that both lists have, then the items that are new, then those that are gone."""
    group, left = group_of_items(model, route), list(enumerate(old))
    for index, item in enumerate(new):
        same = _same(item, index, left, group)
        if same is None:
            yield route / index, None, item
        else:
            left.remove(same)
            yield from _differences(same[1], item, route / index, model)
    for index, item in left:
        yield route / index, item, None


def _same(item: Any, index: int, left: list[tuple[int, Any]], group: type[Part]) -> tuple[int, Any] | None:
    """Return the item that another was: the same one, the one that it is identified by, or the one in its place."""
    same = identifier(item, group)
    by_identity = (one for one in left if same and identifier(one[1], group) == same)
    in_place = (one for one in left if not same and one[0] == index and not (identifier(one[1], group)))
    return next((one for one in left if one[1] == item), None) or next(by_identity, None) or next(in_place, None)


def _group(model: type[BaseModel], route: Route) -> type[BaseModel]:
    return group_of_items(model, route) if route else model

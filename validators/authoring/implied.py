"""Facts that follow from those that a person gives: what records say in two places is asked for once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from validators.authoring.set_facts import Fact
from validators.model.fields import Field, field_at
from validators.model.record import Extension
from validators.model.written import notations
from validators.rules.kind import Kind
from validators.source.route import Route


def implied_by(facts: Sequence[Fact], values: Mapping[str, Any], kind: Kind) -> list[Fact]:
    """Return what follows from facts: the other of a pair that is said twice, and the days of a due date that is moved with an
    extension. What is given, or written already, stays."""
    given = {fact.at: fact for fact in facts if fact.sign != "-="}
    found: list[Fact] = []
    for at, value in (*_of_pairs(given, values, kind), *_of_moved_dates(given, values, kind)):
        field = field_at(kind.model, at)
        if field and at not in given and not at.get(values):
            found.append(Fact(at, "=", value, field))
    return found


def _of_pairs(given: Mapping[Route, Fact], values: Mapping[str, Any], kind: Kind) -> Iterator[tuple[Route, str]]:
    """Yield the other of each pair of which one is given, where the group or list that it is in is begun as well."""
    for pair in kind.said_twice:
        for one, other in (pair, pair[::-1]):
            begun = other.parent in (Route(), *(fact.parent for fact in given))
            if one in given and given[one].value and begun:
                yield other, given[one].value
            elif begun and other.parent and isinstance(written := one.get(values), str) and written:
                yield other, written


def _of_moved_dates(given: Mapping[Route, Fact], values: Mapping[str, Any], kind: Kind) -> Iterator[tuple[Route, str]]:
    """Yield the old and the new day of an extension that is begun next to the due date that is moved.

    Where it was moved before, the file no longer knows from which day.
    """
    for item in dict.fromkeys(at.parent for at in given):
        list_field: Field | None = field_at(kind.model, item.parent) if item else None
        due = item.parent.parent / "due" if item else item
        old = due.get(values)
        if list_field and list_field.group is Extension and due in given and isinstance(old, str):
            if notations.day(given[due].value).value != old:
                yield item / "old", old
            yield item / "new", given[due].value

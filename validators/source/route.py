"""The way from the top of a front matter to one of its values."""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

Value: TypeAlias = str | list[Any] | dict[str, Any]
"""What a front matter holds under a key."""

_INDEX = re.compile("0|[1-9][0-9]{0,8}")


class Route(tuple[str | int, ...]):
    """Keys, and indices of lists counted from 0, in the order in which they lead to a value; none lead to the whole record.

    >>> route = Route("milestones", 2) / "due"
    >>> str(route), route.for_people()
    ('milestones.2.due', 'milestones 3 → due')

    The text is for programs: JSON, hashes, settings. Inside, parts stay typed, because a key that nobody knows may look like
    an index or have a dot in it.
    """

    __slots__ = ()

    def __new__(cls, *parts: str | int) -> "Route":
        """Make the route of these parts."""
        return tuple.__new__(cls, parts)

    @classmethod
    def parse(cls, text: str) -> "Route":
        """Return the route that a program or a setting writes as `milestones.2.due`; numerals are indices.

        >>> Route.parse("milestones.2.due")
        Route('milestones', 2, 'due')
        """
        return cls(*(int(part) if _INDEX.fullmatch(part) else part for part in text.split("."))) if text else ROOT

    def __str__(self) -> str:
        """Return the text that programs know it by: `milestones.2.due`."""
        return ".".join(map(str, self))

    def __repr__(self) -> str:
        return f"Route({', '.join(map(repr, self))})"

    def __getnewargs__(self) -> tuple[str | int, ...]:
        return tuple(self)

    def __truediv__(self, further: "str | int | Route") -> "Route":
        """Return the route that goes on with a key, an index or another route."""
        return Route(*self, *further) if isinstance(further, Route) else Route(*self, further)

    @property
    def parent(self) -> "Route":
        """The route without its last part; the whole record has itself."""
        return Route(*self[:-1])

    @property
    def keys(self) -> "Route":
        """The route without indices, which is the same for all items of a list."""
        return Route(*(part for part in self if isinstance(part, str)))

    @property
    def first_key(self) -> str:
        """The first of its keys, which names a field of the record itself; empty if there is none."""
        for part in self:
            if isinstance(part, str):
                return part
        return ""

    @property
    def last_key(self) -> str:
        """The last of its keys, which names the field that holds the value; empty if there is none."""
        for part in reversed(self):
            if isinstance(part, str):
                return part
        return ""

    def starts_with(self, other: "Route") -> bool:
        """Return whether it is the other route, or leads further from there."""
        return self[: len(other)] == other

    def get(self, values: Any) -> Any:
        """Return what a front matter's values hold there; None if nothing does."""
        for part in self:
            if isinstance(part, int):
                values = values[part] if isinstance(values, list) and part < len(values) else None
            else:
                values = values.get(part) if isinstance(values, dict) else None
        return values

    def for_people(self) -> str:
        """Return the route as people read it, with places in lists counted from 1: `milestones 3 → due`."""
        words: list[str] = []
        for part in self:
            if isinstance(part, str):
                words.append(part)
            elif words:
                words[-1] = f"{words[-1]} {part + 1}"
            else:
                words.append(str(part + 1))
        return " → ".join(words)


ROOT = Route()
"""The route to the record as a whole."""

ANY_ITEM = "*"
"""In a route that speaks of every item of a list, what is in the index's place."""


def routes(*texts: str) -> frozenset[Route]:
    """Return the routes that are written as text, such as `measures.*.done`, for what a kind declares.

    >>> routes("measures.*.done")
    frozenset({Route('measures', '*', 'done')})
    """
    return frozenset(map(Route.parse, texts))


def as_route(at: Route | str) -> Route:
    """Return the route as it is, or the route to the field of a record with this name.

    Raises ValueError for text that cannot be a field's name, such as a whole route.
    """
    if isinstance(at, Route):
        return at
    if not at.isidentifier():
        raise ValueError(f"neither a route nor the name of a field: {at!r}")
    return Route(at)


def texts_in(value: object, route: Route = ROOT) -> Iterator[tuple[Route, str]]:
    """Yield every text in values, with the way to it."""
    if isinstance(value, str):
        yield route, value
    elif isinstance(value, dict | list):
        for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts_in(inner, route / part)

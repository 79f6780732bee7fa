"""Whom a build is for: the Agency's own network, or the public, which is shown fewer kinds and fewer fields."""

import os
from collections.abc import Mapping
from functools import cache
from typing import Literal

from mkdocs.exceptions import ConfigurationError
from pydantic import BaseModel

from validators.kinds import all_kinds
from validators.model.fields import Field, fields_of, is_personal
from validators.rules.kind import Kind
from validators.source.route import Route

Audience = Literal["internal", "public"]

ALWAYS = frozenset({"id", "title", "status", "owner", "sample"})
"""What is told of every record of a kind that the public sees at all."""


@cache
def audience() -> Audience:
    """NIZOM_AUDIENCE, else the Agency's own network; a word that is neither stops the build, so that nothing opens by a slip."""
    match os.environ.get("NIZOM_AUDIENCE", "internal"):
        case "internal":
            return "internal"
        case "public":
            return "public"
        case other:
            raise ConfigurationError(f"NIZOM_AUDIENCE: internal yoki public bo‘ladi, {other!r} emas")


def kinds_shown() -> Mapping[str, Kind]:
    """The kinds of which this build has pages and data."""
    if audience() == "internal":
        return all_kinds()
    return {name: kind for name, kind in all_kinds().items() if kind.public}


@cache
def closed(model: type[BaseModel]) -> frozenset[str]:
    """Return the fields of a record that this audience does not see, apart from the personal ones, which nobody does."""
    kind = next((kind for kind in all_kinds().values() if kind.model is model), None)
    if audience() == "internal" or kind is None or kind.public is True:
        return frozenset()
    return frozenset(fields_of(model)) - ALWAYS - frozenset(kind.public or ())


@cache
def visible(model: type[BaseModel]) -> tuple[Field, ...]:
    """Return the fields of a record, or of a group in one, that this audience may see."""
    return tuple(field for name, field in fields_of(model).items() if not is_hidden(model, Route(name)))


def is_hidden(model: type[BaseModel], route: Route) -> bool:
    """Return whether a route leads to or through a field that is personal or closed to this audience."""
    return is_personal(model, route) or route.first_key in closed(model)


def shows_text(kind: Kind) -> bool:
    """Whether the text under a record's facts is shown: of a kind that is open only in part nobody knows what it tells."""
    return audience() == "internal" or kind.public is True

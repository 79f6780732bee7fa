"""The audience of a build: the Agency's own network, or the public, which sees fewer kinds and fields."""

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

ALWAYS_PUBLIC = frozenset({"id", "title", "status", "owner", "sample"})
"""Fields that the public sees of every record of a public kind."""


@cache
def audience() -> Audience:
    """Return the audience given by NIZOM_AUDIENCE, by default `internal`.

    Raises `ConfigurationError` for any other value, so that a typing error does not publish anything.
    """
    match os.environ.get("NIZOM_AUDIENCE", "internal"):
        case "internal":
            return "internal"
        case "public":
            return "public"
        case other:
            raise ConfigurationError(f"NIZOM_AUDIENCE qiymati internal yoki public bo‘lishi kerak, berilgani: {other}")


def visible_kinds() -> Mapping[str, Kind]:
    """Return the kinds that this build has pages and data of, by name."""
    if audience() == "internal":
        return all_kinds()
    return {name: kind for name, kind in all_kinds().items() if kind.public}


@cache
def closed_fields(model: type[BaseModel]) -> frozenset[str]:
    """Return the fields of a record that this audience does not see, apart from the personal ones, which nobody does."""
    kind = next((kind for kind in all_kinds().values() if kind.model is model), None)
    if audience() == "internal" or kind is None or kind.public is True:
        return frozenset()
    return frozenset(fields_of(model)) - ALWAYS_PUBLIC - frozenset(kind.public or ())


@cache
def visible_fields(model: type[BaseModel]) -> tuple[Field, ...]:
    """Return the fields of a record, or of a group in one, that this audience may see."""
    return tuple(field for name, field in fields_of(model).items() if not is_hidden(model, Route(name)))


def is_hidden(model: type[BaseModel], route: Route) -> bool:
    """Return whether a route leads to or through a field that is personal or closed to this audience."""
    return is_personal(model, route) or route.first_key in closed_fields(model)


def shows_text(kind: Kind) -> bool:
    """Return whether the texts of records are shown: those of a partly public kind may mention what is not public."""
    return audience() == "internal" or kind.public is True

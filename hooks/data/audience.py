"""Whom a build is for: the Agency's own network, or the public, which is shown fewer kinds and fewer fields."""

import os
from collections.abc import Mapping
from functools import cache
from typing import Literal

from mkdocs.exceptions import ConfigurationError
from pydantic import BaseModel

from validators.kinds import all_kinds
from validators.rules.kind import Kind

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
def hidden(model: type[BaseModel]) -> frozenset[str]:
    """The fields of a record that this audience does not see, beside the personal ones, which nobody does."""
    kind = next((kind for kind in all_kinds().values() if kind.model is model), None)
    if audience() == "internal" or kind is None or kind.public is True:
        return frozenset()
    return frozenset(model.model_fields) - ALWAYS - frozenset(kind.public or ())


def shows_text(kind: Kind) -> bool:
    """Whether the text under a record's facts is shown: of a kind that is open only in part nobody knows what it tells."""
    return audience() == "internal" or kind.public is True

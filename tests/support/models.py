"""The pydantic models of all kinds."""

from collections.abc import Iterator

from pydantic import BaseModel

from validators.kinds import all_kinds
from validators.model.fields import models_in


def models() -> Iterator[type[BaseModel]]:
    """Yield every kind's model, and every group in one."""
    yield from dict.fromkeys(model for kind in all_kinds().values() for model in models_in(kind.model))

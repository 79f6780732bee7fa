"""The pydantic models of all kinds."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from validators.kinds import all_kinds
from validators.model.pydantic_errors import models_in


def models() -> Iterator[type[BaseModel]]:
    """Yield every kind's model, and every group in one."""
    waiting: list[type[BaseModel]] = [kind.model for kind in all_kinds().values()]
    seen: set[Any] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        yield model
        for info in model.model_fields.values():
            waiting.extend(models_in(info.annotation))

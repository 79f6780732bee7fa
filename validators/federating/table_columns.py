"""The columns of DuckDB's tables, by the models whose values they hold."""

import datetime
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

_PLAIN: dict[Any, str] = {str: "VARCHAR", int: "BIGINT", bool: "BOOLEAN", datetime.date: "DATE"}


def columns_of(part: type[BaseModel]) -> dict[str, str]:
    """Return the type of each column by its name; what has keys of its own kind by kind, such as facts, is kept as JSON."""
    return {name: _column(info.annotation) for name, info in part.model_fields.items()}


def _column(annotation: Any) -> str:
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _column(inside[0])
    if origin in (Union, UnionType):
        return _column(next(one for one in inside if one is not type(None)))
    if origin is Literal:
        return _PLAIN[type(inside[0])]
    if origin is list:
        return f"{_column(inside[0])}[]"
    if origin is dict:
        return "JSON"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"STRUCT({', '.join(f'{name} {column}' for name, column in columns_of(annotation).items())})"
    return _PLAIN[annotation]

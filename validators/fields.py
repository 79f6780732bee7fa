"""The kinds of value a record's fields hold, each typed from the string that stands in the file.

Every type says twice what it accepts, to pydantic and to JSON Schema, and the tests hold the two together. What is wrong with
a value is told by a stable error type (`day`, `money` …) that `typing_errors` puts into words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$"
DAY_PATTERN = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
WHOLE_PATTERN = r"^(0|[1-9][0-9]{0,14})$"
MONEY_PATTERN = r"^(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?$"
PERCENT_PATTERN = r"^(100|[1-9]?[0-9])$"
SHARE_PATTERN = r"^(100(\.0{1,3})?|[1-9]?[0-9](\.[0-9]{1,3})?)$"
URL_PATTERN = r"^https?://[^\s/?#<>\"]+\.[^\s<>\"]+$"
EMAIL_PATTERN = r"^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$"
# One visible character at least; line ends are for the body and for texts written with `|`.
TEXT_PATTERN = r"\S"


def is_id(text: str) -> bool:
    """Whether the text is written as a record's id is."""
    return re.match(ID_PATTERN, text) is not None


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field that names another record: of which kinds, and whether a withdrawn one may still be named."""

    kinds: tuple[str, ...]
    withdrawn: bool = False

    def __init__(self, *kinds: str, withdrawn: bool = False) -> None:
        object.__setattr__(self, "kinds", kinds)
        object.__setattr__(self, "withdrawn", withdrawn)


def _typed_by(error: str, pattern: str, make: Callable[[str], Any]) -> BeforeValidator:
    accepted = re.compile(pattern)

    def typed(value: object) -> Any:
        if isinstance(value, str) and accepted.match(value):
            try:
                return make(value)
            except ValueError:
                pass
        raise PydanticCustomError(error, error, {"written": value if isinstance(value, str) else ""})

    return BeforeValidator(typed)


def _string(pattern: str, **more: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, **more})


def _written(value: object) -> Any:
    if isinstance(value, str):
        return value
    raise PydanticCustomError("text", "text")


Text = Annotated[str, BeforeValidator(_written), StringConstraints(pattern=TEXT_PATTERN, max_length=2000)]
Day = Annotated[date, _typed_by("day", DAY_PATTERN, date.fromisoformat), _string(DAY_PATTERN, format="date")]
Whole = Annotated[int, _typed_by("whole", WHOLE_PATTERN, int), _string(WHOLE_PATTERN)]
Money = Annotated[Decimal, _typed_by("money", MONEY_PATTERN, Decimal), _string(MONEY_PATTERN)]
"""So‘m, with tiyin after a point if need be; never a float."""
Percent = Annotated[int, _typed_by("percent", PERCENT_PATTERN, int), _string(PERCENT_PATTERN)]
Share = Annotated[Decimal, _typed_by("share", SHARE_PATTERN, Decimal), _string(SHARE_PATTERN)]
"""A percentage with decimals, such as availability: 99.95."""
Flag = Annotated[
    bool,
    _typed_by("flag", r"^(true|false)$", lambda value: value == "true"),
    WithJsonSchema({"type": "string", "enum": ["true", "false"]}),
]
Url = Annotated[str, _typed_by("url", URL_PATTERN, str), _string(URL_PATTERN)]
Email = Annotated[str, _typed_by("email", EMAIL_PATTERN, str), _string(EMAIL_PATTERN)]
Id = Annotated[str, _typed_by("id", ID_PATTERN, str), _string(ID_PATTERN)]


def _distinct(values: tuple[Any, ...]) -> tuple[Any, ...]:
    for place, value in enumerate(values):
        if value in values[:place]:
            raise PydanticCustomError("repeated", "repeated", {"written": str(value)})
    return values


Distinct = AfterValidator(_distinct)
"""Marks a list that may not name the same thing twice."""


def field(title: str, description: str, *, default: Any = ..., by: str | None = None, personal: bool = False) -> Any:
    """A field of a record.

    `title` and `description` are English source texts for forms, pages and the schema. Without a `default` the field must be
    written; when it is missing, the finding has the code `by` if a paragraph of the Nizom asks for it, else `F21`.
    `personal` values reach no page, feed, export, search index or log.
    """
    extra: dict[str, Any] = {}
    if by:
        extra["x-check"] = by
    if personal:
        extra["x-personal"] = True
    return Field(default, title=title, description=description, json_schema_extra=extra or None)

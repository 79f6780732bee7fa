"""The kinds of value a record's fields hold, each typed from the string that stands in the file.

Every type says twice what it accepts, to pydantic and to JSON Schema, and the tests hold the two together. What is wrong with
a value is told by a stable error type (`day`, `money` …) that `typing_errors` puts into words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function

# Every pattern means the same to Python, to Rust's regex inside pydantic and to the ECMAScript of JSON Schema and of forms: no
# \s, \S or \d, about which they differ, and an end that Python does not see before a last line end.
END = r"$(?!\n)"
BLANK = r"\u0000-\u0020\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
"""What shows nothing: control characters, spaces, joiners and signs of direction."""
ID_PATTERN = rf"^[a-z][a-z0-9]*(-[a-z0-9]+)+{END}"
DAY_PATTERN = rf"^(19|20|21)[0-9]{{2}}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]){END}"
# Which days a month has must stand in the pattern here: a schema knows no format for a day and a time without a time zone.
MOMENT_PATTERN = (
    r"^((19|20|21)[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    rf"|((19|20|21)(0[48]|[2468][048]|[13579][26])|2000)-02-29) ([01][0-9]|2[0-3]):[0-5][0-9]{END}"
)
WHOLE_PATTERN = rf"^(0|[1-9][0-9]{{0,14}}){END}"
TERM_PATTERN = rf"^(0|[1-9][0-9]{{0,2}}|[12][0-9]{{3}}|3[0-5][0-9]{{2}}|36[0-5][0-9]|3660){END}"
MONEY_PATTERN = rf"^(0|[1-9][0-9]{{0,14}})(\.[0-9]{{1,2}})?{END}"
NUMBER_PATTERN = rf"^(0|[1-9][0-9]{{0,14}})(\.[0-9]{{1,6}})?{END}"
PERCENT_PATTERN = rf"^(100|[1-9]?[0-9]){END}"
SHARE_PATTERN = rf"^(100(\.0{{1,3}})?|[1-9]?[0-9](\.[0-9]{{1,3}})?){END}"
URL_PATTERN = rf'^https?:\/\/[^\/?#<>"{BLANK}]+\.[^<>"{BLANK}]+{END}'
EMAIL_PATTERN = rf"^[^@<>{BLANK}]+@[^@<>{BLANK}]+\.[^@<>{BLANK}]+{END}"
YEAR_PATTERN = rf"^(19|20|21)[0-9]{{2}}{END}"
DAY_OF_YEAR_PATTERN = rf"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]){END}"
DAY_OF_MONTH_PATTERN = rf"^([1-9]|[12][0-9]|3[01]){END}"
# One visible character at least; line ends are for the body and for texts written with `|`.
TEXT_PATTERN = rf"[^{BLANK}]"
DIGEST_PATTERN = rf"^sha256:v1:[0-9a-f]{{64}}{END}"
# One line and no option in front: it goes as it is into the file by which git verifies signatures.
PUBLIC_KEY_PATTERN = (
    r"^(sk-)?(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521))(@openssh\.com)? "
    rf"[A-Za-z0-9+\/]{{40,}}={{0,3}}( [^\u0000-\u001f\u007f]*)?{END}"
)
# What GitHub and GitLab take for a name, and nothing that a line of CODEOWNERS would read otherwise.
ACCOUNT_PATTERN = rf"^[A-Za-z0-9_][A-Za-z0-9_.-]*{END}"
ID_LIMIT, URL_LIMIT, EMAIL_LIMIT, TEXT_LIMIT, ACCOUNT_LIMIT = 80, 2000, 254, 2000, 255


def is_id(text: str) -> bool:
    """Whether the text is written as a record's id is."""
    return len(text) <= ID_LIMIT and re.match(ID_PATTERN, text) is not None


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field that names another record: of which kinds, and whether a withdrawn one may still be named."""

    kinds: tuple[str, ...]
    withdrawn: bool = False

    def __init__(self, *kinds: str, withdrawn: bool = False) -> None:
        object.__setattr__(self, "kinds", kinds)
        object.__setattr__(self, "withdrawn", withdrawn)


class Happened:
    """Marks the day of something that has happened."""


HAPPENED = Happened()


def _typed_by(error: str, pattern: str, make: Callable[[str], Any], limit: int = 30) -> BeforeValidator:
    accepted = re.compile(pattern)

    def typed(value: object) -> Any:
        if isinstance(value, str) and len(value) <= limit and accepted.match(value):
            try:
                return make(value)
            except ValueError:
                pass
        raise PydanticCustomError(error, error, {"written": value if isinstance(value, str) else ""})

    return BeforeValidator(typed)


def _string(pattern: str, **more: str | int) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, **more})


Text = Annotated[str, StringConstraints(pattern=TEXT_PATTERN, max_length=TEXT_LIMIT)]
Day = Annotated[date, _typed_by("day", DAY_PATTERN, date.fromisoformat), _string(DAY_PATTERN, format="date")]
PastDay = Annotated[Day, HAPPENED]
"""The day of something that has happened, which is a mistake while that day has not come (F32)."""
Moment = Annotated[datetime, _typed_by("moment", MOMENT_PATTERN, datetime.fromisoformat), _string(MOMENT_PATTERN)]
"""A day and a time of day in Tashkent, 2026-03-05 14:30, for what is counted in hours."""
Whole = Annotated[int, _typed_by("whole", WHOLE_PATTERN, int), _string(WHOLE_PATTERN)]
Term = Annotated[int, _typed_by("term", TERM_PATTERN, int), _string(TERM_PATTERN)]
"""So many days, working days, months or hours: ten years of days at most; a longer term is a slip of the hand."""
Money = Annotated[Decimal, _typed_by("money", MONEY_PATTERN, Decimal), _string(MONEY_PATTERN)]
"""So‘m, with tiyin after a point if need be; never a float."""
Number = Annotated[Decimal, _typed_by("number", NUMBER_PATTERN, Decimal), _string(NUMBER_PATTERN)]
"""A quantity that is measured, with decimals if need be: 12.5."""
Percent = Annotated[int, _typed_by("percent", PERCENT_PATTERN, int), _string(PERCENT_PATTERN)]
Share = Annotated[Decimal, _typed_by("share", SHARE_PATTERN, Decimal), _string(SHARE_PATTERN)]
"""A percentage with decimals, such as availability: 99.95."""
Year = Annotated[int, _typed_by("year", YEAR_PATTERN, int), _string(YEAR_PATTERN)]
DayOfYear = Annotated[
    str,
    _typed_by("day-of-year", DAY_OF_YEAR_PATTERN, lambda value: value if date.fromisoformat(f"2024-{value}") else ""),
    _string(DAY_OF_YEAR_PATTERN),
]
DayOfMonth = Annotated[int, _typed_by("day-of-month", DAY_OF_MONTH_PATTERN, int), _string(DAY_OF_MONTH_PATTERN)]
Flag = Annotated[
    bool,
    _typed_by("flag", rf"^(true|false){END}", lambda value: value == "true"),
    WithJsonSchema({"type": "string", "enum": ["true", "false"]}),
]
Url = Annotated[str, _typed_by("url", URL_PATTERN, str, URL_LIMIT), _string(URL_PATTERN, maxLength=URL_LIMIT)]
Email = Annotated[str, _typed_by("email", EMAIL_PATTERN, str, EMAIL_LIMIT), _string(EMAIL_PATTERN, maxLength=EMAIL_LIMIT)]
Id = Annotated[str, _typed_by("id", ID_PATTERN, str, ID_LIMIT), _string(ID_PATTERN, maxLength=ID_LIMIT)]
Digest = Annotated[str, _typed_by("digest", DIGEST_PATTERN, str, 80), _string(DIGEST_PATTERN, maxLength=80)]
Account = Annotated[
    str, _typed_by("account", ACCOUNT_PATTERN, str, ACCOUNT_LIMIT), _string(ACCOUNT_PATTERN, maxLength=ACCOUNT_LIMIT)
]
"""What somebody is called on the forge, without the @."""
PublicKey = Annotated[
    str, _typed_by("public-key", PUBLIC_KEY_PATTERN, str, TEXT_LIMIT), _string(PUBLIC_KEY_PATTERN, maxLength=TEXT_LIMIT)
]
"""An SSH public key on one line, as it stands in `id_ed25519.pub`."""


def _distinct(values: tuple[Any, ...]) -> tuple[Any, ...]:
    seen: set[Any] = set()
    for index, value in enumerate(values):
        if value in seen:
            raise PydanticCustomError("repeated", "repeated", {"written": str(value), "index": index})
        seen.add(value)
    return values


class _Distinct:
    """Tells pydantic and the schema alike that a list's items differ."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(_distinct, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "uniqueItems": True}


Distinct = _Distinct()
"""Marks a list that may not name the same thing twice."""


def field(title: str, description: str, *, default: Any = ..., by: str | None = None, personal: bool = False) -> Any:
    """A field of a record.

    `title` and `description` are English source texts for forms, pages and the schema. Without a `default` the field must be
    written. `by` is the code of the check by which a paragraph of the Nizom asks for it: what is missing in it, or is not among
    its choices, or is a period that ends before it begins, is reported under that code, not as `F21`, `F23` or `F29`.
    `personal` values reach no page, feed, export, search index or log.
    """
    extra: dict[str, Any] = {}
    if by:
        extra["x-check"] = by
    if personal:
        extra["x-personal"] = True
    return Field(default, title=title, description=description, json_schema_extra=extra or None)

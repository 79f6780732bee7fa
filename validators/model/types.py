"""The types of value that a record's fields hold, each made from the string in the file.

A type says once how it is written, for pydantic and for JSON Schema, and what its form is (`day`, `money` …). A value that is
not so written is an error of that name, which `pydantic_errors` puts into words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function, no_info_before_validator_function

from validators.model.ids import ID_LIMIT, ID_PATTERN

# Every pattern means the same to Python, to Rust's regex inside pydantic and to the ECMAScript of JSON Schema and of forms: no
# \s, \S or \d, about which they differ, and an end that Python does not see before a last line end.
END = r"$(?!\n)"
BLANK = r"\u0000-\u0020\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
"""What shows nothing: control characters, spaces, joiners and signs of direction."""
DAY_PATTERN = rf"^(19|20|21)[0-9]{{2}}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]){END}"
# Which days a month has must be in the pattern here: a schema knows no format for a day and a time without a time zone.
MOMENT_PATTERN = (
    r"^((19|20|21)[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    rf"|((19|20|21)(0[48]|[2468][048]|[13579][26])|2000)-02-29) ([01][0-9]|2[0-3]):[0-5][0-9]{END}"
)
WHOLE_PATTERN = rf"^(0|[1-9][0-9]{{0,14}}){END}"
TERM_PATTERN = rf"^(0|[1-9][0-9]{{0,2}}|[12][0-9]{{3}}|3[0-5][0-9]{{2}}|36[0-5][0-9]|3660){END}"
MONEY_PATTERN = rf"^(0|[1-9][0-9]{{0,14}})(\.[0-9]{{1,2}})?{END}"
SIGNED_PATTERN = rf"^-?(0|[1-9][0-9]{{0,14}})(\.[0-9]{{1,6}})?{END}"
NUMBER_PATTERN = rf"^(0|[1-9][0-9]{{0,14}})(\.[0-9]{{1,6}})?{END}"
PERCENT_PATTERN = rf"^(100|[1-9]?[0-9]){END}"
SHARE_PATTERN = rf"^(100(\.0{{1,3}})?|[1-9]?[0-9](\.[0-9]{{1,3}})?){END}"
NOT_IN_URL = '<>"{}|\\^`'
"""What no address may hold as it is (RFC 3987); each can be written as its code, %7B for an opening brace."""
_NO = rf'<>"{{}}|\\\^`{BLANK}\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff'
URL_PATTERN = (
    rf"^https?:\/\/([^\/?#@%{_NO}]*@)?[^\/?#@:.%{_NO}]+(\.[^\/?#@:.%{_NO}]+)+\.?(:[0-9]{{1,5}})?"
    rf"([\/?#]([^%{_NO}]|%[0-9A-Fa-f]{{2}})*)?{END}"
)
_NOT_IN_EMAIL = rf'@<>()\[\]:;,"“”„«»{BLANK}\u0400-\u04ff'
EMAIL_PATTERN = rf"^[^{_NOT_IN_EMAIL}]+@[^{_NOT_IN_EMAIL}]+\.[^{_NOT_IN_EMAIL}]+{END}"
YEAR_PATTERN = rf"^(19|20|21)[0-9]{{2}}{END}"
TIN_PATTERN = rf"^[0-9]{{9}}{END}"
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
URL_LIMIT, EMAIL_LIMIT, TEXT_LIMIT, ACCOUNT_LIMIT = 2000, 254, 2000, 255
MAX_SCALAR = 30
"""Longer than any value whose pattern bounds it."""


Form = Literal[
    "text", "choice", "flag", "reference", "group",
    "day", "moment", "year", "day-of-year", "day-of-month",
    "whole", "term", "number", "signed", "money", "percent", "share",
    "id", "url", "email", "tin", "digest", "account", "public-key",
    "any",
]  # fmt: skip
"""The form of a value, in any field: by this it is asked for, explained, shown, aligned and compared.

A choice, a reference and a group are known by their types; every other type here says its form in a `Scalar`. What is wrong
with a value is reported under the form's name.
"""

AMOUNTS: frozenset[Form] = frozenset({"whole", "term", "number", "signed", "money", "percent", "share"})
"""The forms of values that are counted or measured, and so can be too small or too large."""
NUMBERS = AMOUNTS | {"year"}
"""The forms of values that are shown, aligned and sorted as numbers."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """Marks a type with the form of its values."""

    form: Form


@dataclass(frozen=True, slots=True)
class _Written(Scalar):
    """How a value of a form is written in the file, for pydantic and for JSON Schema: the pattern, and what is made of it.

    `limit` is how long it may be, where the pattern leaves that open. Anything else is an error of the form's name.
    """

    pattern: str
    make: Callable[[str], Any] = str
    limit: int | None = None
    format: str | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        form, accepted, make, limit = self.form, re.compile(self.pattern), self.make, self.limit or MAX_SCALAR

        def read(value: object) -> Any:
            if isinstance(value, str) and len(value) <= limit and accepted.match(value):
                try:
                    return make(value)
                except ValueError:
                    pass
            raise PydanticCustomError(form, form, {"written": value if isinstance(value, str) else ""})

        return no_info_before_validator_function(read, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        known = {"type": "string", "pattern": self.pattern, "format": self.format, "maxLength": self.limit, "x-form": self.form}
        return {key: value for key, value in known.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Reference:
    """Mark a field that names another record: of which kinds, and whether a withdrawn one may still be named.

    `leads_on` marks what a record belongs to, rests on or was replaced by: followed from record to record, such a field comes to
    an end and never back (R05).
    """

    kinds: tuple[str, ...]
    withdrawn: bool = False
    leads_on: bool = False

    def __init__(self, *kinds: str, withdrawn: bool = False, leads_on: bool = False) -> None:
        object.__setattr__(self, "kinds", kinds)
        object.__setattr__(self, "withdrawn", withdrawn)
        object.__setattr__(self, "leads_on", leads_on)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "x-kinds": list(self.kinds)} if self.kinds else handler(schema)


class Happened:
    """Marks the day of something that has happened."""


HAPPENED = Happened()


class OneLine:
    """Marks a text that is written on one line: a title, a number."""


ONE_LINE = OneLine()


class Softens:
    """Mark a field with the values that soften or end a duty, which a reviewer is shown; without any, whatever is written there.

    `why` names the field next to it that says on what ground. `rewritten`: only another value in the place of one that was there
    does, such as the day of a certificate; to write it, or to add one, does not. `falling` are choices, the one that asks most
    first: only a later one of them in the place of another does.
    """

    def __init__(self, *values: str, why: str = "", rewritten: bool = False, falling: tuple[str, ...] = ()) -> None:
        self.values = values
        self.why = why
        self.rewritten = rewritten or bool(falling)
        self.falling = falling

    def asks_less(self, then: object, now: object) -> bool:
        """Return whether a value in the place of another one may ask less; of values in no order any other may."""
        if not self.falling:
            return then != now
        return then in self.falling and now in self.falling and self.falling.index(then) < self.falling.index(now)

    def holds(self, written: object) -> bool:
        """Return whether a value as it is written is one of those."""
        return written in self.values if self.values else bool(written)


def _day_of_year(written: str) -> str:
    date.fromisoformat(f"2024-{written}")
    return written


Text = Annotated[str, StringConstraints(pattern=TEXT_PATTERN, max_length=TEXT_LIMIT), Scalar("text")]
Line = Annotated[Text, ONE_LINE]
"""What something is called or numbered, on one line (F40)."""
Day = Annotated[date, _Written("day", DAY_PATTERN, date.fromisoformat, format="date")]
ProofDay = Annotated[Day, Softens(rewritten=True)]
"""The day of a proof from which a term runs: a mistyped one is put right in its place, and the reviewer sees it."""
PastDay = Annotated[Day, HAPPENED]
"""The day of something that has happened, which is a mistake while that day has not come (F32)."""
Moment = Annotated[datetime, _Written("moment", MOMENT_PATTERN, datetime.fromisoformat)]
"""A day and a time of day in Tashkent, 2026-03-05 14:30, for what is counted in hours."""
PastMoment = Annotated[Moment, HAPPENED]
"""The moment of something that has happened, which is a mistake while its day has not come (F32)."""
Whole = Annotated[int, _Written("whole", WHOLE_PATTERN, int)]
Term = Annotated[int, _Written("term", TERM_PATTERN, int)]
"""So many days, working days, months or hours: ten years of days at most; a longer term is a slip of the hand."""
Money = Annotated[Decimal, _Written("money", MONEY_PATTERN, Decimal)]
"""So‘m, with tiyin after a point if need be; never a float."""
Number = Annotated[Decimal, _Written("number", NUMBER_PATTERN, Decimal)]
"""A quantity that is measured, with decimals if need be: 12.5."""
Signed = Annotated[Decimal, _Written("signed", SIGNED_PATTERN, Decimal)]
"""A quantity that may be less than nothing, such as a change in per cent: -5.5."""
Percent = Annotated[int, _Written("percent", PERCENT_PATTERN, int)]
Share = Annotated[Decimal, _Written("share", SHARE_PATTERN, Decimal)]
"""A percentage with decimals, such as availability: 99.95."""
Year = Annotated[int, _Written("year", YEAR_PATTERN, int)]
DayOfYear = Annotated[str, _Written("day-of-year", DAY_OF_YEAR_PATTERN, _day_of_year)]
DayOfMonth = Annotated[int, _Written("day-of-month", DAY_OF_MONTH_PATTERN, int)]
Flag = Annotated[
    bool,
    _Written("flag", rf"^(true|false){END}", "true".__eq__),
    WithJsonSchema({"type": "string", "enum": ["true", "false"]}),
]
Url = Annotated[str, _Written("url", URL_PATTERN, limit=URL_LIMIT)]
Email = Annotated[str, _Written("email", EMAIL_PATTERN, limit=EMAIL_LIMIT)]
Tin = Annotated[str, _Written("tin", TIN_PATTERN)]
"""The taxpayer identification number (STIR) of a body, by which it is known everywhere."""
Id = Annotated[str, _Written("id", ID_PATTERN, limit=ID_LIMIT)]
Digest = Annotated[str, _Written("digest", DIGEST_PATTERN, limit=80)]
Account = Annotated[str, _Written("account", ACCOUNT_PATTERN, limit=ACCOUNT_LIMIT)]
"""What somebody is called on the forge, without the @."""
PublicKey = Annotated[str, _Written("public-key", PUBLIC_KEY_PATTERN, limit=TEXT_LIMIT)]
"""An SSH public key on one line, as it is in `id_ed25519.pub`."""


def _distinct(values: tuple[Any, ...]) -> tuple[Any, ...]:
    seen: set[Any] = set()
    for index, value in enumerate(values):
        if value in seen:
            raise PydanticCustomError("repeated", "repeated", {"written": str(value), "index": index})
        seen.add(value)
    return values


class _Distinct:
    """Tell pydantic and the schema alike that a list's items differ."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(_distinct, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "uniqueItems": True}


Distinct = _Distinct()
"""Marks a list that may not name the same thing twice."""


def field(title: str, description: str = "", *, default: Any = ..., by: str | None = None, personal: bool = False) -> Any:
    """Declare a field of a record.

    `title` and `description` are English source texts for forms, pages and the schema; a field that needs no more said than what
    it is chosen from has no description, and its choices are listed instead. Without a `default` the field must be
    written. `by` is the code of the check by which a paragraph of the Nizom asks for it: what is missing in it, or is a period
    that ends before it begins, is reported under that code, not as `F21` or `F29`. A value that is there but wrong is reported
    as `F22` or `F23`, however mild the paragraph that asks for it.
    `personal` values reach no page, feed, export, search index or log.
    """
    extra: dict[str, Any] = {}
    if by:
        extra["x-check"] = by
    if personal:
        extra["x-personal"] = True
    return Field(default, title=title, description=description or None, json_schema_extra=extra or None)

"""pydantic's errors in the department's words, distinguished by their stable type, never by their English text."""

import difflib
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError

from validators.model.fields import asked_by, field_at, fields_of, group_at
from validators.model.ids import is_id
from validators.model.types import DAY_PATTERN, MOMENT_PATTERN, MONEY_PATTERN, NOT_IN_URL, URL_PATTERN
from validators.source.codes import CheckCode, FileCode
from validators.source.finding import Problem
from validators.source.libyaml_errors import BULLETS, LONGEST_FIXED, between_quotes
from validators.source.route import Route
from validators.text.messages import MONTHS, Language, Message, Month, choice, option, say
from validators.text.uzbek import DASH, INVISIBLE, fold

ID_EXAMPLE = say("Write small letters, digits and hyphens: loy-2026-001")
_EXAMPLES: dict[str, tuple[Message, Message]] = {
    "day": (say("“{written}” is not a date"), say("Write the date as year-month-day: 2026-03-05")),
    "moment": (
        say("“{written}” is not a date with a time of day"),
        say("Write the date and, after a space, hours and minutes: 2026-03-05 14:30"),
    ),
    "whole": (say("“{written}” is not a whole number"), say("Write digits only: 12")),
    "term": (say("“{written}” is not a whole number from 0 to 3660"), say("Write digits only: 12")),
    "money": (
        say("“{written}” is not a sum of money"),
        say("Write the sum in so‘m, digits only: 1500000 or 1500000.50"),
    ),
    "number": (say("“{written}” is not a number"), say("Write digits, with a point before decimals: 12 or 12.5")),
    "percent": (say("“{written}” is not a percentage from 0 to 100"), say("Write a whole number from 0 to 100")),
    "share": (say("“{written}” is not a percentage from 0 to 100"), say("Write a number from 0 to 100: 99.5")),
    "year": (say("“{written}” is not a year"), say("Write four digits, from 1900 to 2199: 2027")),
    "day-of-year": (say("“{written}” is not a month and day"), say("Write month and day with a hyphen: 02-15")),
    "day-of-month": (say("“{written}” is not a day of the month"), say("Write a number from 1 to 31")),
    "flag": (say("“{written}” is neither true nor false"), say("Write true (yes) or false (no)")),
    "url": (say("“{written}” is not a web address"), say("Write the address in full: https://standart.uz/…")),
    "email": (say("“{written}” is not an e-mail address"), say("Write it as name@organisation.uz")),
    "account": (say("“{written}” is not a name on the forge"), say("Write it without @, as it stands in your profile's address")),
    "digest": (say("“{written}” is not a digest"), say("“nizom approve” writes it: do not write or change it by hand")),
    "public-key": (
        say("“{written}” is not an SSH public key"),
        say("Copy the whole line from the .pub file, for example ssh-ed25519 AAAA…; never the private key"),
    ),
    "id": (say("“{written}” is not an id"), ID_EXAMPLE),
}
MAX_PROBLEMS = 100
"""As many problems of one field, in all items of its lists, as anybody would read in one go."""

# pydantic lists the choices as Python writes them, each between single quotation marks.
_QUOTED = re.compile(r"'([^']*)'")
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_DAY_FIRST = re.compile(
    r"^(?P<day>[0-9]{1,2})[./-](?P<month>[0-9]{1,2})(?:[./-](?P<year>[0-9]{4})|[./](?P<year_>[0-9]{2})(?![0-9]))"
)
_YEAR_FIRST = re.compile(
    r"^(?P<year>[0-9]{4})(?:(?P<month>[0-9]{2})(?P<day>[0-9]{2})|[./-](?P<month_>[0-9]{1,2})[./-](?P<day_>[0-9]{1,2}))(?:T.*)?$"
)
_SO_M = r"(?: *so[‘'’ʻ`]?m)?"
_THOUSANDS = re.compile(
    rf"([1-9][0-9]{{0,2}}(?:([ .,_'’])[0-9]{{3}})(?:\2[0-9]{{3}})*|[1-9][0-9]*)(?:(?!\2)[.,]([0-9]{{2}}))?{_SO_M}", re.IGNORECASE
)
_MULTIPLES = {"ming": 10**3, "mln": 10**6, "million": 10**6, "mlrd": 10**9, "milliard": 10**9, "trln": 10**12, "trillion": 10**12}
_IN_MULTIPLES = re.compile(rf"([0-9]{{1,4}})(?:[.,]([0-9]{{1,2}}))? *({'|'.join(_MULTIPLES)})\.?{_SO_M}", re.IGNORECASE)
_PERCENT = re.compile(r"(100|[1-9]?[0-9])(?:[.,]([0-9]{1,2}))? *(?:%|foiz)?", re.IGNORECASE)
_IN_WORDS = re.compile(rf"(?P<day>[0-9]{{1,2}})[ -]*(?P<month>{'|'.join(MONTHS['uz'])})")
_LATIN = str.maketrans("аеорсухіјѕԁһв", "aeopcyxijsdhb")
"""Cyrillic letters that look like Latin ones, and so get into ids, keys and choices unseen."""
_FINAL = str.maketrans("kq", "gg")
"""How the last letter of a word changes before an ending: boshliq, bo‘lim boshlig‘i."""
ALIKE = 0.8
"""How similar what was written must be to a key or choice, from 0 to 1, for that to be meant: a slip of one or two letters.

With less, “Moved” would be taken for “approved”, and “creation_date” for “creates”.
"""
SAME = 0.9
"""The same for what pages call a key: the same word, but for an ending."""
SHORTEST = 4
"""As many letters of a choice's name as distinguish it from others."""


def problems(error: ValidationError, model: type[BaseModel], *, whole: str = "") -> Iterator[tuple[CheckCode, Problem]]:
    """Of each error in a record's front matter its check's code and the problem, in the order of the fields.

    `whole` is the key of what was validated, for errors that concern the whole of it. A key that is missing because it is
    misspelt is reported once, where it is.
    """
    errors = [(Route(*item["loc"]), item) for item in error.errors(include_url=False)]
    missing = {route for route, item in errors if item["type"] == "missing"}
    unknown = [route for route, item in errors if item["type"] == "extra_forbidden"]
    misspelt = missing.intersection(meant for route in unknown[:MAX_PROBLEMS] if (meant := meant_key(route, model)))
    seen: Counter[tuple[str, Route]] = Counter()
    for route, item in errors:
        # Counted by field, so that however many there are at one field, none at another goes unreported.
        at = item["type"], route.keys if field_at(model, route) else route.parent.keys
        seen[at] += 1
        if seen[at] > MAX_PROBLEMS:
            continue
        if item["type"] == "extra_forbidden":
            yield _unknown(route, model, misspelt)
        elif route not in misspelt:
            yield _unless_nothing(
                _told(item["type"], route, item.get("ctx") or {}, item["input"], model, whole), item["input"], model
            )


def _unless_nothing(found: tuple[CheckCode, Problem], given: object, model: type[BaseModel]) -> tuple[CheckCode, Problem]:
    """Return what was found, with other advice where a form or a program wrote that there is nothing: '', null, ~."""
    code, problem = found
    field = field_at(model, problem.at)
    if field is None or field.required or not isinstance(given, str) or given.strip().lower() not in _NOTHING:
        return found
    return code, replace(problem, hint=say("Nothing has to be written here: delete the line"))


_NOTHING = ("", "null", "~", "none")


def _told(
    kind: str, route: Route, ctx: dict[str, Any], given: object, model: type[BaseModel], whole: str
) -> tuple[CheckCode, Problem]:
    key = route.last_key or whole
    if kind == "missing":
        return _missing(route, model)
    if kind in ("literal_error", "enum"):
        return FileCode.NOT_A_CHOICE, not_among(route, given, _QUOTED.findall(str(ctx["expected"])))
    if kind == "repeated":
        message = say("“{written}” is named twice here", written=str(ctx["written"])[:80])
        return FileCode.REPEATED_ITEM, Problem(route / ctx["index"], message)
    if kind == "too_short":
        return FileCode.MISSING_KEY, Problem(route, say("“{key}” must have at least one item", key=key))
    if kind in _EXAMPLES:
        return _mistyped(kind, route, str(ctx.get("written", "")), given, model, key)
    message, hint = _of_another_form(kind, route, ctx, given, key)
    return FileCode.WRONG_FORM, Problem(route, message, hint)


def _of_another_form(kind: str, route: Route, ctx: dict[str, Any], given: object, key: str) -> tuple[Message, Message | None]:
    """Return that a value is no list, group or text, or too long a one, and how it is written instead."""
    if kind in ("tuple_type", "list_type"):
        return say("“{key}” must be a list", key=key), _as_list(given)
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        hint = say("Write its facts under it, indented by two spaces")
        return say("“{key}” must be a group of “key: value” lines", key=key), hint
    if kind in ("string_type", "string_pattern_mismatch"):
        return say("“{key}” must be text", key=key), _as_text(given, route)
    if kind == "string_too_long":
        message = say("“{key}” is too long: at most {limit} characters", key=key, limit=int(ctx["max_length"]))
        return message, say("Shorten it; the long version belongs in the text below the facts")
    return say("“{key}” does not have the form that it needs", key=key), None


def _mistyped(
    kind: str, route: Route, written: str, given: object, model: type[BaseModel], key: str
) -> tuple[CheckCode, Problem]:
    """Return what is wrong with a value that is not the day, sum, id … that it should be."""
    message, hint = _EXAMPLES[kind]
    if kind == "day":
        hint = day_hint(written)
    elif kind == "moment":
        hint = _unseen(written, re.compile(MOMENT_PATTERN).match) or hint
    elif kind == "money":
        hint = _sum_hint(written) or hint
    elif kind in ("percent", "share"):
        hint = _percent_hint(written, whole=kind == "percent") or hint
    elif kind == "url":
        hint = _url_hint(written) or hint
    elif kind == "id":
        hint = _id_hint(given, route) or hint
    if not written:
        return FileCode.WRONG_FORM, Problem(route, say("“{key}” has no single value", key=key), hint)
    return FileCode.WRONG_FORM, Problem(route, Message(message.template, (("written", written[:80]),)), hint)


def not_among(route: Route, given: object, known: Sequence[str]) -> Problem:
    """Return a value that is none of the choices, and the one that was meant: in another case, in Uzbek, or nearly it."""
    choices = tuple(map(option, known))
    offered = say("Choose one of: {choices}", choices=choices)
    if not isinstance(given, str):
        return Problem(route, say("One of the choices stands here, not a list or a group"), offered)
    names = {_spoken(Language("uz").text(choice(word))): word for word in known} | {_spoken(word): word for word in known}
    wanted = _spoken(given)
    hint = offered
    if unseen := _unseen(given, known.__contains__):
        hint = unseen
    elif meant := names.get(wanted):
        hint = say("Write it as {value}", value=meant)
    elif begun := _begun(wanted, names):
        hint = say("Perhaps {nearest} was meant; the choices are: {choices}", nearest=option(begun), choices=choices)
    elif near := difflib.get_close_matches(wanted, names, n=1, cutoff=ALIKE):
        hint = say("Perhaps {nearest} was meant; the choices are: {choices}", nearest=option(names[near[0]]), choices=choices)
    return Problem(route, say("“{word}” is not among the choices", word=given[:80]), hint)


def _begun(wanted: str, names: Mapping[str, str]) -> str | None:
    """Return the one choice whose name has these words, or has a word that begins with them; None where several do."""
    stem = f" {wanted[:-1]}{wanted[-1:].translate(_FINAL)}"
    found = {value for name, value in names.items() if f" {wanted}" in f" {name}" or stem in f" {name}"}
    return found.pop() if len(wanted) >= SHORTEST and len(found) == 1 else None


def _spoken(word: str) -> str:
    """Return a choice as it is compared: without quotation marks, case, hyphens and the rest that `fold` leaves out."""
    return fold(re.sub("[-_]", " ", word).strip("\"'“”« »"))


def _as_text(given: object, route: Route) -> Message:
    """How a text is written that became a group by the colon in it."""
    if isinstance(given, dict) and len(given) == 1 and route and isinstance(route[-1], int):
        ((before, after),) = given.items()
        if isinstance(after, str) and len(before) + len(after) < LONGEST_FIXED:
            return say("Write it as {value}", value=f"- {between_quotes(f'{before}: {after}')}")
    return say("Write a line of text after the colon")


def _as_list(given: object) -> Message:
    """How what was written for a list is written as one."""
    if isinstance(given, str):
        if given.startswith("-"):
            return _SPACE_AFTER_HYPHEN
        if given[:1] in BULLETS:
            return say("Write - (a hyphen) and a space instead of {sign}", sign=given[0])
        items = [item.strip() for item in re.split("[,;]", given)]
        if all(map(_SAFE.fullmatch, items)):
            return say("Write it as {value}", value=f"[{', '.join(items)}]")
    return _ON_LINES


_ON_LINES = say("Write each item on a line of its own after “- ”")
_SPACE_AFTER_HYPHEN = say("Put a space after the hyphen of each item: “- ”")


def _id_hint(given: object, route: Route) -> Message | None:
    """Return what is wrong with an id that cannot be seen, or can be said better than by an example."""
    items = re.split(r"[,;\s]+", given.strip()) if isinstance(given, str) else given
    if isinstance(items, list) and len(items) > 1 and all(isinstance(item, str) and is_id(item) for item in items):
        return _ON_LINES if isinstance(route[-1], int) else say("One id is wanted here, not several: choose one of them")
    if isinstance(given, list):
        single = len(given) == 1 and isinstance(given[0], str) and _SAFE.fullmatch(given[0])
        return say("Write it without brackets: {value}", value=given[0]) if single else None
    if not isinstance(given, str):
        return None
    if unseen := _unseen(given, _SAFE.fullmatch):
        return unseen
    return _SPACE_AFTER_HYPHEN if re.search(r"\s-\w", given) else None


def _plain(text: str) -> str:
    """Return the text as it looks: without invisible signs, hyphens for dashes, Latin letters for those that look like them."""
    return DASH.sub("-", INVISIBLE.sub("", text.replace("\u00a0", " "))).translate(_LATIN).strip()


def _unseen(given: str, right: Callable[[str], object]) -> Message | None:
    """Return what in a value cannot be seen, or hardly, if the value would be right without it."""
    value = _plain(given)
    if value == given or not right(value):
        return None
    if cyrillic := "".join(dict.fromkeys(sign for sign in given if "\u0400" <= sign <= "\u052f")):
        return say("There is a Cyrillic letter in it: {letters}. Type it anew: {value}", letters=cyrillic, value=value)
    if hidden := dict.fromkeys(re.findall(f"{INVISIBLE.pattern}|\u00a0", given)):
        codes = ", ".join(f"U+{ord(sign):04X}" for sign in hidden)
        return say("There is a character in it that cannot be seen: {codes}. Type it anew: {value}", codes=codes, value=value)
    if DASH.search(given):
        return say("There is a dash in it where a hyphen belongs. Type it anew: {value}", value=value)
    return None


def _sum_hint(written: str) -> Message | None:
    """Return the sum in digits: from 840 000 000, 840.000.000,00, 840_000_000 so‘m or 1,2 mlrd so‘m."""
    plain = _plain(written)
    if found := _IN_MULTIPLES.fullmatch(plain):
        total = Decimal(f"{found[1]}.{found[2] or 0}") * _MULTIPLES[found[3].lower()]
        digits = f"{total:.0f}"
    elif found := _THOUSANDS.fullmatch(plain):
        digits = re.sub(r"\D", "", found[1]) + (f".{found[3]}" if found[3] and found[3] != "00" else "")
    else:
        return None
    return say("Write it as {value}", value=digits) if re.match(MONEY_PATTERN, digits) else None


def _percent_hint(written: str, *, whole: bool) -> Message | None:
    """Return the percentage without its sign, and with a point for the comma; None if it has decimals and must be `whole`."""
    found = _PERCENT.fullmatch(_plain(written))
    if found is None or (whole and found[2]):
        return None
    return say("Write it as {value}", value=found[1] + (f".{found[2]}" if found[2] else ""))


def _url_hint(written: str) -> Message | None:
    """Return how a character is written that an address may not hold as it is, if such a one is all that is wrong."""
    wrong = [sign for sign in dict.fromkeys(written) if sign in f"{NOT_IN_URL} "]
    if re.search("%(?![0-9A-Fa-f]{2})", written):
        wrong.insert(0, "%")
    right = re.sub("%(?![0-9A-Fa-f]{2})", "%25", written)
    right = "".join(f"%{ord(sign):02X}" if sign in wrong and sign != "%" else sign for sign in right)
    if not wrong or not re.match(URL_PATTERN, right):
        return None
    return say("An address cannot hold “{sign}” as it is: write {code} instead", sign=wrong[0], code=f"%{ord(wrong[0]):02X}")


def is_day(text: str) -> bool:
    """Whether the text is a day as records have it: 2026-03-05, of the years 1900 to 2199."""
    try:
        return bool(re.match(DAY_PATTERN, text) and date.fromisoformat(text))
    except ValueError:
        return False


def day_hint(written: str) -> Message:
    """Return how a date is written correctly, if it is clear which was meant: 5.3.2026, 2026-3-5, 20260305, 2026-yil 5-mart.

    Where day, month and year are clear but there is no such day, or not in the years that records know, say that.
    """
    if unseen := _unseen(written, is_day):
        return unseen
    if is_day(bare := written.strip("“”„‟«»‘’\"' ")):
        return say("These quotation marks are read as part of the date; write it without them: {value}", value=bare)
    plain = _plain(written)
    found = _DAY_FIRST.match(plain) or _YEAR_FIRST.match(plain)
    parts = found.groupdict() if found else {}
    year, month, day = (parts.get(name) or parts.get(f"{name}_") for name in ("year", "month", "day"))
    words = fold(written)
    if not found and (named := _IN_WORDS.search(words)) and (a_year := re.search(r"\b(19|20|21)[0-9]{2}\b", words)):
        year, month, day = a_year[0], str(MONTHS["uz"].index(named["month"]) + 1), named["day"]
    if not (year and month and day):
        return _EXAMPLES["day"][1]
    if len(year) == 2:  # the records are of this century
        year = f"20{year}"
    if not 1900 <= int(year) < 2200:
        return say("The year {year} is out of range: records know those from 1900 to 2199", year=year)
    if not 1 <= int(month) <= 12:
        return say("There is no month {month}: the month stands in the middle, from 01 to 12", month=f"{int(month):02}")
    first = date(int(year), int(month), 1)
    days = monthrange(first.year, first.month)[1]
    if not 1 <= int(day) <= days:
        return say("There is no such day: {month} has {days} days", month=Month(first), days=days)
    return say("Write it as {value}", value=first.replace(day=int(day)).isoformat())


def _missing(route: Route, model: type[BaseModel]) -> tuple[CheckCode, Problem]:
    """Return a field that is not there, under the code of the paragraph that asks for it, if one does."""
    key, field = route.last_key, field_at(model, route)
    hint = say("Write “{key}:”. {what}", key=key, what=field.description) if field else None
    return asked_by(model, route) or FileCode.MISSING_KEY, Problem(route, say("“{key}” is missing", key=key), hint)


def _unknown(route: Route, model: type[BaseModel], misspelt: set[Route]) -> tuple[CheckCode, Problem]:
    """Report a key that is not known in its group; `misspelt` are the missing ones that such keys were meant for."""
    key, hint = route.last_key, None
    if meant := meant_key(route, model):
        hint = say("Perhaps “{nearest}” was meant", nearest=meant.last_key)
        if unseen := _unseen(key, meant.last_key.__eq__):
            hint = unseen
        elif meant in misspelt:
            hint = say("Perhaps “{nearest}” was meant: it is required and missing", nearest=meant.last_key)
    return FileCode.UNKNOWN_KEY, Problem(route, say("The key “{key}” is not known here", key=key), hint, on_key=True)


def meant_key(route: Route, model: type[BaseModel]) -> Route | None:
    """Return the route to the key that an unknown one was probably meant for: misspelt, or called as pages call it."""
    group = group_at(model, route.parent)
    fields = fields_of(group).values() if group else ()
    keys, titles = {_spoken(field.name): field.name for field in fields}, _by_title(group) if group else {}
    typed = _spoken(_plain(route.last_key))
    for wanted, names, cutoff in ((typed, keys, ALIKE), (_spoken(route.last_key), titles, SAME)):
        if near := difflib.get_close_matches(wanted, names, n=1, cutoff=cutoff):
            return route.parent / names[near[0]]
    return None


@cache
def _by_title(group: type[BaseModel]) -> Mapping[str, str]:
    """Return the keys of a group by what pages call them in Uzbek."""
    return {_spoken(Language("uz").text(field.title)): field.name for field in fields_of(group).values()}

"""Values as people write them, and how records have them: days, sums, percentages, addresses, and what cannot be seen in them."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from validators.model.types import (
    DAY_PATTERN,
    EMAIL_PATTERN,
    MOMENT_PATTERN,
    MONEY_PATTERN,
    NOT_IN_URL,
    NUMBER_PATTERN,
    SIGNED_PATTERN,
    URL_PATTERN,
    WHOLE_PATTERN,
    YEAR_PATTERN,
)
from validators.model.written.period_notations import period_said
from validators.source.route import Value
from validators.text.messages import MONTHS, Message, Month, say
from validators.text.uzbek import DASH, INVISIBLE, fold

_DAY_FIRST = re.compile(
    r"^(?P<day>[0-9]{1,2})[.,/-](?P<month>[0-9]{1,2})(?:[.,/-](?P<year>[0-9]{4})|[./](?P<year_>[0-9]{2})(?![0-9]))"
)
_YEAR_FIRST = re.compile(
    r"^(?P<year>[0-9]{4})(?:(?P<month>[0-9]{2})(?P<day>[0-9]{2})|[./-](?P<month_>[0-9]{1,2})[./-](?P<day_>[0-9]{1,2}))(?:T.*)?$"
)
_SO_M = r"(?: *(?:so[‘'’ʻ`]?m|sum|uzs)\.?)?"
_THOUSANDS = re.compile(
    rf"([1-9][0-9]{{0,2}}(?:([ .,_'’])[0-9]{{3}})(?:\2[0-9]{{3}})*|[1-9][0-9]*)(?:(?!\2)[.,]([0-9]{{2}}))?{_SO_M}", re.IGNORECASE
)
_MULTIPLES = {"ming": 10**3, "mln": 10**6, "million": 10**6, "mlrd": 10**9, "milliard": 10**9, "trln": 10**12, "trillion": 10**12}
_IN_MULTIPLES = re.compile(
    rf"([0-9]{{1,3}}(?: [0-9]{{3}})+|[0-9]{{1,7}})(?:[.,]([0-9]{{1,2}}))? *({'|'.join(_MULTIPLES)})\.?{_SO_M}", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_].*")
_PERCENT = re.compile(r"(100|[1-9]?[0-9])(?:[.,]([0-9]{1,2}))? *(?:%|foiz)?", re.IGNORECASE)
_MONTHS = {name: number for number, name in enumerate(MONTHS["uz"], 1)} | {"sentyabr": 9, "oktyabr": 10}
_SHORT = {name: number for number, name in enumerate(
    ("yan", "fev", "mar", "apr", "may", "iyn", "iyl", "avg", "sen", "okt", "noy", "dek"), 1,
)}  # fmt: skip
"""Months as calendars and workbooks shorten them."""
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:{'|'.join(_SHORT)})(?![a-z]))"
_IN_WORDS = re.compile(rf"(?<![0-9])(?P<day>[0-9]{{1,2}})[ -]*{_MONTH}")
_MONTH_FIRST = re.compile(rf"{_MONTH} (?P<day>[0-9]{{1,2}}),? [0-9]{{4}}")
_ROMAN_MONTH = re.compile(r"(?<=[0-9])([./-])([IVX]+)\1(?=[0-9]{4}$)")
_ROMAN = {name: number for number, name in enumerate(
    ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), 1,
)}  # fmt: skip
_LATIN = str.maketrans("аеорсухіјѕԁһв", "aeopcyxijsdhb")
"""Cyrillic letters that look like Latin ones, and so get into ids, keys and choices unseen."""
_SLASHES = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/")
_ONLY_A_DATE = re.compile(
    r"[0-9]{4}[ -]*(?:yil(?:ning|da|gi)?)?[ -]*[0-9]{1,2}[ -]*[a-z]+|[0-9]{1,2}[ -]*[a-z]+[.,]?[ -]*[0-9]{4}[ -]*(?:yil|goda?|g)?"
)
_TRUTH = {**dict.fromkeys(("true", "ha", "yes", "da"), "true"), **dict.fromkeys(("false", "yoq", "no", "net"), "false")}
_MOMENT = re.compile(r"(?P<day>.*?)(?:(?<![ ,])[ ,]++(?:soat )?|T)(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?::[0-9]{2})?")
_AFTER_A_DAY = re.compile(r"(?:[ -]*(?:yil|y|г|g)\b\.?|,? 0?0:00(?::00)?)?", re.IGNORECASE)
"""What people and workbooks add to a day without saying more: 25.12.2026-yil, 25.12.2026 г., 25.12.2026 00:00:00."""
_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?")


class Remedy(NamedTuple):
    """What to write instead, in words; `value` is it as records have it, if it is known.

    `is_sure` is whether nothing else can have been meant by what was written; `other` is what may have been meant as well.
    """

    hint: Message
    value: Value | None = None
    is_sure: bool = False
    other: str = ""


def written_as(value: str, *, is_sure: bool = True) -> Remedy:
    """Return that a value is written like this."""
    return Remedy(say("Write it as {value}", value=value), value, is_sure)


def _month_first(value: str, other: str) -> Remedy:
    """Return a day or a moment that is another one for those who write the month first."""
    return Remedy(
        say("Write it as {value}, or as {other} if the month comes first", value=value, other=other), value, other=other
    )


def _thousandths(value: str, other: str) -> Remedy:
    """Return a number that is another one if its sign parts not thousands but a fraction."""
    return Remedy(say("Write it as {value}, or as {other} if it is a fraction", value=value, other=other), value)


def as_it_looks(text: str) -> str:
    """Return the text as it looks: without invisible signs, hyphens for dashes, Latin letters for those that look like them."""
    return DASH.sub("-", INVISIBLE.sub("", text.replace("\u00a0", " "))).translate(_LATIN).strip()


def unseen(given: str, right: Callable[[str], object]) -> Remedy | None:
    """Return what in a value cannot be seen, or hardly, if the value would be right without it."""
    value = as_it_looks(given)
    if value == given or not right(value):
        return None
    hint: Message | None = None
    if cyrillic := "".join(dict.fromkeys(sign for sign in given if "\u0400" <= sign <= "\u052f")):
        hint = say("There is a Cyrillic letter in it: {letters}. Type it again: {value}", letters=cyrillic, value=value)
    elif hidden := dict.fromkeys(re.findall(f"{INVISIBLE.pattern}|\u00a0", given)):
        codes = ", ".join(f"U+{ord(sign):04X}" for sign in hidden)
        hint = say("There is a character in it that cannot be seen: {codes}. Type it again: {value}", codes=codes, value=value)
    elif DASH.search(given):
        hint = say("There is a dash in it where a hyphen belongs. Type it again: {value}", value=value)
    return Remedy(hint, value, is_sure=True) if hint else None


def sum_of_money(written: str) -> Remedy | None:
    """Return the sum in digits: from 840 000 000, 840.000.000,00, 840_000_000 so‘m, 1,2 mlrd so‘m or 1 200 mln so‘m.

    One group of three after a point or a comma may be thousandths as well: 1.500.
    """
    plain = as_it_looks(_LETTERS.sub(lambda found: fold(found[0]), written))
    is_sure = True
    if found := _IN_MULTIPLES.fullmatch(plain):
        total = Decimal(f"{found[1].replace(' ', '')}.{found[2] or 0}") * _MULTIPLES[found[3].lower()]
        digits = f"{total:.0f}"
    elif found := _THOUSANDS.fullmatch(plain):
        digits = re.sub(r"\D", "", found[1]) + (f".{found[3]}" if found[3] and found[3] != "00" else "")
        is_sure = found[2] not in (".", ",") or found[1].count(found[2]) > 1 or found[3] is not None
    else:
        return None
    if not re.match(MONEY_PATTERN, digits):
        return None
    fraction = "" if is_sure else found[1].replace(",", ".").rstrip("0").rstrip(".")
    return _thousandths(digits, fraction) if re.match(MONEY_PATTERN, fraction) else written_as(digits, is_sure=is_sure)


def percentage(written: str, *, whole: bool) -> Remedy | None:
    """Return the percentage without its sign, and with a point for the comma; None if it has decimals and must be `whole`."""
    plain = as_it_looks(written)
    if whole and (share := _SHARE.fullmatch(plain)):
        return written_as(f"{int(share[1].ljust(2, '0'))}", is_sure=False)  # 0,45 is 45 % of the whole, or less than one
    found = _PERCENT.fullmatch(plain)
    if found is None or (whole and found[2]):
        return None
    return written_as(found[1] + (f".{found[2]}" if found[2] else ""))


def number(written: str, kind: str) -> Remedy | None:
    """Return a number in digits: from 12,5 or 1 200 or “12 ta” or −5, and a year from 2027-yil.

    One group of three after a comma may be thousands as well: 1,500.
    """
    plain = as_it_looks(written).strip("“”„«»\"' ")
    sign = "-" if kind == "signed" and plain.startswith("-") else ""
    plain = plain[1:].lstrip() if sign else plain
    found = _YEAR.fullmatch(plain) if kind == "year" else _NUMBER.fullmatch(plain)
    if found is None:
        return None
    digits = sign + re.sub(r"\D", "", found[1]) + (f".{found[2]}" if kind in ("number", "signed") and found[2] else "")
    if (kind == "whole" and found[2]) or not re.match(_PATTERNS[kind], digits):
        return None
    unit = found[3] if kind != "year" else ""
    if unit and unit.lower() in _MULTIPLES:
        return None
    return written_as(digits, is_sure=unit.lower() in ("", "ta") and (kind == "year" or not found[2] or len(found[2]) != 3))


_SHARE = re.compile(r"0[.,]([0-9]{1,2})")
_YEAR = re.compile(r"((?:19|20|21)[0-9]{2})(?:[ -]*(?:yil|y\.))?()", re.IGNORECASE)
_NUMBER = re.compile(r"([1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]+)(?:,([0-9]+))? *([a-z]*)", re.IGNORECASE)
_PATTERNS = {"whole": WHOLE_PATTERN, "number": NUMBER_PATTERN, "signed": SIGNED_PATTERN, "year": YEAR_PATTERN}
_MAIL = re.compile(r"(?:\[[^\]]*\]\()?(?:mailto:|<)?\s*([^\s<>\[\](),;]+@[^\s<>\[\](),;]+?)>?\)?", re.IGNORECASE)


def email(written: str) -> Remedy | None:
    """Return an e-mail address without what programs put around it: mailto:a@b.uz, <a@b.uz>, [a@b.uz](mailto:a@b.uz)."""
    if remedy := unseen(written, re.compile(EMAIL_PATTERN).match):
        return remedy
    plain = as_it_looks(written).strip("“”„«»\"' ")
    found = _MAIL.fullmatch(plain)
    return written_as(found[1]) if found and found[1] != written and re.match(EMAIL_PATTERN, found[1]) else None


def truth(written: str) -> Remedy | None:
    """Return true or false for the words that people say instead: ha, yo‘q, yes, no, да, нет, in any case."""
    value = _TRUTH.get(fold(written.strip(" .\"'“”")))
    return written_as(value) if value else None


def web_address(written: str) -> Remedy | None:
    """Return how a character is written that an address may not hold as it is, if such a one is all that is wrong."""
    bare = written.strip("<>“”„«»\"' ")
    if bare != written and re.match(URL_PATTERN, bare):
        return written_as(bare)
    wrong = [sign for sign in dict.fromkeys(written) if sign in f"{NOT_IN_URL} "]
    if re.search("%(?![0-9A-Fa-f]{2})", written):
        wrong.insert(0, "%")
    right = re.sub("%(?![0-9A-Fa-f]{2})", "%25", written)
    right = "".join(f"%{ord(sign):02X}" if sign in wrong and sign != "%" else sign for sign in right)
    if not wrong or not re.match(URL_PATTERN, right):
        return None
    code = f"%{ord(wrong[0]):02X}"
    hint = say("An address cannot hold “{sign}” as it is: write {code} instead", sign=wrong[0], code=code)
    return Remedy(hint, right, is_sure=True)


def is_day(text: str) -> bool:
    """Whether the text is a day as records have it: 2026-03-05, of the years 1900 to 2199."""
    try:
        return bool(re.match(DAY_PATTERN, text) and date.fromisoformat(text))
    except ValueError:
        return False


def day(written: str) -> Remedy:
    """Return how a date is written correctly, if it is clear which was meant: 5.3.2026, 2026-3-5, 20260305, 2026-yil 5-mart.

    Where day, month and year are clear but there is no such day, or not in the years that records know, say that. Nobody can be
    sure of 05/03/27: elsewhere the month comes first, and of which century it is stands nowhere; both readings are named.
    """
    if remedy := unseen(written, is_day):
        return remedy
    if is_day(bare := written.strip("“”„‟«»‘’\"' ")):
        hint = say("These quotation marks are read as part of the date; write it without them: {value}", value=bare)
        return Remedy(hint, bare, is_sure=True)
    plain = _ROMAN_MONTH.sub(lambda sign: f"{sign[1]}{_ROMAN.get(sign[2], sign[2])}{sign[1]}", as_it_looks(written))
    found = _DAY_FIRST.match(plain) or _YEAR_FIRST.match(plain)
    parts = found.groupdict() if found else {}
    year, month, day_ = (parts.get(name) or parts.get(f"{name}_") for name in ("year", "month", "day"))
    is_sure = found is not None and _AFTER_A_DAY.fullmatch(plain, found.end()) is not None
    if not found and (named := _in_words(fold(written))):
        year, month, day_, is_sure = named
    if not (year and month and day_):
        remedy = _last_of_period(plain) or _without_look_alikes(plain) or _counted_by_workbook(plain)
        return remedy or _without_year(written) or Remedy(A_DAY)
    if len(year) == 2:  # the records are of this century
        year, is_sure = f"20{year}", False
    if "T" in plain:
        is_sure = is_sure and _MIDNIGHT.fullmatch(plain[plain.index("T") :]) is not None
    is_american = _SLASHES.match(plain) is not None and int(day_) <= 12
    return _existing(int(year), int(month), int(day_), is_sure=is_sure, may_be_american=is_american)


def _last_of_period(written: str) -> Remedy | None:
    """Return the last day of the year, quarter or month that stands where a day belongs: 12.2026, 2026 yil IV chorak."""
    without_end = re.sub(r"(?:ning)? *(?:oxiri(?:gacha|da)?|yakuni(?:gacha|da)?)$|gacha$", "", fold(written))
    said = re.search(r"\b(?:19|20|21)[0-9]{2}\b", written)
    period = period_said(without_end, date.max) if said else None
    if period is None or period.until is None:
        return None
    value = period.until.isoformat()
    return Remedy(say("If its last day is meant, write {value}", value=value), value)


_NEARLY_DIGITS = re.compile("[0-9oOlI]{1,4}[./-][0-9oOlI]{1,2}[./-][0-9oOlI]{1,4}")


def _without_look_alikes(written: str) -> Remedy | None:
    """Return a day in which letters stand that look like digits, with the digits: 2026-1O-25."""
    meant = re.sub("[oO]", "0", re.sub("[lI]", "1", written)) if _NEARLY_DIGITS.fullmatch(written) else written
    if is_day(meant) or meant == written:
        return None if meant == written else written_as(meant)
    found = day(meant)
    return found if found.value else None


def _counted_by_workbook(written: str) -> Remedy | None:
    """Return the day that a workbook shows as a number where a cell lost its form: 46381."""
    found = date(1899, 12, 30) + timedelta(int(written)) if re.fullmatch("[1-9][0-9]{4}", written) else None
    if found is None or not 2000 <= found.year < 2100:  # any other number is likelier to be something else
        return None
    value = found.isoformat()
    return Remedy(say("If this is a workbook's number for a day, write {value}", value=value), value)


def _without_year(written: str) -> Remedy | None:
    """Say of a day and a month in words that only the year is missing: which one is meant, a person knows."""
    named = _in_words(fold(f"{written} 2000"))
    if named is None or not named[3]:
        return None
    found = _existing(2000, int(named[1]), int(named[2]), is_sure=False, may_be_american=False)
    return Remedy(say("Only the year is missing: {value}", value=f"…{str(found.value)[4:]}")) if found.value else None


def _in_words(words: str) -> tuple[str, str, str, bool] | None:
    """Return year, month and day of a date with its month in words, and whether nothing else is said: 5-mart 2026."""
    named, year = _MONTH_FIRST.fullmatch(words) or _IN_WORDS.search(words), re.search(r"\b(19|20|21)[0-9]{2}\b", words)
    if named is None or year is None:
        return None
    is_whole = named.re is _MONTH_FIRST or _ONLY_A_DATE.fullmatch(words.rstrip(". ")) is not None
    return year[0], str((_MONTHS | _SHORT)[named["month"]]), named["day"], is_whole


def _existing(year: int, month: int, day_: int, *, is_sure: bool, may_be_american: bool) -> Remedy:
    """Return a day as records have it, or why there is no such day; `may_be_american` is whether the month may come first."""
    if not 1900 <= year < 2200:
        return Remedy(say("The year {year} is out of range: records know those from 1900 to 2199", year=f"{year:04}"))
    if may_be_american and month > 12:
        month, day_ = day_, month
    if not 1 <= month <= 12:
        return Remedy(say("There is no month {month}: the month stands in the middle, from 01 to 12", month=f"{month:02}"))
    days = monthrange(year, month)[1]
    if not 1 <= day_ <= days:
        return Remedy(say("There is no such day: {month} has {days} days", month=Month(date(year, month, 1)), days=days))
    value = date(year, month, day_).isoformat()
    if may_be_american and day_ <= 12 and day_ != month:
        return _month_first(value, date(year, day_, month).isoformat())
    return written_as(value, is_sure=is_sure)


def moment(written: str) -> Remedy | None:
    """Return how a date with a time of day is written correctly, if it is clear which was meant: 14.06.2026 9:15."""
    if remedy := unseen(written, re.compile(MOMENT_PATTERN).match):
        return remedy
    found = _MOMENT.fullmatch(as_it_looks(written))
    the_day = day(found["day"]) if found else None
    if found is None or the_day is None or not isinstance(the_day.value, str):
        return None
    time = f"{int(found['hour']):02}:{found['minute']}"
    value = f"{the_day.value} {time}"
    if the_day.other and re.match(MOMENT_PATTERN, value):
        return _month_first(value, f"{the_day.other} {time}")
    return written_as(value, is_sure=the_day.is_sure) if re.match(MOMENT_PATTERN, value) else None


def day_from(written: object, today: date) -> str | None:
    """Return the day that is said by its distance from another: bugun, kecha, ertaga, сегодня.

    >>> day_from("Bugun", date(2026, 12, 2)), day_from("вчера", date(2026, 12, 2))
    ('2026-12-02', '2026-12-01')
    """
    days = _FROM_TODAY.get(fold(written)) if isinstance(written, str) else None
    return None if days is None else (today + timedelta(days)).isoformat()


_FROM_TODAY = {
    **dict.fromkeys(("bugun", "bugungi kun", fold("сегодня"), "today"), 0),
    **dict.fromkeys(("kecha", fold("вчера")), -1),
    **dict.fromkeys(("ertaga", fold("завтра")), 1),
}
A_DAY = say("Write the date as year-month-day: 2026-03-05")

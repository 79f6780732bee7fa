"""Texts in Uzbek, labels of values, numbers and dates, as the site shows them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from hooks.data.snapshot import UZBEK
from validators.text.messages import NARROW_SPACE, Message, choice, say


@lru_cache(maxsize=5_000)
def text(message: Message) -> str:
    """Return a message in Uzbek."""
    return UZBEK.text(message)


@cache
def _plain(template: str) -> str:
    return text(say(template))


def translate(template: str, **parameters: str | int | date | Message) -> str:
    """Return an English source text in Uzbek: `_("…")` in templates."""
    return text(say(template, **parameters)) if parameters else _plain(template)


@cache
def value_label(value: str) -> str:
    """Return the label of a value that a field chooses from, such as a status."""
    return text(choice(value))


def number(value: int | Decimal) -> str:
    """Return a number with a decimal comma; with narrow spaces between thousands from five digits: 2026, 10 000."""
    return UZBEK.number(value)


def millions(value: Decimal) -> str:
    """Return a sum in millions of so‘m, to a tenth where it is not whole: 4 390, 248,5."""
    tenths = int((value / 100_000).to_integral_value(ROUND_HALF_UP))
    whole, rest = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{f'{whole:,}'.replace(',', NARROW_SPACE)}{f',{rest}' if rest else ''}"


def file_size(size: int) -> str:
    """Return a number of bytes as people read it: 240 KiB, 1,5 MiB."""
    if size < 1024**2:
        return f"{number(max(1, -(-size // 1024)))} KiB"
    return f"{number(Decimal(size * 10 // 1024**2) / 10)} MiB"


def month(day: date) -> str:
    """Return the year and name of a month: 2026-yil mart."""
    return UZBEK.month(day)


def day_month(day: date) -> str:
    """Return a day without its year, where that is plain: 5-mart."""
    return UZBEK.day(day).split("-yil ")[-1]


def day_of_year(written: str) -> str:
    """Return a day of every year, written as 02-15: 15-fevral."""
    return day_month(date.fromisoformat(f"2024-{written}"))


WEEKDAYS = (say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Saturday"), say("Sunday"))


@cache
def weekday(day: date) -> str:
    """Return the day of the week, short for working days."""
    return text(WEEKDAYS[day.weekday()])


def short_month(day: date) -> str:
    """Return a month in three or four letters: iyun and iyul differ only in the fourth."""
    name = UZBEK.day(day).split("-")[-1]
    return name if len(name) <= 4 else name[:3]

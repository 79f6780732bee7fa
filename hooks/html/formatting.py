"""How the site says things: texts in Uzbek, names of values, numbers and dates."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from hooks.data.snapshot import UZBEK
from validators.text.messages import Message, choice, say

THIN_SPACE = "\u202f"


@lru_cache(maxsize=5_000)
def text(message: Message) -> str:
    """A message in the site's language."""
    return UZBEK.text(message)


@cache
def _plain(template: str) -> str:
    return text(say(template))


def translate(template: str, **parameters: str | int | date | Message) -> str:
    """`_("…")` of the templates."""
    return text(say(template, **parameters)) if parameters else _plain(template)


@cache
def named(value: str) -> str:
    """What a value of a field, such as a status, is called."""
    return text(choice(value))


def number(value: int | Decimal) -> str:
    """Digits in threes, divided by thin spaces, from five on: 2026, 10 000; tiyin after a comma if there are any."""
    whole, _, rest = (f"{value}" if -10_000 < value < 10_000 else f"{value:,}").partition(".")
    return whole.replace(",", THIN_SPACE) + (f",{rest}" if rest.strip("0") else "")


@cache
def short_day(day: date) -> str:
    """Return a date for tables, with the time of day if it has one: 05.03.2026, 05.03.2026 14:30."""
    return f"{day:%d.%m.%Y %H:%M}" if isinstance(day, datetime) else f"{day:%d.%m.%Y}"


def month(day: date) -> str:
    """The month's year and name: 2026-yil mart."""
    return UZBEK.month(day)


def short_month(day: date) -> str:
    """The month's first letters, for a leaf of a calendar; iyun and iyul differ only in the last."""
    name = UZBEK.day(day).split("-")[-1]
    return name if len(name) <= 4 else name[:3]

"""Periods as people say them: 2026, 11.2026, 2026-11, noyabr 2026, 3-chorak."""

import re
from calendar import monthrange
from datetime import date
from itertools import count

from validators.model.periods import Period
from validators.text.messages import MONTHS
from validators.text.uzbek import fold

_TOKEN = re.compile(r"[0-9]+|[a-z]+")
_OTHER_NAMES = {"sentyabr": 9, "oktyabr": 10}
"""Months as Russian and Uzbek in Cyrillic call them, where Latin does not."""
_MONTHS = {fold(name): number for names in MONTHS.values() for number, name in enumerate(names, 1)} | _OTHER_NAMES
_QUARTER = frozenset({"chorak", "choragi", "kvartal", "q"})
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = frozenset({"yil", "yili", "y"})
_MONTH = frozenset({"oy", "oyi"})


def period_said(written: str, as_of: date) -> Period | None:
    """Return the year, the quarter or the month that was said; None if it is not clear which.

    Without a year it is the last one that had begun on that day.

    >>> period_said("noyabr 2026", date(2026, 12, 1)) == period_said("11.2026", date(2026, 12, 1))
    True
    """
    tokens = _TOKEN.findall(fold(written))
    years = [token for token in tokens if re.fullmatch("[0-9]{4}", token)]
    rest = [token for token in tokens if token not in (*years, *_YEAR)]
    if len(years) > 1 or (years and not 1900 <= int(years[0]) < 2200):
        return None
    year = int(years[0]) if years else None
    if not rest:
        return _months(1, 12, year, as_of) if year else None
    if words := _QUARTER.intersection(rest):
        quarter = [_ROMAN.get(token) or (int(token) if token.isdecimal() else 0) for token in rest if token not in words]
        return _months(quarter[0] * 3 - 2, 3, year, as_of) if len(quarter) == 1 and 1 <= quarter[0] <= 4 else None
    named = [token for token in rest if token not in _MONTH]
    if len(named) != 1 or (named == rest and year is None and named[0].isdecimal()):
        return None
    month = int(named[0]) if named[0].isdecimal() else _MONTHS.get(named[0], 0)
    return _months(month, 1, year, as_of) if 1 <= month <= 12 else None


def _months(first: int, months: int, year: int | None, as_of: date) -> Period:
    """Return so many months of a year, or of the last in which they had begun."""
    if year is None:
        year = next(found for found in count(as_of.year, -1) if date(found, first, 1) <= as_of)
    last = first + months - 1
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))

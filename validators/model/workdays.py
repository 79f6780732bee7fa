"""Time as the department counts it: months of the calendar, and the working days of Uzbekistan."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, date, timedelta
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later or that month's last (29 February + 36 months: 28 February), up to year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def days_later(day: date, days: int) -> date:
    """Return the day so many days on; never past year 9999."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def day_in(year: int, day: str) -> date:
    """Return the day of the year written as `02-29`, which in most years is 28 February."""
    month, number = map(int, day.split("-"))
    return date(year, month, min(number, calendar.monthrange(year, month)[1]))


@cache
def _national() -> Any:
    """Return the national calendar; without its language the library silently answers in English.

    Its module is loaded by its own file: the package around it loads the calendars of all countries, a tenth of a short check.
    """
    import holidays

    countries = Path(holidays.__file__).with_name("countries")
    # In a browser the library is compiled beforehand.
    file = next(filter(Path.is_file, (countries / "uzbekistan.py", countries / "uzbekistan.pyc")), None)
    spec = spec_from_file_location("holidays_of_uzbekistan", file) if file else None
    if spec is None or spec.loader is None:
        return holidays.country_holidays("UZ", language="uz")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Uzbekistan(language="uz")


@cache
def _works_nationally(day: date) -> bool:
    """Whether the day is a working day by the national calendar; a run asks about the same days again and again."""
    return bool(_national().is_working_day(day))


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Working days by the national calendar, corrected by the override file for decrees that the calendar does not know yet.

    `overrides` says of a day whether it is worked.
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        """Whether the day is a working day."""
        if day in self.overrides:
            return self.overrides[day]
        return _works_nationally(day)

    def holiday(self, day: date) -> str | None:
        """Return what a holiday is called in the national calendar, in the spelling of the site; None for any other day."""
        name: str | None = _national().get(day)
        return name and name.replace("ʻ", "‘")

    def later(self, day: date, days: int) -> date:
        """Return the working day so many working days after `day`, which itself does not count; never past year 9999."""
        while days > 0 and day < date.max:
            day += timedelta(days=1)
            days -= self.works(day)
        return day

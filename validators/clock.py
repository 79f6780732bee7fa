"""The one place that reads the clock: the day in Tashkent on which a check is made."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

TASHKENT = ZoneInfo("Asia/Tashkent")


def today() -> date:
    """Today's date where the Agency works."""
    return datetime.now(TASHKENT).date()

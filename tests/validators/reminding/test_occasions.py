"""On which days a duty is brought to mind."""

from datetime import date, timedelta

import pytest

from validators.model.workdays import WorkCalendar
from validators.reminding.occasions import digest_day, occasion_of

CALENDAR = WorkCalendar()
MONDAY, SUNDAY = date(2026, 7, 20), date(2026, 7, 19)


def days_of(due: date, ahead: int, until: date) -> list[str]:
    """Return the days on which a job that runs every day brings the duty to mind."""
    first = due - timedelta(days=40)
    days = (first + timedelta(days=number) for number in range((until - first).days + 1))
    return [str(day) for day in days if occasion_of(due, day, ahead, CALENDAR) == day]


def test_a_duty_is_brought_to_mind_before_its_day_on_it_and_every_week_when_late() -> None:
    assert days_of(MONDAY, 7, date(2026, 8, 6)) == [
        "2026-07-13", "2026-07-17", "2026-07-20", "2026-07-21", "2026-07-28", "2026-08-04",
    ]  # fmt: skip


def test_a_duty_of_a_sunday_is_brought_to_mind_on_working_days_before_it() -> None:
    assert days_of(SUNDAY, 7, SUNDAY) == ["2026-07-10", "2026-07-17"]


@pytest.mark.parametrize(("ahead", "first"), [(0, "2026-07-17"), (1, "2026-07-17"), (3, "2026-07-17"), (14, "2026-07-06")])
def test_how_far_ahead_is_asked_for(ahead: int, first: str) -> None:
    assert days_of(MONDAY, ahead, MONDAY)[0] == first


def test_nothing_is_brought_to_mind_before_the_first_day() -> None:
    assert occasion_of(MONDAY, date(2026, 7, 12), 7, CALENDAR) is None


def test_a_missed_day_stays_due_until_the_next_one() -> None:
    assert occasion_of(MONDAY, date(2026, 7, 26), 7, CALENDAR) == date(2026, 7, 21)


def test_the_digest_is_of_monday_or_of_the_first_working_day_after_it() -> None:
    moved = WorkCalendar({date(2026, 7, 20): False})
    assert [digest_day(date(2026, 7, day), CALENDAR) for day in (20, 24, 26)] == [MONDAY] * 3
    assert digest_day(date(2026, 7, 22), moved) == date(2026, 7, 21)

"""Terms in working days fall due by the national calendar: N12.a.4-3 on the days around the last one of the term."""

from datetime import date, timedelta

import holidays
import pytest
from inline_snapshot import snapshot

from tests.support.scratch import Scratch
from validators.model.workdays import WorkCalendar

# Written out, so that no month's length or weekday is computed here too.
TERMS = [
    # changed on, term in working days, last day of the term, the day after
    ("2026-06-01", 10, "2026-06-15", "2026-06-16"),  # two weekends
    ("2026-06-05", 1, "2026-06-08", "2026-06-09"),  # from Friday to Monday
    ("2026-06-06", 1, "2026-06-08", "2026-06-09"),  # changed on a Saturday
    ("2026-08-27", 1, "2026-08-28", "2026-08-29"),  # overdue from the Saturday on: the term does not wait for a working day
    ("2026-08-28", 1, "2026-09-02", "2026-09-03"),  # 31 August is off by decree, 1 September a holiday
    ("2026-12-07", 1, "2026-12-09", "2026-12-10"),  # the term would end on 8 December, the Constitution's day
    ("2026-12-11", 1, "2026-12-12", "2026-12-13"),  # 12 December is a working Saturday
    ("2026-12-30", 1, "2027-01-04", "2027-01-05"),  # 31 December is off for it, then a holiday and a weekend
    ("2026-03-06", 1, "2026-03-10", "2026-03-11"),  # 8 March is a Sunday, so Monday is off
    ("2026-06-15", 0, "2026-06-15", "2026-06-16"),  # a term of no days ends on the day itself
]


@pytest.mark.parametrize(("changed", "term", "last", "after"), TERMS, ids=[f"{changed}+{term}" for changed, term, _, _ in TERMS])
def test_a_change_is_overdue_from_the_day_after_the_last_working_day_of_the_term(
    base: Scratch, changed: str, term: int, last: str, after: str
) -> None:
    _change_on(base, changed, term)

    assert _late(base, _day_before(last)) == []
    assert _late(base, last) == []
    assert _late(base, after) == ["N12.a.4-3 ree-001 changes.0"]


def test_a_decree_adds_a_day_off(base: Scratch) -> None:
    _change_on(base, "2026-06-12", 1)
    base.write("records/holidays.md", "---\nholidays: [2026-06-15]\n---\nQo‘shimcha dam olish kuni.\n")

    assert _late(base, "2026-06-16") == []
    assert _late(base, "2026-06-17") == ["N12.a.4-3 ree-001 changes.0"]


def test_a_decree_makes_a_saturday_or_a_holiday_a_working_day(base: Scratch) -> None:
    _change_on(base, "2026-08-28", 2)
    base.write("records/holidays.md", "---\nworkdays: [2026-08-29, 2026-09-01]\n---\nIsh kuni qilingan kunlar.\n")

    assert _late(base, "2026-09-01") == []
    assert _late(base, "2026-09-02") == ["N12.a.4-3 ree-001 changes.0"]


def test_a_launch_counts_like_a_change_and_is_not_overdue_once_done(base: Scratch) -> None:
    _change_on(base, "2026-12-11", 1)
    base.change("ree-001", "launched: 2026-12-11\nchanges:\nregistration:\n  passport: in-review\n")

    assert _late(base, "2026-12-12") == []
    assert _late(base, "2026-12-13") == ["N12.a.4-3 ree-001 registration"]

    base.change("ree-001", "registration:\n  passport: registered\n  number: 2026-0003\n  entered: 2026-12-14\n")
    assert _late(base, "2026-12-15") == []


def test_a_term_beyond_the_calendar_does_not_fail_the_check(base: Scratch) -> None:
    _change_on(base, "2199-12-31", 10)
    base.change("ree-001", "continuity:\n  plan: 02-17/9\n  approved: 2199-12-31\n")

    assert base.check().findings == ["F32 ree-001 continuity.approved", "N11.6-2 ree-001 continuity"]


def test_the_finding_says_when_it_fell_due(base: Scratch) -> None:
    _change_on(base, "2026-12-30", 1)

    answer = base.check(as_of="2027-01-06")

    [finding] = [finding for finding in answer.json["findings"] if finding["code"] == "N12.a.4-3"]
    assert finding["clock"] == "duty"
    assert finding["message"] == snapshot(
        "Change of 30 December 2026 in the Unified Registry: was due on 4 January 2027, 2 days ago"
    )


def _change_on(base: Scratch, day: str, term: int) -> None:
    base.change("ree-001", f"changes:\n  - date: {day}\n    what: Yangi hisobot qo‘shildi\n")
    base.change("records/settings.md", f"S26:\n  value: {term}\n  basis: hjt-002\n  since: 2024-01-01\n")


def _late(base: Scratch, as_of: str) -> list[str]:
    return [finding for finding in base.check(as_of=as_of).findings if finding.startswith("N12.a.4-3 ")]


def _day_before(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=1))


def test_the_calendar_that_is_loaded_alone_is_the_librarys() -> None:
    """Decrees have moved days of many years; the calendar of one country, loaded without the others, knows them all."""
    whole, ours = holidays.country_holidays("UZ", language="uz"), WorkCalendar()
    days = [date(2015, 1, 1) + timedelta(number) for number in range(365 * 20)]
    assert [day for day in days if ours.works(day) != whole.is_working_day(day)] == []

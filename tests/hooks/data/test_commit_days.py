"""When commits count as made: by the order of their parents, whatever single clocks say."""

from datetime import UTC, date, datetime

import pytest

from hooks.data.commit_days import commit_days
from validators.clock import TASHKENT

AS_OF = date(2026, 6, 15)


def clock(day: str) -> int:
    return int(datetime.fromisoformat(f"{day}T10:00:00+05:00").timestamp())


def reckoned(*days: str) -> list[str]:
    """The day of each commit, and after a slash the day that its clock gives instead."""
    found = commit_days([clock(day) for day in days], AS_OF)
    assert [one.when for one in found] == sorted(one.when for one in found)
    return [
        f"{one.when.astimezone(TASHKENT):%m-%d}{f'/{one.claimed}' if one.claimed else ''}"
        for one in found
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("clocks", "days"),
    [
        (["2026-04-08", "2026-05-13", "2026-05-13", "2026-06-15"], ["04-08", "05-13", "05-13", "06-15"]),
        (["2026-04-08", "2026-05-13", "1970-01-02"], ["04-08", "05-13", "05-13/1970-01-02"]),
        (["2026-04-08", "1970-01-02", "2026-05-13"], ["04-08", "04-08/1970-01-02", "05-13"]),
        (["1970-01-02", "2026-04-08", "2026-05-13"], ["04-08/1970-01-02", "04-08", "05-13"]),
        (["2026-04-08", "2020-01-01", "2020-01-01", "2020-01-02"], ["04-08", *["04-08/2020-01-01"] * 2, "04-08/2020-01-02"]),
        (["2026-04-08", "2040-01-01", "2026-05-13"], ["04-08", "05-13/2040-01-01", "05-13"]),
        (["2040-01-01", "2026-04-08", "2026-05-13"], ["04-08/2040-01-01", "04-08", "05-13"]),
        (["2026-04-08", "2026-05-13", "2026-06-16"], ["04-08", "05-13", "06-15/2026-06-16"]),
        (["2026-04-08", "2026-06-10", "2026-04-20", "2026-05-13"], ["04-08", "04-20/2026-06-10", "04-20", "05-13"]),
        (["2026-04-08", "2026-06-10", "2026-05-13"], ["04-08", "06-10", "06-10/2026-05-13"]),
        (["1970-01-02", "2040-01-01"], ["06-15/1970-01-02", "06-15/2040-01-01"]),
        (["2026-06-15"], ["06-15"]),
        ([], []),
    ],
)
def test_a_clock_counts_where_it_agrees_with_the_order_of_the_commits(clocks: list[str], days: list[str]) -> None:
    assert reckoned(*clocks) == days


def test_a_commit_ahead_of_the_build_counts_from_its_midnight() -> None:
    (only,) = commit_days([clock("2026-06-16")], AS_OF)

    assert only.when == datetime(2026, 6, 14, 19, tzinfo=UTC)


def test_a_clock_that_no_calendar_has_ends_nothing() -> None:
    first, *others = commit_days([clock("2026-04-08"), 10**17, 0], AS_OF)

    assert first.claimed is None
    assert [(one.when, one.claimed) for one in others] == [
        (datetime(2026, 6, 14, 19, tzinfo=UTC), date.max),
        (datetime(2026, 6, 14, 19, tzinfo=UTC), date(1970, 1, 1)),
    ]


def test_a_clock_that_is_off_by_minutes_is_not_worth_a_word() -> None:
    first, second = commit_days([clock("2026-04-08"), clock("2026-04-08") - 600], AS_OF)

    assert (first.when, second.claimed) == (second.when, None)


def test_a_long_history_takes_no_time() -> None:
    clocks = [clock("2026-04-08") + place * 60 - (place % 7 == 3) * 10**6 for place in range(49_000)]

    assert sum(one.claimed is not None for one in commit_days(clocks, AS_OF)) == len(clocks) // 7

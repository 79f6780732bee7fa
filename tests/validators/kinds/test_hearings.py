"""The yearly report is heard in each calendar year (10): which year a hearing serves for, while S13 gives no day."""

import pytest

from tests.support.scratch import Scratch

REPORT = """\
type: annual
status: submitted
period:
  since: {year}-01-01
  until: {year}-12-31
inputs:
approvals:
  - decision: submitted
    role: department
    by: tsh-002
    date: 2025-12-22
as_of: 2025-12-22
figures:
heard:
  date: {heard}
  body: Agentlik hay’ati
  minutes: 2-son
"""


def missing(base: Scratch, day: str) -> list[str]:
    """Return the days by which a hearing was due that was not held."""
    found = base.nizom("due", "--format", "json", "--as-of", day).json["duties"]
    return [item["due"] for item in found if item["code"] == "N10-1" and item["state"] == "overdue"]


@pytest.mark.parametrize(
    ("year", "heard", "wanted"),
    [
        (2025, "2025-12-26", {"2026-01-01": [], "2027-01-01": ["2026-12-31"]}),
        (2024, "2025-02-12", {"2026-01-01": [], "2027-01-01": ["2026-12-31"]}),
        (2025, "2026-02-12", {"2026-06-15": ["2025-12-31"], "2027-01-01": ["2025-12-31"]}),
        (2024, "2026-02-12", {"2026-02-11": ["2025-12-31"], "2026-02-12": [], "2027-01-01": ["2026-12-31"]}),
    ],
)  # fmt: skip
def test_a_hearing_serves_for_the_calendar_year_it_is_in(
    base: Scratch, year: int, heard: str, wanted: dict[str, list[str]]
) -> None:
    base.change("tsh-002", "established: 2025-01-01\n")
    base.change("his-2026-002", REPORT.format(year=year, heard=heard))

    assert {day: missing(base, day) for day in wanted} == wanted

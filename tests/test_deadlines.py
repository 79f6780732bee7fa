"""Around every kind of deadline a duty's state changes on exactly the right day, as the command line tells it."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest

from tests.scratch import Scratch


class Deadline(NamedTuple):
    """A duty's code, what is laid over the base records, and the first day on which the duty is overdue."""

    code: str
    changes: dict[str, str]
    overdue: str


PLACED = """
website:
  url: https://agentlik.example.uz/ochiq/standartlar
  date: 2026-05-28
portal:
  url: https://data.example.uz/uz/datasets/standartlar
  date: 2026-05-28
"""

LEAP_DAY = {"records/settings.md": "S29:\n  value: 02-29\n  basis: 12-son buyruq\n  since: 2024-01-15\n"}
TO_DEPUTY = "type: infrastructure\nstatus: submitted\ndecision:\naddressee:\n  role: deputy\n  to: xod-005\n"
TO_MANAGEMENT = "type: internal-policy\nstatus: submitted\ndecision:\naddressee:\n  role: director-general\n  to: xod-004\n"


def setting(code: str, value: str, since: str) -> str:
    """A setting as the settings file has it."""
    return f"{code}:\n  value: {value}\n  basis: hjt-002\n  since: {since}\n"


MEASURED_TO = "period:\n  since: 2026-01-01\n  until: "
FOUND = """
findings:
  - text: Arizalar qog‘ozda qabul qilinmoqda
    measures:
      - text: Elektron tartibni joriy etish
        responsible: xod-003
        due: """
THRESHOLD = {"records/settings.md": setting("S30", "\n    threshold: 90\n    days: 20", "2024-01-01")}
HEARD_BY = {"records/settings.md": setting("S13", "02-29", "2024-01-01")}
YEARLY = {"records/settings.md": setting("S42", "12", "2024-01-01")}
QUARTERLY = {"records/settings.md": setting("S35", "\n    months: 3\n    units: [tsh-006]", "2027-10-01")}
DIGEST_MONTHLY = {"records/settings.md": setting("S35", "\n    months: 1\n    units: [tsh-006]", "2028-01-01")}


def month_ends(since: str) -> dict[str, str]:
    """Monthly reports by the last day of the following month, from a day on."""
    return {"records/settings.md": setting("S51", "31", since) + setting("S52", "true", since)}


MINISTRY = {"records/settings.md": setting("S17", "30", "2024-01-01")}


def submitted(day: str) -> str:
    """A roadmap that lies with the ministry since a day."""
    return f"""\
status: submitted
approvals:
  - decision: developed
    role: department
    by: xod-002
    date: {day}
  - decision: submitted
    role: head
    by: xod-001
    date: {day}
    document: 01-12/14
    to: tsh-003
"""


DEADLINES = [
    # Thirty days (S17) that the ministry has for what was submitted, across the end of February.
    Deadline("N12.a.1-7", {"yol-2026-001": submitted("2026-01-30"), **MINISTRY}, "2026-03-02"),
    Deadline("N12.a.1-7", {"yol-2026-001": submitted("2028-01-30"), **MINISTRY}, "2028-03-01"),
    # An assignment's own date: the last good day itself is not late, be it a holiday or the 29 February.
    Deadline("N12.g.2-3", {"top-2026-001": "due: 2026-09-30\n"}, "2026-10-01"),
    Deadline("N12.g.2-3", {"top-2026-001": "due: 2026-09-01\n"}, "2026-09-02"),
    Deadline("N12.g.2-3", {"top-2026-001": "due: 2028-02-29\n"}, "2028-03-01"),
    # Ten days (S07) after the inspectorate's request, across the end of February; a term of its own comes first.
    Deadline("N6.2-3", {"sor-2026-001": "status: open\ndate: 2026-02-20\ndue:\nreply:\n"}, "2026-03-03"),
    Deadline("N6.2-3", {"sor-2026-001": "status: open\ndate: 2028-02-19\ndue:\nreply:\n"}, "2028-03-01"),
    Deadline("N6.2-3", {"sor-2026-001": "status: open\ndate: 2026-04-13\ndue: 2026-04-15\nreply:\n"}, "2026-04-16"),
    # Five days (S49) after our request to a unit.
    Deadline("N13.1-1", {"sor-2026-002": "status: open\nreply:\ndate: 2026-06-08\ndue:\n"}, "2026-06-14"),
    Deadline("N13.1-1", {"sor-2026-002": "status: open\nreply:\ndate: 2026-12-28\ndue:\n"}, "2027-01-03"),
    # Eight hours (S47) after an incident began; the day on which they are up is still good.
    Deadline("N12.y.3-3", {"hod-2026-001": "status: open\nstart: 2026-06-14 15:59\nend:\n"}, "2026-06-15"),
    Deadline("N12.y.3-3", {"hod-2026-001": "status: open\nstart: 2026-06-14 16:00\nend:\n"}, "2026-06-16"),
    Deadline("N12.y.3-3", {"hod-2026-001": "status: open\nstart: 2028-02-28 20:00\nend:\n"}, "2028-03-01"),
    # Thirty days (S45) after a system's launch.
    Deadline("N12.y.1-1", {"ree-001": "launched: 2026-05-15\nchanges:\ntrainings:\n"}, "2026-06-15"),
    Deadline("N12.y.1-1", {"ree-001": "launched: 2028-01-30\nchanges:\ntrainings:\n"}, "2028-03-01"),
    # An open dataset's own period and ten days of grace (S21); without a period of its own, six months (S20).
    Deadline("N12.g.1-3", {"ochm-001": f"period: weekly\nupdates:\n{PLACED}"}, "2026-06-15"),
    Deadline("N12.g.1-3", {"ochm-001": "period: half-yearly\nupdates:\n  - date: 2025-08-31\n"}, "2026-03-11"),
    Deadline("N12.g.1-3", {"ochm-001": "period: quarterly\nupdates:\n  - date: 2027-11-30\n"}, "2028-03-11"),
    Deadline("N12.g.1-3", {"ochm-001": "period: yearly\nupdates:\n  - date: 2028-02-29\n"}, "2029-03-11"),
    Deadline("N12.g.1-3", {"ochm-001": "period:\nupdates:\n  - date: 2025-12-05\n"}, "2026-06-16"),
    # Ninety days (S48) after a web resource's content was looked through, or after its launch.
    Deadline("N12.y.4-2", {"ree-001": "type: web-resource\nwebsite:\n  reviewed: 2026-03-17\n"}, "2026-06-16"),
    Deadline("N12.y.4-2", {"ree-001": "type: web-resource\nwebsite:\n  reviewed: 2027-12-01\n"}, "2028-03-01"),
    Deadline("N12.y.4-2", {"ree-001": "type: web-resource\nlaunched: 2026-03-16\nchanges:\n"}, "2026-06-15"),
    # The last day for the estimate (S29, 1 July) of the year before the budget year; 29 February is mostly 28 February.
    Deadline("N12.a.5-4", {"xar-2026-002": "status: draft\nbudget_year: 2027\nsent:\n"}, "2026-07-02"),
    Deadline("N12.a.5-4", {"xar-2026-002": "status: draft\nbudget_year: 2027\nsent:\n", **LEAP_DAY}, "2026-03-01"),
    Deadline("N12.a.5-4", {"xar-2026-002": "status: draft\nbudget_year: 2029\nsent:\n", **LEAP_DAY}, "2028-03-01"),
    # Thirty days (S33) to decide on a proposal.
    Deadline("N12.b.1-3", {"tak-2026-001": f"{TO_DEPUTY}date: 2026-01-30\n"}, "2026-03-02"),
    Deadline("N12.b.1-3", {"tak-2026-001": f"{TO_DEPUTY}date: 2028-01-30\n"}, "2028-03-01"),
    Deadline("N13.6-2", {"tak-2026-001": f"{TO_MANAGEMENT}date: 2026-05-16\n"}, "2026-06-16"),
    Deadline("N13.6-2", {"tak-2026-001": f"{TO_MANAGEMENT}date: 2026-12-02\n"}, "2027-01-02"),
    # Twenty days (S30) after an indicator's period.
    Deadline("N12.a.7-2", {"kpi-2026-001": "status: running\nactual:\n", **THRESHOLD}, "2026-04-21"),
    Deadline("N12.a.7-2", {"kpi-2026-001": f"status: running\nactual:\n{MEASURED_TO}2028-02-09\n", **THRESHOLD}, "2028-03-01"),
    Deadline("N12.a.7-2", {"kpi-2026-001": f"status: running\nactual:\n{MEASURED_TO}2026-12-31\n", **THRESHOLD}, "2027-01-21"),
    # The first whole year since the department was established, heard by 29 February (S13); without S13 within the next year.
    Deadline("N10-1", {"tsh-002": "established: 2024-06-03\n", **HEARD_BY}, "2026-03-01"),
    Deadline("N10-1", {"tsh-002": "established: 2026-12-31\n", **HEARD_BY}, "2028-03-01"),
    Deadline("N10-1", {"tsh-002": "established: 2026-01-01\n"}, "2028-01-01"),
    # Twelve months (S42) after the last analysis.
    Deadline("N12.d.1-2", {"tah-2026-001": "date: 2024-02-29\n", **YEARLY}, "2025-03-01"),
    Deadline("N12.d.1-2", {"tah-2026-001": "date: 2027-02-28\n", **YEARLY}, "2028-02-29"),
    # The own date of an analysis's measure.
    Deadline("N12.d.1-3", {"tah-2026-001": f"{FOUND}2026-09-01\n"}, "2026-09-02"),
    Deadline("N12.d.1-3", {"tah-2026-001": f"{FOUND}2028-02-29\n"}, "2028-03-01"),
    # The end of the period (S35) after the one that is summed up.
    Deadline("N12.b.3-1", {**QUARTERLY}, "2028-04-01"),
    Deadline("N12.b.3-1", {**DIGEST_MONTHLY}, "2028-03-01"),
    # The 31st (S51) of the next month, in a shorter month its last day.
    Deadline("N13.7-4", month_ends("2027-01-01"), "2027-03-01"),
    Deadline("N13.7-4", month_ends("2028-01-01"), "2028-03-01"),
    Deadline("N13.7-4", month_ends("2027-05-02"), "2027-08-01"),
]


def findings(scratch: Scratch, code: str, day: date) -> list[str]:
    """What has that code on that day; the base records have dates of their own, which pass too."""
    return [found for found in scratch.check(as_of=day.isoformat()).findings if found.startswith(f"{code} ")]


@pytest.mark.parametrize("deadline", DEADLINES, ids=lambda item: f"{item.code}-{item.overdue}")
def test_a_duty_is_overdue_from_the_day_after_its_last_good_one(base: Scratch, deadline: Deadline) -> None:
    for record, facts in deadline.changes.items():
        base.change(record, facts)
    first = date.fromisoformat(deadline.overdue)

    assert [len(findings(base, deadline.code, first + timedelta(days=days))) for days in (-30, -2, -1, 0, 1, 30)] == [
        0,
        0,
        0,
        1,
        1,
        1,
    ]

"""Around every kind of deadline a duty becomes overdue on exactly the right day; a later date does not count as done yet."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

import pytest

from tests.support.scratch import Scratch
from tests.support.waivers import waiver
from validators.checks.every_record import EVERY_RECORD
from validators.checks.run import duties
from validators.kinds import all_kinds
from validators.repository.reading import read_tree
from validators.repository.repository import Repository

KINDS = all_kinds()
AROUND = 15
"""Days before and after a deadline on which the duty is checked: a month in all."""
LATER = 5
"""Days after the first overdue day on which the duty is done."""


class Deadline(NamedTuple):
    """A duty's code, the facts laid over the base records, and the first day on which the duty is overdue.

    `done` are the facts that say it is done, if they differ from those of the code in DONE: `{day}` stands for the day on which
    it is done, `{due}` for the due date, `{year}` for the year before the due date's.
    """

    code: str
    changes: Mapping[str, str]
    overdue: str
    done: Mapping[str, str] | None = None


PLACED = """\
website:
  url: https://agentlik.example.uz/ochiq/standartlar
  date: 2026-05-28
portal:
  url: https://data.example.uz/uz/datasets/standartlar
  date: 2026-05-28
"""

OUT_OF_USE = """\
status: decommissioned
decommissioned: 2026-08-20
ended: {reason: O‘rniga yangisi keldi, by: xod-005, date: 2026-08-17}
"""
DESIGNING = "milestones:\n  - title: Texnik topshiriqni tayyorlash\n    stage: terms-of-reference\n    due: "
ENGAGED = """\
team:
  - name: Namuna Mutaxassis
    task: Dasturlash
    since: 2026-03-02
    contract:
      number: 17
      since: 2026-03-01
      until: """
LEAP_DAY = {"records/settings.md": "S29:\n  value: 02-29\n  basis: 12-son buyruq\n  since: 2024-01-15\n"}
TO_DEPUTY = "type: infrastructure\nstatus: submitted\ndecision:\naddressee:\n  role: deputy\n  to: xod-005\n"
TO_MANAGEMENT = "type: internal-policy\nstatus: submitted\ndecision:\naddressee:\n  role: director-general\n  to: xod-004\n"


def setting(code: str, value: str, since: str) -> str:
    """Return a setting as written in the settings file."""
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
    """Require monthly reports by the last day of the following month, from a day on."""
    return {"records/settings.md": setting("S51", "31", since) + setting("S52", "true", since)}


MINISTRY = {"records/settings.md": setting("S17", "30", "2024-01-01")}


def submitted(day: str) -> str:
    """Return the facts of a roadmap submitted to the ministry on a day."""
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


def serving(since: str) -> str:
    """Return the facts of an employee who was hired, and came into the department, on a day."""
    return f"hired: {since}\nservice:\n  - position: specialist\n    since: {since}\n"


def report(type_: str, since: str, until: str) -> dict[str, str]:
    """Return the facts of a report of a period, submitted on `{day}`."""
    step = "  - decision: submitted\n    role: department\n    by: tsh-002\n    date: {day}\n"
    return {"his-2026-002": f"type: {type_}\nperiod:\n  since: {since}\n  until: {until}\napprovals:\n{step}"}


SIX_MONTHS = {"records/settings.md": setting("S11", "6", "2024-01-01")}
COURSE = """\
    organiser: Malaka oshirish markazi
    document: MO-1003
    result: completed
"""
ATTESTED = """\
    organiser: Attestatsiya komissiyasi
    document: 4-bayonnoma
    result: passed
"""
MEASURE = """\
measures:
  - id: "1"
    text: Katalogni ishga tushirish
    responsible: xod-003
"""
AWAITED = "registration:\n  passport: in-review\n"
CHANGED = "changes:\n  - date: 2026-08-20\n    what: Elektron imzo bilan kirish qo‘shildi\n"
MOVED_HOLIDAY = {"records/holidays.md": "---\nworkdays: [2026-08-22]\n---\n"}
ANSWERED = "reply:\n  number: 01-17/122\n  date: {day}\nstatus: answered\n"
DECIDED = "decision:\n  outcome: accepted\n  by: xod-005\n  date: {day}\nstatus: accepted\n"
PROGRAMME = """\
type: transformation-programme
period:
  since: 2026-01-01
  until: 2030-12-31
approvals:
  - decision: approved
    role: director-general
    by: xod-004
    date: {day}
"""
DEPUTY = """\
S05:
  basis: hjt-002
  since: 2024-01-01
  value:
    - role: director-general
      employee: xod-004
      since: 2024-01-01
    - role: deputy
      employee: xod-005
      since: 2024-01-01
"""
DEADLINES = [
    # Thirty days (S17) that the ministry has for what was submitted, across the end of February.
    Deadline("N12.a.1-7", {"yol-2026-001": submitted("2026-01-30"), **MINISTRY}, "2026-03-02"),
    Deadline("N12.a.1-7", {"yol-2026-001": submitted("2028-01-30"), **MINISTRY}, "2028-03-01"),
    # An assignment's own date: the due date itself is not late, even a holiday or 29 February.
    Deadline("N12.g.2-3", {"top-2026-001": "due: 2026-09-30\n"}, "2026-10-01"),
    Deadline("N12.g.2-3", {"top-2026-001": "due: 2026-09-01\n"}, "2026-09-02"),
    Deadline("N12.g.2-3", {"top-2026-001": "due: 2028-02-29\n"}, "2028-03-01"),
    # Ten days (S07) after the inspectorate's request, across the end of February; a term of its own comes first.
    Deadline("N6.2-3", {"sor-2026-001": "status: open\ndate: 2026-02-20\ndue:\nreply:\n"}, "2026-03-03"),
    Deadline("N6.2-3", {"sor-2026-001": "status: open\ndate: 2028-02-19\ndue:\nreply:\n"}, "2028-03-01"),
    Deadline("N6.2-3", {"sor-2026-001": "status: open\ndate: 2026-04-13\ndue: 2026-04-15\nreply:\n"}, "2026-04-16"),
    # Five days (S49) after our request to a unit.
    Deadline("N6.2-4", {"sor-2026-001": "sender: tsh-003\nstatus: open\ndue: 2026-04-15\nreply:\n"}, "2026-04-16"),
    Deadline("N12.g.1-5", {"ochm-001": "status: preparing\nwebsite:\nportal:\nupdates:\npublish_by: 2026-07-01\n"}, "2026-07-02"),
    Deadline("N12.a.4-6", {"ree-001": OUT_OF_USE}, "2026-09-08"),
    Deadline("N12.v.3-1", {"xiz-001": "status: digitising\ndue: 2026-07-01\ntechnical_documents:\n"}, "2026-07-02"),
    Deadline("N13.1-1", {"sor-2026-002": "status: open\nreply:\ndate: 2026-06-08\ndue:\n"}, "2026-06-14"),
    Deadline("N13.1-1", {"sor-2026-002": "status: open\nreply:\ndate: 2026-12-28\ndue:\n"}, "2027-01-03"),
    # Eight hours (S47) after an incident began; the day on which they end is still in time.
    Deadline("N12.y.3-3", {"hod-2026-001": "status: open\nstart: 2026-06-14 15:59\nend:\n"}, "2026-06-15"),
    Deadline("N12.y.3-3", {"hod-2026-001": "status: open\nstart: 2026-06-14 16:00\nend:\n"}, "2026-06-16"),
    Deadline("N12.y.3-3", {"hod-2026-001": "status: open\nstart: 2028-02-28 20:00\nend:\n"}, "2028-03-01"),
    # Thirty days (S45) after a system's launch.
    Deadline("N12.y.1-1", {"ree-001": "launched: 2026-05-15\nchanges:\ntrainings:\n"}, "2026-06-15"),
    Deadline("N12.y.1-1", {"ree-001": "launched: 2028-01-30\nchanges:\ntrainings:\n"}, "2028-03-01"),
    # An open dataset's own period and ten days of grace (S21); without a period of its own, six months (S20).
    Deadline("N12.g.1-3", {"ochm-001": f"period: weekly\n{PLACED}updates:\n"}, "2026-06-15"),
    Deadline("N12.g.1-3", {"ochm-001": "period: half-yearly\nupdates:\n  - date: 2025-08-31\n"}, "2026-03-11"),
    Deadline("N12.g.1-3", {"ochm-001": "period: quarterly\nupdates:\n  - date: 2027-11-30\n"}, "2028-03-11"),
    Deadline("N12.g.1-3", {"ochm-001": "period: yearly\nupdates:\n  - date: 2028-02-29\n"}, "2029-03-11"),
    Deadline("N12.g.1-3", {"ochm-001": "period:\nupdates:\n  - date: 2025-12-05\n"}, "2026-06-16"),
    # Ninety days (S48) after a web resource's content was reviewed, or after its launch.
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
    Deadline("N12.a.6-2", {"cht-2026-001": "status: planned\nresult:\ndate: 2026-05-14\n"}, "2026-05-15"),
    Deadline("N12.a.7-2", {"kpi-2026-001": "status: running\nactual:\n", **THRESHOLD}, "2026-04-21"),
    Deadline("N12.a.7-2", {"kpi-2026-001": f"status: running\nactual:\n{MEASURED_TO}2028-02-09\n", **THRESHOLD}, "2028-03-01"),
    Deadline("N12.a.7-2", {"kpi-2026-001": f"status: running\nactual:\n{MEASURED_TO}2026-12-31\n", **THRESHOLD}, "2027-01-21"),
    # The first whole year since the department was established, heard by 29 February (S13); without S13 within that year.
    Deadline("N10-1", {"tsh-002": "established: 2024-06-03\n", **HEARD_BY}, "2026-03-01"),
    Deadline("N10-1", {"tsh-002": "established: 2026-12-31\n", **HEARD_BY}, "2028-03-01"),
    Deadline("N10-1", {"tsh-002": "established: 2026-01-01\n"}, "2027-01-01"),
    # Twelve months (S42) after the last analysis.
    Deadline("N12.d.1-2", {"tah-2026-001": "date: 2024-02-29\n", **YEARLY}, "2025-03-01"),
    Deadline("N12.d.1-2", {"tah-2026-001": "date: 2027-02-28\n", **YEARLY}, "2028-02-29"),
    # The own date of an analysis's measure.
    Deadline("N12.d.1-3", {"tah-2026-001": f"{FOUND}2026-09-01\n"}, "2026-09-02"),
    Deadline("N12.d.1-3", {"tah-2026-001": f"{FOUND}2028-02-29\n"}, "2028-03-01"),
    # The end of the period (S35) after the one that is summarised.
    Deadline("N12.b.3-1", QUARTERLY, "2028-04-01", report("digest", "2027-10-01", "2027-12-31")),
    Deadline("N12.b.3-1", DIGEST_MONTHLY, "2028-03-01", report("digest", "2028-01-01", "2028-01-31")),
    # The 31st (S51) of the next month, in a shorter month its last day.
    Deadline("N13.7-4", month_ends("2027-01-01"), "2027-03-01", report("monthly", "2027-01-01", "2027-01-31")),
    Deadline("N13.7-4", month_ends("2028-01-01"), "2028-03-01", report("monthly", "2028-01-01", "2028-01-31")),
    Deadline("N13.7-4", month_ends("2027-05-02"), "2027-08-01", report("monthly", "2027-06-01", "2027-06-30")),
    # Three years after a training, an attestation, or a hiring; S11 gives newcomers six months.
    Deadline("N9-1", {"xod-003": f"trainings:\n  - date: 2024-08-31\n{COURSE}"}, "2027-09-01"),
    Deadline("N9-1", {"xod-003": f"trainings:\n  - date: 2024-02-29\n{COURSE}"}, "2027-03-01"),
    Deadline("N9-2", {"xod-003": f"attestations:\n  - date: 2024-08-31\n{ATTESTED}"}, "2027-09-01"),
    Deadline("N9-2", {"xod-003": f"attestations:\n  - date: 2024-02-29\n{ATTESTED}"}, "2027-03-01"),
    Deadline("N9-1", {"xod-003": serving("2024-02-29") + "trainings:\n"}, "2027-03-01"),
    Deadline("N9-3", {"xod-003": serving("2026-08-31") + "trainings:\n", **SIX_MONTHS}, "2027-03-01"),
    # Sixty days (S15) after the last monitoring of a project, or its start.
    Deadline("N11.3-1", {"loy-2026-001": "monitoring:\n  - date: 2026-07-01\n    progress: 40\n"}, "2026-08-31"),
    Deadline("N11.3-1", {"loy-2026-001": "started: 2027-12-31\nmonitoring:\n"}, "2028-03-01"),
    # Twelve months (S32) after a continuity plan was approved or reviewed.
    Deadline("N11.6-2", {"ree-001": "continuity:\n  plan: 02-17/9\n  approved: 2025-08-31\n"}, "2026-09-01"),
    Deadline("N11.6-2", {"ree-001": "continuity:\n  plan: 02-17/9\n  approved: 2028-02-29\n"}, "2029-03-01"),
    # Twelve months (S18) after the newest list was submitted.
    Deadline("N12.a.1-6", {"ryx-2026-001": submitted("2025-08-31")}, "2026-09-01"),
    Deadline("N12.a.1-6", {"ryx-2026-001": submitted("2028-02-29")}, "2029-03-01"),
    # A measure's own date.
    Deadline("N12.a.2-2", {"yol-2026-001": f"{MEASURE}    status: in-progress\n    due: 2026-08-31\n"}, "2026-09-01"),
    # The first day without force.
    Deadline("N12.a.3-7", {"std-001": "lost_force: 2026-09-01\n"}, "2026-09-02"),
    Deadline("N12.a.3-7", {"std-001": "lost_force: 2028-02-29\n"}, "2028-03-01"),
    # Ten working days (S26) after the launch, past a holiday, and after a change, past a moved one.
    Deadline("N12.a.4-3", {"ree-001": f"launched: 2026-08-20\nchanges:\n{AWAITED}"}, "2026-09-08"),
    Deadline("N12.a.4-3", {"ree-001": f"launched: 2026-08-20\nchanges:\n{AWAITED}", **MOVED_HOLIDAY}, "2026-09-05"),
    Deadline("N12.a.4-3", {"ree-001": CHANGED}, "2026-09-08", {"ree-001": "    entered: {day}\n"}),
    # The last day of the programme in force.
    Deadline("N12.d.2-1", {"yol-2026-002": "period:\n  since: 2026-01-01\n  until: 2026-08-31\n"}, "2026-09-01"),
    Deadline("N12.d.2-1", {"yol-2026-002": "period:\n  since: 2026-01-01\n  until: 2028-02-29\n"}, "2028-03-01"),
    # A stage's own date, and the project's.
    Deadline("N14.4-1", {"loy-2026-001": "milestones:\n  - title: Sinov\n    due: 2026-08-31\n"}, "2026-09-01"),
    Deadline("N14.4-1", {"loy-2026-001": "milestones:\ndue: 2028-02-29\n"}, "2028-03-01",
             {"loy-2026-001": "completed: {day}\nstatus: completed\n"}),
    # Ten days (S55) after hiring, or after the edition.
    Deadline("N-tanishuv-2", {"xod-003": serving("2026-08-20") + "acknowledgements:\n"}, "2026-08-31"),
    Deadline("N-tanishuv-2", {"xod-003": serving("2028-02-19") + "acknowledgements:\n"}, "2028-03-01"),
    # The day that a project gave its terms of reference.
    Deadline("N12.a.3-1", {"loy-2026-001": f"documents:\n{DESIGNING}2026-08-31\n"}, "2026-09-01",
             {"loy-2026-001": "documents:\n  - kind: terms-of-reference\n    date: {day}\n"}),
    Deadline("N12.a.3-1", {"loy-2026-001": f"documents:\n{DESIGNING}2028-02-29\n"}, "2028-03-01",
             {"loy-2026-001": "documents:\n  - kind: terms-of-reference\n    date: {day}\n"}),
    # The last day of the contract of a specialist from outside, who goes on working.
    Deadline("N13.3-1", {"loy-2026-001": f"{ENGAGED}2026-08-31\n"}, "2026-09-01"),
    Deadline("N13.3-1", {"loy-2026-001": f"{ENGAGED}2028-02-29\n"}, "2028-03-01"),
    # The deputy's last day, after which somebody else is named in S05.
    Deadline("N7-1", {"records/settings.md": DEPUTY + "      until: 2026-08-31\n"}, "2026-09-01"),
    Deadline("N7-1", {"records/settings.md": DEPUTY + "      until: 2028-02-29\n"}, "2028-03-01"),
    # An exception's last day.
    Deadline("W01", {"records/waivers/ist-001.md": waiver("N12.a.3-3", "records: [loy-2026-001]")}, "2026-09-01"),
]  # fmt: skip
DONE: Mapping[str, Mapping[str, str]] = {
    "N-tanishuv-2": {"xod-003": "acknowledgements:\n  - edition: 45-son\n    date: {day}\n"},
    "N10-1": {"his-2026-002": "type: annual\nperiod:\n  since: {year}-01-01\n  until: {year}-12-31\n"
                              "heard:\n  date: {day}\n  body: Hay’at\n  minutes: 2-son\n"},
    "N11.3-1": {"loy-2026-001": "monitoring:\n  - date: {day}\n    progress: 60\n"},
    "N11.6-2": {"ree-001": "  reviewed: {day}\n"},
    "N12.a.1-6": {"ryx-2026-002": submitted("{day}")},
    "N12.a.1-7": {"yol-2026-001": "  - decision: reviewed\n    role: ministry\n    by: tsh-003\n    date: {day}\n"},
    "N12.a.2-2": {"yol-2026-001": MEASURE + "    status: done\n    due: {due}\n    done: {day}\n"},
    "N12.a.4-3": {"ree-001": "registration:\n  passport: registered\n  number: 2026-0117\n  entered: {day}\n"},
    "N12.a.4-6": {
        "ree-001": "registration:\n  passport: registered\n  number: 2025-0117\n  entered: 2025-02-12\n  removed: {day}\n"
    },
    "N12.a.5-4": {"xar-2026-002": "sent:\n  to: tsh-006\n  number: 01-15/142\n  date: {day}\n"},
    "N12.a.7-2": {"kpi-2026-001": "status: measured\nactual:\n  value: 84\n  source: Hisobot\n  entered: {day}\n"},
    "N12.b.1-3": {"tak-2026-001": DECIDED},
    "N12.d.1-2": {"tah-2026-002": "date: {day}\n"},
    "N12.d.1-3": {"tah-2026-001": "        done: {day}\n"},
    "N12.d.2-1": {"yol-2026-003": PROGRAMME},
    "N12.g.1-3": {"ochm-001": "  - date: {day}\n"},
    "N12.g.1-5": {"ochm-001": "website:\n  url: https://agentlik.example.uz/ochiq\n  date: {day}\n"},
    "N12.g.2-3": {"top-2026-001": "status: done\ndone: {day}\nentered: {day}\n"},
    "N12.v.3-1": {"xiz-001": "technical_documents:\n  - title: Texnik topshiriq\n    developed: {day}\n"},
    "N12.y.1-1": {"ree-001": "trainings:\n  - date: {day}\n    who: Foydalanuvchilar\n"},
    "N12.y.3-3": {"hod-2026-001": "status: resolved\nend: {day} 12:00\n"},
    "N12.y.4-2": {"ree-001": "website:\n  reviewed: {day}\n"},
    "N13.1-1": {"sor-2026-002": ANSWERED},
    "N13.6-2": {"tak-2026-001": DECIDED},
    "N14.4-1": {"loy-2026-001": "    done: {day}\n"},
    "N6.2-3": {"sor-2026-001": ANSWERED},
    "N6.2-4": {"sor-2026-001": ANSWERED},
    "N7-1": {"records/settings.md": "    - role: deputy\n      employee: xod-003\n      since: {day}\n"},
    "N9-1": {"xod-003": "  - date: {day}\n" + COURSE},
    "N9-2": {"xod-003": "  - date: {day}\n" + ATTESTED},
    "N9-3": {"xod-003": "trainings:\n  - date: {day}\n" + COURSE},
}  # fmt: skip
"""By code, the facts that say on which day a duty was done."""
ENDED_BY_STATUS = {"N12.a.3-7", "N12.a.6-2", "N13.3-1", "W01"}
"""Duties that end with a new status, or a new contract; the record does not say on which day."""


def apply(base: Scratch, changes: Mapping[str, str]) -> None:
    """Lay facts over the base records, or write a whole file."""
    for record, facts in changes.items():
        if facts.startswith("---"):
            base.write(record, facts)
        else:
            base.change(record, facts)


def overdue(base: Scratch, code: str, first: date, days: range) -> list[int]:
    """Return the days, counted from the first overdue one, on which a duty of the code is overdue; read the records once."""
    repository = Repository.from_files(read_tree(base.root), KINDS)

    def of_the_day(day: date) -> list[str]:
        found, failures, _ = duties(repository, day)
        assert failures == []
        return [item.entry.id for item in found if item.check.code == code and item.duty.state(day) == "overdue"]

    return [number for number in days for _ in of_the_day(first + timedelta(days=number))]


def reported(base: Scratch, code: str, day: date) -> int:
    """Return the number of findings of the code that the command reports on a day."""
    return sum(found.startswith(f"{code} ") for found in base.check(as_of=day.isoformat()).findings)


@pytest.mark.parametrize("deadline", DEADLINES, ids=lambda item: f"{item.code}-{item.overdue}")
def test_a_duty_is_overdue_from_the_day_after_its_due_date(base: Scratch, deadline: Deadline) -> None:
    apply(base, deadline.changes)
    first = date.fromisoformat(deadline.overdue)

    assert overdue(base, deadline.code, first, range(-AROUND, AROUND + 1)) == list(range(AROUND + 1))
    assert [reported(base, deadline.code, first + timedelta(days=days)) for days in (-1, 0)] == [0, 1]


@pytest.mark.parametrize(
    "deadline",
    [item for item in DEADLINES if item.code not in ENDED_BY_STATUS],
    ids=lambda item: f"{item.code}-{item.overdue}",
)
def test_a_duty_is_done_from_the_written_day_on_and_not_before(base: Scratch, deadline: Deadline) -> None:
    """A future date, such as one with a mistyped year, hides nothing that is overdue today."""
    first = date.fromisoformat(deadline.overdue)
    due, day = first - timedelta(days=1), first + timedelta(days=LATER)
    done = {
        record: facts.replace("{day}", f"{day}").replace("{due}", f"{due}").replace("{year}", f"{due.year - 1}")
        for record, facts in (deadline.done or DONE[deadline.code]).items()
    }
    apply(base, {**deadline.changes, **{record: deadline.changes.get(record, "") + facts for record, facts in done.items()}})

    assert overdue(base, deadline.code, first, range(AROUND + 1)) == list(range(LATER))


ONLY_LATE = {"N12.v.4-1"}
"""Checks whose duties only keep what was late; what is missing is found by their rules."""


def test_every_duty_has_a_deadline_here() -> None:
    codes = {check.code for book in (*(kind.book for kind in KINDS.values()), EVERY_RECORD) for check, _ in book.duties}

    assert {deadline.code for deadline in DEADLINES} == codes - ONLY_LATE


def test_a_missing_day_of_a_project_is_called_by_its_label(base: Scratch) -> None:
    base.change("loy-2026-001", "status: completed\nlaunched:\ncompleted:\n")

    messages = [one["message"] for one in base.check().json["findings"] if one["code"] == "N11.3-2"]

    assert set(messages) == {
        "The status is “completed”, but “Launched” is not written",
        "The status is “completed”, but “Completed” is not written",
    }

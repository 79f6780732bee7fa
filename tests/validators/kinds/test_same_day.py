"""Days that are the same: what may not be before another day may be on it, and what ends on a day holds that day."""

from datetime import date

import pytest

from hooks.html.values import progress_bar
from tests.support.facts import WITHOUT_EXPERTISE
from tests.support.scratch import AS_OF, Scratch
from validators.kinds import all_kinds
from validators.kinds.act import ACT
from validators.kinds.report.figures import figures
from validators.model.duty import Duty
from validators.model.periods import Period
from validators.model.record import Extension
from validators.overview.progress import FAR_BEHIND
from validators.repository.reading import read_tree
from validators.repository.record_file import read_record
from validators.repository.repository import Repository
from validators.rules.extensions import due_on
from validators.text.messages import say

KINDS = all_kinds()
HIGHER = "{institution: Universitet, specialty: Axborot tizimlari, level: master, ict: true, finished: %s}"
HEARD = "type: annual\nperiod: {since: 2025-01-01, until: 2025-12-31}\ninputs:\nheard: {body: Kengash, date: %s, document: 5-bayonnoma}\n"
MOVES = (
    "due: 2027-04-30\nextensions:\n  - {old: 2026-12-25, new: 2027-03-31, reason: Kech, allowed_by: xod-005, date: 2026-06-08}\n"
    "  - {old: 2027-03-31, new: 2027-04-30, reason: Yana kech, allowed_by: xod-005, date: %s}\n"
)
MEASURE = (
    "findings:\n  - text: Qog‘oz\n    unit: tsh-006\n    measures:\n"
    "      - {text: Tushuntirish, responsible: xod-003, due: 2026-05-29, done: %s, result: Bor}\n"
)
S46 = "S46:\n  value: 99.99\n  basis: hjt-002\n  since: %s\n"
S25 = "S25:\n  value: [terms-of-reference]\n  basis: hjt-002\n  since: %s\n"
S45 = "S45:\n  value: 30\n  basis: hjt-002\n  since: %s\n"
LAUNCHED = "status: launched\nlaunched: %s\n"

ROWS = [
    ("N3-1 xod-001 education", "xod-001", "education: [%s]\n", HIGHER, "2024-01-15", "2024-01-16"),
    ("N4-1 xod-001 service.0.order.date", "xod-001", "service:\n  - position: head\n    since: 2024-01-15\n    order: {number: 12-k, "
     "date: %s, signed_by: xod-004}\n    agreement: {number: 03-11/87, date: 2024-01-10}\n", "%s", "2024-01-15", "2024-01-16"),
    ("N11.3-2 loy-2026-001 monitoring.0.date", "loy-2026-001", "monitoring: [{date: %s, progress: 1}]\n", "%s",
     "2026-02-02", "2026-02-01"),
    ("N11.3-2 loy-2026-001 launched", "loy-2026-001", LAUNCHED, "%s", "2026-02-02", "2026-02-01"),
    ("N11.3-2 loy-2026-001 due", "loy-2026-001", "due: %s\n", "%s", "2026-02-02", "2026-02-01"),
    ("N12.a.3-4 loy-2026-001 launched", "loy-2026-001", LAUNCHED, "%s", "2026-03-10", "2026-03-09"),
    ("N12.d.1-1 tah-2026-001 findings.0.measures.0.done", "tah-2026-001", MEASURE, "%s", "2026-04-20", "2026-04-19"),
    ("N12.d.1-1 tah-2026-001 findings.0.measures.0.due", "tah-2026-001", MEASURE.replace("done: %s, ", "").replace("2026-05-29", "%s"),
     "%s", "2026-04-20", "2026-04-19"),
    ("N14.4-3 loy-2026-001 extensions.1.date", "loy-2026-001", MOVES, "%s", "2026-06-08", "2026-06-07"),
]  # fmt: skip
"""A finding, the record and the facts with a day left open; then a day on which there is none, and one on which there is."""


@pytest.mark.parametrize(("finding", "record", "facts", "form", "fine", "wrong"), ROWS, ids=[row[0] for row in ROWS])
def test_what_may_not_be_earlier_or_later_may_be_on_the_same_day(
    base: Scratch, finding: str, record: str, facts: str, form: str, fine: str, wrong: str
) -> None:
    reported = []
    for day in (fine, wrong):
        base.change(record, facts % (form % day))
        reported.append(finding in base.check().findings)

    assert reported == [False, True]


def test_a_setting_holds_what_is_dated_on_its_first_day(base: Scratch) -> None:
    reported = []
    base.change("loy-2026-001", f"{LAUNCHED % '2026-03-10'}{WITHOUT_EXPERTISE}")
    for first in ("2026-03-10", "2026-03-11"):  # the project is launched on 10 March
        base.change("records/settings.md", S25 % first)
        reported.append("N12.a.3-4 loy-2026-001 status" in base.check().findings)

    assert reported == [True, False]


def test_users_are_taught_from_the_first_day_of_the_setting_on(base: Scratch) -> None:
    base.change("ree-001", "trainings:\n")
    reported = []
    for first in ("2025-02-03", "2025-02-04"):  # the system was launched on 3 February
        base.change("records/settings.md", S45 % first)
        reported.append("N12.y.1-1 ree-001 launched" in base.check().findings)

    assert reported == [True, False]


def test_a_system_works_steadily_from_the_first_day_of_the_setting_on(base: Scratch) -> None:
    reported = []
    for first in ("2026-03-31", "2026-04-01"):  # the figure is of the days until 31 March
        base.change("records/settings.md", S46 % first)
        reported.append("N12.y.2-1 ree-001 availability.0.percent" in base.check().findings)

    assert reported == [True, False]


def test_a_report_is_heard_on_the_day_on_which_it_was_submitted_or_later(base: Scratch) -> None:
    reported = []
    for day in ("2026-04-14", "2026-04-15"):  # it was submitted on 15 April
        base.change("his-2026-001", HEARD % day)
        reported.append("N10-3 his-2026-001 heard.date" in base.check().findings)

    assert reported == [True, False]


def test_an_exception_holds_from_its_first_day(base: Scratch) -> None:
    base.change("loy-2026-001", WITHOUT_EXPERTISE)
    reported = []
    for since in (AS_OF, "2026-06-16"):
        base.write(
            "records/waivers/ist-001.md",
            "---\nid: ist-001\ntitle: Istisno\nstatus: allowed\nowner: tsh-002\nchecks: [N12.a.3-3]\nrecords: [loy-2026-001]\n"
            f"reason: Navbat\ndocument: 31-son\nallowed_by: xod-004\nsince: {since}\nuntil: 2026-08-31\n---\nSababi.\n",
        )
        reported.append("N12.a.3-3 loy-2026-001 documents.0.expertise (acknowledged by ist-001)" in base.check().findings)

    assert reported == [True, False]


@pytest.mark.parametrize(
    ("day", "holds"), [("2020-05-01", True), ("2020-04-30", False), ("2025-12-31", True), ("2026-01-01", False)]
)
def test_an_act_is_in_force_from_its_first_day_to_the_day_before_it_lost_force(day: str, holds: bool) -> None:
    facts = "id: hjt-009\ntitle: Qaror\nstatus: lost-force\nowner: tsh-002\ntype: presidential-resolution\nnumber: PQ-1\n"
    days = "date: 2020-04-28\neffective: 2020-05-01\nlost_force: 2026-01-01\n"
    entry = read_record("records/acts/hjt-009.md", f"---\n{facts}{days}---\nMatn.\n".encode(), ACT)

    assert entry.require_record().in_force(date.fromisoformat(day)) == holds


@pytest.mark.parametrize(("started", "counted"), [("2026-06-30", 1), ("2026-07-01", 0)])
def test_a_project_that_begins_on_the_last_day_of_a_period_is_in_work_then(base: Scratch, started: str, counted: int) -> None:
    base.change("loy-2026-001", f"started: {started}\n")

    assert counted_in_june(base, "projects-in-work") == counted


@pytest.mark.parametrize(("day", "counted"), [("2026-06-29", 0), ("2026-06-30", 0), ("2026-07-01", 1)])
def test_a_system_taken_out_of_use_on_the_last_day_of_a_period_is_not_in_use_then(base: Scratch, day: str, counted: int) -> None:
    base.change("ree-001", f"status: decommissioned\ndecommissioned: {day}\n")

    assert counted_in_june(base, "systems-in-use") == counted


@pytest.mark.parametrize(("day", "counted"), [("2026-06-30", 1), ("2026-07-01", 0)])
def test_a_system_launched_on_the_last_day_of_a_period_is_in_use_then(base: Scratch, day: str, counted: int) -> None:
    base.change("ree-001", f"launched: {day}\n")

    assert counted_in_june(base, "systems-in-use") == counted


@pytest.mark.parametrize(("day", "due"), [(date(2026, 6, 7), date(2026, 6, 30)), (date(2026, 6, 8), date(2026, 7, 31))])
def test_a_date_has_moved_on_the_day_on_which_that_was_allowed(day: date, due: date) -> None:
    moved = Extension.model_validate(
        {"old": "2026-06-30", "new": "2026-07-31", "reason": "Kech", "allowed_by": "xod-005", "date": "2026-06-08"}
    )

    assert due_on(day, date(2026, 7, 31), [moved]) == due


def counted_in_june(tree: Scratch, figure: str) -> int:
    """Return a figure of June 2026, as it is known in August."""
    repository = Repository.from_files(read_tree(tree.root), KINDS)
    return figures(repository, Period(date(2026, 6, 1), date(2026, 6, 30)), date(2026, 8, 3))[figure].value  # type: ignore[index]


@pytest.mark.parametrize(
    ("done", "as_of", "state"),
    [
        (date(2026, 6, 15), date(2026, 6, 20), "done"),
        (date(2026, 6, 16), date(2026, 6, 20), "late"),
        (date(2026, 6, 16), date(2026, 6, 16), "late"),
        (date(2026, 6, 17), date(2026, 6, 16), "overdue"),
        (None, date(2026, 6, 15), "near"),
        (None, date(2026, 6, 16), "overdue"),
    ],
)
def test_what_is_done_on_its_last_day_is_in_time(done: date | None, as_of: date, state: str) -> None:
    assert Duty("due", say("{key}", key="Ish"), date(2026, 6, 15), done).state(as_of) == state


@pytest.mark.parametrize(
    ("expected", "behind", "marked"), [(FAR_BEHIND - 1, False, True), (FAR_BEHIND, True, True), (0, False, False)]
)
def test_a_bar_is_highlighted_from_what_is_far_behind_on(expected: int, behind: bool, marked: bool) -> None:
    bar = progress_bar(0, expected)

    assert ("bar-behind" in bar, "bar-plan" in bar) == (behind, marked)


@pytest.mark.parametrize(("as_of", "owed"), [("2026-06-14", True), ("2026-06-15", False), ("2026-06-16", False)])
def test_a_stage_is_not_owed_from_the_day_on_which_it_was_given_up(base: Scratch, as_of: str, owed: bool) -> None:
    given_up = "{reason: Kerak emas, by: xod-005, date: 2026-06-15}"
    base.change("loy-2026-001", f"milestones:\n  - {{title: Sinov, due: 2026-05-01, cancelled: {given_up}}}\n")

    assert ("N14.4-1 loy-2026-001 milestones.0.due" in base.check(as_of=as_of).findings) == owed


def test_a_stage_that_was_reached_is_not_given_up(base: Scratch) -> None:
    given_up = "{reason: Kerak emas, by: xod-005, date: 2026-06-10}"
    base.change("loy-2026-001", f"milestones:\n  - {{title: Sinov, due: 2026-05-29, done: 2026-05-20, cancelled: {given_up}}}\n")

    assert base.check().findings == ["N11.3-2 loy-2026-001 milestones.0.cancelled"]


@pytest.mark.parametrize(("first", "two"), [("2024-01-14", True), ("2024-01-15", False)])
def test_the_last_day_of_one_head_is_not_the_first_of_the_next(base: Scratch, first: str, two: bool) -> None:
    order = "    order: {number: 12-k, date: 2024-01-02, signed_by: xod-004}\n"
    base.change(
        "xod-002",
        f"status: left\nleft: 2024-01-14\nservice:\n  - position: head\n    since: 2022-03-01\n    until: 2024-01-14\n{order}",
    )
    base.change("xod-001", f"hired: {first}\nservice:\n  - position: head\n    since: {first}\n{order}")

    assert ("N3-3 xod-001 service.0.since" in base.check().findings) == two

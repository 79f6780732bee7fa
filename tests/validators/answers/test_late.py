"""`nizom due --late`: what was done after its day is kept, and shown everywhere; it is no finding and fails nothing."""

import pytest
from inline_snapshot import snapshot

from tests.support.scratch import AS_OF, Answer, Scratch

MEASURE = """\
measures:
  - id: "1"
    text: Katalogni ishga tushirish
    due: 2026-03-31
    status: done
    responsible: xod-003
    expected: Katalog ommaga ochiq
    done: {done}
    evidence:
      - kind: order
        what: 2026-yil 15-iyundagi 88-son buyruq
    actual: Katalog ochildi
"""
ANSWERED = "status: answered\nreply:\n  number: 01-15/9\n  date: {day}\n"
UPDATED = "website:\n  url: {url}\n  date: {placed}\nportal:\n  url: {portal}\n  date: {placed}\nupdates:\n{updates}"


def late(scratch: Scratch, *arguments: str, day: str = AS_OF) -> Answer:
    return scratch.nizom("due", "--late", "--lang", "en", "--as-of", day, *arguments)


def kept(scratch: Scratch, *arguments: str, day: str = AS_OF) -> list[tuple[str, str, str, str, int]]:
    """Return what the ledger holds on a day: check, record, due date, the day on which it was done, days late."""
    found = late(scratch, "--format", "json", *arguments, day=day).json["late"]
    return [(item["code"], item["record"], item["due"], item["done"], item["days_late"]) for item in found]


def updates(*days: str, placed: str) -> str:
    return UPDATED.format(
        url="https://agentlik.example.uz/ochiq/standartlar",
        portal="https://data.example.uz/uz/datasets/standartlar",
        placed=placed,
        updates="".join(f"  - date: {day}\n" for day in days),
    )


@pytest.mark.parametrize(
    ("record", "facts", "entry"),
    [
        ("yol-2026-001", MEASURE.format(done="2026-06-12"), ("N12.a.2-2", "2026-03-31", "2026-06-12", 73)),
        ("sor-2026-001", ANSWERED.format(day="2026-06-12"), ("N6.2-3", "2026-04-24", "2026-06-12", 49)),
        ("sor-2026-002", ANSWERED.format(day="2026-06-12") + "date: 2025-05-08\ndue: 2025-05-19\n",
         ("N13.1-1", "2025-05-19", "2026-06-12", 389)),
        ("top-2026-002", "done: 2026-05-24\nentered: 2026-05-26\n", ("N12.g.2-3", "2026-03-31", "2026-05-26", 56)),
        ("ree-001", "registration:\n  passport: registered\n  number: 2025-0117\n  entered: 2026-05-12\n",
         ("N12.a.4-3", "2025-02-17", "2026-05-12", 449)),
        ("xar-2025-001", "sent:\n  to: tsh-006\n  number: 01-15/142\n  date: 2025-12-09\n",
         ("N12.a.5-4", "2025-07-01", "2025-12-09", 161)),
    ],
)  # fmt: skip
def test_what_was_done_after_its_day_is_kept(base: Scratch, record: str, facts: str, entry: tuple[str, str, str, int]) -> None:
    base.change(record, facts)
    code, *when = entry

    assert kept(base) == [(code, record, *when)]


def test_nothing_is_kept_of_what_was_done_in_time(base: Scratch) -> None:
    base.change("yol-2026-001", MEASURE.format(done="2026-03-31"))

    assert kept(base) == []
    assert late(base).out == snapshot("Nothing was done late\n")
    assert "nizom due --late" not in base.nizom("check", "--lang", "en", "--as-of", AS_OF).out


def test_a_date_that_was_moved_after_it_had_passed_was_moved_late(base: Scratch) -> None:
    moved = "    extensions:\n      - {{old: 2026-03-31, new: 2026-12-20, reason: Navbat, allowed_by: xod-004, date: {day}}}\n"
    planned = MEASURE.partition("    status")[0].replace("2026-03-31", "2026-12-20") + "    status: planned\n"
    base.change("yol-2026-001", planned + moved.format(day="2026-05-29"))
    assert kept(base) == [("N12.a.2-2", "yol-2026-001", "2026-03-31", "2026-05-29", 59)]

    base.change("yol-2026-001", planned + moved.format(day="2026-03-31"))
    assert kept(base) == []


def test_what_was_given_up_after_its_day_was_given_up_late(base: Scratch) -> None:
    given_up = (
        MEASURE.partition("    status")[0]
        + "    status: cancelled\n    cancelled: {{reason: Kerak emas, by: xod-004, date: {day}, document: 7-son}}\n"
    )
    base.change("yol-2026-001", given_up.format(day="2026-05-20"))
    assert kept(base) == [("N12.a.2-2", "yol-2026-001", "2026-03-31", "2026-05-20", 50)]
    assert [found for found in base.check("--no-base").findings if found.startswith("N12.a.2")] == []

    base.change("yol-2026-001", given_up.format(day="2026-03-31"))
    assert kept(base) == []


def test_monitoring_on_the_day_of_the_launch_was_late_and_after_it_is_none(base: Scratch) -> None:
    launched = "status: launched\nlaunched: 2026-05-20\nmilestones:\nmonitoring:\n  - {{date: 2026-02-20, progress: 20}}\n  - {{date: {day}, progress: 100}}\n"
    base.change("loy-2026-001", launched.format(day="2026-05-20"))
    assert [entry for entry in kept(base) if entry[0] == "N11.3-1"] == [
        ("N11.3-1", "loy-2026-001", "2026-04-21", "2026-05-20", 29)
    ]

    base.change("loy-2026-001", launched.format(day="2026-05-21"))
    assert [entry for entry in kept(base) if entry[0] == "N11.3-1"] == []


OUT_OF_USE = "status: decommissioned\ndecommissioned: 2026-05-20\n"
ENDED = "ended: {reason: Kerak emas, by: %s, date: %s, document: 7-son}\n"
PROJECT_ENDED = "status: cancelled\nmilestones:\n  - {title: Sinov, due: 2026-03-31}\n  - {title: Loyiha, due: 2026-02-27, done: 2026-02-20}\n"


@pytest.mark.parametrize(
    ("record", "facts", "by", "entry"),
    [
        ("yol-2026-001", "status: cancelled\n" + MEASURE.partition("    status")[0] + "    status: planned\n", "xod-004",
         ("N12.a.2-2", "2026-03-31", "2026-05-20", 50)),
        ("loy-2026-001", PROJECT_ENDED, "xod-004", ("N14.4-1", "2026-03-31", "2026-05-20", 50)),
        ("top-2026-002", "status: cancelled\ndone:\nentered:\n", "tsh-003", ("N12.g.2-3", "2026-03-31", "2026-05-20", 50)),
        ("sor-2026-001", "status: withdrawn\nreply:\n", "tsh-007", ("N6.2-3", "2026-04-24", "2026-05-20", 26)),
        ("cht-2026-001", "status: cancelled\ndate: 2026-03-31\nresult:\n", "xod-004",
         ("N12.a.6-2", "2026-03-31", "2026-05-20", 50)),
        ("ochm-001", "status: withdrawn\npublish_by: 2026-03-31\nwebsite:\nportal:\nupdates:\n", "xod-004",
         ("N12.g.1-5", "2026-03-31", "2026-05-20", 50)),
        ("ree-001", OUT_OF_USE + "registration:\nchanges:\n", "xod-005", ("N12.a.4-3", "2025-02-17", "2026-05-20", 457)),
        ("ree-001", OUT_OF_USE + "changes:\n  - {date: 2026-03-02, what: To‘lov qo‘shildi}\n", "xod-005",
         ("N12.a.4-3", "2026-03-17", "2026-05-20", 64)),
        ("ree-001", OUT_OF_USE + "trainings:\n", "xod-005", ("N12.y.1-1", "2025-03-05", "2026-05-20", 441)),
        ("ree-001", OUT_OF_USE + "continuity: {plan: 02-17/9, approved: 2025-01-20}\n", "xod-005",
         ("N11.6-2", "2026-01-20", "2026-05-20", 120)),
        ("ree-001", OUT_OF_USE + "type: web-resource\nwebsite: {reviewed: 2026-01-12}\n", "xod-005",
         ("N12.y.4-2", "2026-04-12", "2026-05-20", 38)),
        ("ochm-001", "status: withdrawn\n" + updates("2026-01-20", placed="2026-01-20"), "xod-004",
         ("N12.g.1-3", "2026-04-30", "2026-05-20", 20)),
        ("loy-2026-001", "status: cancelled\nmilestones:\nmonitoring:\n  - {date: 2026-02-20, progress: 20}\n", "xod-004",
         ("N11.3-1", "2026-04-21", "2026-05-20", 29)),
        ("tak-2026-001", "status: withdrawn\ntype: internal-policy\ndate: 2026-03-02\ndecision:\n", "xod-004",
         ("N13.6-2", "2026-04-01", "2026-05-20", 49)),
    ],
)  # fmt: skip
def test_a_record_that_was_ended_after_its_day_was_ended_late(
    base: Scratch, record: str, facts: str, by: str, entry: tuple[str, str, str, int]
) -> None:
    code, due, *rest = entry
    base.change(record, facts + ENDED % (by, "2026-05-20"))
    assert kept(base) == [(code, record, due, *rest)]

    base.change(record, facts + ENDED % (by, due))
    assert kept(base) == []


def test_a_late_answer_of_the_ministry_stays_late_when_the_plan_is_given_up(base: Scratch) -> None:
    base.change("records/settings.md", "S17:\n  value: 10\n  basis: hjt-002\n  since: 2024-01-01\n")
    before = [entry for entry in kept(base) if entry[1] == "yol-2026-001"]

    base.change("yol-2026-001", "status: cancelled\nmeasures:\n" + ENDED % ("xod-004", "2026-05-20"))

    assert (
        [entry for entry in kept(base) if entry[1] == "yol-2026-001"]
        == before
        == [("N12.a.1-7", "yol-2026-001", "2025-11-27", "2025-12-05", 8)]
    )


def test_a_system_that_nobody_decided_to_take_out_of_use_stays_in_the_registry(base: Scratch) -> None:
    base.change("ree-001", OUT_OF_USE)

    assert base.check("--no-base").findings == ["N14.2-1 ree-001 ended"]


def test_what_is_still_owed_is_not_in_the_ledger(base: Scratch) -> None:
    base.change("yol-2026-001", MEASURE.format(done="2026-06-12"))

    assert kept(base, day="2026-06-11") == []


def test_a_gap_in_the_updates_of_a_dataset_is_kept_though_it_is_up_to_date_now(base: Scratch) -> None:
    base.change("ochm-001", updates("2025-04-10", "2026-05-20", placed="2025-02-10"))

    assert kept(base) == [("N12.g.1-3", "ochm-001", "2025-07-20", "2026-05-20", 304)]


def test_a_gap_between_two_attestations_is_kept(base: Scratch) -> None:
    passed = "  - date: {day}\n    organiser: Komissiya\n    document: {day}\n    result: passed\n"
    base.change("xod-002", "attestations:\n" + passed.format(day="2023-03-10") + passed.format(day="2026-06-10"))

    assert kept(base) == [("N9-2", "xod-002", "2026-03-10", "2026-06-10", 92)]


def test_a_gap_between_two_courses_is_kept(base: Scratch) -> None:
    taken = "  - date: {day}\n    organiser: Markaz\n    document: {day}\n    result: completed\n    hours: 36\n"
    base.change("xod-002", "trainings:\n" + taken.format(day="2023-03-10") + taken.format(day="2026-03-11"))

    assert kept(base) == [("N9-1", "xod-002", "2026-03-10", "2026-03-11", 1)]


def test_a_service_that_came_to_the_portal_before_its_regulation_is_kept(base: Scratch) -> None:
    base.change("xiz-001", "portal:\n  url: https://my.example.uz/xizmat\n  date: 2024-12-02\n")

    assert [(code, due, days) for code, _, due, _, days in kept(base)] == [("N12.v.4-1", "2024-12-02", 56)]


def test_what_fell_due_before_the_first_edition_is_not_counted(base: Scratch) -> None:
    first = (base.root / "records" / "settings.md").read_text("utf-8")
    assert "2023-02-01" in first
    base.change("yol-2026-001", MEASURE.format(done="2026-06-12").replace("2026-03-31", "2023-01-31"))

    assert kept(base) == []


def test_one_may_ask_for_a_person_or_a_unit_alone(base: Scratch) -> None:
    base.change("yol-2026-001", MEASURE.format(done="2026-06-12"))

    assert [len(kept(base, "--person", id_)) for id_ in ("xod-003", "xod-002")] == [1, 0]
    assert [len(kept(base, "--unit", id_)) for id_ in ("tsh-002", "tsh-006")] == [1, 0]
    assert late(base, "--until", "2027-01-01").code == 2


def test_the_check_says_it_in_a_line_and_finds_nothing(base: Scratch) -> None:
    sound = base.check()
    base.change("yol-2026-001", MEASURE.format(done="2026-06-12"))
    found = base.check()

    assert (found.code, found.findings) == (sound.code, sound.findings)
    reported = base.nizom("check", "--lang", "en", "--as-of", AS_OF).out.splitlines()
    assert "Done after the due date: 1 (nizom due --late)" in reported
    assert base.nizom("check", "--format", "json", "--as-of", AS_OF).json["summary"]["late"] == 1


def test_a_table_says_when_it_was_due_when_it_was_done_and_by_whom(base: Scratch) -> None:
    base.change("yol-2026-001", MEASURE.format(done="2026-06-12"))

    assert late(base).out == snapshot("""\
Due         Done        Late     Check      Duty                                  Record        Responsible        Unit
2026-03-31  2026-06-12  73 days  N12.a.2-2  Measure 1: Katalogni ishga tushirish  yol-2026-001  Javohir Toshmatov  Raqamlashtirish bo‘limi
Done after the due date: 1. Kept for information, it blocks nothing
""")


def test_an_employee_s_answer_lists_what_they_did_late(base: Scratch) -> None:
    base.change("yol-2026-001", MEASURE.format(done="2026-06-12"))
    arguments = ("show", "--person", "xod-003", "--lang", "en", "--as-of", AS_OF)

    assert [item["code"] for item in base.nizom(*arguments, "--format", "json").json["late"]] == ["N12.a.2-2"]
    assert "Done late (1)" in base.nizom(*arguments).out


def test_the_draft_of_the_yearly_report_counts_what_was_done_late_in_the_year(base: Scratch) -> None:
    base.change("yol-2026-001", MEASURE.format(done="2026-06-12"))
    draft = base.nizom("report", "annual", "2026", "--lang", "en", "--as-of", AS_OF).out
    before = base.nizom("report", "annual", "2025", "--lang", "en", "--as-of", AS_OF).out

    assert "Done after the due date in this period:\n\n- [[yol-2026-001]]: N12.a.2-2, 73 days" in draft
    assert "Done after its day" not in before


def test_nothing_is_late_while_nothing_says_since_when_the_nizom_held(base: Scratch) -> None:
    """A broken fact in a personal file neither stops the ledger nor makes anybody late."""
    base.change("yol-2026-001", MEASURE.format(done="2026-06-15"))
    assert [code for code, *_ in kept(base)] == ["N12.a.2-2"]

    base.change("xod-002", "acknowledgements:\n  - edition: {a: b}\n    date: 2023-02-10\n")

    assert kept(base) == []
    assert base.nizom("show", "--person", "xod-003", "--as-of", AS_OF).code == 0

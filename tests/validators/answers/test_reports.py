"""`nizom report`: a draft saved as printed agrees with the records, and later differences are findings."""

import pytest
from inline_snapshot import snapshot

from tests.support.scratch import Answer, Scratch

PLAN = """\
measures:
  - id: "1"
    text: Muddatida bajarilgan
    due: 2026-05-08
    status: done
    responsible: xod-003
    expected: Natija
    actual: Natija
    done: 2026-05-08
    evidence:
      - kind: letter
        what: 2026-yil 8-maydagi xat
  - id: "2"
    text: Kechikib bajarilgan
    due: 2026-05-15
    status: done
    responsible: xod-003
    expected: Natija
    actual: Natija
    done: 2026-06-05
    evidence:
      - kind: letter
        what: 2026-yil 5-iyundagi xat
  - id: "3"
    text: Keyinga surilgan
    due: 2026-12-18
    status: in-progress
    responsible: xod-003
    expected: Natija
    extensions:
      - old: 2026-05-29
        new: 2026-12-18
        reason: Sinov kechikdi
        allowed_by: xod-005
        date: 2026-06-08
  - id: "4"
    text: Voz kechilgan
    due: 2026-05-29
    status: cancelled
    cancelled: {reason: Kerak emas, by: xod-004, date: 2026-05-20}
    responsible: xod-003
    expected: Natija
"""


def draft(scratch: Scratch, *arguments: str, as_of: str = "2026-06-02", language: str = "uz") -> Answer:
    return scratch.nizom("report", *arguments, "--as-of", as_of, "--lang", language)


def save(scratch: Scratch, answer: Answer, status: str = "draft") -> None:
    scratch.write("records/reports/his-2026-002.md", answer.out.replace("status: draft", f"status: {status}"))


def figures(answer: Answer) -> dict[str, str]:
    """The figures of a draft that are not 0, each with its records as they are written."""
    lines = answer.out.splitlines()
    found = {}
    for place, line in enumerate(lines):
        if line.startswith("    value: ") and line != "    value: 0":
            name = lines[place - 1].removeprefix("  - name: ")
            found[name] = f"{line.removeprefix('    value: ')} {lines[place + 1].removeprefix('    records: ')}"
    return found


@pytest.mark.parametrize("arguments", [("annual", "2025"), ("annual", "2026"), ("monthly", "2026-05")], ids=" ".join)
@pytest.mark.parametrize("language", ["uz", "en"])
def test_a_draft_saved_unchanged_has_no_findings(base: Scratch, arguments: tuple[str, str], language: str) -> None:
    answer = draft(base, *arguments, language=language)
    save(base, answer)

    assert answer.code == 0
    assert base.check().findings == []


def test_the_draft_is_a_record_in_uzbek_that_says_where_to_save_it(base: Scratch) -> None:
    answer = draft(base, "annual", "2026")
    facts, body = answer.out.removeprefix("---\n").split("\n---\n")

    assert facts.splitlines()[:9] == snapshot(
        [
            "id: his-2026-002",
            "title: 2026-yilda zamonaviy AKTni joriy etish borasidagi ishlar samaradorligi to‘g‘risida hisobot",
            "status: draft",
            "owner: tsh-002",
            "responsible: xod-001",
            "type: annual",
            "period:",
            "  since: 2026-01-01",
            "  until: 2026-12-31",
        ]
    )
    assert "- Amalga oshirilayotgan loyihalar: 1 ([[loy-2026-001]])" in body.splitlines()
    assert "records/reports/his-2026-002.md" in answer.err


def test_a_draft_may_be_redirected_into_its_own_file(base: Scratch) -> None:
    base.write("records/reports/his-2026-002.md", "")
    answer = draft(base, "annual", "2026", language="en")

    assert "id: his-2026-002" in answer.out.splitlines()
    assert answer.err == snapshot(
        "nizom: A draft. --write saves it as records/reports/his-2026-002.md; complete the text below the facts\n"
    )


def test_the_acting_head_is_responsible_for_the_draft(base: Scratch) -> None:
    base.change("records/settings.md", "S09:\n  value: [leave]\n  basis: hjt-002\n  since: 2024-01-01\n")
    base.change("xod-001", "absences:\n  - kind: leave\n    since: 2026-06-01\n    until: 2026-06-10\n")
    base.change("xod-002", "acting:\n  - since: 2026-06-01\n    until: 2026-06-10\n    reason: Boshliq ta’tilda\n")

    assert "responsible: xod-002" in draft(base, "monthly", "2026-05").out.splitlines()
    assert "responsible: xod-001" in draft(base, "monthly", "2026-05", as_of="2026-06-11").out.splitlines()


def test_figures_are_those_known_on_the_day(base: Scratch) -> None:
    base.change("yol-2026-001", PLAN)
    may = figures(draft(base, "monthly", "2026-05"))
    later = figures(draft(base, "monthly", "2026-05", as_of="2026-06-10"))

    assert (may["measures-in-time"], may["measures-overdue"]) == ("1 [yol-2026-001]", "2 [yol-2026-001]")
    assert "measures-late" not in may
    assert (later["measures-in-time"], later["measures-late"]) == ("1 [yol-2026-001]", "1 [yol-2026-001]")
    assert "measures-overdue" not in later


def test_a_measure_that_nobody_with_the_power_gave_up_is_still_overdue(base: Scratch) -> None:
    decision = "    cancelled: {reason: Kerak emas, by: xod-004, date: 2026-05-20}\n"
    base.change("yol-2026-001", PLAN.replace(decision, ""))

    assert figures(draft(base, "monthly", "2026-05"))["measures-overdue"] == "3 [yol-2026-001]"


def test_a_plan_that_was_cancelled_without_a_decision_counts_as_before(base: Scratch) -> None:
    base.change("yol-2026-001", f"status: cancelled\n{PLAN}")
    silently = figures(draft(base, "monthly", "2026-05"))
    base.change("yol-2026-001", f"ended: {{reason: Kerak emas, by: xod-004, date: 2026-05-20}}\n{PLAN}")

    assert silently["measures-overdue"] == "2 [yol-2026-001]"
    assert "measures-overdue" not in figures(draft(base, "monthly", "2026-05"))


def test_only_measures_due_in_the_period_count(base: Scratch) -> None:
    base.change("yol-2026-001", PLAN)

    def measures(answer: Answer) -> list[str]:
        return [line for line in answer.out.splitlines() if "bajarilmagan chora" in line]

    assert measures(draft(base, "monthly", "2026-05")) == snapshot(
        [
            "- Davrda muddati kelgan, lekin bajarilmagan chora-tadbirlar: 2 ([[yol-2026-001]])",
        ]
    )
    assert measures(draft(base, "monthly", "2026-06", as_of="2026-07-01")) == snapshot(
        [
            "- Davrda muddati kelgan, lekin bajarilmagan chora-tadbirlar: 0",
        ]
    )


def test_projects_are_in_work_launched_and_completed(base: Scratch) -> None:
    base.change("loy-2026-001", "status: completed\nlaunched: 2026-05-04\ncompleted: 2026-06-01\n")

    april = figures(draft(base, "monthly", "2026-04"))
    may = figures(draft(base, "monthly", "2026-05"))
    june = figures(draft(base, "monthly", "2026-06"))

    assert (april["projects-in-work"], may["projects-in-work"]) == ("1 [loy-2026-001]", "1 [loy-2026-001]")
    assert may["projects-launched"] == "1 [loy-2026-001]"
    assert june["projects-completed"] == "1 [loy-2026-001]"
    assert not {"projects-in-work", "projects-launched"} & june.keys()


def test_indicators_are_met_by_the_threshold_of_the_day(base: Scratch) -> None:
    base.change("kpi-2026-001", "target: 90\nactual:\n  value: 84.5\n  source: Hisobot\n  entered: 2026-04-08\n")
    assert figures(draft(base, "annual", "2026"))["indicators-unmet"] == "1 [kpi-2026-001]"

    base.change(
        "records/settings.md",
        "S30:\n  value:\n    threshold: 90\n    days: 20\n  basis: hjt-002\n  since: 2026-05-01\n",
    )
    assert figures(draft(base, "annual", "2026"))["indicators-unmet"] == "1 [kpi-2026-001]", "not the threshold of its period"

    base.edit(
        "records/settings.md",
        "threshold: 90\n    days: 20\n  basis: hjt-002\n  since: 2026-05-01",
        "threshold: 90\n    days: 20\n  basis: hjt-002\n  since: 2026-01-01",
    )
    assert figures(draft(base, "annual", "2026"))["indicators-met"] == "1 [kpi-2026-001]"


def test_a_changed_record_is_reported_with_both_figures(base: Scratch) -> None:
    save(base, draft(base, "annual", "2025", as_of="2026-01-20"))
    assert base.check().findings == []

    base.change("xod-003", "trainings:\n  - date: 2024-04-18\n    organiser: Markaz\n    document: MO-3\n    result: completed\n")

    [finding] = base.check().json["findings"]
    assert (finding["code"], finding["record"], finding["severity"]) == ("N10-4", "his-2026-002", "warning")
    assert finding["message"] == snapshot("“trainings” is 3 in the report, and 2 by the records")
    assert finding["hint"] == snapshot("By the records: xod-001, xod-002")


def test_later_events_do_not_change_the_figures_of_a_day(base: Scratch) -> None:
    save(base, draft(base, "annual", "2026"))
    base.change("yol-2026-001", PLAN.replace("2026-05-08", "2026-06-09").replace("2026-05-15", "2026-06-12"))
    base.change("loy-2026-001", "status: completed\nlaunched: 2026-06-08\ncompleted: 2026-06-09\nmilestones:\n")

    messages = [finding["message"] for finding in base.check().json["findings"] if finding["code"] == "N10-4"]

    # Measure 3 was still due on 29 May as of that day; the base's measure 1, done in March, was replaced.
    assert messages == snapshot(
        [
            "“measures-in-time” is 1 in the report, and 0 by the records",
            "“measures-overdue” is 0 in the report, and 1 by the records",
        ]
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("annual", "26"), snapshot("nizom: “26” is not understood. Write the year in four digits: 2026\n")),
        (
            ("annual", "2026-05"),
            snapshot("nizom: A report of this type does not speak of “2026-05”. Write the year in four digits: 2026\n"),
        ),
        (("monthly", "2026-13"), snapshot("nizom: “2026-13” is not understood. Write the year and the month: 2026-05\n")),
        (
            ("monthly", "2026"),
            snapshot("nizom: A report of this type does not speak of “2026”. Write the year and the month: 2026-05\n"),
        ),
        (
            ("annual", "1800"),
            snapshot("nizom: The year 1800 is out of range: records know those from 1900 to 2199\n"),
        ),
        (
            ("monthly", "2200-01"),
            snapshot("nizom: The year 2200 is out of range: records know those from 1900 to 2199\n"),
        ),
        (("annual", "2027"), snapshot("nizom: 2027 has not begun by 2 June 2026\n")),
        (("monthly", "2026-07"), snapshot("nizom: 2026-07 has not begun by 2 June 2026\n")),
    ],
)
def test_an_invalid_period_exits_with_2(base: Scratch, arguments: tuple[str, str], message: str) -> None:
    answer = draft(base, *arguments, language="en")

    assert (answer.code, answer.out, answer.err) == (2, "", message)


def test_no_records_exit_with_3(scratch: Scratch) -> None:
    assert draft(scratch, "annual", "2026").code == 3


def test_unreadable_records_are_mentioned(base: Scratch) -> None:
    base.write("records/projects/loy-2026-900.md", "a")

    assert draft(base, "annual", "2026", language="en").err.splitlines() == snapshot(
        [
            "nizom: A draft. --write saves it as records/reports/his-2026-002.md; complete the text below the facts",
            "nizom: Not looked at, because they cannot be read: records/projects/loy-2026-900.md",
        ]
    )


def test_a_project_with_a_gap_counts_in_the_report_as_the_check_counts_it(base: Scratch) -> None:
    """An extension without who allowed it is a warning; the project goes on."""
    base.change("loy-2026-001", "extensions:\n  - {old: 2026-12-25, new: 2027-01-25, reason: Sinov}\ndue: 2027-01-25\n")

    answer = draft(base, "monthly", "2026-05", "--write", as_of="2026-06-02")
    written = base.path(answer.out.splitlines()[0]).read_text("utf-8")

    assert "  - name: projects-in-work\n    value: 1\n    records: [loy-2026-001]\n" in written
    assert [one for one in base.check(as_of="2026-06-02").findings if one.startswith("N13.7-5")] == []


MAY, QUARTER, YEAR = ("2026-05-01", "2026-05-31"), ("2026-04-01", "2026-06-30"), ("2026-01-01", "2026-12-31")


@pytest.mark.parametrize(
    ("arguments", "days"),
    [
        (("monthly", "2026-05"), MAY),
        (("oylik", "05.2026"), MAY),
        (("Oylik", "may 2026"), MAY),
        (("oylik", "2026-yil may oyi"), MAY),
        (("ОЙЛИК", "МАЙ 2026"), MAY),
        (("oylik", "may"), MAY),
        (("oylik", "dekabr"), ("2025-12-01", "2025-12-31")),
        (("oylik", "2025-yil 9-oy"), ("2025-09-01", "2025-09-30")),
        (("oylik", "сентябрь 2025"), ("2025-09-01", "2025-09-30")),
        (("annual", "2026"), YEAR),
        (("yillik", "2026-yil"), YEAR),
        (("digest", "2-chorak"), QUARTER),
        (("yig‘ma ma’lumot", "2026-yil II chorak"), QUARTER),
        (("digest", "4-chorak"), ("2025-10-01", "2025-12-31")),
        (("digest", "2026-q2"), QUARTER),
        (("digest", "11.2025"), ("2025-11-01", "2025-11-30")),
    ],
)
def test_a_period_is_taken_as_people_say_it(base: Scratch, arguments: tuple[str, str], days: tuple[str, str]) -> None:
    answer = draft(base, *arguments)

    assert answer.code == 0
    assert f"period:\n  since: {days[0]}\n  until: {days[1]}\n" in answer.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("monthly", "2-chorak"), ("annual", "2026-05"), ("monthly", "2026"), ("monthly", "13.2026"), ("monthly", "5"),
        ("digest", "5-chorak"), ("digest", "chorak"), ("monthly", "tez"), ("monthly", "may iyun"), ("annual", "2999"),
        ("monthly", "2026 2025"), ("monthly", "12.2026"), ("haftalik", "2026-05"),
    ],
)  # fmt: skip
def test_a_period_that_is_not_clear_or_not_of_the_type_is_refused(base: Scratch, arguments: tuple[str, str]) -> None:
    answer = draft(base, *arguments)

    assert (answer.code, answer.out) == (2, "")


def test_a_refusal_says_how_a_period_is_written(base: Scratch) -> None:
    assert [draft(base, type_, "kelasi safar", language="en").err for type_ in ("annual", "monthly", "digest")] == snapshot(
        [
            "nizom: “kelasi safar” is not understood. Write the year in four digits: 2026\n",
            "nizom: “kelasi safar” is not understood. Write the year and the month: 2026-05\n",
            "nizom: “kelasi safar” is not understood. Write a month, a quarter or a year: 2026-05, 2026 3-chorak, 2026\n",
        ]
    )


def test_a_report_is_written_where_it_belongs(base: Scratch) -> None:
    printed = draft(base, "monthly", "2026-05", language="en").out
    answer = draft(base, "monthly", "2026-05", "--write", language="en")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == snapshot("""\
records/reports/his-2026-002.md
A draft. Complete the text below the facts, then look what is missing: nizom check records/reports/his-2026-002.md
""")
    assert (base.root / "records/reports/his-2026-002.md").read_text("utf-8") == printed
    assert base.check().findings == []


def test_a_report_that_is_there_is_not_written_again(base: Scratch) -> None:
    draft(base, "monthly", "2026-05", "--write")
    file = base.path("his-2026-002")
    file.write_text(file.read_text("utf-8") + "O‘zim yozdim.\n", "utf-8")
    before = file.read_text("utf-8")

    answer = draft(base, "monthly", "2026-05", "--write", language="en")

    assert (answer.code, answer.out, file.read_text("utf-8")) == (2, "", before)
    assert answer.err == snapshot("nizom: There is a report of this type and period already: records/reports/his-2026-002.md\n")
    assert draft(base, "monthly", "2026-04", "--write").out.splitlines()[0] == "records/reports/his-2026-003.md"


def test_a_withdrawn_report_does_not_stand_in_the_way_of_another(base: Scratch) -> None:
    draft(base, "monthly", "2026-05", "--write")
    base.edit("his-2026-002", "status: draft", "status: withdrawn")

    assert draft(base, "monthly", "2026-05", "--write").code == 0


def test_a_file_that_is_no_record_is_not_overwritten(base: Scratch) -> None:
    base.write("records/reports/his-2026-002.md", "")

    assert draft(base, "monthly", "2026-05", "--write").code == 4
    assert base.path("his-2026-002").read_text("utf-8") == ""


def test_a_digest_has_a_place_for_the_work_of_the_units(base: Scratch) -> None:
    answer = draft(base, "digest", "1-chorak", language="en")

    assert [line for line in answer.out.splitlines() if line.startswith(("title:", "##"))] == snapshot(
        [
            "title: Digest of the units' work from 1 January 2026 to 31 March 2026",
            "## Figures",
            "## Work of the units",
            "## Conclusions",
        ]
    )

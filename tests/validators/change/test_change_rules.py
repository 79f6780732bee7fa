"""What a change may not do to a record: rewrite what is closed, call it a sample, move a due date in silence; broken or not."""

import html
import re

import pytest
from inline_snapshot import snapshot

from tests.support.gate import gate, of_origin
from tests.support.scratch import Scratch

DONE = "status: done\ndone: 2026-05-01\nentered: 2026-05-02\nanswer: {done: Bajarildi, result: Bor, evidence: 7-son xat}\n"
COMPLETED = "status: completed\nlaunched: 2026-05-01\ncompleted: 2026-06-01\n"


@pytest.mark.parametrize(
    ("record", "closed", "old", "new", "field"),
    [
        ("kpi-2026-001", "", "value: 84.5", "value: 184.5", "actual.value"),
        ("kpi-2026-001", "", "target: 80", "target: 20", "target"),
        ("top-2026-001", DONE, "done: 2026-05-01", "done: 2026-04-10", "done"),
        ("top-2026-001", DONE, "due: 2027-09-30", "due: 2028-09-30", "due"),
        ("loy-2026-001", COMPLETED, "paid: 120000000", "paid: 460000000", "budget.paid"),
        ("loy-2026-001", COMPLETED, "completed: 2026-06-01", "completed: 2026-05-02", "completed"),
        ("loy-2026-001", COMPLETED, "progress: 40", "progress: 100", "monitoring.1.progress"),
        ("hod-2026-001", "", "end: 2026-05-12 13:10", "end: 2026-05-12 09:50", "end"),
        ("hod-2026-001", "", "Serverda disk", "Tarmoqda disk", "cause"),
    ],
)
def test_a_closed_records_own_figures_are_not_rewritten(
    base: Scratch, record: str, closed: str, old: str, new: str, field: str
) -> None:
    base.change(record, closed)
    base.commit()
    base.edit(record, old, new)

    answer = gate(base)

    assert answer.code == 1
    assert f"C07 {record} {field}" in of_origin(answer, "touched")


def test_facts_missing_from_a_closed_record_may_be_added(base: Scratch) -> None:
    base.change("top-2026-001", "status: done\ndone: 2026-05-01\n")
    base.change("loy-2026-001", COMPLETED)
    base.commit()
    base.change("top-2026-001", "entered: 2026-05-02\nanswer: {done: Bajarildi, result: Bor, evidence: 7-son xat}\n")
    base.edit("loy-2026-001", "progress: 40}\n", "progress: 40}\n  - {date: 2026-06-01, progress: 100}\n")

    assert [found for found in gate(base).findings if found.startswith("C07")] == []


def test_facts_of_a_closed_record_are_not_removed(base: Scratch) -> None:
    base.commit()
    base.change("kpi-2026-001", "actual:\n")

    assert "C07 kpi-2026-001 actual" in of_origin(gate(base), "touched")


@pytest.mark.parametrize(("changed", "field"), [("title: Boshqa hisobot\n", "title"), ("basis: [hjt-001]\n", "basis")])
def test_nothing_is_rewritten_between_two_closed_statuses(base: Scratch, changed: str, field: str) -> None:
    base.commit()
    base.change("his-2026-001", f"status: withdrawn\n{changed}")

    assert of_origin(gate(base), "touched") == [f"C07 his-2026-001 {field}"]


def test_a_reopened_record_takes_out_what_it_was_closed_with_and_goes_on(base: Scratch) -> None:
    base.change("top-2026-001", DONE)
    base.commit()
    moved = (
        "{old: 2027-09-30, new: 2027-12-30, reason: Qayta ochildi, allowed_by: tsh-007, date: 2026-06-10, document: 5-son xat}"
    )
    base.change("top-2026-001", f"status: in-progress\ndone:\nentered:\nanswer:\ndue: 2027-12-30\nextensions: [{moved}]\n")
    file = base.path("top-2026-001")
    file.write_text(file.read_text("utf-8") + "\nQayta ochildi: natija to‘liq emas.\n", "utf-8")

    assert gate(base).findings == []


def test_an_employee_who_comes_back_gets_another_period_of_service(base: Scratch) -> None:
    base.change("xod-002", "status: left\nleft: 2026-03-31\n")
    base.commit()
    base.change("xod-002", "status: employed\nleft:\nabsences:\n  - since: 2026-06-01\n    until: 2026-06-02\n    kind: leave\n")

    assert [found for found in gate(base).findings if found.startswith("C07")] == []


@pytest.mark.parametrize(
    ("record", "closed", "opened", "fields"),
    [
        ("top-2026-001", DONE, "status: in-progress\npoint: 13-band\ndone:\nentered:\nanswer:\n", ["point"]),
        ("top-2026-001", DONE, "status: in-progress\ndue: 2028-09-30\ndone:\n", ["due"]),
        ("top-2026-001", DONE, "status: in-progress\ndone: 2026-05-03\n", ["done"]),
        ("top-2026-001", DONE, "status: in-progress\ndone:\nanswer: {done: Bajarildi, evidence: 7-son xat}\n", ["answer.result"]),
        ("hod-2026-001", "", "status: open\nend: 2026-05-12 09:50\n", ["end"]),
    ],
)  # fmt: skip
def test_opening_a_closed_record_again_does_not_rewrite_it(
    base: Scratch, record: str, closed: str, opened: str, fields: list[str]
) -> None:
    base.change(record, closed)
    base.commit()
    base.change(record, opened)

    answer = gate(base)

    assert answer.code == 1
    reported = [found for found in of_origin(answer, "touched") if found.startswith("C07")]
    assert reported == [f"C07 {record} {field}" for field in fields]


def test_a_text_rewritten_while_a_record_is_opened_again_is_reported(base: Scratch) -> None:
    base.change("top-2026-001", DONE)
    base.commit()
    base.change("top-2026-001", "status: in-progress\ndone:\n")
    file = base.path("top-2026-001")
    file.write_text(f"{file.read_text('utf-8').rpartition('---')[0]}---\nBoshqa matn.\n", "utf-8")

    assert "C07 top-2026-001" in of_origin(gate(base), "touched")


def test_a_broken_record_is_judged_by_what_can_be_read(base: Scratch) -> None:
    base.change("kpi-2026-001", "notes: x\n")
    base.commit()
    base.edit("kpi-2026-001", "target: 80", "target: 20")
    base.edit("kpi-2026-001", "status: measured", "status: running")

    assert of_origin(gate(base), "touched") == [
        "C03 kpi-2026-001 status",
        "C07 kpi-2026-001 target",
        "F20 kpi-2026-001 notes",
        "N12.a.7-4 kpi-2026-001 status",
    ]


def test_a_closed_broken_record_is_not_rewritten_while_repaired(base: Scratch) -> None:
    base.change("kpi-2026-001", "notes: x\n")
    base.commit()
    base.change("kpi-2026-001", "notes:\ntarget: 20\n")

    assert of_origin(gate(base), "touched") == ["C07 kpi-2026-001 target"]


def test_approved_content_stays_in_a_broken_record_too(base: Scratch) -> None:
    base.change("loy-2026-001", "notes: x\n")
    base.commit()
    base.change("loy-2026-001", "purpose: Boshqa maqsad\ndue: 2027-03-31\nstatus: draft\n")

    assert of_origin(gate(base), "touched") == [
        "C03 loy-2026-001 status",
        "C04 loy-2026-001 due",
        "C09 loy-2026-001 approvals.0",
        "F20 loy-2026-001 notes",
        "N11.3-2 loy-2026-001 status",
    ]


def test_only_an_unreadable_step_may_be_completed(base: Scratch) -> None:
    base.change("loy-2026-001", "approvals: [{decision: visa, role: head, date: 2026-01-26, part: Texnik qismi}]\n")
    base.commit()
    base.edit("loy-2026-001", "role: head", "role: head, by: xod-001")

    assert [found for found in gate(base).findings if found.startswith("C05")] == []


def test_a_real_record_is_not_deleted_as_a_sample(base: Scratch) -> None:
    base.commit()
    base.change("kpi-2026-001", "sample: true\n")
    base.commit()
    base.path("kpi-2026-001").unlink()

    assert of_origin(gate(base), "touched") == ["C02 kpi-2026-001"]


def test_a_record_that_was_always_a_sample_may_be_deleted(base: Scratch) -> None:
    base.change("kpi-2026-001", "sample: true\n")
    base.commit()
    base.edit("kpi-2026-001", "target: 80", "target: 81")
    base.commit()
    base.path("kpi-2026-001").unlink()

    assert gate(base).findings == []


def test_a_moved_due_date_gets_the_line_to_write_and_where(base: Scratch) -> None:
    base.commit()
    base.edit("loy-2026-001", "due: 2026-10-30", "due: 2026-12-20")

    answer = gate(base)

    hints = {finding["code"]: finding["hint"] for finding in answer.json["findings"]}
    assert hints["C04"] == snapshot(
        'In milestones 2, next to its due:, write “extensions: [{old: 2026-10-30, new: 2026-12-20, reason: "…", allowed_by: …, date: …}]”; or restore the previous date'
    )


def test_of_a_due_date_that_is_no_day_only_that_is_said(base: Scratch) -> None:
    base.commit()
    base.edit("loy-2026-001", "due: 2026-10-30", "due: 31.02.2027")

    assert of_origin(gate(base), "touched") == ["F22 loy-2026-001 milestones.1.due"]


def test_a_decision_without_a_digest_says_what_else_was_changed(base: Scratch) -> None:
    base.commit()
    base.change("loy-2026-001", "purpose: Boshqa maqsad\nintroduced_in:\n")

    (message,) = (finding["message"] for finding in gate(base).json["findings"] if finding["code"] == "C09")
    assert message.startswith("Changed: purpose, introduced_in (taken out). ")


def test_a_correction_is_shown_to_the_reviewer_and_in_the_yearly_report(base: Scratch) -> None:
    base.commit()
    base.edit("kpi-2026-001", "value: 84.5", "value: 88")
    (finding,) = gate(base).json["findings"]
    assert '“- {what: "actual → value", old: "84.5", new: "88", reason: "…", by: …, date: …}”' in finding["hint"]

    entry = 'what: actual.value, old: "84.5", new: "88", reason: Xato yozilgan, by: xod-005, date: 2026-06-10'
    base.change("kpi-2026-001", f"corrections: [{{{entry}}}]\n")

    for style in ("text", "markdown"):
        shown = base.nizom("check", "--base", "HEAD", "--format", style, "--lang", "en", "--as-of", "2026-06-15")
        assert shown.code == 0
        words = re.sub(r"[*~]{2}", "", html.unescape(shown.out))
        assert re.search(r"kpi-2026-001\)?, actual\.value: 84\.5 → 88\. Reason: Xato yozilgan\b.*Kamola Yusupova", words)
    report = base.nizom("report", "annual", "2026", "--lang", "en", "--as-of", "2026-06-15").out
    assert "- [[kpi-2026-001]]: 10 June 2026" in report


def test_a_word_in_a_closed_records_text_is_corrected_openly(base: Scratch) -> None:
    base.commit()
    base.edit("kpi-2026-001", "Birinchi chorak", "Ikkinchi chorak")
    assert of_origin(gate(base), "touched") == ["C07 kpi-2026-001"]

    entry = "what: body, old: Birinchi, new: Ikkinchi, reason: Xato yozilgan, by: xod-001, date: 2026-06-10"
    base.change("kpi-2026-001", f"corrections: [{{{entry}}}]\n")
    assert gate(base).findings == []

    base.edit("kpi-2026-001", "ko‘rsatkichi", "natijasi")
    assert of_origin(gate(base), "touched") == ["C07 kpi-2026-001"]

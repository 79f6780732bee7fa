"""The state of each approval step: what it covers, its order, its authority, and a visa that the settings require."""

import unicodedata

import pytest
from inline_snapshot import snapshot

from tests.support.approvals import APPROVED, PROJECT, VISA, approve, by_hand, reasons, refused, states, text_of, way
from tests.support.facts import NOTHING_DONE
from tests.support.scratch import Scratch

EXTENSION = """  extensions:
    - old: 2026-10-30
      new: 2026-11-30
      reason: Sinov
      allowed_by: xod-005
      date: 2026-06-12
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: planned", "status: in-progress"),
        ("responsible:   xod-003", "responsible: xod-002"),
        ("  due: 2026-10-30\n", "  due: 2026-10-30\n  done: 2026-06-12\n"),
        ("  due: 2026-10-30\n", f"  due: 2026-11-30\n{EXTENSION}"),
        ("summary: >", "monitoring:\n  - date: 2026-06-12\n    progress: 10\nsummary: >"),
        ("summary: >", "risks:\n  - text: Kechikish\nsummary: >"),
        ("# Katalog loyihasi: 2026-yil rejasidan.\n", ""),
        ('"Standartlar elektron katalogini yaratish"', "'Standartlar elektron katalogini yaratish'"),
        ("systems: [ ree-001 ]", "systems:\n  - ree-001"),
        ("o‘tkazish", "o'tkazish"),
        ("o‘tkazish", "oʻtkazish"),
        ("Chiziqdan keyingi matn.   \n", "Chiziqdan keyingi matn.\n\n\n"),
        ("loyihasi.\n", "loyihasi.  \t\n"),
        ("\n", "\r\n"),
    ],
)  # fmt: skip
def test_progress_and_invisible_edits_keep_an_approval_valid(approved: Scratch, old: str, new: str) -> None:
    text = text_of(approved)
    assert old in text
    approved.write("records/projects/loy-2026-001.md", text.replace(old, new))

    assert states(approved) == ["visa valid", "approved valid"]


def test_a_decomposed_letter_is_the_same_letter(planned: Scratch) -> None:
    planned.edit(PROJECT, "Chiziqdan", "Café chizig‘idan")
    approve(planned, *VISA)

    planned.write("records/projects/loy-2026-001.md", unicodedata.normalize("NFD", text_of(planned)))

    assert states(planned) == ["visa valid", "approved missing"]


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("yaratish\"", "yaratish loyihasi\"", "title"),
        ("due: 2026-12-25", "due: 2026-12-28", "due"),
        ("  due: 2026-10-30", "  due: 2026-11-30", "milestones 1 → due"),
        ("introduced_in: [tsh-006]", "introduced_in: [tsh-006, tsh-011]", "introduced_in"),
        ("summary: >", "purpose: Qog‘ozsiz ishlash\nsummary: >", "purpose"),
        ("Chiziqdan keyingi", "Chiziqdan oldingi", "the text"),
        ("loyihasi.\n\n", "loyihasi.\n", "the text"),
    ],
)  # fmt: skip
def test_a_stale_step_names_the_changed_fields(approved: Scratch, old: str, new: str, fields: str) -> None:
    approved.commit()
    approved.edit(PROJECT, old, new)

    steps = way(approved)["steps"]
    assert [(step["decision"], step["state"], step["why"].rpartition(": ")[2]) for step in steps] == [
        ("visa", "stale", fields),
        ("approved", "stale", fields),
    ]
    [finding] = approved.check().json["findings"]
    assert (finding["code"], finding["field"]) == ("A04", "approvals")
    assert finding["message"].replace(fields, "FIELDS") == snapshot(
        "Changed after the steps “visa” of 8 June 2026, “approved” of 10 June 2026: FIELDS"
    )


def test_without_history_a_stale_step_names_no_fields(approved: Scratch) -> None:
    approved.edit(PROJECT, "due: 2026-12-25", "due: 2026-12-28")

    assert states(approved) == ["visa stale", "approved stale"]
    assert reasons(approved) == snapshot(
        [
            "Changed after the step “visa” of 8 June 2026",
            "Changed after the step “approved” of 10 June 2026",
        ]
    )


def test_a_repeat_without_a_digest_does_not_replace_a_sealed_step(approved: Scratch) -> None:
    approved.edit(PROJECT, "due: 2026-12-25", "due: 2026-12-28")
    again = "- decision: approved\n  role: deputy\n  by: xod-005\n  date: 2026-06-12\n  document: 15-son\n"
    approved.edit(PROJECT, "---\nStandartlar", f"{again}---\nStandartlar")

    assert states(approved) == ["visa stale", "approved stale"]
    assert approved.check().findings == ["A04 loy-2026-001 approvals"]


def test_a_stale_chain_is_taken_again(approved: Scratch) -> None:
    approved.edit(PROJECT, "due: 2026-12-25", "due: 2026-12-28")

    assert refused(approved, *APPROVED[:-1], "2026-06-12") == snapshot(
        ["nizom: “visa” comes before “approved”, but its state is: stale. It is for: head or chief-specialist (xod-001, xod-002)"]
    )
    assert approve(approved, *VISA[:-1], "2026-06-11").code == 0
    assert approve(approved, *APPROVED[:-1], "2026-06-12").code == 0
    assert states(approved) == ["visa valid", "approved valid"]
    assert text_of(approved).count("decision:") == 4
    assert approved.check().findings == []


def test_a_rejection_is_recorded_and_the_record_may_be_corrected(planned: Scratch) -> None:
    approve(planned, *VISA)
    refusal = approve(planned, "loy-2026-001", "--as", "deputy", "--decision", "rejected", "--date", "2026-06-09")
    planned.edit(PROJECT, "due: 2026-12-25", "due: 2026-12-28")

    assert refusal.code == 0
    assert states(planned) == ["visa stale", "approved missing", "rejected valid"]


def test_a_step_dated_before_the_one_it_follows_is_out_of_order(planned: Scratch) -> None:
    by_hand(planned, "visa head xod-001 2026-06-10", "approved deputy xod-005 2026-06-08")

    assert states(planned) == ["visa unsealed", "approved out-of-order"]
    assert reasons(planned) == snapshot(["“approved” is dated 8 June 2026, before “visa” of 10 June 2026"])
    assert planned.check().findings == ["A02 loy-2026-001 approvals.1.date"]


def test_a_step_without_authority_does_not_count(planned: Scratch) -> None:
    by_hand(planned, "visa chief-specialist xod-003 2026-06-08", "approved deputy xod-004 2026-06-10")

    assert states(planned) == ["visa without-authority", "approved without-authority"]
    assert reasons(planned) == snapshot(
        [
            "xod-003 was not chief specialist on 8 June 2026",
            "On 10 June 2026 not xod-004 but xod-005 was “deputy”",
        ]
    )
    assert planned.check().findings == ["A05 loy-2026-001 approvals.0.by", "N7-2 loy-2026-001 approvals.1.by"]


def test_a_role_is_not_offered_steps_before_its_own(base: Scratch) -> None:
    base.change("yol-2026-001", "status: draft\napprovals:\n")

    answer = approve(base, "yol-2026-001", "--as", "director-general", "--document", "12", "--date", "2026-06-10")

    assert (answer.code, answer.out) == (1, "")
    assert answer.err == snapshot(
        "nizom: “developed” comes before “approved”, but its state is: not taken. Waiting for: tsh-002\n"
    )
    assert "approvals:" not in base.path("yol-2026-001").read_text("utf-8")


# The department's visa before a submission (15.1), where the settings ask for it (S54).

PREPARED = "status: draft\napprovals:\n  - decision: developed\n    role: department\n    by: xod-003\n    date: 2026-06-01\n"
SUBMITTED = (
    "  - decision: submitted\n    role: head\n    by: xod-001\n    date: 2026-06-05\n    document: 01-15/9\n    to: tsh-003\n"
)
SUBMISSION = ("yol-2026-001", "--as", "head", "--document", "01-15/9", "--to", "tsh-003", "--date", "2026-06-09")


@pytest.fixture
def visa_asked(base: Scratch) -> Scratch:
    """A roadmap that was developed, in a department that puts its visa on roadmaps and acts before they are submitted."""
    base.change("records/settings.md", "S54:\n  value: [roadmap, act]\n  basis: hjt-002\n  since: 2024-01-01\n")
    base.change("yol-2026-001", PREPARED)
    return base


def test_a_required_visa_is_a_step_before_the_submission(visa_asked: Scratch) -> None:
    way = visa_asked.nizom("approvals", "yol-2026-001", "--format", "json", "--as-of", "2026-06-09").json

    assert [(item["decision"], item["roles"], item["status"]) for item in way["awaited"][:2]] == [
        ("visa", ["head", "chief-specialist", "department"], "submitted"),
        ("submitted", [], "submitted"),
    ]
    assert refused(visa_asked, *SUBMISSION, "--decision", "submitted") == snapshot(
        [
            "nizom: “visa” comes before “submitted”, but its state is: not taken. "
            "It is for: head, chief-specialist or department (xod-001, xod-002, tsh-002)"
        ]
    )
    visa = approve(visa_asked, "yol-2026-001", "--as", "head", "--part", "Butun matn", "--date", "2026-06-08")
    submission = approve(visa_asked, *SUBMISSION)
    assert (visa.code, submission.code) == (0, 0)
    assert visa.out.splitlines()[-2:] == snapshot(
        [
            "Next: “submitted”. Waiting for: tsh-002",
            "The status may go on now: write status: developed",
        ]
    )
    assert submission.out.splitlines()[-2:] == snapshot(
        [
            "Next: “reviewed”. It is for: ministry (tsh-003)",
            "The status may go on now: write status: submitted",
        ]
    )


def test_a_role_that_gives_the_visa_may_also_take_developed(visa_asked: Scratch) -> None:
    visa_asked.change("yol-2026-001", f"approvals:\n{NOTHING_DONE}")

    answer = approve(visa_asked, "yol-2026-001", "--as", "department", "--by", "xod-003", "--date", "2026-06-01").out

    assert answer.startswith("records/roadmaps/yol-2026-001.md: developed, department, xod-003")


def test_a_visa_after_the_submission_is_too_late(visa_asked: Scratch) -> None:
    visa_asked.change("yol-2026-001", PREPARED + SUBMITTED)
    approve(visa_asked, "yol-2026-001", "--as", "head", "--part", "Butun matn", "--date", "2026-06-08")

    assert states(visa_asked, "yol-2026-001")[:3] == ["developed unsealed", "visa valid", "submitted out-of-order"]
    assert reasons(visa_asked, "yol-2026-001")[:1] == snapshot(
        ["Submitted on 5 June 2026 without the department's visa before it"]
    )


def test_a_units_visa_is_not_the_departments(visa_asked: Scratch) -> None:
    unit = ("--as", "unit", "--by", "tsh-006", "--decision", "visa", "--part", "Moliyaviy qismi", "--date", "2026-06-02")
    approve(visa_asked, "yol-2026-001", *unit, "--document", "7", "--recorded-by", "xod-003")

    assert [state for state in states(visa_asked, "yol-2026-001") if "visa" in state] == ["visa missing", "visa valid"]


@pytest.mark.parametrize(("since", "asked"), [("2026-06-05", True), ("2026-06-06", False)])
def test_a_submission_from_before_the_setting_needs_no_visa(visa_asked: Scratch, since: str, asked: bool) -> None:
    visa_asked.change("yol-2026-001", PREPARED + SUBMITTED)
    visa_asked.change("records/settings.md", f"S54:\n  value: [roadmap]\n  basis: hjt-002\n  since: {since}\n")

    assert ("visa missing" in states(visa_asked, "yol-2026-001")) == asked


def test_a_submission_without_a_chain_needs_the_visa_too(visa_asked: Scratch) -> None:
    visa_asked.change("hjt-002", "date:\nstatus: draft\n")

    assert refused(visa_asked, "hjt-002", *SUBMISSION[1:], "--decision", "submitted") == snapshot(
        [
            "nizom: N15.1-2: Submitted on 9 June 2026 without the department's visa before it. "
            "Put the visa on it first: --decision visa"
        ]
    )

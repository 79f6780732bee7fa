"""One finding for one place: slips as people make them, and every finding that the answer then has."""

import pytest
from inline_snapshot import snapshot

from tests.support.scratch import Scratch

EXPERTISE = "documents:\n  - kind: terms-of-reference\n    date: 2026-02-16\n    standards: [{standard}]\n    acts: [{act}]\n" \
            "    expertise: {{body: {body}, number: 12-34/156, date: 2026-03-10, outcome: positive}}\n"  # fmt: skip
VISA_AND_APPROVAL = (
    "approvals:\n  - {decision: visa, role: head, by: xod-001, date: 2026-13-26, part: Texnik qismi}\n"
    "  - {decision: approved, role: deputy, by: xod-005, date: 2026-01-28, document: 14-son}\n"
)

WAIVER = """---
id: ist-2026-001
title: Egasini almashtirish
status: allowed
owner: tsh-002
checks: [C07]
records: [xar-2025-001]
reason: Tuzilma o‘zgardi
document: 141-son buyruq
allowed_by: xod-004
since: 2026-06-01
until: 2026-06-30
---
Tuzilma o‘zgargani uchun.
"""

SLIPS = {
    "an expertise by a body that there is not": (
        "loy-2026-001", EXPERTISE.format(standard="std-001", act="hjt-001", body="tsh-999"),
        ["R01 loy-2026-001 documents.0.expertise.body"],
    ),
    "a standard that had lost force": (
        "loy-2026-001", EXPERTISE.format(standard="std-003", act="hjt-001", body="tsh-004"),
        ["N12.a.3-2 loy-2026-001 documents.0.standards.0"],
    ),
    "all steps of a plan left out": (
        "yol-2026-002", "approvals:\n",
        ["N12.a.1-1 yol-2026-002 approvals", "N12.a.1-2 yol-2026-002 status", "N12.d.2-1 tsh-002 type"],
    ),
    "both steps of a project left out": ("loy-2026-001", "approvals:\n", ["A01 loy-2026-001 status"]),
    "two breaches of one sum": (
        "loy-2026-001", "budget:\n  planned: 1000\n  contracted: 5000\n  paid: 0\n  source: Davlat budjeti\n",
        ["N12.v.1-1 loy-2026-001 budget.contracted"],
    ),
}  # fmt: skip
"""What was written where, and what is found: by themselves, without a change."""

EDITS = {
    "a closed record is given an owner that there is not": (
        "xar-2025-001", "owner: tsh-999\n", ["C07 xar-2025-001 owner"],
    ),
    "a closed record loses a fact that a paragraph asks for": (
        "kpi-2026-001", "basis:\n", ["C07 kpi-2026-001 basis"],
    ),
    "a due date that is none": ("loy-2026-001", "due: 25.12.2027\n", ["F22 loy-2026-001 due"]),
    "a due date that is gone": ("top-2026-001", "due:\n", ["C04 top-2026-001"]),
    "a due date that is moved": ("loy-2026-001", "due: 2027-02-26\n", ["C04 loy-2026-001 due"]),
    "a step that is edited": (
        "loy-2026-001", VISA_AND_APPROVAL, ["C05 loy-2026-001 approvals.0"],
    ),
}  # fmt: skip
"""What was edited in which record, and what is found of the change."""


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_found_once_at_its_place(base: Scratch, slip: str) -> None:
    record, facts, expected = SLIPS[slip]
    base.change(record, facts)

    assert base.check().findings == expected


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_that_has_to_be_undone_is_found_once(base: Scratch, edit: str) -> None:
    record, facts, expected = EDITS[edit]
    base.commit()
    base.change(record, facts)

    found = base.check("--base", "HEAD").json["findings"]
    assert (
        sorted(f"{one['code']} {one['record']} {one['field']}".rstrip() for one in found if one["severity"] == "error")
        == expected
    )


def test_what_one_check_says_at_a_place_is_all_in_its_finding(base: Scratch) -> None:
    base.change("loy-2026-001", "approvals:\n")

    (found,) = base.check().json["findings"]
    assert found["message"] == snapshot(
        "The status is “in-progress”, but the step “visa” is missing. The status is “in-progress”, but the step “approved” is missing"
    )
    assert found["hint"] == snapshot("Take the step with “nizom approve loy-2026-001”, or restore the previous status")


def test_what_followed_from_a_wrong_value_is_found_once_that_is_right(base: Scratch) -> None:
    base.change("loy-2026-001", EXPERTISE.format(standard="std-001", act="hjt-001", body="tsh-005"))

    assert base.check().findings == ["N12.a.3-3 loy-2026-001 documents.0.expertise.body"]


def test_what_a_move_says_wrongly_is_found_next_to_what_it_does_not_say(base: Scratch) -> None:
    """All that is missing is one finding; a person that there is not is another."""
    base.commit()
    base.change("loy-2026-001", "due: 2027-02-26\nextensions:\n  - {old: 2026-12-25, new: 2027-02-26, allowed_by: xod-999}\n")

    found = base.check("--base", "HEAD").json["findings"]
    assert sorted(f"{one['code']} {one['field']}" for one in found if one["code"] != "C09") == [
        "C04 extensions.0",
        "R01 extensions.0.allowed_by",
    ]


def test_a_stage_that_lost_its_title_too_has_that_reported(base: Scratch) -> None:
    base.commit()
    base.edit("loy-2026-001", "  - title: Katalogni sinovdan o‘tkazish\n    stage: system-tests\n", "  - stage: system-tests\n")
    base.edit("loy-2026-001", "    due: 2026-10-30\n", "")

    found = base.check("--base", "HEAD").json["findings"]
    assert [f"{one['code']} {one['field']}" for one in found if one["field"].startswith("milestones")] == snapshot(
        ["C04 milestones.1", "F21 milestones.1.title"]
    )


def test_what_is_exempted_hides_nothing(base: Scratch) -> None:
    """A closed record with an exception from C07 still has what else is wrong at the place."""
    base.write("records/waivers/ist-2026-001.md", WAIVER)
    base.commit()
    base.change("xar-2025-001", "owner: tsh-999\n")

    assert {"C07 xar-2025-001 owner (ist-2026-001)", "R01 xar-2025-001 owner"} <= set(base.check("--base", "HEAD").findings)


def test_a_breach_that_a_wrong_value_hides_is_not_called_put_right(base: Scratch) -> None:
    base.change("loy-2026-001", EXPERTISE.format(standard="std-001", act="hjt-001", body="tsh-005"))
    base.commit()
    base.change("loy-2026-001", EXPERTISE.format(standard="std-001", act="hjt-001", body="tsh-999"))

    answer = base.check("--base", "HEAD")
    assert answer.json["gate"]["mended"] == []
    assert "R01 loy-2026-001 documents.0.expertise.body" in answer.findings

"""`nizom approvals` shows the steps of a record's approval, what is missing, from whom, and when at the earliest."""

import pytest
from inline_snapshot import snapshot

from tests.support.approvals import APPROVED, PROJECT, VISA, approve
from tests.support.facts import NOTHING_DONE
from tests.support.scratch import Scratch


def test_the_status_is_worded_as_in_show(planned: Scratch) -> None:
    way = planned.nizom("approvals", "loy-2026-001", "--as-of", "2026-06-15").out

    assert way.splitlines()[:2] == ["loy-2026-001  Standartlar elektron katalogini yaratish", "holati: rejalashtirilgan"]


def test_all_steps_are_listed_before_the_first_is_taken(planned: Scratch) -> None:
    answer = planned.nizom("approvals", "loy-2026-001", "--as-of", "2026-06-13", "--lang", "en")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == snapshot("""\
loy-2026-001  Standartlar elektron katalogini yaratish
status: planned

Step      State      Who  Date  Document  Proof
visa      not taken  –    –     –         –
approved  not taken  –    –     –         –

To be taken, in this order
  Step      From                                                                          At the earliest
  visa      head or chief-specialist: xod-001  Aziz Rahimov, xod-002  Dilnoza Karimova    2026-06-15
  approved  deputy or director-general: xod-005  Kamola Yusupova, xod-004  Botir Salimov  2026-06-15
""")


def test_steps_are_shown_with_their_problems_and_what_is_missing(planned: Scratch) -> None:
    approve(planned, *VISA)
    approve(planned, *VISA[:3], "--part", "Moliyaviy qismi", "--date", "2026-06-09", "--decision", "visa")
    approve(planned, *APPROVED)
    planned.commit(by="a.rahimov@agentlik.example.uz")
    planned.edit(PROJECT, "Standartlar katalogini elektron", "Standartlar katalogini raqamli")
    planned.edit(PROJECT, "due: 2026-10-30", "due: 2026-11-30")
    approve(planned, *VISA[:-1], "2026-06-12")

    answer = planned.nizom("approvals", "loy-2026-001", "--as-of", "2026-06-13", "--lang", "en")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == snapshot("""\
loy-2026-001  Standartlar elektron katalogini yaratish
status: planned

Step                   State     Who                                Date        Document  Proof
visa: Moliyaviy qismi  stale     xod-001  Aziz Rahimov (head)       2026-06-09  –         attributed
visa: Butun matn       in order  xod-001  Aziz Rahimov (head)       2026-06-12  –         declared
approved               stale     xod-005  Kamola Yusupova (deputy)  2026-06-10  14-son    declared

What is wrong with the steps
  visa: Moliyaviy qismi: Changed after the step “visa” of 9 June 2026: milestones 1 → due, the text
  approved: Changed after the step “approved” of 10 June 2026: milestones 1 → due, the text

To be taken, in this order
  Step      From                                                                          At the earliest
  visa      head or chief-specialist: xod-001  Aziz Rahimov, xod-002  Dilnoza Karimova    2026-06-15
  approved  deputy or director-general: xod-005  Kamola Yusupova, xod-004  Botir Salimov  2026-06-15
""")


def test_the_same_is_available_as_json(planned: Scratch) -> None:
    approve(planned, *VISA)

    answer = planned.nizom("approvals", "loy-2026-001", "--as-of", "2026-06-13", "--format", "json", "--lang", "en")

    assert (answer.code, answer.err) == (0, "")
    assert answer.json == {
        "version": 1,
        "as_of": "2026-06-13",
        "record": "loy-2026-001",
        "status": "planned",
        "steps": [
            {
                "decision": "visa", "state": "valid", "why": None, "in_chain": True, "role": "head", "by": "xod-001",
                "date": "2026-06-08", "document": None, "part": "Butun matn", "answers": "xod-001", "grade": "declared",
            },
            {
                "decision": "approved", "state": "missing", "why": None, "in_chain": True, "role": None, "by": None,
                "date": None, "document": None, "part": None, "answers": None, "grade": None,
            },
        ],
        "next_edition": [],
        "awaited": [
            {
                "decision": "approved", "status": "in-progress", "roles": ["deputy", "director-general"],
                "holders": ["xod-005", "xod-004"], "earliest": "2026-06-15",
            }
        ],
        "next_status": None,
        "obstacles": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "steps", "onward"),
    [
        ("draft", (), None),
        ("draft", (VISA,), None),
        ("draft", (VISA, APPROVED), "in-progress"),
        ("planned", (VISA, APPROVED), "in-progress"),
        ("in-progress", (VISA, APPROVED), None),
        ("cancelled", (VISA, APPROVED), None),
    ],
)
def test_the_next_status_is_offered_once_its_steps_are_taken(
    planned: Scratch, status: str, steps: tuple[tuple[str, ...], ...], onward: str | None
) -> None:
    for step in steps:
        approve(planned, *step)
    planned.edit(PROJECT, "status: planned", f"status: {status}")

    way = planned.nizom("approvals", "loy-2026-001", "--lang", "en", "--as-of", "2026-06-15")
    record = planned.nizom("show", "loy-2026-001", "--lang", "en", "--as-of", "2026-06-15")
    for command in ("approvals", "show"):
        shown = planned.nizom(command, "loy-2026-001", "--format", "json", "--as-of", "2026-06-15").json
        assert shown["next_status"] == onward

    said = [line for answer in (way, record) for line in answer.out.splitlines() if "write status: " in line]
    assert [line.rpartition(": ")[2] for line in said] == [onward] * 2 * (onward is not None)


def test_a_step_through_the_ministry_offers_the_next_status_too(planned: Scratch) -> None:
    planned.change("yol-2026-001", f"status: draft\napprovals:\n{NOTHING_DONE}")

    answer = approve(planned, "yol-2026-001", "--as", "department", "--by", "xod-003", "--date", "2026-06-08")

    assert answer.out.splitlines()[-2:] == snapshot(
        [
            "Next: “submitted”. Waiting for: tsh-002",
            "The status may go on now: write status: developed",
        ]
    )


def test_a_kind_without_a_chain_needs_no_approval(planned: Scratch) -> None:
    answer = planned.nizom("approvals", "xod-001", "--as-of", "2026-06-13", "--lang", "en")

    assert (answer.code, answer.out.splitlines()[-1]) == (0, snapshot("Records of this kind need no approval"))


def test_a_step_that_nobody_can_take_has_no_earliest_day(planned: Scratch) -> None:
    planned.change("records/settings.md", "S05:\n")
    approve(planned, *VISA)

    way = planned.nizom("approvals", "loy-2026-001", "--as-of", "2026-06-15", "--format", "json").json

    assert [(item["decision"], item["holders"], item["earliest"]) for item in way["awaited"]] == [("approved", [], None)]


def test_the_earliest_day_is_a_working_day_on_which_the_role_is_held(planned: Scratch) -> None:
    office = "  value:\n    - role: deputy\n      employee: xod-005\n      since: 2026-09-01\n"
    planned.change("records/settings.md", f"S05:\n{office}  basis: hjt-002\n  since: 2024-01-01\n")
    approve(planned, *VISA)

    way = planned.nizom("approvals", "loy-2026-001", "--as-of", "2026-06-13", "--format", "json").json
    assert [(item["decision"], item["holders"], item["earliest"]) for item in way["awaited"]] == [
        ("approved", ["xod-005"], "2026-09-02")  # 1 September is a holiday
    ]

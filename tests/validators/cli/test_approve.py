"""`nizom approve` writes a step of the way to approval, or says why it cannot be taken; `nizom approvals` shows the way."""

import re
import unicodedata

import pytest

from tests.support.scratch import Answer, Scratch

PLANNED = """---
# Katalog loyihasi: 2026-yil rejasidan.
id: loy-2026-001
title: "Standartlar elektron katalogini yaratish"   # qisqa nomi: Katalog
status: planned
owner: 'tsh-002'
responsible:   xod-003
creates: new-system
started: 2026-02-02
due: 2026-12-25

introduced_in: [tsh-006]   # hozircha bitta
systems: [ ree-001 ]
milestones:
- title: Katalogni sinovdan o‘tkazish
  due: 2026-10-30
summary: >
  Standartlar katalogi
  elektron shaklda yuritiladi.
---
Standartlar katalogini elektron shaklda yuritish loyihasi.

---

Chiziqdan keyingi matn.   \n"""
"""A project as a person wrote it, with nothing approved yet."""

VISA = ("loy-2026-001", "--as", "head", "--part", "Butun matn", "--date", "2026-06-08")
APPROVED = ("loy-2026-001", "--as", "deputy", "--document", "14-son", "--date", "2026-06-10")
DIGEST = "sha256:v1:e5494be795456a7b17293cca13dfd8b385f9e70c49f1326ce2f9e1b89b9949ed"
STEPS = (
    "approvals:\n"
    "  - decision: visa\n    role: head\n    by: xod-001\n    date: 2026-06-08\n    part: Butun matn\n"
    f"    digest: {DIGEST}\n"
    "  - decision: approved\n    role: deputy\n    by: xod-005\n    date: 2026-06-10\n    document: 14-son\n"
    f"    digest: {DIGEST}\n"
)
"""What `nizom approve` writes for VISA and APPROVED."""
WHOLE = PLANNED.replace("---\nStandartlar", f"{STEPS}---\nStandartlar")
EXTENSION = """  extensions:
    - old: 2026-10-30
      new: 2026-11-30
      reason: Sinov
      allowed_by: xod-005
      date: 2026-06-12
"""
ACTING = "acting:\n  - since: 2026-06-01\n    until: 2026-06-12\n    reason: Mehnat ta’tili\n"


@pytest.fixture
def planned(base: Scratch) -> Scratch:
    """The base records, in which the project is planned and nothing of it approved."""
    base.write("records/projects/loy-2026-001.md", PLANNED)
    return base


@pytest.fixture
def on_leave(planned: Scratch) -> Scratch:
    """The head is on leave from 1 to 12 June, which counts as absence (S09); the chief specialist acts."""
    planned.change("records/settings.md", "S09:\n  value: [leave]\n  basis: hjt-002\n  since: 2024-01-01\n")
    planned.change("xod-001", "absences:\n  - kind: leave\n    since: 2026-06-01\n    until: 2026-06-12\n")
    planned.change("xod-002", ACTING)
    return planned


def approve(tree: Scratch, *arguments: str) -> Answer:
    return tree.nizom("approve", "--lang", "en", *arguments)


def test_a_role_that_is_none_is_told_the_one_that_was_meant(planned: Scratch) -> None:
    answer = planned.nizom("approve", "loy-2026-001", "--as", "boshliq")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(
        "nizom: Noto‘g‘ri ishlatildi: --as argumenti: “boshliq” ruxsat etilgan qiymatlar orasida yo‘q. Ehtimol, "
        "head (bo‘lim boshlig‘i) nazarda tutilgan; ruxsat etilgan qiymatlar: head (bo‘lim boshlig‘i), chief-specialist"
    )


def refused(tree: Scratch, *arguments: str) -> list[str]:
    """What is told of a step that cannot be taken; nothing is written then."""
    before = {file: file.read_bytes() for file in tree.root.glob("records/**/*") if file.is_file()}
    answer = approve(tree, *arguments)
    assert (answer.code, answer.out) == (1, "")
    assert {file: file.read_bytes() for file in tree.root.glob("records/**/*") if file.is_file()} == before
    return answer.err.splitlines()


def states(tree: Scratch, record: str = "loy-2026-001") -> list[str]:
    """Each step of the way as it stands on 15 June, with the reason where it is not good."""
    way = tree.nizom("approvals", record, "--format", "json", "--lang", "en", "--as-of", "2026-06-15").json
    return [": ".join(filter(None, (f"{step['decision']} {step['state']}", step["why"]))) for step in way["steps"]]


def edit(tree: Scratch, old: str, new: str, record: str = "loy-2026-001") -> None:
    """One piece of a record's text put in another's place."""
    file = tree.path(record)
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())


def by_hand(tree: Scratch, *steps: str) -> None:
    """Steps written by hand, each as `decision role by date`; a visa is for the whole text."""
    lines = "approvals:\n"
    for step in steps:
        decision, role, by, day = step.split()
        part = "    part: Butun matn\n" if decision == "visa" else ""
        lines += f"  - decision: {decision}\n    role: {role}\n    by: {by}\n    date: {day}\n{part}"
    edit(tree, "summary: >", f"{lines}summary: >")


def text_of(tree: Scratch, record: str = "loy-2026-001") -> str:
    return tree.path(record).read_bytes().decode()


# What is written.


def test_a_step_is_added_and_not_a_byte_else_is_changed(planned: Scratch) -> None:
    first = approve(planned, *VISA)
    second = approve(planned, *APPROVED)

    assert (first.code, first.err, second.code, second.err) == (0, "", 0, "")
    assert text_of(planned) == WHOLE


def test_what_was_written_and_whose_move_it_is_now_is_told(planned: Scratch) -> None:
    assert approve(planned, *VISA).out.splitlines() == [
        "records/projects/loy-2026-001.md: visa, head, xod-001  Aziz Rahimov, 8 June 2026",
        "xod-001  Aziz Rahimov commits it under their own address: the commit is what proves it",
        "Next: “approved”. It is for: deputy or director-general (xod-005, xod-004)",
    ]
    assert approve(planned, *APPROVED).out.splitlines() == [
        "records/projects/loy-2026-001.md: approved, deputy, xod-005  Kamola Yusupova, 10 June 2026",
        "xod-005  Kamola Yusupova commits it under their own address: the commit is what proves it",
        "Nothing is missing on the way to approval",
        "The status may go on now: write status: in-progress",
    ]
    assert planned.check().findings == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("approvals:\n", "approvals:\n  - {}\n"),
        ("approvals: []\n", "approvals:\n  - {}\n"),
        ("approvals:   # hali yo‘q\n", "approvals:   # hali yo‘q\n  - {}\n"),
        ("approvals:\n# keyin to‘ldiriladi\n", "approvals:\n  - {}\n# keyin to‘ldiriladi\n"),
    ],
)
def test_a_list_that_is_empty_is_filled(planned: Scratch, before: str, after: str) -> None:
    edit(planned, "summary: >", f"{before}summary: >")

    approve(planned, *VISA)

    step = re.search(r"  - (decision: visa\n(?:    .*\n)+)", text_of(planned))
    assert step
    assert text_of(planned) == PLANNED.replace("summary: >", f"{after}summary: >".replace("{}\n", step[1]))


@pytest.mark.parametrize("indent", ["", "  ", "      "])
def test_a_step_stands_under_those_that_are_there(planned: Scratch, indent: str) -> None:
    there = (
        f"approvals:\n{indent}- decision: developed   # loyihachi\n{indent}  role: department\n{indent}  by: xod-003\n"
        f"{indent}  date: '2026-06-01'\n{indent}  # xulosa ilova qilingan\n\n# pastdagisi boshqa gap\nproblem: Katalog yo‘q\n"
    )
    edit(planned, "summary: >", f"{there}summary: >")

    approve(planned, *VISA)

    step = "".join(
        f"{indent}{line}\n"
        for line in ("- decision: visa", "  role: head", "  by: xod-001", "  date: 2026-06-08", "  part: Butun matn")
    )
    assert re.sub(r"(?m)^ *digest: sha256:v1:[0-9a-f]{64}\n", "", text_of(planned)) == PLANNED.replace(
        "summary: >", there.replace("ilova qilingan\n", f"ilova qilingan\n{step}") + "summary: >"
    )


def test_line_ends_stay_as_they_are(planned: Scratch) -> None:
    planned.write("records/projects/loy-2026-001.md", PLANNED.replace("\n", "\r\n"))

    approve(planned, *VISA)

    text = text_of(planned)
    assert text.count("\n") == text.count("\r\n") == PLANNED.count("\n") + 7
    assert f"    digest: {DIGEST}\r\n---\r\nStandartlar" in text


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("14-son", "14-son"), ("33-8/1204", "33-8/1204"), ("№ 7", "'№ 7'"), ("12", "'12'"), ("1e3", "'1e3'"), ("no", "'no'"),
        ("07: a # b", "'07: a # b'"), ("O'RQ-1", "'O''RQ-1'"), ("- 5", "'- 5'"), ("{{ 7*7 }}", "'{{ 7*7 }}'"), ("*a", "'*a'"),
    ],
)  # fmt: skip
def test_a_number_is_written_so_that_it_reads_back_as_it_is(planned: Scratch, given: str, written: str) -> None:
    approve(planned, *VISA)

    answer = approve(planned, "loy-2026-001", "--as", "deputy", f"--document={given}", "--date", "2026-06-10")

    assert (answer.code, answer.err) == (0, "")
    assert f"    document: {written}\n" in text_of(planned)
    assert planned.nizom("approvals", "loy-2026-001", "--format", "json").json["steps"][1]["document"] == given


# What is refused.


def test_a_step_is_not_taken_before_the_one_that_it_follows(planned: Scratch) -> None:
    assert refused(planned, *APPROVED) == [
        "nizom: Before “approved” comes “visa”, and that is: not taken. It is for: head or chief-specialist (xod-001, xod-002)"
    ]


def test_a_step_is_not_taken_in_a_role_that_may_not(planned: Scratch) -> None:
    assert refused(planned, "loy-2026-001", "--as", "department", "--date", "2026-06-08") == [
        "nizom: “visa” is not for the role “department” to decide",
        "nizom: It is for: head or chief-specialist (xod-001, xod-002)",
    ]
    approve(planned, *VISA)
    assert refused(planned, "loy-2026-001", "--as", "head", "--decision", "approved", "--date", "2026-06-10") == [
        "nizom: “approved” is not for the role “head” to decide",
        "nizom: It is for: deputy or director-general (xod-005, xod-004)",
    ]


def test_a_step_waits_for_somebody_to_hold_the_role(planned: Scratch) -> None:
    assert refused(planned, "loy-2026-001", "--as", "head", "--part", "Butun matn", "--date", "2023-06-01") == [
        "nizom: Nobody holds the role “head” on 1 June 2023; from 15 January 2024 on somebody does"
    ]
    planned.path("tsh-007").unlink()
    assert refused(planned, "hjt-002", "--as", "inspectorate", "--decision", "reviewed", "--date", "2026-06-08") == [
        "nizom: Nobody holds the role “inspectorate” on 8 June 2026"
    ]


def test_of_more_than_one_holder_one_is_named(planned: Scratch) -> None:
    arguments = ("hjt-002", "--as", "unit", "--decision", "agreed", "--date", "2026-06-08", "--document", "5",
                 "--recorded-by", "xod-003")  # fmt: skip

    assert refused(planned, *arguments) == [
        "nizom: More than one may decide as “unit”: say which with --by: tsh-002, tsh-006, tsh-011"
    ]
    assert approve(planned, *arguments, "--by", "tsh-006").code == 0


def test_who_is_named_must_hold_the_role_on_that_day(planned: Scratch) -> None:
    assert refused(planned, *VISA, "--by", "xod-003") == [
        "nizom: N8-2: xod-003 signed as head on 8 June 2026, when xod-001 was head. "
        "Correct --by or --date; or complete service and acting in the employees' records"
    ]
    assert refused(planned, *VISA, "--by", "xod-999") == [
        "nizom: R01: There is no record xod-999. Correct the id, or add the record first"
    ]
    approve(planned, *VISA)
    assert refused(planned, *APPROVED, "--by", "xod-004") == [
        "nizom: N7-2: On 10 June 2026 not xod-004 but xod-005 was “deputy”. "
        "Correct --by, --as or --date; or complete S05 in the settings, if the office changed hands"
    ]


def test_a_good_step_is_not_taken_twice(planned: Scratch) -> None:
    approve(planned, *VISA)

    assert refused(planned, *VISA, "--decision", "visa") == [
        "nizom: “visa” was taken on 8 June 2026, and covers the record as it stands"
    ]
    approve(planned, *APPROVED)
    assert refused(planned, *APPROVED) == ["nizom: Every step is taken, and none has to be taken anew"]
    assert approve(planned, *VISA[:3], "--part", "Moliyaviy qismi", "--date", "2026-06-08", "--decision", "visa").code == 0


def test_a_record_that_was_given_up_is_not_approved(planned: Scratch) -> None:
    edit(planned, "status: planned", "status: cancelled")

    for arguments in (VISA, (*VISA, "--decision", "visa")):
        assert refused(planned, *arguments) == ["nizom: The record is “cancelled”: nobody decides on it any more"]


def test_a_record_that_is_closed_and_has_its_steps_takes_no_more(approved: Scratch) -> None:
    edit(approved, "status: planned", "status: completed\ncompleted: 2026-06-12")

    for decision in ("visa", "approved", "rejected", "agreed"):
        assert refused(approved, "loy-2026-001", "--as", "head", "--part", "Smeta", "--decision", decision) == [
            "nizom: The record is “completed”: nobody decides on it any more"
        ]


def test_a_record_that_was_closed_too_early_takes_the_step_that_it_lacks(planned: Scratch) -> None:
    by_hand(planned, "visa head xod-001 2026-06-08")
    edit(planned, "status: planned", "status: completed\ncompleted: 2026-06-12")

    assert refused(planned, *APPROVED[:-1], "2026-06-13") == [
        "nizom: With this step there is something new to mend in the record: A02: “completed” since 12 June 2026, "
        "before the step “approved” of 13 June 2026"
    ]
    assert approve(planned, *APPROVED).code == 0


def test_a_step_that_puts_others_out_of_order_is_not_taken(approved: Scratch) -> None:
    visa = ("loy-2026-001", "--as", "head", "--decision", "visa", "--part", "Smeta", "--date")

    assert refused(approved, *visa, "2026-06-12") == [
        "nizom: With this step there is something new to mend in the record: A02: “approved” is dated 10 June 2026, "
        "before “visa” of 12 June 2026"
    ]
    assert approve(approved, *visa, "2026-06-10").code == 0
    assert approved.check().findings == []


def test_a_step_that_was_skipped_is_taken_and_the_later_one_again(planned: Scratch) -> None:
    by_hand(planned, "approved deputy xod-005 2026-06-05")

    assert approve(planned, *VISA).code == 0
    assert (
        planned.nizom("approvals", "loy-2026-001", "--as-of", "2026-06-09", "--format", "json").json["awaited"][0]["decision"]
        == "approved"
    )
    assert approve(planned, *APPROVED).code == 0
    assert planned.check().findings == []


def test_what_needs_no_approval_is_not_approved(planned: Scratch) -> None:
    assert refused(planned, "hjt-002", "--as", "director-general", "--decision", "approved", "--date", "2026-06-08") == [
        "nizom: Records of this kind need no approval"
    ]


def test_where_there_is_no_way_to_approval_the_decision_is_named(planned: Scratch) -> None:
    assert refused(planned, "hjt-002", "--as", "head", "--date", "2026-06-08") == [
        "nizom: Records of this kind have no way to approval: say with --decision what is decided"
    ]


def test_a_step_is_not_taken_with_a_date_before_the_earlier_ones(planned: Scratch) -> None:
    approve(planned, *VISA)

    assert refused(planned, *APPROVED[:-1], "2026-06-05") == [
        "nizom: A02: “approved” is dated 5 June 2026, before “visa” of 8 June 2026. Correct --date"
    ]


def test_a_step_is_not_dated_in_days_to_come(planned: Scratch) -> None:
    assert refused(planned, *VISA[:-1], "2100-01-04") == ["nizom: 4 January 2100 has not come yet"]


def test_a_visa_says_what_it_covers(planned: Scratch) -> None:
    assert refused(planned, "loy-2026-001", "--as", "head", "--date", "2026-06-08") == [
        "nizom: N15.1-1: The visa of 8 June 2026 does not say which part it covers. Say it with --part"
    ]


def test_another_body_decides_by_a_letter_that_somebody_entered(planned: Scratch) -> None:
    arguments = ("hjt-002", "--as", "ministry", "--decision", "agreed", "--date", "2026-06-08")

    recorded = "nizom: A07: The decision of 8 June 2026 by tsh-003 does not say who recorded it. Say it with --recorded-by"
    assert refused(planned, *arguments) == [
        "nizom: A07: The decision of 8 June 2026 by tsh-003 has no letter number. Say it with --document",
        recorded,
    ]
    assert refused(planned, *arguments, "--document", "33-8/1204") == [recorded]
    entered = approve(planned, *arguments, "--document", "33-8/1204", "--recorded-by", "xod-003")
    assert (entered.code, entered.out.splitlines()) == (
        0,
        [
            "records/acts/hjt-002.md: agreed, ministry, tsh-003  Raqamli texnologiyalar vazirligi, 8 June 2026",
            "xod-003  Javohir Toshmatov commits it under their own address: the commit is what proves it",
            "Nothing is missing on the way to approval",
        ],
    )


def test_a_submission_names_its_letter_and_the_ministry(planned: Scratch) -> None:
    planned.change("yol-2026-001", "status: developed\napprovals:\n")
    approve(planned, "yol-2026-001", "--as", "department", "--by", "xod-003", "--date", "2026-06-08")
    arguments = ("yol-2026-001", "--as", "head", "--date", "2026-06-09")

    assert refused(planned, *arguments) == [
        "nizom: N12.a.1-1: The submission of 9 June 2026 has no letter number. Say it with --document",
        "nizom: N12.a.1-1: The submission of 9 June 2026 does not say to whom it went. Say it with --to",
    ]
    assert refused(planned, *arguments, "--document", "01-15/9", "--to", "tsh-006") == [
        "nizom: N12.a.1-1: The submission went to tsh-006, which is not a ministry. Correct --to"
    ]
    assert approve(planned, *arguments, "--document", "01-15/9", "--to", "tsh-003").code == 0


@pytest.mark.parametrize(
    "written",
    [
        "approvals: [{decision: developed, role: department, by: xod-003, date: 2026-06-01}]\n",
        "approvals: [\n  ]\n",
    ],
)
def test_what_cannot_be_added_to_without_rewriting_is_left_alone(planned: Scratch, written: str) -> None:
    edit(planned, "summary: >", f"{written}summary: >")

    assert refused(planned, *VISA) == [
        "nizom: records/projects/loy-2026-001.md: nothing can be added to approvals as it is written. "
        "Write each step on lines of its own, after “- ”"
    ]


@pytest.mark.parametrize("option", ["--document", "--part", "--to", "--by", "--recorded-by"])
def test_no_value_has_control_characters(planned: Scratch, option: str) -> None:
    for given in ("14\nson", "14\tson", "14\x1b[31m", "14\x85", "14\u2028son", "14\udcff"):
        answer = approve(planned, *VISA, option, given)
        assert (answer.code, answer.out, text_of(planned)) == (2, "", PLANNED)
        assert answer.err == f"nizom: {option}: write it on one line, without control characters\n"


def test_a_broken_record_and_one_that_is_not_there_are_wrong_use(planned: Scratch) -> None:
    edit(planned, "status: planned", "status: bekor")
    for command in (("approve", *VISA), ("approvals", "loy-2026-001")):
        broken = planned.nizom(*command, "--lang", "en")
        assert (broken.code, broken.out) == (2, "")
        assert broken.err == "nizom: loy-2026-001 is broken: “nizom check records/projects/loy-2026-001.md” shows how\n"
    unknown = approve(planned, "loy-2026-999", "--as", "head")
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.err.startswith("nizom: There is no record loy-2026-999. The nearest is loy-2026-001 ")


def test_nothing_is_decided_by_settings_that_have_mistakes(planned: Scratch) -> None:
    planned.change("records/settings.md", "S16:\n  value: bosh direktor\n  basis: hjt-002\n  since: 2024-01-01\n")
    before = text_of(planned)

    answer = approve(planned, *VISA)

    assert (answer.code, answer.out, text_of(planned)) == (2, "", before)
    assert answer.err == "nizom: The settings have mistakes (1): “nizom check records/settings.md” shows them\n"


def test_nobody_approves_what_they_alone_wrote(planned: Scratch) -> None:
    by_hand(planned, "developed deputy xod-005 2026-06-01")
    approve(planned, *VISA)

    assert refused(planned, *APPROVED) == [
        "nizom: A06: xod-005 approved what they alone wrote. Have somebody else with the authority approve it"
    ]
    other = approve(planned, "loy-2026-001", "--as", "director-general", "--document", "14-son", "--date", "2026-06-10")
    assert other.code == 0


def test_an_approval_is_asked_for_the_number_of_its_paper_before_it_is_written(planned: Scratch) -> None:
    approve(planned, *VISA)

    assert refused(planned, "loy-2026-001", "--as", "deputy", "--date", "2026-06-10") == [
        "nizom: “approved” stands in a letter, an order or minutes: say its number with --document"
    ]
    assert approve(planned, *APPROVED).code == 0


def test_the_way_says_how_the_record_stands_in_the_words_of_show(planned: Scratch) -> None:
    way = planned.nizom("approvals", "loy-2026-001", "--as-of", "2026-06-15").out

    assert way.splitlines()[:2] == ["loy-2026-001  Standartlar elektron katalogini yaratish", "holati: rejalashtirilgan"]


# Who acts as head.


def test_on_a_day_without_a_head_who_acts_decides_as_head(on_leave: Scratch) -> None:
    approve(on_leave, *VISA)

    assert "    role: head\n    by: xod-002\n    date: 2026-06-08\n" in text_of(on_leave)
    assert states(on_leave) == ["visa valid", "approved missing"]
    assert on_leave.check().findings == []


def test_while_nobody_acts_the_head_is_waited_for(on_leave: Scratch) -> None:
    on_leave.change("xod-002", "acting:\n")

    assert refused(on_leave, *VISA) == ["nizom: Nobody holds the role “head” on 8 June 2026; from 13 June 2026 on somebody does"]


def test_on_other_days_who_acted_decides_nothing_as_head(on_leave: Scratch) -> None:
    hint = "Correct --by or --date; or complete service and acting in the employees' records"

    assert refused(on_leave, *VISA, "--by", "xod-001") == [
        f"nizom: N8-2: xod-001 signed as head on 8 June 2026, when xod-002 acted. {hint}"
    ]
    assert refused(on_leave, *VISA[:-1], "2026-06-15", "--by", "xod-002") == [
        f"nizom: N8-2: xod-002 signed as head on 15 June 2026, when xod-001 was head. {hint}"
    ]
    by_hand(on_leave, "visa head xod-002 2026-06-15")
    assert states(on_leave) == [
        "visa without-authority: xod-002 signed as head on 15 June 2026, when xod-001 was head",
        "approved missing",
    ]
    assert on_leave.check().findings == ["N8-2 loy-2026-001 approvals.0.by"]


# How the way is shown.


def test_a_way_not_begun_is_told_from_its_first_step(planned: Scratch) -> None:
    answer = planned.nizom("approvals", "loy-2026-001", "--as-of", "2026-06-13", "--lang", "en")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        """\
loy-2026-001  Standartlar elektron katalogini yaratish
status: planned

Step      State      Who  Date  Document  Proof
visa      not taken  –    –     –         –
approved  not taken  –    –     –         –

To be taken, in this order
  Step      From                                                                          At the earliest
  visa      head or chief-specialist: xod-001  Aziz Rahimov, xod-002  Dilnoza Karimova    2026-06-15
  approved  deputy or director-general: xod-005  Kamola Yusupova, xod-004  Botir Salimov  2026-06-15
"""
    )


def test_a_way_is_told_whole(planned: Scratch) -> None:
    approve(planned, *VISA)
    approve(planned, *VISA[:3], "--part", "Moliyaviy qismi", "--date", "2026-06-09", "--decision", "visa")
    approve(planned, *APPROVED)
    planned.commit(by="a.rahimov@agentlik.example.uz")
    edit(planned, "Standartlar katalogini elektron", "Standartlar katalogini raqamli")
    edit(planned, "due: 2026-10-30", "due: 2026-11-30")
    approve(planned, *VISA[:-1], "2026-06-12")

    answer = planned.nizom("approvals", "loy-2026-001", "--as-of", "2026-06-13", "--lang", "en")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        """\
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
"""
    )


def test_programs_are_told_the_same(planned: Scratch) -> None:
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
        "awaited": [
            {
                "decision": "approved", "status": "in-progress", "roles": ["deputy", "director-general"],
                "holders": ["xod-005", "xod-004"], "earliest": "2026-06-15",
            }
        ],
        "next_status": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "steps", "onward"),
    [
        ("draft", (), None),
        ("draft", (VISA,), None),
        ("draft", (VISA, APPROVED), "planned"),
        ("planned", (VISA, APPROVED), "in-progress"),
        ("in-progress", (VISA, APPROVED), None),
        ("cancelled", (VISA, APPROVED), None),
    ],
)
def test_the_status_goes_on_once_the_steps_for_it_are_there(
    planned: Scratch, status: str, steps: tuple[tuple[str, ...], ...], onward: str | None
) -> None:
    for step in steps:
        approve(planned, *step)
    edit(planned, "status: planned", f"status: {status}")

    way = planned.nizom("approvals", "loy-2026-001", "--lang", "en", "--as-of", "2026-06-15")
    record = planned.nizom("show", "loy-2026-001", "--lang", "en", "--as-of", "2026-06-15")
    for command in ("approvals", "show"):
        told = planned.nizom(command, "loy-2026-001", "--format", "json", "--as-of", "2026-06-15").json
        assert told["next_status"] == onward

    line = f"The status may go on now: write status: {onward}"
    assert [line in answer.out.splitlines() for answer in (way, record)] == [onward is not None] * 2


def test_a_step_on_the_way_through_the_ministry_lets_the_status_go_on_too(planned: Scratch) -> None:
    planned.change("yol-2026-001", "status: draft\napprovals:\n")

    answer = approve(planned, "yol-2026-001", "--as", "department", "--by", "xod-003", "--date", "2026-06-08")

    assert answer.out.splitlines()[-2:] == [
        "Next: “submitted”. It is with: tsh-002",
        "The status may go on now: write status: developed",
    ]


def test_a_kind_without_a_way_needs_no_approval(planned: Scratch) -> None:
    answer = planned.nizom("approvals", "xod-001", "--as-of", "2026-06-13", "--lang", "en")

    assert (answer.code, answer.out.splitlines()[-1]) == (0, "Records of this kind need no approval")


def test_what_nobody_can_take_yet_has_no_earliest_day(planned: Scratch) -> None:
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


# What an approval covers.


@pytest.fixture
def approved(planned: Scratch) -> Scratch:
    """The project as `nizom approve` leaves it once it is approved."""
    planned.write("records/projects/loy-2026-001.md", WHOLE)
    return planned


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
def test_progress_and_what_nobody_sees_leave_an_approval_as_it_is(approved: Scratch, old: str, new: str) -> None:
    text = text_of(approved)
    assert old in text
    approved.write("records/projects/loy-2026-001.md", text.replace(old, new))

    assert states(approved) == ["visa valid", "approved valid"]


def test_a_letter_in_two_pieces_is_the_same_letter(planned: Scratch) -> None:
    edit(planned, "Chiziqdan", "Café chizig‘idan")
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
def test_what_was_changed_since_is_told_by_name(approved: Scratch, old: str, new: str, fields: str) -> None:
    approved.commit()
    edit(approved, old, new)

    assert states(approved) == [
        f"visa stale: Changed after the step “visa” of 8 June 2026: {fields}",
        f"approved stale: Changed after the step “approved” of 10 June 2026: {fields}",
    ]
    assert approved.check().findings == ["A04 loy-2026-001 approvals.0.digest", "A04 loy-2026-001 approvals.1.digest"]


def test_without_history_it_is_only_told_that_it_was_changed(approved: Scratch) -> None:
    edit(approved, "due: 2026-12-25", "due: 2026-12-28")

    assert states(approved) == [
        "visa stale: Changed after the step “visa” of 8 June 2026",
        "approved stale: Changed after the step “approved” of 10 June 2026",
    ]


def test_a_stale_way_is_walked_anew(approved: Scratch) -> None:
    edit(approved, "due: 2026-12-25", "due: 2026-12-28")

    assert refused(approved, *APPROVED[:-1], "2026-06-12") == [
        "nizom: Before “approved” comes “visa”, and that is: stale. It is for: head or chief-specialist (xod-001, xod-002)"
    ]
    assert approve(approved, *VISA[:-1], "2026-06-11").code == 0
    assert approve(approved, *APPROVED[:-1], "2026-06-12").code == 0
    assert states(approved) == ["visa valid", "approved valid"]
    assert text_of(approved).count("decision:") == 4
    assert approved.check().findings == []


def test_a_refusal_is_written_beside_the_way_and_what_was_refused_may_be_mended(planned: Scratch) -> None:
    approve(planned, *VISA)
    refusal = approve(planned, "loy-2026-001", "--as", "deputy", "--decision", "rejected", "--date", "2026-06-09")
    edit(planned, "due: 2026-12-25", "due: 2026-12-28")

    assert refusal.code == 0
    assert states(planned) == [
        "visa stale: Changed after the step “visa” of 8 June 2026",
        "approved missing",
        "rejected valid",
    ]


def test_what_stands_before_what_it_follows_is_out_of_order(planned: Scratch) -> None:
    by_hand(planned, "visa head xod-001 2026-06-10", "approved deputy xod-005 2026-06-08")

    assert states(planned) == [
        "visa unsealed",
        "approved out-of-order: “approved” is dated 8 June 2026, before “visa” of 10 June 2026",
    ]
    assert planned.check().findings == ["A02 loy-2026-001 approvals.1.date"]


def test_who_had_no_authority_took_no_step(planned: Scratch) -> None:
    by_hand(planned, "visa chief-specialist xod-003 2026-06-08", "approved deputy xod-004 2026-06-10")

    assert states(planned) == [
        "visa without-authority: xod-003 was not chief specialist on 8 June 2026",
        "approved without-authority: On 10 June 2026 not xod-004 but xod-005 was “deputy”",
    ]
    assert planned.check().findings == ["A05 loy-2026-001 approvals.0.by", "N7-2 loy-2026-001 approvals.1.by"]


def test_a_role_decides_its_own_step_and_none_before_it(base: Scratch) -> None:
    base.change("yol-2026-001", "status: draft\napprovals:\n")

    answer = approve(base, "yol-2026-001", "--as", "director-general", "--document", "12", "--date", "2026-06-10")

    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("nizom: Before “approved” comes “developed”, and that is: not taken. ")
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


def test_a_visa_that_is_asked_for_before_a_submission_is_a_step_of_the_way(visa_asked: Scratch) -> None:
    way = visa_asked.nizom("approvals", "yol-2026-001", "--format", "json", "--as-of", "2026-06-09").json

    assert [(item["decision"], item["roles"], item["status"]) for item in way["awaited"][:2]] == [
        ("visa", ["head", "chief-specialist", "department"], "submitted"),
        ("submitted", [], "submitted"),
    ]
    assert refused(visa_asked, *SUBMISSION, "--decision", "submitted") == [
        "nizom: Before “submitted” comes “visa”, and that is: not taken. "
        "It is for: head, chief-specialist or department (xod-001, xod-002, tsh-002)"
    ]
    visa = approve(visa_asked, "yol-2026-001", "--as", "head", "--part", "Butun matn", "--date", "2026-06-08")
    submission = approve(visa_asked, *SUBMISSION)
    assert (visa.code, visa.out.splitlines()[-2:]) == (
        0,
        ["Next: “submitted”. It is with: tsh-002", "The status may go on now: write status: developed"],
    )
    assert (submission.code, submission.out.splitlines()[-2:]) == (
        0,
        ["Next: “reviewed”. It is for: ministry (tsh-003)", "The status may go on now: write status: developed"],
    )


def test_a_role_that_may_put_the_visa_may_also_say_that_the_text_is_there(visa_asked: Scratch) -> None:
    visa_asked.change("yol-2026-001", "approvals:\n")

    told = approve(visa_asked, "yol-2026-001", "--as", "department", "--by", "xod-003", "--date", "2026-06-01").out

    assert told.startswith("records/roadmaps/yol-2026-001.md: developed, department, xod-003")


def test_a_visa_that_comes_after_the_submission_comes_too_late(visa_asked: Scratch) -> None:
    visa_asked.change("yol-2026-001", PREPARED + SUBMITTED)
    approve(visa_asked, "yol-2026-001", "--as", "head", "--part", "Butun matn", "--date", "2026-06-08")

    assert states(visa_asked, "yol-2026-001")[:3] == [
        "developed unsealed",
        "visa valid",
        "submitted out-of-order: Submitted on 5 June 2026 without the department's visa before it",
    ]


def test_the_visa_of_a_unit_is_none_of_the_department(visa_asked: Scratch) -> None:
    unit = ("--as", "unit", "--by", "tsh-006", "--decision", "visa", "--part", "Moliyaviy qismi", "--date", "2026-06-02")
    approve(visa_asked, "yol-2026-001", *unit, "--document", "7", "--recorded-by", "xod-003")

    assert [state for state in states(visa_asked, "yol-2026-001") if "visa" in state] == ["visa missing", "visa valid"]


def test_records_from_before_the_visa_was_asked_for_need_none(visa_asked: Scratch) -> None:
    visa_asked.change("records/settings.md", "S54:\n  value: [roadmap]\n  basis: hjt-002\n  since: 2026-01-02\n")

    assert "visa missing" not in states(visa_asked, "yol-2026-001")


def test_a_submission_without_a_way_wants_the_visa_too(visa_asked: Scratch) -> None:
    visa_asked.change("hjt-002", "date:\nstatus: draft\n")

    assert refused(visa_asked, "hjt-002", *SUBMISSION[1:], "--decision", "submitted") == [
        "nizom: N15.1-2: Submitted on 9 June 2026 without the department's visa before it. "
        "Put the visa on it first: --decision visa"
    ]


def test_who_was_not_in_service_or_not_head_is_told_what_to_say_instead(planned: Scratch) -> None:
    visa = ("loy-2026-001", "--as", "chief-specialist", "--by", "xod-003", "--part", "Butun matn", "--date", "2026-06-08")

    assert refused(planned, *visa) == [
        "nizom: A05: xod-003 was not chief specialist on 8 June 2026. "
        "Correct --by, --as or --date; or complete service in the employee's record"
    ]


def test_a_report_with_nominations_is_submitted_as_head(planned: Scratch) -> None:
    month = "period:\n  since: 2026-05-01\n  until: 2026-05-31\n"
    nominations = "nominations:\n  - employee: xod-003\n    date: 2026-06-10\n    grounds: Muddatida bajarilgan ish\n"
    planned.change("his-2026-002", f"type: monthly\nstatus: draft\ninputs:\napprovals:\n{month}{nominations}")

    assert refused(planned, "his-2026-002", "--as", "chief-specialist", "--by", "xod-002", "--date", "2026-06-08") == [
        "nizom: N13.7-2: Submitted by xod-002, who was not and did not act as head on 8 June 2026. "
        "Take the step as head: --as head"
    ]

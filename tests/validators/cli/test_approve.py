"""`nizom approve` writes a step of a record's approval, or says why it cannot be taken."""

import re
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from tests.support.approvals import (
    APPROVED,
    APPROVED_PROJECT,
    DIGEST,
    DOCUMENTS,
    PLANNED,
    PROJECT,
    VISA,
    approve,
    by_hand,
    reasons,
    refused,
    states,
    text_of,
)
from tests.support.facts import NOTHING_DONE
from tests.support.scratch import Scratch

ACTING = "acting:\n  - since: 2026-06-01\n    until: 2026-06-12\n    reason: Mehnat ta’tili\n"


@pytest.fixture
def on_leave(planned: Scratch) -> Scratch:
    """The head is on leave from 1 to 12 June, which counts as absence (S09); the chief specialist acts."""
    planned.change("records/settings.md", "S09:\n  value: [leave]\n  basis: hjt-002\n  since: 2024-01-01\n")
    planned.change("xod-001", "absences:\n  - kind: leave\n    since: 2026-06-01\n    until: 2026-06-12\n")
    planned.change("xod-002", ACTING)
    return planned


# What is written.


def test_a_step_is_added_and_no_other_byte_changes(planned: Scratch) -> None:
    first = approve(planned, *VISA)
    second = approve(planned, *APPROVED)

    assert (first.code, first.err, second.code, second.err) == (0, "", 0, "")
    assert text_of(planned) == APPROVED_PROJECT


def test_the_answer_says_what_was_written_and_who_is_next(planned: Scratch) -> None:
    assert approve(planned, *VISA).out.splitlines() == snapshot(
        [
            "records/projects/loy-2026-001.md: visa, head, xod-001  Aziz Rahimov, 8 June 2026",
            "xod-001  Aziz Rahimov commits it under their own address: the commit is what proves it",
            "Next: “approved”. It is for: deputy or director-general (xod-005, xod-004)",
        ]
    )
    assert approve(planned, *APPROVED).out.splitlines() == snapshot(
        [
            "records/projects/loy-2026-001.md: approved, deputy, xod-005  Kamola Yusupova, 10 June 2026",
            "xod-005  Kamola Yusupova commits it under their own address: the commit is what proves it",
            "Nothing is missing on the way to approval",
            "The status may go on now: write status: in-progress",
        ]
    )
    assert planned.check().findings == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("approvals:\n", "approvals:\n- {}\n"),
        ("approvals: []\n", "approvals:\n- {}\n"),
        ("approvals: [\n  ]\n", "approvals:\n- {}\n"),
        ("approvals:   # hali yo‘q\n", "approvals:   # hali yo‘q\n- {}\n"),
        ("approvals: [] # hali yo‘q\n", "approvals: # hali yo‘q\n- {}\n"),
        ("approvals:\n# keyin to‘ldiriladi\n", "approvals:\n- {}\n# keyin to‘ldiriladi\n"),
    ],
)
def test_an_empty_list_of_approvals_is_filled(planned: Scratch, before: str, after: str) -> None:
    planned.edit(PROJECT, "summary: >", f"{before}summary: >")

    approve(planned, *VISA)

    step = re.search(r"- (decision: visa\n(?:  .*\n)+)", text_of(planned))
    assert step
    assert text_of(planned) == PLANNED.replace("summary: >", f"{after}summary: >".replace("{}\n", step[1]))


@pytest.mark.parametrize("indent", ["", "  ", "      "])
def test_a_step_is_added_after_the_existing_ones(planned: Scratch, indent: str) -> None:
    there = (
        f"approvals:\n{indent}- decision: developed   # loyihachi\n{indent}  role: department\n{indent}  by: xod-003\n"
        f"{indent}  date: '2026-06-01'\n{indent}  # xulosa ilova qilingan\n\n# pastdagisi boshqa gap\nproblem: Katalog yo‘q\n"
    )
    planned.edit(PROJECT, "summary: >", f"{there}summary: >")

    approve(planned, *VISA)

    step = "".join(
        f"{indent}{line}\n"
        for line in ("- decision: visa", "  role: head", "  by: xod-001", "  date: 2026-06-08", "  part: Butun matn")
    )
    assert re.sub(r"(?m)^ *digest: sha256:v1:[0-9a-f]{64}\n", "", text_of(planned)) == PLANNED.replace(
        "summary: >", there.replace("ilova qilingan\n", f"ilova qilingan\n{step}") + "summary: >"
    )


def test_line_ends_are_kept(planned: Scratch) -> None:
    planned.write("records/projects/loy-2026-001.md", PLANNED.replace("\n", "\r\n"))

    approve(planned, *VISA)

    text = text_of(planned)
    assert text.count("\n") == text.count("\r\n") == PLANNED.count("\n") + 7
    assert f"  digest: {DIGEST}\r\n---\r\nStandartlar" in text


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("14-son", "14-son"), ("33-8/1204", "33-8/1204"), ("№ 7", "'№ 7'"), ("12", "'12'"), ("1e3", "'1e3'"), ("no", "'no'"),
        ("07: a # b", "'07: a # b'"), ("O'RQ-1", '"O\'RQ-1"'), ("- 5", "'- 5'"), ("{{ 7*7 }}", "'{{ 7*7 }}'"), ("*a", "'*a'"),
    ],
)  # fmt: skip
def test_a_document_number_is_quoted_where_yaml_would_change_it(planned: Scratch, given: str, written: str) -> None:
    approve(planned, *VISA)

    answer = approve(planned, "loy-2026-001", "--as", "deputy", f"--document={given}", "--date", "2026-06-10")

    assert (answer.code, answer.err) == (0, "")
    assert f"  document: {written}\n" in text_of(planned)
    assert planned.nizom("approvals", "loy-2026-001", "--format", "json").json["steps"][1]["document"] == given


# What is refused.


def test_an_unknown_role_gets_a_suggestion(planned: Scratch) -> None:
    answer = planned.nizom("approve", "loy-2026-001", "--as", "heaad")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == snapshot(
        "nizom: Noto‘g‘ri ishlatildi: --as argumenti: “heaad” ruxsat etilgan qiymatlar orasida yo‘q. Ehtimol, head (bo‘lim boshlig‘i) nazarda tutilgan; ruxsat etilgan qiymatlar: head (bo‘lim boshlig‘i), chief-specialist (bosh mutaxassis), deputy (raqamlashtirish bo‘yicha o‘rinbosar), director-general (bosh direktor), ministry (vazirlik), inspectorate (inspeksiya), expert-body (vakolatli tashkilot), unit (tarkibiy bo‘linma), system-organization (tizim tashkiloti), department (bo‘lim), president (O‘zbekiston Respublikasi Prezidenti), cabinet (Vazirlar Mahkamasi), state-body (boshqa davlat organi). Qanday ishlatilishini “nizom approve --help” ko‘rsatadi\n"
    )


def test_people_bodies_and_roles_may_be_called_by_name(planned: Scratch) -> None:
    answer = approve(planned, *("boshliq" if word == "head" else word for word in VISA), "--by", "Rahimov Aziz")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("records/projects/loy-2026-001.md: visa, head, xod-001  Aziz Rahimov, ")


def test_a_name_of_nobody_is_no_name(planned: Scratch) -> None:
    answer = approve(planned, "loy-2026-001", "--as", "head", "--by", "Rahimov Anvar")
    assert (answer.code, answer.err) == snapshot(
        (2, "nizom: --by: nobody is called “Rahimov Anvar”, or several are; “nizom list employee” shows their ids\n")
    )
    assert text_of(planned) == PLANNED


def test_a_step_is_refused_before_the_one_it_follows(planned: Scratch) -> None:
    assert refused(planned, *APPROVED) == snapshot(
        [
            "nizom: “visa” comes before “approved”, but its state is: not taken. It is for: head or chief-specialist (xod-001, xod-002)"
        ]
    )


def test_a_step_is_refused_in_a_role_that_may_not_take_it(planned: Scratch) -> None:
    assert refused(planned, "loy-2026-001", "--as", "department", "--date", "2026-06-08") == snapshot(
        [
            "nizom: “visa” is not for the role “department” to decide",
            "nizom: It is for: head or chief-specialist (xod-001, xod-002)",
        ]
    )
    approve(planned, *VISA)
    assert refused(planned, "loy-2026-001", "--as", "head", "--decision", "approved", "--date", "2026-06-10") == snapshot(
        [
            "nizom: “approved” is not for the role “head” to decide",
            "nizom: It is for: deputy or director-general (xod-005, xod-004)",
        ]
    )


def test_a_step_is_refused_while_nobody_holds_the_role(planned: Scratch) -> None:
    assert refused(planned, "loy-2026-001", "--as", "head", "--part", "Butun matn", "--date", "2023-06-01") == snapshot(
        ["nizom: Nobody holds the role “head” on 1 June 2023; from 15 January 2024 on somebody does"]
    )
    planned.path("tsh-007").unlink()
    assert refused(planned, "hjt-002", "--as", "inspectorate", "--decision", "reviewed", "--date", "2026-06-08") == snapshot(
        ["nizom: Nobody holds the role “inspectorate” on 8 June 2026"]
    )


def test_one_of_several_holders_must_be_named(planned: Scratch) -> None:
    arguments = ("hjt-002", "--as", "unit", "--decision", "agreed", "--date", "2026-06-08", "--document", "5",
                 "--recorded-by", "xod-003")  # fmt: skip

    assert refused(planned, *arguments) == snapshot(
        ["nizom: More than one may decide as “unit”: say which with --by: tsh-002, tsh-006, tsh-011"]
    )
    assert approve(planned, *arguments, "--by", "tsh-006").code == 0


def test_the_named_person_must_hold_the_role_on_that_day(planned: Scratch) -> None:
    assert refused(planned, *VISA, "--by", "xod-003") == snapshot(
        [
            "nizom: N8-2: xod-003 signed as head on 8 June 2026, when xod-001 was head. "
            "Correct --by or --date; or complete service and acting in the employees' records"
        ]
    )
    assert refused(planned, *VISA, "--by", "xod-999") == snapshot(
        ["nizom: R01: There is no record xod-999. Correct the id, or add the record first"]
    )
    approve(planned, *VISA)
    assert refused(planned, *APPROVED, "--by", "xod-004") == snapshot(
        [
            "nizom: N7-2: On 10 June 2026 not xod-004 but xod-005 was “deputy”. "
            "Correct --by, --as or --date; or complete S05 in the settings, if the office changed hands"
        ]
    )


def test_a_valid_step_is_not_taken_twice(planned: Scratch) -> None:
    approve(planned, *VISA)

    assert refused(planned, *VISA, "--decision", "visa") == snapshot(
        ["nizom: “visa” was taken on 8 June 2026, and covers the record as it stands"]
    )
    approve(planned, *APPROVED)
    assert refused(planned, *APPROVED) == snapshot(["nizom: Every step is taken, and none has to be taken again"])
    assert approve(planned, *VISA[:3], "--part", "Moliyaviy qismi", "--date", "2026-06-08", "--decision", "visa").code == 0


def test_a_cancelled_record_is_not_approved(planned: Scratch) -> None:
    planned.edit(PROJECT, "status: planned", "status: cancelled")

    for arguments in (VISA, (*VISA, "--decision", "visa")):
        assert refused(planned, *arguments) == snapshot(["nizom: The record is “cancelled”: nobody decides on it any more"])


def test_a_closed_record_with_all_its_steps_takes_no_more(approved: Scratch) -> None:
    approved.edit(PROJECT, "status: planned", "status: completed\ncompleted: 2026-06-12")

    for decision in ("visa", "approved", "rejected", "agreed"):
        assert refused(approved, "loy-2026-001", "--as", "head", "--part", "Smeta", "--decision", decision) == snapshot(
            ["nizom: The record is “completed”: nobody decides on it any more"]
        )


def test_a_record_closed_too_early_takes_its_missing_step(planned: Scratch) -> None:
    by_hand(planned, "visa head xod-001 2026-06-08")
    planned.edit(PROJECT, "status: planned", "status: completed\ncompleted: 2026-06-12")

    assert refused(planned, *APPROVED[:-1], "2026-06-13") == snapshot(
        [
            "nizom: With this step there is something new to fix in the record: A02: “completed” since 12 June 2026, "
            "before the step “approved” of 13 June 2026"
        ]
    )
    assert approve(planned, *APPROVED).code == 0


def test_a_step_that_puts_others_out_of_order_is_refused(approved: Scratch) -> None:
    visa = ("loy-2026-001", "--as", "head", "--decision", "visa", "--part", "Smeta", "--date")

    assert refused(approved, *visa, "2026-06-12") == snapshot(
        [
            "nizom: With this step there is something new to fix in the record: A02: “approved” is dated 10 June 2026, "
            "before “visa” of 12 June 2026"
        ]
    )
    assert approve(approved, *visa, "2026-06-10").code == 0
    assert approved.check().findings == []


def test_a_skipped_step_is_taken_and_the_later_one_repeated(planned: Scratch) -> None:
    by_hand(planned, "approved deputy xod-005 2026-06-05")

    assert approve(planned, *VISA).code == 0
    assert (
        planned.nizom("approvals", "loy-2026-001", "--as-of", "2026-06-09", "--format", "json").json["awaited"][0]["decision"]
        == "approved"
    )
    assert approve(planned, *APPROVED).code == 0
    assert planned.check().findings == []


def test_a_kind_without_approval_is_not_approved(planned: Scratch) -> None:
    assert refused(
        planned, "top-2026-001", "--as", "director-general", "--decision", "approved", "--date", "2026-06-08"
    ) == snapshot(["nizom: Records of this kind need no approval"])


def test_a_kind_without_a_chain_needs_the_decision_named(planned: Scratch) -> None:
    assert refused(planned, "hjt-002", "--as", "head", "--date", "2026-06-08") == snapshot(
        ["nizom: Records of this kind have no way to approval: say with --decision what is decided"]
    )


def test_a_step_dated_before_earlier_ones_is_refused(planned: Scratch) -> None:
    approve(planned, *VISA)

    assert refused(planned, *APPROVED[:-1], "2026-06-05") == snapshot(
        ["nizom: A02: “approved” is dated 5 June 2026, before “visa” of 8 June 2026. Correct --date"]
    )


def test_a_step_is_not_dated_in_the_future(planned: Scratch) -> None:
    assert refused(planned, *VISA[:-1], "2100-01-04") == snapshot(["nizom: 4 January 2100 has not come yet"])


def test_a_visa_says_what_it_covers(planned: Scratch) -> None:
    assert refused(planned, "loy-2026-001", "--as", "head", "--date", "2026-06-08") == snapshot(
        ["nizom: N15.1-3: The visa of 8 June 2026 does not say which part it covers. Say it with --part"]
    )


def test_another_body_decides_by_a_letter_that_an_employee_recorded(planned: Scratch) -> None:
    arguments = ("hjt-002", "--as", "ministry", "--decision", "agreed", "--date", "2026-06-08")

    assert refused(planned, *arguments) == snapshot(
        [
            "nizom: A07: The decision of 8 June 2026 by tsh-003 has no letter number. Say it with --document",
            "nizom: A07: The decision of 8 June 2026 by tsh-003 does not say who recorded it. Say it with --recorded-by",
        ]
    )
    assert refused(planned, *arguments, "--document", "33-8/1204") == snapshot(
        ["nizom: A07: The decision of 8 June 2026 by tsh-003 does not say who recorded it. Say it with --recorded-by"]
    )
    recorded = approve(planned, *arguments, "--document", "33-8/1204", "--recorded-by", "xod-003")
    assert recorded.code == 0
    assert recorded.out.splitlines() == snapshot(
        [
            "records/acts/hjt-002.md: agreed, ministry, tsh-003  Raqamli texnologiyalar vazirligi, 8 June 2026",
            "xod-003  Javohir Toshmatov commits it under their own address: the commit is what proves it",
            "Nothing is missing on the way to approval",
        ]
    )


def test_a_submission_names_its_letter_and_the_ministry(planned: Scratch) -> None:
    planned.change("yol-2026-001", f"status: developed\napprovals:\n{NOTHING_DONE}")
    approve(planned, "yol-2026-001", "--as", "department", "--by", "xod-003", "--date", "2026-06-08")
    arguments = ("yol-2026-001", "--as", "head", "--date", "2026-06-09")

    assert refused(planned, *arguments) == snapshot(
        [
            "nizom: N12.a.1-1: The submission of 9 June 2026 has no letter number. Say it with --document",
            "nizom: N12.a.1-1: The submission of 9 June 2026 does not say to whom it went. Say it with --to",
        ]
    )
    assert refused(planned, *arguments, "--document", "01-15/9", "--to", "tsh-006") == snapshot(
        [
            "nizom: N12.a.1-1: The submission of 9 June 2026 went to tsh-006, which was not the Ministry of Digital Technologies "
            "then. Correct --to"
        ]
    )
    assert approve(planned, *arguments, "--document", "01-15/9", "--to", "tsh-003").code == 0


def test_a_step_is_added_between_brackets_where_the_others_are(planned: Scratch) -> None:
    first = "{decision: developed, role: department, by: xod-003, date: 2026-06-01}"
    planned.edit(PROJECT, "summary: >", f"approvals: [{first}]\nsummary: >")

    assert approve(planned, *VISA).code == 0

    assert f"approvals: [{first}, {{decision: visa, role: head, by: xod-001, date: 2026-06-08, part: Butun matn, " in text_of(
        planned
    )


def test_a_step_is_not_added_where_a_remark_would_be_lost(planned: Scratch) -> None:
    planned.edit(PROJECT, "summary: >", "approvals: [ # hali yo‘q\n  ]\nsummary: >")

    assert refused(planned, *VISA) == snapshot(
        [
            "nizom: records/projects/loy-2026-001.md: nothing can be added to approvals as it is written. "
            "Write each step on lines of its own, after “- ”"
        ]
    )


@pytest.mark.parametrize("option", ["--document", "--part", "--to", "--by", "--recorded-by"])
def test_no_value_has_control_characters(planned: Scratch, option: str) -> None:
    for given in ("14\nson", "14\tson", "14\x1b[31m", "14\x85", "14\u2028son", "14\udcff"):
        answer = approve(planned, *VISA, option, given)
        assert (answer.code, answer.out, text_of(planned)) == (2, "", PLANNED)
        assert answer.err.replace(option, "--option") == snapshot(
            "nizom: --option: write it on one line, without control characters\n"
        )


def test_a_broken_or_missing_record_is_a_usage_error(planned: Scratch) -> None:
    planned.edit(PROJECT, "status: planned", "status: bekor")
    for command in (("approve", *VISA), ("approvals", "loy-2026-001")):
        broken = planned.nizom(*command, "--lang", "en")
        assert (broken.code, broken.out) == (2, "")
        assert broken.err == snapshot("nizom: loy-2026-001 is broken: “nizom check records/projects/loy-2026-001.md” shows how\n")
    unknown = approve(planned, "loy-2026-999", "--as", "head")
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.err == snapshot(
        "nizom: There is no record loy-2026-999. The nearest is loy-2026-001 (Standartlar elektron katalogini yaratish)\n"
    )


def test_nothing_is_approved_while_the_settings_have_mistakes(planned: Scratch) -> None:
    planned.change("records/settings.md", "S16:\n  value: bosh direktor\n  basis: hjt-002\n  since: 2024-01-01\n")
    before = text_of(planned)

    answer = approve(planned, *VISA)

    assert (answer.code, answer.out, text_of(planned)) == (2, "", before)
    assert answer.err == snapshot("nizom: The settings have mistakes (1): “nizom check records/settings.md” shows them\n")


def test_nobody_approves_what_they_alone_wrote(planned: Scratch) -> None:
    by_hand(planned, "developed deputy xod-005 2026-06-01")
    approve(planned, *VISA)

    assert refused(planned, *APPROVED) == snapshot(
        ["nizom: A06: xod-005 approved what they alone wrote. Have somebody else with the authority approve it"]
    )
    other = approve(planned, "loy-2026-001", "--as", "director-general", "--document", "14-son", "--date", "2026-06-10")
    assert other.code == 0


def test_an_approval_needs_the_number_of_its_document(planned: Scratch) -> None:
    approve(planned, *VISA)

    assert refused(planned, "loy-2026-001", "--as", "deputy", "--date", "2026-06-10") == snapshot(
        ["nizom: “approved” stands in a letter, an order or minutes: say its number with --document"]
    )
    assert approve(planned, *APPROVED).code == 0


def test_a_person_without_the_post_gets_advice(planned: Scratch) -> None:
    visa = ("loy-2026-001", "--as", "chief-specialist", "--by", "xod-003", "--part", "Butun matn", "--date", "2026-06-08")

    assert refused(planned, *visa) == snapshot(
        [
            "nizom: A05: xod-003 was not chief specialist on 8 June 2026. "
            "Correct --by, --as or --date; or complete service in the employee's record"
        ]
    )


def test_a_report_with_nominations_is_submitted_as_head(planned: Scratch) -> None:
    month = "period:\n  since: 2026-05-01\n  until: 2026-05-31\n"
    nominations = "nominations:\n  - employee: xod-003\n    date: 2026-06-10\n    grounds: Muddatida bajarilgan ish\n"
    planned.change("his-2026-002", f"type: monthly\nstatus: draft\ninputs:\napprovals:\n{month}{nominations}")

    assert refused(planned, "his-2026-002", "--as", "chief-specialist", "--by", "xod-002", "--date", "2026-06-08") == snapshot(
        [
            "nizom: N13.7-2: Submitted by xod-002, who was not and did not act as head on 8 June 2026. "
            "Take the step as head: --as head"
        ]
    )


def test_what_goes_to_a_body_is_no_visa(planned: Scratch) -> None:
    planned.change("records/settings.md", "S54:\n  value: [standard]\n  basis: hjt-002\n  since: 2024-01-01\n")
    planned.change(
        "std-001",
        "status: developed\napprovals:\n  - decision: developed\n    role: department\n    by: tsh-002\n    date: 2026-06-01\n",
    )

    assert refused(
        planned, "std-001", "--as", "department", "--document", "02-17/4", "--to", "tsh-003", "--date", "2026-06-10"
    ) == snapshot(
        [
            "nizom: N15.1-2: Submitted on 10 June 2026 without the department's visa before it. Put the visa on it first: --decision visa"
        ]
    )


def test_a_report_is_not_submitted_while_it_asks_for_its_own_text(planned: Scratch) -> None:
    written = planned.nizom("report", "monthly", "2026-05", "--write", "--as-of", "2026-06-05")
    id_ = Path(written.out.split()[0]).stem
    submitted = (id_, "--as", "department", "--document", "05-1/90", "--date", "2026-06-10")

    reported = refused(planned, *submitted)

    draft = planned.path(id_).read_text("utf-8")
    for asked in (
        "Nima ishlar bajarilgani va kim bajarganini yozing.",
        "Muddati o‘tgan yoki bajarilmagan ishlar, sababi va ko‘rilayotgan choralarni yozing.",
    ):
        assert any("F41" in line and asked in line for line in reported), reported
        draft = draft.replace(asked, "Reja bo‘yicha ishlar bajarildi.")
    planned.path(id_).write_text(draft, "utf-8")
    assert approve(planned, *submitted).code == 0


# Who acts as head.


def test_the_acting_head_decides_while_the_head_is_away(on_leave: Scratch) -> None:
    approve(on_leave, *VISA)

    assert "  role: head\n  by: xod-002\n  date: 2026-06-08\n" in text_of(on_leave)
    assert states(on_leave) == ["visa valid", "approved missing"]
    assert on_leave.check().findings == []


def test_without_an_acting_head_the_step_waits_for_the_head(on_leave: Scratch) -> None:
    on_leave.change("xod-002", "acting:\n")

    assert refused(on_leave, *VISA) == snapshot(
        ["nizom: Nobody holds the role “head” on 8 June 2026; from 13 June 2026 on somebody does"]
    )


def test_who_acts_decides_only_where_nobody_else_may_have_been_head(on_leave: Scratch) -> None:
    by_hand(on_leave, "visa head xod-002 2026-06-08")
    on_leave.change("xod-003", "service:\n  - position: boshliq\n    since: 2024-03-01\n")

    answer = on_leave.check()

    assert [item["checks"]["N8-2"] for item in answer.json["not_run"] if "N8-2" in item["checks"]] == [["loy-2026-001"]]


def test_whether_the_head_was_away_is_known_before_another_is_said_to_lack_authority(on_leave: Scratch) -> None:
    by_hand(on_leave, "visa head xod-002 2026-06-15")
    on_leave.change("xod-001", "absences:\n  - kind: tatil\n    since: 2026-06-01\n    until: 2026-06-20\n")

    answer = on_leave.check()

    assert answer.findings == ["F23 xod-001 absences.0.kind"]
    assert [item["checks"]["N8-2"] for item in answer.json["not_run"] if "N8-2" in item["checks"]] == [
        ["loy-2026-001", "std-002"]
    ]


def test_the_acting_head_decides_nothing_on_other_days(on_leave: Scratch) -> None:
    assert refused(on_leave, *VISA, "--by", "xod-001") == snapshot(
        [
            "nizom: N8-2: xod-001 signed as head on 8 June 2026, when xod-002 acted. "
            "Correct --by or --date; or complete service and acting in the employees' records"
        ]
    )
    assert refused(on_leave, *VISA[:-1], "2026-06-15", "--by", "xod-002") == snapshot(
        [
            "nizom: N8-2: xod-002 signed as head on 15 June 2026, when xod-001 was head. "
            "Correct --by or --date; or complete service and acting in the employees' records"
        ]
    )
    by_hand(on_leave, "visa head xod-002 2026-06-15")
    assert states(on_leave) == ["visa without-authority", "approved missing"]
    assert reasons(on_leave) == snapshot(["xod-002 signed as head on 15 June 2026, when xod-001 was head"])
    assert on_leave.check().findings == ["N8-2 loy-2026-001 approvals.0.by"]


# What cannot stand in the status that a step is for is not signed.


@pytest.fixture
def unfinished(base: Scratch) -> Scratch:
    """A draft of a standard without its object, purpose and scope."""
    base.change("std-002", "status: draft\nobject:\npurpose:\nscope:\napprovals:\n")
    return base


DEVELOPED = ("std-002", "--as", "head", "--date", "2026-06-08")


def test_a_step_for_a_status_that_cannot_be_is_refused(unfinished: Scratch) -> None:
    assert refused(unfinished, *DEVELOPED) == snapshot(
        [
            "nizom: In the status “developed”: N12.a.1-4: The record does not say what the standard is for. Write object and purpose, and scope: whole-system",
            "nizom: In the status “developed”: N12.a.1-4: The record does not say what the standard's object is used for. Write object and purpose, and scope: whole-system",
            "nizom: In the status “developed”: N12.a.1-4: The record does not say where the standard holds. Write object and purpose, and scope: whole-system",
            "nizom: Correct this before anyone signs: what is changed later is decided on again. To sign all the same: --anyway",
        ]
    )


def test_a_step_is_written_anyway_if_asked_to(unfinished: Scratch) -> None:
    answer = approve(unfinished, *DEVELOPED, "--anyway")

    assert answer.code == 0
    assert [line.split(":")[2] for line in answer.err.splitlines()] == [" N12.a.1-4"] * 3
    assert answer.out.splitlines()[-1] == snapshot("The status may go on now: write status: developed")
    assert states(unfinished, "std-002")[0] == "developed valid"


def test_approvals_and_show_say_beforehand_what_blocks(unfinished: Scratch) -> None:
    for command in ("approvals", "show"):
        answer = unfinished.nizom(command, "std-002", "--format", "json", "--as-of", "2026-06-15").json
        assert [(item["status"], item["code"], item["field"]) for item in answer["obstacles"]] == [
            ("developed", "N12.a.1-4", "object"),
            ("developed", "N12.a.1-4", "purpose"),
            ("developed", "N12.a.1-4", "scope"),
        ]
        text = unfinished.nizom(command, "std-002", "--as-of", "2026-06-15", "--lang", "en").out
        assert text.count("In the status “developed”: N12.a.1-4: ") == 3


def test_a_project_is_not_approved_without_the_documents_that_its_work_needs(planned: Scratch) -> None:
    planned.edit(PROJECT, DOCUMENTS, "")
    planned.edit(PROJECT, "  due: 2026-10-30\n", "  stage: system-tests\n  due: 2026-10-30\n  done: 2026-05-29\n")

    assert refused(planned, *VISA)[0].startswith("nizom: In the status “in-progress”: N12.a.3-1: ")


def test_a_record_that_can_stand_in_every_status_has_nothing_in_its_way(planned: Scratch) -> None:
    assert planned.nizom("approvals", PROJECT, "--format", "json").json["obstacles"] == []

"""A record that is written on the page stands as `nizom check` says, and its text changes only where somebody changed it."""

from datetime import date

import pytest

from tests.support.scratch import AS_OF, Scratch
from tests.support.writing_page import PROJECT, Page
from validators.change.gate import gate
from validators.kinds import all_kinds
from validators.model.fields import fields_of
from validators.repository.reading import read_tree
from validators.repository.repository import Repository
from validators.rules.blocking import ERRORS


def test_a_value_emptied_and_written_again_keeps_its_place_and_its_comment(base: Scratch) -> None:
    page = Page(base)
    text = page.texts[PROJECT].replace("\ndue: 2026-12-25\n", "\ndue: 2026-12-25   # buyruq bo‘yicha\n")
    page.ask("open", path=PROJECT, text=text)

    page.ask("edit", changes=[{"do": "remove", "route": ["due"]}])
    state = page.ask("edit", changes=[{"do": "set", "route": ["due"], "value": "2026-12-31"}])

    assert state["text"] == text.replace("2026-12-25   #", "2026-12-31   #")


def test_a_file_that_cannot_be_read_whole_says_what_keeps_it_from_being_changed(base: Scratch) -> None:
    page = Page(base)
    page.ask("open", path=PROJECT, text=page.texts[PROJECT].replace("responsible: xod", "responsible: &r xod"))

    assert page.ask("edit", changes=[{"do": "set", "route": ["title"], "value": "Yangi nom"}]) == {
        "problem": "Avval “To‘liq matn” bo‘limida fayl o‘qilishiga xalal berayotgan joyni tuzating: “&r” qiymatni takrorlash uchun nomlaydi; "
        "qiymatning o‘zini yozing"
    }


def test_half_a_sign_is_refused_and_is_no_failure_of_the_program(base: Scratch) -> None:
    page = Page(base)
    page.open()

    for change in ({"do": "set", "route": ["title"], "value": "\ud83d"}, {"do": "body", "text": "\ud83d"}):
        assert page.ask("edit", changes=[change]) == {
            "problem": "Fayl yozilishi sababli bu joyni shaklda o‘zgartirib bo‘lmaydi: uni matnning o‘zida o‘zgartiring"
        }


def test_a_changed_value_is_a_change_of_its_line_with_what_it_breaks(base: Scratch) -> None:
    page = Page(base)
    assert page.open()["findings"] == []

    state = page.ask("edit", changes=[{"do": "set", "route": ["owner"], "value": "tsh-999"}])

    text = page.texts[PROJECT]
    assert state["text"] == text.replace("owner: tsh-002", "owner: tsh-999")
    assert [(one["code"], one["route"], one["blocks"]) for one in state["findings"]] == [
        ("R01", ["owner"], True),
        ("C09", ["approvals", 0], False),
    ]
    assert [(one["label"], one["new"]) for one in state["changes"]] == [("Mas’ul bo‘linma", "tsh-999")]
    assert [line for line in state["diff"].split("\n")[2:] if line.startswith(("+", "-"))] == [
        "-owner: tsh-002",
        "+owner: tsh-999",
    ]


def test_a_value_typed_sign_by_sign_is_written_as_records_have_it(base: Scratch) -> None:
    page = Page(base)
    page.open()

    for route, written in ((["started"], "2026-03-02"), (["budget", "planned"], "310000000"), (["position"], "true")):
        for length in range(1, len(written) + 1):
            state = page.ask("edit", changes=[{"do": "set", "route": route, "value": written[:length]}])
        assert f"{route[-1]}: {written}\n" in state["text"]


def test_a_change_taken_back_leaves_the_record_as_it_is_published(base: Scratch) -> None:
    page = Page(base)
    opened = page.open()
    page.ask("edit", changes=[{"do": "set", "route": ["owner"], "value": "tsh-999"}])

    assert page.ask("undo") == opened


def test_a_change_that_cannot_be_written_changes_nothing(base: Scratch) -> None:
    page = Page(base)
    opened = page.open()

    refused = page.ask("edit", changes=[
        {"do": "set", "route": ["owner"], "value": "tsh-999"}, {"do": "remove", "route": ["milestones", 99]},
    ])  # fmt: skip

    assert refused == {
        "problem": "Fayl yozilishi sababli bu joyni shaklda o‘zgartirib bo‘lmaydi: uni matnning o‘zida o‘zgartiring"
    }
    assert page.ask("undo") == opened


def test_a_new_record_has_the_next_free_id_and_says_what_it_lacks(base: Scratch) -> None:
    page = Page(base)

    state = page.ask("new", kind="project")

    assert state["path"] == "records/projects/loy-2026-002.md"
    assert state["text"] == "---\nid: loy-2026-002\nstatus: draft\nowner: tsh-002\n---\n"
    assert state["base_text"] is None
    assert ["F21", ["title"], ""] in [[one["code"], one["route"], one["plain_hint"]] for one in state["findings"]]
    assert state["diff"].startswith("--- /dev/null\n+++ b/records/projects/loy-2026-002.md\n")


def test_a_new_record_has_no_id_that_a_deleted_one_had(base: Scratch) -> None:
    base.change("loy-2026-002", "title: Vaqtincha\n")
    base.commit()
    base.path("loy-2026-002").unlink()
    base.commit()

    assert Page(base).ask("new", kind="project")["path"] == "records/projects/loy-2026-003.md"


def test_a_record_like_another_has_none_of_its_decisions_and_nothing_done(base: Scratch) -> None:
    page = Page(base)
    text = page.texts[PROJECT]

    state = page.ask("new", kind="project", like={"path": PROJECT, "text": text})

    values = page.open()["values"]
    assert state["record"] == "loy-2026-002"
    assert state["values"]["title"] == values["title"]
    assert state["values"]["status"] == "draft"
    assert "approvals" in values
    assert "approvals" not in state["values"]
    assert "done" in str(values["milestones"])
    assert "done" not in str(state["values"]["milestones"])
    assert [one["due"] for one in state["values"]["milestones"]] == [one["due"] for one in values["milestones"]]
    assert state["body"] == page.open()["body"]


def test_fields_come_in_the_order_of_their_kind_and_items_where_they_are_put(base: Scratch) -> None:
    page = Page(base)
    page.ask("new", kind="project")

    state = page.ask(
        "edit",
        changes=[
            {"do": "set", "route": ["due"], "value": "2026-12-25"},
            {"do": "set", "route": ["title"], "value": "Elektron navbat: 2-bosqich"},
            {"do": "add", "route": ["milestones"], "value": {"title": "Boshlash", "due": "2026-08-01"}},
            {"do": "add", "route": ["milestones"], "value": {"title": "Oldin", "due": "2026-07-01"}, "at": 0},
            {"do": "move", "route": ["milestones", 0], "to": 1},
            {"do": "body", "text": "Matn\n"},
        ],
    )

    assert state["text"] == (
        "---\nid: loy-2026-002\ntitle: 'Elektron navbat: 2-bosqich'\nstatus: draft\nowner: tsh-002\ndue: 2026-12-25\n"
        "milestones:\n  - title: Boshlash\n    due: 2026-08-01\n  - title: Oldin\n    due: 2026-07-01\n---\nMatn\n"
    )


def test_a_finding_is_put_right_by_its_button(base: Scratch) -> None:
    page = Page(base)
    page.open()
    state = page.ask("edit", changes=[{"do": "set", "route": ["due"], "value": "25.12.2026"}])
    at = next(n for n, one in enumerate(state["findings"]) if one["cures"] and one["route"] == ["due"])

    cured = page.ask("cure", finding=at)

    assert cured["values"]["due"] == "2026-12-25"
    for nowhere in (99, -1):
        page.ask("edit", changes=[{"do": "set", "route": ["due"], "value": "25.12.2026"}])
        assert page.ask("cure", finding=nowhere) == {
            "problem": "Buni bu yerda o‘zi tuzatib bo‘lmaydi: ko‘rsatmani qo‘lda bajaring"
        }


def test_a_preview_shows_the_text_as_its_page_does_and_leads_nowhere(base: Scratch) -> None:
    page = Page(base)
    page.open()
    text = "# Reja\n\n[[std-001]] va [hujjat](https://a.uz), ![rasm](r.png), [pastda](#reja)\n\n- [x] bo‘ldi\n"
    page.ask("edit", changes=[{"do": "body", "text": text}])

    shown = page.ask("preview")

    assert shown["clean"] is False
    assert '<h2 id="reja">Reja' in shown["html"]
    assert "[[" not in shown["html"]
    assert "a.uz" not in shown["html"]
    assert "r.png" not in shown["html"]
    assert '<a href="#reja">pastda</a>' in shown["html"]
    assert '<span class="task-done"></span> bo‘ldi' in shown["html"]


CHANGES: dict[str, tuple[list[dict[str, object]], list[str]]] = {
    "nothing": ([], []),
    "a due date moved": ([{"do": "set", "route": ["due"], "value": "2027-03-01"}], ["C04"]),
    "a milestone's due date moved": ([{"do": "set", "route": ["milestones", 1, "due"], "value": "2027-03-01"}], ["C04"]),
    "a status of before": ([{"do": "set", "route": ["status"], "value": "draft"}], ["C03"]),
    "another id": ([{"do": "set", "route": ["id"], "value": "loy-2026-009"}], ["C01"]),
    "a step taken out": ([{"do": "remove", "route": ["approvals", 0]}], ["C05"]),
    "a person's step edited": ([{"do": "set", "route": ["approvals", 0, "date"], "value": "2026-01-05"}], ["C05"]),
    "another name": ([{"do": "set", "route": ["title"], "value": "Boshqa nom"}], ["C09"]),
    "a fact taken out": ([{"do": "remove", "route": ["due"]}], ["C04", "C09"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_would_block_the_pull_request_is_what_the_gate_says(base: Scratch, name: str) -> None:
    changes, codes = CHANGES[name]
    page = Page(base)
    page.open()
    state = page.ask("edit", changes=changes)

    files = read_tree(base.root)
    states = (files, {**files, PROJECT: state["text"].encode()})
    then, now = (Repository.from_files(one, all_kinds()) for one in states)
    judged = [one for one in gate(then, now, date.fromisoformat(AS_OF)).findings if one.path == PROJECT]
    assert [(one["code"], one["route"], one["blocks"]) for one in state["findings"]] == [
        (one.code, list(one.field) or None, ERRORS.blocks(one)) for one in judged
    ]
    assert [one["code"] for one in state["findings"] if one["code"].startswith("C")] == codes


def test_what_a_change_breaks_is_judged_by_the_record_as_it_was_opened(base: Scratch) -> None:
    page = Page(base)
    page.open()
    page.ask("edit", changes=[{"do": "set", "route": ["due"], "value": "2027-03-01"}])

    page.ask("new", kind="incident")

    assert page.open()["findings"] == []


def test_a_line_to_write_names_its_fields(base: Scratch) -> None:
    page = Page(base)
    page.open()
    [moved] = page.ask("edit", changes=[{"do": "set", "route": ["due"], "value": "2027-03-01"}])["findings"]

    assert moved["plain_hint"] == (
        "Yozuvning o‘z “Muddat” maydoni yoniga (uning qismlari ichiga emas) “Muddat uzaytirilishlari: Oldingi qiymati: 2026-12-25, "
        "Yangi qiymati: 2027-03-01, Sabab: …, Kim ruxsat bergan: …, Sana: …” deb yozing yoki sanani qaytaring"
    )


def test_an_extension_that_names_nobody_opens_no_way(base: Scratch) -> None:
    page = Page(base)
    page.open()
    state = page.ask("edit", changes=[{"do": "set", "route": ["milestones", 1, "due"], "value": "2026-11-20"}])
    at = next(n for n, one in enumerate(state["findings"]) if one["code"] == "C04")
    assert state["findings"][at]["plain_hint"].startswith("Bosqichlar 2 ichida, uning “Muddat” maydoni yoniga ")

    begun = page.ask("cure", finding=at, cure=0)

    said = {one["code"]: (one["route"], one["blocks"], one["plain_message"], one["plain_hint"]) for one in begun["findings"]}
    assert said["C04"] == (
        ["milestones", 1, "extensions", 0],
        True,
        "Ko‘rsatilmagan ma’lumotlar: Sabab, Kim ruxsat bergan, Sana",
        "Shu yozuvga qo‘shing: Sabab: …, Kim ruxsat bergan: …, Sana: …",
    )


def test_what_is_missing_is_said_in_the_order_of_the_form(base: Scratch) -> None:
    page = Page(base)

    state = page.ask("new", kind="project")

    missing = [one["route"][0] for one in state["findings"] if one["route"]]
    assert missing == sorted(missing, key=list(fields_of(all_kinds()["project"].model)).index)
    assert missing[0] == "title"


def test_advice_names_a_command_only_where_there_is_no_other(base: Scratch) -> None:
    page = Page(base)
    page.open()

    state = page.ask("edit", changes=[{"do": "set", "route": ["basis"], "value": ["PQ-9999"]}])

    said = {one["code"]: (one["hint"], one["plain_hint"]) for one in state["findings"]}
    assert said["F22"] == (
        "Identifikatorni yozing, masalan hjt-001; ularni “nizom list hujjat” ko‘rsatadi. "
        "Yozuvi hali bo‘lmasa, avval uni oching: “nizom new hujjat”",
        "Identifikatorni yozing, masalan hjt-001",
    )
    assert said["C09"][1].startswith("O‘zgarishni bekor qiling yoki bosqichni “nizom approve” bilan qayta rasmiylashtiring")

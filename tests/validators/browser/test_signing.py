"""A step that is taken on the page is, to the byte, the one that `nizom approve` writes."""

import pytest

from tests.support.approvals import APPROVED, APPROVED_PROJECT, PLANNED, VISA, approve, text_of
from tests.support.keys import require
from tests.support.scratch import Scratch
from tests.support.writing_page import PROJECT, Page

ON_THE_PAGE = (
    {"decision": "visa", "person": "xod-001", "part": "Butun matn", "date": "2026-06-08"},
    {"decision": "approved", "person": "xod-005", "number": "14-son", "date": "2026-06-10"},
)


def test_the_steps_are_those_that_the_command_writes(planned: Scratch) -> None:
    page = Page(planned)
    page.open()

    visa, approved = (page.ask("approve", **step)["text"] for step in ON_THE_PAGE)

    approve(planned, *VISA)
    assert visa == text_of(planned)
    approve(planned, *APPROVED)
    assert approved == text_of(planned) == APPROVED_PROJECT


def test_whose_step_is_open_is_said_and_how_well_it_will_be_proved(planned: Scratch) -> None:
    page = Page(planned)

    before = page.open()["open_step"]
    page.ask("approve", **ON_THE_PAGE[0])
    after = page.ask("approve", **ON_THE_PAGE[1])

    assert before == {
        "step": "visa",
        "label": "viza",
        "who": "xod-001  Aziz Rahimov, xod-002  Dilnoza Karimova",
        "people": ["xod-001", "xod-002"],
        "asks": [["visa", "viza"], ["rejected", "rad etilgan"]],
        "earliest": "2026-06-15",
        "wants_number": False,
        "wants_part": True,
        "grade_words": "muallifi aniq",
    }
    assert after["open_step"] is None
    assert [step["state"] for step in after["approvals"]] == ["valid", "valid"]
    assert after["sealed"] is True


def test_steps_are_described_without_digests_and_open_a_status(planned: Scratch) -> None:
    page = Page(planned)
    page.open()

    visa = page.ask("approve", **ON_THE_PAGE[0])
    approved = page.ask("approve", **ON_THE_PAGE[1])

    assert "sha256" in approved["text"]
    assert [(one["label"], one["old"], one["new"]) for one in approved["changes"]] == [
        (
            "Tasdiqlash bosqichlari",
            None,
            "viza, bo‘lim boshlig‘i, Aziz Rahimov, 2026-yil 8-iyun, Butun matn, "
            "tasdiqlangan, raqamlashtirish bo‘yicha o‘rinbosar, Kamola Yusupova, 2026-yil 10-iyun, 14-son",
        )
    ]
    assert visa["onward"] is None
    assert approved["onward"] == ["in-progress", "bajarilmoqda"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"date": "2026-06-16"}, "2026-yil 16-iyun hali kelmagan"),
        ({"date": "kecha"}, "“kecha” sana emas"),
        ({"number": "14\nson"}, "Buni bir qatorga, boshqaruv belgilarisiz yozing"),
        ({"number": " "}, "“tasdiqlangan” xat, buyruq yoki bayonnoma bilan bo‘ladi: uning raqamini yozing"),
    ],
)
def test_a_step_that_the_command_would_refuse_is_refused(planned: Scratch, change: dict[str, str], problem: str) -> None:
    page = Page(planned)
    page.open()
    page.ask("approve", **ON_THE_PAGE[0])

    assert page.ask("approve", **{**ON_THE_PAGE[1], **change}) == {"problem": problem}
    assert page.ask("undo")["text"] == PLANNED


def test_who_may_not_decide_is_refused_by_the_check_of_authority(planned: Scratch) -> None:
    page = Page(planned)
    page.open()

    refused = page.ask("approve", **{**ON_THE_PAGE[0], "person": "xod-003"})

    assert refused["problem"].startswith("N8-2: ")


def test_a_step_that_is_not_proved_well_enough_is_taken_again_on_a_later_day(planned: Scratch) -> None:
    approve(planned, *VISA)
    approve(planned, *APPROVED)
    require(planned, "attributed")
    page = Page(planned)
    opened = page.open()
    assert (opened["open_step"]["step"], opened["open_step"]["people"]) == ("visa", ["xod-001"])

    refused = page.ask("approve", **ON_THE_PAGE[1])
    again = page.ask("approve", **{**ON_THE_PAGE[1], "date": "2026-06-12"})["text"]

    assert refused == {
        "problem": "2026-yil 10-iyundagi “tasdiqlangan” bosqichi yetarli darajada tasdiqlanmagan: uni keyingi kunlardan birida "
        "qaytadan rasmiylashtiring"
    }
    approve(planned, *APPROVED[:-1], "2026-06-12")
    assert again == text_of(planned)


def test_who_decides_has_to_be_chosen(planned: Scratch) -> None:
    page = Page(planned)
    page.open()

    assert page.ask("approve", **{**ON_THE_PAGE[0], "person": ""}) == {"problem": "Kim qaror qabul qilishini tanlang"}


def test_what_was_changed_since_the_last_step_is_listed(planned: Scratch) -> None:
    page = Page(planned)
    assert page.open()["since_step"] is None

    visa = page.ask("approve", **ON_THE_PAGE[0])
    page.texts[PROJECT] = visa["text"]
    page.open()
    due = {"do": "set", "route": ["due"], "value": "2026-12-31"}
    changed = page.ask("edit", changes=[due, {"do": "body", "text": "Boshqa matn.\n"}])

    assert visa["since_step"] == {"step": "“viza” (2026-yil 8-iyun)", "changes": []}
    assert changed["since_step"] == {
        "step": "“viza” (2026-yil 8-iyun)",
        "changes": [
            {"label": "Muddat", "old": "2026-yil 25-dekabr", "new": "2026-yil 31-dekabr"},
            {"label": "Matn", "old": "…", "new": "…"},
        ],
    }


def test_changes_that_history_no_longer_holds_are_said_to_be_unknown(planned: Scratch) -> None:
    page = Page(planned)
    page.open()
    page.texts[PROJECT] = page.ask("approve", **ON_THE_PAGE[0])["text"].replace("due: 2026-12-25", "due: 2026-12-31")

    assert page.open()["since_step"] == {"step": "“viza” (2026-yil 8-iyun)", "changes": None}

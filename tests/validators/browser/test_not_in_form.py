"""What a file holds that the form does not ask for is said in words: nothing that is in the file is hidden."""

from tests.support.scratch import Scratch
from tests.support.writing_page import PROJECT, Page


def kept(page: Page, path: str = PROJECT) -> list[tuple[str, str | None]]:
    return [(one["label"], one["new"]) for one in page.open(path)["kept"]]


def test_a_record_without_marks_and_with_one_edition_keeps_nothing_back(base: Scratch) -> None:
    assert kept(Page(base)) == []


def test_marks_and_corrections_are_said(base: Scratch) -> None:
    base.change(
        "loy-2026-001",
        "sample: true\ncorrections:\n  - what: actual\n    old: '40'\n    new: '45'\n    reason: Xato yozilgan\n    by: xod-004\n"
        "    date: 2026-06-01\n",
    )
    assert kept(Page(base)) == [
        ("Tuzatishlar", "actual, 40, 45, Xato yozilgan, Botir Salimov, 2026-yil 1-iyun"),
        ("Namuna", "ha"),
    ]


def test_decisions_of_an_earlier_edition_are_said_and_those_that_count_are_steps(base: Scratch) -> None:
    text = base.path("xiz-001").read_text("utf-8")
    steps = text.split("approvals:\n")[1].split("---\n")[0]
    base.edit("xiz-001", steps, steps + steps.replace("2025-", "2026-").replace("2024-", "2025-"))
    state = Page(base).open("records/services/xiz-001.md")

    assert [one["new"] for one in state["kept"]] == [
        "ishlab chiqilgan, bo‘lim, Raqamlashtirish bo‘limi, 2024-yil 16-dekabr",
        "kelishilgan, vazirlik, Raqamli texnologiyalar vazirligi, 2025-yil 20-yanvar, 03-8/75, Javohir Toshmatov",
        "taqdim etilgan, bo‘lim, Raqamlashtirish bo‘limi, 2025-yil 27-yanvar, 01-15/41",
        "tasdiqlangan, bosh direktor, Botir Salimov, 2025-yil 14-fevral, 21-son",
    ]
    assert [step["since"] for step in state["approvals"]] == ["2025-12-16", "2026-01-20", "2026-01-27", "2026-02-14"]

"""A report's figures counted on the page, and what a change does to other records, are those that the commands give."""

from tests.support.scratch import AS_OF, Scratch
from tests.support.writing_page import Page
from validators.source.edits.record_text import RecordText

MAY = [
    {"do": "set", "route": ["type"], "value": "monthly"},
    {"do": "set", "route": ["period", "since"], "value": "2026-05-01"},
    {"do": "set", "route": ["period", "until"], "value": "2026-05-31"},
]
STANDARD = "records/standards/std-001.md"


def test_the_figures_are_those_of_the_command(base: Scratch) -> None:
    page = Page(base)
    page.ask("new", kind="report", like=None)
    page.ask("edit", changes=MAY)

    values = page.ask("count")["values"]

    base.nizom("report", "monthly", "05.2026", "--as-of", AS_OF, "--write")
    written = RecordText(base.path("his-2026-002").read_text("utf-8")).values
    assert (values["figures"], values["as_of"]) == (written["figures"], written["as_of"])


def test_figures_are_counted_as_of_the_day_in_the_report(base: Scratch) -> None:
    page = Page(base)
    page.ask("new", kind="report", like=None)
    page.ask("edit", changes=[*MAY, {"do": "set", "route": ["as_of"], "value": "2026-05-20"}])
    page.ask("edit", changes=[{"do": "set", "route": ["figures"], "value": [{"name": "trainings", "value": "99"}]}])

    values = page.ask("count")["values"]

    assert values["as_of"] == "2026-05-20"
    assert [one["value"] for one in values["figures"] if one["name"] == "trainings"] == ["0"]
    assert [one["records"] for one in values["figures"] if one["name"] == "systems-in-use"] == [["ree-001"]]


def test_without_a_period_nothing_is_counted(base: Scratch) -> None:
    page = Page(base)
    page.ask("new", kind="report", like=None)

    assert page.ask("count") == {"problem": "Avval hisobot davrini yozing: raqamlar shu davr bo‘yicha hisoblanadi"}


def test_only_a_report_that_nobody_has_received_is_counted(base: Scratch) -> None:
    page = Page(base)

    assert page.ask("new", kind="report", like=None)["counts"] is True
    assert page.open("records/reports/his-2026-001.md")["counts"] is False
    assert page.open()["counts"] is False


def test_a_change_that_breaks_another_record_says_so_when_asked(base: Scratch) -> None:
    page = Page(base)
    page.open(STANDARD)
    assert page.ask("others") == []
    page.ask("edit", changes=[{"do": "set", "route": ["status"], "value": "withdrawn"}])

    assert page.ask("others") == [
        {
            "record": "loy-2026-001",
            "title": "Standartlar elektron katalogini yaratish",
            "message": "std-001 “texnik topshiriq” sanasida, 2026-yil 16-fevral kuni amalda bo‘lmagan",
            "blocks": True,
        }
    ]
    page.ask("undo")
    assert page.ask("others") == []


def test_asking_about_others_changes_nothing(base: Scratch) -> None:
    page = Page(base)
    page.open()
    edited = page.ask("edit", changes=[{"do": "set", "route": ["owner"], "value": "tsh-999"}])

    page.ask("others")

    assert page.ask("edit", changes=[]) == edited


def test_a_warning_elsewhere_blocks_nothing(base: Scratch) -> None:
    page = Page(base)
    page.open("records/project-lists/ryx-2026-001.md")
    page.ask("edit", changes=[{"do": "set", "route": ["status"], "value": "withdrawn"}])

    assert [(one["record"], one["blocks"], one["message"]) for one in page.ask("others")] == [
        ("loy-2026-001", False, "Loyiha birorta loyihalar ro‘yxatida yo‘q")
    ]

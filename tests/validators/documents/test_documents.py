"""`nizom document`: Word documents that say what the pages say, in our form or a body's own."""

import io
import sys
from datetime import date

import docx
import pytest

from hooks.data.snapshot import take_snapshot
from hooks.html.formatting import number
from hooks.pages.money import money_of_projects
from tests.support.scratch import AS_OF, Answer, Scratch
from tests.support.word import read_word
from validators.documents.every_form import FORMS, our_template
from validators.documents.text_blocks import Block, blocks
from validators.overview.overdue_by_unit import overdue_by_unit
from validators.text.messages import Language

NAMES = """S02:
  value:
    - organization: tsh-001
      name: Agentlikning eski nomi
      parent: Eski vazirlik
      since: 2024-01-01
      until: 2025-12-08
    - organization: tsh-001
      name: Agentlikning yangi nomi
      parent: Yangi vazirlik
      since: 2025-12-09
  basis: hjt-002
  since: 2024-01-01
"""


def write(base: Scratch, *arguments: str, day: str = AS_OF, lang: str = "uz") -> Answer:
    return base.nizom("document", *arguments, "--as-of", day, "--lang", lang)


def test_a_passport_has_the_facts_money_and_stages_of_the_project(base: Scratch) -> None:
    assert write(base, "passport", "loy-2026-001").out == "Yozildi: loy-2026-001-passport.docx\n"
    paragraphs, tables = read_word(base.root / "loy-2026-001-passport.docx")
    facts, money, stages = tables[0], tables[1], tables[2]
    assert facts[0] == ["Holat", "bajarilmoqda"]
    assert paragraphs[2:4] == ["Loyiha pasporti", "Standartlar elektron katalogini yaratish (loy-2026-001)"]
    assert "40 %, reja 40 % · rejaga yaqin" in paragraphs
    assert [row[1] for row in money] == [f"{number(value)} so‘m" for value in (480_000_000, 465_000_000, 120_000_000)]
    assert stages[1:] == [
        ["1", "Texnik topshiriqni tayyorlash", "20.03.2026", "10.03.2026", "bajarilgan"],
        ["2", "Katalogni sinovdan o‘tkazish", "30.10.2026", "", "muddati kelmagan"],
    ]


def test_a_stage_done_on_its_last_day_is_in_time_and_a_day_later_is_late(base: Scratch) -> None:
    base.edit("loy-2026-001", "done: 2026-03-10", "done: 2026-03-20")
    write(base, "passport", "loy-2026-001", "--out", "kunida.docx")
    base.edit("loy-2026-001", "done: 2026-03-20", "done: 2026-03-21")
    write(base, "passport", "loy-2026-001", "--out", "keyin.docx")

    stages = [read_word(base.root / name)[1][2][1] for name in ("kunida.docx", "keyin.docx")]
    assert [stage[3:] for stage in stages] == [["20.03.2026", "bajarilgan"], ["21.03.2026", "kechikib bajarilgan"]]


def test_an_approval_sheet_names_who_decided_when_and_how_well_that_is_proved(base: Scratch) -> None:
    write(base, "approval-sheet", "ryx-2026-001", lang="en")
    _, [visas] = read_word(base.root / "ryx-2026-001-approval-sheet.docx")
    assert [row[1:2] + row[4:8] for row in visas[1:]] == [
        ["Developed", "01.12.2025", "", "taken, without a digest", "declared"],
        ["Submitted", "08.12.2025", "01-15/342", "taken, without a digest", "declared"],
        ["Reviewed", "19.12.2025", "03-8/1133", "taken, without a digest", "declared"],
        ["Agreed", "26.12.2025", "03-8/2304", "taken, without a digest", "declared"],
        ["Approved", "12.01.2026", "5-son", "taken, without a digest", "declared"],
    ]


def test_an_approval_sheet_names_who_may_take_a_step_in_words(base: Scratch) -> None:
    base.change("ryx-2026-001", "status: draft\napprovals:")
    write(base, "approval-sheet", "ryx-2026-001")
    _, [visas] = read_word(base.root / "ryx-2026-001-approval-sheet.docx")
    assert [row[2] for row in visas[1:]] == ["", "", "Vazirlik", "Vazirlik", "Bosh direktor"]


def test_the_list_for_the_ministry_is_a_letter_with_the_sum_that_the_page_has(base: Scratch) -> None:
    write(base, "ministry-list", "ryx-2026-001")
    paragraphs, tables = read_word(base.root / "ryx-2026-001-ministry-list.docx")
    [item] = money_of_projects(take_snapshot(base.root, date.fromisoformat(AS_OF)))
    assert tables[0][0] == ["2025-yil 8-dekabr", "01-15/342"]
    assert paragraphs[2:4] == ["Raqamli texnologiyalar vazirligi", "2026-yilgi loyihalar ro‘yxati"]
    assert [row[4] for row in tables[1][1:]] == [number(item.money.planned)] * 2


def test_a_letter_bears_the_name_that_the_agency_had_when_it_was_sent(base: Scratch) -> None:
    base.change("records/settings.md", NAMES)
    write(base, "ministry-list", "ryx-2026-001", "--out", "xat.docx")
    write(base, "overdue-list", "--out", "bugun.docx")
    sent, made_now = (read_word(base.root / name)[0][:2] for name in ("xat.docx", "bugun.docx"))

    assert sent == ["Eski vazirlik", "Agentlikning eski nomi"]
    assert made_now == ["Yangi vazirlik", "Agentlikning yangi nomi"]


def test_the_list_for_the_ministry_adds_up_several_projects(base: Scratch) -> None:
    base.change("loy-2026-002", "title: Ikkinchi loyiha\nbudget:\n  planned: 20000000\n")
    base.change("ryx-2026-001", "projects: [loy-2026-001, loy-2026-002]\n")
    write(base, "ministry-list", "ryx-2026-001")
    _, tables = read_word(base.root / "ryx-2026-001-ministry-list.docx")
    assert [row[4] for row in tables[1][1:]] == [number(sum_) for sum_ in (480_000_000, 20_000_000, 500_000_000)]


def test_no_sum_is_made_of_a_list_whose_projects_are_not_all_known(base: Scratch) -> None:
    base.change("loy-2026-001", "budget:\n  planned: ko‘p")
    broken = write(base, "ministry-list", "ryx-2026-001", lang="en")
    path = base.path("loy-2026-001").relative_to(base.root).as_posix()
    assert (broken.code, broken.err) == (2, f"nizom: loy-2026-001 is broken: “nizom check {path}” shows how\n")

    base.edit("ryx-2026-001", "[loy-2026-001]", "[loy-2026-777]")
    missing = write(base, "ministry-list", "ryx-2026-001", lang="en")
    assert (missing.code, missing.out) == (2, "")
    assert missing.err.startswith("nizom: There is no record loy-2026-777")
    assert not list(base.root.glob("*.docx"))


def test_what_is_overdue_says_which_records_nobody_could_look_at(base: Scratch) -> None:
    base.edit("loy-2026-001", "title: ", "title: [")
    answer = write(base, "overdue-list", lang="en")
    path = base.path("loy-2026-001").relative_to(base.root).as_posix()
    assert (answer.code, answer.err) == (0, f"nizom: Not looked at, because they cannot be read: {path}\n")


def test_who_acts_as_head_signs_while_the_head_is_away(base: Scratch) -> None:
    base.change("records/settings.md", "S09:\n  value: [leave]\n  basis: 12-son buyruq\n  since: 2024-01-01\n")
    base.change("xod-001", "absences:\n  - {kind: leave, since: 2026-06-10, until: 2026-06-20}\n")
    base.change("xod-002", "acting:\n  - {since: 2026-06-10, until: 2026-06-20, reason: Ta’til}\n")
    signed = []
    for day in (AS_OF, "2026-06-21"):
        write(base, "overdue-list", day=day)
        _, tables = read_word(base.root / f"{day}-overdue-list.docx")
        signed.append(tables[-1][0][-1])
    assert signed == ["Dilnoza Karimova", "Aziz Rahimov"]


def test_what_is_overdue_is_listed_as_on_its_page(base: Scratch) -> None:
    day = date(2027, 3, 1)
    write(base, "overdue-list", day="2027-03-01")
    paragraphs, tables = read_word(base.root / "2027-03-01-overdue-list.docx")
    page = overdue_by_unit(take_snapshot(base.root, day).duties, day)
    assert page.count > 5
    assert f"{page.count} ta ishning muddati o‘tgan" in " ".join(paragraphs)
    assert sum(len(table) - 1 for table in tables[:-1]) == page.count
    late = [str((day - item.duty.due).days) for unit in page.units for person in unit.people for item in person.duties]
    assert [row[5] for table in tables[:-1] for row in table[1:]] == late


def test_a_report_has_its_text_and_what_the_units_sent_in(base: Scratch) -> None:
    base.edit("his-2026-001", "umumlashmasi.", "umumlashmasi.\n\n## Xulosa\n\n- [[loy-2026-001]] davom etmoqda\n")
    write(base, "digest", "his-2026-001")
    paragraphs, tables = read_word(base.root / "his-2026-001-digest.docx")
    assert paragraphs[-3:-1] == ["Xulosa", "– Standartlar elektron katalogini yaratish davom etmoqda"]
    assert tables[1][1][1:] == ["06.04.2026", "06-2/41"]


def test_hostile_values_are_text(base: Scratch) -> None:
    hostile = "{{ letter }} {% if %} {_{ <w:p/> & {#"
    base.edit("loy-2026-001", "title: Standartlar elektron katalogini yaratish", f"title: '{hostile}'")
    assert write(base, "passport", "loy-2026-001").code == 0
    paragraphs, _ = read_word(base.root / "loy-2026-001-passport.docx")
    assert f"{hostile} (loy-2026-001)" in paragraphs


def test_a_carriage_return_in_a_value_leaves_no_trace(base: Scratch) -> None:
    base.edit("loy-2026-001", "title: Standartlar elektron katalogini yaratish", 'title: "Standartlar\\r katalogi"')
    assert write(base, "passport", "loy-2026-001").code == 0
    paragraphs, _ = read_word(base.root / "loy-2026-001-passport.docx")
    assert "Standartlar katalogi (loy-2026-001)" in paragraphs


def test_the_same_day_gives_the_same_bytes_and_a_file_that_is_there_stays(base: Scratch) -> None:
    write(base, "passport", "loy-2026-001")
    write(base, "passport", "loy-2026-001", "--out", "b.docx")
    first = (base.root / "loy-2026-001-passport.docx").read_bytes()
    assert first == (base.root / "b.docx").read_bytes()
    (base.root / "b.docx").write_text("qo‘lda tuzatilgan", "utf-8")
    again = write(base, "passport", "loy-2026-001", "--out", "b.docx", lang="en")
    assert (again.code, (base.root / "b.docx").read_text("utf-8")) == (2, "qo‘lda tuzatilgan")
    assert again.err == "nizom: b.docx is there already, and stays: move it, or name another file by --out\n"


def test_a_bodys_own_template_is_used_instead_of_ours(base: Scratch) -> None:
    assert write(base, "passport", "--template").out == "Yozildi: word/passport.docx\n"
    template(base, "{{ title }} – {{ letter.agency }}")
    write(base, "passport", "loy-2026-001")
    paragraphs, _ = read_word(base.root / "loy-2026-001-passport.docx")
    assert [line.partition(" – ")[0] for line in paragraphs] == ["Standartlar elektron katalogini yaratish"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{ titel }}", "it asks for “titel”, which this document does not have"),
        ("{{ letter.agenci }}", "it asks for “agenci”, which this document does not have"),
        ("Nomi {% if title %}", "a tag is not closed or not known near “Nomi {% if title %}”"),
        ("{{ title.__class__.__mro__ }}", "a tag asks for what a template may not do"),
        ("{{ 1 / 0 }}", "a tag in it cannot be worked out"),
    ],
)
def test_a_broken_template_is_reported_in_one_sentence(base: Scratch, text: str, reason: str) -> None:
    template(base, text)
    answer = write(base, "passport", "loy-2026-001", lang="en")
    assert (answer.code, answer.err) == (2, f"nizom: The template word/passport.docx cannot be filled in: {reason}\n")
    assert not (base.root / "loy-2026-001-passport.docx").exists()


def template(base: Scratch, text: str) -> None:
    document = docx.Document()
    document.add_paragraph(text)
    (base.root / "word").mkdir(exist_ok=True)
    document.save(str(base.root / "word/passport.docx"))


def test_a_file_that_is_no_word_document_is_reported(base: Scratch) -> None:
    base.write("word/passport.docx", "matn")
    answer = write(base, "passport", "loy-2026-001", lang="en")
    assert answer.err == "nizom: The template word/passport.docx cannot be filled in: it is no Word document (.docx)\n"


def test_a_template_that_cannot_be_read_is_not_replaced_by_ours(base: Scratch) -> None:
    (base.root / "word/passport.docx").mkdir(parents=True)
    answer = write(base, "passport", "loy-2026-001", lang="en")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("nizom: word/passport.docx: ")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("passport",), "Name a project that the document is about: nizom document passport ID"),
        (("passport", "ryx-2026-001"), "There is no such document about ryx-2026-001: it is about a project"),
        (
            ("annual-report", "his-2026-001"),
            "There is no such document about his-2026-001: it is about a report of that type",
        ),
        (("overdue-list", "loy-2026-001"), "This document is about all records: nizom document overdue-list"),
    ],
)
def test_a_document_about_something_else_is_refused(base: Scratch, arguments: tuple[str, ...], reason: str) -> None:
    answer = write(base, *arguments, lang="en")
    assert (answer.code, answer.err) == (2, f"nizom: {reason}\n")


def test_a_specialist_from_outside_is_not_named(base: Scratch) -> None:
    base.edit(
        "loy-2026-001",
        "team:\n",
        "team:\n  - name: Maxfiy Ismov\n    organization: tsh-004\n    task: Sinov\n    since: 2026-02-02\n",
    )
    write(base, "passport", "loy-2026-001")
    file = base.root / "loy-2026-001-passport.docx"
    assert all(
        "Maxfiy" not in part.blob.decode("utf-8", "replace") for part in docx.Document(str(file)).part.package.iter_parts()
    )


def test_the_total_and_the_line_to_sign_stay_on_one_page() -> None:
    document = docx.Document(io.BytesIO(our_template(FORMS["ministry-list"], Language("uz"))))
    total = document.tables[-2].rows[-1]
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in total.cells)
    assert [line.paragraph_format.keep_with_next for line in document.paragraphs if not line.text] == [True, True]


@pytest.mark.parametrize("name", FORMS)
def test_tables_of_our_templates_repeat_their_heading_on_every_page(name: str) -> None:
    document = docx.Document(io.BytesIO(our_template(FORMS[name], Language("uz"))))
    listed = [table for table in document.tables if any("{%tr for" in row.cells[0].text for row in table.rows[1:])]
    assert listed
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in listed)


def test_a_text_is_taken_apart_into_what_a_document_can_show() -> None:
    text = "# Bir\n\nso‘z [sayt](https://a.uz)[^1]\n\n1. uch\n   - to‘rt\n\n- [x] bajarildi\n\n> iqtibos\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: izoh\n"
    assert blocks(text, str.upper) == (
        Block("heading", "Bir"),
        Block("paragraph", "so‘z sayt (https://a.uz)[1]"),
        Block("item", "uch", 1, "1."),
        Block("item", "to‘rt", 2, "–"),
        Block("item", "bajarildi", 1, "☑"),
        Block("quote", "iqtibos"),
        Block("table", rows=(("a", "b"), ("1", "2"))),
        Block("item", "izoh", 1, "[1]"),
    )


def test_where_the_part_that_writes_word_is_not_installed_that_is_said(base: Scratch) -> None:
    base.monkeypatch.setitem(sys.modules, "docxtpl", None)
    answer = write(base, "passport", "loy-2026-001", lang="en")
    expected = 'nizom: This needs a part of the program that is not installed: pip install "nizom[word]"\n'
    assert (answer.code, answer.err) == (2, expected)

"""`nizom import`: a list that somebody keeps in a workbook becomes records, strictly: all of it, or nothing with the reasons."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from inline_snapshot import snapshot
from openpyxl import Workbook

from tests.support.paths import ROOT
from tests.support.scratch import AS_OF, Answer, Scratch
from validators.importing.headings import USUAL, columns_of
from validators.kinds import all_kinds

HEADINGS = ("Nomi", "Mas’ul", "Boshlanish sanasi", "Muddat", "Ustuvorlik", "Budjet: Rejada", "Nima yaratadi")
ROW = ("Elektron navbat", "xod-003", date(2026, 2, 2), date(2026, 12, 25), "yuqori", 480_000_000, "tizim yaratilmaydi")


def written(
    scratch: Scratch, rows: Iterable[tuple[Any, ...]], name: str = "loyihalar.xlsx", **sheets: Iterable[tuple[Any, ...]]
) -> str:
    """Write a workbook next to the records, and return its name; each sheet is given by its name."""
    book = Workbook()
    assert book.active
    for row in rows:
        book.active.append(row)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    book.save(scratch.root / name)
    return name


def imported(scratch: Scratch, file: str, *more: str, kind: str = "project") -> Answer:
    return scratch.nizom("import", file, kind, *more, "--lang", "en", "--as-of", AS_OF)


def projects(scratch: Scratch) -> dict[str, str]:
    folder = scratch.root / "records/projects"
    return {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.md"))}


def test_new_rows_get_no_id_that_a_deleted_record_had(base: Scratch) -> None:
    base.commit()
    imported(base, written(base, [HEADINGS, ROW]))
    base.commit()
    base.path("loy-2026-002").unlink()
    base.commit()

    answer = imported(base, written(base, [HEADINGS, ROW, ("Elektron arxiv", *ROW[1:])]))

    assert answer.out.splitlines()[:2] == ["records/projects/loy-2026-003.md", "records/projects/loy-2026-004.md"]


@pytest.mark.parametrize("heading", ["F.I.Sh.", "Ф.И.Ш.", "Nomi", "title"])
def test_the_name_of_an_employee_may_stand_below_either_heading(base: Scratch, heading: str) -> None:
    answer = imported(
        base,
        written(base, [(heading, "Lavozimi", "Ishga olingan kuni"), ("Aliyev Vali", "Mutaxassis", date(2026, 1, 5))]),
        kind="employee",
    )

    assert (answer.code, answer.out.splitlines()[0]) == (0, "records/employees/xod-006.md")
    assert "\ntitle: Aliyev Vali\n" in base.path("xod-006").read_text("utf-8")


@pytest.mark.parametrize("heading", ["F.I.O.", "ФИО", "FISH", "Familiyasi, ismi, sharifi"])
def test_what_lists_call_a_persons_name_is_proposed(base: Scratch, heading: str) -> None:
    answer = imported(base, written(base, [(heading, "Lavozimi"), ("Aliyev Vali", "Mutaxassis")]), kind="employee")

    assert answer.out.splitlines()[0].startswith(f"A1: “{heading}” is no field of this kind; if “Full name” is meant, add ")


def test_every_field_that_is_proposed_for_a_usual_heading_is_there() -> None:
    named = {name for kind in all_kinds().values() for name in columns_of(kind.model)}

    assert {name for names in USUAL.values() for name in names} - named == set()


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_dash_is_an_empty_cell_and_said_to_be(base: Scratch, dash: str) -> None:
    answer = imported(base, written(base, [HEADINGS, (*ROW[:5], dash, ROW[6])]))

    assert (answer.code, answer.out.splitlines()[0]) == (0, f"F2: “{dash}” was taken for an empty cell")
    assert "budget" not in projects(base)["loy-2026-002"]


def test_a_row_becomes_a_record_as_the_records_are_written(base: Scratch) -> None:
    answer = imported(base, written(base, [HEADINGS, ROW]))

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == snapshot("""\
records/projects/loy-2026-002.md
Rows: 1; new records: 1, changed: 0, as they were: 0
""")
    assert projects(base)["loy-2026-002"] == snapshot("""\
---
id: loy-2026-002
title: Elektron navbat
status: draft
owner: tsh-002
responsible: xod-003
creates: no-system
started: 2026-02-02
due: 2026-12-25
priority: high
budget:
  planned: 480000000
---
""")
    assert base.check("records/projects/loy-2026-002.md").findings == []


SLIPS = {
    "a date in words": ("Muddat", "2026-yil 25-dekabr", "due: 2026-12-25"),
    "a date day first": ("Muddat", "25.12.2026", "due: 2026-12-25"),
    "a moment at midnight": ("Muddat", datetime(2026, 12, 25), "due: 2026-12-25"),  # noqa: DTZ001
    "a sum in words": ("Budjet: Rejada", "1,2 mlrd so‘m", "  planned: 1200000000"),
    "a sum with tiyin": ("Budjet: Rejada", 480_000_000.5, "  planned: 480000000.5"),
    "a choice in another spelling": ("Ustuvorlik", "O'RTA", "priority: medium"),
    "a choice in Cyrillic": ("Ustuvorlik", "юқори", "priority: high"),
    "a person by the whole name": ("Mas’ul", "Dilnoza Karimova", "responsible: xod-002"),
    "a person as exports name one": ("Mas’ul", "Dilnoza Karimova (xod-002)", "responsible: xod-002"),
}


@pytest.mark.parametrize(("heading", "value", "line"), SLIPS.values(), ids=SLIPS)
def test_a_value_is_taken_as_people_write_it(base: Scratch, heading: str, value: object, line: str) -> None:
    row = tuple(value if title == heading else given for title, given in zip(HEADINGS, ROW, strict=True))

    answer = imported(base, written(base, [HEADINGS, row]))

    assert (answer.code, answer.err) == (0, "")
    assert line in projects(base)["loy-2026-002"].splitlines()


def test_a_trial_names_what_the_checks_would_find(base: Scratch) -> None:
    path = written(base, [("Identifikator", "Muddat"), ("loy-2026-001", "2026-01-05")])

    tried = imported(base, path, "--dry-run")

    assert tried.code == 0
    assert tried.out.splitlines() == snapshot(
        [
            "records/projects/loy-2026-001.md",
            "Rows: 1; new records: 0, changed: 1, as they were: 0",
            "Findings in what is written: 2 (nizom check)",
            "records/projects/loy-2026-001.md: N11.3-2 “Due” (5 January 2026) is earlier than “Started” (2 February 2026)",
            "records/projects/loy-2026-001.md: N14.4-1 Completion of the project: was due on 5 January 2026, 161 days ago",
            "Nothing was written: this was a trial",
        ]
    )


def test_who_is_found_by_a_part_of_the_name_is_said(base: Scratch) -> None:
    answer = imported(base, written(base, [HEADINGS, (ROW[0], "Karimova", *ROW[2:])]))

    assert "responsible: xod-002\n" in projects(base)["loy-2026-002"]
    assert "B2: “Karimova” was taken for xod-002, “Dilnoza Karimova”\n" in answer.out


REFUSED: dict[str, tuple[Sequence[tuple[Any, ...]], str]] = {
    "a person whom nobody knows": ([HEADINGS, (ROW[0], "Nodira", *ROW[2:])], snapshot("""\
B2: No record is called “Nodira”: write its id, or add the record first
Nothing was written; to be settled first: 1
""")),
    "a name spelt otherwise": ([HEADINGS, (ROW[0], "Dilnoza Karimofa", *ROW[2:])], snapshot("""\
B2: No record is called “Dilnoza Karimofa”. Perhaps xod-002 (Dilnoza Karimova) was meant: write its id
Nothing was written; to be settled first: 1
""")),
    "a surname spelt otherwise": ([HEADINGS, (ROW[0], "Каримофа", *ROW[2:])], snapshot("""\
B2: No record is called “Каримофа”. Perhaps xod-002 (Dilnoza Karimova) was meant: write its id
Nothing was written; to be settled first: 1
""")),
    "a name with an initial": ([HEADINGS, (ROW[0], "Karimova D.", *ROW[2:])], snapshot("""\
B2: No record is called “Karimova D.”. Perhaps xod-002 (Dilnoza Karimova) was meant: write its id
Nothing was written; to be settled first: 1
""")),
    "a name with an initial and no full stop": ([HEADINGS, (ROW[0], "D Karimova", *ROW[2:])], snapshot("""\
B2: No record is called “D Karimova”. Perhaps xod-002 (Dilnoza Karimova) was meant: write its id
Nothing was written; to be settled first: 1
""")),
    "a name with the initial of somebody else": ([HEADINGS, (ROW[0], "Karimova S.", *ROW[2:])], snapshot("""\
B2: No record is called “Karimova S.”: write its id, or add the record first
Nothing was written; to be settled first: 1
""")),
    "a name with an initial, spelt otherwise": ([HEADINGS, (ROW[0], "A.Raximov", *ROW[2:])], snapshot("""\
B2: No record is called “A.Raximov”. Perhaps xod-001 (Aziz Rahimov) was meant: write its id
Nothing was written; to be settled first: 1
""")),
    "a name that fits several": ([HEADINGS, (ROW[0], "im", *ROW[2:])], snapshot("""\
B2: “im” may be any of these: xod-001 (Aziz Rahimov), xod-002 (Dilnoza Karimova), xod-004 (Botir Salimov); write the id
Nothing was written; to be settled first: 1
""")),
    "a date that may be two": ([HEADINGS, (*ROW[:3], "05/03/27", *ROW[4:])], snapshot("""\
D2: “05/03/27” is not a date. Write it as 2027-03-05, or as 2027-05-03 if the month comes first
Nothing was written; to be settled first: 1
""")),
    "a choice that is none": ([HEADINGS, (*ROW[:4], "zudlik bilan", *ROW[5:])], snapshot("""\
E2: “zudlik bilan” is not among the choices. Choose one of: high, medium, low
Nothing was written; to be settled first: 1
""")),
    "a fact that a new record needs": ([HEADINGS[:-1], ROW[:-1], ("Ikkinchi", *ROW[1:-1])], snapshot("""\
A2, A3: A new record needs “Creates”: What is made of a system, software or database: new-system, extension, introduction or no-system
Nothing was written; to be settled first: 2
""")),
    "a record that is there": ([HEADINGS, ("Standartlar elektron katalogini yaratish", *ROW[1:])], snapshot("""\
A2: There is such a record already, loy-2026-001 (Standartlar elektron katalogini yaratish): write its id to change it
Nothing was written; to be settled first: 1
""")),
    "several things, told as they stand": ([HEADINGS, ROW, ("Ikkinchi", "xod-003", "x", "13.13.2026", "zudlik bilan", *ROW[5:])], snapshot("""\
C3: “x” is not a date. Write the date as year-month-day: 2026-03-05
D3: “13.13.2026” is not a date. There is no month 13: the month stands in the middle, from 01 to 12
E3: “zudlik bilan” is not among the choices. Choose one of: high, medium, low
Nothing was written; to be settled first: 3
""")),
    "cells that are empty, in the order of the sheet": ([HEADINGS, (*ROW[:2], "x", *ROW[3:]), ("", "Nodira", *ROW[2:])], snapshot("""\
C2: “x” is not a date. Write the date as year-month-day: 2026-03-05
A3: A new record needs “Title”: What it is called, in one line
B3: No record is called “Nodira”: write its id, or add the record first
Nothing was written; to be settled first: 3
""")),
    "an id that nobody has": ([(*HEADINGS, "Tizimlar"), (*ROW, "ree-999")], snapshot("""\
H2: There is no record ree-999. Correct the id, or add the record first
Nothing was written; to be settled first: 1
""")),
    "a column that nobody knows": ([(*HEADINGS, "Budjet rejasi", "Izoh"), (*ROW, 1, 2)], snapshot("""\
H1: “Budjet rejasi” is no field of this kind; if “Budget: Planned” is meant, add --column "Budjet rejasi=budget.planned"; to leave the column out: --column "Budjet rejasi="
I1: “Izoh” is no field of this kind; say which it is: --column "Izoh=…"; to leave the column out: --column "Izoh="
The fields are: id (Id), title (Title), status (Status), owner (Owner), responsible (Responsible), units (Units), basis (Basis), related (Related), summary (Summary), ended.reason (How it ended: Reason), ended.by (How it ended: By), ended.date (How it ended: Date), ended.document (How it ended: Document number), creates (Creates), started (Started), due (Due), completed (Completed), launched (Launched), priority (Priority), purpose (Purpose), problem (Problem), results (Expected results), effect (Effect), customer (Customer), developer (Developer), introduced_in (Introduced in), systems (Systems), budget.planned (Budget: Planned), budget.contracted (Budget: Contracted), budget.paid (Budget: Paid), budget.source (Budget: Source), budget.explanation (Budget: Explanation)
Nothing was written; to be settled first: 2
""")),
    "a heading with which a field's name begins": ([(*HEADINGS[:2], "Boshlanish", *HEADINGS[3:]), ROW], snapshot("""\
C1: “Boshlanish” is no field of this kind; if “Started” is meant, add --column "Boshlanish=started"; to leave the column out: --column "Boshlanish="
Nothing was written; to be settled first: 1
""")),
    "what lists in use call a field": ([("Nomi", "F.I.Sh.", "Boshlanishi", "Tugash sanasi", "Summasi"), ("A", "xod-003", "", "", "")], snapshot("""\
B1: “F.I.Sh.” is no field of this kind; if “Responsible” is meant, add --column "F.I.Sh.=responsible"; to leave the column out: --column "F.I.Sh.="
C1: “Boshlanishi” is no field of this kind; if “Started” is meant, add --column "Boshlanishi=started"; to leave the column out: --column "Boshlanishi="
D1: “Tugash sanasi” is no field of this kind; if “Due” is meant, add --column "Tugash sanasi=due"; to leave the column out: --column "Tugash sanasi="
E1: “Summasi” is no field of this kind; if “Budget: Planned” is meant, add --column "Summasi=budget.planned"; to leave the column out: --column "Summasi="
Nothing was written; to be settled first: 4
""")),
    "a name that is too long": ([HEADINGS, ("A" * 2001, *ROW[1:])], snapshot("""A2: “Title” is too long: at most 2000 characters. Shorten it; the long version belongs in the text below the facts
Nothing was written; to be settled first: 1
""")),
    "two columns of one field": ([(*HEADINGS, "due"), (*ROW, ROW[3])], snapshot("""\
H1: Two columns hold “Due”: leave one
Nothing was written; to be settled first: 1
""")),
    "headings of which none is a field's name": ([("Loyiha nomi", "Mas’ul xodim", "Tugash muddati", "Izoh"), ("Elektron navbat", "xod-003", date(2026, 12, 25), "")], snapshot("""\
A1: “Loyiha nomi” is no field of this kind; if “Title” is meant, add --column "Loyiha nomi=title"; to leave the column out: --column "Loyiha nomi="
B1: “Mas’ul xodim” is no field of this kind; if “Responsible” is meant, add --column "Mas’ul xodim=responsible"; to leave the column out: --column "Mas’ul xodim="
C1: “Tugash muddati” is no field of this kind; if “Due” is meant, add --column "Tugash muddati=due"; to leave the column out: --column "Tugash muddati="
D1: “Izoh” is no field of this kind; say which it is: --column "Izoh=…"; to leave the column out: --column "Izoh="
The fields are: id (Id), title (Title), status (Status), owner (Owner), responsible (Responsible), units (Units), basis (Basis), related (Related), summary (Summary), ended.reason (How it ended: Reason), ended.by (How it ended: By), ended.date (How it ended: Date), ended.document (How it ended: Document number), creates (Creates), started (Started), due (Due), completed (Completed), launched (Launched), priority (Priority), purpose (Purpose), problem (Problem), results (Expected results), effect (Effect), customer (Customer), developer (Developer), introduced_in (Introduced in), systems (Systems), budget.planned (Budget: Planned), budget.contracted (Budget: Contracted), budget.paid (Budget: Paid), budget.source (Budget: Source), budget.explanation (Budget: Explanation)
Nothing was written; to be settled first: 4
""")),
    "no headings": ([("bir", "ikki"), ROW], snapshot("""\
No row looks like headings: the first row is to name the fields
Nothing was written; to be settled first: 1
""")),
    "a formula without a value": ([HEADINGS, (*ROW[:5], "=1+1", ROW[6])], snapshot("""\
F2: The formula has no value here: open the file in Excel and save it, or write the value itself
Nothing was written; to be settled first: 1
""")),
    "an error of the spreadsheet": ([HEADINGS, (*ROW[:5], "#REF!", ROW[6])], snapshot("""\
F2: The cell holds an error of the spreadsheet, #REF!
Nothing was written; to be settled first: 1
""")),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_clear_is_asked_and_nothing_is_written(base: Scratch, case: str) -> None:
    rows, said = REFUSED[case]
    before = projects(base)

    answer = imported(base, written(base, rows))

    assert (answer.code, answer.err) == (1, "")
    assert answer.out == said
    assert projects(base) == before


def test_merged_cells_are_asked_about_and_hidden_rows_are_read_and_named(base: Scratch) -> None:
    name = written(base, [("Loyihalar",), HEADINGS, ROW, ("Ikkinchi loyiha", *ROW[1:])])
    book = openpyxl.load_workbook(base.root / name)
    sheet = book.worksheets[0]
    sheet.merge_cells("A1:C1")
    sheet.row_dimensions[4].hidden = True
    book.save(base.root / name)

    assert imported(base, name, "--dry-run").out == snapshot("""\
4: The row is hidden, and was read like the others
records/projects/loy-2026-002.md
records/projects/loy-2026-003.md
Rows: 2; new records: 2, changed: 0, as they were: 0
Nothing was written: this was a trial
""")

    sheet.merge_cells("B3:B4")
    book.save(base.root / name)

    assert imported(base, name).out == snapshot("""\
4: The row is hidden, and was read like the others
B3: The cells B3:B4 are merged: split them, and write its own value into each row
Nothing was written; to be settled first: 1
""")


def test_headings_that_repeat_and_numbers_of_columns_are_passed_over_and_named(base: Scratch) -> None:
    numbers = tuple(range(1, len(HEADINGS) + 1))
    rows = [HEADINGS, numbers, ROW, HEADINGS, ("Ikkinchi loyiha", *ROW[1:])]

    answer = imported(base, written(base, rows))

    assert answer.out == snapshot("""\
Left out: row 2: headings again, numbers of columns, or a sum
Left out: row 4: headings again, numbers of columns, or a sum
records/projects/loy-2026-002.md
records/projects/loy-2026-003.md
Rows: 2; new records: 2, changed: 0, as they were: 0
""")
    assert sorted(projects(base)) == ["loy-2026-001", "loy-2026-002", "loy-2026-003"]


def test_a_column_that_was_explained_is_known_the_next_time(base: Scratch) -> None:
    name = written(base, [("Loyiha nomi", *HEADINGS[1:], "Izoh"), (*ROW, "eslatma")])

    trial = imported(base, name, "--column", "Loyiha nomi=Nomi", "--column", "Izoh=", "--dry-run")
    answer = imported(base, name)

    assert (trial.code, answer.code) == (0, 0)
    assert trial.out == answer.out + "Nothing was written: this was a trial\n"
    assert (base.root / f"{name}.columns").read_text("utf-8") == "Loyiha nomi=Nomi\nIzoh=\n"
    assert "title: Elektron navbat\n" in projects(base)["loy-2026-002"]


def test_at_a_terminal_an_unknown_column_is_asked_about_once(base: Scratch) -> None:
    name = written(base, [("Loyihaning nomi", *HEADINGS[1:], "Izoh", "Kim uchun"), (*ROW, "eslatma", "aholi")])
    typing, terminal = pty.openpty()
    os.write(typing, b"\nizohlar\n-\nsummary\n")

    done = subprocess.run(
        [sys.executable, "-m", "validators", "import", name, "project", "--lang", "en", "--as-of", AS_OF],
        cwd=base.root, stdin=terminal, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    os.close(terminal)
    os.close(typing)

    assert (done.returncode, done.stdout) == snapshot(
        (
            0,
            """\
A minus leaves a column out; nothing typed takes the field that is proposed, if one is
“Loyihaning nomi”: which field? (Title) “Izoh”: which field? “izohlar” is no field of this kind
“Izoh”: which field? “Kim uchun”: which field? Left out: the column “Izoh”
records/projects/loy-2026-002.md
Rows: 1; new records: 1, changed: 0, as they were: 0
""",
        )
    )
    assert (base.root / f"{name}.columns").read_text("utf-8") == "Loyihaning nomi=title\nIzoh=\nKim uchun=summary\n"
    assert "summary: aholi\n" in projects(base)["loy-2026-002"]


def test_what_all_rows_have_in_common_is_said_once(base: Scratch) -> None:
    answer = imported(base, written(base, [HEADINGS[:-1], ROW[:-1]]), "creates=no-system", "priority=past")

    assert answer.code == 0
    text = projects(base)["loy-2026-002"]
    assert ("creates: no-system\n" in text, "priority: high\n" in text) == (True, True)  # the row's own word stands


def test_a_row_with_an_id_changes_just_what_it_says_otherwise(base: Scratch) -> None:
    before = projects(base)["loy-2026-001"]
    rows = [
        ("Identifikator", "Nomi", "Muddat", "Ustuvorlik"),
        ("loy-2026-001", "Standartlar elektron katalogini yaratish", None, "past"),
    ]

    answer = imported(base, written(base, rows))

    assert answer.out == snapshot("""\
A2: Empty here, and kept in loy-2026-001: due
records/projects/loy-2026-001.md
Rows: 1; new records: 0, changed: 1, as they were: 0
""")
    assert projects(base)["loy-2026-001"] == before.replace("priority: high", "priority: low")


def test_items_of_a_list_come_from_the_sheet_that_is_called_like_it(base: Scratch) -> None:
    stages = [
        ("Yozuv", "Nomi", "Muddat"),
        ("Elektron navbat", "Talablarni yig‘ish", date(2026, 3, 20)),
        ("Elektron navbat", "Ishga tushirish", date(2026, 12, 1)),
    ]

    answer = imported(base, written(base, [HEADINGS, ROW], Bosqichlar=stages))

    assert (answer.code, answer.err) == (0, "")
    lines = projects(base)["loy-2026-002"].partition("milestones:\n")[2].partition("budget:")[0].splitlines()
    assert lines == [
        "  - title: Talablarni yig‘ish",
        "    due: 2026-03-20",
        "  - title: Ishga tushirish",
        "    due: 2026-12-01",
    ]


def test_an_item_of_nobody_and_a_list_cut_short_are_asked_about(base: Scratch) -> None:
    rows = [("Identifikator", "Nomi"), ("loy-2026-001", "Standartlar elektron katalogini yaratish")]
    stages = [("Yozuv", "Nomi"), ("loy-2026-009", "Bosqich"), ("loy-2026-001", "Texnik topshiriqni tayyorlash")]

    assert imported(base, written(base, rows, Bosqichlar=stages)).out == snapshot("""\
Bosqichlar: loy-2026-001 has items of “Milestones” that are not on the sheet: take them out with nizom set
Bosqichlar!A2: There is no row of “loy-2026-009” on the first sheet
Nothing was written; to be settled first: 2
""")


FILES = {
    "no such file": ("yoq.xlsx", None, snapshot("nizom: There is no file yoq.xlsx\n")),
    "another kind of file": (
        "hujjat.docx",
        b"\x89PNG",
        snapshot("nizom: hujjat.docx is neither a workbook (.xlsx) nor a CSV file\n"),
    ),
    "an old workbook": (
        "eski.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        snapshot("nizom: eski.xls is of the old form of Excel, or has a password: save it as .xlsx without one\n"),
    ),
    "a damaged workbook": (
        "buzuq.xlsx",
        b"PK\x03\x04buzuq",
        snapshot("nizom: buzuq.xlsx is damaged, or no workbook: open it in Excel and save it again\n"),
    ),
    "CSV of another encoding": (
        "eski.csv",
        "Nomi;Muddat\r\nЛойиха;1\r\n".encode("cp1251"),
        snapshot("nizom: eski.csv is not in UTF-8: in Excel, save it as “CSV UTF-8”, or as .xlsx\n"),
    ),
    "CSV with an open quotation mark": (
        "ochiq.csv",
        b'Nomi;Muddat\r\n"Loyiha;1\r\n',
        snapshot("nizom: ochiq.csv cannot be read as CSV: line 2: a quotation mark is not closed\n"),
    ),
    "CSV with a quotation mark too few": (
        "ichida.csv",
        b'Nomi;Muddat\r\nA;1\r\n"B"C;1\r\n',
        snapshot(
            "nizom: ichida.csv cannot be read as CSV: line 3: after a closing quotation mark the cell goes on: write each quotation mark in it twice\n"
        ),
    ),
    "CSV with a cell that is too long": (
        "uzun.csv",
        b"Nomi;Muddat\r\n" + b"a" * 140_000 + b";1\r\n",
        snapshot("nizom: uzun.csv cannot be read as CSV: line 2: a cell holds more than 131,072 characters\n"),
    ),
}


@pytest.mark.parametrize(("name", "content", "said"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_table_gets_one_sentence(base: Scratch, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (base.root / name).write_bytes(content)

    answer = imported(base, name)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == said


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "utf-8"), ("\t", "utf-16"), (";", "utf-16")]
)
def test_a_csv_file_is_read_like_a_workbook(base: Scratch, delimiter: str, encoding: str) -> None:
    cells = [HEADINGS, (*ROW[:2], "2026-02-02", "2026-12-25", *ROW[4:])]
    lines = [delimiter.join(map(str, row)) for row in cells]
    (base.root / "loyihalar.csv").write_bytes("\r\n".join(lines).encode(encoding))

    answer = imported(base, "loyihalar.csv")

    assert (answer.code, answer.err) == (0, "")
    assert "  planned: 480000000\n" in projects(base)["loy-2026-002"]


def test_a_text_that_an_export_guarded_is_itself_again(base: Scratch) -> None:
    (base.root / "a.csv").write_text("Identifikator;Qisqacha mazmuni\nloy-2026-001;'=SUM(A1)\n", "utf-8")

    assert imported(base, "a.csv").code == 0
    assert "summary: '=SUM(A1)'\n" in projects(base)["loy-2026-001"]


def test_where_one_record_cannot_be_written_none_is(base: Scratch) -> None:
    name = written(base, [HEADINGS, ROW, ("Ikkinchi loyiha", *ROW[1:])])
    before = projects(base)
    there = base.root / "records/projects/loy-2026-003.md"
    there.write_bytes(b"")  # an empty file takes no id, and is not written over either

    answer = imported(base, name)

    there.unlink()
    assert (answer.code, answer.err) == (
        4,
        snapshot("nizom: records/projects/loy-2026-003.md could not be written: the file is there already\n"),
    )
    assert projects(base) == before


ONLY = [("Identifikator", "Nomi"), ("loy-2026-001", "Standartlar elektron katalogini yaratish")]
MONITORED = [("loy-2026-001", date(2026, month, day), done) for month, day, done in ((4, 2, 20), (6, 1, 40))]
STAGES = [
    ("Yozuv", "Nomi", "Muddat"),
    ("loy-2026-001", "Katalogni sinovdan o‘tkazish", date(2026, 10, 30)),
    ("loy-2026-001", "Texnik topshiriqni tayyorlash", date(2026, 3, 20)),
]


def test_items_that_were_sorted_in_the_workbook_keep_their_facts(base: Scratch) -> None:
    before = projects(base)

    answer = imported(base, written(base, ONLY, Bosqichlar=STAGES))

    assert answer.out.splitlines()[-1] == "Rows: 1; new records: 0, changed: 0, as they were: 1"
    assert projects(base) == before


def test_an_item_more_is_added_to_a_list_that_is_there(base: Scratch) -> None:
    more = [
        ("Yozuv", "Sana", "Bajarilish, %"),
        *(("loy-2026-001", date(2026, month, day), done) for month, day, done in ((4, 2, 20), (6, 1, 40), (6, 12, 55))),
    ]

    answer = imported(base, written(base, ONLY, Monitoring=more))

    assert (answer.code, answer.err) == (0, "")
    assert "  - {date: 2026-06-01, progress: 40}\n  - {date: 2026-06-12, progress: 55}\n" in projects(base)["loy-2026-001"]


@pytest.mark.parametrize("id_", ["loy-2026-1", "LOY-2026-001", "loy–2026–001"])
def test_an_id_in_another_spelling_is_that_record(base: Scratch, id_: str) -> None:
    answer = imported(base, written(base, [("Identifikator", "Ustuvorlik"), (id_, "past")]))

    assert answer.code == 0
    assert f"A2: “{id_}” was taken for loy-2026-001\n" in answer.out
    assert (list(projects(base)), "priority: low\n" in projects(base)["loy-2026-001"]) == (["loy-2026-001"], True)


def test_a_column_without_a_heading_and_a_sum_are_left_out_and_named(base: Scratch) -> None:
    rows = [(*HEADINGS, None), (*ROW, "muhim izoh"), ("Jami", None, None, None, None, 30, None)]

    answer = imported(base, written(base, rows))

    assert answer.out == snapshot("""\
Left out: the column “H”
Left out: row 3: headings again, numbers of columns, or a sum
records/projects/loy-2026-002.md
Rows: 1; new records: 1, changed: 0, as they were: 0
""")


def test_the_same_title_in_two_rows_is_asked_about(base: Scratch) -> None:
    assert imported(base, written(base, [HEADINGS, ROW, (ROW[0].upper(), *ROW[1:])])).out == snapshot("""\
A3: “ELEKTRON NAVBAT” stands in two rows: A2 and A3
Nothing was written; to be settled first: 1
""")


def test_several_ids_in_a_cell_and_a_title_on_two_lines(base: Scratch) -> None:
    rows = [(*HEADINGS, "Asos"), ("Elektron\nnavbat", *ROW[1:], "hjt-001, hjt-002")]

    assert imported(base, written(base, rows)).code == 0
    assert "title: Elektron navbat\n" in projects(base)["loy-2026-002"]
    assert "basis: [hjt-001, hjt-002]\n" in projects(base)["loy-2026-002"].replace(
        "basis:\n  - hjt-001\n  - hjt-002", "basis: [hjt-001, hjt-002]"
    )


def test_a_cell_far_below_takes_no_time(base: Scratch) -> None:
    name = written(base, [HEADINGS, ROW])
    book = openpyxl.load_workbook(base.root / name)
    book.worksheets[0]["Z1048576"] = "x"
    book.save(base.root / name)

    assert "Left out: the column “Z”\n" in imported(base, name).out


SEEN = {
    "zeros in front": (7, "00000", "00007"),
    "per cent": (0.5, "0%", "50%"),
    "a fixed number of decimals": (1.5, "0.00", "1.50"),
    "rounded": (1.25, "0.0", "1.3"),
    "below nothing": (-7, "000", "-007"),
    "no format": (6079, "General", "6079"),
    "a long number": (31234567890123, "General", "31234567890123"),
    "text": ("0007", "@", "0007"),
}


@pytest.mark.parametrize(("value", "number_format", "shown"), SEEN.values(), ids=SEEN)
def test_words_are_what_a_person_sees_in_the_cell(base: Scratch, value: object, number_format: str, shown: str) -> None:
    name = written(base, [("Identifikator", "Qisqacha mazmuni"), ("loy-2026-001", value)])
    form(base, name, "B2", number_format)

    assert imported(base, name).code == 0
    [line] = [line for line in projects(base)["loy-2026-001"].splitlines() if line.startswith("summary:")]
    assert line.removeprefix("summary: ").strip("'") == shown


def form(scratch: Scratch, name: str, cell: str, number_format: str) -> None:
    """Give a cell a number format."""
    book = openpyxl.load_workbook(scratch.root / name)
    book.worksheets[0][cell].number_format = number_format
    book.save(scratch.root / name)


HIDDEN = {
    "a date that a spreadsheet made of a number": (date(2026, 3, 12), "d/m", "2026-03-12"),
    "a truth value": (True, "General", "true"),
    "signs that only the format adds": (12, '"PF-"0', "12"),
    "more decimals than are shown": (1 / 3, "General", "0.3333333333333333"),
    "parted thousands": (1200, "#,##0", "1200"),
}


@pytest.mark.parametrize(("value", "number_format", "held"), HIDDEN.values(), ids=HIDDEN)
def test_words_that_a_cell_may_show_otherwise_are_asked_about(
    base: Scratch, value: object, number_format: str, held: str
) -> None:
    before = projects(base)
    name = written(base, [("Identifikator", "Qisqacha mazmuni"), ("loy-2026-001", value)])
    form(base, name, "B2", number_format)

    assert imported(base, name).out == (
        f"B2: The cell holds {held} and may show it otherwise: give it the format “Text” and type it again\n"
        "Nothing was written; to be settled first: 1\n"
    )
    assert projects(base) == before


@pytest.mark.parametrize(("value", "number_format"), [(0.55, "0%"), (0.55, "0.00%"), (55, "0"), (55, "00000")])
def test_a_percentage_is_taken_as_it_is_meant(base: Scratch, value: float, number_format: str) -> None:
    measured = [("Yozuv", "Sana", "Bajarilish, %"), *MONITORED, ("loy-2026-001", date(2026, 6, 12), value)]
    name = written(base, ONLY, Monitoring=measured)
    book = openpyxl.load_workbook(base.root / name)
    book["Monitoring"][f"C{len(measured)}"].number_format = number_format
    book.save(base.root / name)

    assert imported(base, name).code == 0
    assert "  - {date: 2026-06-12, progress: 55}\n" in projects(base)["loy-2026-001"]


def test_a_sum_is_taken_as_it_is_and_not_as_it_is_rounded(base: Scratch) -> None:
    name = written(base, [("Identifikator", "Budjet: Rejada"), ("loy-2026-001", 480000000.5)])
    form(base, name, "B2", "#,##0")

    assert imported(base, name).code == 0
    assert "  planned: 480000000.5\n" in projects(base)["loy-2026-001"]


@pytest.mark.parametrize("sign", ["\u202e", "\x85"])
def test_a_sign_that_nobody_sees_is_asked_about_in_its_own_cell(base: Scratch, sign: str) -> None:
    row = (*ROW[:5], f"480{sign} mln", ROW[6])

    answer = imported(base, written(base, [HEADINGS, row]))

    assert answer.out.splitlines()[0].startswith("F2: ")
    assert f"U+{ord(sign):04X}" in answer.out
    assert len(answer.out.splitlines()) == 2


MERGED: dict[str, tuple[list[tuple[Any, ...]], str]] = {
    "a group over its fields": (
        [("Nomi", "Mas’ul", "Budjet", None), (None, None, "Rejada", "To‘langan"), ("A", "xod-003", 1, 2)],
        "C1:D1",
    ),
    "a group above the headings": (
        [(None, None, "Budjet", None), ("Nomi", "Mas’ul", "Rejada", "To‘langan"), ("A", "xod-003", 1, 2)],
        "C1:D1",
    ),
    "a heading over two lines": (
        [("Identifikator", "Nomi", "Ustuvorlik"), (None, "to‘liq", None), ("loy-2026-001", "A", "past")],
        "A1:A2",
    ),
}


@pytest.mark.parametrize("case", MERGED)
def test_headings_on_two_lines_are_asked_about_as_such(base: Scratch, case: str) -> None:
    rows, cells = MERGED[case]
    name = written(base, rows)
    book = openpyxl.load_workbook(base.root / name)
    book.worksheets[0].merge_cells(cells)
    book.save(base.root / name)

    answer = imported(base, name)

    assert answer.code == 1
    assert answer.out.splitlines()[0] == (
        f"{cells[:2]}: The headings stand on two lines: split the cells {cells}, and write into each column its whole heading, "
        "such as “Budget: Planned”"
    )


def test_a_column_that_a_list_does_not_have_is_answered_with_those_that_it_has(base: Scratch) -> None:
    stages = [("Yozuv", "Nomi", "Izoh"), ("loy-2026-001", "Texnik topshiriqni tayyorlash", "eslatma")]

    lines = imported(base, written(base, ONLY, Bosqichlar=stages)).out.splitlines()

    assert lines == snapshot(
        [
            'Bosqichlar!C1: “Izoh” is no field of this kind; say which it is: --column "Izoh=…"; to leave the column out: --column "Izoh="',
            "The fields are: title (Title), stage (Stage), start (Start), due (Due), done (Done), responsible (Responsible), cancelled.reason (How it ended: Reason), cancelled.by (How it ended: By), cancelled.date (How it ended: Date), cancelled.document (How it ended: Document number)",
            "Nothing was written; to be settled first: 1",
        ]
    )


def test_a_hidden_sheet_is_read_and_named(base: Scratch) -> None:
    name = written(base, ONLY, Bosqichlar=[*STAGES, ("loy-2026-001", "Qabul qilish", date(2026, 12, 1))])
    book = openpyxl.load_workbook(base.root / name)
    book["Bosqichlar"].sheet_state = "veryHidden"
    book.save(base.root / name)

    answer = imported(base, name)

    assert answer.out.splitlines()[0] == "Bosqichlar: The sheet is hidden, and was read like the others"
    assert "  - title: Qabul qilish\n    due: 2026-12-01\n" in projects(base)["loy-2026-001"]


def test_lines_that_end_as_on_an_old_mac_are_lines(base: Scratch) -> None:
    (base.root / "a.csv").write_bytes(b"Identifikator;Ustuvorlik\rloy-2026-001;past\r")

    assert imported(base, "a.csv").code == 0
    assert "priority: low\n" in projects(base)["loy-2026-001"]


@pytest.mark.parametrize("unit", ["mln so‘m", "млн сум", "ming so‘m", "USD"])
def test_sums_in_another_unit_are_not_taken_for_so_m(base: Scratch, unit: str) -> None:
    """No cell says what the heading does: 480 would be 480 so‘m."""
    heading = f"Budjet ({unit})"
    file = written(base, [(*HEADINGS[:5], heading, HEADINGS[6]), (*ROW[:5], 480, ROW[6])])

    answer = imported(base, file, "--column", f"{heading}=budget.planned")

    assert answer.code == 1
    assert answer.out == (
        f"F1: “{heading}” are no sums in so‘m: write each whole in so‘m, and the heading without the unit\n"
        "Nothing was written; to be settled first: 1\n"
    )

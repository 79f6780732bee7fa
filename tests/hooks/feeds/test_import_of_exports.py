"""What the site exports is imported again: unchanged it changes no byte, and one cell changes its line."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hooks.data.addresses import record_addresses
from hooks.data.snapshot import take_snapshot
from hooks.feeds.downloads import blank_path, csv_path, files, xlsx_path
from tests.support.scratch import AS_OF, Scratch
from validators.kinds import all_kinds
from validators.model.fields import fields_of
from validators.text.messages import Language


def exported(scratch: Scratch) -> Path:
    """Write every kind's tables as the site has them, and return their folder."""
    snapshot = take_snapshot(scratch.root, date.fromisoformat(AS_OF))
    for path, content in files(snapshot, record_addresses(snapshot.repository.files)):
        if path.endswith((".csv", ".xlsx")):
            file = scratch.root / "out" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content())
    return scratch.root / "out"


def texts(scratch: Scratch) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted((scratch.root / "records").rglob("*.md"))}


def test_unchanged_tables_of_every_kind_change_no_byte(base: Scratch) -> None:
    out, before = exported(base), texts(base)
    for kind in all_kinds().values():
        for path in (xlsx_path(kind), csv_path(kind)):
            answer = base.nizom("import", str(out / path), kind.name, "--as-of", AS_OF, "--lang", "en")
            count = len(list((base.root / "records" / kind.folder).glob("*.md")))
            if count:
                last = f"Rows: {count}; new records: 0, changed: 0, as they were: {count}"
                assert (answer.code, answer.out.splitlines()[-1]) == (0, last), kind.name
    assert texts(base) == before


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "old", "new"),
    [
        ("Loyihalar", "Muddat", date(2027, 1, 25), b"due: 2026-12-25\n", b"due: 2027-01-25\n"),
        ("Loyihalar", "Budjet: Rejada", 490_000_000, b"planned: 480000000\n", b"planned: 490000000\n"),
        ("Bosqichlar", "Nomi", "Topshiriqni tayyorlash", b"Texnik topshiriqni tayyorlash", b"Topshiriqni tayyorlash"),
    ],
)
def test_one_cell_changes_its_line(base: Scratch, sheet: str, cell: str, value: Any, old: bytes, new: bytes) -> None:
    file = exported(base) / "data/projects.xlsx"
    project = base.root / "records/projects/loy-2026-001.md"
    before = project.read_bytes()
    book = openpyxl.load_workbook(file)
    column = next(one.column for one in book[sheet][1] if one.value == cell)
    book[sheet].cell(2, column).value = value
    book.save(file)

    base.nizom("import", str(file), "project", "--as-of", AS_OF)

    assert before.count(old) == 1
    assert project.read_bytes() == before.replace(old, new)


def test_a_blank_of_every_kind_is_understood_with_whatever_its_cells_offer(base: Scratch) -> None:
    out = exported(base)
    for kind in all_kinds().values():
        book = openpyxl.load_workbook(out / blank_path(kind))
        sheet = book.worksheets[0]
        headings, title = [one.value for one in sheet[1]], Language("uz").text(fields_of(kind.model)["title"].title)
        offered = [
            (min(one.sqref.ranges).min_col, one.formula1.strip('"').split(",")) for one in sheet.data_validations.dataValidation
        ]
        for row in range(2, 2 + max((len(values) for _, values in offered), default=1)):
            sheet.cell(row, headings.index(title) + 1).value = f"Yangi {row}"
            for column, values in offered:
                sheet.cell(row, column).value = values[(row - 2) % len(values)]
        book.save(out / "filled.xlsx")

        answer = base.nizom("import", str(out / "filled.xlsx"), kind.name, "--dry-run", "--as-of", AS_OF, "--lang", "en")

        needed = re.compile(
            r"[A-Z0-9, …()]+: A new record needs .*|.*“[^”]+” is missing\. .*|Nothing was .*|records/.*|Rows: .*|Findings .*"
        )
        assert [line for line in answer.out.splitlines() if not needed.fullmatch(line)] == [], kind.name


def test_a_blank_that_was_filled_in_becomes_a_record_with_its_lists(base: Scratch) -> None:
    file = exported(base) / "data/blank/projects.xlsx"
    book = openpyxl.load_workbook(file)
    main, stages = book["Loyihalar"], book["Bosqichlar"]
    row = {"Nomi": "Elektron navbat", "Mas’ul": "xod-003", "Boshlanish sanasi": date(2026, 2, 2), "Muddat": date(2026, 12, 25)}
    row |= {"Ustuvorlik": "yuqori", "Nima yaratadi": "tizim yaratilmaydi"}
    stage = {"Yozuv": "Elektron navbat", "Nomi": "Topshiriq", "Muddat": date(2026, 3, 2)}
    main.append([row.get(str(cell.value)) for cell in main[1]])
    stages.append([stage.get(str(cell.value)) for cell in stages[1]])
    book.save(file)

    answer = base.nizom("import", str(file), "project", "--as-of", AS_OF, "--lang", "en")

    assert answer.out.splitlines()[0] == "records/projects/loy-2026-002.md", answer.out
    written = (base.root / "records/projects/loy-2026-002.md").read_text("utf-8")
    assert "priority: high\n" in written
    assert written.endswith("milestones:\n  - title: Topshiriq\n    due: 2026-03-02\n---\n")

"""What is proposed at a place of a record, half typed or whole."""

import re
from datetime import date

import pytest
from lsprotocol.types import TextEdit

from tests.support.editor import cursor_in
from tests.support.scratch import AS_OF, Scratch
from validators.editor.completions import completions
from validators.editor.open_file import OpenFile
from validators.editor.positions import EditedText
from validators.kinds import all_kinds
from validators.model.fields import fields_of
from validators.repository.reading import read_tree
from validators.repository.repository import Repository
from validators.text.messages import Language

PROJECT = "records/projects/loy-2026-001.md"


def proposed(base: Scratch, marked: str, path: str = PROJECT) -> dict[str, str]:
    """Return what is proposed where the cursor is, with its name, and the line that it makes."""
    text, position = cursor_in(marked)
    repository = Repository.from_files({**read_tree(base.root), path: text.encode()}, all_kinds())
    file = OpenFile(base.root, path, EditedText(text), repository, date.fromisoformat(AS_OF), Language("uz"))
    found: dict[str, str] = {}
    for item in completions(file, position).items:
        assert isinstance(item.text_edit, TextEdit)
        place = item.text_edit.range
        (line, start), (_, end) = file.text.place(place.start), file.text.place(place.end)
        before = file.text.lines[line]
        found[f"{item.label} ({item.detail})"] = before[:start] + item.text_edit.new_text + before[end:]
    return found


def in_project(base: Scratch, old: str, new: str) -> dict[str, str]:
    """Return what is proposed in the base project, where `old` stood and `new` with the cursor is."""
    text = (base.root / PROJECT).read_text("utf-8")
    assert text.count(old) == 1, old
    return proposed(base, text.replace(old, new))


UNITS = {
    "tsh-002 (Raqamlashtirish bo‘limi)": "owner: tsh-002",
    "tsh-003 (Raqamli texnologiyalar vazirligi)": "owner: tsh-003",
}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("priority: high", "prior‸", {"priority (Ustuvorlik)": "priority: "}),
        ("priority: high", "ustuv‸", {"priority (Ustuvorlik)": "priority: "}),
        ("priority: high", "Устувор‸", {"priority (Ustuvorlik)": "priority: "}),
        ("priority: high", "prio‸rity: high", {"priority (Ustuvorlik)": "priority: high"}),
        ("priority: high", "correct‸", {}),
        ("creates: new-system\n", "natijasi🙂\nbas‸\n", {"basis (Asos)": "basis:\n  - "}),
        ("  contracted: 465000000\n", "  ‸\n", {"contracted (Shartnomalarda)": "  contracted: ", "explanation (Izoh)": "  explanation: "}),
        ("      outcome: positive", "      ‸", {
            "sent (Yuborilgan)": "      sent: ",
            "outcome (Natija)": "      outcome: ",
            "earlier (Avvalgi xulosalar)": "      earlier:\n        - ",
        }),
        ("    done: 2026-03-10", "    resp‸", {"responsible (Mas’ul)": "    responsible: "}),
        ("  - title: Katalogni", "  res‸\n  - title: Katalogni", {"responsible (Mas’ul)": "  - responsible: "}),
        ("  - title: Katalogni", "  - res‸\n  - title: Katalogni", {"responsible (Mas’ul)": "  - responsible: "}),
        ("{date: 2026-06-01, progress: 40}", "{date: 2026-06-01, ‸}", {
            "progress (Bajarilish, %)": "  - {date: 2026-06-01, progress: }",
            "problems (Muammolar)": "  - {date: 2026-06-01, problems: }",
        }),
        ("{date: 2026-06-01, progress: 40}", "{da‸te: 2026-06-01}", {"date (Sana)": "  - {date: 2026-06-01}"}),
        ("{date: 2026-06-01, progress: 40}", "{date: ‸, progress: 40}", {"2026-06-15 (bugun)": "  - {date: 2026-06-15, progress: 40}"}),
    ],
)  # fmt: skip
def test_keys_of_the_group_that_are_not_there_yet_in_the_order_of_the_kind(
    base: Scratch, old: str, new: str, expected: dict[str, str]
) -> None:
    found = in_project(base, old, new)

    assert (found, list(found)) == (expected, list(expected))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("priority: high", "priority: ‸", {"high (yuqori)": "priority: high", "medium (o‘rta)": "priority: medium", "low (past)": "priority: low"}),
        ("priority: high", "priority: ўрт‸", {"medium (o‘rta)": "priority: medium"}),
        ("priority: high", "priority: ‸high  # bosh masala", {
            "high (yuqori)": "priority: high  # bosh masala",
            "medium (o‘rta)": "priority: medium  # bosh masala",
            "low (past)": "priority: low  # bosh masala",
        }),
        ("priority: high", "sample: ‸", {"true (ha)": "sample: true", "false (yo‘q)": "sample: false"}),
        ("owner: tsh-002", "owner: рақамл‸", UNITS),
        ("owner: tsh-002", "owner: Raqamla‸tish", {"tsh-002 (Raqamlashtirish bo‘limi)": "owner: tsh-002"}),
        ("introduced_in: [tsh-006]", "introduced_in: [tsh-006, standartlash‸", {"tsh-011 (Standartlashtirish boshqarmasi)": "introduced_in: [tsh-006, tsh-011"}),
        ("introduced_in: [tsh-006]", "introduced_in: [tsh-006, moliya‸]", {}),
        ("introduced_in: [tsh-006]", "introduced_in: moliya‸", {"tsh-006 (Moliya va xaridlar bo‘limi)": "introduced_in: [tsh-006]"}),
        ("introduced_in: [tsh-006]", "introduced_in:\n  - moliya‸", {"tsh-006 (Moliya va xaridlar bo‘limi)": "  - tsh-006"}),
        ("introduced_in: [tsh-006]", "introduced_in:\n  moliya‸", {"tsh-006 (Moliya va xaridlar bo‘limi)": "  - tsh-006"}),
        ("introduced_in: [tsh-006]", "introduced_in: [tsh-006,\n  moliya‸]", {}),
        ("priority: high", "related: [elektron katalog‸", {}),
        ("due: 2026-12-25", "due: ‸", {
            "2026-06-15 (bugun)": "due: 2026-06-15",
            "2026-06-16 (keyingi ish kuni)": "due: 2026-06-16",
            "2026-07-15 (30 kundan keyingi ish kuni)": "due: 2026-07-15",
        }),
        ("due: 2026-12-25", "due: bug‸", {"2026-06-15 (bugun)": "due: 2026-06-15"}),
        ("    done: 2026-03-10", "    done: ‸", {
            "2026-06-15 (bugun)": "    done: 2026-06-15",
            "2026-03-20 (muddat)": "    done: 2026-03-20",
            "2026-03-24 (muddatdan keyingi ish kuni)": "    done: 2026-03-24",
        }),
        ("id: loy-2026-001", "id: ‸", {"loy-2026-001 (yozuv identifikatori)": "id: loy-2026-001"}),
        ("title: Standartlar", "title: ‸Standartlar", {}),
        ("priority: high", "# priority: ‸", {}),
        ("priority: high", "summary: |\n  stat‸", {}),
        ("priority: high", "mavjud_emas:\n  ‸", {}),
    ],
)  # fmt: skip
def test_values_that_a_field_may_hold(base: Scratch, old: str, new: str, expected: dict[str, str]) -> None:
    assert in_project(base, old, new) == expected


@pytest.mark.parametrize(
    ("path", "marked", "expected"),
    [
        ("records/projects/loy-2026-777.md", "---\nid: ‸\n---\n", {"loy-2026-777 (yozuv identifikatori)": "id: loy-2026-777"}),
        ("records/projects/yangi.md", "---\nid: ‸\n---\n", {"loy-2026-002 (yozuv identifikatori)": "id: loy-2026-002"}),
        ("records/seals/mhr-001.md", "---\nid: ‸\n---\n", {}),
        ("records/settings.md", "---\n‸\n---\n", {}),
        (PROJECT, "‸---\nid: loy-2026-001\n---\n", {}),
        (PROJECT, "---\nid: loy-2026-001\n‸---\n", {}),
        (PROJECT, "---\nid: loy-2026-001\n---\n\n[[texnik topsh‸", {
            "std-001 (Axborot tizimini yaratish uchun texnik topshiriq)": "[[std-001",
            "std-003 (Axborot tizimini yaratish uchun texnik topshiriq (2010))": "[[std-003",
        }),
        (PROJECT, "---\nid: loy-2026-001\n---\n\nstatus: ‸", {}),
    ],
)  # fmt: skip
def test_files_that_are_hardly_begun_and_texts(base: Scratch, path: str, marked: str, expected: dict[str, str]) -> None:
    assert proposed(base, marked, path) == expected


def test_a_record_that_nobody_may_rely_on_is_not_proposed(base: Scratch) -> None:
    base.edit("tsh-006", "status: active", "status: dissolved")

    assert in_project(base, "owner: tsh-002", "owner: moliya‸") == {}


def test_an_empty_file_of_a_kind_may_begin_with_what_every_record_of_it_has(base: Scratch) -> None:
    ((name, text),) = proposed(base, "‸", "records/acts/hjt-777.md").items()

    required = [field.name for field in fields_of(all_kinds()["act"].model).values() if field.required]
    assert name == "yangi yozuv (Hujjat)"
    assert re.findall("^[a-z_]+", text, re.MULTILINE) == required
    assert "\nid: hjt-777\n" in text

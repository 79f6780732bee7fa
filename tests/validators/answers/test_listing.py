"""`nizom list`: records are found by what they are called, in any spelling."""

import pytest
from inline_snapshot import snapshot

from tests.support.scratch import Answer, Scratch


def listed(scratch: Scratch, *words: str) -> Answer:
    return scratch.nizom("list", *words, "--lang", "en")


@pytest.mark.parametrize(
    "words",
    [("project",), ("loyiha",), ("loyihalar",), ("Projects",), ("elektron", "katalogini", "yaratish"), ("КАТАЛОГИНИ", "ЯРАТИШ"), ("loy-2026",)],
)  # fmt: skip
def test_a_kind_and_words_are_taken_in_any_spelling(base: Scratch, words: tuple[str, ...]) -> None:
    answer = listed(base, *words, "--format", "json")

    assert answer.code == 0
    assert [record["id"] for record in answer.json["records"]] == ["loy-2026-001"]


def test_a_word_is_found_where_a_suffix_softens_its_last_letter(base: Scratch) -> None:
    base.change("tsh-003", "title: Raqamli texnologiyalar vazirligi\n")

    assert [record["id"] for record in listed(base, "vazirlik", "--format", "json").json["records"]] == ["tsh-003"]


def test_an_act_is_found_by_its_number_however_it_is_written(base: Scratch) -> None:
    number = listed(base, "act", "--format", "json").json["records"][0]["id"]
    base.change(number, "number: PQ-4699\n")

    assert [record["id"] for record in listed(base, "PQ 4699-son", "--format", "json").json["records"]] == [number]


def test_a_table_has_status_and_responsible_person(base: Scratch) -> None:
    assert listed(base, "project").out == snapshot("""\
Id            Status       Responsible        Title
loy-2026-001  in-progress  Javohir Toshmatov  Standartlar elektron katalogini yaratish
1 record
""")


def test_nothing_found_is_said_and_is_no_success(base: Scratch) -> None:
    answer = listed(base, "project", "kosmodrom")

    assert (answer.code, answer.out) == (3, "0 records\n")


def test_a_kind_that_is_misspelt_is_answered_with_the_nearest(base: Scratch) -> None:
    answer = base.nizom("list", "lohiya", "katalog", "--lang", "uz")

    assert (answer.code, answer.out) == (3, "0 ta yozuv\n")
    assert answer.err == "nizom: “lohiya” degan yozuv turi yo‘q. Eng yaqini: loyiha\n"


def test_all_records_are_listed_where_nothing_is_asked(base: Scratch) -> None:
    assert listed(base).out.count("\n") == len(list((base.root / "records").rglob("*-*.md"))) + 2


def test_records_come_by_their_ids_and_a_broken_status_is_said(base: Scratch) -> None:
    base.edit("loy-2026-001", "status: in-progress", "status: qandaydir")

    rows = [(record["id"], record["status_title"]) for record in listed(base, "--format", "json").json["records"]]

    assert [id_ for id_, _ in rows] == sorted(id_ for id_, _ in rows)
    assert [id_ for id_, status in rows if status == "broken"] == ["loy-2026-001"]
    assert listed(base, "loy-2026-001", "--format", "json").json["records"][0]["responsible"] == "xod-003"

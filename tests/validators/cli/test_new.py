"""`nizom new`: a record begins with its id and the keys of its kind, and a person fills it in."""

import re
from pathlib import Path

import pytest

from tests.support.scratch import AS_OF, Answer, Scratch
from validators.answers.schema import kind_schema
from validators.kinds import all_kinds
from validators.text.messages import Language

FILE_IS_WRONG = re.compile(r"F(0[0-9]|1[0-9]|20)")
"""Codes of a file that cannot be read, or that holds a key that nobody knows: F21 and F22 speak of values still to be written."""


def begin(scratch: Scratch, kind: str, title: str = "Yangi yozuv", as_of: str = AS_OF, language: str = "en") -> Answer:
    return scratch.nizom("new", kind, title, "--as-of", as_of, "--lang", language)


def begun(scratch: Scratch, answer: Answer) -> Path:
    return scratch.root / answer.out.splitlines()[0]


def test_a_project_begins_with_the_next_id_of_the_year(base: Scratch) -> None:
    answer = begin(base, "project", "Elektron katalog: ikkinchi bosqich")

    assert answer == Answer(
        0,
        "records/projects/loy-2026-002.md\nFill it in, then look what is missing: nizom check records/projects/loy-2026-002.md\n",
        "",
    )
    facts = [line for line in begun(base, answer).read_text("utf-8").splitlines() if not line.startswith("#")]
    assert facts == [
        "---",
        "id: loy-2026-002",
        "title: 'Elektron katalog: ikkinchi bosqich'",
        "status: draft",
        "owner: tsh-002",
        "responsible:",
        "creates:",
        "started:",
        "due:",
        "---",
    ]


def test_what_is_missing_is_what_the_record_still_needs(base: Scratch) -> None:
    file = begun(base, begin(base, "project"))
    assert base.check(file.relative_to(base.root).as_posix()).findings == [
        "F21 loy-2026-002 creates",
        "F21 loy-2026-002 due",
        "F21 loy-2026-002 started",
    ]

    text = file.read_text("utf-8")
    for key, value in {"responsible": "xod-003", "creates": "no-system", "started": "2026-06-01", "due": "2026-12-01"}.items():
        text = text.replace(f"\n{key}:\n", f"\n{key}: {value}\n")
    file.write_text(text, "utf-8")
    assert base.check(file.relative_to(base.root).as_posix()).findings == []


def test_ids_go_without_a_year_where_those_of_the_kind_do(base: Scratch) -> None:
    assert begin(base, "standard").out.splitlines()[0] == "records/standards/std-004.md"


def test_the_first_record_of_a_department_begins_too(scratch: Scratch) -> None:
    answer = begin(scratch, "organization", "Raqamlashtirish bo‘limi")

    assert answer.out.splitlines()[0] == "records/organizations/tsh-2026-001.md"


def test_a_broken_record_keeps_its_id_and_its_text(base: Scratch) -> None:
    base.write("records/projects/loy-2026-002.md", "---\nid: [\n---\n")

    assert begin(base, "project").out.splitlines()[0] == "records/projects/loy-2026-003.md"
    assert base.path("loy-2026-002").read_text("utf-8") == "---\nid: [\n---\n"


def test_nothing_is_written_over_a_file_that_is_there(base: Scratch) -> None:
    base.write("records/projects/loy-2026-002.md", "")

    answer = begin(base, "project")

    assert answer == Answer(2, "", "nizom: records/projects/loy-2026-002.md could not be written: File exists\n")
    assert base.path("loy-2026-002").read_text("utf-8") == ""


@pytest.mark.parametrize("kind", all_kinds())
def test_every_key_is_offered_where_it_belongs(base: Scratch, kind: str) -> None:
    file = begun(base, begin(base, kind))
    with_all = re.sub(r"(?m)^#(?! )", "", file.read_text("utf-8"))
    file.write_text(with_all, "utf-8")

    answer = base.check(file.relative_to(base.root).as_posix())

    schema = kind_schema(all_kinds()[kind], Language("en"))
    offered = set(re.findall(r"(?m)^([a-z_]+):", with_all))
    assert offered == schema["properties"].keys() - {"approvals", "sample"}
    assert [found for found in answer.findings if FILE_IS_WRONG.match(found)] == []


def test_a_kind_that_nobody_knows_is_answered_with_all_of_them(base: Scratch) -> None:
    answer = begin(base, "qandaydir", language="uz")

    assert answer.code == 2
    assert answer.err.startswith("nizom: qandaydir degan yozuv turi yo‘q. Turlari: ")
    assert "project (Loyiha)" in answer.err


@pytest.mark.parametrize("kind", ["loyiha", "Loyiha", "Project", "project"])
def test_a_kind_is_known_by_what_it_is_called(base: Scratch, kind: str) -> None:
    assert begin(base, kind).out.startswith("records/projects/loy-2026-002.md\n")


def test_a_title_is_one_line(base: Scratch) -> None:
    assert begin(base, "project", "Bir\nikki").err == "nizom: A title is one line\n"

"""Two versions that git could not merge are reported once, wherever in a file they were left, and code may quote them."""

import pytest

from tests.support.scratch import Scratch

ORGANIZATION = "---\nid: tsh-009\ntitle: Sinov\nstatus: active\nowner: tsh-002\ntype: unit\nparent: tsh-001\n---\n"
FILE = "records/organizations/tsh-009.md"


def conflict(one: str, other: str, base: str = "") -> str:
    """Return two versions as git leaves them, with what both began as if git was asked for it."""
    common = f"||||||| 1a2b3c4\n{base}\n" if base else ""
    return f"<<<<<<< HEAD\n{one}\n{common}=======\n{other}\n>>>>>>> boshqa\n"


def places(base: Scratch) -> list[tuple[str, str, int, int]]:
    """Return the code, path, first line and column of every finding."""
    found = base.check().json["findings"]
    return [(one["code"], one["path"], one["line"], one["column"]) for one in found]


@pytest.mark.parametrize(
    ("path", "old"),
    [
        ("records/employees/xod-001.md", "status: "),
        ("records/settings.md", "settings:"),
        ("records/holidays.md", "holidays:"),
        ("records/projects/loy-2026-001.md", "id: "),
    ],
)
def test_a_conflict_in_the_facts_of_any_file_is_the_one_thing_reported_of_it(base: Scratch, path: str, old: str) -> None:
    base.write("records/holidays.md", "---\nholidays:\n  - date: 2026-03-09\n    title: Ko‘chirilgan dam olish kuni\n---\n")
    lines = (base.root / path).read_text("utf-8").split("\n")
    number = next((index for index, line in enumerate(lines) if line.startswith(old)), 1)
    lines[number:number] = conflict("a: b", "a: c").rstrip("\n").split("\n")
    base.write(path, "\n".join(lines))

    assert [place for place in places(base) if place[1] == path] == [("F37", path, number + 1, 1)]


def test_every_conflict_in_a_text_is_reported_and_hides_nothing_else(base: Scratch) -> None:
    text = "Matn.\n\n" + conflict("bir", "ikki", "uch") + "\n- band\n\n" + conflict("[[tsh-999]]", "x")
    base.write(FILE, ORGANIZATION.replace("type: unit", "type: unitt") + text)

    assert places(base) == [("F23", FILE, 6, 7), ("F37", FILE, 11, 1), ("F37", FILE, 21, 1), ("R01", FILE, 22, 1)]


def test_the_hint_names_the_lines_to_delete(base: Scratch) -> None:
    base.write(FILE, ORGANIZATION + conflict("bir\n=======\nikki", "uch"))

    (found,) = base.check().json["findings"]
    assert found["hint"] == "Keep one of the two versions, and delete the lines that git put there: 9, 11, 15"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<<<<<<< HEAD\nbir\n", 9),
        ("bir\n=======\nikki\n>>>>>>> boshqa\n", 12),
        ("<<<<<<< HEAD\nbir\n<<<<<<< HEAD\nikki\n=======\nuch\n>>>>>>> boshqa\n", 9),
        ("- band\n  <<<<<<< HEAD\n  bir\n", 10),
    ],
)
def test_what_is_left_of_a_conflict_is_reported_too(base: Scratch, text: str, line: int) -> None:
    base.write(FILE, ORGANIZATION + text)

    assert places(base)[0] == ("F37", FILE, line, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Sarlavha\n=======\n", "Matn\n\n=======\n\nMatn\n", ">>>>>>>\n", "> > iqtibos\n", "<<<<<<<<\n", "a <<<<<<< b\n",
        f"```\n{conflict('a', 'b')}```\n", "> ~~~\n> <<<<<<< HEAD\n> a\n> =======\n> b\n> >>>>>>> c\n> ~~~\n",
        "- a\n\n      <<<<<<< HEAD\n      b\n      >>>>>>> c\n",
    ],
)  # fmt: skip
def test_headings_quotations_and_code_are_no_conflict(base: Scratch, text: str) -> None:
    """What is shown as code is shown to the letter, so a note on how to merge may quote it."""
    base.write(FILE, ORGANIZATION + text)

    assert places(base) == []


def test_a_conflict_around_a_fence_is_reported(base: Scratch) -> None:
    base.write(FILE, ORGANIZATION + "<<<<<<< HEAD\n```\na\n=======\n~~~\nb\n>>>>>>> c\n")

    assert places(base) == [("F37", FILE, 9, 1)]


def test_a_conflict_in_the_code_owners_is_reported(base: Scratch) -> None:
    base.write("docs/CODEOWNERS", conflict("* @a", "* @b"))

    assert ("F37", "docs/CODEOWNERS", 1, 1) in places(base)

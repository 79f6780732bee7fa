"""What is wrong in records' texts is reported where it stands, with what was probably meant, and as often as it is there."""

from typing import Any

import pytest

from tests.support.scratch import Scratch

FILE = "records/organizations/tsh-009.md"
FACTS = "---\nid: tsh-009\ntitle: Sinov\nstatus: active\nowner: tsh-002\ntype: unit\nparent: tsh-001\n---\n"
LINES = FACTS.count("\n")


def found(base: Scratch, text: str) -> list[dict[str, Any]]:
    """Return the findings of a record with that text."""
    base.write(FILE, FACTS + text)
    return [one for one in base.check().json["findings"] if one["path"] == FILE]


def shown(base: Scratch, text: str) -> list[tuple[str, int, str]]:
    """Return the code, the line in the text and the underlined words of each finding."""
    lines = text.split("\n")
    return [
        (one["code"], one["line"] - LINES, lines[one["line"] - LINES - 1][one["column"] - 1 : one["end_column"] - 1])
        for one in found(base, text)
    ]


def test_each_link_is_underlined_where_it_stands(base: Scratch) -> None:
    text = (
        "Matn [a](yoq.md) va ![b](yoq.png).\n\n- > [c](#yoq),\n  > davomi <a title='x' href=yoq.html>d</a>\n\n"
        "| A | B |\n|---|---|\n| [e](yoq) | [[tsh-002|so‘z]] |\n\n[f][g] [tsh-002]]\n\n[g]: yoq.md\n"
    )

    assert shown(base, text) == [
        ("R06", 1, "[a](yoq.md)"),
        ("R06", 1, "![b](yoq.png)"),
        ("R07", 3, "[c](#yoq)"),
        ("R06", 4, "href=yoq.html"),
        ("R06", 8, "[e](yoq)"),
        ("F38", 8, "[[tsh-002"),
        ("R06", 10, "[f][g]"),
        ("F38", 10, "[tsh-002]]"),
    ]


@pytest.mark.parametrize(
    ("link", "hint"),
    [
        ("../Standards/STD-001.md", "Perhaps ../standards/std-001.md was meant"),
        ("..\\standards\\std-001.md", "Perhaps ../standards/std-001.md was meant"),
        ("/records/standards/std-001.md", "Perhaps ../standards/std-001.md was meant"),
        ("std-001", "Perhaps ../standards/std-001.md was meant"),
        ("projects/loy-2026-001/", "Perhaps ../projects/loy-2026-001.md was meant"),
        ("tsh-002.m", "Perhaps tsh-002.md was meant"),
        ("../../guide/adding.md", "Perhaps ../../docs/guide/adding.md was meant"),
        ("../../docs/guide/ading.md", "Perhaps ../../docs/guide/adding.md was meant"),
        ("//lex.uz/docs/1", "Write https://lex.uz/docs/1"),
        ("FTP://lex.uz/a.pdf", "If the site has it under https://lex.uz/a.pdf too, write that; else put the file into docs/ and link to it there"),
        ("sftp://lex.uz/a.pdf", "Put the file into docs/ and link to it there, or write the address of the site that has it"),
        ("#Reja", "Perhaps #reja was meant"),
        ("#reja-1", "Perhaps #reja was meant"),
        ("tsh-009/xulosa.pdf", "Put the file into records/organizations/tsh-009/ and write tsh-009/xulosa.pdf"),
        ("skanlar/2026/SXEMA.PNG", "Put the file into records/organizations/tsh-009/ and write tsh-009/SXEMA.PNG"),
        ("../standards/std-404.md", "Write the way from this file to that one, such as ../standards/std-001.md, or [[std-001]] for a record"),
    ],
)  # fmt: skip
def test_the_hint_says_what_was_probably_meant(base: Scratch, link: str, hint: str) -> None:
    base.write("docs/guide/adding.md", "# Qo‘shish\n")

    assert [one["hint"] for one in found(base, f"[a](<{link}>)\n\n## Reja\n")] == [hint]


@pytest.mark.parametrize(
    "code", ["`{}`", "```\n{}\n```", "    {}", "<!-- {} -->", "- a\n\n  ~~~\n  {}\n  ~~~", "> ```\n> {}\n> ```"]
)
@pytest.mark.parametrize("text", ["[[tsh-404]]", "[[tsh-002]", "[a](yoq.md)", "[a](#yoq)", "&rlm;", "<a href='yoq.md'>"])
def test_what_markdown_does_not_show_is_not_judged(base: Scratch, code: str, text: str) -> None:
    if "&" in text and "<!--" in code:
        return  # who reads the file reads the remark too
    assert found(base, f"Matn.\n\n{code.format(text)}\n") == []


def test_signs_that_turn_the_direction_are_found_as_html_writes_them(base: Scratch) -> None:
    assert shown(base, "a &rlm;b &#x202E;c\n&#8238;d &amp; &#39;\n") == [
        ("F06", 1, "&rlm;"), ("F06", 1, "&#x202E;"), ("F06", 2, "&#8238;")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", ["[[tsh]", "[[1]", "[[2026-001]", "[[foo-001]", "[tsh-002]", "[[tsh-002]](../standards/std-001.md)"]
)
def test_brackets_around_what_is_no_id_are_left_alone(base: Scratch, words: str) -> None:
    assert found(base, f"Manba {words} va matn.\n") == []


def test_a_link_that_takes_the_place_of_another_dead_one_is_new(base: Scratch) -> None:
    base.write(FILE, FACTS + "[a](yoq.md) [b](yoq.md) [[tsh-404]] [c](#yoq)\n")
    base.commit()
    base.write(FILE, FACTS + "\n[a](bor.md) [b](yoq.md) [[tsh-405]] [c](#bor)\n")

    findings = base.check("--base", "HEAD").json["findings"]
    assert {(one["code"], one["column"]): one["origin"] for one in findings if one["path"] == FILE} == {
        ("R06", 1): "touched", ("R06", 13): "before", ("R01", 25): "touched", ("R07", 37): "touched"
    }  # fmt: skip


def test_a_link_that_dies_by_a_change_elsewhere_is_brought_about(base: Scratch) -> None:
    base.write("records/organizations/tsh-010.md", FACTS.replace("tsh-009", "tsh-010").replace("Sinov", "Boshqa") + "## Reja\n")
    base.write(FILE, FACTS + "[a](tsh-010.md#reja) [b](../../docs/qoida.md)\n")
    base.write("docs/qoida.md", "# Qoida\n")
    base.commit()
    assert base.check("--base", "HEAD").findings == []
    base.edit("tsh-010", "## Reja", "## Yo‘l")
    (base.root / "docs/qoida.md").unlink()

    findings = base.check("--base", "HEAD").json["findings"]
    assert [(one["code"], one["path"], one["origin"]) for one in findings] == [("R07", FILE, "brought"), ("R06", FILE, "brought")]


def test_what_is_staged_counts_where_that_is_judged(base: Scratch) -> None:
    base.write("docs/qoida.md", "# Qoida\n")
    base.write(FILE, FACTS + "[b](../../docs/qoida.md)\n")
    base.commit()
    (base.root / "docs/qoida.md").unlink()

    assert base.check("--staged").findings == []
    assert base.check().findings == ["R06 tsh-009"]


def test_a_record_that_is_broken_elsewhere_has_its_text_checked(base: Scratch) -> None:
    base.write(FILE, FACTS.replace("type: unit", "type: unitt") + "[a](yoq.md)\n")

    assert base.check().findings == ["F23 tsh-009 type", "R06 tsh-009"]


def test_every_sign_that_turns_the_direction_is_reported_in_a_text(base: Scratch) -> None:
    signs = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    text = f"`{signs}`\n"

    assert shown(base, text) == [("F06", 1, sign) for sign in signs]


def test_two_links_alike_in_one_piece_of_html_have_places_of_their_own(base: Scratch) -> None:
    line = "<div><a href='yoq'>a</a> <a href='yoq'>b</a></div>"

    assert [one["column"] for one in found(base, f"- {line}\n")] == [3 + line.index("href"), 3 + line.rindex("href")]


PAGE = "docs/guide/qoida.md"


def on_pages(base: Scratch, *arguments: str) -> list[tuple[str, str, int, int, str | None]]:
    """Return the code, the path, the place and the origin of each finding."""
    findings = base.check(*arguments).json["findings"]
    return [(one["code"], one["path"], one["line"], one["column"], one.get("origin")) for one in findings]


def test_links_of_pages_are_judged_where_they_stand(base: Scratch) -> None:
    text = (
        "---\nhide: [toc]\ntitle: '[a](yoq.md)'\n---\n# Nima o‘zgaradi\n\n!!! note\n\n    Bu [a](yoq.md) va [[std-404]]\n\n"
        "[b](#nima-o‘zgaradi) [c](#nima-ozgaradi)\n"
    )
    base.write(PAGE, text)

    assert on_pages(base) == [("R06", PAGE, 9, 8, None), ("R01", PAGE, 9, 23, None), ("R07", PAGE, 11, 1, None)]


def test_a_dead_link_of_a_page_is_the_change_that_made_it(base: Scratch) -> None:
    base.write(PAGE, "# Qoida\n\n[a](yoq.md)\n\n[b](boshqa.md#reja)\n")
    base.write("docs/guide/boshqa.md", "## Reja\n")
    base.commit()
    assert on_pages(base, "--base", "HEAD") == [("R06", PAGE, 3, 1, "before")]

    base.write("docs/guide/boshqa.md", "## Yo‘l\n")
    assert on_pages(base, "--base", "HEAD") == [("R06", PAGE, 3, 1, "before"), ("R07", PAGE, 5, 1, "brought")]

    base.write(PAGE, "# Qoida\n\n[a](yoq.md)\n\n[b](boshqa.md)\n\n[[std-404]]\n")
    assert ("R01", PAGE, 7, 1, "touched") in on_pages(base, "--base", "HEAD")


def test_pages_are_judged_as_they_are_staged(base: Scratch) -> None:
    base.write(PAGE, "# Qoida\n")
    base.commit()
    base.write(PAGE, "[[std-404]]\n")
    assert base.check("--staged").findings == []

    base.git("add", "docs")
    base.write(PAGE, "# Qoida\n")

    assert base.check("--staged").findings == [f"R01 {PAGE}"]

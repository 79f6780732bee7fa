"""Records' texts: the same structure as GitHub's own renderer finds, and no text that takes long to read."""

import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]

from tests.support.markdown_texts import texts
from tests.support.paths import ROOT
from validators.browser.body_html import body_html
from validators.source.body import Body, Code, Heading, Html, Image, Link, WikiLink

COUNTED = {
    "a", "blockquote", "code", "del", "details", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre",
    "strong", "table", "td", "th", "tr", "ul",
}  # fmt: skip


class Structure(HTMLParser):
    """What a text is made of: how often each element is there, how deep each item of a list is, where each link leads.

    Boxes of tasks are not counted: this version of GitHub's renderer finds none in quotations, where GitHub shows them.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: Counter[object] = Counter()
        self.depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.depth += tag in ("ul", "ol")
        note = "foot" in (given.get("class") or "") or "fn" in (given.get("href") or "")
        if note and tag == "a":
            self.found["note"] += 1
        elif tag in COUNTED and given.get("class") != "headerlink":
            self.found[tag, self.depth if tag == "li" else None, given.get("href")] += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in ("ul", "ol")


class AsWritten:
    """Links that are left as they are written."""

    def record(self, id_: str) -> tuple[str | None, str]:
        """Return the brackets: GitHub knows no records."""
        return None, f"[[{id_}]]"

    def address(self, target: str, *, in_html: bool = False) -> str | None:
        """Return the target."""
        return target


def ours(text: str) -> Counter[object]:
    """Return what a text is made of on the page of a record, with the levels of headings as they are written."""
    lowered = any(heading.level == 1 for heading in Body(text).headings)
    found = Structure(body_html(text, AsWritten())[0]).found
    found.pop(("hr", None, None), None)
    if not lowered:
        return found
    levels = Counter(heading.level for heading in Body(text).headings)
    return Counter({key: count for key, count in found.items() if not _is_heading(key)}) + Counter(
        {(f"h{level}", None, None): count for level, count in levels.items()}
    )


def theirs(text: str) -> Counter[object]:
    """Return what a text is made of to GitHub's renderer."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    found = Structure(cmarkgfm.github_flavored_markdown_to_html(text, options)).found
    found.pop(("hr", None, None), None)
    return found


def _is_heading(key: object) -> bool:
    return isinstance(key, tuple) and key[0][0] == "h" and key[0][1:].isdecimal()


@pytest.mark.parametrize("text", list(texts(240)), ids=range(240))
def test_a_text_has_the_structure_that_github_shows(text: str) -> None:
    assert ours(text) == theirs(text)


def test_what_a_text_names_is_found_where_markdown_shows_it() -> None:
    text = (
        "## Bir `c`\n\n- [x](y.md) va [[std-001]]\n  - > ![rasm](r.png)\n    davomi [[loy-2026-001|so‘z]]\n\n"
        "| a | [[hjt-001]] |\n|---|---|\n| [x](y) | [x](z) |\n\n<b>q</b> https://lex.uz/1.\n"
    )
    body = Body(text)

    assert body.headings == [Heading(2, "Bir c", ("bir-c",), 0, 10)]
    assert body.code == [Code("c", False, 7, 10)]
    assert body.wiki_links == [
        WikiLink("std-001", "", 27, 38), WikiLink("loy-2026-001", "so‘z", 71, 92), WikiLink("hjt-001", "", 100, 111)
    ]  # fmt: skip
    assert body.images == [Image("r.png", "rasm", 45, 59)]
    assert [(link.target, text[link.start : link.end]) for link in body.links] == [
        ("y.md", "[x](y.md)"), ("y", "[x](y)"), ("z", "[x](z)"), ("https://lex.uz/1", "https://lex.uz/1")
    ]  # fmt: skip
    assert body.html == [Html("<b>", False, 145, 148), Html("</b>", False, 149, 153)]
    assert Link("y.md", "x", 14, 23) in body.links


@pytest.mark.parametrize(
    "text", ["#", "- #\n", "a\n\n##\n\nb", "|a|\n|-|\n||", "\u2028\n`kod`", "[^1]\n\n[^1]:", "> `ko\n> d`", "- "]
)
def test_empty_blocks_and_odd_spaces_are_read(text: str) -> None:
    body = Body(text)

    assert [text[code.start] + text[code.end - 1] for code in body.code] in ([], ["``"])
    assert [*body.links, *body.wiki_links] == []


@pytest.mark.parametrize(
    "text",
    [
        "<!-- [[std-404]] -->", "    [[std-404]]", "> ```\n> [[std-404]]\n> ```", "- a\n\n      [[std-404]]", "`[[std-404]]`",
        "<div>[[std-404]]</div>", "x[^1]\n\n[^1]:\n    ```\n    [[2024-01]]\n    ```", "[[1]](https://lex.uz)", "[[2024]]",
        "[[std-404]](https://lex.uz)", "[[std-404]][1]\n\n[1]: https://lex.uz", "~~~\n[[std-404]]", "\\[[std-404]]",
        "   ```\n[[std-404]]\n  ```", "1. ```\n   [[std-404]]\n   ```",
    ],
)  # fmt: skip
def test_brackets_that_markdown_does_not_show_as_a_link_name_no_record(text: str) -> None:
    assert Body(text).wiki_links == []


def test_anchors_are_those_of_github_in_any_script() -> None:
    text = "# Изменения плана!\n## Nima o‘zgaradi\n## Ish bosqichi - 1\n## Reja\n## Reja\n## Reja-1\n## ¡!\n"

    assert [heading.anchors for heading in Body(text).headings] == [
        ("изменения-плана",), ("nima-ozgaradi", "nima-o‘zgaradi"), ("ish-bosqichi---1",), ("reja",), ("reja-1",), ("reja-1-1",), (),
    ]  # fmt: skip


HOSTILE = """
from validators.source.body import Body
texts = ["["*20_000, "![" * 10_000, "[["*20_000, "[[a-1|"*5_000, "[a](b)"*5_000, "[a]("*5_000, "[^1]"*5_000, "[^1]"*5_000 + "\\n\\n[^1]: x",
    ">"*3_000, "|" + "a|"*3_000 + "\\n|" + "-|"*3_000 + "\\n|" + "b|"*3_000, ":"*40_000, "http:"*8_000, "http://a_b "*8_000, "a@"*20_000,
    "\\n".join("  "*level + "- x" for level in range(1_000)), "*a **b "*5_000, "# a\\n"*5_000, "<"*20_000, "<!--"*8_000, "`a"*10_000,
    "["*5_000 + "]"*5_000, "[a]: x\\n"*5_000, "www."*10_000, "https://a.uz/(((("*4_000]
for text in texts:
    assert len(Body(text).tokens) < 100_000
    Body(text).links, Body(text).wiki_links, Body(text).code
"""


def test_texts_written_to_be_slow_are_read() -> None:
    """Python-Markdown took more than a minute for several of these; together they take some seconds."""
    subprocess.run([sys.executable, "-c", HOSTILE], cwd=ROOT, timeout=120, check=True)


@pytest.mark.parametrize("text", [">" * 500 + " [[std-404]]", "[" * 20_000], ids=["nested", "brackets"])
def test_a_text_that_cannot_be_read_is_shown_as_it_is_written(text: str) -> None:
    html, _ = body_html(text, AsWritten())

    assert text.replace(">", "&gt;") in html

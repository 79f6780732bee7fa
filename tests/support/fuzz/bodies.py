"""Texts under the facts: what people write, with what no grammar foresees."""

from random import Random

from tests.support.fuzz.front_matters import SIGNS
from tests.support.hostile import BODY
from tests.support.markdown_texts import texts

PIECES = (
    "[[{id}]]", "[[{id}|nom]]", "[[{id}", "![[{id}]]", "[a]({id}.md)", "[a](../projects/{id}.md#x)", "[a][b]", "[b]: {id}.md", "[^1]",
    "[^1]: a", "![a](a.png)", "![](//h/p)", "<a href='x'>", "<!--", "-->", "<details>", "</details>", "<b", "&#0;", "&amp;", "```",
    "~~~", "    kod", "> > > a", "- - - a", "1) a", "| a | b |\n|--|:-:|\n| [[{id}]] |", "|--|--|", "***", "**a*", "~~a~~", "# #", "#5-son",
    "===", "---", "\\", "`", "``a`", "www.a.uz", "https://a.uz/[", "mailto:a@b.uz", "$x$", "[ ] a", "- [x] a", "<<<<<<< HEAD\n",
    "=======\n", ">>>>>>> x\n", "\u202e", "\u2066", "\ufeff", "[a](<b c>)", "[a](b 'c')", "[a](javascript:x)", "[[", "]]", "{% x %}",
    "[TOC]", "\t- a", "<https://a.uz>", "[a](#b)", "## Sarlavha", "## Sarlavha", "<p id=x>", "title: a", "[{id}]", "a  \nb", "a\\\nb",
)  # fmt: skip
"""Pieces of Markdown, whole and broken; `{id}` stands for a record."""


def body(ids: list[str], random: Random) -> str:
    """Return a text of a few blocks, with pieces, repeated ones among them, and odd characters put in."""
    written = random.choice((_grown, _hostile, _pieces, _pieces))(ids, random)
    for _ in range(random.choice((0, 1, 3, 8))):
        place = random.randrange(len(written) + 1)
        written = written[:place] + random.choice((random.choice(SIGNS), _piece(ids, random))) + written[place:]
    return written if random.random() < 0.9 else written[: random.randrange(len(written) + 1)]


def _grown(ids: list[str], random: Random) -> str:
    return next(texts(1, random.randrange(1_000_000)))


def _hostile(ids: list[str], random: Random) -> str:
    lines = BODY.split("\n")
    return "\n".join(random.sample(lines, random.randint(1, len(lines))))


def _pieces(ids: list[str], random: Random) -> str:
    glue = random.choice((" ", "\n", "\n\n", ""))
    return glue.join(_piece(ids, random) * random.choice((1, 1, 1, 2, 30)) for _ in range(random.randint(1, 12)))


def _piece(ids: list[str], random: Random) -> str:
    return random.choice(PIECES).replace("{id}", random.choice(ids or ["yoq-001"]))

"""Texts as people write them under the facts, grown from a seed: long, nested, and indented in every way that forges accept."""

from collections.abc import Iterator
from random import Random

WORDS = [
    "loyiha",
    "reja",
    "muddat",
    "hujjat",
    "bo‘lim",
    "tizim",
    "xizmat",
    "tashkilot",
    "natija",
    "o‘lchov",
    "talab",
    "tartib",
    "qaror",
    "sana",
    "xulosa",
    "shartnoma",
    "бўйича",
    "лойиҳа",
    "режа",
    "план",
    "ishlab",
    "chiqildi",
    "tasdiqlandi",
    "topshirildi",
    "#5-son",
    "2026-yil",
]


def texts(count: int, seed: int = 2026) -> Iterator[str]:
    """Yield so many texts."""
    for number in range(count):
        yield _Text(Random(seed * 1000 + number)).written()


class _Text:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.notes = 0
        self.references = 0

    def written(self) -> str:
        """Return a text of some blocks, with the notes and references that it uses at its end."""
        blocks = [self.random.choice(BLOCKS)(self) for _ in range(self.random.randint(6, 24))]
        blocks += [f"[^{number}]: {self.plain()}\n" for number in range(1, self.notes + 1)]
        blocks += [f"[{number}]: https://lex.uz/docs/{number}\n" for number in range(1, self.references + 1)]
        return "\n".join(blocks)

    def plain(self, most: int = 12) -> str:
        """Return some words."""
        return " ".join(self.random.choices(WORDS, k=self.random.randint(2, most)))

    def words(self, most: int = 12) -> str:
        """Return some words with something among them."""
        return f"{self.plain(most)} {self.random.choice(PIECES)(self)} {self.plain(4)}"

    def note(self) -> str:
        """Return a reference to a note."""
        self.notes += 1
        return f"so‘z[^{self.notes}]"

    def citations(self) -> str:
        """Return two citations next to each other."""
        self.references += 2
        return f"[{self.references - 1}] [{self.references}]"

    def heading(self) -> str:
        """Return a heading."""
        if self.random.random() < 0.2:
            return f"{self.plain(5).lstrip('#')}\n{self.random.choice(('===', '---'))}\n"
        return f"{'#' * self.random.randint(1, 4)} {self.plain(5)}{self.random.choice(('', ' ##'))}\n"

    def paragraph(self) -> str:
        """Return a paragraph of some lines."""
        return "\n".join(self.words() for _ in range(self.random.randint(1, 5))) + "\n"

    def list(self, depth: int = 0) -> str:
        """Return a list, perhaps of tasks, with lists, code and paragraphs in its items; a sentence may be right above it."""
        mark = self.random.choice(("- ", "* ", "1. ", "1) ", "- [ ] ", "- [x] "))
        lines = [] if depth or self.random.random() < 0.5 else [f"{self.plain(4)}:"]
        for number in range(self.random.randint(1, 4)):
            start = mark.replace("1", str(number + 1))
            lines.append(start + self.words(6))
            indent = " " * len(start.replace("[ ] ", "").replace("[x] ", ""))
            if depth < 4 and self.random.random() < 0.45:
                lines += [indent + line if line else "" for line in self.list(depth + 1).rstrip("\n").split("\n")]
            elif self.random.random() < 0.2:
                inner = self.random.choice((self.code, self.paragraph, self.quote))()
                lines += ["", *(indent + line if line else "" for line in inner.rstrip("\n").split("\n"))]
        return "\n".join(lines) + "\n"

    def table(self) -> str:
        """Return a table, with rows of other lengths too."""
        columns = self.random.randint(2, 5)
        rule = "|".join(self.random.choice(("---", ":--", "--:", ":-:")) for _ in range(columns))
        rows = ["|".join(self.words(3) for _ in range(columns + self.random.choice((0, 0, 0, -1, 1)))) for _ in range(4)]
        head = "|".join(self.plain(3) for _ in range(columns))
        return "\n".join(f"| {row} |" for row in (head, rule, *rows)) + "\n"

    def code(self) -> str:
        """Return code, fenced up to three columns in, or indented."""
        if self.random.random() < 0.2:
            return f"    {self.plain()}\n    [[std-404]] **kod**\n"
        indent, fence = " " * self.random.randint(0, 3), self.random.choice(("```", "~~~", "````"))
        return f"{indent}{fence}json\n# {self.plain()}\n- [a](b) [[std-404]]\n{' ' * self.random.randint(0, 3)}{fence}\n"

    def quote(self) -> str:
        """Return a quotation with blocks in it."""
        inner = self.random.choice((self.paragraph, self.list, self.code, self.heading))()
        return "\n".join(f"> {line}" for line in inner.rstrip("\n").split("\n")) + "\n"

    def details(self) -> str:
        """Return a part that opens, with Markdown in it."""
        return f"<details><summary>{self.plain(3)}</summary>\n\n{self.list()}\n</details>\n"


PIECES = (
    lambda text: "**muhim**", lambda text: "_qiya_", lambda text: "`kod [a](b)`", lambda text: "~~eski~~",
    lambda text: f"[{text.plain(3)}](../standards/std-001.md \"nom\")", lambda text: "https://lex.uz/docs/1?a=(b).",
    lambda text: "<https://lex.uz>", lambda text: "www.gov.uz,", lambda text: "info@agency.uz", lambda text: "![sxema](sxema.png)",
    lambda text: text.note(), lambda text: text.citations(), lambda text: "[[1]](https://lex.uz/1)", lambda text: "\\*yulduz\\*",
    lambda text: "&lt;b&gt; &amp;", lambda text: "<b>qalin</b>", lambda text: "[yo‘q] [^yoq]", lambda text: "2 * 3 * 4 va a_b_c",
    lambda text: "“[x](<a b.md>)”", lambda text: "[![rasm](a.png)](b.md)",
)  # fmt: skip
BLOCKS = (
    _Text.heading, _Text.paragraph, _Text.list, _Text.list, _Text.table, _Text.code, _Text.quote, _Text.details,
    lambda text: "---\n", lambda text: "<!-- izoh\n\n[[std-404]] -->\n",
)  # fmt: skip

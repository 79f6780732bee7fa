"""What stands where a record's facts need plain spaces: tabs, and signs that only look like a space or like nothing."""

import re
from collections.abc import Iterable, Iterator

DELIMITER = re.compile(r"^---[ \t]*$", re.MULTILINE)
# Where YAML wants a space, it reads these as text.
BLANKS = {
    "\u00a0": "NBSP, U+00A0", "\u00ad": "SHY, U+00AD", "\u2002": "U+2002", "\u2003": "U+2003", "\u2009": "U+2009",
    "\u200b": "ZWSP, U+200B", "\u202f": "NNBSP, U+202F", "\u2060": "WJ, U+2060", "\u3000": "U+3000",
}  # fmt: skip
MISTAKEN = re.compile(rf"^ *+(?:- ++)*+(?:[A-Za-z_][\w.-]*+:|-)?+ *+([{''.join(BLANKS)}])", re.MULTILINE)
_INDENT = re.compile(r"[ \t]*")
_HYPHENS = re.compile(r"(?:- +)*")
_TABBED_HYPHENS = re.compile(r"\A(?:-[ \t]++)*- *+\t[ \t]*+(?=\S)")
_OPENS = re.compile(r"[^#]*:[ \t]*(?:#.*)?")
"""A key with nothing after it: what is in it stands below."""
_TABS = (2, 4, 8)
"""As many columns as editors show a tab with."""


def respaced(text: str) -> str:
    """Return a record's text, its facts indented with spaces for tabs and with plain spaces where YAML wants them.

    A tab is as wide as the lines around it show.
    """
    opening = DELIMITER.match(text)
    closing = DELIMITER.search(text, opening.end()) if opening else None
    if not (opening and closing):
        return text
    facts = "\n".join(_without_tabs(text[: closing.start()].split("\n")))
    while mistaken := MISTAKEN.search(facts, opening.end()):
        facts = f"{facts[: mistaken.start(1)]} {facts[mistaken.end(1) :]}"
    return facts + text[closing.start() :]


def _without_tabs(lines: list[str]) -> Iterator[str]:
    """Yield lines with spaces for the tabs that indent them or follow a hyphen."""
    above = Columns()
    for number, line in enumerate(lines):
        indent = _indent_of(line)
        words = _TABBED_HYPHENS.sub(lambda hyphens: "- " * hyphens[0].count("-"), line[len(indent) :])
        is_item = words.startswith("- ")
        if "\t" in indent and words:
            least = above.keys[-1] + (not is_item) if above.opens else None
            deeper = None if _OPENS.fullmatch(words) else _indent_below(lines[number + 1 :])
            indent = " " * _width(indent, above.hyphens if is_item else above.keys, least, deeper)
        above.go_on(indent + words)
        yield indent + words


class Columns:
    """At which columns the hyphens and the keys begin that a next line may stand under, the innermost last.

    `opens` is whether the last line is a key with nothing after it.
    """

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self.hyphens: list[int] = []
        self.keys = [0]
        self.opens = False
        for line in lines:
            self.go_on(line)

    def go_on(self, line: str) -> None:
        """Take one more line, which is indented with spaces."""
        words = line.lstrip(" ")
        indent = len(line) - len(words)
        if words and not words.startswith("#"):
            self.hyphens = [other for other in self.hyphens if other < indent] + [indent] * words.startswith("- ")
            above = indent + words.startswith("- ")  # items may stand right under their key
            self.keys = [other for other in self.keys if other < above] + [indent + len(_HYPHENS.match(words)[0])]  # type: ignore[index]
            self.opens = bool(_OPENS.fullmatch(words))


def _indent_of(line: str) -> str:
    return _INDENT.match(line)[0]  # type: ignore[index]


def _indent_below(lines: list[str]) -> int | None:
    """Return how far the next line that has no tabs before it is indented."""
    indents = (_indent_of(line) for line in lines if line.strip())
    return next((len(indent) for indent in indents if "\t" not in indent), None)


def _width(indent: str, under: list[int], least: int | None, below: int | None) -> int:
    """Return how many columns an indent with tabs is meant to have.

    `under` are those at which keys, or hyphens, begin above, the nearest last. Where the line before opens a group, it is at
    `least` so many instead, or as many as the next line `below`, which is then in that group too.
    """
    may_be = [len(indent.expandtabs(tab)) for tab in _TABS]
    if least is not None:
        inside = [width for width in may_be if width >= least]
        return below if below in inside else next(iter(inside), may_be[0])
    return next((column for column in reversed(under) if column in may_be), may_be[0])

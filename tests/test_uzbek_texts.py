"""What users read keeps to the terms of docs/uzbek.md, and suffixes are on nouns, not on codes, quotations or names of files."""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

from tests.support.paths import CASES, ROOT

DATES = {"day", "since", "until", "ordered", "older", "later", "first", "last", "asked"}
"""Parameters of messages that are days: the name of a month takes every suffix unchanged."""
_SUFFIX = "(?:dagi|gacha|dan|da|ga|ka|qa|ni|ning)"
_DETACHED = re.compile(rf"(?:[}}”»`)\]:/]|\b[A-Z]+\d+(?:\.\w+)*|\b(?:[A-Z]{{2,}}|KiB)|\w\.(?:md|yaml|py|json)) {_SUFFIX}\b")
_APART = re.compile(r"(?<=[a-zA-Z]) (?:dagi|gacha|dan|ni|ning)\b")
"""A suffix is never a word of its own."""
_DASH = re.compile(r"(?<![\d}]) – | – (?![\d{])")
"""– is for what reaches from one to another; between the parts of a sentence stands —."""
_GLUED = re.compile(rf"(?:[”»`)\]]|\b(?:CI|KiB)){_SUFFIX}\b")
_OF_A_PARAMETER = re.compile(rf"\{{(\w+)\}}{_SUFFIX}\b")


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def forbidden_words() -> dict[re.Pattern[str], str]:
    """Return each forbidden wording with what to write instead, from the table of docs/uzbek.md."""
    rows = [line.strip("| ").split(" | ") for line in read("docs/uzbek.md").splitlines() if line.startswith("| ")]
    return {
        _pattern(word): write
        for _, write, *never in rows[1:]
        for word in filter(None, re.split(r"[,| ]*[,|][,| ]*", "".join(never)))
    }


def _pattern(words: str) -> re.Pattern[str]:
    end = "" if words.endswith("*") else r"(?![\w‘’])"
    return re.compile(rf"(?<![\w‘’-]){re.escape(words.rstrip('*'))}{end}", re.IGNORECASE)


def texts() -> Iterator[tuple[str, str]]:
    """Yield what users read in Uzbek, each with its place."""
    catalogue = read_po(BytesIO((ROOT / "validators/locale/uz/LC_MESSAGES/nizom.po").read_bytes()))
    for message in catalogue:
        for translation in (message.string,) if isinstance(message.string, str) else message.string or ():
            if message.id:
                yield f"nizom.po: {message.id}", translation
    for name in ("nizom", "settings", "reasoning"):
        yield from _in_uzbek(yaml.safe_load(read(f"validators/regulation/{name}.yaml")), name)
    for path in sorted(CASES.glob("*.yaml")):
        for cases in yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader).values():
            for case in cases:
                yield path.name, case["case"]
    begun = (path for path in (ROOT / "validators/beginning/templates").rglob("*") if path.is_file())
    pages = [*(ROOT / "docs/guide").glob("*.md"), ROOT / "docs/index.md", *(ROOT / "hooks/theme").rglob("*.html"), *begun]
    for path in sorted(pages):
        yield from _lines(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    yield from _lines("README.md", read("README.md").split("\n---\n")[0])
    yield from _lines("Makefile", read("Makefile"))
    for path in sorted((ROOT / "hooks").rglob("*.py")):
        yield from _written_in(path)


def _lines(place: str, written: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(written.splitlines(), 1):
        yield f"{place}:{number}", line


def _written_in(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the Uzbek of a module that is not in the catalogue: what has o‘ in it and is no docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    of_docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in of_docs and "o‘" in node.value:
            yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value


def _in_uzbek(data: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "uz" and isinstance(value, str):
                yield place, value
            yield from _in_uzbek(value, f"{place}.{key}")
    elif isinstance(data, list):
        for item in data:
            yield from _in_uzbek(item, place)


def test_no_text_uses_a_forbidden_word() -> None:
    words = forbidden_words()

    assert len(words) > 60
    assert [
        f"{place}: “{found[0]}” in “{text}”: write {write}"
        for place, text in texts()
        for word, write in words.items()
        if (found := word.search(text))
    ] == []


def test_suffixes_are_on_nouns() -> None:
    assert [
        f"{place}: “{found[0]}” in “{text}”: a noun takes the suffix"
        for place, text in texts()
        for found in [*_DETACHED.finditer(text), *_APART.finditer(text), *_GLUED.finditer(text)]
    ] == []


def test_the_parts_of_a_sentence_are_joined_by_a_long_dash() -> None:
    assert [f"{place}: {text}" for place, text in texts() if _DASH.search(text)] == []


def test_of_parameters_only_dates_take_suffixes() -> None:
    assert {found[1] for _, text in texts() for found in _OF_A_PARAMETER.finditer(text)} <= DATES


@pytest.mark.parametrize(
    "text",
    [
        "S05 ni to‘ldiring",
        "outcome va date ni yozing",
        "“{new}” ga",
        "“{wanted}”dan",
        "`settings.md`da",
        "{id} da",
        "CI da",
        "docs/ ga",
    ],
)
def test_a_suffix_on_a_code_is_found(text: str) -> None:
    assert _DETACHED.search(text) or _APART.search(text) or _GLUED.search(text)

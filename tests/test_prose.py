"""Docstrings and comments are plain modern English: words that a stranger reads twice stay out of them."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT

OLD_WORDS = {
    "anew": "again",
    "beside": "next to, apart from",
    "mend": "fix",
    "mends": "fixes",
    "mended": "fixed",
    "told": "reported",
    "tells": "says, reports",
    "whoever": "who, the person who",
    "whosoever": "who",
    "stands in": "is in",
    "stands under": "is under",
    "stands there": "is there",
    "lets pass": "exempts",
    "let pass": "exempted",
    "is no more": "is gone",
    "whose it is": "that own it",
}
"""What used to be written, and what to write instead."""

_OLD = re.compile(rf"\b({'|'.join(OLD_WORDS)})\b", re.IGNORECASE)
_FRONTED = re.compile(r"Of (a|an|the|what)\b")
"""“Of a record's text, pages need the body only”: say “Pages only need the body”."""
FILES = sorted(path for folder in ("validators", "hooks", "benchmarks", "tests") for path in (ROOT / folder).rglob("*.py"))


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the docstrings, of names too, and the comments of a module, each with its line."""
    text = path.read_text("utf-8")
    for node in ast.walk(ast.parse(text)):
        body = getattr(node, "body", ())
        for statement in body if isinstance(body, list) else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield statement.lineno, str(statement.value.value)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


ENGLISH_PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/architecture.md", "docs/security.md")


@pytest.mark.parametrize("page", ENGLISH_PAGES)
def test_pages_in_english_use_no_old_words(page: str) -> None:
    assert [
        f"{page}:{line}: “{found[0]}”: write {OLD_WORDS[found[0].lower()]}"
        for line, words in enumerate((ROOT / page).read_text("utf-8").splitlines(), 1)
        for found in _OLD.finditer(words)
    ] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_docstrings_and_comments_use_no_old_words(path: Path) -> None:
    assert [
        f"{path.relative_to(ROOT)}:{line}: “{found[0]}”: write {OLD_WORDS.get(found[0].lower(), 'the subject first')}"
        for line, words in prose(path)
        for found in [*_OLD.finditer(words), *filter(None, [_FRONTED.match(words)])]
    ] == []


def names(path: Path) -> Iterator[tuple[int, str]]:
    """Yield what a module defines, each with its line: functions, classes, parameters and variables."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield node.lineno, name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_names_use_no_old_words(path: Path) -> None:
    assert [
        f"{path.relative_to(ROOT)}:{line}: {name}: write {OLD_WORDS[found[0].lower()]}"
        for line, name in names(path)
        if (found := _OLD.search(name.replace("_", " ")))
    ] == []


def test_names_of_tests_are_short() -> None:
    assert [name for path in FILES for _, name in names(path) if name.startswith("test_") and len(name) > 80] == []

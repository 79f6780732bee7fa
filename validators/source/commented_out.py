"""Text left commented out under a key that was not: `nizom new` writes the optional keys with a # before each of their lines, and
a person who deletes only the first # types into lines that nobody reads."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

import yaml

from validators.source.finding import Span

_CANDIDATE = re.compile(r":[ \t]*(?:[|>][^\n]*|#[^\n]*)?\n(?:[ \t]*\n)*[ \t]*#")
_COMMENT = re.compile(r"([ \t]*)#([ \t]*)(.*)")
_KEY = re.compile(r"[a-z_][a-z0-9_]*:(?=\s|$)")
_REMARK = re.compile(r"(?:^|\s+)#.*")


def commented_out(text: str) -> Iterator[tuple[str, Span]]:
    """Yield each empty key of a front matter with text commented out under it, and where that text is, lines counted from 0."""
    if not _CANDIDATE.search(text):
        return
    lines = text.split("\n")
    for event in yaml.parse(text, yaml.CLoader):
        start = event.start_mark
        if isinstance(event, yaml.ScalarEvent) and start and not event.value and event.style not in ("'", '"'):
            line = start.line
            written = lines[line].lstrip(" -")
            if key := _KEY.match(written):
                column = len(lines[line]) - len(written)
                if span := _hidden(lines, line + 1, column):
                    yield key[0][:-1], span


def _hidden(lines: Sequence[str], start: int, column: int) -> Span | None:
    """Return the first text among the comments from a line on that would belong to a key in that column."""
    for number, line in takewhile(lambda numbered: _is_skipped(numbered[1]), enumerate(lines[start:], start)):
        if comment := _COMMENT.match(line):
            outside, inside, content = comment.groups()
            indent = len(outside) + len(inside)
            item = re.match(r"-(?:\s|$)", content) is not None
            deeper = indent >= column if item else indent >= column + 2
            if not deeper and _KEY.match(content):
                return None  # the lines below are those of another key, commented out as a whole
            if deeper and _typed(content):
                return Span(number, comment.start(2), number, len(line) + 1)
    return None


def _is_skipped(line: str) -> bool:
    """Return whether YAML reads nothing on this line."""
    return not line.strip() or line.lstrip().startswith("#")


def _typed(content: str) -> str:
    """Return what a person typed: no hyphens, keys or descriptions, which the template has."""
    without = _REMARK.sub("", content)
    while without != (rest := _KEY.sub("", re.sub(r"^-(?:\s+|$)", "", without).strip()).strip()):
        without = rest
    return without

"""Text that YAML takes for a remark and that a person may not have meant as one.

What follows a # behind a value is cut off (F31). And `nizom new` writes the optional keys with a # before each of their lines:
who deletes only the first # types into lines that nobody reads (F33).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

import yaml

from validators.source.edits.cure import Cure, Rewrite
from validators.source.finding import Problem, Span
from validators.source.libyaml_errors import FIRST_LINE, LOADER, LONGEST_FIXED, between_quotes, quote_value
from validators.source.route import ROOT, Route
from validators.text.messages import Message, say

_SPACED = re.compile(r"[ \t]+#")
_GLUED = re.compile("#")
_AFTER_SIGN = re.compile(r"[\"'\[\]{},:]#|[|>][-+0-9]*#")
"""Signs without which no remark is glued to a value in quotes or brackets, or to the sign of a block; the tokens decide."""
_BLOCK = re.compile(r"[|>][-+0-9]*#")
_ITEM = re.compile(r" *(?:- +)+")
_BEFORE_VALUE = re.compile(r" *(?:- +)*(?:[^\s:'\"\[{]+: +)?")
_BEGINNING = re.compile(r" *(?:- +)*[^\s:'\"\[{#]+:(?: |$)| *- ")
"""How a line begins that does not go on from a value above it."""
_SIGNS = (
    yaml.FlowSequenceStartToken, yaml.FlowSequenceEndToken, yaml.FlowMappingStartToken, yaml.FlowMappingEndToken,
    yaml.FlowEntryToken, yaml.ValueToken,
)  # fmt: skip

_CANDIDATE = re.compile(r":[ \t]*(?:[|>][^\n]*|#[^\n]*)?\n(?:[ \t]*\n)*[ \t]*#")
_COMMENT = re.compile(r"([ \t]*)#([ \t]*)(.*)")
_KEY = re.compile(r"[a-z_][a-z0-9_]*:(?=\s|$)")
_REMARK = re.compile(r"(?:^|\s+)#.*")


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark behind a value, from its # to the end of its line, all counted from 0; `hint` says what to write, `cure` how.

    Whether the words belong to the value only a person knows. Where they cannot, they are moved to a line above.
    """

    line: int
    column: int
    end: int
    hint: Message | None
    cure: Cure | None


def remarks_after_values(text: str) -> Iterator[Remark]:
    """Yield what YAML does not read of a front matter, since it follows a # after a value.

    After a value without quotes that is any remark. After quotes, brackets, commas and the sign of a block it is one that is
    glued on, without a space: YAML itself forbids that, libyaml lets it pass.
    """
    lines = text.split("\n")
    if " #" in text or "\t#" in text:
        for event in yaml.parse(text, LOADER):
            if isinstance(event, yaml.ScalarEvent) and not event.style:
                yield from _remark(_SPACED, lines, event)
    if _AFTER_SIGN.search(text):
        for token in yaml.scan(text, LOADER):
            if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
                yield from _remark(_BLOCK, lines, token)
            elif isinstance(token, _SIGNS) or (isinstance(token, yaml.ScalarToken) and token.style):
                yield from _remark(_GLUED, lines, token)


def _remark(pattern: re.Pattern[str], lines: Sequence[str], part: yaml.Token | yaml.ScalarEvent) -> Iterator[Remark]:
    """Yield the remark that begins by the pattern where a part of the YAML ends, or where a block begins."""
    start, end = part.start_mark, part.start_mark if pattern is _BLOCK else part.end_mark
    assert start
    assert end
    line = lines[end.line] if end.line < len(lines) else ""
    if not (found := pattern.match(line, end.column)):
        return
    column, before = found.end() - 1, line[: start.column]
    short = len(line) <= LONGEST_FIXED and start.line == end.line
    fixed = None
    if isinstance(part, yaml.ScalarEvent):
        fixed = quote_value(line) or (
            before + between_quotes(line[start.column :]) if short and _ITEM.fullmatch(before) else None
        )
    elif (
        isinstance(part, yaml.ScalarToken)
        and pattern is _GLUED
        and short
        and "\n" not in part.value
        and _BEFORE_VALUE.fullmatch(before)
    ):
        fixed = before + between_quotes(part.value + line[column:])
    hint, cure = None, None
    at = end.line + FIRST_LINE
    if fixed:
        cure = Cure(Rewrite(at, 1, line, fixed))
        hint = say("If it belongs to the value, write {value}; if it is a remark, move it to a line of its own", value=fixed)
    elif pattern is not _SPACED and len(line) <= LONGEST_FIXED:
        hint = say("Move it to a line of its own, so that here stands {value}", value=line[:column].strip())
        indent = line[: len(line) - len(line.lstrip())]
        if start.line == end.line and _BEGINNING.match(line):
            cure = Cure(Rewrite(at, 1, line, f"{indent}{line[column:]}\n{line[:column].rstrip()}"), is_safe=True)
    yield Remark(end.line, column, len(line), hint, cure)


def commented_out(text: str) -> Iterator[Problem]:
    """Yield each empty key of a front matter with text commented out under it, at that text; of one in no group the route too."""
    if not _CANDIDATE.search(text):
        return
    lines = text.split("\n")
    for event in yaml.parse(text, LOADER):
        start = event.start_mark
        if isinstance(event, yaml.ScalarEvent) and start and not event.value and event.style not in ("'", '"'):
            line = start.line
            written = lines[line].lstrip(" -")
            if key := _KEY.match(written):
                column = len(lines[line]) - len(written)
                if span := _hidden(lines, line + 1, column):
                    name = key[0][:-1]
                    message = say("What is written under “{key}:” is not read: # begins its lines", key=name)
                    yield Problem(ROOT if column else Route(name), message, span=span)


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
                return Span(number + FIRST_LINE, comment.start(2), number + FIRST_LINE, len(line) + 1)
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

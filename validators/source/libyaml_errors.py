"""What libyaml's complaint most often means to somebody who has never met YAML, and where the mistake is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import yaml

from validators.source.blanks import Columns
from validators.source.codes import FileCode
from validators.source.edits.cure import Cure, Rewrite
from validators.text.messages import Message, say

LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
BASE_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's parser, or PyYAML's own where it was built without libyaml: that takes ten times as long and finds the same.

Its own is stricter with a tab inside a value without quotation marks (F07), and takes `"\\ud800"` for a control character (F06
instead of F19).
"""

FIRST_LINE = 2
"""The line of a file on which its front matter begins; YAML counts from 0."""
LONGEST_FIXED = 160
"""A line no longer than this is shown as it is to be written."""

UNREADABLE = say("The front matter cannot be read from here on")
_UNDER_A_VALUE = say("This line is indented under a line that has a value already; bring its indent back")
_SECOND_COLON = say("There is a second colon on this line; put the text between quotes")
_FACT_OF_A_GROUP = say("This line belongs under the key above it, as the one below does")
_UNEVEN = say("This line's indent does not match the lines around it")
BULLETS = frozenset("–—−•*")
"""What phones and Word make of the hyphen with which an item of a list begins."""
_BULLET = re.compile(rf" *([{''.join(sorted(BULLETS))}])[ \u00a0]")
_ITEM = re.compile(r"( *)- [^ ]")
_GOES_ON = say("Text goes on here after a value that has ended; put the whole value between other quotes")
_NO_COLON = say("There is no colon and space after the key on this line")
_UNCLOSED_BRACKET = say("A bracket was opened here and not closed; items are separated by commas")
_UNCLOSED = say("A quotation mark was opened here and not closed")
_EMPHASIS = say("The key stands between signs for bold or slanted letters; delete them")
_KEY_ALONE = re.compile(r" *(?:- )*[^\s:]+: *")
_NO_KEY = re.compile(r" *[^\s:#-][^:#]*")
_TWO_WORDS = re.compile(r"[a-z_]+ ")
_ANY_VALUE = re.compile(r" *((?:- )*[^\s:]+: +)(\S.*?) *")
_NEARLY_COLON = re.compile(r" *((?:- )*)([a-z_]+)(?: *[;=：] *| [-–—] |\t[ \t]*| {2,}\t*|:(?=\S))(\S.*?) *")
_CELLS = re.compile(r" *()([^\W\d_][^\t:#'\"\[\]{}|]*?) *\t[ \t]*(\S[^\t]*?)\s*")
"""Two cells of a workbook, in the first of which a key stands as pages call it."""
_EMPHASISED = re.compile(r"( *(?:- )*)(\*\*?|__?)([a-z_]+)(?::\2|\2:)(.*)")
"""A key in the bold or slanted letters of Word, as Markdown writes them: **title**: or **title:**"""
_MARK = say("A sign of a list, a table or a quotation stands before the key; delete it")
_MARKED = re.compile(r"(?:[-*>|]|[0-9]+[.)]) +([a-z_]+: +\S.*?)(?: *\|)?")
_ROW = re.compile(r"\|? *([a-z_]+) *\| *([^|]*[^| ]) *\|? *")
"""A row of a table as Markdown writes it: | title | Katalog |"""
_SIGN_FIRST = re.compile(r"((?:- )*[^\s:]+: +)[-|>?] +(\S.*)")
"""A value after a sign with which only a list, a long text or a key of several words begins."""
_WITH_COMMA = re.compile(r"\"[^\"\\]*\" *,")
_OPEN_BRACKET = re.compile(r"[a-z_]+: +\[ *[^][{}'\"#:]+")
_TAB_AFTER_HYPHEN = re.compile(r" *(?:- +)*-( *\t)[ \t]*\S")
_STUCK_HYPHEN = re.compile(r"( *)-(?=[^\s-])")
_NO_SPACE_AFTER_HYPHEN = say("There is no space after the hyphen: an item of a list begins with “- ”")
_VALUE = re.compile(r" *((?:- )*[^\s:]+: +)([^\s'\"\[{].*?) *")


@dataclass(frozen=True, slots=True)
class Complaint:
    """A check's code, its message, and its position, counted from 0; its cure counts from 1, and as the lines of the file."""

    code: FileCode
    message: Message
    line: int
    column: int
    hint: Message | None = None
    cure: Cure | None = None


def bullet(sign: str, line: int = 0, column: int = 0, lines: Sequence[str] = ()) -> Complaint:
    """Return that an item of a list begins with something that only looks like a hyphen (F19)."""
    message = say("A list item begins with a hyphen; here is “{sign}”", sign=sign)
    hint = say("Write - (a hyphen) and a space instead of {sign}", sign=sign)
    written = lines[line][column : column + 2] if lines else ""
    cure = Cure(Rewrite(line + FIRST_LINE, column + 1, written, "- "), is_safe=_in_a_list(lines, line)) if written else None
    return Complaint(FileCode.YAML_SYNTAX, message, line, column, hint, cure)


def _in_a_list(lines: Sequence[str], line: int) -> bool:
    """Whether a line stands where an item of a list can begin: next under its key, or under another item."""
    column = len(lines[line]) - len(lines[line].lstrip())
    above = next((one for one in reversed(lines[:line]) if one.strip() and len(one) - len(one.lstrip()) <= column), "")
    return _KEY_ALONE.fullmatch(above) is not None or re.match(rf" {{{column}}}[-{''.join(BULLETS)}][ \u00a0]", above) is not None


def complaint(error: yaml.MarkedYAMLError, lines: list[str]) -> Complaint:
    """Return what is wrong with the YAML of these lines (F07, F19)."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    here = lines[line] if line < len(lines) else ""
    if "escape" in (error.problem or "") and here[column - 1 : column] == "\\":
        column -= 1  # PyYAML's own parser points behind the backslash
    for near in (line, line - 1):
        if 0 <= near < len(lines) and (found := _BULLET.match(lines[near])):
            return bullet(found[1], near, found.start(1), lines)
    if tab := _tab(line, column, here):
        return tab
    if mark is not error.context_mark and _begun_earlier(error) and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
        here = lines[line]
    message = _explained(error, here, column)
    if message == _UNDER_A_VALUE and (hyphen := _hyphen_too_far_left(lines[line - 1], here)) is not None:
        return Complaint(FileCode.YAML_SYNTAX, _UNEVEN, line - 1, hyphen)
    if adorned := _adorned(line, here):
        return adorned
    if message == _UNDER_A_VALUE and line:
        return _under_a_value(line, column, lines)
    if message in (_UNEVEN, _NO_COLON):
        return (_unevenly if message == _UNEVEN else _no_colon)(line, column, lines)
    fixed = _fixed_line(here, message, lines[line + 1 : line + 2]) or ""
    # A quotation mark that was never closed may have been meant for an apostrophe.
    return _rewritten(
        message,
        line,
        column,
        here,
        fixed and _indented_as(here, fixed),
        is_safe=message != _UNCLOSED and not _SIGN_FIRST.match(here.strip()),
    )


def _adorned(line: int, here: str) -> Complaint | None:
    """Return that a line has signs around its key with which other texts are laid out, if it has."""
    if emphasised := _EMPHASISED.fullmatch(here):
        return _rewritten(_EMPHASIS, line, emphasised.start(2), here, f"{emphasised[1]}{emphasised[3]}:{emphasised[4]}")
    if marked := _MARKED.fullmatch(here):
        # A hyphen or a star may begin an item of a list.
        return _rewritten(_MARK, line, 0, here, marked[1], is_safe=here[0] not in "-*")
    if row := _ROW.fullmatch(here):
        return _rewritten(_MARK, line, 0, here, f"{row[1]}: {row[2]}")
    return None


def _tab(line: int, column: int, here: str) -> Complaint | None:
    """Return that a tab stands where YAML wants spaces (F07), if that is what is wrong with a line."""
    if after := _TAB_AFTER_HYPHEN.match(here):
        hint = say("Write one space after the hyphen")
        return Complaint(FileCode.TAB_INDENT, say("A tab stands after the hyphen"), line, after.start(1), hint)
    indent = here[: len(here) - len(here.lstrip())]
    if "\t" in indent or here[column : column + 1] == "\t":
        return Complaint(FileCode.TAB_INDENT, say("This line is indented with a tab"), line, here.index("\t"))
    return None


def _rewritten(message: Message, line: int, column: int, here: str, fixed: str, *, is_safe: bool = True) -> Complaint:
    """Return a complaint about a line with it as it should be written, if that is clear.

    `is_safe` is whether nothing else can have been meant by what is written.
    """
    if not fixed:
        return Complaint(FileCode.YAML_SYNTAX, message, line, column)
    cure = Cure(Rewrite(line + FIRST_LINE, 1, here, fixed), is_safe=is_safe)
    return Complaint(FileCode.YAML_SYNTAX, message, line, column, say("Write it as {line}", line=fixed.strip()), cure)


def _indented_as(line: str, fixed: str) -> str:
    """Return a line as it should be written with the indent of the one that is there."""
    return line[: len(line) - len(line.lstrip())] + fixed


def _under_a_value(line: int, column: int, lines: list[str]) -> Complaint:
    """Return what is wrong with a line under a value: mostly the line above is, which is no item of a list, or has no colon."""
    above, here = lines[line - 1], lines[line]
    start = len(above) - len(above.lstrip(" "))
    if stuck := _STUCK_HYPHEN.match(above):
        return _rewritten(_NO_SPACE_AFTER_HYPHEN, line - 1, start, above, f"{stuck[1]}- {above[stuck.end() :]}")
    if with_colon(above):
        return _no_colon(line - 1, len(above) - len(above.lstrip(" -")), lines)
    indent = len(here) - len(here.lstrip(" "))
    if start and indent == start + 2 and _KEY_ALONE.fullmatch(lines[line - 2]):
        hint = say("If a list stands here, write the line above as {line}; if not, bring this line back under it",
                   line=f"- {above.strip()}")  # fmt: skip
        cure = Cure(Rewrite(line - 1 + FIRST_LINE, 1, above, _indented_as(above, f"- {above.strip()}")))
        return Complaint(FileCode.YAML_SYNTAX, _UNDER_A_VALUE, line, column, hint, cure)
    if start:
        return _unevenly(line, column, lines, _UNDER_A_VALUE)
    if indent == 2 and line > 1 and _KEY_ALONE.fullmatch(lines[line - 2]) and not _indent(lines[line - 2]):
        cure = Cure(Rewrite(line - 1 + FIRST_LINE, 1, above, f"  {above}"), is_safe=True)
        hint = say("Begin the line with so many spaces: {count}", count=indent)
        return Complaint(FileCode.YAML_SYNTAX, _FACT_OF_A_GROUP, line - 1, 0, hint, cure)
    # One space is what is left of “# ” where a key of the template was taken into use.
    return _rewritten(_UNDER_A_VALUE, line, column, here, here.strip(), is_safe=indent == 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _unevenly(line: int, column: int, lines: list[str], message: Message = _UNEVEN) -> Complaint:
    """Return that a line does not stand under the others; by one space too few or too many, with how far it is to be indented."""
    words = lines[line].lstrip(" ")
    indent, above = len(lines[line]) - len(words), Columns(lines[:line])
    may_be = [place for place in (above.hyphens if words.startswith("- ") else above.keys) if abs(place - indent) == 1]
    below = len(lines[line + 1]) - len(lines[line + 1].lstrip(" ")) if line + 1 < len(lines) else 0
    may_be = [place for place in may_be if below == place == max(may_be)] or may_be
    if len(may_be) != 1:
        return Complaint(FileCode.YAML_SYNTAX, message, line, column)
    hint = say("Begin the line with so many spaces: {count}", count=may_be[0])
    cure = Cure(Rewrite(line + FIRST_LINE, 1, lines[line], " " * may_be[0] + words), is_safe=True)
    return Complaint(FileCode.YAML_SYNTAX, message, line, column, hint, cure)


def _no_colon(line: int, column: int, lines: list[str]) -> Complaint:
    """Return what is wrong with a line without a key: it may be the rest of the value above it, broken off as it was pasted."""
    here, above = lines[line], lines[line - 1] if line else ""
    fixed = with_colon(here) or ""
    if not fixed and (below_key := _below_its_key(line, column, lines)):
        return below_key
    if fixed or ":" in here or not _ANY_VALUE.fullmatch(above):
        return _rewritten(_NO_COLON, line, column, here, "" if " #" in here else fixed and _indented_as(here, fixed))
    hint = say("If it goes on from the line above, join it to the end of that line; if not, write “key: value”")
    joined = " #" not in above + here and above.rstrip()[-1:] not in "'\"]}"
    cure = Cure(Rewrite(line - 1 + FIRST_LINE, 1, f"{above}\n{here}", f"{above.rstrip()} {here.strip()}")) if joined else None
    return Complaint(FileCode.YAML_SYNTAX, _NO_COLON, line, column, hint, cure)


def _below_its_key(line: int, column: int, lines: list[str]) -> Complaint | None:
    """Return the complaint about a value that is written under its key without an indent; None if that is not what is wrong."""
    above = lines[line - 1] if line else ""
    texts = takewhile(lambda each: _NO_KEY.fullmatch(each) and _indent(each) == _indent(above), lines[line:])
    rest = [each.strip() for each in texts]
    if not rest or not _KEY_ALONE.fullmatch(above):
        return None
    is_list = len(rest) > 1 and not any(" " in each for each in rest)
    whole = f"{above.rstrip()} {(', ' if is_list else ' ').join(rest)}"
    old = "\n".join(lines[line - 1 : line + len(rest)])
    # A word and another after it may be a key without its colon.
    cure = Cure(Rewrite(line - 1 + FIRST_LINE, 1, old, whole), is_safe=not any(map(_TWO_WORDS.match, rest)))
    return Complaint(FileCode.YAML_SYNTAX, _NO_COLON, line, column, say("Write it as {line}", line=whole.strip()), cure)


def _begins_with(sign: str) -> Message:
    return say("A value cannot begin with “{sign}”; put the text between quotes", sign=sign)


def _fixed_line(line: str, message: Message, after: list[str]) -> str | None:
    """Return the line as it should be written, if that is clear; `after` is the line after it, if there is one."""
    if message == _UNCLOSED:
        return _closed(line, after)
    if " #" in line or len(line) > LONGEST_FIXED:
        return None
    if message == _SECOND_COLON:
        return quote_value(line)
    if message == _GOES_ON or message.template == _begins_with("").template:
        found = _ANY_VALUE.fullmatch(line)
        if found and _WITH_COMMA.fullmatch(found[2]):
            return found[1] + found[2].rstrip(" ,")
        return found and found[1] + between_quotes(_within_apostrophes(found[2]))
    if message == _UNCLOSED_BRACKET:
        ends = not any(each.startswith((" ", "-", "]")) for each in after)
        return f"{line.rstrip(' ,')}]" if ends and _OPEN_BRACKET.fullmatch(line) else None
    return "".join(found.groups()) if (found := _SIGN_FIRST.fullmatch(line.strip())) else None


def _closed(line: str, after: list[str]) -> str | None:
    """Return a line with the quotation mark that its value lacks at the end, if the value does not go on in the line after it."""
    found = _ANY_VALUE.fullmatch(line)
    value = found[2] if found else ""
    goes_on = any(each.startswith(" ") and ":" not in each for each in after)
    if (
        value[:1] not in ("'", '"')
        or value.count(value[0]) > 1
        or {"#", "\\"} & set(value)
        or goes_on
        or len(line) >= LONGEST_FIXED
    ):
        return None
    return f"{line.strip()}{value[0]}"


def with_colon(line: str) -> str | None:
    """Return a line with a key and a value, and the colon and space between them that something else was written for."""
    found = _NEARLY_COLON.fullmatch(line) or _CELLS.fullmatch(line)
    return f"{found[1]}{found[2]}: {found[3]}" if found and ": " not in found[3] and len(line) <= LONGEST_FIXED else None


def _within_apostrophes(text: str) -> str:
    """Return a text without the quotation marks around it, if all the same signs inside it are within words: 'O'zbekiston'."""
    sign, inside = text[0], text[1:-1]
    apart = sign in "'\"" and text[-1] == sign and sign not in re.sub(rf"\b{sign}\b", "", inside)
    return inside if apart else text


def _begun_earlier(error: yaml.MarkedYAMLError) -> bool:
    """Whether the mistake is where something began, not where YAML gave up looking for its end."""
    problem, context = error.problem or "", error.context or ""
    unfinished = "simple key" in context or "flow" in context or "end of stream" in problem or "document indicator" in problem
    return unfinished or any(word in context for word in ("block scalar", "alias", "anchor", "tag"))


def _hyphen_too_far_left(above: str, line: str) -> int | None:
    """Where the hyphen of an item is that is one column too far left, judged by the item's other keys."""
    item = _ITEM.match(above)
    left = len(item[1]) if item else 0
    return left if item and left % 2 and len(line) - len(line.lstrip()) == left + 3 else None


def quote_value(line: str) -> str | None:
    """Return a line whose value has a colon or a # in it as it should be written, if that is clear."""
    found = _VALUE.fullmatch(line)
    if not found or len(line) > LONGEST_FIXED:
        return None
    key, text = found.groups()
    return key + between_quotes(text)


def between_quotes(text: str) -> str:
    """Return a text as it is written between the quotation marks of YAML."""
    sign = '"' if "'" in text and not {'"', "\\"} & set(text) else "'"
    return sign + text.replace("'", "'" if sign == '"' else "''") + sign


def _explained(error: yaml.MarkedYAMLError, line: str, column: int) -> Message:
    """Return what libyaml's complaint most often means to somebody who has never met YAML; `column` counts from 0."""
    problem, context = _OWN_WORDS.sub(lambda found: _LIBYAMLS_WORDS[found[0]], error.problem or ""), error.context or ""
    before = line[:column]
    if "mapping values are not allowed" in problem:
        return _UNDER_A_VALUE if before[:1].isspace() and ": " not in before else _SECOND_COLON
    if re.match(r"\s*-[^\s-]", line) and "expected" in problem:
        return _NO_SPACE_AFTER_HYPHEN
    if "did not find expected key" in problem and before.strip():
        return _GOES_ON
    if (
        "flow" in context
        and re.search(r"[\[{]", line)
        and all(line.count(pair[0]) == line.count(pair[1]) for pair in ("[]", "{}"))
    ):
        return say("What stands between these brackets cannot be read; put a text with signs in it between quotes")
    for in_problem, in_context, message in _MEANINGS:
        if re.search(in_problem, problem) and re.search(in_context, context):
            return message
    if re.search("cannot start any token|node content", problem) or re.search("alias|anchor", context):
        return _begins_with(line[column : column + 1])
    return _begins_with("!") if "tag" in context else UNREADABLE


_LIBYAMLS_WORDS = {"expected <block end>": "did not find expected key", "sequence entries are": "block sequence entries are"}
_OWN_WORDS = re.compile("expected <block end>|(?<!block )sequence entries are")
"""What PyYAML's own parser says otherwise than libyaml."""
_MEANINGS = (
    ("could not find expected ':'", "", _NO_COLON),
    (
        "block sequence entries",
        "",
        say("A list does not begin on its key's line; begin each item on a line of its own, with “- ”"),
    ),
    ("", "flow", _UNCLOSED_BRACKET),
    ("did not find expected key|expected '-' indicator", "", _UNEVEN),
    ("escape|hexdecimal", "", say("“\\” has a meaning of its own between double quotes; use single quotes")),
    ("", "quoted scalar", _UNCLOSED),
    ("", "block scalar", say("After “|” or “>” the text begins on the next line, indented")),
    ("document start", "", say("Only “key: value” lines can stand here")),
)
"""What libyaml says of the problem and of its context, as patterns, and what that most often means; the first match counts."""

"""From the bytes of one file to its front matter, its body, and the position of every key and value.

Scalars stay strings: YAML's own guesses turn `no` into false and `1.10` into 1.1. Whatever is wrong with a file becomes a
`Defect` with its place; nothing here raises, whatever the bytes are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from validators.finding import WHOLE_FILE, Problem, Span
from validators.messages import Message, say

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 12
"""The deepest record that a kind describes has five levels; more than this is a mistake or an attack."""

Value = str | list[Any] | dict[str, Any]

_DELIMITER = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(slots=True)
class Place:
    """Where a value stands: its key (if it has one), itself, and the places of what it holds."""

    key: Span | None
    value: Span
    children: "dict[str, Place] | list[Place] | None" = None


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong with the file itself, under its `F` code; `fatal` when the rest of the front matter is not known."""

    code: str
    problem: Problem
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """One file: `values` are the front matter's (strings, lists and mappings), `body` the Markdown under it.

    `body_line` is the line on which the body begins. With a fatal defect `values` holds what could be read before it.
    """

    path: str
    text: str
    values: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    root: Place = field(default_factory=lambda: Place(None, WHOLE_FILE, {}))
    defects: tuple[Defect, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether the front matter is known whole."""
        return not any(defect.fatal for defect in self.defects)

    def span(self, route: str, *, on_key: bool = False) -> Span:
        """The place of `milestones.2.due`, or of the nearest thing above it that is in the file."""
        place = self.root
        for step in filter(None, route.split(".")):
            child = _child(place, step)
            if child is None:
                break
            place = child
        else:
            if on_key and place.key:
                return place.key
        return _pointed(place)

    def identity(self, route: str) -> str:
        """The route with list places replaced by what names the item, so that it survives items moving about."""
        steps: list[str] = []
        value: Any = self.values
        for step in filter(None, route.split(".")):
            if isinstance(value, list) and step.isdigit() and int(step) < len(value):
                value = value[int(step)]
                steps.append(_named(value) or step)
            else:
                value = value.get(step) if isinstance(value, dict) else None
                steps.append(step)
        return ".".join(steps)


def read_document(path: str, data: bytes) -> Document:
    """The document in `data`; `path` is only carried along.

    >>> read_document("a.md", b"---\\nid: loy-2026-001\\n---\\nMatn").values
    {'id': 'loy-2026-001'}
    """
    if len(data) > MAX_BYTES:
        return _refused(path, "F15", say("The file is larger than {limit} KiB", limit=MAX_BYTES // 1024))
    if not data.strip():
        return _refused(path, "F17", say("The file is empty"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(path, data, error)
    defects: list[Defect] = []
    if text.startswith("\ufeff"):
        text = text[1:]
        problem = Problem("", say("The file begins with an invisible byte-order mark (BOM)"), span=Span(1, 1, 1, 2))
        defects.append(Defect("F04", problem, fatal=False))
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        problem = Problem("", say("Lines end the Windows way (CRLF)"), span=Span(line, 1, line, 2))
        defects.append(Defect("F05", problem, fatal=False))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if forbidden := _CONTROL.search(text):
        message = say("There is a control character here (code {code})", code=f"U+{ord(forbidden[0]):04X}")
        return _refused(path, "F06", message, _span_at(text, forbidden.start()), text, defects)
    return _split(path, text, defects)


# What YAML does not print, and the line separators that it would count as lines and nobody sees.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class _FrontMatter(YAMLHandler):
    """python-frontmatter's splitter, held to exactly three hyphens: a longer rule belongs to the body."""

    FM_BOUNDARY = _DELIMITER


def _split(path: str, text: str, defects: list[Defect]) -> Document:
    opening = _DELIMITER.match(text)
    if not opening:
        message = say("The file has no front matter: its first line must be ---")
        return _refused(path, "F01", message, Span(1, 1, 1, len(text.partition("\n")[0]) + 1), text, defects)
    if not _DELIMITER.search(text, opening.end()):
        last = text.rstrip("\n").count("\n") + 1
        message = say("The front matter is not closed: no second --- line was found")
        return _refused(path, "F02", message, Span(last, 1, last, 1), text, defects)
    front, body = _FrontMatter().split(text)
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    reader = _Reader(front[1:] if front.startswith("\n") else front)
    values, root = reader.read()
    defects.extend(reader.defects)
    if body.startswith("\n"):
        body, body_line = body[1:], body_line + 1
    return Document(path, text, values, body, body_line, root, tuple(defects))


class _Stop(Exception):
    """The rest of the front matter cannot be read; the defect that says why is recorded already."""


class _Reader:
    """Builds values and places from YAML's events, so that aliases are never expanded and depth is known as it grows."""

    OFFSET = 2  # the front matter's first line is the file's second, and YAML counts from 0

    def __init__(self, front: str) -> None:
        self.front = front
        self.defects: list[Defect] = []
        self.depth = 0

    def read(self) -> tuple[dict[str, Any], Place]:
        root = Place(None, Span(1, 1, 1, 4), {})
        values: dict[str, Any] = {}
        loader = yaml.CLoader(self.front)
        try:
            self._document(loader, values, root)
        except _Stop:
            pass
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            self._defect("F19", say("The front matter could not be read: {reason}", reason=str(error)), Span(1, 1, 1, 4))
        finally:
            loader.dispose()
        return values, root

    def _document(self, loader: Any, values: dict[str, Any], root: Place) -> None:
        loader.get_event()  # the stream starts
        event = loader.get_event()
        if isinstance(event, yaml.StreamEndEvent):
            return
        event = loader.get_event()
        if not isinstance(event, yaml.MappingStartEvent):
            span = self._span(event)
            self._stop("F13", say("The front matter must be a list of “key: value” lines"), span)
        self._plain(event)
        assert isinstance(root.children, dict)
        self._mapping(loader, values, root.children)
        loader.get_event()  # the document ends
        event = loader.get_event()
        if not isinstance(event, yaml.StreamEndEvent):
            message = say("There is a second document in the front matter; a file holds one record")
            self._stop("F12", message, self._span(event))

    def _mapping(self, loader: Any, values: dict[str, Any], places: dict[str, Place]) -> None:
        """Fills `values` and `places` until the mapping ends, so that what was read before a mistake is kept."""
        while True:
            event = loader.get_event()
            if isinstance(event, yaml.MappingEndEvent):
                return
            span = self._span(event)
            if not isinstance(event, yaml.ScalarEvent):
                if isinstance(event, yaml.AliasEvent):
                    self._alias(event)
                self._stop("F13", say("A key must be a single word, not a list or a group"), span)
            self._plain(event)
            key = event.value
            if key == "<<":
                self._stop("F10", say("“<<” joins other groups here; write the values out instead"), span)
            if key in places:
                first = places[key].key
                message = say("The key “{key}” stands here a second time", key=key)
                hint = say("Keep one of the two: the first is on line {line}", line=first.line if first else 1)
                self.defects.append(Defect("F08", Problem("", message, hint, span=span)))
                self._value(loader)
                continue
            value, place = self._value(loader)
            place.key = span
            places[key] = place
            if value is not None:
                values[key] = value

    def _value(self, loader: Any) -> tuple[Value | None, Place]:
        """The next value and its place; None when nothing was written after the key."""
        event = loader.get_event()
        span = self._span(event)
        if isinstance(event, yaml.AliasEvent):
            self._alias(event)
        self._plain(event)
        if isinstance(event, yaml.ScalarEvent):
            empty = not event.value and event.style in (None, "")
            return (None if empty else event.value), Place(None, span)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            message = say("Values are nested more than {limit} levels deep here", limit=MAX_DEPTH)
            self._stop("F14", message, span)
        if isinstance(event, yaml.MappingStartEvent):
            values: dict[str, Any] = {}
            places: dict[str, Place] = {}
            self._mapping(loader, values, places)
            self.depth -= 1
            return values, Place(None, span, places)
        items: list[Any] = []
        item_places: list[Place] = []
        while not isinstance(loader.peek_event(), yaml.SequenceEndEvent):
            value, place = self._value(loader)
            items.append("" if value is None else value)
            item_places.append(place)
        loader.get_event()
        self.depth -= 1
        return items, Place(None, span, item_places)

    def _plain(self, event: Any) -> None:
        """Refuses anchors and tags, which a person does not see the effect of."""
        if event.anchor is not None:
            self._stop("F09", say("“&{name}” names a value for reuse; write values out instead", name=event.anchor),
                       self._span(event))  # fmt: skip
        if event.tag is not None and event.tag != "!":
            self._stop("F11", say("“{tag}” is a YAML tag; write the plain value", tag=event.tag), self._span(event))

    def _alias(self, event: Any) -> None:
        message = say("“*{name}” repeats a value from elsewhere; write the value out", name=event.anchor)
        self._stop("F09", message, self._span(event))

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        span = Span(line + self.OFFSET, column + 1, line + self.OFFSET, column + 2)
        lines = self.front.split("\n")
        here = lines[line] if line < len(lines) else ""
        if "\t" in here[: len(here) - len(here.lstrip())] or "\t" in here[column : column + 1]:
            self._defect("F07", say("This line is indented with a tab"), span)
            return
        self._defect("F19", _explained(error, here), span)

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(start.line + self.OFFSET, start.column + 1, end.line + self.OFFSET, end.column + 1)

    def _defect(self, code: str, message: Message, span: Span) -> None:
        self.defects.append(Defect(code, Problem("", message, span=span)))

    def _stop(self, code: str, message: Message, span: Span) -> None:
        self._defect(code, message, span)
        raise _Stop


def _explained(error: yaml.MarkedYAMLError, line: str) -> Message:
    """What libyaml's complaint most often means to somebody who has never met YAML."""
    problem = error.problem or ""
    if "mapping values are not allowed" in problem:
        return say("There is a second colon on this line; put the text between quotes")
    if "could not find expected ':'" in problem:
        return say("There is no colon after the key on this line or the one before")
    if "did not find expected key" in problem or "block end" in problem or "expected '-' indicator" in problem:
        return say("This line's indent does not match the lines around it")
    if "quoted scalar" in (error.context or ""):
        return say("A quotation mark was opened and not closed")
    if "cannot start any token" in problem:
        return say("A value cannot begin with “{sign}”; put the text between quotes", sign=line.strip()[:1])
    return say("The front matter breaks off here: {reason}", reason=problem)


def _child(place: Place, step: str) -> Place | None:
    if isinstance(place.children, dict):
        return place.children.get(step)
    if isinstance(place.children, list) and step.isdigit() and int(step) < len(place.children):
        return place.children[int(step)]
    return None


def _pointed(place: Place) -> Span:
    """What to underline: a value; of a list its key; of a group its first key."""
    if isinstance(place.children, dict) and place.key is None and place.children:
        first = next(iter(place.children.values())).key
        return place.value if place.value == Span(1, 1, 1, 4) or first is None else first
    if place.children is not None or place.value[:2] == place.value[2:]:
        return place.key or place.value
    return place.value


_NAMING = ("id", "code", "kind", "title", "text", "name", "item", "number", "date", "record", "act", "standard")


def _named(value: object) -> str | None:
    if isinstance(value, dict):
        return next((str(value[key]) for key in _NAMING if isinstance(value.get(key), str)), None)
    return value if isinstance(value, str) else None


def _span_at(text: str, offset: int) -> Span:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Span(line, column, line, column + 1)


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Document:
    before = data[: error.start].decode("utf-8")
    message = say("The file is not saved as UTF-8: byte {byte} cannot be read", byte=f"0x{data[error.start]:02X}")
    return _refused(path, "F03", message, _span_at(before, len(before)), data.decode("utf-8", "replace"))


def _refused(
    path: str,
    code: str,
    message: Message,
    span: Span = WHOLE_FILE,
    text: str = "",
    defects: "list[Defect] | None" = None,
) -> Document:
    """A document of which nothing but its defects is known."""
    return Document(path, text, defects=(*(defects or []), Defect(code, Problem("", message, span=span))))


def unreadable(path: str, code: str, message: Message) -> Document:
    """A stand-in for a file that must not or cannot be opened: a link, a folder's stranger, a denied permission."""
    return _refused(path, code, message)


def fatal_defects(document: Document) -> Iterator[Defect]:
    """The defects because of which the document's values are not known whole."""
    return (defect for defect in document.defects if defect.fatal)

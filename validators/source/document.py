"""From the bytes of one file to its front matter, its body, and the position of every key and value.

Scalars stay strings: YAML's own guesses turn `no` into false and `1.10` into 1.1. Everything wrong with a file becomes a
`Defect` with its place; nothing here raises, for any bytes.
"""

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from frontmatter.default_handlers import YAMLHandler

from validators.source.blanks import BLANKS, DELIMITER, MISTAKEN
from validators.source.body import Body
from validators.source.codes import FileCode
from validators.source.edits.cure import RESAVED, RESPACED, Cure, Resave, Rewrite
from validators.source.finding import WHOLE_FILE, Problem, Span
from validators.source.front_matter import CONTROL, TURNING, Defect, FrontMatter, Place, turns
from validators.source.limits import MAX_BYTES, MAX_REPEATED
from validators.source.route import ROOT, Route
from validators.text.messages import Message, say

_KEY = re.compile(r"\s*([a-z][a-z0-9_]*:)(?=[ \t]|$)", re.MULTILINE)
_FACT = re.compile(r"\s+\S|-\s|#|[a-z][a-z0-9_]*:(?:[ \t]|$)")
"""How a line of the front matter begins: a key, what belongs to one, an item, a comment."""
_NEARLY = re.compile(r"^[ \t]{0,8}(?:[-–—_=]{2,10}|[–—]|\.{3})[ \t]*$", re.MULTILINE)
_MARKER = re.compile(r"^[ \t]*(?:(<{7})|(={7})|>{7})(?:[ \t]+(\S.*?))?[ \t]*$", re.MULTILINE)
"""The lines that git puts around the two versions of a place that it could not merge, and between them."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file: `values` are the front matter's (strings, lists and mappings), `body` the Markdown under it.

    With a fatal defect `values` holds what could be read before it, and there may be no body. What it says is kept as UTF-8, in
    `source`: Python's own strings of Uzbek are twice as large, and a repository holds thousands of documents.
    """

    path: str
    source: bytes
    values: dict[str, Any] = field(default_factory=dict)
    body_start: int | None = None
    defects: tuple[Defect, ...] = ()
    has_empty_keys: bool = False
    """Whether nothing is written after a key: `values` have no such key."""

    @property
    def text(self) -> str:
        """What the file says, with plain line ends."""
        return self.source.decode()

    @property
    def root(self) -> Place | None:
        """The places of the front matter's values; None where no front matter is known."""
        return _places(self.text) if self.body_start else None

    @property
    def body(self) -> str:
        """The Markdown under the facts."""
        return "" if self.body_start is None else self.text[self.body_start :]

    def without_text(self) -> "Document":
        """Return the document with its values only, for those who hold thousands."""
        return replace(self, source=b"", body_start=None)

    @property
    def readable(self) -> bool:
        """Whether the front matter is known whole."""
        return not self.defects or not any(defect.fatal for defect in self.defects)

    def span(self, route: Route, *, on_key: bool = False) -> Span:
        """Return where the value at a route is, or the nearest thing above it that is in the file."""
        place = self.root
        if place is None:
            return WHOLE_FILE
        for part in route:
            child = place.child(part)
            if child is None:
                return place.pointed
            place = child
        return place.key if on_key and place.key else place.pointed

    def place(self, route: Route) -> Place | None:
        """Return the place of the value at a route; None if there is nothing in the file."""
        place = self.root
        for part in route:
            place = place.child(part) if place else None
        return place

    def empty_keys(self) -> Iterator[Route]:
        """Yield the routes of the keys after which nothing is written."""
        if self.has_empty_keys and self.root:
            yield from _without_value(self.root, self.values, ROOT)

    def body_span(self, start: int, end: int) -> Span:
        """Return the place of a piece of the body."""
        return Span(*self._body_place(start), *self._body_place(end))

    def _body_place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a place in the body."""
        place, starts = (self.body_start or 0) + offset, _line_starts(self.source)
        line = bisect_right(starts, place)
        return line, place - starts[line - 1] + 1


def read_document(path: str, data: bytes) -> Document:
    """Return the document in `data`; `path` is only carried along.

    >>> read_document("a.md", b"---\\nid: loy-2026-001\\n---\\nMatn").values
    {'id': 'loy-2026-001'}
    """
    if len(data) > MAX_BYTES:
        return _refused(path, FileCode.TOO_LARGE, say("The file is larger than {limit} KiB", limit=MAX_BYTES // 1024))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(path, data, error)
    if _utf16(data):
        message = say("The file is saved as UTF-16, not as UTF-8")
        return _refused(path, FileCode.NOT_UTF8, message, cure=RESAVED)
    if not text.strip():
        return _refused(path, FileCode.EMPTY_FILE, say("The file is empty"))
    defects: list[Defect] = []
    if data.startswith(codecs.BOM_UTF8):
        problem = Problem(
            ROOT, say("The file begins with an invisible byte-order mark (BOM)"), span=Span(1, 1, 1, 2), cure=RESAVED
        )
        defects.append(Defect(FileCode.BYTE_ORDER_MARK, problem, fatal=False))
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        message = say("Lines end the Windows way (CRLF)") if "\r\n" in text else say("Lines end the way of old Macs (CR)")
        problem = Problem(ROOT, message, span=Span(line, 1, line, 2), cure=RESAVED)
        defects.append(Defect(FileCode.WINDOWS_LINE_ENDS, problem, fatal=False))
        text = _with_plain_ends(text)
    if forbidden := CONTROL.search(text):
        message = say("There is a control character here (code {code})", code=f"U+{ord(forbidden[0]):04X}")
        return _refused(path, FileCode.CONTROL_CHARACTER, message, _span_at(text, forbidden.start()), text, defects)
    # What is plain already is kept as it came, not copied.
    source = text.encode() if defects else data
    if not data.isascii():
        defects.extend(_turning(text))
    return _split(path, source, text, defects)


def _turning(text: str) -> Iterator[Defect]:
    """Yield the signs that turn the direction of writing, so that a text is read otherwise than it is (F06)."""
    for sign in islice(TURNING.finditer(text), MAX_REPEATED):
        problem = turns(sign[0], _span_at(text, sign.start()))
        yield Defect(FileCode.CONTROL_CHARACTER, problem, fatal=False)


class _FrontMatter(YAMLHandler):
    """python-frontmatter's splitter, held to exactly three hyphens: a longer rule belongs to the body."""

    FM_BOUNDARY = DELIMITER


def _split(path: str, source: bytes, text: str, defects: list[Defect]) -> Document:
    opening = DELIMITER.match(text)
    conflicts = list(_conflicts(text)) if "<<<<<<<" in text or ">>>>>>>" in text else []
    closing = DELIMITER.search(text, opening.end()) if opening else None
    if conflicts and not (closing and all(closing.end() < start for start, _ in conflicts)):
        # Between two versions of the facts nothing says which are meant.
        return Document(path, text.encode(), defects=(*defects, *(_unmerged(problem, fatal=True) for _, problem in conflicts)))
    if not opening:
        message = say("The file has no front matter: its first line is not ---")
        if nearly := _NEARLY.match(text):
            message = say("The file has no front matter: its first line is not exactly three hyphens (---)")
            cure = Cure(Rewrite(1, 1, nearly[0], "---"), is_safe=_holds_facts(text, nearly.end()))
            return _refused(path, FileCode.NO_FRONT_MATTER, message, Span(1, 1, 1, len(nearly[0]) + 1), text, defects, cure=cure)
        span = Span(1, 1, 1, len(text.partition("\n")[0]) + 1)
        return _refused(path, FileCode.NO_FRONT_MATTER, message, span, text, defects, *_pushed_down(text))
    if not closing:
        return _unclosed(path, text, opening.end(), defects)
    front, body = _FrontMatter().split(text)
    if any(sign in front for sign in BLANKS) and (mistaken := MISTAKEN.search(front)):
        message = say("An invisible character stands here where a plain space belongs: {code}", code=BLANKS[mistaken[1]])
        span = _span_at(text, opening.end() + mistaken.start(1))
        return _refused(path, FileCode.CONTROL_CHARACTER, message, span, text, defects, cure=RESPACED)
    reader = _reader(front)
    reader.read()
    defects.extend(reader.defects)
    body_start = len(text) - len(body.removeprefix("\n"))
    if facts := _facts_below(text, body_start):
        message = say("The facts end at this line, yet more of them follow: “{key}”", key=facts)
        first = _span_at(text, text.rindex("---", 0, body_start))
        span = first._replace(end_column=first.column + 3)
        hint = say("Delete this line, so that all facts stand between the first --- and the last")
        # Of two lines at the very beginning one is too many; further down a text may begin.
        cure = Cure(Rewrite(first.line, 1, closing[0] + "\n", ""), is_safe=not front.strip())
        defects.append(Defect(FileCode.SECOND_DOCUMENT, Problem(ROOT, message, hint, span=span, cure=cure)))
    if conflicts:
        # What is shown as code is shown to the letter: a note on merging may quote these lines.
        code = [(body_start + block.start, body_start + block.end) for block in Body(text[body_start:]).code if block.block]
        left = (problem for at, problem in conflicts if not any(start <= at < end for start, end in code))
        defects.extend(_unmerged(problem, fatal=False) for problem in left)
    return Document(path, source, reader.values, body_start, tuple(defects), reader.has_empty_keys)


def read_plain(path: str, data: bytes) -> Document:
    """Return a file that has text and no facts, with what a merge left in it."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    return Document(path, text.encode(), defects=tuple(_unmerged(problem, fatal=False) for _, problem in _conflicts(text)))


def _conflicts(text: str) -> Iterator[tuple[int, Problem]]:
    """Yield where two versions are left of what git could not merge, each with its problem (F37); of one, what is left of it.

    A line of seven = alone is an underlined heading, and one of seven > alone an empty quotation.
    """
    first: re.Match[str] | None = None
    middle: re.Match[str] | None = None
    for marker in _MARKER.finditer(text):
        if marker[1]:
            if first:
                yield _two_versions(text, first)
            first, middle = marker, None
        elif marker[2]:
            middle = middle or (marker if first else None)
        elif first:
            yield _two_versions(text, first, *filter(None, (middle, marker)))
            first = None
        elif marker[3]:
            yield _two_versions(text, marker)
    if first:
        yield _two_versions(text, first)


def _two_versions(text: str, *markers: re.Match[str]) -> tuple[int, Problem]:
    start = markers[0].start()
    lines = ", ".join(str(text.count("\n", 0, marker.start()) + 1) for marker in markers)
    message = say("An unfinished merge: two versions of this place stand one after the other")
    hint = say("Keep one of the two versions, and delete the lines that git put there: {lines}", lines=lines)
    if len(markers) < 3:
        hint = say("Keep one of the two versions, and delete the lines that begin with <<<<<<<, ======= or >>>>>>>")
    span = _span_at(text, start)
    return start, Problem(ROOT, message, hint, span=span._replace(column=1, end_column=markers[0].end() - start + 1))


def _unmerged(problem: Problem, *, fatal: bool) -> Defect:
    return Defect(FileCode.UNMERGED, problem, fatal)


def _without_value(place: Place, value: Any, at: Route) -> Iterator[Route]:
    children = place.children.items() if isinstance(place.children, dict) else enumerate(place.children or ())
    for part, child in children:
        inner = Route(part).get(value)
        if inner is None:
            yield at / part
        else:
            yield from _without_value(child, inner, at / part)


@lru_cache(maxsize=1)
def _line_starts(source: bytes) -> list[int]:
    """Where each line of a file begins, in characters: a text may name thousands of records."""
    return [0, *(sign.end() for sign in re.finditer("\n", source.decode()))]


@lru_cache(maxsize=32)
def _places(text: str) -> Place:
    """Return the places in a file that was read before: few are ever asked for, and then several times."""
    return _reader(_FrontMatter().split(text)[0]).root


def _reader(front: str) -> FrontMatter:
    return FrontMatter(front.removeprefix("\n"))


def _pushed_down(text: str) -> tuple[Message | None, Cure | None]:
    """Return what to do about an opening line that is missing or too low; with facts above it, it is the closing line."""
    if _KEY.match(text):
        return None, Cure(Rewrite(1, 1, "", "---\n"), is_safe=True) if _holds_facts(text, 0) else None
    opening = next((line for line in DELIMITER.finditer(text) if _KEY.match(text, line.end())), None)
    if opening is None:
        return None, None
    line = text.count("\n", 0, opening.start()) + 1
    above = text[: opening.start()]
    if not above.strip():
        cure = Cure(Rewrite(1, 1, above, ""), is_safe=True)
        return say("The line --- is line {line} of the file: delete the empty lines above it", line=line), cure
    return say(
        "The line --- is line {line} of the file: delete what stands above it, or move that below the facts", line=line
    ), None


def _holds_facts(text: str, start: int) -> bool:
    """Whether there are facts from a place on down to a closing line, or to one meant as such, and nothing else."""
    closing = DELIMITER.search(text, start) or _NEARLY.search(text, start)
    lines = [line for line in text[start : closing.start()].split("\n") if line.strip()] if closing else []
    return bool(lines) and all(map(_FACT.match, lines))


def _facts_below(text: str, start: int) -> str | None:
    """Return the first key below the closing line if a stray --- closed the facts too early."""
    key = _KEY.match(text, start)
    stray = DELIMITER.search(text, key.end()) if key else None
    if key is None or stray is None:
        return None
    lines = [line for line in text[key.start() : stray.start()].split("\n") if line.strip()]
    # A text may begin with a word and a colon, and have a rule further down; of facts, one may be broken.
    return key[1] if sum(bool(_FACT.match(line)) for line in lines) * 2 > len(lines) else None


def _unclosed(path: str, text: str, start: int, defects: list[Defect]) -> Document:
    """Return a document whose facts are not closed; point at a line meant to close them (phones turn --- into a dash)."""
    if meant := _NEARLY.search(text, start):
        span = _span_at(text, meant.start())._replace(end_column=len(meant[0]) + 1)
        message = say("The front matter is not closed: this line is not exactly three hyphens")
        facts = f"{text[start : meant.start()]}---"
        cure = Cure(Rewrite(span.line, 1, meant[0], "---"), is_safe=_holds_facts(facts, 0))
        return _refused(path, FileCode.UNCLOSED_FRONT_MATTER, message, span, text, defects, cure=cure)
    if begun := _text_below(text, start):
        span = _span_at(text, begun)
        message = say("The front matter is not closed: no second --- line was found")
        hint = say("If the text begins here, write --- on a line of its own above it")
        cure = Cure(Rewrite(span.line, 1, "", "---\n"))
        return _refused(path, FileCode.UNCLOSED_FRONT_MATTER, message, span, text, defects, hint, cure)
    last = text.rstrip().count("\n") + 1
    message = say("The front matter is not closed: no second --- line was found")
    return _refused(path, FileCode.UNCLOSED_FRONT_MATTER, message, Span(last, 1, last, 1), text, defects)


def _text_below(text: str, start: int) -> int | None:
    """Return where the first line is that is no fact, if there are facts above it."""
    at = start + 1
    for line in text[at:].split("\n"):
        if line.strip() and not _FACT.match(line):
            return at if _KEY.match(text, start) else None
        at += len(line) + 1
    return None


def _span_at(text: str, offset: int) -> Span:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Span(line, column, line, column + 1)


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decoded(data: bytes) -> str | None:
    """Return what a file says in whatever encoding people save files here; None if that cannot be known."""
    for encoding in (_utf16(data) or "utf-8", "cp1251"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp1251" or _CYRILLIC.fullmatch(text):
            return text
    return None


def _utf16(data: bytes) -> str | None:
    """Return which UTF-16 a file is saved in, by its byte-order mark or by the line with which a record begins."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return next((encoding for encoding in ("utf-16-le", "utf-16-be") if data.startswith("---".encode(encoding))), None)


_CYRILLIC = re.compile("[\\x00-\\x7f\u0400-\u04ff\u00a0«»“”„‘’–—…№•]*")
"""What is written in a file that an old program of Windows saved; the same bytes are something else in other encodings."""


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Document:
    before = _with_plain_ends(error.object[: error.start].decode())
    byte = f"0x{error.object[error.start]:02X}"
    message = say("The file is not saved as UTF-8: byte {byte} cannot be read", byte=byte)
    text = _with_plain_ends(data.decode("utf-8-sig", "replace"))
    cure = Cure(Resave(), is_safe=_utf16(data) is not None) if decoded(data) else None
    return _refused(path, FileCode.NOT_UTF8, message, _span_at(before, len(before)), text, cure=cure)


def _refused(
    path: str,
    code: FileCode,
    message: Message,
    span: Span = WHOLE_FILE,
    text: str = "",
    defects: "list[Defect] | None" = None,
    hint: Message | None = None,
    cure: Cure | None = None,
) -> Document:
    """Return a document with nothing known but its defects."""
    defect = Defect(code, Problem(ROOT, message, hint, span=span, cure=cure))
    return Document(path, text.encode(), defects=(*(defects or []), defect))


def unreadable(path: str, code: FileCode, message: Message) -> Document:
    """Return a substitute for a file that must not or cannot be opened: a link, a folder's stranger, a denied permission."""
    return _refused(path, code, message)

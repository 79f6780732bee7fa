"""The YAML between the two --- lines: values as they are written, the place of each, and what is wrong with it in plain words.

YAML can do much that a person does not see the effect of: values by reference, joined groups, tags, several documents. None of
it is used here, each is refused with its own message.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from sys import intern
from typing import Any, NoReturn

import yaml

from validators.source.codes import FileCode
from validators.source.edits.cure import RESPACED, Cure, Rewrite, without_second
from validators.source.finding import Problem, Span
from validators.source.libyaml_errors import BULLETS, FIRST_LINE, LOADER, UNREADABLE, bullet, complaint, with_colon
from validators.source.limits import MAX_DEPTH, MAX_KEY, MAX_REPEATED, MAX_VALUES
from validators.source.remarks import commented_out, remarks_after_values
from validators.source.route import ROOT, Value
from validators.text.messages import Message, say

SHORT = 24
"""Keys, ids, dates and choices are no longer than this: they are in many records, and each is kept once."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What YAML does not print, and the line separators that it would count as lines and nobody sees."""
TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What nobody sees and turns the direction of writing: Arabic and Hebrew need it among other scripts, no text in Uzbek does."""
_UNSEEN = re.compile(f"{CONTROL.pattern}|{TURNING.pattern}")

_FIRST_LINE = Span(1, 1, 1, 4)
_ENDED = say("The line “...” ends the facts here, and more follows it")
_BROKEN_OFF = say("There is no value for this: between braces a comma begins the next fact")
_IN_QUOTES = say("If these words belong to the text before them, put all of it between quotes")


@dataclass(slots=True)
class Place:
    """Where a value is: its key (if it has one), itself, and the places of what it holds."""

    key: Span | None
    value: Span
    children: "dict[str, Place] | list[Place] | None" = None

    def child(self, part: str | int) -> "Place | None":
        """Return the place of what is under that key, or at that index of the list."""
        if isinstance(part, int):
            return self.children[part] if isinstance(self.children, list) and part < len(self.children) else None
        return self.children.get(part) if isinstance(self.children, dict) else None

    @property
    def pointed(self) -> Span:
        """What to underline: a value; of a list its key; of a group its first key."""
        if isinstance(self.children, dict) and self.key is None and self.children:
            first = next(iter(self.children.values())).key
            return self.value if self.value == _FIRST_LINE or first is None else first
        if self.children is not None or self.value[:2] == self.value[2:]:
            return self.key or self.value
        return self.value


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong with the file itself, under its `F` code; `fatal` when the rest of the front matter is not known."""

    code: FileCode
    problem: Problem
    fatal: bool = True


class _UnreadableError(Exception):
    """The rest of the front matter cannot be read; the defect that says why is recorded already."""


class _UnusualError(Exception):
    """Something that only the careful reading can judge."""


class FrontMatter:
    """What is between the two lines: after `read`, `values` and `defects` hold what there is, up to what cannot be read.

    Nearly every record is in order, and nobody asks where its values are: then they are all that is built.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.values: dict[str, Any] = {}
        self.defects: list[Defect] = []
        self.has_empty_keys = False
        self._root: Place | None = None
        self._depth = 0
        self._count = 0
        self._repeated = 0
        self._ended: Span | None = None

    @property
    def root(self) -> Place:
        """The places of all values."""
        if self._root is None:
            self._read_carefully()
        assert self._root
        return self._root

    def read(self) -> None:
        """Read the text through, or up to what cannot be read."""
        values = _in_order(self.text)
        if values is None:
            self._read_carefully()
        else:
            self.values = values
        if "#" in self.text and not any(defect.fatal for defect in self.defects):
            self._cut_off()
            self.defects += (Defect(FileCode.COMMENTED_OUT, one, fatal=False) for one in commented_out(self.text))

    def _read_carefully(self) -> None:
        """Build values and places from YAML's events, so that aliases are never expanded and size is known as it grows."""
        self.values = {}
        self._root = Place(None, _FIRST_LINE, {})
        loader = LOADER(self.text)
        try:
            self._document(loader)
        except _UnreadableError:
            pass
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except yaml.YAMLError:
            self._defect(FileCode.YAML_SYNTAX, UNREADABLE, _FIRST_LINE)
        finally:
            loader.dispose()

    def _cut_off(self) -> None:
        """Report text that YAML takes for a remark, since it follows a # after a value (F31)."""
        for remark in remarks_after_values(self.text):
            line = remark.line + FIRST_LINE
            span = Span(line, remark.column + 1, line, remark.end + 1)
            message = say("What follows # on this line is not read")
            self._defect(FileCode.TEXT_AFTER_HASH, message, span, remark.hint, remark.cure, fatal=False)

    def _document(self, loader: Any) -> None:
        loader.get_event()  # the stream starts
        event = loader.get_event()
        if isinstance(event, yaml.StreamEndEvent):
            return
        event = loader.get_event()
        if not isinstance(event, yaml.MappingStartEvent):
            message = say("The front matter is not a list of “key: value” lines")
            line = event.start_mark.line
            written = self.text.split("\n")[line]
            fixed = with_colon(written)
            hint = say("Write it as {line}", line=fixed) if fixed else None
            cure = Cure(Rewrite(line + FIRST_LINE, 1, written, fixed), is_safe=True) if fixed else None
            self._stop(FileCode.NOT_KEY_VALUE, message, self._span(event), hint, cure)
        self._plain(event)
        assert self._root
        assert isinstance(self._root.children, dict)
        self._mapping(loader, self.values, self._root.children)
        end = loader.get_event()
        self._ended = self._span(end) if end.explicit else None
        event = loader.get_event()
        if not isinstance(event, yaml.StreamEndEvent):
            if self._ended:
                self._ended_early(self._ended)
                raise _UnreadableError
            self._stop(FileCode.SECOND_DOCUMENT, say("A second document begins here; a file holds one record"), self._span(event))

    def _mapping(self, loader: Any, values: dict[str, Any], places: dict[str, Place], *, item: bool = False) -> None:
        """Fill `values` and `places` until the mapping ends, so that what was read before a mistake is kept; `item` says that
        it is an item of a list."""
        reported = False
        above = ""
        while True:
            event = loader.get_event()
            if isinstance(event, yaml.MappingEndEvent):
                return
            span = self._span(event)
            key = self._key(event, span)
            if key in places:
                if not reported:
                    reported = self._repeats(key, places, span, "" if above in values else above, item=item)
                self._value(loader)
                continue
            above = key
            value, place = self._value(loader)
            place.key = span
            places[key] = place
            if value is not None:
                values[key] = value
            elif self.text.split("\n")[span.end_line - FIRST_LINE][span.end_column - 1 :].lstrip().startswith(":"):
                self.has_empty_keys = True
            else:
                del places[key]
                self._defect(FileCode.YAML_SYNTAX, _BROKEN_OFF, span, _IN_QUOTES, fatal=False)

    def _key(self, event: Any, span: Span) -> str:
        self._plain(event)
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(FileCode.NOT_KEY_VALUE, say("A key must be a single word, not a list or a group"), span)
        key: str = event.value
        if key == "<<":
            self._stop(FileCode.YAML_MERGE_KEY, say("“<<” joins other groups here; write the values out instead"), span)
        if key[:1] in BULLETS:
            mistake = bullet(key[0], span.line - FIRST_LINE, span.column - 1, self.text.split("\n"))
            self._stop(mistake.code, mistake.message, span, mistake.hint, mistake.cure)
        if not key.strip():
            self._stop(FileCode.NOT_KEY_VALUE, say("There is no key before the colon"), span)
        if len(key) > MAX_KEY or "\n" in key:
            message = say("A key must be a single word, at most {limit} characters", limit=MAX_KEY)
            self._stop(FileCode.NOT_KEY_VALUE, message, span)
        return key

    def _repeats(self, key: str, places: dict[str, Place], span: Span, empty: str, *, item: bool) -> bool:
        """Report a key that is in its group already; `empty` is the key above it, if nothing follows that one.

        Answers whether a hyphen is rather missing, with which the keys below are no repetitions either: to delete one of the two
        would delete an item of a list.
        """
        first = places[key].key
        line = first.line if first else 1
        hint = None
        if item:
            hint = say(
                "If a new item begins here, write “- {key}: …”; if not, keep one of the two: the first is on line {line}",
                key=key, line=line,
            )  # fmt: skip
        elif empty:
            hint = say(
                "If it belongs to “{group}:” above, indent it under that, and begin each item with a hyphen: “  - {key}: …”",
                group=empty, key=key,
            )  # fmt: skip
        elif self._depth and key == next(iter(places)):
            hint = say(
                "If each begins an item of a list, write “- {key}: …” here and on line {line}; if not, keep one of the two",
                key=key, line=line,
            )  # fmt: skip
        kept = say("Keep one of the two: the first is on line {line}", line=line)
        message = say("The key “{key}” stands here a second time", key=key)
        self._defect(FileCode.DUPLICATE_KEY, message, span, hint or kept, without_second(f"---\n{self.text}", line, span.line))
        self._repeated += 1
        if self._repeated == MAX_REPEATED:
            raise _UnreadableError
        return hint is not None

    def _value(self, loader: Any, *, item: bool = False) -> tuple[Value | None, Place]:
        """Return the next value and its place; None when nothing was written after the key."""
        event = loader.get_event()
        span = self._span(event)
        self._plain(event)
        self._count += 1
        if self._count > MAX_VALUES:
            self._stop(FileCode.TOO_LARGE, say("The front matter has more than {limit} values", limit=MAX_VALUES), span)
        if isinstance(event, yaml.ScalarEvent):
            empty = not event.value and event.style in (None, "")
            return (None if empty else event.value), Place(None, span)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            message = say("Values are nested more than {limit} levels deep here", limit=MAX_DEPTH)
            self._stop(FileCode.NESTED_TOO_DEEP, message, span)
        if isinstance(event, yaml.MappingStartEvent):
            filled = self._group(loader, span, item=item and not event.flow_style)
        else:
            filled = self._list(loader, span)
        self._depth -= 1
        return filled

    def _group(self, loader: Any, span: Span, *, item: bool) -> tuple[Value, Place]:
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        self._mapping(loader, values, places, item=item)
        return values, Place(None, span, places)

    def _list(self, loader: Any, span: Span) -> tuple[Value, Place]:
        items: list[Any] = []
        places: list[Place] = []
        while not isinstance(loader.peek_event(), yaml.SequenceEndEvent):
            value, place = self._value(loader, item=True)
            items.append("" if value is None else value)
            places.append(place)
        loader.get_event()
        return items, Place(None, span, places)

    def _plain(self, event: Any) -> None:
        """Refuses aliases, anchors, tags and control characters written as escapes: a person does not see their effect."""
        if event.anchor is not None:
            message = say("“&{name}” names a value for reuse; write values out instead", name=event.anchor[:80])
            if isinstance(event, yaml.AliasEvent):
                message = say("“*{name}” repeats a value from elsewhere; write the value out", name=event.anchor[:80])
            self._stop(FileCode.YAML_ALIAS, message, self._span(event))
        if event.tag is not None:
            # YAML unfolds `!!str` into its full name.
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")[:80]
            self._stop(FileCode.YAML_TAG, say("“{tag}” is a YAML tag; write the plain value", tag=tag), self._span(event))
        if forbidden := _escaped(event):
            code = f"U+{ord(forbidden):04X}"
            message = say("Between these quotation marks a backslash makes a control character (code {code})", code=code)
            hint = say("Delete the backslash with what belongs to it; if it is part of the text, use single quotes")
            self._stop(FileCode.CONTROL_CHARACTER, message, self._span(event), hint)

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        if self._ended:
            self._ended_early(self._ended)
            return
        found = complaint(error, self.text.split("\n"))
        line, column = found.line + FIRST_LINE, found.column + 1
        cure = RESPACED if found.code == FileCode.TAB_INDENT else found.cure
        problem = Problem(ROOT, found.message, found.hint, span=Span(line, column, line, column + 1), cure=cure)
        self.defects.append(Defect(found.code, problem))

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(start.line + FIRST_LINE, start.column + 1, end.line + FIRST_LINE, end.column + 1)

    def _ended_early(self, span: Span) -> None:
        cure = Cure(Rewrite(span.line, 1, "...\n", ""), is_safe=True)
        self._defect(FileCode.SECOND_DOCUMENT, _ENDED, span, say("Delete the line"), cure)

    def _defect(
        self,
        code: FileCode,
        said: Message,
        span: Span,
        hint: Message | None = None,
        cure: Cure | None = None,
        *,
        fatal: bool = True,
    ) -> None:
        self.defects.append(Defect(code, Problem(ROOT, said, hint, span=span, cure=cure), fatal))

    def _stop(self, code: FileCode, said: Message, span: Span, hint: Message | None = None, cure: Cure | None = None) -> NoReturn:
        self._defect(code, said, span, hint, cure)
        raise _UnreadableError


def _escaped(event: Any) -> str | None:
    """Return a control character in a scalar; only double quotes allow one to be written with permitted signs."""
    found = _UNSEEN.search(event.value) if isinstance(event, yaml.ScalarEvent) and event.style == '"' else None
    return found and found[0]


def turns(sign: str, span: Span | None = None) -> Problem:
    """Return the problem of a sign that turns the direction of writing (F06)."""
    message = say("An invisible character here turns the direction of writing (code {code})", code=f"U+{ord(sign):04X}")
    return Problem(ROOT, message, say("Delete it: what follows it can be read otherwise than it is written"), span=span)


def _in_order(text: str) -> dict[str, Any] | None:
    """Return the values of a front matter with nothing in it to complain of; None where there may be."""
    if len(text) > MAX_VALUES:
        return None
    loader = LOADER(text)
    events = iter(loader.get_event, None)
    try:
        next(events), next(events)  # the stream and the document start
        values = _value_in_order(next(events), events, 0)
        next(events)  # the document ends
        return values if isinstance(values, dict) and isinstance(next(events), yaml.StreamEndEvent) else None
    except (yaml.YAMLError, _UnusualError, StopIteration):
        return None
    finally:
        loader.dispose()


def _value_in_order(event: Any, events: Iterator[Any], depth: int) -> Value | None:
    kind = type(event)
    if event.anchor is not None or event.tag is not None or depth > MAX_DEPTH:
        raise _UnusualError
    if kind is yaml.ScalarEvent:
        if not event.value:
            return "" if event.style else None
        if event.style == '"' and _UNSEEN.search(event.value):
            raise _UnusualError
        return intern(event.value) if len(event.value) <= SHORT else event.value
    if kind is yaml.MappingStartEvent:
        return _group_in_order(events, depth)
    items: list[Any] = []
    for inner in events:
        if type(inner) is yaml.SequenceEndEvent:
            break
        value = _value_in_order(inner, events, depth + 1)
        items.append("" if value is None else value)
    return items


def _group_in_order(events: Iterator[Any], depth: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for event in events:
        if type(event) is yaml.MappingEndEvent:
            break
        if type(event) is not yaml.ScalarEvent:
            raise _UnusualError
        key = _value_in_order(event, events, depth)
        if not isinstance(key, str) or key in values or key == "<<" or len(key) > MAX_KEY or "\n" in key or not key.strip():
            raise _UnusualError
        if key[0] in BULLETS:
            raise _UnusualError
        values[key] = value = _value_in_order(next(events), events, depth + 1)
        if value is None:
            raise _UnusualError
    return values

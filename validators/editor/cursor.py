"""What is being written at a place of the facts: a key of which group, or the value of which field."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel

from validators.editor.outline import Line, Outline
from validators.model.fields import field_at, group_at
from validators.source.route import Route

_PIECE = re.compile(r"""[\[{,]?\s*["']?(?P<piece>[^\[\]{},]*)$""")
_REST = re.compile(r"""(?:[^\[\]{},"'#]|(?<!\s)#)*""")
_KEY = re.compile(r"([a-z_]+):\s+")
_OTHERS = re.compile(r"[a-z][\w-]*")
_NAME = re.compile(r"\w*(?=:)")
_REMARK = re.compile(r"(?<!\S)#")


Form = Literal["line", "flow", "item", "name"]


@dataclass(frozen=True, slots=True)
class Cursor:
    """A key or a value that is being written in a line.

    `route` leads to the group that the key is for, or to the value. `typed` is what is there before the cursor; from `start` to
    `end` is what a completion replaces. `form` is how it is to be written: on a line, between brackets or braces (`flow`), as an
    `item` of a list that no hyphen begins yet, or as a `name` alone, since a colon follows. `others` are the other words between
    the same brackets or braces, `word` is the key that is there already.
    """

    part: Literal["key", "value"]
    route: Route
    typed: str
    start: int
    end: int
    form: Form = "line"
    others: tuple[str, ...] = ()
    word: str = ""


def cursor_at(outline: Outline, model: type[BaseModel], number: int, column: int) -> Cursor | None:
    """Return what is being written there; None where that is not known, or nothing can be proposed."""
    line, text = outline.line(number), outline.lines[number]
    if line is None or line.continues or _REMARK.search(text[:column]):
        return None
    if line.value_start is not None and column > text.index(":", line.start):
        return _value(line.group(line.start) / line.key, model, text, max(column, line.value_start), line.value_start)
    start = line.start if text.strip() else column
    if column < start:
        return None
    return _beginning(line, model, text, column, start)


def _beginning(line: Line, model: type[BaseModel], text: str, column: int, start: int) -> Cursor | None:
    """Return what is being written where a line begins: a key, or a value that stands alone."""
    route = line.group(start)
    field = field_at(model, route) if route else None
    in_list = field is not None and field.many and isinstance(route[-1], str)
    if field and (field.group is None or text[start:].startswith("{")):
        found = _value(route, model, text, column, start)
        return found and replace(found, form="item" if in_list else found.form)
    end = start + len(line.key) if line.key else len(text.rstrip())
    form: Form = "name" if line.key else "item" if in_list else "line"
    return Cursor("key", route, text[start:column], start, max(column, end), form, word=line.key)


def _value(route: Route, model: type[BaseModel], text: str, column: int, start: int) -> Cursor | None:
    piece = _PIECE.search(text[start:column])
    rest = _REST.match(text, column)
    field = field_at(model, route)
    if piece is None or rest is None or field is None:
        return None
    flow = text[start:column].lstrip().startswith(("[", "{"))
    typed, begin, end = piece["piece"], start + piece.start("piece"), column + len(rest[0].rstrip())
    others = tuple(_OTHERS.findall(f"{text[start:begin]},{text[end:]}")) if flow else ()
    if flow and field.group:
        key = _KEY.match(typed)
        if key is None:
            named = _NAME.match(text, column)
            end = named.end() if named else end
            return Cursor("key", route, typed, begin, end, "name" if named else "flow", others, text[begin:end] if named else "")
        route, typed, begin = route / key[1], typed[key.end() :], begin + key.end()
    if group_at(model, route) is not None:
        return None
    return Cursor("value", route, typed, begin, end, "flow" if flow else "line", others)

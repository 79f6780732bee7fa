"""A record's text, edited by the route of what is to change."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from validators.source.document import read_document
from validators.source.edits.edit import Edit, EditError, applied
from validators.source.edits.yaml_text import block, flow, is_short_list, replacing
from validators.source.libyaml_errors import BASE_LOADER
from validators.source.route import Route, Value

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_OPENING = re.compile("\ufeff?---[ \t]*")
_CLOSING = re.compile("---[ \t]*")
_REMARK = re.compile(r"(?<!\S)#")


class RecordText:
    """The text of a record as a person wrote it.

    Every method returns edits in characters of this text, and raises `EditError` where they would not be read back as they are
    meant, or would take something with them that nobody asked to change.

    >>> record = RecordText("---\\nid: a-1\\n---\\nMatn")
    >>> print(record.edited(record.add_item(Route("steps"), {"by": "xod-001", "number": "12: a"})), end="")
    ---
    id: a-1
    steps:
      - by: xod-001
        number: '12: a'
    ---
    Matn
    """

    def __init__(self, text: str) -> None:
        """Read the text; raises `EditError` if its front matter cannot be read whole."""
        self.text = text
        self._document = read_document("", text.encode())
        lines = _LINE.findall(text)
        closing = next((n for n, line in enumerate(lines) if n and _CLOSING.fullmatch(line.rstrip("\r\n"))), None)
        if closing is None or not self._document.readable or not _OPENING.fullmatch(lines[0].rstrip("\r\n")):
            raise EditError
        self._ending = found[0] if (found := _LINE_END.search(text)) else "\n"
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line))
        del self._starts[0]  # line 0 of the front matter is the second of the file
        self._lines = [line.rstrip("\r\n") for line in lines[1:closing]]
        self._root: Any = yaml.compose("".join(f"{line}\n" for line in self._lines), Loader=BASE_LOADER)
        if self._root is not None and (not isinstance(self._root, yaml.MappingNode) or self._root.flow_style):
            raise EditError

    @property
    def values(self) -> dict[str, Any]:
        """What the front matter says."""
        return self._document.values

    def edited(self, edits: Sequence[Edit]) -> str:
        """Return the text with the edits."""
        return applied(self.text, edits)

    def set(self, route: Route, value: Value, order: Sequence[str] = ()) -> list[Edit]:
        """Put a value where the route leads, in place of what is there; a key that is not there yet comes where `order` has it.

        `order` lists the keys of the innermost group in the order of its kind. Groups on the way that are not there are made.
        """
        above = route
        while above and self._node(above) is None:
            above = above.parent
        if above == route:
            edits = [self._replacement(route, value)]
        else:
            key, *deeper = route[len(above) :]
            made: Value = value
            for part in reversed(deeper):
                if not isinstance(part, str):
                    raise EditError
                made = {part: made}
            if not isinstance(key, str):
                raise EditError
            edits = [self._new_key(above, key, made, () if deeper else order)]
        return self._checked(edits, _with(self.values, route, value))

    def add_item(self, route: Route, item: Value, index: int | None = None, order: Sequence[str] = ()) -> list[Edit]:
        """Add an item to a list, at that index or at its end; a list that is not there comes where `order` has its key."""
        items = route.get(self.values) or []
        if not isinstance(items, list):
            raise EditError
        place = len(items) if index is None else index
        meant = _with(self.values, route, [*items[:place], item, *items[place:]])
        node = self._node(route)
        if node is None or not items:
            return self._checked(self.set(route, [item], order), meant)
        return self._checked([self._new_item(route, node, item, place)], meant)

    def move_item(self, route: Route, index: int, to: int) -> list[Edit]:
        """Move an item of a list, with the comments under it, so that it has the index `to` afterwards."""
        node = self._node(route)
        if not isinstance(node, yaml.SequenceNode) or not (0 <= index < len(node.value) > to >= 0):
            raise EditError
        items = list(route.get(self.values))
        items.insert(to, items.pop(index))
        meant = _with(self.values, route, items)
        if index == to:
            return []
        low, high = sorted((index, to))
        spans = [self._span(node, item) for item in node.value[low : high + 1]]
        pieces = [self.text[start:end] for start, end in spans]
        pieces.insert(to - low, pieces.pop(index - low))
        return self._checked([Edit(*span, piece) for span, piece in zip(spans, pieces, strict=True)], meant)

    def remove(self, route: Route) -> list[Edit]:
        """Take out a key with its value, or an item of a list, with the comments that are indented under it."""
        group = self._node(route.parent) if route else None
        if group is None or self._node(route) is None:
            raise EditError
        pairs = _pairs(group)
        at = next(n for n, (key, _) in enumerate(pairs) if (key.value if isinstance(group, yaml.MappingNode) else n) == route[-1])
        meant = _without(self.values, route)
        if group.flow_style:
            return self._checked([self._out_of_flow(pairs, at)], meant)
        if len(pairs) == 1 and len(route) > 1:
            empty: Value = {} if isinstance(group, yaml.MappingNode) else []
            return self._checked([self._replacement(route.parent, empty)], meant)
        first = pairs[at][0].start_mark
        if self._lines[first.line][: group.start_mark.column].strip():
            if not isinstance(group, yaml.MappingNode):
                raise EditError
            # The first pair after a hyphen: the next one takes its place, unless there are comments above that one.
            following = pairs[1][0].start_mark
            if self._line_after(pairs[0][1], group.start_mark.column) != following.line:
                raise EditError
            return self._checked([Edit(self._at(first), self._at(following), "")], meant)
        end_line = self._line_after(pairs[at][1], group.start_mark.column)
        return self._checked([Edit(self._starts[first.line], self._starts[end_line], "")], meant)

    def rename(self, route: Route, key: str) -> list[Edit]:
        """Call a key by another name that its group does not have yet."""
        node = self._key(route) if route else None
        group = route.parent.get(self.values) if route.parent else self.values
        if node is None or key in group:
            raise EditError
        meant = {key if name == route[-1] else name: value for name, value in group.items()}
        edit = Edit(self._at(node.start_mark), self._at(node.end_mark), key)
        return self._checked([edit], _with(self.values, route.parent, meant))

    def set_body(self, body: str) -> list[Edit]:
        """Put another text under the facts; lines end as they do in the file."""
        start = self._starts[len(self._lines) + 1]
        ending = "" if self.text[:start].endswith(("\r", "\n")) else self._ending
        new = ending + self._ending.join(_LINE_END.split(body))
        edits = [Edit(start, len(self.text), new)]
        after = read_document("", self.edited(edits).encode(errors="surrogatepass"))
        if after.values != self.values or after.text[(after.body_start or 0) :].lstrip("\n") != body.lstrip("\n"):
            raise EditError
        return edits

    def _checked(self, edits: list[Edit], meant: dict[str, Any]) -> list[Edit]:
        """Return the edits if the text then says what is meant, and nothing else."""
        after = read_document("", self.edited(edits).encode(errors="surrogatepass"))
        if not after.readable or after.values != meant or after.body != self._document.body:
            raise EditError
        return edits

    def _at(self, mark: yaml.Mark) -> int:
        return self._starts[mark.line] + mark.column

    def _node(self, route: Route) -> Any:
        """Return the node at the route; None if there is none."""
        node = self._root
        for part in route:
            if isinstance(part, int):
                node = node.value[part] if isinstance(node, yaml.SequenceNode) and part < len(node.value) else None
            elif isinstance(node, yaml.MappingNode):
                node = next((value for key, value in node.value if key.value == part), None)
            else:
                return None
        return node

    def _key(self, route: Route) -> Any:
        """Return the node of the route's last key; None for an item of a list."""
        group = self._node(route.parent)
        return (
            next((key for key, _ in group.value if key.value == route[-1]), None) if isinstance(group, yaml.MappingNode) else None
        )

    def _in_flow(self, route: Route) -> bool:
        """Whether what the route leads to is between brackets or braces."""
        return any(
            self._node(Route(*route[:depth])).flow_style for depth in range(len(route)) if self._node(Route(*route[:depth]))
        )

    @property
    def _list_indent(self) -> int:
        """How far the hyphens of lists stand to the right of their keys in this text; two columns where there is no list."""
        pairs = self._root.value if self._root else []
        lists = (value for _, value in pairs if isinstance(value, yaml.SequenceNode) and value.value and not value.flow_style)
        return next((node.start_mark.column - self._root.start_mark.column for node in lists), 2)

    def _line_after(self, node: Any, column: int) -> int:
        """Return the line after a value and the comments below it that are indented deeper than `column`."""
        line = self._last_line(node, column) + 1
        while line < len(self._lines) and self._lines[line].lstrip(" ").startswith("#") and _indent(self._lines[line]) > column:
            line += 1
        return line

    def _last_line(self, node: Any, column: int) -> int:
        """Return the last line of a value whose key or hyphen is at `column`."""
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            line = node.start_mark.line
            while line + 1 < len(self._lines) and (not self._lines[line + 1].strip() or _indent(self._lines[line + 1]) > column):
                line += 1
            while line > node.start_mark.line and not self._lines[line].strip() and not node.value.endswith("\n\n"):
                line -= 1
            return line
        if isinstance(node, yaml.ScalarNode) or node.flow_style:
            end: int = node.end_mark.line
            return end - 1 if node.end_mark.column == 0 and end > node.start_mark.line else end
        if not node.value:
            start: int = node.start_mark.line
            return start
        return self._last_line(_pairs(node)[-1][1], node.start_mark.column)

    def _span(self, group: Any, item: Any) -> tuple[int, int]:
        """Return the span of an item of a list, with its hyphen and the comments under it."""
        if group.flow_style:
            return self._at(item.start_mark), self._at(item.end_mark)
        line = self._hyphen_line(group, item)
        return self._starts[line], self._starts[self._line_after(item, group.start_mark.column)]

    def _hyphen_line(self, group: Any, item: Any) -> int:
        """Return the line of an item's hyphen; raises `EditError` if the item is not on it, or something else is before it."""
        line: int = item.start_mark.line
        column = group.start_mark.column
        if self._lines[line][:column].strip() or self._lines[line][column : column + 1] != "-":
            raise EditError
        return line

    def _replacement(self, route: Route, value: Value) -> Edit:
        node = self._node(route)
        start, end = self._at(node.start_mark), self._at(node.end_mark)
        inline = node.style not in ("|", ">") if isinstance(node, yaml.ScalarNode) else node.flow_style
        one_line = inline and node.start_mark.line == node.end_mark.line
        glue = " " if start == end and self.text[start - 1] in ":-" else ""
        if self._in_flow(route):
            if isinstance(value, str) and isinstance(node, yaml.ScalarNode):
                return self._without_loss(Edit(start, end, glue + replacing(value, self.text[start:end], node.value)))
            return self._without_loss(Edit(start, end, glue + flow(value)))
        if isinstance(node, yaml.ScalarNode) and one_line:
            if isinstance(value, str) and "\n" not in value:
                return Edit(start, end, glue + replacing(value, self.text[start:end], node.value))
            if node.value and is_short_list(value) and self._lines[node.start_mark.line][: node.start_mark.column].strip():
                return Edit(start, end, flow(value))
        if not isinstance(value, str) and not isinstance(node, yaml.ScalarNode) and node.flow_style and node.value:
            return self._without_loss(Edit(start, end, flow(value)))
        return self._rewritten(route, node, value, one_line=one_line)

    def _rewritten(self, route: Route, node: Any, value: Value, *, one_line: bool) -> Edit:
        """Replace all of a value under its key or after its hyphen."""
        group, key = self._node(route.parent), self._key(route)
        column = group.start_mark.column
        if key is None:
            head_end = self._starts[self._hyphen_line(group, node)] + column + 1
        else:
            head_end = self.text.index(":", self._at(key.end_mark)) + 1
        first, *rest = block(value, "-" if key is None else f"{key.value}:", self._list_indent)
        new = "".join(
            [
                first[1 if key is None else len(key.value) + 1 :],
                *(f"{self._ending}{' ' * column}{line}".rstrip(" ") for line in rest),
            ]
        )
        last = self._last_line(node, column)
        end = self._starts[last] + len(self._lines[last])
        if one_line:
            # What follows the value on its line, such as a remark, stays there.
            after = self.text[self._at(node.end_mark) : end]
            written = new.partition(self._ending)
            return Edit(head_end, end, f"{written[0]}{after.rstrip() and after}{written[1]}{written[2]}")
        return self._without_loss(Edit(head_end, end, new))

    def _without_loss(self, edit: Edit) -> Edit:
        """Return the edit, unless a remark would be lost with what it replaces."""
        for remark in _REMARK.finditer(self.text, edit.start, edit.end):
            if not any(start <= remark.start() < end for start, end in self._scalars(self._root, 0)):
                raise EditError
        return edit

    def _scalars(self, node: Any, column: int) -> Iterator[tuple[int, int]]:
        """Yield the spans of the keys and single values under a node whose key or hyphen is at `column`."""
        if not isinstance(node, yaml.ScalarNode):
            for pair in _pairs(node):
                for inner in pair:
                    yield from self._scalars(inner, node.start_mark.column)
        elif node.style in ("|", ">"):
            last = self._last_line(node, column)
            yield self._starts[node.start_mark.line + 1], self._starts[last] + len(self._lines[last])
        else:
            yield self._at(node.start_mark), self._at(node.end_mark)

    def _new_key(self, route: Route, key: str, value: Value, order: Sequence[str]) -> Edit:
        """Add a key to the group at the route."""
        group = self._node(route)
        if group is None and not route:
            return self._new_lines(len(self._lines), block(value, f"{key}:", 2), 0)
        if isinstance(group, yaml.ScalarNode) and not group.value and not group.style:
            return self._replacement(route, {key: value})
        if not isinstance(group, yaml.MappingNode):
            raise EditError
        pairs = _pairs(group)
        place = _place([name.value for name, _ in pairs], key, order)
        if group.flow_style:
            return self._into_flow(group, pairs, place, f"{key}: {flow(value)}")
        column = group.start_mark.column
        lines = block(value, f"{key}:", self._list_indent)
        if place:
            return self._new_lines(self._line_after(pairs[place - 1][1], column), lines, column)
        first = pairs[0][0].start_mark
        if not self._lines[first.line][:column].strip():
            return self._new_lines(first.line, lines, column)
        edit = self._new_lines(first.line, lines, column)
        return Edit(self._at(first), self._at(first), edit.text[column:] + " " * column)

    def _new_item(self, route: Route, group: Any, item: Value, place: int) -> Edit:
        pairs = _pairs(group)
        if group.flow_style:
            return self._into_flow(group, pairs, place, flow(item))
        column = group.start_mark.column
        in_braces = isinstance(item, dict | list) and all(getattr(inner, "flow_style", False) for inner in group.value)
        lines = [f"- {flow(item)}"] if in_braces else block(item, "-", self._list_indent)
        if place:
            return self._new_lines(self._line_after(pairs[place - 1][1], column), lines, column)
        return self._new_lines(self._hyphen_line(group, group.value[0]), lines, column)

    def _new_lines(self, line: int, lines: list[str], column: int) -> Edit:
        start = self._starts[line]
        return Edit(start, start, "".join(f"{' ' * column}{new}".rstrip(" ") + self._ending for new in lines))

    def _into_flow(self, group: Any, pairs: list[tuple[Any, Any]], place: int, text: str) -> Edit:
        if not pairs:
            start = self._at(group.start_mark) + 1
            return self._without_loss(Edit(start, self._at(group.end_mark) - 1, text))
        if place:
            start = self._at(pairs[place - 1][1].end_mark)
            return Edit(start, start, f", {text}")
        start = self._at(pairs[0][0].start_mark)
        return Edit(start, start, f"{text}, ")

    def _out_of_flow(self, pairs: list[tuple[Any, Any]], at: int) -> Edit:
        if at + 1 < len(pairs):
            start, end = self._at(pairs[at][0].start_mark), self._at(pairs[at + 1][0].start_mark)
        else:
            start = self._at(pairs[at - 1][1].end_mark if at else pairs[at][0].start_mark)
            end = self._at(pairs[at][1].end_mark)
        return self._without_loss(Edit(start, end, ""))


def _pairs(group: Any) -> list[tuple[Any, Any]]:
    """Return key and value of all that a group holds; an item of a list is its own key."""
    return list(group.value) if isinstance(group, yaml.MappingNode) else [(item, item) for item in group.value]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _place(present: list[str], key: str, order: Sequence[str]) -> int:
    """Return where a key comes among those present: after the last of those that `order` has before it, else at the end."""
    if key not in order:
        return len(present)
    before = [name for name in order[: list(order).index(key)] if name in present]
    if before:
        return present.index(before[-1]) + 1
    return 0 if any(name in order for name in present) else len(present)


def _with(values: Any, route: Route, value: Value) -> Any:
    """Return the values with another one where the route leads."""
    if not route:
        return value
    part, rest = route[0], Route(*route[1:])
    if isinstance(part, int):
        return [_with(inner, rest, value) if n == part else inner for n, inner in enumerate(values)]
    values = values or {}
    return {**values, part: _with(values.get(part), rest, value)}


def _without(values: Any, route: Route) -> Any:
    """Return the values without the one where the route leads."""
    part, rest = route[0], Route(*route[1:])
    if isinstance(values, list):
        return [_without(inner, rest) if n == part else inner for n, inner in enumerate(values) if rest or n != part]
    return {key: _without(inner, rest) if key == part else inner for key, inner in values.items() if rest or key != part}

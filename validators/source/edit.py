"""Minimal edits of a record's text: what a person wrote stays as it is, byte for byte, comments and order included."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from validators.source.libyaml_errors import BASE_LOADER

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_CLOSING = re.compile(r"---[ \t]*")
_PLAIN = re.compile(r"[^\W_][\w/.‘’()“”№-]*(?: [\w/.‘’()“”№-]+)*")
_GUESSED = re.compile(r"(?i)[.\d_]+(?:e-?\d+)?|0[xo][\da-f]+|true|false|yes|no|on|off|null|[yn]")
"""What other readers of YAML take for a number or a truth value; a date, which everybody here writes bare, is not among them."""


class EditError(Exception):
    """The text is written in a way in which nothing can be added without rewriting what a person wrote."""


def with_item(text: str, key: str, item: Mapping[str, str]) -> str:
    """Return the text with one more item, a group of facts, at the end of the list under a key of the front matter.

    >>> print(with_item("---\\nid: a-1\\n---\\nMatn", "steps", {"by": "xod-001", "number": "12: a"}), end="")
    ---
    id: a-1
    steps:
      - by: xod-001
        number: '12: a'
    ---
    Matn
    """
    lines = _LINE.findall(text)
    ending = next((line[len(line.rstrip("\r\n")) :] for line in lines if line.rstrip("\r\n") != line), "\n")
    closing = next((n for n, line in enumerate(lines) if n and _CLOSING.fullmatch(line.rstrip("\r\n"))), None)
    if closing is None:
        raise EditError
    node = _value(lines[1:closing], key)
    if node is None:
        return _inserted(lines, closing, [f"{key}:", *_item(item, "  ")], ending)
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        indent = " " * node.start_mark.column
        last = _last_line(node) + 1
        while last + 1 < closing and _belongs(lines[last + 1], node.start_mark.column):
            last += 1
        return _inserted(lines, last + 1, _item(item, indent), ending)
    if isinstance(node, yaml.ScalarNode | yaml.SequenceNode) and not node.value:
        first, last = node.start_mark.line + 1, node.end_mark.line + 1
        if first != last:
            raise EditError
        line = lines[first]
        lines[first] = line[: node.start_mark.column] + line[node.end_mark.column :]
        if isinstance(node, yaml.SequenceNode):
            lines[first] = re.sub(r":[ \t]+(\r?\n|\r)$", r":\1", lines[first])
        return _inserted(lines, first + 1, _item(item, "  "), ending)
    raise EditError


def _value(front: list[str], key: str) -> Any:
    """Return the node of the value under the key; None if the key is not there."""
    plain = "".join(re.sub(r"\r\n?$", "\n", line) for line in front)
    try:
        root = yaml.compose(plain, Loader=BASE_LOADER)
    except yaml.YAMLError as error:
        raise EditError from error
    if not isinstance(root, yaml.MappingNode):
        raise EditError
    return next((value for name, value in root.value if name.value == key), None)


def _last_line(node: Any) -> int:
    """Return the last line of the front matter that the node reaches."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style:
        end: int = node.end_mark.line
        return end - 1 if node.end_mark.column == 0 and end > node.start_mark.line else end
    if isinstance(node, yaml.MappingNode):
        return max((_last_line(inner) for pair in node.value for inner in pair), default=node.start_mark.line)
    return max((_last_line(inner) for inner in node.value), default=node.start_mark.line)


def _belongs(line: str, column: int) -> bool:
    """Whether a line is a comment that still speaks of the item above it."""
    stripped = line.lstrip(" ")
    return stripped.startswith("#") and len(line) - len(stripped) > column


def _item(item: Mapping[str, str], indent: str) -> list[str]:
    lines = [f"{name}: {as_written(value)}" for name, value in item.items()]
    return [f"{indent}{'  ' if index else '- '}{line}" for index, line in enumerate(lines)]


def as_written(value: str) -> str:
    """Return the value as a person would write it, between quotes where it would be read as something else without them.

    Raises EditError for a value of more than one line.
    """
    plain = _PLAIN.fullmatch(value) or re.fullmatch(r"sha256:[\w:]+", value)
    if plain and not _GUESSED.fullmatch(value):
        return value
    if "\n" in value or "\r" in value:
        raise EditError
    quoted = value.replace("'", "''")
    return f"'{quoted}'"


def _inserted(lines: list[str], index: int, new: list[str], ending: str) -> str:
    return "".join([*lines[:index], *(f"{line}{ending}" for line in new), *lines[index:]])

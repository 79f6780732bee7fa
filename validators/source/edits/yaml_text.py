"""Values as a person writes them in YAML: between quotes only where they would be read as something else without."""

import json
import re
from collections.abc import Iterator

from validators.source.front_matter import Value

_PLAIN = re.compile(r"[^\W_][\w/.‘’()“”№-]*(?: [\w/.‘’()“”№-]+)*")
_DIGEST = re.compile(r"sha256:[\w:]+")
_GUESSED = re.compile(r"(?i)[.\d_]+(?:e-?\d+)?|0[xo][\da-f]+|true|false|yes|no|on|off|null|[yn]")
"""What other readers of YAML take for a number or a truth value; a date, which everybody here writes bare, is not among them."""
_BLOCK = re.compile(r"[^\s#](?:[^\t]*\S)?\n?")
"""What may stand as lines below a | as it is."""


def scalar(value: str, quotes: str = "") -> str:
    """Return the value on one line; `quotes` are those that a person put around the value before, and that stay.

    >>> scalar("14-son"), scalar("12: a"), scalar("Reja", '"'), scalar("yes")
    ('14-son', "'12: a'", '"Reja"', "'yes'")
    """
    if any(sign in value for sign in "\n\r\t") or (quotes == '"' and not any(sign in value for sign in '"\\')):
        return json.dumps(value, ensure_ascii=False)
    if quotes != "'" and (_PLAIN.fullmatch(value) or _DIGEST.fullmatch(value)) and not _GUESSED.fullmatch(value):
        return value
    return "'" + value.replace("'", "''") + "'"


def flow(value: Value) -> str:
    """Return the value as it stands between brackets or braces, on one line.

    >>> flow({"by": "xod-001", "parts": ["a", "b, c"]})
    "{by: xod-001, parts: [a, 'b, c']}"
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]" if isinstance(value, list) else scalar(value)


def block(value: Value, head: str, indent: int) -> list[str]:
    """Return the lines of a value under its head, which is `key:` or a hyphen, without the head's own indent.

    `indent` is how far the hyphens of a list stand to the right of its key.

    >>> block([{"by": "xod-001", "date": "2026-03-05"}], "approvals:", 2)
    ['approvals:', '  - by: xod-001', '    date: 2026-03-05']
    """
    if not value or (isinstance(value, str) and not _several_lines(value)):
        return [f"{head} {flow(value)}"]
    if isinstance(value, str):
        sign = "|" if value.endswith("\n") else "|-"
        return [f"{head} {sign}", *(f"  {line}".rstrip() for line in value.splitlines())]
    inside = list(_inside(value, indent))
    if head == "-":
        return [f"- {inside[0]}", *(f"  {line}" for line in inside[1:])]
    by = indent if isinstance(value, list) else 2
    return [head, *(f"{' ' * by}{line}" for line in inside)]


def _inside(value: Value, indent: int) -> Iterator[str]:
    pairs = ((f"{key}:", inner) for key, inner in value.items()) if isinstance(value, dict) else (("-", inner) for inner in value)
    for head, inner in pairs:
        yield from block(inner, head, indent)


def _several_lines(value: str) -> bool:
    """Whether the value is best written as lines of its own."""
    return (
        "\n" in value.rstrip("\n") and bool(_BLOCK.fullmatch(value)) and all(line == line.rstrip() for line in value.splitlines())
    )

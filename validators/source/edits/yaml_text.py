"""Values as a person writes them in YAML: between quotes only where they would be read as something else without."""

import json
import re
from collections.abc import Iterator

from validators.source.route import Value

SHORT_LIST = 60
"""As many characters of a list between brackets as stay readable after a key."""
_PLAIN = re.compile(r"[^\W_][\w/.‘’()“”№-]*(?: [\w/.‘’()“”№-]+)*")
_DIGEST = re.compile(r"sha256:[\w:]+")
_WITH_COLONS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}|https?://[\w/.-]+")
"""A moment, and an address without signs that YAML might read as its own."""
_GUESSED = re.compile(r"(?i)[.\d_]+(?:e-?\d+)?|0[xo][\da-f]+|true|false|yes|no|on|off|null|[yn]")
"""What other readers of YAML take for a number or a truth value; a date, which everybody here writes bare, is not among them."""
_BARE = re.compile(r"[0-9]+(?:\.[0-9]+)?|true|false")
_BLOCK = re.compile(r"[^\s#](?:[^\t]*\S)?\n?")
"""What may stand as lines below a | as it is."""


class Bare(str):
    """A value that records have as a number, or as true or false: it is written without quotes."""

    __slots__ = ()


def scalar(value: str, quotes: str | None = None) -> str:
    """Return the value on one line; `quotes` are those around the value that a person wrote there before: they stay, and where
    there were none a number gets none.

    >>> scalar("14-son"), scalar("12: a"), scalar("Reja", '"'), scalar("yes"), scalar("12"), scalar("12", ""), scalar("bo'lim")
    ('14-son', "'12: a'", '"Reja"', "'yes'", "'12'", '12', '"bo\'lim"')
    """
    if (quotes == "" or isinstance(value, Bare)) and _BARE.fullmatch(value):
        return value
    if any(sign in value for sign in "\n\r\t") or (quotes == '"' and not any(sign in value for sign in '"\\')):
        return json.dumps(value, ensure_ascii=False)
    if (
        quotes != "'"
        and (_PLAIN.fullmatch(value) or _DIGEST.fullmatch(value) or _WITH_COLONS.fullmatch(value))
        and not _GUESSED.fullmatch(value)
    ):
        return value
    if quotes is None and "'" in value and not any(sign in value for sign in '"\\'):
        return json.dumps(value, ensure_ascii=False)
    return "'" + value.replace("'", "''") + "'"


def replacing(value: str, written: str, before: str) -> str:
    """Return the value on one line in place of one that is written there: its quotes stay, unless it could not do without them.

    >>> replacing("Hisobot", '"Reja"', "Reja"), replacing("2026-12-01", "'2'", "2")
    ('"Hisobot"', '2026-12-01')
    """
    quotes = written[0] if written[:1] in ("'", '"') else ""
    return scalar(value, None if not before or (quotes and written == scalar(before)) else quotes)


def flow(value: Value) -> str:
    """Return the value as it stands between brackets or braces, on one line.

    >>> flow({"by": "xod-001", "parts": ["a", "b, c"]})
    "{by: xod-001, parts: [a, 'b, c']}"
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]" if isinstance(value, list) else scalar(value)


def is_short_list(value: Value) -> bool:
    """Whether a value is a list of a few words that is read best between brackets on one line."""
    words = isinstance(value, list) and value and all(isinstance(item, str) and scalar(item) == item for item in value)
    return bool(words) and len(flow(value)) <= SHORT_LIST


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

"""Facts written as different people write them: block and flow, quoted or not, with comments, indented more or less."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from validators.source.edits.yaml_text import flow, scalar

_REMARKS = ("# eslatma", "# a: b", "#", "# - c")


def handwritten(values: dict[str, Any], body: str, random: Random) -> str:
    """Return a record's text that says these values, in the hand of somebody whom `random` draws."""
    by = random.choice((0, 2, 2, 4))
    lines = [line for key, value in values.items() for line in _with_remarks(_written(f"{key}:", value, by, random), random)]
    text = "\n".join(("---", *lines, "---", body))
    text = text.rstrip("\n") if random.random() < 0.3 else text
    text = text.replace("\n", "\r\n") if random.random() < 0.3 else text
    return f"\ufeff{text}" if random.random() < 0.1 else text


def _with_remarks(lines: Iterator[str], random: Random) -> Iterator[str]:
    if random.random() < 0.2:
        yield random.choice(_REMARKS)
    if random.random() < 0.1:
        yield ""
    yield from lines


def _written(head: str, value: Any, by: int, random: Random) -> Iterator[str]:
    """Yield the lines of a value under its head, a key or a hyphen."""
    if isinstance(value, str):
        yield from _text(head, value, random)
    elif not value:
        yield f"{head} {flow(value)}"
    elif random.random() < 0.3 and len(flow(value)) < 200:
        yield from f"{head} {flow(value)}".replace(", ", random.choice((", ", ",   ", ",\n      ")), 1).split("\n")
    else:
        pairs = value.items() if isinstance(value, dict) else (("-", item) for item in value)
        inside = [
            line
            for key, inner in pairs
            for line in _with_remarks(_written(key if key == "-" else f"{key}:", inner, by, random), random)
        ]
        if head == "-":
            # What follows a hyphen on its line cannot be a comment.
            first = next(number for number, line in enumerate(inside) if line and not line.startswith("#"))
            yield f"- {inside[first]}"
            yield from (f"  {line}" for line in inside[first + 1 :])
        else:
            yield head
            yield from (f"{' ' * (by if isinstance(value, list) else by or 2)}{line}" for line in inside)


def _text(head: str, value: str, random: Random) -> Iterator[str]:
    words = value.split(" ")
    remark = random.choice(("", "", "", "  # eslatma"))
    way = random.randrange(6)
    if way == 0:
        yield f"{head} {json.dumps(value, ensure_ascii=False)}{remark}"
    elif way == 1 and "\n" not in value:
        quoted = value.replace("'", "''")
        yield f"{head} '{quoted}'{remark}"
    elif way == 2 and value.strip() == value != "":
        yield f"{head} |-{remark}"
        yield from (f"  {line}" for line in value.split("\n"))
    elif way == 3 and len(words) > 1 and all(words) and "\n" not in value:
        yield f"{head} >-{remark}"
        yield from (f"  {' '.join(some)}" for some in (words[:1], words[1:]))
    elif way == 4 and len(words) > 1 and scalar(value) == value:
        yield f"{head} {words[0]}"
        yield f"    {' '.join(words[1:])}{remark}"
    else:
        yield f"{head} {scalar(value)}{remark}"

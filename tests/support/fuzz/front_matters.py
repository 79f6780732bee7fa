"""A record's file with its facts changed: as text, line by line and sign by sign, and as values."""

import copy
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

import yaml

from tests.support.mutations import SAMPLES
from tests.support.wrong_values import base_files, every_field, kind_at, scenes, with_wrong_value
from validators.source.document import read_document

SIGNS = "\t\r\0\x1b\x85\u00a0\u200b\u200f\u202e\u2028\ufeff\uffff😀'\"`{}[]&*!|>%@#:,-?~\\\n ‘’"
"""Single characters that YAML, a terminal or a page treat in a way of their own."""
LINES = (
    "---", "...", "- a", "  - a: b", "a", ":", "? a", "? [a]: b", "[a", "{a: b", "title: |", "title: >-", "title: 'a", 'title: "\\u00',
    "title: &a b", "title: *a", "<<: *a", "title: !!int 1", "title: !x y", "%YAML 1.2", "# izoh", "title: # a", "title:\t- a",
    "\ttitle: a", "    ", "title: a: b", "title: [a, [b, {c: d}]]", "approvals: {}", "approvals: []", "approvals:", "id:", "status:",
    "<<<<<<< HEAD", "=======", ">>>>>>> x", "sample: true", "sample: yes", "'': a", "? a\n: b", "title: \"a\"# b", "title: [a]# b",
)  # fmt: skip
"""Lines that may stand in front matter, or must not."""


def changed(data: bytes, path: str, ids: list[str], random: Random) -> bytes:
    """Return a file with a few things changed, of which some give a record that can still be read and others do not."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 5))):
        data = random.choice(_WAYS)(data, path, ids, random)
    return data


def _signs(data: bytes, path: str, ids: list[str], random: Random) -> bytes:
    """Insert, delete or replace a character."""
    text = data.decode("utf-8", "surrogateescape")
    place = random.randrange(len(text) + 1)
    gone = random.choice((0, 0, 1, 3))
    return (text[:place] + random.choice((random.choice(SIGNS), "")) + text[place + gone :]).encode("utf-8", "surrogateescape")


def _bytes(data: bytes, path: str, ids: list[str], random: Random) -> bytes:
    """Put a byte of any value somewhere, cut the file off, or save it as another program would."""
    place = random.randrange(len(data) + 1)
    return random.choice(
        (
            data[:place] + bytes([random.randrange(256)]) + data[place + 1 :],
            data[:place],
            data.replace(b"\n", b"\r\n"),
            b"\xef\xbb\xbf" + data,
            data.decode("utf-8", "replace").encode("utf-16"),
        )
    )


def _lines(data: bytes, path: str, ids: list[str], random: Random) -> bytes:
    """Delete, repeat, move, indent or add a line."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    here, there = random.randrange(len(lines)), random.randrange(len(lines))
    way = random.randrange(6)
    if way == 0:
        del lines[here]
    elif way == 1:
        lines.insert(there, lines[here])
    elif way == 2:
        lines[here], lines[there] = lines[there], lines[here]
    elif way == 3:
        lines[here] = random.choice((" ", "  ", "\t", "- ", "# ")) + lines[here]
    elif way == 4:
        lines[here] = lines[here].removeprefix(random.choice((" ", "  ", "- ", "  - ")))
    else:
        lines.insert(here, random.choice(LINES))
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def _wrong(data: bytes, path: str, ids: list[str], random: Random) -> bytes:
    """Make one field of the kind wrong, perhaps one that the record does not have."""
    kind = kind_at(path)
    document = read_document(path, data)
    if kind is None or not document.readable:
        return data
    return with_wrong_value(data, *random.choice(list(every_field(kind.model))))


def _values(data: bytes, path: str, ids: list[str], random: Random) -> bytes:
    """Change values: for those that other records have there, for ids of other records, for samples of what people write."""
    document = read_document(path, data)
    if not document.readable:
        return data
    values = copy.deepcopy(document.values)
    for _ in range(random.choice((1, 1, 2, 4))):
        _change(values, ids, random)
    style = random.choice((None, None, '"', "'"))
    written = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, default_style=style, default_flow_style=None)
    return f"---\n{written}---\n{document.body}".encode("utf-8", "surrogatepass")


def _change(values: dict[str, Any], ids: list[str], random: Random) -> None:
    places = list(_places(values))
    if not places:
        return
    holder, key = random.choice(places)
    way = random.randrange(8)
    if way == 0:
        del holder[key]
    elif way == 1 and isinstance(holder, list):
        holder.insert(random.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
    elif way == 2 and isinstance(holder, list):
        random.shuffle(holder)
    elif way == 3:
        name = random.choice(sorted(_known()))
        values[name] = copy.deepcopy(random.choice(_known()[name]))
    elif way == 4:
        holder[key] = random.choice(ids or ["loy-2026-001"])
    elif way == 5:
        sample = random.choice(SAMPLES)
        holder[key] = random.choice((sample, [sample], {"a": sample}, None))
    else:
        holder[key] = copy.deepcopy(random.choice(_known().get(str(key)) or SAMPLES))


def _places(value: Any) -> Any:
    items = list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    for key, inner in items:
        yield value, key
        yield from _places(inner)


@cache
def _known() -> Mapping[str, list[Any]]:
    """Return, by key, the values that the records of the base and of the cases have under it."""
    found: dict[str, list[Any]] = defaultdict(list)
    texts = {data for files in (base_files(), *(scene.files for scene in scenes())) for data in files.values()}
    for data in sorted(texts):
        for holder, key in _places(read_document("", data).values):
            if isinstance(key, str) and holder[key] not in found[key]:
                found[key].append(holder[key])
    return found


_WAYS = (_signs, _bytes, _lines, _lines, _wrong, _values, _values, _values)

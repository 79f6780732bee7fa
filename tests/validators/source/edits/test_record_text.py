"""Edits of a record's text by route: what a person wrote stays, and what is read back is what was meant."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benchmarks.records import write_records
from tests.support.handwriting import handwritten
from tests.support.paths import BASE
from validators.source.document import Document, read_document
from validators.source.edits.edit import Edit, EditError, applied
from validators.source.edits.record_text import RecordText
from validators.source.route import ROOT, Route

BLOCK = """\
---
# Bosh qism
id: loy-2026-001   # o‘zgarmaydi
title: "Hujjat: aylanish"
about: |
  Bir # izoh emas
    ikki

note: >-
  uzun
  matn
empty:
bosh: # keyin
plain: bir
  ikki
milestones:
  # birinchi
  - kind: launch # shu yerda
    due: 2026-03-05
    # uning izohi
  # ikkinchi

  - due: '2026-04-01'
    kind: end
    parts: [a, "b, c"]
  - {kind: last, due: 2026-05-01}
tags: [bir, 'ikki: uch',
  to‘rt]
none: []
nothing: {}
who: {by: xod-001, name: "A # B"}
lone:
- bir
- ikki
# oxiri
---

Matn — oxiri yo‘q"""

FORMS = {
    "block": BLOCK,
    "Windows": BLOCK.replace("\n", "\r\n"),
    "marked": "\ufeff" + BLOCK,
    "indented": BLOCK.replace("---\n", "", 1).split("---")[0],
}
FORMS["indented"] = "---\n" + "".join(f"  {line}\n" if line else "\n" for line in FORMS["indented"].splitlines()) + "---\n"

VALUES: list[Any] = [
    "Yangi qiymat", "2026-09-01", "", "yes", "12: a # b", "ko‘p “q”", "it's \"so\"", "- x", "bir\nikki\n", "bir\n\n  ikki", " chet ", "[a",
    "\\n", "a, b", ["x", {"a": "1", "b": ["y", "z: w"]}], {"by": "xod-002", "when": {"day": "2026-01-01"}}, [], {},
]  # fmt: skip


def reached(values: Any, route: Route = ROOT) -> Iterator[tuple[Route, Any]]:
    """Yield every value with the route to it, the record's own aside."""
    if isinstance(values, dict):
        inner = [(route / key, value) for key, value in values.items()]
    else:
        inner = [(route / n, value) for n, value in enumerate(values)] if isinstance(values, list) else []
    for at, value in inner:
        yield at, value
        yield from reached(value, at)


def put(values: Any, route: Route, value: Any) -> Any:
    """Return the values with another one at the route."""
    if not route:
        return value
    inner = put(values[route[0]], Route(*route[1:]), value)
    return (
        [inner if n == route[0] else old for n, old in enumerate(values)]
        if isinstance(values, list)
        else {**values, route[0]: inner}
    )


def read(text: str) -> Document:
    return read_document("a.md", text.encode())


def lines_around(document: Document, text: str, route: Route) -> tuple[list[str], list[str]]:
    """Return the lines of a text before the key or hyphen at the route, and those after what is under it."""
    place = document.place(route)
    assert place
    lines = text.splitlines(keepends=True)
    first = (place.key or place.value).line
    last = max(inner.value.end_line for inner in [place, *below(place)])
    return lines[: first - 1], lines[last:]


def below(place: Any) -> Iterator[Any]:
    children = place.children or []
    for child in children.values() if isinstance(children, dict) else children:
        yield child
        yield from below(child)


def test_a_value_is_put_where_another_one_was_and_nothing_else_moves() -> None:
    """In every form, at every route, for values of every sort."""
    for name, text in FORMS.items():
        record, before = RecordText(text), read(text)
        for route, _ in reached(record.values):
            for value in VALUES:
                try:
                    written = record.edited(record.set(route, value))
                except EditError:
                    assert route in REFUSED, (name, route, value)
                    continue
                after = read(written)
                assert after.values == put(record.values, route, value), (name, route, value)
                assert after.body == before.body
                above, under = lines_around(before, text, route)
                now = written.splitlines(keepends=True)
                assert now[: len(above)] == above, (name, route, value)
                assert not under or now[-len(under) :] == under, (name, route, value)


REFUSED = {Route("milestones"), Route("milestones", 0), Route("milestones", 1)}
"""Where a remark would be lost with the value: what is there is taken out by hand."""


def test_an_item_is_added_moved_and_taken_out_with_its_comments_and_no_others() -> None:
    """In every form, at every index of every list."""
    for name, text in FORMS.items():
        record = RecordText(text)
        remarks = sorted(line.strip() for line in text.splitlines() if line.strip().startswith("#"))
        for route, items in reached(record.values):
            if not isinstance(items, list):
                continue
            for place in range(len(items) + 1):
                for item in ("yangi: bir", {"kind": "x", "due": "2026-01-01"}):
                    written = record.edited(record.add_item(route, item, place))
                    assert read(written).values == put(record.values, route, [*items[:place], item, *items[place:]]), (
                        name,
                        route,
                        place,
                    )
                    assert sorted(line.strip() for line in written.splitlines() if line.strip().startswith("#")) == remarks
            for old in range(len(items)):
                moved = [item for n, item in enumerate(items) if n != old]
                for to in range(len(items)):
                    written = record.edited(record.move_item(route, old, to))
                    assert read(written).values == put(record.values, route, [*moved[:to], items[old], *moved[to:]])
                    assert sorted(written) == sorted(text)
                assert read(record.edited(record.remove(route / old))).values == put(record.values, route, moved), (
                    name,
                    route,
                    old,
                )


def test_a_key_is_taken_out_with_what_is_under_it() -> None:
    for name, text in FORMS.items():
        record, before = RecordText(text), read(text)
        for route, _ in reached(record.values):
            if isinstance(route[-1], int):
                continue
            written = record.edited(record.remove(route))
            group = {
                key: value
                for key, value in (route.parent.get(record.values) if route.parent else record.values).items()
                if key != route[-1]
            }
            assert read(written).values == put(record.values, route.parent, group), (name, route)
            above, _under = lines_around(before, text, route)
            assert written.splitlines(keepends=True)[: len(above)] == above


def test_every_record_can_be_edited_at_every_place() -> None:
    """Whatever a register holds: the records that tests are built on stand for it."""
    files = sorted(Path(BASE).rglob("*.md"))
    assert len(files) > 20
    for path in files:
        record = RecordText(path.read_bytes().decode())
        for route, value in reached(record.values):
            assert read(record.edited(record.set(route, "12: a # b"))).values == put(record.values, route, "12: a # b")
            if isinstance(value, list):
                assert read(record.edited(record.add_item(route, "x"))).values == put(record.values, route, [*value, "x"])


def test_every_hand_can_be_edited_at_every_place(tmp_path: Path) -> None:
    """The same facts as people of different habits write them, some places of each drawn by lot; grown records are larger."""
    write_records(tmp_path, 40, seed=2026)
    edits, refused = edited_in_every_hand(tmp_path.rglob("*.md"), Random(2026), most=4)
    assert (edits > 600, refused < edits / 10) == (True, True)


def edited_in_every_hand(paths: Iterable[Path], random: Random, most: int) -> tuple[int, int]:
    """Edit at most so many places of each record, written in a hand drawn by lot; return the edits, and how many were refused."""
    edits = refused = 0
    for path in sorted(paths):
        values, body = read(path.read_bytes().decode()).values, "Matn — ‘oxiri’\n"
        text = handwritten(values, body, random)
        assert read(text).values == values, text
        places = list(reached(values))
        for route, value in random.sample(places, k=min(most, len(places))):
            for edit, meant in edits_at(route, value, random):
                edits += 1
                refused += is_refused(text, values, edit, meant, route)
    return edits, refused


def edits_at(
    route: Route, value: Any, random: Random
) -> Iterator[tuple[Callable[[RecordText], list[Edit]], Callable[[Any], Any]]]:
    """Yield edits of a place, each with what the values are then."""
    new = random.choice(VALUES)
    yield lambda record: record.set(route, new), lambda values: put(values, route, new)
    holder = route.parent
    if isinstance(value, list):
        item, place = random.choice(("yangi: bir", {"kind": "x", "due": "2026-01-01"})), random.randrange(len(value) + 1)
        meant = [*value[:place], item, *value[place:]]
        yield lambda record: record.add_item(route, item, place), lambda values: put(values, route, meant)
    if isinstance(route[-1], int):
        at = route[-1]

        def without(values: Any) -> Any:
            return put(values, holder, [one for number, one in enumerate(holder.get(values)) if number != at])

        yield lambda record: record.remove(route), without
        yield (
            lambda record: record.move_item(holder, at, 0),
            lambda values: put(values, holder, [holder.get(values)[at], *holder.get(without(values))]),
        )
    else:
        key = route[-1]
        yield (
            lambda record: record.remove(route),
            lambda values: put(
                values, holder, {name: one for name, one in (holder.get(values) if holder else values).items() if name != key}
            ),
        )


def is_refused(
    text: str, values: Any, edit: Callable[[RecordText], list[Edit]], meant: Callable[[Any], Any], route: Route
) -> bool:
    """Return whether an edit is refused; if not, what is read back is what was meant, and no line above it has changed."""
    try:
        written = RecordText(text).edited(edit(RecordText(text)))
    except EditError:
        return True
    after, before = read(written), read(text)
    assert after.values == meant(values), (text, written)
    assert after.body == before.body
    assert ("\r\n" in written) == ("\r\n" in text)
    assert written.startswith("\ufeff") == text.startswith("\ufeff")
    above = lines_around(before, text, Route(route.first_key))[0]
    assert written.splitlines(keepends=True)[: len(above)] == above
    return False


EDITED: dict[str, tuple[str, Callable[[RecordText], list[Edit]], str]] = {
    "a date between quotes keeps them": (
        "due: '2026-04-01' # muddat\n",
        lambda record: record.set(Route("due"), "2026-05-01"),
        "due: '2026-05-01' # muddat\n",
    ),
    "a key without a value": (
        "due:  # muddat\nid: a\n",
        lambda record: record.set(Route("due"), "2026-05-01"),
        "due: 2026-05-01  # muddat\nid: a\n",
    ),
    "a new key comes where its kind has it, after the comments of the one before": (
        "id: a\n# sarlavha\ntitle: b\n  # shu haqida\n# holat\nstatus: c\n",
        lambda record: record.set(Route("owner"), "tsh-001", ["id", "title", "owner", "status"]),
        "id: a\n# sarlavha\ntitle: b\n  # shu haqida\nowner: tsh-001\n# holat\nstatus: c\n",
    ),
    "a new key before all that are there": (
        "title: b\n",
        lambda record: record.set(Route("id"), "a-1", ["id", "title"]),
        "id: a-1\ntitle: b\n",
    ),
    "a key that the kind does not know comes last": (
        "id: a\ntitle: b\n",
        lambda record: record.set(Route("other"), "c", ["id", "title"]),
        "id: a\ntitle: b\nother: c\n",
    ),
    "the first key of an item": (
        "steps:\n- by: a\n",
        lambda record: record.set(Route("steps", 0, "date"), "2026-05-01", ["date", "by"]),
        "steps:\n- date: 2026-05-01\n  by: a\n",
    ),
    "a group that is not there yet": (
        "id: a\n",
        lambda record: record.set(Route("site", "address", "host"), "tsh.uz"),
        "id: a\nsite:\n  address:\n    host: tsh.uz\n",
    ),
    "items in braces stay in braces": (
        "steps:\n  - {by: a}\n",
        lambda record: record.add_item(Route("steps"), {"by": "b", "part": "1, 2"}),
        "steps:\n  - {by: a}\n  - {by: b, part: '1, 2'}\n",
    ),
    "a list that is not there is written as the others are": (
        "tags:\n- a\n",
        lambda record: record.add_item(Route("steps"), {"by": "b"}),
        "tags:\n- a\nsteps:\n- by: b\n",
    ),
    "an empty list": (
        "steps: [] # yo‘q\nid: a\n",
        lambda record: record.add_item(Route("steps"), {"by": "b"}),
        "steps: # yo‘q\n  - by: b\nid: a\n",
    ),
    "the last item leaves an empty list": (
        "steps:\n  - by: b\nid: a\n",
        lambda record: record.remove(Route("steps", 0)),
        "steps: []\nid: a\n",
    ),
    "text of several lines": (
        "about: bir\nid: a\n",
        lambda record: record.set(Route("about"), "Bir.\n\nIkki: uch\n"),
        "about: |\n  Bir.\n\n  Ikki: uch\nid: a\n",
    ),
    "nothing but a first key": ("", lambda record: record.set(Route("id"), "a"), "id: a\n"),
}


@pytest.mark.parametrize(("before", "edits", "after"), EDITED.values(), ids=EDITED)
def test_what_is_written(before: str, edits: Callable[[RecordText], list[Edit]], after: str) -> None:
    record = RecordText(f"---\n{before}---\nMatn\n")
    assert record.edited(edits(record)) == f"---\n{after}---\nMatn\n"


def test_the_body_is_changed_under_the_facts() -> None:
    """Lines end as in the file, and the facts stay as they are."""
    record = RecordText("---\r\nid: a  # bir\r\n---\r\nEski\r\n")
    assert record.edited(record.set_body("Yangi\nmatn\n")) == "---\r\nid: a  # bir\r\n---\r\nYangi\r\nmatn\r\n"
    unended = RecordText("---\nid: a\n---")
    assert unended.edited(unended.set_body("Matn\n")) == "---\nid: a\n---\nMatn\n"


@pytest.mark.parametrize(
    "text",
    ["", "Matn", "---\nid: a\n", "---\nid: a\nid: b\n---\n", "---\nid: &x a\n---\n", "---\n- a\n---\n", "---\nid: [a\n---\n", "---\n{id: a}\n---\n"],
)  # fmt: skip
def test_what_cannot_be_read_whole_is_not_edited(text: str) -> None:
    with pytest.raises(EditError):
        RecordText(text)


@pytest.mark.parametrize(
    "edits",
    [
        lambda record: record.set(Route("steps"), "x"),
        lambda record: record.remove(Route("steps", 0, "by")),
        lambda record: record.set(Route("id", "x"), "y"),
        lambda record: record.set(Route("new", 0), "y"),
        lambda record: record.set(Route("id"), "a\u2028b"),
        lambda record: record.set(Route("id"), "a\x00b"),
        lambda record: record.remove(Route("none")),
        lambda record: record.remove(ROOT),
        lambda record: record.add_item(Route("id"), "x"),
        lambda record: record.move_item(Route("steps"), 0, 1),
        lambda record: record.remove(Route("flow", 0)),
    ],
)
def test_what_would_take_a_remark_along_or_not_be_read_back_is_refused(edits: Callable[[RecordText], list[Edit]]) -> None:
    with pytest.raises(EditError):
        edits(RecordText("---\nid: a\nsteps:\n  - by: b\n    # nega\n    to: c\nflow: [a, # b\n  c]\n---\n"))


def test_edits_of_the_same_characters_are_refused() -> None:
    with pytest.raises(EditError):
        applied("abc", [Edit(0, 2, "x"), Edit(1, 3, "y")])

"""A front matter in order is read in a shorter way than one with mistakes: both ways must give the same."""

from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as some

from validators.source.front_matter import MAX_DEPTH, MAX_KEY, MAX_VALUES, FrontMatter

WORDS = some.sampled_from(
    ["a", "a:", "a: b", "- a", "- ", "  ", "\n", "\n  ", ":", "?", "? ", "<<: ", "&x ", "*x", "!y ", "[", "]", "{", "}", ",", "'",
     '"', "|", ">", "#", " # b", "...", "---", "%", "\t", "''", "id: 1\n", "id: 2\n", "  - k: v\n", "  – k: v\n", "o‘", "а", "~",
     "null", '"\\0"', '"\\t\\e"']
)  # fmt: skip
VALUES = some.recursive(
    some.text("ab‘1 -:", max_size=6),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text("ab<", max_size=3), inner, max_size=3),
    max_leaves=12,
)


def careful(text: str) -> FrontMatter:
    """What the careful reading gives: it is the one that knows positions."""
    front = FrontMatter(text)
    assert front.root.key is None
    return front


@given(some.lists(WORDS, max_size=14).map("".join))
@example("")
@example("a: 1\na: 2\n")
@example("a: # b")
@example("a:\n  – k: v\n")
@example("a:\nb: ''\nc: [,]\n")
@example(f"{'k' * (MAX_KEY + 1)}: v")
@example("a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))
@example("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)
@example("a: [" + "a," * (MAX_VALUES + 1) + "]")
@example('"\\b": a')
@example('a: ["\\x85"]')
@example("a:\n  " + "- " * 9000 + "x")
@settings(max_examples=400, deadline=None)
def test_both_ways_tell_the_same(text: str) -> None:
    text += "\n"  # as the line before the closing --- has it
    front = FrontMatter(text)
    front.read()

    # Text after a # is looked for when either has read to the end.
    defects = [defect for defect in front.defects if defect.code != "F31"]
    assert (front.values, defects) == (careful(text).values, careful(text).defects)


@given(some.dictionaries(some.text("ab", min_size=1, max_size=3), VALUES, max_size=4))
@settings(max_examples=100, deadline=None)
def test_what_is_written_is_read(values: dict[str, Any]) -> None:
    text = yaml.safe_dump(values, allow_unicode=True, default_style='"')
    front = FrontMatter(text)
    front.read()

    assert front.values == careful(text).values
    assert front.defects or front.values == values

"""Valid front matter is read by a faster path than front matter with errors; both must give the same result."""

from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as some

from validators.source.front_matter import FrontMatter
from validators.source.limits import MAX_DEPTH, MAX_KEY, MAX_VALUES

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


def read_slowly(text: str) -> FrontMatter:
    """Return the result of the slow path, which records positions."""
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
def test_both_paths_give_the_same_result(text: str) -> None:
    text += "\n"  # as before the closing line ---
    front = FrontMatter(text)
    front.read()

    # Text that a # hides (F31, F33) is only looked for at the end of a reading.
    defects = [defect for defect in front.defects if defect.code not in ("F31", "F33")]
    assert (front.values, defects) == (read_slowly(text).values, read_slowly(text).defects)


@given(some.dictionaries(some.text("ab", min_size=1, max_size=3), VALUES, max_size=4))
@settings(max_examples=100, deadline=None)
def test_dumped_values_are_read_back(values: dict[str, Any]) -> None:
    text = yaml.safe_dump(values, allow_unicode=True, default_style='"')
    front = FrontMatter(text)
    front.read()

    assert front.values == read_slowly(text).values
    assert front.defects or front.values == values

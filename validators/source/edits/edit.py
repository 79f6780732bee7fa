"""One edit of a text, and how edits are applied."""

from collections.abc import Iterable
from typing import NamedTuple


class EditError(Exception):
    """The text is written in a way in which the edit would lose or rewrite what a person wrote, or would not be read back."""


class Edit(NamedTuple):
    """A piece of a text, in characters counted from 0, and what goes in its place."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with all edits made; their spans are of the text as it is given.

    Raises `EditError` if two of them touch the same characters.

    >>> applied("due: 2026", [Edit(5, 9, "2027-03-05"), Edit(0, 0, "# muddat\\n")])
    '# muddat\\ndue: 2027-03-05'
    """
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        if edit.start < done:
            raise EditError
        pieces += (text[done : edit.start], edit.text)
        done = edit.end
    return "".join((*pieces, text[done:]))

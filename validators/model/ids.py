"""How a record's id is written: its kind's letters, the year if the kind counts by years, a number: `loy-2026-001`, `tsh-004`.

Only `is_id` decides what is accepted as an id. The other functions read and continue the way in which the department numbers.
"""

import re
from collections.abc import Sequence

ID_LIMIT = 80
# The same to Python, to Rust's regex inside pydantic and to ECMAScript; `types` explains the end.
ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$(?!\n)"

_LETTERS = r"[a-z][a-z0-9]*"
_YEAR = r"(?:19|20|21)[0-9]{2}"
_NUMBERED = re.compile(rf"{_LETTERS}(?:-{_YEAR})?-[0-9]{{3}}")
_BEGINNING = re.compile(rf"{_LETTERS}-(?:{_YEAR}-)?[0-9]+")
_WITH_YEAR = re.compile(rf"{_LETTERS}-({_YEAR})-")
_PADDING = re.compile(r"(?<![0-9])0+(?=[0-9])")


def is_id(text: str) -> bool:
    """Return whether the text is written as a record's id is."""
    return len(text) <= ID_LIMIT and re.match(ID_PATTERN, text) is not None


def is_numbered(text: str) -> bool:
    """Return whether the text is an id as the department numbers: letters, perhaps a year, and three digits."""
    return _NUMBERED.fullmatch(text) is not None


def prefix_of(id_: str) -> str:
    """Return the letters before the first hyphen, by which a kind is known."""
    return id_.partition("-")[0]


def has_prefix(id_: str, prefix: str) -> bool:
    """Return whether an id begins with the letters of a kind."""
    return id_.startswith(f"{prefix}-")


def year_of(id_: str) -> int | None:
    """Return the year in an id; None if its kind does not count by years."""
    match = _WITH_YEAR.match(id_)
    return int(match[1]) if match else None


def without_padding(id_: str) -> str:
    """Return the id with its numbers as they are counted: `tsh-2` for `tsh-002`."""
    return _PADDING.sub("", id_)


def next_id(prefix: str, taken: Sequence[str], year: int) -> str:
    """Return the id after the last of those taken: with the year, unless they go without.

    A gap is not filled: its id may have been that of a record which was deleted.
    """
    yearly = not taken or any(id_.count("-") > 1 for id_ in taken)
    stem = f"{prefix}-{year}-" if yearly else f"{prefix}-"
    numbers = [int(id_.removeprefix(stem)) for id_ in taken if id_.startswith(stem) and id_.removeprefix(stem).isdecimal()]
    return f"{stem}{max(numbers, default=0) + 1:03}"


def stem_of(path: str) -> str:
    """Return the name of a record's file without its ending."""
    return path.rsplit("/", 1)[-1].removesuffix(".md")


def is_named_by(stem: str, id_: str) -> bool:
    """Return whether a file's name begins with the id; a title may follow after a hyphen."""
    return f"{stem}-".startswith(f"{id_}-")


def id_in_name(stem: str) -> str:
    """Return the id that a file's name begins with, or "": letters, the year if there is one, and the number.

    >>> id_in_name("loy-2026-009-2026-yil-rejasi"), id_in_name("ree-001-2026-reestr")
    ('loy-2026-009', 'ree-001')
    """
    match = _BEGINNING.match(stem)
    return match[0] if match and is_id(match[0]) else ""

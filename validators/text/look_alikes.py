"""Letters that look the same in Latin and Cyrillic: among the other alphabet's nobody sees one, and no search finds the word."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from validators.text.uzbek import APOSTROPHES

_LATIN = "ABCEHIJKMOPSTXYaceijkopsxy"
_CYRILLIC = "АВСЕНІЈКМОРЅТХУасеіјкорѕху"
_AS_LATIN, _AS_CYRILLIC = str.maketrans(_CYRILLIC, _LATIN), str.maketrans(_LATIN, _CYRILLIC)

_ANY_CYRILLIC = re.compile("[\u0400-\u04ff]")
_FIRST_BYTES = (b"\xd0", b"\xd1", b"\xd2", b"\xd3")
"""The bytes with which a Cyrillic letter begins in UTF-8, and no other letter does."""
_ANY_LATIN = re.compile("[A-Za-z]")
_WITH_ENDING = re.compile("[A-Z]{2,}[\u0430-\u045f\u049b\u0493\u04b3]+|[\u0400-\u042f\u049a\u0492\u04b2]{2,}[a-z]+")
"""An abbreviation with an ending of the other alphabet, as it is written on purpose."""
_WORD = re.compile(rf"[^\W\d_](?:[{APOSTROPHES}]?[^\W\d_])*")


class Mixed(NamedTuple):
    """A word with letters of another alphabet: where it begins, the places of those letters in it, and how it is meant."""

    word: str
    start: int
    letters: tuple[int, ...]
    meant: str

    @property
    def is_latin(self) -> bool:
        """Whether the word is Latin, and the letters are Cyrillic."""
        return not _ANY_CYRILLIC.search(self.meant)


def may_be_mixed(source: bytes) -> bool:
    """Return whether a file in UTF-8 has Cyrillic letters; without them it is not worth a closer look."""
    return any(first in source for first in _FIRST_BYTES)


def mixed_words(text: str) -> Iterator[Mixed]:
    r"""Yield the words of one alphabet in which letters of the other only look as if they belonged there.

    >>> [(found.letters, found.meant) for found in mixed_words("Yagona p\N{CYRILLIC SMALL LETTER O}rtal, HTTPни ўқиш")]
    [((1,), 'portal')]
    """
    for found in _WORD.finditer(text) if _ANY_CYRILLIC.search(text) else ():
        word = found[0]
        cyrillic, latin = (tuple(one.start() for one in letters.finditer(word)) for letters in (_ANY_CYRILLIC, _ANY_LATIN))
        if cyrillic and latin and not _WITH_ENDING.fullmatch(word):
            as_latin, as_cyrillic = word.translate(_AS_LATIN), word.translate(_AS_CYRILLIC)
            meant = [
                Mixed(word, found.start(), places, whole)
                for places, whole, others in ((cyrillic, as_latin, _ANY_CYRILLIC), (latin, as_cyrillic, _ANY_LATIN))
                if not others.search(whole)
            ]
            if meant:
                yield min(meant, key=lambda mixed: len(mixed.letters))

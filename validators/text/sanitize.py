"""Text that somebody else wrote, made harmless for printing.

A file name, a title or a value may hold line ends, terminal escapes, signs that turn the reading direction, or words that a
forge takes for commands. Every format passes what it prints through here, then escapes it as its own reader demands.
"""

import re
import unicodedata

REPLACED = "\ufffd"
_JOINERS = "\u200c\u200d"
# JSON allows them as they are; a terminal, a browser or a reviewer is fooled by them.
_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
# GitHub's and Azure's runners take `##[…]` and `##vso[…]` anywhere in a line for a command.
_RUNNER_COMMAND = re.compile(r"##(?=\w*\[)")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def one_line(text: str) -> str:
    """Return the text on one line, with � for what would move the cursor, colour the terminal or turn the reading direction.

    >>> one_line("bir\\nikki\\x1b[31m")
    'bir ikki�[31m'
    """
    return _RUNNER_COMMAND.sub("## ", "".join(sign if sign.isprintable() else _shown(sign) for sign in text))


def _shown(sign: str) -> str:
    if sign in _JOINERS:
        return sign
    return " " if sign in "\t\n\r" or unicodedata.category(sign).startswith("Z") else REPLACED


def shorten(text: str, limit: int) -> str:
    """Return the text cut to so many characters, the last of them … where something was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def for_xml(text: str, instead: str = REPLACED) -> str:
    """Return the text with another sign for each character that XML 1.0 cannot hold at all, not even escaped.

    >>> for_xml("bir\x0bikki", " ")
    'bir ikki'
    """
    return _NOT_XML.sub(instead, text)


def escape_json(text: str) -> str:
    """Return the same JSON with control characters and signs that turn the reading direction written as `\\u202e`."""
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)

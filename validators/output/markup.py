"""GitHub-flavoured Markdown made of text that somebody else wrote, so that no forge takes any of it for markup."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from validators.text.sanitize import one_line, shorten

LONGEST = 400
"""Characters of a path, a message or a hint that are shown."""
VALUE = 160
"""Characters of a value that was there before."""
_MARKUP = re.compile(r"[!#$*+:<=>@\[\\\]^_`{|}~&]")
_CALLS = "@#"
"""Forges look for these in the page that they have made, so that a reference alone does not stop them."""


def safe(text: str) -> str:
    """Return text that no forge takes for anything but text."""
    return _MARKUP.sub(_reference, one_line(text))


def safe_cut(text: str) -> str:
    """Return the same of as much of the text as there is room for."""
    return safe(shorten(one_line(text), LONGEST))


def bold(markdown: str) -> str:
    """Return Markdown in bold; nothing stays nothing."""
    return f"**{markdown}**" if markdown else ""


def struck(text: str) -> str:
    """Return text struck out, as what is no longer there."""
    return f"~~{safe(shorten(one_line(text).strip(), VALUE)) or '–'}~~"


def code(text: str) -> str:
    """Return text in the typeface of code, which a forge would take for a link otherwise."""
    return f"<code>{safe_cut(text)}</code>"


def link(text: str, address: str) -> str:
    """Return text as a link, or as it is where no address is known."""
    return f"[{safe_cut(text)}]({address})" if address else safe_cut(text)


@contextmanager
def folded(lines: list[str], title: str) -> Iterator[None]:
    """Fold what is added to the lines meanwhile away under a line that opens it."""
    lines += [f"<details><summary>{safe(title)}</summary>", ""]
    yield
    lines += ["</details>", ""]


def _reference(found: "re.Match[str]") -> str:
    sign = found[0]
    return f"&#{ord(sign)};" + ("&#8288;" if sign in _CALLS else "")

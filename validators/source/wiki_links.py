"""Links to records in what people write under the facts: `[[loy-2026-001]]`, or with words of one's own `[[loy-2026-001|…]]`."""

import re
from collections.abc import Iterator

CODE = re.compile(r"(^ {0,3}(?:```|~~~).*?^ {0,3}(?:```|~~~)[ \t]*$|`[^`\n]+`)", re.DOTALL | re.MULTILINE)
"""Pieces of Markdown that are shown as they are written."""
NAMED = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
"""A link: the id, and the words if there are any."""


def named_links(markdown: str) -> Iterator[tuple[str, int, int]]:
    """Each link outside of code: the id that it names, and where in the text it begins and ends.

    >>> list(named_links("Qarang: [[std-001]], `[[bunday]]` emas"))
    [('std-001', 8, 19)]
    """
    if "[[" not in markdown:
        return
    code = [match.span() for match in CODE.finditer(markdown)]
    for match in NAMED.finditer(markdown):
        if not any(start <= match.start() < end for start, end in code):
            yield match[1].strip(), match.start(), match.end()

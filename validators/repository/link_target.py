"""Where a link in a record's text leads, as the checks judge it and as the site follows it."""

import posixpath
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

SCHEMES = ("http", "https", "mailto", "tel")
"""What a page may link to outside the site; a browser would not open the rest, or it would run."""

Fault = Literal["empty", "unreadable", "scheme", "host", "absolute"]
"""Why a link can lead nowhere, whichever files there are."""


class Address(NamedTuple):
    """A link's target taken apart.

    `path` leads from the root of the repository and is "" in a link to a place of the same text, and in one that leads outside.
    It may lead out of the repository: then it begins with `..`.
    """

    path: str = ""
    query: str = ""
    anchor: str = ""
    outside: bool = False
    fault: Fault | None = None


def read_address(source: str, target: str) -> Address:
    """Return where a link in the text of the file at `source` leads.

    >>> read_address("records/projects/loy-2026-001.md", "../standards/std-001.md#talablar")
    Address(path='records/standards/std-001.md', query='', anchor='talablar', outside=False, fault=None)
    """
    try:
        scheme, host, path, query, anchor = urlsplit(target)
    except ValueError:
        return Address(fault="unreadable")
    if scheme:
        return Address(outside=True) if scheme in SCHEMES else Address(fault="scheme")
    if host:
        return Address(fault="host")
    anchor = unquote(anchor)
    if not path:
        return Address(query=query, anchor=anchor) if query or "#" in target else Address(fault="empty")
    path = unquote(path)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    return Address(joined, query, anchor, fault="absolute" if path.startswith(("/", "\\")) else None)

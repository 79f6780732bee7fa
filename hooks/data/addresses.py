"""Where every page of the site is: by the path of a record's file, or by a page's own name."""

import re
from collections.abc import Iterable

from validators.model.types import ID_PATTERN
from validators.repository.repository import RecordFile
from validators.text.uzbek import slug

Addresses = dict[str, str]
"""URLs from the site's root, by `records/projects/loy-2026-001.md`, `kind/project`, `check/N3-1`, `duties` …"""


LONGEST = 80
"""Characters of a page's folder; file systems take 255 bytes."""


def record_addresses(entries: Iterable[RecordFile]) -> Addresses:
    """A folder of its own for each record: `projects/loy-2026-001`.

    It follows the id, so that it outlives a renamed file. Two files with one id, or a file with none that could be an address,
    are told apart by their names.
    """
    taken: set[str] = set()
    found: Addresses = {}
    # The file that is called after the id comes before its copies.
    for entry in sorted(entries, key=lambda entry: (entry.path.rsplit("/", 1)[-1] != f"{entry.id}.md", entry.path)):
        stem = slug(entry.path.rsplit("/", 1)[-1].removesuffix(".md")) or "record"
        name = entry.id if re.match(ID_PATTERN, entry.id) and len(entry.id) <= LONGEST else stem[:LONGEST]
        address = f"{entry.kind.folder}/{name}"
        copy = 2
        while address in taken:
            address = f"{entry.kind.folder}/{name}-{copy}"
            copy += 1
        taken.add(address)
        found[entry.path] = address
    return found


def calendar_of(id_: str) -> str:
    """Where the calendar of an employee or a unit lies."""
    return f"calendar/{id_}.ics"

"""The addresses of all pages, by the path of a record's file or by the name of a generated page."""

from collections.abc import Iterable

from validators.model.ids import is_id, stem_of
from validators.repository.record_file import RecordFile
from validators.text.uzbek import slug

Addresses = dict[str, str]
"""URLs relative to the root of the site, by `records/projects/loy-2026-001.md`, `kind/project`, `check/N3-1`, `duties` …"""

MAX_LENGTH = 80
"""Characters of a page's folder; file systems allow 255 bytes."""


def record_addresses(entries: Iterable[RecordFile]) -> Addresses:
    """Return the address of each record: the folder of its kind and its id, `projects/loy-2026-001`.

    It does not change when the file is renamed. Files with the same id, or with an id that cannot be an address, get the name of
    the file, with a number if that is taken too.
    """
    taken: set[str] = set()
    found: Addresses = {}
    # Of several files with the same id the one that is named after it gets the address.
    for entry in sorted(entries, key=lambda entry: (stem_of(entry.path) != entry.id, entry.path)):
        name = entry.id if is_id(entry.id) else (slug(stem_of(entry.path)) or "record")[:MAX_LENGTH]
        address = f"{entry.kind.folder}/{name}"
        copy = 2
        while address in taken:
            address = f"{entry.kind.folder}/{name}-{copy}"
            copy += 1
        taken.add(address)
        found[entry.path] = address
    return found


def calendar_path(id_: str) -> str:
    """Return the path of the calendar of an employee or a unit."""
    return f"calendar/{id_}.ics"

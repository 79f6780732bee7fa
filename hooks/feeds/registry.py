"""The registry of files for programs: tables, JSON, calendars, feeds."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from hooks.data.addresses import Addresses
from hooks.data.snapshot import Snapshot
from hooks.feeds import atom, build_status, change_table, dcat, downloads, ics, published_register, word
from hooks.feeds.build_status import BuildStatus
from hooks.history.compliance_history import CompliancePoint
from hooks.history.ledger import Entry

Feeds = dict[str, Callable[[], bytes]]
"""Functions that make the files, by path from the root of the site."""


def all_feeds(
    snapshot: Snapshot,
    build: BuildStatus,
    entries: Callable[[], Sequence[Entry]],
    points: Callable[[], Sequence[CompliancePoint]],
    addresses: Addresses,
    site_url: str,
    name: str,
) -> Feeds:
    """Return the files of this build, and add them to the addresses: templates link to `changes.atom` by its path."""
    found = {
        **dict(downloads.files(snapshot, addresses)),
        **dict(published_register.files(snapshot, build, points, addresses, site_url)),
        **dict(ics.files(snapshot, addresses, site_url)),
        **dict(dcat.files(snapshot, addresses, site_url)),
        **dict(change_table.files(snapshot, entries)),
        **dict(atom.files(snapshot, addresses, site_url, name)),
        **dict(build_status.files(build)),
        **dict(word.files(snapshot)),
    }
    addresses.update((path, path) for path in found)
    return found


def write_feeds(feeds: Mapping[str, Callable[[], bytes]], site: Path, again: bool = True) -> None:
    """Write the files into the site; without `again`, only those that do not exist yet."""
    for path, make in feeds.items():
        file = site / path
        if again or not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(make())

"""Everything that the site offers besides pages: which files there are, and the writing of them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from hooks.data.addresses import Addresses
from hooks.data.snapshot import Snapshot
from hooks.feeds import atom, dcat, downloads, ics

Feeds = dict[str, Callable[[], bytes]]
"""What makes each file, by its path from the site's root."""


def offered(snapshot: Snapshot, addresses: Addresses, site_url: str, name: str) -> Feeds:
    """The files of this build. Their addresses are their paths: a template asks `has('changes.atom')`, then `href` of it."""
    found = {
        **dict(downloads.files(snapshot, addresses)),
        **dict(ics.files(snapshot, addresses, site_url)),
        **dict(dcat.files(snapshot, addresses, site_url)),
        **dict(atom.files(snapshot, addresses, site_url, name)),
    }
    addresses.update((path, path) for path in found)
    return found


def write(feeds: Mapping[str, Callable[[], bytes]], site: Path, again: bool = True) -> None:
    """Puts the files into the built site, those that are there already only if wanted `again`."""
    for path, made in feeds.items():
        file = site / path
        if again or not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(made())

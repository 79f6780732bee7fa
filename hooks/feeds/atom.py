"""The latest changes as an Atom feed (RFC 4287): which record, and which of its facts."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time
from xml.etree import ElementTree

from hooks.data.addresses import Addresses
from hooks.data.snapshot import Snapshot
from hooks.history.recent_changes import RecentChange, describe, latest_changes
from hooks.html.formatting import text
from validators.text.messages import Message, say
from validators.text.sanitize import for_xml

FEED = "changes.atom"
MAX_ENTRIES = 120

_NAMESPACE = "http://www.w3.org/2005/Atom"
_WORLD = uuid.UUID("0b7c3a52-8c0e-5f0b-9d63-6f1d5c0a7e11")


def files(snapshot: Snapshot, addresses: Addresses, site_url: str, name: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the feed by its path; nothing without git history."""
    changed = latest_changes(snapshot, MAX_ENTRIES)
    if changed:
        yield FEED, lambda: _feed(list(describe(changed, snapshot)), snapshot, addresses, site_url, name)


def _feed(entries: Sequence[RecentChange], snapshot: Snapshot, addresses: Addresses, site_url: str, name: str) -> bytes:
    ElementTree.register_namespace("", _NAMESPACE)
    feed = ElementTree.Element(f"{{{_NAMESPACE}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "uz"})
    _put(feed, "id", "urn:nizom:changes")
    _put(feed, "title", text(say("{site}: what changed", site=name)))
    _put(feed, "updated", _moment(entries[0].when if entries else datetime.combine(snapshot.as_of, time(), UTC)))
    _put(_put(feed, "author"), "name", name)
    _put(feed, "link", rel="self", href=f"{site_url}{FEED}", type="application/atom+xml")
    _put(feed, "link", rel="alternate", href=site_url or "./", type="text/html")
    for one in entries:
        _entry(feed, one, addresses, site_url)
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, "unicode")}\n'.encode()


def _entry(feed: ElementTree.Element, one: RecentChange, addresses: Addresses, site_url: str) -> None:
    entry = _put(feed, "entry")
    _put(entry, "id", f"urn:uuid:{uuid.uuid5(_WORLD, f'{one.commit} {one.path}')}")
    _put(entry, "title", for_xml(text(say("{title}: {what}", title=one.title, what=one.what)), " "))
    _put(entry, "updated", _moment(one.when))
    _put(entry, "category", term=one.kind.name, label=text(one.kind.singular))
    known = addresses.get(one.path) or addresses.get(f"kind/{one.kind.name}", "")
    _put(entry, "link", rel="alternate", href=f"{site_url}{known}" or "./", type="text/html")
    summary: list[Message] = [say("{kind} {id}", kind=one.kind.singular, id=one.id or one.path), *one.facts]
    if one.claimed:
        summary.append(
            say(
                "The commit’s clock says {day}, which does not count: the change is placed by its order in history",
                day=one.claimed,
            )
        )
    _put(entry, "summary", for_xml("\n".join(map(text, summary)), " "), type="text")


def _put(parent: ElementTree.Element, name: str, words: str | None = None, **attributes: str) -> ElementTree.Element:
    found = ElementTree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", attributes)
    found.text = words
    return found


def _moment(when: datetime) -> str:
    return f"{when:%Y-%m-%dT%H:%M:%SZ}"

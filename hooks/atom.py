"""What changed in the records, as an Atom feed (RFC 4287): which record, which of its facts, status and due date old and new.

Who changed it and what they wrote in the commit stay where the history is: a feed travels farther than the forge.
"""

import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from xml.etree import ElementTree

from hooks import past
from hooks.addresses import Addresses
from hooks.differences import Told, rewritten
from hooks.projection import emptied
from hooks.rendering import text
from hooks.snapshot import Snapshot
from validators.git import GitFailed, contents
from validators.messages import Message, say
from validators.repository import FiledRecord, Repository

FEED = "changes.atom"
MOST_COMMITS = 60
MOST_ENTRIES = 120

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMESPACE = "http://www.w3.org/2005/Atom"
_WORLD = uuid.UUID("0b7c3a52-8c0e-5f0b-9d63-6f1d5c0a7e11")


def files(snapshot: Snapshot, addresses: Addresses, site_url: str, name: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The feed, where there is a history to tell of."""
    changed = latest(snapshot.root, snapshot.as_of, snapshot)
    if changed:
        yield FEED, lambda: _feed(changed, snapshot, addresses, site_url, name)


def latest(root: Path, as_of: date, snapshot: Snapshot) -> list[past.Changed]:
    """The latest changes of records that are shown, by that day; none without git."""
    if past.head(root) is None:
        return []
    folders = {kind.folder for kind in snapshot.kinds.values()}
    try:
        changed = [one for one in past.changes(root, as_of, MOST_COMMITS) if _folder(one.path) in folders]
    except GitFailed:
        return []
    return changed[:MOST_ENTRIES]


def _folder(path: str) -> str | None:
    parts = path.split("/")
    return parts[1] if len(parts) == 3 and path.endswith(".md") else None


def _feed(changed: Sequence[past.Changed], snapshot: Snapshot, addresses: Addresses, site_url: str, name: str) -> bytes:
    ElementTree.register_namespace("", _NAMESPACE)
    feed = ElementTree.Element(f"{{{_NAMESPACE}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "uz"})
    _put(feed, "id", "urn:nizom:changes")
    _put(feed, "title", text(say("{site}: what changed", site=name)))
    _put(feed, "updated", _moment(changed[0].when if changed else datetime.combine(snapshot.as_of, time(), UTC)))
    _put(_put(feed, "author"), "name", name)
    _put(feed, "link", rel="self", href=f"{site_url}{FEED}", type="application/atom+xml")
    _put(feed, "link", rel="alternate", href=site_url or "./", type="text/html")
    wanted = (blob for one in changed for blob in (one.before, one.after) if blob)
    bytes_of = dict(contents(snapshot.root, wanted))
    for one in changed:
        before, after = (_typed(one.path, bytes_of.get(blob or ""), snapshot) for blob in (one.before, one.after))
        _entry(feed, one, before, after, snapshot, addresses, site_url)
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, "unicode")}\n'.encode()


def _typed(path: str, data: bytes | None, snapshot: Snapshot) -> FiledRecord | None:
    if data is None:
        return None
    entry = Repository({path: data}, snapshot.kinds).filed[0]
    if entry.record:
        entry.record = emptied(entry.record)
    return entry


def _entry(
    feed: ElementTree.Element, one: past.Changed, before: FiledRecord | None, after: FiledRecord | None,
    snapshot: Snapshot, addresses: Addresses, site_url: str,
) -> None:  # fmt: skip
    told = after or before
    if told is None:
        return
    entry = _put(feed, "entry")
    what = say("new") if before is None else say("deleted") if after is None else say("changed")
    name = told.record.title if told.record else told.id or one.path
    _put(entry, "id", f"urn:uuid:{uuid.uuid5(_WORLD, f'{one.commit} {one.path}')}")
    _put(entry, "title", _plain(text(say("{title}: {what}", title=name, what=what))))
    _put(entry, "updated", _moment(one.when))
    _put(entry, "category", term=told.kind.name, label=text(told.kind.singular))
    known = addresses.get(one.path) or addresses.get(f"kind/{told.kind.name}", "")
    _put(entry, "link", rel="alternate", href=f"{site_url}{known}" or "./", type="text/html")
    _put(entry, "summary", _plain("\n".join(map(text, _summary(told, before, after, snapshot.repository)))), type="text")


def _summary(
    told: FiledRecord, before: FiledRecord | None, after: FiledRecord | None, repository: Repository
) -> Iterator[Message]:
    """The kind, then what of the facts changed."""
    yield say("{kind} {id}", kind=told.kind.singular, id=told.id or told.path)
    if after is not None and after.record is None:
        yield say("The file is broken")
    if before is None or after is None or before.record is None or after.record is None:
        return
    now = repository.find(after.id)
    changed = list(rewritten(before.document, after.document, after.kind, Told(repository, now and now.document.values)))
    yield from changed or [say("Only how it is written")]


def _put(parent: ElementTree.Element, name: str, words: str | None = None, **attributes: str) -> ElementTree.Element:
    found = ElementTree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", attributes)
    found.text = words
    return found


def _moment(when: datetime) -> str:
    return f"{when:%Y-%m-%dT%H:%M:%SZ}"


def _plain(words: str) -> str:
    """Without what XML cannot hold."""
    return _FORBIDDEN.sub(" ", words)

"""Due dates as calendars to subscribe to (RFC 5545): one of all, and one for each unit and employee."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import cache
from itertools import chain, count

from hooks.data import git_history
from hooks.data.addresses import Addresses, calendar_path
from hooks.data.audience import audience
from hooks.data.display_name import display_name
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from validators.checks.run import DueDuty
from validators.clock import TASHKENT
from validators.model.ids import is_id
from validators.model.items import identity
from validators.repository.paths import HOLIDAYS, SETTINGS
from validators.repository.record_file import RecordFile
from validators.source.git import GitError
from validators.text.messages import say

EVERYBODY = "calendar/all.ics"
OCTETS = 75
"""The longest line allowed, in octets of UTF-8."""

_COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)
"""Revisions of an event are numbered by the seconds since then: a number that grows however far back the history at hand goes."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def files(snapshot: Snapshot, addresses: Addresses, site_url: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield each calendar by its path; those who owe nothing have an empty one, so that subscriptions do not break.

    The public gets no calendar of a person.
    """

    @cache
    def events() -> _Events:
        return _Events(snapshot, addresses, site_url)

    yield EVERYBODY, lambda: _calendar(text(say("Due dates")), events().all)
    if audience() == "internal":
        for who in _holders("employee", snapshot):
            yield calendar_path(who.id), lambda who=who: _calendar(display_name(who), events().of_person[who.id])  # type: ignore[misc]
    for unit in _holders("organization", snapshot):
        yield calendar_path(unit.id), lambda unit=unit: _calendar(display_name(unit), events().of_unit[unit.id])  # type: ignore[misc]


class _Events:
    """Open duties as events: all, and those of each employee and unit."""

    def __init__(self, snapshot: Snapshot, addresses: Addresses, site_url: str) -> None:
        owed = [item for item in snapshot.duties if item.duty.open(snapshot.as_of)]
        self.all = list(_events(owed, snapshot, addresses, site_url))
        self.of_person: dict[str | None, list[bytes]] = defaultdict(list)
        self.of_unit: dict[str | None, list[bytes]] = defaultdict(list)
        for item, event in zip(owed, self.all, strict=True):
            self.of_person[item.duty.responsible].append(event)
            self.of_unit[item.duty.unit].append(event)


def _holders(kind: str, snapshot: Snapshot) -> Iterator[RecordFile]:
    """Yield the records of a kind that may owe something, each id once; broken ones too, so that subscriptions do not break."""
    for entry in snapshot.entries_by_kind.get(kind, []):
        if is_id(entry.id) and snapshot.repository.find(entry.id) is entry:
            yield entry


def _events(owed: list[DueDuty], snapshot: Snapshot, addresses: Addresses, site_url: str) -> Iterator[bytes]:
    changed = _last_changes(snapshot)
    by_all = [changed[path] for path in (SETTINGS, HOLIDAYS) if path in changed]
    taken: set[str] = set()
    for item in owed:
        uid = _uid(item)
        if uid in taken:  # two duties that differ only in their days; or, beyond those, only their order
            day = item.duty.due.isoformat()
            numbered = (f"{day} {number}" for number in count(3))
            uid = next(found for more in chain((day,), numbered) if (found := _uid(item, more)) not in taken)
        taken.add(uid)
        own = changed.get(item.entry.path)
        modified = max([own, *by_all]) if own else None
        yield _event(item, uid, modified, snapshot, site_url and f"{site_url}{addresses[item.entry.path]}")


def _last_changes(snapshot: Snapshot) -> dict[str, datetime]:
    """Return when each record, the settings and the calendar last changed; nothing without git history."""
    try:
        return git_history.last_changes(snapshot.root, snapshot.as_of) if snapshot.head else {}
    except GitError:
        return {}


def _uid(item: DueDuty, more: str = "") -> str:
    """Return an id that stays when the duty moves to another line or day, so that calendars move the event."""
    place = identity(item.duty.at, item.entry.document.values, item.entry.kind.model)
    unique = "\n".join((item.entry.id or item.entry.path, item.check.code, place, item.duty.what.template, more))
    return f"{hashlib.sha256(unique.encode()).hexdigest()[:32]}@nizom"


def _event(item: DueDuty, uid: str, modified: datetime | None, snapshot: Snapshot, url: str) -> bytes:
    """Return an all-day event on the due date: what is to be done, on which record, by whom, and which check requires it.

    It is stamped with the first moment of the build's day, which is past at every moment of that day, and its revision is that of
    the last commit that changed the record or what days are counted by: calendars only move an event whose revision has grown.
    """
    exception = item.let_pass(snapshot.as_of)
    named = (say("Responsible"), item.duty.responsible), (say("Unit"), item.duty.unit), (say("Exception"), exception)
    description = [text(item.check.title), f"{item.check.code} · {item.entry.id}"]
    for label, id_ in named:
        who = snapshot.repository.find(id_ or "")
        if who:
            description.append(f"{text(label)}: {display_name(who)}")
    what = item.duty.what
    if exception:
        what = say("Exempted: {what}", what=what)
    elif item.duty.due < snapshot.as_of:
        what = say("Overdue: {what}", what=what)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_moment(datetime.combine(snapshot.as_of, time(), TASHKENT))}",
        f"SEQUENCE:{int((modified - _COUNTED_FROM).total_seconds()) if modified else 0}",
        *([f"LAST-MODIFIED:{_moment(modified)}"] if modified else []),
        f"DTSTART;VALUE=DATE:{item.duty.due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{item.duty.due + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(f'{text(what)} — {display_name(item.entry)}')}",
        f"DESCRIPTION:{_escaped(chr(10).join(description))}",
        f"CATEGORIES:{_escaped(text(item.entry.kind.singular))}",
        "TRANSP:TRANSPARENT",
        *([f"URL:{url}"] if url else []),
        "END:VEVENT",
    ]
    return "".join(map(fold, lines)).encode()


def _moment(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _calendar(name: str, events: list[bytes]) -> bytes:
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//nizom//nizom//UZ",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
    ]
    return b"".join([*(fold(line).encode() for line in head), *events, b"END:VCALENDAR\r\n"])


def _escaped(words: str) -> str:
    plain = _CONTROL.sub(" ", words)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> str:
    """Return a line folded so that no piece has more than 75 octets and no character is cut (RFC 5545, 3.1)."""
    pieces, rest, room = [], line.encode(), OCTETS
    while len(rest) > room:
        cut = room
        while rest[cut] & 0xC0 == 0x80:  # inside a letter
            cut -= 1
        pieces.append(rest[:cut])
        rest, room = rest[cut:], OCTETS - 1
    return b"\r\n ".join([*pieces, rest]).decode() + "\r\n"

"""Due dates as a calendar's events (RFC 5545), the same wherever they go: a feed of the site, or a mail's attachment."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from validators.checks.run import DueDuty
from validators.clock import TASHKENT
from validators.model.items import identity

OCTETS = 75
"""The longest line allowed, in octets of UTF-8."""

_COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)
"""Revisions of an event are numbered by the seconds since then: a number that grows however far back the history at hand goes."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Event:
    """An all-day event on a due date; texts are plain, `url` is empty where the site's address is not known.

    `stamped` is the day of the answer: its first moment is past at every moment of that day. `modified` is when what the event
    says last changed: calendars only move an event whose revision has grown.
    """

    uid: str
    day: date
    summary: str
    description: str
    category: str
    stamped: date
    modified: datetime | None = None
    url: str = ""


def uid_of(item: DueDuty, more: str = "") -> str:
    """Return an id that stays when the duty moves to another line or day, so that calendars move the event."""
    place = identity(item.duty.at, item.entry.document.values, item.entry.kind.model)
    unique = "\n".join((item.entry.id or item.entry.path, item.check.code, place, item.duty.what.template, more))
    return f"{hashlib.sha256(unique.encode()).hexdigest()[:32]}@nizom"


def write_event(event: Event) -> bytes:
    """Return an event as a part of a calendar."""
    revision = int((event.modified - _COUNTED_FROM).total_seconds()) if event.modified else 0
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{_moment(datetime.combine(event.stamped, time(), TASHKENT))}",
        f"SEQUENCE:{revision}",
        *([f"LAST-MODIFIED:{_moment(event.modified)}"] if event.modified else []),
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(event.summary)}",
        f"DESCRIPTION:{_escaped(event.description)}",
        f"CATEGORIES:{_escaped(event.category)}",
        "TRANSP:TRANSPARENT",
        *([f"URL:{event.url}"] if event.url else []),
        "END:VEVENT",
    ]
    return "".join(map(fold, lines)).encode()


def write_calendar(name: str, events: Iterable[bytes]) -> bytes:
    """Return a calendar of that name to subscribe to, with what `write_event` returned."""
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


def _moment(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


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

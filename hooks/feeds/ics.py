"""Due dates as calendars to subscribe to (RFC 5545): one of all, and one for each unit and employee."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from itertools import chain, count

from hooks.data import git_history
from hooks.data.addresses import Addresses, calendar_path
from hooks.data.audience import audience
from hooks.data.display_name import display_name
from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from validators.checks.run import DueDuty
from validators.model.ids import is_id
from validators.output.due_calendar import Event, uid_of, write_calendar, write_event
from validators.repository.paths import HOLIDAYS, SETTINGS
from validators.repository.record_file import RecordFile
from validators.source.git import GitError
from validators.text.messages import say

EVERYBODY = "calendar/all.ics"


def files(snapshot: Snapshot, addresses: Addresses, site_url: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield each calendar by its path; those who owe nothing have an empty one, so that subscriptions do not break.

    The public gets no calendar of a person.
    """

    @cache
    def events() -> _Events:
        return _Events(snapshot, addresses, site_url)

    yield EVERYBODY, lambda: write_calendar(text(say("Due dates")), events().all)
    if audience() == "internal":
        for who in _holders("employee", snapshot):
            yield calendar_path(who.id), lambda who=who: write_calendar(display_name(who), events().of_person[who.id])  # type: ignore[misc]
    for unit in _holders("organization", snapshot):
        yield calendar_path(unit.id), lambda unit=unit: write_calendar(display_name(unit), events().of_unit[unit.id])  # type: ignore[misc]


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
        uid = uid_of(item)
        if uid in taken:  # two duties that differ only in their days; or, beyond those, only their order
            day = item.duty.due.isoformat()
            numbered = (f"{day} {number}" for number in count(3))
            uid = next(found for more in chain((day,), numbered) if (found := uid_of(item, more)) not in taken)
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


def _event(item: DueDuty, uid: str, modified: datetime | None, snapshot: Snapshot, url: str) -> bytes:
    """Return an all-day event on the due date: what is to be done, on which record, by whom, and which check requires it.

    Its revision is that of the last commit that changed the record or what days are counted by.
    """
    exception = item.exempted_by(snapshot.as_of)
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
    return write_event(
        Event(
            uid,
            item.duty.due,
            summary=f"{text(what)} — {display_name(item.entry)}",
            description="\n".join(description),
            category=text(item.entry.kind.singular),
            stamped=snapshot.as_of,
            modified=modified,
            url=url,
        )
    )

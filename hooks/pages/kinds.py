"""The page of all records: a card for each kind, with its total and statuses."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.lists import LATE_OR_WRONG, StatusCount, is_late_or_wrong
from hooks.pages.view import View
from validators.rules.kind import Kind
from validators.text.messages import say


@dataclass(frozen=True, slots=True)
class KindCard:
    """A kind with the number of its records, how many are in each status, and how many are late or have errors."""

    kind: Kind
    total: int
    statuses: list[StatusCount]
    late_or_wrong: int


@dataclass(frozen=True, slots=True)
class KindsContext(PageContext):
    """The page of all records."""

    template = "kinds.html"

    cards: list[KindCard]
    late_or_wrong_label: str
    """What records that are late or have errors are called in the filters of lists."""


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "records", "records/index.md", text(say("All records")), lambda: _kinds(snapshot),
        about=say("Every kind of record, how many there are and how they stand"),
    )  # fmt: skip


def _kinds(snapshot: Snapshot) -> KindsContext:
    return KindsContext([_card(kind, snapshot) for kind in snapshot.kinds.values()], text(LATE_OR_WRONG))


def _card(kind: Kind, snapshot: Snapshot) -> KindCard:
    entries = snapshot.entries_by_kind.get(kind.name, [])
    counts = Counter(entry.record.status for entry in entries if entry.record)
    statuses = [StatusCount(*item) for item in counts.most_common()]
    return KindCard(kind, len(entries), statuses, sum(is_late_or_wrong(entry, snapshot) for entry in entries))

"""The ledger of changes as CSV and as JSON Lines, for who inspects: a line for each fact that changed, and for each
finding that was opened or closed."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from hooks.data.snapshot import Snapshot
from hooks.feeds.downloads import csv_bytes
from hooks.feeds.xlsx import Sheet
from hooks.history.diff import FactChange
from hooks.history.finding_changes import FindingChange
from hooks.history.ledger import Entry
from hooks.html.formatting import text, value_label
from validators.approval.provenance import GRADE_NAMES
from validators.text.messages import Message, say
from validators.text.sanitize import escape_json

CSV, LINES = "data/changes.csv", "data/changes.jsonl"

_HEADING = (
    say("Day"), say("Record"), say("Kind"), say("Change"), say("Fact"), say("Old value"), say("New value"), say("Commit"),
    say("Author"), say("Step"), say("Proof"), say("Check"), say("Finding"),
)  # fmt: skip


def files(snapshot: Snapshot, entries: Callable[[], Sequence[Entry]]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield both files by their paths; nothing without git history."""
    if snapshot.head is not None:
        yield CSV, lambda: csv_bytes(_sheet(entries()))
        yield LINES, lambda: "".join(map(_json, _lines(entries()))).encode()


def _sheet(entries: Sequence[Entry]) -> Sheet:
    return Sheet(text(say("What changed")), list(map(text, _HEADING)), list(map(_cells, _lines(entries))))


_Line = tuple[Entry, FactChange | FindingChange | None]


def _lines(entries: Sequence[Entry]) -> Iterator[_Line]:
    """Yield each fact and each finding with its change; a change of no fact, such as a new record, has a line of its own."""
    return chain.from_iterable(
        ((entry, one) for one in (*(entry.change.changed or (None,)), *entry.findings)) for entry in entries
    )


def _values(line: _Line) -> tuple[str, str, str]:
    """Return the field with its old and its new value, in words."""
    _, fact = line
    return (text(fact.field), _said(fact.old), _said(fact.new)) if isinstance(fact, FactChange) else ("", "", "")


def _finding(line: _Line) -> FindingChange | None:
    return line[1] if isinstance(line[1], FindingChange) else None


def _said(value: str | Message | None) -> str:
    return text(value) if isinstance(value, Message) else value or ""


def _cells(line: _Line) -> list[str]:
    entry, change = line[0], line[0].change
    steps = "; ".join(value_label(one.decision) for one in entry.decided)
    grades = "; ".join(text(GRADE_NAMES[one.grade]) if one.grade else "" for one in entry.decided)
    head = [entry.day.isoformat(), change.id or change.path, text(change.kind.singular), text(change.what)]
    finding = _finding(line)
    found = [f"{finding.code} {text(finding.title)}", text(finding.event)] if finding else ["", ""]
    return [*head, *_values(line), change.commit, " ".join(entry.authors), steps, grades, *found]


def _json(line: _Line) -> str:
    entry, change = line[0], line[0].change
    (field, old, new), finding = _values(line), _finding(line)
    found = {
        "day": entry.day.isoformat(),
        "record": change.id or change.path,
        "kind": change.kind.name,
        "change": text(change.what),
        "field": field or None,
        "old": old or None,
        "new": new or None,
        "commit": change.commit,
        "authors": list(entry.authors),
        "steps": [{"decision": one.decision, "grade": one.grade} for one in entry.decided],
        "check": finding and finding.code,
        "finding": finding and ("opened" if finding.opened else "closed"),
    }
    return f"{escape_json(json.dumps(found, ensure_ascii=False))}\n"

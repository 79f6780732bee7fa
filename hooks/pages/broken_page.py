"""The page of a record that cannot be read: what is wrong, and the lines of its file."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from hooks.data.audience import audience
from hooks.data.snapshot import Snapshot
from hooks.history.record_history import RecordHistories, RecordHistory
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.record_page import MAX_ROWS
from hooks.pages.unchecked import UncheckedFact, unchecked_facts
from validators.repository.personal import lines_of_facts, masked
from validators.repository.record_file import RecordFile
from validators.rules.kind import Kind
from validators.source.codes import FileCode
from validators.source.finding import Finding
from validators.text.messages import say

MAX_LINES, MAX_CHARACTERS = 400, 60_000
"""How much of the file is shown."""


class SourceLine(NamedTuple):
    """A line of the file; `wrong` if a finding points at it."""

    number: int
    text: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class BrokenContext(PageContext):
    """The page of a broken record."""

    template = "broken.html"

    entry: RecordFile
    kind: Kind
    findings: list[Finding]
    unchecked: list[UncheckedFact]
    source: list[SourceLine]
    """The file with personal values hidden; empty in the public build, and for a file that is not text."""
    history: RecordHistory
    limit: int


def broken_page(entry: RecordFile, snapshot: Snapshot, histories: RecordHistories) -> BrokenContext:
    """Return what the page of a broken record shows."""
    findings = [finding for finding in snapshot.findings_by_path.get(entry.path, ()) if finding.is_open]
    source = _source(entry, findings) if audience() == "internal" else []
    unchecked = unchecked_facts(entry, snapshot)
    return BrokenContext(entry, entry.kind, findings, unchecked, source, histories.of(entry), MAX_ROWS)


def _source(entry: RecordFile, findings: Iterable[Finding]) -> list[SourceLine]:
    codes = {finding.code for finding in findings}
    wrong = {finding.span.line for finding in findings}
    document = entry.document
    if FileCode.NOT_UTF8 in codes:
        return []
    text_ = document.text[:MAX_CHARACTERS].replace("\0", "\ufffd")
    lines = text_.split("\n")[:MAX_LINES]
    facts = lines_of_facts(document) or len(lines)
    shown = [*masked(lines[:facts], entry.kind.model, text(say("(hidden)"))), *lines[facts:]]
    return [SourceLine(number, line, number in wrong) for number, line in enumerate(shown, 1)]

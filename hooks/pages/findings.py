"""All findings as a list: chosen by person, unit, severity, state, days, kind, check and paragraph; the most serious first."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel

from hooks.data.audience import audience
from hooks.data.display_name import display_name, name_by_id
from hooks.data.snapshot import UZBEK, Snapshot
from hooks.html.formatting import text, value_label
from hooks.pages import filters
from hooks.pages.filters import Filter
from hooks.pages.lists import LongListContext, order_of, rows_on_page
from hooks.pages.view import View
from validators.model.record import Record
from validators.regulation.citation import citation
from validators.repository.record_file import RecordFile
from validators.source.finding import Finding
from validators.text.messages import say
from validators.text.uzbek import fold

MAX_FINDINGS = 2_000
"""Findings in the list, the most serious; the rest are counted, and the command line prints all."""
MAX_EXEMPTED = 133
"""Exempted findings on the page."""
MAX_CODES = 12


class CodeCount(NamedTuple):
    """How many open findings a check has."""

    code: str
    findings: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in the list: of which record, who answers for it, and what it is found by."""

    finding: Finding
    entry: RecordFile | None
    """None for a file that is no record."""
    person: str
    unit: str
    words: str
    """What search in the list looks at, folded."""
    marks: filters.Marks
    orders: tuple[str, ...]
    """What the browser sorts the title, the person and the unit by."""

    @property
    def model(self) -> type[BaseModel]:
        """What the fields that its words name belong to."""
        return self.entry.kind.model if self.entry else Record


@dataclass(frozen=True, slots=True)
class FindingsContext(LongListContext):
    """The page of findings."""

    template = "findings.html"
    row_macro = "finding_row"

    rows: list[FindingRow]
    first: int
    """Rows on the page itself."""
    filters: list[Filter]
    counts: dict[str, int]
    """How many open findings there are by level, those that the list has no room for too."""
    left_out: int
    exempted: list[Finding]
    """The findings that a waiver covers."""
    limit: int
    """Exempted findings on the page."""
    by_code: list[CodeCount]
    """The checks with most findings."""


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "findings", "findings.md", text(say("Findings")), lambda: _findings(snapshot), full_width=True,
        about=say("All findings in the records, and how to fix them"),
    )  # fmt: skip


def _findings(snapshot: Snapshot) -> FindingsContext:
    by_level: dict[str, list[Finding]] = {"error": [], "duty": [], "warning": []}
    for finding in snapshot.findings:
        if finding.is_open:
            by_level[finding.level].append(finding)
    open_ = [finding for found in by_level.values() for finding in found]
    rows = [_row(finding, snapshot) for finding in open_[:MAX_FINDINGS]]
    return FindingsContext(
        rows,
        first=rows_on_page(rows),
        filters=list(_filters([row.marks for row in rows], snapshot.as_of)),
        counts={level: len(found) for level, found in by_level.items()},
        left_out=len(open_) - len(rows),
        exempted=[finding for finding in snapshot.findings if finding.is_exempted],
        limit=MAX_EXEMPTED,
        by_code=[CodeCount(*item) for item in Counter(finding.code for finding in open_).most_common(MAX_CODES)],
    )


def _filters(marks: list[filters.Marks], as_of: date) -> Iterator[Filter]:
    for name, title, most in (
        ("responsible", filters.PERSON, filters.MAX_NAMES),
        ("owner", filters.UNIT, filters.MAX_NAMES),
        ("level", say("Severity"), filters.MAX_CHOICES),
        ("state", filters.STATE, filters.MAX_CHOICES),
        ("kind", say("Kind"), filters.MAX_CHOICES),
        ("check", say("Check"), filters.MAX_NAMES),
        ("paragraph", filters.PARAGRAPH, filters.MAX_NAMES),
    ):
        yield from filters.choosing(name, title, filters.values_of(name, marks), most)
    yield from filters.by_days("due", say("Due"), filters.values_of("due", marks), filters.months_before(as_of))


def _row(finding: Finding, snapshot: Snapshot) -> FindingRow:
    entry = snapshot.entries_by_path.get(finding.path)
    record = entry.record if entry else None
    person = (record.responsible or "") if record and audience() == "internal" else ""
    unit = record.owner if record else ""
    names = [name_by_id(id_, snapshot.repository) for id_ in (person, unit)]
    title, named = text(finding.title), f"{entry.id} {display_name(entry)}" if entry else finding.path
    return FindingRow(
        finding,
        entry,
        person,
        unit,
        fold(f"{named} {title} {text(finding.message)} {' '.join(names)} {finding.code}"),
        {
            "responsible": names[:1],
            "owner": names[1:],
            "level": [text(finding.level_name)],
            "state": [value_label(record.status)] if record else [],
            "due": [str(finding.due)] if finding.due else [],
            "kind": [text(entry.kind.singular)] if entry else [],
            "check": [finding.code],
            "paragraph": [UZBEK.pick(citation(finding.clause))] if finding.clause else [],
        },
        tuple(order_of(name) for name in (title, *names)),
    )

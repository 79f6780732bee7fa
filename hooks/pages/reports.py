"""The reports that the department owes: submitted, heard, missing, and the command that drafts each."""

from collections.abc import Iterator
from dataclasses import dataclass

from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.offered_documents import OfferedDocument, offered_documents
from hooks.pages.view import View
from validators.checks.run import DueDuty
from validators.kinds.report.model import Report
from validators.repository.record_file import RecordFile
from validators.rules.check import Check
from validators.rules.state import is_on
from validators.text.messages import Month, Parameter, say

OWED = {"annual": "N10-1", "monthly": "N13.7-4", "digest": "N12.b.3-1"}
"""The check that demands each type of report."""
_PERIOD = {"annual": "year", "monthly": "month"}
"""The parameter of a duty's text that holds the period; `nizom report` drafts these two types."""
MAX_LINES = 60
"""Reports of a type on the page; the rest are counted."""


@dataclass(frozen=True, slots=True)
class MissingReport:
    """A report that is owed, and its period as `nizom report` takes it; empty where the command drafts none."""

    item: DueDuty
    period: str


@dataclass(frozen=True, slots=True)
class ReportType:
    """A type of report with the check that demands it, whether the check is on, and the reports missing and written."""

    name: str
    check: Check
    on: bool
    missing: list[MissingReport]
    written: list[RecordFile]

    @property
    def documents(self) -> list[OfferedDocument]:
        """The Word documents of the reports on the page."""
        return offered_documents(self.written[:MAX_LINES])


@dataclass(frozen=True, slots=True)
class ReportsContext(PageContext):
    """Reports by type."""

    template = "reports.html"

    types: list[ReportType]
    limit: int


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "reports", "reported.md", text(say("Reports and what is missing")), lambda: _reports(snapshot),
        full_width=True, about=say("Yearly and monthly reports: submitted, heard, missing, and how to draft one"),
    )  # fmt: skip


def _reports(snapshot: Snapshot) -> ReportsContext:
    checks, settings = snapshot.checks, snapshot.repository.settings
    types = [
        ReportType(type_, checks[code], is_on(checks[code], settings), _owed(type_, code, snapshot), _existing(type_, snapshot))
        for type_, code in OWED.items()
        if code in checks
    ]
    return ReportsContext(types, MAX_LINES)


def _owed(type_: str, code: str, snapshot: Snapshot) -> list[MissingReport]:
    """Return the reports that are owed and not done, the longest overdue first."""
    owed = [item for item in snapshot.duties_in_state("overdue", "near") if item.check.code == code]
    period = _PERIOD.get(type_, "")
    return [MissingReport(item, _as_argument(dict(item.duty.what.parameters).get(period, ""))) for item in owed]


def _as_argument(period: Parameter) -> str:
    """Return a year or a month as `nizom report` takes it."""
    return f"{period.day:%Y-%m}" if isinstance(period, Month) else str(period)


def _existing(type_: str, snapshot: Snapshot) -> list[RecordFile]:
    """Return the reports of a type, the latest period first."""
    found = [
        (entry.record.period.since, entry)
        for entry in snapshot.entries_by_kind.get("report", [])
        if isinstance(entry.record, Report) and entry.record.type == type_
    ]
    return [entry for _, entry in sorted(found, key=lambda item: (item[0], item[1].path), reverse=True)]

"""The department's reports: which are there, submitted or heard, which are missing, and the command that drafts each."""

from collections.abc import Iterator, Mapping
from typing import Any

from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.pages.view import View
from validators.checks.run import DueDuty, is_on
from validators.kinds.report.model import Report
from validators.repository.repository import RecordFile
from validators.text.messages import Month, Parameter, say

OWED = {"annual": "N10-1", "monthly": "N13.7-4", "digest": "N12.b.3-1"}
"""Of each type of report the check by which it is owed."""
_PERIOD = {"annual": "year", "monthly": "month"}
"""What a duty calls the period that its report speaks of; “nizom report” drafts these two."""
MOST = 60


def views(snapshot: Snapshot) -> Iterator[View]:
    """The page."""
    yield View(
        "reported", "reported.md", text(say("Reports and what is missing")), "reported.html", lambda: _page(snapshot), broad=True,
        about=say("Yearly and monthly reports: submitted, heard, missing, and how to draft one"),
    )  # fmt: skip


def _page(snapshot: Snapshot) -> Mapping[str, Any]:
    checks, settings = snapshot.checks, snapshot.repository.settings
    types = [
        (type_, checks[code], is_on(checks[code], settings), _missing(type_, code, snapshot), _written(type_, snapshot))
        for type_, code in OWED.items()
        if code in checks
    ]
    return {"types": types, "most": MOST}


def _missing(type_: str, code: str, snapshot: Snapshot) -> list[tuple[DueDuty, str]]:
    """What is owed and not done, the longest overdue first, each with the period that the command takes."""
    owed = [item for item in snapshot.in_state("overdue", "near") if item.check.code == code]
    return [(item, _as_written(dict(item.duty.what.parameters).get(_PERIOD.get(type_, ""), ""))) for item in owed]


def _as_written(period: Parameter) -> str:
    """A year or a month as “nizom report” takes it."""
    return f"{period.day:%Y-%m}" if isinstance(period, Month) else str(period)


def _written(type_: str, snapshot: Snapshot) -> list[RecordFile]:
    """The reports of a type, the latest period first."""
    found = [
        (entry.record.period.since, entry)
        for entry in snapshot.of_kind.get("report", [])
        if isinstance(entry.record, Report) and entry.record.type == type_
    ]
    return [entry for _, entry in sorted(found, key=lambda item: (item[0], item[1].path), reverse=True)]

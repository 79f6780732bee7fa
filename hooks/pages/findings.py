"""All findings, by how serious they are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from hooks.data.snapshot import Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import View
from validators.source.finding import Finding
from validators.text.messages import say

MAX_FINDINGS = 133
"""Findings of each group on the page; the command line prints all."""
MAX_CODES = 12


class CodeCount(NamedTuple):
    """How many open findings a check has."""

    code: str
    findings: int


@dataclass(frozen=True, slots=True)
class FindingsContext(PageContext):
    """The page of findings."""

    template = "findings.html"

    groups: dict[str, list[Finding]]
    """`errors`, `overdue`, `warnings`, and `waived`, which are the findings that a waiver covers."""
    limit: int
    by_code: list[CodeCount]
    """The checks with most findings."""


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "findings", "findings.md", text(say("Findings")), lambda: _findings(snapshot), full_width=True,
        about=say("All findings in the records, and how to fix them"),
    )  # fmt: skip


def _findings(snapshot: Snapshot) -> FindingsContext:
    open_ = [finding for finding in snapshot.findings if finding.is_open]
    groups = {
        "errors": [finding for finding in open_ if finding.is_error],
        "overdue": [finding for finding in open_ if finding.is_overdue],
        "warnings": [finding for finding in open_ if finding.is_warning],
        "waived": [finding for finding in snapshot.findings if finding.is_exempted],
    }
    codes = Counter(finding.code for finding in open_).most_common(MAX_CODES)
    return FindingsContext(groups, MAX_FINDINGS, [CodeCount(*item) for item in codes])

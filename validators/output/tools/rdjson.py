"""Reviewdog's diagnostics: it writes each as a comment on its line of a pull request, with the lines to take over in one click.

A forge knows suggestions in a review's comments only, and only for the very lines of the comment. So a finding that knows its
cure is reported at the lines that the cure replaces.
"""

import json
from typing import Any

from validators.output.report import Report
from validators.output.sections import about_in_words
from validators.source.finding import WHOLE_FILE, Finding
from validators.text.messages import Language
from validators.text.sanitize import escape_json, one_line


def render(report: Report, language: Language) -> str:
    """Return what is open, as one result; what was there before a change is left out."""
    reported = [finding for finding in report.findings if finding.origin != "before" and finding.is_open]
    source = {"name": "nizom", **({"url": report.links.site} if report.links.site else {})}
    result = {"source": source, "diagnostics": [_diagnostic(finding, report, language) for finding in reported]}
    return escape_json(json.dumps(result, ensure_ascii=False, indent=2))


def _diagnostic(finding: Finding, report: Report, language: Language) -> dict[str, Any]:
    parts = (finding.message, finding.hint, about_in_words(report.about_file(finding.path)))
    url = report.links.of_check(finding.code)
    fixed = report.replacement(finding)
    lines = {"start": {"line": fixed.line}, "end": {"line": fixed.end_line}} if fixed else {}
    return {
        "message": ". ".join(one_line(language.text(part)) for part in parts if part),
        "location": {"path": finding.path, "range": lines or _range(finding, report)},
        "severity": _severity(finding, report),
        "code": {"value": finding.code, **({"url": url} if url else {})},
        **({"suggestions": [{"range": lines, "text": fixed.text.removesuffix("\n")}]} if fixed else {}),
    }


def _range(finding: Finding, report: Report) -> dict[str, Any]:
    """Return where a finding is; reviewdog counts columns in bytes of UTF-8, and none of a line that is not shown."""
    span, lines = finding.span, report.texts.get(finding.path, "").split("\n")
    if span == WHOLE_FILE:
        return {"start": {"line": 1}}

    def place(line: int, column: int) -> dict[str, int]:
        text = lines[line - 1] if line <= len(lines) else ""
        return {"line": line, **({"column": len(text[: column - 1].encode()) + 1} if text else {})}

    return {"start": place(span.line, span.column), "end": place(span.end_line, span.end_column)}


def _severity(finding: Finding, report: Report) -> str:
    if report.policy.blocks(finding):
        return "ERROR"
    return "INFO" if finding.is_overdue or finding.acknowledged else "WARNING"

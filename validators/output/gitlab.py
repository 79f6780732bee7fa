"""GitLab's code-quality report: the widget of a merge request compares it with the target branch's by fingerprint."""

import json
from collections import Counter
from typing import Any

from validators.output.report import Report
from validators.source.finding import Finding
from validators.text.messages import Language
from validators.text.sanitize import escape_json, one_line


def render(report: Report, language: Language) -> str:
    """Return a JSON list of issues; GitLab shows only the first of those with one fingerprint, so a repetition gets a number."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in report.findings:
        seen[finding.fingerprint] += 1
        repetition = seen[finding.fingerprint]
        fingerprint = finding.fingerprint if repetition == 1 else f"{finding.fingerprint}-{repetition}"
        issues.append(_issue(finding, fingerprint, report, language))
    return escape_json(json.dumps(issues, ensure_ascii=False, indent=2))


def _issue(finding: Finding, fingerprint: str, report: Report, language: Language) -> dict[str, Any]:
    message, hint = (one_line(language.text(part)) for part in (finding.message, finding.hint))
    return {
        "description": f"{message}. {hint}",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _severity(finding, report),
        "location": {"path": finding.path, "lines": {"begin": finding.span.line, "end": finding.span.end_line}},
    }


def _severity(finding: Finding, report: Report) -> str:
    if report.policy.blocks(finding):
        return "blocker"
    if finding.is_overdue or finding.is_exempted:
        return "info"
    return "major" if finding.is_error else "minor"

"""GitLab's code-quality report: the widget of a merge request compares it with the target branch's by fingerprint.

Against a base it holds the change's own findings. Since those that were there already and are touched would be in the target
branch's report too, and so not be shown, that report has to be empty (`.gitlab-ci.yml`).
"""

import json
from collections import Counter
from typing import Any

from validators.output.report import Report
from validators.output.sections import about_in_words
from validators.source.finding import Finding
from validators.text.messages import Language
from validators.text.sanitize import escape_json, one_line


def render(report: Report, language: Language) -> str:
    """Return a JSON list of issues; GitLab shows only the first of those with one fingerprint, so a repetition gets a number."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in report.findings:
        if finding.origin == "before":
            continue
        seen[finding.fingerprint] += 1
        repetition = seen[finding.fingerprint]
        fingerprint = finding.fingerprint if repetition == 1 else f"{finding.fingerprint}-{repetition}"
        issues.append(_issue(finding, fingerprint, report, language))
    return escape_json(json.dumps(issues, ensure_ascii=False, indent=2))


def _issue(finding: Finding, fingerprint: str, report: Report, language: Language) -> dict[str, Any]:
    parts = (finding.message, finding.hint, about_in_words(report.about_file(finding.path)))
    return {
        "description": ". ".join(one_line(language.text(part)) for part in parts if part),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _severity(finding, report),
        "location": {"path": finding.path, "lines": {"begin": finding.span.line, "end": finding.span.end_line}},
    }


def _severity(finding: Finding, report: Report) -> str:
    if report.policy.blocks(finding):
        return "blocker"
    if finding.is_overdue or finding.is_exempted or finding.acknowledged:
        return "info"
    return "major" if finding.is_error else "minor"

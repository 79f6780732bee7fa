"""SARIF 2.1.0, the exchange format of static analysis: for code scanning and for editors."""

import json
from typing import Any
from urllib.parse import quote

from validators import __version__
from validators.output.report import Report
from validators.output.sections import unchecked_in_words
from validators.source.finding import WHOLE_FILE, Finding, Span
from validators.text.messages import Language
from validators.text.sanitize import escape_json, one_line

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report, language: Language) -> str:
    """One run, with the checks that found something as its rules."""
    rules = {finding.code: finding for finding in sorted(report.findings, key=lambda finding: finding.code)}
    indices = {code: index for index, code in enumerate(rules)}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Nizom",
                        "version": __version__,
                        "rules": [_rule(found, language) for found in rules.values()],
                    }
                },
                "invocations": [_invocation(report, language)],
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"ROOT": {"description": {"text": "The repository's root"}}},
                "results": [_result(finding, indices[finding.code], report, language) for finding in report.findings],
                "properties": {"asOf": report.as_of.isoformat()},
            }
        ],
    }
    return escape_json(json.dumps(log, ensure_ascii=False, indent=2))


def _invocation(report: Report, language: Language) -> dict[str, Any]:
    """Return whether every check ran to its end, with a notification of what could not be checked."""
    invocation: dict[str, Any] = {"executionSuccessful": not any(finding.code.startswith("X") for finding in report.findings)}
    if report.unchecked:
        invocation["toolExecutionNotifications"] = [
            {
                "level": "warning",
                "message": {"text": _plain("; ".join(map(language.text, unchecked_in_words(found))))},
                "locations": [{"physicalLocation": _physical(found.gap.path, found.span)}],
            }
            for found in report.unchecked
        ]
    return invocation


def _physical(path: str, span: Span) -> dict[str, Any]:
    region = {"startLine": span.line}
    if span != WHOLE_FILE:
        region |= {"startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column}
    return {"artifactLocation": {"uri": quote(path), "uriBaseId": "ROOT"}, "region": region}


def _rule(finding: Finding, language: Language) -> dict[str, Any]:
    clause = [f"Nizom {finding.clause}"] if finding.clause else []
    return {
        "id": finding.code,
        "shortDescription": {"text": language.text(finding.title)},
        "fullDescription": {"text": language.text(finding.requirement)},
        "help": {"text": language.text(finding.requirement)},
        "defaultConfiguration": {"level": finding.severity},
        "properties": {"tags": [*clause, finding.trigger]},
    }


def _result(finding: Finding, index: int, report: Report, language: Language) -> dict[str, Any]:
    waived = {"kind": "external", "status": "accepted", "justification": finding.waived}
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _level(finding, report),
        "message": {"text": _plain(f"{language.text(finding.message)}. {language.text(finding.hint)}")},
        "locations": [{"physicalLocation": _physical(finding.path, finding.span)}],
        "partialFingerprints": {"nizom/v1": finding.fingerprint},
        **({"baselineState": "unchanged" if finding.origin == "before" else "new"} if finding.origin else {}),
        **({"suppressions": [waived]} if finding.waived else {}),
        **_fixes(finding, report, language),
    }


def _fixes(finding: Finding, report: Report, language: Language) -> dict[str, Any]:
    """Return the lines that put a finding right, where they are known: editors and reviewers apply them with a click."""
    fixed = report.replacement(finding)
    if fixed is None:
        return {}
    region = {"startLine": fixed.line, "startColumn": 1, "endLine": fixed.end_line + 1, "endColumn": 1}
    change = {
        "artifactLocation": {"uri": quote(finding.path), "uriBaseId": "ROOT"},
        "replacements": [{"deletedRegion": region, "insertedContent": {"text": fixed.text}}],
    }
    return {"fixes": [{"description": {"text": _plain(language.text(finding.hint))}, "artifactChanges": [change]}]}


def _level(finding: Finding, report: Report) -> str:
    """Return how serious a result is: a note where nothing has to be done about it in this change.

    Code scanning opens an alert for every result by its level, and does not heed `suppressions` and `baselineState`.
    """
    settled = finding.is_exempted or finding.origin == "before"
    if settled or ((finding.is_overdue or finding.acknowledged) and not report.policy.blocks(finding)):
        return "note"
    return finding.severity


def _plain(text: str) -> str:
    """SARIF reads `[words](target)` in a message as a link; text from a record must not make one."""
    return one_line(text).replace("](", "] (")

"""JSON for programs: a versioned contract, the same bytes for the same tree and day."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from validators.checks.not_run import Unchecked
from validators.output.report import About, Report
from validators.source.finding import Acknowledged, Alteration, Finding
from validators.text.messages import Language
from validators.text.sanitize import escape_json

if TYPE_CHECKING:
    from validators.change.gate import Gate

VERSION = 1


def render(report: Report, language: Language) -> str:
    """Return one JSON object: version, day, summary, findings; `not_run` is there only if something could not be checked."""
    contract: dict[str, Any] = {
        "version": VERSION,
        "as_of": report.as_of.isoformat(),
        "summary": {
            "records": report.checked,
            "errors": report.errors,
            "warnings": report.warnings,
            "overdue": report.overdue,
            "blocking": len(report.blocking),
            "off": [check.code for check in report.off],
        },
        "findings": [
            {**finding_as_json(finding, report.about_file(finding.path), language), **_fix(finding, report)}
            for finding in report.findings
        ],
    }
    if report.waived:
        contract["summary"]["waived"] = report.waived
    if report.acknowledged:
        contract["summary"]["acknowledged"] = report.acknowledged
    if report.late:
        contract["summary"]["late"] = report.late
    if since := report.since:
        contract["since"] = {
            "revision": since.revision,
            "day": since.day.isoformat(),
            "new": [finding.fingerprint for finding in since.new],
            "acknowledged": [finding.fingerprint for finding in since.acknowledged],
            "left": [finding.fingerprint for finding in since.left],
        }
    if report.unchecked:
        contract["not_run"] = [unchecked_as_json(item) for item in report.unchecked]
    if report.gate:
        contract["gate"] = _gate(report.gate, report, language)
    return escape_json(json.dumps(contract, ensure_ascii=False, indent=2))


def _fix(finding: Finding, report: Report) -> dict[str, Any]:
    """Return the lines that put a finding right, where they are known; `safe` ones are those that `nizom fix` writes."""
    fixed = report.replacement(finding)
    if fixed is None or finding.cure is None:
        return {}
    return {"fix": {"line": fixed.line, "end_line": fixed.end_line, "text": fixed.text, "safe": finding.cure.is_safe}}


def _gate(gate: "Gate", report: Report, language: Language) -> dict[str, Any]:
    """Return what the change does since its base; which findings are its own says the `origin` of each."""
    return {
        "base": gate.base,
        "records": len(gate.changed),
        "blocking": [finding.fingerprint for finding in report.blocking],
        "mended": [finding_as_json(finding, report.about_file(finding.path), language) for finding in gate.fixed],
        "awaiting": [
            {
                "record": waiting.id,
                "moves": [
                    {
                        "decision": move.step.decision,
                        "roles": list(move.roles),
                        "holders": list(move.holders),
                        "needed": move.needed,
                    }
                    for move in waiting.moves
                ],
            }
            for waiting in gate.awaiting
        ],
        "impacts": [
            {
                "cause": impact.cause,
                "settings": list(impact.settings),
                "alterations": {code: _altered(altered, language) for code, altered in impact.alterations.items()},
                "calendar": impact.calendar,
                "off": list(impact.off),
                "on": list(impact.on),
                "bad": dict(impact.bad),
                "recovered": dict(impact.recovered),
                "unseen": dict(impact.unseen),
                "failed": impact.failed,
            }
            for impact in gate.impacts
        ],
        "corrections": [
            {
                "record": corrected.id,
                "what": corrected.what,
                "old": corrected.old,
                "new": corrected.new,
                "reason": corrected.reason,
                "by": corrected.by,
            }
            for corrected in gate.corrected
        ],
        "softened": [
            {
                "record": one.id,
                "what": language.text(one.what),
                "value": language.text(one.value),
                "why": language.text(one.why) if one.why else None,
            }
            for one in gate.softened
        ],
        "exceptions": [
            {"record": exempted.id, "covered": dict(exempted.covered), "uncovered": dict(exempted.uncovered)}
            for exempted in gate.exempted
        ],
    }


def unchecked_as_json(item: Unchecked) -> dict[str, Any]:
    """Return what could not be checked as programs get it: a fact that is not known, and by check the records left unchecked.

    Where the file cannot be read at all, `field` is empty and none of the checks of its record was carried out.
    """
    return {
        "record": item.gap.record or None,
        "path": item.gap.path,
        "line": item.span.line,
        "column": item.span.column,
        "field": str(item.gap.at),
        "reason": item.reason,
        "checks": {code: list(records) for code, records in item.checks.items()},
    }


def finding_as_json(finding: Finding, about: About, language: Language) -> dict[str, Any]:
    """Return a finding as programs get it; `waived`, `acknowledged`, `origin`, `altered` are there if they say something."""
    return {
        "code": finding.code,
        "clause": finding.clause,
        "authority": finding.authority,
        "severity": finding.severity,
        "clock": finding.trigger,
        "record": finding.record,
        "record_title": about.title or None,
        "responsible": about.responsible or None,
        "responsible_name": about.responsible_name or None,
        "path": finding.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "end_line": finding.span.end_line,
        "end_column": finding.span.end_column,
        "field": str(finding.field),
        "message": language.text(finding.message),
        "hint": language.text(finding.hint),
        "url": finding.url,
        "fingerprint": finding.fingerprint,
        **({"waived": finding.waived} if finding.waived else {}),
        **({"acknowledged": _acknowledged(finding.acknowledged)} if finding.acknowledged else {}),
        **({"origin": finding.origin} if finding.origin else {}),
        **({"altered": _altered(finding.altered, language)} if finding.altered else {}),
    }


def _acknowledged(known: Acknowledged) -> dict[str, str]:
    return {"waiver": known.waiver, "until": known.until.isoformat()}


def _altered(alterations: Iterable[Alteration], language: Language) -> list[dict[str, str | None]]:
    """Return values that a change altered, in words; what was not there, or is not, is null."""
    return [
        {
            "what": language.text(altered.what),
            "old": language.text(altered.old) if altered.old else None,
            "new": language.text(altered.new) if altered.new else None,
        }
        for altered in alterations
    ]

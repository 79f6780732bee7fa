"""JUnit's XML, which every build server reads: one suite a file, one case a finding."""

from itertools import groupby
from xml.etree import ElementTree

from validators.output.report import Report, tally
from validators.source.finding import Finding
from validators.text.messages import Language
from validators.text.sanitize import for_xml, one_line


def render(report: Report, language: Language) -> str:
    """Return a test suite: findings that block are failures, the others skipped; without findings it has one case, which passes,
    or is skipped where there was no record to check."""
    blocking = len(report.blocking)
    total = {
        "tests": str(max(1, len(report.findings))),
        "failures": str(blocking),
        "skipped": str(len(report.findings) - blocking + report.nothing),
    }
    root = ElementTree.Element("testsuites", {"name": "nizom", **total})
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        _suite(root, path, list(findings), report, language)
    if not report.findings:
        suite = ElementTree.SubElement(root, "testsuite", {"name": "nizom", **total})
        case = ElementTree.SubElement(suite, "testcase", {"classname": "nizom", "name": language.text(tally(report))})
        if report.nothing:
            ElementTree.SubElement(case, "skipped")
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _suite(root: ElementTree.Element, path: str, findings: list[Finding], report: Report, language: Language) -> None:
    blocking = len(report.policy.blocking(findings))
    counts = {"tests": str(len(findings)), "failures": str(blocking), "skipped": str(len(findings) - blocking)}
    suite = ElementTree.SubElement(root, "testsuite", {"name": _xml(path), **counts})
    for finding in findings:
        name = f"{finding.code} {language.text(finding.title)} ({finding.field.for_people() or finding.span.line})"
        place = {"classname": _xml(path), "name": _xml(name), "file": _xml(path), "line": str(finding.span.line)}
        case = ElementTree.SubElement(suite, "testcase", place)
        message = {"message": _xml(language.text(finding.message))}
        outcome = ElementTree.SubElement(case, "failure" if report.policy.blocks(finding) else "skipped", message)
        outcome.text = _xml(f"{language.text(finding.requirement)}. {language.text(finding.hint)}")


def _xml(text: str) -> str:
    return for_xml(one_line(text))

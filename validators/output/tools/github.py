"""GitHub's workflow commands: each finding becomes an annotation on its line of the change.

GitHub shows ten annotations of a level for a step, so what blocks comes first; the Markdown summary shows the rest.
"""

from validators.output.report import Report, tally
from validators.output.sections import about_in_words, covered_in_words
from validators.source.finding import Finding
from validators.text.messages import Language
from validators.text.sanitize import one_line


def render(report: Report, language: Language) -> str:
    """One workflow command a finding, then the count; what was there before a change is not written on its lines."""
    reported = [finding for finding in report.findings if finding.origin != "before"]
    ordered = sorted(reported, key=lambda finding: not report.policy.blocks(finding))
    return "\n".join([*(_command(finding, report, language) for finding in ordered), language.text(tally(report))])


def _command(finding: Finding, report: Report, language: Language) -> str:
    span = finding.span
    properties = {"file": finding.path, "line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:  # columns across lines make GitHub drop the place
        properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    covered = covered_in_words(finding)
    waived = f" ({language.text(covered)})" if covered else ""
    properties["title"] = f"{finding.code} {language.text(finding.title)}{waived}"
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_level(finding, report)} {given}::{_data(_message(finding, report, language))}"


def _level(finding: Finding, report: Report) -> str:
    """Duties are notices: they turn nobody's pull request red, unless the run was asked to. So is what a waiver covers."""
    if (finding.is_overdue or finding.is_exempted or finding.acknowledged) and not report.policy.blocks(finding):
        return "notice"
    return finding.severity


def _message(finding: Finding, report: Report, language: Language) -> str:
    parts = (finding.message, finding.requirement, finding.hint, about_in_words(report.about_file(finding.path)))
    return "\n".join(one_line(language.text(part)) for part in parts if part)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a path so that it keeps its exact characters: GitHub looks the file up by it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")

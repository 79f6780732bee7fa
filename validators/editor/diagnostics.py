"""Findings as an editor shows them at their places."""

from collections.abc import Iterable, Iterator

from lsprotocol.types import CodeDescription, Diagnostic, DiagnosticSeverity

from validators.checks.not_run import Unchecked
from validators.editor.positions import EditedText
from validators.output.links import Links
from validators.output.sections import covered_in_words, unchecked_in_words
from validators.regulation.citation import citation
from validators.source.finding import Finding
from validators.text.messages import Language, say

SOURCE = "nizom"


def diagnostics(
    findings: Iterable[Finding], unchecked: Iterable[Unchecked], text: EditedText, links: Links, language: Language
) -> list[Diagnostic]:
    """Return the findings of a file, then what could not be checked for want of a fact in it."""
    found = [diagnostic(finding, text, links, language) for finding in findings]
    return [*found, *(_gap(one, text, language) for one in unchecked)]


def diagnostic(finding: Finding, text: EditedText, links: Links, language: Language) -> Diagnostic:
    """Return a finding with what to do about it and the paragraph that wants it; its code leads to the page of the check."""
    page = links.of_check(finding.code)
    return Diagnostic(
        range=text.range(finding.span),
        message="\n".join(_in_words(finding, language)),
        severity=_severity(finding),
        code=finding.code,
        code_description=CodeDescription(page) if page else None,
        source=SOURCE,
        data=finding.fingerprint,
    )


def _in_words(finding: Finding, language: Language) -> Iterator[str]:
    words = language.text
    yield words(finding.message)
    yield f"{words(say('what to do'))}: {words(finding.hint)}"
    if finding.clause:
        yield f"Nizom, {language.pick(citation(finding.clause))} ({finding.authority or ''}): {words(finding.requirement)}"
    if covered := covered_in_words(finding):
        yield words(covered)


def _severity(finding: Finding) -> DiagnosticSeverity:
    """Return how serious a finding is: what is exempted or a known breach blocks nobody, what is overdue blocks no change."""
    if finding.is_exempted or finding.acknowledged or finding.is_overdue:
        return DiagnosticSeverity.Information
    return DiagnosticSeverity.Error if finding.is_error else DiagnosticSeverity.Warning


def _gap(one: Unchecked, text: EditedText, language: Language) -> Diagnostic:
    message = "\n".join(map(language.text, unchecked_in_words(one)))
    return Diagnostic(text.range(one.span), message, severity=DiagnosticSeverity.Information, source=SOURCE)

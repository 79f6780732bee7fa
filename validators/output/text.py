"""Text for a terminal: where, what, which paragraph, what to write instead, and the line itself."""

import unicodedata

from validators.finding import Finding
from validators.messages import Language, say
from validators.output import Report

_RED, _YELLOW, _BLUE, _BOLD, _DIM, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[34m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
_TAB = "    "


def render(report: Report, language: Language) -> str:
    """The findings one under the other, then a line that counts them."""
    blocks = [_block(finding, report, language) for finding in report.findings]
    return "\n".join([*blocks, _summary(report, language)])


def printable(text: str) -> str:
    """Text from a record without what would move the cursor or colour the terminal."""
    return "".join(sign if sign.isprintable() else _TAB if sign == "\t" else "\ufffd" for sign in text)


def _block(finding: Finding, report: Report, language: Language) -> str:
    colour = _RED if finding.severity == "error" else _YELLOW
    if finding.clock == "duty":
        colour = _BLUE
    paint = _painter(report.colour)
    place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    head = f"{paint(place, _BOLD)}  {paint(_severity(finding, language), colour)}  {finding.code}  {language.text(finding.title)}"
    lines = [head, *_excerpt(finding, report, language, colour)]
    if finding.clause:
        clause = say("Nizom {clause} ({authority})", clause=finding.clause, authority=finding.authority or "")
        lines.append(f"   = {language.text(clause)}: {language.text(finding.demand)}")
    lines.append(f"   = {language.text(say('what to do'))}: {printable(language.text(finding.hint))}")
    return "\n".join(lines) + "\n"


def _severity(finding: Finding, language: Language) -> str:
    if finding.clock == "duty":
        return language.text(say("overdue"))
    return language.text(say("error") if finding.severity == "error" else say("warning"))


def _excerpt(finding: Finding, report: Report, language: Language, colour: str) -> list[str]:
    message = printable(language.text(finding.message))
    lines = report.texts.get(finding.path, "").split("\n")
    span = finding.span
    if span.line > len(lines) or not lines[span.line - 1].strip():
        return [f"   = {message}"]
    line = lines[span.line - 1]
    margin = " " * max(2, len(str(span.line)))
    before = _width(line[: span.column - 1])
    end = span.end_column if span.end_line == span.line else len(line) + 1
    carets = max(1, _width(line[span.column - 1 : end - 1]))
    paint = _painter(report.colour)
    return [
        f"{margin} |",
        f"{span.line:>{len(margin)}} | {printable(line)}",
        f"{margin} | {' ' * before}{paint('^' * min(carets, 60), colour)} {message}",
        f"{margin} |",
    ]


def _width(text: str) -> int:
    """Columns that the text takes on a terminal."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(printable(text)) + wide - sum(unicodedata.combining(sign) != 0 for sign in text)


def _painter(colour: bool):  # type: ignore[no-untyped-def]
    return (lambda text, code: f"{code}{text}{_PLAIN}") if colour else (lambda text, code: text)


def _summary(report: Report, language: Language) -> str:
    if not report.findings:
        return language.text(say("{count} records checked: nothing to mend", count=report.checked))
    return language.text(
        say(
            "{count} records checked: {errors} errors, {warnings} warnings, {overdue} overdue",
            count=report.checked, errors=report.count("error"), warnings=report.count("warning"), overdue=report.overdue,
        )
    )  # fmt: skip

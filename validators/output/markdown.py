"""The summary of a pull request: what blocks it, where, and what to write instead, on one screen of any forge.

It is GitHub-flavoured Markdown for a step's summary (which a forge refuses above 1 MiB) or a comment. Whatever comes from a
record is written as character references, which no forge takes for markup, a mention or a link.
"""

import re
from collections.abc import Sequence

from validators import counts
from validators.finding import Finding
from validators.messages import Language, Message, say
from validators.output import Report, verdict
from validators.output.harmless import one_line, shortened

LIMIT = 1000 * 1000
"""Bytes that the rows may take; a forge refuses a summary of more than 1 MiB."""
ROWS = 20
"""Findings shown at once; the others are folded away."""
CELL = 400
"""Characters of a path, a message or a hint that are shown."""

_MARKUP = re.compile(r"[!#$*+:<=>@\[\\\]^_`{|}~&]")
_CALLS = "@#"
"""Forges look for these in the page that they have made, so that a reference alone does not stop them."""


def render(report: Report, language: Language) -> str:
    """Verdict, counts, the findings in a table (what blocks first), then what is overdue and which checks are off, folded."""
    findings = sorted(
        (finding for finding in report.findings if finding.clock == "rule" or report.blocks(finding)),
        key=lambda finding: (not report.blocks(finding), finding.severity),
    )
    overdue = [finding for finding in report.findings if finding.clock == "duty" and not report.blocks(finding)]
    page = _Page(report, language)
    page.head()
    page.table(findings[:ROWS])
    if rest := findings[ROWS:]:
        page.folded(say("and {findings} more", findings=counts.findings(len(rest))), rest)
    if overdue:
        page.folded(say("Overdue, not of this change: {count}", count=len(overdue)), overdue)
    page.off()
    return page.text()


class _Page:
    """The lines so far, and how many findings no longer fitted."""

    def __init__(self, report: Report, language: Language) -> None:
        self.report = report
        self.say = language.text
        self.lines: list[str] = []
        self.room = LIMIT
        self.left_out = 0

    def head(self) -> None:
        report = self.report
        mark = "❌" if any(map(report.blocks, report.findings)) else "✅"
        found = (
            counts.records(report.checked),
            counts.errors(report.count("error")),
            counts.warnings(report.count("warning")),
            say("{count} overdue", count=report.overdue),
            say("as of {day}", day=report.as_of),
        )
        self.lines += [f"## {mark} Nizom: {self.say(verdict(report))}", "", " · ".join(map(self.say, found)), ""]

    def table(self, findings: Sequence[Finding]) -> None:
        """A row for each finding for which there is room."""
        if not findings:
            return
        titles = (say("Level"), say("Place"), say("Check"), say("What is wrong"), say("What to do"))
        self.lines += [f"| {' | '.join(map(self.say, titles))} |", "|---" * len(titles) + "|"]
        for finding in findings:
            row = self._row(finding)
            self.room -= len(row.encode())
            if self.room > 0:
                self.lines.append(row)
            else:
                self.left_out += 1
        self.lines.append("")

    def folded(self, title: Message, findings: Sequence[Finding]) -> None:
        """A table under a line that opens it."""
        self.lines += [f"<details><summary>{self.say(title)}</summary>", ""]
        self.table(findings)
        self.lines += ["</details>", ""]

    def off(self) -> None:
        """The checks that have no measure, folded: a green summary must not seem to say more than it does."""
        if not self.report.off:
            return
        number = len(self.report.off)
        title = say("{checks} off: their settings have no value", checks=counts.checks(number))
        self.lines += [f"<details><summary>{self.say(title)}</summary>", ""]
        self.lines += [f"- {check.code} ({check.setting}): {self.say(check.demand)}" for check in self.report.off]
        self.lines += ["", "</details>", ""]

    def text(self) -> str:
        """The page, with a word on what was left out."""
        if self.left_out:
            left = say(
                "{findings} left out here, because a summary may not be larger. All of them: nizom check",
                findings=counts.findings(self.left_out),
            )
            self.lines.append(f"**{self.say(left)}**")
        return "\n".join(self.lines).rstrip()

    def _row(self, finding: Finding) -> str:
        blocks = self.report.blocks(finding)
        level = say("overdue") if finding.clock == "duty" else say("error") if finding.severity == "error" else say("warning")
        place = f"<code>{_cell(f'{finding.path}:{finding.span.line}')}</code>"
        message, hint = (_cell(self.say(part)) for part in (finding.message, finding.hint))
        code = finding.code
        return f"| {'❌ ' * blocks}{self.say(level)} | {place} | {code} | {message} | {hint} |"


def _cell(text: str) -> str:
    """Text that no forge takes for anything but text."""
    return _MARKUP.sub(_reference, shortened(one_line(text), CELL))


def _reference(found: "re.Match[str]") -> str:
    sign = found[0]
    return f"&#{ord(sign)};" + ("&#8288;" if sign in _CALLS else "")

"""The summary of a pull request: what blocks it, where, and what to write instead, on one screen of any forge.

It is GitHub-flavoured Markdown for a step's summary (which a forge refuses above 1 MiB) or a comment. All that comes from a
record is written as character references, which no forge takes for markup, a mention or a link.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from validators.output.report import MOST, Report, verdict
from validators.output.sections import (
    AWAITING,
    BROUGHT,
    CORRECTED,
    EXEMPTED,
    NEW,
    OWN,
    UNCHECKED,
    after_that,
    before_in_words,
    change_in_words,
    corrected_in_words,
    exempted_in_words,
    impact_in_words,
    next_step,
    place_of,
    program_in_words,
    sections,
    unchecked_in_words,
)
from validators.source.finding import Finding
from validators.text import plurals
from validators.text.messages import Language, Message, say
from validators.text.sanitize import one_line, shorten

if TYPE_CHECKING:
    from validators.change.gate import Gate

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
    """Verdict and counts; then what blocks, in a table; then, folded, what needs no action now.

    Against a base: what blocks in what the change touches, what it causes elsewhere, what is new; what it fixes, what is
    missing for approval and whose move that is, what it does to other records; and, folded, what was there before.
    """
    found = sections(report)
    page = _Page(report, language)
    page.head()
    if report.gate:
        for heading, findings in ((OWN, found.own), (BROUGHT, found.brought), (NEW, found.new)):
            page.section(heading, findings)
        page.change(report.gate)
        if found.before:
            page.folded(before_in_words(found.before), found.before)
    else:
        page.findings(sorted(found.own, key=lambda finding: (not report.policy.blocks(finding), finding.severity)))
    if found.overdue:
        page.folded(say("Overdue, not of this change: {count}", count=len(found.overdue)), found.overdue)
    if found.waived:
        page.folded(say("Let pass by an exception: {count}", count=len(found.waived)), found.waived)
    page.unchecked()
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
        mark = "⚠️" if report.nothing else "❌" if report.blocking else "✅"
        found = (
            *((change_in_words(report.gate),) if report.gate else ()),
            plurals.records(report.checked),
            plurals.errors(report.errors),
            plurals.warnings(report.warnings),
            say("{count} overdue", count=report.overdue),
            say("as of {day}", day=report.as_of),
        )
        self.lines += [f"## {mark} Nizom: {self.say(verdict(report))}", "", " · ".join(map(self.say, found)), ""]

    def findings(self, findings: Sequence[Finding]) -> None:
        """As many as a screen holds in a table, the others folded; of a change several sections share the screen."""
        shown = MOST if self.report.gate else ROWS
        self.table(findings[:shown])
        if rest := findings[shown:]:
            self.folded(say("and {findings} more", findings=plurals.findings(len(rest))), rest)

    def section(self, heading: Message, findings: Sequence[Finding]) -> None:
        """Return findings under a heading, if there are any."""
        if findings:
            self.lines += [f"### {self.say(heading)} ({len(findings)})", ""]
            self.findings(findings)

    def change(self, gate: "Gate") -> None:
        """Return what else the change does: what it fixes, whose move it is now, what becomes of other records."""
        if gate.fixed:
            self.folded(say("Mended by the change: {count}", count=len(gate.fixed)), gate.fixed)
        if gate.awaiting:
            self.lines += [f"### {self.say(AWAITING)}", ""]
            for waiting in gate.awaiting[:MOST]:
                rest = after_that(waiting)
                steps = "; ".join(_cell(self.say(step)) for step in (next_step(waiting), rest) if step)
                self.lines.append(f"- <code>{_cell(waiting.id)}</code> {_cell(waiting.title)}: {steps}")
            if (left := len(gate.awaiting) - MOST) > 0:
                self.lines.append(f"- {self.say(say('and {records} more', records=plurals.records(left)))}")
            self.lines.append("")
        if altered := program_in_words(gate):
            self.lines += [_text(self.say(altered)), ""]
        if gate.corrected:
            corrected = [_cell(self.say(corrected_in_words(each))) for each in gate.corrected]
            self.lines += [f"### {self.say(CORRECTED)}", "", *(f"- {line}" for line in corrected), ""]
        for impact in gate.impacts:
            head, *told = impact_in_words(impact)
            self.lines += [f"### {_cell(self.say(head))}", ""]
            self.lines += [f"- {_text(self.say(line))}" for line in told]
            self.lines.append("")
        if gate.exempted:
            lines = [line for exempted in gate.exempted for line in exempted_in_words(exempted)]
            self.lines += [f"### {self.say(EXEMPTED)}", "", *(f"- {_text(self.say(line))}" for line in lines), ""]

    def table(self, findings: Sequence[Finding]) -> None:
        """Return a row for each finding for which there is room."""
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
        """Return a table under a line that opens it."""
        self.lines += [f"<details><summary>{self.say(title)}</summary>", ""]
        self.table(findings)
        self.lines += ["</details>", ""]

    def unchecked(self) -> None:
        """Write what could not be checked, and for want of what."""
        if not self.report.unchecked:
            return
        self.lines += [f"### {self.say(UNCHECKED)} ({len(self.report.unchecked)})", ""]
        for found in self.report.unchecked[:MOST]:
            place = f"<code>{_cell(place_of(found))}</code>"
            self.lines.append(f"- {place} {_text('; '.join(map(self.say, unchecked_in_words(found))))}")
        if (left := len(self.report.unchecked) - MOST) > 0:
            self.lines.append(f"- {self.say(say('and {count} more: --format json', count=left))}")
        self.lines.append("")

    def off(self) -> None:
        """Return the checks that have no measure, folded: a green summary must not seem to say more than it does."""
        if not self.report.off:
            return
        number = len(self.report.off)
        title = say("{checks} off: their settings have no value", checks=plurals.checks(number))
        self.lines += [f"<details><summary>{self.say(title)}</summary>", ""]
        self.lines += [f"- {check.code} ({check.setting}): {self.say(check.requirement)}" for check in self.report.off]
        self.lines += ["", "</details>", ""]

    def text(self) -> str:
        """Return the page, with a word on what was left out."""
        if self.left_out:
            left = say(
                "{findings} left out here, because a summary may not be larger. All of them: nizom check",
                findings=plurals.findings(self.left_out),
            )
            self.lines.append(f"**{self.say(left)}**")
        return "\n".join(self.lines).rstrip()

    def _row(self, finding: Finding) -> str:
        blocks = self.report.policy.blocks(finding)
        place = f"<code>{_cell(f'{finding.path}:{finding.span.line}')}</code>"
        message, hint = (_cell(self.say(part)) for part in (finding.message, finding.hint))
        code = finding.code
        if finding.waived:
            code += f" ({_cell(finding.waived)})"
        return f"| {'❌ ' * blocks}{self.say(finding.level_name)} | {place} | {code} | {message} | {hint} |"


def _cell(text: str) -> str:
    """Text that no forge takes for anything but text."""
    return _text(shorten(one_line(text), CELL))


def _text(text: str) -> str:
    return _MARKUP.sub(_reference, one_line(text))


def _reference(found: "re.Match[str]") -> str:
    sign = found[0]
    return f"&#{ord(sign)};" + ("&#8288;" if sign in _CALLS else "")

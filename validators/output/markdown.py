"""The summary of a pull request: whether it can be merged, what is wrong and who puts it right, on one screen of any forge.

It is GitHub-flavoured Markdown for a step's summary (which a forge refuses above 1 MiB) or a comment. Lists, not tables: three
columns do not fit a phone. All that comes from a record is written as character references, which no forge takes for markup, a
mention or a link.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from validators.checks.change_codes import CLOSED, DUE, MEASURE, STATUS
from validators.output import foreign_files
from validators.output.markup import bold, code, folded, link, safe, safe_cut, struck
from validators.output.report import MOST, Report, verdict, what_changes
from validators.output.sections import (
    ACKNOWLEDGED,
    AWAITING,
    BY_CHECK,
    CORRECTED,
    EXEMPTED,
    FIXED,
    SOFTENED,
    UNCHECKED,
    after_that,
    by_check,
    covered_in_words,
    effects_in_words,
    exempted_in_words,
    is_long,
    next_step,
    program_in_words,
    sections,
    setting_in_words,
    since_in_words,
    softened_in_words,
    unchecked_in_words,
)
from validators.regulation.citation import citation
from validators.repository.paths import SETTINGS, folder_of
from validators.source.finding import Alteration, Finding
from validators.text import plurals
from validators.text.messages import Language, Message, say

if TYPE_CHECKING:
    from validators.change.corrections import Corrected
    from validators.change.gate import Gate
    from validators.change.impact import Impact

LIMIT = 1000 * 1000
"""Bytes that the findings may take; a forge refuses a summary of more than 1 MiB."""
ROWS = 20
"""Findings of a section shown at once; the others are folded away."""
_SAID_BY_VALUES = frozenset({STATUS.code, DUE.code, CLOSED.code})
"""Checks of which the old and the new value say all that the message does."""
_THE_AUTHOR = say("the person who made the change")


def render(report: Report, language: Language) -> str:
    """Verdict and counts, of a long report by check too; what blocks, by who puts it right and by record; what could not be
    checked; what only warns.

    Against a base also what the change does to settings, who decides next, what it corrects, exempts and puts right; and, folded,
    what has nothing to do with it.
    """
    found = sections(report)
    page = _Page(report, language)
    page.head()
    if is_long(found):
        page.counts(by_check(found, report))
    blocking = [finding for finding in found.own if report.policy.blocks(finding)]
    page.blocking(blocking)
    if found.brought:
        page.section(say("Obstacles elsewhere, brought about by the change. To be corrected by: {who}", who=_THE_AUTHOR),
                     found.brought)  # fmt: skip
    page.unchecked()
    if report.gate:
        page.change(report.gate)
    warning = [*found.new, *(finding for finding in found.own if not report.policy.blocks(finding))]
    if warning:
        page.section(say("Only warns"), warning)
    if found.acknowledged:
        page.section(ACKNOWLEDGED, found.acknowledged)
    page.aside(found.before, found.overdue, found.waived)
    page.off()
    page.since()
    return page.text()


class _Page:
    """The lines so far, and how many findings no longer fitted."""

    def __init__(self, report: Report, language: Language) -> None:
        self.report = report
        self.language = language
        self.say = language.text
        self.lines: list[str] = []
        self.room = LIMIT
        self.left_out = 0

    def head(self) -> None:
        """Write the verdict, and in a sentence how much there is of everything."""
        report = self.report
        blocking = len(report.blocking)
        mark = "❌" if blocking else "⚠️" if report.nothing or report.unchecked else "✅"
        answer = verdict(report) if report.nothing or report.gate is None else _may_be_merged(blocking)
        self.lines += [f"## {mark} {self.say(answer)}", ""]
        sentences = []
        if report.gate:
            caused = [finding for finding in report.findings if finding.origin != "before" and finding.is_open]
            errors, warnings = sum(one.is_error for one in caused), sum(one.is_warning for one in caused)
            sentences.append(self.say(say("Changed: {changed}", changed=what_changes(report.gate))))
            if errors or warnings:
                new = (*((plurals.errors(errors),) if errors else ()), *((plurals.warnings(warnings),) if warnings else ()))
                sentences.append(self.say(say("Introduced by this change: {findings}", findings=new)))
            if report.gate.fixed:
                sentences.append(self.say(say("Fixes: {findings}", findings=plurals.findings(len(report.gate.fixed)))))
        else:
            counts = plurals.records(report.checked), plurals.errors(report.errors), plurals.warnings(report.warnings)
            sentences.append(self.say(say("Checked: {found}", found=(*counts, say("{count} overdue", count=report.overdue)))))
        if report.curable:
            sentences.append(self.say(say("Only written another way: {count} (nizom fix)", count=report.curable)))
        sentences.append(self.say(say("As of {day}", day=report.as_of)))
        self.lines += [f"{'. '.join(map(safe, sentences))}.", ""]

    def counts(self, counted: Iterable[tuple[int, Finding]]) -> None:
        """Write how many findings each check has."""
        self.items(BY_CHECK, [
            f"{bold(str(count))} {safe(self.say(one.level_name))}: {safe_cut(self.say(one.title))}. "
            + link(one.code, self.report.links.of_check(one.code))
            for count, one in counted
        ])  # fmt: skip

    def blocking(self, findings: Sequence[Finding]) -> None:
        """Write what blocks, by the person who answers for the record."""
        by_person: dict[str, list[Finding]] = {}
        for finding in findings:
            who = self.report.about_file(finding.path).answering or self.say(_THE_AUTHOR)
            by_person.setdefault(who, []).append(finding)
        for who, theirs in by_person.items():
            self.section(say("Obstacles. To be corrected by: {who}", who=who), theirs, names_who=False)

    def section(self, heading: Message, findings: Sequence[Finding], *, names_who: bool = True) -> None:
        """Write findings under a heading, by record; those beyond a screen are folded."""
        self.lines += [f"### {safe_cut(self.say(heading))}", ""]
        items = list(foreign_files.by_folder(findings))
        self.by_record(items[:ROWS], names_who=names_who)
        if rest := items[ROWS:]:
            left = sum(map(len, rest))
            with folded(self.lines, self.say(say("and {findings} more", findings=plurals.findings(left)))):
                self.by_record(rest, names_who=names_who)

    def by_record(self, items: Iterable[Sequence[Finding]], *, names_who: bool = True) -> None:
        """Write each record with its findings, numbered, as far as there is room; a folder of foreign files in one sentence."""
        for place, group in groupby(items, key=_place):
            theirs = list(group)
            fitting = []
            for number, together in enumerate(theirs, 1):
                item = self.finding(together[0], number) if len(together) == 1 else self.foreign(together)
                self.room -= len(item.encode())
                if self.room > 0:
                    fitting.append(item)
                else:
                    self.left_out += len(together)
            if fitting:
                is_folder = place.endswith("/")
                heading = code(place) if is_folder else self.record(place, theirs[0][0].record, names_who=names_who)
                self.lines += [heading, "", *fitting, ""]

    def foreign(self, findings: Sequence[Finding]) -> str:
        """Return what is wrong with the foreign files of a folder as its only item, and what to do with them."""
        what, to_do = (safe_cut(self.say(words)) for words in foreign_files.in_words(findings))
        return f"1. {what}. {link(findings[0].code, self.report.links.of_check(findings[0].code))}<br>\n   → {to_do}"

    def record(self, path: str, id_: str | None, *, names_who: bool) -> str:
        """Return what a file is called: the title of its record with its id, and where it is."""
        about, links = self.report.about_file(path), self.report.links
        address = links.of_file(path) if about.is_there else ""
        place = "" if address else f", {code(path)}"
        called = about.title or (self.say(say("Settings")) if path == SETTINGS else path.rpartition("/")[2])
        title = bold(link(called, address))
        known_as = f" ({safe_cut(id_)})" if id_ and about.title else ""
        who = f", {safe_cut(self.say(say('responsible: {who}', who=about.answering)))}" if names_who and about.answering else ""
        return f"{title}{known_as}{who}{place}"

    def finding(self, finding: Finding, number: int) -> str:
        """Return a finding as an item of a list: old and new value, what is wrong, where, and what to do."""
        altered = () if finding.code == MEASURE.code else finding.altered[:MOST]  # C10 says them itself
        values = "; ".join(map(self.altered, altered))
        by_values = finding.code in _SAID_BY_VALUES or (finding.trigger == "rule" and any(one.new is None for one in altered))
        said = finding.title if values and by_values else finding.message
        place = self.line(finding.path, finding.span.line)
        cited = f"{self.language.pick(citation(finding.clause))}, {finding.code}" if finding.clause else finding.code
        check = link(cited, self.report.links.of_check(finding.code))
        level = "" if self.report.policy.blocks(finding) else f", {safe(self.say(finding.level_name))}"
        head = f"{values}. {safe_cut(self.say(said))}" if values else safe_cut(self.say(said))
        return f"{number}. {head}. {place}, {check}{level}{self.covered(finding)}<br>\n   → {safe_cut(self.say(finding.hint))}"

    def line(self, path: str, line: int) -> str:
        """Return the line of a file, as a link if it can be opened."""
        address = self.report.links.of_line(path, line) if self.report.about_file(path).is_there else ""
        return link(self.say(say("line {line}", line=line)), address)

    def altered(self, altered: Alteration) -> str:
        """Return an old and a new value: the old one struck out, the new one bold."""
        old = struck(self.say(altered.old)) if altered.old else f"({safe(self.say(say('not there')))})"
        new = bold(safe_cut(self.say(altered.new or say("taken out"))))
        return f"{safe_cut(self.say(altered.what))}: {old} → {new}"

    def change(self, gate: "Gate") -> None:
        """Write what else the change does."""
        for impact in gate.impacts:
            self.impact(impact)
        if altered := program_in_words(gate):
            self.lines += [safe(self.say(altered)), ""]
        if gate.awaiting:
            self.items(AWAITING, [
                f"{bold(safe_cut(waiting.title))} ({safe_cut(waiting.id)}). "
                + "; ".join(safe_cut(self.say(step)) for step in (next_step(waiting), after_that(waiting)) if step)
                for waiting in gate.awaiting
            ])  # fmt: skip
        if gate.corrected:
            self.items(CORRECTED, list(map(self.corrected, gate.corrected)))
        if gate.softened:
            self.items(SOFTENED, [
                f"{bold(safe_cut(one.title))} ({safe_cut(one.id)}). {safe_cut(self.say(softened_in_words(one)))}"
                for one in gate.softened
            ])  # fmt: skip
        if gate.exempted:
            self.items(EXEMPTED, [safe(self.say(line)) for one in gate.exempted for line in exempted_in_words(one)])
        if gate.fixed:
            self.items(FIXED, [f"✅ {self.short(finding)}" for finding in gate.fixed])

    def corrected(self, one: "Corrected") -> str:
        """Return a correction of a closed record: what it was and is, why, and who decided."""
        why = self.say(say("Reason: {reason}. Decided by: {who}", reason=one.reason, who=one.name or one.by))
        known_as = f"{bold(safe_cut(one.title))} ({safe_cut(one.id)}), {safe_cut(one.what)}"
        return f"{known_as}: {struck(one.old)} → {bold(safe_cut(one.new))}. {safe_cut(why)}"

    def impact(self, impact: "Impact") -> None:
        """Write what a change of the settings or of the checks does: old and new values, then its effect on the records."""
        head, *effects = effects_in_words(impact)
        lines = [
            f"{bold(safe_cut(self.say(setting_in_words(setting))))}: {'; '.join(map(self.altered, altered))}"
            for setting, altered in impact.alterations.items()
        ]
        self.items(head, [*lines, *(safe(self.say(line)) for line in effects)])

    def items(self, heading: Message, items: Sequence[str]) -> None:
        """Write lines under a heading; those beyond a screen are folded."""
        self.lines += [f"### {safe_cut(self.say(heading))}", "", *(f"- {item}" for item in items[:ROWS]), ""]
        if rest := items[ROWS:]:
            with folded(self.lines, self.say(say("{count} more", count=len(rest)))):
                self.lines += [*(f"- {item}" for item in rest), ""]

    def short(self, finding: Finding) -> str:
        """Return a finding in a line, for what needs no action now."""
        about = self.report.about_file(finding.path)
        known_as = f"{safe_cut(about.title)} ({safe_cut(finding.record or '')})" if about.title else code(finding.path)
        check = link(finding.code, self.report.links.of_check(finding.code))
        return f"{known_as}: {safe_cut(self.say(finding.message))}. {check}{self.covered(finding)}"

    def covered(self, finding: Finding) -> str:
        """Return by which waiver a finding is exempted or acknowledged."""
        words = covered_in_words(finding)
        return f", {safe_cut(self.say(words))}" if words else ""

    def aside(self, before: Sequence[Finding], overdue: Sequence[Finding], waived: Sequence[Finding]) -> None:
        """Write, folded, what has nothing to do with the change: what was there before, is overdue, is exempted."""
        groups = (
            (before, (say("was there before: {findings}", findings=plurals.findings(len(before))))),
            (overdue, say("overdue: {count}", count=len(overdue))),
            (waived, say("exempted: {count}", count=len(waived))),
        )
        there = [(findings, title) for findings, title in groups if findings]
        if not there:
            return
        titles = tuple(title for _, title in there)
        with folded(self.lines, self.say(say("Does not block: {what}", what=titles))):
            for findings, title in there:
                self.lines += [f"{bold(safe(self.say(title)))}", ""]
                self.lines += [f"- {self.short(finding)}" for finding in findings[:ROWS]]
                if left := len(findings) - ROWS:
                    self.lines += [f"- {safe(self.say(say('and {findings} more', findings=plurals.findings(left))))}"] * (
                        left > 0
                    )
                self.lines.append("")

    def unchecked(self) -> None:
        """Write what could not be checked, and for want of what."""
        if self.report.unchecked:
            self.items(UNCHECKED, [
                f"{self.record(found.gap.path, found.gap.record, names_who=True)}, {self.line(found.gap.path, found.span.line)}: "
                + safe("; ".join(map(self.say, unchecked_in_words(found))))
                for found in self.report.unchecked
            ])  # fmt: skip

    def off(self) -> None:
        """Write the checks that have no measure, folded: of all settings, or where the change alters some."""
        gate = self.report.gate
        if not self.report.off or (gate and not any(impact.settings for impact in gate.impacts)):
            return
        title = say("{checks} off: their settings have no value", checks=plurals.checks(len(self.report.off)))
        with folded(self.lines, self.say(title)):
            self.lines += [f"- {check.code} ({check.setting}): {self.say(check.requirement)}" for check in self.report.off]
            self.lines.append("")

    def since(self) -> None:
        """Write what fails the run by whether it is new since the run before."""
        for heading, findings in since_in_words(self.report.since) if self.report.since else ():
            self.items(heading, [self.short(finding) for finding in findings])

    def text(self) -> str:
        """Return the page, with a word on what was left out, and on how it was made."""
        if self.left_out:
            left = say(
                "{findings} left out here, because a summary may not be larger. All of them: nizom check",
                findings=plurals.findings(self.left_out),
            )
            self.lines += [bold(safe(self.say(left))), ""]
        report = self.report
        made = f"nizom check --base {report.gate.base[:10]}" if report.gate else "nizom check"
        foot = [code(made), safe(self.say(plurals.records(report.checked)))]
        if report.what_blocks and not report.nothing:
            foot.append(safe(self.say(report.what_blocks)))
        return "\n".join([*self.lines, f"<sub>{' · '.join(foot)}</sub>"])


def _place(findings: Sequence[Finding]) -> str:
    """Return the file of a finding, or the folder of several foreign files with a slash at its end."""
    return findings[0].path if len(findings) == 1 else f"{folder_of(findings[0].path)}/"


def _may_be_merged(blocking: int) -> Message:
    if not blocking:
        return say("It can be merged")
    return (
        say("It cannot be merged: {count} obstacle", count=1)
        if blocking == 1
        else say("It cannot be merged: {count} obstacles", count=blocking)
    )

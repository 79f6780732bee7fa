"""Text for a terminal: where, what, which paragraph, what to write instead, and the line itself."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from validators.output import foreign_files
from validators.output.report import MOST, Report, tally
from validators.output.sections import (
    ACKNOWLEDGED,
    AWAITING,
    BROUGHT,
    CORRECTED,
    EXEMPTED,
    FIXED,
    NEW,
    OWN,
    SOFTENED,
    UNCHECKED,
    WAIVED,
    Sections,
    about_in_words,
    after_that,
    altered_in_words,
    before_in_words,
    by_check,
    corrected_in_words,
    covered_in_words,
    effects_in_words,
    exempted_in_words,
    is_long,
    next_step,
    place_of,
    program_in_words,
    sections,
    since_in_words,
    softened_in_words,
    unchecked_in_words,
)
from validators.regulation.citation import citation
from validators.repository.paths import folder_of
from validators.source.finding import Finding
from validators.text import plurals
from validators.text.columns import table
from validators.text.messages import Language, Message, say
from validators.text.sanitize import one_line

if TYPE_CHECKING:
    from validators.change.gate import Gate

_RED, _YELLOW, _BLUE, _BOLD, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[34m", "\x1b[1m", "\x1b[0m"
_TAB = "    "
WIDTH = 120
"""How much of a long line is shown, in characters."""
SHOWN_OVERDUE = 5
"""How many overdue duties of one check are listed; `nizom due` lists them all."""

SHOWN_LINES = 20
"""How many lines of what a change brings are shown under a heading."""

Paint = Callable[[str, str], str]


def render(report: Report, language: Language) -> str:
    """Return the findings one under the other, then what is overdue, check by check, then a line that counts it all.

    Against a base each group has a heading, and what was there before is only counted. A long report starts with how many each
    check found.
    """
    found = sections(report)
    if report.counts_only:
        return "\n".join([*_by_check(found, report, language), *_last_lines(report, language)])
    headed = ((OWN, found.own), (BROUGHT, found.brought), (NEW, found.new)) if report.gate else ((None, found.own),)
    lines = [*_by_check(found, report, language), ""] if is_long(found) else []
    for heading, findings in headed:
        if heading and findings:
            lines.append(f"{_heading(heading, report, language)}\n")
        rules = [finding for finding in findings if not finding.is_overdue]
        lines += [_block_of(together, report, language) for together in foreign_files.by_folder(rules)]
        lines += _groups([finding for finding in findings if finding.is_overdue], report, language)
    if report.gate is None:
        lines += _groups(found.overdue, report, language)
        if found.waived:
            lines.append(_listed(WAIVED, found.waived, report, language))
    else:
        lines += _of_change(report.gate, found, report, language)
        if report.assumed:
            held = say("Compared with {base}; all findings: nizom check --no-base", base=report.assumed)
            lines.append(f"{one_line(language.text(held))}\n")
    if report.unchecked:
        lines.append(_unchecked(report, language))
    return "\n".join([*lines, *_last_lines(report, language)])


def _by_check(found: Sections, report: Report, language: Language) -> list[str]:
    """Return how many findings each check has, as a table."""
    counted = by_check(found, report)
    rows = [(f"{count}", language.text(one.level_name), one.code, one_line(language.text(one.title))) for count, one in counted]
    return [table(rows)] if rows else []


def _last_lines(report: Report, language: Language) -> Iterator[str]:
    """Yield what is no finding, the line that counts all, and what is new since the run before."""
    if report.curable:
        yield language.text(say("Only written another way: {count} (nizom fix)", count=report.curable))
    if report.late:
        yield language.text(say("Done after the due date: {count} (nizom due --late)", count=report.late))
    if report.what_blocks and not report.nothing:
        yield language.text(report.what_blocks)
    if report.what_is_off and not report.nothing and not report.gate:
        yield language.text(report.what_is_off)
    yield language.text(tally(report))
    for heading, findings in since_in_words(report.since) if report.since else ():
        yield from (_heading(heading, report, language), *_a_line_each(findings, language))


def _unchecked(report: Report, language: Language) -> str:
    """Return what could not be checked, and for want of what."""
    lines = [_heading(UNCHECKED, report, language)]
    for found in report.unchecked[:MOST]:
        what, *checks = (one_line(language.text(line)) for line in unchecked_in_words(found))
        lines += [f"   {place_of(found)}  {what}", *(f"      {line}" for line in checks)]
    if (left := len(report.unchecked) - MOST) > 0:
        lines.append(f"   {language.text(say('and {count} more: --format json', count=left))}")
    return "\n".join(lines) + "\n"


def _groups(findings: list[Finding], report: Report, language: Language) -> Iterator[str]:
    """Overdue duties, check by check."""
    by_code = sorted(findings, key=lambda finding: finding.code)
    return (_group(list(group), report, language) for _, group in groupby(by_code, key=lambda finding: finding.code))


def _heading(heading: Message, report: Report, language: Language) -> str:
    return _painter(report.colour)(language.text(heading), _BOLD)


def _listed(heading: Message, findings: list[Finding], report: Report, language: Language) -> str:
    """Return findings that nobody has to do anything about, a line each."""
    return "\n".join([f"{_heading(heading, report, language)} ({len(findings)})", *_a_line_each(findings, language)]) + "\n"


def _a_line_each(findings: Sequence[Finding], language: Language) -> list[str]:
    """Return a line for each finding, as far as there is room."""
    lines = []
    for finding in findings[:MOST]:
        covered = covered_in_words(finding)
        waived = f" ({language.text(covered)})" if covered else ""
        place = one_line(f"{finding.path}:{finding.span.line}")
        lines.append(f"   {place}  {finding.code}{waived}  {one_line(language.text(finding.message))}")
    if (left := len(findings) - MOST) > 0:
        lines.append(f"   {language.text(say('and {findings} more', findings=plurals.findings(left)))}")
    return lines


def _of_change(gate: "Gate", found: Sections, report: Report, language: Language) -> Iterator[str]:
    """Yield what the change does apart from its findings, and how much was there before."""
    words = language.text
    if gate.fixed:
        yield _listed(FIXED, list(gate.fixed), report, language)
    if gate.awaiting:
        lines = [_heading(AWAITING, report, language)]
        for waiting in gate.awaiting[:MOST]:
            rest = after_that(waiting)
            steps = "; ".join(one_line(words(step)) for step in (next_step(waiting), rest) if step)
            lines.append(f"   {waiting.id}  {steps}")
        if (left := len(gate.awaiting) - MOST) > 0:
            lines.append(f"   {words(say('and {records} more', records=plurals.records(left)))}")
        yield "\n".join(lines) + "\n"
    if altered := program_in_words(gate):
        yield f"{one_line(words(altered))}\n"
    corrected = [corrected_in_words(each) for each in gate.corrected]
    softened = [say("{id}, {what}", id=each.id, what=softened_in_words(each)) for each in gate.softened]
    yield from _by_heading(((CORRECTED, corrected), (SOFTENED, softened)), report, language)
    for impact in gate.impacts:
        head, *effects = effects_in_words(impact)
        below = [f"   {one_line(words(effect))}" for effect in (*altered_in_words(impact), *effects)]
        yield "\n".join([_heading(head, report, language), *below]) + "\n"
    if found.acknowledged:
        yield _listed(ACKNOWLEDGED, found.acknowledged, report, language)
    exempted = [line for each in gate.exempted for line in exempted_in_words(each)]
    yield from _by_heading(((EXEMPTED, exempted),), report, language)
    aside = (
        *((before_in_words(found.before),) if found.before else ()),
        *((say("Overdue, not of this change: {count}", count=len(found.overdue)),) if found.overdue else ()),
        *((say("Exempted: {count}", count=len(found.waived)),) if found.waived else ()),
    )
    if aside:
        yield "\n".join(map(words, aside)) + "\n"


def _by_heading(groups: Iterable[tuple[Message, Sequence[Message]]], report: Report, language: Language) -> Iterator[str]:
    """Yield each group that has lines under its heading, as far as there is room."""
    for heading, lines in groups:
        shown = [f"   {one_line(language.text(line))}" for line in lines[:SHOWN_LINES]]
        if (left := len(lines) - SHOWN_LINES) > 0:
            shown.append(f"   {language.text(say('{count} more', count=left))}")
        if lines:
            yield "\n".join([_heading(heading, report, language), *shown]) + "\n"


def _block_of(findings: list[Finding], report: Report, language: Language) -> str:
    """Return a finding, or those of a folder of foreign files in one."""
    if len(findings) == 1:
        return _block(findings[0], report, language)
    paint = _painter(report.colour)
    level = paint(language.text(findings[0].level_name), _RED)
    place = one_line(f"{folder_of(findings[0].path)}/")
    what, to_do = (one_line(language.text(words)) for words in foreign_files.in_words(findings))
    head = f"{paint(place, _BOLD)}  {level}  {findings[0].code}  {language.text(findings[0].title)} ({len(findings)})"
    return "\n".join((head, f"   = {what}", f"   = {language.text(say('what to do'))}: {to_do}")) + "\n"


def _block(finding: Finding, report: Report, language: Language) -> str:
    paint = _painter(report.colour)
    colour = _RED if finding.is_error else _YELLOW
    place = one_line(f"{finding.path}:{finding.span.line}:{finding.span.column}")
    level = paint(language.text(finding.level_name), colour)
    head = f"{paint(place, _BOLD)}  {level}  {finding.code}  {language.text(finding.title)}"
    lines = [head, *_excerpt(finding, report, language, lambda text: paint(text, colour)), *_clause(finding, language)]
    lines.append(f"   = {language.text(say('what to do'))}: {one_line(language.text(finding.hint))}")
    if finding.acknowledged:
        lines.append(f"   = {language.text(finding.acknowledged.in_words())}")
    if about := about_in_words(report.about_file(finding.path)):
        lines.append(f"   = {one_line(f'{finding.record} {language.text(about)}')}")
    return "\n".join(lines) + "\n"


def _group(findings: list[Finding], report: Report, language: Language) -> str:
    """Return the overdue duties of one check."""
    paint = _painter(report.colour)
    first = findings[0]
    head = f"{paint(language.text(say('overdue')), _BLUE)}  {first.code}  {language.text(first.title)} ({len(findings)})"
    lines = [head, *_clause(first, language)]
    for finding in findings[:SHOWN_OVERDUE]:
        place = paint(one_line(f"{finding.path}:{finding.span.line}"), _BOLD)
        known = f" ({language.text(finding.acknowledged.in_words())})" if finding.acknowledged else ""
        lines.append(f"   {place}  {one_line(language.text(finding.message))}{known}")
    if (left := len(findings) - SHOWN_OVERDUE) > 0:
        lines.append(f"   {language.text(say('and {count} more: nizom due', count=left))}")
    return "\n".join(lines) + "\n"


def _clause(finding: Finding, language: Language) -> Iterator[str]:
    if finding.clause:
        cited = f"Nizom, {language.pick(citation(finding.clause))} ({finding.authority or ''})"
        yield f"   = {cited}: {language.text(finding.requirement)}"


@lru_cache(maxsize=1)
def _lines(text: str) -> list[str]:
    """Return a file's lines: its findings follow each other, and may be thousands."""
    return text.split("\n")


def _excerpt(finding: Finding, report: Report, language: Language, paint: Callable[[str], str]) -> Iterator[str]:
    """Yield the line that the finding is about with the message under it; only the message where there is no line."""
    message = one_line(language.text(finding.message))
    lines = _lines(report.texts.get(finding.path, ""))
    span = finding.span
    if span.line > len(lines) or not lines[span.line - 1].strip():
        yield f"   = {message}"
        return
    line = lines[span.line - 1]
    end = span.end_column if span.end_line == span.line else len(line) + 1
    cut = span.column - WIDTH // 2 if span.column > WIDTH * 3 // 4 else 0
    before = "…" * bool(cut) + _expanded(line[cut : span.column - 1])
    shown = "…" * bool(cut) + _expanded(line[cut : cut + WIDTH]) + "…" * (len(line) > cut + WIDTH)
    carets = max(1, min(_width(_expanded(line[span.column - 1 : end - 1])), WIDTH // 2))
    margin = " " * max(2, len(str(span.line)))
    yield f"{margin} |"
    yield f"{span.line:>{len(margin)}} | {shown}"
    yield f"{margin} | {' ' * _width(before)}{paint('^' * carets)} {message}"
    yield f"{margin} |"


def _expanded(text: str) -> str:
    return one_line(text.replace("\t", _TAB))


def _width(text: str) -> int:
    """Columns that the text takes on a terminal."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) != 0 for sign in text)


def _painter(colour: bool) -> Paint:
    return (lambda text, code: f"{code}{text}{_PLAIN}") if colour else (lambda text, code: text)

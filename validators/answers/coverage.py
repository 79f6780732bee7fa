"""What of the Nizom is held to: paragraph, checks, the records they look at, and what they find, as of a day."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from validators.checks.run import all_checks, kinds_of
from validators.regulation.citation import citation
from validators.regulation.paragraphs import Checkable, Paragraph, paragraphs
from validators.regulation.setting_codes import Setting
from validators.repository.repository import Repository
from validators.rules.check import Check
from validators.rules.state import in_words, is_on, is_partly_on, is_suspect, missing
from validators.source.finding import Finding
from validators.text.columns import table
from validators.text.messages import Language, Message, say
from validators.text.sanitize import escape_json

CHECKABLE: Mapping[Checkable, Message] = {"yes": say("yes"), "partly": say("partly"), "no": say("no")}


@dataclass(frozen=True, slots=True)
class Held:
    """One check of a paragraph: whether it is on, in part or suspect, how many records it looks at, and how many findings it has.

    `missing` are the settings without a value for want of which it is off or only in part on. `failing` are the files with
    findings; `waived` the findings that exceptions exempt; `suspect` that somebody has to read the check against the
    paragraph again.
    """

    check: Check
    on: bool
    partly: bool
    missing: tuple[Setting, ...]
    suspect: bool
    records: int
    findings: int
    failing: int
    waived: int


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph with its checks; `records` counts each record once, however many checks look at it."""

    paragraph: Paragraph
    checks: tuple[Held, ...]
    records: int

    @property
    def findings(self) -> int:
        """What all of its checks find."""
        return sum(held.findings for held in self.checks)

    @property
    def bare(self) -> bool:
        """Whether nothing holds records to it and nothing says why."""
        return not self.checks and self.paragraph.reason is None


def covered(repository: Repository, findings: Iterable[Finding]) -> list[Row]:
    """Every paragraph in the order of the text, with what holds records to it, out of the findings of the day."""
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    of_kind = Counter(entry.kind.name for entry in repository.files)
    own: dict[str, list[Check]] = {}
    for check in all_checks(repository.kinds).values():
        own.setdefault(check.clause or "", []).append(check)
    rows = []
    for paragraph in paragraphs().values():
        checks = sorted(own.get(paragraph.id, ()), key=lambda check: int(check.code.rpartition("-")[2]))
        kinds = {kind.name for check in checks for kind in kinds_of(check, repository.kinds)}
        held = (_held(check, by_code.get(check.code, ()), of_kind, repository) for check in checks)
        rows.append(Row(paragraph, tuple(held), sum(of_kind[name] for name in kinds)))
    return rows


def _held(check: Check, findings: Sequence[Finding], of_kind: Mapping[str, int], repository: Repository) -> Held:
    open_ = [finding for finding in findings if finding.is_open]
    return Held(
        check,
        is_on(check, repository.settings),
        is_partly_on(check, repository.settings),
        missing(check, repository.settings),
        is_suspect(check, repository.settings),
        sum(of_kind[kind.name] for kind in kinds_of(check, repository.kinds)),
        len(open_),
        len({finding.path for finding in open_}),
        len(findings) - len(open_),
    )


def totals(rows: Sequence[Row], as_of: date) -> Message:
    """How many paragraphs can be checked, and how many checks there are, in one line."""
    answers = Counter(row.paragraph.checkable for row in rows)
    checks = [held for row in rows for held in row.checks]
    return say(
        "{paragraphs} paragraphs: {yes} can be checked, {partly} in part, {no} cannot; "
        "{checks} checks: {on} on, {off} off, {suspect} suspect; {findings} findings as of {day}",
        paragraphs=len(rows),
        yes=answers["yes"],
        partly=answers["partly"],
        no=answers["no"],
        checks=len(checks),
        on=sum(held.on for held in checks),
        off=sum(not held.on for held in checks),
        suspect=sum(held.suspect for held in checks),
        findings=sum(row.findings for row in rows),
        day=as_of,
    )


_HEAD = (say("Paragraph"), say("Checkable"), say("Check"), say("Authority"), say("On"), say("Records"), say("Findings"))


def coverage_as_text(rows: Sequence[Row], as_of: date, language: Language) -> str:
    """Return a line for each check under its paragraph; where there is none, the reason."""
    words = language.text
    lines = [tuple(map(words, _HEAD))]
    reasons: dict[int, str] = {}
    for row in rows:
        if not row.checks:
            reasons[len(lines)] = _why(row, language)
        lines.extend(_cells(row, language))
    shown = table(lines).split("\n")
    with_reasons = [f"{line}  {reasons[index]}" if index in reasons else line for index, line in enumerate(shown)]
    return "\n".join([*with_reasons, words(totals(rows, as_of))])


def coverage_as_markdown(rows: Sequence[Row], as_of: date, language: Language) -> str:
    """Return the same as a table of Markdown, with what each paragraph asks; the texts are our own, none is a record's."""
    words = language.text
    head = (_HEAD[0], say("What it asks"), *_HEAD[1:])
    lines = [f"# {words(say('The Nizom and its checks'))}", "", words(totals(rows, as_of)), ""]
    lines += [f"| {' | '.join(map(words, head))} |", "|---" * len(head) + "|"]
    for row in rows:
        gloss = language.pick(row.paragraph.gloss)
        if row.paragraph.reason or not row.checks:
            gloss = f"{gloss} *{_why(row, language)}*"
        for index, (id_, checkable, *rest) in enumerate(_cells(row, language)):
            lines.append(f"| {' | '.join([id_, '' if index else _cell(gloss), checkable, *rest])} |")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return re.sub(r"[|\\]", r"\\\g<0>", text)


def _cells(row: Row, language: Language) -> Iterator[tuple[str, ...]]:
    """Yield a paragraph's lines: the paragraph itself is on the first only."""
    words = language.text
    first = (row.paragraph.id, words(CHECKABLE[row.paragraph.checkable]))
    if not row.checks:
        yield *first, "–", "", "", "", ""
    for index, held in enumerate(row.checks):
        state = in_words(held.on, held.missing)
        if held.suspect:
            state = say("{state}, suspect", state=state)
        begins = ("", "") if index else first
        found = str(held.findings)
        if held.waived:
            found = words(say("{findings}, exempted {waived}", findings=held.findings, waived=held.waived))
        yield *begins, held.check.code, held.check.authority or "", words(state), str(held.records), found


def _why(row: Row, language: Language) -> str:
    """Why no record can show it, or not all of it."""
    if row.paragraph.reason is None:
        return language.text(say("no check, and no reason why"))
    return language.pick(row.paragraph.reason)


def coverage_as_json(rows: Sequence[Row], as_of: date, language: Language) -> str:
    """Return a versioned contract."""
    contract = {
        "version": 1,
        "as_of": as_of.isoformat(),
        "paragraphs": [_row_as_json(row, language) for row in rows],
    }
    return escape_json(json.dumps(contract, ensure_ascii=False, indent=2))


def _row_as_json(row: Row, language: Language) -> dict[str, object]:
    paragraph = row.paragraph
    return {
        "id": paragraph.id,
        "chapter": paragraph.chapter,
        "citation": language.pick(citation(paragraph.id)),
        "text": paragraph.text,
        "gloss": language.pick(paragraph.gloss),
        "defect": language.pick(paragraph.defect) if paragraph.defect else None,
        "checkable": paragraph.checkable,
        "reason": language.pick(paragraph.reason) if paragraph.reason else None,
        "changed": paragraph.changed.isoformat() if paragraph.changed else None,
        "records": row.records,
        "findings": row.findings,
        "checks": [
            {
                "code": held.check.code,
                "authority": held.check.authority,
                "setting": held.check.setting,
                "on": held.on,
                "partly": held.partly,
                "missing": list(held.missing),
                "suspect": held.suspect,
                "records": held.records,
                "findings": held.findings,
                "waived": held.waived,
            }
            for held in row.checks
        ],
    }

"""The findings of a report by what they mean for the reader; the formats for people print one section after the other."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from validators.checks.not_run import Unchecked
from validators.model.gaps import Gap
from validators.output.report import MOST, About, Report, Since, listed
from validators.regulation.settings import definition_of
from validators.source.finding import Finding
from validators.text import plurals
from validators.text.messages import Both, Message, OneOf, choice, say
from validators.text.sanitize import one_line, shorten

if TYPE_CHECKING:
    from validators.change.corrections import Corrected
    from validators.change.gate import Gate, NextMoves
    from validators.change.impact import Exempted, Impact, Softened


@dataclass(frozen=True, slots=True)
class Sections:
    """The findings, each in one section: what the change itself blocks by, and what it brings about elsewhere; what is new and
    does not block, what it made overdue included; what was there before; what is overdue; what is acknowledged as a
    breach and lets the change through; what an exception exempts.

    Without a base everything that is neither overdue nor exempted is in `own`.
    """

    own: list[Finding]
    brought: list[Finding]
    new: list[Finding]
    before: list[Finding]
    overdue: list[Finding]
    acknowledged: list[Finding]
    waived: list[Finding]


def sections(report: Report) -> Sections:
    """Return the report's findings, each where it belongs."""
    found = Sections([], [], [], [], [], [], [])
    for finding in report.findings:
        _section(finding, report, found).append(finding)
    return found


LONG = 20
"""As many findings as are read without a list of how many each check found."""


def by_check(found: Sections, report: Report) -> list[tuple[int, Finding]]:
    """Return how many findings each check has, with the first of them, errors first and the most frequent first; of a change
    what it brings, not what was there before."""
    overdue = [] if report.gate else found.overdue
    counted, first = Counter[tuple[str, str]](), dict[tuple[str, str], Finding]()
    for finding in sorted((*found.own, *found.brought, *found.new, *overdue), key=_seriousness):
        counted[finding.level, finding.code] += 1
        first.setdefault((finding.level, finding.code), finding)
    by_level = groupby(counted.items(), key=lambda item: item[0][0])
    return [(count, first[key]) for _, level in by_level for key, count in sorted(level, key=lambda item: (-item[1], item[0]))]


def is_long(found: Sections) -> bool:
    """Return whether there are more findings than are read without a list of how many each check found."""
    return sum(not finding.is_overdue for finding in (*found.own, *found.brought, *found.new)) > LONG


def _seriousness(finding: Finding) -> tuple[bool, bool]:
    """Sorts errors before warnings, and both before what is overdue."""
    return finding.is_overdue, not finding.is_error


def _section(finding: Finding, report: Report, found: Sections) -> list[Finding]:
    if finding.is_exempted:
        return found.waived
    if finding.is_overdue and not report.policy.blocks(finding):
        return found.new if finding.origin in ("touched", "brought") else found.overdue
    if finding.origin == "before":
        return found.before
    if finding.acknowledged and finding.origin:
        return found.acknowledged
    if finding.origin and not report.policy.blocks(finding):
        return found.new
    return found.brought if finding.origin == "brought" else found.own


BY_CHECK = say("Findings by check")
OWN = say("Blocks: in what the change touches")
BROUGHT = say("Blocks: brought about by the change elsewhere")
NEW = say("New, does not block")
FIXED = say("Fixed by the change")
AWAITING = say("Missing for approval, and who acts next")
ACKNOWLEDGED = say("Breaches acknowledged: they let the change through, and stay breaches")
WAIVED = say("Exempted")
CORRECTED = say("Corrected in closed records")
SOFTENED = say("Words of the change that soften or end a duty")
EXEMPTED = say("What the exceptions of the change do once it is accepted")
UNCHECKED = say("Could not be checked")
NAME = 100
"""Characters of a title or a name next to a finding."""
NOTHING_CARRIED_OUT = say("no check of its record was carried out")


def before_in_words(findings: list[Finding]) -> Message:
    """How much was there before the change."""
    errors = sum(finding.is_error for finding in findings)
    return say(
        "Was there before, does not block: {errors}, {warnings}",
        errors=plurals.errors(errors),
        warnings=plurals.warnings(len(findings) - errors),
    )


def covered_in_words(finding: Finding) -> Message | None:
    """Return by which waiver a finding is exempted, or known as a breach and until when; None without one."""
    if finding.acknowledged:
        return finding.acknowledged.in_words()
    return Message(finding.waived) if finding.waived else None


def since_in_words(since: Since) -> tuple[tuple[Message, tuple[Finding, ...]], ...]:
    """Return what fails the run by when it came, the new first; the others that were there before are only counted."""
    new = say("New since {day} ({revision}): {count}", day=since.day, revision=since.revision[:10], count=len(since.new))
    known = say("Breaches acknowledged: {count}", count=len(since.acknowledged))
    return (new, since.new), (known, since.acknowledged), (say("There before: {count}", count=len(since.left)), ())


def about_in_words(about: About) -> Message | None:
    """Return what a finding is about, and who answers for it; None if nothing is known of that."""
    title, who = (shorten(words, NAME) for words in (about.title, about.answering))
    if title and who:
        return say("“{title}”; responsible: {who}", title=title, who=who)
    return say("“{title}”", title=title) if title else None


def corrected_in_words(corrected: "Corrected") -> Message:
    """Return what was put right in a closed record, from what to what, why, and by whom."""
    return say("{id}, {what}: {old} → {new}. Reason: {reason} ({by})", id=corrected.id, what=corrected.what,
               old=corrected.old, new=corrected.new, reason=corrected.reason, by=corrected.name or corrected.by)  # fmt: skip


def softened_in_words(softened: "Softened") -> Message:
    """Return a word that softens or ends a duty: what is written where, and on what ground."""
    if softened.why is None:
        return say("{what}: {value}", what=softened.what, value=softened.value)
    return say("{what}: {value} ({why})", what=softened.what, value=softened.value, why=softened.why)


def next_step(waiting: "NextMoves") -> Message:
    """Return the step that a record waits for now, and whose move it is."""
    move = waiting.moves[0]
    step = choice(move.step.decision)
    roles = OneOf(tuple(map(choice, move.roles)))
    people = ", ".join(waiting.titles.get(id_, id_) for id_ in move.holders)
    if move.roles and people:
        return say("{step}: {roles} ({people})", step=step, roles=roles, people=people)
    if move.roles:
        return say("{step}: {roles}, nobody holds that office", step=step, roles=roles)
    return say("{step}: {people}", step=step, people=people or "–")


def after_that(waiting: "NextMoves") -> Message | None:
    """Return the steps that come after the next one."""
    rest = tuple(choice(move.step.decision) for move in waiting.moves[1:])
    return say("after that: {steps}", steps=rest) if rest else None


def altered_in_words(impact: "Impact") -> Iterator[Message]:
    """Yield which settings are altered, each with what it was and what it is, as far as there is room."""
    for code in impact.settings[:MOST]:
        changes = tuple(altered.in_words() for altered in impact.alterations.get(code, ()))
        yield say("altered: {setting}: {changes}", setting=setting_in_words(code), changes=changes)
    if (left := len(impact.settings) - MOST) > 0:
        yield say("altered: {count} settings more", count=left)


def effects_in_words(impact: "Impact") -> Iterator[Message]:
    """Yield what a change of the settings or of the checks does: a head line, then days, checks and records."""
    what = say("the settings and the calendar") if impact.cause == "settings" else say("the checks")
    if impact.failed is not None:
        yield say("What changing {what} does could not be determined: {reason}", what=what, reason=impact.failed)
        return
    yield say(
        "What changing {what} does. Newly failing: {bad}; fixed: {recovered}",
        what=what, bad=len(impact.bad), recovered=len(impact.recovered),
    )  # fmt: skip
    if impact.moved:
        days = tuple(
            say("{day} a working day", day=moved.day) if moved.works else say("{day} off", day=moved.day)
            for moved in impact.moved[:MOST]
        )
        more = (Message("…"),) if len(impact.moved) > MOST else ()
        yield say("the calendar: {days}", days=(*days, *more))
    for those, line in (
        (impact.off, say("switched off: {checks}", checks=listed(impact.off))),
        (impact.on, say("switched on: {checks}", checks=listed(impact.on))),
        (impact.bad, say("newly failing: {records}", records=_named(impact.bad))),
        (impact.recovered, say("fixed: {records}", records=_named(impact.recovered))),
        (impact.unseen, say("still failing, but no longer checked: {records}", records=_named(impact.unseen))),
    ):
        if those:
            yield line


def program_in_words(gate: "Gate") -> Message | None:
    """Return which files the change alters of those by which changes are checked."""
    if not gate.program:
        return None
    altered = say("Alters how changes are checked, so read it line by line: {files}", files=listed(gate.program))
    if gate.pin is None:
        return altered
    before, now = (line or say("none") for line in gate.pin[:2])
    return say("{altered}. The version of the program moves, and the one before judges it: {before} → {now}",
               altered=altered, before=before, now=now)  # fmt: skip


def exempted_in_words(exempted: "Exempted") -> Iterator[Message]:
    """Yield what an exception of the change exempts or acknowledges from the next change on, and what no longer."""
    known = exempted.acknowledged
    of_others = {id_: tuple(code for code in codes if code not in known.get(id_, ())) for id_, codes in exempted.covered.items()}
    if others := {id_: codes for id_, codes in of_others.items() if codes}:
        yield say("{id} will exempt: {records}", id=exempted.id, records=_named(others))
    if known:
        yield say("{id} will acknowledge as breaches: {records}", id=exempted.id, records=_named(known))
    if exempted.uncovered:
        yield say("{id} will no longer exempt: {records}", id=exempted.id, records=_named(exempted.uncovered))
    if exempted.widened:
        yield say("{id} will also cover what fails later: {records}", id=exempted.id, records=_named(exempted.widened))
    if not exempted.covered and not exempted.uncovered and not exempted.widened:
        yield say("{id} exempts nothing as the records are", id=exempted.id)


def gap_in_words(gap: Gap) -> Message:
    """Return what is wrong with a fact that is not known."""
    if gap.is_whole_file:
        return say("The file cannot be read")
    if gap.missing:
        return say("“{key}” is missing", key=gap.at.for_people())
    return say("“{key}” is written wrong", key=gap.at.for_people())


def place_of(found: Unchecked) -> str:
    """Return where the fact is that is not known: the file and the line."""
    return one_line(f"{found.gap.path}:{found.span.line}")


def unchecked_in_words(found: Unchecked) -> Iterator[Message]:
    """Yield what is not known, then the checks that could not be carried out for want of it, in its record and in others."""
    yield gap_in_words(found.gap)
    if found.gap.is_whole_file:
        yield NOTHING_CARRIED_OUT
    own = [code for code, records in found.checks.items() if found.gap.record in records]
    others = {code: tuple(id_ for id_ in records if id_ != found.gap.record) for code, records in found.checks.items()}
    if own:
        yield say("not carried out here: {codes}", codes=", ".join(own))
    if any(others.values()):
        listed_ids = (say("{code} ({ids})", code=code, ids=listed(ids)) for code, ids in others.items() if ids)
        yield say("not carried out in other records: {checks}", checks=tuple(listed_ids))


def setting_in_words(code: str) -> Message:
    """Return a setting as the list of settings calls it."""
    definition = definition_of(code)
    return say("{code} ({name})", code=code, name=Both(**definition.name)) if definition else Message(code)


def _named(records: Mapping[str, tuple[str, ...]]) -> str:
    shown = [f"{record} ({', '.join(codes)})" for record, codes in list(records.items())[:MOST]]
    return ", ".join(shown) + (" …" if len(records) > MOST else "")

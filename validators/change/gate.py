"""The gate: what a change breaks, causes and fixes, compared with the revision that it starts from.

Both sides are checked whole, the head by the settings, the calendar and the people of the base. Findings are matched by their
fingerprint, wherever their lines have moved. What blocks is what the change itself does:

* a breach of a change check (C…);
* an error in a record that the change touches: a new one anywhere in it, an old one where the change touched it;
* an error elsewhere that was not there before, such as the citations of an act that was deleted.

What was there before, in places that the change does not touch, is shown and counted.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from validators.approval.staleness import stale
from validators.approval.status import Awaited, awaited
from validators.approval.validity import STALE
from validators.change.base_checks import PACKAGE, Pin, ProgramChange
from validators.change.changes import Change, Changes, Touched, touched_documents
from validators.change.corrections import Corrected, accepted_corrections
from validators.change.impact import (
    Exempted,
    Impact,
    Softened,
    changed_exemptions,
    impact_of_program,
    impact_of_settings,
    measures_differ,
    softened,
)
from validators.change.program_rules import along_with_the_program, brought_checks, perhaps_known_to_the_change
from validators.change.rules import altered_after_decision, judged, steps_left_behind
from validators.change.settings.settings_rules import on_settings
from validators.checks.blocking_summary import as_demanded, where_proof_is_asked
from validators.checks.change_codes import APPROVAL, CLOSED, DIGEST, DUE, HISTORY, IDENTITY, RELIED_ON, UNSEALED
from validators.checks.file_codes import TECHNICAL
from validators.checks.identity import same_as
from validators.checks.not_run import NotRun
from validators.checks.reporting import as_finding
from validators.checks.run import all_checks, check_repository, run_checks
from validators.checks.waivers import waivers
from validators.model.gaps import Gap
from validators.regulation.setting_codes import Setting
from validators.repository.nearest import title_of
from validators.repository.paths import SETTINGS
from validators.repository.repository import Repository
from validators.rules.one_per_place import WRONG_VALUE, in_one, without_consequences
from validators.source.codes import FileCode
from validators.source.document import Document
from validators.source.finding import Finding, Origin
from validators.source.route import Route
from validators.text.messages import say

NO_CHANGE = ProgramChange()
NOTHING_TAKEN: Mapping[str, str] = MappingProxyType({})
NEVER_CLOSED: Mapping[str, Sequence[Document]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class NextMoves:
    """A record of the change that is still on its way to approval: the steps to be taken, the first of them now.

    `titles` are what those who may take them are called, by id.
    """

    id: str
    title: str
    moves: tuple[Awaited, ...]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Gate:
    """What a change does: `findings` are the head's, each with its origin; `fixed` those that only the base had.

    `changed` are the records of the change by path; those that are gone by the path that they had. `program` are the files and
    folders by which changes are checked, as far as it alters them, `pin` the program's version, if it moves. `not_run` are the
    checks that could not be carried out on the head, or on what the change does.
    """

    base: str
    findings: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    awaiting: tuple[NextMoves, ...]
    impacts: tuple[Impact, ...]
    program: tuple[str, ...]
    pin: Pin | None
    exempted: tuple[Exempted, ...]
    corrected: tuple[Corrected, ...]
    softened: tuple[Softened, ...]
    changed: tuple[str, ...]
    not_run: tuple[NotRun, ...] = ()

    def of(self, *origins: Origin) -> list[Finding]:
        """Return the findings of these origins, but for what is waived."""
        return [finding for finding in self.findings if finding.origin in origins and finding.is_open]


def gate(
    base: Repository,
    head: Repository,
    as_of: date,
    commit: str = "",
    once_given: frozenset[str] = frozenset(),
    once_real: frozenset[str] = frozenset(),
    taken: Mapping[str, str] = NOTHING_TAKEN,
    once_closed: Mapping[str, Sequence[Document]] = NEVER_CLOSED,
    program: ProgramChange = NO_CHANGE,
) -> Gate:
    """Compare the head with the base, which `commit` names; what history knows and the base does not is as in `Changes`.

    `program` says how the change alters the program that judges it.
    """
    changes = Changes(base, head, once_given, once_real, taken, once_closed, as_of)
    under_base = head.judged_by(base)
    before = check_repository(base, as_of)
    now, _, not_run = run_checks(under_base, as_of)
    now = where_proof_is_asked(now, under_base)
    breaches, unjudged = breaches_of(changes)
    not_run = (*not_run, *unjudged)
    impacts = []
    if measures_differ(changes):
        own = check_repository(head.judged_by(base, own_settings=True), as_of)
        impacts.append(impact_of_settings(changes, now, own))
        breaches += on_settings(changes, matched(own, now)[1], as_of)
    exempting = waivers(under_base, as_of, all_checks(head.kinds))
    touched = touched_documents(base, head)
    kept, new, gone = matched(before, now)
    held = exempting.applied(breaches)
    findings = in_one([
        *(replace(finding, origin="touched") for finding in by_cause(held, now, changes)),
        *(
            replace(finding, origin="touched" if finding.path in touched else "brought")
            for finding in taken_out(_on_the_changed_one(said_once(new, held, changes), touched, head), touched, changes)
        ),
        *(replace(finding, origin=origin_of_kept(finding, touched)) for finding in kept),
    ])  # fmt: skip
    findings = list(_with_alterations(findings, touched, changes, impacts))
    if program.judged_by_itself:
        by_checks = impact_of_program(program, findings, all_checks(head.kinds))
        impacts.append(by_checks)
        findings += (replace(finding, origin="touched") for finding in brought_checks(changes, by_checks, program))
    elif program.package:
        findings = list(map(perhaps_known_to_the_change, findings))
    findings += (replace(finding, origin="touched") for finding in along_with_the_program(changes, program))
    unproved = {(breach.record, breach.field.first_key) for breach in held if breach.code == HISTORY.code and breach.is_open}
    gone = [finding for finding in gone if (finding.record, finding.field.first_key) not in unproved]
    return Gate(
        base=commit,
        findings=tuple(sorted(findings, key=lambda finding: (finding.path, finding.span, finding.code, finding.fingerprint))),
        fixed=tuple(in_one(_fixed(gone, now, head, not_run))),
        awaiting=tuple(_awaiting(changes.all, under_base, as_of)),
        impacts=tuple(impacts),
        program=(*program.machinery, *((f"{PACKAGE}/",) if program.package else ())),
        pin=program.pin,
        exempted=tuple(changed_exemptions(changes, now, as_of)),
        corrected=tuple(accepted_corrections(changes)),
        softened=tuple(softened(changes)),
        changed=tuple(here.path for change in changes.all if (here := change.after or change.before)),
        not_run=not_run,
    )


def breaches_of(changes: Changes) -> tuple[list[Finding], list[NotRun]]:
    """Return the breaches of the checks of changes, and which of them could not be carried out."""
    breaches, not_run = [], []
    for check, problem, entry in judged(changes):
        if isinstance(problem, Gap):
            not_run.append(NotRun(check, entry.id, entry.path, problem))
        else:
            demanded = as_demanded(check, entry, changes.base.settings)
            breaches.append(as_finding(demanded, problem, entry, changes.base, trigger="change"))
    return breaches, not_run


def matched(before: Iterable[Finding], now: Iterable[Finding]) -> tuple[list[Finding], list[Finding], list[Finding]]:
    """Return the findings that were there before and still are, those that are new, and those that are gone; each counted."""
    then: dict[str, list[Finding]] = {}
    for finding in before:
        then.setdefault(finding.fingerprint, []).append(finding)
    kept: list[Finding] = []
    left: list[Finding] = []
    for finding in now:
        same = next((old for old in then.get(finding.fingerprint, ()) if old.message == finding.message), None)
        if same:
            then[finding.fingerprint].remove(same)
        (kept if same else left).append(finding)
    new: list[Finding] = []
    for finding in left:
        if then.get(finding.fingerprint):
            then[finding.fingerprint].pop()
            kept.append(finding)
        else:
            new.append(finding)
    return kept, new, [finding for found in then.values() for finding in found]


_SAID_BY = {STALE.code: DIGEST.code, FileCode.WRONG_FILE_NAME: IDENTITY.code, FileCode.DUPLICATE_ID: IDENTITY.code}
"""Checks that add nothing to what a check of changes says: a step gone stale, and a file not named after its new id, or with the
id of another."""


TO_BE_UNDONE = frozenset({IDENTITY.code, APPROVAL.code, CLOSED.code})
"""Checks of changes that refuse an edit whatever was written: what other checks say of it there adds nothing."""
DECISIONS = ("extensions", "period_changes")
"""Keys of the decisions that let a date or a period move: a breach at one of them names all that it does not say."""


def by_cause(held: Sequence[Finding], now: Iterable[Finding], changes: Changes) -> Iterator[Finding]:
    """Yield the breaches without those that only follow: from a file's being another record now, from a due date's not being a
    date, from the record's being closed; and of steps taken on another due date, where that has moved without an extension."""
    others = {breach.path for breach in held if breach.code == IDENTITY.code and breach.is_open}
    worse = {(finding.path, finding.field) for finding in now if finding.code in WRONG_VALUE and finding.is_error}
    worse |= {(breach.path, breach.field) for breach in held if breach.code == CLOSED.code and breach.is_open}
    moved = {(breach.path, breach.field) for breach in held if breach.code == DUE.code and breach.is_open and breach.is_error}
    decided_on = {
        change.after.path: {(change.after.path, route) for route in altered_after_decision(change)}
        for change in changes.all
        if change.before and change.after and any(change.after.path == path for path, _ in moved)
    }
    for breach in held:
        if breach.code in (DIGEST.code, UNSEALED.code) and decided_on.get(breach.path, {breach}) <= moved:
            continue
        if breach.code == DUE.code and worse & {(breach.path, breach.field), (breach.path, breach.field / "due")}:
            continue
        if breach.path not in others or breach.code in (IDENTITY.code, RELIED_ON.code):
            yield breach


def _is_to_be_undone(finding: Finding, held: Iterable[Finding]) -> bool:
    """Whether a finding is about an edit that a check of changes refuses anyway: in its words, at its place, or in the item that
    was edited."""
    for breach in held:
        if breach.is_open and breach.is_error:
            if breach.code == DUE.code and finding.field == breach.field / "due":
                return True
            if (finding.field, finding.message) == (breach.field, breach.message):
                return True
            if not breach.field:
                continue
            inside = finding.field.starts_with(breach.field) and (breach.code == CLOSED.code or isinstance(breach.field[-1], int))
            if breach.code in TO_BE_UNDONE and (finding.field == breach.field or inside):
                return True
    return False


def said_once(new: Iterable[Finding], held: Iterable[Finding], changes: Changes) -> Iterator[Finding]:
    """Yield what is new, each thing once; where it is that a record is not there any more, with what the change did to it."""
    places = {(breach.code, breach.path, breach.field) for breach in held if breach.is_open}
    by_path: defaultdict[str, list[Finding]] = defaultdict(list)
    for breach in held:
        by_path[breach.path].append(breach)
    gone = {change.before.id for change in changes.all if change.before and change.after is None}
    for change in changes.all:
        left = steps_left_behind(change) if change.after else []
        places |= {(DIGEST.code, change.after.path, Route("approvals", index)) for index in left if change.after}
    values = {change.after.path: change.after.document.values for change in changes.all if change.after}
    named = {(path, field) for code, path, field in places if code == DUE.code and field.keys.last_key in DECISIONS}
    for finding in new:
        if (finding.path, finding.field.parent) in named and finding.field.get(values[finding.path]) is None:
            continue
        cause = _SAID_BY.get(finding.code)
        if all((cause, finding.path, field) in places for field in _fields(finding, changes.head)):
            continue
        if (
            finding.code.startswith(("F", "R", "N", "A"))
            and not finding.is_overdue
            and _is_to_be_undone(finding, by_path[finding.path])
        ):
            continue
        missing = str(dict(finding.message.parameters)["id"]) if finding.code == FileCode.NO_SUCH_RECORD else ""
        if missing not in gone:
            yield finding
        elif called := changes.new_names.get(missing):
            yield replace(finding, hint=say(
                "This change made {id} into {new}: write the old id there again, or the new one here",
                id=missing, new=called.id,
            ))  # fmt: skip
        else:
            yield replace(finding, hint=say("This change deleted {id}: bring it back, or name another record here", id=missing))


def _on_the_changed_one(new: Iterable[Finding], touched: Mapping[str, Touched], head: Repository) -> Iterator[Finding]:
    """Yield what is new; that two records are the same, of the one that the change touches: the other was there before."""
    for finding in new:
        other = None
        if finding.code == FileCode.SECOND_OF_THE_SAME and finding.path not in touched:
            other = head.find(str(dict(finding.message.parameters)["id"]))
        if other and finding.record and other.path in touched:
            yield as_finding(TECHNICAL[FileCode.SECOND_OF_THE_SAME], same_as(finding.record), other, head)
        else:
            yield finding


def _fields(finding: Finding, head: Repository) -> list[Route]:
    """Return where a finding is; for steps gone stale, which one finding lists, each of the steps."""
    entry = head.find(finding.record or "") if finding.code == STALE.code else None
    return [Route("approvals", index) for index in stale(entry)] if entry else [finding.field]


def taken_out(new: Iterable[Finding], touched: Mapping[str, Touched], changes: Changes) -> Iterator[Finding]:
    """Yield what is new; where a fact is missing that was there, as taken out by the change, not as never given."""
    for finding in new:
        document = touched.get(finding.path)
        altered = document.altered(finding.field, changes.base, changes.head) if document and not finding.is_overdue else None
        if altered and altered.old and altered.new is None:
            message = say("The change takes out what was here: {what} ({old})", what=altered.what, old=altered.old)
            yield replace(finding, message=message, hint=say("Put back what was taken out, or write what holds instead"))
        else:
            yield finding


def _with_alterations(
    findings: Iterable[Finding], touched: Mapping[str, Touched], changes: Changes, impacts: Iterable[Impact]
) -> Iterator[Finding]:
    """Yield the findings, those of the change with what it altered at their place, or in what a decision covers."""
    settings = changes.head.own_settings.document
    of_settings = {code: altered for impact in impacts for code, altered in impact.alterations.items()}
    altered_in = {change.after.path: change for change in changes.all if change.before and change.after}
    for finding in findings:
        document = touched.get(finding.path)
        if document is None or finding.origin != "touched" or finding.is_overdue:
            yield finding
        elif settings and finding.path == settings.path:
            yield replace(finding, altered=of_settings.get(finding.field.first_key, ()))
        else:
            change = altered_in.get(finding.path)
            covers = finding.code in (DIGEST.code, UNSEALED.code, STALE.code) and change
            at = altered_after_decision(change) if covers and change else (finding.field,)
            yield replace(
                finding, altered=tuple(filter(None, (document.altered(route, changes.base, changes.head) for route in at)))
            )


def origin_of_kept(finding: Finding, touched: Mapping[str, Touched]) -> Origin:
    """Return the origin of a finding that was there before: the change is answerable for it where it touches its place."""
    if touched and _hides_which_proof_is_asked_for(finding):
        return "touched"
    document = touched.get(finding.path)
    if document is None or finding.is_overdue:
        return "before"
    return "touched" if _breaks(finding) or document.touches(finding.field) else "before"


def _hides_which_proof_is_asked_for(finding: Finding) -> bool:
    """Return whether the settings cannot say which proof approvals need, so that no change can be judged until they can."""
    return finding.path == SETTINGS and _breaks(finding) and finding.field.first_key in ("", Setting.PROVENANCE)


def _breaks(finding: Finding) -> bool:
    """Return whether it is an error of the file, so that no other check of the record is complete."""
    return finding.is_error and finding.code.startswith("F")


def _fixed(gone: Sequence[Finding], now: Sequence[Finding], head: Repository, not_run: Collection[NotRun]) -> Iterator[Finding]:
    """Yield what was put right: not what only follows from something worse that is at the same place now."""
    still_said = {id(finding) for finding in without_consequences([*now, *gone])}
    for finding in gone:
        if finding.is_open and id(finding) in still_said and _was_fixed(finding, head, not_run):
            yield finding


def _was_fixed(finding: Finding, head: Repository, not_run: Collection[NotRun]) -> bool:
    """Whether the record that a finding is gone from is there and was checked for it: what was deleted or broken is not."""
    if any(item.check and item.check.code == finding.code and item.record == (finding.record or "") for item in not_run):
        return False
    if finding.record is None:
        return True
    entry = head.find(finding.record)
    return entry is not None and entry.record is not None


def _awaiting(changes: Iterable[Change], head: Repository, as_of: date) -> Iterator[NextMoves]:
    for change in changes:
        if change.after and (ahead := tuple(awaited(change.after.for_readers(), head, as_of))):
            named = (head.find(id_) for move in ahead for id_ in move.holders)
            titles = {entry.id: title_of(entry) for entry in named if entry}
            yield NextMoves(change.after.id, title_of(change.after), ahead, titles)

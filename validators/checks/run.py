"""Carries out every check on every record, all in one run, and turns problems into findings with their place."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import NamedTuple

from validators.checks.body_text import wrong_in_pages, wrong_in_texts
from validators.checks.change_codes import CHANGE_CHECKS
from validators.checks.codeowners import wrong_owners
from validators.checks.every_record import EVERY_RECORD
from validators.checks.file_codes import OWN_FAILURE, TECHNICAL
from validators.checks.hints import Advice
from validators.checks.identity import mixed_letters
from validators.checks.not_run import NotRun
from validators.checks.settings_file import wrong_settings
from validators.checks.waivers import RULES as WAIVER_RULES
from validators.checks.waivers import unused_waivers, waivers
from validators.kinds.employee.floor import is_before_the_nizom
from validators.kinds.waiver import UNUSED, Waiver
from validators.model.duty import Duty
from validators.model.fields import happened
from validators.model.gaps import Gap, GapError, gaps_in, if_known
from validators.model.items import identity
from validators.model.periods import unknown_periods
from validators.model.record import Part, Record
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Settings
from validators.repository.paths import CODEOWNERS
from validators.repository.personal import discreet
from validators.repository.record_file import RecordFile
from validators.repository.references import broken_references, rings
from validators.repository.repository import Repository
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.one_per_place import without_consequences
from validators.rules.rule_book import RuleBook
from validators.rules.state import is_on, severity
from validators.source.codes import CheckCode, FileCode
from validators.source.document import Document
from validators.source.finding import Acknowledged, Finding, Problem, Trigger
from validators.source.route import ROOT
from validators.text import plurals
from validators.text.messages import say
from validators.text.own_failure import where_it_failed


def all_checks(kinds: Mapping[str, Kind]) -> dict[str, Check]:
    """Every check by code: the Nizom's in the order of the kinds, then the files' own."""
    found = {check.code: check for book in _books(kinds) for check in book.checks}
    return {**found, **TECHNICAL, **CHANGE_CHECKS}


def kinds_of(check: Check, kinds: Mapping[str, Kind]) -> tuple[Kind, ...]:
    """Return the kinds that a check looks at: all of them for what is asked of every record."""
    own = tuple(kind for kind in kinds.values() if any(check is one for one in kind.checks))
    return own if own and not any(check is one for one in EVERY_RECORD.checks) else tuple(kinds.values())


def trigger_of(check: Check, kinds: Mapping[str, Kind]) -> Trigger:
    """Whether the check falls due as days pass, looks at changes, or holds on any day."""
    if check.code in CHANGE_CHECKS:
        return "change"
    return "duty" if any(check is own for book in _books(kinds) for own, _ in book.duties) else "rule"


def _books(kinds: Mapping[str, Kind]) -> tuple[RuleBook, ...]:
    return *(kind.book for kind in kinds.values()), EVERY_RECORD


@dataclass(frozen=True, slots=True)
class DueDuty:
    """A duty with the check that demands it and the record that it hangs on.

    `waived` is the waiver that exempts it if late, `acknowledged` the one by which its lateness is known as a breach.
    """

    check: Check
    duty: Duty
    entry: RecordFile
    waived: str | None = None
    acknowledged: Acknowledged | None = None

    def let_pass(self, as_of: date) -> str | None:
        """Return the waiver that exempts it on that day: only what is overdue, since what is still ahead is owed."""
        return self.waived if self.duty.state(as_of) == "overdue" else None


def every_file(path: str) -> bool:
    """Whether to look at a file, where all are looked at."""
    return True


class Outcome(NamedTuple):
    """What a run of all checks brought: findings by file, line and code, duties by due date, and what could not be checked."""

    findings: list[Finding]
    duties: list[DueDuty]
    not_run: tuple[NotRun, ...]


class Owed(NamedTuple):
    """Duties by due date, the findings of duty rules that themselves failed, and the duty rules that lacked a fact."""

    duties: list[DueDuty]
    failures: list[Finding]
    not_run: tuple[NotRun, ...]


def check_repository(repository: Repository, as_of: date, wanted: Callable[[str], bool] = every_file) -> list[Finding]:
    """Every finding on that day in the wanted files, by file, line and code; the same tree and day give the same list."""
    return run_checks(repository, as_of, wanted).findings


def run_checks(repository: Repository, as_of: date, wanted: Callable[[str], bool] = every_file) -> Outcome:
    """Carry out every check on the wanted files as of a day; the same tree and day give the same outcome."""
    checks = all_checks(repository.kinds)
    not_run: list[NotRun] = []
    found = [*_file_findings(repository, as_of, checks, not_run), *_rule_findings(repository, wanted, not_run)]
    found = _block_for_gaps(found, not_run, repository.settings)
    owed = duties(repository, as_of, wanted)
    found.extend(owed.failures)
    not_run.extend(owed.not_run)
    # File by file: positions are worked out for a file at a time.
    overdue = sorted((item for item in owed.duties if item.duty.state(as_of) == "overdue"), key=lambda item: item.entry.path)
    found.extend(_overdue(item, repository, as_of) for item in overdue)
    found.extend(_of_waivers(repository, checks, not_run))
    if wanted is every_file:
        open_duties = {(item.check.code, item.entry.id) for item in owed.duties if item.duty.open(as_of)}
        unknown = {(item.check.code, item.record) for item in not_run if item.check}
        needed = {*open_duties, *unknown, *((finding.code, finding.record or "") for finding in found)}
        for waiver, check, problem in unused_waivers(repository, as_of, checks, needed):
            entry = repository.file_of(waiver)
            found.append(as_finding(check, problem, entry, repository))
    shown = waivers(repository, as_of, checks).applied(finding for finding in found if wanted(finding.path))
    left = tuple(dict.fromkeys(item for item in not_run if wanted(item.path)))
    return Outcome(sorted(without_consequences(shown), key=_order), owed.duties, left)


def _block_for_gaps(found: Sequence[Finding], not_run: Iterable[NotRun], settings: Settings) -> list[Finding]:
    """Return the findings; what is missing is an error where a rule that would block could not be carried out without it.

    Otherwise a breach of a paragraph could be hidden by leaving out a fact that only a derived check asks for.
    """
    needed = {
        (item.gap.path, item.gap.at)
        for item in not_run
        if item.check and item.gap.missing and severity(item.check, settings) == "error"
    }
    return [replace(one, severity="error") if one.is_warning and (one.path, one.field) in needed else one for one in found]


def rule_findings(entry: RecordFile, repository: Repository, as_of: date) -> Outcome:
    """Return what the rules find in a record, which may be another state of one of the repository's."""
    found: list[Finding] = []
    not_run: list[NotRun] = []
    if entry.record:
        found += _held(entry, entry.record, _on(repository)[entry.kind.name], repository, not_run)
    return Outcome(waivers(repository, as_of, all_checks(repository.kinds)).applied(found), [], tuple(not_run))


def duties(repository: Repository, as_of: date, wanted: Callable[[str], bool] = every_file) -> Owed:
    """Return the duties of the records that are wanted."""
    found: list[DueDuty] = []
    failures: list[Finding] = []
    not_run: list[NotRun] = []
    waived = waivers(repository, as_of, all_checks(repository.kinds))
    books = _on(repository)
    for entry in repository.files:
        if not entry.record or not wanted(entry.path):
            continue
        for check, rule in books[entry.kind.name].duties:
            try:
                for duty in rule(entry.record, repository, as_of):
                    if check.since is None or duty.due >= check.since:
                        duty = _not_on_a_day_off(duty, repository)
                        found.append(DueDuty(check, duty, entry, *waived.covered(check.code, entry.id, check.authority)))
            except GapError as error:
                not_run.append(NotRun(check, entry.id, entry.path, error.gap))
            except Exception as error:  # a check that raises is a finding, not a silence
                failures.append(_own_failure(check, entry, error, repository))
    found.sort(key=lambda item: (item.duty.due, item.entry.id, item.check.code, str(item.duty.at)))
    return Owed(found, failures, tuple(not_run))


def _not_on_a_day_off(duty: Duty, repository: Repository) -> Duty:
    """Return the duty, due on the next working day if that is the rule on its last day; the Nizom itself does not say so."""
    calendar = repository.calendar
    if not repository.settings.value(Setting.NEXT_WORKING_DAY, duty.due) or calendar.works(duty.due):
        return duty
    return replace(duty, due=calendar.later(duty.due, 1))


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.path, finding.span, finding.code, str(finding.field), finding.fingerprint


def _file_findings(repository: Repository, as_of: date, checks: Mapping[str, Check], not_run: list[NotRun]) -> Iterator[Finding]:
    advised = Advice(repository).on
    for document, code, problem in repository.strays:
        yield as_finding(checks[code], problem, document, repository)
    for entry in repository.files:
        for code, problem in entry.problems:
            yield as_finding(checks[code], advised(code, problem, entry), entry, repository)
        for code, gap in () if entry.is_whole or entry.record is None else unknown_periods(entry.record):
            not_run.append(NotRun(checks[code], entry.id, entry.path, gap))
        for problem in _future_days(entry, as_of):
            yield as_finding(checks[FileCode.FUTURE_DAY], problem, entry, repository)
    yield from _reference_findings(repository, checks, advised, not_run)
    for document, code, problem in wrong_in_pages(repository, checks):
        yield as_finding(checks[code], problem, document, repository)
    for document, code, problem in _problems_of_other_files(repository):
        yield as_finding(checks[code], problem, document, repository)
    try:
        for document, problem in wrong_owners(repository):
            yield as_finding(checks[FileCode.STALE_CODEOWNERS], problem, document, repository)
    except GapError as error:
        not_run.append(NotRun(checks[FileCode.STALE_CODEOWNERS], "", CODEOWNERS, error.gap))


def _reference_findings(
    repository: Repository,
    checks: Mapping[str, Check],
    advised: Callable[[CheckCode, Problem, RecordFile], Problem],
    not_run: list[NotRun],
) -> Iterator[Finding]:
    for entry, code, wrong in (*broken_references(repository), *wrong_in_texts(repository), *mixed_letters(repository)):
        if isinstance(wrong, Gap):
            not_run.append(NotRun(checks[code], entry.id, entry.path, wrong))
        else:
            yield as_finding(checks[code], advised(code, wrong, entry), entry, repository)
    for entry, problem in rings(repository):
        yield as_finding(checks[FileCode.LEADS_BACK], problem, entry, repository)


def _future_days(entry: RecordFile, as_of: date) -> Iterator[Problem]:
    for route, day in happened(entry.record) if entry.record else ():
        if day > as_of:
            yield Problem(route, say("{day} has not come yet", day=day))


def _problems_of_other_files(repository: Repository) -> Iterator[tuple[Document, CheckCode, Problem]]:
    """Yield what is wrong with the settings, the calendar and the code owners' file."""
    settings, calendar = repository.own_settings, repository.calendar_file
    for document in filter(None, (settings.document, calendar.document, repository.code_owners)):
        for defect in document.defects:
            if not defect.fatal:
                yield document, defect.code, defect.problem
    if settings.document:
        for code, problem in (*settings.problems, *unknown_in_settings(repository)):
            yield settings.document, code, problem
    if calendar.document:
        for code, problem in calendar.problems:
            yield calendar.document, code, problem


def unknown_in_settings(repository: Repository) -> Iterator[tuple[CheckCode, Problem]]:
    """Return what settings name and nobody has: records, kinds, choices, and codes of checks."""
    return wrong_settings(repository, all_checks(repository.kinds))


def _rule_findings(repository: Repository, wanted: Callable[[str], bool], not_run: list[NotRun]) -> Iterator[Finding]:
    books = _on(repository)
    for entry in repository.files:
        if not wanted(entry.path):
            continue
        if entry.record is None:
            not_run.append(NotRun(None, entry.id, entry.path, Gap(entry.path, entry.id)))
            continue
        yield from _held(entry, entry.record, books[entry.kind.name], repository, not_run)


def _on(repository: Repository) -> Mapping[str, RuleBook]:
    """Return, by the name of a kind, the rules and duties that its records are held to and that are on."""
    every = _only_on(EVERY_RECORD, repository.settings)
    return {name: _together(every, _only_on(kind.book, repository.settings)) for name, kind in repository.kinds.items()}


def _only_on(book: RuleBook, settings: Settings) -> RuleBook:
    return RuleBook(
        rules=[pair for pair in book.rules if is_on(pair[0], settings)],
        duties=[pair for pair in book.duties if is_on(pair[0], settings)],
    )


def _together(every: RuleBook, own: RuleBook) -> RuleBook:
    return RuleBook(rules=[*every.rules, *own.rules], duties=[*every.duties, *own.duties])


def _held(entry: RecordFile, record: Record, book: RuleBook, repository: Repository, not_run: list[NotRun]) -> Iterator[Finding]:
    """Yield what the rules of a book, those that are on, find in a record."""
    past = if_known(partial(is_before_the_nizom, record, repository))
    for check, rule in book.rules:
        try:
            if _older(record, check) or (past and check.clause and check.authority != "D"):
                continue
            for problem in rule(record, repository):
                yield as_finding(check, problem, entry, repository)
        except GapError as error:
            not_run.append(NotRun(check, entry.id, entry.path, error.gap))
        except Exception as error:  # a check that raises is a finding, not a silence
            yield _own_failure(check, entry, error, repository)


def _older(record: Record, check: Check) -> bool:
    """Whether the record is from before the check came into force."""
    return check.since is not None and record.dated is not None and record.dated < check.since


def _overdue(item: DueDuty, repository: Repository, as_of: date) -> Finding:
    message = say(
        "{what}: was due {due}, {days} ago",
        what=item.duty.what,
        due=item.duty.due,
        days=plurals.days((as_of - item.duty.due).days),
    )
    return as_finding(item.check, Problem(item.duty.at, message, item.duty.hint), item.entry, repository, trigger="duty")


def _of_waivers(repository: Repository, checks: Mapping[str, Check], not_run: list[NotRun]) -> Iterator[Finding]:
    for entry in repository.files:
        waiver = entry.record
        if not isinstance(waiver, Waiver):
            continue
        if not entry.is_whole and (gap := next(gaps_in(waiver), None)):
            not_run.append(NotRun(UNUSED, entry.id, entry.path, gap))
        for check, rule in WAIVER_RULES:
            try:
                for problem in rule(waiver, repository, checks):
                    yield as_finding(check, problem, entry, repository)
            except GapError as error:
                not_run.append(NotRun(check, entry.id, entry.path, error.gap))


def _own_failure(check: Check, entry: RecordFile, error: Exception, repository: Repository) -> Finding:
    message = say("The check {code} failed: {error}", code=check.code, error=where_it_failed(error))
    return as_finding(OWN_FAILURE, Problem(ROOT, message), entry, repository, about=check.code)


def as_finding(
    check: Check,
    problem: Problem,
    file: RecordFile | Document,
    repository: Repository,
    *,
    trigger: Trigger = "rule",
    about: str = "",
) -> Finding:
    """Return the finding of a problem in a record's file, or in a document of no kind.

    `repository` is the one whose settings say how serious it is. `about` distinguishes findings of one check in one place.
    No personal value is left in the finding.
    """
    if isinstance(file, RecordFile):
        problem = discreet(problem, file, check.code)
    document, record, model = (
        (file.document, file.id or None, file.kind.model) if isinstance(file, RecordFile) else (file, None, Part)
    )
    unique = f"{check.code}{about or problem.about}\n{record or document.path}\n{identity(problem.at, document.values, model)}"
    return Finding(
        code=check.code,
        clause=check.clause,
        authority=check.authority,
        severity=severity(check, repository.settings),
        trigger=trigger,
        record=record,
        path=document.path,
        span=problem.span or document.span(problem.at, on_key=problem.on_key),
        field=problem.at,
        title=check.title,
        message=problem.message,
        requirement=check.requirement,
        hint=problem.hint or check.fix,
        fingerprint=hashlib.sha256(unique.encode()).hexdigest()[:16],
        cure=problem.cure,
    )

"""Carries out every check on every record, all in one run."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby, islice
from typing import NamedTuple

from validators.checks.change_codes import CHANGE_CHECKS
from validators.checks.every_record import EVERY_RECORD
from validators.checks.file_codes import TECHNICAL
from validators.checks.files.settings_file import wrong_settings
from validators.checks.files.wrong_files import wrong_in_files, wrong_in_other_files
from validators.checks.not_run import NotRun
from validators.checks.reporting import as_finding, own_failure
from validators.checks.unfinished import left_to_fill_in
from validators.checks.waivers import RULES as WAIVER_RULES
from validators.checks.waivers import Waivers, unused_waivers, waivers
from validators.kinds.employee.floor import is_before_the_nizom
from validators.kinds.waiver import UNUSED, Waiver
from validators.model.duty import Duty
from validators.model.gaps import Gap, GapError, gaps_in, if_known
from validators.model.record import Record
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Settings
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.one_per_place import without_consequences
from validators.rules.rule_book import RuleBook
from validators.rules.state import is_on, severity
from validators.source.codes import CheckCode
from validators.source.finding import Acknowledged, Finding, Problem, Trigger
from validators.text import plurals
from validators.text.messages import say


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

    def exempted_by(self, as_of: date) -> str | None:
        """Return the waiver that exempts it on that day: only what is overdue, since what is still ahead is owed."""
        return self.waived if self.duty.state(as_of) == "overdue" else None


BATCH = 64
"""How many records are looked at together, rule by rule."""


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
    """Carry out every check on the wanted files as of a day; the same tree and day give the same outcome.

    No other file is looked at but as far as the wanted ones lead to it.
    """
    entries = [entry for entry in repository.files if wanted(entry.path)]
    asked = asked_by(repository)
    return outcome_of([look_at(entries, repository, as_of, asked, wanted)], repository, as_of, asked.checks, wanted)


class Asked(NamedTuple):
    """What records are asked: every check by code and, by the name of a kind, the rules and duties that are on."""

    checks: Mapping[str, Check]
    books: Mapping[str, RuleBook]


def asked_by(repository: Repository) -> Asked:
    """Return what the settings of a repository ask of records."""
    settings = repository.settings
    books = {name: _only_on(kind.book, settings) for name, kind in repository.kinds.items()}
    every = _only_on(EVERY_RECORD, settings)
    both = {name: RuleBook(rules=[*every.rules, *own.rules], duties=[*every.duties, *own.duties]) for name, own in books.items()}
    return Asked(all_checks(repository.kinds), both)


def _only_on(book: RuleBook, settings: Settings) -> RuleBook:
    return RuleBook(
        rules=[pair for pair in book.rules if is_on(pair[0], settings)],
        duties=[pair for pair in book.duties if is_on(pair[0], settings)],
    )


class Looked(NamedTuple):
    """What looking at some files brought, before it is known what exempts it or follows from another file."""

    findings: list[Finding]
    not_run: list[NotRun]
    owed: Owed


def look_at(
    entries: Sequence[RecordFile], repository: Repository, as_of: date, asked: Asked, wanted: Callable[[str], bool]
) -> Looked:
    """Carry out every check on these records, and on the wanted files that are no records."""
    checks, books = asked
    not_run: list[NotRun] = []
    found = [
        *wrong_in_files(entries, repository, as_of, checks, not_run),
        *wrong_in_other_files(repository, checks, not_run, wanted),
        *_rule_findings(entries, books, repository, not_run),
        *_of_waivers(entries, repository, checks, not_run),
    ]
    return Looked(found, not_run, _duties_of(entries, books, repository, as_of))


def outcome_of(
    looks: Sequence[Looked], repository: Repository, as_of: date, checks: Mapping[str, Check], wanted: Callable[[str], bool]
) -> Outcome:
    """Return what follows from looks at the wanted files, each looked at once."""
    not_run = [item for look in looks for item in look.not_run]
    found = _block_for_gaps([one for look in looks for one in look.findings], not_run, repository.settings)
    in_force = waivers(repository, as_of, checks)
    owed = _all_owed((look.owed for look in looks), in_force)
    found += owed.failures
    not_run += owed.not_run
    # File by file: positions are worked out for a file at a time.
    overdue = sorted((item for item in owed.duties if item.duty.state(as_of) == "overdue"), key=lambda item: item.entry.path)
    found.extend(_overdue(item, repository, as_of) for item in overdue)
    if wanted is every_file and repository.of(Waiver):
        open_duties = {(item.check.code, item.entry.id) for item in owed.duties if item.duty.open(as_of)}
        unknown = {(item.check.code, item.record) for item in not_run if item.check}
        needed = {*open_duties, *unknown, *((finding.code, finding.record or "") for finding in found)}
        for waiver, check, problem in unused_waivers(repository, as_of, checks, needed):
            entry = repository.file_of(waiver)
            found.append(as_finding(check, problem, entry, repository))
    shown = in_force.applied(finding for finding in found if wanted(finding.path))
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
    """Return what the rules find in a record, which may be another state of one of the repository's, and what is left to fill in.

    Both depend on its status.
    """
    found: list[Finding] = []
    not_run: list[NotRun] = []
    checks, books = repository.once(asked_by)
    if entry.record:
        found += _held([(entry, entry.record)], books[entry.kind.name], repository, not_run)
    found += (as_finding(checks[code], problem, entry, repository) for _, code, problem in left_to_fill_in([entry]))
    return Outcome(repository.once(_in_force, as_of).applied(found), [], tuple(not_run))


def _in_force(repository: Repository, as_of: date) -> Waivers:
    return waivers(repository, as_of, repository.once(asked_by).checks)


def duties(repository: Repository, as_of: date, wanted: Callable[[str], bool] = every_file) -> Owed:
    """Return the duties of the records that are wanted."""
    checks, books = asked_by(repository)
    owed = _duties_of([entry for entry in repository.files if wanted(entry.path)], books, repository, as_of)
    return _all_owed([owed], waivers(repository, as_of, checks))


def _duties_of(entries: Sequence[RecordFile], books: Mapping[str, RuleBook], repository: Repository, as_of: date) -> Owed:
    """Return the duties of these records, whatever exempts them."""
    found: list[DueDuty] = []
    failures: list[Finding] = []
    not_run: list[NotRun] = []
    for kind, batch in _batches(entries):
        missed: list[NotRun] = []
        failed: list[Finding] = []
        for check, rule in books[kind].duties:
            for entry, record in batch:
                try:
                    for duty in rule(record, repository, as_of):
                        if check.since is None or duty.due >= check.since:
                            found.append(DueDuty(check, _not_on_a_day_off(duty, repository), entry))
                except GapError as error:
                    missed.append(NotRun(check, entry.id, entry.path, error.gap))
                except Exception as error:  # a check that raises is a finding, not a silence
                    failed.append(own_failure(check, entry, error, repository))
        not_run += sorted(missed, key=_path)
        failures += sorted(failed, key=_path)
    return Owed(found, failures, tuple(not_run))


def _batches(entries: Iterable[RecordFile]) -> Iterator[tuple[str, Sequence[tuple[RecordFile, Record]]]]:
    """Yield the records that can be read, those of a kind a batch at a time, with the kind's name.

    A batch is looked at rule by rule: the processor has the rule at hand, and still has the records.
    """
    readable = ((entry, entry.record) for entry in entries if entry.record)
    for kind, records in groupby(readable, key=lambda one: one[0].kind.name):
        while batch := tuple(islice(records, BATCH)):
            yield kind, batch


def _all_owed(owed: Iterable[Owed], in_force: Waivers) -> Owed:
    """Return all duties by due date, each with the waiver that covers it."""
    parts = list(owed)
    found = (
        [
            replace(item, waived=waived, acknowledged=acknowledged)
            for part in parts
            for item in part.duties
            for waived, acknowledged in [in_force.covered(item.check.code, item.entry.id, item.check.authority)]
        ]
        if in_force.covering
        else [item for part in parts for item in part.duties]
    )
    found.sort(key=lambda item: (item.duty.due, item.entry.id, item.check.code, str(item.duty.at)))
    failures = [one for part in parts for one in part.failures]
    return Owed(found, failures, tuple(item for part in parts for item in part.not_run))


def _not_on_a_day_off(duty: Duty, repository: Repository) -> Duty:
    """Return the duty, due on the next working day if that is the rule on its last day; the Nizom itself does not say so."""
    calendar = repository.calendar
    if not repository.settings.value(Setting.NEXT_WORKING_DAY, duty.due) or calendar.works(duty.due):
        return duty
    return replace(duty, due=calendar.later(duty.due, 1))


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.path, finding.span, finding.code, str(finding.field), finding.fingerprint


def unknown_in_settings(repository: Repository) -> Iterator[tuple[CheckCode, Problem]]:
    """Return what settings name and nobody has: records, kinds, choices, and codes of checks."""
    return wrong_settings(repository, all_checks(repository.kinds))


def _rule_findings(
    entries: Sequence[RecordFile], books: Mapping[str, RuleBook], repository: Repository, not_run: list[NotRun]
) -> Iterator[Finding]:
    not_run += [NotRun(None, entry.id, entry.path, Gap(entry.path, entry.id)) for entry in entries if entry.record is None]
    for kind, batch in _batches(entries):
        yield from _held(batch, books[kind], repository, not_run)


def _held(
    batch: Sequence[tuple[RecordFile, Record]], book: RuleBook, repository: Repository, not_run: list[NotRun]
) -> list[Finding]:
    """Return what the rules of a book, those that are on, find in records of its kind, record by record."""
    found: list[Finding] = []
    missed: list[NotRun] = []
    judged = [(entry, record, if_known(partial(is_before_the_nizom, record, repository))) for entry, record in batch]
    for check, rule in book.rules:
        since, is_of_the_nizom = check.since, bool(check.clause) and check.authority != "D"
        for entry, record, past in judged:
            try:
                if (since and _older(record, since)) or (past and is_of_the_nizom):
                    continue
                for problem in rule(record, repository):
                    found.append(as_finding(check, problem, entry, repository))
            except GapError as error:
                missed.append(NotRun(check, entry.id, entry.path, error.gap))
            except Exception as error:  # a check that raises is a finding, not a silence
                found.append(own_failure(check, entry, error, repository))
    not_run += sorted(missed, key=_path)
    return sorted(found, key=_path)


def _path(one: Finding | NotRun) -> str:
    return one.path


def _older(record: Record, since: date) -> bool:
    """Whether the record is from before a check came into force."""
    return record.dated is not None and record.dated < since


def _overdue(item: DueDuty, repository: Repository, as_of: date) -> Finding:
    message = say(
        "{what}: was due on {due}, {days} ago",
        what=item.duty.what,
        due=item.duty.due,
        days=plurals.days((as_of - item.duty.due).days),
    )
    found = as_finding(item.check, Problem(item.duty.at, message, item.duty.hint), item.entry, repository, trigger="duty")
    return replace(found, due=item.duty.due)


def _of_waivers(
    entries: Sequence[RecordFile], repository: Repository, checks: Mapping[str, Check], not_run: list[NotRun]
) -> Iterator[Finding]:
    for entry in entries:
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

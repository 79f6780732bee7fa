"""What is wrong with files, whatever the Nizom asks of the records in them: form, references, texts, settings, code owners."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from validators.checks.body_text import wrong_in_pages, wrong_in_texts
from validators.checks.files.codeowners import wrong_owners
from validators.checks.files.settings_file import wrong_settings
from validators.checks.hints import Advice
from validators.checks.identity import broken_lines, mixed_letters
from validators.checks.not_run import NotRun
from validators.checks.reporting import as_finding
from validators.checks.unfinished import left_to_fill_in
from validators.model.fields import happened, last_happened
from validators.model.gaps import Gap, GapError
from validators.model.periods import unknown_periods
from validators.repository.paths import CODEOWNERS
from validators.repository.reading import OWNERS
from validators.repository.record_file import RecordFile
from validators.repository.references import broken_references, rings
from validators.repository.repository import Repository
from validators.rules.check import Check
from validators.source.codes import CheckCode, FileCode
from validators.source.document import Document
from validators.source.finding import Finding, Problem
from validators.text.messages import say

Wanted = Callable[[str], bool]
Checks = Mapping[str, Check]


def wrong_in_files(
    entries: Sequence[RecordFile], repository: Repository, as_of: date, checks: Checks, not_run: list[NotRun]
) -> Iterator[Finding]:
    """Yield what is wrong with the files of these records; what could not be checked is added to `not_run`."""
    advised = Advice(repository, as_of).on
    for entry in entries:
        for code, problem in entry.problems:
            yield as_finding(checks[code], advised(code, problem, entry), entry, repository)
        for code, gap in () if entry.is_whole or entry.record is None else unknown_periods(entry.record):
            not_run.append(NotRun(checks[code], entry.id, entry.path, gap))
        for problem in _future_days(entry, as_of):
            yield as_finding(checks[FileCode.FUTURE_DAY], problem, entry, repository)
    wrong_in_facts = mixed_letters(entries), broken_lines(entries), left_to_fill_in(entries)
    wrong_in = broken_references(entries, repository), wrong_in_texts(entries, repository), *wrong_in_facts
    for entry, code, wrong in chain(*wrong_in):
        if isinstance(wrong, Gap):
            not_run.append(NotRun(checks[code], entry.id, entry.path, wrong))
        else:
            yield as_finding(checks[code], advised(code, wrong, entry), entry, repository)
    for entry, problem in rings(entries, repository):
        yield as_finding(checks[FileCode.LEADS_BACK], problem, entry, repository)


def _future_days(entry: RecordFile, as_of: date) -> Iterator[Problem]:
    last = last_happened(entry.record) if entry.record else None
    if entry.record is None or last is None or last <= as_of:
        return
    for route, day in happened(entry.record):
        if day > as_of:
            yield Problem(route, say("{day} has not come yet", day=day))


def wrong_in_other_files(repository: Repository, checks: Checks, not_run: list[NotRun], wanted: Wanted) -> Iterator[Finding]:
    """Yield what is wrong with the wanted files that are no records: strays, pages, settings, the calendar, the code owners'."""
    pages = [page for page in repository.pages if wanted(page.path)]
    for document, code, problem in (
        *(one for one in repository.strays if wanted(one.document.path)),
        *(wrong_in_pages(pages, repository, checks) if pages else ()),
        *_wrong_facts(repository, checks, wanted),
    ):
        yield as_finding(checks[code], problem, document, repository)
    try:
        for document, problem in wrong_owners(repository) if any(map(wanted, OWNERS)) else ():
            yield as_finding(checks[FileCode.STALE_CODEOWNERS], problem, document, repository)
    except GapError as error:
        not_run.append(NotRun(checks[FileCode.STALE_CODEOWNERS], "", CODEOWNERS, error.gap))


def _wrong_facts(repository: Repository, checks: Checks, wanted: Wanted) -> Iterator[tuple[Document, CheckCode, Problem]]:
    """Yield what is wrong with the settings, the calendar and the code owners' file."""
    settings, calendar = repository.own_settings, repository.calendar_file
    for document in filter(None, (settings.document, calendar.document, repository.code_owners)):
        for defect in document.defects if wanted(document.path) else ():
            if not defect.fatal:
                yield document, defect.code, defect.problem
    if settings.document and wanted(settings.document.path):
        for code, problem in (*settings.problems, *wrong_settings(repository, checks)):
            yield settings.document, code, problem
    if calendar.document and wanted(calendar.document.path):
        for code, problem in calendar.problems:
            yield calendar.document, code, problem

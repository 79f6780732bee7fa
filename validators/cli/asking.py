"""The commands that answer a reader's questions: what falls due, how a record and its approvals stand, what a person owes."""

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from validators import clock
from validators.cli.session import (
    BLOCKED,
    CLEAN,
    NOTHING,
    OWN_FAILURE,
    WRONG_USE,
    UsageError,
    ask_history,
    complain,
    complain_of_unchecked,
    complain_of_unread,
    find_record,
    kind_meant,
    kind_named,
    kind_near,
    meant,
    mistaken_settings,
    whole,
    year_out_of_range,
)
from validators.model.duty import NEAR
from validators.text.messages import Language, say

if TYPE_CHECKING:
    from validators.checks.run import DueDuty
    from validators.model.periods import Period
    from validators.regulation.settings import Settings
    from validators.repository.record_file import RecordFile
    from validators.repository.repository import Repository


def due(options: argparse.Namespace, language: Language) -> int:
    """Print what is overdue and what falls due, or what was done late, of everybody or of one employee or unit."""
    from validators.answers.due import owed_by
    from validators.checks.run import duties
    from validators.cli.checkout import open_repository

    as_of = options.as_of or clock.today()
    if options.until and options.until < as_of:
        raise UsageError(
            say("--until {until} is a day before {as_of}: name one to come; what is overdue is always listed",
                until=options.until.isoformat(), as_of=as_of.isoformat())
        )  # fmt: skip
    repository, _ = open_repository(language)
    person = options.person and find_record(options.person, repository, "employee").id
    unit = options.unit and find_record(options.unit, repository, "organization").id
    found, failures, not_run = duties(repository, as_of)
    own = list(owed_by(found, person, unit))
    print(_late(own, repository, as_of, options, language) if options.late else _due(own, repository, as_of, options, language))
    complain_of_unchecked(not_run, repository, language)
    for failure in failures:
        complain(failure.message, language)
    if failures:
        return OWN_FAILURE
    if mistaken_settings(repository, language):
        return WRONG_USE
    if not len(repository):
        complain(say("There is no record to check"), language)
        return NOTHING
    return CLEAN


def _due(own: "list[DueDuty]", repository: "Repository", as_of: date, options: argparse.Namespace, language: Language) -> str:
    """Return what is overdue and what falls due, in the format that was asked for."""
    from validators.answers.due import due_as_json, due_as_text, falling_due

    answer = due_as_json if options.format == "json" else due_as_text
    items = list(falling_due(own, as_of, options.until))
    return answer(items, repository, as_of, options.until or as_of + NEAR, language)


def _late(own: "list[DueDuty]", repository: "Repository", as_of: date, options: argparse.Namespace, language: Language) -> str:
    """Return what was done late, in the format that was asked for."""
    from validators.answers.lateness import done_late, late_as_json, late_as_text

    items = done_late(own, repository, as_of)
    if options.format == "json":
        return late_as_json(items, repository, as_of, language)
    return late_as_text(items, repository, language)


def list_records(options: argparse.Namespace, language: Language) -> int:
    """Print the records of a kind, or of all kinds where the first word names none, that are called by all the words."""
    from validators.answers.listing import listed_as_json, listed_as_text
    from validators.cli.checkout import open_repository

    repository, _ = open_repository(language)
    entries = _called(options.words, repository)
    if options.words and not entries and (near := kind_near(options.words[0], repository.kinds)):
        complain(say("There is no kind {name}. The nearest is {nearest}", name=options.words[0], nearest=near), language)
    if options.format == "json":
        print(listed_as_json(entries, language))
    else:
        print(listed_as_text(entries, repository, language))
    return CLEAN if entries else NOTHING


def _called(words: Sequence[str], repository: "Repository") -> "list[RecordFile]":
    """Return the records that are called by all the words, of the kind that the first names; it may be a word of a title, too."""
    from validators.answers.listing import called

    kind = kind_named(words[0], repository.kinds) if words else None
    return (called(words[1:], kind, repository) if kind else []) or called(words, None, repository)


def report(options: argparse.Namespace, language: Language) -> int:
    """Print the draft of a report, as a record, or write it where it belongs."""
    from validators.answers.reports import countable, draft_report, report_of
    from validators.change.once_given import ids_once_given
    from validators.cli.checkout import open_repository
    from validators.cli.writing_facts import begin
    from validators.kinds.report.model import REPORT
    from validators.repository.paths import path_of

    as_of = options.as_of or clock.today()
    period = _reported(options.type, options.period, as_of)
    if period.since > as_of:
        raise UsageError(say("{period} has not begun by {as_of}", period=options.period, as_of=as_of))
    repository, root = open_repository(language)
    if not len(repository):
        complain(say("There is no record to check"), language)
        return NOTHING
    if options.write:
        if there := report_of(options.type, period, repository):
            raise UsageError(say("There is a report of this type and period already: {path}", path=there.path))
        written = begin(
            REPORT, as_of.year, language,
            lambda _, found: draft_report(options.type, period, as_of, found, language) + "\n",
        )  # fmt: skip
        print(written)
        print(language.text(say("A draft. Complete the text below the facts, then look what is missing: nizom check {path}",
                                path=written)))  # fmt: skip
    else:
        print(draft_report(options.type, period, as_of, repository, language))
        path = path_of(REPORT, repository.next_id(REPORT, as_of.year, ids_once_given(root)))
        complain(say("A draft. --write saves it as {path}; complete the text below the facts", path=path), language)
    complain_of_unread(countable(repository, period, as_of), language)
    return WRONG_USE if mistaken_settings(repository, language) else CLEAN


def _reported(type_: str, written: str, as_of: date) -> "Period":
    """Return the year, month or quarter that was said, if a report of that type speaks of such a one."""
    from validators.kinds.report.model import month_of, year_of
    from validators.model.written.period_notations import period_said

    wanted = {
        "annual": say("Write the year in four digits: 2026"),
        "monthly": say("Write the year and the month: 2026-05"),
        "digest": say("Write a month, a quarter or a year: 2026-05, 2026 3-chorak, 2026"),
    }[type_]
    period = period_said(written, as_of)
    if period is None:
        if (year := re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", written)) and not 1900 <= int(year[0]) < 2200:
            raise UsageError(year_out_of_range(int(year[0])))
        raise UsageError(say("“{written}” is not understood. {wanted}", written=written, wanted=wanted))
    whole = {"annual": year_of(period.since.year), "monthly": month_of(period.since), "digest": period}[type_]
    if period != whole:
        raise UsageError(say("A report of this type does not speak of “{written}”. {wanted}", written=written, wanted=wanted))
    return period


def show(options: argparse.Namespace, language: Language) -> int:
    """One record, or all that one employee owes."""
    from validators.answers.person import owed, owed_as_json, owed_as_text
    from validators.answers.show import describe_record, shown_as_json, shown_as_text
    from validators.checks.not_run import by_gap
    from validators.checks.run import duties, run_checks
    from validators.cli.checkout import open_repository

    if not options.words and not options.person:
        raise UsageError(say("Say what to show: a record's id, words of its title, or --person with an employee's id"))
    repository, _ = open_repository(language)
    as_of = options.as_of or clock.today()
    if options.person:
        entry = find_record(options.person, repository, "employee")
        found, failures, not_run = duties(repository, as_of)
        present = owed_as_json if options.format == "json" else owed_as_text
        print(present(owed(entry, repository, found, as_of), repository, as_of, language))
        complain_of_unchecked(not_run, repository, language)
    else:
        meant_record = _meant_by(options.words, repository, language)
        if meant_record is None:
            return WRONG_USE
        entry = meant_record
        found, failures, _ = duties(repository, as_of, entry.path.__eq__)
        findings, _, not_run = run_checks(repository, as_of, entry.path.__eq__)
        answer = shown_as_json if options.format == "json" else shown_as_text
        described = describe_record(entry, repository, found, findings, by_gap(not_run, repository), as_of)
        print(answer(described, repository, as_of, language))
    for failure in failures:
        complain(failure.message, language)
    if failures:
        return OWN_FAILURE
    return WRONG_USE if mistaken_settings(repository, language) else CLEAN


def _meant_by(words: Sequence[str], repository: "Repository", language: Language) -> "RecordFile | None":
    """Return the record that is called by the words; where several are, list them on standard error, and return None."""
    from validators.answers.listing import listed_as_text
    from validators.repository.nearest import title_of
    from validators.text.uzbek import fold

    said = " ".join(words)
    if repository.find(said):
        return find_record(said, repository)
    found = _called([word for one in words for word in one.split()], repository)
    whole_title = [entry for entry in found if fold(title_of(entry)) == fold(said)]
    if len(found) > 1 and len(whole_title) != 1:
        print(listed_as_text(found, repository, language), file=sys.stderr)
        complain(say("“{words}” is said of several records: name one by its id", words=said), language)
        return None
    return next(iter(whole_title or found), None) or find_record(said, repository)


def coverage(options: argparse.Namespace, language: Language) -> int:
    """Each paragraph with its checks, records and findings; fails if nothing holds to one and nothing says why."""
    from validators.answers.coverage import coverage_as_json, coverage_as_markdown, coverage_as_text, covered
    from validators.checks.run import check_repository
    from validators.cli.checkout import open_repository

    repository, _ = open_repository(language)
    as_of = options.as_of or clock.today()
    rows = covered(repository, check_repository(repository, as_of))
    answer = {"json": coverage_as_json, "markdown": coverage_as_markdown, "text": coverage_as_text}[options.format]
    print(answer(rows, as_of, language))
    bare = [row.paragraph.id for row in rows if row.bare]
    if bare:
        complain(say("Paragraphs without checks and without a reason: {paragraphs}", paragraphs=", ".join(bare)), language)
    if mistaken_settings(repository, language):
        return WRONG_USE
    return BLOCKED if bare else CLEAN


def approvals(options: argparse.Namespace, language: Language) -> int:
    """Print the way of one record: what was taken, its state, how well it is proved, what is missing and from whom."""
    from validators.answers.approvals import approvals_as_json, approvals_as_text
    from validators.approval.status import awaited, next_stages, stages
    from validators.checks.trial import obstacles
    from validators.cli.checkout import open_repository

    repository, root = open_repository(language)
    entry = whole(find_record(options.id, repository))
    repository = repository.with_evidence(ask_history(root, repository, language, also=[entry]))
    as_of = options.as_of or clock.today()
    all_stages, following = stages(entry, repository), next_stages(entry, repository)
    ahead = list(awaited(entry, repository, as_of, all_stages))
    blocking = obstacles(entry, ahead, repository, as_of)
    if options.format == "json":
        print(approvals_as_json(entry, all_stages, following, ahead, blocking, as_of, language))
    else:
        print(approvals_as_text(entry, all_stages, following, ahead, blocking, repository, language))
    return WRONG_USE if mistaken_settings(repository, language) else CLEAN


def _settings(language: Language) -> "Settings":
    """Return the department's settings; outside a repository there are none, and every check that needs one is off."""
    from validators.cli.checkout import open_repository
    from validators.regulation.settings import Settings
    from validators.repository.reading import find_root

    return open_repository(language)[0].settings if find_root(Path.cwd()) else Settings()


def rules(options: argparse.Namespace, language: Language) -> int:
    """Print all checks."""
    from validators.answers.explain import rules_as_json, rules_as_text
    from validators.kinds import all_kinds

    answer = rules_as_json if options.format == "json" else rules_as_text
    print(answer(all_kinds(), _settings(language), language))
    return CLEAN


def rule(options: argparse.Namespace, language: Language) -> int:
    """Print what a check demands, with examples."""
    from validators.answers.explain import explanation, in_order
    from validators.checks.run import all_checks
    from validators.kinds import all_kinds

    checks = all_checks(all_kinds())
    paragraph = options.code.lower().removeprefix("n")
    if codes := [check.code for check in in_order(all_kinds()) if f"{check.clause}.".startswith(f"{paragraph}.")]:
        raise UsageError(say("{clause} is a paragraph; its checks are {codes}", clause=paragraph, codes=", ".join(codes)))
    code = meant(options.code, checks, say("There is no check {name}", name=options.code))
    print(explanation(checks[code], all_kinds(), _settings(language), language))
    return CLEAN


def codeowners(options: argparse.Namespace, language: Language) -> int:
    """Print the file by which a forge asks for reviews."""
    from validators.checks.files.codeowners import codeowners
    from validators.cli.checkout import open_repository

    repository, _ = open_repository(language)
    if mistaken_settings(repository, language):
        return WRONG_USE
    if text := codeowners(repository.for_readers()):
        print(text, end="")
        return CLEAN
    complain(say("Nobody of those who would be asked has an account: write account in their records"), language)
    return NOTHING


def schema(options: argparse.Namespace, language: Language) -> int:
    """Print the JSON Schema of a kind, of the settings, or of any record."""
    from validators.answers.schema import SETTINGS_NAME, schema_as_json
    from validators.kinds import all_kinds

    kinds = all_kinds()
    name = options.kind if options.kind in (None, SETTINGS_NAME) else kind_meant(options.kind, kinds)
    print(schema_as_json(name, kinds, language))
    return CLEAN


def answer_editor(options: argparse.Namespace, language: Language) -> int:
    """Answer an editor until it leaves; where what that needs is not installed, say how it is."""
    try:
        from validators.editor.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError(say('An editor cannot be answered without pygls: pip install "pygls>=2.1,<3"')) from None
    serve(language, options.as_of)
    return CLEAN

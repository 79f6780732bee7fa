"""The command `init`, which begins a register: a repository with a body's first records."""

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from validators import __version__, clock
from validators.cli.session import CLEAN, UsageError, complain, not_written
from validators.text.messages import Language, Message, say
from validators.text.sanitize import one_line
from validators.text.system_errors import reason_of

if TYPE_CHECKING:
    from validators.beginning.questions import Question

PROGRAM = f"nizom[site,excel]=={__version__}"
"""What a new repository installs, if nothing else is said: this version, from the index that pip is set up for."""


def init(options: argparse.Namespace, language: Language) -> int:
    """Write the repository, whole or not at all; say what is still to be filled in, and what is off."""
    from validators.beginning.repository_files import FORGES, repository_files

    folder = Path(options.folder)
    if options.forge not in FORGES:
        raise UsageError(say("There is no forge {forge}. Choose one of: {forges}", forge=options.forge, forges=", ".join(FORGES)))
    _require_empty(folder)
    as_of = options.as_of or clock.today()
    answers = answered(options, as_of, language)
    texts = records_of(answers, as_of, language)
    values = {"name": answers["name"], "department": answers["department"], "program": options.program or PROGRAM}
    _write(folder, repository_files(options.forge, values) | texts)
    _begin_history(folder, language)
    say_how_it_stands(texts, as_of, language)
    print(language.text(say("The repository is in {folder}. Next: cd {folder}, make, git add ., git commit", folder=str(folder))))
    return CLEAN


def answered(options: argparse.Namespace, as_of: date, language: Language) -> dict[str, str]:
    """Return the answers that are given as options, and at a terminal those to what is missing.

    Raises `UsageError` where what no register can do without is not said, or an answer is not understood.
    """
    from validators.beginning.questions import QUESTIONS

    answers = {question.key: one_line(getattr(options, question.key) or "") for question in QUESTIONS}
    answers["department"] = answers["department"] or language.text(say("Digitalization Department"))
    records_of(answers, as_of, language)
    if sys.stdin is not None and sys.stdin.isatty():
        _ask(answers, as_of, language)
    for question in QUESTIONS:
        if question.required and not answers[question.key]:
            raise UsageError(say("Say --{option}: {about}", option=question.key, about=question.about))
    return answers


def _ask(answers: dict[str, str], as_of: date, language: Language) -> None:
    """Ask for what is not said yet; nothing is an answer too, but where no register can do without one."""
    from validators.beginning.questions import QUESTIONS

    print(language.text(say("What is not known yet is left empty: the check says later what is missing")))
    for question in QUESTIONS:
        while not answers[question.key]:
            answers[question.key] = _typed(question, language)
            if not answers[question.key] and not question.required:
                break
            try:
                records_of(answers, as_of, language)
            except UsageError as error:
                print(one_line(language.text(error.message)))
                answers[question.key] = ""


def _typed(question: "Question", language: Language) -> str:
    form = "; ".join(language.text(piece) for piece in question.form)
    try:
        return one_line(input(f"{language.text(question.about)} ({form}): ").strip())
    except EOFError:
        return ""


def records_of(answers: Mapping[str, str], as_of: date, language: Language) -> dict[str, str]:
    """Return the first records and settings; raises `UsageError` for an answer that is not understood."""
    from validators.authoring.set_facts import NotSetError
    from validators.beginning.first_records import first_records

    try:
        return first_records(answers, as_of, language)
    except NotSetError as error:
        raise UsageError(error.reason) from None


def _require_empty(folder: Path) -> None:
    """Raise `UsageError` where there is anything but the history of a repository: nobody's file is written over."""
    try:
        there = [path.name for path in folder.iterdir() if path.name != ".git"] if folder.exists() else []
    except OSError as error:
        raise UsageError(say("{path} could not be read: {reason}", path=str(folder), reason=reason_of(error))) from None
    if there:
        raise UsageError(say("{folder} is not empty: name a new folder", folder=str(folder)))


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    from validators.authoring.writing import create_file

    written: list[Path] = []
    for path, text in texts.items():
        try:
            create_file(folder / path, text)
            written.append(folder / path)
        except OSError as error:
            for file in written:
                file.unlink(missing_ok=True)
            raise not_written(path, error) from None


def _begin_history(folder: Path, language: Language) -> None:
    """Make the folder a repository, unless it is in one; where git is missing, the person is told and the files stay."""
    from validators.cli.session import unreadable
    from validators.source import git
    from validators.source.git_index import has_repository

    if has_repository(folder.resolve()):
        return
    try:
        git.begin(folder)
    except git.GitError as error:
        complain(unreadable(error), language)


def say_how_it_stands(texts: Mapping[str, str], as_of: date, language: Language) -> None:
    """Print what the first records lack, and what is off for want of a setting."""
    from validators.checks.blocking_summary import what_is_off
    from validators.checks.run import check_repository
    from validators.kinds import all_kinds
    from validators.repository.repository import Repository

    repository: Repository = Repository.from_files({path: text.encode() for path, text in texts.items()}, all_kinds())
    lacking = [one for one in check_repository(repository, as_of) if one.trigger != "duty"]
    if lacking:
        print(language.text(say("To be filled in (nizom check shows how): {count}", count=len(lacking))))
    for finding in lacking:
        _say(say("{path}: {title}: {message}", path=finding.path, title=finding.title, message=finding.message), language)
    if off := what_is_off(repository.kinds, repository.settings):
        _say(off, language)


def _say(message: Message, language: Language) -> None:
    print(one_line(language.text(message)))

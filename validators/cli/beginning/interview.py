"""Asks a body who it is, and says how its first records stand."""

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from validators.cli.session import UsageError
from validators.text.messages import Language, Message, say
from validators.text.sanitize import one_line

if TYPE_CHECKING:
    from validators.beginning.questions import Question

USUAL = "github"
"""The forge whose checks are written where none is named."""


def answered(options: argparse.Namespace, as_of: date, language: Language) -> dict[str, str]:
    """Return the answers that are given as options, and at a terminal those to what is missing.

    Raises `UsageError` where what no register can do without is not said, or an answer is not understood.
    """
    from validators.beginning.questions import QUESTIONS

    answers = {question.key: one_line(getattr(options, question.key) or "") for question in QUESTIONS}
    records_of(answers, as_of, language)
    if _is_terminal():
        _ask(answers, as_of, language)
    answers["department"] = answers["department"] or language.text(say("Digitalization Department"))
    for question in QUESTIONS:
        if question.required and not answers[question.key]:
            raise UsageError(say("Say --{option}: {about}", option=question.key, about=question.about))
    return answers


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _ask(answers: dict[str, str], as_of: date, language: Language) -> None:
    """Ask for what is not said yet; nothing is an answer too, but where no register can do without one."""
    from validators.beginning.questions import QUESTIONS

    print(language.text(say("What is not known yet is left empty: the check says later what is missing")))
    for question in QUESTIONS:
        while not answers[question.key] and (not question.needs or answers[question.needs]):
            answers[question.key] = _typed(question, language)
            if not answers[question.key] and not question.required:
                break
            try:
                records_of(answers, as_of, language)
            except UsageError as error:
                print("\n".join(one_line(language.text(message)) for message in error.messages))
                answers[question.key] = ""


def _typed(question: "Question", language: Language) -> str:
    form = "; ".join(language.text(piece) for piece in question.form)
    return _line(f"{language.text(question.about)} ({form}): ")


def _line(question: str) -> str:
    try:
        return one_line(input(question).strip())
    except EOFError:
        return ""


def asked_forge(language: Language) -> str:
    """Return the forge that is named at a terminal; the usual one where nobody is asked, or nothing is named."""
    question = say(
        "Where the repository will be: github, gitlab or gitea (Forgejo too); nothing typed takes {usual}", usual=USUAL
    )
    while _is_terminal() and (name := _line(f"{language.text(question)}: ")):
        try:
            return named_forge(name)
        except UsageError as error:
            print("\n".join(one_line(language.text(message)) for message in error.messages))
    return USUAL


def named_forge(name: str) -> str:
    """Return the forge of a name; raises `UsageError` if there is none."""
    from validators.beginning.repository_files import FORGES, forge_meant

    if forge := forge_meant(name):
        return forge
    raise UsageError(say("There is no forge {forge}. Choose one of: {forges}", forge=one_line(name), forges=", ".join(FORGES)))


def records_of(answers: Mapping[str, str], as_of: date, language: Language) -> dict[str, str]:
    """Return the first records and settings; raises `UsageError` for an answer that is not understood."""
    from validators.authoring.set_facts import NotSetError
    from validators.beginning.first_records import first_records

    try:
        return first_records(answers, as_of, language)
    except NotSetError as error:
        raise UsageError(*error.reasons) from None


def say_how_it_stands(texts: Mapping[str, str], as_of: date, language: Language) -> None:
    """Print what the first records lack, and what is off for want of a setting."""
    from validators.checks.blocking_summary import what_is_off
    from validators.checks.run import check_repository
    from validators.kinds import all_kinds
    from validators.repository.repository import Repository
    from validators.rules.one_per_place import in_one

    repository: Repository = Repository.from_files({path: text.encode() for path, text in texts.items()}, all_kinds())
    lacking = in_one(one for one in check_repository(repository, as_of) if one.trigger != "duty")
    if lacking:
        print(language.text(say("To be filled in (nizom check shows how): {count}", count=len(lacking))))
    for finding in lacking:
        _say(say("{path}: {title}: {message}", path=finding.path, title=finding.title, message=finding.message), language)
    if off := what_is_off(repository.kinds, repository.settings):
        _say(off, language)


def _say(message: Message, language: Language) -> None:
    print(one_line(language.text(message)))

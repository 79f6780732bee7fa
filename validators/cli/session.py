"""What the commands share: the records that they are asked about, how they complain, and what their exit codes say."""

import difflib
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from validators.text.git_errors import reason_of_git
from validators.text.messages import Language, Message, choice, say, within
from validators.text.sanitize import one_line
from validators.text.system_errors import reason_of

if TYPE_CHECKING:
    from validators.checks.not_run import NotRun
    from validators.repository.record_file import RecordFile
    from validators.repository.repository import Repository
    from validators.rules.evidence import Evidence
    from validators.rules.kind import Kind
    from validators.source.git import GitError

CLEAN, BLOCKED, WRONG_USE, NOTHING, OWN_FAILURE = 0, 1, 2, 3, 4

NAMED = 5
"""As many records are named on standard error; of more, their number is said."""


class UsageError(Exception):
    """The command was called in a way that it cannot answer; holds why, a message for each reason."""

    def __init__(self, *messages: Message) -> None:
        super().__init__(*(message.template for message in messages))
        self.messages = messages


class NotDoneError(Exception):
    """The system did not let the command do what it was asked for; holds the message."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


def not_written(path: str, error: OSError) -> NotDoneError:
    """Return what to raise where a record could not be written."""
    return NotDoneError(say("{path} could not be written: {reason}", path=path, reason=reason_of(error)))


def year_out_of_range(year: int) -> Message:
    """Say that records know no such year."""
    return say("The year {year} is out of range: records know those from 1900 to 2199", year=f"{year:04}")


def complain(message: Message, language: Language) -> None:
    """Say, on standard error, what is wrong with the call or could not be done; where that is closed or full, nobody hears it."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(f"nizom: {one_line(language.text(message))}", file=sys.stderr)


def root_of_records() -> Path:
    """Return the folder with `records/` in it, here or above."""
    from validators.repository.reading import find_root

    root = find_root(Path.cwd())
    if root is None:
        raise UsageError(say("There is no records/ folder here or above"))
    return root


def ask_history(
    root: Path, judge: "Repository", language: Language, *others: "Repository", also: "Sequence[RecordFile]" = ()
) -> "Evidence":
    """Return what git says of the decisions in records, by the settings and the keys of the judging repository.

    Git is asked about those that the settings, or a stale approval, make it necessary to ask about, and about those named here.
    Where it lacks what they rest on, that is said.
    """
    from validators.approval.evidence_from_git import read_evidence
    from validators.approval.validity import asks_history
    from validators.kinds.employee.model import Employee
    from validators.rules.evidence import Evidence
    from validators.source import git

    entries = [*also, *(entry for one in (judge, *others) for entry in one.files if asks_history(entry, judge.settings))]
    asked = [entry for entry in entries if entry.decided]
    found = read_evidence(root, asked, judge.of(Employee))
    if asked and found == Evidence() and git.is_partial(root):
        lacking = say("This clone lacks the files of its history, so it proves no approval: git fetch --refetch --no-filter")
        complain(lacking, language)
    return found


def whole(entry: "RecordFile") -> "RecordFile":
    """Return the record's file; raises `UsageError` if not all of its facts are known."""
    if not entry.is_whole:
        raise UsageError(say("{id} is broken: “nizom check {path}” shows how", id=entry.id, path=entry.path))
    return entry


def git_trouble(root: Path) -> Message | None:
    """Return why git cannot be asked, in a folder that is in a repository; None if it can, or there is no repository."""
    from validators.source import git
    from validators.source.git_index import has_repository

    if not has_repository(root):
        return None
    try:
        git.require_readable(root)
    except git.NoGitError:
        return say("Git is not installed, or is not on the PATH")
    except git.OldGitError as error:
        return say("Git is too old here: it does not know {option}", option=error.option)
    except git.GitError as error:
        return unreadable(error)
    return None


def unreadable(error: "GitError") -> Message:
    """Return that git could not answer, and why."""
    cause = error.__cause__
    reason = reason_of(cause) if isinstance(cause, OSError) else reason_of_git(error.reason)
    return say("Git cannot read this repository: {reason}", reason=reason)


def warn_of_git(root: Path, language: Language) -> bool:
    """Say that git cannot be asked, and what that means; return whether it is so."""
    trouble = git_trouble(root)
    if trouble:
        complain(say("{trouble}, so only the files on the disk are seen: who made an approval cannot be proved", trouble=trouble),
                 language)  # fmt: skip
    return trouble is not None


def find_record(given: str, repository: "Repository", kind: str | None = None) -> "RecordFile":
    """Return the record of this id, and of this kind if one is said; a person is called by the id only, never by the name."""
    from validators.repository.nearest import id_and_title, nearest

    entry = repository.find(given)
    if entry and kind in (None, entry.kind.name):
        return entry
    unknown = say("There is no record {id}", id=given)
    if kind:
        of_kind = within(repository.kinds[kind].singular)
        unknown = say("There is no record {id} of this kind: {kind}", id=given, kind=of_kind)
    candidates = [entry for entry in repository.files if entry.id and kind in (None, entry.kind.name)]
    close = nearest(given, candidates)
    raise UsageError(
        say("{unknown}. The nearest is {nearest}", unknown=unknown, nearest=id_and_title(close)) if close else unknown
    )


def complain_of_unread(repository: "Repository", language: Language) -> None:
    """Say on standard error which records nobody looked at, because they cannot be read: the first of them by name."""
    unread = [entry.path for entry in repository.files if entry.record is None and not entry.empty]
    if unread:
        named = ", ".join(unread[:NAMED]) + (f", … ({len(unread)})" if len(unread) > NAMED else "")
        complain(say("Not looked at, because they cannot be read: {records}", records=named), language)


def complain_of_unchecked(not_run: "Iterable[NotRun]", repository: "Repository", language: Language) -> None:
    """Say on standard error which records could not be read and which checks not carried out, and for want of what."""
    from validators.checks.not_run import by_gap
    from validators.output.sections import place_of, unchecked_in_words

    complain_of_unread(repository, language)
    for found in by_gap(not_run, repository):
        complain(say("{place}: {what}", place=place_of(found), what=tuple(unchecked_in_words(found))), language)


def mistaken_settings(repository: "Repository", language: Language) -> bool:
    """Return whether the settings or the calendar have mistakes, so that no answer can be relied on, and complain about them."""
    from validators.checks.run import unknown_in_settings

    settings = len([*repository.settings.problems, *unknown_in_settings(repository)])
    calendar = len(repository.calendar_file.problems)
    if settings:
        complain(
            say("The settings have mistakes ({count}): “nizom check records/settings.md” shows them", count=settings), language
        )
    if calendar:
        complain(
            say("The calendar has mistakes ({count}): “nizom check records/holidays.md” shows them", count=calendar), language
        )
    return bool(settings or calendar)


def meant(given: str, known: Iterable[str], unknown: Message) -> str:
    """Return the one of the known names that was given, in whichever case; else a hint at the nearest, if one is near."""
    names = {name.lower(): name for name in known}
    if given.lower() in names:
        return names[given.lower()]
    if nearest := difflib.get_close_matches(given.lower(), names, n=1):
        raise UsageError(say("{unknown}. The nearest is {nearest}", unknown=unknown, nearest=names[nearest[0]]))
    raise UsageError(unknown)


def kind_named(given: str, kinds: "Mapping[str, Kind]") -> str | None:
    """Return the name of the kind that was given, by its name, its title or the title of many; None if it is none."""
    languages = (Language("uz"), Language("en"))
    titles = ((name, title) for name, kind in kinds.items() for title in (kind.singular, kind.plural))
    names = {_in_words(language.text(title)): name for name, title in titles for language in languages}
    return (names | {_in_words(name): name for name in kinds}).get(_in_words(given))


def _in_words(name: str) -> str:
    """Return a kind's name as it is compared: a hyphen is a space."""
    from validators.text.uzbek import fold

    return fold(re.sub("[-_]", " ", name))


def kind_meant(given: str, kinds: "Mapping[str, Kind]") -> str:
    """Return the name of the kind that was given, as `kind_named` knows it or by a word that only its title or its types have.

    Raises `UsageError` with the nearest name, or where none is near with all of them.
    """
    from validators.text.uzbek import fold

    if name := kind_named(given, kinds):
        return name
    wanted = _in_words(given)
    titles = {name: fold(Language("uz").text(kind.singular)) for name, kind in kinds.items()}
    words = {name: title.split() for name, title in titles.items()}
    for called in (words, {name: _types_of(kind) for name, kind in kinds.items()}):
        if len(found := [name for name, own in called.items() if wanted in own]) == 1:
            return found[0]
    if near := kind_near(given, kinds):
        raise UsageError(say("There is no kind {name}. The nearest is {nearest}", name=given, nearest=near))
    known = tuple(say("{name} ({kind})", name=name, kind=kind.singular) for name, kind in kinds.items())
    raise UsageError(say("There is no kind {name}. There are: {kinds}", name=given, kinds=known))


def kind_near(given: str, kinds: "Mapping[str, Kind]") -> str | None:
    """Return the title of a kind whose title or name is much like what was given, and is neither."""
    titles = {name: Language("uz").text(within(kind.singular)) for name, kind in kinds.items()}
    called = {_in_words(name): title for name, title in titles.items()} | {_in_words(title): title for title in titles.values()}
    near = difflib.get_close_matches(_in_words(given), called, n=1)
    return called[near[0]] if near and kind_named(given, kinds) is None else None


def _types_of(kind: "Kind") -> list[str]:
    """Return what the types of such records are called in Uzbek, folded, in full and by what they are: a system, a resolution."""
    from validators.model.fields import fields_of
    from validators.text.uzbek import fold

    field = fields_of(kind.model).get("type")
    names = [fold(Language("uz").text(choice(word))) for word in field.choices] if field else []
    last = [name.split()[-1] for name in names]
    return [*names, *last, *(re.sub("s?i$", "", word) for word in last)]

"""The commands that write facts: `new` begins a record, with the keys of its kind for a person to fill in; `set` changes one."""

import argparse
import textwrap
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from validators import clock
from validators.cli.session import (
    CLEAN,
    WRONG_USE,
    UsageError,
    find_record,
    kind_meant,
    mistaken_settings,
    not_written,
    root_of_records,
)  # fmt: skip
from validators.text.messages import Language, say
from validators.text.uzbek import fold

if TYPE_CHECKING:
    from validators.authoring.set_facts import Written
    from validators.model.fields import Field
    from validators.repository.record_file import RecordFile
    from validators.repository.repository import Repository
    from validators.rules.kind import Kind


WIDTH = 100
"""As many characters as are easily read in a line."""


def new(options: argparse.Namespace, language: Language) -> int:
    """Write the file, with the facts that are given; say what else may be in it and what to do with it."""
    from validators.authoring.implied import implied_by
    from validators.authoring.scaffold import begun, known_facts
    from validators.authoring.set_facts import NotSetError, Written, parse_facts, refuse_unseen, written_as
    from validators.kinds import all_kinds
    from validators.repository.nearest import id_and_title, title_of
    from validators.repository.paths import path_of
    from validators.repository.record_file import read_record

    kinds = all_kinds()
    kind = kinds[kind_meant(options.kind, kinds)]
    title = options.title.strip()
    if len(title.splitlines()) > 1:
        raise UsageError(say("A title is one line"))
    if not title:
        raise UsageError(say("Say what the record is called: “nizom new {kind} TITLE”", kind=options.kind))
    as_of = options.as_of or clock.today()
    left: tuple[Field, ...] = ()
    written = Written((), (), ())
    called_so: list[RecordFile] = []

    def text_of(id_: str, repository: "Repository") -> str:
        nonlocal left, written, called_so
        others = (entry for entry in repository.files if entry.kind is kind and entry.alive)
        called_so = [entry for entry in others if fold(title_of(entry)) == fold(title)]
        implied = implied_by(given.facts, {}, kind)
        all_of_it = given._replace(facts=(*given.facts, *implied))
        known = known_facts(kind, id_, title, repository)
        empty, text, left = begun(kind, known, all_of_it, repository, as_of, language, whole=options.all)
        refuse_new_faults(path_of(kind, id_), empty, text, as_of, language)
        written = written_as(read_record(path_of(kind, id_), empty.encode(), kind), text, given.facts, implied)
        return text

    try:
        refuse_unseen(title)
        given = parse_facts(options.facts, kind.model)
        if any(str(fact.at) == "title" for fact in given.facts):
            raise UsageError(say("A title was given already: {title}", title=title))
        path = begin(kind, as_of.year, language, text_of)
    except NotSetError as error:
        raise UsageError(*error.reasons) from None
    print(path)
    say_what_was_written(written, language)
    for entry in called_so:
        print(language.text(say("Called the same, and there already: {record}", record=id_and_title(entry))))
    if left:
        keys = ", ".join(f"{language.text(field.title)} ({field.name})" for field in left)
        print(language.text(say("May be there too (nizom set, or nizom new --all):")))
        print(textwrap.fill(keys, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False))
    print(language.text(say("Fill it in, then look what is missing: nizom check {path}", path=path)))
    return CLEAN


def set_facts(options: argparse.Namespace, language: Language) -> int:
    """Write the facts as records have them, each where its kind has it; then report on the record as `check` does.

    Nothing is written if one of them is not understood, or names what is not there.
    """
    from validators.authoring.implied import implied_by
    from validators.authoring.scaffold import without_remarks
    from validators.authoring.set_facts import NotSetError, parse_facts, with_facts, written_as
    from validators.authoring.writing import ChangedError, replace_file
    from validators.checks.file_codes import TECHNICAL
    from validators.checks.hints import Advice
    from validators.cli.checking import check_written
    from validators.cli.checkout import files_on_disk
    from validators.kinds import all_kinds
    from validators.repository.repository import Repository

    root, kinds = root_of_records(), all_kinds()
    files = files_on_disk(root, language, people_read=False)
    repository = Repository.from_files(files, kinds)
    if mistaken_settings(repository, language):
        return WRONG_USE
    entry = find_record(options.id, repository)
    before = files[entry.path]
    for defect in entry.document.defects:
        if defect.fatal:
            advice = defect.problem.hint or TECHNICAL[defect.code].fix
            fault = say("{message}. {hint}", message=defect.problem.message, hint=advice)
            raise UsageError(say("{path} cannot be read, so nothing was written: {fault}", path=entry.path, fault=fault))
    assert isinstance(before, bytes)
    as_of = options.as_of or clock.today()
    try:
        facts, faults = parse_facts(options.facts, entry.kind.model)
        implied = implied_by(facts, entry.document.values, entry.kind)
        advised = Advice(repository, as_of, is_said_now=True).on
        text = with_facts(entry, before.decode("utf-8"), [*facts, *implied], advised, faults)
        text = without_remarks(text, entry.kind, {fact.at.first_key for fact in facts if fact.value})
    except NotSetError as error:
        raise UsageError(*error.reasons) from None
    refuse_new_faults(entry.path, before.decode("utf-8"), text, as_of, language)
    try:
        replace_file(root / entry.path, before, text)
    except (ChangedError, FileNotFoundError):
        raise UsageError(say("{path} was changed in the meantime, so it was left as it is", path=entry.path)) from None
    except OSError as error:
        raise not_written(entry.path, error) from None
    say_what_was_written(written_as(entry, text, facts, implied), language)
    return check_written([entry.path], as_of, language)


def say_what_was_written(written: "Written", language: Language) -> None:
    """Print the facts as they were written, which are gone, and which nobody gave: they follow from others."""
    for facts, reported in (
        (written.put, say("Written: {facts}", facts=", ".join(written.put))),
        (written.taken_out, say("Taken out: {facts}", facts=", ".join(written.taken_out))),
        (written.implied, say("Written too, as it follows: {facts}", facts=", ".join(written.implied))),
    ):
        if facts:
            print(language.text(reported))


def refuse_new_faults(path: str, before: str, after: str, as_of: date, language: Language) -> None:
    """Raise `UsageError` if a record's text has a fault that it did not have, or names what is not there."""
    from validators.checks.run import check_repository
    from validators.cli.checkout import files_on_disk
    from validators.kinds import all_kinds
    from validators.repository.repository import Repository

    files = files_on_disk(root_of_records(), language, people_read=False)
    old, new = (
        check_repository(Repository.from_files({**files, path: text.encode()}, all_kinds()), as_of, path.__eq__)
        for text in (before, after)
    )
    known = {one.fingerprint for one in old}
    faults = [one for one in new if one.code[0] in "FR" and one.fingerprint not in known]
    if faults:
        raise UsageError(*(say("{message}. {hint}", message=one.message, hint=one.hint) for one in faults))


def begin(kind: "Kind", year: int, language: Language, text_of: "Callable[[str, Repository], str]") -> str:
    """Write the file of a new record and return its path; an existing file is never overwritten.

    `text_of` returns its text, from its id and the records that there are. A command that begins another record at the same
    moment gets the id after this one's.
    """
    from validators.authoring.writing import create_file
    from validators.change.once_given import ids_once_given
    from validators.cli.checkout import open_repository
    from validators.repository.paths import path_of

    tried = ""
    while True:
        repository, root = open_repository(language)
        repository = repository.with_ids_once_given(ids_once_given(root))
        id_ = repository.next_id(kind, year)
        path = path_of(kind, id_)
        try:
            create_file(root / path, text_of(id_, repository))
        except FileExistsError as error:
            if path == tried:  # it is there, and no record
                raise not_written(path, error) from None
            tried = path
        except OSError as error:
            raise not_written(path, error) from None
        else:
            return path

"""The command `document`, which writes a Word document about a record, or about all of them."""

import argparse
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from validators import clock
from validators.cli.session import (
    CLEAN,
    OWN_FAILURE,
    WRONG_USE,
    UsageError,
    ask_history,
    complain,
    complain_of_unchecked,
    find_record,
    meant,
    mistaken_settings,
    not_written,
    root_of_records,
    whole,
)
from validators.text.messages import Language, Message, say
from validators.text.system_errors import reason_of

if TYPE_CHECKING:
    from validators.documents.form import Form, Source
    from validators.repository.record_file import RecordFile
    from validators.repository.repository import Repository


def declare(written: argparse.ArgumentParser, text: Callable[[Message], str]) -> None:
    """Declare the arguments: which document, of which record, and where it is written."""
    written.add_argument(
        "form",
        metavar=text(say("DOCUMENT")),
        help=text(say("passport, approval-sheet, annual-report, monthly-report, digest, ministry-list or overdue-list")),
    )
    written.add_argument("id", nargs="?", metavar="ID", help=text(say("the id of the record that it is about: loy-2026-001")))
    where = written.add_mutually_exclusive_group()
    where.add_argument("--out", metavar=text(say("FILE")), help=text(say("write it here instead of into this folder")))
    where.add_argument(
        "--template", action="store_true", help=text(say("write our template into word/, to be changed in Word; then it is used"))
    )


def write_document(options: argparse.Namespace, language: Language) -> int:
    """Write the document as a new file, or its template; a file that is there stays."""
    if not find_spec("docxtpl"):
        raise UsageError(say('This needs a part of the program that is not installed: pip install "nizom[word]"'))
    from validators.documents.every_form import FORMS, our_template, own_template

    form = FORMS[meant(options.form, FORMS, say("There is no document {name}; there are: {names}", name=options.form,
                                                names=", ".join(FORMS)))]  # fmt: skip
    if options.template:
        _write(root_of_records() / own_template(form), own_template(form), our_template(form, language), language)
        return CLEAN
    if (form.concerns is None) != (options.id is None):
        raise UsageError(_about(form))
    return _write_filled(form, options, language)


def _write_filled(form: "Form", options: argparse.Namespace, language: Language) -> int:
    from validators.checks.run import duties
    from validators.cli.checkout import open_repository
    from validators.documents.form import Source
    from validators.documents.wording import Wording

    repository, root = open_repository(language)
    as_of = options.as_of or clock.today()
    entry = _asked_about(form, options.id, repository) if options.id else None
    if entry:
        repository = repository.with_evidence(ask_history(root, repository, language, also=[entry]))
        entry = repository.find(entry.id)
    if mistaken_settings(repository, language):
        return WRONG_USE
    owed = duties(repository, as_of, entry.path.__eq__) if entry else duties(repository, as_of)
    complain_of_unchecked(owed.not_run, repository, language)
    for failure in owed.failures:
        complain(failure.message, language)
    source = Source(Wording(repository, as_of, language), entry, owed.duties)
    name = options.out or f"{entry.id if entry else as_of}-{form.name}.docx"
    _write(Path(name), name, _filled(form, source, root, language), language)
    return OWN_FAILURE if owed.failures else CLEAN


def _asked_about(form: "Form", id_: str, repository: "Repository") -> "RecordFile":
    """Return the record that was named, if such a document can be about it, and all is known that it rests on."""
    entry = whole(find_record(id_, repository))
    if form.concerns and not form.concerns(entry):
        raise UsageError(say("There is no such document about {id}: it is about {about}", id=entry.id, about=form.about or ""))
    for other in form.rests_on(entry):
        whole(find_record(other, repository))
    return entry


def _about(form: "Form") -> Message:
    if form.about is None:
        return say("This document is about all records: nizom document {name}", name=form.name)
    return say("Name {about} that the document is about: nizom document {name} ID", about=form.about, name=form.name)


def _filled(form: "Form", source: "Source", root: Path, language: Language) -> bytes:
    from validators.documents.every_form import own_template, template_of
    from validators.documents.filling import BrokenTemplateError, fill

    title = language.text(form.title)
    try:
        return fill(template_of(form, root, language), form.content(source), title, source.wording.as_of)
    except BrokenTemplateError as error:
        raise UsageError(
            say("The template {path} cannot be filled in: {reason}", path=own_template(form), reason=error.reason)
        ) from None
    except OSError as error:
        raise UsageError(say("{path}: {reason}", path=own_template(form), reason=reason_of(error))) from None


def _write(file: Path, name: str, content: bytes, language: Language) -> None:
    """Write a new file and say where; what somebody may have gone on writing in is never overwritten."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as opened:
            opened.write(content)
    except FileExistsError:
        raise UsageError(say("{path} is there already, and stays: move it, or name another file by --out", path=name)) from None
    except OSError as error:
        raise not_written(name, error) from None
    print(language.text(say("Written: {path}", path=name)))

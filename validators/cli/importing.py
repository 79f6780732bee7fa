"""The command `import`, which makes records of the rows of a workbook, or changes those that they name."""

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from validators import clock
from validators.cli.session import (
    BLOCKED,
    CLEAN,
    WRONG_USE,
    UsageError,
    kind_meant,
    mistaken_settings,
    not_written,
    root_of_records,
)
from validators.text.messages import Language, say
from validators.text.sanitize import one_line
from validators.text.system_errors import reason_of
from validators.text.uzbek import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import BaseModel

    from validators.importing.headings import Column, Unknown
    from validators.importing.plan import Plan
    from validators.importing.rows import Said
    from validators.importing.sheets import Sheet
    from validators.repository.reading import Found
    from validators.rules.kind import Kind

SHOWN = 5
"""So many of the cells are named of which the same is to be said."""
NAMED = 20
"""So many of the findings in what a trial would write are named."""


def import_file(options: argparse.Namespace, language: Language) -> int:
    """Write all that the file says, or nothing; say what was left out and what is not clear, each by its cell."""
    from validators.change.once_given import ids_once_given
    from validators.cli.checkout import files_on_disk
    from validators.importing.headings import fields_to_name
    from validators.importing.plan import plan_import
    from validators.kinds import all_kinds
    from validators.repository.repository import Repository

    root, kinds = root_of_records(), all_kinds()
    kind = kinds[kind_meant(options.kind, kinds)]
    files = files_on_disk(root, language, people_read=False)
    repository = Repository.from_files(files, kinds).with_ids_once_given(ids_once_given(root))
    if mistaken_settings(repository, language):
        return WRONG_USE
    file = Path(options.file)
    sheets, said = _read(file), _said(options, file, kind)
    as_of = options.as_of or clock.today()
    plan = plan_import(sheets, kind, files, repository, as_of, said)
    while answers := _asked(plan.notes.unknown, language):
        said = said._replace(columns=_columns(file, answers))
        plan = plan_import(sheets, kind, files, repository, as_of, said)
    _report(plan, language)
    if plan.notes.faults:
        for model in plan.notes.columns_of:
            print(language.text(fields_to_name(model)))
        print(language.text(say("Nothing was written; to be settled first: {count}", count=len(plan.notes.faults))))
        return BLOCKED
    if not options.dry_run:
        _write(root, files, plan)
    _say_what_is_written(plan, language, is_trial=options.dry_run)
    return CLEAN


def _read(file: Path) -> "list[Sheet]":
    """Return the sheets of the file; raises `UsageError` if it cannot be read."""
    from validators.importing.sheets import UnreadableError, read_sheets

    try:
        return read_sheets(file.name, file.read_bytes())
    except UnreadableError as error:
        raise UsageError(error.reason) from None
    except ModuleNotFoundError:
        raise UsageError(say('Workbooks cannot be read without openpyxl: pip install "openpyxl>=3.1,<4"')) from None
    except FileNotFoundError:
        raise UsageError(say("There is no file {path}", path=str(file))) from None
    except OSError as error:
        raise UsageError(say("{path} could not be read: {reason}", path=str(file), reason=reason_of(error))) from None


def _said(options: argparse.Namespace, file: Path, kind: "Kind") -> "Said":
    """Return what the person said of the file, now or before; raises `UsageError` for what is no fact of such a record."""
    from validators.authoring.set_facts import parse_facts
    from validators.importing.rows import Said

    facts, faults = parse_facts(options.facts, kind.model)
    if faults:
        raise UsageError(*faults)
    return Said(_columns(file, options.column), {fact.at: fact.value for fact in facts})


def _columns(file: Path, given: list[str]) -> dict[str, str]:
    """Return, by folded heading, which field a person said it holds: now, or for this file before; what is said now is kept.

    It is kept next to the file, a line for each heading.
    """
    kept = file.with_name(f"{file.name}.columns")
    try:
        before = kept.read_text("utf-8").splitlines() if kept.exists() else []
        said = {heading: field for heading, _, field in (line.rpartition("=") for line in [*before, *given]) if heading}
        if given:
            kept.write_text("".join(f"{heading}={field}\n" for heading, field in said.items()), "utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else say("it is not in UTF-8")
        raise UsageError(say("{path} could not be read: {reason}", path=str(kept), reason=reason)) from None
    return {fold(heading): field.strip() for heading, field in said.items()}


def _asked(unknown: "Sequence[Unknown]", language: Language) -> list[str]:
    """Ask at a terminal which field each heading means; return the answers as `--column` takes them."""
    if not unknown or sys.stdin is None or not sys.stdin.isatty():
        return []
    print(language.text(say("A minus leaves a column out; nothing typed takes the field that is proposed, if one is")))
    answers = []
    for heading, model, probably in dict.fromkeys(unknown):
        if (field := _typed_field(heading, model, probably, language)) is not None:
            answers.append(f"{heading}={field}")
    return answers


def _typed_field(heading: str, model: "type[BaseModel]", probably: "Column | None", language: Language) -> str | None:
    """Return the field that a person typed for a heading, "" for none; None where the question stays open."""
    from validators.importing.headings import columns_of

    proposed = say("“{heading}”: which field? ({field})", heading=heading, field=probably.title) if probably else None
    question = proposed or say("“{heading}”: which field?", heading=heading)
    while True:
        try:
            typed = input(f"{one_line(language.text(question))} ").strip()
        except EOFError:
            return None
        if typed == "-":
            return ""
        if column := columns_of(model).get(fold(typed)) if typed else probably:
            return str(column.at)
        if not typed:
            return None
        print(one_line(language.text(say("“{heading}” is no field of this kind", heading=typed))))


def _report(plan: "Plan", language: Language) -> None:
    """Print what was left out, what was taken that one might not expect, and what is not clear."""
    from validators.importing.sheets import reading_order

    for left in plan.notes.left:
        print(one_line(language.text(say("Left out: {what}", what=left))))
    said: dict[str, list[str]] = defaultdict(list)
    for place, message in sorted((*plan.notes.remarks, *plan.notes.faults), key=lambda remark: reading_order(remark.place)):
        said[one_line(language.text(message))].append(place)
    for words, places in said.items():
        shown = ", ".join(dict.fromkeys(filter(None, places[:SHOWN]))) + (f" … ({len(places)})" if len(places) > SHOWN else "")
        print(f"{shown}: {words}" if shown else words)


def _say_what_is_written(plan: "Plan", language: Language, *, is_trial: bool) -> None:
    for path in (*plan.created, *plan.changed):
        print(path)
    counts = say("Rows: {rows}; new records: {new}, changed: {changed}, as they were: {unchanged}",
                 rows=plan.rows, new=len(plan.created), changed=len(plan.changed), unchanged=plan.unchanged)  # fmt: skip
    print(language.text(counts))
    if plan.findings:
        print(language.text(say("Findings in what is written: {count} (nizom check)", count=len(plan.findings))))
    if is_trial:
        # Nothing of it is in the records, so `nizom check` cannot name it.
        for finding in plan.findings[:NAMED]:
            print(one_line(f"{finding.path}: {finding.code} {language.text(finding.message)}"))
        print(language.text(say("Nothing was written: this was a trial")))


def _write(root: Path, files: "Mapping[str, Found]", plan: "Plan") -> None:
    """Write all texts; if one cannot be written, take back those that were."""
    from validators.authoring.writing import ChangedError, create_file, replace_file

    written: list[str] = []
    try:
        for path, text in plan.created.items():
            create_file(root / path, text)
            written.append(path)
        for path, text in plan.changed.items():
            replace_file(root / path, _bytes(files[path]), text)
            written.append(path)
    except (ChangedError, FileNotFoundError, OSError) as error:
        for done in written:
            if done in plan.created:
                (root / done).unlink(missing_ok=True)
            else:
                replace_file(root / done, plan.changed[done].encode(), _bytes(files[done]).decode("utf-8"))
        if isinstance(error, OSError):
            raise not_written(path, error) from None
        raise UsageError(say("{path} was changed in the meantime, so nothing was written", path=path)) from None


def _bytes(found: "Found") -> bytes:
    assert isinstance(found, bytes)
    return found

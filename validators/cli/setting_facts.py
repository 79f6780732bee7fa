"""The command `set`, which writes facts into a record."""

import argparse

from validators import clock
from validators.cli.session import WRONG_USE, UsageError, find_record, mistaken_settings, not_written, root_of_records
from validators.text.messages import Language, say


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
    from validators.cli.creating import refuse_new_faults, say_what_was_written
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

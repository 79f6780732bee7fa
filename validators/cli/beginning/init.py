"""The command `init`, which begins a register: a repository with a body's first records."""

import argparse
import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from validators import __version__, clock
from validators.cli.beginning.interview import answered, asked_forge, named_forge, records_of, say_how_it_stands
from validators.cli.session import CLEAN, UsageError, complain, not_written
from validators.text.messages import Language, say
from validators.text.system_errors import reason_of

PROGRAM = f"nizom[site,excel]=={__version__}"
"""This version, from the index that pip is set up for."""


def init(options: argparse.Namespace, language: Language) -> int:
    """Write the repository, whole or not at all; say what is still to be filled in, and what is off."""
    from validators.beginning.repository_files import repository_files
    from validators.beginning.sample_records import sample_records

    if options.here and options.samples:
        raise UsageError(say("--here takes samples out, --samples writes some: say one of them"))
    if options.here:
        from validators.cli.beginning.here import begin_here

        return begin_here(options, language)
    folder = Path(options.folder)
    forge = named_forge(options.forge) if options.forge else ""
    _require_empty(folder)
    as_of = options.as_of or clock.today()
    answers = answered(options, as_of, language)
    forge = forge or asked_forge(language)
    texts = records_of(answers, as_of, language)
    if options.samples:
        texts |= sample_records(as_of, has_head=bool(answers["head"]))
    came_from = _where_it_came_from()
    program = options.program or (f"nizom[site,excel] @ {came_from}" if came_from.startswith("http") else PROGRAM)
    values = {"name": answers["name"], "department": answers["department"], "program": program}
    _write(folder, repository_files(forge, values) | texts)
    _begin_history(folder, language)
    say_how_it_stands(texts, as_of, language)
    if came_from.startswith("file:") and not options.program:
        asks = say(
            "requirements.txt asks an index for {program}; if none has it, write there where the program is", program=program
        )
        print(language.text(asks))
    print(language.text(say("The repository is in {folder}. Next: cd {folder}, make, git add ., git commit", folder=str(folder))))
    return CLEAN


def _where_it_came_from() -> str:
    """Return the address from which pip took this program's file; nothing if an index gave it, or it is a checkout."""
    try:
        written = distribution("nizom").read_text("direct_url.json") or "{}"
    except PackageNotFoundError:
        return ""
    said = json.loads(written)
    return str(said["url"]) if "archive_info" in said else ""


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
    """Make the folder a repository, unless it is in one; where git is missing, that is said and the files stay."""
    from validators.cli.session import unreadable
    from validators.source import git
    from validators.source.git_index import has_repository

    if has_repository(folder.resolve()):
        return
    try:
        git.begin(folder)
    except git.GitError as error:
        complain(unreadable(error), language)

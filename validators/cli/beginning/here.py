"""`init --here`: a register that holds samples becomes that of a body, in the repository of the program itself."""

import argparse
import re
from collections.abc import Mapping
from pathlib import Path

from validators import clock
from validators.cli.beginning.interview import answered, records_of, say_how_it_stands
from validators.cli.session import CLEAN, UsageError, not_written, root_of_records, unreadable
from validators.repository.paths import CODEOWNERS, RECORDS
from validators.source.edits.yaml_text import scalar
from validators.text.messages import Language, say


def begin_here(options: argparse.Namespace, language: Language) -> int:
    """Take the samples out, and all that rests on them; write the first records in their place.

    Nothing is done where work is not committed, so that git has everything that goes; or where there are no samples.
    """
    from validators.beginning.samples import samples_of, without_samples
    from validators.cli.checkout import files_on_disk
    from validators.kinds import all_kinds
    from validators.repository.repository import Repository

    root = root_of_records()
    repository = Repository.from_files(files_on_disk(root, language, people_read=False), all_kinds())
    if not samples_of(repository):
        print(language.text(say("There are no samples here")))
        return CLEAN
    _require_committed(root)
    as_of = options.as_of or clock.today()
    answers = answered(options, as_of, language)
    way = without_samples(repository, records_of(answers, as_of, language), as_of.year)
    _carry_out(root, way.deleted, {**way.written, **_named_site(root, answers["department"])})
    after = files_on_disk(root, language, people_read=False)
    print(language.text(say("Samples taken out: {gone}; written: {written}", gone=len(way.deleted), written=len(way.written))))
    texts = {
        path: found.decode("utf-8") for path, found in after.items() if path.startswith(RECORDS) and isinstance(found, bytes)
    }
    say_how_it_stands(texts, as_of, language)
    print(language.text(say("Next: make, git add -A, git commit, and git remote set-url origin with the address of your own "
                            "repository. Once employees have accounts: nizom codeowners > docs/CODEOWNERS")))  # fmt: skip
    return CLEAN


def _require_committed(root: Path) -> None:
    from validators.source import git

    try:
        changed = git.git(root, "status", "--porcelain").decode("utf-8", "replace").strip()
    except git.GitError as error:
        raise UsageError(unreadable(error)) from None
    if changed:
        raise UsageError(say("There are changes that are not committed: commit them first, then git has all that goes"))


def _carry_out(root: Path, deleted: tuple[str, ...], written: Mapping[str, str]) -> None:
    from validators.authoring.writing import create_file, replace_file

    for path, text in written.items():
        file = root / path
        try:
            if file.exists():
                replace_file(file, file.read_bytes(), text)
            else:
                create_file(file, text)
        except OSError as error:
            raise not_written(path, error) from None
    # The file of code owners names the people of the samples; it is made again once those who are there have accounts.
    for path in (*deleted, CODEOWNERS):
        (root / path).unlink(missing_ok=True)
        if path.startswith(f"{RECORDS}/") and path.count("/") > 2 and not any((root / path).parent.iterdir()):
            (root / path).parent.rmdir()


def _named_site(root: Path, department: str) -> dict[str, str]:
    """Return `mkdocs.yml`, if it is there, with the department's name where it names the site and says what it is about."""
    file = root / "mkdocs.yml"
    if not file.is_file():
        return {}
    text = file.read_text("utf-8")
    about = Language("uz").text(say("Records of the {department} and how they comply with the Regulation", department=department))
    said = {"site_name": department, "site_description": about}
    named = re.sub(rf"(?m)^({'|'.join(said)}):.*$", lambda found: f"{found[1]}: {scalar(said[found[1]])}", text)
    return {file.name: named}

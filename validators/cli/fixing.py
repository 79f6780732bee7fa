"""The command `fix`, which puts right in the records what can be put right without a person."""

import argparse
import difflib
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from validators import clock
from validators.cli.session import BLOCKED, CLEAN, WRONG_USE, complain, mistaken_settings, not_written, root_of_records
from validators.text.messages import Language, say
from validators.text.sanitize import one_line

if TYPE_CHECKING:
    from validators.authoring.fixes import Fixes
    from validators.repository.reading import Found
    from validators.repository.repository import Repository


def fix(options: argparse.Namespace, language: Language) -> int:
    """Write what can be put right, or show it as a diff, and say what was; then report what is left as `check` does."""
    from validators.authoring.fixes import fix as fixes_of
    from validators.cli.checking import check_written, is_selected, selected_paths
    from validators.cli.checkout import files_on_disk
    from validators.kinds import all_kinds
    from validators.repository.repository import Repository

    root, kinds = root_of_records(), all_kinds()
    files = files_on_disk(root, language, people_read=False)
    repository = Repository.from_files(files, kinds)
    if mistaken_settings(repository, language):
        return WRONG_USE
    selected = selected_paths(options.paths, root, repository)
    as_of = options.as_of or clock.today()
    wanted = partial(is_selected, selected=selected)
    found = fixes_of(files, kinds, as_of, wanted, unsafe=options.unsafe)
    if options.unsafe:
        found = _with_the_change(found, files, root, as_of, wanted, language)
    if options.diff:
        print("".join(f"{one_line(old)} → {one_line(new)}\n" for old, new in found.moves.items()), end="")
        print(_diff(repository, found), end="")
        return BLOCKED if found.moves or found.texts or found.restored else CLEAN
    left = _move(root, found.moves, language)
    before = {found.moves.get(path, path): content for path, content in files.items() if path not in left}
    left |= _write(root, before, found.texts, language)
    left |= _restore(root, found.restored, language)
    fixed = [finding for finding in found.cured if finding.path not in left]
    for finding in fixed:
        place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
        print(f"{place}  {finding.code}  {one_line(language.text(finding.message))}. {one_line(language.text(finding.hint))}")
    print(language.text(say("Fixed: {count}", count=len(fixed))))
    for finding in found.under_decision:
        reason = say("Left as it is, since a decision covers it: {message}", message=finding.message)
        print(f"{finding.path}:{finding.span.line}  {one_line(language.text(reason))}")
    for finding in found.laid_bare:
        reason = say("{message}. {hint}", message=finding.message, hint=finding.hint)
        print(f"{finding.path}  {one_line(language.text(say('More can be put right once this is: {reason}', reason=reason)))}")
    moved = found.moves
    paths = [str(root / moved[one]) if one in moved else path for path, one in zip(options.paths, selected, strict=True)]
    return check_written(paths, options.as_of, language)


def _with_the_change(
    found: "Fixes",
    files: "Mapping[str, Found]",
    root: Path,
    as_of: date,
    wanted: Callable[[str], bool],
    language: Language,
) -> "Fixes":
    """Return what is put right, and with it what the change did since it left the default branch."""
    from validators.authoring.change_fixes import fix_change, joined
    from validators.authoring.moves import moved
    from validators.cli.checking import change_on_disk
    from validators.kinds import all_kinds
    from validators.repository.repository import Repository

    after = {**moved(files, found.moves), **{path: text.encode() for path, text in found.texts.items()}}
    head = Repository.from_files(after, all_kinds())
    gate = change_on_disk(root, head, as_of, language)
    return joined(found, fix_change(gate.findings, after, head, wanted)) if gate else found


def _move(root: Path, moves: Mapping[str, str], language: Language) -> set[str]:
    """Move the files; return both paths of what could not be moved, and stays where it is, which is said."""
    from validators.authoring.writing import move_file

    left: set[str] = set()
    for path, to in moves.items():
        try:
            move_file(root / path, root / to)
        except (FileExistsError, FileNotFoundError):
            complain(say("{path} was changed in the meantime, so it was left as it is", path=path), language)
            left |= {path, to}
        except OSError as error:
            raise not_written(path, error) from None
    return left


def _write(root: Path, files: "Mapping[str, Found]", texts: Mapping[str, str], language: Language) -> set[str]:
    """Write the texts; return the paths of files that were changed in the meantime and keep what is in them, which is said."""
    from validators.authoring.writing import ChangedError, replace_file

    left: set[str] = set()
    for path, text in sorted((path, text) for path, text in texts.items() if path in files):
        before = files[path]
        assert isinstance(before, bytes)
        try:
            replace_file(root / path, before, text)
        except (ChangedError, FileNotFoundError):
            complain(say("{path} was changed in the meantime, so it was left as it is", path=path), language)
            left.add(path)
        except OSError as error:
            raise not_written(path, error) from None
    return left


def _restore(root: Path, texts: Mapping[str, str], language: Language) -> set[str]:
    """Write files again that were deleted; return the paths of those that somebody wrote in the meantime, which is said."""
    from validators.authoring.writing import create_file

    left: set[str] = set()
    for path, text in texts.items():
        try:
            create_file(root / path, text)
        except FileExistsError:
            complain(say("{path} was changed in the meantime, so it was left as it is", path=path), language)
            left.add(path)
        except OSError as error:
            raise not_written(path, error) from None
    return left


def _diff(repository: "Repository", found: "Fixes") -> str:
    """Return what would change, line by line; of personal values only that they would."""
    from validators.repository.personal import readable_text
    from validators.repository.record_file import read_record

    lines: list[str] = []
    for entry in repository.files:
        path = found.moves.get(entry.path, entry.path)
        if path in found.texts:
            after = read_record(path, found.texts[path].encode(), entry.kind)
            old, new = (f"{readable_text(one)}".splitlines(keepends=True) for one in (entry, after))
            lines += difflib.unified_diff(old, new, entry.path, path)
    lines += (f"+++ {path}" for path in found.restored)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)

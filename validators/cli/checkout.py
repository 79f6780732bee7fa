"""Which files the commands read, on the disk or in git's index, which base a check holds them against, and what a clone lacks."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from validators.cli.session import UsageError, ask_history, complain, root_of_records, warn_of_git
from validators.repository.paths import CODEOWNERS, DOCS, PREFERRED_CODEOWNERS, RECORDS
from validators.source import git
from validators.source.git_index import Index, has_repository, is_staged, left_out_of, read_index
from validators.text.messages import Language, say

if TYPE_CHECKING:
    from validators.repository.reading import Found
    from validators.repository.repository import Repository

JUDGED = (RECORDS, CODEOWNERS, *PREFERRED_CODEOWNERS)
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Base:
    """The commit that a change is held against, the tip of the branch that it is in, the revision that named it, and whether the
    caller did."""

    commit: str
    tip: str
    revision: str
    asked: bool


def open_repository(language: Language) -> "tuple[Repository, Path]":
    """Return the records of the repository that the command is called in, with what git says of their approvals, and its root.

    Raises `UsageError` where the checkout lacks files that the repository has.
    """
    from validators.kinds import all_kinds
    from validators.repository.repository import Repository

    root = root_of_records()
    warn_of_git(root, language)
    found = Repository.from_files(files_on_disk(root, language, people_read=False), all_kinds())
    return found.with_evidence(ask_history(root, found, language)), root


def concerns_nobody(root: Path) -> bool:
    """Return whether the next commit changes something, but neither records nor pages nor checks."""
    try:
        return is_staged(root) and not is_staged(root, *JUDGED, DOCS, "validators")
    except git.GitError:  # before the first commit
        return False


def files_on_disk(root: Path, language: Language, *, people_read: bool) -> "dict[str, Found]":
    """Return what is on the disk but for what git ignores: that never leaves this computer. Say what git does not keep.

    Raises `UsageError` where the checkout lacks files that the repository has.
    """
    from validators.repository.reading import ignored_records, read_tree

    found = read_tree(root)
    index = read_index(root, *JUDGED)
    if index is None:
        return found
    if lacking := left_out_of(root, index):
        raise UsageError(lacking)
    unknown = [path for path in found if path not in index.files and path.startswith(f"{RECORDS}/")]
    if not unknown or index.submodules:
        return found
    if len(unknown) == sum(path.startswith(f"{RECORDS}/") for path in found):
        complain(say("Git keeps none of the files in records/, so nobody else gets them: git add records"), language)
        return found
    left = ignored_records(root, found, index)
    if passed_over := [path for path in unknown if path in left]:
        complain(
            say("Git is configured to ignore {files}, so nobody else gets it and it does not count here: git add "
                "--force {paths}",
                files=_some(passed_over), paths=shlex.join(passed_over[:_SHOWN])),
            language,
        )  # fmt: skip
    new = [path for path in unknown if path not in left]
    if new and people_read:
        complain(
            say("Git does not know {files} yet, so nobody else gets it: git add {paths}", files=_some(new), paths=_command(new)),
            language,
        )
    return {path: content for path, content in found.items() if path not in passed_over}


def files_in_index(root: Path) -> "dict[str, Found]":
    """Return what the next commit would hold."""
    from validators.repository.reading import read_staged

    index = read_index(root, *JUDGED, DOCS, of_commit=True)
    if index is None:
        raise UsageError(say("This folder is not in a git repository, so nothing is staged"))
    if index.unmerged:
        raise UsageError(
            say("The merge is not finished in {files}: resolve the conflicts, then git add", files=_some(index.unmerged))
        )
    _refuse_submodules(index)
    return read_staged(root, index)


def base_of(root: Path, revision: str | None, language: Language, *, staged: bool) -> Base | None:
    """Return the base to hold a change against: the one asked for, else where it left the default branch; None if there is none.

    What is staged on the default branch itself is held against HEAD.
    """
    if revision is not None:
        return Base(*_start(root, revision), revision, asked=True)
    if not has_repository(root) or git.commit(root, "HEAD") is None:
        return None
    if staged and not is_staged(root):
        staged = False
    default, current = git.default_branch(root), git.current_branch(root)
    name = (default or "").removeprefix("refs/heads/").removeprefix("refs/remotes/")
    if default is None or current == f"refs/heads/{name.removeprefix('origin/')}":
        return Base(*_start(root, "HEAD"), "HEAD", asked=False) if staged else None
    try:
        start, tip = _start(root, name)
    except UsageError as error:
        for message in error.messages:
            complain(message, language)
        return None
    past = current is None and start == git.commit(root, "HEAD")
    return None if past and not staged else Base(start, tip, name, asked=False)


def read_base(root: Path, base: Base, language: Language) -> "Mapping[str, Found] | None":
    """Return the files of the base; None where nobody asked for it and it cannot be read, which is said, or has no records."""
    from validators.repository.reading import read_revision

    try:
        found = read_revision(root, base.commit)
    except git.GitError as error:
        say_what_is_lacking(root, base, error, language)
        return None
    return found if base.asked or any(path.startswith(f"{RECORDS}/") for path in found) else None


def say_what_is_lacking(root: Path, base: Base, error: git.GitError, language: Language) -> None:
    """Say that a partial clone lacks files of the base; raise that as wrong use if the base was asked for.

    In a whole clone raises the error of git.
    """
    if not git.is_partial(root):
        raise error
    lacking = say("This clone was made without the files of {revision}: git fetch --refetch --no-filter", revision=base.revision)
    if base.asked:
        raise UsageError(lacking) from None
    complain(lacking, language)


def named_revision(root: Path, revision: str) -> str:
    """Return the commit that a revision names; a branch, where there is a tag of the same name too."""
    if not git.is_repository(root):
        raise UsageError(say("This folder is not in a git repository, so there is no base to compare with"))
    named = git.branch(root, revision) or git.commit(root, revision)
    if named is None:
        raise UsageError(
            say("There is no revision {revision} here. In CI, fetch the whole history (fetch-depth: 0)", revision=revision)
        )
    return named


def _start(root: Path, revision: str) -> tuple[str, str]:
    """Return the last commit that the revision and the change have in common, and the revision's own."""
    named = named_revision(root, revision)
    start = git.common_ancestor(root, named)
    if start is None:
        raise UsageError(say("HEAD and {revision} have no common past here. In CI, fetch the whole history (fetch-depth: 0)",
                             revision=revision))  # fmt: skip
    index = read_index(root, RECORDS)
    if index:
        _refuse_submodules(index)
    return start, named


def _refuse_submodules(index: Index) -> None:
    if index.submodules:
        message = say(
            "{folder} is another repository (submodule), so git cannot compare its records here: keep them in this repository",
            folder=index.submodules[0],
        )
        raise UsageError(message)


def _some(paths: "list[str] | tuple[str, ...]") -> str:
    return ", ".join(paths[:_SHOWN]) + (" …" if len(paths) > _SHOWN else "")


def _command(paths: list[str]) -> str:
    """Return what `git add` takes so that all of these are added."""
    return shlex.join(paths) if len(paths) <= _SHOWN else RECORDS

"""What git's index holds of some folders: what the next commit would say, and what of it the checkout lacks."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from validators.source.git import Blob, GitError, git
from validators.text.messages import Message, say

_SUBMODULE = "160000"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Index:
    """The files by path from the root, and those paths among them with something unusual.

    `left_out` are files that a sparse checkout may leave out, `submodules` folders that are other repositories, `unmerged` files
    with a conflict.
    """

    files: Mapping[str, Blob]
    left_out: tuple[str, ...]
    submodules: tuple[str, ...]
    unmerged: tuple[str, ...]


def read_index(root: Path, *paths: str, of_commit: bool = False) -> Index | None:
    """Return what the index holds below these paths; None where there is no repository, or none that git can read.

    `of_commit` asks for the index of the commit whose hook this process is.
    """
    if not has_repository(root):
        return None
    try:
        answer = git(root, "ls-files", "--stage", "-t", "-z", "--", *paths, more=_index_of_a_commit() if of_commit else None)
    except GitError:
        return None
    files: dict[str, Blob] = {}
    left_out: list[str] = []
    unmerged: list[str] = []
    for entry in answer.split(b"\0"):
        if entry:
            about, _, name = entry.partition(b"\t")
            path = name.decode("utf-8", "backslashreplace")
            tag, mode, object_, stage = about.decode().split(" ")
            files[path] = Blob(mode, object_)
            if tag == "S":
                left_out.append(path)
            if stage != "0":
                unmerged.append(path)
    submodules = tuple(path for path, blob in files.items() if blob.mode == _SUBMODULE and not path.endswith(".md"))
    return Index(files, tuple(left_out), submodules, tuple(dict.fromkeys(unmerged)))


def left_out_of(root: Path, index: Index) -> Message | None:
    """Return why nothing can be judged where the disk has less than the repository: what is missing would look deleted."""
    if gone := [path for path in index.left_out if not (root / path).exists()]:
        folders = sorted({f"{path.rpartition('/')[0]}/" for path in gone})
        named = ", ".join(folders[:_SHOWN]) + (" …" if len(folders) > _SHOWN else "")
        return say("This checkout leaves out {folders} (sparse checkout), so nothing can be judged: git sparse-checkout disable",
                   folders=named)  # fmt: skip
    if empty := [path for path in index.submodules if not _has_files(root / path)]:
        return say(
            "{folder} is another repository (submodule) that was not fetched: git submodule update --init", folder=empty[0]
        )
    return None


def _has_files(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def has_repository(root: Path) -> bool:
    """Return whether a folder seems to be in a repository, without starting git."""
    return any((folder / ".git").exists() for folder in (root, *root.parents))


def is_staged(root: Path, *paths: str) -> bool:
    """Return whether the next commit changes anything below these paths, or anything at all if none are named."""
    return bool(
        git(root, "diff-index", "--cached", "--name-only", "--no-renames", "HEAD", "--", *paths, more=_index_of_a_commit())
    )


def ignored(root: Path, folder: str) -> frozenset[str]:
    """Return the files below a folder that git does not know and is set up to ignore, by the person's own settings as well."""
    own = _personal_excludes(root)
    setting = ("-c", f"core.excludesFile={own}") if own else ()
    answer = git(root, *setting, "ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", folder)
    return frozenset(name.decode("utf-8", "backslashreplace") for name in answer.split(b"\0") if name)


def _index_of_a_commit() -> dict[str, str]:
    """Return the index that git made for the commit whose hook this is: `git commit PATH` has another than the repository."""
    own = os.environ.get("GIT_INDEX_FILE")
    return {"GIT_INDEX_FILE": os.path.abspath(own)} if own else {}


def _personal_excludes(root: Path) -> str:
    """Return the file in which the person lists what to ignore everywhere; "" if there is none."""
    home = os.environ.get("HOME", "")
    configured = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    for settings in (
        os.environ.get("GIT_CONFIG_GLOBAL"),
        os.path.join(home, ".gitconfig"),
        os.path.join(configured, "git", "config"),
    ):
        if settings and os.path.isfile(settings):
            try:
                found = git(root, "config", "--file", settings, "--type=path", "--get", "core.excludesFile", more={"HOME": home})
            except GitError:
                continue
            return found.decode("utf-8", "surrogateescape").rstrip("\n")
    standard = os.path.join(configured, "git", "ignore")
    return standard if os.path.isfile(standard) else ""

"""The one place that asks git: no shell, a clean environment, and nothing that a repository's own configuration could start.

A repository's configuration may name programs for git to start: a file-system monitor, hooks, filters, a transport to fetch what
is missing. Only plumbing that reads objects is called here, filters and transports are never in play, and the rest is turned off.
"""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

_QUIET = (
    "--no-pager",
    "--no-optional-locks",
    "--no-replace-objects",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.untrackedCache=false"),
    *("-c", "protocol.allow=never", "-c", "core.quotePath=false", "-c", "safe.directory=*"),
)

_FILES = frozenset({"100644", "100755", "100664"})
"""The modes of files; anything else in a tree is a link or another repository."""


_DEFAULTS = ("main", "master")
_NO_BRANCH = re.compile(r"HEAD(?=$|[~^@:])|refs/|[0-9a-f]{40,64}$")


class GitError(Exception):
    """Git is not there, or could not answer."""

    @property
    def reason(self) -> str:
        """What git says is the matter, on one line."""
        said = re.findall(r"^(?:fatal|error): (.*)", str(self), re.MULTILINE)
        return said[-1] if said else str(self).partition("\n")[0]


class NoGitError(GitError):
    """Git is not installed, or not where it is looked for."""


class OldGitError(GitError):
    """Git does not know an option that is older than the versions which are supported."""

    @property
    def option(self) -> str:
        """The option that it does not know, as it calls it."""
        return self.reason.rpartition(" ")[2].strip("`'")


_WRONG_USE = 129
"""What git exits with if it does not know an option."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file in a tree: its mode and the name of its content."""

    mode: str
    object: str

    @property
    def is_file(self) -> bool:
        """Whether it is a file, not a link or another repository."""
        return self.mode in _FILES


def git(root: Path, *arguments: str, given: bytes | None = None, more: Mapping[str, str] | None = None) -> bytes:
    """Return what git answers in that folder; `given` goes to its standard input, `more` to its environment."""
    try:
        done = subprocess.run(
            [_program(), *_QUIET, *arguments],
            cwd=root,
            env={**_environment(), **(more or {})},
            input=b"" if given is None else given,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise GitError(str(error)) from error
    if done.returncode:
        failed = OldGitError if done.returncode == _WRONG_USE else GitError
        raise failed(done.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]}: {done.returncode}")
    return done.stdout


def begin(root: Path) -> None:
    """Make the folder a repository whose first branch is main."""
    git(root, "init", "--quiet", "--initial-branch=main")


@cache
def _program() -> str:
    """Git by its full name, so that no file of that name in the repository is taken for it."""
    found = shutil.which("git")
    if found is None:
        raise NoGitError("git")
    return os.path.abspath(found)


def _environment() -> dict[str, str]:
    """Nothing of the caller's that could change what git does or starts."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP") if name in os.environ}
    return {
        **kept,
        "LC_ALL": "C",
        "HOME": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ASKPASS": "",
        "SSH_ASKPASS": "",
    }


def is_repository(root: Path) -> bool:
    """Whether the folder is in a repository that git can read."""
    try:
        return bool(git(root, "rev-parse", "--git-dir"))
    except GitError:
        return False


def require_readable(root: Path) -> None:
    """Raise `GitError` if git cannot read the repository's index or its last commit; a repository without commits is whole."""
    try:
        git(root, "diff-index", "--cached", "--name-only", "HEAD", "--", ".git")
    except GitError:
        if is_partial(root):
            return
        git(root, "ls-files", "--", ".git")
        try:
            git(root, "rev-parse", "--quiet", "--verify", "HEAD")
        except GitError:
            git(root, "symbolic-ref", "HEAD")
        else:
            raise


def commit(root: Path, revision: str) -> str | None:
    """Return the commit that a revision names; None if there is none, or no repository."""
    try:
        found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except GitError:
        return None
    return found.decode().strip() or None


def branch(root: Path, name: str) -> str | None:
    """Return the commit that a branch of that name is at, the remote's before one of the clone; None if there is none.

    Git itself would take a tag of the name instead, which all who may push can set on their own change. What is no name of a
    branch, such as HEAD or a whole hash, names no branch, whatever somebody calls theirs.
    """
    if _NO_BRANCH.match(name):
        return None
    return next((found for place in ("remotes", "heads") if (found := commit(root, f"refs/{place}/{name}"))), None)


def common_ancestor(root: Path, one: str) -> str | None:
    """Return the last commit from which that one and HEAD grew, a merge that is not committed yet counted in; None if they have
    none, or history was cut off before it."""
    merged = commit(root, "MERGE_HEAD")
    try:
        return git(root, "merge-base", one, "HEAD", *filter(None, [merged])).decode().strip() or None
    except GitError:
        return None


def default_branch(root: Path) -> str | None:
    """Return the full name of the branch that changes are merged into: what the remote's HEAD names, else `main` or `master`, of
    the remote before those of the clone; None without any."""
    names = ["refs/remotes/origin/HEAD", *(f"refs/{place}/{name}" for place in ("remotes/origin", "heads") for name in _DEFAULTS)]
    try:
        answer = git(root, "for-each-ref", "--format=%(refname)%00%(symref)", *names).decode("utf-8", "replace")
    except GitError:
        return None
    refs = dict(line.split("\0") for line in answer.splitlines())
    return next((refs[name] or name for name in names if name in refs), None)


def current_branch(root: Path) -> str | None:
    """Return the full name of the branch that HEAD is on; None if it is on a commit only."""
    try:
        return git(root, "symbolic-ref", "--quiet", "HEAD").decode("utf-8", "replace").strip()
    except GitError:
        return None


def is_partial(root: Path) -> bool:
    """Return whether the clone was made without the contents of files, which git would fetch when it needs them."""
    try:
        return bool(git(root, "config", "--get-regexp", r"^remote\..*\.(promisor|partialclonefilter)$"))
    except GitError:
        return False


def listed(root: Path, revision: str, *paths: str) -> dict[str, Blob]:
    """Every file below these paths (from `root`) at a commit, by its path from there; a name that is not UTF-8 is spelled out."""
    found: dict[str, Blob] = {}
    for entry in git(root, "ls-tree", "-r", "-z", revision, "--", *paths).split(b"\0"):
        if entry:
            about, _, name = entry.partition(b"\t")
            mode, _, object_ = about.decode().split(" ")
            found[name.decode("utf-8", "backslashreplace")] = Blob(mode, object_)
    return found


def known(root: Path, *paths: str) -> set[str]:
    """Return those of these files (from `root`) that git keeps or is about to; none where there is no repository."""
    try:
        return {name.decode("utf-8", "backslashreplace") for name in git(root, "ls-files", "-z", "--", *paths).split(b"\0")}
    except GitError:
        return set()


def sizes(root: Path, objects: Iterable[str]) -> dict[str, int]:
    """Return the size of each object in bytes, without reading it."""
    wanted = list(dict.fromkeys(objects))
    if not wanted:
        return {}
    answer = git(
        root, "cat-file", "--batch-check=%(objectname) %(objectsize)", given="".join(f"{name}\n" for name in wanted).encode()
    )
    found = dict(line.split(" ") for line in answer.decode().splitlines())
    if lacking := next((name for name in wanted if not found.get(name, "").isdecimal()), None):
        raise GitError(f"{lacking}: missing")
    return {name: int(size) for name, size in found.items()}


def contents(root: Path, objects: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the content of each object, read in one go."""
    wanted = list(dict.fromkeys(objects))
    if not wanted:
        return
    answer = git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in wanted).encode())
    place = 0
    for name in wanted:
        end = answer.index(b"\n", place)
        about = answer[place:end].decode().split(" ")
        if len(about) != 3:
            raise GitError(f"{name}: {about[-1]}")
        size = int(about[2])
        yield name, answer[end + 1 : end + 1 + size]
        place = end + size + 2


def name_of(content: bytes, like: str) -> str:
    """Return the name that git gives to a file's content, by the hash by which `like` was named."""
    hashed = hashlib.new("sha256" if len(like) == 64 else "sha1", usedforsecurity=False)
    hashed.update(b"blob %d\0" % len(content))
    hashed.update(content)
    return hashed.hexdigest()


_CHANGED = re.compile(rb"([0-9a-f]{40,64}) ([0-9a-f]{40,64})\n|:[0-7]+ [0-7]+ ([0-9a-f]+) ([0-9a-f]+) [A-Z][0-9]*\0([^\0]*)\0")


def empty_tree(root: Path) -> str:
    """Return the name of the tree without files, by the hash of this repository."""
    return git(root, "hash-object", "-t", "tree", "--stdin").decode().strip()


class Changed(NamedTuple):
    """A file that differs between two trees: its path, and the names of its contents; of what is not there zeros."""

    path: str
    before: str
    after: str

    @property
    def is_markdown(self) -> bool:
        """Whether it is a Markdown file."""
        return self.path.endswith(".md")


def changed_files(root: Path, pairs: Sequence[tuple[str, str]], folders: Sequence[str]) -> dict[tuple[str, str], list[Changed]]:
    """Return, by pair of trees, each file in these folders that differs; a path that is not UTF-8 is spelled out."""
    found: dict[tuple[str, str], list[Changed]] = {}
    if not pairs:
        return found
    answer = git(
        root, "diff-tree", "--stdin", "-r", "-z", "--raw", "--no-renames", "--", *folders,
        given="".join(f"{one} {other}\n" for one, other in pairs).encode(),
    )  # fmt: skip
    here: list[Changed] = []
    for one, other, before, after, path in _CHANGED.findall(answer):
        if one:
            here = found.setdefault((one.decode(), other.decode()), [])
        else:
            here.append(Changed(path.decode("utf-8", "backslashreplace"), before.decode(), after.decode()))
    return found


_CONVERTED = ("filter", "ident", "working-tree-encoding")
"""Attributes by which git writes another content into the working tree than the commit has; line ends aside."""


def converted(root: Path, paths: Iterable[str]) -> frozenset[str]:
    """Return which of these files git checks out otherwise than they are committed, by their attributes."""
    wanted = "".join(f"{path}\0" for path in paths).encode()
    parts = git(root, "check-attr", "-z", "--stdin", *_CONVERTED, given=wanted).decode("utf-8", "replace").split("\0")
    answers = zip(parts[0::3], parts[2::3], strict=False)
    return frozenset(path for path, value in answers if value not in ("unspecified", "unset"))


def cut_off(root: Path) -> frozenset[str]:
    """Return the commits at which a shallow clone ends: what they hold came from somewhere before them."""
    kept = Path(root, git(root, "rev-parse", "--git-path", "shallow").decode().strip())
    return frozenset(kept.read_text("ascii").split()) if kept.is_file() else frozenset()


def deleted(root: Path, revision: str, folder: str) -> dict[str, set[str]]:
    """Return the paths below a folder that a commit before `revision`, merges included, deleted or renamed away, each with the
    names of what it last held; read in one pass over history."""
    answer = git(
        root, "log", "-m", "--no-renames", "--diff-filter=D", "--raw", "--no-abbrev", "--format=", "-z", "--no-ext-diff",
        "--no-textconv", "--relative", revision, "--", folder,
    )  # fmt: skip
    found: dict[str, set[str]] = {}
    parts = iter(answer.split(b"\0"))
    for part in parts:
        if about := part.strip():  # “:mode mode object object D”, and behind it the path
            found.setdefault(next(parts).decode("utf-8", "backslashreplace"), set()).add(about.split(b" ")[2].decode())
    return found


def versions(root: Path, revision: str, *folders: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the name of each content that a file below these folders had up to a revision."""
    answer = git(
        root, "log", "-m", "--no-renames", "--diff-filter=d", "--raw", "--no-abbrev", "--format=", "-z", "--no-ext-diff",
        "--no-textconv", "--relative", revision, "--", *folders,
    )  # fmt: skip
    parts = iter(answer.split(b"\0"))
    for part in parts:
        if about := part.strip():  # “:mode mode object object M”, and behind it the path
            yield next(parts).decode("utf-8", "backslashreplace"), about.split(b" ")[3].decode()

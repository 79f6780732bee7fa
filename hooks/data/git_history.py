"""Git history of `records/`: which files changed in which commit, and what was there on a day.

Only the main line counts: a merged pull request is one change, however many commits it had. Its order is that of the parents;
when a commit was made is what `commit_days` makes of its clock.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import dropwhile
from pathlib import Path

from hooks.data.commit_days import CommitDay, commit_days, end_of
from validators.repository.paths import RECORDS
from validators.source.git import commit, contents, cut_off, git, listed

_FILE = "100"
"""The beginning of the mode of an ordinary file; others are links and submodules."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that a commit changed: the git objects of its content before and after, None where it does not exist.

    `claimed` is the day that the commit's clock gives, where it does not count. `former` is the path before, filled in by a
    caller that finds out that the commit renamed the file.
    """

    commit: str
    when: datetime
    claimed: date | None
    path: str
    before: str | None
    after: str | None
    former: str | None = None


def head(root: Path) -> str | None:
    """Return the commit that is checked out; None without git or without history."""
    return commit(root, "HEAD")


def is_edited(root: Path) -> bool:
    """Return whether records differ from the commit that is checked out, new files counted in. Raises `GitError`."""
    return bool(git(root, "status", "--porcelain", "--", RECORDS))


def file_changes(root: Path, as_of: date, most: int | None = None) -> Iterator[FileChange]:
    """Yield what changed under `records/`, latest first, in at most `most` commits, for a build as of a day.

    The oldest commit of a shallow clone adds nothing: its files came from before. Raises `GitError`.
    """
    ends, days = cut_off(root), main_line(root, as_of)
    limit = () if most is None else (f"--max-count={most}",)
    answer = git(
        root, "log", "-z", "--raw", "--no-abbrev", "--no-renames", "--first-parent", "-m", "--no-ext-diff", "--no-textconv",
        "--relative", "--format=%x02%H", *limit, "HEAD", "--", RECORDS,
    )  # fmt: skip
    tokens = iter(answer.split(b"\0"))
    name = ""
    for token in tokens:
        line = token.lstrip(b"\n").decode("utf-8", "backslashreplace")
        if line.startswith("\x02"):
            name = line[1:]
        elif line.startswith(":"):
            mode, new_mode, old, new, _ = line[1:].split(" ")
            path = next(tokens).decode("utf-8", "backslashreplace")
            before, after = _content(mode, old), _content(new_mode, new)
            if before is not None or name not in ends:
                yield FileChange(name, days[name].when, days[name].claimed, path, before, after)


def _content(mode: str, name: str) -> str | None:
    return name if name.strip("0") and mode.startswith(_FILE) else None


def authors_by_commit(root: Path) -> dict[str, frozenset[str]]:
    """Return the e-mail addresses of the authors of each commit of the main line; of a merge, those of its branch."""
    output = git(root, "log", "--format=%H%x00%P%x00%ae", "HEAD").decode("utf-8", "backslashreplace").splitlines()
    commits = {name: (parents.split(), address) for name, parents, address in (line.split("\0") for line in output)}
    line = [next(iter(commits))]
    while (first := next(iter(commits[line[-1]][0]), None)) in commits:
        line.append(first)
    known: set[str] = set()
    found: dict[str, frozenset[str]] = {}
    for name in reversed(line):
        brought, waiting = [], [name]
        while waiting:
            here = waiting.pop()
            if here not in known and here in commits:
                known.add(here)
                brought.append(here)
                waiting += commits[here][0]
        found[name] = frozenset(commits[here][1] for here in brought[1:] or brought)
    return found


def main_line(root: Path, as_of: date) -> dict[str, CommitDay]:
    """Return the commits of the main line, from the first to HEAD, each with when it was made, for a build as of a day."""
    listed = git(root, "rev-list", "--first-parent", "--reverse", "--timestamp", "HEAD").decode().splitlines()
    clocks = {name: int(clock) for clock, name in (line.split(" ") for line in listed)}
    return dict(zip(clocks, commit_days(list(clocks.values()), as_of), strict=True))


def beginning(root: Path) -> str | None:
    """Return the commit that took the samples out of a register that has none any more: what was before is not its history.

    None where the whole history is the register's own. Raises `GitError`.
    """
    name = head(root)
    return _beginning(root, name) if name else None


@cache
def _beginning(root: Path, name: str) -> str | None:
    line = git(root, "rev-list", "--first-parent", "--reverse", name).decode().split()
    if _has_samples(root, name) or not _has_samples(root, line[0]):
        return None
    with_samples, without = 0, len(line) - 1
    while without - with_samples > 1:
        middle = (with_samples + without) // 2
        with_samples, without = (middle, without) if _has_samples(root, line[middle]) else (with_samples, middle)
    return line[without]


def _has_samples(root: Path, revision: str) -> bool:
    held = contents(root, (blob.object for blob in listed(root, revision, RECORDS).values() if blob.is_file))
    return any(re.search(rb"^sample: *[\"']?true\b", content, re.MULTILINE) for _, content in held)


def own_line(root: Path, as_of: date) -> dict[str, CommitDay]:
    """Return the commits of the main line from the register's beginning on, each with when it was made."""
    line, first = main_line(root, as_of), beginning(root)
    return line if first is None else dict(dropwhile(lambda one: one[0] != first, line.items()))


def last_commits(root: Path, days: list[date], as_of: date) -> dict[date, str]:
    """Return the last commit of the register's own line by the end of each day; days before the first are left out."""
    line = list(reversed(own_line(root, as_of).items()))
    found: dict[date, str] = {}
    for day in days:
        if name := next((name for name, made in line if made.when < end_of(day)), None):
            found[day] = name
    return found


def tree_hash(root: Path, revision: str) -> str:
    """Return a hash of all that is under `records/` at a commit."""
    found = [(path, blob.mode, blob.object) for path, blob in listed(root, revision, RECORDS).items()]
    return hashlib.sha256(json.dumps(found).encode()).hexdigest()[:32]


def last_changes(root: Path, as_of: date) -> dict[str, datetime]:
    """Return when each file under `records/` last changed, by path. Raises `GitError`."""
    found: dict[str, datetime] = {}
    for one in file_changes(root, as_of):
        found.setdefault(one.path, one.when)
    return found

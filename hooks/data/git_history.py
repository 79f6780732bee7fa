"""What the repository's own history tells: which records changed in which commit, and what `records/` held on a day.

History is that of the main line: a merged pull request is one change, whatever its commits were.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from validators.clock import TASHKENT
from validators.repository.repository import RECORDS
from validators.source.git import commit, cut_off, git, listed

_FILE = "100"
"""How the mode of an ordinary file begins; the rest are links and other repositories."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One file in one commit: the names of its content before and after; None where there was, or is, no such file.

    `former` is its path before, where somebody found that the commit renamed it.
    """

    commit: str
    when: datetime
    path: str
    before: str | None
    after: str | None
    former: str | None = None


def head(root: Path) -> str | None:
    """The commit that is checked out; None without git or without history."""
    return commit(root, "HEAD")


def changes(root: Path, as_of: date, most: int | None = None) -> Iterator[Changed]:
    """What changed under `records/` by the end of that day, the latest first, in at most so many commits if a number is given.

    Where a shallow clone ends, what is there came from before: it is no change.
    """
    ends = cut_off(root)
    limit = () if most is None else (f"--max-count={most}",)
    answer = git(
        root, "log", "-z", "--raw", "--no-abbrev", "--no-renames", "--first-parent", "-m", "--no-ext-diff", "--no-textconv",
        "--relative", "--format=%x02%H %ct", *limit, f"--until={_end(as_of).isoformat()}", "HEAD", "--", RECORDS,
    )  # fmt: skip
    tokens = iter(answer.split(b"\0"))
    name, when = "", datetime.fromtimestamp(0, UTC)
    for token in tokens:
        said = token.lstrip(b"\n").decode("utf-8", "backslashreplace")
        if said.startswith("\x02"):
            name, seconds = said[1:].split(" ")
            when = datetime.fromtimestamp(int(seconds), UTC)
        elif said.startswith(":"):
            mode, new_mode, old, new, _ = said[1:].split(" ")
            path = next(tokens).decode("utf-8", "backslashreplace")
            before, after = _content(mode, old), _content(new_mode, new)
            if before is not None or name not in ends:
                yield Changed(name, when, path, before, after)


def _content(mode: str, name: str) -> str | None:
    return name if name.strip("0") and mode.startswith(_FILE) else None


def authors(root: Path) -> dict[str, frozenset[str]]:
    """By commit of the main line the addresses of those who wrote what it brought: of a merge, the authors of its branch."""
    told = git(root, "log", "--format=%H%x00%P%x00%ae", "HEAD").decode("utf-8", "backslashreplace").splitlines()
    commits = {name: (parents.split(), address) for name, parents, address in (line.split("\0") for line in told)}
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


def commits_on(root: Path, days: list[date]) -> dict[date, str]:
    """For each day the last commit of the main line by its end; days before the first commit have none."""
    told = git(root, "rev-list", "--first-parent", "--timestamp", "HEAD").decode().split("\n")
    line = [(int(seconds), name) for seconds, _, name in (entry.partition(" ") for entry in told if entry)]
    found: dict[date, str] = {}
    for day in days:
        end = _end(day).timestamp()
        if name := next((name for seconds, name in line if seconds < end), None):
            found[day] = name
    return found


def _end(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), TASHKENT)


def name_of_tree(root: Path, revision: str) -> str:
    """One name for all that is under `records/` at a commit."""
    found = [(path, blob.mode, blob.object) for path, blob in listed(root, revision, RECORDS).items()]
    return hashlib.sha256(json.dumps(found).encode()).hexdigest()[:32]


def last_changes(root: Path, as_of: date) -> dict[str, date]:
    """By path, the day in Tashkent on which each file under `records/` last changed."""
    found: dict[str, date] = {}
    for one in changes(root, as_of):
        found.setdefault(one.path, one.when.astimezone(TASHKENT).date())
    return found

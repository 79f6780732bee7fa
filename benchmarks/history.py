"""A history behind the grown records, in which those who approved brought their approvals; and who did, read in two ways.

As a process of its own it reads that, for all approvals: `pass` in one pass over history, as a check does; `blame` by asking git
about each file.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from validators.approval.evidence_from_git import History
from validators.kinds import all_kinds
from validators.kinds.employee.model import Employee
from validators.repository.reading import read_tree
from validators.repository.record_file import RecordFile, read_record
from validators.repository.repository import Repository
from validators.source.git import git

ROUNDS, CHANGED = 40, 50
"""In how many rounds of commits the approvals came, and how many projects the change on top edits."""

_APPROVALS = re.compile(r"^approvals:\n((?:(?:- |  ).*\n)+)", re.MULTILINE)
_GIVERS = {"xod-001": "a.rahimov@agentlik.example.uz", "xod-005": "o.usmonov@agentlik.example.uz"}
_ATTRIBUTED = """provenance:
  value:
    - kind: project
      grade: attributed
  basis: hjt-002
  since: 2024-01-01
"""


def write_history(root: Path) -> None:
    """Commit the records without the projects' approvals, brings each in by a commit of its giver's, and edits some records.

    The settings ask for the projects' approvals to be attributed, so that every check reads the history.
    """
    _lay_over(root / "records" / "settings.md", _ATTRIBUTED)
    _lay_over(root / "records" / "employees" / "xod-005.md", f"email: {_GIVERS['xod-005']}\n")
    projects = sorted((root / "records" / "projects").glob("*.md"))
    approvals = {path: _taken_out(path) for path in projects}
    _git(root, "init", "--quiet", "--initial-branch=main")
    _commit(root, "yozuvlar@agentlik.example.uz")
    size = -(-len(projects) // ROUNDS)
    for start in range(0, len(projects), size):
        for giver, address in _GIVERS.items():
            for path in projects[start : start + size]:
                _lay_over(path, "".join(step for step in approvals[path] if giver in step))
            _commit(root, address)
    for path in projects[:CHANGED]:
        _hand_over(path)


def _taken_out(path: Path) -> list[str]:
    """Return the steps under a project's approvals, which are its last facts from now on, without a step."""
    text = path.read_text("utf-8")
    steps = _APPROVALS.search(text)
    assert steps
    front, end, body = text.replace(steps[0], "", 1).removeprefix("---\n").partition("---\n")
    path.write_text(f"---\n{front}approvals:\n{end}{body}", "utf-8")
    seal = read_record(path.as_posix(), path.read_bytes(), all_kinds()["project"]).digest
    return [f"{step}{' ' * step.index('- ')}  digest: {seal}\n" for step in re.split(r"(?m)^(?= *- )", steps[1]) if step]


def _hand_over(path: Path) -> None:
    """Write another responsible employee into a project, which no approval covers."""
    text = path.read_text("utf-8")
    other = "xod-003" if re.search(r"(?m)^responsible: xod-002$", text) else "xod-002"
    path.write_text(re.sub(r"(?m)^responsible: .*$", f"responsible: {other}", text), "utf-8")


def _lay_over(path: Path, lines: str) -> None:
    """Add lines under a file's facts."""
    front, end, body = path.read_text("utf-8").removeprefix("---\n").partition("---\n")
    path.write_text(f"---\n{front}{lines}{end}{body}", "utf-8")


def _commit(root: Path, address: str) -> None:
    _git(root, "add", "records")
    _git(root, "-c", "user.name=Sinov", "-c", f"user.email={address}", "commit", "--quiet", "--message=Yozuvlar")


def _git(root: Path, *arguments: str) -> None:
    isolated = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run([shutil.which("git") or "git", *arguments], cwd=root, env=isolated, check=True, capture_output=True)


def _attributed(entries: list[RecordFile], repository: Repository) -> Iterator[str]:
    """Who brought each approval, in one pass."""
    known = History(Path(), entries).evidence(repository.of(Employee))
    yield from (commit.address for commits in known.brought.values() for commit in commits)


def _blamed(entries: Iterable[RecordFile]) -> Iterator[str]:
    """Who wrote each line that says what was decided, file by file."""
    for entry in entries:
        blame = git(Path(), "blame", "--line-porcelain", "HEAD", "--", entry.path).decode()
        address = ""
        for line in blame.splitlines():
            if line.startswith("author-mail "):
                address = line
            elif line.startswith("\t") and line.lstrip().startswith("- decision: "):
                yield address


if __name__ == "__main__":
    records = Repository.from_files(read_tree(Path()), all_kinds())
    approved = [entry for entry in records.files if entry.kind.name == "project"]
    print(len(list(_blamed(approved) if sys.argv[1] == "blame" else _attributed(approved, records))))

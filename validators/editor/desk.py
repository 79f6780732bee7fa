"""The records of a folder as they are being edited: what is on the disk, with the texts laid over that are not saved yet."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from validators.approval.evidence_from_git import read_evidence
from validators.approval.validity import asks_history
from validators.checks.not_run import NotRun, Unchecked, by_gap
from validators.kinds.employee.model import Employee
from validators.repository.paths import RECORDS, is_page
from validators.repository.reading import Found, read_tree
from validators.repository.repository import Repository
from validators.source.finding import Finding
from validators.source.git_index import left_out_of, read_index
from validators.text.messages import Message
from validators.workspace.workspace import Workspace


def is_judged(path: str) -> bool:
    """Return whether checks look at a file with this path."""
    hidden = any(part.startswith(".") for part in path.split("/"))
    return not hidden and (path.startswith(f"{RECORDS}/") or is_page(path))


def lacking_in(root: Path) -> Message | None:
    """Return why nothing can be judged where the disk has less than the repository; None where it has all."""
    index = read_index(root, RECORDS)
    return left_out_of(root, index) if index else None


class Shown(NamedTuple):
    """What an editor shows of a repository: the findings, and what could not be checked."""

    findings: list[Finding]
    unchecked: tuple[Unchecked, ...]


class Desk:
    """What an editor has open of one repository, laid over the files on the disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.texts: dict[str, str] = {}
        self._before: frozenset[tuple[str, str]] | None = None
        self._files = read_tree(root)
        self._workspace = Workspace(self._files)
        self._ask_history()

    def read(self, *, by_others: bool = False) -> None:
        """Read the files on the disk again, and what git says of the decisions in them; `by_others` if the editor wrote none."""
        self._files = read_tree(self.root)
        self._workspace.reread(self._files)
        self._ask_history()
        if by_others:
            self._before = None

    def lay(self, path: str, text: str | None) -> None:
        """Lay a text over a file; with None the file is again as it is on the disk."""
        if text is None:
            self.texts.pop(path, None)
            self._workspace.lift(path)
        else:
            self.texts[path] = text
            self._workspace.lay(path, text)

    @property
    def files(self) -> Mapping[str, Found]:
        """All files, as they would be if everything were saved."""
        return self._workspace.files

    @property
    def repository(self) -> Repository:
        """All records, as they would be if everything were saved."""
        return self._workspace.repository

    def text(self, path: str) -> str:
        """Return the text of a file."""
        saved = self._files.get(path)
        return self.texts[path] if path in self.texts else saved.decode("utf-8", "replace") if isinstance(saved, bytes) else ""

    def check_open(self, as_of: date) -> Shown:
        """Return what is found in the files that are open."""
        outcomes = [self._workspace.outcome_in(path, as_of) for path in self.texts]
        return self._shown(
            [one for found in outcomes for one in found.findings], [gap for found in outcomes for gap in found.not_run]
        )

    def check_all(self, as_of: date) -> Shown:
        """Return what is found in the files that are open, and in others what the editing brought about."""
        if self._before is None:
            self._before = frozenset((one.path, one.fingerprint) for one in self._saved(as_of))
        outcome = self._workspace.outcome(as_of)
        return self._shown(outcome.findings, outcome.not_run)

    def _saved(self, as_of: date) -> list[Finding]:
        """Return what is found in the files as they are on the disk."""
        for path in self.texts:
            self._workspace.lift(path)
        found = self._workspace.outcome(as_of).findings
        for path, text in self.texts.items():
            self._workspace.lay(path, text)
        return found

    def _shown(self, findings: Iterable[Finding], not_run: Iterable[NotRun]) -> Shown:
        before = self._before or frozenset()
        shown = [one for one in findings if one.path in self.texts or (one.path, one.fingerprint) not in before]
        return Shown(shown, tuple(gap for gap in by_gap(not_run, self.repository) if gap.gap.path in self.texts))

    def _ask_history(self) -> None:
        """Ask git about the decisions on which it has a say."""
        asked = [entry for entry in self.repository.files if asks_history(entry, self.repository.settings)]
        self._workspace.heed(read_evidence(self.root, asked, self.repository.of(Employee)))

"""The records as somebody edits them: saved files with unsaved texts laid over, and the findings of a day in them."""

from collections.abc import Mapping
from datetime import date

from validators.checks.run import check_repository
from validators.kinds import all_kinds
from validators.repository.reading import Content, Found
from validators.repository.record_file import RecordFile, read_record
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.finding import Finding


class Workspace:
    """Files by path as `read_tree` gives them, with unsaved texts laid over, and what the checks find in them on a day.

    What it answers is what `nizom check` says of the same files, whatever was edited before.
    """

    def __init__(self, files: Mapping[str, Found], as_of: date, kinds: Mapping[str, Kind] | None = None) -> None:
        self.as_of = as_of
        self._kinds = all_kinds() if kinds is None else kinds
        self._saved = dict(files)
        self._unsaved: dict[str, Found | None] = {}
        self._read: dict[str, tuple[Content, Kind, RecordFile]] = {}
        self._repository = self._filed()

    @property
    def repository(self) -> Repository:
        """The records as they are now, unsaved texts included."""
        return self._repository

    def lay(self, path: str, text: str | None) -> None:
        """Lay an unsaved text over the file at a path, which need not exist yet; None stands for a deletion not saved yet."""
        self._unsaved[path] = None if text is None else text.encode()
        self._repository = self._filed()

    def lift(self, path: str) -> None:
        """Take the unsaved text away: the file is again as it was saved."""
        if path in self._unsaved:
            del self._unsaved[path]
            self._repository = self._filed()

    def reread(self, files: Mapping[str, Found]) -> None:
        """Take what was read again for what is saved; unsaved texts stay laid over it."""
        self._saved = dict(files)
        self._repository = self._filed()

    def findings(self, path: str) -> list[Finding]:
        """Return the findings in one file, as a check of that file alone would."""
        return check_repository(self._repository, self.as_of, path.__eq__)

    def all_findings(self) -> list[Finding]:
        """Return the findings in all files, as a check of all would."""
        return check_repository(self._repository, self.as_of)

    def _filed(self) -> Repository:
        files = {**self._saved, **self._unsaved}
        present = {path: content for path, content in files.items() if content is not None}
        return Repository.from_files(present, self._kinds, self._read_once)

    def _read_once(self, path: str, content: Content, kind: Kind) -> RecordFile:
        """Return the file's record as it was read before, if nothing in the file has changed since."""
        if path in self._read:
            before, of_kind, entry = self._read[path]
            if of_kind is kind and (before is content or before == content):
                return entry
        self._read[path] = content, kind, read_record(path, content, kind)
        return self._read[path][2]

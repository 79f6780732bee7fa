"""The records as somebody edits them: saved files with unsaved texts laid over, and what is found in them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from validators.checks.run import Looked, Outcome, asked_by, every_file, look_at, outcome_of
from validators.kinds import all_kinds
from validators.repository.attachment import Attachment
from validators.repository.filing import Reader
from validators.repository.index import Traits
from validators.repository.paths import HOLIDAYS, RECORDS, SETTINGS
from validators.repository.reading import Content, Found
from validators.repository.record_file import RecordFile, read_record
from validators.repository.repository import Repository
from validators.rules.evidence import Evidence
from validators.rules.kind import Kind
from validators.workspace.notes import Key, Notes
from validators.workspace.watched import PATH, PATHS, Watched, asked_of


class Workspace:
    """Files by path as `read_tree` gives them, with unsaved texts laid over, and what the checks find in them.

    What it answers is what `nizom check` says of the same files, whatever was edited before. Only what changed is read again, and
    only what asked of it is checked again.
    """

    def __init__(self, files: Mapping[str, Found], read: Reader = read_record) -> None:
        """Begin with these files; `read` is for who knows what is in them without their texts."""
        self._reader = read
        self._evidence = Evidence()
        self._saved = dict(files)
        self._unsaved: dict[str, Found | None] = {}
        self._read: dict[str, tuple[Content, Kind, RecordFile]] = {}
        self._files = self._laid_over()
        self._begin_with(self._filed())

    def _begin_with(self, repository: Watched) -> None:
        """Begin new notes: nothing is known yet of what is found in these records."""
        self._repository = replace(repository, notes=Notes())
        self._asked = asked_by(repository)
        self._looks: dict[str, Looked] = {}
        self._day: date | None = None

    @property
    def files(self) -> Mapping[str, Found]:
        """The files as they are now, unsaved texts included."""
        return self._files

    @property
    def repository(self) -> Watched:
        """The records as they are now, unsaved texts included."""
        return self._repository

    def heed(self, evidence: Evidence) -> None:
        """Judge approvals by this evidence from git from now on."""
        if evidence != self._evidence:
            self._evidence = evidence
            self._begin_with(self._repository.with_evidence(evidence))

    def lay(self, path: str, text: str | None) -> None:
        """Lay an unsaved text over the file at a path, which need not exist yet; None stands for a deletion not saved yet."""
        self._unsaved[path] = None if text is None else text.encode(errors="surrogatepass")
        self._follow([path])

    def lift(self, path: str) -> None:
        """Take the unsaved text away: the file is again as it was saved."""
        if path in self._unsaved:
            del self._unsaved[path]
            self._follow([path])

    def reread(self, files: Mapping[str, Found]) -> None:
        """Take what was read again for what is saved; unsaved texts stay laid over it."""
        self._saved = dict(files)
        self._follow(self._files.keys() | self._laid_over().keys())

    def outcome_in(self, path: str, as_of: date) -> Outcome:
        """Return what a check of one file alone on a day would bring."""
        entry = self._repository.filing.at(path)
        look = self._looked(entry, as_of) if entry else look_at([], self._repository, as_of, self._asked, path.__eq__)
        return outcome_of([look], self._repository, as_of, self._asked.checks, path.__eq__)

    def outcome(self, as_of: date) -> Outcome:
        """Return what a check of all files on a day would bring."""
        others = look_at([], self._repository, as_of, self._asked, every_file)
        looks = [self._looked(entry, as_of) for entry in self._repository.filing.files]
        return outcome_of([others, *looks], self._repository, as_of, self._asked.checks, every_file)

    def _looked(self, entry: RecordFile, as_of: date) -> Looked:
        """Return what a look at a record brought, and look again only where something else may be found."""
        repository, path = self._repository, entry.path
        if as_of != self._day:
            self._day = as_of
            for looked_at in self._looks:
                repository.notes.forget(looked_at)
        if repository.notes.is_stale(path, repository.ask):
            with repository.notes.asking(path):
                repository.notes.note((PATH, path))  # a look is given its own file and need not ask for it
                self._looks[path] = look_at([entry], repository, as_of, self._asked, _no_other_file)
        return self._looks[path]

    def _laid_over(self) -> dict[str, Found]:
        files = {**self._saved, **self._unsaved}
        return {path: content for path, content in files.items() if content is not None}

    def _follow(self, paths: Iterable[str]) -> None:
        """Bring the records up to date with the files at these paths, and let those ask again who may get another answer."""
        before, was = self._repository, self._files
        self._files = self._laid_over()
        changed = [path for path in paths if was.get(path) != self._files.get(path)]
        if not changed:
            return
        one = self._with_content(changed[0]) if len(changed) == 1 else None
        self._repository = after = one or self._filed()
        contents = (files.get(path) for path in changed for files in (was, self._files))
        if any(map(_judges_all, changed)) or any(isinstance(found, Attachment) for found in contents) or _moved(before, after):
            self._begin_with(after)
            return
        self._repository = replace(after, notes=before.notes)
        then, now = (
            {entry.path: entry for entry in state.filing.files} if one is None else {changed[0]: state.filing.at(changed[0])}
            for state in (before, after)
        )
        before.notes.change(_may_be_answered_otherwise(then, now, {*before.index.questions, *after.index.questions}))
        for path in then.keys() - now.keys():
            before.notes.forget(path)
            self._looks.pop(path, None)

    def _filed(self) -> Watched:
        return Watched.from_files(self._files, all_kinds(), self.read_once).with_evidence(self._evidence)

    def _with_content(self, path: str) -> Watched | None:
        content = self._files.get(path)
        if content is None or isinstance(content, Attachment):
            return None
        return self._repository.with_content(path, content, self.read_once)

    def read_once(self, path: str, content: Content, kind: Kind) -> RecordFile:
        """Return the file's record as it was read before, if nothing in the file has changed since."""
        if path in self._read:
            before, of_kind, entry = self._read[path]
            if of_kind is kind and (before is content or before == content):
                return entry
        self._read[path] = content, kind, self._reader(path, content, kind)
        return self._read[path][2]


def _no_other_file(path: str) -> bool:
    return False


def _judges_all(path: str) -> bool:
    """Whether all records may be judged otherwise after a change of this file: it is no record, but what they are judged by."""
    return path in (SETTINGS, HOLIDAYS) or not path.startswith(f"{RECORDS}/")


def _moved(before: Repository, after: Repository) -> bool:
    """Whether files came to belong to a kind, or no longer do."""
    then, now = ([(stray.document.path, stray.code, stray.problem) for stray in state.strays] for state in (before, after))
    return then != now


def _may_be_answered_otherwise(
    then: Mapping[str, RecordFile | None], now: Mapping[str, RecordFile | None], questions: Iterable[Traits]
) -> Iterator[Key]:
    """Yield what may be answered otherwise after the records' files at these paths became others."""
    if then.keys() != now.keys():
        yield (PATHS,)
    for path in then.keys() | now.keys():
        if then.get(path) is not now.get(path):
            for entry in filter(None, (then.get(path), now.get(path))):
                yield from asked_of(entry, questions)

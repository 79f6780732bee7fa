"""All records together: typed, indexed, and asked about each other. Pure: it is built from bytes that others have read."""

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from pydantic import ValidationError

from validators.model.digest import digest
from validators.model.evidence import Evidence
from validators.model.fields import references
from validators.model.periods import ending_before_they_begin
from validators.model.pydantic_errors import day_hint, is_day, problems
from validators.model.record import Record
from validators.model.types import Reference, is_id
from validators.model.workdays import WorkCalendar
from validators.regulation.settings import Settings, read_settings
from validators.rules.kind import Kind
from validators.source.codes import CheckCode, FileCode
from validators.source.document import Document, read_document, unreadable
from validators.source.finding import Problem
from validators.source.route import ROOT, Route
from validators.source.wiki_links import named_links
from validators.text.messages import Message, OneOf, say, within

RECORDS = "records"
SETTINGS = f"{RECORDS}/settings.md"
HOLIDAYS = f"{RECORDS}/holidays.md"
CODEOWNERS = "docs/CODEOWNERS"
"""Where GitHub and GitLab both look for it, and no tool asks for it at the top."""
_NOT_RECORDS = frozenset({SETTINGS, HOLIDAYS, CODEOWNERS})

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file's bytes are not there: its check's code and what to tell."""

    code: FileCode
    message: Message


@dataclass(slots=True)
class RecordFile:
    """A file in its kind's folder. `record` is None while the file is broken: then it stands in as a stub under its id."""

    document: Document
    kind: Kind
    id: str
    record: Record | None
    problems: list[tuple[CheckCode, Problem]] = field(default_factory=list)
    _digest: str | None = None

    @property
    def path(self) -> str:
        """The file's path from the repository's root."""
        return self.document.path

    @property
    def over(self) -> bool:
        """Whether the work on the record is over, or was given up."""
        return self.record is not None and self.record.over

    @property
    def digest(self) -> str:
        """The digest of what an approval of the record as it stands now would cover."""
        if self._digest is None:
            self._digest = digest(self.document.values, self.document.body, self.kind.progress)
        return self._digest


def read_record(path: str, data: bytes | Refusal, kind: Kind) -> RecordFile:
    """A file of its kind's folder, typed, or with what is wrong with it."""
    return _typed(_document(path, data), kind)


class Repository:
    """The department's records on one state of the tree.

    `files` are all of them by path; `strays` the files that belong to no kind, each with its problem. `written` are the settings
    that stand in its own file; `settings` those that judge it, and `people` the repository whose employees hold its offices: its
    own, unless it is judged by another. `evidence` is what git history says of approvals, if it was asked. Who builds
    one after the other may give a `read` that remembers.
    """

    def __init__(
        self,
        files: Mapping[str, bytes | Refusal],
        kinds: Mapping[str, Kind],
        read: Callable[[str, bytes | Refusal, Kind], RecordFile] = read_record,
    ) -> None:
        self.kinds = kinds
        self._read = read
        self.files: list[RecordFile] = []
        self.strays: list[tuple[Document, CheckCode, Problem]] = []
        self._by_id: dict[str, RecordFile] = {}
        self._answers: dict[Any, Any] = {}
        self._kind_of_model = {kind.model: kind for kind in kinds.values()}
        folders = {kind.folder: kind for kind in kinds.values()}
        for path in sorted(files):
            if path in _NOT_RECORDS:
                continue
            self._file(path, files[path], folders)
        self.written = _settings(files.get(SETTINGS))
        self.settings = self.written
        self.calendar, self.calendar_document, self.calendar_problems = _calendar(files.get(HOLIDAYS))
        self.code_owners = self._plain(CODEOWNERS, files.get(CODEOWNERS))
        self.people = self
        self.evidence = Evidence()

    def _file(self, path: str, data: bytes | Refusal, folders: Mapping[str, Kind]) -> None:
        parts = path.split("/")
        kind = folders.get(parts[1]) if len(parts) == 3 else None
        if kind is None or not path.endswith(".md"):
            code, problem = (data.code, Problem(ROOT, data.message)) if isinstance(data, Refusal) else _stray(path, folders)
            misplaced = path.endswith(".md") and not isinstance(data, Refusal)
            entry = self._misplaced(_document(path, data), problem) if misplaced else None
            if entry is None:
                self.strays.append((unreadable(path, code, problem.message), code, problem))
                return
        else:
            entry = self._in_its_folder(self._read(path, data, kind))
        self.files.append(entry)
        if not entry.id:
            return
        first = self._by_id.setdefault(entry.id, entry)
        if first is not entry:
            owner, copy = (entry, first) if _claim(entry) > _claim(first) else (first, entry)
            self._by_id[entry.id] = owner
            message = say("The id {id} belongs to {path} already", id=entry.id, path=owner.path)
            # To rename or move the copy after its id would write it over the record that it was copied from.
            moving = (FileCode.WRONG_FILE_NAME, FileCode.MISPLACED_FILE)
            copy.problems = [(code, problem) for code, problem in copy.problems if code not in moving]
            copy.problems.append((FileCode.DUPLICATE_ID, Problem("id", message)))

    def _plain(self, path: str, data: bytes | Refusal | None) -> Document | None:
        """A file without facts; None where there is none, or it cannot be read."""
        if isinstance(data, Refusal):
            self.strays.append((unreadable(path, data.code, data.message), data.code, Problem(ROOT, data.message)))
        return Document(path, data.decode("utf-8", "replace").replace("\r\n", "\n").encode()) if isinstance(data, bytes) else None

    @property
    def beside(self) -> list[Document]:
        """The files beside the records, those that are there: the settings, the calendar, the code owners."""
        return [document for document in (self.written.document, self.calendar_document, self.code_owners) if document]

    def _in_its_folder(self, entry: RecordFile) -> RecordFile:
        """The file as its folder's kind; if its id and its facts are rather another's, only that is told of it."""
        document, kind = entry.document, entry.kind
        own = self._by_letters(entry.id)
        if not document.readable or own in (None, kind) or len(_typed(document, own or kind).problems) >= len(entry.problems):
            return entry
        return self._misplaced(document, Problem("id", _foreign(entry.id, kind))) or entry

    def _by_letters(self, id_: str) -> Kind | None:
        """The kind whose letters an id begins with."""
        return next((kind for kind in self.kinds.values() if id_.startswith(f"{kind.prefix}-")), None)

    def _misplaced(self, document: Document, problem: Problem) -> RecordFile | None:
        """A record outside its kind's folder, by the letters of its id: it stands in as a stub, so that what names it does not
        fall over."""
        id_ = _id_of(document)
        kind = self._by_letters(id_)
        if kind is None:
            return None
        hint = say("Move it to records/{folder}/", folder=kind.folder)
        return RecordFile(document, kind, id_, None, [(FileCode.MISPLACED_FILE, Problem(problem.at, problem.message, hint))])

    def __len__(self) -> int:
        return len(self.files)

    def judged_by(self, base: "Repository", *, own_settings: bool = False) -> "Repository":
        """The same records under the settings, the calendar and the people of `base`; or only under its people."""
        judged = copy(self)
        judged._answers = {}
        judged.people = base
        if not own_settings:
            judged.settings, judged.calendar = base.settings, base.calendar
        return judged

    def find(self, id_: str) -> RecordFile | None:
        """The file that holds this id, broken or not."""
        return self._by_id.get(id_)

    def file_of(self, record: Record) -> RecordFile:
        """The file that a whole record was read from."""
        return next(entry for entry in self.files if entry.record is record)

    def get(self, id_: str | None, model: type[R]) -> R | None:
        """The record of this id, if it is there, whole, and of this model."""
        entry = self._by_id.get(id_ or "")
        return entry.record if entry and isinstance(entry.record, model) else None

    def of(self, model: type[R]) -> list[R]:
        """All whole records of a model, by path."""
        return self._of_model.get(model, [])  # type: ignore[return-value]

    def readable(self, *models: type[Record]) -> bool:
        """Whether every file of these models could be read, so that what is not among their records is not there at all."""
        return self._broken.isdisjoint(models)

    def kind_of(self, record: Record) -> Kind:
        """The kind that a record is of."""
        return self._kind_of_model[type(record)]

    def once(self, question: Callable[["Repository"], T]) -> T:
        """The answer to a question about all records together, worked out when it is first asked."""
        if question not in self._answers:
            self._answers[question] = question(self)
        answer: T = self._answers[question]
        return answer

    def citing(self, id_: str, kind: str) -> list[tuple[Record, Route]]:
        """The records of a kind that name this id, each with the route at which it does."""
        return [(record, route) for record, route, name in self._citations.get(id_, ()) if name == kind]

    def cited_by(self, id_: str) -> list[tuple[Record, Route]]:
        """Every record that names this id, each with the route."""
        return [(record, route) for record, route, _ in self._citations.get(id_, ())]

    @cached_property
    def _of_model(self) -> dict[type[Record], list[Record]]:
        found: dict[type[Record], list[Record]] = defaultdict(list)
        for record in filter(None, (entry.record for entry in self.files)):
            found[type(record)].append(record)
        return found

    @cached_property
    def _broken(self) -> frozenset[type[Record]]:
        return frozenset(entry.kind.model for entry in self.files if entry.record is None)

    @cached_property
    def named(self) -> dict[str, list[tuple[Route, str, Reference]]]:
        """By the path of each whole record, what it names: route, id and what may stand there."""
        return {entry.path: list(references(entry.record)) for entry in self.files if entry.record}

    @cached_property
    def _citations(self) -> dict[str, list[tuple[Record, Route, str]]]:
        found: dict[str, list[tuple[Record, Route, str]]] = defaultdict(list)
        for entry in self.files:
            if entry.record:
                for route, id_, _ in self.named[entry.path]:
                    found[id_].append((entry.record, route, entry.kind.name))
        return found

    def broken_references(self) -> Iterator[tuple[RecordFile, CheckCode, Problem]]:
        """What records name that is not there, is of another kind, or was withdrawn."""
        for entry in self.files:
            if not entry.record:
                continue
            for route, id_, allowed in self.named[entry.path]:
                if problem := self._wrong(entry, route, id_, allowed):
                    yield entry, *problem
            for id_, start, end in named_links(entry.document.body):
                if id_ not in self._by_id:
                    message = say("There is no record {id}", id=id_)
                    yield entry, FileCode.NO_SUCH_RECORD, Problem(ROOT, message, span=entry.document.body_span(start, end))

    def _wrong(self, entry: RecordFile, route: Route, id_: str, allowed: Reference) -> tuple[CheckCode, Problem] | None:
        target = self._by_id.get(id_)
        if target is None:
            return FileCode.NO_SUCH_RECORD, Problem(route, say("There is no record {id}", id=id_))
        if allowed.kinds and target.kind.name not in allowed.kinds:
            wanted = [within(self.kinds[name].singular) for name in allowed.kinds if name in self.kinds]
            hint = say("Name a record of this kind: {kind}", kind=OneOf(tuple(wanted)))
            message = say("{id} is of another kind: {kind}", id=id_, kind=within(target.kind.singular))
            return FileCode.WRONG_KIND, Problem(route, message, hint)
        # What is over stays true, even if the unit that it was done for is gone by now.
        if target.record and not target.record.alive and not allowed.withdrawn and not entry.over:
            message = say("{id} is withdrawn: “{title}”", id=id_, title=target.record.title)
            return FileCode.WITHDRAWN_RECORD, Problem(route, message)
        return None


def _claim(entry: RecordFile) -> tuple[bool, bool]:
    """How well a file holds its id, against another that has the same: it lies in its kind's folder, and is called after it."""
    return entry.path.rpartition("/")[0] == f"{RECORDS}/{entry.kind.folder}", entry.path.endswith(f"/{entry.id}.md")


def _foreign(id_: str, kind: Kind) -> Message:
    """That an id does not have the letters of its folder's kind."""
    return say("An id in this folder begins with {prefix}-: “{id}” does not", prefix=kind.prefix, id=id_[:80])


def _document(path: str, data: bytes | Refusal) -> Document:
    return unreadable(path, data.code, data.message) if isinstance(data, Refusal) else read_document(path, data)


def _stray(path: str, folders: Mapping[str, Kind]) -> tuple[FileCode, Problem]:
    """What is wrong with the place of a file that belongs to no kind."""
    _, *inside, name = path.split("/")
    if not name.endswith(".md"):
        message = say("{name} is not a record: its name does not end in .md", name=name)
        return FileCode.MISPLACED_FILE, Problem(ROOT, message, _meant_as_text(name) if inside and inside[0] in folders else None)
    if not inside:
        return FileCode.MISPLACED_FILE, Problem(ROOT, say("{name} lies outside the folders of the kinds", name=name))
    if inside[0] in folders:
        message = say("{name} lies in a folder inside records/{folder}/", name=name, folder=inside[0])
        return FileCode.MISPLACED_FILE, Problem(ROOT, message, say("Move it up to records/{folder}/", folder=inside[0]))
    message = say("No kind of record has the folder records/{folder}/", folder=inside[0])
    nearest = difflib.get_close_matches(inside[0], folders, n=1)
    hint = say("Perhaps records/{folder}/ was meant", folder=nearest[0]) if nearest else None
    return FileCode.MISPLACED_FILE, Problem(ROOT, message, hint)


def _meant_as_text(name: str) -> Message | None:
    """What to do with a file of the right folder that some program saved under another ending."""
    if named := re.fullmatch(r"(.+?)(\.(md|markdown|txt))+", name, re.IGNORECASE):
        stem = named[1].lower() if is_id(named[1].lower()) else named[1]
        return say("Rename the file to {name}", name=f"{stem}.md")
    if re.search(r"\.(docx?|odt|rtf)$", name, re.IGNORECASE):
        return say("Copy its text into a file of this folder whose name ends in .md")
    return None


def _typed(document: Document, kind: Kind) -> RecordFile:
    id_, stem = _written_id(document), _stem(document)
    entry = RecordFile(document, kind, _id_of(document), None)
    entry.problems.extend((defect.code, defect.problem) for defect in document.defects)
    if not document.readable:
        return entry
    try:
        entry.record = kind.model.model_validate(document.values)
        entry.problems.extend(ending_before_they_begin(entry.record))
    except ValidationError as error:
        entry.problems.extend(problems(error, kind.model))
    if id_ and not id_.startswith(f"{kind.prefix}-"):
        entry.problems.append((FileCode.WRONG_ID, Problem("id", _foreign(id_, kind))))
    elif id_ and stem != id_ and not stem.startswith(f"{id_}-"):
        message = say("The file is called {name}, its record {id}", name=f"{stem}.md", id=id_[:80])
        hint = say("Rename the file to {name}", name=f"{id_[:80]}.md")
        entry.problems.append((FileCode.WRONG_FILE_NAME, Problem("id", message, hint)))
    return entry


def _written_id(document: Document) -> str:
    written = document.values.get("id")
    return written if isinstance(written, str) and is_id(written) else ""


def _stem(document: Document) -> str:
    return document.path.rsplit("/", 1)[-1].removesuffix(".md")


def _id_of(document: Document) -> str:
    """The id that stands in a file; without one, that which its name gives away."""
    return _written_id(document) or id_in(_stem(document))


def id_in(stem: str) -> str:
    """The id that a file's name gives away: letters, the year if there is one, and the number; what follows is the title's.

    >>> id_in("loy-2026-009-2026-yil-rejasi"), id_in("ree-001-2026-reestr")
    ('loy-2026-009', 'ree-001')
    """
    match = re.match(r"[a-z][a-z0-9]*-(?:(?:19|20|21)[0-9]{2}-)?[0-9]+", stem)
    return match[0] if match and is_id(match[0]) else ""


def last_id(path: str, data: bytes) -> str:
    """The id of a file that is no more, out of what it held; what cannot be read is not read."""
    written = re.search(rb"^id:[ \t]*[\"']?([a-z0-9-]+)", data, re.MULTILINE)
    return written[1].decode() if written else id_in(path.rsplit("/", 1)[-1].removesuffix(".md"))


def _settings(data: bytes | Refusal | None) -> Settings:
    return Settings() if data is None else read_settings(_document(SETTINGS, data))


def _calendar(data: bytes | Refusal | None) -> tuple[WorkCalendar, Document | None, list[tuple[CheckCode, Problem]]]:
    """The working calendar with the override file: under `holidays` and `workdays`, lists of days."""
    if data is None:
        return WorkCalendar(), None, []
    document = _document(HOLIDAYS, data)
    found: list[tuple[CheckCode, Problem]] = [(defect.code, defect.problem) for defect in document.defects if defect.fatal]
    overrides: dict[date, bool] = {}
    for key, written in document.values.items():
        if key not in ("holidays", "workdays"):
            hint = say("Here stand holidays: and workdays:, each with a list of days")
            message = say("The key “{key}” is not known here", key=key)
            found.append((FileCode.UNKNOWN_KEY, Problem(Route(key), message, hint, on_key=True)))
            continue
        for index, day in enumerate(written if isinstance(written, list) else [written]):
            route = Route(key, index) if isinstance(written, list) else Route(key)
            if not isinstance(day, str) or not is_day(day):
                message = say("“{written}” is not a date", written=str(day)[:80])
                found.append((FileCode.WRONG_FORM, Problem(route, message, day_hint(str(day)))))
                continue
            when = date.fromisoformat(day)
            if when in overrides:
                found.append((FileCode.REPEATED_ITEM, Problem(route, say("“{written}” is named twice here", written=day))))
            overrides[when] = key == "workdays"
    return WorkCalendar(overrides), document, found

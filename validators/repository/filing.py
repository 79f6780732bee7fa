"""Files every record under its kind and id; finds files in the wrong place (F28) and ids that several have (F27)."""

import difflib
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from validators.model.ids import has_prefix, is_id, stem_of
from validators.repository.attachment import Attachment, type_by_name
from validators.repository.attachment_folder import Stray, attach, stray, with_attachments
from validators.repository.paths import CODEOWNERS, HOLIDAYS, PREFERRED_CODEOWNERS, RECORDS, SETTINGS, folder_of
from validators.repository.reading import Content, Found, Refusal, as_document, is_in_docs
from validators.repository.record_file import RecordFile, foreign, id_of, type_document
from validators.rules.kind import Kind
from validators.source.codes import FileCode
from validators.source.document import Document
from validators.source.edits.cure import Cure, Move
from validators.source.finding import Problem
from validators.source.route import ROOT
from validators.text.messages import Message, say

_ABOUT_A_FOLDER = ("readme", "index")
"""What files are called that say what a folder is for: without facts they are not records that went wrong."""

Reader: TypeAlias = Callable[[str, Content, Kind], RecordFile]
"""Reads a file of a kind's folder: `read_record`, or one that remembers what it has read."""


@dataclass(frozen=True, slots=True)
class Filing:
    """All records' files by path, the file of each id, and the files that belong to no kind."""

    files: tuple[RecordFile, ...]
    by_id: Mapping[str, RecordFile]
    strays: tuple[Stray, ...]

    def at(self, path: str) -> RecordFile | None:
        """Return the record's file at a path."""
        index = self._index(path)
        return None if index is None else self.files[index]

    def replacing(self, entry: RecordFile) -> "Filing":
        """Return the same files, but for one at the same path, of the same kind and under the same id."""
        index = self._index(entry.path)
        assert index is not None
        owners = {**self.by_id, entry.id: entry} if entry.id else self.by_id
        return replace(self, files=(*self.files[:index], entry, *self.files[index + 1 :]), by_id=owners)

    def _index(self, path: str) -> int | None:
        index = bisect_left(self.files, path, key=lambda entry: entry.path)
        return index if index < len(self.files) and self.files[index].path == path else None

    def without_texts(self) -> "Filing":
        """Return the same files, those of whole records without their texts."""
        return self._with(lambda entry: replace(entry, document=entry.document.without_text()) if entry.is_whole else entry)

    def for_readers(self) -> "Filing":
        """Return the same files, those of records with gaps without their records."""
        return self._with(RecordFile.for_readers)

    def _with(self, put: Callable[[RecordFile], RecordFile]) -> "Filing":
        kept = {entry: put(entry) for entry in self.files}
        return replace(self, files=tuple(kept.values()), by_id={id_: kept[entry] for id_, entry in self.by_id.items()})


def file_records(contents: Mapping[str, Found], kinds: Mapping[str, Kind], read: Reader) -> Filing:
    """File everything that was read, except the settings, the holidays, the code owners and what is in `docs/`."""
    cabinet = _Cabinet(kinds, read)
    files: list[RecordFile] = []
    strays: list[Stray] = []
    for path in sorted(contents):
        content = contents[path]
        if path in (SETTINGS, HOLIDAYS, CODEOWNERS, *PREFERRED_CODEOWNERS) or is_in_docs(path):
            continue
        if not isinstance(content, Attachment):
            found = cabinet.place(path, content)
            if isinstance(found, Stray):
                strays.append(found)
            else:
                files.append(found)
    attachments = {path: content for path, content in contents.items() if isinstance(content, Attachment)}
    files, astray = attach(attachments, files, kinds)
    owners, copies = _claims(files)
    return Filing(tuple(copies.get(entry.path, entry) for entry in files), owners, tuple(sorted([*strays, *astray], key=_path)))


def refile(filing: Filing, path: str, content: Content, kinds: Mapping[str, Kind], read: Reader) -> RecordFile | None:
    """Return the record's file at a path with another content; None if its place changes with that, or another file's may."""
    before = filing.at(path)
    if before is None:
        return None
    after = _Cabinet(kinds, read).place(path, content)
    if isinstance(after, Stray) or after.kind is not before.kind or after.id != before.id:
        return None
    if filing.by_id.get(after.id, before) is not before:
        return None
    return with_attachments(after, before.attachments) if before.attachments else after


class _Cabinet:
    """Finds the kind of a file: by its folder or, if that is wrong, by the letters of its id."""

    def __init__(self, kinds: Mapping[str, Kind], read: Reader) -> None:
        self._read = read
        self._folders = {kind.folder: kind for kind in kinds.values()}

    def place(self, path: str, content: Content) -> RecordFile | Stray:
        parts = path.split("/")
        kind = self._folders.get(parts[1]) if len(parts) == 3 else None
        if kind and path.endswith(".md"):
            entry = self._read(path, content, kind)
            if entry.document.values or stem_of(path).lower() not in _ABOUT_A_FOLDER:
                return self._in_its_folder(entry)
        if isinstance(content, Refusal):
            return stray_of(path, content)
        problem = self._stray(path)
        if path.endswith(".md") and (misplaced := self._misplaced(as_document(path, content), problem)):
            return misplaced
        return stray(path, FileCode.MISPLACED_FILE, problem.message, problem.hint, problem.cure)

    def _in_its_folder(self, entry: RecordFile) -> RecordFile:
        """Return the file as its folder's kind; if its id and facts fit another kind better, report only that."""
        document, kind = entry.document, entry.kind
        own = self._by_prefix(entry.id)
        if (
            not document.readable
            or own in (None, kind)
            or len(type_document(document, own or kind).problems) >= len(entry.problems)
        ):
            return entry
        return self._misplaced(document, Problem("id", foreign(entry.id, kind))) or entry

    def _misplaced(self, document: Document, problem: Problem) -> RecordFile | None:
        """Return a record outside its kind's folder, broken but under its id, so that references to it hold."""
        id_ = id_of(document)
        kind = self._by_prefix(id_)
        if kind is None:
            return None
        hint = say("Move it to records/{folder}/", folder=kind.folder)
        cure = Cure(Move(f"{RECORDS}/{kind.folder}/{document.path.rpartition('/')[2]}"), is_safe=True)
        return RecordFile(document, kind, id_, None, ((FileCode.MISPLACED_FILE, replace(problem, hint=hint, cure=cure)),))

    def _by_prefix(self, id_: str) -> Kind | None:
        return next((kind for kind in self._folders.values() if has_prefix(id_, kind.prefix)), None)

    def _stray(self, path: str) -> Problem:
        """Return what is wrong with a file that is in no kind's folder, or is not a record."""
        _, *inside, name = path.split("/")
        folder = inside[0] if inside else ""
        if name.endswith(".md") and stem_of(name).lower() in _ABOUT_A_FOLDER:
            message = say("{name} is not a record, and records/ holds records only", name=name)
            return Problem(ROOT, message, say("Move what it says about the folder to docs/, or delete the file"))
        if not name.endswith(".md"):
            message = say("{name} is not a record: its name does not end in .md", name=name)
            own = self._folders.get(folder) or self._by_prefix(name.lower())
            return _other_file(message, name, own.folder if own else "", is_there=folder in self._folders)
        if not inside:
            return Problem(ROOT, say("{name} lies outside the folders of the kinds", name=name))
        if folder in self._folders:
            message = say("{name} lies in a folder inside records/{folder}/", name=name, folder=folder)
            return Problem(ROOT, message, say("Move it up to records/{folder}/", folder=folder))
        message = say("No kind of record has the folder records/{folder}/", folder=folder)
        nearest = difflib.get_close_matches(folder, self._folders, n=1)
        return Problem(ROOT, message, say("Perhaps records/{folder}/ was meant", folder=nearest[0]) if nearest else None)


def stray_of(path: str, refusal: Refusal) -> Stray:
    """Return the stray for a file that cannot be read."""
    return stray(path, refusal.code, refusal.message)


def _path(found: Stray) -> str:
    return found.document.path


def _other_file(message: Message, name: str, folder: str, *, is_there: bool) -> Problem:
    """Return the problem of a file that is no record, with what to do with a picture, a scan, or what has another ending.

    `folder` is that of its kind, in which it may lie or not; "" where the kind is not known.
    """
    if re.search(r"\.(docx?|odt|rtf)$", name, re.IGNORECASE):
        hint = say("Copy its text into a record, a .md file in its kind's folder, and take this file out of records/")
        return Problem(ROOT, message, hint)
    if not folder:
        return Problem(ROOT, message)
    if type_by_name(name):
        hint = say("Move a picture or scan to the folder named after its record's id: records/{folder}/ID/{name}",
                   folder=folder, name=name)  # fmt: skip
        return Problem(ROOT, message, hint)
    if named := re.fullmatch(r"(.+?)(\.(md|markdown|txt))+", name, re.IGNORECASE):
        is_named = is_id(named[1].lower())
        right = f"{named[1].lower() if is_named else named[1]}.md"
        cure = Cure(Move(f"{RECORDS}/{folder}/{right}"), is_safe=is_named)
        hint = say("Rename the file to {name}", name=right if is_there else f"{RECORDS}/{folder}/{right}")
        return Problem(ROOT, message, hint, cure=cure)
    return Problem(ROOT, message)


def _claims(files: Sequence[RecordFile]) -> tuple[dict[str, RecordFile], dict[str, RecordFile]]:
    """Return the owner of each id, and by path the other files that have it, each with its problem (F27)."""
    owners: dict[str, RecordFile] = {}
    copies: dict[str, RecordFile] = {}
    for entry in files:
        first = owners.setdefault(entry.id, entry) if entry.id else entry
        if first is not entry:
            owner, copy = (entry, first) if _claim(entry) > _claim(first) else (first, entry)
            owners[entry.id] = owner
            copies[copy.path] = _taken(copy, owner)
    return owners, copies


def _claim(entry: RecordFile) -> tuple[bool, bool]:
    """Return how strong the claim of a file to its id is: it is in its kind's folder, and named after the id."""
    return folder_of(entry.path) == f"{RECORDS}/{entry.kind.folder}", stem_of(entry.path) == entry.id


def _taken(copy: RecordFile, owner: RecordFile) -> RecordFile:
    message = say("The id {id} belongs to {path} already", id=copy.id, path=owner.path)
    # Renamed or moved after its id, the copy would overwrite the record that it was copied from.
    moving = (FileCode.WRONG_FILE_NAME, FileCode.MISPLACED_FILE)
    kept = (found for found in copy.problems if found[0] not in moving)
    return replace(copy, problems=(*kept, (FileCode.DUPLICATE_ID, Problem("id", message))))

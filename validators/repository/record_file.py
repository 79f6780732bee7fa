"""The file of one record: its document, the record as far as it can be typed, and what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from unicodedata import is_normalized

from pydantic import ValidationError

from validators.model.digest import covered, digest_of, in_next_edition
from validators.model.gaps import Gap, GapError, known
from validators.model.ids import has_prefix, id_in_name, is_id, is_named_by, stem_of
from validators.model.periods import ending_before_they_begin
from validators.model.record import Record
from validators.model.written.pydantic_errors import problems, unknown_without_value
from validators.repository.attachment import Attachment, named_in
from validators.repository.partial import build_with_gaps
from validators.repository.paths import folder_of
from validators.repository.reading import Content, as_document
from validators.rules.evidence import Block, blocks_in
from validators.rules.kind import Kind
from validators.source.codes import CheckCode, FileCode
from validators.source.document import Document
from validators.source.edits.cure import Cure, Move
from validators.source.finding import Problem
from validators.text.messages import Message, say


@dataclass(frozen=True, eq=False)
class RecordFile:
    """A file of a kind, under its id.

    `record` has gaps where the file's facts cannot be typed; it is None while nothing in the file can be read, or while readers
    are to see whole records only. `is_whole` is whether all of the file's facts are in the record.
    """

    document: Document
    kind: Kind
    id: str
    record: Record | None
    problems: tuple[tuple[CheckCode, Problem], ...] = ()
    is_whole: bool = False
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    """The pictures and scans in the record's folder, by the file's name."""
    attachments_in_text: tuple[str, ...] = ()
    """The names of those that the text mentions, in a link, as a picture or in any other way."""

    @property
    def path(self) -> str:
        """The file's path from the repository's root."""
        return self.document.path

    @cached_property
    def decided(self) -> frozenset[Block]:
        """The approvals and other decisions in the file's facts, as evidence identifies them."""
        return frozenset(blocks_in(self.id, self.document.values))

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all in the file."""
        return any(code == FileCode.EMPTY_FILE for code, _ in self.problems)

    @property
    def over(self) -> bool:
        """Whether the work on the record is over, or was given up, as far as its status is known."""
        return self.record is not None and known(self.record, "status") is not None and self.record.over

    @property
    def alive(self) -> bool:
        """Whether others may rely on the record, as far as its status is known."""
        return self.record is not None and known(self.record, "status") is not None and self.record.alive

    def require_record(self) -> Record:
        """Return the record; raises `GapError` while nothing in the file can be read."""
        if self.record is None:
            raise GapError(Gap(self.path, self.id))
        return self.record

    def for_readers(self) -> "RecordFile":
        """Return the file as those see it who show and count records: without its record, unless that is whole."""
        return self if self.is_whole else replace(self, record=None)

    @cached_property
    def digest(self) -> str:
        """The digest of what an approval of the record as it is now would cover."""
        return digest_of(self.covered)

    @property
    def covered(self) -> dict[str, Any]:
        """What an approval of the record as it is now would cover."""
        return self._covered(self.document.values, self.document.body, self.attachments_in_text)

    def covered_by(self, index: int) -> dict[str, Any]:
        """Return what the step at an index has to cover: of the next edition while it is on its way, else of the one in force."""
        return self.covered_next if self._is_of_the_next(index) else self.covered

    def digest_for(self, index: int) -> str:
        """Return the digest that the step at an index has to bear."""
        return self.digest_next if self._is_of_the_next(index) else self.digest

    @cached_property
    def digest_next(self) -> str:
        """The digest of what an approval of the next edition covers."""
        return digest_of(self.covered_next)

    @property
    def covered_next(self) -> dict[str, Any]:
        """What an approval of the next edition covers: the record as it will be; as it is now where none is described."""
        described = in_next_edition(self.document.values, self.document.body)
        return self._covered(*described, named_in(described[1], self.attachments)) if described else self.covered

    def _is_of_the_next(self, index: int) -> bool:
        return self.record is not None and any(index == taken for taken, _ in self.record.in_effect_ahead())

    def _covered(self, values: Mapping[str, Any], body: str, named: Iterable[str]) -> dict[str, Any]:
        return covered(values, body, self.kind.progress, {name: self.attachments[name].sha256 for name in named})


def read_record(path: str, content: Content, kind: Kind) -> RecordFile:
    """Read a file of a kind's folder."""
    return type_document(as_document(path, content), kind)


def type_document(document: Document, kind: Kind) -> RecordFile:
    """Type a document by a kind's model; a problem for each field that does not fit, and for an id or name of another kind."""
    found: list[tuple[CheckCode, Problem]] = [(defect.code, defect.problem) for defect in document.defects]
    if not document.readable:
        return RecordFile(document, kind, id_of(document), None, tuple(found))
    id_, is_whole = id_of(document), True
    try:
        record = kind.model.model_validate(document.values)
    except ValidationError as error:
        is_whole = False
        found.extend(problems(error, kind.model))
        record = build_with_gaps(kind.model, document.values, error, document.path, id_)
    found.extend(unknown_without_value(document.empty_keys(), kind.model))
    found.extend(ending_before_they_begin(record))
    if wrong := _wrong_name(document, kind):
        found.append(wrong)
    return RecordFile(document, kind, id_, record, tuple(found), is_whole)


def _wrong_name(document: Document, kind: Kind) -> tuple[CheckCode, Problem] | None:
    """Return the problem of an id without the kind's letters (F25), or of a file that is not named after its id (F26)."""
    id_, stem = _written_id(document), stem_of(document.path)
    if not id_:
        return None
    if not has_prefix(id_, kind.prefix):
        return FileCode.WRONG_ID, Problem("id", foreign(id_, kind))
    if not is_normalized("NFC", stem):
        message = say("Letters in the file's name are made of two characters each (NFD), so links do not find it")
        return FileCode.WRONG_FILE_NAME, _to_be_renamed(message, document.path, id_)
    if not is_named_by(stem, id_):
        message = say("The file is called {name}, its record {id}", name=f"{stem}.md", id=id_[:80])
        return FileCode.WRONG_FILE_NAME, _to_be_renamed(message, document.path, id_)
    return None


def _to_be_renamed(message: Message, path: str, id_: str) -> Problem:
    name = f"{id_}.md"
    cure = Cure(Move(f"{folder_of(path)}/{name}"), is_safe=True)
    return Problem("id", message, say("Rename the file to {name}", name=name), cure=cure)


def foreign(id_: str, kind: Kind) -> Message:
    """Say that an id does not have the letters of its folder's kind."""
    return say("An id in this folder begins with {prefix}-: “{id}” does not", prefix=kind.prefix, id=id_[:80])


def id_of(document: Document) -> str:
    """Return the id that is written in a file, or else the one in its name."""
    return _written_id(document) or id_in_name(stem_of(document.path))


def _written_id(document: Document) -> str:
    written = document.values.get("id")
    return written if isinstance(written, str) and is_id(written) else ""

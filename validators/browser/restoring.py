"""The records as the site publishes them for the writing page, restored for a workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from validators.browser.proof import evidence_of
from validators.model.record import Record
from validators.repository.attachment import Attachment
from validators.repository.reading import Content, Found
from validators.repository.record_file import RecordFile, read_record, type_document
from validators.rules.kind import Kind
from validators.source.codes import CheckCode, FileCode
from validators.source.document import Document
from validators.source.finding import Problem
from validators.source.front_matter import Defect
from validators.source.route import ROOT
from validators.text.messages import say


class _Unread(bytes):
    """Stands for the text of a record that was not fetched; equal to no text."""

    __slots__ = ()
    __hash__ = bytes.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


@dataclass(frozen=True, eq=False)
class _Summary(RecordFile):
    """A record of which the text was not fetched: typed once it is asked for; its digests are those that the build computed."""

    seals: tuple[str, ...] = ()

    @classmethod
    def untyped(cls, document: Document, kind: Kind, id_: str, seals: tuple[str, ...]) -> "_Summary":
        """Return the record before it is typed: an edit asks for a few of thousands."""
        entry = object.__new__(cls)
        entry.__dict__.update(document=document, kind=kind, id=id_, seals=seals, attachments={}, attachments_in_text=())
        return entry

    @cached_property
    def _typed(self) -> RecordFile:
        return type_document(self.document, self.kind)

    @cached_property  # type: ignore[misc]  # what is set on an object made by `replace` comes first, as in any dataclass
    def record(self) -> Record | None:
        return self._typed.record

    @cached_property  # type: ignore[misc]
    def problems(self) -> tuple[tuple[CheckCode, Problem], ...]:
        return self._typed.problems

    @cached_property  # type: ignore[misc]
    def is_whole(self) -> bool:
        return self._typed.is_whole

    @cached_property
    def digest(self) -> str:
        return self.seals[0] if self.seals else super().digest

    @cached_property
    def digest_next(self) -> str:
        return next(filter(None, reversed(self.seals)), "") or super().digest_next


class Restored:
    """The files of an index, for a workspace, and how they are read."""

    def __init__(self, index: Mapping[str, Any]) -> None:
        """Take over what `index_of` wrote."""
        self._rows = {row[0]: row for row in index["records"]}
        self.once_given: Sequence[str] = index["once_given"]
        self.evidence = evidence_of((row[1], row[2], row[6]) for row in index["records"])
        self.files: dict[str, Found] = {path: text.encode() for path, text in index["beside"].items()}
        self.files |= dict.fromkeys(index["docs"], b"")
        self.files |= {path: outline.encode() for path, outline in index["pages"].items()}
        self.files |= {path: Attachment(*known) for path, known in index["attachments"].items()}
        self.files |= {path: _Unread(f"---\nid: {row[1]}\n---\n".encode()) for path, row in self._rows.items()}

    def read(self, path: str, content: Content, kind: Kind) -> RecordFile:
        """Return the record of a file: of its text, or of what the index says where that was not fetched."""
        return _summary(self._rows[path], kind) if isinstance(content, _Unread) else read_record(path, content, kind)


def _summary(row: list[Any], kind: Kind) -> RecordFile:
    path, id_, values, outline, written, seals, _ = row
    defects = tuple(Defect(FileCode(code), Problem(ROOT, say("The file cannot be read")), fatal) for code, fatal in written)
    document = Document(path, outline.encode(), values, None if any(one.fatal for one in defects) else 0, defects)
    return _Summary.untyped(document, kind, id_, tuple(seals))

"""What a document is: its name, which records it is about, what it says, and how it looks unless a body has its own template."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validators.checks.run import DueDuty
from validators.documents.letter import Letter
from validators.documents.wording import Wording
from validators.model.record import Record
from validators.repository.record_file import RecordFile
from validators.text.messages import Message

if TYPE_CHECKING:
    from validators.documents.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Content:
    """What a document says: the fields of each sort are the names that its template knows."""

    letter: Letter


@dataclass(frozen=True, slots=True)
class Source:
    """What a document is made of: the record that it is about, if it is about one, and the duties of it or of all."""

    wording: Wording
    entry: RecordFile | None
    duties: Sequence[DueDuty]

    @property
    def file(self) -> RecordFile:
        """The record's file, for a document about one."""
        assert self.entry is not None
        return self.entry

    @property
    def record(self) -> Record:
        """The record, for a document about one."""
        assert self.file.record is not None
        return self.file.record


@dataclass(frozen=True, slots=True)
class Form:
    """A sort of document. `name` is its name in the command and, with .docx, of its template.

    `concerns` says whether it can be about a record, and `about` which those are; a form without them is about all records.
    `rests_on` names the records without whose facts it would say something wrong.
    """

    name: str
    title: Message
    content: Callable[[Source], Content]
    draw: "Callable[[Sheet], None]"
    about: Message | None = None
    concerns: Callable[[RecordFile], bool] | None = None
    rests_on: Callable[[RecordFile], Iterable[str]] = lambda entry: ()
    is_wide: bool = False
    """Whether it is drawn on a page that lies on its side."""

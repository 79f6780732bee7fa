"""What a rule may ask: of the records together, of one file among them, and of a kind.

Rules see the repository through these protocols and cannot reach past them: neither the files on the disk nor the day, so that
they give the same answer whenever and wherever they run. `validators.repository` implements them.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar, TypeVarTuple

from validators.model.gaps import Gap
from validators.model.record import Record
from validators.model.types import Reference
from validators.model.workdays import WorkCalendar
from validators.regulation.settings import Settings
from validators.rules.chain import Chain
from validators.rules.check import Check
from validators.rules.evidence import Evidence
from validators.source.document import Document
from validators.source.route import Route

R = TypeVar("R", bound=Record)
T = TypeVar("T")
About = TypeVarTuple("About")


class RecordKind(Protocol):
    """A kind of record."""

    @property
    def name(self) -> str:
        """Its name in references, settings and commands, `project`."""

    @property
    def model(self) -> type[Record]:
        """The model that types its records."""

    @property
    def chain(self) -> Chain | None:
        """The approval steps that its records need."""

    @property
    def progress(self) -> frozenset[Route]:
        """Routes of the facts that no approval covers."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every check that its records are held to, those of all kinds aside."""


class FiledRecord(Protocol):
    """A record's file, which may be broken."""

    @property
    def id(self) -> str:
        """The record's id; empty if neither the file nor its name gives one."""

    @property
    def kind(self) -> RecordKind:
        """The kind that it is filed under."""

    @property
    def record(self) -> Record | None:
        """The record, which may have gaps; None while nothing in the file can be read."""

    @property
    def document(self) -> Document:
        """The values and the text as they are written."""

    @property
    def digest(self) -> str:
        """The digest of what an approval of the record as it is now would cover."""

    @property
    def covered(self) -> Mapping[str, Any]:
        """What an approval of the record as it is now would cover."""

    @property
    def digest_next(self) -> str:
        """The digest of what an approval of the next edition covers; of the record as it is where none is described."""

    def covered_by(self, index: int) -> Mapping[str, Any]:
        """Return what the step at an index has to cover."""

    def digest_for(self, index: int) -> str:
        """Return the digest that the step at an index has to bear."""

    def require_record(self) -> Record:
        """Return the record; raises `GapError` while nothing in the file can be read."""


class Records(Protocol):
    """All records, with the settings, the calendar and the people that they are judged by.

    A broken file is reported once, where it is. Rules need not look out for it: reading a fact that is not known raises
    `GapError`, and the check is then reported as not run. Only `of` leaves out a file in which nothing can be read: a rule that
    finds fault with what is *not* there calls `require_readable` first.
    """

    @property
    def settings(self) -> Settings:
        """The settings in force: measures that the Nizom leaves open, each None or empty while it has no value."""

    @property
    def calendar(self) -> WorkCalendar:
        """The working days."""

    @property
    def people(self) -> "Records":
        """The records whose employees hold the offices: these, or those of the base that judges a change."""

    @property
    def evidence(self) -> Evidence:
        """The evidence from git about approvals; empty unless git was asked."""

    @property
    def kinds(self) -> Mapping[str, RecordKind]:
        """Every kind by name."""

    @property
    def files(self) -> Sequence[FiledRecord]:
        """Every record's file by path, broken ones too."""

    def get(self, id_: str | None, model: type[R], /) -> R | None:
        """Return the record with this id; None if there is none, or it is of another model.

        Raises `GapError` if it may be of the model and its file cannot be read.
        """

    def of(self, model: type[R], /) -> Sequence[R]:
        """Return all records of a model that can be read, by path."""

    def find(self, id_: str, /) -> FiledRecord | None:
        """Return the file with this id, broken or not."""

    def unreadable(self, model: type[Record], /) -> Sequence[Gap]:
        """Return a gap for each file of a model in which nothing can be read."""

    def require_readable(self, *models: type[Record]) -> None:
        """Raise `GapError` if a file of these models cannot be read, so that what `of` does not return may yet exist."""

    def kind_of(self, record: Record, /) -> RecordKind:
        """Return the kind of a record."""

    def named_in(self, record: Record, /) -> Sequence[tuple[Route, str, Reference]]:
        """Return what a record names, as far as it is known: route, id and what may be named there."""

    def citing(self, id_: str, kind: str, /) -> Sequence[tuple[Record, Route]]:
        """Return the records of a kind that name this id, each with the route at which it does."""

    def cited_by(self, id_: str, /) -> Sequence[tuple[Record, Route]]:
        """Return every record that names this id, each with the route at which it does."""

    def sharing(self, question: "Callable[[FiledRecord], Iterable[Hashable]]", trait: Hashable, /) -> Sequence[str]:
        """Return the ids of the files of which this is an answer to a question about what is written in them, by path.

        The question is a function at the top of a module: what is alike among n records is found without comparing each with all
        others. It asks for no record, so that files of which nothing else is asked need not be typed.
        """

    def once(self, question: "Callable[[Records, *About], T]", /, *about: *About) -> T:
        """Return the answer to a question about all records, computed when it is first asked with these arguments.

        Raises `GapError`, each time, if it cannot be answered.

        The question is a function at the top of a module: a rule that runs on each of n records and looks at all of them costs
        n × n, unless what it looks for is computed once.
        """

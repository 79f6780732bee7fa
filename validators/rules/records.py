"""What a rule may ask: of the records together, of one file among them, and of a kind.

Rules see the repository through these protocols and cannot reach past them: neither the files on the disk nor the day, so that
they give the same answer whenever and wherever they run. `validators.repository` implements them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar, TypeVarTuple

from validators.model.evidence import Evidence
from validators.model.record import Record
from validators.model.workdays import WorkCalendar
from validators.regulation.settings import Settings
from validators.rules.chain import Chain
from validators.rules.check import Check
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
        """The record; None while the file is broken."""

    @property
    def document(self) -> Document:
        """The values and the text as they are written."""

    @property
    def digest(self) -> str:
        """The digest of what an approval of the record as it is now would cover."""


class Records(Protocol):
    """All records, with the settings, the calendar and the people that they are judged by.

    A broken file is reported once, where it is. Rules skip it: `get` and `of` return whole records only, and `readable` says
    whether any were left out.
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
        """Return the record with this id; None if there is none, it is broken, or it is of another model."""

    def of(self, model: type[R], /) -> Sequence[R]:
        """Return all whole records of a model, by path."""

    def find(self, id_: str, /) -> FiledRecord | None:
        """Return the file with this id, broken or not."""

    def readable(self, *models: type[Record]) -> bool:
        """Return whether no file of these models is broken, so that what `of` does not return does not exist."""

    def kind_of(self, record: Record, /) -> RecordKind:
        """Return the kind of a record."""

    def citing(self, id_: str, kind: str, /) -> Sequence[tuple[Record, Route]]:
        """Return the records of a kind that name this id, each with the route at which it does."""

    def cited_by(self, id_: str, /) -> Sequence[tuple[Record, Route]]:
        """Return every record that names this id, each with the route at which it does."""

    def once(self, question: "Callable[[Records, *About], T]", /, *about: *About) -> T:
        """Return the answer to a question about all records, computed when it is first asked with these arguments.

        The question is a function at the top of a module: a rule that runs on each of n records and looks at all of them costs
        n × n, unless what it looks for is computed once.
        """

"""All records together, and what can be asked of them. Nothing here reads a file: it is built from bytes."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Self, TypeVar, TypeVarTuple

from validators.model import ids
from validators.model.gaps import Gap, GapError
from validators.model.record import Record
from validators.model.workdays import WorkCalendar
from validators.regulation.calendar_file import CalendarFile, read_calendar
from validators.regulation.settings import Settings
from validators.regulation.written_settings import read_settings
from validators.repository.attachment import Attachment
from validators.repository.attachment_folder import Stray
from validators.repository.filing import Filing, Reader, file_records, refile, stray_of
from validators.repository.index import Index, Named, Traits
from validators.repository.paths import CODEOWNERS, HOLIDAYS, PREFERRED_CODEOWNERS, SETTINGS, UNPUBLISHED, attachments_of, is_page
from validators.repository.reading import Content, Found, Refusal, as_document, is_in_docs, text_in
from validators.repository.record_file import RecordFile, read_record
from validators.rules.evidence import Evidence
from validators.rules.kind import Kind
from validators.source.document import Document, read_plain
from validators.source.limits import MAX_BYTES
from validators.source.route import Route

R = TypeVar("R", bound=Record)
T = TypeVar("T")
About = TypeVarTuple("About")


@dataclass(frozen=True, eq=False, repr=False)
class Repository:
    """The records in one state of the files, with what they are judged by.

    `own_settings` and `calendar_file` are those in its files; `settings` and `calendar` those that judge it, which are its own
    unless a base judges it. `preferred_owners` are files of code owners that a forge prefers to ours, without their texts, which
    name accounts. `docs` are the paths of the published files in `docs/`, `pages` the pages among them. `evidence` is what git
    history says of approvals, if it was asked, and `once_given` the ids of records that were deleted. `is_for_readers`
    says that records with gaps were taken out.
    """

    kinds: Mapping[str, Kind]
    filing: Filing
    index: Index
    own_settings: Settings
    calendar_file: CalendarFile
    code_owners: Document | None
    preferred_owners: tuple[Document, ...]
    settings: Settings
    calendar: WorkCalendar
    judge: "Repository | None" = None
    docs: frozenset[str] = frozenset()
    pages: tuple[Document, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    once_given: frozenset[str] = frozenset()
    is_for_readers: bool = False
    _answers: dict[Any, Any] = field(default_factory=dict, init=False)

    @classmethod
    def from_files(cls, contents: Mapping[str, Found], kinds: Mapping[str, Kind], read: Reader = read_record) -> Self:
        """Build the repository from files by path; to build one after the other, pass a `read` that remembers."""
        filing = file_records(contents, kinds, read)
        settings_file, holidays, owners = (text_in(contents, path) for path in (SETTINGS, HOLIDAYS, CODEOWNERS))
        if isinstance(owners, Refusal):
            filing = replace(filing, strays=(*filing.strays, stray_of(CODEOWNERS, owners)))
        settings = Settings() if settings_file is None else read_settings(as_document(SETTINGS, settings_file))
        calendar_file = CalendarFile() if holidays is None else read_calendar(as_document(HOLIDAYS, holidays))
        return cls(
            kinds=kinds,
            filing=filing,
            index=Index(filing.files),
            own_settings=settings,
            calendar_file=calendar_file,
            code_owners=read_plain(CODEOWNERS, owners) if isinstance(owners, bytes) else None,
            preferred_owners=tuple(Document(path, b"") for path in PREFERRED_CODEOWNERS if path in contents),
            settings=settings,
            calendar=calendar_file.calendar,
            docs=frozenset(path for path in contents if is_in_docs(path) and path not in UNPUBLISHED),
            pages=tuple(
                read_plain(path, content)
                for path, content in sorted(contents.items())
                if is_page(path) and isinstance(content, bytes) and len(content) <= MAX_BYTES
            ),
        )

    def with_content(self, path: str, content: Content, read: Reader = read_record) -> Self | None:
        """Return the repository with another content of a record's file; None if that moves it, or another, to another place."""
        entry = refile(self.filing, path, content, self.kinds, read)
        if entry is None:
            return None
        return replace(self, filing=self.filing.replacing(entry), index=self.index.replacing(entry))

    def judged_by(self, base: "Repository", *, own_settings: bool = False) -> "Repository":
        """Return the same records under the settings, the calendar and the people of `base`; or only under its people."""
        if own_settings:
            return replace(self, judge=base)
        return replace(self, judge=base, settings=base.settings, calendar=base.calendar)

    def with_evidence(self, evidence: Evidence) -> Self:
        """Return the same records with this evidence about their approvals."""
        return replace(self, evidence=evidence)

    def with_ids_once_given(self, once_given: frozenset[str]) -> Self:
        """Return the same records, which know the ids of those that were deleted."""
        return replace(self, once_given=once_given)

    def without_texts(self) -> "Repository":
        """Return the same records without their texts, for those who hold thousands and keep the texts elsewhere."""
        filing = self.filing.without_texts()
        return replace(self, filing=filing, index=self.index.holding(filing.files))

    @property
    def files(self) -> Sequence[RecordFile]:
        """Every record's file by path, broken ones too."""
        return self.filing.files

    @property
    def strays(self) -> Sequence[Stray]:
        """The files that belong to no kind, or cannot be read."""
        return self.filing.strays

    @cached_property
    def attachments(self) -> Mapping[str, Attachment]:
        """The pictures and scans of records by path, as far as they belong to one; those not to be published too (F34)."""
        return {
            f"{attachments_of(entry.kind, entry.id)}/{name}": attachment
            for entry in self.filing.files
            for name, attachment in entry.attachments.items()
        }

    @cached_property
    def linked_to(self) -> Mapping[str, RecordFile | None]:
        """What a text may link to, by path: records, each with its file, pictures and scans, and what is in `docs/`."""
        return {**dict.fromkeys((*self.docs, *self.attachments)), **{entry.path: entry for entry in self.filing.files}}

    @property
    def other_documents(self) -> list[Document]:
        """The documents next to the records, as far as they exist: settings, holidays, code owners, pages."""
        documents = (self.own_settings.document, self.calendar_file.document, self.code_owners, *self.pages)
        return [document for document in documents if document]

    @property
    def people(self) -> "Repository":
        """The repository whose employees hold the offices: itself, unless a base judges it."""
        return self if self.judge is None else self.judge

    def for_readers(self) -> "Repository":
        """Return the repository as those see it who show and count records: whole records only, as if no others could be read."""
        if all(entry.is_whole for entry in self.files):
            return self
        filing = self.filing.for_readers()
        judge = self.judge and self.judge.for_readers()
        return replace(self, filing=filing, index=Index(filing.files), judge=judge, is_for_readers=True)

    def __len__(self) -> int:
        return len(self.files)

    def find(self, id_: str) -> RecordFile | None:
        """Return the file with this id, broken or not."""
        return self.filing.by_id.get(id_)

    def file_of(self, record: Record) -> RecordFile:
        """Return the file that a record was read from."""
        return next(entry for entry in self.files if entry.record is record)

    def get(self, id_: str | None, model: type[R]) -> R | None:
        """Return the record with this id; None if there is none, or it is of another model.

        Raises `GapError` if it may be of the model and its file cannot be read; readers get None.
        """
        entry = self.find(id_ or "")
        if entry and entry.record is None and entry.kind.model is model and not self.is_for_readers:
            entry.require_record()
        return entry.record if entry and isinstance(entry.record, model) else None

    def of(self, model: type[R]) -> Sequence[R]:
        """Return all records of a model that can be read, by path."""
        return self.index.of_model(model)  # type: ignore[return-value]

    def unreadable(self, model: type[Record]) -> Sequence[Gap]:
        """Return a gap for each file of a model in which nothing can be read; none to readers, who see whole records only."""
        return () if self.is_for_readers else self.index.unreadable(model)

    def require_readable(self, *models: type[Record]) -> None:
        """Raise `GapError` if a file of these models cannot be read, so that what `of` does not return may yet exist."""
        for gap in (gap for model in models for gap in self.unreadable(model)):
            raise GapError(gap)

    def kind_of(self, record: Record) -> Kind:
        """Return the kind of a record."""
        return self._kind_of_model[type(record)]

    @cached_property
    def _kind_of_model(self) -> Mapping[type[Record], Kind]:
        return {kind.model: kind for kind in self.kinds.values()}

    def once(self, question: Callable[["Repository", *About], T], *about: *About) -> T:
        """Return the answer to a question about all records, computed when it is first asked with these arguments.

        Raises `GapError`, each time, if it cannot be answered.
        """
        key = question, about
        if key not in self._answers:
            try:
                self._answers[key] = question(self, *about)
            except GapError as error:
                self._answers[key] = error.gap
        answer: T | Gap = self._answers[key]
        if isinstance(answer, Gap):
            raise GapError(answer)
        return answer

    def named_in(self, record: Record) -> Named:
        """Return what a record names, as far as it is known: route, id and what may be named there."""
        return self.index.named_in(record)

    def references_in(self, entry: RecordFile) -> Named:
        """Return the same of a file, in which there may be no record."""
        return self.named_in(entry.record) if entry.record else ()

    def citing(self, id_: str, kind: str) -> Sequence[tuple[Record, Route]]:
        """Return the records of a kind that name this id, each with the route at which it does."""
        return [(one.record, one.route) for one in self.index.citing(id_, kind)]

    def cited_by(self, id_: str) -> Sequence[tuple[Record, Route]]:
        """Return every record that names this id, each with the route at which it does."""
        return [(one.record, one.route) for one in self.index.cited_by(id_)]

    def sharing(self, question: Traits, trait: Hashable) -> Sequence[str]:
        """Return the ids of the files of which this is an answer to a question, by path."""
        return self.index.sharing(question, trait)

    def next_id(self, kind: Kind, year: int, elsewhere: Iterable[str] = ()) -> str:
        """Return the next id of a kind that was never given; `elsewhere` are ids given out that no file here has.

        An empty file takes none: a shell may have made it for this very record.
        """
        taken = [entry.id for entry in self.files if entry.kind is kind and entry.id and not entry.empty]
        others = (id_ for id_ in (*self.once_given, *elsewhere) if ids.has_prefix(id_, kind.prefix))
        return ids.next_id(kind.prefix, [*taken, *others], year)

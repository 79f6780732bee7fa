"""A repository that notes what is asked of it, and what of that a change of its files may answer otherwise."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, TypeVar, TypeVarTuple

from validators.model.fields import references
from validators.model.gaps import Gap, GapError
from validators.model.record import Record
from validators.repository.index import Traits
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.source.route import Route
from validators.workspace.notes import QUESTION, Asker, Key, NotedAnswer, Notes

R = TypeVar("R", bound=Record)
T = TypeVar("T")
About = TypeVarTuple("About")

FILES, PATHS, PATH, ID, MODEL, CITED, TRAIT = "files", "paths", "path", "id", "model", "cited", "trait"
"""What may be asked: all files, which files there are, one file, what an id stands for, all of a model, who names an id, and who
gives an answer to a question."""


@dataclass(frozen=True, eq=False, repr=False)
class Watched(Repository):
    """The records, with notes of who asked what of them.

    Only what records say is noted. A change of anything else, such as settings, pages or attachments, begins new notes.
    """

    notes: Notes = field(default_factory=Notes)

    def unwatched(self) -> Repository:
        """Return the same records, to be asked without notes, and narrowed to what some readers see."""
        return Repository(**{one.name: getattr(self, one.name) for one in fields(Repository) if one.init})

    @property
    def files(self) -> Sequence[RecordFile]:
        """Every record's file by path, broken ones too."""
        self.notes.note((FILES,))
        return self.filing.files

    @cached_property
    def linked_to(self) -> Mapping[str, RecordFile | None]:
        """What a text may link to, by path."""
        return _NotedPaths(super().linked_to, self.notes)

    def find(self, id_: str) -> RecordFile | None:
        """Return the file with this id, broken or not."""
        self.notes.note((ID, id_))
        return super().find(id_)

    def of(self, model: type[R]) -> Sequence[R]:
        """Return all records of a model that can be read, by path."""
        self.notes.note((MODEL, model))
        return super().of(model)

    def unreadable(self, model: type[Record]) -> Sequence[Gap]:
        """Return a gap for each file of a model in which nothing can be read."""
        self.notes.note((MODEL, model))
        return super().unreadable(model)

    def citing(self, id_: str, kind: str) -> Sequence[tuple[Record, Route]]:
        """Return the records of a kind that name this id, each with the route at which it does."""
        self.notes.note((CITED, id_))
        return super().citing(id_, kind)

    def cited_by(self, id_: str) -> Sequence[tuple[Record, Route]]:
        """Return every record that names this id, each with the route at which it does."""
        self.notes.note((CITED, id_))
        return super().cited_by(id_)

    def sharing(self, question: Traits, trait: Hashable) -> Sequence[str]:
        """Return the ids of the files of which this is an answer to a question, by path."""
        self.notes.note((TRAIT, question, trait))
        return super().sharing(question, trait)

    def once(self, question: Callable[[Repository, *About], T], *about: *About) -> T:
        """Return the answer to a question about all records, asked again when what it rests on may have changed."""
        asked: Asker = question, about
        self.notes.note((QUESTION, asked))
        answer = self.notes.answer(asked, self.ask)
        if isinstance(answer, Gap):
            raise GapError(answer)
        return NotedAnswer(answer, asked, self.notes) if isinstance(answer, Mapping) else answer  # type: ignore[return-value]

    def ask(self, asked: Any) -> Any:
        """Return what a question about all records is answered now, or the gap by which it cannot be."""
        question, about = asked
        try:
            return question(self, *about)
        except GapError as error:
            return error.gap


class _NotedPaths(Mapping[str, RecordFile | None]):
    """What a text may link to; it is noted which paths were asked for."""

    def __init__(self, linked_to: Mapping[str, RecordFile | None], notes: Notes) -> None:
        self._linked_to, self._notes = linked_to, notes

    def __getitem__(self, path: str) -> RecordFile | None:
        self._notes.note((PATH, path))
        return self._linked_to[path]

    def __iter__(self) -> Iterator[str]:
        self._notes.note((PATHS,))
        return iter(self._linked_to)

    def __len__(self) -> int:
        self._notes.note((PATHS,))
        return len(self._linked_to)


def asked_of(entry: RecordFile, questions: Iterable[Traits]) -> Iterator[Key]:
    """Yield what may have been asked to which a record's file is part of the answer."""
    yield from ((FILES,), (PATH, entry.path), (ID, entry.id), (MODEL, entry.kind.model))
    for _, id_, _ in references(entry.record) if entry.record else ():
        yield CITED, id_
    yield from ((TRAIT, question, trait) for question in questions for trait in question(entry))

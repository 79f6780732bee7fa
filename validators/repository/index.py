"""The records by model and by what they have in common, and which record names which."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import NamedTuple, TypeAlias

from validators.model.fields import references
from validators.model.gaps import Gap
from validators.model.record import Record
from validators.model.types import Reference
from validators.repository.record_file import RecordFile
from validators.source.route import Route

Named: TypeAlias = Sequence[tuple[Route, str, Reference]]
"""What a record names: route, id and what may be named there."""
Traits: TypeAlias = Callable[[RecordFile], Iterable[Hashable]]
"""A question about what is written in a file, a function at the top of a module, with any number of answers."""


class Citation(NamedTuple):
    """A record that names an id, with its path and the route at which it does."""

    path: str
    record: Record
    route: Route


class Index:
    """Answers about the records of some files, each computed when it is first asked for.

    It asks no file for its record but where the answer needs it: who restores thousands of files may leave them untyped.
    """

    def __init__(self, files: Iterable[RecordFile]) -> None:
        self._files = {entry.path: entry for entry in files}
        self._paths: dict[type[Record], list[str]] = defaultdict(list)
        self._models: dict[str, type[Record]] = {}
        for entry in self._files.values():
            self._paths[entry.kind.model].append(entry.path)
            self._models[entry.kind.name] = entry.kind.model
        self._named: dict[int, tuple[Record, Named]] = {}
        self._citations: dict[str, Mapping[str, Sequence[Citation]]] = {}
        self._traits: dict[Traits, Mapping[Hashable, Sequence[str]]] = {}
        self._of_model: dict[type[Record], Sequence[Record]] = {}

    def of_model(self, model: type[Record]) -> Sequence[Record]:
        """Return the records of a model that can be read, by path."""
        if model not in self._of_model:
            self._of_model[model] = [entry.record for entry in self._of(model) if entry.record]
        return self._of_model[model]

    def unreadable(self, model: type[Record]) -> Sequence[Gap]:
        """Return a gap for each file of a model in which nothing can be read."""
        return [Gap(entry.path, entry.id) for entry in self._of(model) if entry.record is None]

    def _of(self, model: type[Record] | None) -> Iterator[RecordFile]:
        return (self._files[path] for path in self._paths.get(model, ())) if model else iter(())

    def named_in(self, record: Record) -> Named:
        """Return what a record names, as far as it is known."""
        known = self._named.get(id(record))
        if known is None or known[0] is not record:
            known = self._named[id(record)] = record, list(references(record))
        return known[1]

    def citing(self, id_: str, kind: str) -> Sequence[Citation]:
        """Return where the records of a kind name an id; those of other kinds are not looked at."""
        if kind not in self._citations:
            found: dict[str, list[Citation]] = defaultdict(list)
            for entry in self._of(self._models.get(kind)):
                for named, citation in self._citations_in(entry):
                    found[named].append(citation)
            self._citations[kind] = found
        return self._citations[kind].get(id_, ())

    def cited_by(self, id_: str) -> Sequence[Citation]:
        """Return where any record names an id."""
        return sorted((citation for kind in self._models for citation in self.citing(id_, kind)), key=_path)

    def sharing(self, question: Traits, trait: Hashable) -> Sequence[str]:
        """Return the ids of the files of which this is an answer to a question, by path."""
        if question not in self._traits:
            found: dict[Hashable, list[str]] = defaultdict(list)
            for path, entry in self._files.items():
                for answer in dict.fromkeys(question(entry)):
                    found[answer].append(path)
            self._traits[question] = found
        return [self._files[path].id for path in self._traits[question].get(trait, ())]

    @property
    def questions(self) -> Iterable[Traits]:
        """The questions of `sharing` that were asked so far."""
        return self._traits.keys()

    def replacing(self, entry: RecordFile) -> "Index":
        """Return the index of the same files, but for one of the same path and kind; what is known of the others is kept."""
        new, before, kind = copy(self), self._files[entry.path], entry.kind.name
        new._files = {**self._files, entry.path: entry}
        new._traits = {question: _replaced(question, traits, before, entry) for question, traits in self._traits.items()}
        new._of_model = {model: records for model, records in self._of_model.items() if model is not entry.kind.model}
        new._citations = dict(self._citations)
        if kind in self._citations:
            new._citations[kind] = self._citations_replaced(kind, before, entry)
        if before.record:
            self._named.pop(id(before.record), None)
        return new

    def holding(self, files: Iterable[RecordFile]) -> "Index":
        """Return the index of the same records in other files, such as those without their texts."""
        new = copy(self)
        new._files = {entry.path: entry for entry in files}
        return new

    def _citations_in(self, entry: RecordFile) -> list[tuple[str, Citation]]:
        if entry.record is None:
            return []
        return [(id_, Citation(entry.path, entry.record, route)) for route, id_, _ in self.named_in(entry.record)]

    def _citations_replaced(self, kind: str, before: RecordFile, after: RecordFile) -> Mapping[str, Sequence[Citation]]:
        gone, come = self._citations_in(before), self._citations_in(after)
        found = dict(self._citations[kind])
        for id_ in dict.fromkeys(id_ for id_, _ in (*gone, *come)):
            kept = [one for one in found.get(id_, ()) if one.path != before.path]
            found[id_] = sorted([*kept, *(citation for other, citation in come if other == id_)], key=_path)
        return found


def _replaced(
    question: Traits, traits: Mapping[Hashable, Sequence[str]], before: RecordFile, after: RecordFile
) -> Mapping[Hashable, Sequence[str]]:
    """Return the paths by what the files answer to a question after one was replaced."""
    found = dict(traits)
    for trait in dict.fromkeys(question(before)):
        found[trait] = [path for path in found[trait] if path != before.path]
    for trait in dict.fromkeys(question(after)):
        found[trait] = sorted([*found.get(trait, ()), after.path])
    return found


def _path(one: Citation) -> str:
    return one.path

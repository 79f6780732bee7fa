"""The records by model and by what they have in common, and which record names which."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import NamedTuple, TypeAlias

from validators.model.fields import references
from validators.model.gaps import Gap, GapError
from validators.model.record import Record
from validators.model.types import Reference
from validators.repository.record_file import RecordFile
from validators.source.route import Route

Named: TypeAlias = Sequence[tuple[Route, str, Reference]]
"""What a record names: route, id and what may be named there."""
Traits: TypeAlias = Callable[[Record], Iterable[Hashable]]
"""A question about a record, a function at the top of a module, with any number of answers that others may have too."""


class Filed(NamedTuple):
    """A file's record, None while nothing in it can be read, with its path, the id and the model that it is filed under."""

    path: str
    id: str
    record: Record | None
    kind: str
    model: type[Record]


class Citation(NamedTuple):
    """A record that names an id, with its path and the route at which it does."""

    path: str
    record: Record
    route: Route


class Shared(NamedTuple):
    """Answers to a question about each record: the records by answer, and by path what kept a record from answering."""

    by_trait: Mapping[Hashable, Sequence[Filed]]
    gaps: Mapping[str, Gap]


class Index:
    """Answers about the records of some files, each computed when it is first asked for.

    It keeps the records and not their files, so that texts can be dropped while it is in use.
    """

    def __init__(self, files: Iterable[RecordFile]) -> None:
        self._filed = {entry.path: _filed(entry) for entry in files}
        self._named: dict[int, tuple[Record, Named]] = {}
        self._citations: dict[str, Mapping[str, Sequence[Citation]]] = {}
        self._shared: dict[Traits, Shared] = {}

    @cached_property
    def of_model(self) -> Mapping[type[Record], Sequence[Record]]:
        """The records of each model, by path."""
        found: dict[type[Record], list[Record]] = defaultdict(list)
        for one in self._filed.values():
            if one.record:
                found[type(one.record)].append(one.record)
        return found

    @cached_property
    def unreadable(self) -> Mapping[type[Record], Sequence[Gap]]:
        """By model a gap for each file in which nothing can be read."""
        found: dict[type[Record], list[Gap]] = defaultdict(list)
        for one in self._filed.values():
            if one.record is None:
                found[one.model].append(Gap(one.path, one.id))
        return found

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
            for one in self._filed.values():
                for named, citation in self._citations_in(one) if one.kind == kind else ():
                    found[named].append(citation)
            self._citations[kind] = found
        return self._citations[kind].get(id_, ())

    def cited_by(self, id_: str) -> Sequence[Citation]:
        """Return where any record names an id."""
        return sorted((citation for kind in self._kinds for citation in self.citing(id_, kind)), key=_path)

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(one.kind for one in self._filed.values())

    def shared(self, question: Traits) -> Shared:
        """Return which records give which answer to a question."""
        if question not in self._shared:
            found: dict[Hashable, list[Filed]] = defaultdict(list)
            gaps: dict[str, Gap] = {}
            for one in self._filed.values():
                for trait in _answers(question, one, gaps):
                    found[trait].append(one)
            self._shared[question] = Shared(found, gaps)
        return self._shared[question]

    @property
    def questions(self) -> Iterable[Traits]:
        """The questions of `shared` that were asked so far."""
        return self._shared.keys()

    def replacing(self, entry: RecordFile) -> "Index":
        """Return the index of the same files, but for one at the same path; what is known of the others is kept."""
        new, before, after = copy(self), self._filed[entry.path], _filed(entry)
        new._filed = {**self._filed, entry.path: after}
        new._shared = {question: _replaced(question, shared, before, after) for question, shared in self._shared.items()}
        if (before.kind, type(before.record)) != (after.kind, type(after.record)):
            for name in ("of_model", "unreadable", "_kinds"):
                new.__dict__.pop(name, None)
        elif "of_model" in self.__dict__ and after.record:
            records = [after.record if one is before.record else one for one in self.of_model[type(after.record)]]
            new.__dict__["of_model"] = {**self.of_model, type(after.record): records}
        new._citations = dict(self._citations)
        for kind in {before.kind, after.kind} & self._citations.keys():
            new._citations[kind] = self._citations_replaced(kind, before, after)
        if before.record:
            self._named.pop(id(before.record), None)
        return new

    def _citations_in(self, one: Filed) -> list[tuple[str, Citation]]:
        if one.record is None:
            return []
        return [(id_, Citation(one.path, one.record, route)) for route, id_, _ in self.named_in(one.record)]

    def _citations_replaced(self, kind: str, before: Filed, after: Filed) -> Mapping[str, Sequence[Citation]]:
        gone = self._citations_in(before) if before.kind == kind else []
        come = self._citations_in(after) if after.kind == kind else []
        found = dict(self._citations[kind])
        for id_ in dict.fromkeys(id_ for id_, _ in (*gone, *come)):
            kept = [one for one in found.get(id_, ()) if one.path != before.path]
            found[id_] = sorted([*kept, *(citation for other, citation in come if other == id_)], key=_path)
        return found


def _filed(entry: RecordFile) -> Filed:
    return Filed(entry.path, entry.id, entry.record, entry.kind.name, entry.kind.model)


def answers(question: Traits, record: Record | None) -> list[Hashable]:
    """Return a record's answers to a question; the gap if it cannot answer."""
    try:
        return list(dict.fromkeys(question(record))) if record else []
    except GapError as error:
        return [error.gap]


def _answers(question: Traits, one: Filed, gaps: dict[str, Gap]) -> Iterator[Hashable]:
    """Yield a record's answers to a question; where it cannot answer, what is missing is added to `gaps`."""
    for answer in answers(question, one.record):
        if isinstance(answer, Gap):
            gaps[one.path] = answer
        else:
            yield answer


def _replaced(question: Traits, shared: Shared, before: Filed, after: Filed) -> Shared:
    """Return the answers to a question after one record was replaced."""
    found = dict(shared.by_trait)
    gaps = {path: gap for path, gap in shared.gaps.items() if path != before.path}
    for trait in _answers(question, before, {}):
        found[trait] = [one for one in found[trait] if one.path != before.path]
    for trait in _answers(question, after, gaps):
        found[trait] = sorted([*found.get(trait, ()), after], key=_path)
    return Shared(found, dict(sorted(gaps.items())))


def _path(one: Filed | Citation) -> str:
    return one.path

"""The records by model, and which record names which."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from validators.model.fields import references
from validators.model.gaps import Gap
from validators.model.record import Record
from validators.model.types import Reference
from validators.repository.record_file import RecordFile
from validators.source.route import Route


class Citation(NamedTuple):
    """A record that names an id, with the route at which it does and its kind's name."""

    record: Record
    route: Route
    kind: str


class Index:
    """Answers about the records of some files, each computed when it is first asked for.

    It keeps the records and not their files, so that texts can be dropped while it is in use.
    """

    def __init__(self, files: Iterable[RecordFile]) -> None:
        self._records: dict[str, tuple[Record, str]] = {}
        self.unreadable: dict[type[Record], list[Gap]] = defaultdict(list)
        """By model a gap for each file in which nothing can be read."""
        for entry in files:
            if entry.record:
                self._records[entry.path] = entry.record, entry.kind.name
            else:
                self.unreadable[entry.kind.model].append(Gap(entry.path, entry.id))

    @cached_property
    def of_model(self) -> Mapping[type[Record], Sequence[Record]]:
        """The records of each model, by path."""
        found: dict[type[Record], list[Record]] = defaultdict(list)
        for record, _ in self._records.values():
            found[type(record)].append(record)
        return found

    @cached_property
    def references(self) -> Mapping[str, Sequence[tuple[Route, str, Reference]]]:
        """What each record names, by its path: route, id and what may be named there."""
        return {path: list(references(record)) for path, (record, _) in self._records.items()}

    @cached_property
    def citations(self) -> Mapping[str, Sequence[Citation]]:
        """The records that name an id, by that id."""
        found: dict[str, list[Citation]] = defaultdict(list)
        for path, (record, kind) in self._records.items():
            for route, id_, _ in self.references[path]:
                found[id_].append(Citation(record, route, kind))
        return found

"""The ids that records have and may still get: which is the next free one of a kind, and in which file it is kept."""

from validators.repository.repository import RECORDS, RecordFile, Repository
from validators.rules.kind import Kind
from validators.source.codes import FileCode


def next_id(kind: Kind, repository: Repository, year: int) -> str:
    """The id after the last of the kind: with the year, unless the ids of its records go without.

    A gap is not filled: its id may have been that of a record which is no more. An empty file may be the one that a shell made
    for this very record.
    """
    taken = [entry.id for entry in repository.files if entry.kind is kind and entry.id and not is_empty(entry)]
    yearly = not taken or any(id_.count("-") > 1 for id_ in taken)
    stem = f"{kind.prefix}-{year}-" if yearly else f"{kind.prefix}-"
    numbers = [int(id_.removeprefix(stem)) for id_ in taken if id_.startswith(stem) and id_.removeprefix(stem).isdecimal()]
    return f"{stem}{max(numbers, default=0) + 1:03}"


def is_empty(entry: RecordFile) -> bool:
    """Whether nothing at all stands in the file."""
    return any(code == FileCode.EMPTY_FILE for code, _ in entry.problems)


def path_of(kind: Kind, id_: str) -> str:
    """Where a record of this id is kept."""
    return f"{RECORDS}/{kind.folder}/{id_}.md"

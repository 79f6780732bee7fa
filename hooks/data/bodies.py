"""The texts of records under their facts, each held until its page has taken it."""

from collections.abc import Collection, Iterable

from validators.repository.record_file import RecordFile


class Bodies:
    """The bodies by path, as UTF-8: Python's own strings of Uzbek are twice as large."""

    def __init__(self, files: Iterable[RecordFile] = (), partial: Collection[str] = ()) -> None:
        """Take the texts of records, and of those that are known in part, which `partial` names by path."""
        known = (entry for entry in files if entry.record or entry.path in partial)
        self._bodies = {entry.path: entry.document.body.encode() for entry in known}

    def of(self, path: str) -> str:
        """Return the body of a record; "" for a broken one, since it is unknown where its facts end."""
        return self._bodies.get(path, b"").decode()

    def take(self, path: str) -> str:
        """Return the body and let it go: from here on the page has it."""
        return self._bodies.pop(path, b"").decode()

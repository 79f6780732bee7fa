"""The records' part of the search index: one entry each, where Material would make one of every heading."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """A record as it is found: its URL, its title, its words (both escaped), and its tags."""

    location: str
    title: str
    text: str
    tags: tuple[str, ...]

    def entry(self) -> bytes:
        """It as the index has it, in UTF-8: Python's own strings are twice as large, and thousands wait for the build's end."""
        return _json({"location": self.location, "title": self.title, "text": self.text, "tags": list(self.tags)}).encode()


def add_records(site: Path, entries: Iterable[bytes], gone: Collection[str]) -> None:
    """Appends the records to the index that Material's search has written, without what it still knows of `gone` pages."""
    file = site / "search" / "search_index.json"
    index = json.loads(file.read_text("utf-8"))
    docs = index.pop("docs")
    kept = (_json(doc).encode() for doc in docs if doc["location"].partition("#")[0] not in gone)
    with file.open("wb") as written:
        # An entry at a time: the index of ten thousand records is large, and need not be held whole.
        written.write(f'{_json(index)[:-1]},"docs":['.encode())
        for place, entry in enumerate(chain(kept, entries)):
            written.write((b"," if place else b"") + entry)
        written.write(b"]}")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

"""The records' part of the search index: one entry each, where Material would make one of every heading."""

import json
from collections.abc import Iterable
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


def add_records(site: Path, records: Iterable[Found]) -> None:
    """Appends the records to the index that Material's search has written."""
    file = site / "search" / "search_index.json"
    index = json.loads(file.read_text("utf-8"))
    docs = index.pop("docs")
    with file.open("w", encoding="utf-8") as written:
        # An entry at a time: the index of ten thousand records is large, and need not be held whole.
        written.write(f'{_json(index)[:-1]},"docs":[')
        for place, entry in enumerate(chain(docs, map(_entry, records))):
            written.write(f"{',' if place else ''}{_json(entry)}")
        written.write("]}")


def _entry(found: Found) -> dict[str, object]:
    return {"location": found.location, "title": found.title, "text": found.text, "tags": list(found.tags)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

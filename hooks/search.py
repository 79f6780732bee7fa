"""The records' part of the search index: one entry each, where Material would make one of every heading."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
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
    index["docs"].extend(
        {"location": found.location, "title": found.title, "text": found.text, "tags": list(found.tags)} for found in records
    )
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True), "utf-8")

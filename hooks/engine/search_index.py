"""The records' part of the search index: one entry each, where Material would make one of every heading."""

import json
from collections import defaultdict
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


def add_records(site: Path, entries: Iterable[bytes], texts: dict[str, list[bytes]], gone: Collection[str]) -> None:
    """Appends the records to the index that Material's search has written, without what it still knows of `gone` pages.

    `texts` holds the entries of other pages by URL: Material, building again what changed, forgets those whose URLs begin alike.
    """
    file = site / "search" / "search_index.json"
    index = json.loads(file.read_text("utf-8"))
    found: dict[str, list[bytes]] = defaultdict(list)
    for doc in index.pop("docs"):
        found[doc["location"].partition("#")[0]].append(_json(doc).encode())
    texts.update(found)
    for url in gone:
        texts.pop(url, None)
    kept = chain.from_iterable(texts.values())
    with file.open("wb") as written:
        # An entry at a time: the index of ten thousand records is large, and need not be held whole.
        written.write(f'{_json(index)[:-1]},"docs":['.encode())
        for place, entry in enumerate(chain(kept, entries)):
            written.write((b"," if place else b"") + entry)
        written.write(b"]}")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

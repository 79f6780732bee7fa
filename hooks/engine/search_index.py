"""The records' part of the search index: one entry for each, where Material would make one for every heading."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from hooks.engine import mkdocs_internals


@dataclass(frozen=True, slots=True)
class Found:
    """A record as search finds it: its URL, its title and its words, both escaped, and its tags."""

    location: str
    title: str
    text: str
    tags: tuple[str, ...]

    def entry(self) -> bytes:
        """Return the entry as JSON in UTF-8: thousands wait for the build's end, and a `str` takes twice the memory."""
        return _json({"location": self.location, "title": self.title, "text": self.text, "tags": list(self.tags)}).encode()


def add_records(site: Path, entries: Iterable[bytes], texts: dict[str, list[bytes]], gone: Collection[str]) -> None:
    """Append the records to the index that Material's search has written, and take pages that are gone out of it.

    `texts` holds the entries of other pages by URL and is updated: in an incremental build Material forgets pages whose URLs
    begin like that of the first page that it built again.
    """
    file = site / "search" / "search_index.json"
    index, docs = mkdocs_internals.read_search_index(file)
    found: dict[str, list[bytes]] = defaultdict(list)
    for doc in docs:
        found[doc["location"].partition("#")[0]].append(_json(doc).encode())
    texts.update(found)
    for url in gone:
        texts.pop(url, None)
    kept = chain.from_iterable(texts.values())
    with file.open("wb") as written:
        # One entry at a time: the index of ten thousand records is large, and need not be held whole.
        written.write(f'{_json(index)[:-1]},"docs":['.encode())
        for place, entry in enumerate(chain(kept, entries)):
            written.write((b"," if place else b"") + entry)
        written.write(b"]}")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

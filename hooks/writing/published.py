"""Writes what the writing page loads: never for the public, and nothing personal."""

import gzip
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hooks.data.snapshot import Snapshot
from hooks.writing import runtime
from validators.browser.forms import choices_as_json, fields_as_json
from validators.browser.publishing import published_text
from validators.repository.nearest import title_of
from validators.repository.record_file import RecordFile, read_record
from validators.source.limits import MAX_BYTES

WORKER = Path(__file__).with_name("worker.js")
TEXTS = "texts"


def write(snapshot: Snapshot, site: Path) -> None:
    """Write the texts of records, all records in short, and, if it was fetched, Python with the checks."""
    folder = site / runtime.FOLDER
    names: dict[str, Any] = {TEXTS: f"{TEXTS}/{{id}}.json"}
    if os.environ.get("NIZOM_AS_OF"):
        names["day"] = snapshot.as_of.isoformat()
    _write_texts(snapshot, folder / TEXTS)
    repository, language = snapshot.repository, snapshot.language
    made = {
        "fields.json": fields_as_json(repository, snapshot.as_of, language).encode(),
        "choices.json": choices_as_json(repository, language).encode(),
        "records.json.gz": gzip.compress(snapshot.writing, 6, mtime=0),
    }
    if runtime.is_fetched(snapshot.root):
        python = runtime.python_files(snapshot.root)
        names["python"] = f"python-{runtime.short_digest(*python.values())}/"
        for name, content in python.items():
            _write(folder / names["python"] / name, content)
        made["worker.js"] = WORKER.read_bytes()
        made["validators.zip"] = runtime.program(snapshot.root / runtime.FETCHED)
    for name, content in made.items():
        stem, suffix = name.split(".", 1)
        names[name] = f"{stem}.{runtime.short_digest(content)}.{suffix}"
        _write(folder / names[name], content)
    _write(folder / "files.json", json.dumps(names, sort_keys=True).encode())


def _write_texts(snapshot: Snapshot, folder: Path) -> None:
    """Write the texts of records, read again as they are now; one that may no longer be published is taken away."""
    published = set()
    for entry in snapshot.repository.files:
        said = _text_of(entry, snapshot.root) if snapshot.repository.find(entry.id) is entry else None
        if said is not None:
            published.add(f"{entry.id}.json")
            _write(folder / f"{entry.id}.json", json.dumps(said, ensure_ascii=False).encode())
    for file in folder.glob("*.json"):
        if file.name not in published:
            file.unlink()


def _text_of(entry: RecordFile, root: Path) -> Mapping[str, Any] | None:
    """Return the text of a record with what it says; None if it may not be published, or is no longer there."""
    try:
        with (root / entry.path).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError:
        return None
    now = read_record(entry.path, content, entry.kind)
    if published_text(now, content) is None or now.id != entry.id:
        return None
    return {
        "record": now.id,
        "path": now.path,
        "kind": now.kind.name,
        "title": title_of(now),
        "text": content.decode(),
        "values": now.document.values,
        "body": now.document.body,
    }


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.is_file() or file.read_bytes() != content:
        file.write_bytes(content)

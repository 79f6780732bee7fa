"""The text of a new record: with what is known of it, or like another one without what was decided and done there."""

from collections.abc import Iterator
from typing import Any

from validators.authoring.scaffold import NOT_BY_HAND, known_facts
from validators.model.digest import is_progress
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.edits.record_text import RecordText
from validators.source.edits.yaml_text import scalar
from validators.source.route import ROOT, Route

_KEPT = frozenset({"status", "responsible", "related"})
"""What is progress in every kind and not of a record's own way: who does the work, and what else is worth reading."""


def new_text(kind: Kind, id_: str, repository: Repository) -> str:
    """Return the text of a new record that says what is known before anybody writes in it."""
    known = known_facts(kind, id_, "", repository)
    return "".join(("---\n", *(f"{key}: {scalar(value)}\n" for key, value in known.items() if value), "---\n"))


def text_like(entry: RecordFile, text: str, id_: str) -> str:
    """Return a record's text as that of a new one: in the first status, without decisions, corrections and progress.

    Raises `EditError` if it is written in a way in which something of that cannot be taken out.
    """
    statuses = entry.kind.lifecycle.statuses
    for route in (*map(Route, sorted(NOT_BY_HAND)), *_progress(entry)):
        record = RecordText(text)
        if route.get(record.values) is not None:
            text = record.edited(record.remove(route))
    for key, value in (("id", id_), ("status", statuses[0] if statuses else "")):
        if value:
            record = RecordText(text)
            text = record.edited(record.set(Route(key), value))
    return text


def _progress(entry: RecordFile) -> Iterator[Route]:
    """Yield where a record says how the work went, the last places first, so that they stay where they are meanwhile."""
    every = (route for route in _routes(entry.document.values, ROOT) if route.first_key not in _KEPT)
    found = [route for route in every if is_progress(route, entry.kind.progress)]
    outermost = [route for route in found if not any(route != other and route.starts_with(other) for other in found)]
    yield from reversed(outermost)


def _routes(values: Any, at: Route) -> Iterator[Route]:
    """Yield the routes of all values, the outer before the inner."""
    parts = values.items() if isinstance(values, dict) else enumerate(values) if isinstance(values, list) else ()
    for part, value in parts:
        yield at / part
        yield from _routes(value, at / part)

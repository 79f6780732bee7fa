"""What a file is made of, by the names of its fields and headings; and records by their words."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from lsprotocol.types import DocumentSymbol, Location, SymbolKind, WorkspaceSymbol

from validators.editor.mentions import ID
from validators.editor.open_file import OpenFile
from validators.editor.positions import EditedText
from validators.model.fields import title_at
from validators.model.items import group_of_items
from validators.repository.nearest import is_called, title_of
from validators.repository.repository import Repository
from validators.source.body import Body
from validators.source.document import Document
from validators.source.finding import Span
from validators.source.front_matter import Place
from validators.source.route import ROOT, Route

MOST = 200
"""How many records are named at a time."""


def symbols(file: OpenFile) -> list[DocumentSymbol]:
    """Return the facts of a record, each with those inside it, then the headings of its text."""
    if file.entry is None:
        return []
    document = file.entry.document
    facts = _inside(file, document, ROOT, document.root) if document.root else []
    headings = [_heading(file, document, heading.words, heading.start, heading.end) for heading in Body(document.body).headings]
    return [*facts, *headings]


def _inside(file: OpenFile, document: Document, route: Route, place: Place) -> list[DocumentSymbol]:
    """Return the symbols of what a group or a list holds."""
    return [
        DocumentSymbol(
            name=_name(file, document, route / part),
            kind=SymbolKind.Field if child.children is None else SymbolKind.Struct,
            range=file.text.range(Span(*_begin(child), *_end(child))),
            selection_range=file.text.range(child.key or Span(*_begin(child), *_begin(child))),
            detail=_detail(document, route / part),
            children=_inside(file, document, route / part, child),
        )
        for part, child in _children(place)
    ]


def _children(place: Place) -> Iterator[tuple[str | int, Place]]:
    if isinstance(place.children, dict):
        yield from place.children.items()
    elif place.children:
        yield from ((index, child) for index, child in enumerate(place.children) if child.children is not None)


def _name(file: OpenFile, document: Document, route: Route) -> str:
    """Return what a field is called, or the words by which an item of a list is known."""
    model = file.entry.kind.model if file.entry else None
    if model is None or isinstance(route[-1], str):
        return file.language.text(title_at(model, route)) if model else str(route[-1])
    item = route.get(document.values)
    named = (item.get(key) for key in group_of_items(model, route).NAMED_BY) if isinstance(item, dict) else ()
    return next((name for name in named if isinstance(name, str) and name), str(int(route[-1]) + 1))


def _detail(document: Document, route: Route) -> str | None:
    value = route.get(document.values)
    if isinstance(value, list):
        return str(len(value))
    return value.partition("\n")[0] if isinstance(value, str) else None


def _begin(place: Place) -> tuple[int, int]:
    return (place.key or place.pointed)[:2]


def _end(place: Place) -> tuple[int, int]:
    children = [child for _, child in _children(place)] if isinstance(place.children, dict) else place.children or []
    return max([place.value[2:], *map(_end, children)])


def _heading(file: OpenFile, document: Document, words: str, start: int, end: int) -> DocumentSymbol:
    place = file.text.range(document.body_span(start, end))
    return DocumentSymbol(words or "#", SymbolKind.String, place, place)


def called(words: str, root: Path, repository: Repository, units: str) -> list[WorkspaceSymbol]:
    """Return the records in whose id, title or number all the words are, in any spelling."""
    entries = (entry for entry in repository.files if entry.id and is_called(entry, words.split()))
    return [
        WorkspaceSymbol(
            Location((root / entry.path).as_uri(), EditedText(entry.document.text, units).range(entry.document.span(ID))),
            f"{entry.id}  {title_of(entry)}",
            SymbolKind.File,
        )
        for entry in islice(entries, MOST)
    ]

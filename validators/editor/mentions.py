"""Where a record is, where others name it, and why its id stays as it is."""

from collections.abc import Iterator

from lsprotocol.types import Location, Position

from validators.editor.open_file import OpenFile
from validators.repository.link_target import read_address
from validators.repository.record_file import RecordFile
from validators.source.body import Body
from validators.source.finding import Span
from validators.source.route import Route

ID = Route("id")


def definition(file: OpenFile, position: Position) -> Location | None:
    """Return where the record is that is named at a place."""
    entry = _named(file, position)
    return file.location(entry, entry.document.span(ID)) if entry else None


def references(file: OpenFile, position: Position) -> list[Location]:
    """Return where records name the one that is named at a place, in facts and in texts."""
    wanted = _named(file, position)
    entries = file.repository.files if wanted else ()
    return [file.location(entry, span) for entry in entries if wanted for span in _mentions(entry, wanted, file)]


def _named(file: OpenFile, position: Position) -> RecordFile | None:
    word = file.word(position)
    return file.repository.find(word.text) if word else None


def _mentions(entry: RecordFile, wanted: RecordFile, file: OpenFile) -> Iterator[Span]:
    document = entry.document
    for route, id_, _ in file.repository.references_in(entry):
        if id_ == wanted.id:
            yield document.span(route)
    if wanted.id in document.body:
        body = Body(document.body)
        by_id = [(link.start, link.end) for link in body.wiki_links if link.id == wanted.id]
        by_path = [(link.start, link.end) for link in body.links if read_address(entry.path, link.target).path == wanted.path]
        for start, end in sorted((*by_id, *by_path)):
            yield document.body_span(start, end)

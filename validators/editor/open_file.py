"""A file that an editor has open, with what the editor's questions about it are answered from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lsprotocol.types import Location, Position, Range

from validators.checks.run import all_checks
from validators.editor.outline import Outline
from validators.editor.positions import EditedText
from validators.repository.paths import RECORDS, folder_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.source.finding import Span
from validators.text.messages import Language

_WORD = re.compile(r"[A-Za-z0-9](?:[\w.-]*\w)?")


class Word(NamedTuple):
    """A word of the text, its line and column from 0, and the editor's range of it."""

    text: str
    line: int
    column: int
    range: Range


@dataclass(frozen=True)
class OpenFile:
    """A file by its path from the root of the repository, with its text as it is in the editor, among the records on that day."""

    root: Path
    path: str
    text: EditedText
    repository: Repository
    as_of: date
    language: Language

    @cached_property
    def outline(self) -> Outline:
        """The facts line by line."""
        return Outline(self.text.lines)

    @cached_property
    def checks(self) -> Mapping[str, Check]:
        """Every check by code."""
        return all_checks(self.repository.kinds)

    @cached_property
    def entry(self) -> RecordFile | None:
        """The record in the file; None if the file is of no kind."""
        return next((entry for entry in self.repository.files if entry.path == self.path), None)

    @cached_property
    def kind(self) -> Kind | None:
        """The kind of the folder that the file is in; None if it is in none."""
        kinds = self.repository.kinds.values()
        return next((kind for kind in kinds if folder_of(self.path) == f"{RECORDS}/{kind.folder}"), None)

    def word(self, position: Position) -> Word | None:
        """Return the word at a place: an id, a code, a key or a value without spaces."""
        line, column = self.text.place(position)
        for found in _WORD.finditer(self.text.lines[line]):
            if found.start() <= column <= found.end():
                place = Range(self.text.position(line, found.start()), self.text.position(line, found.end()))
                return Word(found[0], line, column, place)
        return None

    def location(self, entry: RecordFile, span: Span) -> Location:
        """Return where a stretch of a record's file is."""
        return Location((self.root / entry.path).as_uri(), EditedText(entry.document.text, self.text.units).range(span))

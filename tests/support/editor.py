"""An editor that talks to the language server, and does what a person does in it."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from lsprotocol import types as lsp
from pytest_lsp import LanguageClient

from tests.support.scratch import AS_OF

SERVER = (sys.executable, "-m", "validators", "lsp", "--as-of", AS_OF)
"""The command that an editor starts."""
CURSOR = "‸"
"""Where the cursor is in the text of a test."""
PATIENCE = 20
"""Seconds after which an answer that does not come is a failure."""


def cursor_in(text: str) -> tuple[str, lsp.Position]:
    """Return the text without the sign for the cursor, and the place of it in units of UTF-16."""
    before, _, after = text.partition(CURSOR)
    line = before.rpartition("\n")[2]
    return before + after, lsp.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)


class Editor:
    """A client of the server with files of one repository open."""

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client = client
        self.root = root
        self._versions: dict[str, int] = {}

    def uri(self, path: str) -> str:
        """Return the address by which editors know a file."""
        return (self.root / path).as_uri()

    def saved(self, path: str) -> str:
        """Return the text of a file on the disk."""
        return (self.root / path).read_bytes().decode()

    async def open(self, path: str, text: str | None = None) -> None:
        """Open a file, as it is on the disk or with a text that is not saved, and wait until it was checked."""
        uri, text = self.uri(path), self.saved(path) if text is None else text
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", 1, text)))
        await self.until(lambda: uri in self.client.diagnostics)

    async def shows(self, path: str, findings: list[str]) -> None:
        """Wait until these are the findings in a file, and no others; fail with those that there are."""
        try:
            await self.until(lambda: self.found(path) == findings)
        except TimeoutError:
            assert self.found(path) == findings

    def type(self, path: str, text: str) -> None:
        """Let the text of an open file be this."""
        version = self._versions[path] = self._versions.get(path, 1) + 1
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(version, self.uri(path)), [lsp.TextDocumentContentChangeWholeDocument(text)]
            )
        )

    def found(self, path: str) -> list[str]:
        """Return the findings that are shown in a file: line, columns and code."""
        shown = self.client.diagnostics.get(self.uri(path), ())
        return [f"{one.range.start.line + 1}:{one.range.start.character}-{one.range.end.character} {one.code}" for one in shown]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for notifications until something holds."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await self.client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)

"""The language server: what an editor asks, handed on to those who know, and findings sent while a text is typed."""

import asyncio
import gc
import logging
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException, JsonRpcMethodNotFound
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from validators import __version__, clock
from validators.authoring.fixes import fix
from validators.editor.completions import completions
from validators.editor.desk import Desk, Shown, is_judged, lacking_in
from validators.editor.diagnostics import diagnostics
from validators.editor.explaining import hover
from validators.editor.lens import lenses
from validators.editor.mentions import definition, references
from validators.editor.open_file import OpenFile
from validators.editor.positions import EditedText
from validators.editor.quick_fixes import FIX_ALL, fix_all, quick_fixes
from validators.editor.symbols import called, symbols
from validators.kinds import all_kinds
from validators.output.links import Links
from validators.repository.paths import DOCS, RECORDS
from validators.repository.reading import find_root
from validators.text.messages import Language, Message, say
from validators.text.own_failure import where_it_failed

QUIET, IDLE = 0.1, 1.0
"""For so many seconds nothing is typed before the files that are open are checked, and before all others are."""
A = TypeVar("A")


class NizomServer(LanguageServer):
    """Answers one editor, which may have files of several repositories open."""

    def __init__(self, language: Language, as_of: date | None) -> None:
        # Whole texts are small, and where an editor begins a new line is a matter of opinion (U+2028).
        super().__init__("nizom", __version__, lsp.TextDocumentSyncKind.Full)
        self.language = language
        self._as_of = as_of
        self._links = Links.given_by(os.environ)
        self._desks: dict[Path, Desk] = {}
        self._named: dict[Path, set[str]] = defaultdict(set)
        self._waiting: dict[Path, tuple[asyncio.TimerHandle, ...]] = {}
        self._uris: dict[Path, str] = {}
        self._lacking: dict[Path, Message] = {}
        self._has_explained = False
        for method, answer, options in _FEATURES:
            self.feature(method, options)(_guarded(self, answer))

    @property
    def as_of(self) -> date:
        """The day as of which records are judged."""
        return self._as_of or clock.today()

    def find(self, uri: str) -> tuple[Desk, str] | None:
        """Return the repository of a file and its path there; None if no check looks at such a file."""
        name = to_fs_path(uri)
        root = find_root(Path(name).parent) if name else None
        path = Path(name).relative_to(root).as_posix() if name and root else ""
        if root and is_judged(path):
            if root not in self._desks and root not in self._lacking:
                if lacking := lacking_in(root):
                    self._lacking[root] = lacking
                else:
                    self._desks[root] = Desk(root)
            return (self._desks[root], path) if root in self._desks else None
        return None

    def open(self, uri: str, text: str) -> None:
        """Take a file that the editor has opened; say why, if no check looks at it."""
        self._lacking.clear()  # what was left out may have been fetched since
        if found := self.find(uri):
            desk, path = found
            self._uris[desk.root / path] = uri
            self.lay(desk, path, text)
        else:
            self.say_why_not(uri)

    def lay(self, desk: Desk, path: str, text: str | None) -> None:
        """Lay a text over a file, or take it away, and look at what is found then."""
        desk.lay(path, text)
        self.check_soon(desk)

    def file(self, uri: str) -> OpenFile | None:
        """Return a file that is open; None if no check looks at it."""
        found = self.find(uri)
        if found is None or found[1] not in found[0].texts:
            return None
        desk, path = found
        return OpenFile(desk.root, path, self.edited(desk.texts[path]), desk.repository, self.as_of, self.language)

    @property
    def desks(self) -> Iterable[Desk]:
        """The repositories of which the editor has, or had, a file open."""
        return self._desks.values()

    @property
    def units(self) -> str:
        """The units in which the editor counts columns."""
        return self.workspace.position_encoding or lsp.PositionEncodingKind.Utf16

    def edited(self, text: str) -> EditedText:
        """Return a text whose places are counted as the editor counts them."""
        return EditedText(text, self.units)

    def say_why_not(self, uri: str) -> None:
        """Say why nothing is found in a file: aloud where records are left out, and once where there are none at all."""
        name = to_fs_path(uri)
        root = find_root(Path(name).parent) if name else None
        if root in self._lacking:
            self.tell(self._lacking[root], lsp.MessageType.Warning, aloud=True)
        elif name and root:
            self.tell(say("{path} is neither a record nor a page of the site, so it is not checked", path=Path(name).name))
        else:
            reason = say("There is no folder records/ above {path}, so it is not checked", path=Path(name or uri).name)
            self.tell(reason, aloud=not self._has_explained)
            self._has_explained = True

    def tell(self, message: Message, kind: lsp.MessageType = lsp.MessageType.Info, *, aloud: bool = False) -> None:
        """Say something in the editor's log, or `aloud` where the person sees it."""
        words = self.language.text(message)
        if aloud:
            self.window_show_message(lsp.ShowMessageParams(kind, words))
        self.window_log_message(lsp.LogMessageParams(kind, words))

    def check_soon(self, desk: Desk) -> None:
        """Check the open files once nothing has been typed for a moment, and all others after a longer one."""
        for waiting in self._waiting.pop(desk.root, ()):
            waiting.cancel()
        later = asyncio.get_running_loop().call_later
        self._waiting[desk.root] = (
            later(QUIET, _guarded(self, NizomServer.check_open), desk),
            later(IDLE, _guarded(self, NizomServer.check_all), desk),
        )

    def check_open(self, desk: Desk) -> None:
        """Send the editor what is found in the files that are open."""
        self._send(desk, desk.check_open(self.as_of), set(desk.texts))
        self._named[desk.root] |= desk.texts.keys()
        self._refresh_lenses()

    def check_all(self, desk: Desk) -> None:
        """Send the editor what is found in the files that are open, and what the editing brought about in others."""
        shown = desk.check_all(self.as_of)
        now = {*desk.texts, *(one.path for one in shown.findings)}
        self._send(desk, shown, now | self._named[desk.root])
        self._named[desk.root] = now

    def _send(self, desk: Desk, shown: Shown, paths: set[str]) -> None:
        for path in sorted(paths):
            own = [one for one in shown.findings if one.path == path]
            gaps = [one for one in shown.unchecked if one.gap.path == path]
            found = diagnostics(own, gaps, self.edited(desk.text(path)), self._links, self.language)
            file = desk.root / path
            # An editor knows a file by the address that it gave, and there are several ways to write one.
            uri = self._uris.get(file, file.as_uri())
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found))

    def _refresh_lenses(self) -> None:
        """Let the editor ask again what records lack for their approval."""
        workspace = self.client_capabilities.workspace
        if workspace and workspace.code_lens and workspace.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Say that something failed here, by its place alone: the words of an error may hold what records say.

        A question of a kind that nobody here answers is no failure.
        """
        if isinstance(error, JsonRpcMethodNotFound):
            return
        self.tell(say("The language server failed: {error}", error=where_it_failed(error)), lsp.MessageType.Error)


def _guarded(server: NizomServer, answer: Callable[[NizomServer, Any], A]) -> Callable[[Any], A | None]:
    """Return the answer to a question; nothing where we fail, which is said in the editor's log."""

    def answered(question: Any) -> A | None:
        try:
            return answer(server, question)
        except JsonRpcException:
            raise
        except Exception as error:
            server.report_server_error(error, None)
            return None

    return answered


def _opened(server: NizomServer, asked: lsp.DidOpenTextDocumentParams) -> None:
    server.open(asked.text_document.uri, asked.text_document.text)


def _changed(server: NizomServer, asked: lsp.DidChangeTextDocumentParams) -> None:
    if found := server.find(asked.text_document.uri):
        server.lay(*found, asked.content_changes[-1].text)


def _closed(server: NizomServer, asked: lsp.DidCloseTextDocumentParams) -> None:
    if found := server.find(asked.text_document.uri):
        server.lay(*found, None)


def _read_again(server: NizomServer, asked: lsp.DidSaveTextDocumentParams | lsp.DidChangeWatchedFilesParams) -> None:
    """Read the files of a repository again after the editor, or somebody else, changed some."""
    uris = (
        [asked.text_document.uri]
        if isinstance(asked, lsp.DidSaveTextDocumentParams)
        else [change.uri for change in asked.changes]
    )
    found = [place for place in map(server.find, uris) if place]
    for desk in {id(desk): desk for desk, _ in found}.values():
        desk.read(by_others=any(desk is other and path not in desk.texts for other, path in found))
        server.check_soon(desk)


def _at(answer: Callable[[OpenFile, lsp.Position], A]) -> Callable[[NizomServer, Any], A | None]:
    """Return what answers a question about a place of a file."""

    def answered(server: NizomServer, asked: lsp.TextDocumentPositionParams) -> A | None:
        file = server.file(asked.text_document.uri)
        return answer(file, asked.position) if file else None

    return answered


def _of(answer: Callable[[OpenFile], A]) -> Callable[[NizomServer, Any], A | None]:
    """Return what answers a question about a file."""

    def answered(server: NizomServer, asked: lsp.DocumentSymbolParams | lsp.CodeLensParams) -> A | None:
        file = server.file(asked.text_document.uri)
        return answer(file) if file else None

    return answered


def _actions(server: NizomServer, asked: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    uri, only = asked.text_document.uri, asked.context.only or ()
    found = server.find(uri)
    if found is None or found[1] not in found[0].texts:
        return []
    desk, path = found
    text = server.edited(desk.texts[path])
    if any(FIX_ALL.startswith(kind) for kind in only):
        fixes = fix(desk.files, all_kinds(), server.as_of, path.__eq__)
        fixed = fixes.texts.get(fixes.moves.get(path, path))
        return [fix_all(uri, text, fixed, server.language)] if fixed else []
    own = [one for one in desk.check_open(server.as_of).findings if one.path == path]
    entry = next((entry for entry in desk.repository.files if entry.path == path), None)
    return quick_fixes(uri, text, entry, own, asked.context.diagnostics, server.language)


def _called(server: NizomServer, asked: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
    return [one for desk in server.desks for one in called(asked.query, desk.root, desk.repository, server.units)]


def _refuse_rename(server: NizomServer, asked: lsp.PrepareRenameParams | lsp.RenameParams) -> None:
    """Say why nothing is renamed here."""
    reason = say("An id is never changed: letters, approvals and other records name the record by it")
    raise JsonRpcException(server.language.text(reason), lsp.LSPErrorCodes.RequestFailed)


def _begun(server: NizomServer, _: lsp.InitializedParams) -> None:
    """Ask the editor to tell of files that others change."""
    watched = server.client_capabilities.workspace and server.client_capabilities.workspace.did_change_watched_files
    if watched and watched.dynamic_registration:
        folders = (f"**/{folder}/**" for folder in (RECORDS, DOCS))
        options = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher(folder) for folder in folders])
        method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
        server.client_register_capability(lsp.RegistrationParams([lsp.Registration("files", method, options)]))


_FEATURES: tuple[tuple[str, Callable[[NizomServer, Any], Any], Any], ...] = (
    (lsp.INITIALIZED, _begun, None),
    (lsp.TEXT_DOCUMENT_DID_OPEN, _opened, None),
    (lsp.TEXT_DOCUMENT_DID_CHANGE, _changed, None),
    (lsp.TEXT_DOCUMENT_DID_CLOSE, _closed, None),
    (lsp.TEXT_DOCUMENT_DID_SAVE, _read_again, None),
    (lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, _read_again, None),
    (lsp.TEXT_DOCUMENT_COMPLETION, _at(completions), lsp.CompletionOptions([":", " ", "[", "-", ","])),
    (lsp.TEXT_DOCUMENT_HOVER, _at(hover), None),
    (lsp.TEXT_DOCUMENT_DEFINITION, _at(definition), None),
    (lsp.TEXT_DOCUMENT_REFERENCES, _at(references), None),
    (lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, _of(symbols), None),
    (lsp.TEXT_DOCUMENT_CODE_LENS, _of(lenses), lsp.CodeLensOptions()),
    (lsp.TEXT_DOCUMENT_CODE_ACTION, _actions, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, FIX_ALL])),
    (lsp.TEXT_DOCUMENT_PREPARE_RENAME, _refuse_rename, None),
    (lsp.TEXT_DOCUMENT_RENAME, _refuse_rename, lsp.RenameOptions(prepare_provider=True)),
    (lsp.WORKSPACE_SYMBOL, _called, None),
)
"""Each method with the function that answers it, and the options that the editor gets."""


def serve(language: Language, as_of: date | None) -> None:
    """Answer an editor on standard input and output until it leaves."""
    # It says in the log what a person need not see, with the words of records in it.
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    gc.enable()
    # The library closes its output in the end, and ours is still needed then.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output:
        NizomServer(language, as_of).start_io(sys.stdin.buffer, output)

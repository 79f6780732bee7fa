"""The language server as an editor meets it, through its own protocol."""

import sys
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient

from tests.support.editor import SERVER, Editor
from tests.support.scratch import Scratch

PROJECT = "records/projects/loy-2026-001.md"
ACT = "records/acts/hjt-001.md"
in_editor = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client() -> AsyncIterator[LanguageClient]:
    """An editor's connection to a server, which all tests share: each has a repository of its own."""
    client = await ClientServerConfig(list(SERVER)).start()
    assert isinstance(client, LanguageClient)
    await client.initialize_session(lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), workspace_folders=[]))
    yield client
    await client.shutdown_session()
    await client.stop()  # type: ignore[no-untyped-call]


@pytest.fixture
def editor(base: Scratch, client: LanguageClient) -> Editor:
    """An editor with the base records."""
    return Editor(client, base.root)


def facts_of(editor: Editor, path: str) -> str:
    return (editor.root / path).read_text("utf-8")


@in_editor
async def test_findings_come_while_a_text_is_typed_and_go_when_it_is_right_again(editor: Editor) -> None:
    text = facts_of(editor, PROJECT)
    await editor.open(PROJECT)
    assert editor.found(PROJECT) == []

    editor.type(PROJECT, text.replace("owner: tsh-002", "owner: tsh-999"))
    await editor.shows(PROJECT, ["5:7-14 R01"])
    editor.type(PROJECT, text)
    await editor.shows(PROJECT, [])


def test_without_the_library_one_sentence_says_how_to_install_it(base: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "validators.editor.server", raising=False)
    monkeypatch.setitem(sys.modules, "pygls.exceptions", None)

    answer = base.nizom("lsp")

    said = 'nizom: Muharrirda ishlash uchun pygls kutubxonasi kerak. O‘rnatish: pip install "pygls>=2.1,<3"\n'
    assert (answer.code, answer.out, answer.err) == (2, "", said)

"""The language server as an editor meets it, through its own protocol."""

import sys
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException, JsonRpcMethodNotFound
from pytest_lsp import ClientServerConfig, LanguageClient

from tests.support.approvals import DIGEST, PLANNED
from tests.support.editor import SERVER, Editor, cursor_in
from tests.support.scratch import Scratch

PROJECT = "records/projects/loy-2026-001.md"
UNIT = "records/organizations/tsh-002.md"
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


@in_editor
async def test_findings_come_while_a_text_is_typed_and_go_when_it_is_right_again(editor: Editor) -> None:
    text = editor.saved(PROJECT)
    await editor.open(PROJECT)
    assert editor.found(PROJECT) == []

    editor.type(PROJECT, text.replace("owner: tsh-002", "owner: tsh-999"))
    await editor.shows(PROJECT, ["5:7-14 R01"])
    editor.type(PROJECT, text)
    await editor.shows(PROJECT, [])


@in_editor
async def test_a_finding_says_what_to_do_and_cites_the_paragraph_as_lawyers_do(editor: Editor) -> None:
    text = editor.saved(PROJECT)
    start, end = text.index("    expertise:"), text.index("milestones:")
    await editor.open(PROJECT, text[:start] + text[end:])

    (shown,) = editor.client.diagnostics[editor.uri(PROJECT)]

    assert (shown.code, shown.source, shown.severity) == ("N12.a.3-3", "nizom", lsp.DiagnosticSeverity.Error)
    assert shown.message.split("\n") == [
        "“texnik topshiriq” vakolatli tashkilot ekspertizasidan o‘tmagan",
        "nima qilish kerak: expertise: maydoniga tashkilotni va yuborilgan kunni, keyin xulosaning raqami, sanasi va natijasini yozing",
        "Nizom, 12-band “a” kichik bandining to‘rtinchi xatboshisi (N): "
        "Loyiha-texnik hujjatlari vakolatli tashkilot ekspertizasidan o‘tkaziladi",
    ]


@in_editor
@pytest.mark.parametrize(
    ("old", "new", "findings"),
    [
        ("title: Standartlar elektron katalogini yaratish", "title: 😀 Ўзбекистон {a: б", ["3:23-24 F19", "1:0-0 None"]),
        ("source: Davlat budjeti", "source: 😀  # 😀 o‘zi, {}", ["40:14-27 F31"]),
        ("\n", "\r\n", ["1:0-1 F05"]),
    ],
)
async def test_places_are_counted_as_the_editor_counts_them(editor: Editor, old: str, new: str, findings: list[str]) -> None:
    await editor.open(PROJECT, editor.saved(PROJECT).replace(old, new))

    assert editor.found(PROJECT) == findings


@in_editor
async def test_a_file_elsewhere_shows_what_is_brought_about_in_it_and_no_more_than_that(editor: Editor) -> None:
    unit = "records/organizations/tsh-006.md"
    await editor.open(unit)
    editor.type(unit, editor.saved(unit).replace("id: tsh-006", "id: tsh-066"))

    await editor.shows(PROJECT, ["11:16-23 R01"])
    editor.type(unit, editor.saved(unit))
    await editor.shows(PROJECT, [])


@in_editor
@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("", ["1:0-0 F17", "1:0-0 None"]),
        ("---", ["1:0-0 F02", "1:0-0 None"]),
        ("---\nid", ["2:0-0 F02", "1:0-0 None"]),
        ("---\nid: [\n---\n", ["3:0-1 F19", "1:0-0 None"]),
        ("Matn", ["1:0-4 F01", "1:0-0 None"]),
    ],
)
async def test_a_record_that_is_hardly_begun_is_a_finding_and_answers_all_questions(
    editor: Editor, text: str, findings: list[str]
) -> None:
    path = "records/projects/loy-2026-777.md"
    await editor.open(path, text)
    here = lsp.TextDocumentIdentifier(editor.uri(path))
    for line, character in ((0, 0), (0, 3), (1, 2), (9, 9)):
        place = lsp.Position(line, character)
        await editor.client.text_document_completion_async(lsp.CompletionParams(here, place))
        await editor.client.text_document_hover_async(lsp.HoverParams(here, place))
        await editor.client.text_document_definition_async(lsp.DefinitionParams(here, place))
        await editor.client.text_document_references_async(lsp.ReferenceParams(lsp.ReferenceContext(True), here, place))
    await editor.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(here))
    await editor.client.text_document_code_lens_async(lsp.CodeLensParams(here))

    assert editor.found(path) == findings
    assert [message.message for message in editor.client.log_messages if "xato" in message.message] == []


@in_editor
async def test_a_question_that_nobody_here_answers_is_no_failure(editor: Editor) -> None:
    await editor.open(PROJECT, (editor.root / PROJECT).read_text("utf-8"))
    asked = lsp.DocumentFormattingParams(lsp.TextDocumentIdentifier(editor.uri(PROJECT)), lsp.FormattingOptions(2, True))
    logged = len(editor.client.log_messages)

    with pytest.raises(JsonRpcMethodNotFound):
        await editor.client.text_document_formatting_async(asked)
    await editor.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(asked.text_document))

    assert editor.client.log_messages[logged:] == []


@in_editor
async def test_completion_names_what_is_proposed(editor: Editor) -> None:
    text, place = cursor_in(editor.saved(PROJECT).replace("owner: tsh-002", "owner: рақамлаш‸"))
    await editor.open(PROJECT, text)

    here = lsp.TextDocumentIdentifier(editor.uri(PROJECT))
    found = await editor.client.text_document_completion_async(lsp.CompletionParams(here, place))

    assert isinstance(found, lsp.CompletionList)
    assert [(item.label, item.detail, item.filter_text) for item in found.items] == [
        ("tsh-002", "Raqamlashtirish bo‘limi", "рақамлаш")
    ]


@in_editor
@pytest.mark.parametrize(
    ("marked", "meaning"),
    [
        ("ow‸ner: tsh-002", ["Mas’ul bo‘linma", "Yozuv uchun mas’ul bo‘linma: bo‘lim yoki yozuvda ko‘rsatilgan bo‘linma"]),
        ("owner: tsh-‸002", ["tsh-002  Raqamlashtirish bo‘limi", "Tashkilot, faoliyat yuritmoqda"]),
        ("priority: hi‸gh", ["yuqori"]),
        ("o‸wnr: tsh-002", []),
    ],
)
async def test_a_word_explains_itself(editor: Editor, marked: str, meaning: list[str]) -> None:
    text, place = cursor_in(editor.saved(PROJECT).replace("owner: tsh-002", marked))
    await editor.open(PROJECT, text)

    here = lsp.TextDocumentIdentifier(editor.uri(PROJECT))
    found = await editor.client.text_document_hover_async(lsp.HoverParams(here, place))

    said = found.contents.value.split("\n") if found and isinstance(found.contents, lsp.MarkupContent) else []
    assert said[: len(meaning)] == meaning
    assert bool(said) == bool(meaning)


@in_editor
async def test_a_record_is_found_and_so_are_those_that_name_it(editor: Editor) -> None:
    text, place = cursor_in(
        editor.saved(PROJECT).replace("introduced_in: [tsh-006]", "introduced_in: [tsh-0‸06]") + "\n[[tsh-006]] 😀\n"
    )
    await editor.open(PROJECT, text)
    here = lsp.TextDocumentIdentifier(editor.uri(PROJECT))

    there = await editor.client.text_document_definition_async(lsp.DefinitionParams(here, place))
    naming = await editor.client.text_document_references_async(lsp.ReferenceParams(lsp.ReferenceContext(True), here, place))

    assert isinstance(there, lsp.Location)
    assert (there.uri, there.range) == (
        editor.uri("records/organizations/tsh-006.md"),
        lsp.Range(lsp.Position(1, 4), lsp.Position(1, 11)),
    )
    assert naming is not None
    last = len(text.split("\n")) - 2
    assert [f"{one.range.start.line}:{one.range.start.character}" for one in naming if one.uri == editor.uri(PROJECT)] == [
        "10:16",
        f"{last}:0",
    ]


@in_editor
async def test_an_id_is_not_renamed_and_the_reason_is_said(editor: Editor) -> None:
    await editor.open(PROJECT)
    here = lsp.TextDocumentIdentifier(editor.uri(PROJECT))
    place = lsp.Position(1, 6)

    for asked in (
        editor.client.text_document_prepare_rename_async(lsp.PrepareRenameParams(here, place)),
        editor.client.text_document_rename_async(lsp.RenameParams(here, place, "loy-2026-009")),
    ):
        with pytest.raises(JsonRpcException, match=r"^Identifikator hech qachon o‘zgartirilmaydi"):
            await asked


@in_editor
async def test_a_quick_fix_writes_what_was_meant(editor: Editor) -> None:
    text = editor.saved(PROJECT).replace("due: 2026-12-25", "due: 25.12.2026").replace("priority: high", "priority: yuqori")
    await editor.open(PROJECT, text)
    shown = editor.client.diagnostics[editor.uri(PROJECT)]
    here = lsp.TextDocumentIdentifier(editor.uri(PROJECT))

    one, other = await actions(editor, here, shown)
    (everything,) = await actions(editor, here, [], lsp.CodeActionKind.SourceFixAll)

    assert (one.title, one.is_preferred) == ("2026-12-25 deb yozing", True)
    assert changed(text, one, here.uri) == text.replace("25.12.2026", "2026-12-25")
    assert changed(text, other, here.uri) == text.replace("yuqori", "high")
    assert changed(text, everything, here.uri) == editor.saved(PROJECT)
    assert everything.edit
    assert everything.edit.changes
    assert [edit.new_text for edit in everything.edit.changes[here.uri]] == ["due: 2026-12-25\npriority: high\n"]


@in_editor
async def test_what_is_sealed_is_offered_no_other_notation(editor: Editor) -> None:
    """With another notation the decision would cover the record no longer (A04)."""
    sealed = editor.saved(PROJECT).replace("    document: 14-son\n", f"    document: 14-son\n    digest: {DIGEST}\n")
    text = sealed.replace("planned: 480000000", "planned: 480 mln").replace("progress: 20", "progress: 20%")
    await editor.open(PROJECT, text)
    shown = editor.client.diagnostics[editor.uri(PROJECT)]
    here = lsp.TextDocumentIdentifier(editor.uri(PROJECT))

    offered = await actions(editor, here, shown)

    assert [changed(text, one, here.uri) for one in offered] == [text.replace("progress: 20%", "progress: 20")]


@in_editor
async def test_a_checkout_that_leaves_records_out_is_not_judged(base: Scratch, editor: Editor) -> None:
    """What is not on the disk would look deleted."""
    base.commit()
    base.git("sparse-checkout", "set", "records/projects")

    editor.client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(editor.uri(PROJECT), "markdown", 1, editor.saved(PROJECT)))
    )
    await editor.client.wait_for_notification(lsp.WINDOW_SHOW_MESSAGE)

    assert "sparse checkout" in editor.client.messages[-1].message
    assert editor.uri(PROJECT) not in editor.client.diagnostics


@in_editor
async def test_a_file_with_a_wrong_name_is_fixed_where_it_is(editor: Editor) -> None:
    path = "records/projects/katalog.md"
    (editor.root / PROJECT).rename(editor.root / path)
    text = editor.saved(path).replace("due: 2026-12-25", "due: 25.12.2026")
    await editor.open(path, text)
    here = lsp.TextDocumentIdentifier(editor.uri(path))

    (everything,) = await actions(editor, here, [], lsp.CodeActionKind.SourceFixAll)

    assert changed(text, everything, here.uri) == editor.saved(path)


async def actions(
    editor: Editor, here: lsp.TextDocumentIdentifier, shown: Sequence[lsp.Diagnostic], *only: lsp.CodeActionKind
) -> list[lsp.CodeAction]:
    """Return what an editor offers for findings, or offers of some kinds alone."""
    context = lsp.CodeActionContext(list(shown), only or None)
    whole = lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))
    found = await editor.client.text_document_code_action_async(lsp.CodeActionParams(here, whole, context))
    return [action for action in found or () if isinstance(action, lsp.CodeAction)]


def changed(text: str, action: lsp.CodeAction, uri: str) -> str:
    """Return the text as an editor makes it of an action that changes whole lines."""
    assert action.edit
    assert action.edit.changes
    lines = text.splitlines(keepends=True)
    for edit in reversed(action.edit.changes[uri]):
        assert edit.range.start.character == edit.range.end.character == 0
        lines[edit.range.start.line : edit.range.end.line] = [edit.new_text]
    return "".join(lines)


@in_editor
async def test_a_file_is_outlined_by_the_names_of_its_fields(editor: Editor) -> None:
    await editor.open(PROJECT, editor.saved(PROJECT) + "\n## Holati\n")

    here = lsp.TextDocumentIdentifier(editor.uri(PROJECT))
    found = await editor.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(here))

    symbols = [one for one in found or () if isinstance(one, lsp.DocumentSymbol)]
    stages = next(one for one in symbols if one.name == "Bosqichlar")
    assert [one.name for one in stages.children or ()] == ["Texnik topshiriqni tayyorlash", "Katalogni sinovdan o‘tkazish"]
    assert (symbols[1].name, symbols[1].detail) == ("Nomi", "Standartlar elektron katalogini yaratish")
    assert symbols[-1].name == "Holati"


@in_editor
async def test_a_record_is_found_by_words_in_any_spelling(editor: Editor) -> None:
    await editor.open(PROJECT)

    found = await editor.client.workspace_symbol_async(lsp.WorkspaceSymbolParams("электрон каталог"))

    uri = editor.uri(PROJECT)
    assert "loy-2026-001  Standartlar elektron katalogini yaratish" in [
        one.name for one in found or () if one.location.uri == uri
    ]


@in_editor
@pytest.mark.parametrize(
    ("old", "new", "above"),
    [
        ("", "", "Tasdiqlashda kutilmoqda: viza (bo‘lim boshlig‘i yoki bosh mutaxassis: xod-001  Aziz Rahimov, "
                 "xod-002  Dilnoza Karimova), keyin: tasdiqlangan"),
        ("due: ", "due: x", "Qaysi tasdiqlash bosqichlari yetishmasligi maydonlardagi xatolar tuzatilgach ma’lum bo‘ladi"),
    ],
)  # fmt: skip
async def test_what_is_missing_for_approval_is_above_the_record(editor: Editor, old: str, new: str, above: str) -> None:
    await editor.open(PROJECT, PLANNED.replace(old, new, 1) if old else PLANNED)

    here = lsp.TextDocumentIdentifier(editor.uri(PROJECT))
    found = await editor.client.text_document_code_lens_async(lsp.CodeLensParams(here))

    assert [lens.command.title for lens in found or () if lens.command] == [above]


@in_editor
async def test_what_is_saved_and_what_others_change_is_read_again(editor: Editor) -> None:
    await editor.open(PROJECT)
    file = editor.root / UNIT
    text = file.read_text("utf-8")

    file.unlink()
    deleted = lsp.FileEvent(editor.uri(UNIT), lsp.FileChangeType.Deleted)
    editor.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([deleted]))
    await editor.shows(PROJECT, ["5:7-14 R01"])
    file.write_text(text, "utf-8")
    editor.client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(editor.uri(PROJECT))))
    await editor.shows(PROJECT, [])


@in_editor
async def test_a_closed_file_counts_as_it_is_on_the_disk(editor: Editor) -> None:
    unit = "records/organizations/tsh-006.md"
    await editor.open(PROJECT)
    await editor.open(unit)
    editor.type(unit, editor.saved(unit).replace("id: tsh-006", "id: tsh-066"))
    await editor.until(lambda: "11:16-23 R01" in editor.found(PROJECT))

    editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(editor.uri(unit))))

    await editor.shows(PROJECT, [])
    await editor.shows(unit, [])


@in_editor
async def test_findings_come_under_the_address_that_the_editor_gave(editor: Editor) -> None:
    uri = editor.uri(PROJECT).replace("loy-2026", "loy%2D2026")
    item = lsp.TextDocumentItem(uri, "markdown", 1, "")

    editor.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    await editor.until(lambda: uri in editor.client.diagnostics)
    assert editor.uri(PROJECT) not in editor.client.diagnostics


@in_editor
async def test_a_file_that_nobody_checks_is_said_to_be_none(editor: Editor, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = (tmp_path_factory.mktemp("elsewhere") / "xat.md").as_uri()
    for uri in (editor.uri("README.md"), elsewhere, "untitled:Untitled-1"):
        item = lsp.TextDocumentItem(uri, "markdown", 1, "Matn")
        editor.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    await editor.open(PROJECT)

    said = [message.message for message in editor.client.log_messages]
    assert said[-3:] == [
        "README.md yozuv ham, sayt sahifasi ham emas, shuning uchun tekshirilmaydi",
        "xat.md joylashgan papkada va undan yuqorida records/ papkasi yo‘q, shuning uchun fayl tekshirilmaydi",
        "untitled:Untitled-1 joylashgan papkada va undan yuqorida records/ papkasi yo‘q, shuning uchun fayl tekshirilmaydi",
    ]
    assert [message.message for message in editor.client.messages][-1:] == said[-2:-1]


def test_without_the_library_one_sentence_says_how_to_install_it(base: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "validators.editor.server", raising=False)
    monkeypatch.setitem(sys.modules, "pygls.exceptions", None)

    answer = base.nizom("lsp")

    said = 'nizom: Muharrirda ishlash uchun pygls kutubxonasi kerak. O‘rnatish: pip install "pygls>=2.1,<3"\n'
    assert (answer.code, answer.out, answer.err) == (2, "", said)

"""What puts findings right, as changes that an editor makes."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lsprotocol.types import CodeAction, CodeActionKind, Diagnostic, Range, TextEdit, WorkspaceEdit

from validators.authoring.fixes import is_sealed
from validators.editor.positions import EditedText
from validators.repository.record_file import RecordFile
from validators.source.edits.cure import Cure
from validators.source.edits.curing import Replacement, cured, replacement
from validators.source.edits.edit import EditError
from validators.source.finding import Finding
from validators.text.messages import Language, say

FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.nizom"
"""What an editor asks for on saving, where it is set up so: everything that needs no person."""


def quick_fixes(
    uri: str,
    text: EditedText,
    entry: RecordFile | None,
    findings: Sequence[Finding],
    shown: Sequence[Diagnostic],
    language: Language,
) -> list[CodeAction]:
    """Return a change for each of the findings that an editor shows and that is known to be put right by one.

    What a decision covers is offered no other notation: with it the decision would no longer cover the record.
    """
    by_fingerprint = {one.data: one for one in shown}
    found = []
    for finding in findings:
        if finding.cure is None or finding.fingerprint not in by_fingerprint or _breaks_seal(entry, text, finding.cure):
            continue
        if lines := replacement(text.text, finding.cure):
            action = CodeAction(
                title=language.text(finding.hint),
                kind=CodeActionKind.QuickFix,
                diagnostics=[by_fingerprint[finding.fingerprint]],
                is_preferred=finding.cure.is_safe,
                edit=_edit(uri, text, lines),
            )
            found.append(action)
    return found


def _breaks_seal(entry: RecordFile | None, text: EditedText, cure: Cure) -> bool:
    try:
        return entry is not None and is_sealed(entry, cured(text.text, cure))
    except EditError:
        return False


def fix_all(uri: str, text: EditedText, fixed: str, language: Language) -> CodeAction:
    """Return the change that makes a text what it is once everything is fixed that needs no person."""
    title = language.text(say("Fix everything that is only written another way"))
    edits = list(_differences(text, EditedText(fixed)))
    return CodeAction(title=title, kind=FIX_ALL, edit=WorkspaceEdit(changes={uri: edits}))


def _differences(text: EditedText, fixed: EditedText) -> Iterator[TextEdit]:
    """Yield the lines that differ: an editor that is given a whole text loses the place where the person writes."""
    before, after = (_with_ends(one.lines) for one in (text, fixed))
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield TextEdit(text.whole_lines(start + 1, end), "".join(after[first:last]))


def _with_ends(lines: Sequence[str]) -> list[str]:
    return [*(f"{line}\n" for line in lines[:-1]), *filter(None, lines[-1:])]


def _edit(uri: str, text: EditedText, lines: Replacement) -> WorkspaceEdit:
    place: Range = text.whole_lines(lines.line, lines.end_line)
    return WorkspaceEdit(changes={uri: [TextEdit(place, lines.text)]})

"""Makes a file readable again of which nothing can be read: what keeps it from that is put right, one mistake after another."""

from collections.abc import Iterable
from typing import NamedTuple

from validators.checks.file_codes import TECHNICAL
from validators.checks.reporting import as_finding
from validators.repository.personal import keys_of
from validators.repository.reading import Found, as_document
from validators.repository.record_file import RecordFile, type_document
from validators.repository.repository import Repository
from validators.source.codes import FileCode
from validators.source.document import decoded
from validators.source.edits.cure import Cure, Rewrite
from validators.source.edits.curing import cured
from validators.source.edits.edit import EditError
from validators.source.finding import Finding
from validators.source.front_matter import Defect

SLIPS = 40
"""As many mistakes that keep a file from being read, each hiding the next, as anybody makes in one."""
_BELONGS = (" ", "\t", "-", "—", "–", "•", "#")
"""How lines begin that belong to the key of the record above them."""


class Readable(NamedTuple):
    """A file's text with its mistakes put right, and the findings of those."""

    text: str
    cured: list[Finding]


def made_readable(entry: RecordFile, given: Found, repository: Repository, *, unsafe: bool) -> Readable | None:
    """Return a file's text with one mistake after another put right, as far as cures are known; None if none is.

    No line of the approvals is written again, nor one that may hold a second fact.
    """
    text = decoded(given) if isinstance(given, bytes) else None
    if text is None:
        return None
    done: list[Finding] = []
    for _ in range(SLIPS):
        step = _next_step(entry, text, unsafe=unsafe)
        if step is None:
            break
        defect, text = step
        done.append(as_finding(TECHNICAL[defect.code], defect.problem, entry, repository))
        entry = type_document(as_document(entry.path, text.encode()), entry.kind)
    return Readable(text, done) if done else None


def _next_step(entry: RecordFile, text: str, *, unsafe: bool) -> tuple[Defect, str] | None:
    """Return the first of a file's mistakes that can be put right, and the text without it; None if there is none."""
    if entry.document.readable:
        return None
    for defect in entry.document.defects:
        cure = defect.problem.cure
        if cure is None or _is_approved(text, cure) or not (unsafe or (cure.is_safe and not _holds_two(entry, cure))):
            continue
        try:
            after = cured(text, cure)
        except EditError:
            continue
        if after != text or defect.code == FileCode.NOT_UTF8:
            return defect, after
    return None


def _is_approved(text: str, cure: Cure) -> bool:
    """Whether a cure writes a line of the approvals."""
    if not isinstance(cure.change, Rewrite) or cure.change.new.startswith("---"):
        return False
    above = text.split("\n")[: cure.change.line]
    key = next((line for line in reversed(above) if line and not line.startswith(_BELONGS)), "")
    return key.startswith("approvals:")


def _holds_two(entry: RecordFile, cure: Cure) -> bool:
    """Whether a line that would become one fact holds the key of another: `status: draft due: 2026-12-25`."""
    if not isinstance(cure.change, Rewrite):
        return False
    value = cure.change.old.partition(": ")[2]
    return any(f" {key}:" in value for key in keys_of(entry.kind.model).known)


def is_misread(entry: RecordFile, text: str, found: Iterable[Finding]) -> bool:
    """Whether a line that was written again has a key that its kind does not know, or has twice: it was meant otherwise."""
    before, lines = set(entry.document.text.split("\n")), text.split("\n")
    wrong = (one for one in found if one.path == entry.path and one.code in (FileCode.UNKNOWN_KEY, FileCode.DUPLICATE_KEY))
    return any(lines[one.span.line - 1] not in before for one in wrong)

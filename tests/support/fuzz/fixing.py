"""What holds of `nizom fix` on every input: it ends, nothing gets worse, and nothing is lost that a person wrote."""

import re
from collections.abc import Iterator, Mapping

from tests.support.fuzz.inputs import Input
from validators.authoring.fixes import Fixes, fix
from validators.authoring.moves import moved
from validators.checks.run import check_repository, every_file, run_checks
from validators.kinds import all_kinds
from validators.repository.reading import Found
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.source.codes import FileCode
from validators.text.look_alikes import mixed_words
from validators.text.uzbek import fold

_LINKED = re.compile(r"\[\[[^\]|\\]*")
"""A record that a text names: its id may be written otherwise afterwards."""


def wrong_with_fixes(given: Input, *, unsafe: bool) -> Iterator[str]:
    """Yield what does not hold; the same words for inputs that fail for the same reason."""
    files: Mapping[str, Found] = given.head
    kinds = all_kinds()
    done = fix(files, kinds, given.day, every_file, unsafe=unsafe)
    after = {**moved(files, done.moves), **{path: text.encode() for path, text in done.texts.items()}}
    again = fix(after, kinds, given.day, every_file, unsafe=unsafe)
    if again.texts or again.moves:
        yield "what nizom fix wrote, it writes again another way"
    if len(after) != len(files):
        yield "nizom fix moved a file over another"
    old, new = Repository.from_files(files, kinds), Repository.from_files(after, kinds)
    by_path = {entry.path: entry for entry in new.files}
    for entry in old.files:
        now = by_path.get(done.moves.get(entry.path, entry.path))
        if now and entry.document.readable:
            yield from _wrong_with_file(entry, now, done)
    read = {entry.path for entry in old.files if entry.document.readable} - done.moves.keys()
    before, _, not_run = run_checks(old, given.day)
    known = {(one.path, one.fingerprint) for one in before}
    # What is still wrong with a value once its notation is right was wrong with it before.
    wrong = {(one.path, one.code, one.field) for one in before}
    # A reference to nothing may name a record of another kind once that has the id that its folder asks for, and the other way.
    references = (FileCode.NO_SUCH_RECORD, FileCode.WRONG_KIND)
    named_wrongly = {(one.path, one.field) for one in before if one.code in references}
    # What others say of a file is only seen once that can be read.
    read_again = any(not entry.document.readable and entry.path in done.texts for entry in old.files)
    judged = "F" if read_again else "FRA"
    # A check that the report says could not be carried out may find something once it can.
    not_run_on = {(one.path, one.check.code) for one in not_run if one.check}
    for one in check_repository(new, given.day, read.__contains__) if done.texts else ():
        # A copy that gets an id of its own is seen to be one: it was hidden, not caused.
        hidden = one.code == FileCode.SECOND_OF_THE_SAME
        there = (one.path, one.fingerprint) in known or (one.path, one.code, one.field) in wrong
        there = there or (one.code in references and (one.path, one.field) in named_wrongly)
        there = there or (one.path, one.code) in not_run_on
        if one.code[0] in judged and not hidden and not there:
            yield f"nizom fix caused a finding {one.code}"


def _wrong_with_file(before: RecordFile, after: RecordFile, done: Fixes) -> Iterator[str]:
    if not after.document.readable:
        yield "nizom fix made a file unreadable"
        return
    if before.document.values.get("approvals") != after.document.values.get("approvals"):
        yield "nizom fix changed an approval"
    steps = before.document.values.get("approvals")
    digests = [step["digest"] for step in steps if isinstance(step, dict) and "digest" in step] if isinstance(steps, list) else []
    said_again = before.digest not in digests and after.digest in digests
    if digests and not said_again and after.path in done.texts and before.digest != after.digest:
        yield "nizom fix changed what is sealed"
    if _words(before.document.body) != _words(after.document.body):
        yield "nizom fix lost or changed words of a text"
    # A fact that was commented out, where it is missing, is a fact again when fixes may be unsafe.
    facts = {line.strip() for line in after.document.text.split("\n")}
    if any(remark.lstrip("# ") not in facts for remark in _remarks(before) - _remarks(after)):
        yield "nizom fix lost a remark"


def _words(body: str) -> list[str]:
    """Return the words of a text but for the ids of records, and for letters of another alphabet that look alike."""
    text = _LINKED.sub("[[", body)
    for found in mixed_words(text):
        text = text.replace(found.word, found.meant)
    return fold(text).split()


def _remarks(entry: RecordFile) -> set[str]:
    facts = entry.document.text[: entry.document.body_start or 0]
    return {line.strip() for line in facts.split("\n") if line.strip().startswith("#")}

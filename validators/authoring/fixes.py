"""What can be put right by itself: the texts of files with the cures of their findings, and what was cured."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter

from validators.authoring.moves import Moves, moved, moves_of
from validators.authoring.reading_again import is_misread, made_readable
from validators.checks.run import check_repository
from validators.repository.reading import Found, as_document
from validators.repository.record_file import RecordFile, type_document
from validators.repository.repository import Repository
from validators.rules.kind import Kind
from validators.source.document import decoded
from validators.source.edits.cure import Cure, Move, Put, Remove, Rename, Rewrite
from validators.source.edits.curing import cured
from validators.source.edits.edit import EditError
from validators.source.finding import Finding

PASSES = 4
"""A file that can be read again may be in the wrong place, and one that is in its place is a record with facts to put right."""
ROUNDS = 8
"""A key that got its right name may have a value to put right, and of two cures in one line the second comes a round later."""


@dataclass(frozen=True, slots=True)
class Fixes:
    """Which files are moved, the new texts of files by the path that they then have, and the findings that this cures.

    `restored` are the texts of files that are not there and are to be written again.
    """

    moves: Moves
    texts: dict[str, str]
    cured: Sequence[Finding]
    restored: Mapping[str, str] = field(default_factory=dict)


def fix(
    files: Mapping[str, Found], kinds: Mapping[str, Kind], as_of: date, wanted: Callable[[str], bool], *, unsafe: bool = False
) -> Fixes:
    """Return what can be put right in the wanted files: only what is safe, or `unsafe` guesses as well.

    Approvals, and what a step with a digest covers, are left as they are. A file that would get a new finding of the file, of a
    reference or an approval keeps its text, unless nothing in it could be read before.
    """
    all_moves: dict[str, str] = {}
    texts: dict[str, str] = {}
    done: list[Finding] = []
    for _ in range(PASSES):
        once = _fixed_once(files, kinds, as_of, _or_among(wanted, all_moves.values()), unsafe=unsafe)
        if not (once.moves or once.texts):
            break
        origins = {new: old for old, new in all_moves.items()}
        all_moves |= {origins.get(old, old): new for old, new in once.moves.items()}
        texts = {once.moves.get(path, path): text for path, text in texts.items()} | once.texts
        done += once.cured
        files = {**moved(files, once.moves), **{path: text.encode() for path, text in once.texts.items()}}
    return Fixes(all_moves, texts, sorted(done, key=lambda one: (one.path, one.span)))


def _fixed_once(
    files: Mapping[str, Found], kinds: Mapping[str, Kind], as_of: date, wanted: Callable[[str], bool], *, unsafe: bool
) -> Fixes:
    """Return what can be put right in files as they are found: which are read and which are records may be others afterwards."""
    texts: dict[str, str] = {}
    done: list[Finding] = []
    repository = Repository.from_files(files, kinds)
    first = check_repository(repository, as_of, wanted)
    if moves := moves_of(first, files, repository, as_of, wanted, unsafe=unsafe):
        done += (one for one in first if one.path in moves and one.cure and isinstance(one.cure.change, Move))
        files, wanted = moved(files, moves), _or_among(wanted, moves.values())
        repository = Repository.from_files(files, kinds)
        first = check_repository(repository, as_of, wanted)
    unread = {entry.path: entry for entry in repository.files if not entry.document.readable and wanted(entry.path)}
    for path, entry in unread.items():
        if again := made_readable(entry, files[path], repository, unsafe=unsafe):
            texts[path] = again.text
            done += again.cured
    found = first
    if texts:
        repository = _with(texts, files, kinds)
        found = check_repository(repository, as_of, wanted)
    for _ in range(ROUNDS):
        by_path = groupby((one for one in found if one.cure and (unsafe or one.cure.is_safe)), key=attrgetter("path"))
        changed = {path: change for path, own in by_path if (change := _cured_file(path, list(own), files, texts, repository))}
        if not changed:
            break
        for path, (text, own) in changed.items():
            texts[path] = text
            done += own
        repository = _with(texts, files, kinds)
        found = check_repository(repository, as_of, wanted)
    worse = _worsened(first, found) - unread.keys()
    worse |= {path for path, entry in unread.items() if path in texts and is_misread(entry, texts[path], found)}
    kept = {path: text for path, text in texts.items() if path not in worse}
    return Fixes(moves, kept, [one for one in done if one.path not in worse])


def _or_among(wanted: Callable[[str], bool], paths: Collection[str]) -> Callable[[str], bool]:
    return lambda path: wanted(path) or path in paths


def _with(texts: Mapping[str, str], files: Mapping[str, Found], kinds: Mapping[str, Kind]) -> Repository:
    return Repository.from_files({**files, **{path: text.encode() for path, text in texts.items()}}, kinds)


def _cured_file(
    path: str, found: list[Finding], files: Mapping[str, Found], texts: Mapping[str, str], repository: Repository
) -> tuple[str, list[Finding]] | None:
    """Return the text of a file with as many of its findings cured as can be; None if none can."""
    given = files[path]
    entry = next((one for one in repository.files if one.path == path), None)
    if not isinstance(given, bytes) or entry is None or not entry.document.readable:
        return None
    before = text = texts.get(path) or decoded(given) or ""
    done = []
    for finding, cure in _from_the_end(found):
        try:
            changed = cured(text, cure)
        except EditError:
            continue
        if changed != text and not is_sealed(entry, changed):
            text = changed
            done.append(finding)
    return (text, done) if text != before else None


def _from_the_end(found: list[Finding]) -> list[tuple[Finding, Cure]]:
    """Return the findings with their cures, in an order in which none changes the places of those that follow.

    What has a place and no route comes first, then values, names of keys, and what is taken out, each from the end on.
    """

    def order(item: tuple[Finding, Cure]) -> tuple[int, list[int]]:
        finding, cure = item
        if isinstance(cure.change, Rewrite):
            return 1, [-cure.change.line, -cure.change.column]
        return _RANKS.get(type(cure.change), 0), [-part if isinstance(part, int) else 1 for part in finding.field]

    return sorted(((finding, finding.cure) for finding in found if finding.cure), key=order)


_RANKS: Mapping[type, int] = {Put: 2, Rename: 3, Remove: 4}


def is_sealed(entry: RecordFile, text: str) -> bool:
    """Whether a text would change what is approved: a step, or what a step with a digest covers."""
    before, after = entry.document.values, as_document(entry.path, text.encode())
    steps = before.get("approvals")
    if not entry.document.readable:
        return False
    if after.values.get("approvals") != steps:
        return True
    sealed = isinstance(steps, list) and any(isinstance(step, dict) and "digest" in step for step in steps)
    return sealed and type_document(entry.document, entry.kind).covered != type_document(after, entry.kind).covered


def _worsened(before: Sequence[Finding], after: Sequence[Finding]) -> set[str]:
    """Return the files in which there is a finding of the file, of a reference or an approval that was not there before."""
    known = {(one.path, one.fingerprint) for one in before}
    return {one.path for one in after if one.code[0] in "FRA" and (one.path, one.fingerprint) not in known}

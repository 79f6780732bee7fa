"""What can be put right by itself: the texts of files with the cures of their findings, and what was cured."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

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
from validators.source.route import Route

PASSES = 4
"""A file that can be read again may be in the wrong place, and one that is in its place is a record with facts to put right."""
ROUNDS = 8
"""A key that got its right name may have a value to put right, and of two cures in one line the second comes a round later."""


@dataclass(frozen=True, slots=True)
class Fixes:
    """Which files are moved, the new texts of files by the path that they then have, and the findings that this cures.

    `restored` are the texts of files that are not there and are to be written again. `laid_bare` are findings that would be there
    if more were cured: what they are about is to be put right first. `under_decision` are those whose cure would change what a
    decision covers.
    """

    moves: Moves
    texts: dict[str, str]
    cured: Sequence[Finding]
    restored: Mapping[str, str] = field(default_factory=dict)
    laid_bare: Sequence[Finding] = ()
    under_decision: Sequence[Finding] = ()


def fix(
    files: Mapping[str, Found], kinds: Mapping[str, Kind], as_of: date, wanted: Callable[[str], bool], *, unsafe: bool = False
) -> Fixes:
    """Return what can be put right in the wanted files: only what is safe, or `unsafe` guesses as well.

    Approvals, and what a step with a digest covers, are left as they are. What would lay bare a new finding of the file, of a
    reference or an approval is not cured, unless nothing in the file could be read before.
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
    return replace(once, moves=all_moves, texts=texts, cured=sorted(done, key=lambda one: (one.path, one.span)))


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
    given, found = _Given(files, kinds, as_of, wanted, unsafe), first
    if texts:
        repository = _with(texts, files, kinds)
        found = check_repository(repository, as_of, wanted)
    held: dict[str, list[_Held]] = {}
    laid_bare: list[Finding] = []
    for width in range(_WIDEST + 2):
        rewritten, own, last = _in_rounds(given, texts, repository, found, held)
        worse = {path: new for path, new in _worsened(first, last).items() if path not in unread}
        laid_bare = laid_bare or [one for new in worse.values() for one in new]
        for path, new in worse.items():
            held.setdefault(path, []).extend(_Held(one.field, min(width, _WIDEST)) for one in new)
        if not worse:
            break
    unsure = worse.keys() | {path for path, entry in unread.items() if path in texts and is_misread(entry, rewritten[path], last)}
    kept = {path: text for path, text in rewritten.items() if path not in unsure}
    cured_ones = [one for one in (*done, *own) if one.path not in unsure]
    left = [one for one in last if one.cure and (unsafe or one.cure.is_safe) and one.path not in unsure]
    after = _with(kept, files, kinds) if left else repository
    covered = [one for one in left if _is_under_decision(one, after)]
    return Fixes(moves, kept, cured_ones, laid_bare=laid_bare, under_decision=covered)


def _is_under_decision(finding: Finding, repository: Repository) -> bool:
    """Whether the cure of a finding would change what a decision covers."""
    entry = next((one for one in repository.files if one.path == finding.path), None)
    if entry is None or finding.cure is None:
        return False
    try:
        return is_sealed(entry, cured(entry.document.text, finding.cure))
    except EditError:
        return False


class _Given(NamedTuple):
    """The files to cure, and how they are judged."""

    files: Mapping[str, Found]
    kinds: Mapping[str, Kind]
    as_of: date
    wanted: Callable[[str], bool]
    unsafe: bool


class _Held(NamedTuple):
    """Holds back the cures around a finding that they laid bare: from those at it or above it to those of the whole file."""

    bared: Route
    width: int

    def holds(self, finding: Finding, cure: Cure) -> bool:
        """Whether the cure of a finding is held back."""
        at = finding.field.parent / cure.change.key if isinstance(cure.change, Rename) else finding.field
        around = (
            bool(at) and self.bared.starts_with(at),
            bool(self.bared.parent) and at.starts_with(self.bared.parent),
            at.first_key == self.bared.first_key,
            True,
        )
        return any(around[: self.width + 1])


_WIDEST = 3
"""Cures are held back at what they laid bare and above it, then next to it, under the same key, and at last in the whole file."""


def _in_rounds(
    given: _Given, texts: Mapping[str, str], repository: Repository, found: list[Finding], held: Mapping[str, Sequence[_Held]]
) -> tuple[dict[str, str], list[Finding], list[Finding]]:
    """Return the texts with all cures but those held back, the findings cured by them, and those that are left."""
    texts, done = dict(texts), []
    for _ in range(ROUNDS):
        curable = (
            one
            for one in found
            if (cure := one.cure)
            and (given.unsafe or cure.is_safe)
            and not any(near.holds(one, cure) for near in held.get(one.path, ()))
        )
        by_path = groupby(curable, key=attrgetter("path"))
        changed = {
            path: change for path, own in by_path if (change := _cured_file(path, list(own), given.files, texts, repository))
        }
        if not changed:
            break
        for path, (text, own) in changed.items():
            texts[path] = text
            done += own
        repository = _with(texts, given.files, given.kinds)
        found = check_repository(repository, given.as_of, given.wanted)
    return texts, done, found


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
    """Whether a text would change what is approved: a step, or what a step with a digest covers.

    A text that says again what a step covers, where the file says it no more, changes nothing of it.
    """
    document, after = entry.document, as_document(entry.path, text.encode())
    if not document.readable:
        return False
    steps = document.values.get("approvals")
    if after.values.get("approvals") != steps:
        return True
    digests = [step["digest"] for step in steps if isinstance(step, dict) and "digest" in step] if isinstance(steps, list) else []
    before, now = type_document(document, entry.kind), type_document(after, entry.kind)
    said_again = before.digest not in digests and now.digest in digests
    return bool(digests) and before.covered != now.covered and not said_again


def _worsened(before: Sequence[Finding], after: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Return by file what there is of findings of the file, of a reference or an approval that were not there before.

    One that says the same at the same place was there, though the value that identifies its item may have got another notation.
    """
    known = {(one.path, one.fingerprint) for one in before}
    said = {(one.path, one.code, one.field, one.message) for one in before}
    new = (
        one
        for one in after
        if one.code[0] in "FRA"
        and (one.path, one.fingerprint) not in known
        and (one.path, one.code, one.field, one.message) not in said
    )
    return {path: list(own) for path, own in groupby(new, key=attrgetter("path"))}

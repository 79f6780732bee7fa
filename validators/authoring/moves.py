"""Files that are put where they belong, or get the name of their record."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from validators.checks.run import check_repository
from validators.repository.reading import Found
from validators.repository.repository import Repository
from validators.source.codes import FileCode
from validators.source.edits.cure import Move
from validators.source.finding import Finding

Moves = Mapping[str, str]
"""New paths by the old ones."""


def moves_of(
    found: Sequence[Finding], files: Mapping[str, Found], repository: Repository, as_of: date, wanted: Callable[[str], bool],
    *, unsafe: bool,
) -> Moves:  # fmt: skip
    """Return the moves that put findings of the wanted files right.

    Nothing is moved over another file, and nothing at all if a link or a reference would lead nowhere afterwards.
    """
    moves: dict[str, str] = {}
    for one in found:
        change = one.cure.change if one.cure and (unsafe or one.cure.is_safe) else None
        taken = isinstance(change, Move) and (change.path in files or change.path in moves.values())
        if isinstance(change, Move) and not taken and wanted(one.path) and isinstance(files[one.path], bytes):
            moves[one.path] = change.path
    if not moves:
        return {}
    before = {(moves.get(one.path, one.path), one.fingerprint) for one in check_repository(repository, as_of)}
    after = check_repository(Repository.from_files(moved(files, moves), repository.kinds), as_of)
    new = [one for one in after if one.code[0] in "FRA" and (one.path, one.fingerprint) not in before]
    # What is in a file that was not read where it was may be wrong in any way, but for its links.
    worse = any(one.path not in moves.values() or one.code == FileCode.DEAD_LINK for one in new)
    return {} if worse else moves


def moved(files: Mapping[str, Found], moves: Moves) -> dict[str, Found]:
    """Return the files, with those that are moved under their new paths."""
    return {moves.get(path, path): content for path, content in files.items()}

"""The ids of records that were deleted: git remembers them, so nobody gets one of them again (C01)."""

from functools import cache
from pathlib import Path

from validators.repository.paths import RECORDS, is_attachment
from validators.repository.record_file import id_of
from validators.source import git
from validators.source.document import read_document


def ids_once_given(root: Path, revision: str = "HEAD") -> frozenset[str]:
    """Return the ids of the files that were deleted before a revision; none where there is no history.

    They are taken from the content of the files, or else, if git no longer has it, from their names.
    """
    try:
        commit = git.git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
    except git.GitError:  # no git, or before the first commit
        return frozenset()
    return _given_before(root, commit)


@cache
def _given_before(root: Path, commit: str) -> frozenset[str]:
    gone = {path: names for path, names in git.deleted(root, commit, RECORDS).items() if not is_attachment(path)}
    try:
        held = dict(git.contents(root, (name for names in gone.values() for name in names)))
    except git.GitError:  # a partial clone has the files of today only
        held = {}
    return frozenset(id_of(read_document(path, held.get(name, b""))) for path, names in gone.items() for name in names)

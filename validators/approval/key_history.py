"""Whose a signing key is that the records of several employees have: of who had it first, by the main line of history."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from validators.approval.provenance import decoded
from validators.kinds.employee.model import EMPLOYEE
from validators.repository.paths import RECORDS
from validators.source.document import read_document
from validators.source.git import changed_files, contents, empty_tree, git


def first_holders(root: Path, shared: Mapping[bytes, frozenset[str]]) -> Mapping[bytes, str]:
    """Return, of these keys, which of the employees who have it had each first; none of a key that two records got at once.

    Neither days that somebody writes next to a key in their own record count, nor the day of a commit: else one who copies
    a key could take away what was signed with it.
    """
    folder = f"{RECORDS}/{EMPLOYEE.folder}"
    answer = git(root, "rev-list", "--first-parent", "--reverse", "--format=%T", "HEAD", "--", folder).decode()
    trees = [empty_tree(root), *(line for line in answer.splitlines() if not line.startswith("commit "))]
    pairs = [pair for pair in pairwise(trees) if pair[0] != pair[1]]
    changed = changed_files(root, pairs, [folder])
    new = {file.after for files in changed.values() for file in files if file.is_markdown and file.after.strip("0")}
    keys = {name: _keys(data) for name, data in contents(root, new)}
    found: dict[bytes, str] = {}
    left = set(shared)
    for pair in pairs:
        here: dict[bytes, set[str]] = {}
        for file in changed.get(pair, ()):
            id_, held = keys.get(file.after, ("", frozenset()))
            for key in held & left:
                if id_ in shared[key]:
                    here.setdefault(key, set()).add(id_)
        found |= {key: ids.pop() for key, ids in here.items() if len(ids) == 1}
        left -= here.keys()
    return found


def _keys(data: bytes) -> tuple[str, frozenset[bytes]]:
    """Return the id and the keys that an employee's file gives."""
    values = read_document("", data).values
    listed = values.get("keys")
    written = [item.get("key") for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    return str(values.get("id", "")), frozenset(decoded(key) for key in written if isinstance(key, str))

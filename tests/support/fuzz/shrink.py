"""A failing input made small: without the files, and then the lines, that the failure does not need."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tests.support.fuzz.inputs import Files, Input
from validators.repository.reading import Content

MOST = 600
"""How many smaller inputs are tried."""


def shrunk(given: Input, fails: Callable[[Input], bool]) -> Input:
    """Return a smaller input that still fails: first fewer files, then fewer lines in those that are left."""
    left = [MOST]

    def still(candidate: Input) -> bool:
        left[0] -= 1
        return left[0] >= 0 and fails(candidate)

    if given.base is not None and still(alone := replace(given, base=None)):
        given = alone
    for path in _by_size(given):
        smaller = _without(given, {path})
        given = smaller if still(smaller) else given
    for path in _by_size(given):
        for state in ("head", "base"):
            files: Files = getattr(given, state) or {}
            content = files.get(path)
            if isinstance(content, bytes):
                given = _with_fewer_lines(given, state, path, content, still)
    return given


def _by_size(given: Input) -> list[str]:
    """Return the paths of both states, the largest files first."""
    files: dict[str, Content] = {**(given.base or {}), **given.head}
    sizes = {path: len(content) if isinstance(content, bytes) else 0 for path, content in files.items()}
    return sorted(files, key=lambda path: -sizes[path])


def _without(given: Input, paths: set[str]) -> Input:
    base = given.base and {path: content for path, content in given.base.items() if path not in paths}
    return replace(given, head={path: content for path, content in given.head.items() if path not in paths}, base=base)


def _with_fewer_lines(given: Input, state: str, path: str, content: bytes, still: Callable[[Input], bool]) -> Input:
    """Take lines out in ever smaller pieces."""
    lines = content.splitlines(keepends=True)
    size = max(1, len(lines) // 2)
    while size:
        start = 0
        while start < len(lines):
            fewer = lines[:start] + lines[start + size :]
            smaller = _put(given, state, path, fewer)
            if still(smaller):
                given, lines = smaller, fewer
            else:
                start += size
        size //= 2
    return given


def _put(given: Input, state: str, path: str, lines: Sequence[bytes]) -> Input:
    files: Mapping[str, Content] = {**(getattr(given, state) or {}), path: b"".join(lines)}
    changes: dict[str, Any] = {state: files}
    return replace(given, **changes)

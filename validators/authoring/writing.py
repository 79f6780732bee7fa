"""Writes files of `records/`, whole or not at all, and over nobody's work; nothing else does."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: what is written is compared all the same
    fcntl = None  # type: ignore[assignment]


class ChangedError(Exception):
    """The file is not any more what was read from it."""


def replace_file(path: Path, before: bytes, text: str) -> None:
    """Put the text in place of what was read from the file; raises `ChangedError` if the file has changed since.

    Raises `OSError` if it cannot be written; then the file is as it was, and nothing is left next to it.
    """
    with _written_next_to(path, text) as new, _one_at_a_time(path.parent):
        if path.read_bytes() != before:
            raise ChangedError
        os.chmod(new, path.stat().st_mode & 0o7777)
        os.replace(new, path)


def move_file(path: Path, to: Path) -> None:
    """Give a file another path; raises `FileExistsError` if another file is there, `OSError` if it cannot be moved."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(to.parent):
        if os.path.lexists(to) and not to.samefile(path):  # where case does not count, it may be this very file
            raise FileExistsError
        os.rename(path, to)


def create_file(path: Path, text: str) -> None:
    """Write a file that is not there yet, and its folder if need be.

    Raises `OSError` if it cannot be written, `FileExistsError` if it is there; then nothing is left of it.
    """
    folder = path.parent
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            try:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                path.unlink()
                raise
    except BaseException:
        if made:
            folder.rmdir()
        raise


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold off other commands that compare and replace in this folder; where the file system knows no locks, nobody."""
    held = os.open(folder, os.O_RDONLY) if fcntl else None
    try:
        if held is not None:
            with suppress(OSError):
                fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        if held is not None:
            os.close(held)


@contextmanager
def _written_next_to(path: Path, text: str) -> Iterator[str]:
    """Write the text into a hidden file of the same folder, which is gone afterwards unless it was given another name."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)

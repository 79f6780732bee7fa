"""The file that says who was reminded of what: a line of JSON for each occasion, with no address in it."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from io import FileIO
from pathlib import Path

from validators.reminding.occasions import Occasion

try:
    import fcntl
except ImportError:  # Windows: two runs at once send twice
    fcntl = None  # type: ignore[assignment]


class BrokenLineError(Exception):
    """A line of the file cannot be read; holds its number, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(str(line))
        self.line = line


class UnwritableError(Exception):
    """The file cannot be read or written; holds the system's reason. No `OSError`, which a lost server raises too."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(str(reason))
        self.reason = reason


class SentFile:
    """The file while a run holds it: `occasions` is what it said was sent, and what is sent now is added.

    A last line that was cut off in the midst of writing is passed over: its mail is sent again.
    """

    def __init__(self, file: FileIO) -> None:
        content = file.read()
        self._file = file
        self._end = content.rfind(b"\n") + 1
        whole = content[: self._end].decode("utf-8", "replace").split("\n")
        self.occasions = frozenset(_occasion(line, number) for number, line in enumerate(whole, 1) if line.strip())

    def make_room(self, occasions: Iterable[Occasion]) -> None:
        """Take the room that their lines need, so that a full disk is found before their mail is sent."""
        self._write(b" " * len(_lines(occasions)))

    def note(self, occasions: Iterable[Occasion]) -> None:
        """Add what was sent, so that it is there even if the run is stopped right after."""
        lines = _lines(occasions)
        self._write(lines)
        self._end += len(lines)

    def give_back(self) -> None:
        """Give back the room of what was not sent."""
        self._file.truncate(self._end)

    def _write(self, content: bytes) -> None:
        try:
            self._file.seek(self._end)
            while content:
                content = content[self._file.write(content) :]
            self._file.truncate()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise UnwritableError(error) from None


@contextmanager
def held(path: Path) -> Iterator[SentFile]:
    """Hold the file, which begins empty, so that no other run sends the same mails: that waits until this one is done.

    Raises `BrokenLineError` at a line that is no occasion; it and what it yields, `UnwritableError`.
    """
    with _opened(path) as file:
        if fcntl:
            with suppress(OSError):  # a file system that knows no locks
                fcntl.flock(file, fcntl.LOCK_EX)
        sent = SentFile(file)
        try:
            yield sent
        finally:
            sent.give_back()


def _opened(path: Path) -> FileIO:
    try:
        path.touch()
        return path.open("r+b", buffering=0)
    except OSError as error:
        raise UnwritableError(error) from None


def _lines(occasions: Iterable[Occasion]) -> bytes:
    lines = (json.dumps({"person": one.person, "about": one.about, "day": one.day.isoformat()}) for one in occasions)
    return "".join(f"{line}\n" for line in lines).encode()


def _occasion(line: str, number: int) -> Occasion:
    try:
        said = json.loads(line)
        return Occasion(str(said["person"]), str(said["about"]), date.fromisoformat(said["day"]))
    except (ValueError, KeyError, TypeError):
        raise BrokenLineError(number) from None

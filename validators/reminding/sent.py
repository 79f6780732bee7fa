"""The file that says who was reminded of what: a line of JSON for each occasion, with no address in it."""

import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from validators.reminding.occasions import Occasion


class BrokenLineError(Exception):
    """A line of the file cannot be read; holds its number, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(str(line))
        self.line = line


def read_sent(path: Path) -> frozenset[Occasion]:
    """Return what the file says was sent; nothing where there is no file yet.

    Raises `BrokenLineError` at a line that is no occasion, `OSError` if the file cannot be read. A last line that was cut off in
    the midst of writing is passed over: its mail is sent again.
    """
    try:
        text = path.read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return frozenset()
    whole = text.split("\n")[:-1]
    return frozenset(_occasion(line, number) for number, line in enumerate(whole, 1) if line.strip())


def note_sent(path: Path, occasions: Iterable[Occasion]) -> None:
    """Add what was sent to the file, so that it is there even if the run is stopped right after; raises `OSError`."""
    lines = (json.dumps({"person": one.person, "about": one.about, "day": one.day.isoformat()}) for one in occasions)
    with path.open("a+b") as file:
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)  # a line that was cut off would break what follows it
        file.write("".join(f"{line}\n" for line in lines).encode())
        file.flush()
        os.fsync(file.fileno())


def _occasion(line: str, number: int) -> Occasion:
    try:
        said = json.loads(line)
        return Occasion(str(said["person"]), str(said["about"]), date.fromisoformat(said["day"]))
    except (ValueError, KeyError, TypeError):
        raise BrokenLineError(number) from None

"""The folders of a site that is built whole: while texts are read, the old go and the new come.

MkDocs would see to both when nothing else is done, and a disk keeps it waiting for each of thousands.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Thread

_BEFORE = ".before-"
"""Begins the name of a folder for what stood before: MkDocs takes away nothing that begins with a point."""


def put_aside(site: Path) -> None:
    """Puts what stands in the folder of the site aside, to be taken away."""
    if standing := [path for path in site.glob("*") if not path.name.startswith(".")]:
        aside = tempfile.mkdtemp(prefix=_BEFORE, dir=site)
        for path in standing:
            path.rename(Path(aside, path.name))


class Folders:
    """The work on the folders of one build."""

    def __init__(self, site: Path, pages: Iterable[str]) -> None:
        """Begins to make those in which pages will lie, and to take away what was put aside."""
        self._site = site
        self._new = dict.fromkeys(map(os.path.dirname, pages))
        self._thread = Thread(target=self._work)
        self._thread.start()

    def _work(self) -> None:
        # What cannot be made, MkDocs complains of.
        with suppress(OSError):
            for folder in self._new:
                os.makedirs(folder, exist_ok=True)
        for before in self._site.glob(f"{_BEFORE}*"):
            shutil.rmtree(before, ignore_errors=True)

    def end(self) -> None:
        """Waits until all is done; raises `OSError` if something of the site before cannot be taken away."""
        self._thread.join()
        for before in self._site.glob(f"{_BEFORE}*"):
            shutil.rmtree(before)

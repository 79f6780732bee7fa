"""The folders of a site that is built whole: the old go while records are read and checked, the new come while texts are read.

MkDocs would see to both when nothing else is done, and a disk keeps it waiting for each of thousands. What cannot be done here
is left to it: it says what is wrong.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Thread

from mkdocs import utils


def clearing(site: str) -> Thread:
    """Begins to empty the folder of a site."""
    return _begun(lambda: utils.clean_directory(site))


def making(pages: Iterable[str]) -> Thread:
    """Begins to make the folders in which pages will lie."""
    folders = dict.fromkeys(map(os.path.dirname, pages))

    def make() -> None:
        for folder in folders:
            os.makedirs(folder, exist_ok=True)

    return _begun(make)


def _begun(work: Callable[[], None]) -> Thread:
    def quietly() -> None:
        with suppress(OSError):
            work()

    thread = Thread(target=quietly)
    thread.start()
    return thread

"""`mkdocs serve` as somebody who edits records has it: how soon the page in the browser is the file that was written."""

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread
from urllib.request import urlopen

_RELOAD = re.compile(r"livereload\((\d+), (\d+)\)")
_PATIENCE = 300


class Served:
    """A site that is being served, asked as a browser asks it."""

    def __init__(self, address: str) -> None:
        self._address = address

    def page(self, url: str = "") -> str:
        """Return a page as it is now."""
        with urlopen(f"{self._address}{url}", timeout=_PATIENCE) as answer:
            return str(answer.read().decode())

    def reloaded(self, page: str) -> None:
        """Return waits, as the script in the page does, until the server says that what it was made of has changed."""
        seen = _RELOAD.search(page)
        assert seen, "the page does not watch for changes"
        epoch = int(seen[1])
        while epoch <= int(seen[1]):
            with urlopen(f"{self._address}livereload/{seen[1]}/{seen[2]}", timeout=_PATIENCE) as answer:
                epoch = int(answer.read())

    def until(self, url: str, words: str) -> bool:
        """Return whether a file that follows the pages says the words within half a minute."""
        last = time.monotonic() + 30
        while words not in self.page(url) and time.monotonic() < last:
            Event().wait(0.1)
        return words in self.page(url)


@contextmanager
def served(root: Path) -> Iterator[Served]:
    """Serve the site of `root` as `make serve` does, from the moment when it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dirty", "--dev-addr", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        # A job that a shell put into the background ignores Ctrl+C, and so would this process.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stderr is not None
    try:
        if not any(f"127.0.0.1:{port}" in line for line in process.stderr):
            raise SystemExit(f"mkdocs serve ended with {process.wait()}")
        # What it says from here on is read, so that it can go on.
        Thread(target=process.stderr.read, daemon=True).start()
        yield Served(f"http://127.0.0.1:{port}/")
    finally:
        # As somebody does who ends it with Ctrl+C: MkDocs then takes away the pages that it kept.
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def seconds_to_reload(root: Path, record: Path, rounds: int) -> list[float]:
    """Seconds from the writing of a record to its page with its new title, each time it is edited: lists change with it."""
    found = []
    url = f"{record.parent.name}/{record.stem}/"
    with served(root) as site:
        for number in range(rounds):
            before = site.page(url)
            started = time.perf_counter()
            text = re.sub(r"(?m)^title: .*$", f"title: Tahrir {number}", record.read_text("utf-8"), count=1)
            record.write_text(text, "utf-8")
            site.reloaded(before)
            assert f"<h1>Tahrir {number}</h1>" in site.page(url)
            found.append(time.perf_counter() - started)
    return found

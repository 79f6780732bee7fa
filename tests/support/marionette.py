"""Firefox as a person uses it, through Marionette, which it speaks itself: nothing but the browser has to be installed."""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_START = 60
"""How many seconds Firefox may take to start."""


def firefox() -> str | None:
    """Return where Firefox is; None if it is not installed."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """A running Firefox with one window."""

    def __init__(self, connection: socket.socket, downloads: Path) -> None:
        self._connection = connection
        self._downloads = downloads
        self._asked = 0
        self._received()
        self.ask("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"timeouts": {"script": 120_000}}}})

    def ask(self, command: str, parameters: dict[str, Any]) -> Any:
        """Ask for a WebDriver command, and return its answer."""
        self._asked += 1
        message = json.dumps([0, self._asked, command, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _, _, problem, answer = self._received()
        assert problem is None, problem
        return answer

    def open(self, address: str) -> None:
        """Open a page, and wait until it is loaded."""
        self.ask("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page, and return what it returns."""
        return self.ask("WebDriver:ExecuteScript", {"script": script, "args": list(arguments)})["value"]

    def wait_for(self, condition: str, seconds: int = 120) -> None:
        """Wait until an expression holds in the page."""
        until = time.monotonic() + seconds
        while not self.run(f"return Boolean({condition})"):
            assert time.monotonic() < until, f"{condition}: {self.run('return document.body.innerText')}"
            time.sleep(0.2)

    def type(self, selector: str, text: str) -> None:
        """Replace what is written in an input by typing."""
        found = self.ask("WebDriver:FindElement", {"using": "css selector", "value": selector})["value"]
        element = {"id": next(iter(found.values()))}
        self.ask("WebDriver:ElementClear", element)
        self.ask("WebDriver:ElementSendKeys", {**element, "text": text})

    def downloaded(self, name: str, seconds: int = 60) -> str:
        """Return the text of a file that the page saves, once it is whole."""
        until = time.monotonic() + seconds
        file = self._downloads / name
        while not file.is_file() or not file.stat().st_size or file.with_name(f"{name}.part").exists():
            assert time.monotonic() < until, f"{name} was not saved"
            time.sleep(0.2)
        return file.read_text("utf-8")

    def _received(self) -> Any:
        """Return the next message: its length, a colon, and JSON."""
        length = b""
        while not length.endswith(b":"):
            length += self._connection.recv(1)
        left, parts = int(length[:-1]), []
        while left:
            parts.append(self._connection.recv(left))
            left -= len(parts[-1])
        return json.loads(b"".join(parts))


@contextmanager
def running(profile: Path) -> Iterator[Firefox]:
    """Run Firefox without a screen, with a new profile in an empty folder."""
    program = firefox()
    assert program
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    preferences = {
        "marionette.port": port,
        "remote.prefs.recommended": True,
        "browser.download.folderList": 2,
        "browser.download.dir": str(profile),
    }
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items())
    (profile / "user.js").write_text("".join(lines), "utf-8")
    command = [program, "--headless", "--no-remote", "--marionette", "--profile", str(profile)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Firefox(_connected(port), profile)
    finally:
        process.terminate()
        process.wait(30)


def _connected(port: int) -> socket.socket:
    until = time.monotonic() + _START
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 180)
        except ConnectionRefusedError:
            assert time.monotonic() < until, "Firefox does not answer"
            time.sleep(0.2)

"""A web server that sends the headers of CONTRIBUTING, and browser pages whose every sign of trouble is noted."""

import functools
import http.server
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page

from editors.browser.build import is_fetched
from tests.support.paths import ROOT

QUIET = (
    "--headless", "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--no-first-run", "--no-default-browser-check", "--disable-domain-reliability",
)  # fmt: skip
"""Arguments that make Chromium ask nothing of any other host."""
HEADERS = re.findall(r'^ *add_header (\S+) "([^"]+)" always;$', (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
"""The headers that CONTRIBUTING has nginx send with every file: pages must work with them."""

Serve = Callable[[Path], str]
"""Serves a folder and returns its address."""


def require_fetched() -> None:
    """Skip the test where Python for the browser was not fetched; CI, which runs `make browser` first, fails."""
    if is_fetched():
        return
    if os.environ.get("CI"):
        pytest.fail("CI needs what `make browser` fetches")
    pytest.skip("`make browser` was not run")


class _Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        for name, value in HEADERS:
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for what is missing, as a server is configured to."""
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Log no requests."""


@contextmanager
def server() -> Iterator[Serve]:
    """Serve folders, each at an address of its own, until the block ends."""
    running: list[http.server.ThreadingHTTPServer] = []

    def serve(folder: Path) -> str:
        started = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
        threading.Thread(target=started.serve_forever, daemon=True).start()
        running.append(started)
        return f"http://127.0.0.1:{started.server_port}/"

    yield serve
    for started in running:
        started.shutdown()
        started.server_close()


def watched_page(context: BrowserContext, trouble: list[str]) -> Page:
    """Open a page whose errors, policy violations, dialogs and requests to other hosts are added to `trouble`."""

    def dismiss(dialog: Dialog) -> None:
        trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page = context.new_page()
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", dismiss)
    own = ("http://127.0.0.1:", "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(own) else trouble.append(request.url))
    return page

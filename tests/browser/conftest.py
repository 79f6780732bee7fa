"""One site and one browser for all tests of this folder; a page of theirs must stay silent."""

import functools
import http.server
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

from tests.browser.records import lay_down
from tests.hooks.engine.test_site import Site
from tests.support.paths import ROOT

QUIET = (
    "--headless", "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--no-first-run", "--no-default-browser-check", "--disable-domain-reliability",
)  # fmt: skip
HEADERS = re.findall(r'^ *add_header (\S+) "([^"]+)" always;$', (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
"""What CONTRIBUTING tells nginx to send with every file: the pages must do with it."""


class _Served(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        for name, value in HEADERS:
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not there, as a server is set up to show it."""
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not news."""


Serve = Callable[[Path], str]


@pytest.fixture(scope="package")
def serve() -> Iterator[Serve]:
    """Serves a folder and gives its address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def served(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Served, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield served
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the base records with a history, a list long enough to be read from its own file, and records that are
    broken or hostile."""
    site = Site(tmp_path_factory.mktemp("site"))
    lay_down(site)
    assert site.build(NIZOM_REPO_URL="https://git.agency.example/nizom") == 0, site.log
    return site


@pytest.fixture(scope="package")
def address(built: Site, serve: Serve) -> str:
    """Where that site is served."""
    return serve(built.out)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        if os.environ.get("CI"):
            pytest.fail("CI needs chromium for the browser tests")
        pytest.skip("there is no chromium here")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield running
        running.close()


def watched(context: BrowserContext, trouble: list[str]) -> Page:
    """A page whose every sign of trouble is written down: errors, refusals of the policy, dialogs, requests to another host."""

    def refused(dialog: Dialog) -> None:
        trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page = context.new_page()
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", refused)
    own = ("http://127.0.0.1:", "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(own) else trouble.append(request.url))
    return page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must stay silent."""
    trouble: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield watched(context, trouble)
    context.close()
    assert trouble == []

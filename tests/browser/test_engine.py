"""The checks in the browser: the site's own worker says what `nizom check` says, and asks no other host for anything."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.support.browser import Serve, watched_page
from tests.support.scratch import AS_OF
from tests.support.site import Site
from validators.browser.asks import Asks

ENGINE = """
(address) => new Promise(async (resolve, reject) => {
  const files = await (await fetch(address + 'assets/yozish/files.json')).json();
  const worker = new Worker(address + 'assets/yozish/' + files['worker.js'], { type: 'module' });
  const waiting = new Map();
  let asked = 0;
  window.worker = worker;
  window.heard = [];
  window.lost = new Promise((fell) => { worker.onerror = (event) => { event.preventDefault(); fell(event.message); reject(event.message); }; });
  window.ask = (what) => new Promise((answered) => { asked += 1; waiting.set(asked, answered); worker.postMessage({ id: asked, ...what }); });
  worker.onmessage = ({ data }) => {
    if (data.id) waiting.get(data.id)(data);
    if (data.share !== undefined) window.heard.push(data.share);
    if (data.ready) resolve(data.ready);
  };
})
"""
"""Starts the worker as the page does, and leaves `ask` in the window."""
PROJECT = "records/projects/loy-2026-001.md"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    yield opened
    opened.close()


def asks(site: Site) -> Asks:
    """Return what answers on this machine what the worker answers in the browser."""
    import gzip

    index = gzip.decompress(next((site.out / "assets/yozish").glob("records.*.gz")).read_bytes()).decode()
    return Asks(index, AS_OF)


ASKED: tuple[dict[str, Any], ...] = (
    {"ask": "edit", "changes": [{"do": "set", "route": ["due"], "value": "25.12.2026"}]},
    {"ask": "cure", "finding": 0},
    {"ask": "edit", "changes": [{"do": "set", "route": ["owner"], "value": "tsh-999"}, {"do": "body", "text": "[[std-999]]\n"}]},
    {"ask": "undo"},
    {"ask": "edit", "changes": [{"do": "set", "route": ["status"], "value": "launched"}]},
    {"ask": "edit", "changes": [{"do": "remove", "route": ["milestones", 99]}]},
    {"ask": "new", "kind": "incident"},
    {"ask": "approve", "decision": "approved", "person": "xod-004"},
    {"ask": "nothing"},
)


def test_the_worker_answers_as_python_does_here(with_python: Site, serve: Serve, context: BrowserContext) -> None:
    trouble: list[str] = []
    page = watched_page(context, trouble)
    address = serve(with_python.out)
    page.goto(address)
    page.evaluate(ENGINE, address)
    here, text = asks(with_python), (with_python.root / PROJECT).read_text("utf-8")

    for number, asked in enumerate(({"ask": "open", "path": PROJECT, "text": text}, *ASKED), 1):
        assert page.evaluate("window.ask", asked) == json.loads(here.answer(json.dumps({"id": number, **asked}))), asked

    assert page.evaluate("window.heard") == [0.5, 0.6, 0.8, 1]
    context.set_offline(True)
    assert page.evaluate("window.ask", {"ask": "open", "path": PROJECT, "text": text})["answer"]["findings"] == []
    context.set_offline(False)
    page.close()
    assert trouble == []


def test_a_worker_that_cannot_start_says_so(with_python: Site, serve: Serve, context: BrowserContext, tmp_path: Path) -> None:
    site = shutil.copytree(with_python.out, tmp_path / "site")
    next((site / "assets/yozish").glob("validators.*.zip")).unlink()
    page = context.new_page()
    address = serve(site)
    page.goto(address)

    said = page.evaluate(f"(address) => ({ENGINE})(address).catch((error) => `lost: ${{error}}`)", address)

    assert str(said).startswith("lost: ")
    page.close()

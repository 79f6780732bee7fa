"""The checks in the browser: how soon they are ready, how long an edit takes there, and how much is downloaded."""

import functools
import http.server
import shutil
import threading
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from playwright.sync_api import sync_playwright

from benchmarks.editing import EDITED

_TRIAL = """
async ({ path, text, rounds }) => {
  const at = (name) => '/assets/yozish/' + name;
  const files = await (await fetch(at('files.json'))).json();
  const began = performance.now();
  const worker = new Worker(at(files['worker.js']), { type: 'module' });
  let answered;
  await new Promise((ready, lost) => {
    worker.onerror = (event) => lost(new Error(event.message));
    worker.onmessage = ({ data }) => { if (data.ready) ready(); if (data.id) answered(data); };
  });
  const ready = performance.now() - began;
  const ask = (what) => new Promise((done) => { answered = done; worker.postMessage({ id: 1, ...what }); });
  await ask({ ask: 'open', path, text });
  const edits = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = performance.now();
    const said = await ask({ ask: 'edit', changes: [{ do: 'set', route: ['title'], value: `Tahrir ${round}` }] });
    if (said.problem) throw new Error(said.problem);
    edits.push(performance.now() - before);
  }
  worker.terminate();
  return { ready: ready / 1000, edits };
}
"""


class InBrowser(NamedTuple):
    """Seconds until the checks are ready, milliseconds of an edit, megabytes to download, and kilobytes of a record in short."""

    ready: float
    edit: float
    size: float
    each: float


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Log no requests."""


def in_browser(root: Path) -> InBrowser | None:
    """Measure the site that was built in `root`; None where Python for the browser, or a browser, is not there."""
    folder, chromium = root / "site/assets/yozish", shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None or not list(folder.glob("worker.*.js")):
        return None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(root / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    asked = {"path": EDITED, "text": (root / EDITED).read_text("utf-8"), "rounds": 20}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/404.html")
        trials: list[dict[str, Any]] = [page.evaluate(_TRIAL, asked) for _ in range(3)]
        browser.close()
    server.shutdown()
    index = next(folder.glob("records.*.gz")).stat().st_size
    loaded = [*folder.glob("python-*/*"), *folder.glob("validators.*.zip"), *folder.glob("*.js")]
    records = len(list((root / "records").glob("*/*.md")))
    return InBrowser(
        median(trial["ready"] for trial in trials),
        median(edit for trial in trials for edit in trial["edits"]),
        sum(file.stat().st_size for file in loaded) / 1e6,
        index / records / 1000,
    )

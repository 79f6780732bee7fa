"""The site in a real browser: lists filter, search finds however the apostrophe is typed, and nothing asks another host."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.scratch import AS_OF, BASE

ROOT = Path(__file__).resolve().parents[1]
QUIET = (
    "--headless", "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--no-first-run", "--no-default-browser-check", "--disable-domain-reliability",
)  # fmt: skip


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Requests are not news."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site of the base records is served, with a list long enough to be read from its own file."""
    root = tmp_path_factory.mktemp("site")
    for part in ("docs", "hooks"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(BASE / "records", root / "records")
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "validators").mkdir()
    _many_organizations(root / "records" / "organizations")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(root / "site")],
        cwd=root,
        env={**os.environ, "NIZOM_AS_OF": AS_OF, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=True,
    )
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(root / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def _many_organizations(folder: Path) -> None:
    model = (folder / "tsh-006.md").read_text("utf-8")
    for number in range(100, 420):
        lines = model.replace("id: tsh-006", f"id: tsh-{number}").splitlines(keepends=True)
        text = "".join(f"title: O‘quv bo‘linmasi {number}\n" if line.startswith("title:") else line for line in lines)
        (folder / f"tsh-{number}.md").write_text(text, "utf-8")


@pytest.fixture(scope="module")
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


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that must stay silent: no console errors, no failed scripts, no request to another host."""
    trouble: list[str] = []
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.on(
        "request", lambda request: None if request.url.startswith((address, "data:", "blob:")) else trouble.append(request.url)
    )
    yield opened
    opened.close()
    assert trouble == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "records/",
        "projects/",
        "projects/loy-2026-001/",
        "duties/",
        "nizom/",
        "nizom/settings/",
        "checks/N12.a.3-3/",
        "guide/",
    ],
)
def test_pages_are_silent_and_fit_a_phone(page: Page, address: str, url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + url)
    expect(page.locator("h1").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_list_is_searched_chosen_from_and_sorted(page: Page, address: str) -> None:
    page.goto(f"{address}standards/")
    rows = page.locator("[data-list] tbody tr")
    expect(rows).to_have_count(3)
    page.locator(".list-find input").fill("STD-002")
    expect(rows).to_have_count(1)
    assert "q=STD-002" in page.url
    page.reload()
    expect(rows).to_have_count(1)
    page.locator("[data-clear]").click()
    expect(rows).to_have_count(3)
    page.locator("select").first.select_option(index=1)
    assert rows.count() < 3
    page.locator("[data-clear]").click()
    head = page.locator("thead th").first
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    first = rows.first.inner_text()
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert rows.first.inner_text() != first


def test_a_long_list_is_read_whole_and_turned_by_pages(page: Page, address: str) -> None:
    page.goto(f"{address}organizations/")
    units = 320 + len(list((BASE / "records/organizations").glob("*.md")))
    expect(page.locator(".list-count")).to_contain_text(str(units))
    expect(page.locator("[data-list] tbody tr")).to_have_count(100)
    page.locator(".list-find input").fill("oʻquv 419")
    expect(page.locator("[data-list] tbody tr")).to_have_count(1)


@pytest.mark.parametrize("typed", ["o‘quv", "o'quv", "oʻquv", "o`quv", "oquv", "ўқув", "O’QUV"])
def test_search_finds_however_it_is_typed(page: Page, address: str, typed: str) -> None:
    page.goto(address)
    page.locator(".md-search__input").fill(f"{typed} 300")
    expect(page.locator('.md-search-result__link[href*="tsh-300"]').first).to_be_attached(timeout=15_000)


def test_without_scripts_a_list_is_a_table(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}standards/")
    expect(page.locator("table tbody tr")).to_have_count(3)
    context.close()


@pytest.mark.parametrize("written", ["O‘zbekiston", "Ўзбекистон реестри", "Маълумотлар ЕЦК", "Ma`lumot", "ÕQUV", "цирк Эълон"])
def test_lists_and_search_fold_as_the_checks_do(page: Page, address: str, written: str) -> None:
    from validators.words import fold

    page.goto(f"{address}standards/")
    source = (ROOT / "docs/assets/site.js").read_text("utf-8")
    folding = source[source.index("  var APOSTROPHES") : source.index("  function List")]
    assert page.evaluate(f"(text) => {{ {folding} return fold(text); }}", written) == fold(written)
    lunr = (ROOT / "hooks/theme/assets/javascripts/lunr/min/lunr.uz.min.js").read_text("utf-8")
    stand_in = "self.lunr = {Pipeline: {registerFunction() {}}, Query: class { clause() {} }};"
    assert page.evaluate(f"(text) => {{ {stand_in} {lunr} return self.lunr.uz.fold(text); }}", written) == fold(written)

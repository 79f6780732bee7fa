"""Every kind of page in light, dark and phone layout: no errors, no overflow, accessible (WCAG 2.2 AA)."""

import os
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import AXE, LAYOUTS, OPTIONS
from tests.support.browser import watched_page
from tests.support.browser_records import BROKEN, HOSTILE
from tests.support.site import Site

LARGEST = 3
"""The number of record pages, the largest, that are visited in every layout; other kinds get one layout each, in turn."""
SHOTS = os.environ.get("NIZOM_SCREENSHOTS")
"""A folder for a screenshot of each page in each layout, which CI keeps; without it none are taken."""

TALLEST = 3_000
"""Pixels of a page on its screenshot: what is below is drawn as slowly, and nobody looks at it."""


@dataclass
class Visit:
    """What was seen of a page: errors, the overflow in pixels, and the violations found by axe in each layout."""

    trouble: list[str] = field(default_factory=list)
    overflow: int = 0
    violations: dict[str, list[str]] = field(default_factory=dict)


def pages_of_every_kind(site: Path) -> dict[str, tuple[str, ...]]:
    """Return the layouts to visit each page in: every page of its own kind, and the largest of each kind with many."""
    kinds: dict[str, list[Path]] = defaultdict(list)
    lists: dict[bool, list[Path]] = {True: [], False: []}
    for page in site.rglob("index.html"):
        url = page.parent.relative_to(site)
        html = page.read_text("utf-8")
        if "data-list" in html:
            lists["data-rows" in html].append(url)
        else:
            kinds[f"{url.parent}/*" if url.parent.name else str(url)].append(url)
    folders = {f"{url}/*" for urls in lists.values() for url in urls}

    def size(url: Path) -> int:
        return (site / url / "index.html").stat().st_size

    largest = {kind: max(urls, key=size) for kind, urls in kinds.items()}
    records = sorted((url for kind, url in largest.items() if kind in folders), key=size, reverse=True)
    always = [url for kind, url in largest.items() if kind not in folders] + [
        max(urls, key=size) for urls in lists.values() if urls
    ]
    found = {url.as_posix(): LAYOUTS for url in [*always, *records[:LARGEST], Path(BROKEN), Path(HOSTILE)]}
    for index, url in enumerate(records[LARGEST:]):
        found.setdefault(url.as_posix(), (LAYOUTS[index % len(LAYOUTS)],))
    return {"404.html": LAYOUTS, **{"" if url == "." else f"{url}/": layouts for url, layouts in found.items()}}


@pytest.fixture(scope="module")
def visits(browser: Browser, built: Site, address: str) -> dict[str, Visit]:
    """Each page, opened once and visited in its layouts."""
    found = {}
    for url, layouts in pages_of_every_kind(built.out).items():
        found[url or "/"] = visit = Visit()
        context = browser.new_context(reduced_motion="reduce")
        page = watched_page(context, visit.trouble)
        page.goto(address + url)
        expect(page.locator("h1").first).to_be_visible()
        page.evaluate("() => document.fonts.ready.then(() => true)")
        page.evaluate(AXE_SCRIPT)
        for layout in LAYOUTS:
            _switch(page, layout)
            visit.overflow = max(visit.overflow, page.evaluate("document.documentElement.scrollWidth - innerWidth"))
            visit.violations[layout] = page.evaluate(AXE, OPTIONS[layout]) if layout in layouts else []
            if SHOTS:
                name = re.sub("[^A-Za-z0-9.-]+", "_", url.strip("/")) or "home"
                _show_to(page, TALLEST)
                page.screenshot(path=Path(SHOTS, f"{name}.{layout}.png"))
        context.close()
    return found


def _show_to(page: Page, height: int) -> None:
    """Make the window as high as the page, or as the pixels that are kept of it."""
    size = page.evaluate("({width: innerWidth, height: document.documentElement.scrollHeight})")
    page.set_viewport_size({"width": size["width"], "height": min(size["height"], height)})


def _switch(page: Page, layout: str) -> None:
    page.set_viewport_size({"width": 390 if layout == "phone" else 1280, "height": 900})
    page.emulate_media(color_scheme="dark" if layout == "dark" else "light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if layout == "dark" else "default")


def test_every_page_is_silent_and_fits_the_screen(visits: dict[str, Visit]) -> None:
    assert {url: (visit.trouble, visit.overflow) for url, visit in visits.items() if visit.trouble or visit.overflow > 0} == {}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_axe_finds_nothing(visits: dict[str, Visit], layout: str) -> None:
    assert {url: visit.violations[layout] for url, visit in visits.items() if visit.violations[layout]} == {}

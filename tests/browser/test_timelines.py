"""Timelines: month headings are aligned with their bars, on desktop and phone."""

import pytest
from playwright.sync_api import Page

EDGES = """selector => { const box = document.querySelector(selector).getBoundingClientRect();
  return [Math.round(box.left), Math.round(box.width)] }"""


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize(("url", "bars"), [("plans/", ".plan > summary > div"), ("projects/loy-2026-001/", ".time-row > div")])
def test_months_and_bars_are_aligned(page: Page, address: str, url: str, bars: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + url)

    assert page.evaluate(EDGES, ".time-back > div") == page.evaluate(EDGES, bars)

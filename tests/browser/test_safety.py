"""Markup in records cannot run, load, submit, cover or redirect anything in a browser; a site without records works."""

import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Serve
from tests.support.browser_records import BROKEN, HOSTILE
from tests.support.site import Site


def test_a_hostile_record_is_plain_text(page: Page, address: str) -> None:
    for url in (HOSTILE, "projects", "", "findings", "duties", BROKEN, "organizations"):
        page.goto(f"{address}{url}/" if url else address)
        expect(page.locator("article")).to_be_visible()
        expect(page.locator("article :is(script, style, iframe, object, embed, form, base, meta, link)")).to_have_count(0)
        expect(page.locator("#__config")).to_have_count(1)
        schemes = page.evaluate("[...document.links].map(link => link.protocol)")
        assert set(schemes) <= {"http:", "https:", "mailto:", "tel:"}
    page.goto(f"{address}{HOSTILE}/")
    expect(page.locator("h1")).to_contain_text("<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}")
    expect(page.locator("article")).to_contain_text("{{ config.site_name }}")
    expect(page.locator("article")).not_to_contain_text("49")
    expect(page.locator("article img")).to_have_count(0)
    links = page.evaluate("[...document.querySelectorAll('article a[href]')].map(link => link.href)")
    # Written with its scheme, a picture of another host is a link that a reader may follow; without one, it leads nowhere.
    assert [link for link in links if urlsplit(link).hostname == "tracker.example"] == ["https://tracker.example/p.png"]
    expect(page.get_by_role("cell", name="10", exact=True)).to_have_attribute("align", "right")


def test_a_hostile_title_is_plain_text_in_search_and_lists(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".md-search__input").fill("loy-2026-008")
    answer = page.locator('.md-search-result__link[href*="loy-2026-008"]').first
    expect(answer).to_contain_text("<script>alert(1)</script>", timeout=15_000)
    expect(page.locator(".md-search-result :is(script, img)")).to_have_count(0)
    page.goto(f"{address}organizations/#q=tsh-101")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody a")).to_contain_text("<script>alert(1)</script>")


def test_a_broken_record_shows_its_errors(page: Page, address: str) -> None:
    page.goto(f"{address}{BROKEN}/")
    expect(page.locator("article")).to_contain_text("buzilgan")
    expect(page.locator("h2#__to-fix")).to_be_visible()
    page.goto(f"{address}projects/")
    expect(page.locator("tbody tr").filter(has_text="loy-2026-009")).to_contain_text("buzilgan")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    site = Site(tmp_path_factory.mktemp("empty"))
    shutil.rmtree(site.root / "records")
    (site.root / "records").mkdir()
    assert site.build() == 0, site.log
    return serve(site.out)


def test_a_site_without_records_says_so(page: Page, empty: str) -> None:
    page.goto(empty)
    expect(page.locator("article .empty").last).to_be_visible()
    tabs = page.locator(".md-tabs__link").evaluate_all("links => links.map(link => link.href)")
    for url in [*tabs, f"{empty}projects/", f"{empty}nizom/settings/", f"{empty}data/"]:
        page.goto(url)
        expect(page.locator("h1").first).to_be_visible()
    page.goto(f"{empty}projects/")
    expect(page.locator("article .empty")).to_be_visible()

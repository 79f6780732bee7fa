"""The site in a real browser: lists filter, search finds however the apostrophe is typed, and nothing asks another host."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT
from tests.browser.records import UNITS
from validators.words import fold


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
    expect(page.locator(".list-count")).to_contain_text(str(UNITS))
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
    page.goto(f"{address}standards/")
    source = (ROOT / "docs/assets/site.js").read_text("utf-8")
    folding = source[source.index("  var APOSTROPHES") : source.index("  function List")]
    assert page.evaluate(f"(text) => {{ {folding} return fold(text); }}", written) == fold(written)
    lunr = (ROOT / "hooks/theme/assets/javascripts/lunr/min/lunr.uz.min.js").read_text("utf-8")
    stand_in = "self.lunr = {Pipeline: {registerFunction() {}}, Query: class { clause() {} }};"
    assert page.evaluate(f"(text) => {{ {stand_in} {lunr} return self.lunr.uz.fold(text); }}", written) == fold(written)

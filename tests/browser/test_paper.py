"""A record on paper: what it is, as of which day, all of it, and a line to sign on."""

from playwright.sync_api import Page, expect

PROJECT = "projects/loy-2026-001/"


def test_a_printed_record_says_its_day_and_has_a_line_to_sign_on(page: Page, address: str) -> None:
    page.goto(f"{address}{PROJECT}")
    head, sign = page.locator(".paper-head"), page.locator(".paper-sign")
    expect(head).to_be_hidden()
    expect(sign).to_be_hidden()

    page.emulate_media(media="print")
    expect(head.locator("span")).to_have_text(["loy-2026-001", "Yozuvlarning 2026-yil 15-iyun holati bo‘yicha tayyorlandi."])
    expect(sign.locator("dt")).to_have_text(["Lavozimi", "F.I.Sh.", "Imzo", "Sana"])


def test_a_printed_record_has_no_marks_of_links_and_nothing_of_it_stays_folded(page: Page, address: str) -> None:
    page.goto(f"{address}{PROJECT}")
    page.emulate_media(media="print")
    lines = page.locator("article a:visible").evaluate_all(
        "all => [...new Set(all.map((one) => getComputedStyle(one).textDecorationLine))]"
    )
    folded = page.locator("article details.part:not(:has(#__history, #__links)) > .part-body")

    assert lines == ["none"]
    assert folded.count() > 2
    assert [box for box in folded.all() if not box.is_visible()] == []


def test_all_pages_of_a_printed_record_are_of_one_sort_so_that_none_is_empty(page: Page, address: str) -> None:
    page.goto(f"{address}{PROJECT}")
    page.emulate_media(media="print")
    names = page.evaluate(
        "[document.documentElement, document.querySelector('article')].map((one) => getComputedStyle(one).page)"
    )

    assert names == ["record", "auto"]


def test_the_home_page_is_printed_on_one_sheet_with_all_its_late_rows_in_columns(page: Page, late: str) -> None:
    page.goto(late)
    page.emulate_media(media="print")
    rows = page.locator(".lines-late > li")

    assert rows.count() > 8
    assert rows.evaluate_all("all => [...new Set(all.map((one) => getComputedStyle(one).display))]") == ["grid"]
    assert page.evaluate("getComputedStyle(document.documentElement).page") == "home"
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1

"""A list in the browser: searching, filtering, sorting and paging, by mouse, by keyboard alone, and without scripts."""

import csv
from collections import Counter
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect

from tests.support.browser_records import UNITS

MONEY = ("Rejada", "Shartnomalarda", "To‘langan", "Hali to‘lanadi")


def test_a_list_is_searched_filtered_and_sorted(page: Page, address: str) -> None:
    page.goto(f"{address}standards/")
    rows = page.locator("[data-list] tbody tr")
    expect(rows).to_have_count(3)
    page.locator(".list-find input").fill("STD-002")
    expect(rows).to_have_count(1)
    assert "q=STD-002" in page.url
    page.reload()
    expect(rows).to_have_count(1)
    page.locator("[data-do=clear]").click()
    expect(rows).to_have_count(3)
    page.locator(".list-pick").first.click()
    page.locator(".list-pick [type=checkbox]").first.check()
    assert rows.count() < 3
    page.locator("[data-do=clear]").click()
    head = page.locator("thead th").first
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    first = rows.first.inner_text()
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert rows.first.inner_text() != first


def test_a_long_list_is_complete_and_paged(page: Page, address: str) -> None:
    page.goto(f"{address}organizations/")
    rows = page.locator("[data-list] tbody tr")
    expect(page.locator(".list-count")).to_contain_text(str(UNITS))
    expect(rows).to_have_count(100)
    page.locator(".list-pages button").last.click()
    page.locator(".list-pages button").last.click()
    page.locator(".list-pages button").last.click()
    expect(rows).to_have_count(UNITS - 300)
    page.reload()
    expect(rows).to_have_count(UNITS - 300)
    page.locator(".list-find input").fill("oʻquv 419")
    expect(rows).to_have_count(1)


def test_a_list_works_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}standards/")
    rows = page.locator("[data-list] tbody tr")
    expect(page.locator("[data-list] thead button").first).to_be_attached()

    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Yangi yozuv")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".list-find input")).to_be_focused()
    page.keyboard.type("standart")
    found = rows.count()
    page.keyboard.press("Tab")
    expect(page.locator(".list-pick summary").first).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    first = page.locator(".list-pick [type=checkbox]").first
    expect(first).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator(".list-pick summary").first).to_be_focused()
    assert 0 < rows.count() <= found
    while not page.evaluate("document.activeElement.matches('thead button')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(page.locator("thead th").first).to_have_attribute("aria-sort", "descending")
    left = rows.all_inner_texts()
    while not page.evaluate("document.activeElement.matches('tbody a')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/standards/std-*/")

    page.go_back()
    expect(page.locator(".list-find input")).to_have_value("standart")
    expect(page.locator(".list-pick [type=checkbox]").first).to_be_checked()
    expect(page.locator("thead th").first).to_have_attribute("aria-sort", "descending")
    assert rows.all_inner_texts() == left


def test_a_manually_changed_address_is_followed(page: Page, address: str) -> None:
    page.goto(f"{address}standards/#q=std-001")
    rows = page.locator("[data-list] tbody tr")
    expect(rows).to_have_count(1)
    page.evaluate("location.hash = 'q=std-002&sort=-1'")
    expect(page.locator("thead th").first).to_have_attribute("aria-sort", "descending")
    expect(rows).to_have_count(1)
    expect(page.locator("tbody tr small").first).to_contain_text("std-002")


def test_totals_follow_the_filter_and_several_values_may_be_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}projects/")
    rows, sums = page.locator("[data-list] tbody tr"), page.locator("tfoot [data-sum]")
    whole, all_rows = sums.first.inner_text(), rows.count()

    page.goto(f"{address}projects/#status=qoralama&status=rejalashtirilgan")
    expect(rows).to_have_count(2)
    expect(page.locator("tfoot [data-count]")).to_have_text("2")
    expect(sums).to_have_text(["10\u202f990\u202f000,75", "0", "0"])
    expect(page.locator(".list-pick[data-name=status] summary span")).to_have_text("qoralama, rejalashtirilgan")

    page.locator("[data-do=clear]").click()
    expect(rows).to_have_count(all_rows)
    expect(sums.first).to_have_text(whole)


def test_a_list_is_filtered_by_days(page: Page, address: str) -> None:
    page.goto(f"{address}duties/")
    rows, picked = page.locator("[data-list] tbody tr"), page.locator(".list-pick[data-name=due]")
    days = sorted(row.get_attribute("data-by-due") or "" for row in rows.all())
    middle = days[len(days) // 2]

    page.goto(f"{address}duties/#due={middle}..")
    assert sorted(row.get_attribute("data-by-due") or "" for row in rows.all()) == [day for day in days if day >= middle]
    page.goto(f"{address}duties/#due=..2000-01-01")
    expect(rows).to_have_count(0)
    expect(picked.locator("summary span")).to_have_text("– 01.01.2000")

    picked.click()
    month = picked.locator("[value=month]")
    month.check()
    assert page.url.endswith("#due=month")
    first, last = month.get_attribute("data-first") or "", month.get_attribute("data-last") or ""
    assert sorted(row.get_attribute("data-by-due") or "" for row in rows.all()) == [day for day in days if first <= day <= last]


def test_a_view_is_kept_in_the_browser(page: Page, address: str) -> None:
    page.goto(f"{address}standards/#q=std-002&sort=-1")
    expect(page.locator("[data-do=mine]")).to_be_hidden()
    page.locator("[data-do=save]").click()
    page.goto(f"{address}standards/")
    page.reload()
    expect(page.locator("[data-list] tbody tr")).to_have_count(3)
    page.locator("[data-do=mine]").click()
    expect(page.locator("[data-list] tbody tr")).to_have_count(1)
    assert page.url.endswith("#q=std-002&sort=-1")
    page.goto(f"{address}organizations/")
    expect(page.locator("[data-do=mine]")).to_be_hidden()


def test_selected_rows_are_taken_along_as_csv(page: Page, address: str) -> None:
    page.goto(f"{address}standards/")
    page.locator(".list-select").nth(1).check()
    expect(page.locator(".list-doing [role=status]")).to_have_text("1 ta qator tanlandi")
    with page.expect_download() as waiting:
        page.locator("[data-do=csv]").click()
    rows = list(csv.reader(waiting.value.path().read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert waiting.value.suggested_filename == "standards.csv"
    assert rows[0][:3] == ["Nomi", "id", "Holat"]
    assert [row[1] for row in rows[1:]] == [page.locator("tbody tr small").nth(1).inner_text()]
    page.locator("[data-do=pick]").click()
    expect(page.locator(".list-doing [role=status]")).to_have_text("3 ta qator tanlandi")


def test_a_formula_in_a_title_is_copied_as_text(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}standards/")
    page.locator("tbody th a").first.evaluate("link => { link.textContent = '=1+1'; }")
    page.locator("[data-do=copy]").click()
    expect(page.locator(".list-doing [role=status]")).to_have_text("3 ta qator nusxalandi")
    assert page.evaluate("navigator.clipboard.readText()").splitlines()[1].startswith("'=1+1\t")


def test_without_scripts_lists_and_records_are_readable(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}standards/")
    expect(page.locator("table tbody tr")).to_have_count(3)
    expect(page.locator(".list-tools")).to_be_hidden()
    page.goto(f"{address}organizations/")
    expect(page.locator("table tbody tr")).to_have_count(100)
    page.locator("tbody a").first.click()
    expect(page.locator("article h1")).to_be_visible()
    page.goto(f"{address}projects/loy-2026-001/")
    expect(page.locator("article dl.facts").first).to_be_visible()
    expect(page.get_by_role("heading", level=2)).not_to_have_count(0)
    context.close()


def test_what_is_overdue_stands_by_unit_and_employee_until_it_is_sorted(page: Page, late: str) -> None:
    page.goto(f"{late}overdue/")
    rows, heads = page.locator("tbody tr:not(.list-group)"), page.locator("tbody .list-group")
    owing = Counter(row.get_attribute("data-by-responsible") or "" for row in rows.all())
    people, all_rows, all_heads = sorted(filter(None, owing)), rows.count(), heads.all_inner_texts()
    assert all_heads[0] == "Raqamlashtirish bo‘limi 12"

    page.goto(f"{late}overdue/#responsible={quote(people[0])}")
    owed = rows.count()
    assert 0 < owed < all_rows
    assert owed == owing[people[0]]
    expect(heads.last).to_have_text(f"{people[0]} {owed}")
    expect(page.locator("tfoot [data-count]")).to_have_text(str(owed))
    page.goto(f"{late}overdue/#responsible={quote(people[0])}&responsible={quote(people[1])}")
    assert owed < rows.count() <= all_rows

    page.locator("[data-do=clear]").click()
    assert heads.all_inner_texts() == all_heads
    expect(page.locator("thead th").nth(4)).to_be_hidden()
    page.locator("thead th").nth(2).get_by_role("button").click()
    expect(heads).to_have_count(0)
    expect(page.locator("thead th").nth(4)).to_be_visible()
    days = [int(row.locator("td").nth(1).inner_text()) for row in rows.all()]
    assert days == sorted(days)
    with page.expect_download() as waiting:
        page.locator("[data-do=csv]").click()
    written = list(csv.reader(waiting.value.path().read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert written[0] == ["Ish", "id", "Muddat", "Kechikdi, kun", "Keyingi bosqich", "Mas’ul", "Bo‘linma", "Band"]
    assert Counter(row[5].strip("—") for row in written[1:]) == owing
    assert [int(row[3]) for row in written[1:]] == days


def test_findings_are_filtered_by_level_person_and_paragraph_together(page: Page, late: str) -> None:
    page.goto(f"{late}findings/")
    rows = page.locator("tbody tr")
    names = ("level", "responsible", "paragraph")
    marks = [[row.get_attribute(f"data-by-{name}") or "" for name in names] for row in rows.all()]
    level, person, paragraph = next(mark for mark in marks if all(mark))
    both = [mark for mark in marks if mark[0] == level and mark[2] == paragraph]
    assert [mark[0] for mark in marks] == sorted(
        (mark[0] for mark in marks), key=["xato", "muddati o‘tgan", "ogohlantirish"].index
    )

    page.locator(".legend a", has_text="Muddati o‘tgan").click()
    expect(page.locator("tfoot [data-count]")).to_have_text(str(sum(mark[0] == "muddati o‘tgan" for mark in marks)))
    page.goto(f"{late}findings/#level={quote(level)}&paragraph={quote(paragraph)}")
    expect(rows).to_have_count(len(both))
    page.goto(f"{late}findings/#level={quote(level)}&paragraph={quote(paragraph)}&responsible={quote(person)}")
    expect(rows).to_have_count(sum(mark[1] == person for mark in both))
    with page.expect_download() as waiting:
        page.locator("[data-do=csv]").click()
    written = list(csv.reader(waiting.value.path().read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert written[0] == ["Kamchilik", "id", "Darajasi", "Nima qilish kerak", "Mas’ul", "Bo‘linma", "Band"]
    assert {row[4] for row in written[1:]} == {person}


def test_the_current_one_of_many_tabs_is_seen_on_a_phone(page: Page, late: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for address in ("findings/", "trend/", "changes/"):
        page.goto(f"{late}{address}")
        expect(page.locator(".beside [aria-current]")).to_be_in_viewport(ratio=0.9)


def test_findings_are_filtered_by_the_day_that_has_passed_and_by_state(page: Page, late: str) -> None:
    page.goto(f"{late}findings/")
    rows = page.locator("tbody tr")
    marks = [(row.get_attribute("data-by-due") or "", row.get_attribute("data-by-state") or "") for row in rows.all()]
    days = sorted(day for day, _ in marks if day)
    first, last = days[0], days[len(days) // 2]
    state = next(state for day, state in marks if first <= day <= last and state)
    assert last < days[-1]

    page.goto(f"{late}findings/#due={first}..{last}")
    expect(rows).to_have_count(sum(first <= day <= last for day in days))
    page.goto(f"{late}findings/#due={first}..{last}&state={quote(state)}")
    expect(rows).to_have_count(sum(first <= day <= last and own == state for day, own in marks))


def test_the_sums_of_money_follow_the_filter_and_are_exported_exactly(page: Page, address: str) -> None:
    page.goto(f"{address}money/")
    rows, foot = page.locator("[data-list] tbody tr"), page.locator("[data-list] tfoot td")
    whole, all_rows = foot.all_inner_texts(), rows.count()

    page.goto(f"{address}money/#sum={quote('shartnoma yo‘q')}")
    expect(rows).to_have_count(2)
    expect(foot).to_have_text(["", "11", "0", "0", "0", "—"])
    with page.expect_download() as waiting:
        page.locator("[data-do=csv]").click()
    written = list(csv.reader(waiting.value.path().read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert written[0] == ["Loyiha", "id", "Hajmi", *(f"{name}, so‘m" for name in MONEY), "Shartnomadan to‘langan, %"]
    assert {row[1]: row[3] for row in written[1:]} == {"loy-2026-010": "10000000.25", "loy-2026-011": "990000.5"}

    page.locator("[data-do=clear]").click()
    assert (foot.all_inner_texts(), rows.count()) == (whole, all_rows)
    page.locator("[data-list] thead button").nth(2).click()
    planned = [float(row.locator("td").nth(1).get_attribute("data-order") or 0) for row in rows.all()]
    assert planned == sorted(planned)


PAPER = "getComputedStyle(document.body).backgroundColor"


def test_a_list_is_printed_completely_and_on_white(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}organizations/")
    expect(page.locator("[data-list] tbody tr")).to_have_count(100)
    page.evaluate(
        """() => addEventListener('beforeprint', () => {
          window.printed = document.querySelectorAll('[data-list] tbody tr').length })"""
    )
    paper = page.pdf(prefer_css_page_size=True)
    assert page.evaluate("window.printed") == UNITS
    assert paper.count(b"/Type /Page\n") > 5
    expect(page.locator("[data-list] tbody tr")).to_have_count(100)
    assert page.evaluate(PAPER) != "rgb(255, 255, 255)"
    page.emulate_media(media="print")
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"

    page.goto(f"{address}projects/loy-2026-001/")
    assert 1 <= page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") <= 4
    page.emulate_media(media="print")
    for hidden in (".md-header", ".md-tabs", ".md-footer"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("article h1")).to_be_visible()

    page.goto(f"{address}nizom/legal-review/")
    assert 30 <= page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") < 80, "more than a lawyer reads and signs"
    context.close()


def test_nothing_is_animated_for_users_who_prefer_no_motion(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.locator(".md-search__input").focus()
    moving = """() => [...document.querySelectorAll('*')].filter(element => ['', '::before', '::after'].some(part => {
      const style = getComputedStyle(element, part || null);
      return style.transitionDuration.split(', ').some(time => time !== '0s') || style.animationName !== 'none';
    })).map(element => element.outerHTML.slice(0, 80))"""
    assert page.evaluate(moving) == []
    context.close()

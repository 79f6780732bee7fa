"""The writing page in the browser: every kind is opened, changed and saved, with nothing but the change in the file."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Route as Requested

from tests.support import hostile
from tests.support.axe import AXE, LAYOUTS, OPTIONS
from tests.support.site import Site
from tests.support.writing import Form, answer_natively
from validators.kinds import all_kinds
from validators.model.fields import fields_of
from validators.source.edits.record_text import RecordText
from validators.source.route import Route


def changed(value: str, form: str, choices: tuple[str, ...]) -> str:
    """Return another value of the same form."""
    match form:
        case "day":
            return "2026-03-05" if value != "2026-03-05" else "2026-03-06"
        case "money" | "number" | "signed" | "whole" | "percent" | "share" | "term":
            return "7" if value != "7" else "8"
        case "choice":
            return next(choice for choice in choices if choice != value)
        case "flag":
            return "false" if value == "true" else "true"
        case _:
            return f"{value} o‘zgardi"


def fill(form: Form, key: str, kind: str, value: str) -> None:
    """Write a value as a person does."""
    box = form.field(key)
    if key == "status":
        box.locator(f"input[value={value}]").check()
    elif kind in ("choice", "flag"):
        box.locator("select").select_option(value)
    elif kind == "day":
        box.locator("input").fill(".".join(reversed(value.split("-"))))
    elif kind == "reference":
        box.get_by_role("combobox").fill(value)
        box.get_by_role("option").first.click()
    else:
        box.locator("input, textarea").fill(value)


def scalars(values: dict[str, Any], kind: str) -> Iterator[tuple[str, str, str]]:
    """Yield one field of each form that a record has a single value in, with another value."""
    seen = set()
    for field in fields_of(all_kinds()[kind].model).values():
        value = values.get(field.name)
        written = isinstance(value, str) and field.form not in ("reference", "id") and field.name not in ("sample", "status")
        if written and field.form not in seen:
            seen.add(field.form)
            yield field.name, field.form, changed(str(value), field.form, field.choices)


@pytest.mark.parametrize("kind", sorted(all_kinds()))
def test_only_what_is_changed_in_a_form_changes_in_the_file(form: Form, writing_site: Site, kind: str) -> None:
    file = min((writing_site.root / "records" / all_kinds()[kind].folder).glob("*.md"))
    before = file.read_text("utf-8")
    form.open(f"yozuv={file.stem}")
    if form.page.get_by_label("yoki fayl matnini shu yerga qo‘ying:").count():
        # A record with somebody's personal data is not on the site.
        form.page.get_by_label("yoki fayl matnini shu yerga qo‘ying:").fill(before)
        form.page.get_by_role("button", name="Ochish", exact=True).click()
        expect(form.page.locator(".y-result progress")).to_be_hidden()
    after = RecordText(before)
    order = tuple(fields_of(all_kinds()[kind].model))
    text = before
    for key, field_form, value in scalars(after.values, kind):
        fill(form, key, field_form, value)
        current = RecordText(text)
        text = current.edited(current.set(Route(key), value, order))
    form.settle()

    assert text != before
    assert form.text() == text


PROJECT = "yozuv=loy-2026-001"


def test_lists_grow_move_and_go(form: Form, writing_site: Site) -> None:
    before = (writing_site.root / "records/projects/loy-2026-001.md").read_text("utf-8")
    form.open(PROJECT)
    milestones = form.field("milestones")
    count = milestones.locator("details.y-item").count()

    milestones.get_by_role("button", name="Qo‘shish: Bosqichlar").click()
    item = milestones.locator("details.y-item").last
    item.locator("[data-key=title] input").fill("Sinov: birinchi kun")
    form.settle()
    expected = RecordText(before)
    added = expected.edited(expected.add_item(Route("milestones"), {"title": "Sinov: birinchi kun"}))
    assert form.text() == added

    item.get_by_role("button", name="Yuqoriga").click()
    form.settle()
    moved = RecordText(added)
    assert form.text() == moved.edited(moved.move_item(Route("milestones"), count, count - 1))

    milestones.locator("details.y-item").nth(count - 1).get_by_role("button", name="Olib tashlash").first.click()
    form.settle()
    form.page.get_by_role("button", name="Faylni yuklab olish").click()
    expect(form.page.locator(".y-said")).to_have_text("Hali o‘zgarish kiritilmagan. ")


def test_a_reference_is_found_in_any_spelling_by_keyboard(form: Form) -> None:
    form.open(PROJECT)
    search = form.field("owner").get_by_role("combobox")
    search.fill("рақамлаштириш")
    expect(form.page.get_by_role("option").first).to_be_visible()
    search.press("ArrowDown")
    search.press("Enter")
    expect(search).to_have_value("Raqamlashtirish bo‘limi")
    search.fill("bunaqasi yo‘q")
    search.press("Tab")
    form.settle()

    assert "owner: bunaqasi yo‘q" in form.text()


def test_a_day_is_chosen_in_the_calendar_by_keyboard(form: Form) -> None:
    form.open(PROJECT)
    due = form.field("due")
    due.locator("input").fill("31.12.2026")
    expect(due.locator(".y-day > .y-quiet")).to_have_text("payshanba, Dam olish kuni (12/12 2026 dan ko‘chirilgan)")
    due.get_by_role("button").click()
    calendar = form.page.get_by_role("dialog", name="Sanani tanlash: Muddat")
    expect(calendar).to_contain_text("2026-yil dekabr")
    form.page.keyboard.press("ArrowLeft")
    form.page.keyboard.press("PageUp")
    expect(calendar).to_contain_text("2026-yil noyabr")
    form.page.keyboard.press("Enter")
    expect(calendar).to_be_hidden()
    expect(due.locator("input")).to_have_value("30.11.2026")
    form.settle()

    assert "\ndue: 2026-11-30\n" in form.text()


def test_money_is_grouped_while_it_is_typed_and_written_plainly(form: Form) -> None:
    form.open("yozuv=xar-2025-001")
    total = form.field("total").locator("input")
    shown = []
    total.fill("")
    for typed in ("1234", "5", "67", ",5", "Home", "ArrowRight", "0", "9", "End", "Backspace", "Backspace"):
        if typed[0].isalpha():
            total.press(typed)
        else:
            total.press_sequentially(typed)
        shown.append(total.input_value().replace("\u00a0", " "))
    form.settle()

    assert list(dict.fromkeys(shown)) == [
        "1234", "12 345", "1 234 567", "1 234 567,5", "10 234 567,5", "109 234 567,5", "109 234 567,", "109 234 567",
    ]  # fmt: skip
    assert "\ntotal: 109234567\n" in form.text()


def test_a_finding_stands_at_its_field_and_its_button_fixes_it(form: Form) -> None:
    form.open(PROJECT)
    whole = form.page.get_by_label("To‘liq matn", exact=True)
    form.page.locator("summary", has_text="To‘liq matn").evaluate("found => found.click()")
    form.field("title").locator("input").fill("Yangi nom")
    form.settle()
    text = whole.input_value()
    whole.fill(text.replace("status: in-progress", "status: Bajarilmoqda"))
    whole.press("Tab")
    form.settle()
    status = form.field("status")
    expect(status.locator(".y-wrong")).to_have_count(1)
    expect(form.page.locator("p.voice[role=status]")).to_contain_text("Yangi kamchiliklar: 1 ta")

    status.locator(".y-fix").click()
    form.settle()
    expect(status.locator(".y-wrong")).to_have_count(0)
    assert form.text() == text


def test_a_draft_survives_and_each_window_keeps_its_own(form: Form, writing_index: str, writing_address: str) -> None:
    form.open(PROJECT)
    form.field("title").locator("input").fill("Birinchi oynadagi nom")
    form.settle()
    other = form.page.context.new_page()
    answer_natively(other, writing_index)
    second = Form(other, writing_address)
    second.open(PROJECT)
    expect(other.locator(".y-notices .y-notice")).to_have_count(1)
    second.field("title").locator("input").fill("Ikkinchi oynadagi nom")
    second.settle()
    expect(form.page.locator(".y-notices")).to_contain_text("boshqa oynada ham tahrirlanmoqda")
    assert form.field("title").locator("input").input_value() == "Birinchi oynadagi nom"

    other.close()
    form.open(PROJECT)
    expect(form.page.locator(".y-notices .y-notice")).to_have_count(2)
    form.page.get_by_role("button", name="Tiklash").first.click()
    form.settle()
    assert "title: Birinchi oynadagi nom" in form.text()
    assert form.field("title").locator("input").input_value() == "Birinchi oynadagi nom"


def test_a_draft_of_a_record_that_changed_meanwhile_loses_nothing(form: Form, writing_site: Site) -> None:
    form.open(PROJECT)
    form.field("title").locator("input").fill("Mening nomim")
    form.field("due").locator("input").fill("20.12.2026")
    form.settle()
    text = (writing_site.root / "records/projects/loy-2026-001.md").read_text("utf-8")
    expected = RecordText(text)
    theirs = expected.edited(expected.set(Route("due"), "2026-12-01"))

    def newer(route: Requested) -> None:
        said = route.fetch().json()
        said["values"]["due"] = "2026-12-01"
        route.fulfill(json={**said, "text": theirs})

    form.page.route("**/texts/loy-2026-001.json", newer)
    form.open(PROJECT)
    form.page.get_by_role("button", name="Tiklash").first.click()
    form.settle()

    mine = RecordText(theirs)
    assert form.text() == mine.edited(mine.set(Route("title"), "Mening nomim"))
    expect(form.page.locator(".y-notices")).to_contain_text("hozirgi holicha qoldirildi: Muddat.")


def test_a_hostile_record_is_plain_text_in_the_form(form: Form) -> None:
    form.open("yozuv=loy-2026-008")
    expect(form.page.locator("h1")).to_have_text(hostile.TITLE)
    expect(form.field("title").locator("input")).to_have_value(hostile.TITLE)
    expect(form.page.locator(".y-body")).to_have_value(hostile.BODY)
    expect(
        form.page.locator("article :is(script:not([type=module]), style, object, embed, form, base, meta, svg)")
    ).to_have_count(0)
    form.field("title").locator("input").fill(f"{hostile.TITLE}!")
    form.settle()
    expect(form.page.locator(".y-result b").first).to_contain_text("<script>alert(1)</script>")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_page_is_accessible(form: Form, layout: str) -> None:
    page = form.page
    page.emulate_media(color_scheme="dark" if layout == "dark" else "light", reduced_motion="reduce")
    page.set_viewport_size({"width": 390 if layout == "phone" else 1440, "height": 900})
    form.open(PROJECT)
    form.field("due").locator("input").fill("2026-02-31")
    form.settle()
    form.field("due").get_by_role("button", name="Taqvim: Muddat").click()
    for summary in page.locator(".y-form details:not([open]) > summary").all()[:8]:
        summary.evaluate("found => { found.parentElement.open = true }")
    page.evaluate(AXE_SCRIPT)

    assert page.evaluate(AXE, OPTIONS[layout]) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_without_scripts_the_page_says_what_to_do(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}yozish/?{PROJECT}")

    expect(page.locator(".y-notice")).to_contain_text("Bu sahifa uchun JavaScript kerak")
    expect(page.locator(".y-notice a")).to_have_attribute("href", "../guide/adding/")
    context.close()


def test_where_the_checks_were_not_fetched_the_page_says_what_to_do(page: Page, address: str) -> None:
    page.goto(f"{address}yozish/?{PROJECT}")

    expect(page.locator(".y-notice")).to_contain_text("Sayt brauzerdagi tekshiruvlarsiz tayyorlangan")
    expect(page.get_by_role("link", name="Saytni yurituvchilar uchun")).to_have_attribute("href", "../guide/running/")


def test_the_page_says_where_the_settings_and_the_calendar_are_edited(form: Form) -> None:
    form.page.goto(f"{form.address}yozish/")

    notice = form.page.locator(".y-notice")
    expect(notice).to_contain_text("Sozlamalar va taqvim bu yerda emas, repozitoriyning o‘zida tahrirlanadi")
    expect(notice.get_by_role("link")).to_have_text(["sozlamalar", "ish kunlari taqvimi"])
    assert [link.get_attribute("href") for link in notice.get_by_role("link").all()] == [
        f"https://git.agency.example/raqamlashtirish/nizom/edit/main/records/{name}.md" for name in ("settings", "holidays")
    ]


def test_a_new_record_like_another_one_has_none_of_its_decisions(form: Form) -> None:
    form.open("tur=project&oxshash=loy-2026-001")

    assert form.field("title").locator("input").input_value() == "Standartlar elektron katalogini yaratish"
    facts = RecordText(form.page.get_by_label("To‘liq matn", exact=True).input_value()).values
    assert (facts["id"], facts["status"], "approvals" in facts, "monitoring" in facts) == ("loy-2026-009", "draft", False, False)


def test_what_the_file_holds_and_the_form_does_not_ask_for_is_listed(form: Form, writing_site: Site) -> None:
    text = (writing_site.root / "records/projects/loy-2026-001.md").read_text("utf-8")
    marked = text.replace("\nstatus: ", "\nsample: true\nstatus: ", 1)
    form.page.route("**/texts/loy-2026-001.json", lambda route: route.fulfill(json={**route.fetch().json(), "text": marked}))
    form.open(PROJECT)

    kept = form.page.get_by_role("region", name="Faylda yana bor")
    expect(kept.locator("li")).to_have_text(["Namuna: ha"])
    expect(form.page.locator(".y-side")).to_contain_text("Faylda yana bor")
    form.open("yozuv=xar-2025-001")
    expect(form.page.get_by_role("region", name="Faylda yana bor")).to_be_hidden()


def test_what_blocks_and_what_does_not_are_listed_apart_each_with_its_place(form: Form) -> None:
    form.open("tur=incident")
    result = form.page.locator(".y-result section").first
    lists = result.locator("> ul")

    expect(result.locator("h2")).to_have_text("Qabul qilishga to‘sqinlik qiladigan kamchiliklar: 1 ta")
    expect(lists.nth(0).locator("li > a")).to_have_text(["“Nomi” to‘ldirilmagan"])
    others = lists.nth(1).locator("li > a").count()
    expect(result.locator("h3")).to_have_text(f"Qabul qilishga to‘sqinlik qilmaydigan boshqa kamchiliklar: {others} ta")
    expect(form.field("start").locator(".y-help")).to_have_text("Qachon boshlangani")
    form.open(PROJECT)
    expect(result.locator("h3")).to_be_hidden()
    form.field("due").locator("input").fill("31.12.2020")
    form.settle()
    expect(lists.nth(0).locator("li").first).to_contain_text("Muddat")

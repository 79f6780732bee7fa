"""The writing page where the browser or the network gives less than usual: plain http, no WebAssembly, no server any more."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.support.browser import server, watched_page
from tests.support.site import Site
from tests.support.writing import Form

PROJECT = "yozuv=loy-2026-001"
PLAIN = "http://nizom.agency.example/"
"""An address that a browser does not trust: it has neither https nor this computer's own name."""


@pytest.fixture
def without_https(form: Form) -> Form:
    """The writing page at an address without https."""
    here = form.address
    form.page.route(f"{PLAIN}**", lambda route: route.fallback(url=route.request.url.replace(PLAIN, here)))
    form.expected += (PLAIN,)
    form.address = PLAIN
    return form


def test_without_https_the_page_says_what_is_missing_and_saves_all_the_same(without_https: Form) -> None:
    form = without_https
    form.open(PROJECT)
    assert form.page.evaluate("isSecureContext") is False

    saving = form.page.locator("section[aria-labelledby=yozish-save-h]")
    expect(saving).to_contain_text(
        "Sayt https orqali ochilmagan, shuning uchun brauzer papkaga yoza olmaydi: matnni nusxalang yoki yuklab oling."
    )
    expect(saving.get_by_role("button", name="Shu kompyuterdagi papkaga yozish")).to_have_count(0)
    form.field("title").locator("input").fill("Yopiq tarmoqdagi nom")
    form.settle()
    form.page.get_by_role("button", name="Matnni nusxalash", exact=True).click()

    expect(form.page.locator(".y-said")).to_have_text("To‘liq matn nusxalandi. ")
    assert "\ntitle: Yopiq tarmoqdagi nom\n" in form.text()


def test_a_browser_without_webassembly_says_what_to_do_instead(form: Form) -> None:
    form.page.add_init_script("delete globalThis.WebAssembly")
    form.page.goto(f"{form.address}yozish/?{PROJECT}")

    notice = form.page.locator(".y-notice")
    expect(notice).to_contain_text("Bu brauzerda tekshiruvlar ishlamaydi")
    assert form.page.request.get(notice.get_by_role("link").evaluate("found => found.href")).status == 200


@pytest.fixture
def quiet_page(browser: Browser) -> Iterator[Page]:
    """A page that must stay silent."""
    trouble: list[str] = []
    context = browser.new_context(accept_downloads=True)
    yield watched_page(context, trouble)
    context.close()
    assert trouble == []


def test_after_the_first_load_the_page_needs_no_server(with_python: Site, quiet_page: Page) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    with server() as serve:
        form = Form(quiet_page, serve(with_python.out))
        form.open(PROJECT)
        assert form.verdict() == "Qabul qilishga to‘siq yo‘q"
    quiet_page.on("request", note)

    form.field("due").locator("input").fill("01.03.2027")
    form.settle()

    assert form.verdict() == "Qabul qilishga to‘sqinlik qiladigan kamchiliklar: 1 ta"
    assert "\ndue: 2027-03-01\n" in form.text()
    assert [url for url in asked if not url.startswith("blob:")] == []

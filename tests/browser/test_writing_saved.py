"""Saving what was written in the browser: through the forges' APIs, their editors, and into a clone on the computer.

The forges are a stand-in that speaks their documented APIs: no real one was asked.
"""

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Error, expect
from playwright.sync_api import Route as Requested

from tests.support.browser import Serve, watched_page
from tests.support.forges import TOKEN, Forge, forge_server
from tests.support.site import Site
from tests.support.writing import Form, answer_natively, index
from validators.source.edits.record_text import RecordText
from validators.source.route import Route

REPOSITORY = "https://git.agency.example/raqamlashtirish/nizom"
PATH = "records/projects/loy-2026-001.md"
FORGES = {
    "github": ("edit/main/docs/", ""),
    "gitlab": ("-/edit/main/docs/", "/api/v4"),
    "gitea": ("_edit/main/docs/", "/api/v1"),
}


@pytest.fixture(scope="module")
def forge() -> Iterator[tuple[Forge, str]]:
    with forge_server() as running:
        yield running


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, forge: tuple[Forge, str]) -> Site:
    site = Site(tmp_path_factory.mktemp("saving"))
    assert site.build(NIZOM_REPO_URL=REPOSITORY, NIZOM_FORGE_API=forge[1]) == 0, site.log
    return site


@pytest.fixture(scope="module")
def published(site: Site) -> str:
    return index(site)


@pytest.fixture
def form(browser: Browser, site: Site, serve: Serve, published: str) -> Iterator[Form]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    with suppress(Error):
        # Chromium asks a person before a page may reach a server of the local network; versions before that know no such permission.
        context.grant_permissions(["local-network-access"])
    page = watched_page(context, [])
    answer_natively(page, published)
    yield Form(page, serve(site.out))
    context.close()


def of_forge(form: Form, name: str, api: str) -> None:
    """Have the page take its repository for one of that forge."""
    edit, path = FORGES[name]

    def change(route: Requested) -> None:
        html = route.fetch().text()
        html = re.sub(r'data-edit="[^"]*"', f'data-edit="{edit}"', html)
        route.fulfill(
            body=re.sub(r'data-api="[^"]*"', f'data-api="{api}{path}"' if api else 'data-api=""', html), content_type="text/html"
        )

    form.page.route("**/yozish/?*", change)


def rename(form: Form) -> None:
    form.open("yozuv=loy-2026-001")
    form.field("title").locator("input").fill("Yangi nom")
    form.settle()


def renamed(site: Site) -> str:
    text = RecordText((site.root / PATH).read_text("utf-8"))
    return text.edited(text.set(Route("title"), "Yangi nom"))


def send(form: Form, token: str) -> str:
    form.page.get_by_label("Repozitoriyga kirish kaliti (token)").fill(token)
    form.page.get_by_role("button", name="Birlashtirish so‘rovini ochish").click()
    said = form.page.locator(".y-said")
    expect(said).not_to_have_text(re.compile("^(Bir lahza…)? ?$"))
    return said.inner_text()


@pytest.mark.parametrize("name", FORGES)
def test_a_change_becomes_a_branch_and_a_request_to_merge(form: Form, site: Site, forge: tuple[Forge, str], name: str) -> None:
    running, api = forge
    running.__init__()  # type: ignore[misc]
    running.branches["main"][PATH] = (site.root / PATH).read_text("utf-8")
    of_forge(form, name, api)
    rename(form)

    assert send(form, TOKEN).startswith("Birlashtirish so‘rovi ochildi.")
    [request] = running.requests
    assert request["base"] == "main"
    assert request["title"] == running.messages[0] == "loy-2026-001: Yangi nom"
    assert "Nomi: Standartlar elektron katalogini yaratish → Yangi nom" in request["body"]
    assert running.branches[request["head"]][PATH] == renamed(site)
    assert TOKEN not in str(form.page.evaluate("JSON.stringify([localStorage, sessionStorage, location.href])"))


@pytest.mark.parametrize("name", FORGES)
def test_a_record_that_changed_in_the_forge_is_not_overwritten(
    form: Form, site: Site, forge: tuple[Forge, str], name: str
) -> None:
    running, api = forge
    running.__init__()  # type: ignore[misc]
    running.branches["main"][PATH] = (site.root / PATH).read_text("utf-8") + "Boshqalar qo‘shgan qator.\n"
    of_forge(form, name, api)
    rename(form)

    assert send(form, TOKEN).startswith("Yozuv bu orada repozitoriyda o‘zgargan")
    assert (list(running.branches), running.requests) == (["main"], [])


@pytest.mark.parametrize("name", FORGES)
def test_a_token_that_is_refused_is_named_as_the_reason(form: Form, forge: tuple[Forge, str], name: str) -> None:
    of_forge(form, name, forge[1])
    rename(form)

    assert send(form, "boshqa-kalit").startswith("Repozitoriy kalitni qabul qilmadi")


def test_only_the_writing_page_may_ask_the_forge(site: Site, forge: tuple[Forge, str]) -> None:
    assert f"connect-src 'self' {forge[1]};" in site.page("yozish")
    assert "connect-src 'self';" in site.page("projects/loy-2026-001")


ADDRESSES = {
    "github": f"{REPOSITORY}/edit/main/{PATH}",
    "gitlab": f"{REPOSITORY}/-/edit/main/{PATH}",
    "gitea": f"{REPOSITORY}/_edit/main/{PATH}",
}


@pytest.mark.parametrize("name", FORGES)
def test_the_text_is_copied_and_the_forges_editor_opened(form: Form, site: Site, name: str) -> None:
    form.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    form.page.context.route("https://git.agency.example/**", lambda route: route.fulfill(body="muharrir"))
    of_forge(form, name, "")
    rename(form)
    with form.page.expect_popup() as opened:
        form.page.get_by_role("button", name="Matnni nusxalash va repozitoriyni ochish").click()
    opened.value.wait_for_url("https://git.agency.example/**")

    assert opened.value.url == ADDRESSES[name]
    opened.value.close()
    assert form.page.evaluate("navigator.clipboard.readText()") == renamed(site)


PUT_INTO_FOLDER = """async text => {
  const root = await navigator.storage.getDirectory();
  const folder = await (await root.getDirectoryHandle("records", { create: true })).getDirectoryHandle("projects", { create: true });
  const stream = await (await folder.getFileHandle("loy-2026-001.md", { create: true })).createWritable();
  await stream.write(text);
  await stream.close();
  window.showDirectoryPicker = async () => root;
}"""


def test_a_file_is_written_into_a_clone_unless_it_has_changed_there(form: Form, site: Site) -> None:
    rename(form)
    # The browser's own private folder stands for one that a person picks.
    form.page.evaluate(PUT_INTO_FOLDER, (site.root / PATH).read_text("utf-8"))
    said, write = form.page.locator(".y-said"), form.page.get_by_role("button", name="Shu kompyuterdagi papkaga yozish")
    write.click()
    expect(said).to_contain_text(f"Yozildi: {PATH}")
    written = """async () => {
      const root = await navigator.storage.getDirectory();
      const folder = await (await root.getDirectoryHandle("records")).getDirectoryHandle("projects");
      return (await (await folder.getFileHandle("loy-2026-001.md")).getFile()).text();
    }"""
    assert form.page.evaluate(written) == renamed(site)

    form.field("title").locator("input").fill("Yana boshqa nom")
    form.settle()
    write.click()
    expect(said).to_contain_text(f"Yozildi: {PATH}")
    assert "title: Yana boshqa nom" in form.page.evaluate(written)

    form.page.evaluate(PUT_INTO_FOLDER, "Boshqa matn")
    write.click()
    expect(said).to_contain_text("Papkadagi fayl siz tahrirlagan fayldan farq qiladi")
    assert form.page.evaluate(written) == "Boshqa matn"

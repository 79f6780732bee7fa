"""Two sites and one browser for all tests of this folder; their pages must stay silent."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from editors.browser.build import FOLDER
from tests.support import hostile
from tests.support.browser import QUIET, Serve, require_fetched, server, watched_page
from tests.support.browser_records import write_records
from tests.support.scratch import AS_OF
from tests.support.site import Site
from tests.support.writing import Form, answer_natively, index

WAIVER = """\
---
id: ist-001
title: Ekspertiza navbati
status: allowed
owner: tsh-002
checks: [N12.a.3-3]
records: [loy-2026-001]
reason: Navbat kutilmoqda
document: 31-son buyruq
allowed_by: xod-004
since: 2026-05-01
until: 2026-12-31
---
Matn.
"""


@pytest.fixture(scope="package")
def serve() -> Iterator[Serve]:
    """Serve a folder and return its address."""
    with server() as serve:
        yield serve


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The base records with a history, a list too long for its page, and records that are broken or hostile."""
    site = Site(tmp_path_factory.mktemp("site"))
    write_records(site)
    assert site.build(NIZOM_REPO_URL="https://git.agency.example/nizom") == 0, site.log
    return site


@pytest.fixture(scope="package")
def address(built: Site, serve: Serve) -> str:
    """The address of that site."""
    return serve(built.out)


@pytest.fixture(scope="package")
def late(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of a site on a day on which much of the base records is overdue."""
    site = Site(tmp_path_factory.mktemp("late"))
    write_records(site)
    assert site.build(NIZOM_AS_OF="2027-03-01") == 0, site.log
    return serve(site.out)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, which CI must have."""
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
def page(browser: Browser) -> Iterator[Page]:
    """A page that must stay silent."""
    trouble: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield watched_page(context, trouble)
    context.close()
    assert trouble == []


@pytest.fixture(scope="package")
def writing_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The base records, an exception, and a hostile project, with a forge to write them in."""
    site = Site(tmp_path_factory.mktemp("writing"))
    site.write("records/waivers/ist-001.md", WAIVER)
    site.project("loy-2026-008", f"title: '{hostile.TITLE}'\nsummary: '\"><svg onload=alert(14)>'\n", hostile.BODY)
    assert site.build(NIZOM_REPO_URL="https://git.agency.example/raqamlashtirish/nizom") == 0, site.log
    return site


@pytest.fixture(scope="package")
def writing_address(writing_site: Site, serve: Serve) -> str:
    """The address of that site."""
    return serve(writing_site.out)


@pytest.fixture(scope="package")
def writing_index(writing_site: Site) -> str:
    """What that site publishes of its records for the checks."""
    return index(writing_site)


@pytest.fixture
def form(browser: Browser, writing_address: str, writing_index: str) -> Iterator[Form]:
    """The writing page, with the checks behind it; it must stay silent."""
    trouble: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page = watched_page(context, trouble)
    answer_natively(page, writing_index)
    form = Form(page, writing_address)
    yield form
    context.close()
    assert [one for one in trouble if not any(expected in one for expected in form.expected)] == []


@pytest.fixture(scope="package")
def with_python(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The base records on a site with Python for the browser, as the day of the base records sees it."""
    require_fetched()
    site = Site(tmp_path_factory.mktemp("engine"))
    shutil.copytree(FOLDER, site.root / ".venv/browser")
    assert site.build(NIZOM_AS_OF=AS_OF) == 0, site.log
    return site

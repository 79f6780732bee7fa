"""One site and one browser for all tests of this folder; their pages must stay silent."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser import QUIET, Serve, server, watched_page
from tests.support.browser_records import write_records
from tests.support.site import Site


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

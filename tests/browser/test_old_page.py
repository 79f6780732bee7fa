"""A page that is made every day says so when it is old: the browser knows the day, and nobody else hears a build that stopped."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page

from tests.support.browser import Serve
from tests.support.site import Site
from validators import clock


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of a site of today."""
    site = Site(tmp_path_factory.mktemp("today"))
    assert site.build(NIZOM_AS_OF="") == 0, site.log
    return serve(site.out)


@pytest.mark.parametrize(
    ("days", "marks", "foot"),
    [
        (0, 0, []),
        (1, 0, []),
        (2, 0, ["2 kun oldingi holat: kunlik yangilash to‘xtagan bo‘lishi mumkin"]),
        (5, 1, ["5 kun oldingi holat: kunlik yangilash to‘xtagan bo‘lishi mumkin"]),
    ],
)
def test_a_page_marks_that_its_day_is_old(page: Page, today: str, days: int, marks: int, foot: list[str]) -> None:
    page.clock.set_fixed_time(
        datetime.combine(clock.today(), datetime.min.time(), clock.TASHKENT) + timedelta(days=days, hours=12)
    )
    page.goto(today)

    assert page.locator(".stand .stand-old").count() == marks
    assert page.locator(".foot .foot-old").all_inner_texts() == foot


def test_a_site_of_another_day_on_purpose_is_not_called_old(page: Page, address: str) -> None:
    page.goto(address)

    assert page.locator(".stand").count() == 1
    assert page.locator(".stand .stand-old, .foot-old").count() == 0

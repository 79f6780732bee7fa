"""The page on money: sums by project, source, unit and budget year, and what is over plan."""

import re
from decimal import Decimal

import pytest

from tests.support.page import section, words
from tests.support.site import Site
from validators.overview.project_money import share


def _budget(planned: int, contracted: int, paid: int, source: str = "") -> str:
    return (
        f"budget:\n  planned: {planned}\n  contracted: {contracted}\n  paid: {paid}\n{f'  source: {source}' if source else ''}\n"
    )


@pytest.fixture(scope="module")
def spent(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Three projects with budgets, one over its plan, one given up without a contract."""
    site = Site(tmp_path_factory.mktemp("money"))
    (site.root / "records/projects/loy-2026-001.md").unlink()
    first, second = _budget(300_000_000, 280_000_000, 140_000_000, "Davlat budjeti"), _budget(1_500_000_000, 1_600_000_000, 0)
    site.project("loy-2026-002", f"title: Birinchi loyiha\n{first}")
    site.project("loy-2026-003", f"title: Oshgan loyiha\nowner: tsh-006\n{second}")
    site.project(
        "loy-2026-004",
        "title: Bekor qilingan\nstatus: cancelled\nbudget:\n  planned: 900000000\n",
    )
    assert site.build() == 0, site.log
    return site


def rows(part: str) -> list[str]:
    return [words(row) for row in re.findall(r"<tr.*?</tr>", part, re.DOTALL)[1:]]


def test_sums_are_by_project_source_and_unit(spent: Site) -> None:
    page = spent.page("money")
    assert rows(section(page, "projects")) == [
        "Oshgan loyiha loy-2026-003 · bajarilmoqda rejadan 100 mln ortiq manbai ko‘rsatilmagan 1 500 1 600 0 1 600 0 % ish 40 %",
        "Birinchi loyiha loy-2026-002 · bajarilmoqda 300 280 140 140 50 % ish 40 %",
        "Jami, mln so‘m 1 800 1 880 140 1 740 7 %",
    ]
    assert rows(section(page, "sources")) == ["manbai ko‘rsatilmagan 1 500 1 600 0", "Davlat budjeti 300 280 140"]
    assert rows(section(page, "units")) == [
        "Moliya va xaridlar bo‘limi 1 500 1 600 0",
        "Raqamlashtirish bo‘limi 300 280 140",
    ]


def test_the_head_of_the_page_answers_in_a_sentence(spent: Site) -> None:
    assert words(spent.page("money").split('class="answer">')[1].split("</p>")[0]) == (
        "Rejadagi 1 800 mln so‘mning 104 foiziga shartnoma tuzilgan, 140 mln so‘m to‘langan. 1 ta loyiha rejadan oshgan. "
        "1 ta loyihada to‘lov bajarilgan ishdan ilgarilab ketgan."
    )


def test_the_home_page_leads_to_the_money_with_its_sums(spent: Site) -> None:
    home = spent.page("")
    assert re.search(r'<a class="figure" href="money/">(.*?)</a>', home)
    assert "Loyihalar mablag‘i, mln so‘m 140 to‘langan shartnomalar 1 880 · reja 1 800" in words(home)


def test_purchases_are_by_budget_year_without_those_refused(spent: Site) -> None:
    assert rows(section(spent.page("money"), "purchases")) == [
        "2026-yil 207,5",
        "Server va zaxira nusxalash dasturi xarid qilingan 207,5",
    ]


@pytest.mark.parametrize(
    ("part", "whole", "per_cent"),
    [(1, 3, 33), (2, 3, 67), (1, 8, 13), (999, 1000, 99), (1000, 1000, 100), (1001, 1000, 100), (1, 0, None)],
)
def test_a_share_is_rounded_to_the_nearest_per_cent_and_only_all_is_a_hundred(
    part: int, whole: int, per_cent: int | None
) -> None:
    assert share(Decimal(part), Decimal(whole)) == per_cent

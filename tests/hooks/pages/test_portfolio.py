"""The page on the projects at work: each against time and money, drawn and as a table."""

import re

import pytest

from tests.support.page import section, words
from tests.support.site import Site


def _facts(title: str, progress: int, paid: int) -> str:
    work = f"monitoring:\n  - {{date: 2026-06-01, progress: {progress}}}\n"
    money = f"budget:\n  planned: 400000000\n  contracted: 400000000\n  paid: {paid}\n"
    return f"title: {title}\nstatus: in-progress\nstarted: 2026-01-01\ndue: 2026-12-27\n{work}{money}"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page on 30 June, when half of the time of four projects has gone: one behind, one ahead, one paid ahead, one planned."""
    site = Site(tmp_path_factory.mktemp("portfolio"))
    (site.root / "records/projects/loy-2026-001.md").unlink()
    site.project("loy-2026-002", _facts("Orqadagi", 20, 40_000_000))
    site.project("loy-2026-003", _facts("Oldindagi", 70, 100_000_000))
    site.project("loy-2026-004", _facts("Ko‘p to‘langan", 50, 400_000_000))
    site.project(
        "loy-2026-005",
        _facts("Boshlanmagan", 0, 0)
        .replace("in-progress", "planned")
        .replace("01-01", "09-01")
        .replace("2026-06-01", "2026-06-02"),
    )
    assert site.build(NIZOM_AS_OF="2026-06-30") == 0, site.log
    return site.page("portfolio")


def _marks(page: str, chart: str) -> list[tuple[str, ...]]:
    return re.findall(r'<circle class="mark-(\w+)" cx="([\d.]+)" cy="([\d.]+)"', section(page, chart))


def test_the_sentence_counts_those_behind_ahead_and_paid_too_early(page: str) -> None:
    assert words(page.split('class="answer">')[1].split("</p>")[0]) == (
        "Bajarilayotgan 3 ta loyihadan 1 tasi rejadan orqada, 1 tasi oldinda, 1 tasi rejaga yaqin. "
        "1 ta loyihada to‘lov bajarilgan ishdan ancha oldinda."
    )


def test_the_table_begins_with_the_furthest_behind(page: str) -> None:
    assert [words(row) for row in re.findall(r"<tr>.*?</tr>", section(page, "projects"), re.DOTALL)[1:]] == [
        "1. Orqadagi 20 50 reja 50 % · 30 foiz band orqada 10 400",
        "2. Ko‘p to‘langan 50 50 reja 50 % · rejaga yaqin 100 400",
        "3. Oldindagi 70 50 reja 50 % · 20 foiz band oldinda 25 400",
    ]


def test_a_mark_stands_at_its_time_or_money_and_its_work(page: str) -> None:
    assert _marks(page, "time") == [("near", "170.0", "90"), ("near", "170.0", "150"), ("behind", "170.0", "240")]
    assert _marks(page, "money") == [("near", "85.0", "90"), ("behind", "340.0", "150"), ("near", "34.0", "240")]


def test_a_mark_says_in_words_what_it_shows(page: str) -> None:
    assert [words(title) for title in re.findall(r"<title>(.*?)</title></a>", section(page, "money"))] == [
        "Oldindagi: rejadagi mablag‘dan to‘langani, % 25, bajarilgan ish, % 70",
        "Ko‘p to‘langan: rejadagi mablag‘dan to‘langani, % 100, bajarilgan ish, % 50",
        "Orqadagi: rejadagi mablag‘dan to‘langani, % 10, bajarilgan ish, % 20",
    ]

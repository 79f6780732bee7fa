"""A history in which one clock is wrong is shown as if it were right: in the trend, the feed, the pages; and says so."""

import re
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest

from tests.support.page import items, section, words
from tests.support.site import Site

PROJECT = "projects/loy-2026-001.md"
NOTE = "Commit soati "


def history(root: Path, *days: str) -> Site:
    """The base records; then, on these days, a project without a responsible person, and a priority that changes."""
    site = Site(root)
    for number, day in enumerate(days):
        if number == 1:
            site.project("loy-2026-002", "title: Kechikkan loyiha\nstatus: in-progress\ndue: 2026-05-25\n")
        site.change(PROJECT, f"priority: {('high', 'medium', 'low')[number % 3]}\n")
        site.commit("Yozuvlar", day)
    assert site.build() == 0, site.log
    return site


def weeks(site: Site) -> dict[str, list[int]]:
    """The trend: by the day of each point, its figures."""
    table = site.page("trend").partition('id="weeks"')[2]
    rows = re.findall(r'<tr><th scope="row"><time datetime="([^"]+)">.*?</tr>', table)
    figures = [[int(cell) for cell in re.findall(r'<td class="right">(\d+)</td>', row)] for row in table.split("<tr>")[2:]]
    return dict(zip(rows, figures, strict=True))


def changes(site: Site) -> list[str]:
    """The days in the history of the project's page, latest first, with a star where a word is said of the clock."""
    found = items(section(site.page("projects/loy-2026-001"), "history"))
    return [f"{one[:10]}{'*' * one.count(NOTE)}" for one in found]


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return history(tmp_path_factory.mktemp("right"), "2026-04-08", "2026-05-13", "2026-06-10")


@pytest.mark.parametrize(
    ("clocks", "reported", "claim"),
    [
        (("2026-04-08", "2026-05-13", "2026-06-10", "2020-01-01"), ["10.06.2026*"], "2020-yil 1-yanvar"),
        (("2026-04-08", "2026-05-13", "2026-06-10", "2040-01-01"), ["15.06.2026*"], "2040-yil 1-yanvar"),
        (("2026-04-08", "2026-05-13", "1970-01-02", "2026-06-10"), ["10.06.2026", "13.05.2026*"], "1970-yil 2-yanvar"),
    ],
)
def test_one_wrong_clock_invents_and_hides_nothing(
    right: Site, tmp_path: Path, clocks: tuple[str, ...], reported: list[str], claim: str
) -> None:
    site = history(tmp_path, *clocks)

    true, shown = weeks(right), weeks(site)
    assert len(true) == 11
    assert shown == true
    assert "sayt kuniga to‘g‘ri kelmaydigan commitlar: 1." in words(site.page("trend"))
    assert NOTE not in right.page("trend") + right.page("projects/loy-2026-001")
    assert changes(site) == [*reported, *changes(right)[len(reported) - 1 :]]
    feed = feedparser.parse((site.out / "changes.atom").read_bytes())
    moments = [entry.updated for entry in feed.entries]
    assert moments == sorted(moments, reverse=True)
    assert feed.feed.updated == moments[0]
    assert "2026-06-10" <= moments[0] < "2026-06-15"
    assert sum(NOTE in entry.summary for entry in feed.entries) == 1
    assert f"{NOTE}{claim} kunini ko‘rsatadi" in words(site.page("projects/loy-2026-001"))
    assert f"commit soati {claim}" in words(section(site.page(""), "lately"))


def test_the_trend_finds_what_the_check_finds_on_each_day(tmp_path: Path) -> None:
    """A day that had not come, an exception that began and ended: each Sunday of one tree has its own findings."""
    site = Site(tmp_path)
    site.change("standards/std-001.md", "reviewed: 2026-05-20\n")
    site.commit("Boshi", "2026-04-08")
    assert site.build() == 0, site.log

    shown = weeks(site)

    assert len(shown) == 11
    summaries = {day: site.nizom("check", "--no-base", as_of=day)["summary"] for day in shown}
    asked = {day: [summary[name] for name in ("errors", "overdue", "warnings")] for day, summary in summaries.items()}
    assert {day: figures[2:] for day, figures in shown.items()} == asked
    assert len({figures[2] for figures in shown.values()}) > 1

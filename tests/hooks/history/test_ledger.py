"""The page of what changed, and the same as CSV and JSON Lines for who inspects."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.support.page import choices, words
from tests.support.site import AUTHOR, Site

NUMBER = "+998 71 202-00-11"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The base records, one of which is changed by its employee a week later, approved, and changed by somebody else."""
    site = Site(tmp_path_factory.mktemp("ledger"))
    site.commit("Boshi", "2026-06-01")
    site.project("loy-2026-002", "title: Yangi loyiha\npriority: low\ndue: 2026-11-20\n")
    site.commit("Yangi loyiha", "2026-06-02", by="b.ismoilov@agency.example")
    site.change("projects/loy-2026-002.md", "priority: high\ndue: 2026-12-01\n")
    site.change("employees/xod-002.md", f"phone: '{NUMBER}'\n")
    site.commit("Muddat", "2026-06-09")
    assert site.build() == 0, site.log
    return site


def lines(site: Site) -> list[dict[str, object]]:
    return [json.loads(line) for line in (site.out / "data/changes.jsonl").read_text("utf-8").splitlines()]


def test_each_fact_that_changed_has_a_line(site: Site) -> None:
    of_project = [line for line in lines(site) if line["record"] == "loy-2026-002" and not line["finding"]]
    assert [(line["day"], line["change"], line["field"], line["old"], line["new"]) for line in of_project] == [
        ("2026-06-09", "o‘zgargan", "Muddat", "20.11.2026", "01.12.2026"),
        ("2026-06-09", "o‘zgargan", "Ustuvorlik", "past", "yuqori"),
        ("2026-06-02", "yangi", None, None, None),
    ]
    head = site.git("rev-parse", "HEAD").strip()
    assert {line["commit"] for line in of_project if line["day"] == "2026-06-09"} == {head}


def test_the_table_says_the_same(site: Site) -> None:
    rows = list(csv.DictReader((site.out / "data/changes.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    said = [
        (row["Kun"], row["Yozuv"], row["Ma’lumot"], row["Oldingi qiymati"], row["Yangi qiymati"], row["Commit"]) for row in rows
    ]
    assert said == [
        (line["day"], line["record"], line["field"] or "", line["old"] or "", line["new"] or "", line["commit"])
        for line in lines(site)
    ]


def test_the_findings_that_a_change_opened_and_closed_are_those_of_check(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.commit("Boshi", "2026-04-01")
    said: list[tuple[str, str, str]] = []
    before: Counter[str] = Counter()
    for day, facts in (
        ("2026-05-20", "title: Yangi loyiha\ndue: 2026-05-25\n"),
        ("2026-05-27", "title: Yangi loyiha\ndue: 2026-05-25\nsponsor: xod-099\n"),
        ("2026-06-02", "title: Yangi loyiha\ndue: 2026-05-25\npriority: low\n"),
        ("2026-06-09", "title: Yangi loyiha\ndue: 2026-05-25\npriority: yuqori\n"),
    ):
        known = (site.root / "records/projects/loy-2026-002.md").exists()
        before = codes_of("loy-2026-002", site, day) if known else Counter()
        site.project("loy-2026-002", facts)
        site.commit("Loyiha", day)
        after = codes_of("loy-2026-002", site, day)
        said += [(day, code, "opened") for code in (after - before).elements()]
        said += [(day, code, "closed") for code in (before - after).elements()]
    assert site.build() == 0, site.log

    listed = [line for line in lines(site) if line["record"] == "loy-2026-002" and line["finding"]]
    assert sorted((line["day"], line["check"], line["finding"]) for line in listed) == sorted(said)
    assert {event for *_, event in said} == {"opened", "closed"}
    rows = re.findall(r"<tr data-words=.*?</tr>", site.page("changes"), re.DOTALL)
    [fixed] = [words(row) for row in rows if "2026-06-02" in row]
    assert "kamchilik bartaraf etildi: Noma’lum maydon F20" in fixed
    assert choices(site.page("changes"), "finding").keys() == {"kamchilik aniqlandi", "kamchilik bartaraf etildi"}


def codes_of(record: str, site: Site, day: str) -> Counter[str]:
    """Return how many findings of each check the command finds in a record, as of a day."""
    found = site.nizom("check", "--no-base", as_of=day)["findings"]
    return Counter(one["code"] for one in found if one["record"] == record)


def test_no_personal_value_is_in_the_ledger(site: Site) -> None:
    acknowledged = [line for line in lines(site) if line["record"] == "xod-002" and line["day"] == "2026-06-09"]
    assert [(line["field"], line["old"], line["new"]) for line in acknowledged] == [
        ("Faqat yozilishi yoki saytda ko‘rsatilmaydigan ma’lumot o‘zgardi", None, None)
    ]
    assert not site.files_with(NUMBER)
    assert not site.files_with(AUTHOR)


def test_the_page_shows_old_and_new_and_is_filtered_by_week_and_kind(site: Site) -> None:
    page = site.page("changes")
    [row] = [words(row) for row in re.findall(r"<tr data-words=.*?</tr>", page, re.DOTALL) if "2026-06-09" in row]
    assert "Muddat: 20.11.2026 → 01.12.2026" in row
    assert "Loyihalar" in choices(page, "kind")
    assert re.findall(r'#day=last-week">o‘tgan hafta</a> <b>(\d+)</b>', page) == ["1"]
    for other in ("", "data"):
        assert re.search(r'href="(\.\./)?changes/"', site.page(other)), other


def test_the_same_commit_gives_the_same_bytes(site: Site) -> None:
    files = [site.out / name for name in ("data/changes.csv", "data/changes.jsonl")]
    before = [file.read_bytes() for file in files]
    assert site.build(NIZOM_AS_OF="2026-09-01") == 0, site.log
    assert [file.read_bytes() for file in files] == before


def test_history_begins_where_the_samples_were_taken_out(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.project("loy-2026-008", "title: Namuna\nsample: true\n")
    site.commit("Namunalar bilan", "2026-04-08")
    site.project("loy-2026-008", "title: Namuna\nsample: true\npriority: low\n")
    site.change("acts/hjt-001.md", "summary: Namunaviy izoh\n")
    site.commit("Namuna o‘zgardi", "2026-05-20")
    (site.root / "records/projects/loy-2026-008.md").unlink()
    site.project("loy-2026-009", "title: Birinchi loyiha\n")
    site.commit("Namunalar olindi", "2026-06-02")
    site.project("loy-2026-010", "title: Ikkinchi loyiha\n")
    site.commit("Ikkinchi loyiha", "2026-06-09")

    assert site.build() == 0, site.log
    assert [(line["day"], line["record"]) for line in lines(site) if not line["finding"]] == [
        ("2026-06-09", "loy-2026-010"),
        ("2026-06-02", "loy-2026-009"),
    ]
    assert {line["record"] for line in lines(site) if line["finding"]} <= {"loy-2026-009", "loy-2026-010"}
    assert weeks(site) == ["2026-06-07", "2026-06-14", "2026-06-15"]


def test_a_register_that_keeps_samples_keeps_its_history(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.project("loy-2026-008", "title: Namuna\nsample: true\n")
    site.commit("Namuna bilan", "2026-05-20")
    site.project("loy-2026-009", "title: Birinchi loyiha\n")
    site.commit("Birinchi loyiha", "2026-06-09")

    assert site.build() == 0, site.log
    assert {line["day"] for line in lines(site)} == {"2026-05-20", "2026-06-09"}
    assert weeks(site)[0] == "2026-05-24"


def weeks(site: Site) -> list[str]:
    """Return the days of the trend, the first one first."""
    return re.findall(r'<time datetime="([\d-]+)"', site.page("trend").partition('id="weeks"')[2].partition("</tbody>")[0])[::-1]

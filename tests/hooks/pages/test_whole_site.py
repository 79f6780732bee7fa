"""The site as a whole: the navigation leads to every page, and what is counted in several places is the same in each."""

import csv
import html
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.support.facts import WITHOUT_EXPERTISE
from tests.support.page import Loaded, article, choices, figures, section, words
from tests.support.site import Site
from validators.kinds import all_kinds

LATE = "2027-03-01"
"""A day on which much of the base is overdue."""
ORIGIN = "https://sayt.example/"
WAIVER = """\
---
id: ist-001
title: Istisno
status: allowed
owner: tsh-002
checks: [N14.4-1]
records: [loy-2026-001]
reason: Navbat kutilmoqda
document: 31-son buyruq
allowed_by: xod-004
since: 2026-05-01
until: 2027-12-31
---
Matn.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The base on a late day, with errors, a broken record, a record that waits for a decision, and a waiver."""
    site = Site(tmp_path_factory.mktemp("whole"))
    site.commit("Boshi", "2026-06-01")
    site.project("loy-2026-003", f"title: Ekspertizasiz loyiha\nintroduced_in:\n{WITHOUT_EXPERTISE}")
    site.project("loy-2026-006", "title: Tasdiq kutayotgan loyiha\nstatus: draft\nstarted: 2026-07-01\napprovals: []\n")
    site.write("records/projects/loy-2026-009.md", "---\nid: loy-2026-009\ntitle: [a\n---\n")
    site.write("records/waivers/ist-001.md", WAIVER)
    site.commit("Yangi yozuvlar", "2026-06-10")
    assert site.build(NIZOM_AS_OF=LATE) == 0, site.log
    return site


def links(markup: str, page: str) -> set[str]:
    """Return the addresses of the site that a piece of a page links to, without what they open there."""
    found = (urljoin(f"{ORIGIN}{page}", link.partition("#")[0].partition("?")[0]) for link in Loaded(markup).links)
    return {link.removeprefix(ORIGIN) for link in found if link.startswith(ORIGIN)}


def navigation(page: str) -> str:
    """Return the navigation of a page: the tabs on top, the list on the left, and the pages of its group."""
    left = page.partition("md-sidebar--primary")[2].partition('<div class="md-content"')[0]
    return left + "".join(re.findall(r'<nav class="(?:md-tabs|beside)".*?</nav>', page, re.DOTALL))


def pages(site: Site) -> set[str]:
    """Return the addresses of all pages."""
    files = (file.relative_to(site.out).parent for file in site.out.rglob("index.html"))
    return {"" if folder == Path() else f"{folder}/" for folder in files}


def reached(site: Site) -> set[str]:
    """Return the pages that the navigation leads to, from the home page on."""
    found, ahead = {""}, [""]
    while ahead:
        page = ahead.pop()
        new = (links(navigation(site.page(page)), page) & pages(site)) - found
        found |= new
        ahead += new
    return found


def test_the_navigation_leads_to_every_page_and_every_list_to_its_records(site: Site) -> None:
    found = reached(site)
    assert {f"{kind.folder}/" for kind in all_kinds().values()} < found
    named = {link for page in found for link in links(site.page(page), page)}
    for page in found:
        rows = site.out / page / "rows.json"
        if rows.is_file():
            named |= {link for row in json.loads(rows.read_text("utf-8")) for link in links(row, page)}

    assert pages(site) - found - named == set()


def test_the_tabs_of_a_page_are_the_pages_that_the_list_of_its_group_has(site: Site) -> None:
    for page in sorted(reached(site)):
        tabs = re.search(r'<nav class="beside".*?</nav>', site.page(page), re.DOTALL)
        if tabs:
            own = links(tabs[0], page)
            assert page in own
            others = [re.search(r'<nav class="beside".*?</nav>', site.page(other), re.DOTALL) for other in sorted(own)]
            assert all(other and words(other[0]) == words(tabs[0]) for other in others), page


def test_home_leads_to_what_was_sent_to_a_body_outside_and_promised_to_it(site: Site) -> None:
    note = re.search(r'<section class="panel home-waiting">.*?</section>', site.page(""), re.DOTALL)
    assert note
    bodies = [link for link in links(note[0].rpartition('<p class="quiet lines-note">')[2], "") if link.startswith("units/")]

    assert bodies
    assert all("Javob kutilmoqda" in words(site.page(body)) or "yuboril" in words(site.page(body)).lower() for body in bodies)


def test_the_page_of_reports_says_once_that_they_are_samples(site: Site) -> None:
    assert (
        site.page("reported").count("namuna")
        == site.page("reported").count("namunalar") + site.page("reported").count("namunadir")
        <= 1
    )


def rows_of(site: Site, folder: str) -> list[dict[str, str]]:
    with (site.out / f"data/{folder}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def total(page: str) -> int:
    """Return the total under a list, 0 where there is no list."""
    found = re.search(r"<span data-count>(\d+)</span>", page)
    return int(found[1]) if found else 0


def test_records_are_as_many_on_lists_home_and_in_every_export(site: Site) -> None:
    files = Counter(file.parent.name for file in (site.root / "records").glob("*/*.md"))
    shown = dict(re.findall(r'<a href="\.\./([a-z-]+)/">[^<]*</a></th><td class="right">(\d+)<', site.page("data")))
    old, new = (json.loads((site.out / f"data/{name}").read_text("utf-8")) for name in ("records.json", "records-v3.json"))
    folders = {kind.name: kind.folder for kind in all_kinds().values()}

    for kind in all_kinds().values():
        own = files[kind.folder]
        assert total(site.page(kind.folder)) == len(rows_of(site, kind.folder)) == int(shown[kind.folder]) == own, kind.name
    assert Counter(folders[one["kind"]] for one in old["records"]) == files
    assert Counter(folders[one["kind"]] for one in new["records"]) == files
    assert f"{files.total()} ta yozuv" in words(site.page(""))


def test_findings_are_as_many_on_home_lists_foot_and_in_every_export(site: Site) -> None:
    summary = site.nizom("check", as_of=LATE)["summary"]
    levels = {"error": summary["errors"], "warning": summary["warnings"], "overdue": summary["overdue"]}
    page, foot = site.page("findings"), words(site.page("").rpartition('class="foot"')[2])
    legend = [int(count) for count in re.findall(r"<b>(\d+)</b>", re.findall(r'<ul class="legend">.*?</ul>', page)[0])]
    found = choices(page, "level")
    rows = [row for kind in all_kinds().values() for row in rows_of(site, kind.folder)]

    assert min(levels.values()) > 0
    assert json.loads((site.out / "data/status.json").read_text("utf-8"))["findings"] == levels
    assert legend == [levels["error"], levels["overdue"], levels["warning"], summary["waived"]]
    assert [found["xato"], found["muddati o‘tgan"], found["ogohlantirish"]] == legend[:3]
    assert total(page) == sum(levels.values())
    assert {
        name: sum(int(row[title]) for row in rows)
        for name, title in (("error", "Xatolar"), ("warning", "Ogohlantirishlar"), ("overdue", "Muddati o‘tgan"))
    } == levels
    assert f"Xatolar: {levels['error']}, ogohlantirishlar: {levels['warning']}." in words(site.page(""))
    assert f"xatolar: {levels['error']}, muddati o‘tgan: {levels['overdue']}, ogohlantirishlar: {levels['warning']}" in foot


def test_what_is_overdue_is_as_much_on_home_lists_units_and_in_reports(site: Site) -> None:
    overdue = site.nizom("check", as_of=LATE)["summary"]["overdue"]
    page = site.page("overdue")
    of_units = re.findall(r'class="list-group list-group-1">.*?class="tally">(\d+)<', page, re.DOTALL)

    assert figures(site.page(""))["Muddati o‘tgan"][0] == overdue
    assert choices(site.page("duties"), "state")["muddati o‘tgan"] == overdue
    assert total(page) == sum(map(int, of_units)) == overdue
    assert f"{overdue} ta ishning muddati o‘tgan" in words(page)
    assert sum(duty["state"] == "overdue" and not duty["waived"] for duty in site.nizom("due", as_of=LATE)["duties"]) == overdue


def test_decisions_awaited_are_as_many_on_home_and_on_pages_of_records(site: Site) -> None:
    awaited = figures(site.page(""))["Kutilayotgan qarorlar"][0]
    of_records = [
        page
        for page in sorted(pages(site))
        if re.search(r"kutilmoqda</small>", section(site.page(page), "approvals").partition("</summary>")[0])
    ]

    assert "projects/loy-2026-006/" in of_records
    assert len(of_records) == awaited
    assert f"{awaited} ta qaror" in html.unescape(words(article(site.page(""))))


def test_a_trend_of_few_points_is_a_sentence_and_a_table_without_pictures(tmp_path: Path) -> None:
    young = Site(tmp_path)
    young.commit("Boshi", "2026-06-01")
    assert young.build(NIZOM_AS_OF="2026-06-10") == 0, young.log
    trend = young.page("trend")

    assert 1 < trend.partition('id="weeks"')[2].count('<th scope="row">') < 4
    assert ('class="verdict' in trend, '<svg class="chart' in trend) == (True, False)
    assert "<rect" not in section(young.page(""), "trend")

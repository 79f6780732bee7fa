"""The page on systems: incidents, hours without work and availability by month."""

import re
from pathlib import Path

import pytest

from tests.support.page import section, words
from tests.support.site import Site

INCIDENT = """---
id: {id}
title: {title}
status: {status}
owner: tsh-002
responsible: xod-002
object: information-system
system: ree-001
start: {start}
{end}cause: Disk
measures:
  - Tozalandi
---
Matn.
"""


def _incident(site: Site, number: int, start: str, end: str = "", status: str = "resolved") -> None:
    id_ = f"hod-2026-{number:03}"
    ended = f"end: {end}\n" if end else ""
    site.write(
        f"records/incidents/{id_}.md", INCIDENT.format(id=id_, title=f"Hodisa {number}", status=status, start=start, end=ended)
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A system whose outages overlap, run over the end of a month, and go on today; one of them was a false alarm."""
    site = Site(tmp_path_factory.mktemp("systems"))
    (site.root / "records/incidents/hod-2026-001.md").unlink()
    _incident(site, 2, "2026-04-10 08:00", "2026-04-10 10:00")
    _incident(site, 3, "2026-04-10 09:00", "2026-04-10 11:30")
    _incident(site, 4, "2026-04-30 22:00", "2026-05-01 03:00")
    _incident(site, 5, "2026-06-15 20:00", status="open")
    _incident(site, 6, "2026-03-01 08:00", "2026-03-02 08:00", status="false-alarm")
    _incident(site, 7, "2025-06-30 08:00", "2025-06-30 09:00")
    site.change("registry-entries/ree-001.md", "availability:\n  - {since: 2026-01-01, until: 2026-03-31, percent: 99.5}\n")
    assert site.build(NIZOM_AS_OF="2026-06-15") == 0, site.log
    return site


def _cells(page: str) -> list[str]:
    [row] = re.findall(r"<tr><th scope=\"row\">.*?</tr>", section(page, "months"), re.DOTALL)
    return [
        words(re.sub(r'<span class="load-note".*?</span></span>', "", cell))
        for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)
    ]


def test_a_month_has_the_hours_without_work_and_the_availability(site: Site) -> None:
    months = dict(zip(range(-11, 1), _cells(site.page("systems"))[:12], strict=True))
    # Overlapping outages count once: 3.5 hours and 2 before midnight; 3 after it; the open one until the day ends.
    assert {month: cell for month, cell in months.items() if cell} == {-3: "99,5 %", -2: "6", -1: "3", 0: "4"}
    assert _cells(site.page("systems"))[12:] == ["4", "13"]


def test_the_darkest_month_is_the_one_with_most_hours(site: Site) -> None:
    shades = re.findall(r'class="load-(\d)"', section(site.page("systems"), "months"))
    assert shades == ["0"] * 9 + ["4", "2", "3"]


def test_the_sentence_says_how_much_and_which_system_most(site: Site) -> None:
    name = words(re.findall(r"<th scope=\"row\">.*?</th>", section(site.page("systems"), "months"))[0])
    assert words(site.page("systems").split('class="answer">')[1].split("</p>")[0]) == (
        f"So‘nggi 12 oyda 4 ta hodisa bo‘lgan, tizimlar jami 13 soat ishlamagan. Eng uzoq: {name}, 13 soat."
    )


def test_a_register_without_incidents_says_so(tmp_path: Path) -> None:
    site = Site(tmp_path)
    (site.root / "records/incidents/hod-2026-001.md").unlink()
    site.change("registry-entries/ree-001.md", "availability: []\n")
    assert site.build() == 0, site.log
    assert "Hozircha tizimlarda hodisa ham, ishlash ulushi haqida ma’lumot ham yo‘q." in words(site.page("systems"))

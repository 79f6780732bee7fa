"""Reports as Word documents: every figure is the one that the site shows, in the annex and in the text."""

import re
from pathlib import Path

import pytest

from tests.support.page import section, words
from tests.support.scratch import AS_OF, Scratch
from tests.support.site import Site
from tests.support.word import read_word

REPORTS = {"annual-report": ("his-2026-002", "yillik", "2026"), "monthly-report": ("his-2026-003", "oylik", "05.2026")}
"""By document: the report that it is about, and the type and period for which `nizom report` drafts that."""
NOTHING = "—"
"""What a page shows where there is no value."""


def test_every_figure_of_a_report_is_that_of_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path / "site")
    scratch = Scratch(site.root, monkeypatch, capsys)
    for _, type_, period in REPORTS.values():
        assert scratch.nizom("report", type_, period, "--write", "--as-of", AS_OF).code == 0
    assert site.build() == 0, site.log

    for form, (id_, *_) in REPORTS.items():
        assert scratch.nizom("document", form, id_, "--as-of", AS_OF).code == 0
        paragraphs, tables = read_word(site.root / f"{id_}-{form}.docx")
        page = site.page(f"reports/{id_}")
        figures = figures_on(page)
        assert len(figures) > 10
        assert any(records for _, _, records in figures)
        assert tables[-1][1:] == figures
        assert [line.removeprefix("– ") for line in paragraphs if line.startswith("– ")] == said_on(page)


def figures_on(page: str) -> list[list[str]]:
    """Return the rows of the figures on a report's page: what was counted, how many there are, and in which records."""
    rows = re.findall(r"<tr>.*?</tr>", section(page, "figures").split("<tbody>")[1], re.DOTALL)
    cells = ([words(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)] for row in rows)
    return [["" if cell == NOTHING else cell for cell in row] for row in cells]


def said_on(page: str) -> list[str]:
    """Return the items of the lists in a report's own text."""
    text = page.split('<section class="block words">')[1].split("</section>")[0]
    return [words(re.sub(r"</?a\b[^>]*>", "", item)) for item in re.findall(r"<li>.*?</li>", text, re.DOTALL)]

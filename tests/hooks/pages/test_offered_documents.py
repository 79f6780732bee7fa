"""Word documents are offered where readers would want them: by the command that makes them, or to be downloaded."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.page import words
from tests.support.scratch import AS_OF, Scratch
from tests.support.site import Site
from tests.support.word import read_word

OVERDUE = "data/overdue-list.docx"
COMMAND = re.compile(r"<code>(nizom document [^<]+)</code>")
LATE = "2027-03-01"
"""A day on which much of the base is overdue."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The base records on a day on which much is overdue, with a project that cannot be read."""
    site = Site(tmp_path_factory.mktemp("late"))
    site.write("records/projects/loy-2026-009.md", "---\nid: loy-2026-009\ntitle: [a\n---\n")
    assert site.build(NIZOM_AS_OF=LATE) == 0, site.log
    return site


def commands(site: Site, url: str) -> list[str]:
    return COMMAND.findall(site.page(url))


def documents_of_records(site: Site) -> Iterator[str]:
    """Yield every command that the pages of records offer."""
    for folder in (site.root / "records").iterdir():
        for file in folder.glob("*.md") if folder.is_dir() else ():
            if (site.out / folder.name / file.stem).is_dir():
                yield from commands(site, f"{folder.name}/{file.stem}")


def test_a_record_offers_the_documents_that_can_be_made_of_it(site: Site) -> None:
    assert commands(site, "projects/loy-2026-001") == [
        "nizom document passport loy-2026-001",
        "nizom document approval-sheet loy-2026-001",
    ]
    assert "Word hujjati Loyiha pasporti: nizom document passport loy-2026-001" in words(site.page("projects/loy-2026-001"))
    assert commands(site, "project-lists/ryx-2026-001") == [
        "nizom document approval-sheet ryx-2026-001",
        "nizom document ministry-list ryx-2026-001",
    ]
    assert commands(site, "employees/xod-001") == commands(site, "projects/loy-2026-009") == []


def test_every_command_that_is_offered_makes_its_document(site: Site, base: Scratch) -> None:
    offered = [command.split()[2:] for command in documents_of_records(site)]
    assert {name for name, _ in offered} == {"approval-sheet", "digest", "ministry-list", "passport"}
    for name in sorted({name for name, _ in offered}):
        id_ = next(id_ for other, id_ in offered if other == name)
        answer = base.nizom("document", name, id_, "--as-of", AS_OF, "--lang", "uz")
        assert answer.out == f"Yozildi: {id_}-{name}.docx\n"


def test_the_page_of_reports_offers_each_report_as_a_document(site: Site) -> None:
    assert commands(site, "reported") == ["nizom document approval-sheet his-2026-001", "nizom document digest his-2026-001"]


def test_what_is_overdue_is_downloaded_as_the_command_writes_it(site: Site, base: Scratch) -> None:
    assert f'href="../{OVERDUE}"' in site.page("overdue")
    base.nizom("document", "overdue-list", "--as-of", LATE, "--lang", "uz")
    assert read_word(site.out / OVERDUE) == read_word(base.root / f"{LATE}-overdue-list.docx")


def test_the_public_is_offered_no_document(tmp_path: Path) -> None:
    public = Site(tmp_path)
    assert public.build(NIZOM_AS_OF=LATE, NIZOM_AUDIENCE="public") == 0, public.log
    assert [commands(public, url) for url in ("projects/loy-2026-001", "project-lists/ryx-2026-001")] == [[], []]
    assert not (public.out / OVERDUE).exists()
    assert ".docx" not in public.page("overdue")


@pytest.mark.parametrize(
    ("file", "said"),
    [("word/overdue-list.docx", "u Word hujjati (.docx) emas"), ("word/overdue-list.docx/a.txt", "bu fayl emas, papka")],
)
def test_a_template_that_cannot_be_filled_in_costs_the_document_and_not_the_site(tmp_path: Path, file: str, said: str) -> None:
    broken = Site(tmp_path)
    broken.write(file, "bu Word fayli emas")
    assert broken.build(NIZOM_AS_OF=LATE) == 0, broken.log
    assert f"word/overdue-list.docx andozasini to‘ldirib bo‘lmadi: {said}" in broken.log
    assert not (broken.out / OVERDUE).exists()
    assert ".docx" not in broken.page("overdue")

"""Pictures and scans of records on the site and in the export; none of them in a public build."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tests.support.scratch import AS_OF, BEGINNINGS
from tests.support.site import Site

FOLDER = "records/standards/std-001"
PICTURE, SCAN, LOOSE, WRONG = "oquv-chizma.png", "Kirish-xati-7.pdf", "zaxira-7.jpg", "eski-7.docx"
BODY = """
![Ish sxemasi](std-001/oquv-chizma.png) va [xat](std-001/Kirish-xati-7.pdf#page=2), eskisi: ![Eski](std-001/eski-7.docx).

Boshqa saytdan: ![Chet rasm](https://example.org/rasm.png), [hujjat](https://example.org/a/b/hujjat.pdf).
"""


IN_DOCS = f"""
![Chizma](../../{FOLDER}/{PICTURE}) <img src='../../{FOLDER}/{PICTURE}' alt='Rasm'>
<a href="../../{FOLDER}/{SCAN}#page=2">Xat</a> <a href=../../{FOLDER}.md>Yozuv</a> <a href="../../{FOLDER}/{WRONG}">Eski</a>
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("site"))
    site.change("standards/std-001.md", "", BODY)
    folder = site.root / FOLDER
    folder.mkdir()
    (folder / PICTURE).write_bytes(BEGINNINGS["png"])
    (folder / SCAN).write_bytes(BEGINNINGS["pdf"] + b"0" * 1_500_000)
    (folder / LOOSE).write_bytes(BEGINNINGS["jpeg"])
    (folder / WRONG).write_bytes(b"PK\x03\x04")
    guide = site.root / "docs/guide/glossary.md"
    guide.write_text(guide.read_text("utf-8") + IN_DOCS, "utf-8")
    return site


def published(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob("*") if file.name in (PICTURE, SCAN, LOOSE, WRONG))


def test_pictures_are_shown_in_the_text_and_all_that_is_attached_is_listed(site: Site) -> None:
    assert site.build() == 0, site.log
    page = site.page("standards/std-001")

    assert published(site.out) == [SCAN, PICTURE, LOOSE]
    assert (site.out / "standards/std-001" / PICTURE).read_bytes() == (site.root / FOLDER / PICTURE).read_bytes()
    assert '<img src="oquv-chizma.png" alt="Ish sxemasi">' in page
    assert '<a href="Kirish-xati-7.pdf#page=2" rel="noopener noreferrer">xat</a>' in page
    assert "eskisi: Eski." in page
    assert '<a href="https://example.org/rasm.png" rel="noopener noreferrer">Chet rasm</a>' in page
    listed = page.partition('<ul class="attachments">')[2].partition("</ul>")[0]
    assert [listed.count(name) for name in (PICTURE, SCAN, LOOSE, WRONG)] == [2, 2, 2, 0]
    assert "1,4 MiB" in listed
    assert listed.count("matnda tilga olinmagan") == 1


def test_html_on_a_page_of_docs_leads_to_them_too(site: Site) -> None:
    assert site.build() == 0, site.log
    page = site.page("guide/glossary")

    assert f'<img alt="Chizma" src="../../standards/std-001/{PICTURE}"' in page
    assert f"<img src=\"../../standards/std-001/{PICTURE}\" alt='Rasm'>" in page
    assert f'<a href="../../standards/std-001/{SCAN}#page=2">Xat</a>' in page
    assert '<a href="../../standards/std-001/">Yozuv</a>' in page
    assert "<a >Eski</a>" in page


def test_a_public_build_has_none_of_them_and_says_their_words_only(site: Site) -> None:
    assert site.build(NIZOM_AUDIENCE="public") == 0, site.log
    page = site.page("standards/std-001")

    assert published(site.out) == []
    assert [name for name in (PICTURE, SCAN, LOOSE) if site.files_with(name)] == []
    assert "Ish sxemasi va xat, eskisi: Eski." in page
    assert "Chizma <img  alt='Rasm'>\n<a >Xat</a>" in site.page("guide/glossary")
    assert 'href="https://example.org/a/b/hujjat.pdf"' in page


@pytest.mark.parametrize(("audience", "there"), [("internal", [SCAN, PICTURE, LOOSE]), ("public", [])])
def test_the_export_holds_the_same(site: Site, audience: str, there: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hooks.export", audience],
        cwd=site.root,
        env={**os.environ, "NIZOM_AS_OF": AS_OF, "NIZOM_AUDIENCE": audience, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    page = (site.root / audience / "docs/records/standards/std-001.md").read_text("utf-8")

    assert published(site.root / audience) == there
    assert ("![Ish sxemasi](std-001/oquv-chizma.png)" in page) == bool(there)
    assert ("- [Kirish-xati-7.pdf](std-001/Kirish-xati-7.pdf) (1,4 MiB)" in page) == bool(there)

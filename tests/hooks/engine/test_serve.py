"""`mkdocs serve` during edits: pages follow records and templates, others stay, and a failed build does not hang."""

import json
import os
import re
import socket
import sys
from pathlib import Path
from urllib.error import HTTPError

import pytest

from benchmarks.serving import Served, served
from tests.support.paths import ROOT
from tests.support.processes import run
from tests.support.scratch import AS_OF, BEGINNINGS
from tests.support.site import Site

RECORD = "projects/loy-2026-001/"

FINDINGS_OF_R01 = "checks/R01/"


@pytest.fixture(autouse=True)
def of_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve the site as of the day of the base records."""
    for name, value in {"NIZOM_AS_OF": AS_OF, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}.items():
        monkeypatch.setenv(name, value)


def test_an_address_that_another_program_has_is_said_in_a_sentence(tmp_path: Path) -> None:
    site = Site(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = "{}:{}".format(*taken.getsockname())
        done = run((sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address), site.root)

    assert (done.code, done.err) == (1, "")
    assert done.out == (
        f"\nBoshqa dastur {address} manzilini band qilgan: uni to‘xtating yoki saytni boshqa manzilda oching: "
        "mkdocs serve --dev-addr 127.0.0.1:8001\n"
    )


def test_an_edit_is_served_and_a_failed_build_keeps_the_last_pages(tmp_path: Path) -> None:
    site = Site(tmp_path)
    record, home = site.root / "records/projects/loy-2026-001.md", site.root / "hooks/templates/home.html"
    first = record.read_text("utf-8")
    with served(site.root) as address:
        page = address.page(RECORD)
        assert "Content-Security-Policy" not in page, "the script that MkDocs puts in must run"

        record.write_text(f"{first}\nIkkinchi tahrir.\n", "utf-8")
        address.reloaded(page)
        page = address.page(RECORD)
        assert "Ikkinchi tahrir." in page
        assert {RECORD, "standards/std-001/", "employees/xod-001/"} <= _findable(address)

        assert "std-999" not in address.page(FINDINGS_OF_R01)
        record.write_text(first.replace("---\n", "---\nrelated: [std-999]\n", 1), "utf-8")
        address.reloaded(page)
        page = address.page(RECORD)
        assert "std-999" in address.page(FINDINGS_OF_R01)

        of_checks = site.root / "hooks/templates/check.html"
        of_checks.write_text(f"{of_checks.read_text('utf-8')}\n<p>Yangi qolip</p>\n", "utf-8")
        address.reloaded(page)
        page = address.page(RECORD)
        assert "Yangi qolip" in address.page(FINDINGS_OF_R01)

        record.write_text(f"{first}\nIkkinchi tahrir.\n", "utf-8")
        address.reloaded(page)
        page = address.page(RECORD)
        assert "std-999" not in address.page(FINDINGS_OF_R01)

        total = _total(address.page())
        added = record.with_name("loy-2026-002.md")
        added.write_text(first.replace("id: loy-2026-001", "id: loy-2026-002").replace("title: ", "title: Yana bir ", 1), "utf-8")
        address.reloaded(page)
        page = address.page(RECORD)
        assert _total(address.page()) == total + 1
        listed = address.page("projects/")
        assert "Yana bir " in listed
        assert "None" not in listed, "pages that were not read again have lost their titles"

        added.unlink()
        address.reloaded(page)
        page = address.page(RECORD)
        assert _total(address.page()) == total
        assert "Yana bir " not in address.page("projects/")
        assert "projects/loy-2026-002/" not in _findable(address)
        with pytest.raises(HTTPError, match="404"):
            address.page("projects/loy-2026-002/")

        employee = site.root / "records/employees/xod-003.md"
        employee.write_text(re.sub("(?m)^title: .*$", "title: Yangi Ism", employee.read_text("utf-8"), count=1), "utf-8")
        address.reloaded(page)
        page = address.page(RECORD)
        assert "Yangi Ism" in page, "what names a record follows its title"

        of_records = site.root / "hooks/templates/record.html"
        of_records.write_text(f"{of_records.read_text('utf-8')}\n<p>Yozuv qolipi</p>\n", "utf-8")
        address.reloaded(page)
        page = address.page(RECORD)
        assert "Yozuv qolipi" in page

        sound = home.read_text("utf-8")
        home.write_text("{% if %}", "utf-8")
        address.reloaded(page)
        page = address.page(RECORD)
        assert "Ikkinchi tahrir." in page

        home.write_text(sound, "utf-8")
        record.write_text(f"{first}\nUchinchi tahrir.\n", "utf-8")
        address.reloaded(page)
        assert "Uchinchi tahrir." in address.page(RECORD)


def test_a_failed_build_is_followed_by_a_complete_one(tmp_path: Path) -> None:
    site = Site(tmp_path)
    record, words = site.root / "records/standards/std-003.md", site.root / "docs/guide/glossary.md"
    kept, sound = record.read_bytes(), words.read_bytes()
    with served(site.root) as address:
        page = address.page(RECORD)
        record.unlink()
        words.write_bytes(sound + b"\xff\xfe")
        address.reloaded(page)
        page = address.page(RECORD)
        record.write_bytes(kept)
        words.write_bytes(sound)
        address.reloaded(page)
        assert "std-003" in address.page("standards/std-003/")

        page, findable = address.page(RECORD), _findable(address)
        guide = site.root / "docs/guide/index.md"
        guide.write_text(f"{guide.read_text('utf-8')}\nYana bir gap.\n", "utf-8")
        address.reloaded(page)
        assert "Yana bir gap." in address.page("guide/")
        assert _findable(address) == findable


def _title(new: str) -> tuple[str, str]:
    return "(?m)^title: .*$", f"title: {new}"


EDITS = {
    "a unit is renamed": ("organizations/tsh-002.md", *_title("Boshqa bo‘lim")),
    "an employee is renamed": ("employees/xod-002.md", *_title("Boshqa Xodim")),
    "a project gets another owner": ("projects/loy-2026-001.md", "(?m)^owner: .*$", "owner: tsh-003"),
    "it is late": ("projects/loy-2026-001.md", "(?m)^due: .*$", "due: 2026-01-01"),
    "it is broken": ("projects/loy-2026-001.md", "(?m)^title: .*$", "title: ["),
    "it is corrected": ("projects/loy-2026-001.md", *_title("Tuzatilgan loyiha")),
    "a second record takes its id": ("projects/aaa.md", "", ""),
    "a text names a record": ("services/xiz-001.md", r"\Z", "\n[[hjt-001]]\n"),
    "which is renamed": ("acts/hjt-001.md", *_title("Boshqa hujjat")),
    "a setting changes": ("settings.md", r"(?m)^( +value: )\d+$", r"\g<1>77"),
    "a setting that moves due dates": ("settings.md", r"(S15:\n +value: )\d+", r"\g<1>11"),
}
"""Edits, one after the other: the file, a pattern and its replacement; a new file is a copy of the project."""


def test_after_each_edit_every_page_equals_that_of_a_full_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, kept = Site(tmp_path / "checkout"), tmp_path / "served"
    kept.mkdir()
    monkeypatch.setenv("TMPDIR", str(kept))
    records = site.root / "records"
    differing = {}
    with served(site.root) as address:
        for what, (path, old, new) in EDITS.items():
            seen, file = address.page(), records / path
            text = (file if file.exists() else records / "projects/loy-2026-001.md").read_text("utf-8")
            edited = re.sub(old, new, text, count=1)
            assert edited != text or not file.exists(), what
            file.write_text(edited, "utf-8")
            address.reloaded(seen)
            assert site.build() == 0, site.log
            (shown,) = kept.glob("mkdocs_*")
            now, whole = _contents(shown), _contents(site.out)
            differing[what] = sorted(url for url in now.keys() | whole.keys() if now.get(url) != whole.get(url))
    assert differing == {what: [] for what in EDITS}


SCANS: dict[str, dict[str, str | None]] = {
    "one is added": {"xat.pdf": "bir"},
    "an older one takes its place": {"xat.pdf": "o‘n"},
    "it gets another name": {"xat.pdf": None, "javob.pdf": "o‘n"},
    "the wrong file takes its place": {"javob.pdf": ""},
    "it is put right": {"javob.pdf": "bir"},
    "it is taken out": {"javob.pdf": None},
}
"""Scans of a record by name, edit after edit: their words, "" for what is no scan; None takes one away."""


def test_scans_are_served_as_they_are_after_each_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, kept = Site(tmp_path / "checkout"), tmp_path / "served"
    kept.mkdir()
    monkeypatch.setenv("TMPDIR", str(kept))
    folder = site.root / "records/projects/loy-2026-001"
    folder.mkdir()
    shown, right = {}, {}
    with served(site.root) as address:
        for edit, (what, scans) in enumerate(SCANS.items()):
            page = address.page(RECORD)
            for name, words in scans.items():
                if words is None:
                    (folder / name).unlink()
                else:
                    (folder / name).write_bytes(BEGINNINGS["pdf"] + words.encode() if words else b"matn")
                    os.utime(folder / name, (0, 10**9 - edit))
            address.reloaded(page)
            (out,) = kept.glob("mkdocs_*")
            listed = re.findall(r">(\w+\.pdf)</a>", address.page(RECORD).partition('class="attachments"')[2])
            shown[what] = listed, {file.name: file.read_bytes() for file in out.rglob("*.pdf")}
            there = {name: (folder / name).read_bytes() for name, words in scans.items() if words}
            right[what] = list(there), there
    assert shown == right


def _contents(site: Path) -> dict[str, str]:
    """Return the article of each page of a built site."""
    pages = {file.relative_to(site).as_posix(): file.read_text("utf-8") for file in site.rglob("*.html")}
    return {url: page[page.index("<article") : page.index("</article>")] for url, page in pages.items()}


def _total(home: str) -> int:
    """Return the number of records on the home page."""
    found = re.search(r'<p class="engine">(\d+) ta yozuv', home)
    assert found
    return int(found[1])


def _findable(address: Served) -> set[str]:
    """Return the pages in the search index."""
    return {entry["location"] for entry in json.loads(address.page("search/search_index.json"))["docs"]}


def test_exports_follow_an_edit_once_nobody_edits(tmp_path: Path) -> None:
    site = Site(tmp_path)
    record = site.root / "records/projects/loy-2026-001.md"
    with served(site.root) as address:
        page = address.page(RECORD)
        record.write_text(record.read_text("utf-8").replace("title: ", "title: Yangi nomli ", 1), "utf-8")
        address.reloaded(page)

        assert "Yangi nomli" in address.page(RECORD)
        assert address.until("data/projects.csv", "Yangi nomli")
        assert "Yangi nomli" in address.page("data/records.json")

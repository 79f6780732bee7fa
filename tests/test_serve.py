"""`mkdocs serve` while somebody edits: the page follows the file, the rest stays findable, and a failed build hangs nobody."""

import json
from pathlib import Path

import pytest

from benchmarks.serving import served
from tests.scratch import AS_OF
from tests.test_site import ROOT, Site

RECORD = "projects/loy-2026-001/"


def test_an_edited_record_is_seen_and_a_failed_build_leaves_the_last_pages_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"NIZOM_AS_OF": AS_OF, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}.items():
        monkeypatch.setenv(name, value)
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
        locations = {entry["location"] for entry in json.loads(address.page("search/search_index.json"))["docs"]}
        assert {RECORD, "standards/std-001/", "employees/xod-001/"} <= locations

        sound = home.read_text("utf-8")
        home.write_text("{% if %}", "utf-8")
        address.reloaded(page)
        page = address.page(RECORD)
        assert "Ikkinchi tahrir." in page

        home.write_text(sound, "utf-8")
        record.write_text(f"{first}\nUchinchi tahrir.\n", "utf-8")
        address.reloaded(page)
        assert "Uchinchi tahrir." in address.page(RECORD)

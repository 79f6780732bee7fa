"""The export: the site as plain Markdown and data, which another engine builds without our hooks."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import hostile
from tests.support.page import Loaded
from tests.support.paths import BASE, ROOT
from tests.support.scratch import AS_OF
from tests.support.site import Site

SECRET = "Maxfiyjon Yashirinov"
ENVIRONMENT = {"NIZOM_AS_OF": AS_OF, "NO_MKDOCS_2_WARNING": "1"}


def _run(folder: Path, *command: str, **environment: str) -> None:
    variables = {**os.environ, **ENVIRONMENT, **environment}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of the base records, a hostile one, one with personal data and a broken one, built by plain Material."""
    site = Site(tmp_path_factory.mktemp("export"))
    site.project(
        "loy-2026-007", f"team:\n  - organization: tsh-004\n    name: {SECRET}\n    task: Sinov\n    since: 2026-03-01\n"
    )
    site.project("loy-2026-008", f"title: '{hostile.TITLE}'\n", f"{hostile.BODY}\nQarang: [[std-001]]\n")
    site.write("records/projects/loy-2026-009.md", f"---\nid: loy-2026-009\nteam: [{{name: {SECRET}}}\n---\n")
    _run(site.root, "hooks.export", "export", PYTHONPATH=str(ROOT))
    _run(site.root / "export", "mkdocs", "build", "--strict", PYTHONPATH="")
    return site.root / "export"


def test_every_record_and_list_is_a_page_of_plain_markdown(export: Path) -> None:
    wanted = [path.relative_to(BASE) for path in BASE.glob("records/*/*.md")]
    wanted += [path.parent / "index.md" for path in wanted] + [
        Path(f"{name}.md") for name in ("index", "duties", "findings", "nizom/index", "guide/index")
    ]
    assert [str(path) for path in wanted if not (export / "docs" / path).is_file()] == []
    page = (export / "docs/records/projects/loy-2026-001.md").read_text("utf-8")
    title = "Standartlar elektron katalogini yaratish"
    assert page.startswith(f"---\ntitle: {title}\n---\n\n# {title}\n\n`loy-2026-001` · Loyiha · bajarilmoqda\n")
    assert "| Muddat | 25.12.2026 |" in page
    assert page.endswith("\nStandartlar katalogini elektron shaklda yuritish loyihasi.\n\n")
    written = (export / "docs/records/projects/loy-2026-008.md").read_text("utf-8")
    assert "(../standards/std-001.md)" in written


def test_the_navigation_of_the_export_is_uzbek(export: Path) -> None:
    """Engines name a folder after its English name where nobody gives it a title."""
    page = (export / "site/records/projects/loy-2026-001/index.html").read_text("utf-8")
    titles = {
        " ".join(re.sub("<[^>]*>", "", found).split())
        for found in re.findall(r'class="md-ellipsis">(.*?)</span>', page, re.DOTALL)
    }
    assert {"Bosh sahifa", "Yozuvlar", "Loyihalar", "Muddatlar", "Qo‘llanma"} <= titles
    assert titles & {"Records", "Projects", "Guide", "Duties", "Nizom index"} == set()


def test_the_export_includes_the_data(export: Path) -> None:
    known = json.loads((export / "docs/data/records.json").read_text("utf-8"))
    assert {entry["id"]: entry["url"] for entry in known["records"]}["loy-2026-001"] == "records/projects/loy-2026-001/"
    for path in ("data/projects.csv", "data/projects.xlsx", "schemas/project.json", "calendar/all.ics"):
        assert (export / "docs" / path).is_file(), path


def test_the_export_needs_no_hooks(export: Path) -> None:
    assert "hooks" not in (export / "mkdocs.yml").read_text("utf-8")


def test_markup_in_records_cannot_run_in_another_engine(export: Path) -> None:
    for page in (export / "site").rglob("*.html"):
        loaded = Loaded(page.read_text("utf-8"))
        assert not any("alert(" in script for script in loaded.scripts), page
        assert loaded.handlers == [], page
        assert not any("tracker.example" in address for address in loaded.fetched), page
        assert not any(re.match(r"\s*(?:javascript|data|vbscript):", link, re.IGNORECASE) for link in loaded.links), page


def test_personal_values_are_not_exported(export: Path) -> None:
    holding = [path for path in export.rglob("*") if path.is_file() and b"Yashirinov" in path.read_bytes()]
    assert holding == []

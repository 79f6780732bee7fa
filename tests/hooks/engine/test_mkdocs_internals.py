"""The site needs no undocumented parts of MkDocs and Material: under later versions it is the same, only built more slowly.

CI runs these cases under ProperDocs as well (`.ci/properdocs`).
"""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from mkdocs.livereload import LiveReloadServer

from hooks.data.snapshot import take_snapshot
from hooks.engine import mkdocs_internals
from hooks.engine.build import Build
from hooks.engine.serving import serve
from tests.support.paths import ROOT
from tests.support.scratch import AS_OF
from tests.support.site import PROGRAM, Site

LATER_MKDOCS = """
import mkdocs

mkdocs.__version__ = "1.7.0"
"""

LATER_MATERIAL = """
import material

material.__version__ = "10.0.0"
"""

OTHER_INDEX = """
from pathlib import Path

def on_post_build(config):
    Path(config.site_dir, "search", "search_index.json").write_text('{"items": []}')
"""

NEW_FRAME = """{% extends "base.html" %}
{% block extrahead %}<meta name="source" content="{{ page.file.src_uri if page }}">{% endblock %}
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    site = Site(tmp_path_factory.mktemp("base"))
    assert site.build() == 0, site.log
    return _pages(site)


def test_it_was_written_for_the_installed_versions() -> None:
    """If this fails after an upgrade, read each use in `mkdocs_internals.py` against the new version, then name it there."""
    code = f"import {PROGRAM}.__main__, mkdocs, material; from hooks.engine import mkdocs_internals as internals; "
    report = "print(mkdocs.__version__, material.__version__, internals.KNOWN)"
    answer = subprocess.run(
        [sys.executable, "-c", code + report],
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    mkdocs, material, used = answer.stdout.split()
    assert (mkdocs.rsplit(".", 1)[0], material.split(".", 1)[0]) == tuple(mkdocs_internals.WRITTEN_FOR.values())
    assert used == "True"


@pytest.mark.parametrize("later", [LATER_MKDOCS, LATER_MATERIAL], ids=["MkDocs 1.7", "Material 10"])
def test_pages_and_search_work_under_later_versions(base: dict[str, str], tmp_path: Path, later: str) -> None:
    site = _site_with(tmp_path, later)
    assert site.build() == 0, site.log
    pages = _pages(site)
    assert pages.keys() == base.keys()
    assert [path for path, html in pages.items() if _squeezed(html) != _squeezed(base[path])] == []
    index = json.loads((site.out / "search/search_index.json").read_text("utf-8"))
    assert "projects/loy-2026-001/" in {entry["location"] for entry in index["docs"]}


def test_a_search_index_of_another_form_stops_the_build(tmp_path: Path) -> None:
    site = _site_with(tmp_path, OTHER_INDEX)
    assert site.build() == 1
    assert re.findall(r"search_index\.json: .*", site.log) == snapshot(
        ["search_index.json: Material qidiruvining ko‘rsatkichi kutilgan shaklda emas, yozuvlar qo‘shilmadi"]
    )
    assert "Traceback" not in site.log


def test_a_frame_that_varies_by_page_is_rendered_for_each(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("hooks/theme/main.html", NEW_FRAME)
    assert site.build() == 0, site.log
    shown = {path: re.findall('<meta name="source" content="(.*?)">', html) for path, html in _pages(site).items()}
    assert shown.pop("404.html") == [""]
    assert shown["projects/loy-2026-001/index.html"] == ["records/projects/loy-2026-001.md"]
    assert [path for path, sources in shown.items() if len(sources) != 1] == []
    assert len({sources[0] for sources in shown.values()}) == len(shown)


class OtherServer(LiveReloadServer):
    """A server whose parts have other names."""

    def __init__(self) -> None:
        self.watched: list[str] = []

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        self.watched.append(path)


def test_an_unknown_server_still_watches_the_records(tmp_path: Path) -> None:
    site, build, server = Site(tmp_path), Build(), OtherServer()
    build.snapshot = take_snapshot(site.root, date.fromisoformat(AS_OF))
    serve(server, build, lambda: None)
    assert server.watched == [str(site.root / "records")]
    assert not hasattr(server, "builder")


def _site_with(folder: Path, first: str) -> Site:
    """Return a site whose build runs some code before our hook is imported."""
    site = Site(folder)
    site.write("first.py", first)
    config = (site.root / "mkdocs.yml").read_text("utf-8")
    site.write("mkdocs.yml", config.replace("hooks: [hooks/site.py]", "hooks: [first.py, hooks/site.py]"))
    return site


def _pages(site: Site) -> dict[str, str]:
    return {file.relative_to(site.out).as_posix(): file.read_text("utf-8") for file in site.out.rglob("*.html")}


def _squeezed(html: str) -> str:
    """Return a page without the spaces between its tags, and without the versions of what built it."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub('<meta name="generator".*?>', "", html))

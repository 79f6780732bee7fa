"""The sample of another regulation works as docs/architecture.md says: data, sentences and a kind of its own, and no line of ours."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.paths import ROOT
from validators.text.translations import read_translations

SAMPLE = ROOT / "examples" / "archive"
DAY = "2026-08-03"


@dataclass(frozen=True)
class Archive:
    """The register of the sample's department, with the sample's regulation in its environment."""

    root: Path

    def run(self, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "NIZOM_AS_OF": DAY,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": os.pathsep.join((str(self.root), str(ROOT))),
        }
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True, check=False)

    def json(self, *arguments: str) -> Any:
        answer = self.run("validators", *arguments, "--format", "json", "--as-of", DAY)
        assert answer.returncode in (0, 1), answer.stderr
        return json.loads(answer.stdout)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    shutil.copytree(SAMPLE, tmp_path / "archive")
    return Archive(tmp_path / "archive")


def test_records_are_held_to_its_paragraphs_and_to_no_other(archive: Archive) -> None:
    found = archive.json("check", "--no-base")["findings"]
    shown = [(one["code"], one["clause"], one["record"], one["message"]) for one in found]

    assert sorted(shown) == [
        ("N2-101", "2", "yig-2026-001", "Yig‘majildni topshirish: muddati 2026-yil 1-iyul, 33 kun o‘tgan"),
        ("N3-101", "3", "yig-2026-002", "Yig‘majild yo‘q qilingan, dalolatnomasi ko‘rsatilmagan"),
    ]


def test_a_check_of_ours_is_asked_by_the_paragraph_that_it_names(archive: Archive) -> None:
    file = archive.root / "records/case-files/yig-2026-001.md"
    file.write_text(file.read_text("utf-8").replace("responsible: xod-001\n", ""), "utf-8")

    found = archive.json("check", "--no-base")["findings"]

    assert ("N15.2-1", "1", "yig-2026-001") in [(one["code"], one["clause"], one["record"]) for one in found]


def test_every_paragraph_has_its_check(archive: Archive) -> None:
    covered = archive.json("coverage")["paragraphs"]

    assert [(one["id"], one["citation"], [check["code"] for check in one["checks"]]) for one in covered] == [
        ("1", "1-band", ["N15.2-1"]),
        ("2", "2-band", ["N2-101"]),
        ("3", "3-band", ["N3-101"]),
    ]


def test_a_check_without_a_reason_is_refused(archive: Archive) -> None:
    reasons = archive.root / "nizom_regulation/reasoning.yaml"
    reasons.write_text(reasons.read_text("utf-8").replace("N3-101:", "N3-102:"), "utf-8")

    answer = archive.run("validators", "check", "--no-base")
    loaded = archive.run("validators.kinds")

    assert (answer.returncode, answer.stdout) == (4, "")
    assert "N3-101: reasoning.yaml does not say how it follows from the regulation" in loaded.stderr


def test_its_site_has_its_own_kinds_and_paragraphs(archive: Archive) -> None:
    built = archive.run("mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stdout + built.stderr

    site = archive.root / "site"
    paragraphs = (site / "nizom/index.html").read_text("utf-8")
    kinds = {path.parent.name for path in site.glob("*s/index.html")}

    assert re.findall(r'<tr id="p-([^"]+)"', paragraphs) == ["1", "2", "3"]
    assert {"case-files", "employees", "organizations", "acts"} <= kinds
    assert kinds.isdisjoint({"projects", "standards", "services", "roadmaps"})
    assert "Yo‘q qilingan yig‘majildda yo‘q qilish dalolatnomasi" in (site / "checks/N3-101/index.html").read_text("utf-8")


def test_all_that_its_kind_says_is_translated() -> None:
    said = set(re.findall(r'say\("([^"]+)"\)', (SAMPLE / "nizom_regulation/kinds/case_file.py").read_text("utf-8")))

    assert said <= {text for _, text in read_translations(SAMPLE / "nizom_regulation/nizom.po")}

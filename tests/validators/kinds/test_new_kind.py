"""Adding a kind is adding a module and a folder: the example in CONTRIBUTING.md works unchanged."""

import json
import re

import pytest

from tests.support.package import Package
from tests.support.paths import ROOT
from tests.support.scratch import AS_OF

KEPT = """\
---
id: mhr-2026-001
title: Bo‘lim muhri
status: in-use
owner: tsh-002
responsible: xod-003
unit: tsh-002
received: 2026-01-12
return_by: 2026-07-01
---
Seyfda saqlanadi.
"""
GONE = (
    KEPT.replace("mhr-2026-001", "mhr-2026-002")
    .replace("Bo‘lim muhri", "Eski muhr")
    .replace("status: in-use", "status: destroyed")
)


def example() -> str:
    """Return the module shown in CONTRIBUTING.md under “A kind”."""
    section = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("\n## A kind\n")[1].split("\n## ")[0]
    [module] = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    return str(module)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """A checkout with the module and the folder added, and nothing else edited."""
    package = Package.copied_to(tmp_path_factory.mktemp("grown"))
    package.write("validators/kinds/seal.py", example())
    package.write("records/seals/mhr-2026-001.md", KEPT)
    package.write("records/seals/mhr-2026-002.md", GONE)
    return package


def test_its_records_are_checked(grown: Package) -> None:
    answer = grown.nizom("check", "--format", "json", "--as-of", AS_OF)

    findings = [(f["code"], f["record"], f["field"]) for f in json.loads(answer.stdout)["findings"]]
    assert findings == [("N14.6-1", "mhr-2026-002", "destroyed")]


def test_its_duties_fall_due_and_are_shown(grown: Package) -> None:
    due = grown.nizom("due", "--person", "xod-003", "--format", "json", "--as-of", AS_OF)
    shown = grown.nizom("show", "mhr-2026-001", "--as-of", AS_OF)

    assert ("2026-07-01", "N14.6-2", "mhr-2026-001") in [
        (d["due"], d["code"], d["record"]) for d in json.loads(due.stdout)["duties"]
    ]
    assert re.search(r"(?m)^2026-07-01  16 days +N14.6-2  ", shown.stdout)


def test_it_has_a_schema(grown: Package) -> None:
    schema = json.loads(grown.nizom("schema", "seal").stdout)

    assert schema["properties"]["received"]["format"] == "date"
    assert schema["properties"]["status"]["enum"] == ["in-use", "destroyed"]


def test_its_checks_are_explained_and_covered(grown: Package) -> None:
    rule = grown.nizom("rule", "N14.6-1")
    covered = json.loads(grown.nizom("coverage", "--format", "json", "--as-of", AS_OF).stdout)
    [paragraph] = [item for item in covered["paragraphs"] if item["id"] == "14.6"]

    assert rule.stdout.startswith("N14.6-1  ")
    assert [(check["code"], check["records"], check["findings"]) for check in paragraph["checks"]] == [
        ("N14.6-1", 2, 1),
        ("N14.6-2", 2, 0),
    ]


def test_it_has_a_list_pages_and_a_field_reference_on_the_site(grown: Package) -> None:
    site = grown.site()

    def page(url: str) -> str:
        return (site / url / "index.html").read_text("utf-8")

    assert "Bo‘lim muhri" in page("seals")
    assert "Bo‘lim muhri" in page("seals/mhr-2026-001")
    assert 'href="../checks/N14.6-1/"' in page("nizom")
    assert "mhr-2026-002" in page("checks/N14.6-1")
    assert "received" in page("guide/fields/seal")
    assert 'href="../seals/"' in page("records")
    assert "mhr-2026-001" in page("duties")
    assert "mhr-2026-001" in (site / "search/search_index.json").read_text("utf-8")

"""Each check against its cases in `tests/cases/<code>.yaml`, through the command line.

A case lays facts over the clean base records and says *every* finding that the repository then has; a passing case has none.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.scratch import AS_OF, Scratch

CASES = Path(__file__).parent / "cases"


def _cases() -> list[Any]:
    found = []
    for file in sorted(CASES.glob("*.yaml")):
        for outcome, cases in yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader).items():
            for case in cases:
                found.append(pytest.param(file.stem, outcome, case, id=f"{file.stem}-{outcome}-{case['case']}"))
    return found


@pytest.mark.parametrize(("code", "outcome", "case"), _cases())
def test_a_check_finds_what_its_case_says_and_nothing_else(base: Scratch, code: str, outcome: str, case: dict[str, Any]) -> None:
    for path, content in case.get("files", {}).items():
        base.save(path, content, case.get("saved", {}).get(path, "utf-8"))
    for record in case.get("remove", []):
        base.path(record).unlink()
    for record, facts in case.get("change", {}).items():
        base.change(record, facts)
    if "settings" in case:
        base.change("records/settings.md", case["settings"])

    answer = base.check(as_of=case.get("as_of", AS_OF))

    expected = sorted(f"{code} {place}".rstrip() for place in case.get("findings", []))
    expected = sorted([*expected, *case.get("also", [])])
    assert answer.findings == expected, answer.err
    assert bool(case.get("findings")) == (outcome == "fail")


def test_the_base_records_are_clean(base: Scratch) -> None:
    assert base.check().findings == []

"""Each check against its cases in `tests/cases/<code>.yaml`, through the command line.

A case lays facts over the clean base records and lists *every* finding that the repository then has; a passing case has none.
For a change check, `before` is laid over the records first and committed, and the rest of the case is the change.
`{digest}` among the facts is replaced by the digest that the record then has.
"""

from typing import Any

import pytest
import yaml

from tests.support.paths import CASES
from tests.support.scratch import AS_OF, Scratch
from validators.checks.run import all_checks, trigger_of
from validators.kinds import all_kinds
from validators.model.digest import digest
from validators.source.document import read_document

KINDS = all_kinds()
CHECKS = all_checks(KINDS)


def _cases() -> list[Any]:
    """Return every case as a parameter: the check's code, `pass` or `fail`, and the case."""
    found = []
    for file in sorted(CASES.glob("*.yaml")):
        for outcome, cases in yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader).items():
            for case in cases:
                found.append(pytest.param(file.stem, outcome, case, id=f"{file.stem}-{outcome}-{case['case']}"))
    return found


@pytest.mark.parametrize(("code", "outcome", "case"), _cases())
def test_a_case_has_exactly_the_findings_that_it_lists(base: Scratch, code: str, outcome: str, case: dict[str, Any]) -> None:
    change = trigger_of(CHECKS[code], KINDS) == "change"
    if change:
        for record, facts in case.get("before", {}).items():
            base.change(record, facts)
            sign(base, record, facts)
        base.commit()
    for path, content in case.get("files", {}).items():
        base.save(path, content, case.get("saved", {}).get(path, "utf-8"))
    for record in case.get("remove", []):
        base.path(record).unlink()
    for record, facts in case.get("change", {}).items():
        base.change(record, facts)
        sign(base, record, facts)
    if "settings" in case:
        base.change("records/settings.md", case["settings"])

    answer = base.check(*(("--base", "HEAD") if change else ()), as_of=case.get("as_of", AS_OF))

    expected = sorted(f"{code} {place}".rstrip() for place in case.get("findings", []))
    expected = sorted([*expected, *case.get("also", [])])
    # For a case as of an earlier day the base records are dated in the future.
    early = {found for found in answer.findings if found.startswith("F32 ") and "as_of" in case and code != "F32"}
    assert [found for found in answer.findings if found not in early] == expected, answer.err
    assert bool(case.get("findings")) == (outcome == "fail")


def sign(base: Scratch, record: str, facts: str) -> None:
    """Replace `{digest}` in the record by its digest."""
    if "{digest}" not in facts:
        return
    file = base.path(record)
    document = read_document(file.name, file.read_bytes())
    kind = next(kind for kind in KINDS.values() if kind.folder == file.parent.name)
    file.write_text(document.text.replace("{digest}", digest(document.values, document.body, kind.progress)), "utf-8")


def test_the_base_records_are_clean(base: Scratch) -> None:
    assert base.check().findings == []

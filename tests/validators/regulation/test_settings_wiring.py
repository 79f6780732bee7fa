"""Every setting is used, and a check that needs a setting is off without its value and finds something with it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.paths import CASES, ROOT
from tests.support.scratch import AS_OF, Scratch
from validators.checks.run import all_checks
from validators.kinds import all_kinds
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import definitions, own_settings
from validators.rules.check import Check

IN_DUE = {"S10"}
"""Settings that change no finding, only how early `nizom due` announces duties: tests/validators/answers/test_due.py."""
CHECKS = all_checks(all_kinds())
MEASURED = {code: check for code, check in CHECKS.items() if check.setting in definitions()}


def _source() -> Iterator[tuple[str, ast.AST]]:
    """Yield the name of each module of the package with each node of its code."""
    for path in (ROOT / "validators").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            yield path.name, node


def test_every_setting_is_used_by_something() -> None:
    used = {node.attr for _, node in _source() if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Setting"}

    assert {setting.name for setting in Setting} == used


def test_setting_codes_are_written_in_one_module_only() -> None:
    written = [(name, node.value) for name, node in _source() if isinstance(node, ast.Constant)]

    assert [(name, value) for name, value in written if value in definitions() and name != "setting_codes.py"] == []


def test_every_setting_is_named_by_its_slug() -> None:
    described = (*definitions().values(), *own_settings().values())

    assert {setting.name: setting.value for setting in Setting} == {
        definition.slug.replace("-", "_").upper(): definition.code for definition in described
    }


@pytest.mark.parametrize("check", MEASURED.values(), ids=list(MEASURED))
def test_a_check_follows_its_setting(base: Scratch, check: Check) -> None:
    case = _failing(check)
    _lay(base, case)
    assert _found(base, check, case)
    assert _rule(base, check.code)["on"]

    base.change("records/settings.md", f"{check.setting}:\n")

    assert _rule(base, check.code)["on"] == check.own_measure
    if not check.own_measure:
        assert not _found(base, check, case)


@pytest.mark.parametrize("code", sorted(set(definitions()) - {check.setting for check in MEASURED.values()} - IN_DUE))
def test_a_setting_changes_only_the_findings_of_checks_that_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    """Without the setting, exactly the checks in `read_by` find something else, each in at least one case."""
    read_by = set(definitions()[code].read_by)
    changed: set[str] = set()
    setting_it, others = _cases_about(code)
    for number, case in enumerate([*setting_it, *others]):
        if number >= len(setting_it) and changed == read_by:
            break
        base = Scratch(tmp_path / str(number), monkeypatch, capsys).with_base()
        _lay(base, case)
        before = _findings(base, case)
        base.change("records/settings.md", f"{code}:\n")
        changed |= {finding[0] for finding in before ^ _findings(base, case)}
    assert changed == read_by


def _cases_about(code: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the cases that give the setting a value, and the other cases of the checks that read it."""
    setting_it, others = [], []
    for path in sorted(CASES.glob("[NA]*.yaml")):
        for cases in yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader).values():
            for case in cases:
                if f"{code}:" in case.get("settings", ""):
                    setting_it.append(case)
                elif path.stem in definitions()[code].read_by:
                    others.append(case)
    return setting_it, others


def _findings(base: Scratch, case: dict[str, Any]) -> set[tuple[str, ...]]:
    """Return the code, record, field and message of each finding in a case."""
    findings = base.check(as_of=case.get("as_of", AS_OF)).json["findings"]
    return {tuple(str(finding[key]) for key in ("code", "record", "field", "message")) for finding in findings}


def _failing(check: Check) -> dict[str, Any]:
    """Return the first case in which the check finds something."""
    cases = yaml.load((CASES / f"{check.code}.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    found: dict[str, Any] = cases["fail"][0]
    return found


def _lay(base: Scratch, case: dict[str, Any]) -> None:
    for path, content in case.get("files", {}).items():
        base.write(path, content)
    for record in case.get("remove", []):
        base.path(record).unlink()
    for record, facts in case.get("change", {}).items():
        base.change(record, facts)
    base.change("records/settings.md", case.get("settings", ""))


def _found(base: Scratch, check: Check, case: dict[str, Any]) -> list[str]:
    answer = base.check(as_of=case.get("as_of", AS_OF))
    return [finding["record"] for finding in answer.json["findings"] if finding["code"] == check.code]


def _rule(base: Scratch, code: str) -> dict[str, Any]:
    rules = base.nizom("rules", "--format", "json").json["rules"]
    return next(rule for rule in rules if rule["code"] == code)

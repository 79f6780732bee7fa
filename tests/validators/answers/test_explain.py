"""`nizom rules` and `nizom rule`: what the checks are, for a terminal and for programs."""

import re

import pytest
import yaml

from tests.support.paths import CASES
from tests.support.scratch import Scratch
from validators.checks.run import all_checks
from validators.kinds import all_kinds

EXPLAINED = """\
N12.a.3-3  No expertise conclusion

  what is demanded  Project documents pass the expertise of an authorised body
  paragraph         Nizom 12.a.3: """


def test_every_check_is_listed_once(scratch: Scratch) -> None:
    answer = scratch.nizom("rules", "--lang", "en")

    codes = [line.split()[0] for line in answer.out.splitlines()[1:]]
    assert answer.code == 0
    assert sorted(codes) == sorted(all_checks(all_kinds()))
    assert codes.index("N2-1") < codes.index("N2-2") < codes.index("N11.3-1") < codes.index("N12.a.3-3") < codes.index("F01")


def test_a_check_is_off_until_its_setting_has_a_value(base: Scratch) -> None:
    def line(code: str) -> str:
        lines = base.nizom("rules", "--lang", "en").out.splitlines()
        return next(text for text in lines if text.startswith(f"{code} "))

    assert re.split("  +", line("N11.3-1"))[1:5] == ["S", "duty", "on", "Monitoring is overdue"]
    base.change("records/settings.md", "S15:\n")
    assert re.split("  +", line("N11.3-1"))[3] == "off: S15 has no value"


def test_programs_get_the_checks_as_json(base: Scratch) -> None:
    base.change("records/settings.md", "S15:\n")

    rules = {rule["code"]: rule for rule in base.nizom("rules", "--format", "json", "--lang", "en").json["rules"]}

    assert list(rules).index("N2-1") < list(rules).index("F01")
    assert rules["N11.3-1"] == {
        "code": "N11.3-1", "clause": "11.3", "authority": "S", "severity": "error", "clock": "duty", "kinds": ["project"],
        "setting": "S15", "setting_slug": "project-monitoring-days", "on": False, "suspect": False, "introduced": "0.1.0",
        "title": "Monitoring is overdue",
        "demand": "The progress of a running project is looked at within the monitoring period",
        "mend": "Under monitoring: add an entry with date, progress and problems",
    }  # fmt: skip
    assert rules["F01"]["authority"] is None
    assert rules["F01"]["kinds"] == list(all_kinds())


def test_a_check_is_explained_with_what_passes_and_what_does_not(base: Scratch) -> None:
    answer = base.nizom("rule", "n12.A.3-3", "--lang", "en")

    cases = yaml.safe_load((CASES / "N12.a.3-3.yaml").read_text("utf-8"))
    assert answer.code == 0
    assert answer.out.startswith(EXPLAINED)
    assert "  authority         N: the Nizom's own words\n" in answer.out
    assert "  clock             rule: it holds or not, whatever the day\n" in answer.out
    assert "  introduced        since version 0.1.0\n" in answer.out
    for title, outcome in (("This passes", "pass"), ("This does not", "fail")):
        case = cases[outcome][0]
        assert f"\n{title}: {case['case']}" in answer.out
        for record, facts in case["change"].items():
            assert f"\n  {record}\n" in answer.out
            assert all(f"\n    {line}" in answer.out for line in facts.splitlines() if line.strip())


def test_the_setting_that_governs_a_check_is_shown_with_its_value(base: Scratch) -> None:
    written = base.nizom("rule", "N11.3-1", "--lang", "en").out
    base.change("records/settings.md", "S15:\n")
    off = base.nizom("rule", "N11.3-1", "--lang", "en").out

    assert re.search(r"\n  setting +S15 \(.+\) = [0-9]+; basis hjt-[0-9]+, since [0-9]+ \w+ 20[0-9]{2}\n", written)
    assert re.search(r"\n  setting +S15 \(.+\): no value, so the check is off\n", off)


@pytest.mark.parametrize("code", all_checks(all_kinds()))
@pytest.mark.parametrize("language", ["uz", "en"])
def test_every_check_can_be_explained(base: Scratch, code: str, language: str) -> None:
    answer = base.nizom("rule", code, "--lang", language)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"{code}  ")


def test_outside_a_repository_checks_are_explained_all_the_same(scratch: Scratch) -> None:
    (scratch.root / "records").rmdir()

    assert scratch.nizom("rule", "F01").code == 0
    assert scratch.nizom("rules").code == 0


def test_an_unknown_check_is_wrong_use_with_the_nearest(scratch: Scratch) -> None:
    answer = scratch.nizom("rule", "N12.a.33", "--lang", "en")

    assert (answer.code, answer.out) == (2, "")
    assert re.fullmatch(r"nizom: There is no check N12\.a\.33\. The nearest is N12\.a\.3-[0-9]\n", answer.err)


@pytest.mark.parametrize("paragraph", ["14.3", "n14.3"])
def test_a_paragraph_is_answered_with_its_checks(scratch: Scratch, paragraph: str) -> None:
    answer = scratch.nizom("rule", paragraph, "--lang", "en")

    rules = scratch.nizom("rules", "--format", "json").json["rules"]
    codes = ", ".join(rule["code"] for rule in rules if rule["clause"] == "14.3")
    assert (answer.code, answer.out, answer.err) == (2, "", f"nizom: 14.3 is a paragraph; its checks are {codes}\n")


def test_a_check_whose_measure_a_record_may_bring_is_on_without_the_setting(base: Scratch) -> None:
    base.change("records/settings.md", "S07:\n")

    answer = base.nizom("rule", "N6.2-3", "--lang", "en")
    rules = base.nizom("rules", "--format", "json", "--lang", "en").json

    assert "S07 (Term to answer the inspectorate, in days): no value, so only records with a measure of their own" in answer.out
    assert [(rule["setting"], rule["on"]) for rule in rules["rules"] if rule["code"] == "N6.2-3"] == [("S07", True)]

"""`nizom rules` lists the checks and `nizom rule` explains one, as text or JSON."""

import re

import pytest
import yaml
from inline_snapshot import snapshot

from tests.support.paths import CASES
from tests.support.scratch import Scratch
from validators.checks.run import all_checks
from validators.kinds import all_kinds


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

    assert re.split("  +", line("N11.3-1"))[1:5] == ["S", "duty", "on", snapshot("Monitoring is overdue")]
    base.change("records/settings.md", "S15:\n")
    assert re.split("  +", line("N11.3-1"))[3] == snapshot("off: S15 has no value")


def test_checks_are_available_as_json(base: Scratch) -> None:
    base.change("records/settings.md", "S15:\n")

    rules = {rule["code"]: rule for rule in base.nizom("rules", "--format", "json", "--lang", "en").json["rules"]}

    assert list(rules).index("N2-1") < list(rules).index("F01")
    assert rules["N11.3-1"] == {
        "code": "N11.3-1", "clause": "11.3", "authority": "S", "severity": "error", "clock": "duty", "kinds": ["project"],
        "setting": "S15", "setting_slug": "project-monitoring-days", "on": False, "partly": False, "missing": ["S15"], "suspect": False,
        "confirmed": None, "introduced": "0.1.0",
        "title": snapshot("Monitoring is overdue"),
        "demand": snapshot("The progress of a running project is looked at within the monitoring period"),
        "mend": snapshot("Under monitoring: add an entry with date, progress and problems"),
    }  # fmt: skip
    assert rules["F01"]["authority"] is None
    assert rules["F01"]["kinds"] == list(all_kinds())


def test_a_check_is_explained_with_a_passing_and_a_failing_case(base: Scratch) -> None:
    answer = base.nizom("rule", "n12.A.3-3", "--lang", "en")

    cases = yaml.safe_load((CASES / "N12.a.3-3.yaml").read_text("utf-8"))
    assert answer.code == 0
    assert answer.out.partition("\nThis passes")[0] == snapshot("""\
N12.a.3-3  No expertise conclusion

  what is demanded   Project documents pass the expertise of an authorised body
  paragraph          the fourth paragraph of sub-clause “a” of clause 12 (12.a.3)
  the Nizom's words  ichki jarayonlarni avtomatlashtirshni ko‘zda tutuvchi axborot tizimlari, dasturiy mahsulotlar va ma’lumotlar bazalarini ishlab chiqish va ularga qo‘shimchalar kiritish, shuningdek, joriy etish uchun loyiha-texnik hujjatlarini O‘zbekiston Respublikasi davlat standartlariga hamda amaldagi normativ-huquqiy hujjatlarga muvofiq ishlab chiqilishini ta’minlaydi va vakolatli tashkilotlardan ekspertizadan o‘tkazadi;
  in short           Project documents of systems, software and databases that automate internal processes, and of additions to them, follow the state standards and the acts in force and are put through the expertise of authorised bodies.
  fault of the text  The text misspells a word; whether “internal processes” goes with all three nouns can be read in two ways.
  how it follows     “vakolatli tashkilotlardan ekspertizadan o‘tkazadi”: the words demand it. The expertise of an authorised organisation is demanded; a unit of the Agency is no organisation.
  authority          N: the Nizom's own words
  level              error
  clock              rule: it holds or not, whatever the day
  kinds              Projects
  introduced         since version 0.1.0
  how to fix         Under expertise: write the body and the day on which it was sent; then the conclusion's number, date and outcome
""")
    for title, outcome in (("This passes", "pass"), ("This does not", "fail")):
        case = cases[outcome][0]
        assert f"\n{title}: {case['case']}" in answer.out
        for record, facts in case["change"].items():
            assert f"\n  {record}\n" in answer.out
            assert all(f"\n    {line}" in answer.out for line in facts.splitlines() if line.strip())


def test_the_setting_of_a_check_is_shown_with_its_value(base: Scratch) -> None:
    written = base.nizom("rule", "N11.3-1", "--lang", "en").out
    base.change("records/settings.md", "S15:\n")
    off = base.nizom("rule", "N11.3-1", "--lang", "en").out

    assert [line for line in written.splitlines() if line.startswith("  setting")] == snapshot(
        ["  setting            S15 (Monitoring period of a project, in days) = 60; basis hjt-002, since 1 January 2024"]
    )
    assert [line for line in off.splitlines() if line.startswith("  setting")] == snapshot(
        ["  setting            S15 (Monitoring period of a project, in days): no value, so the check is off"]
    )


@pytest.mark.parametrize("code", all_checks(all_kinds()))
@pytest.mark.parametrize("language", ["uz", "en"])
def test_every_check_can_be_explained(base: Scratch, code: str, language: str) -> None:
    answer = base.nizom("rule", code, "--lang", language)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"{code}  ")


def test_checks_are_explained_outside_a_repository_too(scratch: Scratch) -> None:
    (scratch.root / "records").rmdir()

    assert scratch.nizom("rule", "F01").code == 0
    assert scratch.nizom("rules").code == 0


def test_an_unknown_check_is_a_usage_error_that_names_the_nearest(scratch: Scratch) -> None:
    answer = scratch.nizom("rule", "N12.a.33", "--lang", "en")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == snapshot("nizom: There is no check N12.a.33. The nearest is N12.a.3-3\n")


@pytest.mark.parametrize("paragraph", ["14.3", "n14.3"])
def test_a_paragraph_instead_of_a_code_lists_its_checks(scratch: Scratch, paragraph: str) -> None:
    answer = scratch.nizom("rule", paragraph, "--lang", "en")

    rules = scratch.nizom("rules", "--format", "json").json["rules"]
    codes = ", ".join(rule["code"] for rule in rules if rule["clause"] == "14.3")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.replace(codes, "CODES") == snapshot("nizom: 14.3 is a paragraph; its checks are CODES\n")


def test_a_check_with_measures_of_records_is_on_without_its_setting(base: Scratch) -> None:
    base.change("records/settings.md", "S07:\n")

    answer = base.nizom("rule", "N6.2-3", "--lang", "en")
    rules = base.nizom("rules", "--format", "json", "--lang", "en").json

    assert [line for line in answer.out.splitlines() if line.startswith("  setting ")] == snapshot(
        [
            "  setting            S07 (Term to answer the inspectorate, in days): no value, so only records with a measure of their own are held to it"
        ]
    )
    assert [(rule["setting"], rule["on"]) for rule in rules["rules"] if rule["code"] == "N6.2-3"] == [("S07", True)]

"""`nizom coverage`: every paragraph with its checks, and checks that a new edition makes suspect."""

import json
import re
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from tests.support.package import Package
from tests.support.scratch import AS_OF, Answer, Scratch
from validators.checks.run import all_checks
from validators.kinds import all_kinds
from validators.regulation.paragraphs import paragraphs, register
from validators.regulation.settings import definitions

OLD_EDITION = "S01:\n  value:\n    number: 45-son\n    date: 2023-02-01\n"
NEW_EDITION = "S01:\n  value:\n    number: 61-son\n    date: 2026-06-01\n"
EXPERTISE = "          state standards and the acts in force and are put through the expertise of authorised bodies.\n"


def coverage(scratch: Scratch, *arguments: str) -> Answer:
    return scratch.nizom("coverage", "--lang", "en", "--as-of", AS_OF, *arguments)


def test_all_paragraphs_are_listed_in_the_order_of_the_nizom(base: Scratch) -> None:
    answer = coverage(base, "--format", "json")

    assert answer.code == 0
    listed = [paragraph["id"] for paragraph in answer.json["paragraphs"]]
    assert listed == list(paragraphs())
    assert len(listed) == 70


def test_every_paragraph_has_checks_or_a_reason_and_no_check_twice(base: Scratch) -> None:
    rows = coverage(base, "--format", "json").json["paragraphs"]

    assert [row["id"] for row in rows if not row["checks"] and not row["reason"]] == []
    assert [row["id"] for row in rows if row["checkable"] == "yes" and not row["checks"]] == []
    assert [row["id"] for row in rows if row["checkable"] != "yes" and not row["reason"]] == []
    listed = [check["code"] for row in rows for check in row["checks"]]
    assert sorted(listed) == sorted(code for code, check in all_checks(all_kinds()).items() if check.clause)


def test_a_paragraph_counts_its_records_and_findings(base: Scratch) -> None:
    base.change("loy-2026-001", "documents:\n")
    base.change("loy-2026-002", "status: draft\ndocuments:\n")
    base.change("records/settings.md", "S25:\n")

    rows = {row["id"]: row for row in coverage(base, "--format", "json").json["paragraphs"]}

    assert (rows["11.1"]["checkable"], rows["11.1"]["records"], rows["11.1"]["findings"]) == ("partly", 2, 0)
    row = rows["12.a.3"]
    assert row["findings"] == 1
    [documents] = [check for check in row["checks"] if check["code"] == "N12.a.3-1"]
    assert documents == {
        "code": "N12.a.3-1", "authority": "N", "setting": None, "on": True, "partly": False, "missing": [], "suspect": False, "records": 2,
        "findings": 1, "waived": 0,
    }  # fmt: skip
    [gate] = [check for check in row["checks"] if check["code"] == "N12.a.3-4"]
    assert (gate["setting"], gate["on"]) == ("S25", False)


def test_the_table_has_a_line_for_each_check_and_ends_with_totals(base: Scratch) -> None:
    *lines, total = coverage(base).out.splitlines()

    assert re.split("  +", lines[0]) == ["Paragraph", "Checkable", "Check", "Authority", "On", "Records", "Findings"]
    first = next(place for place, line in enumerate(lines) if line.startswith("12.a.3 "))
    assert re.split("  +", lines[first]) == ["12.a.3", "yes", "N12.a.3-1", "N", "on", "1", "0"]
    assert re.split("  +", lines[first + 1]) == ["", "N12.a.3-2", "N", "on", "1", "0"]
    assert [line for line in lines if line.startswith("13.2 ")] == snapshot(
        ["13.2       no         –  This is a right; not using it breaks no rule."]
    )
    rows = coverage(base, "--format", "json").json["paragraphs"]
    answers = [row["checkable"] for row in rows]
    checks = [check for row in rows for check in row["checks"]]
    on = sum(check["on"] for check in checks)
    assert [int(number) for number in re.findall(r"\d+", total)[:8]] == [
        70, answers.count("yes"), answers.count("partly"), answers.count("no"), len(checks), on, len(checks) - on, 0,
    ]  # fmt: skip
    assert re.sub(r"\d+ (?!June)", "N ", total) == snapshot(
        "N paragraphs: N can be checked, N in part, N cannot; N checks: N on, N off, N suspect; N findings as of 15 June 2026"
    )


@pytest.mark.parametrize("language", ["uz", "en"])
def test_markdown_is_one_table(base: Scratch, language: str) -> None:
    answer = base.nizom("coverage", "--format", "markdown", "--lang", language, "--as-of", AS_OF)

    rows = [line for line in answer.out.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {9}
    assert [id_ for id_ in (row.split("|")[1].strip() for row in rows[2:]) if id_] == list(paragraphs())


@pytest.fixture
def package(tmp_path: Path) -> Package:
    return Package.copied_to(tmp_path)


def with_new_edition(package: Package, changed: str = "2026-06-01") -> Package:
    """Change the wording of 12.a.3 as of a day, and put an edition of 1 June 2026 in force in S01."""
    package.replace("validators/regulation/nizom.yaml", EXPERTISE, f"{EXPERTISE}        changed: {changed}\n")
    package.replace("records/settings.md", OLD_EDITION, NEW_EDITION)
    return package


def suspects(package: Package) -> list[str]:
    answer = package.nizom("rules", "--format", "json")
    rules = [rule["code"] for rule in json.loads(answer.stdout)["rules"] if rule["suspect"]]
    rows = json.loads(package.nizom("coverage", "--format", "json", "--as-of", AS_OF).stdout)["paragraphs"]
    assert sorted(rules) == sorted(check["code"] for row in rows for check in row["checks"] if check["suspect"])
    return sorted(rules)


OF_EXPERTISE = sorted(code for code, check in all_checks(all_kinds()).items() if check.clause == "12.a.3")


def confirm(package: Package, code: str) -> None:
    """Write the lines that `nizom rule` prints, with a name and a day, as its reader would."""
    *_, lines = package.nizom("rule", code).stdout.partition("validators/regulation/confirmed.yaml:\n")
    lines = lines.replace("by: name, post", "by: Namuna Yuristov, yuriskonsult (namuna)")
    lines = lines.replace("date: the day, for example 2026-03-05", "date: 2026-06-10")
    file = package.root / "validators/regulation/confirmed.yaml"
    file.write_text(re.sub(r"(?m)^checks:.*$", "checks:", file.read_text("utf-8")).rstrip() + f"\n{lines}", "utf-8")


def test_a_changed_paragraph_makes_its_checks_suspect_until_each_is_confirmed(package: Package) -> None:
    assert suspects(package) == []
    with_new_edition(package)
    assert suspects(package) == OF_EXPERTISE
    confirm(package, "N12.a.3-1")
    confirm(package, "N12.a.3-2")
    assert suspects(package) == [code for code in OF_EXPERTISE if code not in ("N12.a.3-1", "N12.a.3-2")]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (
            "validators/regulation/nizom.yaml",
            "har uch yilda bir marta attestatsiyadan",
            "har besh yilda bir marta attestatsiyadan",
        ),
        ("validators/regulation/nizom.yaml", "bir marta attestatsiyadan o‘tadi.", "ikki marta attestatsiyadan o‘tadi."),
        ("validators/regulation/reasoning.yaml", "“bir marta” Nizom matnining", "“ikki marta” so‘zlarning"),
        ("validators/locale/uz/LC_MESSAGES/nizom.po", "xodimi uch yilda bir marta attestatsiyadan", "xodimi attestatsiyadan"),
        ("validators/kinds/employee/service.py", '"N9-2",\n        "N"', '"N9-2",\n        "D"'),
    ],
    ids=["words", "gloss", "how it follows", "what is demanded", "authority"],
)
def test_a_confirmed_check_is_suspect_once_the_words_or_the_check_are_others(
    package: Package, path: str, old: str, new: str
) -> None:
    confirm(package, "N9-2")
    assert suspects(package) == []
    package.replace(path, old, new)

    assert suspects(package) == ["N9-2"]


def test_the_explanation_names_who_confirmed_a_check(package: Package) -> None:
    confirm(package, "N9-2")

    explained = package.nizom("rule", "N9-2").stdout
    assert [line for line in explained.splitlines() if line.startswith("  confirmed ")] == [
        "  confirmed          10 June 2026, Namuna Yuristov, yuriskonsult (namuna)"
    ]
    assert "confirmed.yaml" not in explained
    rules = json.loads(package.nizom("rules", "--format", "json").stdout)["rules"]
    assert [(rule["code"], rule["confirmed"]) for rule in rules if rule["confirmed"]] == [
        ("N9-2", {"by": "Namuna Yuristov, yuriskonsult (namuna)", "date": "2026-06-10"})
    ]


def test_a_change_in_a_future_edition_makes_nothing_suspect(package: Package) -> None:
    with_new_edition(package, changed="2026-06-02")

    assert suspects(package) == []


def test_an_unread_edition_makes_every_check_suspect(package: Package) -> None:
    package.replace("validators/regulation/confirmed.yaml", 'read: ""', "read: 2023-02-01")
    confirm(package, "N9-2")
    assert suspects(package) == []
    package.replace("records/settings.md", OLD_EDITION, NEW_EDITION)

    assert suspects(package) == sorted(code for code, check in all_checks(all_kinds()).items() if check.clause)


def test_a_suspect_check_is_marked_in_every_answer_and_on_the_site(package: Package) -> None:
    with_new_edition(package)

    assert re.search(r"(?m)^N12\.a\.3-2 +N +rule +on, suspect ", package.nizom("rules").stdout)
    explained = package.nizom("rule", "N12.a.3-1").stdout
    assert [line for line in explained.splitlines() if line.startswith("  suspect ")] == snapshot(
        ["  suspect            the paragraph or the check has changed, and nobody has confirmed it since"]
    )
    assert re.search(r"(?m)^12\.a\.3 +yes +N12\.a\.3-1 +N +on, suspect ", package.nizom("coverage").stdout)
    site = package.site()
    assert "N12.a.3-1 <small>N · qayta tasdiqlanmagan</small>" in (site / "nizom/index.html").read_text("utf-8")
    assert "<dt>Qayta tasdiqlanmagan</dt>" in (site / "checks/N12.a.3-1/index.html").read_text("utf-8")
    assert "<dt>Qayta tasdiqlanmagan</dt>" not in (site / "checks/N12.a.1-1/index.html").read_text("utf-8")


def test_a_paragraph_without_checks_and_reason_fails_the_run(package: Package) -> None:
    package.replace("validators/regulation/nizom.yaml", "reason: &right\n", "unused: &right\n")

    answer = package.nizom("coverage", "--as-of", AS_OF)

    assert answer.returncode == 1
    assert answer.stderr == snapshot("nizom: Paragraphs without checks and without a reason: 13.2\n")


def test_confirmed_checks_exist() -> None:
    assert set(register().checks) <= set(all_checks(all_kinds()))


def test_a_check_with_measures_of_records_is_partly_on(base: Scratch) -> None:
    assert state_of(base, "N6.2-3") == (True, False)
    base.change("records/settings.md", "S07:\n")

    assert state_of(base, "N6.2-3") == (True, True)
    [line] = [line for line in coverage(base).out.splitlines() if "N6.2-3" in line]
    assert re.split("  +", line)[2:4] == ["S", snapshot("partly: S07 has no value")]
    explained = base.nizom("rule", "N6.2-3", "--lang", "en").out
    assert [line for line in explained.splitlines() if line.startswith("  setting ")] == snapshot(
        [
            "  setting            S07 (Term to answer the inspectorate, in days): no value, so only records with a measure of their own are held to it"
        ]
    )


def state_of(scratch: Scratch, code: str) -> tuple[bool, bool]:
    rows = coverage(scratch, "--format", "json").json["paragraphs"]
    [check] = [check for row in rows for check in row["checks"] if check["code"] == code]
    return check["on"], check["partly"]


def test_a_check_whose_content_hangs_on_a_setting_without_a_value_is_partly_on(base: Scratch) -> None:
    def state(code: str) -> tuple[bool, bool, list[str]]:
        rows = coverage(base, "--format", "json").json["paragraphs"]
        [check] = [one for row in rows for one in row["checks"] if one["code"] == code]
        return check["on"], check["partly"], check["missing"]

    given = state("N12.a.3-3")
    base.change("records/settings.md", "S23:\nS31:\nS21:\n")

    assert given == (True, False, [])
    assert state("N12.a.3-3") == (True, True, ["S23"])
    assert state("N11.6-2") == (False, False, ["S31"])
    assert state("N12.g.1-3") == (True, False, [])
    assert "partly: S23 has no value" in base.nizom("rules", "--lang", "en").out


def test_checks_that_rest_wholly_on_settings_are_off_without_them(base: Scratch) -> None:
    base.write("records/settings.md", "---\n---\n")
    rows = coverage(base, "--format", "json").json["paragraphs"]
    on = {check["code"] for row in rows for check in row["checks"] if check["on"]}

    assert on & {"N12.a.7-2", "N12.v.2-2", "N13.7-4", "N11.6-2", "N-tanishuv-2", "N12.y.3-2"} == set()


def test_no_check_is_wholly_on_that_reads_a_setting_without_a_value(base: Scratch) -> None:
    """Whatever a check reads, and asks less without, keeps it from counting as on; what only eases it does not."""
    base.write("records/settings.md", "---\n---\n")
    rows = coverage(base, "--format", "json").json["paragraphs"]
    reads = {
        code: {
            setting
            for setting, one in definitions().items()
            if setting == check.setting or (code in one.read_by and code not in one.eases)
        }
        for code, check in all_checks(all_kinds()).items()
    }

    assert len(rows) == 70
    checks = [check for row in rows for check in row["checks"]]
    assert {check["code"]: set(check["missing"]) for check in checks} == {check["code"]: reads[check["code"]] for check in checks}
    assert [check["code"] for check in checks if check["on"] and check["partly"] != bool(reads[check["code"]])] == []
    assert [check["code"] for check in checks if not check["on"] and not reads[check["code"]]] == []

"""What judges a change comes from its base: settings, calendar, people, waivers and checks; and what altering them does."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot

from tests.support.facts import WITHOUT_EXPERTISE
from tests.support.gate import gate, of_origin, printed
from tests.support.new_value import give_new_value
from tests.support.paths import ROOT
from tests.support.scratch import Answer, Scratch
from tests.support.waivers import waiver

WAIVER = waiver("N12.a.3-3", "records: [loy-2026-001]")

DECREED = """---
holidays: [2026-06-16]
workdays: [2026-06-20]
---
O‘zbekiston Respublikasi Prezidentining 2026-yil 2-iyundagi PF-85-son Farmoni.
"""

ORDER = "  basis: Bosh direktorning 2026-yil 8-iyundagi 75-son buyrug‘i\n  since: 2026-06-08\n"
"""The decision that gives a setting another value."""

NOTHING: dict[str, Any] = {
    "settings": [], "alterations": {}, "calendar": False, "off": [], "on": [], "bad": {}, "recovered": {}, "unseen": {}, "failed": None,
}  # fmt: skip
"""An impact of nothing on nobody."""


def test_a_change_is_judged_by_the_settings_of_its_base(committed: Scratch) -> None:
    give_new_value(committed, f"S23:\n  value: [tsh-004, tsh-005]\n{ORDER}")
    committed.change("loy-2026-001", f"{WITHOUT_EXPERTISE}    expertise:\n      body: tsh-005\n      number: 1\n      date: 2026-06-09\n"
                "      outcome: positive\n")  # fmt: skip

    answer = gate(committed)

    assert answer.code == 1
    assert of_origin(answer, "touched") == [
        "C08 records/settings.md S23",
        "N12.a.3-3 loy-2026-001 documents.0.expertise.body",
    ]
    assert committed.check().code == 0


def test_a_change_of_settings_shows_its_impact_and_does_not_block(committed: Scratch) -> None:
    committed.edit("loy-2026-001", "date: 2026-03-10", "date: 2026-06-09")
    committed.commit()
    give_new_value(committed, f"S23:\n  value: [tsh-005]\n{ORDER}")

    answer = gate(committed)

    assert (answer.code, answer.findings) == (0, [])
    assert answer.json["gate"]["impacts"] == [
        {
            **NOTHING,
            "cause": "settings",
            "settings": ["S23"],
            "alterations": {
                "S23": [
                    {"what": "Value", "old": "[tsh-004]", "new": "[tsh-005]"},
                    {"what": "In force since", "old": "1 January 2024", "new": "8 June 2026"},
                    {"what": "Basis", "old": "“hjt-002”", "new": "“Bosh direktorning 2026-yil 8-iyundagi 75-son buyrug‘i”"},
                ]
            },
            "bad": {"loy-2026-001": ["N12.a.3-3"]},
        }
    ]
    assert committed.check().code == 1


def test_switching_a_check_off_fixes_no_findings(base: Scratch) -> None:
    base.edit("loy-2026-001", "date: 2026-06-01", "date: 2026-02-03")
    setting = base.path("records/settings.md").read_text("utf-8")
    base.commit()
    base.change("records/settings.md", "S15:\n")
    off = gate(base).json["gate"]["impacts"]
    text, summary = printed(base), printed(base, "--format", "markdown").partition("<details>")[0]
    base.commit()
    base.write("records/settings.md", setting)
    on = gate(base).json["gate"]["impacts"]

    unseen = {"loy-2026-001": ["N11.3-1"]}
    of_settings = {**NOTHING, "cause": "settings", "settings": ["S15"]}
    gone, back = ({"S15": [{"what": "Value", "old": old, "new": new}]} for old, new in (("60", None), (None, "60")))
    assert off == [{**of_settings, "alterations": gone, "off": ["N11.3-1"], "unseen": unseen}]
    assert on == [{**of_settings, "alterations": back, "on": ["N11.3-1"], "bad": unseen}]
    assert text == snapshot("""\
Blocks: in what the change touches

records/settings.md:1:1  error  C10  Setting or calendar changed without a new basis
   |
 1 | ---
   | ^^^ S15 (Monitoring period of a project, in days): was taken out: what needs it is no longer checked (N11.3-1)
   |
   = what to do: Put it back, with the value that holds now. If it ended by a decision, first record an exception from C10 that names this setting under settings and that the director-general allowed; take it out in the change after that

What changing the settings and the calendar does. Newly failing: 0; fixed: 0
   altered: S15 (Monitoring period of a project, in days): Value: 60, taken out
   switched off: N11.3-1
   still failing, but no longer checked: loy-2026-001 (N11.3-1)

Overdue, not of this change: 1

What blocks: approvals need no proof; checks of approvals that only warn: A01–A07, A09–A11; 113 checks in all only warn
0 records, settings: S15 changed since 0123456789; 0 findings fixed, 1 finding there before. 1 finding blocks
""")
    assert summary == snapshot("""\
## ❌ It cannot be merged: 1 obstacle

Changed&#58; 0 records, settings&#58; S15. Introduced by this change&#58; 1 error. As of 15 June 2026.

### Obstacles. To be corrected by&#58; the person who made the change

**Settings**, <code>records/settings.md</code>

1. S15 (Monitoring period of a project, in days)&#58; was taken out&#58; what needs it is no longer checked (N11.3-1). line 1, C10<br>
   → Put it back, with the value that holds now. If it ended by a decision, first record an exception from C10 that names this setting under settings and that the director-general allowed; take it out in the change after that

### What changing the settings and the calendar does. Newly failing&#58; 0; fixed&#58; 0

- **S15 (Monitoring period of a project, in days)**: Value: ~~60~~ → **taken out**
- switched off&#58; N11.3-1
- still failing, but no longer checked&#58; loy-2026-001 (N11.3-1)

""")


def test_deleting_the_settings_blocks_and_shows_what_goes_off(committed: Scratch) -> None:
    committed.path("records/settings.md").unlink()

    answer = gate(committed)
    (impact,) = answer.json["gate"]["impacts"]

    assert (answer.code, answer.findings) == (1, ["C02 records/settings.md"])
    assert {"N11.3-1", "N7-2"} <= set(impact["off"])
    assert {"S05", "S15"} <= set(impact["settings"])
    lines = printed(committed).splitlines()
    assert f"   switched off: {', '.join(impact['off'][:5])}, " in "\n".join(lines)
    assert [line for line in lines if "settings" in line] == snapshot(
        [
            "records/settings.md:1:1  error  C02  Deleted instead of withdrawn",
            "   | ^^^ All settings were deleted: the checks that need one are off",
            "What changing the settings and the calendar does. Newly failing: 1; fixed: 0",
            "   altered: 27 settings more",
            "0 records, settings: S01, S05, S07, S08, S15, S16, S18, S19, S20, S21 … changed since 0123456789; 0 findings fixed, 0 findings there before. 1 finding blocks",
        ]
    )


def test_removing_a_setting_blocks(committed: Scratch) -> None:
    committed.change("records/settings.md", "S15:\n")

    answer = gate(committed)

    assert (answer.code, of_origin(answer, "touched")) == (1, ["C10 records/settings.md S15"])


def test_a_change_of_the_calendar_is_reported(committed: Scratch) -> None:
    committed.write("records/holidays.md", DECREED)

    answer = gate(committed)

    assert answer.json["gate"]["impacts"] == [{**NOTHING, "cause": "settings", "calendar": True}]
    assert printed(committed) == snapshot("""\
What changing the settings and the calendar does. Newly failing: 0; fixed: 0
   the calendar: 16 June 2026 off, 20 June 2026 a working day

What blocks: approvals need no proof; checks of approvals that only warn: A01–A07, A09–A11; 113 checks in all only warn
0 records, the calendar changed since 0123456789; 0 findings fixed, 0 findings there before. Nothing blocks
""")


@pytest.mark.parametrize(
    "broken", ["provenance:\n  value: [{kind: project, grade: nonsense}]\n  basis: hjt-002\n  since: 2024-01-01\n", "\t: [\n"]
)
def test_nothing_passes_while_the_settings_cannot_say_which_proof_is_asked_for(committed: Scratch, broken: str) -> None:
    settings = committed.root / "records" / "settings.md"
    sound = settings.read_text("utf-8")
    settings.write_text(sound.replace("\n---\n", f"\n{broken}---\n", 1), "utf-8")
    committed.commit()
    committed.change("tsh-006", "summary: Boshqa matn\n")
    along = gate(committed)
    settings.write_text(sound, "utf-8")

    assert along.code == 1
    assert {found.split()[1] for found in of_origin(along, "touched")} == {"records/settings.md"}
    assert gate(committed).code == 0


def test_mistakes_in_settings_block_only_the_change_that_makes_them(committed: Scratch) -> None:
    committed.change("records/settings.md", "S15:\n  value: ko‘p\n  basis: hjt-002\n  since: 2024-01-01\n")
    brought = gate(committed)
    committed.commit()
    committed.edit("loy-2026-001", "elektron shaklda", "raqamli shaklda")
    later = gate(committed)

    assert (brought.code, of_origin(brought, "touched")) == (1, ["F22 records/settings.md S15.value"])
    assert (later.code, of_origin(later, "before")) == (0, ["F22 records/settings.md S15.value"])


def test_the_head_on_a_day_is_known_from_the_base(committed: Scratch) -> None:
    committed.edit(
        "xod-001",
        "  - position: head\n    since: 2024-01-15\n",
        "  - position: head\n    since: 2024-01-15\n    until: 2026-05-31\n",
    )
    committed.change("xod-002", "acting:\n  - since: 2026-06-01\n    reason: Bo‘sh o‘rin\n")
    committed.edit(
        "loy-2026-001",
        "    document: 14-son\n",
        "    document: 14-son\n  - decision: reviewed\n    role: head\n    by: xod-002\n    date: 2026-06-02\n",
    )

    found = of_origin(gate(committed), "touched")

    assert "C08 loy-2026-001 approvals.2.by" in found
    assert "N8-2 loy-2026-001 approvals.2.by" in found


INSPECTORATES = (
    "approvals:\n  - decision: agreed\n    role: inspectorate\n    by: tsh-006\n    date: 2026-06-08\n    document: 33-8/1204\n"
    "    recorded_by: xod-003\n"
)


def test_what_a_body_is_is_known_from_the_base(committed: Scratch) -> None:
    committed.change("tsh-006", "type: inspectorate\n")
    committed.change("hjt-002", INSPECTORATES)
    together = gate(committed).findings
    committed.change("hjt-002", "approvals:\n")
    committed.commit()
    committed.change("hjt-002", INSPECTORATES)

    assert {"A05 hjt-002 approvals.0.by", "C08 hjt-002 approvals.0.by"} <= set(together)
    assert not {"A05 hjt-002 approvals.0.by", "C08 hjt-002 approvals.0.by"} & set(gate(committed).findings)


def test_whose_employee_somebody_is_is_known_from_the_base(committed: Scratch) -> None:
    committed.change("xod-003", "owner: tsh-006\n")
    committed.commit()
    step = "approvals:\n  - decision: visa\n    role: chief-specialist\n    by: xod-003\n    date: 2026-06-08\n    part: Matn\n"
    committed.change("tsh-006", "type: department\n")
    committed.change("hjt-002", step)

    found = gate(committed).findings

    assert {"A05 hjt-002 approvals.0.by", "C08 hjt-002 approvals.0.by"} <= set(found)


def test_a_waiver_applies_from_the_next_change_on(committed: Scratch) -> None:
    committed.write("records/waivers/ist-001.md", WAIVER)
    committed.change("loy-2026-001", WITHOUT_EXPERTISE)
    together = gate(committed)
    committed.git("stash", "--quiet", "--include-untracked")
    committed.write("records/waivers/ist-001.md", WAIVER)
    committed.commit()
    committed.change("loy-2026-001", WITHOUT_EXPERTISE)
    after = gate(committed)

    assert (together.code, of_origin(together, "touched")) == (1, ["N12.a.3-3 loy-2026-001 documents.0.expertise"])
    assert (after.code, after.findings) == (0, ["N12.a.3-3 loy-2026-001 documents.0.expertise (acknowledged by ist-001)"])
    summary = after.json["summary"]
    assert [summary[key] for key in ("errors", "warnings", "acknowledged", "blocking")] == [1, 0, 1, 0]


def test_a_change_of_waivers_shows_what_they_will_tolerate(base: Scratch) -> None:
    base.change("loy-2026-001", WITHOUT_EXPERTISE)
    base.commit()
    covered = {"loy-2026-001": ["N12.a.3-3"]}
    waiver = base.write("records/waivers/ist-001.md", WAIVER)
    brought = gate(base).json["gate"]["exceptions"]
    text = printed(base)
    base.commit()
    base.edit("ist-001", "Sababi va asosi", "Sababi")
    reworded = gate(base).json["gate"]["exceptions"]
    base.edit("ist-001", "status: allowed", "status: ended")
    ended = gate(base).json["gate"]["exceptions"]
    waiver.write_text(WAIVER.replace("ist-001", "ist-002").replace("[N12.a.3-3]", "[N12.a.3-4]"), "utf-8")
    waiver.rename(waiver.with_name("ist-002.md"))
    other = gate(base).json["gate"]["exceptions"]

    assert brought == [{"record": "ist-001", "covered": covered, "uncovered": {}}]
    assert text == snapshot("""\
What the exceptions of the change do once it is accepted
   ist-001 will acknowledge as breaches: loy-2026-001 (N12.a.3-3)

Was there before, does not block: 1 error, 0 warnings

What blocks: approvals need no proof; checks of approvals that only warn: A01–A07, A09–A11; 113 checks in all only warn
1 record changed since 0123456789; 0 findings fixed, 1 finding there before. Nothing blocks
""")
    assert reworded == []
    assert ended == [{"record": "ist-001", "covered": {}, "uncovered": covered}]
    assert other == [
        {"record": "ist-001", "covered": {}, "uncovered": covered},
        {"record": "ist-002", "covered": {}, "uncovered": {}},
    ]


@pytest.mark.parametrize(("allowed_by", "code"), [("xod-004", 0), ("xod-005", 1)])
def test_only_the_director_general_waives_a_rule_for_changes(base: Scratch, allowed_by: str, code: int) -> None:
    waiver = WAIVER.replace("N12.a.3-3", "C04").replace("xod-004", allowed_by)
    base.write("records/waivers/ist-001.md", waiver)
    base.commit()
    base.change("loy-2026-001", "due: 2027-03-31\n")

    answer = gate(base)

    assert answer.code == code
    assert [found for found in answer.findings if "C04" in found] == [f"C04 loy-2026-001 due{' (ist-001)' * (code == 0)}"]


def test_a_waiver_holds_until_its_last_day(base: Scratch) -> None:
    base.write("records/waivers/ist-001.md", WAIVER.replace("N12.a.3-3", "N11.1-1"))
    base.edit("records/settings.md", "---\n", "---\nstrict:\n  value: [N11.1-1]\n  basis: hjt-002\n  since: 2024-01-01\n")
    base.change("loy-2026-001", "introduced_in:\n")
    last, after = base.check(as_of="2026-08-31"), base.check(as_of="2026-09-01")

    assert "N11.1-1 loy-2026-001 introduced_in (ist-001)" in last.findings
    assert {"N11.1-1 loy-2026-001 introduced_in", "W01 ist-001 until"} <= set(after.findings)
    assert (last.code, after.code) == (0, 1)


def test_waived_findings_are_listed_and_counted(base: Scratch) -> None:
    base.write("records/waivers/ist-001.md", WAIVER.replace("N12.a.3-3", "N11.1-1"))
    base.change("loy-2026-001", "introduced_in:\n")

    answer = base.nizom("check", "--lang", "en", "--as-of", "2026-06-15")

    assert answer.code == 0
    assert answer.out == snapshot("""\
Exempted (1)
   records/projects/loy-2026-001.md:1  N11.1-1 (ist-001)  The project does not name a structure in which it is introduced

What blocks: approvals need no proof; checks of approvals that only warn: A01–A07, A09–A11; 113 checks in all only warn
Off: 11 checks, as these settings have no value: S02, S11, S17, S30, S35, S42, S50–S52, S54, provenance, waiver-days (nizom rules)
38 records checked: 0 errors, 0 warnings, 0 overdue, 1 exempted. Nothing blocks
""")


def test_coverage_and_due_show_what_is_waived(base: Scratch) -> None:
    base.write("records/waivers/ist-001.md", WAIVER.replace("[N12.a.3-3]", "[N12.a.3-3, N14.4-1]"))
    base.change(
        "loy-2026-001",
        WITHOUT_EXPERTISE
        + "due: 2026-06-10\nmilestones:\n  - {title: Topshiriq, stage: terms-of-reference, due: 2026-03-20, done: 2026-03-10}\n",
    )

    coverage = base.nizom("coverage", "--format", "json", "--as-of", "2026-06-15").json
    due = base.nizom("due", "--format", "json", "--as-of", "2026-06-15").json
    text = base.nizom("due", "--lang", "en", "--as-of", "2026-06-15").out

    checks = {check["code"]: check for paragraph in coverage["paragraphs"] for check in paragraph["checks"]}
    assert [(checks[code]["findings"], checks[code]["waived"]) for code in ("N12.a.3-3", "N14.4-1")] == [(1, 0), (0, 1)]
    assert [(item["record"], item["waived"]) for item in due["duties"] if item["state"] == "overdue"] == [
        ("loy-2026-001", "ist-001")
    ]
    assert "5 days late (ist-001)" in text
    assert text.splitlines()[-1] == snapshot("1 more were due, and are exempted")


def test_a_change_of_the_checks_shows_its_impact(base: Scratch) -> None:
    base.change("loy-2026-001", WITHOUT_EXPERTISE)
    shutil.copytree(ROOT / "validators", base.root / "validators", ignore=shutil.ignore_patterns("__pycache__"))
    blind = base.root / "validators" / "checks" / "run.py"
    seeing = blind.read_text("utf-8")
    blind.write_text(seeing.replace("Outcome(sorted(without_consequences(shown), key=_order)", "Outcome([]"), "utf-8")
    base.commit()
    blind.write_text(seeing, "utf-8")

    answer = gate(base)

    assert answer.code == 0
    assert answer.json["gate"]["impacts"] == [{**NOTHING, "cause": "checks", "bad": {"loy-2026-001": ["N12.a.3-3"]}}]


@pytest.fixture
def programmed(base: Scratch) -> Scratch:
    """The base records with the program that judges them, committed."""
    shutil.copytree(ROOT / "validators", base.root / "validators", ignore=shutil.ignore_patterns("__pycache__"))
    base.write("Makefile", "all:\n")
    base.commit()
    return base


def judged_by_itself(tree: Scratch, *arguments: str, program: Path | None = None) -> Answer:
    """Return the gate's answer from the program of the change, as in a runner that has set it up, or from another one."""
    environment = {**os.environ, "PYTHONPATH": str(program or tree.root)}
    command = [sys.executable, "-P", "-m", "validators", "check", "--base", "HEAD", "--as-of", "2026-06-15", "--lang", "en"]
    done = subprocess.run(
        [*command, *(arguments or ("--format", "json"))],
        cwd=tree.root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def weaken(tree: Scratch, module: str, old: str, new: str) -> None:
    """Replace a piece of a module of the tree's program."""
    file = tree.root / "validators" / module
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_record_cannot_pass_by_checks_that_its_change_weakens(programmed: Scratch) -> None:
    weaken(programmed, "checks/run.py", "Outcome(sorted(without_consequences(shown), key=_order)", "Outcome([]")
    programmed.change("loy-2026-001", WITHOUT_EXPERTISE)

    answer = judged_by_itself(programmed)

    assert (answer.code, of_origin(answer, "touched")) == (1, ["C08 loy-2026-001"])
    (impact,) = answer.json["gate"]["impacts"]
    assert "N12.a.3-3" in impact["recovered"]["loy-2026-001"]


def test_checks_of_changes_are_those_of_the_base_too(programmed: Scratch) -> None:
    weaken(programmed, "change/rules.py", "    (DUE, moves_due_dates_openly),\n", "")
    programmed.change("loy-2026-001", "due: 2027-03-31\n")

    answer = judged_by_itself(programmed)

    assert answer.code == 1
    assert "C08 loy-2026-001" in of_origin(answer, "touched")
    assert "C04" in answer.json["gate"]["impacts"][0]["recovered"]["loy-2026-001"]


def test_a_deletion_cannot_pass_by_a_check_that_its_change_drops(programmed: Scratch) -> None:
    weaken(programmed, "change/rules.py", "    (DELETED, is_withdrawn_not_deleted),\n", "")
    programmed.path("top-2026-001").unlink()

    answer = judged_by_itself(programmed)

    assert answer.code == 1
    assert "C08 top-2026-001" in of_origin(answer, "touched")


def test_what_is_broken_elsewhere_cannot_pass_by_a_check_that_the_change_drops(programmed: Scratch) -> None:
    programmed.change("loy-2026-001", "basis: [hjt-003]\n")
    programmed.commit()
    weaken(
        programmed,
        "checks/files/wrong_files.py",
        "    for entry, code, wrong in chain(*wrong_in):\n",
        "    for entry, code, wrong in ():\n",
    )
    programmed.path("hjt-003").unlink()

    answer = judged_by_itself(programmed)

    assert answer.code == 1
    assert {"C02 hjt-003", "C08 loy-2026-001"} <= set(of_origin(answer, "touched"))


def test_a_key_that_only_the_new_program_knows_comes_after_the_program(programmed: Scratch) -> None:
    weaken(
        programmed,
        "kinds/project/model.py",
        "    priority: ",
        '    colour: Text | None = field("Colour", "Its colour", default=None)\n    priority: ',
    )
    programmed.change("loy-2026-001", "colour: yashil\n")

    own = judged_by_itself(programmed)
    by_base = judged_by_itself(programmed, program=ROOT)

    reported = {finding["code"]: finding for finding in own.json["findings"] if finding["record"] == "loy-2026-001"}
    assert (own.code, by_base.code) == (1, 1)
    assert reported["C08"]["message"] == snapshot("The program before this change does not know the keys: colour")
    (unknown,) = [finding for finding in by_base.json["findings"] if finding["field"] == "colour"]
    assert unknown["hint"] == snapshot("Propose the program first, on its own; the records that need it once it is accepted")


def test_the_base_program_judges_alone_where_it_runs(programmed: Scratch) -> None:
    weaken(programmed, "checks/run.py", "Outcome(sorted(without_consequences(shown), key=_order)", "Outcome([]")
    programmed.change("loy-2026-001", WITHOUT_EXPERTISE)

    answer = judged_by_itself(programmed, program=ROOT)

    assert (answer.code, of_origin(answer, "touched"), answer.json["gate"]["impacts"]) == (
        1, ["N12.a.3-3 loy-2026-001 documents.0.expertise"], [],
    )  # fmt: skip


@pytest.mark.parametrize(
    "path",
    ["Makefile", "pyproject.toml", "requirements.lock", ".github/workflows/check.yml", ".gitlab-ci.yml", ".ci/run",
     ".pre-commit-config.yaml", ".gitlab/CODEOWNERS", "sitecustomize.py", "GNUmakefile", "makefile", "setup.py", "setup.cfg",
     "uv.toml", ".forgejo/workflows/check.yml", ".gitea/workflows/check.yml", "action.yml", "templates/check.yml", ".gitattributes",
     ".mailmap"],
)  # fmt: skip
def test_how_changes_are_checked_is_altered_without_records(programmed: Scratch, path: str) -> None:
    programmed.write(path, "x\n")
    alone, text = gate(programmed), printed(programmed)
    programmed.change("hjt-001", "summary: Yangi so‘z bilan\n")
    together = gate(programmed)
    programmed.commit()
    programmed.change("hjt-001", "summary: Yana yangi so‘z bilan\n")

    assert (alone.code, alone.findings) == (0, [])
    assert f"Alters how changes are checked, so read it line by line: {path}\n" in text
    assert (together.code, of_origin(together, "touched")) == (1, [f"C08 {path}"])
    assert gate(programmed).code == 0


def test_the_version_of_an_installed_program_moves_in_a_change_of_its_own(base: Scratch) -> None:
    base.write("requirements.txt", "nizom[site,excel]==0.2.0\npre-commit>=4\n")
    base.write("Makefile", "all:\n")
    base.commit()
    base.write("requirements.txt", "# Dastur\n\nnizom[site,excel]==0.3.0\npre-commit>=4\n")
    alone, text = gate(base), printed(base)
    base.write("Makefile", "all: check\n")
    with_the_makefile = gate(base)
    base.git("checkout", "Makefile")
    base.change("hjt-001", "summary: Yangi so‘z bilan\n")
    with_records = gate(base)

    assert (alone.code, alone.findings) == (0, [])
    assert (
        "The version of the program moves, and the one before judges it: nizom[site,excel]==0.2.0 → nizom[site,excel]==0.3.0\n"
        in text
    )
    assert (with_the_makefile.code, with_the_makefile.findings) == (1, ["C08 requirements.txt"])
    assert with_the_makefile.json["findings"][0]["message"] == (
        "The version of the program moves along with other files or lines: Makefile"
    )
    assert (with_records.code, of_origin(with_records, "touched")) == (1, ["C08 requirements.txt"])


@pytest.mark.parametrize(
    ("before", "now", "others"),
    [
        ("{pin}\n", "--pre\n{pin}\n", "--pre"),
        ("{pin}\npre-commit>=4\n", "{pin}\npre-commit>=3\n", "pre-commit>=3, pre-commit>=4"),
        ("nizom-jadval==1\n{pin}\n", "nizom-jadval==2\n{pin}\n", "nizom-jadval==1, nizom-jadval==2"),
        ("-c talablar.txt\n{pin}\n", "{pin}\n", "-c talablar.txt"),
    ],
)
def test_nothing_else_moves_with_the_version(base: Scratch, before: str, now: str, others: str) -> None:
    base.write("requirements.txt", before.format(pin="NIZOM==0.2.0 \\\n    --hash=sha256:aa"))
    base.commit()
    base.write("requirements.txt", now.format(pin="NIZOM==0.3.0 \\\n    --hash=sha256:bb"))
    answer = gate(base)

    assert (answer.code, answer.findings) == (1, ["C08 requirements.txt"])
    assert answer.json["findings"][0]["message"] == f"The version of the program moves along with other files or lines: {others}"


@pytest.mark.parametrize(
    ("line", "file"),
    [
        ("./paketlar/nizom.whl", "paketlar/nizom.whl"),
        ("nizom[site] @ file:paketlar/nizom.whl", "paketlar/nizom.whl"),
        ("nizom[site]@paketlar/nizom.whl", "paketlar/nizom.whl"),
        ("nizom==1\n-c cheklovlar.txt", "cheklovlar.txt"),
        ("# ikki manba\n\n--find-links=paketlar/nizom\nnizom==1", "paketlar/nizom/nizom-1.whl"),
    ],
)
def test_what_the_program_is_installed_from_alters_how_changes_are_checked(base: Scratch, line: str, file: str) -> None:
    base.write("requirements.txt", f"{line}\n")
    base.write(file, "1\n")
    base.write("paketlar/boshqa.whl", "1\n")
    base.commit()
    base.change("hjt-001", "summary: Yangi so‘z bilan\n")
    base.write("paketlar/boshqa.whl", "2\n")
    with_another_file = gate(base)
    base.write(file, "2\n")

    assert with_another_file.findings == []
    assert of_origin(gate(base), "touched") == [f"C08 {file}"]


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        (
            "nizom @ https://paketlar.example/nizom.whl#sha256=aa",
            "nizom @ https://paketlar.example/nizom.whl#sha256=bb",
            "nizom @ https://paketlar.example/nizom.whl#sha256=aa → nizom @ https://paketlar.example/nizom.whl#sha256=bb",
        ),
        ("nizom==0.2.0", "pre-commit>=4", "nizom==0.2.0 → none"),
        ("pre-commit>=4", "nizom==0.2.0", "none → nizom==0.2.0"),
        ("nizom==0.2.0", None, "nizom==0.2.0 → none"),
    ],
)
def test_a_version_moves_by_its_digest_and_comes_and_goes(base: Scratch, before: str, now: str | None, moved: str) -> None:
    base.write("requirements.txt", f"{before}\n")
    base.commit()
    if now is None:
        (base.root / "requirements.txt").unlink()
    else:
        base.write("requirements.txt", f"{now}\n")

    assert f"The version of the program moves, and the one before judges it: {moved}\n" in printed(base)


def test_a_file_outside_of_the_repository_is_none_of_its_machinery(base: Scratch) -> None:
    base.write("requirements.txt", "nizom==0.2.0\n-c ../umumiy.txt\n")
    base.write("../umumiy.txt", "nizom==0.2.0\n")
    base.commit()
    base.write("../umumiy.txt", "nizom==0.3.0\n")

    assert (gate(base).code, gate(base).err) == (0, "")
    assert "Alters how changes are checked" not in printed(base)


def test_a_comment_or_an_empty_line_moves_no_version(base: Scratch) -> None:
    base.write("requirements.txt", "# Dastur\nnizom==0.2.0 # sinalgan\n")
    base.commit()
    base.write("requirements.txt", "# Dasturning o‘zi\n\nnizom==0.2.0\n")

    assert gate(base).code == 0
    assert "Alters how changes are checked, so read it line by line: requirements.txt\n" in printed(base)


def test_removing_a_part_of_how_changes_are_checked_counts(programmed: Scratch) -> None:
    (programmed.root / "Makefile").unlink()
    programmed.change("records/settings.md", f"S23:\n  value: [tsh-005]\n{ORDER}")

    assert "C08 Makefile" in of_origin(gate(programmed), "touched")


def test_records_wait_where_the_base_program_cannot_be_asked(base: Scratch) -> None:
    shutil.copytree(ROOT / "validators", base.root / "validators", ignore=shutil.ignore_patterns("__pycache__"))
    weaken(base, "__main__.py", "from ", "raise SystemExit(3)\nfrom ")
    base.commit()
    shutil.copy(ROOT / "validators" / "__main__.py", base.root / "validators")
    alone = judged_by_itself(base)
    base.change("hjt-001", "summary: Yangi so‘z bilan\n")
    together = judged_by_itself(base)

    assert (alone.code, together.code) == (0, 1)
    assert of_origin(together, "touched") == ["C08 validators/__init__.py"]

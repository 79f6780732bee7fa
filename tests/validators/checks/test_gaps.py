"""What is missing or wrong in a record hides nothing else, and the checks that need it are named."""

from inline_snapshot import snapshot

from tests.support.facts import NOT_BEGUN
from tests.support.gate import gate, of_origin, printed
from tests.support.scratch import AS_OF, Answer, Scratch

BREACHES = "education:\nservice:\n  - position: {position}\n    since: 2024-02-05\n"
"""A head without a diploma, without an order and without the ministry's agreement: breaches of 3 and 4."""


def not_run(answer: Answer) -> dict[str, dict[str, list[str]]]:
    """Return, by the record and field that lack a fact, the checks that were not carried out, each with its records."""
    return {f"{item['record']} {item['field']}".strip(): item["checks"] for item in answer.json.get("not_run", [])}


def carried_out(answer: Answer, record: str) -> set[str]:
    """Return the checks that found something in a record or could not be carried out on it."""
    found = {code for checks in not_run(answer).values() for code, records in checks.items() if record in records}
    return found | {item.split()[0] for item in answer.findings if item.split()[1] == record}


def test_a_wrong_word_blocks_and_the_breaches_behind_it_are_named(base: Scratch) -> None:
    base.commit()
    base.change("xod-001", BREACHES.format(position="head"))
    right = gate(base)
    base.change("xod-001", BREACHES.format(position="boshliq"))
    wrong = gate(base)

    assert (right.code, of_origin(right, "touched")) == snapshot(
        (
            1,
            [
                "C14 xod-001 education",
                "N3-1 xod-001 education",
                "N4-1 xod-001 service.0.order",
                "N4-2 xod-001 service.0.agreement",
            ],
        )
    )
    assert (wrong.code, of_origin(wrong, "touched")) == (1, ["C14 xod-001 education", "F23 xod-001 service.0.position"])
    assert {"N3-1", "N4-1", "N4-2"} <= carried_out(wrong, "xod-001")


def test_a_fact_left_out_is_a_warning_and_hides_nothing(base: Scratch) -> None:
    base.commit()
    base.change("xod-001", "hired:\n")
    left_out = gate(base)
    base.change("xod-001", BREACHES.format(position="head"))
    answer = gate(base)

    assert (left_out.code, of_origin(left_out, "touched")) == (0, ["N5-1 xod-001 hired"])
    assert not_run(left_out) == snapshot(
        {
            "xod-001 hired": {
                "N-tanishuv-2": ["xod-001"],
                "N5-1": ["xod-001"],
                "N9-1": ["xod-001"],
                "N9-2": ["xod-001"],
            }
        }
    )
    assert (answer.code, of_origin(answer, "touched")) == snapshot(
        (
            1,
            [
                "C14 xod-001 education",
                "N3-1 xod-001 education",
                "N4-1 xod-001 service.0.order",
                "N4-2 xod-001 service.0.agreement",
                "N5-1 xod-001 hired",
            ],
        )
    )


def test_an_incomplete_training_hides_no_breach_of_the_register(base: Scratch) -> None:
    base.change("ree-001", "registration:\n")
    before = base.check()
    base.change("ree-001", "trainings:\n  - date: 2026-05-01\n")
    answer = base.check()

    assert set(before.findings) <= set(answer.findings)
    assert set(answer.findings) - set(before.findings) == {"N12.y.1-1 ree-001 trainings.0.who"}
    assert not_run(answer) == snapshot({})


def test_a_wrong_measure_hides_no_other(base: Scratch) -> None:
    base.change("yol-2026-001", "related: [hjt-999, Hujjat]\n")
    base.edit("yol-2026-001", "status: done", "status: tugadi")

    answer = base.check(as_of="2027-01-01")

    own = [found for found in answer.findings if " yol-2026-001 " in found]
    assert own == snapshot(
        [
            "F22 yol-2026-001 related.1",
            "F23 yol-2026-001 measures.0.status",
            "N12.a.2-2 yol-2026-001 measures.1.due",
            "R01 yol-2026-001 related.0",
        ]
    )
    assert not_run(answer) == snapshot(
        {
            "yol-2026-001 measures.0.status": {
                "N12.a.2-2": ["yol-2026-001"],
                "N12.a.2-3": ["yol-2026-001"],
                "N12.a.2-4": ["yol-2026-001"],
                "N12.a.2-6": ["yol-2026-001"],
                "N12.a.2-7": ["yol-2026-001"],
                "N12.a.2-8": ["yol-2026-001"],
            },
            "yol-2026-001 related": {"N14.1-1": ["yol-2026-001"], "N15.2-1": ["yol-2026-001"]},
        }
    )


def test_what_a_wrong_key_was_meant_for_is_not_taken_for_missing(base: Scratch) -> None:
    base.edit("xod-001", "    agreement:\n", "    agreemnt:\n")

    answer = base.check()

    assert answer.findings == ["F20 xod-001 service.0.agreemnt"]
    assert not_run(answer) == snapshot(
        {
            "xod-001 service.0.agreement": {
                "N14.1-1": ["xod-001"],
                "N15.2-1": ["xod-001"],
                "N4-2": ["xod-001"],
                "N4-3": ["xod-001"],
                "N4-5": ["xod-001"],
            }
        }
    )


def test_an_item_that_is_no_group_leaves_its_neighbours(base: Scratch) -> None:
    base.change("xod-001", "trainings: [kurs]\nacknowledgements:\n")

    answer = base.check()

    assert answer.findings == snapshot(["F22 xod-001 trainings.0", "N-tanishuv-2 xod-001 acknowledgements"])
    assert not_run(answer) == snapshot({"xod-001 trainings.0": {"N9-1": ["xod-001"]}})


def test_a_file_that_cannot_be_read_is_named_once_with_what_it_keeps_from_others(base: Scratch) -> None:
    base.edit("xod-001", "title: ", "title  ")

    answer = base.check()

    assert [item for item in answer.json["not_run"] if item["field"] == ""] == snapshot(
        [
            {
                "record": "xod-001",
                "path": "records/employees/xod-001.md",
                "line": 1,
                "column": 1,
                "field": "",
                "reason": "unreadable",
                "checks": {"F30": ["docs/CODEOWNERS"], "N8-1": ["tsh-002"], "N8-2": ["loy-2026-001", "std-002"]},
            }
        ]
    )


def test_people_read_what_could_not_be_checked(base: Scratch) -> None:
    base.commit()
    base.change("xod-001", BREACHES.format(position="boshliq"))

    assert printed(base).partition("Could not be checked")[2].partition("\n\n")[0] == snapshot("""\

   records/employees/xod-001.md:16  “service 1 → position” is written wrong
      not carried out here: N3-1, N3-2, N3-3, N3-4, N4-1, N4-2, N4-3, N4-4, N4-5, N4-6, N8-1, N8-3
      not carried out in other records: N8-1 (tsh-002)\
""")
    summary = printed(base, "--format", "markdown")
    assert summary.splitlines()[0] == snapshot("## ❌ It cannot be merged: 2 obstacles")
    assert summary.partition("### Could not be checked")[2].splitlines()[2] == snapshot(
        "- **Aziz Rahimov** (xod-001), responsible&#58; Raqamlashtirish bo‘limi, <code>records/employees/xod-001.md</code>, line 16: “service 1 → position” is written wrong; not carried out here&#58; N3-1, N3-2, N3-3, N3-4, N4-1, N4-2, N4-3, N4-4, N4-5, N4-6, N8-1, N8-3; not carried out in other records&#58; N8-1 (tsh-002)"
    )
    run = base.nizom("check", "--format", "sarif", "--as-of", "2026-06-15").json["runs"][0]
    assert run["invocations"][0]["toolExecutionNotifications"][0]["locations"] == snapshot(
        [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "records/employees/xod-001.md", "uriBaseId": "ROOT"},
                    "region": {"startLine": 16, "startColumn": 15, "endLine": 16, "endColumn": 22},
                }
            }
        ]
    )


def test_show_and_due_say_what_they_do_not_know(base: Scratch) -> None:
    base.change("loy-2026-001", "due: ertaga\n")

    shown = base.nizom("show", "loy-2026-001", "--lang", "en", "--as-of", "2026-06-15").out
    due = base.nizom("due", "--lang", "en", "--as-of", "2026-06-15")

    assert shown.partition("Could not be checked")[2] == snapshot("""\

  records/projects/loy-2026-001.md:9  “due” is written wrong
      not carried out here: N11.3-2, N12.a.1-3, N14.4-1, N14.4-3, N15.2-1
""")
    assert [line for line in due.err.splitlines() if "loy-2026-001" in line] == snapshot(
        ["nizom: records/projects/loy-2026-001.md:9: “due” is written wrong, not carried out here: N14.4-1"]
    )


def test_a_waiver_with_a_gap_lets_nothing_pass(base: Scratch) -> None:
    base.change("loy-2026-001", "introduced_in:\n")
    base.write("records/waivers/ist-001.md", WAIVER)
    covered = base.check()
    base.edit("ist-001", "since: 2026-01-12", "since: qishda")
    answer = base.check()

    assert "N11.1-1 loy-2026-001 introduced_in (ist-001)" in covered.findings
    assert {"N11.1-1 loy-2026-001 introduced_in", "F22 ist-001 since"} <= set(answer.findings)
    assert not_run(answer) == snapshot(
        {"ist-001 since": {"F29": ["ist-001"], "N2-3": ["ist-001"], "W02": ["ist-001"], "W04": ["ist-001"]}}
    )


def test_an_approval_that_cannot_be_judged_is_not_written(base: Scratch) -> None:
    base.change("tsh-005", "type: vazirlik-idora\n")

    answer = base.nizom(
        "approve", "loy-2026-001", "--as", "expert-body", "--by", "tsh-005", "--decision", "reviewed", "--document", "1",
        "--recorded-by", "xod-003", "--date", "2026-06-01", "--lang", "en",
    )  # fmt: skip

    assert (answer.code, answer.err) == snapshot(
        (
            1,
            "nizom: Whether the step holds cannot be checked. records/organizations/tsh-005.md:6: “type” is written wrong, not carried out in other records: A05 (loy-2026-001)\n",
        )
    )


WAIVER = """\
---
id: ist-001
title: Joriy etish joylari keyinroq yoziladi
status: allowed
owner: tsh-002
responsible: xod-001
checks: [N11.1-1]
records: [loy-2026-001]
reason: Tuzilmalar ro‘yxati kelishilmoqda
document: 5-buyruq
allowed_by: xod-005
since: 2026-01-12
until: 2026-12-31
---
Matn.
"""


def test_a_finding_whose_check_cannot_run_is_not_fixed(base: Scratch) -> None:
    base.change("xod-001", BREACHES.format(position="head"))
    base.commit()
    base.change("xod-001", BREACHES.format(position="boshliq"))

    answer = gate(base)

    assert of_origin(answer, "touched") == ["F23 xod-001 service.0.position"]
    assert answer.json["gate"]["mended"] == []


def test_many_facts_left_out_do_not_crowd_out_a_wrong_one(base: Scratch) -> None:
    left_out = "".join("  - reason: Ta’til\n" for _ in range(150))
    base.change("xod-002", f"acting:\n{left_out}absences:\n  - kind: tatil\n    since: 2026-01-12\n")

    answer = base.check()

    assert "F23 xod-002 absences.0.kind" in answer.findings
    assert answer.code == 1


def test_an_absence_without_its_kind_does_not_let_the_absent_head_sign(base: Scratch) -> None:
    base.change("xod-001", "absences:\n  - since: 2026-01-12\n    until: 2026-06-01\n")

    assert not_run(base.check())["xod-001 absences.0.kind"] == snapshot(
        {
            "N-tanishuv-2": ["xod-001"],
            "N3-3": ["xod-001"],
            "N8-1": ["tsh-002"],
            "N8-2": ["loy-2026-001", "std-002"],
            "N9-1": ["xod-001"],
            "N9-2": ["xod-001"],
        }
    )


def test_an_act_that_cannot_be_read_is_not_taken_to_be_in_force(base: Scratch) -> None:
    base.change("loy-2026-001", "basis: [hjt-001]\n")
    base.edit("hjt-001", "title: ", "title  ")

    assert "N2-3" in not_run(base.check())["hjt-001"]


def test_it_is_not_known_whether_a_body_with_a_wrong_status_was_withdrawn(base: Scratch) -> None:
    base.change("tsh-006", "status: tugatildi\n")
    base.change("xiz-001", "provider: tsh-006\n")

    assert not_run(base.check())["tsh-006 status"]["R03"] == snapshot(["xiz-001"])


def test_what_is_named_twice_is_known_all_the_same(base: Scratch) -> None:
    base.change("loy-2026-001", "units: [tsh-006, tsh-006]\n")

    answer = base.check()

    assert (answer.findings, not_run(answer)) == (["F24 loy-2026-001 units.1"], {})


def test_a_list_that_cannot_be_read_does_not_accuse_what_it_may_name(base: Scratch) -> None:
    base.change("ryx-2026-001", "projects: loy-2026-001\n")

    answer = base.check()

    assert answer.findings == ["F22 ryx-2026-001 projects"]
    assert not_run(answer)["ryx-2026-001 projects"]["N12.a.1-3"] == ["loy-2026-001", "ryx-2026-001"]


def test_an_exception_is_needed_while_its_check_cannot_run(base: Scratch) -> None:
    base.change("xod-001", BREACHES.format(position="boshliq"))
    base.write("records/waivers/ist-001.md", WAIVER.replace("N11.1-1", "N4-2").replace("loy-2026-001", "xod-001"))
    base.edit("ist-001", "allowed_by: xod-005", "allowed_by: xod-004")

    assert base.check().findings == ["F23 xod-001 service.0.position"]


def test_a_fact_left_out_blocks_where_a_rule_that_blocks_needs_it(base: Scratch) -> None:
    """A head's position is asked for by a derived check only, but who may be head cannot be judged without it."""
    base.commit()
    base.change(
        "xod-001",
        "education:\nservice:\n  - since: 2024-02-05\n    until: 2024-02-06\n  - position: head\n    since: 2024-02-07\n",
    )
    answer = gate(base)

    missing = next(item for item in answer.json["findings"] if item["code"] == "N5-1")
    assert (missing["field"], missing["severity"], answer.code) == ("service.0.position", "error", 1)
    assert {"N3-1", "N4-1", "N4-2"} <= carried_out(answer, "xod-001")


def test_advice_names_no_record_whose_status_is_not_known(base: Scratch) -> None:
    base.change("loy-2026-001", "basis: [noto‘g‘ri]\n")
    for act in sorted((base.root / "records/acts").glob("*.md")):
        base.change(act.stem, "status: yaroqli\n")

    answer = base.check()

    assert answer.code == 1
    assert "F22 loy-2026-001 basis.0" in answer.findings


def test_work_in_a_record_with_a_wrong_id_is_owed_all_the_same(base: Scratch) -> None:
    base.edit("loy-2026-001", "id: loy-2026-001\n", "id: Loy 2026\n")
    base.path("loy-2026-001").rename(base.root / "records/projects/Loyiha.md")

    answer = base.nizom("show", "--person", "xod-003", "--as-of", AS_OF, "--lang", "en")

    assert answer.code == 0
    assert "Standartlar elektron katalogini yaratish" in answer.out


def test_an_employee_without_an_id_does_not_hide_whose_move_it_is(base: Scratch) -> None:
    base.change("loy-2026-001", NOT_BEGUN)
    base.write("records/employees/Xodim.md", "---\nstatus: employed\nacting: ha\n---\n")
    base.commit()
    base.change("loy-2026-001", "summary: Yangi\n")

    checked, shown = gate(base), base.nizom("show", "loy-2026-001", "--as-of", AS_OF, "--lang", "en")

    assert [way["record"] for way in checked.json["gate"]["awaiting"]] == ["loy-2026-001"]
    assert (shown.code, shown.err) == (0, "")


def test_an_approval_whose_authority_is_not_known_is_refused(base: Scratch) -> None:
    base.change("loy-2026-001", NOT_BEGUN)
    base.write("records/employees/Xodim.md", "---\nstatus: employed\nservice:\n  - position: head\n    since: 2026-01-01\n---\n")

    answer = base.nizom("approve", "loy-2026-001", "--as", "head", "--part", "Matn", "--date", "2026-06-08", "--lang", "en")

    assert (answer.code, answer.err) == snapshot(
        (
            1,
            "nizom: Whether the step holds cannot be checked. records/employees/Xodim.md:1: “id” is missing, not carried out in other records: N15.2-1 (loy-2026-001)\n",
        )
    )

"""The gate of a pull request, with real git repositories: what a change breaks, brings about and mends, and what blocks it."""

import os
import shutil
import subprocess
import sys
from typing import Any

import pytest

from tests.support.paths import ROOT
from tests.support.scratch import Answer, Scratch

UNAPPROVED = "documents:\n  - kind: terms-of-reference\n    date: 2026-02-16\n    standards: [std-001]\n    acts: [hjt-001]\n"
WAIVER = """---
id: ist-001
title: Ekspertiza xulosasi keyinroq olinadi
status: allowed
owner: tsh-002
checks: [N12.a.3-3]
records: [loy-2026-001]
reason: Vakolatli tashkilot arizani navbatga qo‘ygan
document: 31-son buyruq
allowed_by: xod-004
since: 2026-06-01
until: 2026-08-31
---
Sababi va asosi.
"""
ORDER = "  basis: Bosh direktorning 2026-yil 8-iyundagi 75-son buyrug‘i\n  since: 2026-06-08\n"
"""The decision by which a setting gets another value."""
NOTHING: dict[str, Any] = {
    "settings": [], "calendar": False, "off": [], "on": [], "bad": {}, "recovered": {}, "unseen": {}, "failed": None,
}  # fmt: skip
"""An impact that there is none of."""
NO_SUCH_ACT = "basis: [hjt-999]\n"


@pytest.fixture
def main(base: Scratch) -> Scratch:
    """The base records, committed."""
    base.commit()
    return base


def gate(tree: Scratch, *arguments: str) -> Answer:
    """The gate's answer in JSON about the working tree against the last commit."""
    return tree.check("--base", "HEAD", *arguments)


def of_origin(answer: Answer, origin: str) -> list[str]:
    """The findings of an origin, as `code record field`."""
    found = (f for f in answer.json["findings"] if f["origin"] == origin)
    return sorted(f"{f['code']} {f['record'] or f['path']} {f['field']}".rstrip() for f in found)


def replaced(tree: Scratch, record: str, old: str, new: str) -> None:
    """One word of a record's file put in another's place."""
    file = tree.path(record)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def act_cited_by_three(tree: Scratch) -> None:
    """Commits an act that a project, a roadmap and an assignment rest on."""
    tree.change("hjt-005", "number: O‘RQ-905\n")
    for record in ("loy-2026-001", "yol-2026-001", "top-2026-001"):
        tree.change(record, "basis: [hjt-005]\n")
    tree.commit()


def test_a_change_of_nothing_is_clean(main: Scratch) -> None:
    answer = gate(main)

    assert (answer.code, answer.findings) == (0, [])
    assert answer.json["gate"]["base"] == main.git("rev-parse", "HEAD")
    assert answer.json["gate"]["records"] == 0


def test_one_word_of_an_old_record_is_not_held_for_what_the_change_does_not_touch(base: Scratch) -> None:
    base.change("loy-2026-001", UNAPPROVED)
    base.change("top-2026-001", NO_SUCH_ACT)
    base.change("yol-2026-001", "colour: red\n")
    base.commit()
    replaced(base, "loy-2026-001", "elektron shaklda", "raqamli shaklda")

    answer = gate(base)

    assert answer.code == 0
    assert of_origin(answer, "before") == [
        "F20 yol-2026-001 colour",
        "N12.a.3-3 loy-2026-001 documents.0.expertise",
        "R01 top-2026-001 basis.0",
    ]
    assert (of_origin(answer, "touched"), of_origin(answer, "brought")) == (["C09 loy-2026-001 approvals.0"], [])
    assert base.check().code == 1


def test_a_record_whose_steps_were_written_by_hand_is_not_rewritten_in_silence(main: Scratch) -> None:
    replaced(main, "loy-2026-001", "elektron shaklda", "raqamli shaklda")

    (found,) = gate(main).json["findings"]

    assert (found["code"], found["severity"], found["field"]) == ("C09", "warning", "approvals.0")
    assert found["message"] == (
        "Changed: the text. Nothing says what these steps were taken on: “visa” of 26 January 2026, “approved” of 28 January 2026"
    )
    assert found["hint"] == "Undo the change, or take the step anew with “nizom approve”: it writes the digest"


def test_an_old_error_blocks_where_the_change_touches_it(base: Scratch) -> None:
    base.change("loy-2026-001", UNAPPROVED)
    base.commit()
    replaced(base, "loy-2026-001", "date: 2026-02-16", "date: 2026-02-17")

    answer = gate(base)

    assert answer.code == 1
    assert of_origin(answer, "touched") == ["N12.a.3-3 loy-2026-001 documents.0.expertise"]


def test_a_new_error_in_a_touched_record_blocks(main: Scratch) -> None:
    main.change("loy-2026-001", UNAPPROVED)

    answer = gate(main)

    assert answer.code == 1
    assert of_origin(answer, "touched") == ["N12.a.3-3 loy-2026-001 documents.0.expertise"]


def test_a_file_that_the_change_breaks_is_told_as_broken_and_accused_of_nothing_else(base: Scratch) -> None:
    base.change("loy-2026-001", UNAPPROVED)
    base.commit()
    replaced(base, "loy-2026-001", "---\n", "---\nx: [\n")

    answer = gate(base)

    assert answer.code == 1
    assert of_origin(answer, "touched") == ["F19 loy-2026-001"]
    assert answer.json["gate"]["mended"] == []


def test_a_deleted_act_blocks_with_the_three_that_cite_it_named(base: Scratch) -> None:
    act_cited_by_three(base)
    base.path("hjt-005").unlink()

    answer = gate(base)

    assert answer.code == 1
    assert of_origin(answer, "touched") == ["C02 hjt-005"]
    assert of_origin(answer, "brought") == ["R01 loy-2026-001 basis.0", "R01 top-2026-001 basis.0", "R01 yol-2026-001 basis.0"]
    deleted = next(f for f in answer.json["findings"] if f["code"] == "C02")
    assert deleted["message"] == "hjt-005 was deleted; it is named by: loy-2026-001, top-2026-001, yol-2026-001"
    assert deleted["path"] == "records/acts/hjt-005.md"


def test_who_names_what_a_change_deleted_or_renamed_is_told_so(base: Scratch) -> None:
    act_cited_by_three(base)
    base.change("loy-2026-001", "basis: [hjt-005, hjt-006]\n")
    base.change("hjt-006", "number: O‘RQ-906\ntitle: Elektron hujjat aylanishi to‘g‘risida\n")
    base.commit()
    base.path("hjt-005").unlink()
    replaced(base, "hjt-006", "id: hjt-006", "id: hjt-007")
    base.path("hjt-006").rename(base.path("hjt-006").with_name("hjt-007.md"))

    told = {f["field"]: f["hint"] for f in gate(base).json["findings"] if f["code"] == "R01" and f["record"] == "loy-2026-001"}

    assert told == {
        "basis.0": "This change deleted hjt-005: bring it back, or name another record here",
        "basis.1": "This change made hjt-006 into hjt-007: write the old id there again, or the new one here",
    }


def test_an_id_taken_from_another_record_is_told_once(base: Scratch) -> None:
    base.change("top-2026-009", "number: NIS-9\n")
    base.commit()
    replaced(base, "top-2026-001", "id: top-2026-001", "id: top-2026-009")

    (found,) = gate(base).json["findings"]

    assert (found["code"], found["path"]) == ("C01", "records/assignments/top-2026-001.md")
    assert (found["message"], found["hint"]) == ("This record was called top-2026-001", "Write the old id again: top-2026-001")


def test_of_many_ids_that_a_change_takes_from_their_records_each_is_told_its_own(base: Scratch) -> None:
    for number in range(5, 9):
        base.change(f"hjt-00{number}", f"number: O‘RQ-90{number}\ntitle: {'Bir xil nom' if number > 6 else f'{number}-nom'}\n")
    base.commit()
    for number in range(5, 9):
        replaced(base, f"hjt-00{number}", f"id: hjt-00{number}", f"id: hjt-01{number}")
    for number in range(6, 9):
        base.path(f"hjt-00{number}").rename(base.root / f"records/acts/hjt-01{number}.md")

    found = [f for f in gate(base).json["findings"] if f["code"] == "C01"]

    assert [(f["path"], f["message"]) for f in found] == [
        ("records/acts/hjt-005.md", "This record was called hjt-005"),
        *((f"records/acts/hjt-01{n}.md", f"This record was called hjt-00{n}") for n in range(6, 9)),
    ]


def test_a_record_in_a_renamed_file_is_the_same_record(base: Scratch) -> None:
    base.change("loy-2026-001", UNAPPROVED)
    base.commit()
    file = base.path("loy-2026-001")
    file.rename(file.with_name("loy-2026-001-katalog.md"))

    answer = gate(base)

    assert answer.code == 0
    assert of_origin(answer, "before") == ["N12.a.3-3 loy-2026-001 documents.0.expertise"]
    assert answer.json["gate"]["records"] == 0


def test_a_record_in_another_folder_is_a_record_of_the_change(main: Scratch) -> None:
    file = main.path("top-2026-001")
    file.rename(main.root / "records" / "projects" / file.name)

    answer = gate(main)

    assert (answer.code, of_origin(answer, "touched")) == (1, ["F28 top-2026-001 id"])
    assert answer.findings == ["F28 top-2026-001 id"]
    assert answer.json["gate"]["records"] == 1


def test_of_a_file_that_was_another_record_nothing_more_is_told(main: Scratch) -> None:
    main.write(
        "records/projects/loy-2026-001.md",
        "---\nid: loy-2026-001\ntitle: Laboratoriyalar reestri\nstatus: planned\nowner: tsh-002\nresponsible: xod-002\n"
        "creates: new-system\nstarted: 2026-03-02\ndue: 2026-11-30\nmilestones:\n  - title: Sinov\n    due: 2026-09-30\n"
        "---\nBoshqa loyiha.\n",
    )

    answer = gate(main)

    told = [finding for finding in of_origin(answer, "touched") if finding.startswith("C")]
    assert (answer.code, told) == (1, ["C01 loy-2026-001 id"])


@pytest.fixture
def completed(base: Scratch) -> Scratch:
    """The base with its project completed, committed."""
    base.change("loy-2026-001", "status: completed\nlaunched: 2026-06-01\ncompleted: 2026-06-10\nmilestones:\n"
                "monitoring:\n  - date: 2026-06-10\n    progress: 100\n")  # fmt: skip
    base.commit()
    return base


def of_code(tree: Scratch, code: str) -> list[tuple[str, str, str]]:
    """Field, message and hint of a check's findings about the change, in Uzbek."""
    found = tree.nizom("check", "--base", "HEAD", "--format", "json", "--as-of", "2026-06-15").json["findings"]
    return [(one["field"], one["message"], one["hint"]) for one in found if one["code"] == code]


def test_of_a_closed_record_whose_text_was_rewritten_the_text_is_told_in_words(completed: Scratch) -> None:
    file = completed.path("loy-2026-001")
    file.write_text(f"{file.read_text('utf-8')}Keyin qo‘shilgan gap.\n", "utf-8")

    [(field, message, _)] = of_code(completed, "C07")
    assert (field, message) == ("", "Yozuv yopilgan (“yakunlangan”), matni esa qayta yozilgan")


def test_what_was_rewritten_in_a_closed_record_is_counted_from_one(base: Scratch) -> None:
    closed = (
        "status: completed\nlaunched: 2026-06-01\ncompleted: 2026-06-10\nmonitoring:\n  - date: 2026-06-10\n    progress: 100\n"
    )
    base.change("loy-2026-001", f"{closed}results:\n  - Katalog\n  - Reyestr\n")
    base.commit()
    base.change("loy-2026-001", "results:\n  - Katalog\n  - Arxiv\n")

    [(field, message, _)] = of_code(base, "C07")
    assert (field, message) == ("results.1", "Yozuv yopilgan (“yakunlangan”), results 2 esa qayta yozilgan")


def test_a_closed_record_is_told_that_its_status_does_not_change(completed: Scratch) -> None:
    completed.change("loy-2026-001", "status: planned\n")

    assert of_code(completed, "C03") == [
        (
            "status",
            "Holat “yakunlangan” dan “rejalashtirilgan” ga o‘tgan",
            "Yopilgan yozuvning holati o‘zgarmaydi: yana status: completed deb yozing",
        )
    ]


def test_several_problems_at_one_place_are_counted(base: Scratch) -> None:
    base.change("loy-2026-001", "related: [loy-2026-001, hjt-998]\n")
    base.commit()
    base.change("loy-2026-001", "related: [loy-2026-001, hjt-998, hjt-999]\n")

    answer = gate(base)

    assert answer.code == 1
    assert "R01 loy-2026-001 related.2" in of_origin(answer, "touched")


def test_what_a_change_mends_is_told(base: Scratch) -> None:
    expertise = base.path("loy-2026-001").read_text("utf-8")
    base.change("loy-2026-001", UNAPPROVED)
    base.commit()
    base.path("loy-2026-001").write_text(expertise, "utf-8")

    answer = gate(base)

    assert (answer.code, answer.findings) == (0, [])
    assert [f["code"] for f in answer.json["gate"]["mended"]] == ["N12.a.3-3"]


def test_a_deleted_record_does_not_count_as_mended(base: Scratch) -> None:
    base.change("top-2026-009", "number: NIS-9\nbasis: [hjt-999]\n")
    base.commit()
    base.path("top-2026-009").unlink()

    answer = gate(base)

    assert of_origin(answer, "touched") == ["C02 top-2026-009"]
    assert answer.json["gate"]["mended"] == []


def test_what_is_overdue_blocks_nobodys_change(main: Scratch) -> None:
    replaced(main, "loy-2026-001", "date: 2026-06-01", "date: 2026-02-03")

    assert gate(main, "--fail-on", "error").code == 0
    assert gate(main, "--fail-on", "error,duty").code == 1


def test_a_change_may_be_asked_about_one_file(base: Scratch) -> None:
    act_cited_by_three(base)
    base.path("hjt-005").unlink()

    answer = gate(base, "records/projects")

    assert (answer.code, answer.findings) == (1, ["R01 loy-2026-001 basis.0"])


# What judges comes from the base.


def test_a_change_is_judged_by_the_settings_that_it_did_not_bring(main: Scratch) -> None:
    main.change("records/settings.md", f"S23:\n  value: [tsh-004, tsh-005]\n{ORDER}")
    main.change("loy-2026-001", f"{UNAPPROVED}    expertise:\n      body: tsh-005\n      number: 1\n      date: 2026-03-10\n"
                "      outcome: positive\n")  # fmt: skip

    answer = gate(main)

    assert answer.code == 1
    assert of_origin(answer, "touched") == [
        "C08 records/settings.md S23",
        "N12.a.3-3 loy-2026-001 documents.0.expertise.body",
    ]
    assert main.check().code == 0


def test_a_change_of_settings_prints_what_it_does_and_blocks_nobody(main: Scratch) -> None:
    main.change("records/settings.md", f"S23:\n  value: [tsh-005]\n{ORDER}")

    answer = gate(main)

    assert (answer.code, answer.findings) == (0, [])
    assert answer.json["gate"]["impacts"] == [
        {**NOTHING, "cause": "settings", "settings": ["S23"], "bad": {"loy-2026-001": ["N12.a.3-3"]}}
    ]
    assert main.check().code == 1


def test_a_check_that_a_setting_switches_off_mends_nothing(base: Scratch) -> None:
    replaced(base, "loy-2026-001", "date: 2026-06-01", "date: 2026-02-03")
    setting = base.path("records/settings.md").read_text("utf-8")
    base.commit()
    base.change("records/settings.md", "S15:\n")
    off = gate(base).json["gate"]["impacts"]
    told = base.nizom("check", "--base", "HEAD", "--as-of", "2026-06-15", "--lang", "en").out
    summary = base.nizom("check", "--base", "HEAD", "--as-of", "2026-06-15", "--lang", "en", "--format", "markdown").out
    base.commit()
    base.write("records/settings.md", setting)
    on = gate(base).json["gate"]["impacts"]

    unseen = {"loy-2026-001": ["N11.3-1"]}
    assert off == [{**NOTHING, "cause": "settings", "settings": ["S15"], "off": ["N11.3-1"], "unseen": unseen}]
    assert on == [{**NOTHING, "cause": "settings", "settings": ["S15"], "on": ["N11.3-1"], "bad": unseen}]
    assert told.splitlines()[-8:] == [
        "What the change of the settings and the calendar does. Turn bad: 0; recover: 0",
        "   altered: S15 (Monitoring period of a project, in days)",
        "   switched off: N11.3-1",
        "   bad as before, and looked at no more: loy-2026-001 (N11.3-1)",
        "",
        "Overdue, not of this change: 1",
        "",
        f"0 records, settings: S15 changed since {base.git('rev-parse', 'HEAD~1')[:10]}; 0 findings mended, "
        "1 finding there before. Nothing blocks",
    ]
    assert "- switched off&#58; N11.3-1\n- bad as before, and looked at no more&#58; loy-2026-001 (N11.3-1)\n" in summary


def test_settings_that_are_deleted_block_and_what_they_switch_off_is_told(main: Scratch) -> None:
    main.path("records/settings.md").unlink()

    answer = gate(main)
    (impact,) = answer.json["gate"]["impacts"]
    deleted = main.nizom("check", "--base", "HEAD", "--as-of", "2026-06-15", "--lang", "en").out

    assert (answer.code, answer.findings) == (1, ["C02 records/settings.md"])
    assert {"N11.3-1", "N7-2"} <= set(impact["off"])
    assert {"S05", "S15"} <= set(impact["settings"])
    assert "All settings were deleted: the checks that need one are off" in deleted
    assert f"   switched off: {', '.join(impact['off'][:5])}, " in deleted


def test_a_setting_that_is_taken_out_is_warned_of(main: Scratch) -> None:
    main.change("records/settings.md", "S15:\n")

    answer = gate(main)

    assert (answer.code, of_origin(answer, "touched")) == (0, ["C10 records/settings.md S15"])


def test_a_change_of_the_calendar_is_told(main: Scratch) -> None:
    main.write("records/holidays.md", "---\nholidays: [2026-06-16]\n---\n")

    answer = gate(main)

    assert answer.json["gate"]["impacts"] == [{**NOTHING, "cause": "settings", "calendar": True}]
    assert "0 records, the calendar changed since" in main.nizom("check", "--base", "HEAD", "--lang", "en").out


def test_mistakes_in_settings_block_the_change_that_brings_them_and_no_other(main: Scratch) -> None:
    main.change("records/settings.md", "S15:\n  value: ko‘p\n  basis: hjt-002\n  since: 2024-01-01\n")
    brought = gate(main)
    main.commit()
    replaced(main, "loy-2026-001", "elektron shaklda", "raqamli shaklda")
    later = gate(main)

    assert (brought.code, of_origin(brought, "touched")) == (1, ["F22 records/settings.md S15.value"])
    assert (later.code, of_origin(later, "before")) == (0, ["F22 records/settings.md S15.value"])


def test_who_signs_as_head_is_known_from_the_base(main: Scratch) -> None:
    replaced(
        main,
        "xod-001",
        "  - position: head\n    since: 2024-01-15\n",
        "  - position: head\n    since: 2024-01-15\n    until: 2026-05-31\n",
    )
    main.change("xod-002", "acting:\n  - since: 2026-06-01\n    reason: Bo‘sh o‘rin\n")
    replaced(
        main,
        "loy-2026-001",
        "approvals:\n",
        "approvals:\n  - decision: reviewed\n    role: head\n    by: xod-002\n    date: 2026-06-02\n",
    )

    found = of_origin(gate(main), "touched")

    assert "C08 loy-2026-001 approvals.0.by" in found
    assert "N8-2 loy-2026-001 approvals.0.by" in found


def test_an_exception_counts_from_the_next_change_on(main: Scratch) -> None:
    main.write("records/waivers/ist-001.md", WAIVER)
    main.change("loy-2026-001", UNAPPROVED)
    together = gate(main)
    main.git("stash", "--quiet", "--include-untracked")
    main.write("records/waivers/ist-001.md", WAIVER)
    main.commit()
    main.change("loy-2026-001", UNAPPROVED)
    after = gate(main)

    assert (together.code, of_origin(together, "touched")) == (1, ["N12.a.3-3 loy-2026-001 documents.0.expertise"])
    assert (after.code, after.findings) == (0, ["N12.a.3-3 loy-2026-001 documents.0.expertise (ist-001)"])
    summary = after.json["summary"]
    assert [summary[key] for key in ("errors", "warnings", "waived", "blocking")] == [0, 0, 1, 0]


def test_a_change_says_what_the_exceptions_that_it_brings_or_takes_away_let_pass(base: Scratch) -> None:
    base.change("loy-2026-001", UNAPPROVED)
    base.commit()
    covered = {"loy-2026-001": ["N12.a.3-3"]}
    waiver = base.write("records/waivers/ist-001.md", WAIVER)
    brought = gate(base).json["gate"]["exceptions"]
    told = base.nizom("check", "--base", "HEAD", "--lang", "en", "--as-of", "2026-06-15").out
    base.commit()
    replaced(base, "ist-001", "Sababi va asosi", "Sababi")
    reworded = gate(base).json["gate"]["exceptions"]
    replaced(base, "ist-001", "status: allowed", "status: ended")
    ended = gate(base).json["gate"]["exceptions"]
    waiver.write_text(WAIVER.replace("ist-001", "ist-002").replace("[N12.a.3-3]", "[N12.a.3-4]"), "utf-8")
    waiver.rename(waiver.with_name("ist-002.md"))
    other = gate(base).json["gate"]["exceptions"]

    assert brought == [{"record": "ist-001", "covered": covered, "uncovered": {}}]
    assert (
        "What the exceptions of the change do once it is accepted\n   ist-001 will let pass: loy-2026-001 (N12.a.3-3)\n" in told
    )
    assert reworded == []
    assert ended == [{"record": "ist-001", "covered": {}, "uncovered": covered}]
    assert other == [
        {"record": "ist-001", "covered": {}, "uncovered": covered},
        {"record": "ist-002", "covered": {}, "uncovered": {}},
    ]


@pytest.mark.parametrize(("allowed_by", "code"), [("xod-004", 0), ("xod-005", 1)])
def test_an_exception_from_a_rule_for_changes_is_the_director_generals(base: Scratch, allowed_by: str, code: int) -> None:
    waiver = WAIVER.replace("N12.a.3-3", "C04").replace("xod-004", allowed_by)
    base.write("records/waivers/ist-001.md", waiver)
    base.commit()
    base.change("loy-2026-001", "due: 2027-03-31\n")

    answer = gate(base)

    assert answer.code == code
    assert [found for found in answer.findings if "C04" in found] == [f"C04 loy-2026-001 due{' (ist-001)' * (code == 0)}"]


def test_an_exception_holds_until_its_last_day_and_not_a_day_longer(base: Scratch) -> None:
    base.write("records/waivers/ist-001.md", WAIVER)
    base.change("loy-2026-001", UNAPPROVED)
    last, after = base.check(as_of="2026-08-31"), base.check(as_of="2026-09-01")

    assert "N12.a.3-3 loy-2026-001 documents.0.expertise (ist-001)" in last.findings
    assert {"N12.a.3-3 loy-2026-001 documents.0.expertise", "W01 ist-001 until"} <= set(after.findings)
    assert (last.code, after.code) == (0, 1)


def test_the_command_line_tells_what_an_exception_lets_pass_and_counts_it(base: Scratch) -> None:
    base.write("records/waivers/ist-001.md", WAIVER)
    base.change("loy-2026-001", UNAPPROVED)

    *_, heading, finding, _, tally = base.nizom("check", "--lang", "en", "--as-of", "2026-06-15").out.splitlines()

    assert heading == "Let pass by an exception (1)"
    assert finding.split("  ")[1:3] == [" records/projects/loy-2026-001.md:14", "N12.a.3-3 (ist-001)"]
    assert tally == "38 records checked: 0 errors, 0 warnings, 0 overdue, 1 let pass by an exception. Nothing blocks"


def test_coverage_and_due_dates_tell_what_an_exception_lets_pass(base: Scratch) -> None:
    base.write("records/waivers/ist-001.md", WAIVER.replace("[N12.a.3-3]", "[N12.a.3-3, N14.4-1]"))
    base.change("loy-2026-001", UNAPPROVED + "due: 2026-06-10\nmilestones:\n")

    coverage = base.nizom("coverage", "--format", "json", "--as-of", "2026-06-15").json
    due = base.nizom("due", "--format", "json", "--as-of", "2026-06-15").json
    told = base.nizom("due", "--lang", "en", "--as-of", "2026-06-15").out

    checks = {check["code"]: check for paragraph in coverage["paragraphs"] for check in paragraph["checks"]}
    assert [(checks[code]["findings"], checks[code]["waived"]) for code in ("N12.a.3-3", "N14.4-1")] == [(0, 1), (0, 1)]
    assert [(item["record"], item["waived"]) for item in due["duties"] if item["state"] == "overdue"] == [
        ("loy-2026-001", "ist-001")
    ]
    assert "5 days late (ist-001)" in told
    assert told.splitlines()[-1] == "1 more were due, and are let pass by an exception"


def test_an_id_of_a_record_deleted_long_ago_is_not_given_again(base: Scratch) -> None:
    base.change("top-2026-009", "number: NIS-9\n")
    base.commit()
    base.path("top-2026-009").unlink()
    base.commit()
    base.change("top-2026-009", "number: NIS-10\ntitle: Butunlay boshqa ish\n")

    assert of_origin(gate(base), "touched") == ["C01 top-2026-009 id"]


@pytest.mark.parametrize("broken", [False, True])
def test_a_name_that_goes_on_with_a_year_gives_away_no_other_id(base: Scratch, broken: bool) -> None:
    base.change("top-2026-009", "number: NIS-9\n")
    named = base.path("top-2026-009").rename(base.root / "records/assignments/top-2026-009-2026-yil-rejasi.md")
    assert base.check().findings == []
    if broken:
        named.write_text("Buzilgan.\n", "utf-8")
    base.commit()
    named.unlink()
    base.commit()
    base.change("top-2026-009", "number: NIS-10\ntitle: Butunlay boshqa ish\n")

    assert of_origin(gate(base), "touched") == ["C01 top-2026-009 id"]


def test_a_broken_file_whose_name_goes_on_with_a_year_stands_in_for_its_record(base: Scratch) -> None:
    named = base.path("ree-001").rename(base.root / "records/registry-entries/ree-001-2026-reestr.md")
    named.write_text("Buzilgan.\n", "utf-8")

    assert [found for found in base.check().findings if found[0] in "FR"] == ["F01 ree-001"]


@pytest.mark.parametrize("of", ["main", "tarmoq"])
def test_an_id_that_only_a_merge_took_away_is_not_given_again(base: Scratch, of: str) -> None:
    base.commit()
    base.git("checkout", "--quiet", "-b", "tarmoq")
    if of == "tarmoq":
        base.change("top-2026-009", "number: NIS-9\n")
        base.commit()
    base.write("eslatma.txt", "tarmoq")
    base.commit()
    base.git("checkout", "--quiet", "main")
    if of == "main":
        base.change("top-2026-009", "number: NIS-9\n")
    base.write("boshqa.txt", "main")
    base.commit()
    base.git("merge", "--quiet", "--no-commit", "--no-ff", "tarmoq")
    base.path("top-2026-009").unlink()
    base.commit()
    base.change("top-2026-009", "number: NIS-10\ntitle: Butunlay boshqa ish\n")

    assert of_origin(gate(base), "touched") == ["C01 top-2026-009 id"]


def test_a_change_of_the_checks_prints_what_it_does(base: Scratch) -> None:
    base.change("loy-2026-001", UNAPPROVED)
    shutil.copytree(ROOT / "validators", base.root / "validators", ignore=shutil.ignore_patterns("__pycache__"))
    blind = base.root / "validators" / "checks" / "run.py"
    seeing = blind.read_text("utf-8")
    blind.write_text(seeing.replace("return sorted(shown, key=_order)", "return []"), "utf-8")
    base.commit()
    blind.write_text(seeing, "utf-8")

    answer = gate(base)

    assert answer.code == 0
    assert answer.json["gate"]["impacts"] == [{**NOTHING, "cause": "checks", "bad": {"loy-2026-001": ["N12.a.3-3"]}}]


def test_a_record_does_not_pass_by_checks_that_its_own_change_softens(base: Scratch) -> None:
    shutil.copytree(ROOT / "validators", base.root / "validators", ignore=shutil.ignore_patterns("__pycache__"))
    base.commit()
    checks = base.root / "validators" / "checks" / "run.py"
    checks.write_text(checks.read_text("utf-8").replace("return sorted(shown, key=_order)", "return []"), "utf-8")
    base.change("loy-2026-001", UNAPPROVED)

    # The checks that run are those of the change, as in a runner that has set it up.
    environment = {**os.environ, "PYTHONPATH": str(base.root)}
    command = [sys.executable, "-P", "-m", "validators", "check", "--base", "HEAD", "--format", "json", "--as-of", "2026-06-15"]
    done = subprocess.run(command, cwd=base.root, env=environment, capture_output=True, text=True, check=False)
    answer = Answer(done.returncode, done.stdout, done.stderr)

    assert (answer.code, of_origin(answer, "touched")) == (1, ["C08 loy-2026-001"])
    assert answer.json["gate"]["impacts"] == [{**NOTHING, "cause": "checks", "recovered": {"loy-2026-001": ["N12.a.3-3"]}}]


# How it is asked.


@pytest.mark.parametrize("revision", ["yo‘q", "-x", "--upload-pack=true", "HEAD~99", "0" * 40, ""])
def test_a_revision_that_is_not_there_is_wrong_use(main: Scratch, revision: str) -> None:
    answer = main.nizom("check", f"--base={revision}")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"nizom: Bu yerda {revision} tahriri yo‘q")


def test_a_base_without_a_common_past_is_wrong_use(main: Scratch) -> None:
    main.git("checkout", "--quiet", "--orphan", "boshqa")
    main.commit("Boshqa tarix")

    answer = main.nizom("check", "--base", "main")

    assert (answer.code, answer.out) == (2, "")
    assert "main" in answer.err


def test_without_git_there_is_no_base(base: Scratch) -> None:
    answer = base.nizom("check", "--base", "HEAD")

    assert (answer.code, answer.out) == (2, "")


def test_only_what_left_the_common_past_counts(main: Scratch) -> None:
    main.git("checkout", "--quiet", "-b", "work")
    replaced(main, "loy-2026-001", "elektron shaklda", "raqamli shaklda")
    main.commit()
    main.git("checkout", "--quiet", "main")
    main.change("top-2026-009", "number: NIS-9\n")
    main.commit()
    main.git("checkout", "--quiet", "work")

    answer = main.check("--base", "main")

    assert (answer.code, answer.findings, answer.json["gate"]["records"]) == (0, ["C09 loy-2026-001 approvals.0"], 1)


def test_nothing_that_a_repository_is_configured_with_runs(main: Scratch) -> None:
    mark = main.root / ".git" / "ran"
    trap = main.write(".git/trap", f"#!/bin/sh\necho \"$0 $@\" >> '{mark}'\ncat\n")
    trap.chmod(0o755)
    for hook in ("post-checkout", "reference-transaction", "post-index-change", "pre-auto-gc"):
        shutil.copy(trap, main.root / ".git" / "hooks" / hook)
    for key, value in {
        "core.fsmonitor": trap, "core.hooksPath": main.root / ".git" / "hooks", "core.pager": trap, "core.sshCommand": trap,
        "core.editor": trap, "core.askPass": trap, "diff.external": trap, "diff.evil.textconv": trap, "filter.evil.clean": trap,
        "filter.evil.smudge": trap, "filter.evil.process": trap, "credential.helper": f"!{trap}", "gpg.program": trap,
        "gpg.ssh.program": trap, "log.showSignature": "true", "alias.log": f"!{trap}", "alias.cat-file": f"!{trap}",
        "remote.origin.url": f"ext::{trap}", "remote.origin.promisor": "true", "remote.origin.partialclonefilter": "blob:none",
        "extensions.partialClone": "origin", "uploadpack.packObjectsHook": trap, "core.alternateRefsCommand": trap,
        "protocol.ext.allow": "always",
    }.items():  # fmt: skip
        main.git("config", key, str(value))
    main.write(".git/included", f"[core]\n\tfsmonitor = {trap}\n[diff]\n\texternal = {trap}\n")
    main.git("config", "include.path", str(main.root / ".git" / "included"))
    main.git("config", f"includeIf.gitdir:{main.root}/.path", str(main.root / ".git" / "included"))
    for attributes in (".gitattributes", ".git/info/attributes"):
        main.write(attributes, "*.md filter=evil diff=evil\n")
    replaced(main, "loy-2026-001", "elektron shaklda", "raqamli shaklda")
    main.change("top-2026-009", "number: NIS-9\n")
    main.write("git", f"#!/bin/sh\ntouch '{mark}'\n").chmod(0o755)

    answer = gate(main)
    absent = main.nizom("check", "--base", "1" * 40)

    assert (answer.code, absent.code) == (0, 2)
    assert not mark.exists(), mark.read_text("utf-8")


def test_an_object_that_is_missing_is_not_fetched(main: Scratch) -> None:
    mark = main.root / ".git" / "ran"
    blob = main.git("rev-parse", "HEAD:records/projects/loy-2026-001.md")
    (main.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for key, value in {
        "remote.origin.url": f"ext::touch {mark}", "remote.origin.promisor": "true", "protocol.ext.allow": "always",
        "core.repositoryFormatVersion": "1", "extensions.partialClone": "origin",
    }.items():  # fmt: skip
        main.git("config", key, value)

    answer = gate(main)

    assert answer.code in (2, 4)
    assert not mark.exists()


def test_a_link_in_the_base_is_refused_and_not_followed(base: Scratch) -> None:
    link = base.root / "records" / "acts" / "hjt-009.md"
    link.symlink_to(os.path.relpath("/etc/hostname", link.parent))
    base.commit()

    answer = gate(base)

    assert (answer.code, of_origin(answer, "before")) == (0, ["F16 hjt-009"])


def test_a_base_is_what_was_committed_whatever_stands_in_for_it(main: Scratch) -> None:
    committed = main.git("rev-parse", "HEAD:records/projects/loy-2026-001.md")
    main.change("loy-2026-001", UNAPPROVED)
    softened = main.git("hash-object", "-w", "records/projects/loy-2026-001.md")
    main.git("replace", committed, softened)

    answer = gate(main)

    assert (answer.code, of_origin(answer, "touched")) == (1, ["N12.a.3-3 loy-2026-001 documents.0.expertise"])


def test_a_grafted_past_is_not_believed(base: Scratch) -> None:
    base.change("top-2026-009", "number: NIS-9\n")
    base.commit()
    base.path("top-2026-009").unlink()
    head = base.commit()
    base.write(".git/info/grafts", f"{head}\n")
    base.change("top-2026-009", "number: NIS-10\ntitle: Butunlay boshqa ish\n")

    assert of_origin(gate(base), "touched") == ["C01 top-2026-009 id"]


def test_what_a_record_says_is_never_more_than_words(main: Scratch) -> None:
    mark = main.root / "ran"
    words = f"{{id.__class__}} {{{{ 7*7 }}}} %(id)s $(touch {mark}) `touch {mark}` {{% raw %}}"
    main.change("top-2026-009", f'number: NIS-9\ntitle: "{words}"\n')
    main.commit()
    main.change("top-2026-009", "title: Butunlay boshqa ish\nnumber: NIS-10\nsystem: other\nreceived: 2026-05-05\n"
                "due: 2027-01-01\ndecision: hjt-002\npoint: 9-band\n")  # fmt: skip

    answer = gate(main)

    told = next(found["message"] for found in answer.json["findings"] if found["code"] == "C01")
    assert told == f"top-2026-009 was another record: “{words}”"
    assert not mark.exists()


def test_a_store_of_objects_that_is_gone_is_not_missed(main: Scratch) -> None:
    main.write(".git/objects/info/alternates", "/yo‘q/objects\n../../../boshqa/objects\n")

    assert (gate(main).code, gate(main).findings) == (0, [])


def test_another_repository_in_the_base_is_refused_and_not_entered(main: Scratch) -> None:
    commit = main.git("rev-parse", "HEAD")
    main.git("update-index", "--add", "--cacheinfo", f"160000,{commit},records/acts/hjt-009.md")
    main.write(".gitmodules", f'[submodule "x"]\n\tpath = records/acts/hjt-009.md\n\turl = ext::touch {main.root}/.git/ran\n')
    main.git("commit", "--quiet", "--message=Boshqa ombor")

    answer = gate(main)

    # In the tree of the change it is not there.
    assert (answer.code, of_origin(answer, "touched")) == (1, ["C02 hjt-009"])
    assert not (main.root / ".git" / "ran").exists()


# How it is told.


def test_the_summary_says_it_all_on_one_screen(base: Scratch) -> None:
    base.change("top-2026-002", NO_SUCH_ACT)
    base.change("kpi-2026-001", "colour: red\n")
    act_cited_by_three(base)
    base.change("kpi-2026-001", "colour:\n")
    base.path("hjt-005").unlink()
    replaced(base, "xiz-001", "title: ", "title: Yangi ")

    answer = base.nizom("check", "--base", "HEAD", "--format", "markdown", "--lang", "en", "--as-of", "2026-06-15")
    lines = [line for line in answer.out.splitlines() if line.startswith(("#", "<details>", "- ", "| ❌"))]
    headings = [line.split("| ")[0] if line.startswith("|") else line for line in lines]

    assert answer.code == 1
    assert headings[0] == "## ❌ Nizom: 4 findings block"
    assert "### Blocks: in what the change touches (1)" in headings
    assert "### Blocks: brought about by the change elsewhere (3)" in headings
    assert "<details><summary>Mended by the change: 1</summary>" in headings
    assert "<details><summary>Was there before, does not block: 1 error, 0 warnings</summary>" in headings


def test_annotations_are_not_written_where_the_change_did_nothing(base: Scratch) -> None:
    base.change("top-2026-001", NO_SUCH_ACT)
    base.commit()
    base.change("loy-2026-001", UNAPPROVED)

    answer = base.nizom("check", "--base", "HEAD", "--format", "github", "--as-of", "2026-06-15")

    assert [line.split(",")[0] for line in answer.out.splitlines() if line.startswith("::")] == [
        "::error file=records/projects/loy-2026-001.md"
    ]


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif", "junit", "markdown"])
def test_every_format_tells_of_a_change(base: Scratch, form: str) -> None:
    act_cited_by_three(base)
    base.path("hjt-005").unlink()

    answer = base.nizom("check", "--base", "HEAD", "--format", form, "--as-of", "2026-06-15")

    assert (answer.code, answer.err) == (1, "")
    assert "C02" in answer.out


def test_sarif_tells_what_was_there_before_from_what_is_new(base: Scratch) -> None:
    base.change("std-001", "related: [std-777]\n")
    base.commit()
    base.change("std-002", "related: [std-888]\n")

    run = base.nizom("check", "--base", "HEAD", "--format", "sarif", "--as-of", "2026-06-15").json["runs"][0]

    told = {(one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], one["baselineState"]) for one in run["results"]}
    assert told == {("records/standards/std-001.md", "unchanged"), ("records/standards/std-002.md", "new")}


def test_a_terminal_is_told_under_headings(base: Scratch) -> None:
    act_cited_by_three(base)
    base.path("hjt-005").unlink()

    answer = base.nizom("check", "--base", "HEAD", "--lang", "en", "--as-of", "2026-06-15")
    lines = answer.out.splitlines()

    assert lines[0] == "Blocks: in what the change touches"
    assert "Blocks: brought about by the change elsewhere" in lines
    commit = base.git("rev-parse", "HEAD")[:10]
    assert lines[-1] == f"1 record changed since {commit}; 0 findings mended, 0 findings there before. 4 findings block"

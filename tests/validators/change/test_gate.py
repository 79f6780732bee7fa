"""What a change breaks, causes elsewhere and fixes, asked of real git repositories; and what of it blocks."""

import pytest
from inline_snapshot import snapshot

from tests.support.facts import NO_SUCH_ACT, WITHOUT_EXPERTISE
from tests.support.gate import act_cited_by_three, gate, of_origin
from tests.support.scratch import Scratch


def test_an_empty_change_is_clean(committed: Scratch) -> None:
    answer = gate(committed)

    assert (answer.code, answer.findings) == (0, [])
    assert answer.json["gate"]["base"] == committed.git("rev-parse", "HEAD")
    assert answer.json["gate"]["records"] == 0


def test_existing_findings_elsewhere_in_an_edited_record_do_not_block(base: Scratch) -> None:
    base.change("loy-2026-001", WITHOUT_EXPERTISE)
    base.change("top-2026-001", NO_SUCH_ACT)
    base.change("yol-2026-001", "colour: red\n")
    base.commit()
    base.edit("loy-2026-001", "elektron shaklda", "raqamli shaklda")

    answer = gate(base)

    assert answer.code == 0
    assert of_origin(answer, "before") == [
        "F20 yol-2026-001 colour",
        "N12.a.3-3 loy-2026-001 documents.0.expertise",
        "R01 top-2026-001 basis.0",
    ]
    assert (of_origin(answer, "touched"), of_origin(answer, "brought")) == (["C09 loy-2026-001 approvals.0"], [])
    assert base.check().code == 1


def test_editing_a_record_with_undigested_approvals_is_a_warning(committed: Scratch) -> None:
    committed.edit("loy-2026-001", "elektron shaklda", "raqamli shaklda")

    (found,) = gate(committed).json["findings"]

    assert (found["code"], found["severity"], found["field"]) == ("C09", "warning", "approvals.0")
    assert found["message"] == snapshot(
        "Changed: the text. Nothing says what these steps were taken on: “visa” of 26 January 2026, “approved” of 28 January 2026"
    )
    assert found["hint"] == snapshot("Undo the change, or take the step again with “nizom approve”, which writes the digest")


def test_an_existing_error_blocks_where_the_change_touches_it(base: Scratch) -> None:
    base.change("loy-2026-001", WITHOUT_EXPERTISE)
    base.commit()
    base.edit("loy-2026-001", "date: 2026-02-16", "date: 2026-02-17")

    answer = gate(base)

    assert answer.code == 1
    assert of_origin(answer, "touched") == ["N12.a.3-3 loy-2026-001 documents.0.expertise"]


def test_a_new_error_in_a_touched_record_blocks(committed: Scratch) -> None:
    committed.change("loy-2026-001", WITHOUT_EXPERTISE)

    answer = gate(committed)

    assert answer.code == 1
    assert of_origin(answer, "touched") == ["N12.a.3-3 loy-2026-001 documents.0.expertise"]


def test_a_file_broken_by_the_change_has_no_other_findings(base: Scratch) -> None:
    base.change("loy-2026-001", WITHOUT_EXPERTISE)
    base.commit()
    base.edit("loy-2026-001", "---\n", "---\nx: [\n")

    answer = gate(base)

    assert answer.code == 1
    assert of_origin(answer, "touched") == ["F19 loy-2026-001"]
    assert answer.json["gate"]["mended"] == []


def test_deleting_a_cited_act_blocks_and_names_the_three_that_cite_it(base: Scratch) -> None:
    act_cited_by_three(base)
    base.path("hjt-005").unlink()

    answer = gate(base)

    assert answer.code == 1
    assert of_origin(answer, "touched") == ["C02 hjt-005"]
    assert of_origin(answer, "brought") == ["R01 loy-2026-001 basis.0", "R01 top-2026-001 basis.0", "R01 yol-2026-001 basis.0"]
    deleted = next(f for f in answer.json["findings"] if f["code"] == "C02")
    assert deleted["message"] == snapshot("hjt-005 was deleted; it is named by: loy-2026-001, top-2026-001, yol-2026-001")
    assert deleted["path"] == "records/acts/hjt-005.md"


def test_references_to_deleted_or_renamed_records_get_a_hint(base: Scratch) -> None:
    act_cited_by_three(base)
    base.change("loy-2026-001", "basis: [hjt-005, hjt-006]\n")
    base.change("hjt-006", "number: O‘RQ-906\ntitle: Elektron hujjat aylanishi to‘g‘risida\n")
    base.commit()
    base.path("hjt-005").unlink()
    base.edit("hjt-006", "id: hjt-006", "id: hjt-007")
    base.path("hjt-006").rename(base.path("hjt-006").with_name("hjt-007.md"))

    hints = {f["field"]: f["hint"] for f in gate(base).json["findings"] if f["code"] == "R01" and f["record"] == "loy-2026-001"}

    assert hints == {
        "basis.0": snapshot("This change deleted hjt-005: bring it back, or name another record here"),
        "basis.1": snapshot("This change made hjt-006 into hjt-007: write the old id there again, or the new one here"),
    }


def test_an_id_taken_from_another_record_is_reported_once(base: Scratch) -> None:
    base.change("top-2026-009", "number: NIS-9\n")
    base.commit()
    base.edit("top-2026-001", "id: top-2026-001", "id: top-2026-009")

    (found,) = gate(base).json["findings"]

    assert (found["code"], found["path"]) == ("C01", "records/assignments/top-2026-001.md")
    assert found["message"] == snapshot("This record was called top-2026-001")
    assert found["hint"] == snapshot("Write the old id again: top-2026-001")


def test_each_of_many_changed_ids_is_reported_with_its_old_id(base: Scratch) -> None:
    for number in range(5, 9):
        base.change(f"hjt-00{number}", f"number: O‘RQ-90{number}\ntitle: {'Bir xil nom' if number > 6 else f'{number}-nom'}\n")
    base.commit()
    for number in range(5, 9):
        base.edit(f"hjt-00{number}", f"id: hjt-00{number}", f"id: hjt-01{number}")
    for number in range(6, 9):
        base.path(f"hjt-00{number}").rename(base.root / f"records/acts/hjt-01{number}.md")

    found = [f for f in gate(base).json["findings"] if f["code"] == "C01"]

    assert [(f["path"], f["message"].split()[-1]) for f in found] == [
        ("records/acts/hjt-005.md", "hjt-005"),
        *((f"records/acts/hjt-01{n}.md", f"hjt-00{n}") for n in range(6, 9)),
    ]


def test_a_record_in_a_renamed_file_is_the_same_record(base: Scratch) -> None:
    base.change("loy-2026-001", WITHOUT_EXPERTISE)
    base.commit()
    file = base.path("loy-2026-001")
    file.rename(file.with_name("loy-2026-001-katalog.md"))

    answer = gate(base)

    assert answer.code == 0
    assert of_origin(answer, "before") == ["N12.a.3-3 loy-2026-001 documents.0.expertise"]
    assert answer.json["gate"]["records"] == 0


def test_a_record_moved_to_another_folder_counts_as_changed(committed: Scratch) -> None:
    file = committed.path("top-2026-001")
    file.rename(committed.root / "records" / "projects" / file.name)

    answer = gate(committed)

    assert (answer.code, of_origin(answer, "touched")) == (1, ["F28 top-2026-001 id"])
    assert answer.findings == ["F28 top-2026-001 id"]
    assert answer.json["gate"]["records"] == 1


def test_a_file_that_held_another_record_has_no_other_change_findings(committed: Scratch) -> None:
    committed.write(
        "records/projects/loy-2026-001.md",
        "---\nid: loy-2026-001\ntitle: Laboratoriyalar reestri\nstatus: planned\nowner: tsh-002\nresponsible: xod-002\n"
        "creates: new-system\nstarted: 2026-03-02\ndue: 2026-11-30\nmilestones:\n  - title: Sinov\n    due: 2026-09-30\n"
        "---\nBoshqa loyiha.\n",
    )

    answer = gate(committed)

    found = [finding for finding in of_origin(answer, "touched") if finding.startswith("C")]
    assert (answer.code, found) == (1, ["C01 loy-2026-001 id"])


@pytest.fixture
def completed(base: Scratch) -> Scratch:
    """The base with its project completed, committed."""
    base.change("loy-2026-001", "status: completed\nlaunched: 2026-06-01\ncompleted: 2026-06-10\nmilestones:\n"
                "monitoring:\n  - date: 2026-06-10\n    progress: 100\n")  # fmt: skip
    base.commit()
    return base


def of_code(tree: Scratch, code: str) -> list[tuple[str, str, str]]:
    """Return the field, message and hint of a check's findings about the change, in Uzbek."""
    found = tree.nizom("check", "--base", "HEAD", "--format", "json", "--as-of", "2026-06-15").json["findings"]
    return [(one["field"], one["message"], one["hint"]) for one in found if one["code"] == code]


def test_rewriting_the_text_of_a_closed_record_is_reported(completed: Scratch) -> None:
    file = completed.path("loy-2026-001")
    file.write_text(f"{file.read_text('utf-8')}Keyin qo‘shilgan gap.\n", "utf-8")

    [(field, message, _)] = of_code(completed, "C07")
    assert (field, message) == ("", snapshot("Yozuv yopilgan (“yakunlangan”), matni esa qayta yozilgan"))


def test_items_rewritten_in_a_closed_record_are_counted_from_one(base: Scratch) -> None:
    closed = (
        "status: completed\nlaunched: 2026-06-01\ncompleted: 2026-06-10\nmonitoring:\n  - date: 2026-06-10\n    progress: 100\n"
    )
    base.change("loy-2026-001", f"{closed}results:\n  - Katalog\n  - Reyestr\n")
    base.commit()
    base.change("loy-2026-001", "results:\n  - Katalog\n  - Arxiv\n")

    [(field, message, _)] = of_code(base, "C07")
    assert (field, message) == ("results.1", snapshot("Yozuv yopilgan (“yakunlangan”), results 2 esa qayta yozilgan"))


def test_reopening_a_closed_record_is_reported(completed: Scratch) -> None:
    completed.change("loy-2026-001", "status: planned\n")

    assert of_code(completed, "C03") == [
        (
            "status",
            snapshot("Holat o‘zgargan: “yakunlangan” → “rejalashtirilgan”"),
            snapshot("Yopilgan yozuvning holati o‘zgarmaydi: yana status: completed deb yozing"),
        )
    ]


def test_a_new_problem_next_to_an_existing_one_is_found(base: Scratch) -> None:
    base.change("loy-2026-001", "related: [loy-2026-001, hjt-998]\n")
    base.commit()
    base.change("loy-2026-001", "related: [loy-2026-001, hjt-998, hjt-999]\n")

    answer = gate(base)

    assert answer.code == 1
    assert "R01 loy-2026-001 related.2" in of_origin(answer, "touched")


def test_findings_that_a_change_fixes_are_listed(base: Scratch) -> None:
    expertise = base.path("loy-2026-001").read_text("utf-8")
    base.change("loy-2026-001", WITHOUT_EXPERTISE)
    base.commit()
    base.path("loy-2026-001").write_text(expertise, "utf-8")

    answer = gate(base)

    assert (answer.code, answer.findings) == (0, [])
    assert [f["code"] for f in answer.json["gate"]["mended"]] == ["N12.a.3-3"]


def test_deleting_a_record_does_not_fix_its_findings(base: Scratch) -> None:
    base.change("top-2026-009", "number: NIS-9\nbasis: [hjt-999]\n")
    base.commit()
    base.path("top-2026-009").unlink()

    answer = gate(base)

    assert of_origin(answer, "touched") == ["C02 top-2026-009"]
    assert answer.json["gate"]["mended"] == []


def test_overdue_duties_do_not_block_a_change(committed: Scratch) -> None:
    committed.edit("loy-2026-001", "date: 2026-06-01", "date: 2026-02-03")

    assert gate(committed, "--fail-on", "error").code == 0
    assert gate(committed, "--fail-on", "error,duty").code == 1


def test_the_gate_may_be_asked_about_one_folder(base: Scratch) -> None:
    act_cited_by_three(base)
    base.path("hjt-005").unlink()

    base.change("std-002", "status: bekor\n")

    answer = gate(base, "records/projects")

    # What the change breaks is reported wherever it is; a mistake in another file that it touches is not.
    broken = ["R01 loy-2026-001 basis.0", "R01 top-2026-001 basis.0", "R01 yol-2026-001 basis.0"]
    assert (answer.code, answer.findings) == (1, ["C02 hjt-005", *broken])


@pytest.mark.parametrize(
    "spelling",
    ["id: top-2026-009", '"id" : top-2026-009', 'id: "\\x74op-2026-009"', 'summary: "x\nid: top-2026-008 y"\nid: top-2026-009'],
)
def test_the_id_of_a_record_deleted_long_ago_is_not_reused(base: Scratch, spelling: str) -> None:
    base.change("top-2026-009", "number: NIS-9\n")
    base.edit("top-2026-009", "id: top-2026-009", spelling)
    base.path("top-2026-009").rename(base.root / "records/assignments/ish.md")
    base.commit()
    base.path("records/assignments/ish.md").rename(base.root / "records/assignments/top-2026-009.md")
    base.path("top-2026-009").unlink()
    base.commit()
    base.change("top-2026-009", "number: NIS-10\ntitle: Butunlay boshqa ish\n")
    (found,) = gate(base).json["findings"]

    assert (found["code"], found["record"], found["field"], found["origin"]) == ("C01", "top-2026-009", "id", "touched")
    assert found["hint"] == "Give it the next free id: top-2026-010"


def test_a_step_that_did_not_read_may_be_completed(base: Scratch) -> None:
    base.edit("loy-2026-001", "    by: xod-005\n", "")
    base.commit()
    base.edit("loy-2026-001", "    role: deputy\n", "    role: deputy\n    by: xod-005\n")

    assert of_origin(gate(base), "touched") == []


@pytest.mark.parametrize("broken", [False, True])
def test_a_file_name_that_continues_with_a_year_reserves_its_own_id(base: Scratch, broken: bool) -> None:
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


def test_a_broken_file_named_with_a_year_still_stands_for_its_record(base: Scratch) -> None:
    named = base.path("ree-001").rename(base.root / "records/registry-entries/ree-001-2026-reestr.md")
    named.write_text("Buzilgan.\n", "utf-8")

    assert [found for found in base.check().findings if found[0] in "FR"] == ["F01 ree-001"]


@pytest.mark.parametrize("of", ["main", "tarmoq"])
def test_an_id_removed_by_a_merge_alone_is_not_reused(base: Scratch, of: str) -> None:
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


def test_where_proof_is_asked_for_a_status_needs_digests(base: Scratch) -> None:
    asked = "provenance:\n  value:\n    - kind: project\n      grade: attributed\n  basis: hjt-002\n  since: 2026-01-28\n"
    base.change("records/settings.md", asked)
    base.change("loy-2026-001", "status: planned\n")
    base.commit()
    base.change("loy-2026-001", "status: in-progress\n")

    carried = [finding for finding in gate(base, "--lang", "en").json["findings"] if finding["code"] == "C11"]
    assert [(finding["severity"], finding["message"]) for finding in carried] == snapshot(
        [
            (
                "error",
                "The status is “in-progress”, and these steps do not cover the record as it is: “approved” of 28 January 2026, which has no digest",
            )
        ]
    )


def test_where_no_proof_is_asked_for_steps_need_no_digest(base: Scratch) -> None:
    base.change("loy-2026-001", "status: planned\n")
    base.commit()
    base.change("loy-2026-001", "status: in-progress\n")

    assert gate(base).findings == []


def test_a_status_that_needs_no_further_step_rests_on_the_one_before(base: Scratch) -> None:
    sealed = f"    digest: sha256:v1:{'0' * 64}\n"
    base.edit("loy-2026-001", "    document: 14-son\n", f"    document: 14-son\n{sealed}")
    base.commit()
    base.change("loy-2026-001", "status: testing\n")

    assert [found for found in gate(base).findings if found.startswith("C")] == []


def test_that_two_records_are_the_same_is_said_of_the_changed_one(base: Scratch) -> None:
    base.change("ochm-002", "title: Standartlar bazasi\n")
    base.commit()
    base.change("ochm-001", "title: Standartlar bazasi\n")

    answer = gate(base)

    assert [found for found in of_origin(answer, "touched") if found.startswith("F36")] == ["F36 ochm-001 title"]
    assert [found for found in answer.findings if found.startswith("F36")] == ["F36 ochm-001 title"]


def test_where_a_path_is_named_only_its_records_are_counted(committed: Scratch) -> None:
    for record in ("loy-2026-001", "hjt-001", "std-001"):
        committed.change(record, "related: [top-2026-001]\n")

    assert gate(committed).json["gate"]["records"] == 3
    assert gate(committed, str(committed.path("hjt-001"))).json["gate"]["records"] == 1

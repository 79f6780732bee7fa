"""How well real commits and real keys prove that an approval is its giver's: declared, attributed, signed."""

import json
import re
import subprocess
import sys

import pytest
import yaml
from inline_snapshot import snapshot

from tests.support import approvals
from tests.support.approvals import APPROVED, PROJECT, VISA
from tests.support.keys import DEPUTY, HEAD, ON_8_JUNE, ON_10_JUNE, STRANGER, WRITER, Key, approve, grades, registered, require
from tests.support.processes import environment
from tests.support.scratch import BEGINNINGS, Scratch

NEW = "loy-2026-002"

# The three grades.


def test_a_step_that_is_only_written_is_declared(office: Scratch) -> None:
    approve(office, *VISA)
    assert grades(office) == ["visa declared"]
    office.commit(by=STRANGER, at=ON_8_JUNE)
    assert grades(office) == ["visa declared"]


def test_a_step_committed_by_its_giver_is_attributed(office: Scratch) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD.title(), at=ON_8_JUNE)
    approve(office, *APPROVED)
    office.commit(by=STRANGER, at=ON_10_JUNE)

    assert grades(office) == ["visa attributed", "approved declared"]


def test_a_step_in_a_commit_signed_by_its_giver_is_signed(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    approve(office, *APPROVED)
    office.commit(by=DEPUTY, at=ON_10_JUNE, key=keys["deputy"].file)

    assert grades(office) == ["visa signed", "approved signed"]


def test_for_another_body_the_commit_of_who_recorded_its_letter_counts(office: Scratch) -> None:
    letter = ("hjt-002", "--as", "ministry", "--decision", "agreed", "--date", "2026-06-08", "--document", "33-8/1204")
    approve(office, *letter, "--recorded-by", "xod-003")
    office.commit(by=WRITER, at=ON_8_JUNE)

    assert grades(office, "hjt-002") == ["agreed attributed"]


def test_nobody_records_a_decision_of_our_own(office: Scratch, keys: dict[str, Key]) -> None:
    office.change("xod-003", registered(keys["stranger"]))
    require(office, "signed")
    assert approvals.refused(office, *VISA, "--recorded-by", "xod-003") == snapshot(
        [
            "nizom: A10: “head” decides here, so nobody records it for xod-001. Leave --recorded-by out for our own decisions; for another body's name who was in service on that day"
        ]
    )
    approve(office, *VISA)
    office.commit(by=WRITER, at=ON_8_JUNE, key=keys["stranger"].file)
    office.edit(PROJECT, "    part: Butun matn\n", "    part: Butun matn\n    recorded_by: xod-003\n")
    assert "C05 loy-2026-001 approvals.0" in office.check("--base", "HEAD").findings
    office.commit(by=WRITER, at=ON_8_JUNE, key=keys["stranger"].file)

    assert grades(office) == ["visa declared"]
    assert office.check().findings == ["A08 loy-2026-001 approvals.0", "A10 loy-2026-001 approvals.0.recorded_by"]


@pytest.mark.parametrize(
    ("service", "grade"),
    [
        ("status: left\nleft: 2026-06-07\n", "declared"),
        ("hired: 2026-06-09\nservice:\n", "declared"),
        ("hired: 2026-06-08\nservice:\n", "attributed"),
        ("service:\n  - {position: specialist, since: 2024-03-01, until: 2026-06-07}\n", "declared"),
        ("service:\n  - {position: specialist, since: 2024-03-01, until: 2026-06-08}\n", "attributed"),
    ],
)
def test_who_recorded_another_bodys_letter_was_in_service_on_its_day(office: Scratch, service: str, grade: str) -> None:
    letter = ("hjt-002", "--as", "ministry", "--decision", "agreed", "--date", "2026-06-08", "--document", "33-8/1204")
    approve(office, *letter, "--recorded-by", "xod-003")
    office.change("xod-003", service)
    office.commit(by=WRITER, at=ON_8_JUNE)

    assert grades(office, "hjt-002") == [f"agreed {grade}"]
    assert ("A10 hjt-002 approvals.0.recorded_by" in office.check().findings) == (grade == "declared")


def test_no_exception_takes_the_place_of_a_proof(office: Scratch) -> None:
    require(office, "signed")
    exception = (
        "id: ist-2026-001\ntitle: Vaqtincha\nstatus: allowed\nowner: tsh-002\nchecks: [A08, C05]\nrecords: [loy-2026-001]\n"
        "reason: Kalit yo‘q\ndocument: 1-son\nallowed_by: xod-004\nsince: 2026-06-01\nuntil: 2026-12-31\n"
    )
    office.write("records/waivers/ist-2026-001.md", f"---\n{exception}---\nSababi.\n")
    approve(office, *VISA)
    office.commit(by=WRITER, at=ON_8_JUNE)

    answer = office.check()

    assert (answer.code, answer.findings) == (
        1, ["A08 loy-2026-001 approvals.0", "W03 ist-2026-001 checks.0", "W03 ist-2026-001 checks.1"]
    )  # fmt: skip


def test_an_employee_without_an_address_is_never_recognised(office: Scratch) -> None:
    office.change("xod-001", "email:\nkeys:\n")
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE)

    assert grades(office) == ["visa declared"]


# What is no proof.


@pytest.mark.parametrize("key", ["stranger", "deputy"])
def test_an_author_may_be_forged_but_a_key_may_not(office: Scratch, keys: dict[str, Key], key: str) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys[key].file)

    assert grades(office) == ["visa attributed"]


@pytest.mark.parametrize("since", ["2026-06-01", "2025-01-13"])
@pytest.mark.parametrize(("written", "other"), [("head@example.uz", "kotib@example.uz"), (" head@example.uz", "= kotib")])
def test_a_key_of_two_employees_stays_with_who_had_it_first(
    office: Scratch, keys: dict[str, Key], since: str, written: str, other: str
) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    office.change("xod-003", registered(keys["head"], since).replace(written, other))
    letter = ("hjt-002", "--as", "ministry", "--decision", "agreed", "--date", "2026-06-08", "--document", "33-8/1204")
    approve(office, *letter, "--recorded-by", "xod-003")
    office.commit(by=WRITER, at=ON_8_JUNE, key=keys["head"].file)

    assert (grades(office), grades(office, "hjt-002")) == (["visa signed"], ["agreed attributed"])
    assert office.check().findings == ["A09 xod-001 keys.0.key", "A09 xod-003 keys.0.key"]


def test_a_key_that_two_employees_got_at_once_proves_nothing(office: Scratch, keys: dict[str, Key]) -> None:
    for employee in ("xod-001", "xod-003"):
        office.change(employee, registered(keys["stranger"]))
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["stranger"].file)
    letter = ("hjt-002", "--as", "ministry", "--decision", "agreed", "--date", "2026-06-08", "--document", "33-8/1204")
    approve(office, *letter, "--recorded-by", "xod-003")
    office.commit(by=WRITER, at=ON_8_JUNE, key=keys["stranger"].file)

    assert (grades(office), grades(office, "hjt-002")) == (["visa attributed"], ["agreed attributed"])


@pytest.mark.parametrize("ending", ["=", "", " uyda", "= kotib"])
def test_a_key_of_two_employees_is_one_key_however_it_ends(office: Scratch, ending: str) -> None:
    key = f"ecdsa-sha2-nistp256 {'A' * 139}"
    office.change("xod-001", f"keys:\n  - key: {key}=\n    since: 2026-01-12\n")
    office.change("xod-003", f"keys:\n  - key: {key}{ending}\n    since: 2026-01-12\n")

    assert office.check().findings == ["A09 xod-001 keys.0.key", "A09 xod-003 keys.0.key"]


@pytest.mark.parametrize(
    ("before", "grade"), [("2026-06-30T23:59:58+05:00", "signed"), ("2026-07-01T00:00:01+05:00", "attributed")]
)
def test_a_commit_dated_before_its_ancestors_does_not_revive_a_key(
    office: Scratch, keys: dict[str, Key], before: str, grade: str
) -> None:
    office.change("xod-001", registered(keys["head"], "2026-06-01", "2026-06-30"))
    office.commit(by=WRITER, at=before)
    office.write("izoh.txt", "Hech narsa")
    office.commit(by=STRANGER, at=ON_8_JUNE)
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["head"].file)

    assert grades(office) == [f"visa {grade}"]


SPELLINGS = [
    "id: loy-2026-001", '"id": loy-2026-001', "id : loy-2026-001", "id:\n  loy-2026-001", "? id\n: loy-2026-001",
    'id: "\\x6coy-2026-001"', "id: >-\n  loy-2026-001", 'summary: "x\nid: zzz-001 y"\nid: loy-2026-001',
    'summary: "x\nid: loy-2026-009 y"\nid: loy-2026-001', "'id': 'loy-2026-001'",
    '"\\x69d": loy-2026-001',
]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_id_is_found_in_history_however_it_is_spelled(office: Scratch, spelling: str) -> None:
    require(office, "signed")
    approve(office, *VISA)
    office.edit(PROJECT, "id: loy-2026-001", spelling)
    office.commit(by=HEAD, at=ON_8_JUNE)

    assert grades(office) == ["visa attributed"]
    assert "A08 loy-2026-001 approvals.0" in office.check().findings


@pytest.mark.parametrize(
    ("attributes", "written", "known"),
    [
        ("*.md ident", "$Id: 729db9fa317e1cb2ad4cf357a766369fcc988ea2 $", True),
        ("", "$Id: 729db9fa317e1cb2ad4cf357a766369fcc988ea2 $", True),
        ("*.md working-tree-encoding=UTF-7", "boshqa", True),
        ("*.md filter=boshqa", "boshqa", True),
        ("", "boshqa", False),
        ("*.md -ident", "boshqa", False),
    ],
)
def test_what_git_itself_writes_into_the_working_tree_is_not_pending(
    office: Scratch, attributes: str, written: str, known: bool
) -> None:
    require(office, "attributed")
    approve(office, *VISA)
    office.edit(PROJECT, "    part: Butun matn\n", '    part: "Butun matn $Id$"\n')
    office.commit(by=WRITER, at=ON_8_JUNE)
    office.write(".gitattributes", f"{attributes}\n")
    office.edit(PROJECT, "$Id$", written)

    assert office.check().findings == (["A08 loy-2026-001 approvals.0"] if known else [])


def test_a_record_in_a_submodule_is_not_pending(office: Scratch) -> None:
    require(office, "attributed")
    office.git("rm", "--quiet", "-r", "--cached", "records/projects")
    inner = Scratch(office.root / "records" / "projects", office.monkeypatch, office.capsys)
    inner.commit(by=WRITER)
    office.commit(by=WRITER, at=ON_8_JUNE)
    approve(office, *VISA)
    inner.commit(by=WRITER)
    office.commit(by=WRITER, at=ON_8_JUNE)

    assert office.check().findings == ["A08 loy-2026-001 approvals.0"]


@pytest.mark.parametrize("address", [HEAD, HEAD.upper(), STRANGER])
def test_a_key_says_who_it_was_whatever_the_address(office: Scratch, keys: dict[str, Key], address: str) -> None:
    approve(office, *VISA)
    office.commit(by=address, at=ON_8_JUNE, key=keys["head"].file)

    assert grades(office) == ["visa signed"]


@pytest.mark.parametrize(
    ("former", "grade"),
    [("", "declared"), (f"former_emails: [{WRITER}]\n", "declared"), (f"former_emails: [{STRANGER}]\n", "signed")],
)
def test_a_commit_of_somebody_elses_that_is_only_passed_on_is_not_signed(
    office: Scratch, keys: dict[str, Key], former: str, grade: str
) -> None:
    office.change("xod-001", f"{registered(keys['head'])}{former}")
    approve(office, *VISA)
    office.commit(by=STRANGER, at=ON_8_JUNE)
    signing = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={keys['head'].file}", "commit", "--quiet", "--gpg-sign")
    office.git(*signing, "--amend", "--no-edit", by=HEAD, at=ON_8_JUNE)

    assert grades(office) == [f"visa {grade}"]


def test_a_commit_of_another_key_holder_that_is_passed_on_is_not_signed(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit(by=DEPUTY, at=ON_8_JUNE)
    signing = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={keys['head'].file}", "commit", "--quiet", "--gpg-sign")
    office.git(*signing, "--amend", "--no-edit", by=HEAD, at=ON_8_JUNE)

    assert grades(office) == ["visa declared"]


def test_a_signed_commit_that_says_no_address_is_not_its_signers(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit(by="", at=ON_8_JUNE, key=keys["head"].file)

    assert grades(office) == ["visa declared"]


def test_what_was_committed_under_a_former_address_stays_attributed(office: Scratch) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE)
    office.change("xod-001", "email: a.karimov@agentlik.example.uz\n")
    assert grades(office) == ["visa declared"]

    office.change("xod-001", f"former_emails: [{HEAD}]\n")
    assert grades(office) == ["visa attributed"]


@pytest.mark.parametrize(
    ("at", "grade"),
    [
        ("2026-05-31T23:59:59+05:00", "attributed"),
        ("2026-06-01T00:00:00+05:00", "signed"),
        ("2026-06-01T05:00:00+14:00", "attributed"),
        ("2026-06-30T23:59:58+05:00", "signed"),
        ("2026-07-01T00:00:01+05:00", "attributed"),
    ],
)
def test_a_key_counts_from_its_first_day_to_its_last_in_tashkent(
    office: Scratch, keys: dict[str, Key], at: str, grade: str
) -> None:
    office.change("xod-001", registered(keys["head"], "2026-06-01", "2026-06-30"))
    approve(office, *VISA)
    office.commit(by=HEAD, at=at, key=keys["head"].file)

    assert grades(office) == [f"visa {grade}"]


def test_a_key_registered_later_counts_from_its_first_day(office: Scratch, keys: dict[str, Key]) -> None:
    office.change("xod-001", "keys:\n")
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    office.change("xod-001", registered(keys["head"], "2026-06-09"))
    assert grades(office) == ["visa attributed"]

    office.change("xod-001", registered(keys["head"], "2026-06-08"))
    assert grades(office) == ["visa signed"]


def test_a_step_completed_by_somebody_else_is_only_declared(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    office.edit(PROJECT, "    part: Butun matn\n", "    part: Butun matn\n    document: 5-son\n")
    office.commit(by=WRITER, at=ON_10_JUNE)

    assert grades(office) == ["visa declared"]


def test_a_step_copied_into_another_record_is_only_declared(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    text = office.path("loy-2026-001").read_text("utf-8")
    office.write("records/projects/loy-2026-002.md", text.replace("id: loy-2026-001", "id: loy-2026-002"))
    office.commit(by=STRANGER, at=ON_10_JUNE)

    assert grades(office, "loy-2026-002") == ["visa declared"]


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("\nid: loy-2026-001\n", "\n'id': loy-2026-001\n"),
        ("\nstatus: planned\n", "\nstatus: planned\nstatus: planned\n"),
        ("\ncreates: ", "\n\tcreates: "),
    ],
)
def test_repairing_a_file_does_not_attribute_its_steps(office: Scratch, keys: dict[str, Key], hidden: str, shown: str) -> None:
    approve(office, *VISA)
    office.edit(PROJECT, hidden, shown)
    office.commit(by=STRANGER, at=ON_8_JUNE)
    office.edit(PROJECT, shown, hidden)
    require(office, "attributed")
    office.commit(by=HEAD, at=ON_10_JUNE, key=keys["head"].file)

    assert grades(office) == ["visa declared"]
    assert office.check().findings == ["A08 loy-2026-001 approvals.0"]


# What history does to a step.


@pytest.fixture
def signed(office: Scratch, keys: dict[str, Key]) -> Scratch:
    """The project with the head's visa in a signed commit."""
    approve(office, *VISA)
    office.commit("Viza", by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    return office


def test_an_edit_that_moves_a_step_keeps_its_grade(signed: Scratch) -> None:
    signed.edit(
        PROJECT,
        "approvals:\n",
        "approvals:\n  - decision: developed\n    role: department\n    by: xod-003\n    date: 2026-06-05\n",
    )
    signed.edit(PROJECT, "    role: head\n    by: xod-001\n", "    by: 'xod-001' # boshliq\n    role: head\n\n")
    signed.edit(PROJECT, "priority: high", "priority: high\nproblem: Katalog yo‘q")
    signed.commit(by=STRANGER, at=ON_10_JUNE)

    assert grades(signed) == ["visa signed", "developed declared"]


def test_renaming_a_file_keeps_the_grade_of_its_steps(signed: Scratch) -> None:
    file = signed.path("loy-2026-001")
    file.rename(file.with_name("loy-2026-001-katalog.md"))
    signed.edit(PROJECT, "priority: high", "priority: low")
    signed.commit(by=STRANGER, at=ON_10_JUNE)

    assert grades(signed) == ["visa signed"]


def test_records_may_lie_in_a_folder_of_their_repository(signed: Scratch) -> None:
    signed.git("mv", "records", "boshqarma")
    (signed.root / "ish").mkdir()
    (signed.root / "boshqarma").rename(signed.root / "ish" / "records")
    signed.commit(by=STRANGER, at=ON_10_JUNE)
    inner = Scratch(signed.root / "ish", signed.monkeypatch, signed.capsys)
    approve(inner, *APPROVED)
    signed.commit(by=DEPUTY, at=ON_10_JUNE)

    assert grades(inner) == ["visa declared", "approved attributed"]


def branched(tree: Scratch, keys: dict[str, Key]) -> None:
    """Give a visa and an approval in signed commits on a branch, while `main` goes on."""
    tree.git("checkout", "--quiet", "-b", "ish")
    approve(tree, *VISA)
    tree.commit("Viza", by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    approve(tree, *APPROVED)
    tree.commit("Tasdiq", by=DEPUTY, at=ON_10_JUNE, key=keys["deputy"].file)
    tree.git("checkout", "--quiet", "main")
    tree.change("top-2026-001", "summary: Boshqa ish\n")
    tree.commit("Boshqa ish", by=WRITER, at=ON_10_JUNE)


def test_a_merge_keeps_the_grades_from_its_branch(office: Scratch, keys: dict[str, Key]) -> None:
    branched(office, keys)
    office.git("merge", "--quiet", "--no-ff", "--message=Qo‘shildi", "ish", by=STRANGER, at=ON_10_JUNE)

    assert grades(office) == ["visa signed", "approved signed"]


def test_who_merges_a_step_that_somebody_else_wrote_in_their_name_does_not_prove_it(office: Scratch) -> None:
    office.git("checkout", "--quiet", "-b", "ish")
    approve(office, *VISA)
    office.commit("Viza", by=STRANGER, at=ON_8_JUNE)
    office.git("checkout", "--quiet", "main")
    office.git("merge", "--quiet", "--no-ff", "--message=Qo‘shildi", "ish", by=HEAD, at=ON_10_JUNE)

    assert grades(office) == ["visa declared"]


def test_a_change_made_in_the_merge_itself_belongs_to_its_author(office: Scratch, keys: dict[str, Key]) -> None:
    branched(office, keys)
    office.git("merge", "--quiet", "--no-ff", "--no-commit", "ish")
    office.edit(PROJECT, "    by: xod-005\n", "    by: xod-004\n")
    office.edit(PROJECT, "    role: deputy\n", "    role: director-general\n")
    office.commit("Qo‘shildi", by=DEPUTY, at=ON_10_JUNE, key=keys["deputy"].file)

    assert grades(office) == ["visa signed", "approved declared"]


def test_a_rebase_by_another_keeps_the_author_and_loses_the_signature(office: Scratch, keys: dict[str, Key]) -> None:
    branched(office, keys)
    office.git("checkout", "--quiet", "ish")
    office.git("-c", "commit.gpgSign=false", "rebase", "--quiet", "main", by=STRANGER, at=ON_10_JUNE)

    assert grades(office) == ["visa attributed", "approved attributed"]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (STRANGER, ["visa declared", "approved declared"]),
        (DEPUTY, ["visa declared", "approved attributed"]),
    ],
)
def test_squashing_leaves_only_one_author_and_no_signature(
    office: Scratch, keys: dict[str, Key], by: str, expected: list[str]
) -> None:
    branched(office, keys)
    office.git("merge", "--quiet", "--squash", "ish")
    office.commit("Hammasi bitta commitda", by=by, at=ON_10_JUNE)

    assert grades(office) == expected


def test_a_step_removed_and_restored_belongs_to_who_restored_it(signed: Scratch) -> None:
    whole = signed.path("loy-2026-001").read_text("utf-8")
    signed.change("loy-2026-001", "approvals:\n")
    signed.commit("Olib tashlandi", by=STRANGER, at=ON_10_JUNE)
    signed.path("loy-2026-001").write_text(whole, "utf-8")
    assert grades(signed) == ["visa declared"]
    signed.commit("Qaytarildi", by=STRANGER, at=ON_10_JUNE)

    assert grades(signed) == ["visa declared"]


def test_a_signed_revert_does_not_sign_what_was_forged(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit("Qalbaki", by=STRANGER, at=ON_8_JUNE)
    office.change("loy-2026-001", "approvals:\n")
    office.commit("Olib tashlandi", by=STRANGER, at=ON_10_JUNE)
    signing = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={keys['head'].file}", "-c", "commit.gpgSign=true")
    office.git(*signing, "revert", "--no-edit", "HEAD", by=HEAD, at=ON_10_JUNE)

    assert grades(office) == ["visa declared"]


def test_a_step_restored_by_its_giver_stays_theirs(signed: Scratch, keys: dict[str, Key]) -> None:
    whole = signed.path("loy-2026-001").read_text("utf-8")
    signed.change("loy-2026-001", "approvals:\n")
    signed.commit("Olib tashlandi", by=STRANGER, at=ON_10_JUNE)
    signed.path("loy-2026-001").write_text(whole, "utf-8")
    signed.commit("Qaytarildi", by=HEAD, at=ON_10_JUNE, key=keys["head"].file)
    signed.change("top-2026-001", "summary: Boshqa ish\n")
    signed.edit(PROJECT, "priority: high", "priority: low")
    signed.commit("Boshqa ish", by=STRANGER, at=ON_10_JUNE)

    assert grades(signed) == ["visa signed"]


def test_removing_a_step_on_an_unmerged_branch_changes_nothing(signed: Scratch) -> None:
    signed.git("checkout", "--quiet", "-b", "xato")
    signed.change("loy-2026-001", "approvals:\n")
    signed.commit("Olib tashlandi", by=STRANGER, at=ON_10_JUNE)
    signed.git("checkout", "--quiet", "main")

    assert grades(signed) == ["visa signed"]


def test_a_shallow_clone_says_that_history_is_cut_off(signed: Scratch, tmp_path_factory: pytest.TempPathFactory) -> None:
    require(signed, "signed")
    signed.commit("Sozlama", by=WRITER, at=ON_10_JUNE)
    folder = tmp_path_factory.mktemp("sayoz")
    signed.git("clone", "--quiet", "--depth=1", f"file://{signed.root}", str(folder))
    clone = Scratch(folder, signed.monkeypatch, signed.capsys)

    answer = clone.check()

    assert signed.check().findings == []
    assert (answer.code, answer.findings, grades(clone)) == (1, ["A08 loy-2026-001 approvals.0"], ["visa declared"])
    assert answer.json["findings"][0]["hint"] == snapshot(
        "History is cut off here before the commit that brought the step: fetch the whole of it (in CI, fetch-depth: 0)"
    )


def test_nobody_is_said_to_have_written_what_history_was_cut_off_before(
    office: Scratch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    office.commit(by=WRITER, at=ON_8_JUNE)
    approve(office, *VISA)
    approve(office, *APPROVED)
    require(office, "attributed")
    office.commit(by=DEPUTY, at=ON_10_JUNE)  # the visa is of the head, who did not commit it
    folder = tmp_path_factory.mktemp("sayoz")
    office.git("clone", "--quiet", "--depth=1", f"file://{office.root}", str(folder))

    assert office.check().findings == ["A08 loy-2026-001 approvals.0"]
    assert Scratch(folder, office.monkeypatch, office.capsys).check().findings == [
        "A08 loy-2026-001 approvals.0", "A08 loy-2026-001 approvals.1"
    ]  # fmt: skip


# What the settings require.


def test_the_setting_requires_a_grade_of_the_approvals_of_a_kind(office: Scratch, keys: dict[str, Key]) -> None:
    require(office, "signed")
    approve(office, *VISA)
    assert office.check().findings == []  # not committed yet: nothing to judge
    office.commit(by=HEAD, at=ON_8_JUNE)
    approve(office, *APPROVED)
    office.commit(by=DEPUTY, at=ON_10_JUNE, key=keys["deputy"].file)

    answer = office.check()

    assert (answer.code, answer.findings) == (1, ["A08 loy-2026-001 approvals.0"])
    assert answer.json["findings"][0]["message"] == snapshot(
        "The step “visa” of 8 June 2026 by xod-001 is only attributed; signed is asked for"
    )
    require(office, "attributed")
    assert office.check().findings == []


@pytest.mark.parametrize(("text", "alone"), [(f"![Sxema]({NEW}/sxema.png)", False), ("Sxemasiz.", True)])
def test_who_changes_a_picture_that_the_text_shows_wrote_the_record_too(office: Scratch, text: str, alone: bool) -> None:
    facts = office.path("loy-2026-001").read_text("utf-8").replace("loy-2026-001", NEW)
    office.write(f"records/projects/{NEW}.md", facts.replace("Standartlar elektron", "Yo‘riqnomalar elektron") + f"\n{text}\n")
    office.write(f"records/projects/{NEW}/sxema.png", BEGINNINGS["png"])
    office.change("ryx-2026-001", f"projects: [loy-2026-001, {NEW}]\n")
    office.commit(by=DEPUTY)
    require(office, "attributed")
    approve(office, NEW, *VISA[1:])
    office.commit(by=HEAD, at=ON_8_JUNE)
    refusal = "nizom: A06: xod-005 approved what they alone wrote. Have somebody else with the authority approve it"
    assert approvals.refused(office, NEW, *APPROVED[1:]) == [refusal]

    office.write(f"records/projects/{NEW}/sxema.png", BEGINNINGS["png"] + b"ikkinchi")
    office.commit(by=WRITER, at=ON_8_JUNE)
    if not alone:
        approve(office, NEW, *VISA[1:-1], "2026-06-09")
        office.commit(by=HEAD, at=ON_10_JUNE)

    answer = approvals.approve(office, NEW, *APPROVED[1:])
    assert (refusal in answer.err) == alone
    assert answer.code == int(alone)


def test_a_grade_requires_a_digest(office: Scratch, keys: dict[str, Key]) -> None:
    require(office, "signed", since="2026-06-09")
    for step, by in ((VISA, HEAD), (APPROVED, DEPUTY)):
        approve(office, *step)
        text = office.path("loy-2026-001").read_text("utf-8")
        office.path("loy-2026-001").write_text(re.sub(r"    digest: .*\n", "", text), "utf-8")
        office.commit(by=by, at=ON_10_JUNE, key=keys["head" if by == HEAD else "deputy"].file)

    answer = office.check()

    assert grades(office) == ["visa signed", "approved signed"]
    assert answer.findings == ["A08 loy-2026-001 approvals.1"]
    assert answer.json["findings"][0]["message"] == snapshot(
        "The step “approved” of 10 June 2026 has no digest: nothing proves what it was taken on; signed is asked for"
    )


def test_steps_older_than_the_setting_are_exempt(office: Scratch) -> None:
    require(office, "attributed", since="2026-06-09")
    approve(office, *VISA)
    approve(office, *APPROVED)
    office.commit(by=STRANGER, at=ON_10_JUNE)

    assert office.check().findings == ["A08 loy-2026-001 approvals.1"]


def test_a_pull_request_is_judged_by_the_keys_of_its_base(office: Scratch, keys: dict[str, Key]) -> None:
    require(office, "signed")
    office.commit(by=WRITER)
    office.change("xod-001", registered(keys["stranger"]))
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["stranger"].file)

    assert office.check().findings == []
    assert office.check("--base", "HEAD~1").findings == [
        "A08 loy-2026-001 approvals.0",
        "C08 loy-2026-001 approvals.0.by",
        "C08 xod-001 keys.0",
    ]


def test_the_only_committer_of_a_record_may_not_approve_it(office: Scratch) -> None:
    text = office.path("loy-2026-001").read_text("utf-8").replace("loy-2026-001", "loy-2026-002")
    office.write("records/projects/loy-2026-002.md", text.replace("Standartlar elektron", "Yo‘riqnomalar elektron"))
    office.change("ryx-2026-001", "projects: [loy-2026-001, loy-2026-002]\n")
    office.commit(by=DEPUTY)
    approve(office, "loy-2026-002", *VISA[1:])
    office.commit(by=HEAD, at=ON_8_JUNE)
    require(office, "attributed")

    assert approvals.refused(office, "loy-2026-002", *APPROVED[1:]) == snapshot(
        ["nizom: A06: xod-005 approved what they alone wrote. Have somebody else with the authority approve it"]
    )
    for other, old, new in ((STRANGER, "priority: high", "priority: low"), (WRITER, "loyihasi.", "loyihasi!")):
        office.edit("loy-2026-002", old, new)
        office.commit(by=other, at=ON_8_JUNE)
        approve(office, "loy-2026-002", *VISA[1:-1], "2026-06-09")
        assert approvals.refused(office, "loy-2026-002", *APPROVED[1:])[0].startswith("nizom: A06: ")
    office.edit("loy-2026-002", "priority: low", "priority: high")
    office.commit(by=WRITER, at=ON_8_JUNE)
    approve(office, "loy-2026-002", *VISA[1:-1], "2026-06-09")
    approve(office, "loy-2026-002", *APPROVED[1:])


# A malicious repository, and a large one.


def test_hostile_git_configuration_proves_nothing_and_runs_nothing(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["stranger"].file)
    approve(office, *APPROVED)
    office.commit(by=STRANGER, at=ON_10_JUNE)
    forged = office.git("rev-parse", "HEAD")
    office.git("commit", "--quiet", "--amend", "--no-edit", by=DEPUTY, at=ON_10_JUNE)
    as_deputy = office.git("rev-parse", "HEAD")
    office.git("reset", "--quiet", "--soft", forged)
    office.git("replace", forged, as_deputy)
    mark = office.root / ".git" / "ran"
    good = f'Good \\"git\\" signature for xod-001 with ED25519 key SHA256:{"A" * 43}'
    trap = office.write(".git/trap", f"#!/bin/sh\necho \"$0 $@\" >> '{mark}'\necho '{good}'\n")
    trap.chmod(0o755)
    signers = office.write(".git/signers", f'xod-001 namespaces="git" {keys["stranger"].line}\n')
    mailmap = office.write(".git/mailmap", f"<{DEPUTY}> <{STRANGER}>\n")
    for key, value in {
        "gpg.ssh.program": trap, "gpg.program": trap, "gpg.openpgp.program": trap, "gpg.x509.program": trap,
        "gpg.ssh.allowedSignersFile": signers, "gpg.ssh.defaultKeyCommand": trap, "gpg.format": "openpgp",
        "gpg.minTrustLevel": "ultimate", "log.showSignature": "true", "log.mailmap": "true", "mailmap.file": mailmap,
        "log.follow": "true", "log.diffMerges": "off", "diff.external": trap, "diff.evil.textconv": trap,
        "filter.evil.smudge": trap, "core.fsmonitor": trap, "core.pager": trap, "core.hooksPath": trap.parent, "pager.log": trap,
        "alias.log": f"!{trap}", "alias.rev-list": f"!{trap}", "alias.diff-tree": f"!{trap}", "format.pretty": "oneline",
        "i18n.logOutputEncoding": "UTF-16", "color.ui": "always", "diff.noprefix": "true", "diff.renames": "copies",
    }.items():  # fmt: skip
        office.git("config", key, str(value))
    office.write(".gitattributes", "*.md diff=evil filter=evil\n")

    assert grades(office) == ["visa attributed", "approved declared"]
    assert not mark.exists(), mark.read_text("utf-8")


def test_hostile_git_configuration_does_not_remove_a_signature(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    revoked = office.write(".git/revoked", f"{keys['head'].line}\n")
    office.git("config", "gpg.ssh.revocationFile", str(revoked))
    office.git("config", "i18n.logOutputEncoding", "UTF-16")

    assert grades(office) == ["visa signed"]


_STARTED: list[str] = []
_COUNTING: list[bool] = []


def test_history_is_read_in_one_pass_for_any_number_of_approvals(office: Scratch) -> None:
    def listen(event: str, arguments: tuple[object, ...]) -> None:
        if event == "subprocess.Popen" and _COUNTING:
            _STARTED.append(str(arguments[0]))

    def programs() -> int:
        _STARTED.clear()
        _COUNTING.append(True)
        assert office.check().code == 0
        _COUNTING.clear()
        return len(_STARTED)

    require(office, "attributed")
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE)
    sys.addaudithook(listen)
    with_one = programs()
    text = office.path("loy-2026-001").read_text("utf-8")
    for number in range(2, 22):
        office.write(f"records/projects/loy-2026-{number:03}.md", text.replace("loy-2026-001", f"loy-2026-{number:03}"))
        office.change("ryx-2026-001", f"projects: [{', '.join(f'loy-2026-{n:03}' for n in range(1, number + 1))}]\n")
        office.commit(by=HEAD, at=ON_8_JUNE)

    assert 0 < programs() == with_one


def test_a_long_word_that_was_once_in_a_text_does_not_hold_the_check_up(office: Scratch) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD.title(), at=ON_8_JUNE)
    kept = office.path(PROJECT).read_bytes()
    for letters in (b"x", b"1", b"-", b"x-"):
        office.path(PROJECT).write_bytes(kept + b"\n" + letters * (500_000 // len(letters)) + b"\n")
        office.commit(by=HEAD.title(), at=ON_10_JUNE)
        office.path(PROJECT).write_bytes(kept)
        office.commit(by=HEAD.title(), at=ON_10_JUNE)

    command = [sys.executable, "-m", "validators", "approvals", PROJECT]
    done = subprocess.run(command, cwd=office.root, env=environment(), capture_output=True, text=True, check=False, timeout=120)

    assert (done.returncode, "muallifi aniq" in done.stdout) == (0, True)


def test_an_approval_is_found_in_facts_written_as_json(office: Scratch) -> None:
    require(office, "signed")
    approve(office, *VISA)
    _, facts, body = office.path(PROJECT).read_text("utf-8").split("---\n", 2)
    as_json = json.dumps(yaml.load(facts, yaml.BaseLoader), ensure_ascii=False, indent=1)
    office.path(PROJECT).write_text(f"---\n{as_json}\n---\n{body}", "utf-8")
    office.commit(by=WRITER, at=ON_8_JUNE)

    assert "A08 loy-2026-001 approvals.0" in office.check().findings

"""Somebody who may write tries to get a project past the gate that neither head nor deputy has approved."""

import os
from collections.abc import Callable

import pytest

from tests.support.approvals import APPROVED, VISA
from tests.support.forgery import FILE, Keys, save, verdict
from tests.support.keys import DEPUTY, DIRECTOR, HEAD, ON_8_JUNE, ON_10_JUNE, WRITER, Key, approve, registered
from tests.support.scratch import Scratch

Attempt = Callable[[Scratch, Keys], None]


def forged(tree: Scratch) -> None:
    """Write both steps with their digests, and the status that they are for."""
    approve(tree, *VISA)
    approve(tree, *APPROVED)
    tree.edit(FILE, "status: planned", "status: in-progress")


def in_the_writers_name(tree: Scratch, keys: Keys) -> None:
    forged(tree)
    save(tree, keys)


def in_the_deputys_name(tree: Scratch, keys: Keys) -> None:
    approve(tree, *VISA)
    save(tree, keys, by=HEAD)
    approve(tree, *APPROVED)
    tree.edit(FILE, "status: planned", "status: in-progress")
    save(tree, keys, by=DEPUTY)


def in_the_merge_itself(tree: Scratch, keys: Keys) -> None:
    for branch in ("bir", "ikki"):
        tree.git("checkout", "--quiet", "-b", branch, "ish")
        tree.write(f"izoh-{branch}.txt", branch)
        save(tree, keys)
    tree.git("checkout", "--quiet", "ish")
    tree.git("merge", "--quiet", "--no-ff", "--no-commit", "bir", "ikki")
    forged(tree)
    save(tree, keys)


def on_a_branch_of_no_history(tree: Scratch, keys: Keys) -> None:
    forged(tree)
    tree.git("checkout", "--quiet", "--orphan", "yetim")
    save(tree, keys)
    tree.git("checkout", "--quiet", "ish")
    tree.git(
        "merge", "--quiet", "--allow-unrelated-histories", "--strategy-option=theirs", "--message=Qo‘shildi", "yetim", by=DEPUTY
    )


def with_a_renamed_file(tree: Scratch, keys: Keys) -> None:
    forged(tree)
    (tree.root / FILE).rename(tree.root / FILE.replace(".md", "-katalog.md"))
    save(tree, keys)


def through_a_link(tree: Scratch, keys: Keys) -> None:
    forged(tree)
    (tree.root / FILE).rename(tree.root / "asl.md")
    os.symlink("../../asl.md", tree.root / FILE)
    save(tree, keys)


def as_a_record_of_another_kind_first(tree: Scratch, keys: Keys) -> None:
    forged(tree)
    (tree.root / FILE).rename(tree.root / "records/kpis/loy-2026-001.md")
    save(tree, keys)
    tree.git("mv", "records/kpis/loy-2026-001.md", FILE)
    save(tree, keys)


def under_a_new_id(tree: Scratch, keys: Keys) -> None:
    forged(tree)
    text = (
        (tree.root / FILE).read_text("utf-8").replace("id: loy-2026-001", "id: loy-2026-002").replace("Standartlar", "Hujjatlar")
    )
    tree.git("checkout", "--quiet", "--", FILE)
    tree.write("records/projects/loy-2026-002.md", text)
    tree.change("ryx-2026-001", "projects: [loy-2026-001, loy-2026-002]\n")
    save(tree, keys)


def copied_from_an_approved_record(tree: Scratch, keys: Keys) -> None:
    approve(tree, *VISA)
    save(tree, keys, by=HEAD, key="head", at=ON_8_JUNE)
    approve(tree, *APPROVED)
    save(tree, keys, by=DEPUTY, key="deputy")
    under_a_new_id_now(tree, keys)


def under_a_new_id_now(tree: Scratch, keys: Keys) -> None:
    text = (
        (tree.root / FILE).read_text("utf-8").replace("id: loy-2026-001", "id: loy-2026-002").replace("planned", "in-progress", 1)
    )
    tree.write("records/projects/loy-2026-002.md", text)
    tree.change("ryx-2026-001", "projects: [loy-2026-001, loy-2026-002]\n")
    save(tree, keys)


def by_rewriting_what_was_signed(tree: Scratch, keys: Keys) -> None:
    approve(tree, *VISA)
    save(tree, keys, by=HEAD, key="head", at=ON_8_JUNE)
    approve(tree, *APPROVED)
    save(tree, keys, by=DEPUTY, key="deputy")
    tree.edit(FILE, "status: planned", "status: in-progress")
    tree.edit(FILE, "planned: 480000000", "planned: 980000000")
    save(tree, keys)


def with_line_ends_of_another_system(tree: Scratch, keys: Keys) -> None:
    forged(tree)
    (tree.root / FILE).write_bytes((tree.root / FILE).read_bytes().replace(b"\n", b"\r\n"))
    tree.write(".gitattributes", "*.md text eol=crlf\n")
    save(tree, keys)
    (tree.root / FILE).unlink()
    tree.git("checkout", "--quiet", "--", FILE)


def with_a_byte_order_mark(tree: Scratch, keys: Keys) -> None:
    forged(tree)
    (tree.root / FILE).write_bytes(b"\xef\xbb\xbf" + (tree.root / FILE).read_bytes())
    save(tree, keys)


def with_an_alias_of_yaml(tree: Scratch, keys: Keys) -> None:
    forged(tree)
    tree.edit(FILE, "approvals:\n", "approvals: &yo\u02bbl\n")
    tree.edit(FILE, "\n---\n", "\nboshqa: *yo\u02bbl\n---\n")
    save(tree, keys)


def with_the_key_twice(tree: Scratch, keys: Keys) -> None:
    forged(tree)
    tree.edit(FILE, "approvals:\n", "approvals: []\napprovals:\n")
    save(tree, keys)


def by_somebody_of_a_like_id(tree: Scratch, keys: Keys) -> None:
    forged(tree)
    tree.edit(FILE, "by: xod-005", "by: хod-005")
    save(tree, keys)


def by_a_second_record_of_the_deputy(tree: Scratch, keys: Keys) -> None:
    text = (
        tree.path("xod-005")
        .read_text("utf-8")
        .replace("id: xod-005", "id: xod-009")
        .replace(keys["deputy"].line, keys["writer"].line)
    )
    tree.write("records/employees/xod-009.md", text)
    forged(tree)
    tree.edit(FILE, "by: xod-005", "by: xod-009")
    save(tree, keys, by=DEPUTY)


def with_the_writers_key_for_the_deputys(tree: Scratch, keys: Keys) -> None:
    tree.edit("xod-005", keys["deputy"].line, keys["writer"].line)
    tree.change("xod-003", "keys:\n")
    save(tree, keys)
    forged(tree)
    save(tree, keys, by=DEPUTY)


def with_a_key_put_into_the_deputys_record_before(tree: Scratch, keys: Keys) -> None:
    tree.edit("xod-005", "keys:\n", f"keys:\n  - key: {keys['stranger'].line}\n    since: 2026-01-12\n")
    save(tree, keys)


def dated_before_proof_was_asked_for(tree: Scratch, keys: Keys) -> None:
    approve(tree, *VISA[:-1], "2026-01-08")
    approve(tree, *APPROVED[:-1], "2026-01-09")
    tree.edit(FILE, "status: planned", "status: in-progress")
    save(tree, keys, at="2026-01-09T10:00:00+05:00")


def dated_in_the_future(tree: Scratch, keys: Keys) -> None:
    forged(tree)
    tree.edit(FILE, "date: 2026-06-10", "date: 2099-06-10")
    save(tree, keys)


def without_any_step(tree: Scratch, keys: Keys) -> None:
    tree.edit(FILE, "status: planned", "status: in-progress")
    save(tree, keys)


def by_skipping_to_the_end(tree: Scratch, keys: Keys) -> None:
    tree.edit(FILE, "status: planned", "status: completed")
    tree.edit(FILE, "started: 2026-02-02\n", "started: 2026-02-02\nlaunched: 2026-05-01\ncompleted: 2026-06-01\n")
    save(tree, keys)


def as_who_may_not(tree: Scratch, keys: Keys) -> None:
    forged(tree)
    for id_ in ("xod-001", "xod-005"):
        tree.edit(FILE, f"by: {id_}", "by: xod-003")
    save(tree, keys)


def with_an_exception(tree: Scratch, keys: Keys) -> None:
    tree.write(
        "records/waivers/ist-2026-001.md",
        "---\nid: ist-2026-001\ntitle: Vaqtincha\nstatus: allowed\nowner: tsh-002\nchecks: [A01, N7-2]\nrecords: [loy-2026-001]\n"
        "reason: Navbat\ndocument: 1-son\nallowed_by: xod-004\nsince: 2026-01-01\nuntil: 2026-12-31\n---\nSababi.\n",
    )
    save(tree, keys)
    tree.git("checkout", "--quiet", "main")
    tree.git("merge", "--quiet", "ish")
    tree.git("checkout", "--quiet", "ish")
    without_any_step(tree, keys)


def by_turning_proof_off(tree: Scratch, keys: Keys) -> None:
    tree.edit("records/settings.md", "since: 2026-01-12", "since: 2100-01-12")
    forged(tree)
    save(tree, keys)


def with_settings_of_its_own(tree: Scratch, keys: Keys) -> None:
    forged(tree)
    tree.git("mv", "records/settings.md", "records/Settings.md")
    save(tree, keys)


def with_a_replaced_commit(tree: Scratch, keys: Keys) -> None:
    approve(tree, *VISA)
    approve(tree, *APPROVED)
    tree.edit(FILE, "status: planned", "status: in-progress")
    save(tree, keys)
    name = tree.git("rev-parse", "HEAD")
    tree.git("commit", "--quiet", "--amend", "--no-edit", by=DEPUTY, at=ON_10_JUNE)
    other = tree.git("rev-parse", "HEAD")
    tree.git("reset", "--quiet", "--hard", name)
    tree.git("replace", name, other)
    tree.git("notes", "add", "-m", f"gpgsig by {DEPUTY}")
    tree.git("tag", "--annotate", "--message=Tasdiq", "v1")
    tree.write(".mailmap", f"<{DEPUTY}> <{WRITER}>\n")
    save(tree, keys)


def with_a_key_that_has_ended(tree: Scratch, keys: Keys) -> None:
    tree.git("checkout", "--quiet", "main")
    tree.edit("xod-005", "    since: 2026-01-12\n", "    since: 2026-01-12\n    until: 2026-05-31\n")
    tree.commit(by=WRITER)
    tree.git("checkout", "--quiet", "-B", "ish")
    approve(tree, *VISA)
    save(tree, keys, by=HEAD, key="head", at=ON_8_JUNE)
    approve(tree, *APPROVED)
    tree.edit(FILE, "status: planned", "status: in-progress")
    save(tree, keys, by=DEPUTY, key="deputy", at="2026-05-30T10:00:00+05:00")


def through_the_code_owners(tree: Scratch, keys: Keys) -> None:
    tree.write(".github/CODEOWNERS", "* @begona\n")
    forged(tree)
    save(tree, keys)


ATTEMPTS: tuple[Attempt, ...] = (
    in_the_writers_name, in_the_deputys_name, in_the_merge_itself, on_a_branch_of_no_history, with_a_renamed_file, through_a_link,
    as_a_record_of_another_kind_first, under_a_new_id, copied_from_an_approved_record, by_rewriting_what_was_signed,
    with_line_ends_of_another_system, with_a_byte_order_mark, with_an_alias_of_yaml, with_the_key_twice, by_somebody_of_a_like_id,
    by_a_second_record_of_the_deputy, with_the_writers_key_for_the_deputys, with_a_key_put_into_the_deputys_record_before, dated_before_proof_was_asked_for, dated_in_the_future,
    without_any_step, by_skipping_to_the_end, as_who_may_not, with_an_exception, by_turning_proof_off, with_settings_of_its_own,
    with_a_replaced_commit, with_a_key_that_has_ended, through_the_code_owners,
)  # fmt: skip


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.__name__)
def test_an_unapproved_project_does_not_pass(guarded: Scratch, keys: dict[str, Key], attempt: Attempt) -> None:
    attempt(guarded, keys)

    assert verdict(guarded) != []


def test_what_head_and_deputy_signed_passes(guarded: Scratch, keys: dict[str, Key]) -> None:
    approve(guarded, *VISA)
    save(guarded, keys, by=HEAD, key="head", at=ON_8_JUNE)
    approve(guarded, *APPROVED)
    save(guarded, keys, by=DEPUTY, key="deputy")
    guarded.edit(FILE, "status: planned", "status: in-progress")
    save(guarded, keys)

    assert verdict(guarded) == []


@pytest.mark.parametrize(
    ("by", "key", "passes"),
    [
        (DEPUTY, "deputy", True),
        (DEPUTY, "stranger", False),
        (WRITER, "writer", False),
        (DIRECTOR, "director", True),
        (HEAD, "head", False),
    ],
)
def test_a_key_is_handed_on_by_who_had_one_or_by_a_superior(
    guarded: Scratch, keys: dict[str, Key], by: str, key: str, passes: bool
) -> None:
    guarded.git("checkout", "--quiet", "main")
    guarded.change("xod-004", f"email: {DIRECTOR}\n{registered(keys['director'])}")
    guarded.commit(by=WRITER)
    guarded.git("checkout", "--quiet", "-B", "ish")
    with_a_key_put_into_the_deputys_record_before(guarded, keys)
    guarded.git("reset", "--quiet", "--soft", "HEAD~1")
    assert guarded.check("--base", "main").code == 0  # not committed yet: nothing to judge
    save(guarded, keys, by=by, key=key)

    assert verdict(guarded) == ([] if passes else ["C08"])


@pytest.mark.parametrize("revived", ["", "    until: 2026-12-31\n"], ids=["without an end", "until later"])
def test_a_key_may_be_ended_by_anybody_and_not_be_revived(guarded: Scratch, keys: dict[str, Key], revived: str) -> None:
    guarded.edit("xod-005", "    since: 2026-01-12\n", "    since: 2026-01-12\n    until: 2026-06-15\n")
    save(guarded, keys)
    assert verdict(guarded) == []
    guarded.git("checkout", "--quiet", "-B", "main", "ish")
    guarded.git("checkout", "--quiet", "ish")
    guarded.edit("xod-005", "    until: 2026-06-15\n", revived)
    save(guarded, keys)

    assert verdict(guarded) == ["C08"]


@pytest.mark.parametrize(("by", "key", "found"), [(WRITER, "writer", ["C08"]), (DEPUTY, "deputy", [])])
def test_a_key_is_ended_in_the_past_by_its_holder_or_a_superior(
    guarded: Scratch, keys: dict[str, Key], by: str, key: str, found: list[str]
) -> None:
    guarded.edit("xod-005", "    since: 2026-01-12\n", "    since: 2026-01-12\n    until: 2026-06-14\n")
    save(guarded, keys, by=by, key=key)

    assert verdict(guarded) == found


@pytest.mark.parametrize("left", ["keys:\n", "keys: []\n"], ids=["taken out", "an empty list"])
def test_the_last_key_is_not_taken_out_so_that_another_would_be_the_first(
    guarded: Scratch, keys: dict[str, Key], left: str
) -> None:
    guarded.change("xod-005", left)
    save(guarded, keys)

    assert verdict(guarded) == ["C08"]


def test_a_key_may_be_taken_out_where_another_is_left(guarded: Scratch, keys: dict[str, Key]) -> None:
    with_a_key_put_into_the_deputys_record_before(guarded, keys)
    guarded.git("checkout", "--quiet", "-B", "main")
    guarded.git("checkout", "--quiet", "-B", "ish")
    guarded.change("xod-005", registered(keys["deputy"]))
    save(guarded, keys)

    assert verdict(guarded) == []

"""`nizom fix --unsafe` on a branch: what the change did to dates, records and ids is put right as far as anybody can know how."""

import pytest

from tests.support.approvals import DIGEST
from tests.support.gate import of_origin
from tests.support.scratch import AS_OF, Answer, Scratch

PROJECT = "records/projects/loy-2026-001.md"
NEW = "records/projects/loy-2026-002.md"


def fix(scratch: Scratch, *arguments: str) -> Answer:
    return scratch.nizom("fix", "--unsafe", "--lang", "en", "--as-of", AS_OF, *arguments)


def text_of(scratch: Scratch, path: str = PROJECT) -> str:
    return (scratch.root / path).read_text("utf-8")


@pytest.fixture
def branch(base: Scratch) -> Scratch:
    """The base records on a branch of their own."""
    base.commit()
    base.git("checkout", "-q", "-b", "ish")
    return base


def test_a_due_date_that_was_moved_gets_the_beginning_of_its_extension(branch: Scratch) -> None:
    branch.edit("loy-2026-001", "due: 2026-10-30", "due: 2026-11-30")
    moved = text_of(branch)

    fix(branch)

    extension = "    extensions:\n      - old: 2026-10-30\n        new: 2026-11-30\n"
    assert text_of(branch) == moved.replace("    due: 2026-11-30\n", f"    due: 2026-11-30\n{extension}")
    assert [found for found in of_origin(branch.check("--base", "main"), "touched") if not found.startswith("C09")] == [
        "C04 loy-2026-001 milestones.1.extensions.0",
    ]
    assert fix(branch).out.startswith("Fixed: 0\n")


def test_the_date_is_first_written_as_records_have_it(branch: Scratch) -> None:
    branch.edit("loy-2026-001", "due: 2026-10-30", "due: 30.11.2026")

    fix(branch)

    assert "    due: 2026-11-30\n    extensions:\n      - old: 2026-10-30\n        new: 2026-11-30\n" in text_of(branch)


def test_a_second_move_follows_the_first(base: Scratch) -> None:
    first = "{old: 2026-09-30, new: 2026-10-30, reason: Sinov, allowed_by: xod-005, date: 2026-05-12}"
    base.edit("loy-2026-001", "    due: 2026-10-30\n", f"    due: 2026-10-30\n    extensions:\n      - {first}\n")
    base.commit()
    base.git("checkout", "-q", "-b", "ish")
    base.edit("loy-2026-001", "    due: 2026-10-30\n", "    due: 2026-11-30\n")

    fix(base)

    assert f"      - {first}\n      - {{old: 2026-10-30, new: 2026-11-30}}\n" in text_of(base)


def test_a_date_is_moved_for_nobody_without_being_asked(branch: Scratch) -> None:
    branch.edit("loy-2026-001", "due: 2026-10-30", "due: 2026-11-30")
    moved = text_of(branch)

    assert branch.nizom("fix", "--lang", "en", "--as-of", AS_OF).out.startswith("Fixed: 0\n")
    shown = fix(branch, "--diff")

    assert (shown.code, text_of(branch)) == (1, moved)
    assert "+      - old: 2026-10-30" in shown.out.splitlines()


def test_a_record_that_was_deleted_is_there_again(branch: Scratch) -> None:
    before = text_of(branch, "records/kpis/kpi-2026-001.md")
    branch.path("kpi-2026-001").unlink()

    answer = fix(branch)

    assert "Fixed: 1\n" in answer.out
    assert text_of(branch, "records/kpis/kpi-2026-001.md") == before


def test_a_record_that_can_end_in_one_way_is_there_again_and_has_ended(branch: Scratch) -> None:
    before = text_of(branch, "records/analyses/tah-2026-001.md")
    branch.path("tah-2026-001").unlink()

    fix(branch)

    assert text_of(branch, "records/analyses/tah-2026-001.md") == before.replace("status: completed", "status: withdrawn")


def test_an_id_that_another_got_meanwhile_is_changed_with_all_that_names_it(base: Scratch) -> None:
    base.commit()
    base.change("loy-2026-002", "title: Boshqa loyiha\n")
    base.commit()
    base.git("branch", "ular")
    base.git("reset", "-q", "--hard", "HEAD~1")
    base.git("checkout", "-q", "-b", "ish")
    base.change("loy-2026-002", "title: Bizning loyiha\n")
    base.change("yol-2026-001", "related: [loy-2026-002]\n")
    others = "loy-2026-0021, eski-loy-2026-002, loy-2026-002-1"
    base.write(NEW, f"{text_of(base, NEW)}\nQarang: {others}, loy-2026-002.\n")
    base.commit("Bizniki")
    base.git("branch", "-q", "-f", "main", "ular")
    ours, plan = text_of(base, NEW), text_of(base, "records/roadmaps/yol-2026-001.md")

    answer = fix(base)

    assert "Fixed: 1\n" in answer.out
    assert not (base.root / NEW).exists()
    renamed = ours.replace(others, "…").replace("loy-2026-002", "loy-2026-003").replace("…", others)
    assert text_of(base, NEW.replace("002", "003")) == renamed
    assert text_of(base, "records/roadmaps/yol-2026-001.md") == plan.replace("loy-2026-002", "loy-2026-003")
    assert "C01" not in {found["code"] for found in base.check("--base", "main").json["findings"]}


def test_a_date_that_was_approved_gets_its_extension_too(base: Scratch) -> None:
    base.edit("loy-2026-001", "    document: 14-son\n", f"    document: 14-son\n    digest: {DIGEST}\n")
    base.commit()
    base.git("checkout", "-q", "-b", "ish")
    base.edit("loy-2026-001", "due: 2026-10-30", "due: 2026-11-30")
    moved = text_of(base)

    fix(base)

    extension = "    extensions:\n      - old: 2026-10-30\n        new: 2026-11-30\n"
    assert text_of(base) == moved.replace("    due: 2026-11-30\n", f"    due: 2026-11-30\n{extension}")


def test_only_what_is_named_is_put_right(branch: Scratch) -> None:
    branch.edit("loy-2026-001", "due: 2026-10-30", "due: 2026-11-30")
    branch.path("kpi-2026-001").unlink()
    moved = text_of(branch)

    fix(branch, "records/employees")

    assert text_of(branch) == moved
    assert not (branch.root / "records/kpis/kpi-2026-001.md").exists()

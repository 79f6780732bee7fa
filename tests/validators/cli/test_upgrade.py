"""`nizom upgrade`: what this version asks of a register that a released one found in order."""

import shutil

import pytest
from inline_snapshot import snapshot

from tests.support.paths import ROOT
from tests.support.scratch import AS_OF, Scratch

REGISTERS = ROOT / "tests/registers"
"""A register as each released version wrote it, in order by its checks on the day AS_OF. A release leaves its own here."""


def old(scratch: Scratch, version: str = "0.1.0") -> Scratch:
    """Copy the register of a version into the repository."""
    shutil.copytree(REGISTERS / version, scratch.root, dirs_exist_ok=True)
    return scratch


def test_what_an_old_register_lacks_is_named_by_the_version_that_asks_for_it(scratch: Scratch) -> None:
    answer = old(scratch).nizom("upgrade", "--as-of", AS_OF, "--lang", "en")

    assert (answer.code, answer.out) == snapshot(
        (
            1,
            """\
Checks that came with 0.2.0: 1
   records/employees/xod-001.md:10  N3-4  The diploma of the head has no date. Under education: write finished, the diploma's date
Checks that were there before; what a new version asks by them is in CHANGELOG.md: 2
   records/procurements/xar-2025-001.md:1  N12.v.2-2  The proposal has no feasibility study, and “Server” is for no project that has one. Under feasibility_study: write title and date; or add a document of kind feasibility-study to the project
   records/standards/std-001.md:1  N12.a.3-6  Nothing shows that it is a state standard: no decision, and no place of publication. Under adopted_by: write the decision that approved it; or under source: where it is published
""",
        )
    )


def test_what_fix_does_by_itself_comes_first(scratch: Scratch) -> None:
    register = old(scratch)
    register.change("loy-2026-001", "due: 25.12.2026\n")

    first, place, *rest = register.nizom("upgrade", "--as-of", AS_OF, "--lang", "en").out.splitlines()
    register.nizom("fix", "--as-of", AS_OF)

    assert first == "“nizom fix” does by itself: 1"
    assert place.startswith("   records/projects/loy-2026-001.md:")
    assert [line for line in rest if "loy-2026-001" in line] == []
    assert "does by itself" not in register.nizom("upgrade", "--as-of", AS_OF, "--lang", "en").out


def test_what_one_check_says_of_one_place_is_one_line_as_in_the_check(base: Scratch) -> None:
    base.change("loy-2026-001", "status: in-progress\napprovals: []\n")
    base.commit()

    lines = base.nizom("upgrade", "--as-of", AS_OF, "--lang", "en").out.splitlines()
    found = [one for one in base.check("--no-base", "--as-of", AS_OF).json["findings"] if one["clock"] != "duty"]

    assert len([line for line in lines if line.startswith("   ")]) == len(found)
    assert len([line for line in lines if "  A01  " in line]) == 1


def test_what_fell_due_is_no_demand_of_a_new_version(base: Scratch) -> None:
    base.change("loy-2026-001", "milestones:\n  - title: Sinov\n    due: 2026-03-31\n    responsible: xod-003\n")

    answer = base.nizom("upgrade", "--as-of", AS_OF, "--lang", "en")

    assert base.check("--no-base").json["summary"]["overdue"] > 0
    assert (answer.code, answer.out) == (0, "This version asks nothing more of these records\n")


def test_of_records_in_order_nothing_is_asked(base: Scratch) -> None:
    answer = base.nizom("upgrade", "--as-of", AS_OF, "--lang", "en")

    assert (answer.code, answer.out) == (0, "This version asks nothing more of these records\n")


def test_what_0_2_0_wrote_is_in_order(scratch: Scratch) -> None:
    answer = old(scratch, "0.2.0").nizom("upgrade", "--as-of", AS_OF, "--lang", "en")

    assert (answer.code, answer.out) == (0, "This version asks nothing more of these records\n")


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0"])
def test_approvals_of_an_old_register_stay_valid_and_fix_leaves_it_as_it_is(scratch: Scratch, version: str) -> None:
    register = old(scratch, version)
    texts = {path: path.read_bytes() for path in register.root.rglob("*.md")}

    register.nizom("fix", "--as-of", AS_OF)

    assert [one for one in register.check("--no-base").findings if one.startswith("A")] == []
    assert {path: path.read_bytes() for path in register.root.rglob("*.md")} == texts


def test_digests_of_an_old_register_still_cover_what_was_approved(scratch: Scratch) -> None:
    register = old(scratch, "0.2.0")
    taken = register.nizom("approvals", "loy-2026-002", "--lang", "en").out

    register.change("loy-2026-002", "due: 2027-01-25\n")

    assert "Nothing is missing on the way to approval" in taken
    assert [one for one in register.check("--no-base").findings if one.startswith("A")] == snapshot(
        ["A04 loy-2026-002 approvals"]
    )

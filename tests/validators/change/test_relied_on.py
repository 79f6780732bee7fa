"""A change is judged by people who hold their office, and what proves their earlier decisions is not taken from them."""

import pytest

from tests.support.approvals import APPROVED, VISA
from tests.support.forgery import FILE, save, verdict
from tests.support.keys import DEPUTY, HEAD, ON_8_JUNE, WRITER, Key, approve, require
from tests.support.scratch import Scratch

NEW_ADDRESS = "k.karimova@agentlik.example.uz"
MOVED = (
    "due: 2027-02-25\nextensions:\n- {old: 2026-12-25, new: 2027-02-25, reason: Vaqt, allowed_by: xod-005, date: 2026-06-10}\n"
)
LATER = "2026-06-12T10:00:00+05:00"


def approved(tree: Scratch, keys: dict[str, Key]) -> None:
    """Have the head and the deputy sign the project, and begin it."""
    approve(tree, *VISA)
    save(tree, keys, by=HEAD, key="head", at=ON_8_JUNE)
    approve(tree, *APPROVED)
    tree.edit(FILE, "status: planned", "status: in-progress")
    save(tree, keys, by=DEPUTY, key="deputy")


def on_main(tree: Scratch) -> None:
    """Accept the branch, and begin another."""
    tree.git("branch", "--force", "main", "HEAD")
    tree.git("checkout", "--quiet", "-B", "ish")


def test_a_new_address_leaves_what_was_signed_as_it_was(guarded: Scratch, keys: dict[str, Key]) -> None:
    approved(guarded, keys)
    on_main(guarded)
    guarded.edit("xod-005", f"email: {DEPUTY}\n", f"email: {NEW_ADDRESS}\n")
    save(guarded, keys)
    assert verdict(guarded) == ["C08"]

    guarded.change("xod-005", f"former_emails: [{DEPUTY}]\n")
    save(guarded, keys)
    assert verdict(guarded) == []
    on_main(guarded)
    guarded.change("loy-2026-001", "monitoring:\n- date: 2026-06-11\n  progress: 5\n")
    save(guarded, keys, at=LATER)
    assert verdict(guarded) == []


@pytest.mark.parametrize("left", ["email:\n", "email: begona@example.uz\nformer_emails: []\n"], ids=["taken out", "of another"])
def test_an_address_is_not_taken_from_who_decided_under_it(guarded: Scratch, keys: dict[str, Key], left: str) -> None:
    guarded.change("xod-005", left)
    save(guarded, keys)

    assert verdict(guarded) == ["C08"]


def gone(tree: Scratch, how: str, last: str = "2026-06-14") -> None:
    """Let the deputy be gone after that day, and have that accepted."""
    tree.git("checkout", "--quiet", "main")
    if how != "the employee has left":
        acting = "      acting: true\n" if how == "the deputy only acted" else ""
        here = "      employee: xod-005\n      since: 2024-01-01\n"
        tree.edit("records/settings.md", here, f"{here}      until: {last}\n{acting}")
    else:
        tree.change("xod-005", f"status: left\nleft: {last}\n")
    tree.commit(by=WRITER)
    tree.git("checkout", "--quiet", "-B", "ish")


@pytest.mark.parametrize(
    ("how", "found"), [("the employee has left", ["C08"]), ("the office has ended", ["C08"]), ("the deputy only acted", [])]
)
def test_who_has_left_signs_nothing_any_more_with_an_earlier_day(
    guarded: Scratch, keys: dict[str, Key], how: str, found: list[str]
) -> None:
    gone(guarded, how)
    approved(guarded, keys)

    assert verdict(guarded) == found


@pytest.mark.parametrize("how", ["the employee has left", "the office has ended"])
def test_who_leaves_signs_until_the_last_day(guarded: Scratch, keys: dict[str, Key], how: str) -> None:
    gone(guarded, how, last="2026-06-15")
    approved(guarded, keys)

    assert verdict(guarded) == []


@pytest.mark.parametrize(("how", "found"), [("the employee has left", ["C08"]), ("the deputy only acted", [])])
def test_nor_moves_a_due_date(guarded: Scratch, keys: dict[str, Key], how: str, found: list[str]) -> None:
    approved(guarded, keys)
    on_main(guarded)
    gone(guarded, how)
    guarded.change("loy-2026-001", MOVED)
    save(guarded, keys, by=DEPUTY, key="deputy")

    assert verdict(guarded) == found


def test_what_was_decided_before_somebody_left_stays(guarded: Scratch, keys: dict[str, Key]) -> None:
    approved(guarded, keys)
    guarded.change("loy-2026-001", MOVED)
    save(guarded, keys, by=DEPUTY, key="deputy")
    on_main(guarded)
    gone(guarded, "the employee has left")
    guarded.change("loy-2026-001", "monitoring:\n- date: 2026-06-11\n  progress: 5\n")
    save(guarded, keys, at=LATER)

    assert verdict(guarded) == []


ANNEX = "records/roadmaps/yol-2026-009.md"
CONFIRMED = ("yol-2026-009", "--as", "deputy", "--decision", "agreed", "--date", "2026-06-10")


@pytest.fixture
def annexed(office: Scratch, keys: dict[str, Key]) -> Scratch:
    """A branch with a new plan that is approved, as it says, by a resolution of the President's."""
    require(office, "signed", kinds="roadmap", strict="")
    office.change("hjt-001", "type: presidential-resolution\n")
    office.commit(by=WRITER)
    office.git("checkout", "--quiet", "-b", "ish")
    text = (
        office.path("yol-2026-001")
        .read_text("utf-8")
        .replace("yol-2026-001", "yol-2026-009")
        .replace("2026-yil yo", "2026-yil 2-yo")
    )
    office.write(ANNEX, text)
    office.change("yol-2026-009", "annexed_to: hjt-001\napprovals:\n")
    return office


def test_a_plan_is_not_approved_by_the_name_of_an_act_alone(annexed: Scratch, keys: dict[str, Key]) -> None:
    save(annexed, keys)

    assert verdict(annexed) == ["C11"]


@pytest.mark.parametrize(("by", "key", "found"), [(WRITER, "writer", ["A08"]), (DEPUTY, "deputy", [])])
def test_that_it_is_an_annex_is_confirmed_by_a_superior(
    annexed: Scratch, keys: dict[str, Key], by: str, key: str, found: list[str]
) -> None:
    save(annexed, keys)
    approve(annexed, *CONFIRMED)
    save(annexed, keys, by=by, key=key)

    assert verdict(annexed) == found


def test_nobody_else_confirms_that_it_is_an_annex(annexed: Scratch, keys: dict[str, Key]) -> None:
    approve(annexed, "yol-2026-009", "--as", "head", "--decision", "agreed", "--date", "2026-06-10")
    save(annexed, keys, by=HEAD, key="head")

    assert verdict(annexed) == ["C11"]


def test_a_confirmed_plan_is_not_altered_afterwards(annexed: Scratch, keys: dict[str, Key]) -> None:
    approve(annexed, *CONFIRMED)
    save(annexed, keys, by=DEPUTY, key="deputy")
    annexed.edit(ANNEX, "expected: Katalog ommaga ochiq", "expected: Hech narsa")
    save(annexed, keys)

    assert verdict(annexed) == ["A04", "C11"]

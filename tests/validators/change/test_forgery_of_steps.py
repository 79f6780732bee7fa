"""Somebody who may write makes more of steps that were truly taken: by their order, by copies, by what they leave out."""

import re
from collections.abc import Callable

import pytest

from tests.support.approvals import APPROVED, VISA
from tests.support.forgery import FILE, Keys, save, verdict
from tests.support.keys import DEPUTY, HEAD, ON_8_JUNE, WRITER, Key, approve
from tests.support.scratch import Scratch

Attempt = Callable[[Scratch, Keys], None]
REJECTED = ("loy-2026-001", "--as", "deputy", "--decision", "rejected", "--document", "15-son", "--date", "2026-06-10")

BY_HAND = """approvals:
  - decision: visa
    role: head
    by: xod-001
    date: 2026-01-08
    part: Butun matn
  - decision: approved
    role: deputy
    by: xod-005
    date: 2026-01-09
    document: 14-son
"""


def steps_of(tree: Scratch) -> list[str]:
    """Return the lines of each step of the project, in the order in which they stand."""
    text = (tree.root / FILE).read_text("utf-8")
    return [found[0] for found in re.finditer(r"(?m)^( *)- decision: .*\n(?:\1 +.*\n)*", text)]


def write(tree: Scratch, steps: list[str]) -> None:
    """Write the project's steps in this order, and the status that they are for."""
    tree.edit(FILE, "".join(steps_of(tree)), "".join(steps))
    tree.edit(FILE, "status: planned", "status: in-progress")


def decided(tree: Scratch, keys: Keys, *, merged: bool = True, rejected: bool = True) -> None:
    """Have the head and the deputy sign, and the deputy reject on the same day; what is merged is the base's."""
    approve(tree, *VISA)
    save(tree, keys, by=HEAD, key="head", at=ON_8_JUNE)
    approve(tree, *APPROVED)
    save(tree, keys, by=DEPUTY, key="deputy")
    if rejected:
        approve(tree, *REJECTED)
        save(tree, keys, by=DEPUTY, key="deputy")
    if merged:
        tree.git("branch", "--force", "main", "ish")


def with_the_rejection_moved_up(tree: Scratch, keys: Keys) -> None:
    decided(tree, keys)
    visa, approved, rejected = steps_of(tree)
    write(tree, [visa, rejected, approved])


def with_the_approval_pasted_again(tree: Scratch, keys: Keys) -> None:
    decided(tree, keys)
    visa, approved, rejected = steps_of(tree)
    write(tree, [visa, approved, rejected, approved])


def with_the_approval_pasted_again_in_the_same_change(tree: Scratch, keys: Keys) -> None:
    decided(tree, keys, merged=False)
    visa, approved, rejected = steps_of(tree)
    write(tree, [visa, approved, rejected, approved])


def with_digests_written_into_old_approvals(tree: Scratch, keys: Keys) -> None:
    """The base has two steps of before proof was asked for; the same words with the digest of other content are no completion."""
    tree.git("checkout", "--quiet", "main")
    tree.change("loy-2026-001", BY_HAND)
    tree.commit(by=WRITER)
    tree.git("checkout", "--quiet", "-B", "ish")
    tree.edit(FILE, "started: 2026-02-02", "started: 2026-02-03")
    by_hand = steps_of(tree)
    tree.edit(FILE, "".join(["approvals:\n", *by_hand]), "")
    approve(tree, *VISA[:-1], "2026-01-08")
    approve(tree, *APPROVED[:-1], "2026-01-09")
    write(tree, [*by_hand, *steps_of(tree)])


def with_an_old_extension_pasted_to_another_stage(tree: Scratch, keys: Keys) -> None:
    """The base has a date that the deputy moved before proof was asked for, and another stage that was due on the same day."""
    moved = (
        "  due: 2026-11-30\n  extensions:\n  - old: 2026-10-30\n    new: 2026-11-30\n    reason: Sinov kechikdi\n"
        "    allowed_by: xod-005\n    date: 2026-01-09\n"
    )
    tree.git("checkout", "--quiet", "main")
    tree.edit(FILE, "  due: 2026-10-30\n", f"{moved}- title: Foydalanuvchilarni o‘qitish\n  due: 2026-10-30\n")
    tree.commit(by=WRITER)
    tree.git("checkout", "--quiet", "-B", "ish")
    tree.edit(FILE, "  due: 2026-10-30\n", moved)


ATTEMPTS: tuple[Attempt, ...] = (
    with_an_old_extension_pasted_to_another_stage,
    with_the_rejection_moved_up,
    with_the_approval_pasted_again,
    with_the_approval_pasted_again_in_the_same_change,
    with_digests_written_into_old_approvals,
)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.__name__)
def test_steps_count_as_they_were_taken(guarded: Scratch, keys: dict[str, Key], attempt: Attempt) -> None:
    attempt(guarded, keys)
    save(guarded, keys)

    assert verdict(guarded) != []


@pytest.mark.parametrize(
    ("at", "moved"),
    [
        (
            "due: 2026-12-25",
            "due: 2029-12-25\nextensions: [{{old: 2026-12-25, new: 2029-12-25, {why}, allowed_by: {by}, {day}}}]",
        ),
        ("due: 2026-10-30", "due: 2026-10-30\n    cancelled: {{{why}, by: {by}, {day}}}"),
    ],
)
@pytest.mark.parametrize(("by", "found"), [("xod-003", ["C04"]), ("xod-005", [])])
def test_what_steps_leave_out_is_decided_in_a_draft_by_who_may(
    guarded: Scratch, keys: dict[str, Key], at: str, moved: str, by: str, found: list[str]
) -> None:
    guarded.git("checkout", "--quiet", "main")
    guarded.edit(FILE, "status: planned", "status: draft")
    guarded.commit(by=WRITER)
    guarded.git("checkout", "--quiet", "-B", "ish")
    decided(guarded, keys, merged=False, rejected=False)
    guarded.edit(FILE, at, moved.format(why="reason: Vaqt kerak", by=by, day="date: 2026-06-10"))
    guarded.edit(FILE, "status: draft", "status: planned")
    save(guarded, keys, **({"by": WRITER, "key": "writer"} if by == "xod-003" else {"by": DEPUTY, "key": "deputy"}))

    assert verdict(guarded) == found

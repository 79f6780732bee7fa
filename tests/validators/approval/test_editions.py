"""A plan that is in force is amended: its next edition goes the same way, and neither undoes nor replaces it until it is approved."""

import pytest

from tests.support.approvals import approve
from tests.support.gate import gate
from tests.support.keys import WRITER, require
from tests.support.scratch import Scratch
from tests.support.word import read_word

PLAN = "yol-2026-003"
TEXT = """---
id: yol-2026-003
title: Ma’lumotlarni himoya qilish rejasi
status: {status}
owner: tsh-002
responsible: xod-003
type: departmental-programme
period:
  since: 2026-01-01
  until: 2026-12-31
{facts}---
Rejaning matni.
"""
MEASURES = """measures:
  - id: "1"
    text: Zaxira nusxalarni tekshirish
    due: 2026-11-30
    status: planned
    responsible: xod-003
    expected: Nusxalar tiklanadi
"""
AMENDED = f"""{MEASURES}  - id: "2"
    text: Xodimlarni o‘qitish
    due: 2026-12-10
    status: planned
    responsible: xod-002
    expected: Hamma o‘qitilgan
"""
NEXT = "next_edition:\n" + "".join(f"  {line}\n" for line in AMENDED.splitlines())


def write(tree: Scratch, status: str, facts: str) -> None:
    path = tree.root / f"records/roadmaps/{PLAN}.md"
    there = path.read_text("utf-8") if path.exists() else ""
    steps = there[there.index("approvals:") : there.rindex("---\n")] if "approvals:" in there else ""
    tree.write(f"records/roadmaps/{PLAN}.md", TEXT.format(status=status, facts=f"{facts}{steps}"))


def take(tree: Scratch, month: int, *decisions: str) -> None:
    """Take these steps in a month, one a day, each as who may take it."""
    ministry = ("--as", "ministry", "--by", "tsh-003", "--recorded-by", "xod-003", "--document", f"03-8/{month}")
    ways = {
        "developed": ("--as", "department"),
        "submitted": ("--as", "department", "--document", f"01-15/{month}", "--to", "tsh-003"),
        "reviewed": ministry,
        "agreed": ministry,
        "approved": ("--as", "director-general", "--document", f"{month}-son"),
        "rejected": ministry,
    }
    for day, decision in enumerate(decisions, 2):
        answer = approve(tree, PLAN, "--decision", decision, *ways[decision], "--date", f"2026-{month:02}-{day:02}")
        assert (answer.code, answer.err) == (0, "")


WAY = ("developed", "submitted", "reviewed", "agreed", "approved")


@pytest.fixture
def amended(base: Scratch) -> Scratch:
    """A plan in force since February, and a next edition that adds a measure."""
    write(base, "draft", MEASURES)
    take(base, 2, *WAY)
    write(base, "approved", MEASURES + NEXT)
    base.commit("Reja va uning keyingi tahriri")
    return base


def states(tree: Scratch, key: str) -> list[tuple[str, str]]:
    reported = tree.nizom("approvals", PLAN, "--format", "json", "--as-of", "2026-06-15").json
    return [(step["decision"], step["state"]) for step in reported[key]]


def test_a_plan_stays_in_force_while_its_next_edition_goes_its_way(amended: Scratch) -> None:
    take(amended, 5, "developed", "submitted")

    assert amended.check().findings == []
    assert states(amended, "steps") == [(decision, "valid") for decision in WAY]
    assert states(amended, "next_edition") == [
        ("developed", "valid"),
        ("submitted", "valid"),
        ("reviewed", "missing"),
        ("agreed", "missing"),
        ("approved", "missing"),
    ]


def test_the_approval_sheet_has_the_steps_of_the_edition_on_its_way(amended: Scratch) -> None:
    take(amended, 5, "developed", "submitted")

    amended.nizom("document", "approval-sheet", PLAN, "--as-of", "2026-06-15", "--lang", "en")

    _, [visas] = read_word(amended.root / f"{PLAN}-approval-sheet.docx")
    assert [[row[1], row[4], row[6]] for row in visas[1:]] == [
        ["Developed", "02.05.2026", "in order"],
        ["Submitted", "03.05.2026", "in order"],
        ["Reviewed", "", "not taken"],
        ["Agreed", "", "not taken"],
        ["Approved", "", "not taken"],
    ]


def test_a_next_edition_that_is_rejected_leaves_the_plan_in_force(amended: Scratch) -> None:
    take(amended, 5, "developed", "submitted", "rejected")

    assert amended.check().findings == []
    assert states(amended, "steps") == [(decision, "valid") for decision in WAY]


def test_what_was_agreed_of_the_next_edition_covers_it_as_it_was(amended: Scratch) -> None:
    take(amended, 5, "developed", "submitted")
    amended.commit("Tahrir kiritildi")

    amended.edit(PLAN, "2026-12-10", "2026-12-24")

    assert amended.check().findings == ["A04 yol-2026-003 approvals"]
    assert [found for found in gate(amended).findings if found.startswith("C")] == ["C06 yol-2026-003 approvals.5"]
    assert states(amended, "steps") == [(decision, "valid") for decision in WAY]


def test_the_next_edition_does_not_cover_a_change_of_the_plan_itself(amended: Scratch) -> None:
    take(amended, 5, "developed", "submitted")

    amended.edit(PLAN, "\n    text: Zaxira nusxalarni tekshirish", "\n    text: Zaxira nusxalarni sinash")

    assert [state for _, state in states(amended, "steps")] == ["stale"] * 5


def test_an_approved_next_edition_is_put_in_the_place_of_the_plan(amended: Scratch) -> None:
    take(amended, 5, *WAY)
    assert amended.check().findings == ["A04 yol-2026-003 next_edition"]
    amended.commit("Keyingi tahrir tasdiqlandi")

    write(amended, "approved", AMENDED)

    assert gate(amended).findings == []
    assert states(amended, "steps") == [(decision, "valid") for decision in WAY]
    assert states(amended, "next_edition") == []


def test_a_next_edition_is_approved_and_put_in_its_place_in_one_change(amended: Scratch) -> None:
    take(amended, 5, *WAY[:-1])
    amended.commit("Keyingi tahrir kelishildi")

    take(amended, 6, "approved")
    by_itself = gate(amended).findings
    write(amended, "approved", AMENDED)

    assert by_itself == ["C06 yol-2026-003 next_edition"]
    assert gate(amended).findings == []


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (MEASURES, [*(f"A08 {PLAN} approvals.{index}" for index in (10, 11, 14)), f"C04 {PLAN} measures"]),
        (AMENDED, []),
    ],
)
def test_an_edition_that_was_replaced_does_not_come_back_by_its_old_steps(amended: Scratch, facts: str, found: list[str]) -> None:
    written = amended.path(PLAN).read_text("utf-8")
    old = written[written.index("approvals:\n") + len("approvals:\n") : written.rindex("---\n")]
    take(amended, 5, *WAY)
    write(amended, "approved", AMENDED)
    require(amended, "attributed", since="2026-06-10", kinds="roadmap", strict="")
    amended.commit("Keyingi tahrir o‘z joyida")

    write(amended, "approved", facts)
    if facts == MEASURES:
        amended.edit(PLAN, "---\nRejaning", f"{old}---\nRejaning")
    amended.commit("Oldingi tahrir", by=WRITER)

    assert amended.check("--base", "HEAD~1").findings == found


def test_what_is_put_in_its_place_is_what_was_approved(amended: Scratch) -> None:
    take(amended, 5, *WAY)
    amended.commit("Keyingi tahrir tasdiqlandi")

    write(amended, "approved", AMENDED.replace("Xodimlarni", "Hammani"))

    assert gate(amended).findings == ["C06 yol-2026-003 approvals.5"]


def test_a_next_edition_without_digests_replaces_no_sealed_one(amended: Scratch) -> None:
    write(amended, "approved", AMENDED)
    steps = "".join(
        f"  - decision: {decision}\n    role: {role}\n    by: {by}\n    date: 2026-05-{day:02}\n    document: 7-son\n"
        for day, (decision, role, by) in enumerate(
            [("developed", "department", "tsh-002"), ("approved", "director-general", "xod-004")], 4
        )
    )
    amended.edit(PLAN, "---\nRejaning", f"{steps}---\nRejaning")

    assert amended.check().findings == ["A04 yol-2026-003 approvals"]

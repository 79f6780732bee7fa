"""C07 over several changes: what a record was closed with stays to be seen after it was opened again."""

import pytest

from tests.support.gate import gate, of_origin
from tests.support.scratch import Scratch

DONE = "status: done\ndone: 2026-05-01\nentered: 2026-05-02\nanswer: {done: Bajarildi, result: Bor, evidence: 7-son xat}\n"
OPENED = "status: in-progress\ndone:\n"
BACK = "returned: [{date: 2026-05-20, reason: Natija to‘liq emas}]\n"
CORRECTED = (
    "corrections:\n  - what: end\n    old: 2026-05-12 13:10\n    new: 2026-05-12 09:50\n    reason: Soat xato yozilgan\n"
    "    by: xod-005\n    date: 2026-06-10\n"
)


def accepted(tree: Scratch, record: str, *changes: str) -> None:
    """Lay facts over a record, one commit after the other."""
    for facts in changes:
        tree.change(record, facts)
        tree.commit()


def reported(tree: Scratch) -> list[str]:
    """Return what the gate finds in the change."""
    return of_origin(gate(tree), "touched")


@pytest.mark.parametrize(
    ("record", "before", "change", "field"),
    [
        ("hod-2026-001", ["status: open\nend:\n"], "status: resolved\nend: 2026-05-12 09:50\n", "end"),
        ("hod-2026-001", ["status: open\nend:\n"], "end: 2026-05-12 09:50\n", "end"),
        ("hod-2026-001", ["status: open\nend:\n"], "cause: Tarmoqda uzilish\n", "cause"),
        ("hod-2026-001", ["status: open\nend:\n"], "start: 2026-05-12 12:40\n", "start"),
        ("hod-2026-001", ["status: open\nend:\n"], "measures: [Eski jurnallar ko‘chirildi, Disk almashtirildi]\n", "measures.1"),
        ("hod-2026-001", ["status: open\nend:\ncause:\n", "title: Tizim\n"], "cause: Tarmoqda uzilish\n", "cause"),
        ("top-2026-001", [DONE, OPENED], "done: 2026-04-10\n", "done"),
        ("top-2026-001", [DONE, OPENED], f"{DONE}answer: {{done: Bajarildi, evidence: 7-son xat}}\n", "answer.result"),
        ("top-2026-001", [DONE, f"{OPENED}{BACK}"], "entered: 2026-05-10\n", "entered"),
        ("sor-2026-001", ["status: open\n"], "status: answered\nreply: {number: 01-17/122, date: 2026-04-15}\n", "reply.date"),
    ],
)  # fmt: skip
def test_a_record_opened_again_keeps_what_it_was_closed_with(
    base: Scratch, record: str, before: list[str], change: str, field: str
) -> None:
    base.commit()
    accepted(base, record, *before)
    base.change(record, change)

    assert f"C07 {record} {field}" in reported(base)


@pytest.mark.parametrize(
    ("record", "before", "change"),
    [
        ("hod-2026-001", ["status: open\nend:\n"], "status: resolved\nend: 2026-05-12 13:10\n"),
        ("hod-2026-001", ["status: open\nend:\n"], f"status: resolved\nend: 2026-05-12 09:50\n{CORRECTED}"),
        ("hod-2026-001", [f"end: 2026-05-12 09:50\n{CORRECTED}", "status: open\nend:\n"],
         "status: resolved\nend: 2026-05-12 09:50\n"),
        ("top-2026-001", [DONE, f"{OPENED}entered:\nanswer:\n{BACK}"],
         DONE.replace("05-01", "05-28").replace("05-02", "05-29").replace("Bajarildi", "Qayta bajarildi")),
        ("xod-002", ["status: left\nleft: 2026-03-31\n", "status: employed\nleft:\n"], "owner: tsh-005\n"),
    ],
)  # fmt: skip
def test_what_is_done_again_is_added(base: Scratch, record: str, before: list[str], change: str) -> None:
    base.commit()
    accepted(base, record, *before)
    base.change(record, change)

    assert [found for found in reported(base) if found.startswith("C")] == []


def test_a_correction_of_what_was_closed_once_is_for_who_may_close(base: Scratch) -> None:
    base.commit()
    accepted(base, "hod-2026-001", "status: open\nend:\n")
    base.change("hod-2026-001", f"status: resolved\nend: 2026-05-12 09:50\n{CORRECTED.replace('xod-005', 'xod-003')}")

    assert reported(base) == ["C07 hod-2026-001 corrections.0.by", "C07 hod-2026-001 end"]


def test_a_text_closed_once_is_only_added_to(base: Scratch) -> None:
    base.commit()
    accepted(base, "hod-2026-001", "status: open\nend:\n")
    base.edit("hod-2026-001", "uch yarim soat ishlamadi.", "uch yarim soat ishlamadi. Yana tekshirilmoqda.")
    base.commit()
    base.edit("hod-2026-001", "uch yarim soat", "o‘n daqiqa")

    assert reported(base) == ["C07 hod-2026-001"]


def test_a_record_that_was_never_closed_is_written_freely(base: Scratch) -> None:
    base.commit()
    accepted(base, "top-2026-001", "received: 2026-04-07\n")
    base.change("top-2026-001", "received: 2026-04-06\n")

    assert reported(base) == []

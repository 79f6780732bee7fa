"""A planned project and the command that approves it: what people give, what is written, and which state each step is in."""

from typing import Any

from tests.support.scratch import Answer, Scratch

PROJECT = "loy-2026-001"
DOCUMENTS = """\
documents:
- kind: terms-of-reference
  date: 2026-02-16
  standards: [std-001]
  acts: [hjt-001]
  expertise: {body: tsh-004, number: 12-34/156, date: 2026-03-10, outcome: positive}
"""
PLANNED = f"""---
# Katalog loyihasi: 2026-yil rejasidan.
id: loy-2026-001
title: "Standartlar elektron katalogini yaratish"   # qisqa nomi: Katalog
status: planned
owner: 'tsh-002'
responsible:   xod-003
creates: new-system
started: 2026-02-02
due: 2026-12-25

introduced_in: [tsh-006]   # hozircha bitta
systems: [ ree-001 ]
milestones:
- title: Katalogni sinovdan o‘tkazish
  due: 2026-10-30
{DOCUMENTS}summary: >
  Standartlar katalogi
  elektron shaklda yuritiladi.
---
Standartlar katalogini elektron shaklda yuritish loyihasi.

---

Chiziqdan keyingi matn.   \n"""
"""A project as a person writes it, with nothing approved yet."""

VISA = ("loy-2026-001", "--as", "head", "--part", "Butun matn", "--date", "2026-06-08")
APPROVED = ("loy-2026-001", "--as", "deputy", "--document", "14-son", "--date", "2026-06-10")
DIGEST = "sha256:v1:e5494be795456a7b17293cca13dfd8b385f9e70c49f1326ce2f9e1b89b9949ed"
STEPS = (
    "approvals:\n"
    "- decision: visa\n  role: head\n  by: xod-001\n  date: 2026-06-08\n  part: Butun matn\n"
    f"  digest: {DIGEST}\n"
    "- decision: approved\n  role: deputy\n  by: xod-005\n  date: 2026-06-10\n  document: 14-son\n"
    f"  digest: {DIGEST}\n"
)
"""What `nizom approve` writes for VISA and APPROVED: lists of this record are not indented."""
APPROVED_PROJECT = PLANNED.replace("---\nStandartlar", f"{STEPS}---\nStandartlar")


def approve(tree: Scratch, *arguments: str) -> Answer:
    """Run `nizom approve` in English."""
    return tree.nizom("approve", "--lang", "en", *arguments)


def refused(tree: Scratch, *arguments: str) -> list[str]:
    """Return the lines that refuse a step; nothing may have been written."""
    before = {file: file.read_bytes() for file in tree.root.glob("records/**/*") if file.is_file()}
    answer = approve(tree, *arguments)
    assert (answer.code, answer.out) == (1, "")
    assert {file: file.read_bytes() for file in tree.root.glob("records/**/*") if file.is_file()} == before
    return answer.err.splitlines()


def way(tree: Scratch, record: str = PROJECT) -> Any:
    """Return the record's approvals on 15 June as JSON."""
    return tree.nizom("approvals", record, "--format", "json", "--lang", "en", "--as-of", "2026-06-15").json


def states(tree: Scratch, record: str = PROJECT) -> list[str]:
    """Return each step of the record with its state on 15 June."""
    return [f"{step['decision']} {step['state']}" for step in way(tree, record)["steps"]]


def reasons(tree: Scratch, record: str = PROJECT) -> list[str]:
    """Return why steps of the record do not count."""
    return [step["why"] for step in way(tree, record)["steps"] if step["why"]]


def by_hand(tree: Scratch, *steps: str) -> None:
    """Write steps without the command, each given as `decision role by date`; a visa covers the whole text."""
    lines = "approvals:\n"
    for step in steps:
        decision, role, by, day = step.split()
        part = "    part: Butun matn\n" if decision == "visa" else ""
        lines += f"  - decision: {decision}\n    role: {role}\n    by: {by}\n    date: {day}\n{part}"
    tree.edit(PROJECT, "summary: >", f"{lines}summary: >")


def text_of(tree: Scratch, record: str = PROJECT) -> str:
    """Return a record's text with its line ends as they are."""
    return tree.path(record).read_bytes().decode()

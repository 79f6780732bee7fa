"""One project from draft to completed: `tests/scenario.md` has the commands and their whole answers, for anybody to read.

What people edit and commit between the commands is here.
"""

from pathlib import Path

import pytest
from inline_snapshot import external_file

from tests.support.scratch import Scratch
from tests.support.story import Story

STORY = Path(__file__).with_name("scenario.md")
WRITER, HEAD, ACTING, DEPUTY, DIRECTOR = (
    f"{name}@agentlik.example.uz" for name in ("j.toshmatov", "a.rahimov", "d.karimova", "k.yusupova", "b.salimov")
)
"""Javohir Toshmatov (xod-003), Aziz Rahimov (xod-001), Dilnoza Karimova (xod-002), Kamola Yusupova (xod-005), Botir Salimov."""
PROJECT = "records/projects/loy-2026-002.md"
DRAFT = """---
id: loy-2026-002
title: Standartlar katalogiga elektron ariza bo‘limini qo‘shish
status: draft
owner: tsh-002
responsible: xod-003
creates: extension
started: 2026-06-08
due: 2026-07-10
introduced_in: [tsh-006]
systems: [ree-001]
milestones:
  - title: Texnik topshiriqni tayyorlash
    due: 2026-06-19
budget:
  planned: 300000000
  source: Davlat budjeti
---
Tadbirkorlar standartni katalogning o‘zidan so‘rab oladigan bo‘lim yaratiladi.
"""
WAIVER = """---
id: ist-001
title: Texnik topshiriq ekspertizasi kechroq olinadi
status: allowed
owner: tsh-002
checks: [N12.a.3-3]
records: [loy-2026-002]
reason: Vakolatli tashkilot arizani navbatga qo‘ygan
document: 77-son buyruq
allowed_by: xod-004
since: 2026-06-08
until: 2026-06-26
---
Xulosa kelgunicha ishlar to‘xtamaydi.
"""
DOCUMENT = """documents:
  - kind: terms-of-reference
    date: 2026-06-08
    standards: [std-001]
    acts: [hjt-001]
"""
EXPERTISE = """    expertise:
      body: tsh-004
      number: 12-34/201
      date: 2026-06-29
      outcome: positive
"""
EXTENSION = """    extensions:
      - old: 2026-06-19
        new: 2026-07-03
        reason: Vakolatli tashkilotning so‘rovlariga javob tayyorlandi
        allowed_by: xod-005
        date: 2026-06-19
"""
MONITORING = "monitoring:\n  - date: 2026-06-29\n    progress: 80\n"


@pytest.fixture
def story(base: Scratch) -> Story:
    """The base records, with the head on leave from 1 to 12 June and the chief specialist acting; commits prove approvals."""
    base.change(
        "records/settings.md",
        "S09:\n  value: [leave]\n  basis: hjt-002\n  since: 2024-01-01\n"
        "provenance:\n  value:\n    - kind: project\n      grade: attributed\n  basis: hjt-002\n  since: 2026-05-08\n",
    )
    base.change("xod-001", "absences:\n  - kind: leave\n    since: 2026-06-01\n    until: 2026-06-12\n")
    base.change("xod-002", "acting:\n  - since: 2026-06-01\n    until: 2026-06-12\n    reason: Boshliqning mehnat ta’tili\n")
    base.change("xod-004", f"email: {DIRECTOR}\n")
    base.change("xod-005", f"email: {DEPUTY}\n")
    # This request was sent on 8 June.
    base.path("sor-2026-002").unlink()
    base.commit(by=DIRECTOR, at="2026-05-29T09:00:00+05:00")
    return Story(base, STORY)


def test_a_project_from_draft_to_completed(story: Story) -> None:
    story.start()  # 1 June
    story.tree.write(PROJECT, DRAFT)
    story.tree.edit("ryx-2026-001", "projects: [loy-2026-001]", "projects: [loy-2026-001, loy-2026-002]")
    story.commit(WRITER, "2026-06-01", "Yangi loyiha")
    story.run("1")
    story.accept()

    story.start()  # 2 June
    story.tree.edit(PROJECT, "status: draft", "status: planned")
    story.commit(WRITER, "2026-06-02", "Loyiha rejaga olindi")
    story.run("2")
    story.accept()

    story.start()  # 3 June
    story.run("3")
    story.commit(ACTING, "2026-06-03", "Viza")
    story.run("4")
    story.accept()

    story.start()  # 4 and 5 June
    story.run("5")
    story.commit(WRITER, "2026-06-04", "Vazirlik kelishdi")
    story.run("6")
    story.commit(DEPUTY, "2026-06-05", "Tasdiqlandi")
    story.run("7")
    story.accept()

    story.start()  # 8 June
    story.tree.edit(PROJECT, "status: planned", "status: in-progress")
    story.tree.edit(PROJECT, "milestones:\n", f"{DOCUMENT}milestones:\n")
    story.commit(WRITER, "2026-06-08", "Ishlar boshlandi")
    story.run("8")
    story.reject()
    story.start()
    story.tree.write("records/waivers/ist-001.md", WAIVER)
    order = ("--as", "director-general", "--decision", "approved", "--document", "77-son buyruq", "--date", "2026-06-08")
    assert story.tree.nizom("approve", "ist-001", *order).code == 0
    story.commit(DIRECTOR, "2026-06-08", "Istisno")
    story.accept()
    story.start()
    story.tree.edit(PROJECT, "status: planned", "status: in-progress")
    story.tree.edit(PROJECT, "milestones:\n", f"{DOCUMENT}milestones:\n")
    story.commit(WRITER, "2026-06-08", "Ishlar boshlandi")
    story.run("9")
    story.accept()

    story.start()  # 11 June
    story.tree.edit(PROJECT, "planned: 300000000", "planned: 420000000")
    story.commit(WRITER, "2026-06-11", "Smeta oshdi")
    story.run("10")
    story.run("11")
    signature = "  - decision: visa\n    role: head\n    by: xod-002\n    date: 2026-06-15\n    part: Butun matn\n"
    story.tree.edit(PROJECT, "---\nTadbirkorlar", f"{signature}---\nTadbirkorlar")
    story.commit(ACTING, "2026-06-15", "Viza")
    story.run("12")
    story.tree.git("reset", "--quiet", "--hard", "HEAD~1")
    story.run("13")
    story.commit(HEAD, "2026-06-15", "Viza")
    story.run("14")
    story.commit(WRITER, "2026-06-16", "Vazirlik kelishdi")
    story.run("15")
    story.commit(DEPUTY, "2026-06-17", "Tasdiqlandi")
    story.run("16")
    story.accept()

    story.start()  # 19 June
    story.tree.edit(PROJECT, "    due: 2026-06-19\n", "    due: 2026-07-03\n")
    story.commit(WRITER, "2026-06-19", "Muddat")
    story.run("17")
    story.tree.edit(PROJECT, "    due: 2026-07-03\n", f"    due: 2026-07-03\n{EXTENSION}")
    story.commit(DEPUTY, "2026-06-19", "Muddat uzaytirilgani")
    story.run("18")
    story.accept()

    story.run("19")  # 29 June
    story.start()
    story.tree.edit(PROJECT, "budget:\n", f"{MONITORING}budget:\n")
    story.commit(WRITER, "2026-06-29", "Monitoring")
    story.run("20")
    story.accept()
    story.start()
    story.tree.edit(PROJECT, "    acts: [hjt-001]\n", f"    acts: [hjt-001]\n{EXPERTISE}")
    story.tree.edit("ist-001", "status: allowed", "status: ended")
    story.commit(WRITER, "2026-06-29", "Ekspertiza xulosasi")
    story.run("21")
    story.accept()

    story.start()  # 7 July
    story.tree.edit(PROJECT, "status: in-progress", "status: completed")
    story.tree.edit(PROJECT, "due: 2026-07-10\n", "due: 2026-07-10\nlaunched: 2026-07-03\ncompleted: 2026-07-07\n")
    story.tree.edit(PROJECT, "    due: 2026-07-03\n", "    due: 2026-07-03\n    done: 2026-07-02\n")
    story.tree.edit(PROJECT, "    progress: 80\n", "    progress: 80\n  - date: 2026-07-07\n    progress: 100\n")
    story.commit(WRITER, "2026-07-07", "Loyiha yakunlandi")
    story.run("22")
    story.accept()
    story.run("23")

    assert story.text() == external_file("scenario.md", format=".txt")

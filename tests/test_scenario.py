"""One project from draft to completed, as `tests/scenario.md` tells it: people edit and commit, the command answers.

The story's commands and their whole answers stand there, for anybody to read; what people do between them stands here.
"""

import re
import shlex
from pathlib import Path

import pytest

from tests.support.scratch import Scratch

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


def _sections() -> dict[str, str]:
    """By the number of each part of the story, the commands and answers in it."""
    parts = re.split(r"(?m)^## (\d+)\. .*$", STORY.read_text("utf-8"))
    return {
        number: "".join(re.findall(r"(?ms)^```console\n(.*?)^```$", text))
        for number, text in zip(parts[1::2], parts[2::2], strict=True)
    }


class Story:
    """The department's repository, and the parts of the story that were not told yet."""

    def __init__(self, tree: Scratch) -> None:
        self.tree = tree
        self.left = _sections()

    def goes_on(self, number: str) -> None:
        """The commands of a part are given, and answer what stands there."""
        expected = self.left.pop(number)
        assert self.answers(expected) == expected

    def answers(self, part: str) -> str:
        """The commands of a part, each with what it answers now."""
        return "".join(self._answer(line[2:]) for line in part.splitlines() if line.startswith("$ "))

    def _answer(self, command: str) -> str:
        answer = self.tree.nizom(*shlex.split(command)[1:])
        said = re.sub(r"\b[0-9a-f]{10}\b", "0123456789", answer.out + answer.err)
        return f"$ {command}\n{said}" + (f"[{answer.code}]\n" if answer.code else "")

    def begins(self) -> None:
        """Somebody begins a change on a branch of its own."""
        self.tree.git("checkout", "--quiet", "-B", "ish", "main")

    def edits(self, path: str, old: str, new: str) -> None:
        """Somebody puts one piece of a record's text in another's place."""
        file = self.tree.path(path)
        text = file.read_text("utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), "utf-8")

    def commits(self, by: str, day: str, message: str) -> None:
        """Somebody commits what they did, under their own address."""
        self.tree.commit(message, by=by, at=f"{day}T17:00:00+05:00")

    def is_accepted(self) -> None:
        """The change goes into `main`."""
        self.tree.git("checkout", "--quiet", "main")
        self.tree.git("merge", "--quiet", "--no-ff", "--message=Qabul qilindi", "ish")

    def is_sent_back(self) -> None:
        """The change is given up as it is; the next begins anew."""
        self.tree.git("checkout", "--quiet", "--force", "main")


@pytest.fixture
def story(base: Scratch) -> Story:
    """The base records: the head is on leave from 1 to 12 June, the chief specialist acts; commits prove approvals."""
    base.change(
        "records/settings.md",
        "S09:\n  value: [leave]\n  basis: hjt-002\n  since: 2024-01-01\n"
        "provenance:\n  value:\n    - kind: project\n      grade: attributed\n  basis: hjt-002\n  since: 2026-05-08\n",
    )
    base.change("xod-001", "absences:\n  - kind: leave\n    since: 2026-06-01\n    until: 2026-06-12\n")
    base.change("xod-002", "acting:\n  - since: 2026-06-01\n    until: 2026-06-12\n    reason: Boshliqning mehnat ta’tili\n")
    base.change("xod-005", f"email: {DEPUTY}\n")
    # It was sent on 8 June.
    base.path("sor-2026-002").unlink()
    base.commit(by=DIRECTOR, at="2026-05-29T09:00:00+05:00")
    return Story(base)


def test_a_project_from_draft_to_completed(story: Story) -> None:
    story.begins()  # 1 June
    story.tree.write(PROJECT, DRAFT)
    story.edits("ryx-2026-001", "projects: [loy-2026-001]", "projects: [loy-2026-001, loy-2026-002]")
    story.commits(WRITER, "2026-06-01", "Yangi loyiha")
    story.goes_on("1")
    story.is_accepted()

    story.begins()  # 2 June
    story.edits(PROJECT, "status: draft", "status: planned")
    story.commits(WRITER, "2026-06-02", "Loyiha rejaga olindi")
    story.goes_on("2")
    story.is_accepted()

    story.begins()  # 3 June
    story.goes_on("3")
    story.commits(ACTING, "2026-06-03", "Viza")
    story.goes_on("4")
    story.is_accepted()

    story.begins()  # 4 and 5 June
    story.goes_on("5")
    story.commits(WRITER, "2026-06-04", "Vazirlik kelishdi")
    story.goes_on("6")
    story.commits(DEPUTY, "2026-06-05", "Tasdiqlandi")
    story.goes_on("7")
    story.is_accepted()

    story.begins()  # 8 June
    story.edits(PROJECT, "status: planned", "status: in-progress")
    story.edits(PROJECT, "milestones:\n", f"{DOCUMENT}milestones:\n")
    story.commits(WRITER, "2026-06-08", "Ishlar boshlandi")
    story.goes_on("8")
    story.is_sent_back()
    story.begins()
    story.tree.write("records/waivers/ist-001.md", WAIVER)
    story.commits(DIRECTOR, "2026-06-08", "Istisno")
    story.is_accepted()
    story.begins()
    story.edits(PROJECT, "status: planned", "status: in-progress")
    story.edits(PROJECT, "milestones:\n", f"{DOCUMENT}milestones:\n")
    story.commits(WRITER, "2026-06-08", "Ishlar boshlandi")
    story.goes_on("9")
    story.is_accepted()

    story.begins()  # 11 June
    story.edits(PROJECT, "planned: 300000000", "planned: 420000000")
    story.commits(WRITER, "2026-06-11", "Smeta oshdi")
    story.goes_on("10")
    story.goes_on("11")
    signature = "  - decision: visa\n    role: head\n    by: xod-002\n    date: 2026-06-15\n    part: Butun matn\n"
    story.edits(PROJECT, "---\nTadbirkorlar", f"{signature}---\nTadbirkorlar")
    story.commits(ACTING, "2026-06-15", "Viza")
    story.goes_on("12")
    story.tree.git("reset", "--quiet", "--hard", "HEAD~1")
    story.goes_on("13")
    story.commits(HEAD, "2026-06-15", "Viza")
    story.goes_on("14")
    story.commits(WRITER, "2026-06-16", "Vazirlik kelishdi")
    story.goes_on("15")
    story.commits(DEPUTY, "2026-06-17", "Tasdiqlandi")
    story.goes_on("16")
    story.is_accepted()

    story.begins()  # 19 June
    story.edits(PROJECT, "    due: 2026-06-19\n", "    due: 2026-07-03\n")
    story.commits(WRITER, "2026-06-19", "Muddat")
    story.goes_on("17")
    story.edits(PROJECT, "    due: 2026-07-03\n", f"    due: 2026-07-03\n{EXTENSION}")
    story.commits(WRITER, "2026-06-19", "Muddat uzaytirilgani")
    story.goes_on("18")
    story.is_accepted()

    story.goes_on("19")  # 29 June
    story.begins()
    story.edits(PROJECT, "budget:\n", f"{MONITORING}budget:\n")
    story.commits(WRITER, "2026-06-29", "Monitoring")
    story.goes_on("20")
    story.is_accepted()
    story.begins()
    story.edits(PROJECT, "    acts: [hjt-001]\n", f"    acts: [hjt-001]\n{EXPERTISE}")
    story.edits("ist-001", "status: allowed", "status: ended")
    story.commits(WRITER, "2026-06-29", "Ekspertiza xulosasi")
    story.goes_on("21")
    story.is_accepted()

    story.begins()  # 7 July
    story.edits(PROJECT, "status: in-progress", "status: completed")
    story.edits(PROJECT, "due: 2026-07-10\n", "due: 2026-07-10\nlaunched: 2026-07-03\ncompleted: 2026-07-07\n")
    story.edits(PROJECT, "    due: 2026-07-03\n", "    due: 2026-07-03\n    done: 2026-07-02\n")
    story.edits(PROJECT, "    progress: 80\n", "    progress: 80\n  - date: 2026-07-07\n    progress: 100\n")
    story.commits(WRITER, "2026-07-07", "Loyiha yakunlandi")
    story.goes_on("22")
    story.is_accepted()
    story.goes_on("23")
    assert story.left == {}

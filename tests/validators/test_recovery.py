"""What the guide promises those who run a register: a backup that restores it whole, and a way out of history for personal values."""

import subprocess
import sys
from pathlib import Path

from inline_snapshot import snapshot

from tests.support.approvals import APPROVED, VISA, refused
from tests.support.git import git
from tests.support.keys import DEPUTY, HEAD, ON_8_JUNE, ON_10_JUNE, WRITER, Key, approve, grades, require
from tests.support.scratch import Scratch
from tests.support.site import Site

PHONE, BLANK = "+998 90 123-45-67", "+998 00 000-00-00"


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder, by its path there."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_backup_restores_the_same_verdict_and_the_same_site(tmp_path: Path) -> None:
    (tmp_path / "register").mkdir()
    register = Site(tmp_path / "register")
    register.git("init", "--quiet", "--initial-branch=main")
    register.git("add", "--all")
    register.git("commit", "--quiet", "--message=Yozuvlar")
    register.change("projects/loy-2026-001.md", "due: 2026-12-24\n")
    register.commit("Muddat", "2026-06-08")
    assert register.build() == 0, register.log

    register.git("bundle", "create", "--quiet", "../backup.bundle", "--all")
    git(tmp_path, "clone", "--quiet", "--branch", "main", "backup.bundle", "restored")
    restored = Site(tmp_path / "restored")
    assert restored.build() == 0, restored.log

    verdict = register.nizom("check", "--base", "HEAD~1")
    assert [found["code"] for found in verdict["findings"]] == ["C04"]
    assert restored.nizom("check", "--base", "HEAD~1") == verdict
    assert files(restored.out) == files(register.out)


def test_a_telephone_number_leaves_history_and_no_approval_becomes_stale(office: Scratch, keys: dict[str, Key]) -> None:
    approve(office, *VISA)
    office.commit(by=HEAD, at=ON_8_JUNE, key=keys["head"].file)
    office.change("xod-003", f"phone: {PHONE}\n")
    first = office.commit("Telefon", by=WRITER, at="2026-06-09T10:00:00+05:00")
    approve(office, *APPROVED)
    office.commit(by=DEPUTY, at=ON_10_JUNE, key=keys["deputy"].file)
    office.change("xod-003", "phone:\n")
    office.commit("Telefon olib tashlandi", by=WRITER, at="2026-06-11T10:00:00+05:00")
    before = office.check("--no-base")
    assert grades(office) == ["visa signed", "approved signed"]
    blob = office.git("rev-parse", f"{first}:{office.path('xod-003').relative_to(office.root)}")

    rules = office.write("numbers.txt", f"{PHONE}==>{BLANK}\n")
    rewrite = [
        sys.executable,
        "-m",
        "git_filter_repo",
        "--force",
        "--quiet",
        "--replace-text",
        str(rules),
        "--refs",
        f"{first}^..main",
    ]
    subprocess.run(rewrite, cwd=office.root, check=True)

    office.git("reflog", "expire", "--expire=now", "--all")
    office.git("gc", "--quiet", "--prune=now")
    assert PHONE not in office.git("log", "--all", "--patch")
    assert blob not in office.git("cat-file", "--batch-all-objects", "--batch-check")
    assert office.check("--no-base").json == before.json
    # A signature is over the commit and all that it follows: those before the number keep theirs, those after it lose it.
    assert grades(office) == ["visa signed", "approved attributed"]

    require(office, "signed")
    assert office.check("--no-base").findings == ["A08 loy-2026-001 approvals.1"]
    assert refused(office, *APPROVED) == snapshot(
        ["nizom: “approved” of 10 June 2026 is not proved well enough: take it again on a later day"]
    )
    approve(office, *APPROVED[:-1], "2026-06-12")
    office.commit(by=DEPUTY, at="2026-06-12T10:00:00+05:00", key=keys["deputy"].file)
    assert office.check("--no-base").findings == []

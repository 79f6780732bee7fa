"""Commits in a real git repository with the real pre-commit and this repository's configuration."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.facts import WITHOUT_EXPERTISE
from tests.support.paths import ROOT
from tests.support.scratch import Scratch


class Clone:
    """A colleague's clone: the base records committed, `.venv/` set up, pre-commit installed."""

    def __init__(self, records: Scratch) -> None:
        self.records = records
        root = records.root
        shutil.copy(ROOT / ".pre-commit-config.yaml", root)
        (root / ".gitignore").write_text(".venv\n.home/\n", "utf-8")
        (root / ".venv").symlink_to(Path(sys.prefix))
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=boshlanish")
        self.run(".venv/bin/pre-commit", "install").check_returncode()

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the clone, without the git configuration of this machine."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.records.root / ".home"),
            "LANG": "C.UTF-8",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_{what}": f"{who.lower()}@example.uz" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        return subprocess.run(command, cwd=self.records.root, env=environment, capture_output=True, text=True, check=False)

    def git(self, *arguments: str) -> str:
        """Run git, which must succeed, and return what it prints."""
        answer = self.run("git", *arguments)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def commit(self, *paths: str) -> subprocess.CompletedProcess[str]:
        """Commit these paths; pre-commit reports on standard error."""
        self.git("add", *paths)
        return self.run("git", "commit", "--message=o‘zgarish")

    @property
    def log(self) -> list[str]:
        """The messages of all commits, newest first."""
        return self.git("log", "--format=%s").splitlines()


@pytest.fixture
def clone(base: Scratch) -> Clone:
    """A clone with the base records."""
    return Clone(base)


def test_a_valid_record_is_committed(clone: Clone) -> None:
    clone.records.change("loy-2026-001", "summary: Elektron arxiv loyihasi\n")

    answer = clone.commit("records/projects/loy-2026-001.md")

    assert answer.returncode == 0, answer.stderr
    assert clone.log == ["o‘zgarish", "boshlanish"]


def test_an_invalid_record_is_refused_with_line_and_paragraph(clone: Clone) -> None:
    clone.records.change("loy-2026-001", WITHOUT_EXPERTISE)

    answer = clone.commit("records/projects/loy-2026-001.md")

    assert answer.returncode == 1
    assert "- exit code: 1" in answer.stderr
    line = 1 + clone.records.path("loy-2026-001").read_text("utf-8").splitlines().index("  - kind: terms-of-reference")
    assert f"records/projects/loy-2026-001.md:{line}:" in answer.stderr
    assert "  xato  N12.a.3-3  Ekspertiza xulosasi yo‘q" in answer.stderr
    assert "= Nizom 12.a.3 (N): " in answer.stderr
    assert clone.log == ["boshlanish"]


def test_an_existing_error_elsewhere_does_not_stop_a_commit(clone: Clone) -> None:
    clone.records.change("loy-2026-001", WITHOUT_EXPERTISE)
    clone.git("commit", "--quiet", "--no-verify", "--message=xato", "--all")
    clone.records.change("std-002", "summary: Ichki standart\n")

    assert clone.commit("records/standards").returncode == 0


def test_a_changed_setting_is_checked_against_all_records(clone: Clone) -> None:
    settings = clone.records.root / "records" / "settings.md"
    settings.write_text(settings.read_text("utf-8").replace("\n---\n", "\nS23:\n  value: [tsh-099]\n---\n", 1), "utf-8")

    answer = clone.commit("records/settings.md")

    assert answer.returncode == 1
    assert "records/settings.md" in answer.stderr
    assert clone.log == ["boshlanish"]


def test_other_files_are_not_checked(clone: Clone) -> None:
    note = clone.records.write("docs/eslatma.md", "Qator oxirida bo‘shliq  \nva tab\t\n")

    assert clone.commit("docs/eslatma.md").returncode == 0
    assert note.read_text("utf-8") == "Qator oxirida bo‘shliq  \nva tab\t\n"

"""Commits in a real git repository with the real pre-commit, and prek, and this repository's configuration."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from inline_snapshot import snapshot

from tests.support.facts import WITHOUT_EXPERTISE
from tests.support.paths import ROOT
from tests.support.scratch import Scratch


class Clone:
    """A colleague's clone: the base records committed, `.venv/` set up, pre-commit or prek installed."""

    def __init__(self, records: Scratch, manager: str = "pre-commit") -> None:
        self.records = records
        root = records.root
        shutil.copy(ROOT / ".pre-commit-config.yaml", root)
        (root / ".gitignore").write_text(".venv\n.home/\n", "utf-8")
        (root / ".venv").symlink_to(Path(sys.prefix))
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=boshlanish")
        self.run(f".venv/bin/{manager}", "install").check_returncode()

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
    assert "= Nizom, 12-band “a” kichik bandining to‘rtinchi xatboshisi (N): " in answer.stderr
    assert clone.log == ["boshlanish"]


def test_prek_runs_the_same_check_before_a_commit(base: Scratch) -> None:
    clone = Clone(base, "prek")
    clone.records.change("std-002", "summary: Ichki standart\n")
    clone.records.change("loy-2026-001", WITHOUT_EXPERTISE)

    refused = clone.commit("records/projects")
    clone.git("reset", "--quiet")
    passed = clone.commit("records/standards")
    clone.git("rm", "--quiet", "records/services/xiz-001.md")
    deleted = clone.run("git", "commit", "--message=xizmat")

    assert (refused.returncode, passed.returncode, deleted.returncode) == (1, 0, 1)
    assert "  xato  N12.a.3-3  Ekspertiza xulosasi yo‘q" in refused.stderr
    assert "  xato  C02  " in deleted.stderr
    assert clone.log == ["o‘zgarish", "boshlanish"]


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


def test_a_deleted_record_is_refused(clone: Clone) -> None:
    clone.git("rm", "--quiet", "records/projects/loy-2026-001.md")

    answer = clone.run("git", "commit", "--message=o‘zgarish")

    assert answer.returncode == 1
    assert "  xato  C02  " in answer.stderr
    assert clone.log == ["boshlanish"]


def test_a_record_that_is_not_staged_answers_for_no_reference(clone: Clone) -> None:
    clone.records.change("std-009", "status: draft\n")
    clone.records.change("loy-2026-001", "related: [std-009]\n")

    answer = clone.commit("records/projects")

    assert answer.returncode == 1
    assert "  xato  R01  " in answer.stderr


def test_only_what_is_staged_is_checked(clone: Clone) -> None:
    clone.records.change("std-002", "summary: Ichki standart\n")
    clone.git("add", "records/standards")
    clone.records.change("std-002", "status: bekor\n")
    clone.records.change("loy-2026-001", WITHOUT_EXPERTISE)

    answer = clone.run("git", "commit", "--message=o‘zgarish")

    assert answer.returncode == 0, answer.stderr


def test_a_commit_of_named_paths_is_checked_as_those_paths(clone: Clone) -> None:
    clone.records.change("std-002", "summary: Ichki standart\n")
    clone.records.change("loy-2026-001", WITHOUT_EXPERTISE)
    clone.git("add", "--all")

    assert clone.run("git", "commit", "--message=standart", "records/standards").returncode == 0
    assert clone.run("git", "commit", "--message=loyiha", "records/projects").returncode == 1


def test_a_commit_is_held_against_the_default_branch(clone: Clone) -> None:
    """A record that only the branch has may be renumbered: nobody else has it."""
    clone.git("checkout", "--quiet", "-b", "ish")
    clone.records.change("top-2026-009", "number: NIS-9\n")
    assert clone.commit("records").returncode == 0
    clone.git("mv", "records/assignments/top-2026-009.md", "records/assignments/top-2026-010.md")
    clone.records.edit("records/assignments/top-2026-010.md", "id: top-2026-009", "id: top-2026-010")

    answer = clone.commit("records")

    assert answer.returncode == 0, answer.stderr


def test_a_worktree_uses_the_environment_of_the_main_checkout(clone: Clone, tmp_path: Path) -> None:
    clone.git("worktree", "add", "--quiet", "wt", "-b", "ish")
    worktree = clone.records.root / "wt"
    shutil.copy(clone.records.path("std-002"), worktree / "records" / "standards" / "std-009.md")
    clone.git("-C", "wt", "add", "--all")

    refused = clone.run("git", "-C", "wt", "commit", "--message=nusxa")
    (clone.records.root / ".venv").unlink()
    without = clone.run("git", "-C", "wt", "commit", "--message=nusxa")

    assert (refused.returncode, without.returncode) == (1, 1)
    assert "  xato  F27  " in refused.stderr
    assert [line for line in without.stderr.splitlines() if "(.venv)" in line] == snapshot(
        ["Nizom: bu yerda muhit (.venv) tayyorlanmagan: make buyrug‘ini bering"]
    )


def test_the_published_hook_fixes_a_record_and_stops_the_commit_once(clone: Clone) -> None:
    """It is published for other repositories; here it runs with the program of this environment, not with one from the network."""
    published = next(
        hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")) if hook["id"] == "nizom-fix"
    )
    hook = {**published, "language": "system", "entry": f".venv/bin/{published['entry']}"}
    clone.records.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]}))
    clone.commit(".pre-commit-config.yaml").check_returncode()
    clone.records.edit("records/projects/loy-2026-001.md", "due: 2026-12-25", "summary: Katalog\ndue: 25.12.2026")
    clone.records.edit("records/standards/std-002.md", "title: ", "title:  ")

    stopped = clone.commit("records/projects/loy-2026-001.md")
    fixed = clone.records.path("loy-2026-001").read_text("utf-8")
    passed = clone.commit("records/projects/loy-2026-001.md")

    assert stopped.returncode == 1
    assert "summary: Katalog\ndue: 2026-12-25\n" in fixed
    assert passed.returncode == 0, passed.stderr
    assert clone.git("diff", "--name-only") == "records/standards/std-002.md\n"


def test_an_environment_as_windows_makes_it_is_used_too(clone: Clone) -> None:
    (clone.records.root / ".venv").unlink()
    python = clone.records.write(".venv/Scripts/python.exe", f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    python.chmod(0o755)
    shutil.copy(clone.records.path("std-002"), clone.records.root / "records/standards/std-009.md")

    answer = clone.commit("records/standards")

    assert answer.returncode == 1
    assert "  xato  F27  " in answer.stderr


def test_other_files_are_not_checked(clone: Clone) -> None:
    note = clone.records.write("docs/eslatma.md", "Qator oxirida bo‘shliq  \nva tab\t\n")

    assert clone.commit("docs/eslatma.md").returncode == 0
    assert note.read_text("utf-8") == "Qator oxirida bo‘shliq  \nva tab\t\n"

"""What can be tried of Windows without Windows: its lines in the README, its encodings, its line ends, its file names."""

import os
import re
import subprocess
import sys
from pathlib import PureWindowsPath

import pytest

from tests.support.git import git
from tests.support.paths import ROOT
from tests.support.scratch import AS_OF, Scratch

PROJECT = "records/projects/loy-2026-001.md"


def windows_lines(readme: str) -> list[str]:
    """Return the lines for PowerShell, as they are in a shell elsewhere."""
    (block,) = re.findall(r"```powershell\n(.*?)```", readme, re.DOTALL)
    return [re.sub(r"^\.venv\\Scripts\\(\w+)", r".venv/bin/\1", line) for line in block.splitlines()]


def test_the_lines_for_windows_install_what_make_does() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    begin, *installs, check, site = windows_lines((ROOT / "README.md").read_text("utf-8"))

    assert begin == "py -m venv .venv"
    assert [line.removeprefix(".venv/bin/python -m pip install ") for line in installs] == [
        line.replace("$(FROM_BUNDLE) ", "") for line in re.findall(r"\$\(PIP\) (.+?)(?: && \\|; \})", makefile)
    ]
    assert [check, f"log=$$({site} 2>&1)"] == [".venv/bin/nizom check", "log=$$(.venv/bin/mkdocs build --strict 2>&1)"]
    assert "$(BIN)/nizom check" in makefile
    assert "log=$$($(BIN)/mkdocs build --strict 2>&1)" in makefile


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "ascii"])
def test_what_is_printed_is_utf_8_whatever_the_console_s_code_page(base: Scratch, encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "validators", "show", "loy-2026-001", "--as-of", AS_OF],
        cwd=base.root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert "mas’ul" in done.stdout.decode("utf-8").lower()


def test_a_record_that_powershell_redirected_is_reported_and_fix_reads_it(base: Scratch) -> None:
    file = base.root / PROJECT
    text = file.read_text("utf-8")
    file.write_bytes(text.replace("\n", "\r\n").encode("utf-16"))

    found = base.check("--no-base", PROJECT)
    base.nizom("fix", "--as-of", AS_OF)

    assert (found.code, found.findings[0]) == (1, "F03 loy-2026-001")
    assert found.json["findings"][0]["line"] == 1
    assert file.read_bytes().decode("utf-8") == text


def test_a_record_with_windows_line_ends_is_only_warned_of_and_an_edit_keeps_them(base: Scratch) -> None:
    file = base.root / PROJECT
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    found = base.check("--no-base", PROJECT)
    base.nizom("set", "loy-2026-001", "priority=high", "--as-of", AS_OF)

    assert (found.code, found.findings) == (0, ["F05 loy-2026-001"])
    assert file.read_bytes().count(b"\n") == file.read_bytes().count(b"\r\n")


@pytest.mark.parametrize("path", [PROJECT, "records/projects", "./records/projects/"])
def test_a_path_may_be_written_as_windows_writes_it(base: Scratch, path: str) -> None:
    base.change("loy-2026-001", "priority: eng yuqori\n")
    base.change("std-002", "status: bekor\n")

    found = base.check("--no-base", str(PureWindowsPath(path)))

    assert "\\" in str(PureWindowsPath(path))
    assert found.findings == base.check("--no-base", path).findings
    assert {finding.split()[1] for finding in found.findings} == {"loy-2026-001"}


def test_every_file_of_the_repository_has_a_name_that_windows_can_hold() -> None:
    names = [name for name in git(ROOT, "ls-files", "-z").split("\0") if name]

    assert [name for name in names if re.search(r'[<>:"|?*\\]|[ .](/|$)', name) or PureWindowsPath(name).is_reserved()] == []
    assert len({name.lower() for name in names}) == len(names)
    assert [name for name in names if len(name) > 150] == []

"""`nizom completion`: what may come next on a command line, asked by the real shells that are here."""

import os
import pty
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.scratch import Scratch

LINES = {
    "nizom sh": ["show"],
    "nizom show loy": ["loy-2026-001"],
    "nizom show project ": ["loy-2026-001"],
    "nizom list standart std": ["std-001", "std-002", "std-003"],
    "nizom show --pers": ["--person"],
    "nizom show --person xod-00": ["xod-001", "xod-002", "xod-003", "xod-004", "xod-005"],
    "nizom check --format j": ["json", "junit"],
    "nizom check --format json std-00": ["std-001", "std-002", "std-003"],
    "nizom new project-": ["project-list"],
    'nizom new project "Elektron katalog" du': ["due="],
    'nizom new "project-': ["project-list"],
    "nizom set loy-2026-001 due=2026-12-25 bud": ["budget."],
    "nizom set std-001 adopt": ["adopted_by="],
    "nizom approve loy-2026-001 --as dep": ["deputy", "department"],
    "nizom approve loy-2026-001 --as deputy --by tsh-01": ["tsh-011"],
    "nizom rule N12.g.1-": ["N12.g.1-1", "N12.g.1-2", "N12.g.1-3", "N12.g.1-4", "N12.g.1-5"],
    "nizom report m": ["monthly"],
    "nizom completion f": ["fish"],
    "nizom chek ": [],
    "nizom report monthly 2026-05 x": [],
    "nizom show loy-2099": [],
}
"""A command line as far as it is typed, and the words that may stand in place of its last."""


def completed(scratch: Scratch, line: str) -> list[str]:
    answer = scratch.nizom("completion", "bash", line)
    assert (answer.code, answer.err) == (0, "")
    return [found.partition("\t")[0] for found in answer.out.splitlines()]


@pytest.mark.parametrize(("line", "words"), LINES.items(), ids=LINES)
def test_what_may_come_next_is_found(base: Scratch, line: str, words: list[str]) -> None:
    assert completed(base, line) == words


def test_a_word_is_explained(base: Scratch) -> None:
    assert base.nizom("completion", "fish", "nizom show loy").out == "loy-2026-001\tStandartlar elektron katalogini yaratish\n"
    assert base.nizom("completion", "zsh", "nizom new stan").out == "standard:Standart\n"


def test_outside_a_register_commands_are_completed_and_no_ids(scratch: Scratch) -> None:
    (scratch.root / "records").rmdir()

    assert (completed(scratch, "nizom sho"), completed(scratch, "nizom show loy")) == (["show"], [])


def test_a_broken_record_is_completed_too(base: Scratch) -> None:
    base.write("records/projects/loy-2026-002.md", b"---\nid: [\xff\n---\n")

    assert completed(base, "nizom show loy") == ["loy-2026-001", "loy-2026-002"]


def prepared(base: Scratch, name: str) -> dict[str, str]:
    """Write the script for a shell next to the records, and return an environment in which `nizom` is this program."""
    if shutil.which(name) is None:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs {name} for the tests of completion")
        pytest.skip(f"{name} is not installed here")
    program = base.write("bin/nizom", f'#!/bin/sh\nPYTHONPATH={Path.cwd()} exec {sys.executable} -m validators "$@"\n')
    program.chmod(0o755)
    base.write("script", base.nizom("completion", name).out)
    return {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(base.root), "TERM": "dumb"}


def in_shell(base: Scratch, name: str, *commands: str) -> list[str]:
    """Return the lines that a shell prints for the commands after its completion has been loaded."""
    environment = prepared(base, name)
    base.write("commands", "\n".join(("source ./script", *commands, "")))
    plain = {"bash": "--norc", "fish": "--no-config"}[name]
    done = subprocess.run(
        [name, plain, "commands"], cwd=base.root, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize("line", ["nizom sh", "nizom show loy", "nizom set loy-2026-001 due", "nizom show loy-2099"])
def test_bash_completes(base: Scratch, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = shlex.split(line)
    found = in_shell(
        base, "bash", f"COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; COMP_LINE='{line}'; COMP_POINT={len(line)}",
        "_nizom", 'printf "%s\\n" "${COMPREPLY[@]}"', "complete -p nizom",
    )  # fmt: skip

    expected = {"nizom sh": ["show"], "nizom show loy": ["loy-2026-001"], "nizom set loy-2026-001 due": ["due="]}
    assert found == [*expected.get(line, [""]), "complete -o default -F _nizom nizom"]


def test_fish_completes(base: Scratch) -> None:
    found = in_shell(base, "fish", "complete -C 'nizom sho'", "complete -C 'nizom show loy'", "complete -C 'nizom new standar'")

    assert [line.partition("\t")[0] for line in found] == ["show", "loy-2026-001", "standard"]
    assert found[1:] == ["loy-2026-001\tStandartlar elektron katalogini yaratish", "standard\tStandart"]


ZSH = (
    "autoload -Uz compinit; compinit -u -D; source ./script; "
    "tell() { print -r -- $BUFFER >>told; BUFFER= }; zle -N tell; bindkey '^T' tell\n"
)
"""Loads the completion, and makes Ctrl+T note what stands on the command line."""


def test_zsh_completes_what_is_typed_at_a_terminal(base: Scratch) -> None:
    typed = ("nizom sho", "nizom show loy", "nizom set loy-2026-001 due")
    terminal, inner = pty.openpty()
    environment = prepared(base, "zsh")
    shell = subprocess.Popen(
        [shutil.which("zsh") or "zsh", "-f", "-i"],
        cwd=base.root,
        env=environment,
        stdin=inner,
        stdout=inner,
        stderr=inner,
        start_new_session=True,
    )
    os.close(inner)
    os.write(terminal, (ZSH + "".join(f"{line}\t\x14" for line in typed) + "exit\n").encode())
    with suppress(OSError):  # the terminal is closed with the shell
        while os.read(terminal, 1024):
            pass

    assert shell.wait(timeout=120) == 0
    os.close(terminal)
    assert (base.root / "told").read_text("utf-8").splitlines() == [
        "nizom show ", "nizom show loy-2026-001 ", "nizom set loy-2026-001 due=",
    ]  # fmt: skip

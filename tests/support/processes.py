"""The command as processes of their own: several at once, and under what only a process can have."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.support.paths import ROOT

NIZOM = (sys.executable, "-m", "validators")


class Ended(NamedTuple):
    """How a process ended: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """Return the environment of this process, in which the package is found from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **more}


def run(command: Sequence[str], folder: Path, env: Mapping[str, str] | None = None) -> Ended:
    """Run one process to its end."""
    done = subprocess.run(command, cwd=folder, env=env or environment(), capture_output=True, check=False)
    return Ended(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def at_once(commands: Sequence[Sequence[str]], folder: Path) -> list[Ended]:
    """Start these processes, let them go on together once all are there, and return how each ended.

    Each waits until the pipe that it was given as standard input is closed.
    """
    waiting = "import os, sys; sys.stdin.read(); os.execv(sys.argv[1], sys.argv[1:])"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", waiting, *command],
            cwd=folder, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for command in commands
    ]  # fmt: skip
    for process in started:
        assert process.stdin
        process.stdin.close()
        process.stdin = None
    ended = [(process, *process.communicate()) for process in started]
    return [Ended(process.returncode, out.decode(), err.decode()) for process, out, err in ended]

"""The command as processes of their own: several at once, and under what only a process can have."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
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
    """Run one process to its end; it heeds Ctrl+C, which a job that a shell put into the background ignores."""
    done = subprocess.run(
        command, cwd=folder, env=env or environment(), capture_output=True, check=False,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    return Ended(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


_FORKING = """
import importlib, json, os, pkgutil, runpy, sys
import validators
for found in pkgutil.walk_packages(validators.__path__, "validators."):
    if found.name != "validators.__main__":
        importlib.import_module(found.name)
commands, out, err = json.loads(sys.argv[1]), *map(int, sys.argv[2:4])
ended = []
for arguments in commands:
    if (child := os.fork()) == 0:
        for kept, stream in ((out, 1), (err, 2)):
            if kept >= 0:
                os.ftruncate(kept, 0)
                os.lseek(kept, 0, os.SEEK_SET)
                os.dup2(kept, stream)
        sys.argv = ["nizom", *arguments]
        runpy.run_module("validators", run_name="__main__", alter_sys=True)
        sys.exit()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    ended.append([code, *(os.pread(kept, 1 << 24, 0).decode("utf-8", "replace") if kept >= 0 else "" for kept in (out, err))])
with open(sys.argv[4], "w", encoding="utf-8") as answers:
    json.dump(ended, answers)
"""
"""Starts once and forks for each command, which then has all modules, and ends as a process of its own does."""


def forked(commands: Sequence[Sequence[str]], folder: Path, env: Mapping[str, str], redirect: str = "") -> list[Ended]:
    """Run commands one after the other, each in a process, in an environment and with what the shell redirects."""
    with TemporaryDirectory() as kept:
        answers = Path(kept, "answers")
        with open(Path(kept, "out"), "w+b") as out, open(Path(kept, "err"), "w+b") as err:
            taken = {part.partition(">")[0] for part in redirect.split()}
            own = [-1 if stream in taken else file.fileno() for stream, file in (("", out), ("2", err))]
            given = [json.dumps(commands), *map(str, own), str(answers)]
            script = f'exec "$@" {redirect}'
            subprocess.run(
                ["/bin/sh", "-c", script, "sh", sys.executable, "-c", _FORKING, *given],
                cwd=folder, env=env, pass_fds=(out.fileno(), err.fileno()), check=True,
            )  # fmt: skip
        return [Ended(*one) for one in json.loads(answers.read_text("utf-8"))]


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

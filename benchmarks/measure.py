"""Runs commands by turns, A B A B, so that a machine that slows down slows both, and keeps their times and memory."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

_KIB = 1024 if sys.platform == "darwin" else 1
"""What one unit of `ru_maxrss` is short of a KiB: macOS counts in bytes."""


@dataclass(frozen=True, slots=True)
class Command:
    """A process to measure, and how it must end to count."""

    arguments: Sequence[str]
    folder: Path
    expected: int = 0


@dataclass(slots=True)
class Runs:
    """The runs of one command: seconds of wall time and of work, and the most memory that a process of it held, in MiB."""

    seconds: list[float] = field(default_factory=list)
    works: list[float] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """The median time."""
        return median(self.seconds)

    @property
    def work(self) -> float:
        """The median of the seconds that all its processes together kept processors busy."""
        return median(self.works)

    @property
    def spread(self) -> float:
        """From the fastest run to the slowest."""
        return max(self.seconds) - min(self.seconds)

    @property
    def peak(self) -> float:
        """The most memory of any run."""
        return max(self.peaks)

    def ratio(self, other: "Runs") -> float:
        """How many times the other's time: the median over the rounds, each against its neighbour."""
        return median(mine / theirs for mine, theirs in zip(self.seconds, other.seconds, strict=True))


def by_turns(commands: Mapping[str, Command], rounds: int) -> dict[str, Runs]:
    """Run every command once a round; a first round that warms the disk's cache is not counted."""
    runs = {name: Runs() for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            seconds, work, peak = _run(name, command)
            if turn:
                runs[name].seconds.append(seconds)
                runs[name].works.append(work)
                runs[name].peaks.append(peak)
    return runs


def _run(name: str, command: Command) -> tuple[float, float, float]:
    started = time.perf_counter()
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(list(command.arguments), cwd=command.folder, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != command.expected:
        raise SystemExit(f"{name}: ended with {process.returncode}, not {command.expected}: {' '.join(command.arguments)[:200]}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _KIB / 1024

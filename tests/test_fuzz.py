"""The fuzzer: a seed gives the same inputs and answers, and what fails is found, made small and written out."""

import sys
from pathlib import Path

import pytest

from tests.support.fuzz.__main__ import main
from tests.support.fuzz.inputs import Input, grown
from tests.support.fuzz.shrink import shrunk
from tests.support.paths import ROOT
from tests.support.processes import environment, run
from validators.checks.hints import Advice


def test_a_seed_gives_the_same_answers_in_every_process(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "tests.support.fuzz", "--count", "40", "--out", str(tmp_path))

    one, two = (run(command, ROOT, environment(PYTHONHASHSEED=seed)) for seed in ("1", "2"))

    assert one == two
    assert (one.code, one.err) == (0, "")
    assert one.out.startswith("40 ta kirish, urug‘i 2026: 0 ta buzilish;")


def test_a_failure_is_written_out_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def raises(self: Advice, *args: object) -> None:
        raise KeyError("maslahat")

    monkeypatch.setattr(Advice, "on", raises)
    monkeypatch.setattr(sys, "argv", ["fuzz", "--start", "3", "--count", "2", "--out", str(tmp_path)])

    assert main() == 1

    reported = capsys.readouterr().out
    assert "× KeyError in wrong_files.py: wrong_in_files" in reported
    place = next(tmp_path.iterdir())
    assert f"python -m tests.support.fuzz --seed 2026 --only {place.name.partition('-')[2]}" in (place / "failure.txt").read_text(
        "utf-8"
    )
    assert len(list(place.rglob("*.md"))) <= 2


def test_an_input_is_made_as_small_as_its_failure_allows() -> None:
    def fails(given: Input) -> bool:
        return any(isinstance(data, bytes) and b"status: planned" in data for data in given.head.values())

    given = next(one for one in (grown(7, number) for number in range(50)) if fails(one))

    small = shrunk(given, fails)

    assert [data.strip() for data in small.head.values() if isinstance(data, bytes)] == [b"status: planned"]
    assert small.base is None

"""The records of the benchmarks are like a department's: many, of every kind, and without findings."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.history import write_history
from benchmarks.records import AS_OF, BASE, GROWN, add_links, write_records
from tests.support.paths import ROOT
from tests.support.scratch import Scratch


def test_grown_records_are_clean_and_counted(scratch: Scratch) -> None:
    count = write_records(scratch.root, 200)

    answer = scratch.check(as_of=AS_OF)
    assert answer.findings == []
    assert answer.code == 0
    assert answer.json["summary"]["records"] == count
    of_the_base = len(list(BASE.glob("records/*/*.md")))
    assert 200 <= count - of_the_base < 200 + len(GROWN)


def test_links_in_grown_texts_lead_somewhere(scratch: Scratch) -> None:
    write_records(scratch.root, 20)
    add_links(scratch.root)

    assert scratch.check(as_of=AS_OF).findings == []


def test_the_same_seed_grows_the_same_records(tmp_path: Path) -> None:
    for place, seed in (("one", 3), ("two", 3), ("three", 4)):
        write_records(tmp_path / place, 20, seed)

    one, two, three = (_bytes(tmp_path / place) for place in ("one", "two", "three"))
    assert one == two
    assert one.keys() == three.keys()
    assert one != three


def test_every_approval_in_the_grown_history_is_attributed(scratch: Scratch) -> None:
    write_records(scratch.root, 20)
    write_history(scratch.root)
    approvals = sum(path.read_text("utf-8").count("- decision: ") for path in scratch.root.glob("records/projects/*.md"))

    checked = scratch.check("--base", "HEAD", as_of=AS_OF)
    read = [
        subprocess.run(
            [sys.executable, "-m", "benchmarks.history", way],
            cwd=scratch.root,
            env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for way in ("pass", "blame")
    ]

    # No finding about who approved, and on what (A08).
    assert (checked.code, checked.findings) == (0, [])
    assert checked.json["gate"]["records"] == approvals // 2 == 11
    assert read == [f"{approvals}\n"] * 2


def test_a_call_for_help_starts_no_measurement() -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert asked.stdout.startswith("usage: python -m benchmarks [-h]\n")


def _bytes(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.md")}

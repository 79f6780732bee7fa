"""The records that the benchmark measures on are such as a department could have: many, of every kind, and clean."""

from pathlib import Path

from benchmarks.records import AS_OF, BASE, GROWN, write_records
from tests.scratch import Scratch


def test_grown_records_are_clean_and_are_counted(scratch: Scratch) -> None:
    count = write_records(scratch.root, 200)

    answer = scratch.check(as_of=AS_OF)
    assert answer.findings == []
    assert answer.code == 0
    assert answer.json["summary"]["records"] == count
    of_the_base = len(list(BASE.glob("records/*/*.md")))
    assert 200 <= count - of_the_base < 200 + len(GROWN)


def test_the_same_seed_grows_the_same_records(tmp_path: Path) -> None:
    for place, seed in (("one", 3), ("two", 3), ("three", 4)):
        write_records(tmp_path / place, 20, seed)

    one, two, three = (_bytes(tmp_path / place) for place in ("one", "two", "three"))
    assert one == two
    assert one.keys() == three.keys()
    assert one != three


def _bytes(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.md")}

"""Pictures and scans of a closed record stay what they are; one may be added, and a mistake is put right openly."""

import hashlib

import pytest

from tests.support.gate import gate, of_origin
from tests.support.scratch import BEGINNINGS, Scratch

KPI = "kpi-2026-001"
SCAN, PICTURE = f"records/kpis/{KPI}/dalolatnoma-2.pdf", f"records/kpis/{KPI}/sxema.png"
OTHER = BEGINNINGS["pdf"] + b"boshqa"


@pytest.fixture
def closed(base: Scratch) -> Scratch:
    """A measured indicator with a scan that its text does not name."""
    base.write(SCAN, BEGINNINGS["pdf"])
    base.commit()
    return base


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def correct(tree: Scratch, **written: str) -> None:
    """Add a correction by who may close such a record."""
    facts = {"what": "dalolatnoma-2.pdf", "reason": "Boshqa hujjat", "by": "xod-005", "date": "2026-06-10", **written}
    lines = "".join(f"    {key}: {value}\n" for key, value in facts.items() if value)
    tree.edit(KPI, "status: measured\n", f"status: measured\ncorrections:\n  -{lines[3:]}")


def messages(tree: Scratch) -> list[tuple[str, str]]:
    return [(one["message"], one.get("hint", "")) for one in gate(tree).json["findings"] if one["code"] == "C07"]


def test_a_scan_is_neither_changed_nor_removed(closed: Scratch) -> None:
    closed.write(SCAN, OTHER)
    assert of_origin(gate(closed), "touched") == [f"C07 {KPI}"]
    [(message, hint)] = messages(closed)
    assert message == "The record is closed (“measured”), but its file dalolatnoma-2.pdf was changed"
    line = f'- {{what: "dalolatnoma-2.pdf", old: "{sha256(BEGINNINGS["pdf"])}", new: "{sha256(OTHER)}", reason: "…", by: …, date: …}}'
    assert line in hint

    (closed.root / SCAN).unlink()
    assert of_origin(gate(closed), "touched") == [f"C07 {KPI}"]
    [(message, hint)] = messages(closed)
    assert message == "The record is closed (“measured”), but its file dalolatnoma-2.pdf was removed"
    assert f'old: "{sha256(BEGINNINGS["pdf"])}", reason' in hint


def test_another_name_for_a_scan_takes_away_the_old_one(closed: Scratch) -> None:
    (closed.root / SCAN).rename(closed.root / SCAN.replace("-2.pdf", "-3.pdf"))

    assert of_origin(gate(closed), "touched") == [f"C07 {KPI}"]


def test_a_scan_may_be_added(closed: Scratch) -> None:
    closed.write(PICTURE, BEGINNINGS["png"])

    assert gate(closed).findings == []


def test_what_could_not_be_published_may_be_put_right(closed: Scratch) -> None:
    closed.write(PICTURE, BEGINNINGS["jpeg"])
    closed.commit()
    closed.write(PICTURE, BEGINNINGS["png"])

    assert gate(closed).findings == []


def test_a_record_that_is_not_closed_keeps_no_file(base: Scratch) -> None:
    base.write("records/projects/loy-2026-001/sxema.png", BEGINNINGS["png"])
    base.commit()
    (base.root / "records/projects/loy-2026-001/sxema.png").unlink()

    assert gate(base).findings == []


def test_a_correction_names_the_file_and_both_contents(closed: Scratch) -> None:
    closed.write(SCAN, OTHER)
    correct(closed, old=sha256(BEGINNINGS["pdf"]), new=sha256(OTHER))

    assert gate(closed).findings == []


def test_a_correction_may_remove_a_file(closed: Scratch) -> None:
    (closed.root / SCAN).unlink()
    correct(closed, old=sha256(BEGINNINGS["pdf"]))

    assert gate(closed).findings == []


@pytest.mark.parametrize(
    "written",
    [
        {"old": sha256(OTHER), "new": sha256(BEGINNINGS["pdf"])},
        {"old": sha256(BEGINNINGS["pdf"])},
        {"what": "dalolatnoma.2.pdf", "old": sha256(BEGINNINGS["pdf"]), "new": sha256(OTHER)},
    ],
)
def test_a_correction_that_says_anything_else_allows_nothing(closed: Scratch, written: dict[str, str]) -> None:
    closed.write(SCAN, OTHER)
    correct(closed, **written)

    assert of_origin(gate(closed), "touched") == [f"C07 {KPI}", f"C07 {KPI} corrections.0"]


def test_a_correction_is_for_who_may_close_the_record(closed: Scratch) -> None:
    closed.write(SCAN, OTHER)
    correct(closed, old=sha256(BEGINNINGS["pdf"]), new=sha256(OTHER), by="xod-003")

    assert of_origin(gate(closed), "touched") == [f"C07 {KPI}", f"C07 {KPI} corrections.0.by"]


def test_a_correction_of_one_file_covers_no_other(closed: Scratch) -> None:
    closed.write(PICTURE, BEGINNINGS["png"])
    closed.commit()
    (closed.root / PICTURE).unlink()
    closed.write(SCAN, OTHER)
    correct(closed, old=sha256(BEGINNINGS["pdf"]), new=sha256(OTHER))

    assert [message for message, _ in messages(closed)] == [
        "The record is closed (“measured”), but its file sxema.png was removed"
    ]

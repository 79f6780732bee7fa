"""The records that the repository comes with: a department that keeps its work in order and has something to do."""

from pathlib import Path

import pytest

from tests.scratch import Scratch

ROOT = Path(__file__).parents[1]
DAYS = ("2026-11-23", "2027-02-26")
"""The day for which the records were written, and one three months on: what has fallen due since then blocks nobody."""

MAIN_KINDS = ("projects", "standards", "registry-entries", "roadmaps")


@pytest.fixture
def starter(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Scratch:
    """The repository itself; nothing is written to it."""
    return Scratch(ROOT, monkeypatch, capsys)


@pytest.mark.parametrize("day", DAYS)
def test_no_rule_is_broken(starter: Scratch, day: str) -> None:
    answer = starter.check(as_of=day)
    assert answer.code == 0
    assert [finding for finding in answer.json["findings"] if finding["clock"] != "duty"] == []


def test_some_work_is_overdue_and_some_is_near(starter: Scratch) -> None:
    duties = starter.nizom("due", "--format", "json", "--as-of", DAYS[0]).json["duties"]
    states = [duty["state"] for duty in duties]
    assert 4 <= states.count("overdue") <= 8
    assert 8 <= states.count("near") <= 14


@pytest.mark.parametrize("folder", MAIN_KINDS)
def test_each_main_kind_has_examples_in_several_states(folder: str) -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "records" / folder).glob("*.md")]
    statuses = {line for text in texts for line in text.splitlines() if line.startswith("status: ")}
    assert len(texts) >= 4
    assert len(statuses) >= 3

"""The records that the repository comes with: none of them breaks a rule, and of each main kind there are examples enough."""

import pytest

from tests.support.paths import ROOT
from tests.support.scratch import Scratch

MAIN_KINDS = ("projects", "standards", "registry-entries", "roadmaps")


@pytest.fixture
def starter(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Scratch:
    """The repository itself; nothing is written to it."""
    return Scratch(ROOT, monkeypatch, capsys)


def test_no_rule_is_broken(starter: Scratch) -> None:
    answer = starter.check(as_of="2026-11-23")
    assert [finding for finding in answer.json["findings"] if finding["clock"] != "duty"] == []
    assert answer.code == 0


@pytest.mark.parametrize("folder", MAIN_KINDS)
def test_each_main_kind_has_four_examples(folder: str) -> None:
    assert len(list((ROOT / "records" / folder).glob("*.md"))) >= 4

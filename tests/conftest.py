"""Fixtures for all tests."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.scratch import TODAY, Scratch
from validators import clock


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Scratch:
    """An empty repository, on TODAY."""
    monkeypatch.setattr(clock, "today", lambda: date.fromisoformat(TODAY))
    (tmp_path / "records").mkdir()
    return Scratch(tmp_path, monkeypatch, capsys)


@pytest.fixture
def base(scratch: Scratch) -> Scratch:
    """A repository with the base records, which have no findings as of `scratch.AS_OF`."""
    return scratch.with_base()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with the browser tests: with files shared among processes, the longest must not come last."""
    items.sort(key=lambda item: "browser" not in item.path.parts)

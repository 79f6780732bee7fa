"""What every test may ask for."""

from pathlib import Path

import pytest

from tests.support.scratch import Scratch


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Scratch:
    """An empty repository of its own."""
    (tmp_path / "records").mkdir()
    return Scratch(tmp_path, monkeypatch, capsys)


@pytest.fixture
def base(scratch: Scratch) -> Scratch:
    """A repository with the base records, which are clean as of `scratch.AS_OF`."""
    return scratch.with_base()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's tests come first: where files of tests are shared out, nothing is to wait for the longest at the end."""
    items.sort(key=lambda item: "browser" not in item.path.parts)

"""A release is made of a commit whose version the changelog dates, and names the licence of everything it runs on."""

from pathlib import Path

import pytest

from release import prepare
from tests.support.git import commit, git
from validators import __version__


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A commit that is ready to be released."""
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n## [{__version__}] - 2026-12-01\n", "utf-8")
    commit(tmp_path, "Tayyor")
    return tmp_path


def refused(checkout: Path) -> str:
    """Return why the checkout is not released."""
    with pytest.raises(prepare.NotReadyError) as caught:
        prepare.refuse_what_is_not_ready()
    return str(caught.value)


def test_a_commit_with_a_dated_version_is_ready(checkout: Path) -> None:
    prepare.refuse_what_is_not_ready()


def test_changes_that_are_not_committed_are_refused(checkout: Path) -> None:
    (checkout / "new.txt").write_text("", "utf-8")

    assert refused(checkout) == "commit or put away what was changed first: a release is made of a commit"


@pytest.mark.parametrize("heading", ["## [Unreleased]", f"## [{__version__}]", "## [9.9.9] - 2026-12-01"])
def test_a_version_that_the_changelog_does_not_date_is_refused(checkout: Path, heading: str) -> None:
    (checkout / "CHANGELOG.md").write_text(f"# Changelog\n\n{heading}\n", "utf-8")
    commit(checkout, "Sanasiz")

    assert refused(checkout) == f"head the newest entry of CHANGELOG.md with “## [{__version__}] - day”"


def test_a_version_is_tagged_once(checkout: Path) -> None:
    git(checkout, "tag", f"v{__version__}")

    assert refused(checkout) == f"v{__version__} is tagged already: set the next version in validators/__init__.py"


def test_everything_that_runs_carries_its_licence() -> None:
    text = prepare.notices()

    assert "\npydantic_core " in text
    assert "carries no text" not in text

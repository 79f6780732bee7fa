"""The package speaks Uzbek, and knows its version, wherever it runs: from a wheel, and straight from a commit."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tests.support.scratch import Scratch


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What pip, and pre-commit for another repository, install from the checkout; laid out in a folder."""
    built, folder = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(built)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    with zipfile.ZipFile(next(built.glob("*.whl"))) as file:
        file.extractall(folder)
    return folder


@pytest.fixture
def commit(scratch: Scratch, tmp_path: Path) -> Path:
    """The package as git keeps it, without anything that was made in the checkout."""
    shutil.copytree(ROOT / "validators", scratch.root / "validators", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".gitignore", scratch.root)
    scratch.commit()
    folder = tmp_path / "commit"
    folder.mkdir()
    scratch.git("archive", "--output", str(folder / "validators.zip"), "HEAD", "validators")
    with zipfile.ZipFile(folder / "validators.zip") as file:
        file.extractall(folder)
    return folder


@pytest.mark.parametrize("way", ["wheel", "commit"])
def test_it_speaks_uzbek(way: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    package: Path = request.getfixturevalue(way)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "validators", "rules"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "Ekspertiza xulosasi yo‘q" in done.stdout

"""The package answers in Uzbek and knows its version, installed from a wheel or run directly from a commit."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tests.support.scratch import Scratch
from tests.support.site import Site
from validators import __version__


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that pip, or pre-commit for another repository, installs from the checkout, unpacked in a folder."""
    built, folder = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(built)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    with zipfile.ZipFile(next(built.glob("*.whl"))) as file:
        file.extractall(folder)
    return folder


@pytest.fixture
def commit(scratch: Scratch, tmp_path: Path) -> Path:
    """The package as committed, without generated files."""
    shutil.copytree(ROOT / "validators", scratch.root / "validators", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".gitignore", scratch.root)
    scratch.commit()
    folder = tmp_path / "commit"
    folder.mkdir()
    scratch.git("archive", "--output", str(folder / "validators.zip"), "HEAD", "validators")
    with zipfile.ZipFile(folder / "validators.zip") as file:
        file.extractall(folder)
    return folder


def answer(package: Path, folder: Path, *arguments: str) -> str:
    """Run the command of an unpacked package in another folder, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "validators", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_package_of_the_same_name_in_its_place_is_named(wheel: Path, tmp_path: Path) -> None:
    shutil.copytree(wheel, tmp_path / "both")
    (tmp_path / "both/validators/__init__.py").write_text('__version__ = "0.35.0"\n', "utf-8")

    done = subprocess.run(
        [sys.executable, "-P", "-c", "from validators.cli.main import main; raise SystemExit(main(['check']))"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "both"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 4
    assert done.stderr == (
        "nizom: Shu muhitda validators nomli boshqa paket bu dastur ustiga o‘rnatilgan: unga alohida muhit oching, so‘ng nizom "
        "paketini qayta o‘rnating\n"
    )


@pytest.mark.parametrize("way", ["wheel", "commit"])
def test_it_answers_in_uzbek_and_knows_its_version(way: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    package: Path = request.getfixturevalue(way)

    assert "Ekspertiza xulosasi yo‘q" in answer(package, tmp_path, "rules")
    assert answer(package, tmp_path, "--version") == f"nizom {__version__}\n"


def test_the_wheel_and_the_changelog_have_that_version(wheel: Path) -> None:
    newest = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)

    assert newest
    assert newest[1] == __version__
    assert [path.name for path in wheel.glob("*.dist-info")] == [f"nizom-{__version__}.dist-info"]


def test_another_repository_builds_the_same_site_by_three_lines(wheel: Path, tmp_path: Path) -> None:
    ours, theirs = Site(tmp_path / "ours"), Site(tmp_path / "theirs")
    for part in ("docs", "hooks", "validators"):
        shutil.rmtree(theirs.root / part)
    (theirs.root / "docs").mkdir()
    theirs.write("mkdocs.yml", "site_name: Raqamlashtirish bo‘limi\ntheme: material\nplugins: [search, nizom]\n")

    assert ours.build() == 0, ours.log
    assert theirs.build(PYTHONPATH=str(wheel)) == 0, theirs.log

    assert _different(ours.out, theirs.out) == []


def _different(one: Path, other: Path) -> list[str]:
    """Return the files that two folders do not both have with the same bytes."""
    found = {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    return sorted(str(path) for path in found if not _same(one / path, other / path))


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()

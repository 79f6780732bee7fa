"""The package answers in Uzbek and knows its version, installed from a wheel or run directly from a commit."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from editors.browser.build import FOLDER
from tests.support.answers import ANSWERS
from tests.support.browser import require_fetched
from tests.support.git import git
from tests.support.paths import ROOT
from tests.support.scratch import AS_OF, Scratch
from tests.support.site import PROGRAM, Site
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


def surroundings(package: Path) -> dict[str, str]:
    """Return the environment in which Python finds an unpacked package before any other."""
    return {**os.environ, "PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"}


def run(package: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command of an unpacked package in another folder."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "validators", *arguments],
        cwd=folder,
        env=surroundings(package),
        capture_output=True,
        text=True,
        check=False,
    )


def answer(package: Path, folder: Path, *arguments: str) -> str:
    """Run the command, which must be done, and return what it prints."""
    done = run(package, folder, *arguments)

    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_package_of_the_same_name_in_its_place_is_named(wheel: Path, tmp_path: Path) -> None:
    shutil.copytree(wheel, tmp_path / "both")
    (tmp_path / "both/validators/__init__.py").write_text('__version__ = "0.35.0"\n', "utf-8")

    done = subprocess.run(
        [sys.executable, "-P", "-c", "from validators.cli.main import main; raise SystemExit(main(['check']))"],
        cwd=tmp_path,
        env=surroundings(tmp_path / "both"),
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
    require_fetched()
    for site in (ours, theirs):
        shutil.copytree(FOLDER, site.root / ".venv/browser")

    assert ours.build() == 0, ours.log
    assert theirs.build(PYTHONPATH=str(wheel)) == 0, theirs.log

    # What the checks of the writing page know of `docs/` is what is in that repository, as for the command.
    known = re.compile(r"assets/yozish/(files\.json|records\.[0-9a-f]+\.json\.gz)")
    assert [path for path in _different(ours.out, theirs.out) if not known.fullmatch(path)] == []
    assert len(list(theirs.out.glob("assets/yozish/worker.*.js"))) == 1


def test_a_body_begins_in_an_empty_folder_with_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    """Its first day: the register, a list from Excel with slips in it, a date by hand, a clean check, and the site."""
    answers = [part for key, said in ANSWERS.items() for part in (f"--{key}", said)]
    answer(wheel, tmp_path, "init", "reestr", "--as-of", AS_OF, *answers)
    register = tmp_path / "reestr"
    git(register, "add", ".")
    slip, right = tmp_path / "xato.xlsx", tmp_path / "loyihalar.xlsx"
    _list_of_projects(slip, mistaken="Otabek Nazarof")
    _list_of_projects(right)

    refused = run(wheel, register, "import", str(slip), "project", "--as-of", AS_OF)
    assert (refused.returncode, list(register.glob("records/projects/*"))) == (1, [])
    assert "D7: “Otabek Nazarof” deb nomlangan yozuv yo‘q" in refused.stdout
    assert "yangi yozuvlar: 40 ta" in answer(wheel, register, "import", str(right), "project", "--as-of", AS_OF)
    written = register / "records/projects/loy-2026-001.md"
    written.write_text(written.read_text("utf-8").replace("due: 2027-12-25", "due: 25.12.2027"), "utf-8")
    git(register, "add", ".")
    found = run(wheel, register, "check", "--no-base", "--as-of", AS_OF)
    assert (found.returncode, "25.12.2027" in found.stdout) == (1, True)
    answer(wheel, register, "fix", "--as-of", AS_OF)
    assert "0 ta xato, 0 ta ogohlantirish" in answer(wheel, register, "check", "--no-base", "--as-of", AS_OF)

    built = subprocess.run(
        [sys.executable, "-P", "-m", PROGRAM, "build", "--strict", "--quiet"],
        cwd=register,
        env={**surroundings(wheel), "NIZOM_AS_OF": AS_OF, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (built.returncode, built.stderr) == (0, "")
    assert len(list(register.glob("site/projects/loy-2026-*/index.html"))) == 40
    home = (register / "site/index.html").read_text("utf-8")
    assert "Raqamlashtirish bo‘limi" in home
    assert "chunki quyidagi sozlamalar berilmagan: S11, S15, " in home


def _list_of_projects(file: Path, mistaken: str = "Otabek Nazarov") -> None:
    """Write a workbook of forty projects as somebody typed it: names in two alphabets, dates in two notations."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["№", "Nomi", "Holat", "Mas’ul", "Boshlanish sanasi", "Muddat", "Nima yaratadi", "Asos"])
    for number in range(1, 41):
        person = "Отабек Назаров" if number % 2 else "Otabek Nazarov"
        due = date(2027, 6, number % 28 + 1) if number % 3 == 0 else "25 dekabr 2027"
        sheet.append([number, f"Loyiha {number}", "qoralama", person, "01.03.2026", due, "tizim yaratilmaydi", "12-son"])
    sheet["D7"] = mistaken
    book.save(file)


def _different(one: Path, other: Path) -> list[str]:
    """Return the files that two folders do not both have with the same bytes."""
    found = {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    return sorted(str(path) for path in found if not _same(one / path, other / path))


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()

"""What a network without internet installs from: the wheels each machine needs, in an archive of the same bytes each time."""

import hashlib
import tarfile
from pathlib import Path

import pytest

from release.bundle import LOCK, build_wheel, pack
from release.locked import MACHINES, packages, running, wanted_on
from validators import __version__

ENTRIES = """\
# Made by uv.
alpha==1.0 ; python_full_version < '3.11.5' \\
    --hash=sha256:aa
    # via nizom
alpha==2.0 ; python_full_version >= '3.11.5' \\
    --hash=sha256:bb \\
    --hash=sha256:cc
beta==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:dd
gamma[extra]==1.0 \\
    --hash=sha256:ee
    # via
    #   alpha
"""


@pytest.mark.parametrize(
    ("machine", "python", "wanted"),
    [
        ("linux", "3.11.0", ["alpha==1.0", "gamma==1.0"]),
        ("linux", "3.12.4", ["alpha==2.0", "gamma==1.0"]),
        ("windows", "3.11.99", ["alpha==2.0", "beta==1.0", "gamma==1.0"]),
        ("macos", "3.14.0", ["alpha==2.0", "gamma==1.0"]),
    ],
)
def test_a_machine_gets_the_wheels_it_needs(tmp_path: Path, machine: str, python: str, wanted: list[str]) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(ENTRIES, "utf-8")

    found = [package.pinned() for package in wanted_on(MACHINES[machine], python, packages(lock))]

    assert [entry.partition(" ")[0] for entry in found] == wanted


def test_every_entry_of_the_lock_keeps_its_digests() -> None:
    found = list(packages(LOCK))
    text = LOCK.read_text("utf-8")

    assert sum(len(package.hashes) for package in found) == text.count("--hash=")
    assert [package.pinned().partition(" ")[0] for package in found] == [
        line.partition(" ")[0].partition("[")[0] for line in text.splitlines() if "==" in line and not line.startswith((" ", "#"))
    ]


def test_packages_that_only_test_are_left_out_of_what_runs() -> None:
    names = {package.name for package in running(packages(LOCK))}

    assert {"pydantic-core", "mkdocs-material", "pygls", "openpyxl", "jinja2"} <= names
    assert names.isdisjoint({"pytest", "playwright", "mypy", "ruff"})


def test_the_archive_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    for folder in ("first", "second"):
        (tmp_path / folder / "wheels").mkdir(parents=True)
        (tmp_path / folder / "wheels/a.whl").write_bytes(b"wheel")
        (tmp_path / folder / "oflayn.txt").write_text("varaqa", "utf-8")
    (tmp_path / "second/oflayn.txt").chmod(0o600)

    digests = set()
    for folder in ("first", "second"):
        pack(tmp_path / folder, tmp_path / f"{folder}.tar")
        digests.add(hashlib.sha256((tmp_path / f"{folder}.tar").read_bytes()).hexdigest())

    assert len(digests) == 1
    with tarfile.open(tmp_path / "first.tar") as packed:
        assert packed.getnames() == [f"nizom-{__version__}/oflayn.txt", f"nizom-{__version__}/wheels/a.whl"]


def test_the_program_is_among_the_wheels_with_the_same_bytes_each_time(tmp_path: Path) -> None:
    once, twice = (build_wheel(tmp_path / name) for name in ("once", "twice"))

    assert once.name == f"nizom-{__version__}-py3-none-any.whl"
    assert once.read_bytes() == twice.read_bytes()

"""Pack all that a network without internet needs into one archive. Run by `make bundle`.

In it are the program, as a wheel and as a git bundle, the locked wheels for the machines named, Python for the browser, the
extension for VS Code, a sheet that says how to install them, and the digests of all of it.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from editors.npm import PIP, ROOT
from release.locked import MACHINES, packages, wanted_on
from validators import __version__

LOCK = ROOT / "requirements.lock"
BROWSER = ROOT / ".venv/browser"
EXTENSION = ROOT / "dist/nizom.vsix"
GIT = shutil.which("git") or "git"
SHEET = Path(__file__).with_name("oflayn.txt")


def fill(folder: Path, machines: list[str], pythons: list[str]) -> None:
    """Put everything into an empty folder.

    Raises `subprocess.CalledProcessError` where a wheel cannot be had or is not the locked one, `FileNotFoundError` where Python
    for the browser or the extension was not made.
    """
    # The lock tells old patch releases from new ones, and the machine may have either.
    for machine, python, patch in product(machines, pythons, ("0", "99")):
        _download(folder / "wheels", machine, f"{python}.{patch}")
    # A body whose records are apart installs the program as a package (`nizom init`).
    build_wheel(folder / "wheels")
    subprocess.run(
        [GIT, "bundle", "create", "--quiet", folder / "nizom.bundle", "HEAD", "--branches", "--tags"], cwd=ROOT, check=True
    )
    shutil.copytree(BROWSER, folder / "browser")
    shutil.copy(EXTENSION, folder)
    shutil.copy(SHEET, folder)
    lines = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {name}\n" for name, file in _files(folder))
    (folder / "SHA256SUMS").write_text("".join([*lines]), "utf-8")


def build_wheel(folder: Path) -> Path:
    """Build the program's wheel into a folder, and return it: of one commit it has the same bytes each time."""
    dated = subprocess.run([GIT, "log", "-1", "--format=%ct"], cwd=ROOT, check=True, capture_output=True, text=True)
    command = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder))
    moment = {**os.environ, "SOURCE_DATE_EPOCH": dated.stdout.strip()}
    subprocess.run(command, cwd=ROOT, env=moment, check=True, capture_output=True)
    return next(folder.glob("nizom-*.whl"))


def _download(wheels: Path, machine: str, python: str) -> None:
    """Download the wheels for one kind of machine and one version of Python, held to the lock's digests."""
    kind = MACHINES[machine]
    with TemporaryDirectory() as temporary:
        listed = Path(temporary) / "wheels.txt"
        listed.write_text("\n".join(package.pinned() for package in wanted_on(kind, python, packages(LOCK))), "utf-8")
        platforms = [option for platform in kind.platforms for option in ("--platform", platform)]
        subprocess.run(
            [*PIP, "download", "--no-deps", "--require-hashes", "--only-binary=:all:", "--implementation=cp",
             f"--python-version={python}", *platforms, "--dest", wheels, "--requirement", listed],
            check=True,
        )  # fmt: skip


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    return ((file.relative_to(folder).as_posix(), file) for file in sorted(folder.rglob("*")) if file.is_file())


def pack(folder: Path, archive: Path) -> None:
    """Write a folder as an archive that has the same bytes whenever and by whomever it is made."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive, "w") as packed:
        for name, file in _files(folder):
            entry = tarfile.TarInfo(f"nizom-{__version__}/{name}")
            entry.size, entry.mode = file.stat().st_size, 0o644
            with file.open("rb") as data:
                packed.addfile(entry, data)


def main() -> None:
    """Make the archive for the machines and versions of Python named on the command line, by default this one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--machine", choices=MACHINES, nargs="+", default=["linux"])
    parser.add_argument("--python", nargs="+", default=[f"{sys.version_info.major}.{sys.version_info.minor}"])
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        fill(Path(folder), options.machine, options.python)
        pack(Path(folder), options.archive)


if __name__ == "__main__":
    main()

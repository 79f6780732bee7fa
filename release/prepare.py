"""Make what a release consists of, and say what to tag. Run by `make release`.

It makes the wheel, the list of what the program is made of (CycloneDX) with the licences of all of it, and their digests; wheel
and site are made twice, and have to be the same to the byte. The tag itself is the repository owner's to push.
"""

import filecmp
import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from tempfile import TemporaryDirectory

from editors.npm import PIP, ROOT
from release.bundle import LOCK, build_wheel
from release.locked import packages, running
from validators import __version__

DIST = ROOT / "dist"
LICENCES = Path(__file__).parent / "licences"
TOOL_LOCK = ROOT / ".ci/release.txt"
SBOM, NOTICES, DIGESTS = "nizom.cdx.json", "THIRD-PARTY-NOTICES.txt", "SHA256SUMS"
_LICENCE = re.compile(r"(?i)(^|/)(licen[cs]e|copying|notice)[^/]*$")
_HEADING = re.compile(rf"(?m)^## \[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d$")


class NotReadyError(Exception):
    """The release cannot be made; holds why."""


def refuse_what_is_not_ready() -> None:
    """Raise `NotReadyError` for changes that are not committed, and a version without a dated entry in the changelog."""
    if _git("status", "--porcelain"):
        raise NotReadyError("commit or put away what was changed first: a release is made of a commit")
    if not _HEADING.search((ROOT / "CHANGELOG.md").read_text("utf-8")):
        raise NotReadyError(f"head the newest entry of CHANGELOG.md with “## [{__version__}] - day”")
    if _git("tag", "--list", f"v{__version__}"):
        raise NotReadyError(f"v{__version__} is tagged already: set the next version in validators/__init__.py")


def wheel(folder: Path) -> Path:
    """Build the wheel twice into a folder, and return it.

    Raises `NotReadyError` if the two differ.
    """
    built = [build_wheel(folder / name) for name in ("once", "twice")]
    if built[0].read_bytes() != built[1].read_bytes():
        raise NotReadyError("the wheel built twice is not the same to the byte")
    return built[0]


def compare_sites(folder: Path) -> None:
    """Build the site twice, and raise `NotReadyError` with the files that differ."""
    once, twice = folder / "site-once", folder / "site-twice"
    for site in (once, twice):
        command = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site))
        subprocess.run(command, cwd=ROOT, check=True)
    names = {str(file.relative_to(site)) for site in (once, twice) for file in site.rglob("*") if file.is_file()}
    _, differ, unread = filecmp.cmpfiles(once, twice, sorted(names), shallow=False)
    if differ or unread:
        raise NotReadyError(f"the site built twice differs in: {', '.join([*differ, *unread][:5])}")


def notices() -> str:
    """Return the licences of what the program and its site run on, as those packages carry them."""
    found = sorted({package.name for package in running(packages(LOCK))})
    return "\n".join(["What Nizom and its site run on, each under its own licence.\n", *map(_notice, found)])


def _notice(name: str) -> str:
    package = distribution(name)
    texts = "\n".join(_licences(package)) or _text_named(_licence_named(package))
    return f"{'=' * 100}\n{package.name} {package.version}\n{'=' * 100}\n{texts}\n"


def _licences(package: Distribution) -> Iterator[str]:
    for file in package.files or ():
        if "dist-info" in str(file) and _LICENCE.search(str(file)):
            yield Path(str(package.locate_file(file))).read_text("utf-8", errors="replace").strip()


def _text_named(licence: str) -> str:
    """Return the text of a licence that a package names without bringing it; those that occur lie in `licences/`."""
    file = LICENCES / f"{licence}.txt"
    return file.read_text("utf-8").strip() if file.is_file() else f"(The package carries no text; it names: {licence})"


def _licence_named(package: Distribution) -> str:
    return next((package.metadata[key] for key in ("License-Expression", "License") if key in package.metadata), "none")


def sbom(folder: Path) -> str:
    """Return the list of what the program runs on (CycloneDX 1.6, JSON), made by the tool that `.ci/release.txt` locks."""
    tool = folder / "tool"
    subprocess.run([sys.executable, "-m", "venv", str(tool)], check=True)
    python = str(next(file for file in (tool / "bin/python", tool / "Scripts/python.exe") if file.exists()))
    subprocess.run([python, *PIP[1:], "install", "--require-hashes", "--requirement", str(TOOL_LOCK)], check=True)
    listed = folder / "requirements.txt"
    listed.write_text("\n".join(package.pinned() for package in running(packages(LOCK))), "utf-8")
    command = [python, "-m", "cyclonedx_py", "requirements", "--pyproject", str(ROOT / "pyproject.toml"), "--short-PURLs",
               "--output-reproducible", str(listed)]  # fmt: skip
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Make everything in `dist/`; end with exit code 1 and the reason if the release is not ready."""
    try:
        refuse_what_is_not_ready()
        with TemporaryDirectory() as temporary:
            folder = Path(temporary)
            built = wheel(folder)
            compare_sites(folder)
            DIST.mkdir(exist_ok=True)
            shutil.copy(built, DIST)
            (DIST / SBOM).write_text(sbom(folder), "utf-8")
        (DIST / NOTICES).write_text(notices(), "utf-8")
    except NotReadyError as reason:
        sys.exit(f"Not ready to release: {reason}.")
    delivered = sorted(file for file in DIST.iterdir() if file.is_file() and file.name != DIGESTS)
    lines = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in delivered)
    (DIST / DIGESTS).write_text("".join(lines), "utf-8")
    print(f"dist/: {', '.join(file.name for file in delivered)}, {DIGESTS}")
    print(f"When CI is green on this commit:\n  git tag --annotate v{__version__} --message 'Nizom {__version__}'")
    print(f"  git push origin v{__version__}")


def _git(*arguments: str) -> str:
    git = shutil.which("git") or "git"
    return subprocess.run([git, *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()

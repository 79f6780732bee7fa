"""Python for the browser and our own checks, as files of the site under names that change with what is in them."""

import hashlib
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import validators
from validators.text.messages import say

FOLDER = "assets/yozish"
"""Where all that the writing page loads is on the site, with the name of the page itself."""
FETCHED = Path(".venv/browser")
"""Where `make browser` puts Python for the browser."""
STAMP = "stamp.txt"
NOT_FETCHED = say("Python for the browser has not been fetched, so the writing page checks nothing: make browser fetches it")
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The moment that all files bear, so that the same files make the same bytes."""
_LEFT_OUT = ("cases", "cli", "editor", "importing", "reminding")
"""Folders of the program that the page does not use."""


def is_fetched(root: Path) -> bool:
    """Return whether Python for the browser is there."""
    return (root / FETCHED / STAMP).is_file()


def python_files(root: Path) -> dict[str, bytes]:
    """Return the files of Python for the browser by name."""
    return {file.name: file.read_bytes() for file in sorted((root / FETCHED).iterdir()) if file.name != STAMP}


def short_digest(*contents: bytes) -> str:
    """Return a part of a name that changes with the contents: browsers keep a file for as long as its name stays."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:12]


def program() -> bytes:
    """Return the checks as an archive; the same program makes the same bytes."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, data in _sources():
            packed.writestr(zipfile.ZipInfo(name, _MOMENT), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _sources() -> Iterator[tuple[str, bytes]]:
    package = Path(validators.__file__).parent
    for file in sorted(package.rglob("*")):
        name = file.relative_to(package)
        if file.suffix in (".py", ".yaml", ".po") and name.parts[0] not in _LEFT_OUT:
            yield f"{package.name}/{name.as_posix()}", file.read_bytes()

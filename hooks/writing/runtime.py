"""Python for the browser and our own checks, as files of the site under names that change with what is in them."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import yaml

import validators
from validators.other_regulation import other_regulation
from validators.source.libyaml_errors import BASE_LOADER
from validators.text.messages import say

FOLDER = "assets/yozish"
"""Where all that the writing page loads is on the site, with the name of the page itself."""
FETCHED = Path(".venv/browser")
"""Where `make browser` puts Python for the browser."""
STAMP = "stamp.txt"
NOT_FETCHED = say(
    "Python for the browser has not been fetched, so the writing page checks nothing: make browser fetches it, or copy the "
    "folder browser/ of a bundle to .venv/browser/"
)
COMPILED = "program.zip"
"""The modules of the checks as they were when Python was fetched, compiled by it."""
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The moment that all files bear, so that the same files make the same bytes."""
_LEFT_OUT = re.compile(r"(beginning|cases|cli|editor|federating|importing|reminding)/")
"""What of the program the page does not use."""
_DIGEST = slice(8, 16)
"""Where a compiled module says, after the Python that it is for, which text it was made of."""


def is_fetched(root: Path) -> bool:
    """Return whether Python for the browser is there."""
    return (root / FETCHED / STAMP).is_file()


def python_files(root: Path) -> dict[str, bytes]:
    """Return the files of Python for the browser by name."""
    return {file.name: file.read_bytes() for file in sorted((root / FETCHED).iterdir()) if file.name not in (STAMP, COMPILED)}


def short_digest(*contents: bytes) -> str:
    """Return a part of a name that changes with the contents: browsers keep a file for as long as its name stays."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:12]


def program(fetched: Path) -> bytes:
    """Return the checks as an archive; the same program makes the same bytes.

    A module that was edited since Python was fetched into a folder goes as it is, and is compiled at each start of the page.
    """
    made, compiled = BytesIO(), _compiled(fetched)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, data in sorted({**modules(), **compiled, **_data()}.items()):
            if f"{name}c" not in compiled:
                packed.writestr(zipfile.ZipInfo(name, _MOMENT), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def uncompiled(fetched: Path) -> list[str]:
    """Return the modules of the checks that the folder has not compiled, or not as they are now."""
    compiled = _compiled(fetched)
    return [name for name in modules() if f"{name}c" not in compiled]


def modules() -> dict[str, bytes]:
    """Return the modules of the checks by name."""
    return dict(_files(".py"))


def _compiled(fetched: Path) -> dict[str, bytes]:
    """Return the compiled modules in a folder of which the text is still the same."""
    if not (fetched / COMPILED).is_file():
        return {}
    digests = {f"{name}c": hashlib.sha256(data).digest()[:8] for name, data in modules().items()}
    with zipfile.ZipFile(fetched / COMPILED) as packed:
        found = {name: packed.read(name) for name in packed.namelist()}
    return {name: data for name, data in found.items() if digests.get(name) == data[_DIGEST]}


def _data() -> dict[str, bytes]:
    """Return what the checks read besides: YAML as JSON, which the browser reads at once, and has no quick reader of YAML for."""
    as_json = {
        f"{name.removesuffix('.yaml')}.json": json.dumps(yaml.load(data, Loader=BASE_LOADER), ensure_ascii=False).encode()
        for name, data in _files(".yaml")
    }
    return {**as_json, **dict(_files(".po"))}


def _files(suffix: str) -> Iterator[tuple[str, bytes]]:
    for package in filter(None, (Path(validators.__file__).parent, other_regulation())):
        for file in sorted(package.rglob(f"*{suffix}")):
            name = file.relative_to(package).as_posix()
            if not _LEFT_OUT.match(name):
                yield f"{package.name}/{name}", file.read_bytes()

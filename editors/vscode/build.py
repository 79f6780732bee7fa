"""Pack the extension for VS Code as a .vsix that a network without internet can install. Run by `make vsix`.

Its libraries come from npm, held to the lock's digests.
"""

import json
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

from editors.npm import ROOT, fetch_libraries

HERE = Path(__file__).resolve().parent
OWN = {"package.json": HERE, "extension.js": HERE, "README.md": HERE, "LICENSE": ROOT}
"""The files of the extension itself, and where each is."""
_RUN = (".js", ".json")
"""The endings of what a library runs on; its types, its notes and its maps stay out."""
_LICENCES = ("license", "licence", "thirdpartynotices")
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The moment that all files bear, so that the same files make the same bytes."""


def contents(libraries: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the archive with their names, in their order in it."""
    manifest = json.loads((HERE / "package.json").read_text("utf-8"))
    yield "extension.vsixmanifest", _manifest(manifest).encode()
    yield "[Content_Types].xml", (HERE / "content-types.xml").read_bytes()
    for name, folder in OWN.items():
        yield f"extension/{name}{'.txt' if name == 'LICENSE' else ''}", (folder / name).read_bytes()
    for file in sorted(libraries.rglob("*")):
        name = file.relative_to(libraries).as_posix()
        if file.is_file() and not name.startswith(".") and (file.suffix in _RUN or file.stem.lower() in _LICENCES):
            yield f"extension/node_modules/{name}", file.read_bytes()


def pack(libraries: Path, archive: Path) -> None:
    """Write the archive."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in contents(libraries):
            packed.writestr(zipfile.ZipInfo(name, _MOMENT), data, zipfile.ZIP_DEFLATED)


def _manifest(package: Mapping[str, Any]) -> str:
    """Return what VS Code reads of an extension before it installs it."""
    given = {**package, "categories": ",".join(package["categories"]), "engine": package["engines"]["vscode"]}
    texts = {name: escape(value) for name, value in given.items() if isinstance(value, str)}
    return Template((HERE / "manifest.xml").read_text("utf-8")).substitute(texts)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        pack(fetch_libraries(HERE, Path(folder)).libraries, Path(sys.argv[1]))

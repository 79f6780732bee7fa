"""Fetch Python for the browser into a folder, by default `.venv/browser/`. Run by `make browser`.

Pyodide comes from npm, pydantic's core for it from the wheels of `requirements.lock`, the rest from the libraries that are
installed here. All is held to the digests of the locks, and compiled once, so that a browser need not do it at each start.
"""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import files
from pathlib import Path
from tempfile import TemporaryDirectory

from editors.npm import NODE_LOCK, PIP, ROOT, fetch_libraries

HERE = Path(__file__).resolve().parent
FOLDER = ROOT / ".venv/browser"
LOCK = ROOT / "requirements.lock"
STAMP = "stamp.txt"
LIBRARIES = (
    "annotated-types", "holidays", "markdown-it-py", "mdit-py-plugins", "mdurl", "pydantic", "python-dateutil",
    "python-frontmatter", "PyYAML", "rfc8785", "six", "typing-extensions", "typing-inspection", "tzdata",
)  # fmt: skip
"""What the checks import, and what that imports, but for pydantic's core; all of it is plain Python."""
_LEFT_OUT = re.compile(
    r"pydantic/(v1/|mypy)|markdown_it/cli/|holidays/(countries|financial)/(?!__init__|uzbekistan)|.*/(tests?|locale)/"
    r"|tzdata/zoneinfo/(?!__init__|Asia/(__init__|Tashkent))"
)
_KEPT = re.compile(r".*\.py|tzdata/zoneinfo/Asia/Tashkent|[^/]*\.dist-info/(METADATA|licenses?/.*|LICEN[CS]E.*)")
_PLATFORM = re.compile(r"(?P<python>\d+)_(?P<abi>pyemscripten_\d+_\d+)")
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The moment that all files bear, so that the same files make the same bytes."""


def stamp() -> str:
    """Return what the fetched files depend on, in short."""
    sources = (LOCK, NODE_LOCK, HERE / "package.json", HERE / "package-lock.json", HERE / "compile.mjs", Path(__file__))
    digest = hashlib.sha256(b"".join(hashlib.sha256(source.read_bytes()).digest() for source in sources))
    return digest.hexdigest()


def is_fetched(folder: Path = FOLDER) -> bool:
    """Return whether a folder holds what the locks name."""
    written = folder / STAMP
    return written.is_file() and written.read_text("utf-8") == stamp()


def fetch(folder: Path = FOLDER) -> None:
    """Fetch and compile everything into a folder, in place of what is there.

    Raises `subprocess.CalledProcessError` where something cannot be had, or is not what a lock names.
    """
    with TemporaryDirectory() as temporary:
        work = Path(temporary)
        libraries, node = fetch_libraries(HERE, work)
        pyodide, made = libraries / "pyodide", work / "made"
        made.mkdir()
        core = _fetch_core(work, pyodide)
        with zipfile.ZipFile(work / "libraries.zip", "w") as packed:
            for name, data in _plain_libraries():
                packed.writestr(name, data)
        compiled = (pyodide / "python_stdlib.zip", made / "stdlib.zip", work / "libraries.zip", made / "libraries.zip")
        subprocess.run([node, HERE / "compile.mjs", pyodide, *compiled], check=True, stdout=subprocess.DEVNULL)
        shutil.copy(pyodide / "pyodide.mjs", made / "pyodide.js")
        shutil.copy(pyodide / "pyodide.asm.mjs", made / "pyodide-asm.js")
        # Compressed here, for servers that compress nothing; the worker unpacks it.
        (made / "pyodide.wasm.gz").write_bytes(gzip.compress((pyodide / "pyodide.asm.wasm").read_bytes(), 9, mtime=0))
        shutil.copy(core, made / "pydantic_core.zip")
        (made / "versions.json").write_text(json.dumps(_versions(pyodide), sort_keys=True), "utf-8")
        (made / STAMP).write_text(stamp(), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made, folder)


def _versions(pyodide: Path) -> dict[str, str]:
    """Return what Pyodide asks to be told about itself: its version, its Python's, and the form of its modules."""
    info: dict[str, str] = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]
    return info


def _fetch_core(folder: Path, pyodide: Path) -> Path:
    """Fetch pydantic's core, by the lock's digests, for the Python that is in Pyodide."""
    info = _versions(pyodide)
    python = "".join(info["python"].split(".")[:2])
    wanted = re.search(r"^pydantic-core==.*\n(?: +--hash=.*\n)+", LOCK.read_text("utf-8"), re.MULTILINE)
    assert wanted, "pydantic-core is not in the lock"
    (folder / "core.txt").write_text(wanted[0].rstrip(" \\\n") + "\n", "utf-8")
    platform = f"pyemscripten_{info['abi_version']}_wasm32"
    command = [*PIP, "download", "--no-deps", "--require-hashes", "--only-binary=:all:", "--platform", platform]
    command += ["--python-version", python, "--implementation", "cp", "--abi", f"cp{python}", "--dest", str(folder)]
    subprocess.run([*command, "--requirement", str(folder / "core.txt")], check=True)
    return next(folder.glob("pydantic_core-*.whl"))


def _plain_libraries() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the libraries that are plain Python, as they are installed here."""
    for library in LIBRARIES:
        for file in sorted(files(library) or (), key=str):
            name = file.as_posix()
            if _KEPT.fullmatch(name) and not _LEFT_OUT.match(name):
                yield name, file.read_binary()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not is_fetched(target):
        fetch(target)

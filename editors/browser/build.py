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
from hooks.writing import runtime

HERE = Path(__file__).resolve().parent
FOLDER = ROOT / ".venv/browser"
LOCK = ROOT / "requirements.lock"
STAMP = "stamp.txt"
NOTICE = "NOTICE.txt"
"""Whose work is published with the site, and under which licences."""
LIBRARIES = (
    "annotated-types", "holidays", "markdown-it-py", "mdit-py-plugins", "mdurl", "pydantic", "python-dateutil",
    "python-frontmatter", "PyYAML", "rfc8785", "six", "typing-extensions", "typing-inspection", "tzdata",
)  # fmt: skip
"""What the checks import, and what that imports, but for pydantic's core; all of it is plain Python."""
_LEFT_OUT = re.compile(
    r"pydantic/(v1|deprecated|experimental)/|pydantic/mypy|markdown_it/cli/|.*/tests?/|annotated_types/test_cases"
    r"|holidays/(countries|financial)/(?!__init__|uzbekistan)|holidays/(calendars/germany_school|generate_ics|ical)"
    r"|dateutil/(rrule|tz/win|zoneinfo)|mdit_py_plugins/(?!__init__|utils|footnote|gfm_autolink)"
    r"|tzdata/zoneinfo/(?!__init__|Asia/(__init__|Tashkent))"
)
"""What of the libraries the checks never reach."""
_KEPT = re.compile(
    r".*\.py|tzdata/zoneinfo/Asia/Tashkent|holidays/locale/uz/LC_MESSAGES/UZ\.mo|[^/]*\.dist-info/(METADATA|licenses?/.*|LICEN[CS]E.*)"
)
_LEFT_OUT_OF_PYTHON = re.compile(
    r"(_pyrepl|compileall|concurrent/interpreters|ctypes|curses|ensurepip|multiprocessing|tomllib|turtledemo|unittest|venv|wsgiref"
    r"|xml|xmlrpc)/"
    r"|(bdb|cProfile|cmd|compileall|configparser|doctest|fileinput|ftplib|getpass|imaplib|mailbox|modulefinder|netrc|optparse|pdb"
    r"|pickletools|plistlib|poplib|profile|pstats|py_compile|pyclbr|pydoc|_pydatetime|_pydecimal|_pyio|rlcompleter|shelve|smtplib"
    r"|socketserver|statistics|symtable|tabnanny|tarfile|timeit|trace|tracemalloc|wave|zipapp)\.py"
    r"|http/(client|cookiejar|server)|urllib/(request|robotparser)|logging/(config|handlers)"
    r"|asyncio/(__main__|proactor_events|tools|windows_\w+)|email/(_header_value_parser|contentmanager|generator|headerregistry)"
    r"|encodings/(?!__init__|aliases|ascii|cp1251|cp1252|cp437|idna|latin_1|punycode|raw_unicode_escape|unicode_escape|utf_)"
)
"""What of Python itself nobody reaches from there: a page asks no network, runs no tests and starts no process."""


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
        with zipfile.ZipFile(pyodide / "python_stdlib.zip") as whole, zipfile.ZipFile(work / "stdlib.zip", "w") as packed:
            for name in whole.namelist():
                if not _LEFT_OUT_OF_PYTHON.match(name):
                    packed.writestr(name, whole.read(name))
        with zipfile.ZipFile(work / runtime.COMPILED, "w") as packed:
            for name, data in runtime.modules().items():
                packed.writestr(name, data)
        compiled = (path / name for name in ("stdlib.zip", "libraries.zip", runtime.COMPILED) for path in (work, made))
        subprocess.run([node, HERE / "compile.mjs", pyodide, *compiled], check=True, stdout=subprocess.DEVNULL)
        shutil.copy(pyodide / "pyodide.mjs", made / "pyodide.js")
        # Compressed here, for servers that compress nothing; the worker unpacks them.
        for name, given in (("pyodide.asm.wasm", "pyodide.wasm.gz"), ("pyodide.asm.mjs", "pyodide-asm.js.gz")):
            (made / given).write_bytes(gzip.compress((pyodide / name).read_bytes(), 9, mtime=0))
        shutil.copy(core, made / "pydantic_core.zip")
        shutil.copy(HERE / NOTICE, made)
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
    if not is_fetched(target) or runtime.uncompiled(target):
        fetch(target)

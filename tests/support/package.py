"""A copy of the package and of what the site needs, to be edited as an engineer would."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.paths import BASE, ROOT
from tests.support.scratch import AS_OF


@dataclass(frozen=True)
class Package:
    """A checkout with `validators/`, `hooks/`, `docs/` and the base records."""

    root: Path

    @classmethod
    def copied_to(cls, root: Path) -> "Package":
        """Copy everything to `root` except CODEOWNERS, which follows from the records, and these are others."""
        for part in ("validators", "hooks", "docs"):
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__", "CODEOWNERS"))
        shutil.copytree(ROOT / "tests" / "cases", root / "tests" / "cases")
        shutil.copytree(BASE / "records", root / "records")
        shutil.copy(ROOT / "mkdocs.yml", root)
        return cls(root)

    def replace(self, path: str, old: str, new: str) -> None:
        """Replace the only occurrence of a piece of a file."""
        file = self.root / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, (path, old)
        file.write_text(text.replace(old, new), "utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file, with the folders it needs."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def nizom(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the copy's command in English."""
        return self.run("validators", *arguments, "--lang", "en")

    def site(self) -> Path:
        """Build the site strictly as of the base's day, and return its folder."""
        built = self.run("mkdocs", "build", "--strict", "--site-dir", str(self.root / "site"))
        assert built.returncode == 0, built.stdout + built.stderr
        return self.root / "site"

    def run(self, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a module of the copy in its root."""
        environment = {**os.environ, "NIZOM_AS_OF": AS_OF, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(self.root)}
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True, check=False)

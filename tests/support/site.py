"""The site as its readers get it: built from a scratch repository, strictly, and read back from the disk."""

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.support.front_matter import laid_over, lines_by_key
from tests.support.git import commit, git
from tests.support.paths import BASE, ROOT
from tests.support.scratch import AS_OF

PROGRAM = "properdocs" if find_spec("properdocs") else "mkdocs"
"""What builds the site: ProperDocs where it is installed, which only `.ci/properdocs` does."""

AUTHOR, AUTHOR_NAME = "begona@boshqa.example", "Begona Odam"
"""Who commits the records of a site if nothing else is said; neither is ever shown."""


class Site:
    """A scratch checkout and the site built from it; a folder that is a checkout already is taken as it is."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.out = root / "site"
        self.log = ""
        if (root / "mkdocs.yml").exists():
            return
        # CODEOWNERS follows from the records, and these are others.
        for part in ("docs", "hooks"):
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("CODEOWNERS"))
        self._share_compiled_templates()
        shutil.copy(ROOT / "mkdocs.yml", root)
        (root / "validators").mkdir()
        shutil.copytree(BASE / "records", root / "records")

    def _share_compiled_templates(self) -> None:
        """Let all sites of all tests compile each template once: to compile them takes a fifth of a build."""
        compiled, shared = self.root / "hooks" / "__pycache__", ROOT / "hooks" / "__pycache__"
        shutil.rmtree(compiled, ignore_errors=True)
        shared.mkdir(exist_ok=True)
        compiled.symlink_to(shared)

    def write(self, path: str, text: str) -> None:
        """Write a file, with the folders it needs."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def project(self, id_: str, facts: str, body: str = "Matn.\n") -> None:
        """Write the base project under another id, with facts laid over its own."""
        blocks = {**lines_by_key(self.base_project()), **lines_by_key(facts), "id": f"id: {id_}\n"}
        self.write(f"records/projects/{id_}.md", f"---\n{''.join(blocks.values())}---\n{body}")

    def base_project(self) -> str:
        """Return the front matter of the base project."""
        return (BASE / "records/projects/loy-2026-001.md").read_text("utf-8").split("---\n", 2)[1]

    def change(self, path: str, facts: str, more: str = "") -> None:
        """Lay facts over the record at a path under `records/`, and add to its text."""
        file = self.root / "records" / path
        file.write_text(laid_over(file.read_text("utf-8"), facts) + more, "utf-8")

    def git(self, *arguments: str, by: str = AUTHOR, day: str = "2026-06-01") -> str:
        """Run git in the checkout at ten in the morning of a day."""
        return git(self.root, *arguments, by=by, name=AUTHOR_NAME, at=f"{day}T10:00:00+05:00")

    def commit(self, message: str, day: str, *, by: str = AUTHOR, key: Path | None = None) -> str:
        """Commit the records on a day, signed if a private key is given."""
        return commit(self.root, message, "records", by=by, name=AUTHOR_NAME, at=f"{day}T10:00:00+05:00", key=key)

    def nizom(self, *arguments: str, as_of: str = AS_OF) -> Any:
        """Ask the command about the same records, as of a day, and return its JSON."""
        done = subprocess.run(
            [sys.executable, "-m", "validators", *arguments, "--as-of", as_of, "--format", "json"],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        return json.loads(done.stdout)

    def build(self, **environment: str) -> int:
        """Build strictly; return the exit code."""
        result = subprocess.run(
            [sys.executable, "-m", PROGRAM, "build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(self.out)],
            cwd=self.root,
            env={**os.environ, "NIZOM_AS_OF": AS_OF, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        self.log = result.stdout + result.stderr
        return result.returncode

    def page(self, url: str) -> str:
        """Return the HTML of a built page."""
        return (self.out / url / "index.html").read_text("utf-8")

    def files_with(self, text: str) -> list[str]:
        """Return the built files that hold a text."""
        return [
            str(file.relative_to(self.out))
            for file in self.out.rglob("*")
            if file.is_file() and text.encode() in file.read_bytes()
        ]

"""A scratch repository: the clean base records with a case's changes, asked through the command line."""

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.front_matter import laid_over
from tests.support.git import AUTHOR, MOMENT, commit, git
from tests.support.paths import BASE
from validators.cli.main import main

AS_OF = "2026-06-15"
"""The day on which the base records have no findings."""
TODAY = "2026-08-03"
"""The day on which commands run in tests; only approvals and commands without `--as-of` depend on it."""


BEGINNINGS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff\xe0", "pdf": b"%PDF-1.7\n"}
"""How files begin that may be attached to a record."""


@dataclass(frozen=True)
class Answer:
    """The command's exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, parsed as JSON."""
        return json.loads(self.out)

    @property
    def findings(self) -> list[str]:
        """The findings of a JSON answer, each as `code record-or-path field`, followed by `(waiver)` if one exempts it.

        A breach of the Nizom's own words, which a waiver only acknowledges, is followed by `(acknowledged by waiver)`.
        """

        def as_text(found: dict[str, Any]) -> str:
            waived = f" ({found['waived']})" if "waived" in found else ""
            if "acknowledged" in found:
                waived = f" (acknowledged by {found['acknowledged']['waiver']})"
            return f"{found['code']} {found['record'] or found['path']} {found['field']}".rstrip() + waived

        return sorted(map(as_text, self.json["findings"]))


@dataclass(frozen=True)
class Scratch:
    """A repository for one test."""

    root: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def nizom(self, *arguments: str) -> Answer:
        """Run the command in the repository's root."""
        self.monkeypatch.chdir(self.root)
        self.capsys.readouterr()
        code = main(arguments)
        captured = self.capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    def check(self, *arguments: str, as_of: str = AS_OF) -> Answer:
        """Run `nizom check` in JSON and English as of a day."""
        return self.nizom("check", "--format", "json", "--lang", "en", "--as-of", as_of, *arguments)

    def with_base(self) -> "Scratch":
        """Copy the base records into the repository."""
        shutil.copytree(BASE, self.root, dirs_exist_ok=True)
        return self

    def git(self, *arguments: str, by: str = AUTHOR, at: str = MOMENT) -> str:
        """Run git in the repository, as an author, at a moment."""
        return git(self.root, *arguments, by=by, at=at)

    def commit(self, message: str = "Yozuvlar", *, by: str = AUTHOR, at: str = MOMENT, key: Path | None = None) -> str:
        """Commit everything, signed if a private key is given, and return the commit's name."""
        return commit(self.root, message, by=by, at=at, key=key)

    def path(self, record: str) -> Path:
        """Return the file of a record, given by its id or by its path from the root."""
        if "/" in record:
            return self.root / record
        return next((self.root / "records").glob(f"*/{record}*.md"))

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a file in the repository, with the folders it needs, and return it."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def save(self, path: str, content: str, manner: str) -> None:
        """Save a file in an encoding, or as `crlf`, `huge` (over a mebibyte), `link` (to the path in `content`), `locked`
        (without read permission), `png`, `jpeg`, `pdf` (with that beginning) or `huge-pdf` (over five mebibytes).
        """
        if manner == "link":
            self.write(path, "").unlink()
            (self.root / path).symlink_to(content.strip())
        elif manner == "locked":
            if os.geteuid() == 0:
                pytest.skip("root may read every file; tests/validators/source/test_document.py has a file that nobody can open")
            self.write(path, content).chmod(0)
        elif manner == "crlf":
            self.write(path, content.replace("\n", "\r\n"))
        elif manner in BEGINNINGS:
            self.write(path, BEGINNINGS[manner] + content.encode())
        elif manner == "huge-pdf":
            self.write(path, BEGINNINGS["pdf"] + b"0" * (5 * 1024 * 1024))
        elif manner == "huge":
            self.write(path, content * (1024 * 1024 // len(content) + 1))
        else:
            self.write(path, content.encode(manner))

    def change(self, record: str, facts: str) -> None:
        """Lay facts over a record's front matter, key by key; a key with nothing after it is removed.

        An unknown id is created as a copy of the first record of its kind, with the id in its title.
        """
        try:
            file = self.path(record)
        except StopIteration:
            file = self._copied(record)
        file.write_text(laid_over(file.read_text("utf-8"), facts), "utf-8")

    def edit(self, record: str, old: str, new: str) -> None:
        """Replace the first occurrence of a piece of a record's text, and keep its line ends."""
        file = self.path(record)
        text = file.read_bytes().decode()
        assert old in text, (record, old)
        file.write_bytes(text.replace(old, new, 1).encode())

    def _copied(self, record: str) -> Path:
        prefix = record.partition("-")[0]
        model = sorted((self.root / "records").glob(f"*/{prefix}-*.md"))[0]
        copy = model.with_name(f"{record}.md")
        text = re.sub(r"(?m)^id: .*$", f"id: {record}", model.read_text("utf-8"), count=1)
        copy.write_text(re.sub(r"(?m)^title: (.*)$", rf"title: \1, {record}", text, count=1), "utf-8")
        return copy

"""The program as it was at the base, asked about the same change: what altering the program does to the verdict.

The base's package is laid out in a temporary folder and run as a process of its own, with `check --base`, so that its checks of
changes are asked too. It is code that was accepted already: the change brings nothing that it would run. Nor is anything asked
where the program that runs is not the change's own, as in a job that judges by the base's program.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import validators
from validators.source import git

PACKAGE = "validators"
PIN = "requirements.txt"
"""In a repository that holds records alone: which version of the program it installs, a line in it."""
MACHINERY = (
    "Makefile", "GNUmakefile", "makefile", "pyproject.toml", "setup.py", "setup.cfg", "requirements.lock", PIN, "uv.toml",
    ".ci", ".github", ".gitlab", ".gitlab-ci.yml", ".forgejo", ".gitea", "action.yml", "templates",
    ".pre-commit-config.yaml", ".pre-commit-hooks.yaml", "CODEOWNERS", "sitecustomize.py", "usercustomize.py",
    ".gitattributes", ".mailmap",
)  # fmt: skip
"""Files and folders that decide how a change is checked, and by whom; no program of the change can be asked what they do."""


class Pin(NamedTuple):
    """A version of the program that moves: the requirement that named it, and the one that does now; "" for none.

    `others` are the other requirements and options of the file that come or go with it.
    """

    before: str
    now: str
    others: tuple[str, ...]


class Known(NamedTuple):
    """A finding as far as it is compared with another run's: its record or path, its code, its fingerprint."""

    record: str
    code: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class BaseFinding:
    """A finding of the base's program; `own` says whether the change itself causes it."""

    known: Known
    path: str
    field: str
    own: bool


@dataclass(frozen=True, slots=True)
class ProgramChange:
    """How a change alters the program that judges it.

    `machinery` are the altered files around the package, `pin` the version of it that moves, where it is only installed.
    `package` says whether that is altered, `judged_by_itself` whether the altered one is running. Then `findings` are those of
    the base's package, or `failed` says why there are none.
    """

    machinery: tuple[str, ...] = ()
    package: bool = False
    judged_by_itself: bool = False
    findings: tuple[BaseFinding, ...] = ()
    failed: str | None = None
    pin: "Pin | None" = None


def program_change(root: Path, start: str, named: str, as_of: date, *, staged: bool = False) -> ProgramChange:
    """Return how the working tree alters the program since `start`; the base's program is asked with `--base` at `named`."""
    requirements = _requirements_at(root, start)
    parts = (*MACHINERY, *_brought_along(root, requirements))
    machinery = tuple(_altered(root, git.listed(root, start, *parts), parts))
    then = git.listed(root, start, PACKAGE)
    if not then or not any(_altered(root, then, (PACKAGE,))):
        return ProgramChange(machinery, pin=_moved_pin(root, requirements) if PIN in machinery else None)
    if not _is_running(root):
        return ProgramChange(machinery, package=True)
    findings, failed = _asked(root, then, named, as_of, staged=staged)
    return ProgramChange(machinery, True, True, findings, failed)


def _requirements_at(root: Path, commit: str) -> tuple[str, ...]:
    """Return the requirements of the commit, without comments; a line that goes on is one requirement with the next."""
    blob = git.listed(root, commit, PIN).get(PIN)
    return _requirements(dict(git.contents(root, [blob.object])).get(blob.object, b"") if blob and blob.is_file else b"")


def _requirements(content: bytes) -> tuple[str, ...]:
    joined = re.sub(r"\\\r?\n\s*", "", content.decode("utf-8", "replace"))
    lines = (re.sub(r"(^|\s)#.*", "", line).strip() for line in joined.splitlines())
    return tuple(line for line in lines if line)


def _brought_along(root: Path, requirements: tuple[str, ...]) -> list[str]:
    """Return the files and folders of the repository that a requirement names, such as a wheel or a list of constraints."""
    words = {word.removeprefix("file:") for line in requirements for word in re.split(r"[\s=,;@\0]+", line)}
    here = root.resolve()
    named = {os.path.relpath(here / word, here) for word in words if re.search(r"[/.]", word)}
    return sorted(path for path in named if not path.startswith("."))


def _moved_pin(root: Path, then: tuple[str, ...]) -> Pin | None:
    """Return the version that moves; None if the file is altered otherwise."""
    file = root / PIN
    now = _requirements(file.read_bytes() if file.is_file() else b"")
    before, after = (next(filter(_names_the_program, lines), "") for lines in (then, now))
    others = sorted({*then, *now} - ({*then} & {*now}) - {before, after})
    return Pin(before, after, tuple(others)) if before != after else None


def _names_the_program(requirement: str) -> bool:
    """Return whether the requirement is the program itself, and not one whose name begins likewise."""
    return re.match(r"nizom(?![\w.-])", requirement, re.IGNORECASE) is not None


def _asked(
    root: Path, then: Mapping[str, git.Blob], named: str, as_of: date, *, staged: bool
) -> tuple[tuple[BaseFinding, ...], str | None]:
    with TemporaryDirectory(prefix="nizom-") as place:
        for blob, content in git.contents(root, (blob.object for blob in then.values() if blob.is_file)):
            for path, listed in then.items():
                if listed.object == blob:
                    file = Path(place, path)
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(content)
        command = [sys.executable, "-P", "-m", PACKAGE, "check", "--base", named, "--format", "json", "--fail-on", "nothing"]
        done = subprocess.run(
            [*command, "--as-of", str(as_of), *(["--staged"] if staged else [])],
            cwd=root,
            env={**os.environ, "PYTHONPATH": place, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=False,
        )
    try:
        reported = [finding for finding in json.loads(done.stdout)["findings"] if not finding.get("waived")]
        return tuple(
            BaseFinding(
                Known(finding["record"] or finding["path"], finding["code"], finding["fingerprint"]),
                finding["path"],
                finding["field"],
                finding.get("origin") != "before" and finding["clock"] != "duty",
            )
            for finding in reported
        ), None
    except (ValueError, KeyError, TypeError):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return (), said[-1] if said else f"{PACKAGE}: {done.returncode}"


def _altered(root: Path, then: Mapping[str, git.Blob], below: tuple[str, ...]) -> Iterator[str]:
    """Yield the files that differ from the commit, are gone, or are new."""
    for path, blob in then.items():
        file = root / path
        same = (
            file.is_file() and git.name_of(file.read_bytes(), blob.object) == blob.object
            if blob.is_file
            else os.path.lexists(file)
        )
        if not same:
            yield path
    for part in below:
        for file in _files(root / part):
            if (path := file.relative_to(root).as_posix()) not in then:
                yield path


def _files(path: Path) -> Iterator[Path]:
    if path.is_file() or path.is_symlink():
        yield path
    elif path.is_dir():
        yield from (file for file in sorted(path.rglob("*")) if file.is_file() and "__pycache__" not in file.parts)


def _is_running(root: Path) -> bool:
    """Return whether the package of the working tree is the one that runs: the same folder, or the same sources in another."""
    here, there = root / PACKAGE, Path(validators.__file__).parent
    if here.resolve() == there.resolve():
        return True
    both = ({file.relative_to(folder): file for file in _files(folder) if file.suffix == ".py"} for folder in (here, there))
    ours, running = both
    return ours.keys() == running.keys() and all(ours[name].read_bytes() == running[name].read_bytes() for name in ours)

"""The packages that `requirements.lock` names: for which machine, and which of them run rather than test."""

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import requires
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RUNNING = ("site", "lsp", "excel", "federation", "word")
"""The extras that people use; `dev` is for those who change the program."""
_ENTRY = re.compile(r"(?m)^[a-zA-Z0-9][^\n\\]*(?:\\\n    --hash=[^\n\\]*)+")
_LINUX = tuple(f"manylinux_2_{minor}_x86_64" for minor in range(34, 16, -1))


class Machine(NamedTuple):
    """A kind of machine: what pip calls it, and what the lock's conditions ask of it."""

    platforms: tuple[str, ...]
    conditions: Mapping[str, str]


MACHINES = {
    "linux": Machine(
        (*_LINUX, "manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64"),
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    ),
    "windows": Machine(
        ("win_amd64",),
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    ),
    "macos": Machine(
        tuple(f"macosx_{major}_0_{kind}" for major in range(15, 10, -1) for kind in ("arm64", "universal2")),
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    ),
}
"""By name, the machines that a bundle can be made for."""


class Package(NamedTuple):
    """An entry of the lock: its name, what pip has to know of it, and on which machines it is wanted."""

    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name as package indexes compare it."""
        return canonicalize_name(self.requirement.name)

    def pinned(self) -> str:
        """Return the entry without its condition, as pip reads it from a file."""
        return " \\\n    ".join((f"{self.requirement.name}{self.requirement.specifier}", *self.hashes))


def packages(lock: Path) -> Iterator[Package]:
    """Yield the entries of a lock, in its order."""
    for entry in _ENTRY.findall(lock.read_text("utf-8")):
        line, *hashes = (part.strip() for part in entry.split("\\\n"))
        yield Package(Requirement(line), tuple(hashes))


def wanted_on(machine: Machine, python: str, found: Iterator[Package]) -> Iterator[Package]:
    """Yield the packages that a machine needs with a version of Python, such as 3.12.4.

    Pip judges conditions by the machine that it runs on, even where it is asked for another's wheels.
    """
    environment = {
        **machine.conditions,
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    for package in found:
        if package.requirement.marker is None or package.requirement.marker.evaluate(environment):
            yield package


def running(found: Iterator[Package]) -> Iterator[Package]:
    """Yield the packages that the program and its site need where they run, by what is installed here."""
    needed = _needed("nizom", RUNNING, set())
    return (package for package in found if package.name in needed)


def _needed(name: str, extras: tuple[str, ...], seen: set[str]) -> set[str]:
    for text in requires(name) or ():
        requirement = Requirement(text)
        asked = requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in ("", *extras))
        key = canonicalize_name(requirement.name)
        if asked and key not in seen:
            seen.add(key)
            _needed(key, tuple(requirement.extras), seen)
    return seen

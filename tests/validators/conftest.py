"""Fixtures of the package's tests."""

import shutil
import subprocess

import pytest

from tests.support.approvals import APPROVED_PROJECT, PLANNED
from tests.support.facts import NOT_BEGUN
from tests.support.keys import DEPUTY, WRITER, Key, registered
from tests.support.scratch import Scratch

KEYS = ("head", "deputy", "director", "writer", "stranger")
"""Whose keys there are; those of the head and the deputy are in their records."""


@pytest.fixture
def planned(base: Scratch) -> Scratch:
    """The base records with a planned project in which nothing is approved."""
    base.write("records/projects/loy-2026-001.md", PLANNED)
    return base


@pytest.fixture
def approved(planned: Scratch) -> Scratch:
    """The project as `nizom approve` leaves it once it is approved."""
    planned.write("records/projects/loy-2026-001.md", APPROVED_PROJECT)
    return planned


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Key]:
    """Real keys, by whose they are."""
    folder = tmp_path_factory.mktemp("keys")
    program = shutil.which("ssh-keygen")
    assert program
    for name in KEYS:
        subprocess.run([program, "-q", "-t", "ed25519", "-N", "", "-C", f"{name}@example.uz", "-f", folder / name], check=True)
    return {name: Key(folder / name) for name in KEYS}


@pytest.fixture
def office(base: Scratch, keys: dict[str, Key]) -> Scratch:
    """The base records, committed: the project is not approved yet, the head and the deputy have keys."""
    base.change("loy-2026-001", NOT_BEGUN)
    base.change("xod-001", registered(keys["head"]))
    base.change("xod-005", f"email: {DEPUTY}\n{registered(keys['deputy'])}")
    base.commit(by=WRITER)
    return base

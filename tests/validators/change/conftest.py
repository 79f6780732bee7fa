"""Fixtures of the gate's tests."""

import pytest

from tests.support.keys import WRITER, Key, registered, require
from tests.support.scratch import Scratch


@pytest.fixture
def committed(base: Scratch) -> Scratch:
    """The base records, committed."""
    base.commit()
    return base


@pytest.fixture
def guarded(office: Scratch, keys: dict[str, Key]) -> Scratch:
    """The office, where approvals of projects have to be signed, on a branch of its own."""
    office.change("xod-003", registered(keys["writer"]))
    require(office, "signed", strict="")
    office.commit(by=WRITER)
    office.git("checkout", "--quiet", "-b", "ish")
    return office

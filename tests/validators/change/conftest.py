"""Fixtures of the gate's tests."""

import pytest

from tests.support.scratch import Scratch


@pytest.fixture
def committed(base: Scratch) -> Scratch:
    """The base records, committed."""
    base.commit()
    return base

"""Fixtures of the package's tests."""

import pytest

from tests.support.approvals import APPROVED_PROJECT, PLANNED
from tests.support.scratch import Scratch


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

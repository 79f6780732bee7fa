"""What the looks of values mean."""

from datetime import date
from pathlib import Path

import pytest

from hooks.data.snapshot import Snapshot
from hooks.html.values import ValueRenderer
from validators.kinds import all_kinds
from validators.repository.repository import Repository


@pytest.mark.parametrize(
    ("status", "colour"),
    [("draft", "grey"), ("planned", "line"), ("in-progress", "blue"), ("suspended", "amber"), ("completed", "green")],
)
def test_each_stage_of_a_project_has_a_colour_of_its_own(status: str, colour: str) -> None:
    snapshot = Snapshot(Path(), date(2026, 6, 15), Repository.from_files({}, all_kinds()), [], [])

    assert ValueRenderer(snapshot, str, set()).status_colour("project", status) == colour

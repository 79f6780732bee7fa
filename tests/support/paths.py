"""Folders of the checkout that tests read."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
"""The cases of every check, one YAML file a code."""
BASE = CASES / "base"
"""A clean repository over which cases and scratch repositories lay their facts."""

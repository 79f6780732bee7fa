"""docs/architecture.md is true: it names every module, and what it names is there."""

import ast
import re
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from validators.kinds import all_kinds

PAGE = (ROOT / "docs/architecture.md").read_text("utf-8")
MODULES = [
    path.relative_to(ROOT)
    for folder in ("validators", "hooks")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if not path.stem.startswith("__")
]
KINDS = {Path(*kind.model.__module__.split(".")[:3]) for kind in all_kinds().values()}
"""The module or package of each kind, which is named after it."""


def section(path: Path) -> str:
    """Return what the page says of the modules of a folder."""
    whole = PAGE.split(f"### `{path.parts[0]}/`\n")[1].split("\n## ")[0].split("\n### ")[0]
    folder = "/".join(path.parts[1:-1])
    return whole.split(f"**{folder}/**")[1].split("\n\n")[0] if folder else whole.split("**")[0]


def is_named_by_its_page(path: Path) -> bool:
    return path.parts[:2] == ("hooks", "pages") or any(kind in (path.with_suffix(""), path.parent) for kind in KINDS)


@pytest.mark.parametrize("path", [path for path in MODULES if not is_named_by_its_page(path)], ids=str)
def test_every_module_is_named_with_its_folder(path: Path) -> None:
    assert f"`{path.name}`" in section(path)


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`((?:\w+/)*\w+\.py)", PAGE))))
def test_every_module_that_is_named_is_there(named: str) -> None:
    assert any(path.match(named) for path in MODULES) or (ROOT / named).is_file()


@pytest.mark.parametrize(("module", "name"), sorted(set(re.findall(r"`((?:\w+/)+\w+\.py):\s+(\w+)`", PAGE))))
def test_what_is_named_in_a_module_is_defined_there(module: str, name: str) -> None:
    (path,) = (path for path in MODULES if path.match(module))
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}

    assert name in defined

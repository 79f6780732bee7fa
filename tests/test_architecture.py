"""The order of the folders, the size and names of modules, and what every public name has."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.support.paths import ROOT

SOURCES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for folder in ("validators", "hooks", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in SOURCES.items()}
LAYERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "validators": (
        ("clock", "other_regulation", "text"),
        ("source",),
        ("model",),
        ("regulation",),
        ("rules",),
        ("repository",),
        ("kinds",),
        ("approval",),
        ("checks",),
        ("change",),
        ("workspace",),
        ("output",),
        ("authoring",),
        ("importing",),
        ("beginning",),
        ("overview",),
        ("answers",),
        ("documents",),
        ("reminding",),
        ("federating",),
        ("editor",),
        ("browser",),
        ("cli", "__main__"),
    ),
    "hooks": (
        ("data",),
        ("html",),
        ("history",),
        ("pages",),
        ("feeds",),
        ("writing",),
        ("engine",),
        ("site", "export"),
        ("plugin",),
    ),
}
"""The order of the folders: data flows from the first to the last, and a module imports from its own or an earlier one only."""

MANY = frozenset({"validators.kinds", "hooks.pages"})
"""Folders with a module for each kind or page, of any number."""
MOST = 13
"""The number of modules that a folder may hold."""

SAME_NAME: dict[str, str] = {
    "model": "each kind that is a package has one",
    "markdown": "one parses it, one output writes it",
    "registry": "one of the pages, one of the feeds",
    "reports": "the command and its page",
    "settings": "the settings and their page",
    "waivers": "the waivers and their page",
}
"""Names that several modules have, and why they may."""


def imported(name: str) -> Iterator[str]:
    """Yield the modules of the project that a module imports, including imports inside functions and for types."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in SOURCES else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


IMPORTS = {name: {other for other in imported(name) if other in SOURCES and other != name} for name in SOURCES}


def test_modules_do_not_import_each_other_in_circles() -> None:
    """Not even for types: what two modules need goes into a third, or into a protocol in the earlier one."""
    assert len(list(TopologicalSorter(IMPORTS).static_order())) == len(SOURCES)


def layer(name: str) -> int:
    """Return the index of a module's layer in its package."""
    package, folder, *_ = name.split(".")
    return next(index for index, folders in enumerate(LAYERS[package]) if folder in folders)


def modules_of(package: str) -> list[str]:
    """Return the modules of a package, except the package itself."""
    return [name for name in SOURCES if name.startswith(f"{package}.")]


@pytest.mark.parametrize("package", LAYERS)
def test_every_module_is_in_a_layer(package: str) -> None:
    assert {name.split(".")[1] for name in modules_of(package)} == {folder for folders in LAYERS[package] for folder in folders}


@pytest.mark.parametrize("package", LAYERS)
def test_no_module_imports_from_a_later_layer(package: str) -> None:
    modules = set(modules_of(package))
    assert [f"{name} → {other}" for name in modules for other in IMPORTS[name] & modules if layer(other) > layer(name)] == []


def test_no_folder_has_too_many_modules() -> None:
    held = Counter(name.rpartition(".")[0] for name, path in SOURCES.items() if path.stem != "__init__")

    assert {folder: number for folder, number in held.items() if number > MOST and folder not in MANY} == {}


def test_module_names_are_unique() -> None:
    stems = Counter(path.stem for name, path in SOURCES.items() if not name.startswith("benchmarks"))
    twice = {stem for stem, number in stems.items() if number > 1}

    assert twice - {"__init__"} == set(SAME_NAME)


def test_the_package_does_not_import_the_site() -> None:
    assert [
        name for name in SOURCES if name.startswith("validators") and any(other.startswith("hooks") for other in IMPORTS[name])
    ] == []


def test_kinds_import_each_other_in_one_direction() -> None:
    def kind_of(name: str) -> str:
        return name.split(".")[2] if name.startswith("validators.kinds.") else ""

    graph: dict[str, set[str]] = {}
    for name in SOURCES:
        graph.setdefault(kind_of(name), set()).update(kind_of(other) for other in IMPORTS[name] if kind_of(name))
    graph = {kind: others - {kind, ""} for kind, others in graph.items() if kind}

    assert set(TopologicalSorter(graph).static_order()) == set(graph)


def test_only_the_clock_reads_the_current_day() -> None:
    asking = [
        f"{name}:{node.lineno}"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("today", "now", "utcnow", "time", "localtime")
        and isinstance(node.value, ast.Name | ast.Attribute)
        and ast.unparse(node.value) in ("date", "datetime", "datetime.date", "datetime.datetime", "time")
    ]

    assert [place for place in asking if not place.startswith("validators.clock:")] == []


def test_no_module_is_longer_than_400_lines() -> None:
    assert [name for name, path in SOURCES.items() if path.read_text("utf-8").count("\n") > 400] == []


def public(tree: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    """Yield the public classes and functions, including those inside public classes."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def test_every_public_name_has_a_docstring() -> None:
    assert [name for name, tree in TREES.items() if not ast.get_docstring(tree)] == []
    assert [f"{name}.{node.name}" for name, tree in TREES.items() for node in public(tree) if not ast.get_docstring(node)] == []


def test_tests_import_from_support_only() -> None:
    def imported(path: Path) -> Iterator[str]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                yield node.module or "."
            elif isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)

    assert [
        f"{path.relative_to(ROOT)} → {module}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for module in imported(path)
        if re.match(r"\.|tests\b", module) and not module.startswith("tests.support")
    ] == []

"""What holds of the whole: every check has its paragraph, cases and words, every paragraph its check or its reason; and the
house is built in one direction."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
import yaml

from tests.support.models import models
from tests.support.paths import CASES, ROOT
from validators.checks.file_codes import OWN_FAILURE
from validators.checks.run import all_checks
from validators.kinds import all_kinds
from validators.model.fields import fields_of
from validators.regulation.paragraphs import paragraphs
from validators.regulation.settings import definition_of
from validators.rules.check import Check

KINDS = all_kinds()
CHECKS = all_checks(KINDS)

SHOWN_THROUGH_OTHERS = frozenset({"11.4", "11.5", "14.2", "14.6"})
"""Paragraphs without a check of their own: their reason says which others show them."""


def test_the_regulation_is_there_to_the_last_paragraph() -> None:
    section = [
        f"12.{letter}.{number}" for letter, last in zip("abvgdy", (7, 4, 4, 4, 3, 4), strict=True) for number in range(last + 1)
    ]
    before = ["1", "2", "3", "4", "5", "6.1", "6.2", "7", "8", "9", "10", *(f"11.{n}" for n in range(7)), "12.0"]
    after = [*(f"13.{n}" for n in range(8)), *(f"14.{n}" for n in range(7)), "15.1", "15.2", "16", "tanishuv"]

    assert list(paragraphs()) == [*before, *section, *after]


def test_a_paragraph_that_records_do_not_show_whole_says_why() -> None:
    for paragraph in paragraphs().values():
        assert paragraph.checkable in ("yes", "partly", "no"), paragraph.id
        assert (paragraph.reason is None) == (paragraph.checkable == "yes"), paragraph.id
        for texts in (paragraph.gloss, paragraph.reason or paragraph.gloss):
            assert texts["uz"].strip(), paragraph.id
            assert texts["en"].strip(), paragraph.id


def test_every_check_of_the_nizom_belongs_to_a_paragraph() -> None:
    """N11-1 asks something of clause 11 as a whole: its lead-in represents the clause."""
    of_nizom = [check for code, check in CHECKS.items() if code.startswith("N")]

    assert [check.code for check in of_nizom if not {check.clause, f"{check.clause}.0"} & set(paragraphs())] == []
    assert [check.code for check in of_nizom if check.authority is None] == []


def test_every_paragraph_has_a_check_or_a_reason() -> None:
    checked = {check.clause for check in CHECKS.values()}
    without = {paragraph.id for paragraph in paragraphs().values() if paragraph.checkable != "no"} - checked

    assert without <= SHOWN_THROUGH_OTHERS


@pytest.mark.parametrize("code", [code for code in CHECKS if code != OWN_FAILURE.code])
def test_every_check_has_a_case_that_passes_and_one_that_fails(code: str) -> None:
    """X01 has none, since no record makes our own code fail; test_own_failure.py adds a kind whose checks do."""
    cases = yaml.load((CASES / f"{code}.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)

    assert cases["pass"]
    assert cases["fail"]
    assert all(case.get("findings") for case in cases["fail"])


def test_every_check_comes_from_a_release_that_the_changelog_describes() -> None:
    releases = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)

    assert {check.code: check.introduced for check in CHECKS.values() if check.introduced not in releases} == {}


def test_every_file_of_cases_is_a_checks() -> None:
    assert [file.name for file in CASES.glob("*.yaml") if file.stem not in CHECKS] == []


def test_every_check_says_what_is_wrong_what_should_be_and_what_to_write() -> None:
    for check in CHECKS.values():
        assert all((check.title.template, check.requirement.template, check.fix.template)), check.code


def test_a_check_is_one_object_under_one_code() -> None:
    books: dict[str, set[int]] = {}
    for kind in KINDS.values():
        for check in kind.checks:
            books.setdefault(check.code, set()).add(id(check))

    assert [code for code, objects in books.items() if len(objects) > 1] == []


def test_a_measure_is_a_setting_that_its_paragraph_leaves_open() -> None:
    def fits(check: Check) -> bool:
        definition = definition_of(check.setting or "")
        return definition is not None and (check.clause is None or check.clause in definition.paragraphs)

    assert [check.code for check in CHECKS.values() if check.setting and not fits(check)] == []
    assert [check.code for check in CHECKS.values() if check.authority == "S" and not check.setting] == []


def test_what_the_nizom_itself_says_is_asked_whatever_is_set() -> None:
    assert [check.code for check in CHECKS.values() if check.authority == "N" and check.setting] == []


def asked_for() -> Iterator[tuple[str, str]]:
    """The check under which each field is asked for, and the field."""
    for model in models():
        for name, field in fields_of(model).items():
            if field.check:
                yield field.check, f"{model.__name__}.{name}"


def test_a_field_is_asked_for_under_a_check_that_exists() -> None:
    assert [field for code, field in asked_for() if code not in CHECKS] == []


def test_a_check_of_fields_has_fields() -> None:
    asking = {code for code, _ in asked_for()}
    by_function = {check.code for kind in KINDS.values() for check, _ in (*kind.book.rules, *kind.book.duties)}
    declared = {check.code for kind in KINDS.values() for check in kind.book.fields}

    assert sorted(declared - asking - by_function) == []


def test_kinds_do_not_share_a_name_a_folder_or_letters() -> None:
    for attribute in ("name", "folder", "prefix"):
        values = [getattr(kind, attribute) for kind in KINDS.values()]
        assert sorted(set(values)) == sorted(values)


def test_a_field_names_records_of_kinds_that_exist() -> None:
    named = [field.reference.kinds for model in models() for field in fields_of(model).values() if field.reference]

    assert {kind for kinds in named for kind in kinds} <= set(KINDS)


# The house.

SOURCES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for folder in ("validators", "hooks", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in SOURCES.items()}
LAYERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "validators": (
        ("clock", "text"),
        ("source",),
        ("model",),
        ("regulation",),
        ("rules",),
        ("repository",),
        ("kinds",),
        ("approval",),
        ("checks",),
        ("change",),
        ("output",),
        ("answers",),
        ("cli", "__main__"),
    ),
    "hooks": (("data",), ("html",), ("history",), ("pages",), ("feeds",), ("engine",), ("site", "export")),
}
"""The order of the folders: data flows from the first to the last, and a module imports from its own or an earlier one only."""

MANY = frozenset({"validators.kinds", "hooks.pages"})
"""Folders with a module for each kind or page, however many there are."""
MOST = 13
"""Modules that a folder may hold: as many as one looks through at a glance."""

SAME_NAME: dict[str, str] = {
    "model": "each kind that is a package has one",
    "markdown": "one output writes it, the site renders it",
    "registry": "one of the pages, one of the feeds",
    "reports": "the command and its page",
    "settings": "the settings and their page",
    "waivers": "the waivers and their page",
}
"""Names that several modules have, and why they may."""


def imported(name: str) -> Iterator[str]:
    """Yield the modules of ours that a module imports, inside a function or for types only too."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in SOURCES else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


IMPORTS = {name: {other for other in imported(name) if other in SOURCES and other != name} for name in SOURCES}


def test_no_two_modules_need_each_other() -> None:
    """Not for types either: what two need is a module of its own, or a protocol of the earlier one."""
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


def test_a_folder_is_seen_at_a_glance() -> None:
    held = Counter(name.rpartition(".")[0] for name, path in SOURCES.items() if path.stem != "__init__")

    assert {folder: number for folder, number in held.items() if number > MOST and folder not in MANY} == {}


def test_a_name_means_one_module() -> None:
    stems = Counter(path.stem for name, path in SOURCES.items() if not name.startswith("benchmarks"))
    twice = {stem for stem, number in stems.items() if number > 1}

    assert twice - {"__init__"} == set(SAME_NAME)


def test_the_package_does_not_know_the_site() -> None:
    assert [
        name for name in SOURCES if name.startswith("validators") and any(other.startswith("hooks") for other in IMPORTS[name])
    ] == []


def test_kinds_name_each_other_in_one_direction() -> None:
    def kind_of(name: str) -> str:
        return name.split(".")[2] if name.startswith("validators.kinds.") else ""

    graph: dict[str, set[str]] = {}
    for name in SOURCES:
        graph.setdefault(kind_of(name), set()).update(kind_of(other) for other in IMPORTS[name] if kind_of(name))
    graph = {kind: others - {kind, ""} for kind, others in graph.items() if kind}

    assert set(TopologicalSorter(graph).static_order()) == set(graph)


def test_only_the_clock_knows_what_day_it_is() -> None:
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


def test_modules_are_of_a_size_to_be_read() -> None:
    assert [name for name, path in SOURCES.items() if path.read_text("utf-8").count("\n") > 400] == []


def public(tree: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    """The classes and functions that others may use, with those inside such classes."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def test_every_public_name_is_explained() -> None:
    assert [name for name, tree in TREES.items() if not ast.get_docstring(tree)] == []
    assert [f"{name}.{node.name}" for name, tree in TREES.items() for node in public(tree) if not ast.get_docstring(node)] == []


def test_tests_share_code_through_support_only() -> None:
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

"""A template uses exactly the names that its context declares and those that every template has."""

from dataclasses import fields
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import jinja2
import pytest
from jinja2 import meta, nodes

from hooks import pages
from hooks.data.addresses import Forge
from hooks.data.snapshot import Snapshot
from hooks.html.environment import TEMPLATES
from hooks.html.page_context import PageContext
from hooks.html.renderer import Renderer
from validators.repository.repository import Repository

MODULES = [import_module(f"hooks.pages.{module.name}") for module in iter_modules(pages.__path__)]
CONTEXTS = {
    item.template: item
    for module in MODULES
    for item in vars(module).values()
    if isinstance(item, type) and issubclass(item, PageContext) and hasattr(item, "template")
}
RENDERER = Renderer(Snapshot(Path(), date(2026, 6, 15), Repository.from_files({}, {}), [], []), {}, Forge())


def names_used(template: str) -> set[str]:
    """Return the names that a template expects from its context: not set, imported or available to every template."""
    parsed = RENDERER.environment.parse((TEMPLATES / template).read_text("utf-8"))
    set_here = {name.name for name in parsed.find_all(nodes.Name) if name.ctx == "store"}
    return meta.find_undeclared_variables(parsed) - set_here - RENDERER.environment.globals.keys()


@pytest.mark.parametrize("template", sorted(CONTEXTS))
def test_a_page_uses_all_of_its_context_and_nothing_else(template: str) -> None:
    assert names_used(template) - {"written"} == {field.name for field in fields(CONTEXTS[template])}


def test_pages_and_templates_correspond() -> None:
    assert {file.name for file in TEMPLATES.glob("*.html")} == CONTEXTS.keys()


@pytest.mark.parametrize("template", sorted(f"macros/{file.name}" for file in (TEMPLATES / "macros").iterdir()))
def test_macros_use_only_what_they_are_given(template: str) -> None:
    assert names_used(template) == set()


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=lambda context: context.__name__)
def test_a_context_is_frozen_and_has_a_docstring(context: type[PageContext]) -> None:
    assert context.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(context)
    assert not (context.__doc__ or "").startswith(f"{context.__name__}(")


def test_a_missing_name_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        RENDERER.environment.from_string("{{ missing }}").render()

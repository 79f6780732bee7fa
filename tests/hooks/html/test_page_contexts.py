"""A template uses exactly the names that its context declares, and those that every template has."""

from dataclasses import fields
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import jinja2
import pytest
from jinja2 import meta

from hooks import pages
from hooks.data.snapshot import Snapshot
from hooks.html.page_context import PageContext
from hooks.html.templates import TEMPLATES, Renderer
from validators.repository.repository import Repository

MODULES = [import_module(f"hooks.pages.{module.name}") for module in iter_modules(pages.__path__)]
CONTEXTS = {
    item.template: item
    for module in MODULES
    for item in vars(module).values()
    if isinstance(item, type) and issubclass(item, PageContext) and item is not PageContext
}
RENDERER = Renderer(Snapshot(Path(), date(2026, 6, 15), Repository({}, {}), [], []), {}, "")


def names_used(template: str) -> set[str]:
    source = (TEMPLATES / template).read_text("utf-8")
    return meta.find_undeclared_variables(RENDERER.environment.parse(source)) - RENDERER.environment.globals.keys()


@pytest.mark.parametrize("template", sorted(CONTEXTS))
def test_a_page_uses_its_context_and_the_whole_of_it(template: str) -> None:
    assert names_used(template) - {"written"} == {field.name for field in fields(CONTEXTS[template])}


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=lambda context: context.__name__)
def test_a_context_is_frozen_and_says_what_it_is_for(context: type[PageContext]) -> None:
    assert context.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(context)
    assert not (context.__doc__ or "").startswith(f"{context.__name__}(")


def test_a_context_that_lacks_a_name_is_not_drawn() -> None:
    with pytest.raises(jinja2.UndefinedError):
        RENDERER.environment.from_string("{{ missing }}").render()

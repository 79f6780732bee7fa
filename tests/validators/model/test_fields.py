"""Descriptions of fields: the form is declared, never guessed, and a route leads to the same field for every caller."""

import re
from typing import Annotated, Any, Literal, get_args

import pytest
from pydantic import BaseModel

from tests.support.models import models
from tests.support.paths import ROOT
from validators.kinds import all_kinds
from validators.kinds.project.model import Project
from validators.model import types
from validators.model.fields import asked_by, column_of, field_at, fields_of, group_at, is_personal, models_in, title_at
from validators.model.record import Approval, Extension, Part
from validators.model.types import Distinct, Id, Money, Number, Reference, Scalar, Text, Year, field
from validators.regulation.settings import VALUE_TYPES
from validators.source.route import Route

TYPES = {name: value for name, value in vars(types).items() if hasattr(value, "__metadata__")}


class Price(Part):
    """A group of fields."""

    name: Text = field("Name", "What it is called", personal=True)
    price: Money | None = field("Price", "What it costs", default=None, by="N5-1")


class Whole(BaseModel):
    """A model with a field of each sort."""

    target: Number = field("Target", "What is to be reached")
    years: tuple[Year, ...] = field("Years", "Which years", default=())
    state: Literal["open"] | Literal["shut", "gone"] | None = field("State", "How it is", default="open")
    acts: Annotated[tuple[Annotated[Id, Reference("act")], ...], Distinct] = field("Acts", "Which acts", default=())
    parts: tuple[Price, ...] = field("Parts", "What it is made of", default=(), by="N4-1")
    secret: Price | None = field("Secret", "What nobody sees", default=None, personal=True)


@pytest.mark.parametrize("name", TYPES)
def test_every_type_declares_its_form(name: str) -> None:
    marks = [mark for mark in TYPES[name].__metadata__ if isinstance(mark, Scalar)]

    assert len(marks) == 1
    assert marks[0].form in get_args(types.Form)


def test_only_fields_py_reads_the_annotations_of_models() -> None:
    sources = {path.relative_to(ROOT).as_posix(): path for top in ("validators", "hooks") for path in (ROOT / top).rglob("*.py")}

    # What a register publishes is no record, and its models become the columns of tables.
    assert {name for name, path in sources.items() if re.search(r"\.model_fields\b", path.read_text("utf-8"))} == {
        "validators/federating/table_columns.py",
        "validators/model/fields.py",
    }


def test_a_type_without_a_form_is_refused() -> None:
    class Plain(BaseModel):
        count: int = field("Count", "How many")

    with pytest.raises(TypeError, match=r"Plain\.count: <class 'int'> has no form"):
        fields_of(Plain)


def test_every_field_setting_and_column_has_a_form() -> None:
    for model in (*models(), *(value_type.group for value_type in VALUE_TYPES.values())):
        assert all(found.form in get_args(types.Form) for found in fields_of(model).values()), model
    assert [name for kind in all_kinds().values() for name in kind.columns if not column_of(kind.model, name).form] == []


def test_a_field_is_described_as_it_is_declared() -> None:
    target, years, state, acts, parts, secret = fields_of(Whole).values()

    assert [one.name for one in (target, years, state, acts, parts, secret)] == list(Whole.model_fields)
    assert (target.title.template, target.description.template) == ("Target", "What is to be reached")
    assert (target.form, target.many, target.required, target.numeric) == ("number", False, True, True)
    assert (years.form, years.many, years.required, years.default, years.numeric) == ("year", True, False, (), True)
    assert (state.form, state.choices, state.default, state.numeric) == ("choice", ("open", "shut", "gone"), "open", False)
    assert (acts.form, acts.many, acts.reference) == ("reference", True, Reference("act"))
    assert (parts.form, parts.many, parts.group, parts.check, parts.personal) == ("group", True, Price, "N4-1", False)
    assert (secret.form, secret.many, secret.group, secret.personal) == ("group", False, Price, True)


def test_a_past_day_is_a_day_and_is_marked() -> None:
    past, any_day = fields_of(Approval)["date"], fields_of(Extension)["old"]

    assert [(day.form, day.happened) for day in (past, any_day)] == [("day", True), ("day", False)]


def test_a_property_shown_as_a_column_has_the_form_of_its_type() -> None:
    progress = column_of(Project, "progress")

    assert (progress.form, progress.title.template, progress.personal) == ("percent", "Progress", False)


@pytest.mark.parametrize(
    ("parts", "name", "group", "personal", "check"),
    [
        ((), None, Whole, False, None),
        (("target",), "target", None, False, None),
        (("parts",), "parts", Price, False, "N4-1"),
        (("parts", 3), "parts", Price, False, "N4-1"),
        (("parts", 3, "name"), "name", None, True, "N4-1"),
        (("parts", "name"), "name", None, True, "N4-1"),
        (("parts", 3, "price"), "price", None, False, "N5-1"),
        (("secret",), "secret", Price, True, None),
        (("secret", "price"), "price", None, True, "N5-1"),
        (("nothing",), None, None, False, None),
        (("target", "nothing"), None, None, False, None),
        (("parts", 0, "nothing"), None, None, False, "N4-1"),
        (("secret", "nothing"), None, None, True, None),
    ],
)
def test_a_route_finds_the_field_its_group_check_and_privacy(
    parts: tuple[str | int, ...], name: str | None, group: Any, personal: bool, check: str | None
) -> None:
    route = Route(*parts)
    found = field_at(Whole, route)

    assert (found.name if found else None, group_at(Whole, route)) == (name, group)
    assert (is_personal(Whole, route), asked_by(Whole, route)) == (personal, check)
    assert title_at(Whole, route).template == (found.title.template if found else route.for_people())


def test_models_in_a_model_are_listed_once() -> None:
    assert list(models_in(Whole)) == [Whole, Price]

"""What a form knows of fields, of the calendar, and of the records that may be named."""

import json
from datetime import date
from typing import Any

from tests.support.scratch import Scratch
from validators.browser.forms import LONG, choices_as_json, fields_as_json
from validators.kinds import all_kinds
from validators.model.fields import fields_of, models_in
from validators.repository.reading import read_tree
from validators.repository.repository import Repository
from validators.text.messages import Language

UZ = Language("uz")


def repository(base: Scratch) -> Repository:
    return Repository.from_files(read_tree(base.root), all_kinds())


def described(base: Scratch) -> Any:
    return json.loads(fields_as_json(repository(base), date(2026, 6, 15), UZ))


def test_every_field_of_every_kind_is_described_once(base: Scratch) -> None:
    form = described(base)

    for name, kind in all_kinds().items():
        assert [field["key"] for field in form["kinds"][name]["fields"]] == list(fields_of(kind.model)), name
        groups = {field["group"] for field in form["kinds"][name]["fields"] if "group" in field}
        assert groups <= form["groups"].keys()
    inside = {field["key"] for group in form["groups"].values() for field in group["fields"]}
    assert inside == {
        key
        for kind in all_kinds().values()
        for model in models_in(kind.model)
        if model is not kind.model
        for key in fields_of(model)
    }


def test_a_form_asks_by_the_form_of_a_value(base: Scratch) -> None:
    form = described(base)
    project = {field["key"]: field for field in form["kinds"]["project"]["fields"]}
    milestone = {field["key"]: field for field in form["groups"]["Milestone"]["fields"]}

    assert project["owner"] == {
        "key": "owner", "label": "Mas’ul bo‘linma", "help": "Yozuv uchun mas’ul bo‘linma: bo‘lim yoki yozuvda ko‘rsatilgan bo‘linma",
        "type": "reference", "required": True, "kinds": ["organization"],
    }  # fmt: skip
    assert milestone["done"]["type"] == "day"
    assert milestone["done"]["past"]
    assert "past" not in milestone["due"]
    assert (project["summary"]["type"], project["title"]["type"]) == ("text", "line")
    assert project["basis"]["withdrawn"]
    assert project["basis"]["distinct"]
    assert [key for key, field in project.items() if field.get("hand") is False] == ["id", "approvals", "corrections", "sample"]
    assert {field["key"] for field in form["groups"]["Contact"]["fields"] if field.get("personal")} == {"name", "phone"}


def test_long_texts_are_texts_somewhere() -> None:
    models = [model for kind in all_kinds().values() for model in models_in(kind.model)]

    assert {field.name for model in models for field in fields_of(model).values() if field.form == "text"} >= LONG


def test_a_day_is_a_holiday_by_name_or_worked_at_a_weekend(base: Scratch) -> None:
    form = described(base)

    assert form["holidays"]["2026-09-01"] == "Mustaqillik kuni"
    assert form["holidays"]["2026-12-08"] == "O‘zbekiston Respublikasi Konstitutsiyasi kuni"
    assert "2026-12-12" in form["workdays"]
    assert form["days_off"] == []


def test_the_calendar_file_is_heard(base: Scratch) -> None:
    base.write("records/holidays.md", "---\nholidays: [2026-07-01]\nworkdays: [2026-07-04, 2026-09-01]\n---\n")

    form = described(base)

    assert form["days_off"] == ["2026-07-01"]
    assert "2026-07-04" in form["workdays"]
    assert "2026-09-01" not in form["holidays"]


def test_records_are_searched_in_any_spelling(base: Scratch) -> None:
    found = {one["id"]: one for one in json.loads(choices_as_json(repository(base), UZ))}

    assert found["loy-2026-001"]["folded"].startswith("loy-2026-001 ")
    assert "‘" not in "".join(one["folded"] for one in found.values())
    assert {one["kind"] for one in found.values()} <= all_kinds().keys()
    assert found["loy-2026-001"]["alive"] is True

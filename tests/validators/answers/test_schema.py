"""`nizom schema`: JSON Schemas and models accept the same front matter."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from inline_snapshot import snapshot
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from tests.support.mutations import base_records, case_records, kind_of, mutated
from tests.support.scratch import Scratch
from validators.answers.schema import any_record, kind_schema
from validators.kinds import all_kinds
from validators.rules.kind import Kind
from validators.text.messages import Language

SCHEMAS = {
    name: Draft202012Validator(kind_schema(kind, Language("en")), format_checker=Draft202012Validator.FORMAT_CHECKER)
    for name, kind in all_kinds().items()
}


def _agree(kind: Kind, values: dict[str, Any]) -> bool:
    """Return whether both accept the front matter; fail where they differ."""
    try:
        kind.model.model_validate(values)
        refused = ""
    except ValidationError as error:
        refused = str(error)
    complaints = [error.message for error in SCHEMAS[kind.name].iter_errors(values)]
    assert bool(complaints) == bool(refused), f"{values}\nmodel: {refused}\nschema: {complaints}"
    return not refused


def test_every_base_record_is_accepted_by_its_schema() -> None:
    assert all(_agree(kind_of(path), values) for path, values in base_records().items())


def test_schema_and_model_agree_on_every_case() -> None:
    outcomes = [_agree(kind, values) for _, kind, values in case_records()]
    assert outcomes


@settings(max_examples=600, deadline=None)
@given(mutated())
def test_schema_and_model_agree_on_mutated_records(record: tuple[Kind, dict[str, Any]]) -> None:
    _agree(*record)


@pytest.mark.parametrize("name", all_kinds())
def test_a_kinds_schema_is_a_schema(scratch: Scratch, name: str) -> None:
    schema = scratch.nizom("schema", name, "--lang", "en").json

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:nizom:schema:{name}"
    assert schema["additionalProperties"] is False
    assert {"id", "title", "status", "owner"} <= set(schema["required"])
    assert all(part["additionalProperties"] is False for part in schema["$defs"].values())


def test_without_a_kind_the_schema_accepts_any_record(scratch: Scratch) -> None:
    schema = scratch.nizom("schema").json

    Draft202012Validator.check_schema(schema)
    assert list(schema["$defs"]) == list(all_kinds())
    whole = Draft202012Validator(any_record(all_kinds(), Language("en")))
    assert all(whole.is_valid(values) for values in base_records().values())
    assert not whole.is_valid({"id": "loy-2026-001"})


def test_texts_are_translated_and_values_are_not(scratch: Scratch) -> None:
    uzbek = scratch.nizom("schema", "project").json
    english = scratch.nizom("schema", "PROJECT", "--lang", "en").json

    assert english["title"] == "Project"
    assert english["properties"]["title"]["description"] == snapshot("What it is called, in one line")
    assert uzbek["title"] == "Loyiha"
    assert uzbek["properties"]["title"]["title"] == "Nomi"
    status = uzbek["properties"]["status"]
    assert status["enum"] == english["properties"]["status"]["enum"]
    assert status["enumDescriptions"][status["enum"].index("in-progress")] == "bajarilmoqda"
    assert english["properties"]["sample"]["default"] == "false"
    assert '"null"' not in json.dumps(english)


def test_personal_fields_and_checks_are_marked(scratch: Scratch) -> None:
    parts = scratch.nizom("schema", "project").json["$defs"]

    assert parts["Member"]["properties"]["name"]["x-personal"] is True
    assert parts["Expertise"]["properties"]["number"]["x-check"] == "N12.a.3-3"


def test_lists_without_duplicates_are_marked(scratch: Scratch) -> None:
    assert scratch.nizom("schema", "project").json["properties"]["units"]["uniqueItems"] is True


def test_an_unknown_kind_is_a_usage_error_that_lists_all_kinds(scratch: Scratch) -> None:
    known = [f"{name} ({Language('en').text(kind.singular)})" for name, kind in all_kinds().items()]

    answer = scratch.nizom("schema", "projct", "--lang", "en")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.replace(", ".join(known), "KINDS") == snapshot("nizom: There is no kind projct. There are: KINDS\n")

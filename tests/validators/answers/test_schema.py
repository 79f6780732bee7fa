"""`nizom schema`: JSON Schemas and models accept the same front matter."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from inline_snapshot import snapshot
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from tests.support.mutations import base_records, case_records, kind_of, mutated
from tests.support.paths import BASE, ROOT
from tests.support.scratch import Scratch
from tests.support.wrong_values import base_files, every_field, kind_at, with_wrong_value
from validators.answers.schema import any_record, kind_schema, settings_schema
from validators.kinds import all_kinds
from validators.model.fields import references
from validators.model.ids import has_prefix
from validators.regulation.written_settings import read_settings
from validators.repository.record_file import read_record
from validators.rules.kind import Kind
from validators.source.document import read_document
from validators.text.messages import Language

SCHEMAS = {
    name: Draft202012Validator(kind_schema(kind, all_kinds(), Language("en")), format_checker=Draft202012Validator.FORMAT_CHECKER)
    for name, kind in all_kinds().items()
}


def _agree(kind: Kind, values: dict[str, Any]) -> bool:
    """Return whether both accept the front matter; fail where they differ.

    What is said of the letters of ids (F25, R02) the schema says as well.
    """
    try:
        record = kind.model.model_validate(values)
        refused = "" if has_prefix(record.id, kind.prefix) else "F25"
        prefixes = [(id_, [all_kinds()[name].prefix for name in named.kinds]) for _, id_, named in references(record)]
        if any(known and not any(has_prefix(id_, prefix) for prefix in known) for id_, known in prefixes):
            refused = "R02"
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
    assert english["properties"]["sample"]["default"] is False


class CoreSchema(yaml.SafeLoader):
    """YAML 1.2 as editors read it: numbers, truth values and null are themselves, dates stay text."""


CoreSchema.yaml_implicit_resolvers = {}
CoreSchema.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(true|True|TRUE|false|False|FALSE)\Z"), list("tTfF"))
CoreSchema.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(~|null|Null|NULL|)\Z"), ["~", "n", "N", ""])
CoreSchema.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+\Z"), list("-+0123456789"))
CoreSchema.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z"), list("-+.0123456789")
)
LOADERS = [CoreSchema, yaml.SafeLoader]


def loaded(file: Path, loader: type[yaml.SafeLoader]) -> dict[str, Any]:
    """Return the front matter of a record as that YAML reads it, and days as JSON has them: as text."""
    read = yaml.load(file.read_text("utf-8").split("---\n")[1], Loader=loader)
    found: dict[str, Any] = json.loads(json.dumps(read, default=lambda day: day.isoformat()))
    return found


def is_whole(file: Path) -> bool:
    """Whether no fact of a record is left to be filled in, as in one that was just begun."""
    return read_record(str(file), file.read_bytes(), kind_of(str(file))).is_whole


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("folder", [BASE / "records", ROOT / "records"], ids=["base", "starter"])
def test_a_record_is_accepted_as_editors_read_it(folder: Path, loader: type[yaml.SafeLoader]) -> None:
    files = [file for file in sorted(folder.glob("*/*.md")) if is_whole(file)]

    complaints = {
        file.name: [f"{error.json_path}: {error.message}" for error in SCHEMAS[kind_of(str(file)).name].iter_errors(loaded(file, loader))]
        for file in files
    }  # fmt: skip

    assert files
    assert {name: found for name, found in complaints.items() if found} == {}


@pytest.mark.parametrize(
    ("facts", "accepted"),
    [
        ("due: 2026-12-25", True),
        ("due: 2026-13-25", False),
        ("due: 20261225", False),
        ("due: [2026-12-25]", False),
        ("due:", False),
        ("priority:", True),
        ("units:", True),
        ("title: 2026", True),
        ("title: 1.10", True),
        ("title: true", True),
        ("title:", False),
        ("title: [a]", False),
        ("sample: true", True),
        ("sample: 'true'", True),
        ("sample: ha", False),
        ("sample: 1", False),
        ("budget: {planned: 480000000, source: Budjet}", True),
        ("budget: {planned: 480000000.50, source: Budjet}", True),
        ("budget: {planned: -1, source: Budjet}", False),
        ("budget: {planned: 480 000 000, source: Budjet}", False),
        ("monitoring: [{date: 2026-06-01, progress: 40}]", True),
        ("monitoring: [{date: 2026-06-01, progress: 40.5}]", False),
        ("monitoring: [{date: 2026-06-01, progress: 101}]", False),
        ("monitoring: [{date: 2026-06-01, progress: true}]", False),
        ("units: [tsh-006]", True),
        ("units: [xod-003]", False),
        ("responsible: tsh-002", False),
        ("id: std-001", False),
        ("status: bajarilmoqda", False),
        ("nomalum: 1", False),
    ],
)
def test_the_schema_accepts_what_the_check_accepts(base: Scratch, facts: str, accepted: bool) -> None:
    base.change("loy-2026-001", "") if facts.endswith(":") else base.change("loy-2026-001", f"{facts}\n")
    file = base.path("loy-2026-001")
    if facts.endswith(":"):
        file.write_text(re.sub(rf"(?m)^{facts}.*\n(?:[ -].*\n)*", f"{facts}\n", file.read_text("utf-8")), "utf-8")
        base.edit("loy-2026-001", "---\n", "---\n" if f"\n{facts}\n" in file.read_text("utf-8") else f"---\n{facts}\n")
    form = {code for code in base.check().findings if code[0] in "FR"}

    assert SCHEMAS["project"].is_valid(loaded(file, CoreSchema)) is accepted
    assert (not form) is accepted


def test_every_wrong_value_that_the_check_refuses_is_refused() -> None:
    """Each field of each kind with a value that it cannot hold, read as an editor reads it."""
    missed = []
    for path, data in base_files().items():
        kind = kind_at(path)
        for route, field in every_field(kind.model) if kind else ():
            front = with_wrong_value(data, route, field).decode().split("---\n")[1]
            if kind and SCHEMAS[kind.name].is_valid(yaml.load(front, Loader=CoreSchema)):
                missed.append(f"{path} {route}")
    assert missed == []


def test_a_reference_says_which_kinds_it_may_name(scratch: Scratch) -> None:
    properties = scratch.nizom("schema", "project", "--lang", "en").json["properties"]

    assert properties["owner"]["description"].endswith("named in the record (tsh-… is Organisation)")
    assert properties["basis"]["items"]["x-kinds"] == ["act"]
    assert re.match(properties["basis"]["items"]["pattern"], "hjt-001")
    assert not re.match(properties["basis"]["items"]["pattern"], "std-001")


def test_of_any_record_the_id_decides_which_kind_is_asked_for(scratch: Scratch) -> None:
    """Complaints are those of that kind alone, and no reference leads out of the file."""
    schema = scratch.nizom("schema").json
    whole = Draft202012Validator(schema)
    values = base_records()["records/acts/hjt-001.md"]

    assert [error.message for error in whole.iter_errors({**values, "title": []})] == [
        error.message for error in SCHEMAS["act"].iter_errors({**values, "title": []})
    ]
    assert not whole.is_valid({**values, "id": "aaa-001"})
    assert not whole.is_valid({key: value for key, value in values.items() if key != "id"})
    found = re.findall(r'"\$ref": "([^"]*)"', json.dumps(schema))
    assert found
    assert all(_at(schema, reference) for reference in found)


def _at(schema: Any, reference: str) -> Any:
    assert reference.startswith("#/")
    for part in reference[2:].split("/"):
        schema = schema[part]
    return schema


def test_personal_fields_and_checks_are_marked(scratch: Scratch) -> None:
    parts = scratch.nizom("schema", "project").json["$defs"]

    assert parts["Member"]["properties"]["name"]["x-personal"] is True
    assert parts["Expertise"]["properties"]["body"]["x-check"] == "N12.a.3-3"


def test_lists_without_duplicates_are_marked(scratch: Scratch) -> None:
    assert scratch.nizom("schema", "project").json["properties"]["units"]["uniqueItems"] is True


def test_an_unknown_kind_is_a_usage_error_that_lists_all_kinds(scratch: Scratch) -> None:
    known = [f"{name} ({Language('en').text(kind.singular)})" for name, kind in all_kinds().items()]

    answer = scratch.nizom("schema", "kosmodrom", "--lang", "en")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.replace(", ".join(known), "KINDS") == snapshot("nizom: There is no kind kosmodrom. There are: KINDS\n")


GIVEN = {"value": "30", "basis": "hjt-001", "since": "2026-01-12"}
SETTINGS: dict[str, tuple[dict[str, Any], bool]] = {
    "a value alone": ({"S07": GIVEN}, True),
    "values with their days, the newest first": ({"S07": [{**GIVEN, "since": "2027-01-01"}, GIVEN]}, True),
    "a number as YAML has it": ({"S07": {**GIVEN, "value": 30}}, True),
    "a setting that no paragraph leaves open": ({"three-year-pauses": {**GIVEN, "value": ["childcare"]}}, True),
    "a value that is no number": ({"S07": {**GIVEN, "value": "o‘ttiz"}}, False),
    "no basis": ({"S07": {key: GIVEN[key] for key in ("value", "since")}}, False),
    "a day that is none": ({"S07": {**GIVEN, "since": "12.01.2026"}}, False),
    "no value in a list": ({"S07": []}, False),
    "a key that is not known": ({"S07": {**GIVEN, "izoh": "a"}}, False),
    "a setting that is not known": ({"S99": GIVEN}, False),
    "a holder without an employee": ({"S05": {**GIVEN, "value": [{"role": "deputy", "since": "2026-01-12"}]}}, False),
}


@pytest.mark.parametrize(("values", "right"), SETTINGS.values(), ids=SETTINGS)
def test_the_settings_have_a_schema_that_agrees_with_their_reader(values: dict[str, Any], right: bool) -> None:
    schema = Draft202012Validator(settings_schema(all_kinds(), Language("en")))
    written = "---\n" + json.dumps(values, ensure_ascii=False) + "\n---\n"

    read = read_settings(read_document("records/settings.md", written.encode()))

    assert (schema.is_valid(values), read.problems == ()) == (right, right)


def test_the_schema_of_the_settings_is_printed(base: Scratch) -> None:
    printed = base.nizom("schema", "settings").json

    assert Draft202012Validator(printed).is_valid(read_document("", (base.root / "records/settings.md").read_bytes()).values)
    assert printed["properties"]["S07"]["title"] == "Inspeksiya so‘roviga javob muddati, kun"

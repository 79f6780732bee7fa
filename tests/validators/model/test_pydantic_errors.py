"""Every error of pydantic gets words of ours."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot
from pydantic import TypeAdapter, ValidationError

from tests.support.mutations import VALUES, mutated
from tests.support.scratch import Scratch
from validators.checks.run import all_checks
from validators.kinds import all_kinds
from validators.model.record import Part
from validators.model.types import Url
from validators.model.written.pydantic_errors import problems
from validators.regulation.settings import definitions
from validators.regulation.written_settings import read_settings
from validators.rules.kind import Kind
from validators.source.document import Document, read_document
from validators.text.messages import Language

LANGUAGES = (Language("uz"), Language("en"))


@settings(max_examples=400, deadline=None)
@given(mutated())
def test_every_error_of_a_record_has_words(record: tuple[Kind, dict[str, Any]]) -> None:
    kind, values = record
    codes = all_checks(all_kinds())
    try:
        kind.model.model_validate(values)
    except ValidationError as error:
        for code, problem in problems(error, kind.model):
            assert code in codes
            assert all(language.text(part) for language in LANGUAGES for part in (problem.message, problem.hint) if part)
            Document("a.md", b"", values).span(problem.at)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(definitions())), VALUES)
def test_every_error_of_a_setting_has_words(code: str, value: Any) -> None:
    document = Document("settings.md", b"", {code: {"value": value, "basis": "hjt-001", "since": "2026-01-01"}})

    read = read_settings(document)

    assert bool(read.problems) != (code in read.history)
    assert all(language.text(problem.message) for language in LANGUAGES for _, problem in read.problems)


@pytest.mark.parametrize("type_", [int, float, bytes, dict[str, int], frozenset[str]])
def test_an_error_of_a_type_that_no_kind_uses_has_words(type_: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(type_).validate_python(object())

    assert [code for code, _ in problems(caught.value, Part)] == ["F22"]


def hint(scratch: Scratch, facts: str, language: str = "en") -> str:
    """Return the hint of the first finding once these facts are laid over the project."""
    scratch.change("loy-2026-001", facts)
    return str(
        scratch.nizom("check", "--format", "json", "--lang", language, "--as-of", "2026-06-15").json["findings"][0]["hint"]
    )


def test_choices_are_offered_with_their_uzbek_names(base: Scratch) -> None:
    assert hint(base, "priority: urgent\n") == snapshot("Choose one of: high, medium, low")
    assert hint(base, "priority: urgent\n", "uz") == snapshot(
        "Quyidagilardan birini tanlang: high (yuqori), medium (o‘rta), low (past)"
    )


def test_a_local_date_is_suggested_as_an_iso_date(base: Scratch) -> None:
    assert hint(base, "due: 31.12.2026\n") == snapshot("Write it as 2026-12-31")


@pytest.mark.parametrize("written", ["0", "99999999999"])
def test_the_year_of_a_project_list_is_a_year(base: Scratch, written: str) -> None:
    base.change("ryx-2026-001", f"year: {written}\n")

    [found] = [found for found in base.check().json["findings"] if found["record"][:3] == "ryx"]
    assert (found["code"], found["field"]) == ("F22", "year")
    assert found["message"].replace(written, "WRITTEN") == snapshot("“WRITTEN” is not a year")
    assert found["hint"] == snapshot("Write four digits, from 1900 to 2199: 2027")


def test_a_moment_needs_its_time_of_day(base: Scratch) -> None:
    base.change("hod-2026-001", "start: 2026-05-12\n")
    assert base.check().json["findings"][0]["hint"] == snapshot(
        "Write the date and, after a space, hours and minutes: 2026-03-05 14:30"
    )

    base.change("hod-2026-001", "start: 2026-05-12 09:40\nend: 2026-05-12 09:10\n")
    message = base.check().json["findings"][0]["message"]
    assert message == snapshot("The period ends on 12 May 2026, 09:10, before it begins on 12 May 2026, 09:40")


def test_a_misspelt_key_gets_the_nearest_one(base: Scratch) -> None:
    assert hint(base, "priorty: high\n") == snapshot("Perhaps “priority” was meant")


def findings(scratch: Scratch) -> list[tuple[str, str, str]]:
    """Return the code, field and hint of each finding."""
    return [(found["code"], found["field"], found["hint"]) for found in scratch.check().json["findings"]]


def test_a_misspelt_key_is_not_also_reported_as_missing(base: Scratch) -> None:
    file = base.path("loy-2026-001")
    text = file.read_text("utf-8")
    file.write_text(text.replace("title:", "titel:", 1).replace("role:", "rol:", 1), "utf-8")

    assert findings(base) == [
        ("F20", "titel", snapshot("Perhaps “title” was meant: it is required and missing")),
        ("F20", "approvals.0.rol", snapshot("Perhaps “role” was meant: it is required and missing")),
    ]


def test_another_missing_key_is_reported_next_to_a_misspelt_one(base: Scratch) -> None:
    base.change("tsh-006", "titel: Sinov\ntype:\n")

    assert [(code, at) for code, at, _ in findings(base)] == [("F21", "type"), ("F20", "titel")]


@pytest.mark.parametrize("written", ['"true\\n"', '"2026-03-05\\n"', "٢٠٢٦-٠٣-٠٥"])
def test_a_line_end_or_foreign_digits_make_another_value(base: Scratch, written: str) -> None:
    base.change("loy-2026-001", f"due: {written}\nsample: {written}\n")

    assert {"F22 loy-2026-001 due", "F22 loy-2026-001 sample"} <= set(base.check().findings)


def test_a_text_of_invisible_characters_is_empty(base: Scratch) -> None:
    base.change("loy-2026-001", 'title: "\\u200b\\u00a0"\n')

    assert base.check().findings == ["F22 loy-2026-001 title"]


def test_a_long_address_is_refused_quickly(base: Scratch) -> None:
    document = read_document("a.md", f"---\nurl: http://{'a.' * 100_000} \n---\n".encode())
    with pytest.raises(ValidationError):
        TypeAdapter(Url).validate_python(document.values["url"])


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        ("https://a.uz/{x}", "An address cannot hold “{” as it is: write %7B instead"),
        ("https://a.uz/a|b", "An address cannot hold “|” as it is: write %7C instead"),
        ("https://a.uz/a^b", "An address cannot hold “^” as it is: write %5E instead"),
        ("https://a.uz/a`b", "An address cannot hold “`” as it is: write %60 instead"),
        ("https://a.uz/a\\b", "An address cannot hold “\\” as it is: write %5C instead"),
        ("https://a.uz/a b", "An address cannot hold “ ” as it is: write %20 instead"),
        ("https://a.uz/<b>", "An address cannot hold “<” as it is: write %3C instead"),
        ("https://a.uz/100%", "An address cannot hold “%” as it is: write %25 instead"),
        ("https://a.uz/%ZZ", "An address cannot hold “%” as it is: write %25 instead"),
        ("https://a.uz:port/", "Write the address in full: https://standart.uz/…"),
        ("https://a..uz/", "Write the address in full: https://standart.uz/…"),
        ("https://.uz/", "Write the address in full: https://standart.uz/…"),
        ("https://a.uz\\b/", "Write the address in full: https://standart.uz/…"),
        ("https://standart", "Write the address in full: https://standart.uz/…"),
    ],
)
def test_an_address_that_no_catalogue_can_hold_is_refused(base: Scratch, address: str, advice: str) -> None:
    base.change("ochm-001", f"website:\n  url: '{address}'\n  date: 2025-01-20\n")

    (found,) = base.check().json["findings"]

    assert (found["code"], found["field"], found["message"]) == ("F22", "website.url", f"“{address}” is not a web address")
    assert found["hint"] == advice


ADDRESSES = (
    "https://standart.uz", "https://a.uz:8080/x?b=1#c", "https://стандарт.уз/йўл?q=ў#ў", "https://a.uz?q=1", "https://a.uz./",
    "https://u:p@a.uz/x", "https://a.uz/%7Bid%7D", "https://a.uz/x[1]?y=[2]", "https://a.uz/😀", "http://10.0.0.1/x", "https://a_b.uz/",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_browsers_open_is_accepted(address: str) -> None:
    assert TypeAdapter(Url).validate_python(address) == address

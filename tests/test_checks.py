"""Every check has a paragraph, cases and texts, and every paragraph has a check or a reason."""

import re
from collections.abc import Iterator

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

SHOWN_THROUGH_OTHERS = frozenset({"11.4", "11.5", "14.6"})
"""Paragraphs without a check: their reason names the paragraphs whose checks cover them."""


def test_the_nizom_is_complete() -> None:
    section = [
        f"12.{letter}.{number}" for letter, last in zip("abvgdy", (7, 4, 4, 4, 3, 4), strict=True) for number in range(last + 1)
    ]
    before = ["1", "2", "3", "4", "5", "6.1", "6.2", "7", "8", "9", "10", *(f"11.{n}" for n in range(7)), "12.0"]
    after = [*(f"13.{n}" for n in range(8)), *(f"14.{n}" for n in range(7)), "15.1", "15.2", "16", "tanishuv"]

    assert list(paragraphs()) == [*before, *section, *after]


def test_a_paragraph_that_is_not_fully_checkable_says_why() -> None:
    for paragraph in paragraphs().values():
        assert paragraph.checkable in ("yes", "partly", "no"), paragraph.id
        assert (paragraph.reason is None) == (paragraph.checkable == "yes"), paragraph.id
        for texts in (paragraph.gloss, paragraph.reason or paragraph.gloss):
            assert texts["uz"].strip(), paragraph.id
            assert texts["en"].strip(), paragraph.id


def test_every_check_of_the_nizom_belongs_to_a_paragraph() -> None:
    """N11-1 is about clause 11 as a whole, which has no paragraph of its own but its lead-in."""
    of_nizom = [check for code, check in CHECKS.items() if code.startswith("N")]

    assert [check.code for check in of_nizom if not {check.clause, f"{check.clause}.0"} & set(paragraphs())] == []
    assert [check.code for check in of_nizom if check.authority is None] == []


def test_every_paragraph_has_a_check_or_a_reason() -> None:
    checked = {check.clause for check in CHECKS.values()}
    without = {paragraph.id for paragraph in paragraphs().values() if paragraph.checkable != "no"} - checked

    assert without <= SHOWN_THROUGH_OTHERS


@pytest.mark.parametrize("code", [code for code in CHECKS if code != OWN_FAILURE.code])
def test_every_check_has_a_passing_and_a_failing_case(code: str) -> None:
    """X01 has no cases, since no record makes our code fail; test_own_failure.py adds a kind whose checks do."""
    cases = yaml.load((CASES / f"{code}.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)

    assert cases["pass"]
    assert cases["fail"]
    assert all(case.get("findings") for case in cases["fail"])


@pytest.mark.parametrize("code", [code for code in CHECKS if code.startswith("N")])
def test_what_the_nizom_asks_is_shown_by_three_breaches_in_different_clothes(code: str) -> None:
    cases = yaml.load((CASES / f"{code}.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)["fail"]

    assert len({str((case.get("before"), case.get("change"), case.get("files"), case.get("settings"))) for case in cases}) >= 3


def test_every_check_was_introduced_in_a_release_of_the_changelog() -> None:
    releases = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)

    assert {check.code: check.introduced for check in CHECKS.values() if check.introduced not in releases} == {}


def test_a_check_that_came_later_is_named_in_the_changelog_of_its_release() -> None:
    written = (ROOT / "CHANGELOG.md").read_text("utf-8")
    sections = dict(re.findall(r"^## \[(.+?)\](.*?)(?=^## |\Z)", written, re.MULTILINE | re.DOTALL))
    first = list(sections)[-1]
    later = [check for check in CHECKS.values() if check.introduced != first]

    assert len(later) > 30
    assert [check.code for check in later if not re.search(rf"\b{check.code}(?![-\d])", sections[check.introduced])] == []


def test_every_file_of_cases_belongs_to_a_check() -> None:
    assert [file.name for file in CASES.glob("*.yaml") if file.stem not in CHECKS] == []


def test_every_check_has_a_title_a_requirement_and_a_fix() -> None:
    for check in CHECKS.values():
        assert all((check.title.template, check.requirement.template, check.fix.template)), check.code


def test_a_check_is_one_object_under_one_code() -> None:
    books: dict[str, set[int]] = {}
    for kind in KINDS.values():
        for check in kind.checks:
            books.setdefault(check.code, set()).add(id(check))

    assert [code for code, objects in books.items() if len(objects) > 1] == []


def test_the_setting_of_a_check_belongs_to_its_paragraph() -> None:
    def fits(check: Check) -> bool:
        definition = definition_of(check.setting or "")
        return definition is not None and (check.clause is None or check.clause in definition.paragraphs)

    assert [check.code for check in CHECKS.values() if check.setting and not fits(check)] == []
    assert [check.code for check in CHECKS.values() if check.authority == "S" and not check.setting] == []


def test_checks_of_the_nizoms_own_words_need_no_setting() -> None:
    assert [check.code for check in CHECKS.values() if check.authority == "N" and check.setting] == []


def required_fields() -> Iterator[tuple[str, str]]:
    """Yield each field that is required by a check, as the check's code and the field's name."""
    for model in models():
        for name, field in fields_of(model).items():
            if field.check:
                yield field.check, f"{model.__name__}.{name}"


def test_a_field_is_required_by_an_existing_check() -> None:
    assert [field for code, field in required_fields() if code not in CHECKS] == []


def test_a_check_declared_for_fields_requires_some() -> None:
    asking = {code for code, _ in required_fields()}
    by_function = {check.code for kind in KINDS.values() for check, _ in (*kind.book.rules, *kind.book.duties)}
    declared = {check.code for kind in KINDS.values() for check in kind.book.fields}

    assert sorted(declared - asking - by_function) == []


def test_kinds_do_not_share_a_name_folder_or_prefix() -> None:
    for attribute in ("name", "folder", "prefix"):
        values = [getattr(kind, attribute) for kind in KINDS.values()]
        assert sorted(set(values)) == sorted(values)


def test_references_are_to_existing_kinds() -> None:
    named = [field.reference.kinds for model in models() for field in fields_of(model).values() if field.reference]

    assert {kind for kinds in named for kind in kinds} <= set(KINDS)

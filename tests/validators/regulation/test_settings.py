"""The measures that the Nizom leaves open: a value counts with its form, its basis and its day; what has none is off."""

from typing import Any

import pytest

from tests.support.scratch import Scratch
from validators.checks.settings_file import KINDS, words_of
from validators.kinds import all_kinds
from validators.regulation.paragraphs import paragraphs
from validators.regulation.settings import FORMS, definitions

GIVEN = "basis: hjt-002\n  since: 2024-01-01\n"


def told(base: Scratch, settings: str) -> list[tuple[str, str, str, str]]:
    """Code, field, message and hint of everything found with these settings laid over the base's."""
    base.change("records/settings.md", settings)
    answer = base.check()
    assert answer.code == 2
    return [(f["code"], f["field"], f["message"], f["hint"]) for f in answer.json["findings"]]


def test_the_55_settings_are_all_described() -> None:
    assert list(definitions()) == [f"S{number:02}" for number in range(1, 56)]
    for definition in definitions().values():
        assert definition.type in FORMS
        assert definition.paragraphs
        assert set(definition.paragraphs) <= set(paragraphs())


def test_what_a_setting_may_name_exists() -> None:
    kinds = all_kinds()
    for definition in definitions().values():
        if definition.of is None or definition.of in kinds:
            continue
        assert definition.of == KINDS or definition.of.split(".")[0] in kinds, definition.code
        assert words_of(definition.of, kinds), definition.code


def test_an_unknown_setting_is_not_passed_over(base: Scratch) -> None:
    assert told(base, f"S56:\n  value: 1\n  {GIVEN}") == [
        ("F20", "S56", "There is no setting “S56”", "Settings are called S01 to S55, or: strict, provenance, waiver-days")
    ]


def test_a_setting_without_its_basis_does_not_count(base: Scratch) -> None:
    assert told(base, "S15:\n  value: 1\n  since: 2024-01-01\n") == [
        (
            "F21",
            "S15.basis",
            "S15 (Monitoring period of a project, in days): “basis” is missing",
            "Write “basis:”. The act's id, or the internal order, that fixes it",
        )
    ]


def test_the_day_of_a_setting_is_a_date(base: Scratch) -> None:
    assert told(base, "S15:\n  value: 60\n  basis: hjt-002\n  since: 01.03.2026\n") == [
        (
            "F22",
            "S15.since",
            "S15 (Monitoring period of a project, in days): “01.03.2026” is not a date",
            "Write it as 2026-03-01",
        )
    ]


def test_all_that_is_wrong_with_a_setting_is_told_in_one_run(base: Scratch) -> None:
    found = told(base, "S15:\n  value: oltmish\n  since: 2024-13-01\n  izoh: yo‘q\n")

    assert [(code, field) for code, field, _, _ in found] == [
        ("F21", "S15.basis"), ("F22", "S15.value"), ("F22", "S15.since"), ("F20", "S15.izoh")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "written", "message", "hint"),
    [
        ("S07", "besh", "“besh” is not a whole number from 0 to 3660", "Write a whole number of days, for example value: 30"),
        ("S07", "-5", "“-5” is not a whole number from 0 to 3660", "Write a whole number of days, for example value: 30"),
        ("S15", "999999999999999", "“999999999999999” is not a whole number from 0 to 3660",
         "Write a whole number of days, for example value: 30"),
        ("S26", "3661", "“3661” is not a whole number from 0 to 3660",
         "Write a whole number of working days, for example value: 10"),
        ("S07", "[5]", "“value” has no single value", "Write a whole number of days, for example value: 30"),
        ("S26", "1.5", "“1.5” is not a whole number from 0 to 3660",
         "Write a whole number of working days, for example value: 10"),
        ("S29", "30-02", "“30-02” is not a month and day", "Write month and day, for example value: 02-15 for 15 February"),
        ("S29", "02-30", "“02-30” is not a month and day", "Write month and day, for example value: 02-15 for 15 February"),
        ("S36", "110", "“110” is not a percentage from 0 to 100", "Write a whole number from 0 to 100, for example value: 10"),
        ("S37", "150 mln", "“150 mln” is not a sum of money",
         "Write the sum in so‘m, digits only, for example value: 150000000"),
        ("S46", "100.5", "“100.5” is not a percentage from 0 to 100", "Write a number from 0 to 100, for example value: 99.5"),
        ("S51", "32", "“32” is not a day of the month", "Write a day of the month from 1 to 31, for example value: 5"),
        ("S52", "ha", "“ha” is neither true nor false", "Write value: true (yes) or value: false (no)"),
        ("S24", "[launched]", "“value” must be text", "Write one word or line after value:"),
        ("S04", "AKT", "“value” must be a list", "Write a list, each item on a line of its own after “- ”"),
        ("S23", "tsh-004", "“value” must be a list", "Write a list of ids, for example value: [tsh-004]"),
        ("S01", "45-son", "“value” must be a group of “key: value” lines",
         "Under value: write number and date, for example number: 45-son, date: 2026-01-15"),
        ("S30", "90", "“value” must be a group of “key: value” lines",
         "Under value: write threshold and days, for example threshold: 90, days: 20"),
    ],
)  # fmt: skip
def test_a_value_of_another_form_is_told_with_an_example(base: Scratch, code: str, written: str, message: str, hint: str) -> None:
    named = f"{code} ({definitions()[code].name['en']}): {message}"

    assert told(base, f"{code}:\n  value: {written}\n  {GIVEN}") == [("F22", f"{code}.value", named, hint)]


@pytest.mark.parametrize("written", ["S15: 60\n", "S15: [60]\n"])
def test_a_setting_is_a_group_of_value_basis_and_day(base: Scratch, written: str) -> None:
    message = "S15 (Monitoring period of a project, in days): value, basis and since are not written one by one"
    hint = "Under S15: write value, basis and since, indented by two spaces"

    assert told(base, written) == [("F22", "S15", message, hint)]


def test_what_is_missing_inside_a_value_is_told_by_its_own_name(base: Scratch) -> None:
    message = "S30 (From which level a KPI is met, and the term to enter its actual value): “days” is missing"
    hint = "Write “days:”. Days after the period's end in which the actual value is entered"

    assert told(base, f"S30:\n  value:\n    threshold: 90\n  {GIVEN}") == [("F21", "S30.value.days", message, hint)]


def test_the_name_of_a_setting_is_told_in_uzbek(base: Scratch) -> None:
    base.change("records/settings.md", f"S15:\n  value: oltmish\n  {GIVEN}")

    answer = base.nizom("check", "--as-of", "2026-06-15")

    assert answer.code == 2
    assert "S15 (Loyiha monitoringi davri, kunda): “oltmish” 0 dan 3660 gacha bo‘lgan butun son emas" in answer.out
    assert "Kunlarni butun son bilan yozing, masalan value: 30" in answer.out


def test_a_broken_settings_file_ends_the_run_as_wrong_use(base: Scratch) -> None:
    base.write("records/settings.md", "---\nS15: [\n---\n")

    answer = base.check()

    assert answer.code == 2
    assert "F19 records/settings.md" in answer.findings


def test_a_settings_file_saved_the_windows_way_is_a_warning(base: Scratch) -> None:
    file = base.path("records/settings.md")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    answer = base.check()

    assert (answer.code, answer.findings) == (0, ["F05 records/settings.md"])


def monitoring(base: Scratch, *changes: str) -> Any:
    """What is found when the project was last looked at on 1 June and today is 1 October."""
    base.change("loy-2026-001", "milestones:\n")
    base.change("records/settings.md", "".join(changes))
    answer = base.check("--fail-on", "duty", as_of="2026-10-01")
    return answer.code, [finding for finding in answer.findings if finding.startswith("N11.3-1")]


def test_a_check_without_its_measure_is_off(base: Scratch) -> None:
    assert monitoring(base, "S15:\n")[1] == []


def test_a_check_with_its_measure_is_on(base: Scratch) -> None:
    assert monitoring(base, f"S15:\n  value: 60\n  {GIVEN}") == (1, ["N11.3-1 loy-2026-001 monitoring"])


def test_a_measure_holds_from_the_day_that_it_says(base: Scratch) -> None:
    """The project is from February 2026; a gate decided on in 2027 is not held against it."""
    base.change("loy-2026-001", "status: launched\nlaunched: 2026-06-01\n")

    def gate(since: str) -> list[str]:
        documents = f"S25:\n  value: [technical-design]\n  basis: hjt-002\n  since: {since}\n"
        base.change("records/settings.md", documents)
        return [finding for finding in base.check().findings if finding.startswith("N12.a.3-4")]

    assert gate("2024-01-01") == ["N12.a.3-4 loy-2026-001 status"]
    assert gate("2027-01-01") == []


def test_strict_makes_a_derived_check_an_error(base: Scratch) -> None:
    base.change("loy-2026-001", "introduced_in:\n")
    lenient = base.check()
    base.change("records/settings.md", f"strict:\n  value: [N11.1-1]\n  {GIVEN}")
    strict = base.check()

    assert lenient.findings == strict.findings == ["N11.1-1 loy-2026-001 introduced_in"]
    assert [lenient.json["findings"][0]["severity"], strict.json["findings"][0]["severity"]] == ["warning", "error"]
    assert [lenient.code, strict.code] == [0, 1]


def test_strict_names_checks_that_exist(base: Scratch) -> None:
    message = "strict (Warnings that count as errors): There is no check “N11.1-9”"
    hint = "Write the code as it stands in the list of checks, for example N12.a.3-4"

    assert told(base, f"strict:\n  value: [N11.1-1, N11.1-9]\n  {GIVEN}") == [("F23", "strict.value.1", message, hint)]


def test_a_basis_written_as_an_id_is_the_id_of_an_act(base: Scratch) -> None:
    name = "S15 (Monitoring period of a project, in days)"

    assert told(base, "S15:\n  value: 60\n  basis: hjt-999\n  since: 2024-01-01\n") == [
        ("R04", "S15.basis", f"{name}: There is no record hjt-999", "Correct the id in the settings, or add the record first")
    ]
    assert told(base, "S15:\n  value: 60\n  basis: tsh-001\n  since: 2024-01-01\n") == [
        ("R04", "S15.basis", f"{name}: tsh-001 is of another kind: organisation",
         "Correct the id in the settings, or add the record first")
    ]  # fmt: skip


def test_an_internal_order_is_a_basis(base: Scratch) -> None:
    base.change("records/settings.md", "S15:\n  value: 60\n  basis: 3-son buyruq, 2024-yil 5-yanvar\n  since: 2024-01-05\n")

    answer = base.check()

    assert (answer.code, answer.findings) == (0, [])


def test_words_that_nobody_has_are_told_with_the_choices(base: Scratch) -> None:
    found = told(
        base,
        f"S24:\n  value: ishga-tushirilgan\n  {GIVEN}"
        f"S25:\n  value: [terms-of-reference, smeta]\n  {GIVEN}"
        f"S16:\n  value:\n    - kind: reja\n      roles: [deputy]\n  {GIVEN}",
    )

    assert sorted((code, field) for code, field, _, _ in found if code == "F23") == [
        ("F23", "S16.value.0.kind"), ("F23", "S24.value"), ("F23", "S25.value.1")
    ]  # fmt: skip
    hints = {field: hint for code, field, _, hint in found if code == "F23"}
    assert hints.pop("S24.value") == "Write it as launched"
    assert all(hint.startswith("Choose one of: ") for hint in hints.values())

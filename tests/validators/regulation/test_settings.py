"""Settings: a value counts with its form, its basis and its day; a check whose setting has no value is off."""

from typing import Any

import pytest
from inline_snapshot import snapshot

from tests.support.scratch import Scratch
from validators.checks.files.settings_file import KINDS, words_of
from validators.kinds import all_kinds
from validators.regulation.paragraphs import paragraphs
from validators.regulation.settings import VALUE_TYPES, definitions

GIVEN = "basis: hjt-002\n  since: 2024-01-01\n"


def findings(base: Scratch, settings: str) -> list[tuple[str, str, str, str]]:
    """Return the code, field, message and hint of each finding with these settings laid over the base's."""
    base.change("records/settings.md", settings)
    answer = base.check()
    assert answer.code == 2
    return [(f["code"], f["field"], f["message"], f["hint"]) for f in answer.json["findings"]]


def test_the_55_settings_are_all_described() -> None:
    assert list(definitions()) == [f"S{number:02}" for number in range(1, 56)]
    for definition in definitions().values():
        assert definition.type in VALUE_TYPES
        assert definition.paragraphs
        assert set(definition.paragraphs) <= set(paragraphs())


def test_the_kinds_and_fields_that_settings_refer_to_exist() -> None:
    kinds = all_kinds()
    for definition in definitions().values():
        if definition.of is None or definition.of in kinds:
            continue
        assert definition.of == KINDS or definition.of.split(".")[0] in kinds, definition.code
        assert words_of(definition.of, kinds), definition.code


def test_an_unknown_setting_is_reported(base: Scratch) -> None:
    assert findings(base, f"S56:\n  value: 1\n  {GIVEN}") == [
        (
            "F20",
            "S56",
            snapshot("There is no setting “S56”"),
            snapshot(
                "Settings are called S01 to S55, or: strict, provenance, ministry, next-working-day, three-year-pauses, waiver-days"
            ),
        )
    ]


def test_a_setting_without_its_basis_does_not_count(base: Scratch) -> None:
    assert findings(base, "S15:\n  value: 1\n  since: 2024-01-01\n") == [
        (
            "F21",
            "S15.basis",
            snapshot("S15 (Monitoring period of a project, in days): “basis” is missing"),
            snapshot("Write “basis:”. The act's id, or the internal order, that fixes it"),
        )
    ]


def test_the_day_of_a_setting_is_a_date(base: Scratch) -> None:
    assert findings(base, "S15:\n  value: 60\n  basis: hjt-002\n  since: 01.03.2026\n") == [
        (
            "F22",
            "S15.since",
            snapshot("S15 (Monitoring period of a project, in days): “01.03.2026” is not a date"),
            snapshot("Write it as 2026-03-01"),
        )
    ]


def test_all_errors_of_a_setting_are_reported_in_one_run(base: Scratch) -> None:
    found = findings(base, "S15:\n  value: oltmish\n  since: 2024-13-01\n  izoh: yo‘q\n")

    assert [(code, field) for code, field, _, _ in found] == [
        ("F21", "S15.basis"), ("F22", "S15.value"), ("F22", "S15.since"), ("F20", "S15.izoh")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "written", "message", "hint"),
    [
        ("S07", "besh", snapshot("“besh” is not a whole number from 0 to 3660"), snapshot("Write a whole number of days, for example value: 30")),
        ("S07", "-5", snapshot("“-5” is not a whole number from 0 to 3660"), snapshot("Write a whole number of days, for example value: 30")),
        ("S15", "999999999999999", snapshot("“999999999999999” is not a whole number from 0 to 3660"),
         snapshot("Write a whole number of days, for example value: 30")),
        ("S26", "3661", snapshot("“3661” is not a whole number from 0 to 3660"),
         snapshot("Write a whole number of working days, for example value: 10")),
        ("S07", "[5]", snapshot("“value” has no single value"), snapshot("Write a whole number of days, for example value: 30")),
        ("S26", "1.5", snapshot("“1.5” is not a whole number from 0 to 3660"),
         snapshot("Write a whole number of working days, for example value: 10")),
        ("S29", "30-02", snapshot("“30-02” is not a month and day"), snapshot("Write month and day, for example value: 02-15 for 15 February")),
        ("S29", "02-30", snapshot("“02-30” is not a month and day"), snapshot("Write month and day, for example value: 02-15 for 15 February")),
        ("S36", "110", snapshot("“110” is not a percentage from 0 to 100"), snapshot("Write a number from 0 to 100, for example value: 99.5")),
        ("S37", "150 mln", snapshot("“150 mln” is not a sum of money"),
         snapshot("Write the sum in so‘m, digits only, for example value: 150000000")),
        ("S46", "100.5", snapshot("“100.5” is not a percentage from 0 to 100"), snapshot("Write a number from 0 to 100, for example value: 99.5")),
        ("S51", "32", snapshot("“32” is not a day of the month"), snapshot("Write a day of the month from 1 to 31, for example value: 5")),
        ("S52", "ha", snapshot("“ha” is neither true nor false"), snapshot("Write value: true (yes) or value: false (no)")),
        ("S24", "[launched]", snapshot("“value” must be text"), snapshot("Write one word or line after value:")),
        ("S04", "AKT", snapshot("“value” must be a list"), snapshot("Write a list, each item on a line of its own after “- ”")),
        ("S23", "tsh-004", snapshot("“value” must be a list"), snapshot("Write a list of ids, for example value: [tsh-004]")),
        ("S01", "45-son", snapshot("“value” must be a group of “key: value” lines"),
         snapshot("Under value: write number and date, for example number: 45-son, date: 2026-01-15")),
        ("S30", "90", snapshot("“value” must be a group of “key: value” lines"),
         snapshot("Under value: write threshold and days, for example threshold: 90, days: 20")),
    ],
)  # fmt: skip
def test_a_value_of_another_form_gets_an_example(base: Scratch, code: str, written: str, message: str, hint: str) -> None:
    [found] = findings(base, f"{code}:\n  value: {written}\n  {GIVEN}")

    assert found[:2] == ("F22", f"{code}.value")
    assert found[2].removeprefix(f"{code} ({definitions()[code].name['en']}): ") == message
    assert found[3] == hint


@pytest.mark.parametrize("written", ["S15: 60\n", "S15: [60]\n"])
def test_a_setting_is_a_group_of_value_basis_and_since(base: Scratch, written: str) -> None:
    [(code, field, message, hint)] = findings(base, written)

    assert (code, field) == ("F22", "S15")
    assert message == snapshot("S15 (Monitoring period of a project, in days): value, basis and since are not written one by one")
    assert hint == snapshot("Under S15: write value, basis and since, indented by two spaces")


def test_a_missing_part_of_a_value_is_named(base: Scratch) -> None:
    [(code, field, message, hint)] = findings(base, f"S30:\n  value:\n    threshold: 90\n  {GIVEN}")

    assert (code, field) == ("F21", "S30.value.days")
    assert message == snapshot("S30 (From which level a KPI is met, and the term to enter its actual value): “days” is missing")
    assert hint == snapshot("Write “days:”. Days after the period's end in which the actual value is entered")


def test_the_name_of_a_setting_is_shown_in_uzbek(base: Scratch) -> None:
    base.change("records/settings.md", f"S15:\n  value: oltmish\n  {GIVEN}")

    [finding] = base.nizom("check", "--format", "json", "--as-of", "2026-06-15").json["findings"]

    assert finding["field"] == "S15.value"
    assert finding["message"] == snapshot(
        "S15 (Loyiha monitoringi davri, kun): “oltmish” 0 dan 3660 gacha bo‘lgan butun son emas"
    )
    assert finding["hint"] == snapshot("Kunlarni butun son bilan yozing, masalan value: 30")


def test_a_broken_settings_file_ends_the_run_with_code_2(base: Scratch) -> None:
    base.write("records/settings.md", "---\nS15: [\n---\n")

    answer = base.check()

    assert answer.code == 2
    assert "F19 records/settings.md" in answer.findings


def test_a_settings_file_with_crlf_is_a_warning(base: Scratch) -> None:
    file = base.path("records/settings.md")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    answer = base.check()

    assert (answer.code, answer.findings) == (0, ["F05 records/settings.md"])


def monitoring(base: Scratch, *changes: str) -> Any:
    """Return what is found on 1 October about a project that was last monitored on 1 June."""
    base.change("loy-2026-001", "milestones:\n")
    base.change("records/settings.md", "".join(changes))
    answer = base.check("--fail-on", "duty", as_of="2026-10-01")
    return answer.code, [finding for finding in answer.findings if finding.startswith("N11.3-1")]


def test_a_check_whose_setting_has_no_value_is_off(base: Scratch) -> None:
    assert monitoring(base, "S15:\n")[1] == []


def test_a_check_whose_setting_has_a_value_is_on(base: Scratch) -> None:
    assert monitoring(base, f"S15:\n  value: 60\n  {GIVEN}") == (1, ["N11.3-1 loy-2026-001 monitoring"])


def test_a_setting_applies_from_its_first_day(base: Scratch) -> None:
    """The project is from February 2026: a gate set in 2027 does not apply to it."""
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
    [(code, field, message, hint)] = findings(base, f"strict:\n  value: [N11.1-1, N11.1-9]\n  {GIVEN}")

    assert (code, field) == ("F23", "strict.value.1")
    assert message == snapshot("strict (Warnings that count as errors): There is no check “N11.1-9”")
    assert hint == snapshot("Write the code as it stands in the list of checks, for example N12.a.3-4")


def test_a_basis_written_as_an_id_is_the_id_of_an_act(base: Scratch) -> None:
    [missing] = findings(base, "S15:\n  value: 60\n  basis: hjt-999\n  since: 2024-01-01\n")
    [of_another_kind] = findings(base, "S15:\n  value: 60\n  basis: tsh-001\n  since: 2024-01-01\n")

    assert missing == (
        "R04",
        "S15.basis",
        snapshot("S15 (Monitoring period of a project, in days): There is no record hjt-999"),
        snapshot("Correct the id in the settings, or add the record first"),
    )
    assert of_another_kind == (
        "R04",
        "S15.basis",
        snapshot("S15 (Monitoring period of a project, in days): tsh-001 is of another kind: organisation"),
        snapshot("Correct the id in the settings, or add the record first"),
    )


def test_an_internal_order_is_a_basis(base: Scratch) -> None:
    base.change("records/settings.md", "S15:\n  value: 60\n  basis: 3-son buyruq, 2024-yil 5-yanvar\n  since: 2024-01-05\n")

    answer = base.check()

    assert (answer.code, answer.findings) == (0, [])


def test_unknown_choices_get_the_list_of_choices(base: Scratch) -> None:
    found = findings(
        base,
        f"S24:\n  value: ishga-tushirilgan\n  {GIVEN}"
        f"S25:\n  value: [terms-of-reference, smeta]\n  {GIVEN}"
        f"S16:\n  value:\n    - kind: reja\n      roles: [deputy]\n  {GIVEN}",
    )

    assert sorted((code, field) for code, field, _, _ in found if code == "F23") == [
        ("F23", "S16.value.0.kind"), ("F23", "S24.value"), ("F23", "S25.value.1")
    ]  # fmt: skip
    hints = {field: hint for code, field, _, hint in found if code == "F23"}
    assert hints.pop("S24.value") == snapshot("Write it as launched")
    assert [hint.partition(": ")[0] for hint in hints.values()] == snapshot(["Choose one of", "Choose one of"])

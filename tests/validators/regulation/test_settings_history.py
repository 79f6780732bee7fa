"""A setting has a history: what was done is judged by the value of its day, however it is written and whatever came later."""

import re
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from tests.support.new_value import give_new_value
from tests.support.paths import CASES
from tests.support.scratch import AS_OF, Scratch
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Settings
from validators.regulation.written_settings import read_settings
from validators.source.document import read_document
from validators.text.messages import Language, Message

SETTINGS = "records/settings.md"
DAYS = st.dates(date(2020, 1, 1), date(2029, 12, 31))


def english(words: Message | None) -> str:
    return Language("en").text(words) if words else ""


def given_settings(text: str) -> Settings:
    """Return the settings in a file's front matter."""
    return read_settings(read_document(SETTINGS, f"---\n{text}---\n".encode()))


def listed(code: str, *values: tuple[str, str]) -> str:
    """Return a setting as a list of values, each with its first day, in the order given."""
    items = (f"  - value: {value}\n    basis: hjt-002\n    since: {since}\n" for value, since in values)
    return f"{code}:\n{''.join(items)}"


def problems(text: str) -> list[tuple[str, ...]]:
    """Return the code, route, line, message and hint of everything that is wrong with the settings."""
    document = read_document(SETTINGS, f"---\n{text}---\n".encode())
    return [
        (str(code), str(problem.at), str(document.span(problem.at).line), *map(english, (problem.message, problem.hint)))
        for code, problem in read_settings(document).problems
    ]


@pytest.mark.parametrize(
    ("day", "held"),
    [("2023-12-31", None), ("2024-01-01", 60), ("2026-05-31", 60), ("2026-06-01", 30), ("2027-01-01", 30), (None, 30)],
)
def test_a_value_holds_from_its_first_day_to_the_eve_of_the_next(day: str | None, held: int | None) -> None:
    found = given_settings(listed("S15", ("30", "2026-06-01"), ("60", "2024-01-01")))

    assert found.value(Setting.PROJECT_MONITORING_DAYS, date.fromisoformat(day) if day else None) == held


@given(st.lists(st.tuples(DAYS, st.integers(1, 999)), min_size=1, max_size=6, unique_by=lambda entry: entry[0]), DAYS)
def test_on_any_day_the_last_value_that_had_begun_holds(entries: list[tuple[date, int]], day: date) -> None:
    newest_first = sorted(entries, reverse=True)
    found = given_settings(listed("S15", *((str(value), since.isoformat()) for since, value in newest_first)))

    begun = {since: value for since, value in entries if since <= day}
    assert found.value(Setting.PROJECT_MONITORING_DAYS, day) == (begun[max(begun)] if begun else None)


@pytest.mark.parametrize(
    ("since", "begins", "days"),
    [
        ("2023-05-01", "2024-01-01", 60),
        (None, "2024-01-01", 60),
        ("2024-01-01", "2024-01-01", 60),
        ("2026-06-01", "2026-06-01", 30),
    ],
)
def test_what_was_owed_before_there_was_a_measure_runs_from_the_first(since: str | None, begins: str, days: int) -> None:
    found = given_settings(listed("S15", ("30", "2026-06-01"), ("60", "2024-01-01")))

    assert found.running(Setting.PROJECT_MONITORING_DAYS, date.fromisoformat(since) if since else None) == (
        date.fromisoformat(begins),
        days,
    )
    assert found.running(Setting.MINISTRY_REVIEW_DAYS, date(2026, 1, 1)) is None


def test_values_stand_newest_first_and_one_to_a_day() -> None:
    assert problems(listed("S15", ("30", "2024-01-01"), ("60", "2026-06-01"), ("90", "2026-06-01"))) == snapshot(
        [
            (
                "F22",
                "S15.1.since",
                "8",
                "S15 (Monitoring period of a project, in days): 1 June 2026 is later than 1 January 2024, the day of the value above it",
                "The newest value stands first: move this one up, or correct its since",
            ),
            (
                "F24",
                "S15.2.since",
                "11",
                "S15 (Monitoring period of a project, in days): Two values since the same day, 1 June 2026",
                "Delete one of the two, or correct its since",
            ),
        ]
    )


def test_each_value_of_a_history_is_read_like_the_only_one() -> None:
    text = "S15:\n  - value: 30\n    since: 2026-06-01\n  - value: oltmish\n    basis: hjt-002\n    since: 2024-01-01\n    izoh: x\n  - 90\n"

    assert problems(text) == snapshot(
        [
            (
                "F21",
                "S15.0.basis",
                "3",
                "S15 (Monitoring period of a project, in days): “basis” is missing",
                "Write “basis:”. The act's id, or the internal order, that fixes it",
            ),
            ("F20", "S15.1.izoh", "8", "S15 (Monitoring period of a project, in days): The key “izoh” is not known here", ""),
            (
                "F22",
                "S15.1.value",
                "5",
                "S15 (Monitoring period of a project, in days): “oltmish” is not a whole number from 0 to 3660",
                "Write a whole number of days, for example value: 30",
            ),
            (
                "F22",
                "S15.2",
                "9",
                "S15 (Monitoring period of a project, in days): value, basis and since are not written one by one",
                "Under S15: write value, basis and since, indented by two spaces",
            ),
        ]
    )
    assert given_settings(text).history == {}


def as_lists(text: str) -> str:
    """Return the settings with each value written as a list of one."""
    return re.sub(
        r"(?m)^([A-Za-z][\w-]*:)\n(?!  -)((?:  .*\n)+)",
        lambda found: f"{found[1]}\n" + re.sub("^    ", "  - ", re.sub("(?m)^  ", "    ", found[2])),
        text,
    )


def cases_with_settings() -> list[tuple[str, dict[str, Any]]]:
    """Return the cases that give settings of their own, each with the code of its check."""
    return [
        (f"{path.stem}-{number}", case)
        for path in sorted(CASES.glob("[NA]*.yaml"))
        for cases in yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader).values()
        for number, case in enumerate(cases)
        if case.get("settings") and "before" not in case
    ]


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in cases_with_settings()[::4]])
def test_one_value_and_a_list_of_one_judge_alike(base: Scratch, case: dict[str, Any]) -> None:
    for path, content in case.get("files", {}).items():
        base.write(path, content)
    for record, facts in case.get("change", {}).items():
        base.change(record, facts)
    base.change(SETTINGS, case["settings"])
    day = case.get("as_of", AS_OF)
    one = base.check(as_of=day).out, base.nizom("due", "--as-of", day).out
    file = base.path(SETTINGS)
    file.write_text(as_lists(file.read_text("utf-8")), "utf-8")

    assert (base.check(as_of=day).out, base.nizom("due", "--as-of", day).out) == one
    assert "\n  - value: " in file.read_text("utf-8")


def test_a_term_is_that_of_the_day_from_which_it_runs(base: Scratch) -> None:
    """S15 was 60 days, and is 10 days since 2 June: the look of 1 June is for 60 days, one of 2 June for 10."""
    base.change("loy-2026-001", "milestones:\n")
    give_new_value(base, "S15:\n  value: 10\n  basis: hjt-002\n  since: 2026-06-02\n")

    def due() -> list[str]:
        duties = base.nizom("due", "--until", "2027-06-15", "--format", "json", "--as-of", AS_OF).json["duties"]
        return [duty["due"] for duty in duties if duty["code"] == "N11.3-1"]

    before = due()
    base.edit("loy-2026-001", "date: 2026-06-01", "date: 2026-06-02")

    assert (before, due()) == (["2026-07-31"], ["2026-06-12"])

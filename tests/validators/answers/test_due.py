"""`nizom due`: what falls due, whose and when; the overdue first."""

import pytest

from tests.support.scratch import AS_OF, Answer, Scratch
from validators.model.record import Record

STAGES = """\
milestones:
  - title: Kechikkan
    due: 2026-06-14
    responsible: xod-003
  - title: Bugungi
    due: 2026-06-15
    responsible: xod-003
  - title: Oxirgi
    due: 2026-07-30
    responsible: xod-003
  - title: Uzoq
    due: 2026-07-31
    responsible: xod-003
  - title: Bajarilgan
    due: 2026-06-01
    done: 2026-06-01
    responsible: xod-003
"""


@pytest.fixture
def stages(base: Scratch) -> Scratch:
    """The base with stages that were due yesterday, are due today, in 45 and in 46 days, and one that is done."""
    base.change("loy-2026-001", STAGES)
    return base


def due(scratch: Scratch, *arguments: str) -> Answer:
    return scratch.nizom("due", "--lang", "en", "--as-of", AS_OF, *arguments)


def of_stages(answer: Answer) -> list[tuple[str, int, str]]:
    duties = answer.json["duties"]
    return [(d["what"], d["days"], d["state"]) for d in duties if d["field"].startswith("milestones.")]


def test_what_is_overdue_and_due_within_45_days_is_listed_by_date(stages: Scratch) -> None:
    answer = due(stages, "--format", "json")

    assert answer.code == 0
    assert of_stages(answer) == [
        ("Stage “Kechikkan”", -1, "overdue"),
        ("Stage “Bugungi”", 0, "near"),
        ("Stage “Oxirgi”", 45, "near"),
    ]
    days = [duty["due"] for duty in answer.json["duties"]]
    assert days == sorted(days)
    assert answer.json["until"] == "2026-07-30"


def test_what_is_written_as_done_on_a_day_to_come_is_still_to_be_done(base: Scratch) -> None:
    base.change("loy-2026-001", "milestones:\n  - title: Sinov\n    due: 2026-06-14\n    done: 2031-06-10\n")

    assert of_stages(due(base, "--format", "json")) == [("Stage “Sinov”", -1, "overdue")]


def test_until_looks_as_far_as_asked(stages: Scratch) -> None:
    assert [days for _, days, _ in of_stages(due(stages, "--format", "json", "--until", "2026-07-31"))] == [-1, 0, 45, 46]
    assert [days for _, days, _ in of_stages(due(stages, "--format", "json", "--until", AS_OF))] == [-1, 0]


def test_until_a_day_that_has_passed_is_refused_and_not_answered_with_nothing(stages: Scratch) -> None:
    answer = due(stages, "--until", "2026-06-14")

    told = "nizom: --until 2026-06-14 is a day before 2026-06-15: name one to come; what is overdue is always listed\n"
    assert (answer.code, answer.out, answer.err) == (2, "", told)


def test_the_three_years_are_told_as_early_as_the_setting_says(base: Scratch) -> None:
    def courses(answer: Answer) -> list[tuple[int, str]]:
        return [(d["days"], d["state"]) for d in answer.json["duties"] if d["code"] == "N9-1" and d["record"] == "xod-003"]

    base.change("xod-003", "trainings:\n" + COURSE)
    assert courses(due(base, "--format", "json")) == []
    base.change("records/settings.md", "S10:\n  value: 90\n  basis: hjt-002\n  since: 2024-01-01\n")
    assert courses(due(base, "--format", "json")) == [(90, "near")]
    assert due(base).out.endswith("\n1 more fall due later, and are told early as S10 says\n")
    base.change("records/settings.md", "S10:\n  value: 89\n  basis: hjt-002\n  since: 2024-01-01\n")
    assert courses(due(base, "--format", "json")) == []


COURSE = """\
  - date: 2023-09-13
    organiser: Malaka oshirish markazi
    document: MO-1003
    result: completed
    hours: 36
"""


def test_a_duty_says_whose_it_is_and_where(stages: Scratch) -> None:
    [duty] = [duty for duty in due(stages, "--format", "json").json["duties"] if duty["what"] == "Stage “Kechikkan”"]

    assert duty["record"] == "loy-2026-001"
    assert duty["path"] == stages.path("loy-2026-001").relative_to(stages.root).as_posix()
    lines = stages.path("loy-2026-001").read_text("utf-8").splitlines()
    assert "due: 2026-06-14" in lines[duty["line"] - 1]
    assert duty["responsible"] == "xod-003"
    assert f"title: {duty['responsible_title']}" in stages.path("xod-003").read_text("utf-8")


def test_a_line_says_how_many_days_are_left(stages: Scratch) -> None:
    *lines, total = due(stages).out.splitlines()

    def left(stage: str) -> str:
        return next(line for line in lines if f"“{stage}”" in line)[12:].split("  ")[0]

    assert lines[0].split() == ["Due", "Remains", "Check", "What", "Record", "Responsible", "Unit"]
    assert (left("Kechikkan"), left("Bugungi"), left("Oxirgi")) == ("1 day late", "today", "45 days")
    assert total == f"1 overdue, {len(lines) - 2} more fall due by 30 July 2026"


def test_nothing_due_is_said(base: Scratch) -> None:
    answer = due(base, "--until", AS_OF)

    assert (answer.code, answer.out) == (0, "Nothing is overdue, and nothing falls due by 15 June 2026\n")


def test_records_that_cannot_be_read_are_not_passed_over_in_silence(stages: Scratch) -> None:
    stages.write("records/projects/loy-2026-900.md", "a")

    assert due(stages).err == "nizom: Not looked at, because they cannot be read: 1 record\n"


def test_a_duty_that_raises_is_4(base: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    from validators.kinds import all_kinds

    def broken(record: Record, repository: object, as_of: object) -> object:
        raise RuntimeError("bo‘lmadi")

    book = all_kinds()["project"].book
    monkeypatch.setattr(book, "duties", [(book.rules[0][0], broken)])

    answer = due(base)

    assert answer.code == 4
    assert "RuntimeError: bo‘lmadi" in answer.err


def test_no_records_are_3(scratch: Scratch) -> None:
    assert due(scratch).code == 3


def test_overdue_in_due_and_in_check_are_the_same(stages: Scratch) -> None:
    late = {(d["code"], d["record"], d["field"]) for d in due(stages, "--format", "json").json["duties"] if d["days"] < 0}
    found = {(f["code"], f["record"], f["field"]) for f in stages.check().json["findings"] if f["clock"] == "duty"}

    assert late == found

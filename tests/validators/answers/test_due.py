"""`nizom due`: what falls due, when, and who is responsible; overdue duties first."""

import pytest
from inline_snapshot import snapshot

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
    """The base with stages due yesterday, today, in 45 and in 46 days, and one that is done."""
    base.change("loy-2026-001", STAGES)
    return base


def due(scratch: Scratch, *arguments: str) -> Answer:
    return scratch.nizom("due", "--lang", "en", "--as-of", AS_OF, *arguments)


def of_stages(answer: Answer) -> list[tuple[str, int, str]]:
    duties = answer.json["duties"]
    return [(d["what"], d["days"], d["state"]) for d in duties if d["field"].startswith("milestones.")]


def test_duties_overdue_or_due_within_45_days_are_listed_by_date(stages: Scratch) -> None:
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


def test_a_duty_done_on_a_future_day_is_still_to_be_done(base: Scratch) -> None:
    base.change("loy-2026-001", "milestones:\n  - title: Sinov\n    due: 2026-06-14\n    done: 2031-06-10\n")

    assert of_stages(due(base, "--format", "json")) == [("Stage “Sinov”", -1, "overdue")]


def test_until_extends_or_shortens_the_list(stages: Scratch) -> None:
    assert [days for _, days, _ in of_stages(due(stages, "--format", "json", "--until", "2026-07-31"))] == [-1, 0, 45, 46]
    assert [days for _, days, _ in of_stages(due(stages, "--format", "json", "--until", AS_OF))] == [-1, 0]


def test_until_a_past_day_is_a_usage_error(stages: Scratch) -> None:
    answer = due(stages, "--until", "2026-06-14")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == snapshot(
        "nizom: --until 2026-06-14 is a day before 2026-06-15: name one to come; what is overdue is always listed\n"
    )


def test_training_is_announced_as_early_as_the_setting_says(base: Scratch) -> None:
    def courses(answer: Answer) -> list[tuple[int, str]]:
        return [(d["days"], d["state"]) for d in answer.json["duties"] if d["code"] == "N9-1" and d["record"] == "xod-003"]

    base.change("xod-003", "trainings:\n" + COURSE)
    assert courses(due(base, "--format", "json")) == []
    base.change("records/settings.md", "S10:\n  value: 90\n  basis: hjt-002\n  since: 2024-01-01\n")
    assert courses(due(base, "--format", "json")) == [(90, "near")]
    assert due(base).out.splitlines()[-1] == snapshot("1 more fall due later, and are reported early as S10 says")
    base.change("records/settings.md", "S10:\n  value: 89\n  basis: hjt-002\n  since: 2024-01-01\n")
    assert courses(due(base, "--format", "json")) == []


COURSE = """\
  - date: 2023-09-13
    organiser: Malaka oshirish markazi
    document: MO-1003
    result: completed
    hours: 36
"""


def test_a_duty_names_its_record_line_and_responsible_person(stages: Scratch) -> None:
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

    assert lines[0].split() == ["Due", "Remains", "Check", "Duty", "Record", "Responsible", "Unit"]
    assert (left("Kechikkan"), left("Bugungi"), left("Oxirgi")) == ("1 day late", "today", "45 days")
    assert total.replace(f" {len(lines) - 2} ", " N ") == snapshot("1 overdue, N more fall due by 30 July 2026")


def test_an_empty_list_says_so(base: Scratch) -> None:
    answer = due(base, "--until", AS_OF)

    assert (answer.code, answer.out) == (0, snapshot("Nothing is overdue, and nothing falls due by 15 June 2026\n"))


def test_unreadable_records_are_mentioned(stages: Scratch) -> None:
    stages.write("records/projects/loy-2026-900.md", "a")

    assert due(stages).err == snapshot("nizom: Not looked at, because they cannot be read: records/projects/loy-2026-900.md\n")


def test_a_duty_that_raises_exits_with_4(base: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    from validators.kinds import all_kinds

    def broken(record: Record, repository: object, as_of: object) -> object:
        raise RuntimeError("bo‘lmadi")

    book = all_kinds()["project"].book
    monkeypatch.setattr(book, "duties", [(book.rules[0][0], broken)])

    answer = due(base)

    assert answer.code == 4
    assert "The check N14.4-2 failed: RuntimeError" in answer.err
    assert "bo‘lmadi" not in answer.err, "what a failure says may repeat a personal value"


def test_no_records_exit_with_3(scratch: Scratch) -> None:
    assert due(scratch).code == 3


def test_due_and_check_agree_on_what_is_overdue(stages: Scratch) -> None:
    late = {(d["code"], d["record"], d["field"]) for d in due(stages, "--format", "json").json["duties"] if d["days"] < 0}
    found = {(f["code"], f["record"], f["field"]) for f in stages.check().json["findings"] if f["clock"] == "duty"}

    assert late == found

"""A personal value may be removed from any record, even a closed one, without a finding about the change."""

from dataclasses import replace

from tests.support.paths import BASE
from validators.change.changes import Change, Changes
from validators.change.closed import leaves_closed_periods_alone
from validators.kinds.project.model import PROJECT
from validators.repository.record_file import RecordFile, read_record
from validators.repository.repository import Repository

EMPTY = Repository.from_files({}, {})
FACTS = (BASE / "records/projects/loy-2026-001.md").read_text("utf-8").replace("status: in-progress", "status: completed")
MEMBER = "team:\n  - organization: tsh-004\n    name: {name}\n    task: {task}\n    since: 2026-02-02\n"


def project(name: str, task: str) -> RecordFile:
    """A closed project of a kind without progress fields, with a specialist from outside in its team."""
    member = MEMBER.format(name=name, task=task)
    text = FACTS.replace("team:\n  - employee: xod-003\n    task: Loyiha bo‘yicha mas’ul\n    since: 2026-02-02\n", member)
    assert member in text
    return read_record("records/projects/loy-2026-001.md", text.encode(), replace(PROJECT, progress=frozenset()))


def rewritten(before: RecordFile, after: RecordFile) -> list[str]:
    assert before.record
    assert after.record
    return [str(problem.at) for problem in leaves_closed_periods_alone(Change(before, after), Changes(EMPTY, EMPTY))]


def test_in_a_closed_record_a_personal_value_in_a_list_of_groups_may_be_rewritten() -> None:
    then = project("Nodir Hamidov", "Sinov")

    assert rewritten(then, project("Mutaxassis", "Sinov")) == []
    assert rewritten(then, project("Mutaxassis", "Sinov va topshirish")) == ["team.0.task"]

"""A question about all records is answered again whenever an edit changes what it rests on, whatever it asks."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.support.wrong_values import base_files
from validators.kinds import all_kinds
from validators.kinds.organization import Organization
from validators.kinds.project.model import Project
from validators.repository.repository import Repository
from validators.rules.records import FiledRecord, Records
from validators.workspace.workspace import Workspace

BASE = base_files()
PROJECT = "records/projects/loy-2026-001.md"
LIST = "records/project-lists/ryx-2026-001.md"
BODY = "records/organizations/tsh-004.md"
TEXT = BASE[PROJECT].decode()


def steps(entry: FiledRecord) -> Iterator[str]:
    return (step["decision"] for step in entry.document.values.get("approvals", ()))


def titles(records: Records) -> dict[str, str]:
    return {project.id: project.title for project in records.of(Project)}


def title(records: Records) -> str | None:
    return records.once(titles).get("loy-2026-001")


def by_id(records: Records) -> dict[str, Project]:
    return {project.id: project for project in records.of(Project)}


def the_project(records: Records) -> Project | None:
    return records.once(by_id).get("loy-2026-001")


def planned(records: Records) -> dict[str, Decimal | None]:
    return {project.id: project.budget.planned if project.budget else None for project in records.of(Project)}


def all_planned(records: Records) -> dict[str, frozenset[Decimal | None]]:
    return {"planned": frozenset(planned(records).values())}


def in_progress(records: Records) -> dict[str, list[str]]:
    return {"in-progress": [project.id for project in records.of(Project) if project.status == "in-progress"]}


def by_title(records: Records) -> dict[str, str]:
    return {body.id: body.type for body in sorted(records.of(Organization), key=lambda body: body.title)}


def all_by_title(records: Records) -> dict[str, dict[str, str]]:
    return {"organizations": by_title(records)}


def how_many(records: Records) -> dict[str, int]:
    """Return how many projects there are, or True if one cannot be read."""
    return {"projects": bool(records.unreadable(Project)) or len(records.of(Project))}


def fails(records: Records) -> str:
    if records.get("loy-2026-002", Project):
        raise ValueError("a check that fails itself")
    return "held"


QUESTIONS: dict[str, Callable[[Records], Any]] = {
    "all of a model": lambda records: [project.title for project in records.of(Project)],
    "what cannot be read": lambda records: [gap.path for gap in records.unreadable(Project)],
    "what an id stands for": lambda records: [bool(records.find(id_)) for id_ in ("loy-2026-001", "loy-2026-002")],
    "the words of an id": lambda records: (entry := records.find("loy-2026-001")) and entry.document.text,
    "all files": lambda records: [entry.document.text for entry in records.files],
    "who names it": lambda records: [(record.id, str(route)) for record, route in records.citing("tsh-004", "project")],
    "who at all names it": lambda records: [(record.id, str(route)) for record, route in records.cited_by("tsh-004")],
    "who shares it": lambda records: list(records.sharing(steps, "submitted")),
    "who shares what nobody has": lambda records: list(records.sharing(steps, "returned")),
    "an item of another answer": title,
    "an amount of another answer": lambda records: str(records.once(planned).get("loy-2026-001")),
    "amounts of another answer": lambda records: sorted(map(str, records.once(all_planned)["planned"])),
    "a group of another answer": lambda records: records.once(in_progress)["in-progress"],
    "a number of another answer": lambda records: str(records.once(how_many)["projects"]),
    "the order of another answer": lambda records: list(records.once(by_title)),
    "the order in an item of another answer": lambda records: list(records.once(all_by_title)["organizations"]),
    "all items of another answer": lambda records: list(records.once(titles)),
    "how many items": lambda records: len(records.once(titles)),
    "whether there is an item": lambda records: "loy-2026-002" in records.once(titles),
}
EDITS: dict[str, dict[str, str | None]] = {
    "another title": {PROJECT: TEXT.replace("title: ", "title: Yangi ", 1)},
    "another title of a body": {BODY: BASE[BODY].decode().replace("title: ", "title: Abc ", 1)},
    "other words": {PROJECT: f"{TEXT}\nYana bir xatboshi.\n"},
    "another reference": {PROJECT: TEXT.replace("body: tsh-004", "body: tsh-003")},
    "the same amount written longer": {PROJECT: TEXT.replace("planned: 480000000", "planned: 480000000.00")},
    "nothing can be read": {PROJECT: "---\n"},
    "a fact is missing": {PROJECT: TEXT.replace("title: Standartlar elektron katalogini yaratish\n", "")},
    "another step": {LIST: BASE[LIST].decode().replace("decision: submitted", "decision: reviewed")},
    "a wrong step": {LIST: BASE[LIST].decode().replace("decision: submitted", "decision: yoq")},
    "deleted": {PROJECT: None},
    "one more": {"records/projects/loy-2026-002.md": TEXT.replace("loy-2026-001", "loy-2026-002")},
    "one before it": {"records/projects/loy-2025-001.md": TEXT.replace("loy-2026-001", "loy-2025-001")},
    "renamed": {PROJECT: None, "records/projects/loy-2026-002.md": TEXT.replace("loy-2026-001", "loy-2026-002")},
}


def reported(records: Records, question: Callable[[Records], Any]) -> object:
    """Return what a question is answered, or why it cannot be."""
    try:
        return records.once(question)
    except Exception as error:
        return repr(error)


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_follows_an_edit_there_and_back(question: str, edit: str) -> None:
    asked, workspace = QUESTIONS[question], Workspace(BASE)
    before = reported(workspace.repository, asked)
    for path, text in EDITS[edit].items():
        workspace.lay(path, text)
    fresh = Repository.from_files(workspace.files, all_kinds())
    after = reported(workspace.repository, asked)
    for path in EDITS[edit]:
        workspace.lift(path)

    assert after == reported(fresh, asked)
    assert reported(workspace.repository, asked) == before == reported(Repository.from_files(BASE, all_kinds()), asked)


def test_a_question_that_failed_is_asked_again() -> None:
    workspace = Workspace(BASE)
    held = reported(workspace.repository, fails)
    for path, text in EDITS["one more"].items():
        workspace.lay(path, text)
    failed = reported(workspace.repository, fails)
    for path in EDITS["one more"]:
        workspace.lift(path)

    assert (held, failed, reported(workspace.repository, fails)) == ("held", "ValueError('a check that fails itself')", "held")


def test_a_record_with_the_same_facts_is_not_taken_for_the_one_before() -> None:
    workspace = Workspace(BASE)
    before = workspace.repository.once(the_project)
    for path, text in EDITS["other words"].items():
        workspace.lay(path, text)
    after = workspace.repository.find("loy-2026-001")

    assert after
    assert after.record == before
    assert workspace.repository.once(the_project) is after.record


def test_a_question_is_asked_again_once_and_only_if_what_it_rests_on_changed() -> None:
    asked = []

    def counted(records: Records) -> int:
        asked.append(len(records.of(Project)))
        return asked[-1]

    workspace = Workspace(BASE)
    workspace.repository.once(counted)
    for edit in ("another step", "one more", "a wrong step"):
        for path, text in EDITS[edit].items():
            workspace.lay(path, text)
        workspace.repository.once(counted)

    assert asked == [1, 2]


@pytest.mark.parametrize("held_in", [list, tuple, frozenset, dict.fromkeys])
def test_who_rests_on_an_answer_is_asked_again_only_if_that_changed(held_in: Callable[[list[str]], Any]) -> None:
    asked = []

    def ids(records: Records) -> dict[str, Any]:
        return {"projects": held_in([project.id for project in records.of(Project)])}

    def reported_of(records: Records) -> int:
        asked.append(len(records.once(ids)["projects"]))
        return asked[-1]

    workspace = Workspace(BASE)
    workspace.repository.once(reported_of)
    for edit in ("another title", "one more"):
        for path, text in EDITS[edit].items():
            workspace.lay(path, text)
        workspace.repository.once(reported_of)

    assert asked == [1, 2]

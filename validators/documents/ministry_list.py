"""The list of projects as it goes to the ministry (12.a.1): each with its term, money and responsible, and the sum."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validators.documents.form import Content, Form, Source
from validators.documents.letter import letter
from validators.documents.wording import Wording
from validators.kinds.project.model import Project
from validators.kinds.project_list import ProjectList
from validators.overview.project_money import money_of, total
from validators.text.messages import say

if TYPE_CHECKING:
    from validators.documents.sheet import Sheet


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project of the list; what is not known of it is empty."""

    number: int
    id: str
    title: str
    purpose: str
    term: str
    planned: str
    source: str
    responsible: str


@dataclass(frozen=True, slots=True)
class MinistryList(Content):
    """What the list says; `planned` is the sum of what is planned for its projects, in so‘m."""

    id: str
    title: str
    year: str
    projects: tuple[ProjectLine, ...]
    planned: str


def _content(source: Source) -> MinistryList:
    wording, list_ = source.wording, source.record
    assert isinstance(list_, ProjectList)
    projects = [wording.repository.for_readers().get(id_, Project) for id_ in list_.projects]
    money = [money_of(project.budget) for project in projects if project and project.budget]
    return MinistryList(
        letter(wording, list_, list_.decided("submitted")),
        list_.id,
        list_.title,
        str(list_.year),
        tuple(
            _line(number, id_, project, wording)
            for number, (id_, project) in enumerate(zip(list_.projects, projects, strict=True), 1)
        ),
        wording.number(total(money).planned) if money else "",
    )


def _line(number: int, id_: str, project: Project | None, wording: Wording) -> ProjectLine:
    if project is None:
        return ProjectLine(number, id_, wording.name(id_), "", "", "", "", "")
    budget = project.budget
    return ProjectLine(
        number,
        id_,
        project.title,
        project.purpose or "",
        f"{wording.short_day(project.started)} – {wording.short_day(project.due)}",
        wording.number(budget.planned) if budget else "",
        (budget.source or "") if budget else "",
        wording.name(project.responsible),
    )


def _draw(sheet: "Sheet") -> None:
    from validators.documents.sheet import Column

    sheet.head(is_sent=True)
    sheet.line("{{ title }}", align="center", size=14, bold=True, before=10, after=8)
    with sheet.only_if("letter.sample"):
        sheet.line("{{ letter.sample }}", align="center", italic=True, after=8)
    columns = (
        Column(say("No."), "{{ project.number }}", 2, "center"),
        Column(say("Project"), "{{ project.title }}", 9),
        Column(say("Purpose"), "{{ project.purpose }}", 9),
        Column(say("Term"), "{{ project.term }}", 7, "center"),
        Column(say("Planned, so‘m"), "{{ project.planned }}", 7, "right"),
        Column(say("Source of money"), "{{ project.source }}", 7),
        Column(say("Responsible"), "{{ project.responsible }}", 6),
    )
    sheet.table(columns, "project", "projects", total=("", sheet.words(say("Total")), "", "", "{{ planned }}", "", ""))
    sheet.signature()
    sheet.foot()


MINISTRY_LIST = Form(
    "ministry-list",
    say("List of projects for the ministry"),
    _content,
    _draw,
    about=say("a project list"),
    concerns=lambda entry: entry.kind.name == "project-list",
    rests_on=lambda entry: entry.record.projects if isinstance(entry.record, ProjectList) else (),
    is_wide=True,
)

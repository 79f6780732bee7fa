"""The passport of a project: what it is for, who does it until when, its money, stages and risks, and what is owed next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from validators.documents.form import Content, Form, Source
from validators.documents.letter import letter
from validators.documents.wording import Fact, Wording
from validators.kinds.project.model import Milestone, Project
from validators.overview.progress import progress_of
from validators.overview.project_money import money_of
from validators.text.messages import choice, say

if TYPE_CHECKING:
    from validators.documents.sheet import Sheet

_FACTS = (
    "status", "responsible", "owner", "customer", "developer", "creates", "priority", "started", "due", "launched", "completed",
    "purpose", "problem", "results", "effect", "introduced_in", "systems",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of the work, with how it stands."""

    number: int
    title: str
    due: str
    done: str
    responsible: str
    state: str


@dataclass(frozen=True, slots=True)
class RiskLine:
    """What may go wrong, and what is done against it."""

    risk: str
    answer: str


@dataclass(frozen=True, slots=True)
class DutyLine:
    """What is owed, and until when."""

    what: str
    due: str
    responsible: str


@dataclass(frozen=True, slots=True)
class Passport(Content):
    """What the passport says. `progress` is in words, `money` empty where there is no budget."""

    id: str
    title: str
    summary: str
    facts: tuple[Fact, ...]
    progress: str
    money: tuple[Fact, ...]
    stages: tuple[StageLine, ...]
    risks: tuple[RiskLine, ...]
    duties: tuple[DutyLine, ...]


def _content(source: Source) -> Passport:
    wording, project = source.wording, source.record
    assert isinstance(project, Project)
    course = progress_of(source.file, wording.as_of)
    words = say("{done} %, {plan}", done=course.percent, plan=course.in_words) if course else None
    return Passport(
        letter(wording, project),
        project.id,
        project.title,
        project.summary or "",
        wording.facts(project, _FACTS),
        wording.say(words) if words else "",
        tuple(_money(project, wording)),
        tuple(_stage(number, stage, wording) for number, stage in enumerate(project.milestones, 1)),
        tuple(RiskLine(risk.text, risk.answer or "") for risk in project.risks),
        tuple(
            DutyLine(wording.say(item.duty.what), wording.short_day(item.duty.due), wording.name(item.duty.responsible))
            for item in source.duties
            if item.duty.open(wording.as_of) and not item.exempted_by(wording.as_of)
        ),
    )


def _money(project: Project, wording: Wording) -> Iterator[Fact]:
    if project.budget:
        money = money_of(project.budget)
        names = (say("Planned"), say("Contracted"), say("Paid"))
        for name, amount in zip(names, money, strict=True):
            yield Fact(wording.say(name), wording.say(say("{amount} so‘m", amount=amount)))


def _stage(number: int, stage: Milestone, wording: Wording) -> StageLine:
    return StageLine(
        number,
        stage.title,
        wording.short_day(stage.due),
        wording.short_day(stage.done),
        wording.name(stage.responsible),
        _state(stage, wording.as_of, wording),
    )


def _state(stage: Milestone, as_of: date, wording: Wording) -> str:
    if stage.cancelled:
        return wording.say(choice("cancelled"))
    if stage.done and stage.done <= as_of:
        return wording.say(say("done") if stage.done <= stage.due else say("done late"))
    return wording.say(say("overdue") if stage.due < as_of else say("ahead"))


def _draw(sheet: "Sheet") -> None:
    from validators.documents.sheet import Column

    sheet.head()
    sheet.title(say("Project passport"), "{{ title }} ({{ id }})")
    sheet.facts("facts")
    with sheet.only_if("progress"):
        sheet.heading(say("Progress"))
        sheet.line("{{ progress }}", after=6)
    with sheet.only_if("money"):
        sheet.heading(say("Money"))
        sheet.facts("money")
    with sheet.only_if("stages"):
        sheet.heading(say("Stages"))
        stages = (
            Column(say("No."), "{{ stage.number }}", 1, "center"),
            Column(say("What is reached"), "{{ stage.title }}", 6),
            Column(say("Due"), "{{ stage.due }}", 3, "center"),
            Column(say("Done"), "{{ stage.done }}", 3, "center"),
            Column(say("How it stands"), "{{ stage.state }}", 3),
        )
        sheet.table(stages, "stage", "stages")
    with sheet.only_if("risks"):
        sheet.heading(say("Risks"))
        risks = (Column(say("Risk"), "{{ one.risk }}", 1), Column(say("Answer"), "{{ one.answer }}", 1))
        sheet.table(risks, "one", "risks")
    with sheet.only_if("duties"):
        sheet.heading(say("What is owed"))
        duties = (
            Column(say("Duty"), "{{ duty.what }}", 6),
            Column(say("Due"), "{{ duty.due }}", 2, "center"),
            Column(say("Responsible"), "{{ duty.responsible }}", 3),
        )
        sheet.table(duties, "duty", "duties")
    sheet.signature()
    sheet.foot()


PASSPORT = Form(
    "passport",
    say("Project passport"),
    _content,
    _draw,
    about=say("a project"),
    concerns=lambda entry: entry.kind.name == "project",
)

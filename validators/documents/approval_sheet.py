"""The approval sheet of a record: each step with who took it, in which office, when, and how well it is proved."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validators.approval.provenance import GRADE_NAMES
from validators.approval.status import STATES, Stage, awaited, chain_of, in_order, next_stages, stages
from validators.documents.form import Content, Form, Source
from validators.documents.letter import letter
from validators.text.messages import say

if TYPE_CHECKING:
    from validators.documents.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Visa:
    """A step, taken or to be taken; of one that is to be taken `day` and `grade` are empty, and `name` is who may take it."""

    number: int
    decision: str
    position: str
    name: str
    day: str
    document: str
    state: str
    grade: str


@dataclass(frozen=True, slots=True)
class ApprovalSheet(Content):
    """What the sheet says."""

    id: str
    title: str
    kind: str
    status: str
    visas: tuple[Visa, ...]


def _content(source: Source) -> ApprovalSheet:
    wording, record = source.wording, source.record
    return ApprovalSheet(
        letter(wording, record),
        record.id,
        record.title,
        wording.say(source.file.kind.singular),
        wording.label(record.status),
        tuple(_visas(source)),
    )


def _visas(source: Source) -> Iterator[Visa]:
    """Yield the steps as the record's page has them; those of a next edition on its way stand instead of those in force."""
    wording = source.wording
    found = stages(source.file, wording.repository)
    following = next_stages(source.file, wording.repository)
    ahead = list(awaited(source.file, wording.repository, wording.as_of, found))
    for number, stage in enumerate(in_order(following or found), 1):
        if stage.taken:
            yield _taken(number, stage, source)
            continue
        step = next((item for item in ahead if item.step is stage.step), None)
        yield Visa(
            number,
            wording.label(stage.decision),
            wording.any_of(step.roles) if step else "",
            wording.names(step.holders) if step else "",
            "",
            "",
            wording.say(STATES[stage.state]),
            "",
        )


def _taken(number: int, stage: Stage, source: Source) -> Visa:
    assert stage.taken
    wording, step = source.wording, stage.taken.approval
    return Visa(
        number,
        wording.label(stage.decision),
        wording.label(step.role),
        wording.name(step.by),
        wording.short_day(step.date),
        step.document or "",
        wording.say(STATES[stage.state]),
        wording.say(GRADE_NAMES[stage.taken.grade]),
    )


def _draw(sheet: "Sheet") -> None:
    from validators.documents.sheet import Column

    sheet.head()
    sheet.title(say("Approval sheet"), "{{ title }} ({{ id }})")
    sheet.line("{{ kind }}. {{ status }}.", align="center", after=6)
    columns = (
        Column(say("No."), "{{ visa.number }}", 2, "center"),
        Column(say("Decision"), "{{ visa.decision }}", 6),
        Column(say("Position"), "{{ visa.position }}", 6),
        Column(say("Full name"), "{{ visa.name }}", 8),
        Column(say("Date"), "{{ visa.day }}", 4, "center"),
        Column(say("Document number"), "{{ visa.document }}", 5, "center"),
        Column(say("How it stands"), "{{ visa.state }}", 7),
        Column(say("How well it is proved"), "{{ visa.grade }}", 6),
        Column(say("Signature"), "", 6),
    )
    sheet.table(columns, "visa", "visas")
    sheet.foot()


APPROVAL_SHEET = Form(
    "approval-sheet",
    say("Approval sheet"),
    _content,
    _draw,
    about=say("a record with a way to approval"),
    concerns=lambda entry: chain_of(entry) is not None,
    is_wide=True,
)

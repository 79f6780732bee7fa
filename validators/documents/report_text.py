"""A report as it is submitted: its text, where it was heard, and its figures with what they were counted from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validators.documents.form import Content, Form, Source
from validators.documents.letter import letter
from validators.documents.text_blocks import Block, blocks
from validators.kinds.report.model import Report
from validators.repository.record_file import RecordFile
from validators.text.messages import Message, say

if TYPE_CHECKING:
    from validators.documents.sheet import Sheet


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure, and what the records are called from which it was counted."""

    name: str
    value: str
    records: str


@dataclass(frozen=True, slots=True)
class InputLine:
    """What a unit sent in for a digest, or who is put forward for a bonus, and when."""

    who: str
    day: str
    what: str


@dataclass(frozen=True, slots=True)
class ReportText(Content):
    """What the report says; `heard` is in words, and empty where it was not heard."""

    id: str
    title: str
    period: str
    text: tuple[Block, ...]
    figures: tuple[FigureLine, ...]
    figures_of: str
    heard: str
    nominations: tuple[InputLine, ...]
    inputs: tuple[InputLine, ...]


def _content(source: Source) -> ReportText:
    wording, report = source.wording, source.record
    assert isinstance(report, Report)
    heard = report.heard
    return ReportText(
        letter(wording, report, report.decided("submitted")),
        report.id,
        report.title,
        f"{wording.short_day(report.period.since)} – {wording.short_day(report.period.until)}",
        blocks(source.file.document.body, wording.name),
        tuple(
            FigureLine(wording.label(one.name), wording.number(one.value), wording.names(one.records)) for one in report.figures
        ),
        wording.day(report.as_of),
        wording.say(say("Heard on {day}: {body}, {minutes}", day=heard.date, body=heard.body, minutes=heard.minutes))
        if heard
        else "",
        tuple(InputLine(wording.name(one.employee), wording.short_day(one.date), one.grounds) for one in report.nominations),
        tuple(InputLine(wording.name(one.unit), wording.short_day(one.date), one.document or "") for one in report.inputs),
    )


def _draw(sheet: "Sheet") -> None:
    from validators.documents.sheet import Column

    sheet.head(is_sent=True)
    sheet.line("{{ title }}", align="center", size=14, bold=True, before=10, after=4)
    sheet.line("{{ period }}", align="center", after=10)
    with sheet.only_if("letter.sample"):
        sheet.line("{{ letter.sample }}", align="center", italic=True, after=8)
    sheet.text()
    with sheet.only_if("heard"):
        sheet.line("{{ heard }}", before=6, after=6)
    for heading, of, who, what in (
        (say("Put forward for a bonus"), "nominations", say("Employee"), say("Grounds")),
        (say("What the units sent in"), "inputs", say("Unit"), say("Document number")),
    ):
        with sheet.only_if(of):
            sheet.heading(heading)
            sheet.table(
                (
                    Column(who, "{{ one.who }}", 4),
                    Column(say("Date"), "{{ one.day }}", 2, "center"),
                    Column(what, "{{ one.what }}", 5),
                ),
                "one",
                of,
            )
    sheet.signature()
    with sheet.only_if("figures"):
        sheet.heading(say("Annex: figures, and what they were counted from"))
        with sheet.only_if("figures_of"):
            sheet.line("{{ figures_of }}", after=4)
        sheet.table(
            (
                Column(say("Figure"), "{{ figure.name }}", 5),
                Column(say("Value"), "{{ figure.value }}", 2, "right"),
                Column(say("Counted from"), "{{ figure.records }}", 6),
            ),
            "figure",
            "figures",
        )
    sheet.foot()


def _is_of(type_: str) -> Callable[[RecordFile], bool]:
    return lambda entry: isinstance(entry.record, Report) and entry.record.type == type_


def _form(name: str, type_: str, title: Message) -> Form:
    return Form(name, title, _content, _draw, about=say("a report of that type"), concerns=_is_of(type_))


ANNUAL_REPORT = _form("annual-report", "annual", say("Annual report"))
MONTHLY_REPORT = _form("monthly-report", "monthly", say("Monthly report"))
DIGEST = _form("digest", "digest", say("Digest of the units' work"))

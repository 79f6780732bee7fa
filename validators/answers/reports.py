"""Drafts of the reports that paragraphs 10, 12.b.3 and 13.7 want, as records: each figure with what it was counted from."""

from collections.abc import Iterator, Mapping
from datetime import date

from validators.answers.lateness import done_late
from validators.authoring.scaffold import department
from validators.checks.run import DueDuty, duties
from validators.kinds.employee.office import office
from validators.kinds.organization import Organization
from validators.kinds.report.figures import Counted, figures
from validators.kinds.report.model import REPORT, FigureName, Report
from validators.kinds.report.prompts import SECTIONS, DraftType
from validators.model.gaps import GapError
from validators.model.periods import Period
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.text import plurals
from validators.text.messages import Language, Message, Month, choice, say

Figures = Mapping[FigureName, Counted]


def report_of(type_: DraftType, period: Period, repository: Repository) -> RecordFile | None:
    """Return the report of a type on a period, if there is one that was not withdrawn."""
    found = (report for report in repository.for_readers().of(Report) if report.type == type_ and report.span == period)
    return next((repository.file_of(report) for report in found if report.alive), None)


def countable(repository: Repository, period: Period, as_of: date) -> Repository:
    """Return the records from which the figures of a period can be counted: all that can be read, as the checks count them.

    Without those that have gaps, where a gap is in what is counted.
    """
    try:
        figures(repository, period, as_of)
    except GapError:
        return repository.for_readers()
    return repository


def draft_report(type_: DraftType, period: Period, as_of: date, repository: Repository, language: Language) -> str:
    """Return the draft as the text of a file. Everything in it is ours or an id: no text of another record is written into it."""
    counted = figures(countable(repository, period, as_of), period, as_of)
    whole = repository.for_readers()
    return "\n".join(
        (*_facts(type_, period, as_of, counted, whole, language), *_body(type_, period, as_of, counted, whole, language))
    )


def _facts(
    type_: DraftType, period: Period, as_of: date, counted: Figures, repository: Repository, language: Language
) -> Iterator[str]:
    yield "---"
    yield f"id: {repository.next_id(REPORT, as_of.year)}"
    yield f"title: {language.text(_title(type_, period))}"
    yield "status: draft"
    owner = department(repository)
    if owner:
        yield f"owner: {owner.id}"
    if responsible := _responsible(owner, as_of, repository):
        yield f"responsible: {responsible}"
    yield f"type: {type_}"
    yield "period:"
    yield f"  since: {period.since}"
    yield f"  until: {period.until}"
    yield f"as_of: {as_of}"
    yield "figures:"
    for name, figure in counted.items():
        yield f"  - name: {name}"
        yield f"    value: {figure.value}"
        if figure.records:
            yield f"    records: [{', '.join(figure.records)}]"
    yield "---"


def _body(
    type_: DraftType, period: Period, as_of: date, counted: Figures, repository: Repository, language: Language
) -> Iterator[str]:
    words = language.text
    yield words(say("Counted from the records as of {day}.", day=as_of))
    yield ""
    yield f"## {words(say('Figures'))}"
    yield ""
    for name, figure in counted.items():
        yield f"- {words(_line(name, figure))}"
    late = [item for item in done_late(duties(repository, as_of).duties, repository, as_of) if period.holds(_day_of(item))]
    if late:
        yield from ("", words(say("Done after the due date in this period:")), "")
        yield from (f"- [[{item.entry.id}]]: {item.check.code}, {words(plurals.days(item.duty.late_by))}" for item in late)
    corrected = list(_corrected(repository, period, as_of))
    if corrected:
        yield from ("", words(say("Closed records that were corrected in this period:")), "")
        yield from (f"- [[{id_}]]: {language.day(day)}" for id_, day in corrected)
    for heading, prompt in SECTIONS[type_]:
        yield from ("", f"## {words(heading)}", "", words(prompt))


def _day_of(item: DueDuty) -> date:
    """Return the day on which a duty was done."""
    return item.duty.done or item.duty.due


def _corrected(repository: Repository, period: Period, as_of: date) -> Iterator[tuple[str, date]]:
    """Yield the records with a correction of the period, each with its day: figures of closed years may rest on them."""
    for entry in repository.files:
        for correction in entry.record.corrections if entry.record else ():
            if period.holds(correction.date) and correction.date <= as_of:
                yield entry.id, correction.date


def _line(name: FigureName, counted: Counted) -> Message:
    if not counted.records:
        return say("{name}: {value}", name=choice(name), value=counted.value)
    links = ", ".join(f"[[{id_}]]" for id_ in counted.records)
    return say("{name}: {value} ({records})", name=choice(name), value=counted.value, records=links)


def _title(type_: DraftType, period: Period) -> Message:
    if type_ == "annual":
        return say("Report on the introduction of modern ICT in {year}", year=period.since.year)
    if type_ == "digest":
        return say("Digest of the units' work from {since} to {until}", since=period.since, until=period.until or period.since)
    return say("Report of the department for {month}", month=Month(period.since))


def _responsible(owner: Organization | None, day: date, repository: Repository) -> str | None:
    """Who answers for the report: the head, or who acts as head on that day, or else who answers for the department."""
    known = repository.once(office)
    head = known.present(day)
    in_charge = (head,) if head else known.acts(day)
    if in_charge:
        return in_charge[0].employee.id
    return owner.responsible if owner else None

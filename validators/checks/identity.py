"""Signs that a record was copied or mistyped: an id of another year, a second record of the same, mixed letters, a line break
in what is one line (F35, F36, F39, F40).

Nothing in the Nizom says how ids are counted. A record gets its id when it is entered, so these only warn of what that does not
explain.
"""

from collections.abc import Hashable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from validators.checks.file_codes import TECHNICAL
from validators.model.fields import days, field_at, last_happened
from validators.model.gaps import GapError, gaps_in, if_known, is_whole
from validators.model.ids import year_of
from validators.model.record import Record
from validators.repository.record_file import RecordFile
from validators.rules.records import FiledRecord, Records
from validators.rules.rule_book import RuleBook
from validators.source.codes import CheckCode, FileCode
from validators.source.document import Document
from validators.source.edits.cure import Cure, Put, Rewrite
from validators.source.finding import Problem, Span
from validators.source.route import Route, texts_in
from validators.text.look_alikes import Mixed, may_be_mixed, mixed_words
from validators.text.messages import say
from validators.text.uzbek import fold

ENTERED_AFTER = timedelta(days=31)
"""How long after the last day that it speaks of a record may still be entered: a report on December is written in January."""

IDENTITY = RuleBook()


@IDENTITY.rule(TECHNICAL[FileCode.OTHER_YEAR])
def is_counted_in_its_year(record: Record, repository: Records) -> Iterator[Problem]:
    """Hold that a record is entered in the year of its first day, or later, and soon after its last.

    Where nothing has happened yet, it may have been entered in any year before what it plans; where the work is not over, in the
    year after.
    """
    year = year_of(record.id)
    if is_whole(record) and record.dated and record.dated.year == year:
        return  # as most are; the rest is asked about all its days
    if year is None or any(day.year == year for day in days(record)) or not (named := list(days(record))):
        return
    first, last = min(named), max(named)
    early = year < first.year and last_happened(record) is not None
    if not early and year <= _last_year(record, last):
        return
    for gap in gaps_in(record):
        raise GapError(gap)
    if early:
        yield Problem("id", say("The id is of {year}, and the first day in the record is {day}", year=str(year), day=first))
    else:
        yield Problem("id", say("The id is of {year}, and the last day in the record is {day}", year=str(year), day=last))


def _last_year(record: Record, last: date) -> int:
    if if_known(lambda: record.over) is False:
        return last.year + 1
    return (last + ENTERED_AFTER).year if last.year < date.max.year else last.year


@IDENTITY.rule(TECHNICAL[FileCode.SECOND_OF_THE_SAME])
def is_the_only_one_of_its_title(record: Record, repository: Records) -> Iterator[Problem]:
    """Report a record that was entered twice, or copied and not changed: it would be counted twice everywhere."""
    entry, what = repository.find(record.id), if_known(lambda: _what(record))
    if entry is None or entry.record is not record or what is None:
        return
    alike = filter(None, map(repository.find, repository.sharing(_titles, _titled(entry))))
    first = next(one for one in alike if one.record and if_known(partial(_what, one.record)) == what)
    if first is not entry:
        yield same_as(first.id)


def same_as(other: str) -> Problem:
    """Return that a record seems to be another one, of that id, once more."""
    return Problem("title", say("{id} has the same title and owner", id=other))


def _titles(entry: FiledRecord) -> Iterator[Hashable]:
    if titled := _titled(entry):
        yield titled


def _titled(entry: FiledRecord) -> Hashable:
    """Return a record's kind and title, in any spelling; None where no title is written."""
    title = entry.document.values.get("title")
    return (entry.kind.name, fold(title)) if isinstance(title, str) else None


def _what(record: Record) -> Hashable:
    """Return what a record that others rely on shares with one entered twice, besides its kind: title, owner and occasion."""
    return (fold(record.title), record.owner, record.occasion) if record.alive else None


def mixed_letters(entries: Iterable[RecordFile]) -> Iterator[tuple[RecordFile, CheckCode, Problem]]:
    """Yield the words of facts in which a letter is of another alphabet and looks as if it belonged there."""
    for entry in entries:
        document = entry.document
        if document.readable and may_be_mixed(document.source):
            for route, text in texts_in(document.values):
                for found in mixed_words(text) if (field := field_at(entry.kind.model, route)) and field.form == "text" else ():
                    yield entry, FileCode.MIXED_LETTERS, _typed_again(found, route, document)


_BREAKING = (b"|", b">", b"\\", b"\n\n", b" \n", b"\t")
"""Without one of these among the facts no value has a line break."""


def broken_lines(entries: Iterable[RecordFile]) -> Iterator[tuple[RecordFile, CheckCode, Problem]]:
    """Yield the values of facts that are one line and were written on several."""
    for entry in entries:
        document = entry.document
        facts = document.source[: document.source.find(b"\n---", 3)]
        if document.readable and any(sign in facts for sign in _BREAKING):
            for route, text in texts_in(document.values):
                field = field_at(entry.kind.model, route) if len(text.strip().splitlines()) > 1 else None
                if field and field.one_line:
                    cure = Cure(Put(route, " ".join(text.split())), is_safe=True)
                    message = say("“{field}” has a line break in it", field=field.title)
                    yield entry, FileCode.BROKEN_LINE, Problem(route, message, cure=cure)


def _typed_again(found: Mixed, route: Route, document: Document) -> Problem:
    letters = ", ".join(dict.fromkeys(found.word[place] for place in found.letters))
    message = say("In the Latin word “{word}” these letters are Cyrillic: {letters}", word=found.word, letters=letters)
    if not found.is_latin:
        message = say("In the Cyrillic word “{word}” these letters are Latin: {letters}", word=found.word, letters=letters)
    hint = say("Type the word again: {word}", word=found.meant)
    span = _place_of(found, route, document)
    cure = Cure(Rewrite(span.line, span.column - found.letters[0], found.word, found.meant), is_safe=True) if span else None
    return Problem(route, message, hint, span=span, about=f"{route} {found.word}", cure=cure)


def _place_of(found: Mixed, route: Route, document: Document) -> Span | None:
    """Return the place of the first letter; None where the value does not stand in the file as it is read."""
    place = document.place(route)
    if place is None:
        return None
    lines = document.text.split("\n")
    for number in range(place.value.line, place.value.end_line + 1):
        at = lines[number - 1].find(found.word, place.value.column - 1 if number == place.value.line else 0)
        if at >= 0:
            column = at + found.letters[0] + 1
            return Span(number, column, number, column + 1)
    return None

"""Signs that a record was copied or its id mistyped: an id of another year, a second record of the same (F35, F36).

Nothing in the Nizom says how ids are counted. A record gets its id when it is entered, so these only warn of what that does not
explain.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from validators.checks.file_codes import TECHNICAL
from validators.model.fields import days, happened
from validators.model.gaps import GapError, answering, gaps_in, if_known
from validators.model.ids import year_of
from validators.model.record import Record
from validators.rules.records import Records
from validators.rules.rule_book import RuleBook
from validators.source.codes import FileCode
from validators.source.finding import Problem
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
    if year is None or not (named := list(days(record))):
        return
    first, last = min(named), max(named)
    early = year < first.year and any(True for _ in happened(record))
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
    first, entry = repository.once(_firsts).get(record.id), repository.find(record.id)
    if first and entry and entry.record is record:
        yield Problem("title", say("{id} has the same title and owner", id=first))


def _firsts(repository: Records) -> Mapping[str, str]:
    """Return, by the id of a record that others rely on, the first of its kind that has the same title, owner and occasion."""
    first: dict[object, str] = {}
    found: dict[str, str] = {}
    records = (entry.record for entry in repository.files if entry.record and repository.find(entry.id) is entry)
    for record, what in answering(records, _what):
        if what and first.setdefault(what, record.id) != record.id:
            found[record.id] = first[what]
    return found


def _what(record: Record) -> object:
    return (type(record), fold(record.title), record.owner, record.occasion) if record.alive else None

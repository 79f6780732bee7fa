"""Who is to be reminded of what on a day: each employee of their own duties, the head and the deputy of everybody's."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from validators.checks.run import DueDuty
from validators.kinds.employee.model import Employee
from validators.kinds.employee.office import office
from validators.model.gaps import known
from validators.output.due_calendar import uid_of
from validators.reminding.occasions import DIGEST, Occasion, digest_day, occasion_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository

Silence = Literal["no-record", "left", "no-address"]
"""Why somebody cannot be written to."""


@dataclass(frozen=True, slots=True)
class Owing:
    """What one employee owes: what is late, and what falls due in the days looked at; both in the order of their due dates."""

    person: str
    late: tuple[DueDuty, ...]
    near: tuple[DueDuty, ...]


@dataclass(frozen=True, slots=True)
class Reminder:
    """A mail to one employee about their own duties; `occasions` are those by which it is due now."""

    to: RecordFile
    owing: Owing
    occasions: tuple[Occasion, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A mail to the head, or to a superior, about everybody's duties, with who is not reached by mails; one a week."""

    to: RecordFile
    owing: tuple[Owing, ...]
    unassigned: Owing
    unreached: tuple[tuple[str, Silence], ...]
    occasions: tuple[Occasion, ...]


def reminders(
    repository: Repository, duties: Sequence[DueDuty], as_of: date, ahead: int, sent: Container[Occasion] | None
) -> Iterator[Reminder]:
    """Yield a reminder for each employee with an address for whom one is due on that day.

    Where it is known what was sent, one is due as long as it was not; else only on its own day, so that a run may be repeated.
    """
    for owing in owing_by_person(duties, as_of, ahead):
        entry = repository.find(owing.person)
        if entry is None or silence(owing.person, repository, as_of):
            continue
        occasions = (
            Occasion(owing.person, uid_of(item), day)
            for item in (*owing.late, *owing.near)
            if (day := occasion_of(item.duty.due, as_of, ahead, repository.calendar))
        )
        if now := tuple(one for one in occasions if _is_due(one, as_of, sent)):
            yield Reminder(entry, owing, now)


def digests(
    repository: Repository, duties: Sequence[DueDuty], as_of: date, ahead: int, sent: Container[Occasion] | None
) -> Iterator[Digest]:
    """Yield the week's digest for who leads the department on that day and for the deputy, as `reminders` yields its mails."""
    everybody = tuple(owing_by_person(duties, as_of, ahead))
    addressed = dict.fromkeys([*(one.person for one in everybody), *_leaders(repository, as_of)])
    unreached = tuple((person, why) for person in addressed if (why := silence(person, repository, as_of)))
    unassigned = _owing("", [item for item in duties if item.duty.responsible is None], as_of, ahead)
    for person in _leaders(repository, as_of):
        entry = repository.find(person)
        occasion = Occasion(person, DIGEST, digest_day(as_of, repository.calendar))
        if entry and occasion.day <= as_of and not silence(person, repository, as_of) and _is_due(occasion, as_of, sent):
            yield Digest(entry, everybody, unassigned, unreached, (occasion,))


def without_digest(repository: Repository, as_of: date) -> tuple[tuple[str, Silence], ...]:
    """Return who should get that day's digest, where it reaches none of them; else it says itself who is not reached."""
    if as_of != digest_day(as_of, repository.calendar):
        return ()
    leaders = _leaders(repository, as_of)
    found = tuple((person, why) for person in leaders if (why := silence(person, repository, as_of)))
    return found if len(found) == len(leaders) else ()


def owing_by_person(duties: Sequence[DueDuty], as_of: date, ahead: int) -> Iterator[Owing]:
    """Yield what each employee owes, by their ids; nobody who owes nothing in these days."""
    by_person: dict[str, list[DueDuty]] = {}
    for item in duties:
        if item.duty.responsible:
            by_person.setdefault(item.duty.responsible, []).append(item)
    found = (_owing(person, by_person[person], as_of, ahead) for person in sorted(by_person))
    return (one for one in found if one.late or one.near)


def _owing(person: str, duties: Sequence[DueDuty], as_of: date, ahead: int) -> Owing:
    """Return what is not done of these duties, nor exempted on that day."""
    last = as_of + timedelta(days=ahead)
    owed = [item for item in duties if item.duty.open(as_of) and not item.exempted_by(as_of) and item.duty.due <= last]
    late = tuple(item for item in owed if item.duty.due < as_of)
    return Owing(person, late, tuple(item for item in owed if item.duty.due >= as_of))


def silence(person: str, repository: Repository, as_of: date) -> Silence | None:
    """Return why an employee cannot be written to; None for one who can."""
    entry = repository.find(person)
    if entry is None or not isinstance(entry.record, Employee):
        return "no-record"
    left = known(entry.record, "left")
    if known(entry.record, "status") == "left" or (left and left < as_of):
        return "left"
    return None if address_of(entry) else "no-address"


def address_of(entry: RecordFile) -> str:
    """Return an employee's e-mail address; nothing where none is known. It is personal: it goes into their own mail only."""
    return (isinstance(entry.record, Employee) and known(entry.record, "email")) or ""


def _leaders(repository: Repository, as_of: date) -> tuple[str, ...]:
    """Return who leads the department on that day, or acts as head (8), and the deputies to whom it answers (7)."""
    held = office(repository)
    present = held.present(as_of)
    terms = [present] if present else list(held.acts(as_of))
    heads = (known(term.employee, "id") or "" for term in terms)
    return tuple(dict.fromkeys([*filter(None, heads), *repository.settings.holders("deputy", as_of)]))


def _is_due(occasion: Occasion, as_of: date, sent: Container[Occasion] | None) -> bool:
    return occasion.day == as_of if sent is None else occasion not in sent

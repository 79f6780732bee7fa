"""Since when the Nizom holds: what was before its first edition, or before anybody served under it, no check judges."""

from collections.abc import Iterator
from datetime import date

from validators.kinds.act import Act
from validators.kinds.employee.model import Employee
from validators.kinds.organization import Organization
from validators.model.gaps import complete, gaps_in, known
from validators.model.periods import days_written
from validators.model.record import Record
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Edition
from validators.rules.records import Records


def floor(repository: Records) -> date:
    """Return the first day that checks judge: that of the first edition of the Nizom, or else of the first service.

    A new edition does not move it: older ones are known by S01, by their acts, and by who acknowledged them. Where nothing
    of that is known, every day is judged.
    """
    return repository.once(_floor)


def _floor(repository: Records) -> date:
    return min(_editions(repository), default=None) or min(_services(repository), default=date.min)


def _editions(repository: Records) -> Iterator[date]:
    """Yield days on which an edition of the Nizom was there."""
    editions: list[Edition] = [given.value for given in repository.settings.history.get(Setting.EDITION_IN_FORCE, ())]
    yield from (edition.date for edition in editions)
    named = {edition.number for edition in editions}
    for act in repository.of(Act):
        day = known(act, "effective") or known(act, "date")
        if known(act, "type") == "nizom" and day and known(act, "status") in ("in-force", "lost-force"):
            yield day
    for employee in repository.of(Employee):
        for read in complete(known(employee, "acknowledgements") or ()):
            if read.edition not in named:
                yield read.date


def _services(repository: Records) -> Iterator[date]:
    for employee in repository.of(Employee):
        yield from (service.since for service in complete(known(employee, "service") or ()))


def held_since(body: Organization, repository: Records) -> date | None:
    """Return the day since which the department is held to the Nizom; None for other bodies, and where no record says.

    It is the first day that checks judge, or that of its establishment if the department is younger.
    """
    if not body.is_department or body.status == "dissolved":
        return None
    first = max(floor(repository), body.established or date.min)
    return None if first == date.min else first


def is_before_the_nizom(record: Record, repository: Records) -> bool:
    """Return whether a record is of work that was over, with all its days, before the first day that checks judge.

    What others rest on today is no such work: acts, standards, bodies and people have to be right however old they are.
    """
    if not record.over or record.dated is None:
        return False
    first = floor(repository)
    if record.dated >= first or any(gaps_in(record)):
        return False
    if isinstance(record, Organization | Employee) or type(record).lost_force_on is not Record.lost_force_on:
        return False
    return all(day < first for name, value in record if name != "corrections" for day in days_written(value))


def began_before_the_nizom(record: Record, repository: Records) -> bool:
    """Return whether a record's own day is before the first day that checks judge, and so its way to approval was."""
    return record.dated is not None and record.dated < floor(repository)

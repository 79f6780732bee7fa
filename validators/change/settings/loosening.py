"""Which changes of the settings and the calendar may ask less: decided by their values alone, whatever the records say today.

What cannot be shown to ask as much as before counts as loosened: nobody can tell of a term or a list in general which way is
stricter.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import get_args

from pydantic import BaseModel

from validators.checks.run import all_checks
from validators.kinds.act import Act
from validators.model.fields import fields_of
from validators.model.gaps import known
from validators.model.ids import is_id
from validators.model.written import notations
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Definition, GivenSetting, Grade, Graded, PerKind
from validators.repository.repository import Repository
from validators.rules.kind import Kind

WHO_MAY_DO_WHAT = frozenset({"holders", "roles", "roles-per-kind", "seats"})
"""Types of the settings that say who decides: with them a change could give itself the authority for the next one."""
DEMANDS = frozenset({Setting.PROVENANCE, Setting.STRICT})
"""Settings that only ever demand more: how well approvals are proved, and which warnings are errors."""
_GRADES: tuple[Grade, ...] = get_args(Grade)
_DATE = re.compile(
    r"\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{1,2}\.\d{1,2}\.(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d[- ]*(?:yil)?[-. ]*\d{1,2}[-. ]*[a-z‘’']{3,}",
    re.IGNORECASE,
)


def is_guarded(definition: Definition) -> bool:
    """Return whether a looser value needs the director-general, not only a new act."""
    return definition.code in DEMANDS or definition.type in WHO_MAY_DO_WHAT


def is_looser(definition: Definition, then: GivenSetting, now: GivenSetting, today: date) -> bool:
    """Return whether the setting may ask less: it holds from a later day, or its new value is not known to be stricter."""
    later = now.since > then.since and definition.code != Setting.STRICT  # of these the day means nothing
    return later or not is_as_strict(definition, then.value, now.value, today)


def is_as_strict(definition: Definition, then: object, now: object, today: date) -> bool:
    """Return whether a new value certainly asks no less than the old one.

    An office that ends before today takes the authority from what was decided since: that is no stricter.
    """
    if then == now:
        return True
    if not isinstance(then, tuple) or not isinstance(now, tuple):
        return False
    if definition.code == Setting.STRICT:
        return set(then) <= set(now)
    if definition.code == Setting.PROVENANCE:
        return all(_rank(graded.kind, now) >= _rank(graded.kind, then) for graded in then)
    if definition.type == "roles-per-kind":
        return _roles(then).keys() == _roles(now).keys() and all(
            roles <= _roles(then)[kind] for kind, roles in _roles(now).items()
        )
    if definition.type == "roles":
        return set() < set(now) <= set(then)
    if "since" in fields_of(definition.value_type.group):
        if definition.type not in WHO_MAY_DO_WHAT:
            return _only_ended(then, now[: len(then)])
        return _only_ended(then, now) and not any(ends_in_the_past(*pair, today) for pair in zip(then, now, strict=True))
    return False


def _rank(kind: str, graded: tuple[Graded, ...]) -> int:
    return next((_GRADES.index(item.grade) for item in graded if item.kind == kind), -1)


def _roles(named: tuple[PerKind | str, ...]) -> Mapping[str, set[str]]:
    """Return the roles by kind; those for all kinds under ""."""
    found: dict[str, set[str]] = {"": {item for item in named if isinstance(item, str)}}
    for item in named:
        if isinstance(item, PerKind):
            found.setdefault(item.kind, set(item.roles))
    return found


def _only_ended(then: tuple[object, ...], now: tuple[object, ...]) -> bool:
    """Return whether the periods are the same ones in the same order, some of them with the last day that they lacked."""
    return len(then) == len(now) and all(starmap(is_same_or_ended, zip(then, now, strict=True)))


def is_same_or_ended(then: object, now: object) -> bool:
    """Return whether a period is as it was, or has got the last day that it lacked."""
    if then == now or not isinstance(now, BaseModel):
        return then == now
    return getattr(then, "until", None) is None and then == now.model_copy(update={"until": None})


def ends_in_the_past(then: object, now: object, today: date) -> bool:
    """Return whether a period got a last day that is before today."""
    until = getattr(now, "until", None)
    return then != now and isinstance(until, date) and until < today


def names_an_act(basis: str, repository: Repository) -> bool:
    """Return whether a basis says by which act: the id of one that has its number and date, or a number and a date in words."""
    if is_id(basis):
        entry = repository.find(basis)
        act = entry.record if entry else None
        return isinstance(act, Act) and bool(known(act, "number")) and bool(known(act, "date"))
    without_dates, dates = _DATE.subn(" ", basis)
    return dates > 0 and re.search(r"\d", without_dates) is not None


def decided_on(basis: str, repository: Repository) -> date | None:
    """Return the day of the act that a basis names, by its id or in words; of several days in words the last."""
    if is_id(basis):
        entry = repository.find(basis)
        act = entry.record if entry else None
        return known(act, "date") if isinstance(act, Act) else None
    said = (notations.day(found[0]).value for found in _DATE.finditer(basis))
    return max((date.fromisoformat(one) for one in said if isinstance(one, str)), default=None)


def is_the_same_act(then: str, now: str, repository: Repository) -> bool:
    """Return whether two bases name one act: in the same words, or by the same day and the same number."""
    return then == now or (
        names_an_act(now, repository) and _day_and_number(then, repository) == _day_and_number(now, repository)
    )


def _day_and_number(basis: str, repository: Repository) -> tuple[date | None, list[str]]:
    entry = repository.find(basis) if is_id(basis) else None
    act = entry.record if entry else None
    number = str(known(act, "number")) if isinstance(act, Act) else _DATE.sub(" ", basis)
    return decided_on(basis, repository), re.findall(r"\d+", number)


def resting_on(definition: Definition, kinds: Mapping[str, Kind]) -> tuple[str, ...]:
    """Return the codes of the checks that need the setting, or use its measure where it is given."""
    need = (check.code for check in all_checks(kinds).values() if check.setting == definition.code)
    proving = ("A08",) if definition.code == Setting.PROVENANCE else ()
    return tuple(dict.fromkeys([*need, *definition.read_by, *proving]))


@dataclass(frozen=True, slots=True)
class MovedDay:
    """A day that a change of the calendar makes a day off, or a working day."""

    day: date
    works: bool


def moved_days(base: Repository, head: Repository) -> Iterator[MovedDay]:
    """Yield the days on which the two calendars differ, in order."""
    then, now = base.calendar_file.calendar, head.calendar_file.calendar
    for day in sorted({*then.overrides, *now.overrides}):
        if then.works(day) != now.works(day):
            yield MovedDay(day, now.works(day))


def names_a_decree(base: Repository, head: Repository) -> bool:
    """Return whether what the change adds to the calendar's file says by which decree: its number and date, or an act's id."""
    before, after = (side.calendar_file.document for side in (base, head))
    if after is None:
        return False
    there = set(before.text.splitlines()) if before else set()
    added = [line for line in after.text.splitlines() if line not in there and not _DAYS.fullmatch(line)]
    words = re.findall(r"[a-z0-9-]+", " ".join(added))
    return names_an_act(" ".join(added), head) or any(is_id(word) and names_an_act(word, head) for word in words)


_DAYS = re.compile(r"\s*+(?:(?:holidays|workdays):)?[-\s\[\],\d]*+(?:#.*)?|---")
"""A line of the lists of days."""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value before and after: without `then` it is new, without `now` it is gone."""

    then: GivenSetting | None
    now: GivenSetting | None


def changed_values(before: Sequence[GivenSetting], after: Sequence[GivenSetting]) -> list[ValueChange]:
    """Return the values that differ: what was put right, what is new, then what is gone.

    A value is the same one as before if it has the same first day, or else the same measure: then its day was moved.
    """
    then = {given.since: given for given in before if given not in after}
    now = {given.since: given for given in after if given not in before}
    found = [ValueChange(then.pop(day), now.pop(day)) for day in sorted(then.keys() & now.keys())]
    for day, given in sorted(then.items()):
        moved = next((at for at, other in sorted(now.items()) if other.value == given.value), None)
        if moved:
            found.append(ValueChange(then.pop(day), now.pop(moved)))
    found += [ValueChange(None, given) for given in now.values()]
    return [*found, *(ValueChange(given, None) for given in then.values())]


def held_before(given: GivenSetting, after: Sequence[GivenSetting], before: Sequence[GivenSetting]) -> GivenSetting | None:
    """Return what holds until a value begins to, or where nothing does, what did before the change; None if nothing ever did."""
    earlier = [one for values in (before, after) for one in values if one.since < given.since]
    return max(reversed(earlier), key=lambda one: one.since, default=None)

"""The head's office through time: who held it, when the holder was away, who acted, and who could have (3, 8)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from validators.kinds.employee.model import Absence, Employee, Service
from validators.model.gaps import Gap, GapError, gaps_of, in_turn, known
from validators.model.periods import Period, stretches_uncovered
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Settings
from validators.rules.records import Records
from validators.source.route import Route


@dataclass(frozen=True, slots=True)
class Term:
    """A period in which somebody is, or acts as, head; `place` is its place in that employee's list."""

    period: Period
    employee: Employee
    index: int


@dataclass(frozen=True, slots=True)
class Office:
    """The head's office through time: who held it, when the holder was away (S09), and who acted.

    `unsettled` are absences of the head of which S09, without a value, does not say whether they leave the department without
    its head: the text can be read either way, so both the head and who acts may sign then.
    `chiefs` are the days on which a chief specialist is in service and not away, `without_chief` those on which each that is in
    service is away.

    A period whose first day or position is left out proves nothing, so it is no term. `unclear` are, by id, the employees of whom
    something about the office was written that cannot be read, or left out about an absence, with the gap.
    """

    heads: tuple[Term, ...]
    absences: tuple[Term, ...]
    unsettled: tuple[Term, ...]
    acting: tuple[Term, ...]
    chiefs: tuple[Period, ...]
    without_chief: tuple[Period, ...]
    unclear: Mapping[str, Gap]

    def require_clear(self, *employees: str) -> None:
        """Raise `GapError` if anything about the office cannot be read of these employees, or of anybody if none are named."""
        for id_ in employees or self.unclear:
            if id_ in self.unclear:
                raise GapError(self.unclear[id_])

    def present(self, day: date) -> Term | None:
        """Return the head, if there is one on that day who is not away."""
        head = next((term for term in self.heads if term.period.holds(day)), None)
        return None if any(term.period.holds(day) for term in self.absences) else head

    def acts(self, day: date) -> tuple[Term, ...]:
        """Who acts on that day."""
        return tuple(term for term in self.acting if term.period.holds(day))

    def leading(self, day: date) -> tuple[Term, ...]:
        """Who may sign as head on that day: the head who is there; who acts, where there is none or it is unsettled whether."""
        head = self.present(day)
        if head is None:
            return self.acts(day)
        return (head, *(self.acts(day) if any(term.period.holds(day) for term in self.unsettled) else ()))

    def after(self, day: date) -> Term | None:
        """Return the first head who comes into office after that day."""
        return next((term for term in self.heads if term.period.since > day), None)


def office(repository: Records) -> Office:
    """Return the head's office, from all employees' records: who was head stays so, no matter who keeps the record now."""
    heads: list[Term] = []
    absences: list[Term] = []
    unsettled: list[Term] = []
    acting: list[Term] = []
    serving: list[Period] = []
    chiefs: list[Period] = []
    unclear = {gap.record: gap for gap in repository.unreadable(Employee)}
    for employee in repository.of(Employee):
        terms = _Terms(employee, unclear)
        own = terms.of(terms.listed("service"), lambda item: item.position == "head")
        heads += own
        acting += terms.of(terms.listed("acting"), lambda item: True)
        as_chief = [term.period for term in terms.of(terms.listed("service"), lambda item: item.position == "chief-specialist")]
        away = [term.period for term in terms.of(terms.listed("absences"), lambda item: True)] if as_chief else []
        serving += as_chief
        chiefs += [there for period in as_chief for there in stretches_uncovered(period, away)]
        absences += _while_head(own, terms.of(terms.listed("absences"), lambda item: is_away(item, repository.settings)))
        unsettled += _while_head(own, terms.of(terms.listed("absences"), lambda item: _is_unsettled(item, repository.settings)))
    nobody = tuple(stretch for period in serving for stretch in stretches_uncovered(period, chiefs))
    led = _sorted(heads), _sorted(absences), _sorted(unsettled), _sorted(acting)
    return Office(*led, tuple(chiefs), nobody, unclear)


def _while_head(own: Sequence[Term], absences: Sequence[Term]) -> Iterator[Term]:
    """Yield the parts of an employee's absences that fall into that employee's time as head."""
    for absence in absences:
        shared = (absence.period.shared(term.period) for term in own)
        yield from (Term(period, absence.employee, absence.index) for period in shared if period)


def headships(employee: Employee, since: date = date.min) -> Iterator[tuple[Route, Service]]:
    """Yield the employee's periods as head of the department that began on a day or later, each with its route.

    A gap in one is met after the others.
    """
    yield from in_turn(_if_head(index, service, since) for index, service in enumerate(employee.service))


def _if_head(index: int, service: Service, since: date) -> Iterator[tuple[Route, Service]]:
    if service.position == "head" and service.since >= since:
        yield Route("service", index), service


def is_away(absence: Absence, settings: Settings) -> bool:
    """Return whether an absence leaves the department without its head: S09 on its first day.

    Leave to care for a child is leave, so it counts where leave does.
    """
    counted = settings.texts(Setting.HEAD_ABSENCE_REASONS, absence.since)
    return absence.kind in counted or (absence.kind == "childcare" and "leave" in counted)


def _is_unsettled(absence: Absence, settings: Settings) -> bool:
    return settings.at(Setting.HEAD_ABSENCE_REASONS, absence.since) is None


class _Terms:
    """The terms of one employee, as far as they are known; what cannot be read is noted in `unclear`."""

    def __init__(self, employee: Employee, unclear: dict[str, Gap]) -> None:
        self._employee, self._unclear = employee, unclear

    def listed(self, name: str) -> Sequence[Any]:
        """Return the items of a list of the employee's; none where it cannot be read."""
        if name in gaps_of(self._employee):
            self._note(gaps_of(self._employee)[name])
        return known(self._employee, name) or ()

    def of(self, items: Sequence[Any], wanted: Callable[[Any], bool]) -> list[Term]:
        """Return the terms of the wanted items."""
        found: list[Term] = []
        for index, item in enumerate(items):
            try:
                if wanted(item):
                    found.append(Term(self._employee.served(item), self._employee, index))
            except GapError as error:
                self._note(error.gap)
        return found

    def _note(self, gap: Gap) -> None:
        if not gap.missing or "absences" in gap.at:
            self._unclear.setdefault(known(self._employee, "id") or gap.path, gap)


def _sorted(terms: list[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=lambda term: (term.period.since, known(term.employee, "id") or "")))

"""What the records say of a period, in figures, each with the records that it was counted from.

The figures speak of what was so and known on a day, so that the same records give the same figures whenever they are counted:
what is dated after that day does not count. What has no date, such as that a project was given up, counts as it is now.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple, get_args

from validators.kinds.employee import Employee
from validators.kinds.employee.model import of_department
from validators.kinds.endings import has_ended, owes
from validators.kinds.incident import Incident
from validators.kinds.kpi import Indicator, threshold_of
from validators.kinds.project import Project
from validators.kinds.registry_entry import RegistryEntry
from validators.kinds.report.model import FigureName
from validators.kinds.roadmap import Roadmap
from validators.model.periods import Period
from validators.rules.extensions import by_another, due_on
from validators.rules.records import Records

NOT_BEGUN = ("draft", "planned")
"""Statuses of projects in which no work is done yet."""


class View(NamedTuple):
    """A period, as far as it was known on a day."""

    period: Period
    as_of: date

    @property
    def last(self) -> date:
        """The last known day of the period."""
        return min(self.period.until or self.as_of, self.as_of)

    def saw(self, day: date | None) -> bool:
        """Whether it lies in the period and was not still to come."""
        return day is not None and self.period.since <= day <= self.last


class Counted(NamedTuple):
    """How many there are, and the ids of the records, each once."""

    value: int
    records: tuple[str, ...]


COUNTED = (Project, Roadmap, Indicator, RegistryEntry, Incident, Employee)
"""The records from which the figures are counted."""

Occurrences = Iterator[tuple[FigureName, str]]
"""Each thing that counts: in which figure, and the id of its record."""


def figures(repository: Records, period: Period, as_of: date) -> Mapping[FigureName, Counted]:
    """All figures of a period, as far as they were known on a day."""
    return repository.once(_counted, View(period, as_of))  # many reports may speak of one period


def _counted(repository: Records, view: View) -> Mapping[FigureName, Counted]:
    found: dict[FigureName, list[str]] = {name: [] for name in get_args(FigureName)}
    for of_kind in (_projects, _measures, _indicators, _systems, _incidents, _trainings):
        for name, id_ in of_kind(repository, view):
            found[name].append(id_)
    return {name: Counted(len(ids), tuple(sorted(set(ids)))) for name, ids in found.items()}


def _projects(repository: Records, view: View) -> Occurrences:
    """Those launched and completed in the period, and those that were begun and not over at its end."""
    for project in repository.of(Project):
        if not project.alive or project.status in NOT_BEGUN or project.started > view.last:
            continue
        if view.saw(project.launched):
            yield "projects-launched", project.id
        if project.completed is None or project.completed > view.last:
            yield "projects-in-work", project.id
        elif view.saw(project.completed):
            yield "projects-completed", project.id


def _measures(repository: Records, view: View) -> Occurrences:
    """Yield the measures of roadmaps and programmes that fell due in the period, in their state on that day."""
    for roadmap in repository.of(Roadmap):
        if not (roadmap.alive or owes(roadmap, repository)) or roadmap.decided("approved", view.as_of) is None:
            continue
        for measure in roadmap.measures:
            due = due_on(view.as_of, measure.due, measure.extensions, by_another(measure.responsible or roadmap.responsible))
            if has_ended(measure.cancelled, roadmap, repository, view.as_of) or not view.period.holds(due):
                continue
            if measure.done and measure.done <= view.as_of:
                yield "measures-in-time" if measure.done <= due else "measures-late", roadmap.id
            elif due < view.as_of:
                yield "measures-overdue", roadmap.id


def _indicators(repository: Records, view: View) -> Occurrences:
    """Yield indicators whose period ended in this one, by the threshold that applied on its last day (S30)."""
    for indicator in repository.of(Indicator):
        entered = indicator.actual and indicator.actual.entered <= view.as_of
        if indicator.alive and entered and view.period.holds(indicator.due):
            threshold = threshold_of(indicator, repository)
            yield "indicators-met" if indicator.reached(threshold) else "indicators-unmet", indicator.id


def _systems(repository: Records, view: View) -> Occurrences:
    """Systems that were launched, and not taken out of use, when the period ended."""
    for entry in repository.of(RegistryEntry):
        gone = entry.decommissioned and entry.decommissioned <= view.last
        if entry.launched and entry.launched <= view.last and not gone:
            yield "systems-in-use", entry.id


def _incidents(repository: Records, view: View) -> Occurrences:
    """Incidents that began in the period."""
    for incident in repository.of(Incident):
        if incident.alive and view.saw(incident.start.date()):
            yield "incidents", incident.id


def _trainings(repository: Records, view: View) -> Occurrences:
    """Courses of professional development that employees of the department completed in the period."""
    for employee in repository.of(Employee):
        kept_here = of_department(employee, repository)
        for training in employee.trainings:
            here = kept_here or employee.position(training.date) is not None
            if here and training.result == "completed" and view.saw(training.date):
                yield "trainings", employee.id

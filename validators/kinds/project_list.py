"""The list of projects that the department draws up and submits to the ministry (12.a.1)."""

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import Annotated, Literal

from validators.kinds.employee.floor import floor
from validators.kinds.ministry import CHAIN, Passage, goes_through_the_ministry, passage
from validators.model.duty import Duty, gaps_between
from validators.model.lifecycle import Lifecycle
from validators.model.record import Record
from validators.model.types import Distinct, Id, Reference, Year, field
from validators.model.workdays import months_later
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.text.messages import say


class ProjectList(Record):
    """A list of projects in ICT and e-government, as it goes to the ministry."""

    LIFECYCLE = Lifecycle(
        {
            **passage("withdrawn"),
            "approved": ("replaced", "withdrawn"),
            "replaced": (),
            "withdrawn": (),
        },
        closed=frozenset({"replaced", "withdrawn"}),
        dead=frozenset({"withdrawn"}),
    )

    status: Literal[Passage, "replaced", "withdrawn"] = field(
        "Status", "draft, developed, submitted, reviewed, agreed, approved, replaced by a newer list, or withdrawn"
    )
    year: Year = field("Year", "The year for which the list is made")
    # A project that was given up later was still in the list that was submitted.
    projects: Annotated[tuple[Annotated[Id, Reference("project", withdrawn=True)], ...], Distinct] = field(
        "Projects", "The ids of the projects in the list"
    )

    @property
    def dated(self) -> date | None:
        """The day on which the list was submitted, or else developed."""
        step = self.decided("submitted") or self.decided("developed")
        return step.date if step else None

    @property
    def occasion(self) -> Hashable:
        """The year for which it is made."""
        return self.year

    @property
    def to_be_done(self) -> bool:
        """Until it is approved, or out of use."""
        return not self.has_reached("approved") and self.alive


PROJECT_LIST = Kind(
    name="project-list",
    folder="project-lists",
    prefix="ryx",
    model=ProjectList,
    singular=say("Project list"),
    plural=say("Project lists"),
    about=say("The lists of projects that are submitted to the ministry"),
    chain=CHAIN,
    icon="format-list-checks",
    columns=("status", "year", "responsible", "owner"),
    order=15,
    public=True,
)

goes_through_the_ministry(PROJECT_LIST)


LISTED = Check(
    "N12.a.1-3",
    "D",
    title=say("Not in any submitted project list"),
    requirement=say(
        "Every project stands in a list of its years that was submitted before it was over, and a list names projects"
    ),
    fix=say("Add the project's id to a project list and submit the list, or put the project back to status: draft"),
)


@PROJECT_LIST.rule(LISTED)
def names_projects(list_: ProjectList, repository: Records) -> Iterator[Problem]:
    """12.a.1: what is drawn up and submitted is a list of projects."""
    if list_.has_reached("submitted") and list_.alive and not list_.projects:
        yield Problem("projects", say("The list was submitted, but names no project"), say("Under projects: write the ids"))


@PROJECT_LIST.duty(
    Check(
        "N12.a.1-6",
        "S",
        title=say("Project list is not renewed"),
        requirement=say("The list of projects is renewed within its term"),
        fix=say("Draw up a new list in a record of its own and submit it to the ministry"),
        setting=Setting.PROJECT_LIST_RENEWAL_MONTHS,
    )
)
def is_renewed(list_: ProjectList, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.a.1: the list is drawn up and submitted time and again; how often: S18 on that day.

    Only the newest list falls due; that a newer one came late stays with the list before it.
    """
    submitted = repository.once(_submitted)
    for _, due, day in repository.once(_renewed_late).get(list_.id, ()):
        if day <= as_of:
            yield Duty("year", say("A new list of projects"), due, day, list_.responsible, list_.owner)
    newest = bisect_right(submitted, as_of, key=itemgetter(0)) - 1
    if newest >= 0 and submitted[newest][1] == list_.id and (due_next := _renewed_by(submitted[newest][0], repository)):
        yield Duty("year", say("A new list of projects"), due_next, None, list_.responsible, list_.owner)


def _renewed_by(submitted: date, repository: Records) -> date | None:
    """Return until when there is a new list after one was submitted; None while no term was ever set."""
    term = repository.settings.running(Setting.PROJECT_LIST_RENEWAL_MONTHS, submitted)
    return months_later(term.begins, term.measure) if term else None


def _renewed_late(repository: Records) -> Mapping[str, list[tuple[date, date, date]]]:
    """By list, when it was submitted, until when a new one was due, and when that came, if later."""
    submitted = repository.once(_submitted)
    of_day = dict(submitted)
    found: dict[str, list[tuple[date, date, date]]] = {}
    days = (day for day, _ in submitted)
    for gap in gaps_between(days, date.max, lambda day: _renewed_by(max(day, floor(repository)), repository)):
        found.setdefault(of_day[gap[0]], []).append(gap)
    return found


def _submitted(repository: Records) -> list[tuple[date, str]]:
    """When lists were submitted, as often as they were, and their ids, the newest last."""
    steps = ((list_, step) for list_ in repository.of(ProjectList) if list_.alive for _, step in list_.in_effect())
    return sorted((step.date, list_.id) for list_, step in steps if step.decision == "submitted")

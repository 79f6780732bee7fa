"""A programme of digital transformation for every day, and the projects by which it is carried out (12.d.2)."""

from collections.abc import Iterator
from datetime import date

from validators.kinds.act import Act
from validators.kinds.employee.floor import held_since
from validators.kinds.organization import ORGANIZATION, Organization
from validators.kinds.roadmap.model import ROADMAP, Roadmap
from validators.model.duty import Duty
from validators.model.periods import DAY, Period, uncovered
from validators.model.workdays import months_later
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import say


@ROADMAP.rule(
    Check(
        "N12.d.2-2",
        "D",
        title=say("Measure without a project"),
        requirement=say(
            "The measures of a transformation programme name the projects by which systems and resources are introduced"
        ),
        fix=say("Under the measure: write project: and the project's id"),
    )
)
def transformation_is_done_by_projects(roadmap: Roadmap, repository: Records) -> Iterator[Problem]:
    """12.d.2: a transformation programme ensures that information systems and resources are widely introduced."""
    if roadmap.type != "transformation-programme":
        return
    if not roadmap.measures:
        yield Problem("measures", say("The transformation programme has no measures"))
    for index, measure in enumerate(roadmap.measures):
        if measure.status != "cancelled" and not measure.project:
            yield Problem(Route("measures", index, "project"), say("Measure {number} names no project", number=measure.id))


@ORGANIZATION.duty(
    Check(
        "N12.d.2-1",
        "D",
        title=say("No transformation programme in force"),
        requirement=say("Every day lies in the period of an approved programme of digital transformation"),
        fix=say("Add a programme (type: transformation-programme) whose period goes on from there, and get it approved"),
    )
)
def has_a_transformation_programme(body: Organization, repository: Records, as_of: date) -> Iterator[Duty]:
    """12.d.2: the department draws up transformation programmes.

    A programme that is missing has no record to hang the duty on, so it hangs on the department: due is the last day that
    programmes approved by then cover without a gap; where there never was one, the first day on which it is held to the Nizom.
    """
    if not body.is_department or body.status == "dissolved":
        return
    programmes = list(_programmes(repository, as_of))
    gap = uncovered(Period(as_of), programmes)
    if gap is None:
        return
    due = gap.since - DAY
    if gap.since == as_of:
        begun = held_since(body, repository) or due
        due = max((period.until for period in programmes if period.until and period.until < as_of), default=begun)
    yield Duty("type", say("The next programme of digital transformation"), due, None, body.responsible, body.id)


def _programmes(repository: Records, as_of: date) -> Iterator[Period]:
    """Yield the periods of the transformation programmes approved by that day, each no longer than S43 let it reach."""
    for roadmap in repository.of(Roadmap):
        if roadmap.type != "transformation-programme" or not _approved_by(as_of, roadmap, repository):
            continue
        if roadmap.has_reached("approved"):
            since, until = roadmap.period.since, roadmap.period.until
            reach = repository.settings.whole(Setting.PROGRAMME_REACH_MONTHS, since)
            until = min(until, months_later(since, reach) - DAY) if reach else until
            yield Period(since, until if until < date.max else None)


def _approved_by(day: date, roadmap: Roadmap, repository: Records) -> bool:
    """Whether a programme was approved by a day: by a step of its own, or by the act that it is annexed to."""
    act = repository.get(roadmap.annexed_to, Act)
    return bool(act and act.adopted and act.date and act.date <= day) or roadmap.decided("approved", day) is not None

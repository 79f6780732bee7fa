"""Approval status of each record, as the audience of the build may see it.

It is computed from all records, since a decision may depend on some that are not shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from hooks.data.audience import audience, closed_fields
from validators.approval.staleness import what_changed
from validators.approval.status import Awaited, Stage, awaited, next_stages, stages
from validators.checks.trial import Obstacle, obstacles
from validators.model.digest import in_words, is_in_text
from validators.model.fields import title_at
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.source.route import Route
from validators.text.messages import Message


@dataclass(frozen=True, slots=True)
class ApprovalStatus:
    """The steps of a record's way to approval, and the decisions that are still to come: the first is the next move.

    `following` are the steps of the next edition, where one is on its way; then those to come are of it. `obstacles` are what
    would block the record in the statuses that the steps are for.
    """

    stages: list[Stage]
    following: list[Stage]
    awaited: list[Awaited]
    obstacles: list[Obstacle]


def approval_statuses(whole: Repository, shown: Repository, as_of: date) -> Mapping[str, ApprovalStatus]:
    """Return the approval status of the shown records that need approval, by path."""
    paths = {entry.path for entry in shown.files if "approvals" not in closed_fields(entry.kind.model)}
    found = ((entry.path, _status(entry.for_readers(), whole, as_of)) for entry in whole.files if entry.path in paths)
    return {path: status for path, status in found if status.stages}


def _status(entry: RecordFile, whole: Repository, as_of: date) -> ApprovalStatus:
    found = stages(entry, whole)
    ahead = list(awaited(entry, whole, as_of, found)) if found else []
    in_force, following = _in_order(found), _in_order(next_stages(entry, whole))
    if audience() == "internal":
        blocking = obstacles(entry, ahead, whole, as_of)
        in_force, following = (
            [replace(stage, why=_why(stage, entry, whole)) for stage in edition] for edition in (in_force, following)
        )
        return ApprovalStatus(in_force, following, ahead, blocking)
    # Why a step is not good, and who holds an office today, comes from service and absences in employees' records; what blocks a
    # record may be in fields that are closed.
    in_force, following = ([replace(stage, why=None) for stage in edition] for edition in (in_force, following))
    return ApprovalStatus(in_force, following, [replace(item, holders=()) if item.roles else item for item in ahead], [])


def _in_order(found: list[Stage]) -> list[Stage]:
    """Return the steps of the chain in their order, with the decisions outside it between them, by date."""
    outside = [stage for stage in found if stage.step is None]
    ordered: list[Stage] = []
    for stage in found[: len(found) - len(outside)]:
        while outside and (stage.taken is None or _day(outside[0]) < _day(stage)):
            ordered.append(outside.pop(0))
        ordered.append(stage)
    return [*ordered, *outside]


def _day(stage: Stage) -> date:
    return stage.taken.approval.date if stage.taken else date.max


def _why(stage: Stage, entry: RecordFile, whole: Repository) -> Message | None:
    """Return why a step is not good, with the titles of fields instead of their keys: readers of a page have no file open."""

    def title(route: Route) -> Message:
        return in_words(route) if is_in_text(route) else title_at(entry.kind.model, Route(route.first_key))

    return what_changed(entry, stage.taken.index, whole, title) if stage.state == "stale" and stage.taken else stage.why

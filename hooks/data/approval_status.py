"""How each record stands on its way to approval, as this build's audience may see it; asked of the records as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from hooks.data.audience import audience, closed
from validators.approval.status import Awaited, Stage, awaited, stages
from validators.approval.validity import what_changed
from validators.model.digest import TEXT, in_words
from validators.model.fields import title_at
from validators.repository.repository import RecordFile, Repository
from validators.source.route import Route
from validators.text.messages import Message


@dataclass(frozen=True, slots=True)
class Way:
    """The steps of a record as they stand, and those still to be taken, in their order: the first is whose move it is."""

    stages: list[Stage]
    awaited: list[Awaited]


def ways(whole: Repository, shown: Repository, as_of: date) -> Mapping[str, Way]:
    """By path, the ways of the records that are shown and have one."""
    seen = {entry.path for entry in shown.files if "approvals" not in closed(entry.kind.model)}
    found = ((entry.path, _way(entry, whole, as_of)) for entry in whole.files if entry.path in seen)
    return {path: way for path, way in found if way.stages}


def _way(entry: RecordFile, whole: Repository, as_of: date) -> Way:
    way = stages(entry, whole)
    ahead = list(awaited(entry, whole, as_of, way)) if way else []
    way = _in_time(way)
    if audience() == "internal":
        return Way([replace(stage, why=_why(stage, entry, whole)) for stage in way], ahead)
    # Why a step is not good, and who holds an office today, rests on what employees' records say of service and absences.
    return Way([replace(stage, why=None) for stage in way], [replace(item, holders=()) if item.roles else item for item in ahead])


def _in_time(way: list[Stage]) -> list[Stage]:
    """The steps of the chain in their order, and between them, by date, what was decided beside it."""
    beside = [stage for stage in way if stage.step is None]
    found: list[Stage] = []
    for stage in way[: len(way) - len(beside)]:
        while beside and (stage.taken is None or _day(beside[0]) < _day(stage)):
            found.append(beside.pop(0))
        found.append(stage)
    return [*found, *beside]


def _day(stage: Stage) -> date:
    return stage.taken.approval.date if stage.taken else date.max


def _why(stage: Stage, entry: RecordFile, whole: Repository) -> Message | None:
    """Return why a step is not good, with the titles of fields instead of their keys: readers of a page have no file open."""

    def titled(route: Route) -> Message:
        return in_words(route) if route == TEXT else title_at(entry.kind.model, Route(route.first_key))

    return what_changed(entry, stage.taken.index, whole, titled) if stage.state == "stale" and stage.taken else stage.why

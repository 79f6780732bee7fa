"""References between records that do not hold.

There is no such record (R01), it is of another kind (R02) or withdrawn (R03), or it leads back to where it comes from (R05).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from validators.model.gaps import Gap, GapError
from validators.model.types import Reference
from validators.repository.nearest import title_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.source.codes import CheckCode, FileCode
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import OneOf, say, within


def broken_references(
    entries: Iterable[RecordFile], repository: Repository
) -> Iterator[tuple[RecordFile, CheckCode, Problem | Gap]]:
    """Yield what fields of these records name that does not exist, is of another kind, or was withdrawn.

    A gap says why it cannot be known whether a record was withdrawn.
    """
    for entry in entries:
        for route, id_, allowed in repository.references_in(entry):
            if wrong := _wrong(entry, route, id_, allowed, repository):
                yield entry, *wrong


def _wrong(
    entry: RecordFile, route: Route, id_: str, allowed: Reference, repository: Repository
) -> tuple[CheckCode, Problem | Gap] | None:
    target, kinds = repository.find(id_), repository.kinds
    if target is None:
        return FileCode.NO_SUCH_RECORD, Problem(route, say("There is no record {id}", id=id_))
    if allowed.kinds and target.kind.name not in allowed.kinds:
        wanted = [within(kinds[name].singular) for name in allowed.kinds if name in kinds]
        hint = say("Name a record of this kind: {kind}", kind=OneOf(tuple(wanted)))
        message = say("{id} is of another kind: {kind}", id=id_, kind=within(target.kind.singular))
        return FileCode.WRONG_KIND, Problem(route, message, hint)
    try:
        # What is over stays true, even if the unit that it was done for has been dissolved since.
        if allowed.withdrawn or target.require_record().alive or entry.require_record().over:
            return None
    except GapError as error:
        return FileCode.WITHDRAWN_RECORD, error.gap
    message = say("{id} is withdrawn: “{title}”", id=id_, title=title_of(target))
    return FileCode.WITHDRAWN_RECORD, Problem(route, message)


def rings(entries: Iterable[RecordFile], repository: Repository) -> Iterator[tuple[RecordFile, Problem]]:
    """Yield where following a field that leads on from record to record comes back to the one of these that one began with."""
    by_field: dict[str, dict[str, dict[str, Route]]] = defaultdict(lambda: defaultdict(dict))
    asked = {entry.id: entry for entry in entries if repository.find(entry.id) is entry}
    waiting, reached = list(asked.values()), set(asked)
    for entry in waiting:
        for route, id_, allowed in repository.references_in(entry):
            if allowed.leads_on:
                by_field[str(route.first_key)][entry.id].setdefault(id_, route)
                if id_ not in reached and (further := repository.find(id_)):
                    waiting.append(further)
                reached.add(id_)
    for steps in by_field.values():
        left = _without_ends(steps)
        for id_, named in left.items():
            if id_ in asked and (ring := _way_back(id_, left)):
                message = (
                    say("{id} names itself", id=id_)
                    if len(ring) == 2
                    else say(
                        "Followed from record to record, this leads back to {id}: {ids}", id=id_, ids=" → ".join(_shortened(ring))
                    )
                )
                yield asked[id_], Problem(named[ring[1]], message)


def _shortened(ring: list[str]) -> list[str]:
    return ring if len(ring) <= _SHOWN else [*ring[: _SHOWN - 2], "…", ring[-1]]


_SHOWN = 12
"""Ids of a ring that a message names."""
Steps = Mapping[str, Mapping[str, Route]]
"""By id the ids that a record names in a field, each with its route."""


def _without_ends(steps: Steps) -> Steps:
    """Return the steps without those that can be in no ring: they lead to a record from which none leads on."""
    before: dict[str, list[str]] = defaultdict(list)
    for id_, named in steps.items():
        for further in named:
            before[further].append(id_)
    left = {id_: len(named) for id_, named in steps.items()}
    ends = [id_ for id_ in before if id_ not in steps]
    for end in ends:
        for id_ in before[end]:
            left[id_] -= 1
            if not left[id_]:
                ends.append(id_)
    return {id_: steps[id_] for id_, number in left.items() if number}


def _way_back(start: str, steps: Steps) -> list[str]:
    """Return the ids on the shortest way from a record back to itself, that one first and last; none if there is no way."""
    came_from: dict[str, str] = {}
    waiting = [start]
    for id_ in waiting:
        for further in steps.get(id_, ()):
            if further == start:
                way = [start, id_]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if further not in came_from:
                came_from[further] = id_
                waiting.append(further)
    return []

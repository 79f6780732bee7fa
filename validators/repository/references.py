"""References between records that do not hold: no such record (R01), one of another kind (R02), a withdrawn one (R03)."""

from collections.abc import Iterator

from validators.model.gaps import Gap, GapError
from validators.model.types import Reference
from validators.repository.nearest import title_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.source.body import Body
from validators.source.codes import CheckCode, FileCode
from validators.source.finding import Problem
from validators.source.route import ROOT, Route
from validators.text.messages import OneOf, say, within


def broken_references(repository: Repository) -> Iterator[tuple[RecordFile, CheckCode, Problem | Gap]]:
    """Yield what fields and texts of records name that does not exist, is of another kind, or was withdrawn.

    A gap says why it cannot be known whether a record was withdrawn.
    """
    for entry in repository.files:
        for route, id_, allowed in repository.references_in(entry):
            if wrong := _wrong(entry, route, id_, allowed, repository):
                yield entry, *wrong
        for link in Body(entry.document.body).wiki_links:
            if not repository.find(link.id):
                message = say("There is no record {id}", id=link.id)
                span = entry.document.body_span(link.start, link.end)
                yield entry, FileCode.NO_SUCH_RECORD, Problem(ROOT, message, span=span)


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

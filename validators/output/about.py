"""What a finding is about, for people who do not know ids: the title of its record, and who answers for it."""

from collections.abc import Iterable, Mapping

from validators.model.fields import fields_of
from validators.model.gaps import known
from validators.output.report import About
from validators.repository.nearest import title_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository


def about_files(paths: Iterable[str], head: Repository, base: Repository | None = None) -> Mapping[str, About]:
    """Return what each of the files is about, by path; of a file that the change deleted, what the base says."""
    wanted = set(paths)
    others = {document.path for document in head.other_documents} | {stray.document.path for stray in head.strays}
    found = {path: About(is_there=path in others) for path in wanted}
    for repository in filter(None, (base, head)):
        for entry in repository.files:
            if entry.path in wanted:
                found[entry.path] = _about(entry, repository, is_there=repository is head)
    return found


def _about(entry: RecordFile, repository: Repository, *, is_there: bool) -> About:
    responsible, owner = (_named(entry, field) for field in ("responsible", "owner"))
    return About(title_of(entry), responsible, _title(responsible, repository), _title(owner, repository), is_there)


def _named(entry: RecordFile, field: str) -> str:
    """Return the id that a record names under a field; of a broken one, what is written there."""
    if field not in fields_of(entry.kind.model):
        return ""
    written = known(entry.record, field) if entry.record else None
    return str(written or "")


def _title(id_: str, repository: Repository) -> str:
    entry = repository.find(id_)
    return title_of(entry) if entry else ""

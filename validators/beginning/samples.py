"""A register without its samples: what is taken out, and what is written in the place of what rested on them."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from validators.beginning.first_records import MINISTRY
from validators.beginning.questions import BODY, DEPARTMENT
from validators.change.changes import is_sample
from validators.model.ids import stem_of
from validators.repository.paths import RECORDS, attachments_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository

_MINISTRY = f"{RECORDS}/{MINISTRY}.md"
NOT_RENAMED = frozenset({_MINISTRY, *(f"{RECORDS}/{name}.md" for name in (BODY, DEPARTMENT))})
"""Bodies that are the same in every register: those that it has keep their ids, and the body's own are written again."""
_LINK = re.compile(r"\[\[(?P<id>[\w-]+)(?:\|(?P<words>[^\]\n]+))?\]\]")


class Begun(NamedTuple):
    """What changes when the samples go: the files that are deleted, and the texts that are written, by their paths."""

    deleted: tuple[str, ...]
    written: dict[str, str]


def samples_of(repository: Repository) -> list[RecordFile]:
    """Return the records that only show how to write one."""
    return [entry for entry in repository.files if is_sample(entry.document)]


def without_samples(repository: Repository, first: Mapping[str, str], year: int) -> Begun:
    """Return the way from these records to the first ones of a body.

    An id that a sample had is given to nobody else, and records that are no samples stay: what their texts say of samples is
    said by the samples' titles.
    """
    samples = {entry.id: entry for entry in samples_of(repository)}
    gone = [entry.path for entry in repository.files if entry.id in samples]
    gone += [f"{attachments_of(entry.kind, entry.id)}/{name}" for entry in samples.values() for name in entry.attachments]
    written = _under_new_ids(repository, first, year)
    for entry in repository.files:
        if entry.id not in samples and entry.path not in written:
            text = entry.document.source.decode("utf-8")
            said = _LINK.sub(lambda link: _in_words(link, samples), text)
            if said != text:
                written[entry.path] = said
    return Begun(tuple(sorted({*gone} - {*written})), written)


def _in_words(link: re.Match[str], samples: Mapping[str, RecordFile]) -> str:
    if link["id"] not in samples:
        return link[0]
    return link["words"] or str(samples[link["id"]].document.values.get("title") or link["id"])


def _under_new_ids(repository: Repository, first: Mapping[str, str], year: int) -> dict[str, str]:
    """Return the first records under ids that nobody ever had; the ministry's is left out where there is one already."""
    ids: dict[str, str] = {}
    for kind in repository.kinds.values():
        names = sorted(path for path in first if path.startswith(f"{RECORDS}/{kind.folder}/") and path not in NOT_RENAMED)
        ids |= {stem_of(path): _after(repository.next_id(kind, year), number) for number, path in enumerate(names)}
    there = {entry.path for entry in repository.files}
    first = {path: text for path, text in first.items() if path != _MINISTRY or path not in there}
    if not ids:
        return first
    old = re.compile(rf"\b(?:{'|'.join(map(re.escape, ids))})\b")
    return {old.sub(lambda id_: ids[id_[0]], path): old.sub(lambda id_: ids[id_[0]], text) for path, text in first.items()}


def _after(id_: str, by: int) -> str:
    """Return the id that comes so many after another.

    >>> _after("xod-010", 2)
    'xod-012'
    """
    prefix, _, number = id_.rpartition("-")
    return f"{prefix}-{int(number) + by:0{len(number)}}"

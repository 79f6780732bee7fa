"""Records of a kind, or of all kinds, that are called by some words: what they are called, how they stand and whose they are."""

import json
from collections.abc import Sequence

from validators.answers.due import title_of_record
from validators.model.gaps import known
from validators.repository.nearest import is_called, title_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.text import plurals
from validators.text.columns import table
from validators.text.messages import Language, choice, say
from validators.text.sanitize import escape_json, one_line


def called(words: Sequence[str], kind: str | None, repository: Repository) -> list[RecordFile]:
    """Return the records in whose id, title or official number all the words are, in any spelling, by id."""
    entries = (entry for entry in repository.files if entry.id and kind in (None, entry.kind.name))
    return sorted((entry for entry in entries if is_called(entry, words)), key=lambda entry: entry.id)


def listed_as_text(entries: Sequence[RecordFile], repository: Repository, language: Language) -> str:
    """Return a line for each record, and how many there are."""
    words = language.text
    head = tuple(map(words, (say("Id"), say("Status"), say("Responsible"), say("Title"))))
    rows = [
        (entry.id, _status(entry, language), title_of_record(_responsible(entry), repository), one_line(title_of(entry)))
        for entry in entries
    ]
    return "\n".join([*([table([head, *rows])] if rows else []), words(plurals.records(len(rows)))])


def listed_as_json(entries: Sequence[RecordFile], language: Language) -> str:
    """Return a versioned contract: id, kind, title, status, responsible person and path of each record."""
    found = [
        {
            "id": entry.id,
            "kind": entry.kind.name,
            "title": title_of(entry),
            "status": entry.record and known(entry.record, "status"),
            "status_title": _status(entry, language),
            "responsible": _responsible(entry) or None,
            "path": entry.path,
        }
        for entry in entries
    ]
    return escape_json(json.dumps({"version": 1, "records": found}, ensure_ascii=False, indent=2))


def _status(entry: RecordFile, language: Language) -> str:
    status = entry.record and known(entry.record, "status")
    return language.text(choice(status) if status else say("broken"))


def _responsible(entry: RecordFile) -> str:
    return str((entry.record and known(entry.record, "responsible")) or "")

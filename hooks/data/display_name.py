"""The name of a record wherever the site mentions it."""

from hooks.data.audience import audience
from validators.repository.nearest import title_of
from validators.repository.personal import keys_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository

MAX_LENGTH = 200
"""A longer title of a broken record contains something else, such as the lines below it."""


def display_name(entry: RecordFile) -> str:
    """Return the title of a record; for a broken one the title that can be found in its file, else its id or path.

    A broken file may have a personal value where its title seems to be: the public build shows the id, and a text of several
    lines, or with the key of a personal field, is not taken for a title.
    """
    if entry.record:
        return entry.record.title
    title = title_of(entry).strip() if audience() == "internal" else ""
    personal = keys_of(entry.kind.model).personal
    doubtful = len(title) > MAX_LENGTH or "\n" in title or any(f"{key}:" in title for key in personal)
    return title if title and not doubtful else entry.id or entry.path


def name_by_id(id_: str, repository: Repository) -> str:
    """Return the name of the record with an id; the id if there is no such record."""
    entry = repository.find(id_)
    return display_name(entry) if entry else id_

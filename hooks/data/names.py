"""What a record is called wherever it is named; a broken one by the title that is written in it, as far as that may be told."""

from hooks.data.audience import audience
from hooks.data.redaction import keys
from validators.repository.nearest import title_of
from validators.repository.repository import RecordFile

LONGEST = 200
"""A longer title of a broken record has swallowed something else."""


def called(entry: RecordFile) -> str:
    """The record's title, else its id or its path.

    Of a broken one nobody knows what stands where: to the public it stays an id, and what names a personal field, or goes on
    over lines, is no title.
    """
    if entry.record:
        return entry.record.title
    written = title_of(entry).strip() if audience() == "internal" else ""
    hidden = keys(entry.kind.model)[1]
    doubtful = len(written) > LONGEST or "\n" in written or any(f"{name}:" in written for name in hidden)
    return written if written and not doubtful else entry.id or entry.path

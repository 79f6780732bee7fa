"""The pictures and scans that a build publishes next to the pages of their records."""

from typing import NamedTuple

from hooks.data.audience import audience
from validators.repository.attachment_folder import wrong_with
from validators.repository.paths import attachments_of, is_attachment
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository


class PublishedAttachment(NamedTuple):
    """A picture or scan with the path of its file, its name, its size in bytes, and whether the text of its record names it."""

    path: str
    name: str
    size: int
    in_text: bool


def published_attachments(entry: RecordFile) -> list[PublishedAttachment]:
    """Return what of a record's folder is published: for the public nothing.

    A scan holds more than what was written into the record, names, signatures and marks among it, and nobody can see from here
    what. What is not as it must be (F34) is not published either.
    """
    if audience() != "internal":
        return []
    in_text, folder = entry.attachments_in_text, attachments_of(entry.kind, entry.id)
    return [
        PublishedAttachment(f"{folder}/{name}", name, attachment.size, name in in_text)
        for name, attachment in entry.attachments.items()
        if wrong_with(name, attachment) is None
    ]


def is_not_published(path: str, shown: Repository) -> bool:
    """Return whether a path from the root leads to a picture or scan that this build leaves out."""
    if audience() != "internal":
        return is_attachment(path)
    attachment = shown.attachments.get(path)
    return attachment is not None and wrong_with(path.rpartition("/")[2], attachment) is not None

"""The pictures and scans that a build publishes next to the pages of their records."""

import posixpath
import re
from typing import NamedTuple

from hooks.data.audience import audience
from validators.repository.attaching import wrong_with
from validators.repository.paths import attachments_of, folder_of, is_attachment
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)
"""How a target begins that is no path from the file: with a scheme, or at a root."""


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


def is_not_published(target: str, source: str, shown: Repository) -> bool:
    """Return whether a link's relative target, in the file `source`, leads to a picture or scan that this build leaves out."""
    if _ELSEWHERE.match(target):
        return False
    path = posixpath.normpath(posixpath.join(folder_of(source), target))
    if audience() != "internal":
        return is_attachment(path)
    attachment = shown.attachments.get(path)
    return attachment is not None and wrong_with(path.rpartition("/")[2], attachment) is not None

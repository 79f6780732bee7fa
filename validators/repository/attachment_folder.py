"""The folder of pictures and scans next to a record: which record it belongs to, and what is wrong in it (F34, F28).

It is named after the record's id and stands next to its file, so that a link in the text is the same for the forge, an
editor and the site: `records/projects/loy-2026-004/plan.png` is `loy-2026-004/plan.png`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from validators.model.ids import is_id
from validators.repository.attachment import Attachment, is_plain_name, named_in, plain_name, type_by_name
from validators.repository.paths import attachments_of, folder_of
from validators.repository.record_file import RecordFile
from validators.rules.kind import Kind
from validators.source.codes import CheckCode, FileCode
from validators.source.document import Document, unreadable
from validators.source.edits.cure import Cure
from validators.source.finding import Problem
from validators.source.limits import MAX_ATTACHMENT
from validators.source.route import ROOT
from validators.text.messages import Message, say


class Stray(NamedTuple):
    """A file that belongs to no kind, or cannot be read, with its problem."""

    document: Document
    code: CheckCode
    problem: Problem


def stray(path: str, code: FileCode, message: Message, hint: Message | None = None, cure: Cure | None = None) -> Stray:
    """Return the stray for a file with that problem."""
    return Stray(unreadable(path, code, message), code, Problem(ROOT, message, hint, cure=cure))


def attach(
    attachments: Mapping[str, Attachment], files: Sequence[RecordFile], kinds: Mapping[str, Kind]
) -> tuple[list[RecordFile], list[Stray]]:
    """Return the records' files with what is in their folders, and what is wrong with it, or belongs to no record."""
    if not attachments:
        return list(files), []
    by_folder: dict[str, dict[str, Attachment]] = defaultdict(dict)
    for path, found in sorted(attachments.items()):
        by_folder[folder_of(path)][path.rpartition("/")[2]] = found
    own = {attachments_of(entry.kind, entry.id): entry for entry in reversed(files) if entry.id}
    strays = [one for folder, here in by_folder.items() for one in _wrong(folder, here, own, kinds)]
    given = {entry: by_folder[folder] for folder, entry in own.items() if folder in by_folder}
    return [with_attachments(entry, given[entry]) if entry in given else entry for entry in files], strays


def with_attachments(entry: RecordFile, attachments: Mapping[str, Attachment]) -> RecordFile:
    """Return a record's file with what is in its folder."""
    return replace(entry, attachments=attachments, attachments_in_text=named_in(entry.document.body, attachments))


def _wrong(
    folder: str, here: Mapping[str, Attachment], own: Mapping[str, RecordFile], kinds: Mapping[str, Kind]
) -> Iterator[Stray]:
    for name, attachment in here.items():
        path = f"{folder}/{name}"
        if folder not in own:
            yield stray(path, FileCode.MISPLACED_FILE, *_of_no_record(folder, name, kinds))
        elif wrong := wrong_with(name, attachment):
            yield stray(path, FileCode.WRONG_ATTACHMENT, *wrong)


def _of_no_record(folder: str, name: str, kinds: Mapping[str, Kind]) -> tuple[Message, Message]:
    """Return what is wrong with a file in a folder that is no record's, and what to do."""
    *_, kind_folder, last = folder.split("/")[:3]
    kind = next((kind for kind in kinds.values() if kind.folder == kind_folder), None)
    if folder.count("/") > 2 or kind is None:
        message = say("{name} lies too deep: a record's pictures and scans are in one folder", name=name)
        return message, say("Move it to the folder inside that of the kind which is named after the record's id")
    message = say("{name} belongs to no record: there is no {id} in records/{folder}/", name=name, id=last, folder=kind_folder)
    if is_id(last):
        return message, say("Correct the folder's name to the id of the record, or delete the folder with the record")
    return message, say("Call the folder as the record's id is written, for example {id}", id=f"{kind.prefix}-…")


def wrong_with(name: str, attachment: Attachment) -> tuple[Message, Message] | None:
    """Return what is wrong with an attachment of that name, and what to do; None if it can be published."""
    named = type_by_name(name)
    if named is None:
        message = say("{name} is neither a picture (.png, .jpg) nor a scan (.pdf)", name=name)
        return message, say("Save it as PDF, PNG or JPEG and delete this file; what is text belongs in the record itself")
    if attachment.is_too_large:
        message = say("{name} is larger than {limit} MiB", name=name, limit=MAX_ATTACHMENT // 1024**2)
        return message, say("Save it with fewer dots per inch (150), in shades of grey, or in several parts")
    if attachment.type != named:
        message = say("{name} is not what the ending of its name says", name=name)
        if attachment.type:
            return message, say("Rename the file to {name}", name=plain_name(name, attachment.type))
        return message, say("Open it in the program that it was made with, and save it as PDF, PNG or JPEG")
    if not is_plain_name(name):
        message = say("The name {name} has signs that a link cannot hold as they are", name=name)
        return message, say("Rename the file to {name}", name=plain_name(name, named))
    return None

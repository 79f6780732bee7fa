"""Reads the files of `records/` and `docs/`, and the code owners, from the disk, the index or a commit; nothing else does."""

import os
import re
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from validators.repository.attachment import Attachment, read_attachment
from validators.repository.paths import CODEOWNERS, DOCS, PREFERRED_CODEOWNERS, RECORDS, is_attachment, is_page
from validators.source import git
from validators.source.codes import FileCode
from validators.source.document import Document, read_document, unreadable
from validators.source.git_index import Index, ignored, read_index
from validators.source.limits import MAX_ATTACHMENT, MAX_BYTES
from validators.text.messages import Message, say
from validators.text.system_errors import reason_of


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file cannot be read: the code of the check that it fails, and what to report."""

    code: FileCode
    message: Message


Content: TypeAlias = bytes | Refusal
"""What reading a text gave."""
Found: TypeAlias = Content | Attachment
"""What reading any file gave: of a picture or scan only what is known of it is kept."""


OWNERS = (CODEOWNERS, *PREFERRED_CODEOWNERS)
"""Where the files of code owners may be."""
_LITTER = re.compile(
    r"thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|.*~|.*\.(orig|rej|bak|tmp|swp)|#.*#|~\$.*"
    r"|.*_(backup|base|local|remote)_[0-9]+(\.[a-z]+)?",
    re.IGNORECASE | re.DOTALL,
)
"""What editors, git's merge tools and file managers leave in any folder."""


def as_document(path: str, content: Content) -> Document:
    """Parse what was read; the document of a file that cannot be read has only that defect."""
    return unreadable(path, content.code, content.message) if isinstance(content, Refusal) else read_document(path, content)


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, with `records/` in it."""
    return next((folder for folder in (start, *start.parents) if (folder / RECORDS).is_dir()), None)


def text_in(files: Mapping[str, Found], path: str) -> Content | None:
    """Return what reading the text at that path gave; None if there is none."""
    found = files.get(path)
    return None if isinstance(found, Attachment) else found


def read_kept(root: Path) -> dict[str, Found]:
    """Return what is on the disk but for the records that git ignores: they never leave this computer."""
    found = read_tree(root)
    index = read_index(root, RECORDS)
    left = ignored_records(root, found, index) if index else frozenset()
    return {path: content for path, content in found.items() if path not in left} if left else found


def ignored_records(root: Path, found: Collection[str], index: Index) -> frozenset[str]:
    """Return which of the files found in `records/` git ignores; none where it keeps none of them, or keeps them elsewhere."""
    there = [path for path in found if path.startswith(f"{RECORDS}/")]
    unknown = [path for path in there if path not in index.files]
    if not unknown or index.submodules or len(unknown) == len(there):
        return frozenset()
    return ignored(root, RECORDS).intersection(unknown)


def read_tree(root: Path) -> dict[str, Found]:
    """Return every file under `records/`, the code owners, the pages of `docs/`, and its other files as if empty, by path.

    Hidden files and folders are left out, and what programs leave behind unless git keeps it. Links are not followed, so that
    nothing is read from outside `records/`: a link, like a folder that cannot be listed, is a refusal.
    """
    found: dict[str, Found] = {**_in_docs(root), **_code_owners(root)}
    if os.path.islink(root / RECORDS):
        return {RECORDS: Refusal(FileCode.NOT_A_PLAIN_FILE, say("This is a link to another folder"))}
    litter: list[str] = []
    waiting = [(str(root / RECORDS), RECORDS)]
    while waiting:
        folder, inside = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            found[inside] = _unopened(error)
            continue
        for entry in listed:
            if entry.name.startswith("."):
                continue
            path = f"{inside}/{printable(entry.name)}"
            if entry.is_dir(follow_symlinks=False) and not entry.name.endswith(".md"):
                waiting.append((entry.path, path))
            else:
                found[path] = _read(entry, as_attachment=is_attachment(path))
                if _LITTER.fullmatch(entry.name):
                    litter.append(path)
    for path in set(litter) - (git.known(root, *litter) if litter else set()):
        del found[path]
    return found


def _code_owners(root: Path) -> dict[str, Found]:
    """Return the files that say whom a forge asks for reviews, as far as they are there; no folder is reached by a link."""
    files = {path: root / path for path in OWNERS}
    return {
        path: _read(file)
        for path, file in files.items()
        if os.path.lexists(file) and (file.parent == root or not file.parent.is_symlink())
    }


def is_in_docs(path: str) -> bool:
    """Return whether a file is one that texts may link to; unless it is a page, nothing but its name is read."""
    return path.startswith(f"{DOCS}/") and path != CODEOWNERS


def _in_docs(root: Path) -> dict[str, Found]:
    """Return the files in `docs/`, all but its pages as if they were empty: that they are there is all that is asked of them."""
    found: dict[str, Found] = {}
    waiting = [] if (root / DOCS).is_symlink() else [(str(root / DOCS), DOCS)]
    while waiting:
        folder, inside = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:
            continue
        for entry in listed:
            path = f"{inside}/{printable(entry.name)}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, path))
            elif os.path.isfile(entry):  # no fault where a link leads to itself
                found[path] = _read(entry) if is_page(path) and not entry.is_symlink() else b""
    return found


def read_revision(root: Path, commit: str) -> dict[str, Found]:
    """Return the same files as `read_tree`, with the same refusals, as they are in a commit."""
    return _read_blobs(root, git.listed(root, commit, RECORDS, DOCS, *OWNERS))


def read_staged(root: Path, index: Index) -> dict[str, Found]:
    """Return the same files as they are in the index: as the next commit would have them."""
    return _read_blobs(root, index.files)


def _read_blobs(root: Path, listed: Mapping[str, git.Blob]) -> dict[str, Found]:
    visible = {
        path: blob for path, blob in listed.items() if path in OWNERS or not any(part.startswith(".") for part in path.split("/"))
    }
    files = {path: blob.object for path, blob in visible.items() if blob.is_file and (is_page(path) or not is_in_docs(path))}
    bytes_of = dict(git.contents(root, (name for path, name in files.items() if not is_attachment(path))))
    attached = _attachments(root, {name for path, name in files.items() if is_attachment(path)})
    found: dict[str, Found] = {}
    for path, blob in visible.items():
        if not blob.is_file:
            if not is_in_docs(path):
                found[printable(path)] = Refusal(FileCode.NOT_A_PLAIN_FILE, say("This is a link to another file"))
        elif is_in_docs(path) and not is_page(path):
            found[printable(path)] = b""
        elif is_attachment(path):
            found[printable(path)] = attached[blob.object]
        else:
            found[printable(path)] = bytes_of[blob.object][: MAX_BYTES + 1]
    return found


def read_objects(root: Path, objects: Mapping[str, str]) -> dict[str, Found]:
    """Return what is read of these files, by path, from the git objects of their contents."""
    return _read_blobs(root, {path: git.Blob("100644", name) for path, name in objects.items()})


def read_attachments(root: Path, commit: str, folder: str) -> dict[str, Attachment]:
    """Return the pictures and scans in the folder of a record at a commit, by name."""
    files = {path: blob.object for path, blob in git.listed(root, commit, folder).items() if blob.is_file and is_attachment(path)}
    known = _attachments(root, set(files.values()))
    return {printable(path.removeprefix(f"{folder}/")): known[name] for path, name in files.items()}


_ATTACHMENTS: dict[str, Attachment] = {}
"""What is known of contents in git, by their names, which never stand for anything else: a scan is read once for many commits."""
_AT_A_TIME = 8
"""Scans that are read from git at once: its answer is held whole."""


def _attachments(root: Path, objects: Set[str]) -> Mapping[str, Attachment]:
    sizes = git.sizes(root, objects - _ATTACHMENTS.keys())
    _ATTACHMENTS.update({name: Attachment(size, "", None) for name, size in sizes.items() if size > MAX_ATTACHMENT})
    wanted = [name for name in sizes if name not in _ATTACHMENTS]
    for start in range(0, len(wanted), _AT_A_TIME):
        for name, data in git.contents(root, wanted[start : start + _AT_A_TIME]):
            _ATTACHMENTS[name] = read_attachment(BytesIO(data), len(data))
    return _ATTACHMENTS


def _read(entry: "os.DirEntry[str] | Path", *, as_attachment: bool = False) -> Found:
    if entry.is_symlink():
        return Refusal(
            FileCode.NOT_A_PLAIN_FILE,
            say("This is a link to another folder") if os.path.isdir(entry) else say("This is a link to another file"),
        )
    if entry.is_dir():
        return Refusal(FileCode.NOT_A_PLAIN_FILE, say("This is a folder, though it is called like a record"))
    if not entry.is_file():
        return Refusal(FileCode.NOT_A_PLAIN_FILE, say("This is not an ordinary file"))
    try:
        with open(entry, "rb") as file:
            return read_attachment(file, entry.stat().st_size) if as_attachment else file.read(MAX_BYTES + 1)
    except OSError as error:
        return _unopened(error)


def _unopened(error: OSError) -> Refusal:
    if isinstance(error, PermissionError):
        return Refusal(FileCode.CANNOT_BE_OPENED, say("Nobody but its owner may read it"))
    return Refusal(FileCode.CANNOT_BE_OPENED, say("The system does not open it: {reason}", reason=reason_of(error)))


def printable(name: str) -> str:
    """Return a name or path with what is not UTF-8, or would move a terminal's cursor, spelled out."""
    readable = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in readable)

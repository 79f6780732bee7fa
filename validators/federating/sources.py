"""Where bodies publish: the files and folders that were named, opened without trust in what lies in them."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from validators.federating.contract import OLD_PATH, PATH
from validators.text.messages import Message, say
from validators.text.system_errors import reason_of

LIMIT = 32 * 1024 * 1024
"""Bytes of a body's file: some 20 000 records. What is read of one body never fills the memory."""


@dataclass(frozen=True, slots=True)
class Source:
    """A body's published file, and what the body is called here: by its folder or file, which is not for the body to choose."""

    name: str
    path: Path
    linked: bool = False
    """Whether something on the way to the file, below what was named, is a symbolic link."""


class UnreadableSourceError(Exception):
    """What is published cannot be read; holds the reason."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.template)
        self.reason = reason


def sources_in(given: Path) -> Iterator[Source]:
    """Yield the bodies of a file, of a site's folder, or of a folder of both, by name; hidden and other files are passed over."""
    if not given.is_dir():
        yield _of_file(given)
    elif site := _of_site(given):
        yield site
    else:
        for inside in sorted(given.iterdir(), key=lambda path: path.name):
            if inside.name.startswith("."):
                continue
            if inside.is_symlink():
                yield Source(inside.name, inside, linked=True)
            elif inside.is_dir():
                yield _of_site(inside) or Source(inside.name, inside / PATH)
            elif inside.suffix == ".json":
                yield _of_file(inside)


def _of_site(folder: Path) -> Source | None:
    """Return what a folder publishes as a site, in the newest version; None if it is no site."""
    for path in (PATH, OLD_PATH):
        if os.path.lexists(folder / path):
            return Source(folder.resolve().name, folder / path, linked=(folder / path).parent.is_symlink())
    return None


def _of_file(path: Path) -> Source:
    """Return a file as a source, called by its name, or where all bodies' files have the same one, by its folder's."""
    whole = path.absolute()
    if whole.name not in (Path(PATH).name, Path(OLD_PATH).name):
        return Source(path.stem, path)
    folder = whole.parent.parent if whole.parent.name == Path(PATH).parent.name else whole.parent
    return Source(folder.name, path)


def read_source(source: Source) -> bytes:
    """Return the bytes of a body's file; raises `UnreadableSourceError` for what is no plain file, too large, or unreadable."""
    linked = say("it is a symbolic link, which is not followed; name what it leads to on the command line")
    if source.linked or source.path.is_symlink():
        raise UnreadableSourceError(linked)
    # Neither a link that has just been put there is followed, nor is a pipe waited for.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(source.path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableSourceError(say("it is no file"))
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise UnreadableSourceError(say("there is no {path} in it", path=PATH)) from None
    except OSError as error:
        raise UnreadableSourceError(reason_of(error)) from None
    if len(data) > LIMIT:
        raise UnreadableSourceError(say("it is larger than {limit} MiB", limit=LIMIT // 1024**2))
    return data

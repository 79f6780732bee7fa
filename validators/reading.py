"""The one place that reads records from the disk: bytes by path, or why there are none."""

import os
from pathlib import Path

from validators.document import MAX_BYTES
from validators.messages import say
from validators.repository import RECORDS, Refusal


def find_root(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds `records/`."""
    return next((folder for folder in (start, *start.parents) if (folder / RECORDS).is_dir()), None)


def read_tree(root: Path) -> dict[str, bytes | Refusal]:
    """Every file under `records/` by its path from the root; hidden files are left out, links are not followed."""
    found: dict[str, bytes | Refusal] = {}
    for folder, subfolders, names in os.walk(root / RECORDS, onerror=None):
        inside = os.path.relpath(folder, root).replace(os.sep, "/")
        for name in sorted(subfolders):
            if os.path.islink(os.path.join(folder, name)):
                found[f"{inside}/{name}"] = Refusal("F16", say("This is a link to another folder"))
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in names:
            if not name.startswith("."):
                path = f"{inside}/{name}".encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                found[path] = _read(os.path.join(folder, name))
    return found


def _read(path: str) -> bytes | Refusal:
    if os.path.islink(path):
        return Refusal("F16", say("This is a link to another file"))
    if not os.path.isfile(path):
        return Refusal("F16", say("This is not an ordinary file"))
    try:
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        return Refusal("F18", say("The file cannot be opened: {reason}", reason=error.strerror or str(error)))

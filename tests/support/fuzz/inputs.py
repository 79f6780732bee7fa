"""Inputs of the fuzzer: each a repository's files on a day, and for the gate another state of them; the same seed, the same input."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from tests.support.fuzz.bodies import body
from tests.support.fuzz.front_matters import changed
from tests.support.scratch import AS_OF
from tests.support.wrong_values import Scene, base_files, kind_at, scenes
from validators.kinds import all_kinds
from validators.model.ids import id_in_name, stem_of
from validators.repository.paths import CODEOWNERS, HOLIDAYS, SETTINGS
from validators.repository.reading import Content, Refusal
from validators.source.codes import FileCode
from validators.text.messages import say

Files = Mapping[str, Content]
Edited = dict[str, Content]
STRANGE = (
    "records/README.md", "records/projects/README.md", "records/projects/index.md", "records/a.md", "records/projects/a/b.md",
    "records/yoq/yoq-001.md", "records/project/loy-2026-001.md", "records/projects/loy-2026-001.docx", "records/projects/.md",
    "records/projects/LOY-2026-001.md", "records/projects/loy-2026-001.md.txt", "records/projects/lo\u2018y.md", "records/projects/o\u0308.md",
    "records/acts/\\udcff.md", "docs/CODEOWNERS", "CODEOWNERS", ".github/CODEOWNERS", "records/settings.md", "records/holidays.md",
)  # fmt: skip
"""Names of files that are no record's, or in no kind's folder."""


@dataclass(frozen=True)
class Input:
    """What the checks are given: the files, the day, and for the gate the files of the base."""

    head: Files
    day: date
    base: Files | None = None


def grown(seed: int, number: int) -> Input:
    """Return the input of this number: nine in twenty have a change for the gate, four in five hold only what the edits are about."""
    random = Random(f"{seed}:{number}")
    scene = random.choice(starts())
    files: Edited = dict(scene.files)
    day = random.choice((scene.day, scene.day, scene.day + timedelta(random.randint(-400, 800)), _any_day(random)))
    if random.random() < 0.55:
        return _narrowed(Input(edited(files, random), day), scene.files, random)
    base = random.choice((files, files, dict(random.choice(starts()).files), edited(dict(files), random)))
    head = random.choice((base, base, files))
    pair = [base, edited(dict(head), random)]
    if random.random() < 0.15:
        pair.reverse()
    return _narrowed(Input(pair[1], day, pair[0]), scene.files, random)


def _narrowed(given: Input, before: Files, random: Random) -> Input:
    """Return the input, mostly without the files that no edited one names: these take most of the time and are always the same."""
    if random.random() < 0.2:
        return given
    states = [given.head, given.base or {}]
    touched = {path for files in states for path, content in files.items() if before.get(path) != content}
    named = {id_ for path in sorted(touched) for files in states for id_ in _named_in(files.get(path))}
    others = {path for path in given.head if random.random() < 0.05 or id_in_name(stem_of(path)) in named}
    kept = {SETTINGS, HOLIDAYS, CODEOWNERS} | touched | others
    head, base = ({path: content for path, content in files.items() if path in kept} for files in states)
    return Input(head, given.day, None if given.base is None else base)


def _named_in(content: Content | None) -> Iterator[str]:
    return (found.decode() for found in re.findall(rb"[a-z]+(?:-[0-9]+)+", content if isinstance(content, bytes) else b""))


@cache
def starts() -> list[Scene]:
    """Return the base records, and those of every case of a check that fails."""
    return [Scene("", "", base_files(), date.fromisoformat(AS_OF)), *scenes()]


@cache
def unchanged() -> frozenset[tuple[str, Content]]:
    """Return the files that inputs begin with, each with its path."""
    return frozenset(item for scene in starts() for item in scene.files.items())


def _any_day(random: Random) -> date:
    return date(random.randint(1900, 2199), random.randint(1, 12), random.randint(1, 28))


def edited(files: Edited, random: Random) -> Edited:
    """Return the files with a few edits, most of them in records."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        random.choices((_record, _text, _gone, _renamed, _copied, _measures, _strange), (8, 4, 1, 1, 2, 2, 1))[0](files, random)
    return files


def _ids(files: Files) -> list[str]:
    return sorted(filter(None, (id_in_name(stem_of(path)) for path in files)))


def _some_record(files: Files, random: Random) -> tuple[str, bytes]:
    """Return a record's path and content; where there is none, those of a project without facts."""
    held = [(path, data) for path, data in sorted(files.items()) if isinstance(data, bytes) and kind_at(path)]
    return random.choice(held or [("records/projects/loy-2026-001.md", b"---\nid: loy-2026-001\n---\n")])


def _record(files: Edited, random: Random) -> None:
    path, data = _some_record(files, random)
    files[path] = changed(data, path, _ids(files), random)


def _text(files: Edited, random: Random) -> None:
    path, data = _some_record(files, random)
    front = data.rpartition(b"\n---\n")[0]
    files[path] = front + b"\n---\n" + body(_ids(files), random).encode("utf-8", "surrogatepass")


def _gone(files: Edited, random: Random) -> None:
    files.pop(random.choice(sorted(files)), None) if files else None


def _renamed(files: Edited, random: Random) -> None:
    """Move a record to another folder, or rename its file, its id with it or not."""
    path, data = _some_record(files, random)
    files.pop(path, None)
    id_ = random.choice((*_ids(files), "loy-2026-999", "tsh-999", "a-1", "Loy-2026-001"))
    folder = random.choice((path.split("/")[1], random.choice(sorted(kind.folder for kind in all_kinds().values()))))
    if random.random() < 0.5:
        data = _under(id_, data)
    files[f"records/{folder}/{id_}{random.choice(('', '', '-nomi', '-o‘quv'))}.md"] = data


def _under(id_: str, data: bytes) -> bytes:
    """Return a record's file under another id."""
    return re.sub(rb"(?m)^id:.*$", lambda found: f"id: {id_}".encode(), data, count=1)


def _copied(files: Edited, random: Random) -> None:
    path, data = _some_record(files, random)
    id_ = f"{stem_of(path).partition('-')[0]}-{random.choice(('2026-', '2031-', ''))}{random.randint(1, 999):03}"
    if random.random() < 0.9:
        data = _under(id_, data)
    files[f"{path.rpartition('/')[0]}/{id_}.md"] = data


def _measures(files: Edited, random: Random) -> None:
    """Change the settings, the calendar or the code owners."""
    path = random.choice((SETTINGS, SETTINGS, HOLIDAYS, CODEOWNERS))
    data = files.get(path)
    files[path] = changed(data if isinstance(data, bytes) else b"---\ntitle: a\n---\n", path, _ids(files), random)


def _strange(files: Edited, random: Random) -> None:
    path, data = _some_record(files, random)
    refusal = Refusal(
        random.choice((FileCode.CANNOT_BE_OPENED, FileCode.NOT_A_PLAIN_FILE)), say("This is a link to another file")
    )
    place = random.choice((*STRANGE, path))
    files[place] = random.choice((data, b"", b"a", b"---\n---\n", b"---\nid: loy-2026-001\n---\n", refusal))

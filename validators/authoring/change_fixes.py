"""What a change did and need not have done: a due date moved without its extension begun, a record deleted, an id that is taken.

Nothing here is safe to do unseen: a person looks at each, and adds what only a person knows.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from validators.authoring.fixes import Fixes, is_sealed
from validators.repository.paths import attachments_of
from validators.repository.reading import Found
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.source.edits.cure import Renumber, Restore
from validators.source.edits.curing import cured
from validators.source.edits.edit import EditError
from validators.source.finding import Finding


def fix_change(
    findings: Iterable[Finding], files: Mapping[str, Found], repository: Repository, wanted: Callable[[str], bool]
) -> Fixes:
    """Return what puts right the findings of changes in the wanted files; `repository` has the records of the `files`."""
    moves: dict[str, str] = {}
    texts: dict[str, str] = {}
    restored: dict[str, str] = {}
    done: list[Finding] = []
    by_path = {entry.path: entry for entry in repository.files}
    for one in findings:
        if one.trigger != "change" or one.cure is None or not wanted(one.path):
            continue
        match one.cure.change:
            case Restore(text):
                restored[one.path] = text
            case Renumber() as change:
                named = _renumbered(by_path[one.path], change, by_path, files, texts)
                if named is None:
                    continue
                path, new = named
                moves[one.path] = path
                texts |= new
            case _:
                text = texts.get(one.path, by_path[one.path].document.text)
                try:
                    after = cured(text, one.cure)
                except EditError:
                    continue
                # Sealed or not: the date that the steps cover was moved already, and this is the way to say so.
                texts[one.path] = after
        done.append(one)
    return Fixes(moves, {moves.get(path, path): text for path, text in texts.items()}, done, restored)


def joined(first: Fixes, then: Fixes) -> Fixes:
    """Return what two fixes do one after the other."""
    origins = {new: old for old, new in first.moves.items()}
    return Fixes(
        {**first.moves, **{origins.get(old, old): new for old, new in then.moves.items()}},
        {**{then.moves.get(path, path): text for path, text in first.texts.items()}, **then.texts},
        [*first.cured, *then.cured],
        then.restored,
        first.laid_bare,
        first.under_decision,
    )


def _renumbered(
    entry: RecordFile, change: Renumber, entries: Mapping[str, RecordFile], files: Mapping[str, Found], texts: Mapping[str, str]
) -> tuple[str, dict[str, str]] | None:
    """Return the new path of a record that gets another id, and the texts that name it, by their old paths.

    None where pictures or scans belong to it: what links to them is not looked for.
    """
    folder = PurePosixPath(entry.path).parent
    path = str(folder / PurePosixPath(entry.path).name.replace(change.old, change.new, 1))
    if path in files or path == entry.path or any(one.startswith(f"{attachments_of(entry.kind, change.old)}/") for one in files):
        return None
    names = re.compile(rf"(?<![\w-]){re.escape(change.old)}(?![\w]|-\d)")
    new: dict[str, str] = {}
    for other in (entry.path, *change.also):
        text = texts.get(other, entries[other].document.text) if other in entries else ""
        after = names.sub(change.new, text)
        if after == text:
            continue
        if other in entries and is_sealed(entries[other], after):
            return None
        new[other] = after
    return path, new

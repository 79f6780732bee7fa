"""What differs between a base and a head, record by record. They are matched by id, so that a renamed file is the same record."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from validators.repository.paths import folder_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.source.document import Document
from validators.text.uzbek import fold


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; without `before` it is new, without `after` it is gone."""

    before: RecordFile | None
    after: RecordFile | None


@dataclass(frozen=True)
class Changes:
    """Everything that differs between a base and a head.

    `once_given` are ids that history knows and the base no longer has; `once_real` those of samples that were real records once;
    `taken` those that the target has given to another file since the change left it, with its path.
    """

    base: Repository
    head: Repository
    once_given: frozenset[str] = frozenset()
    once_real: frozenset[str] = frozenset()
    taken: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def all(self) -> list[Change]:
        """Each record that was changed or put into another folder, then those that are gone, then those that are new.

        What is in the file of a record that is gone is new too, even if another file has its id.
        """
        files = {entry.path: entry for entry in self.head.files}
        kept, gone, followed = [], [], set()
        for entry in self.base.files:
            if not entry.id or self.base.find(entry.id) is not entry:
                continue
            here = files.get(entry.path)
            after = here if here and here.id == entry.id else self.head.find(entry.id)
            if after is None:
                gone.append(Change(entry, None))
                continue
            followed.add(after.path)
            if _differ(entry, after):
                kept.append(Change(entry, after))
        left = {change.before.path for change in gone if change.before}
        new = [
            Change(None, entry)
            for entry in self.head.files
            if entry.id and entry.path not in followed and (entry.path in left or self._first_has_it(entry))
        ]
        return [*kept, *gone, *new]

    def _first_has_it(self, entry: RecordFile) -> bool:
        """Whether an id is new, and this file's."""
        return self.head.find(entry.id) is entry and not self.base.find(entry.id)

    @cached_property
    def new_names(self) -> Mapping[str, RecordFile]:
        """By the id of a record that is gone, the new record that seems to be the same one under another id."""
        new = [change.after for change in self.all if change.before is None and change.after]
        at = {entry.path: index for index, entry in enumerate(new)}
        called: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, entry in enumerate(new):
            called[entry.kind.name, title_in(entry)].append(index)
        found: dict[str, RecordFile] = {}
        taken: set[int] = set()
        for change in self.all:
            if change.before and change.after is None:
                before = change.before
                near = {*called.get((before.kind.name, title_in(before)), ()), at.get(before.path, -1)} - taken - {-1}
                same = (index for index in sorted(near) if _alike(before, new[index]))
                if (index := next(same, -1)) >= 0:
                    taken.add(index)
                    found[before.id] = new[index]
        return found


def _differ(before: RecordFile, after: RecordFile) -> bool:
    """Whether a file, what belongs to it, or the kind of record that it is filed as was changed."""
    same = before.document.text == after.document.text and before.attachments == after.attachments
    return not same or folder_of(before.path) != folder_of(after.path)


def _alike(before: RecordFile, after: RecordFile) -> bool:
    """Whether a record under a new id is the old one: in the same file, or with the same title and most of the same facts."""
    if before.path == after.path:
        return True
    return before.kind is after.kind and title_in(before) == title_in(after) != "" and shared(before, after) > 1 / 2


def title_in(entry: RecordFile) -> str:
    """Return a record's title as titles are compared; empty if it has none."""
    title = entry.document.values.get("title")
    return fold(title) if isinstance(title, str) else ""


def shared(before: RecordFile, after: RecordFile) -> float:
    """How much of what two records say is the same, from 0 to 1; their id does not count."""
    then = {**before.document.values, "body": before.document.body.strip()}
    now = {**after.document.values, "body": after.document.body.strip()}
    same = sum(bool(now.get(key) == value) for key, value in then.items() if key != "id")
    return same / max(1, len({*then, *now} - {"id"}))


def status_of(entry: RecordFile) -> str:
    """Return the status as it is written, whether the record could be typed or not."""
    written = entry.document.values.get("status")
    return written if isinstance(written, str) else ""


def is_closed(entry: RecordFile) -> bool:
    """Return whether the work on a record is over, or was given up, by the status that is written."""
    return entry.kind.lifecycle.over(status_of(entry))


def is_sample(document: Document) -> bool:
    """Return whether a record says that it only shows how to write one."""
    return document.values.get("sample") == "true"

"""Incremental builds (`mkdocs serve --dirty`): what each page depends on, and what one build leaves to the next.

A page is drawn again when what it depends on, or the name of a record that it shows, has changed since it was last drawn.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from hooks.data.assignments import Assignments
from hooks.data.display_name import display_name
from hooks.data.snapshot import Snapshot
from hooks.html.environment import last_edited
from hooks.html.value_text import value_texts
from hooks.pages.view import View
from validators.answers.show import cited_by, cites
from validators.model.fields import column_of
from validators.repository.record_file import RecordFile
from validators.rules.kind import Kind
from validators.source.body import Body
from validators.workspace.workspace import Workspace


class Dependencies:
    """What the pages of one build are drawn from."""

    def __init__(self, snapshot: Snapshot, assignments: Assignments, views: Iterable[View]) -> None:
        self._snapshot = snapshot
        self._assignments = assignments
        self._units = {view.name.partition("/")[2] for view in views if view.name.startswith("unit/")}
        self._common = last_edited(), repr(snapshot.repository.settings.history)
        self._facts = {entry.path: repr(entry.document.values) for entry in snapshot.repository.files}
        self._known: dict[str, Hashable] = {}
        self._names: dict[str, Hashable] = {}

    def depends_on(self, page: View | RecordFile) -> Hashable:
        """Return everything that a page is drawn from; while two builds give equal answers, the page is the same.

        The names of other records are left to `name_of`: which ones a page shows is known once it has been drawn. Ask for the
        first time before MkDocs reads the pages, which takes the texts away.
        """
        key = page.path if isinstance(page, RecordFile) else page.source
        if key not in self._known:
            own = self._of_record(page) if isinstance(page, RecordFile) else self._of_view(page)
            self._known[key] = self._common, own
        return self._known[key]

    def name_of(self, record: str) -> Hashable:
        """Return what a page says of a record that it only names, by the record's id or path."""
        if record not in self._names:
            entry = self._snapshot.entries_by_path.get(record) or self._snapshot.repository.find(record)
            self._names[record] = entry and (entry.path, entry.id, display_name(entry), entry.record and entry.record.status)
        return self._names[record]

    def _of_record(self, entry: RecordFile) -> Hashable:
        snapshot, path = self._snapshot, entry.path
        way = snapshot.approvals_by_path.get(path)
        return (
            snapshot.as_of,
            snapshot.head,
            self._summary_of(entry),
            entry.document.source or snapshot.bodies.of(path),
            tuple(entry.attachments.items()),
            self._around(entry),
            (tuple(way.stages), tuple(way.following), tuple(way.awaited), tuple(way.obstacles)) if way else None,
            tuple((item.check.code, item.duty, item.waived, item.acknowledged) for item in snapshot.duties_by_path.get(path, ())),
            tuple((item.check and item.check.code, item.gap) for item in snapshot.not_run_by_path.get(path, ())),
            tuple(self.name_of(link.id) for link in Body(snapshot.bodies.of(path)).wiki_links),
            tuple(record.id for record, _ in snapshot.repository.cited_by(entry.id)),
            entry.id in self._units,
        )

    def _around(self, entry: RecordFile) -> Hashable:
        """Return what the records around one in work say: its next statuses are tried among them."""
        if entry.record is None or not entry.record.to_be_done:
            return ()
        repository = self._snapshot.repository
        others = (link.entry for of in (cites, cited_by) for link in of(entry, repository))
        return tuple(map(self._summary_of, others))

    def _of_view(self, view: View) -> Hashable:
        """Return what a view needs; one that has no case here needs all that the records say."""
        what, _, name = view.name.partition("/")
        match what:
            case "kind":
                return self._of_list(self._snapshot.kinds[name])
            case "check":
                return tuple(self._snapshot.findings_by_code.get(name, ()))
            case "person":
                return self._of_person(name)
            case "nizom":
                return tuple(self._snapshot.findings), tuple(map(len, self._snapshot.entries_by_kind.values()))
            case "legal-review":
                return self._snapshot.as_of
            case "settings" | "fields":
                return ()
            case _:
                return self._everything

    def _of_list(self, kind: Kind) -> Hashable:
        """Return the kind's records, and the words with which its columns and its filters name other records."""
        columns = [item for name in kind.columns if (item := column_of(kind.model, name)).form == "reference"]
        entries = self._snapshot.entries_by_kind.get(kind.name, [])
        values = ((item, getattr(entry.record, item.name)) for entry in entries if entry.record for item in columns)
        named = (tuple(value_texts(value, item, self._snapshot)) for item, value in values)
        return self._snapshot.as_of, tuple(map(self._summary_of, entries)), tuple(named), self._people_and_units

    @cached_property
    def _people_and_units(self) -> Hashable:
        """What employees and units are called: every list is filtered by them."""
        entries = (entry for kind in ("employee", "organization") for entry in self._snapshot.entries_by_kind.get(kind, []))
        return tuple((entry.id, display_name(entry)) for entry in entries)

    def _of_person(self, id_: str) -> Hashable:
        """Return what somebody owes and is to decide, and what their page says of those records apart from their names."""
        entry = self._snapshot.repository.find(id_)
        assert entry is not None
        owed, waiting = self._assignments.workload(entry), self._assignments.decisions_by_holder.get(id_, [])
        due = (*owed.overdue, *owed.near, *owed.later, *owed.late)
        others = [entry, *(item.entry for item in due), *(one.entry for one in waiting), *(work.entry for work in owed.work)]
        others += self._assignments.records_by_person.get(id_, [])
        return (
            self._snapshot.as_of,
            entry.record.owner in self._assignments.active_units if entry.record else False,
            tuple((item.check.code, item.duty, item.waived, item.acknowledged) for item in due),
            tuple((work.entry.path, work.field) for work in owed.work),
            tuple((one.entry.path, one.what, one.roles, one.needed, one.since) for one in waiting),
            tuple(map(self._summary_of, others)),
        )

    def _summary_of(self, entry: RecordFile) -> Hashable:
        """Return all that other pages say of a record: its facts and its findings."""
        return entry.path, self._facts[entry.path], tuple(self._snapshot.findings_by_path.get(entry.path, ()))

    @cached_property
    def _everything(self) -> Hashable:
        """All that the records say, apart from their texts."""
        snapshot = self._snapshot
        pages = snapshot.repository.pages  # MkDocs itself draws those that have changed
        other_pages = tuple(document.source for document in snapshot.repository.other_documents if document not in pages)
        return snapshot.as_of, snapshot.head, other_pages, tuple(self._facts.items()), tuple(snapshot.findings)


@dataclass
class BuiltPage:
    """A page as it was last built: where, under which title, from what, and what search finds on it."""

    destination: str
    url: str
    title: str | None = None
    depends_on: Hashable = None
    names: dict[str, Hashable] = field(default_factory=dict)
    found: list[bytes] = field(default_factory=list)


class Memory:
    """What one build leaves to the next."""

    def __init__(self) -> None:
        self.workspace = Workspace({})
        """The records as they were last read and checked."""
        self.texts: dict[str, list[bytes]] = {}
        """By URL, the search entries of pages that Material indexes itself."""
        self.gone: set[str] = set()
        """The URLs of pages that are no longer there; Material keeps them in its index."""
        self._pages: dict[str, BuiltPage] = {}
        self._copies: dict[str, str] = {}

    def is_current(self, file: File, page: View | RecordFile, dependencies: Dependencies) -> bool:
        """Return whether the page was built, at the same place, from what it would be built from now."""
        now, built = dependencies.depends_on(page), self._pages.get(file.src_uri)
        if built is None or built.depends_on != now or built.destination != file.abs_dest_path:
            return False
        return all(dependencies.name_of(record) == name for record, name in built.names.items())

    def remove_gone(self, files: Iterable[File]) -> None:
        """Take away the pages of the build before whose sources, or places, are not among the files of this one."""
        before, self._pages = self._pages, {}
        for file in files:
            page = before.get(file.src_uri) or BuiltPage("", "")
            self._pages[file.src_uri] = replace(page, destination=file.abs_dest_path, url=file.url)
        now = {(page.destination, page.url) for page in self._pages.values()}
        for destination, url in {(page.destination, page.url) for page in before.values()} - now:
            Path(destination).unlink(missing_ok=True)
            self.gone.add(url)
        self.gone -= {url for _, url in now}

    def follow_copies(self, copies: Mapping[str, str]) -> set[str]:
        """Take away the pictures and scans that are published no longer; return the places that have theirs already.

        `copies` is the SHA-256 of what belongs there by place.
        """
        before, self._copies = self._copies, dict(copies)
        for destination in before.keys() - copies.keys():
            Path(destination).unlink(missing_ok=True)
        return {destination for destination, content in copies.items() if before.get(destination) == content}

    def keep(
        self, source: str, found: list[bytes], depends_on: Hashable = None, names: dict[str, Hashable] | None = None
    ) -> None:
        """Keep what a page that has been drawn was drawn from, and what search finds on it."""
        page = self._pages[source]
        page.found, page.depends_on, page.names = found, depends_on, names or {}

    def found(self) -> Iterable[bytes]:
        """Return the search entries of all pages that were drawn, by source."""
        return chain.from_iterable(self._pages[source].found for source in sorted(self._pages))

    def keep_titles(self, files: Iterable[File]) -> None:
        """Keep the titles of the pages that were read."""
        for file in files:
            if file.page and file.page.title:
                self._pages[file.src_uri].title = file.page.title

    def give_titles(self, nav: Navigation) -> None:
        """Give pages that will not be read again the title that they had: MkDocs would call them None."""
        for page in nav.pages:
            built = self._pages.get(page.file.src_uri)
            if built and built.title and not page.file.is_modified():
                page.title = built.title

    def forget_dependencies(self) -> None:
        """Have the next build make all: after one that failed nobody knows what was read, drawn and copied."""
        self.workspace = Workspace({})
        for page in self._pages.values():
            page.depends_on = None
        self._copies = dict.fromkeys(self._copies, "")

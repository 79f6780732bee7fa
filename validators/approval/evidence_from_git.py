"""Reads from git what history testifies of approvals: who brought each, who wrote what it covers, and what it covered.

One pass over the commits that touched the records' folders, for any number of approvals; a block is known by what it says,
so that moving it, or the file, changes nothing. What a merge brings along belongs to the commit that wrote it on its branch.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from validators.approval.provenance import addresses_of
from validators.approval.signatures import signers
from validators.approval.staleness import may_be_stale
from validators.kinds.employee.model import Employee
from validators.model.digest import covered, digest_of, in_next_edition, showing
from validators.model.gaps import known
from validators.repository.attachment import Attachment, named_in
from validators.repository.paths import RECORDS, attachments_of, folder_of, is_attachment
from validators.repository.reading import printable, read_attachments
from validators.repository.record_file import RecordFile
from validators.rules.evidence import Block, Brought, Evidence, blocks_in
from validators.rules.kind import Kind
from validators.source.document import read_document
from validators.source.git import Changed, GitError, changed_files, contents, converted, cut_off, empty_tree, git, listed

_NAMES = re.compile(rb"(?<![a-z0-9])[a-z0-9]++(?:-[a-z0-9]++)+")
_EXPANDED = re.compile(r"\$Id: [^$\n]*\$")


@dataclass(frozen=True, slots=True)
class Version:
    """What one version of a file said: its approvals and other decisions, and what they would cover, of a next edition too."""

    id: str
    blocks: frozenset[Block]
    covered: Mapping[str, Any]
    covered_next: Mapping[str, Any] | None

    @property
    def all_covered(self) -> tuple[Mapping[str, Any], ...]:
        """What decisions on the record, and on its next edition, would cover."""
        return (self.covered, self.covered_next) if self.covered_next else (self.covered,)


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that touched the records, with its parents among such commits, and the addresses of who wrote and who made it."""

    name: str
    parents: tuple[str, ...]
    tree: str
    address: str
    committer: str

    @property
    def has_one_maker(self) -> bool:
        """Whether who made the commit wrote it too."""
        return self.address == self.committer != ""


@dataclass(slots=True)
class Difference:
    """What a commit has and a parent of it has not, and the other way round.

    `rewritten` are the ids of records of which what they say or show was changed, `attached` the paths of pictures and scans that
    were. `doubtful` is what may have been there before it was added, in a file that could not be read as that record.
    """

    added: set[Block] = field(default_factory=set)
    removed: set[Block] = field(default_factory=set)
    rewritten: set[str] = field(default_factory=set)
    attached: set[str] = field(default_factory=set)
    doubtful: set[Block] = field(default_factory=set)


def read_evidence(root: Path, entries: Sequence[RecordFile], employees: Sequence[Employee]) -> Evidence:
    """Return the evidence about the approvals of these records, signatures judged by the keys of these employees.

    It is empty where there is no history to ask.
    """
    if not entries:
        return Evidence()
    try:
        return History(root, entries).evidence(employees)
    except GitError:
        return Evidence()


class History:
    """The commits behind HEAD that touched the folders of some records, and what they changed in those."""

    def __init__(self, root: Path, entries: Sequence[RecordFile]) -> None:
        self.root = root
        self.kinds: dict[str, Kind] = {entry.id: entry.kind for entry in entries}
        self.folders = tuple(sorted({f"{RECORDS}/{entry.kind.folder}" for entry in entries}))
        self._ids = frozenset(id_.encode() for id_ in self.kinds)
        self.wanted: dict[Block, list[RecordFile]] = {}
        for entry in entries:
            for found in blocks_in(entry.id, entry.document.values):
                self.wanted.setdefault(found, []).append(entry)
        self.changed = {entry.id: attachments_of(entry.kind, entry.id) for entry in entries if may_be_stale(entry)}
        self._shown = {
            f"{attachments_of(entry.kind, entry.id)}/{name}": entry.id for entry in entries for name in entry.attachments_in_text
        }
        self.commits = {commit.name: commit for commit in self._commits()}
        self.cut_off = cut_off(root)
        self.differences = self._differences()

    def evidence(self, employees: Sequence[Employee]) -> Evidence:
        """Return what they testify, with the signatures of these employees verified."""
        standing = {found: self._origins(found) for found in self.wanted}
        proving = {found: {name for name in names if not self._doubtful(found, name)} for found, names in standing.items()}
        origins = {found: names - self.cut_off for found, names in proving.items()}
        earlier = {(found, name): self._earlier(found, name) for found, names in origins.items() for name in names}
        names = {name for commits in origins.values() for name in commits}.union(*earlier.values())
        signed = self._signed(names, employees)

        def brought(found: Block, name: str) -> Brought:
            before = tuple(brought(found, one) for one in earlier.get((found, name), ()))
            if name in self.cut_off or self._doubtful(found, name):
                return Brought(name, "", earlier=before)
            return Brought(name, self.commits[name].address, signed.get(name), before)

        return Evidence(
            {found: tuple(brought(found, name) for name in sorted(commits)) for found, commits in origins.items()},
            dict(self._approved()),
            self._writers(),
            pending=self._pending({found for found, commits in standing.items() if not commits}),
            cut_off=frozenset(found for found, names in proving.items() if names and not origins[found]),
        )

    def _signed(self, names: Iterable[str], employees: Sequence[Employee]) -> Mapping[str, str]:
        """Return whose key signed these commits, those aside that the signer only passed on, as a rebase does.

        Who signs also wrote the commit if its two addresses are one, whichever it is, or the author's is the signer's.
        """
        own = {employee.id: addresses_of(employee) for employee in employees if known(employee, "keys")}
        anybodys = frozenset[str]().union(*own.values())
        asked = [commit for name in names if (commit := self.commits[name]).has_one_maker or commit.address in anybodys]
        found = signers(self.root, [commit.name for commit in asked], employees) if own else {}
        return {
            commit.name: signer
            for commit in asked
            if (signer := found.get(commit.name)) and (commit.has_one_maker or commit.address in own[signer])
        }

    def _approved(self) -> Iterator[tuple[tuple[str, str], Mapping[str, Any]]]:
        """Yield what the records that may be stale contained, by id and digest: each text with what was attached at any time."""
        attached: dict[str, list[Mapping[str, Attachment]]] = {}
        for id_, folder in self.changed.items():
            commits = {
                name
                for (name, _), difference in self.differences.items()
                if any(folder_of(path) == folder for path in difference.attached)
            }
            attached[id_] = [read_attachments(self.root, name, folder) for name in sorted(commits)]
        for version in self._versions.values():
            for there in ({}, *attached.get(version.id, ())) if version.id in self.changed else ():
                for said in version.all_covered:
                    content = showing(said, {name: there[name].sha256 for name in named_in(said["body"], there)})
                    yield (version.id, digest_of(content)), content

    def _pending(self, absent: Collection[Block]) -> frozenset[Block]:
        """Return which of the approvals that HEAD does not have are only not committed yet: those whose files HEAD has otherwise.

        Where a file is as HEAD has it, and history still does not show the approval, it is unproved: git may write something else
        into the working tree than what was committed.
        """
        if not absent:
            return frozenset()
        there = {printable(path): blob for path, blob in listed(self.root, "HEAD", RECORDS).items()}
        asked = {entry.path: entry for found in absent for entry in self.wanted[found]}
        held = dict(contents(self.root, (blob.object for path, blob in there.items() if path in asked and blob.is_file)))
        converted_here = converted(self.root, [path for path in asked if path in there])

        def differs(entry: RecordFile) -> bool:
            blob = there.get(entry.path)
            if "\\" in entry.path or entry.path in converted_here:  # the name is not the file's own, or the content is not
                return False
            if blob is None or not blob.is_file:
                return not any(entry.path.startswith(f"{path}/") for path, one in there.items() if not one.is_file)
            return _as_written(read_document("", held[blob.object]).text) != _as_written(entry.document.text)

        return frozenset(found for found in absent if all(differs(entry) for entry in self.wanted[found]))

    def _commits(self) -> Iterator[Commit]:
        """Newest first, a commit before its parents; parents that did not touch the folders are passed over."""
        form = ("--topo-order", "--full-history", "--parents", "--encoding=none", "--format=%H%x00%P%x00%T%x00%ae%x00%ce")
        listed = git(self.root, "rev-list", *form, "HEAD", "--", *self.folders)
        for line in listed.decode("utf-8", "replace").split("\n"):
            if "\0" in line:
                name, parents, tree, address, committer = line.split("\0")
                yield Commit(name, tuple(parents.split()), tree, address.casefold(), committer.casefold())

    def _differences(self) -> dict[tuple[str, str | None], Difference]:
        """By commit and parent (None: it has none), what changed."""
        nothing = empty_tree(self.root)
        pairs: dict[tuple[str, str], list[tuple[str, str | None]]] = defaultdict(list)
        for commit in self.commits.values():
            for parent in commit.parents or (None,):
                before = self.commits[parent].tree if parent else nothing
                pairs[before, commit.tree].append((commit.name, parent))
        changed = changed_files(self.root, [pair for pair in pairs if pair[0] != pair[1]], self.folders)
        texts = [file for files in changed.values() for file in files if file.is_markdown]
        self._versions = self._read({name for file in texts for name in (file.before, file.after)})
        found: dict[tuple[str, str | None], Difference] = {}
        for pair, edges in pairs.items():
            difference = self._difference(changed.get(pair, ()))
            found.update(dict.fromkeys(edges, difference))
        return found

    def _read(self, names: Iterable[str]) -> dict[str, Version]:
        """Return the versions, among these contents, of the records that are asked about."""
        found: dict[str, Version] = {}
        for name, data in contents(self.root, (name for name in names if name.strip("0"))):
            if not self._may_be_asked_about(data):
                continue
            document = read_document("", data)
            id_ = str(document.values.get("id", ""))
            kind = self.kinds.get(id_)
            if kind is None or not document.readable:
                continue
            content = covered(document.values, document.body, kind.progress)
            described = in_next_edition(document.values, document.body)
            following = covered(*described, kind.progress) if described else None
            found[name] = Version(id_, frozenset(blocks_in(id_, document.values)), content, following)
        return found

    def _may_be_asked_about(self, data: bytes) -> bool:
        """Return False for a file that is none of the records: it has no such id anywhere, nor escapes to write one with.

        What it is, only the parser decides: an id may be written in many ways, and stand where it is none.
        """
        return b"\\" in data or not self._ids.isdisjoint(_NAMES.findall(data))

    def _difference(self, files: Sequence[Changed]) -> Difference:
        before = [self._versions[file.before] for file in files if file.before in self._versions]
        after = [self._versions[file.after] for file in files if file.after in self._versions]
        there = {found for version in before for found in version.blocks}
        here = {found for version in after for found in version.blocks}
        said = {version.id: version.all_covered for version in before}
        rewritten = {
            version.id
            for version in after
            if any(all(_says_more_or_less(then, now) for then in said.get(version.id, (None,))) for now in version.all_covered)
        }
        attached = {file.path for file in files if is_attachment(file.path)}
        rewritten.update(self._shown[path] for path in attached if path in self._shown)
        unread = (file.after for file in files if file.before.strip("0") and file.before not in self._versions)
        doubtful = {found for name in unread if name in self._versions for found in self._versions[name].blocks}
        return Difference(here - there, there - here, rewritten, attached, doubtful)

    def _doubtful(self, found: Block, name: str) -> bool:
        return any(found in self.differences[name, parent].doubtful for parent in self._parents(self.commits[name]))

    def _parents(self, commit: Commit) -> tuple[str | None, ...]:
        return commit.parents or (None,)

    @cached_property
    def _introduced(self) -> Mapping[Block, list[str]]:
        """By approval the commits that have it and none of whose parents has."""
        found: dict[Block, list[str]] = defaultdict(list)
        for commit in self.commits.values():
            first, *others = (self.differences[commit.name, parent].added for parent in self._parents(commit))
            for new in first.intersection(*others):
                found[new].append(commit.name)
        return found

    @cached_property
    def _taken_out(self) -> frozenset[Block]:
        return frozenset(gone for difference in self.differences.values() for gone in difference.removed)

    def _origins(self, found: Block) -> set[str]:
        """Return the commits since which an approval has been there without a break: put back, it counts from then."""
        return set(self._walk(found)) if found in self._taken_out else set(self._introduced.get(found, ()))

    def _walk(self, found: Block) -> Iterator[str]:
        waiting = [next(iter(self.commits))]
        if not self._stands(found, waiting[0]):
            return
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            having = [parent for parent in self.commits[name].parents if found not in self.differences[name, parent].added]
            waiting += having
            if not having:
                yield name

    def _earlier(self, found: Block, name: str) -> list[str]:
        """Return the commits that brought an approval before the one that put it back: what it was once, it is not more now."""
        introduced = set(self._introduced.get(found, ())) - {name}
        if not introduced:
            return []
        waiting, seen = list(self.commits[name].parents), set[str]()
        while waiting:
            if (one := waiting.pop()) not in seen:
                seen.add(one)
                waiting += self.commits[one].parents
        return sorted(introduced & seen)

    def _stands(self, found: Block, name: str) -> bool:
        """Whether a commit has the approval."""
        while True:
            parent = self._parents(self.commits[name])[0]
            difference = self.differences[name, parent]
            if parent is None or found in difference.added or found in difference.removed:
                return found in difference.added
            name = parent

    def _writers(self) -> Mapping[str, frozenset[str]]:
        """By record the addresses of those whose commits changed what it says or shows; empty where history was cut off."""
        found: dict[str, set[str]] = defaultdict(set)
        for commit in self.commits.values():
            first, *others = (self.differences[commit.name, parent].rewritten for parent in self._parents(commit))
            for id_ in first.intersection(*others):
                found[id_].add("" if commit.name in self.cut_off else commit.address)
        return {id_: frozenset(addresses) for id_, addresses in found.items()}


def _as_written(text: str) -> str:
    """Return a text without what git itself writes into it on checking out."""
    return _EXPANDED.sub("$Id$", text)


def _says_more_or_less(then: Mapping[str, Any] | None, now: Mapping[str, Any]) -> bool:
    """Whether what a record says was changed, not only its signs and spaces."""
    return then != now and _words(then) != _words(now)


def _words(value: Any) -> Any:
    """Return a value with the letters and digits of its texts alone."""
    if isinstance(value, str):
        return "".join(filter(str.isalnum, value)).casefold()
    if isinstance(value, Mapping):
        return {key: _words(item) for key, item in value.items()}
    return [_words(item) for item in value] if isinstance(value, list) else value

"""Reads from git what history testifies of approvals: who brought each, who wrote what it covers, and what it covered.

One pass over the commits that touched the records' folders, for any number of approvals; a block is known by what it says,
so that moving it, or the file, changes nothing. What a merge brings along belongs to the commit that wrote it on its branch.
"""

import os
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from validators.approval.provenance import allowed_signers, same_address
from validators.approval.validity import stale
from validators.kinds.employee.model import Employee
from validators.model.digest import covered, digest_of
from validators.model.evidence import Block, Brought, Evidence, block
from validators.model.ids import id_in_bytes
from validators.repository.paths import RECORDS
from validators.repository.record_file import RecordFile
from validators.rules.kind import Kind
from validators.source.document import read_document
from validators.source.git import GitError, contents, cut_off, git

TIME_ZONE = "<+05>-5"
"""Tashkent, for machines without time zones of their own: a key is in force from midnight there."""

_PAIR = re.compile(rb"([0-9a-f]{40,64}) ([0-9a-f]{40,64})\n|:[0-7]+ [0-7]+ ([0-9a-f]+) ([0-9a-f]+) [A-Z][0-9]*\0([^\0]*)\0")


@dataclass(frozen=True, slots=True)
class Version:
    """What one version of a file said: its approvals, and what they would cover."""

    id: str
    blocks: frozenset[Block]
    covered: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that touched the records, with its parents among such commits."""

    name: str
    parents: tuple[str, ...]
    tree: str
    address: str


@dataclass(slots=True)
class Difference:
    """What a commit has and a parent of it has not, and the other way round.

    `doubtful` is what may have been there before it was added, in a file that could not be read as that record.
    """

    added: set[Block] = field(default_factory=set)
    removed: set[Block] = field(default_factory=set)
    rewritten: set[str] = field(default_factory=set)
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
        self.wanted = {block(entry.id, written) for entry in entries for written in entry.document.values.get("approvals") or ()}
        self.changed = {entry.id for entry in entries if stale(entry)}
        self.commits = {commit.name: commit for commit in self._commits()}
        self.cut_off = cut_off(root)
        self.differences = self._differences()

    def evidence(self, employees: Sequence[Employee]) -> Evidence:
        """Return what they testify, with the signatures of these employees verified."""
        standing = {found: self._origins(found) for found in self.wanted}
        proving = {found: {name for name in names if not self._doubtful(found, name)} for found, names in standing.items()}
        origins = {found: names - self.cut_off for found, names in proving.items()}
        addresses = {employee.email for employee in employees if employee.email and employee.keys}
        names = {name for commits in origins.values() for name in commits}
        signed = self._signers(
            [name for name in names if any(same_address(self.commits[name].address, one) for one in addresses)], employees
        )
        return Evidence(
            {
                found: tuple(Brought(name, self.commits[name].address, signed.get(name)) for name in sorted(commits))
                for found, commits in origins.items()
            },
            {
                (version.id, digest_of(version.covered)): version.covered
                for version in self._versions.values()
                if version.id in self.changed
            },
            self._writers(),
            pending=frozenset(found for found, commits in standing.items() if not commits),
            cut_off=frozenset(found for found, names in proving.items() if names and not origins[found]),
        )

    def _commits(self) -> Iterator[Commit]:
        """Newest first, a commit before its parents; parents that did not touch the folders are passed over."""
        form = ("--topo-order", "--full-history", "--parents", "--encoding=none", "--format=%H%x00%P%x00%T%x00%ae")
        listed = git(self.root, "rev-list", *form, "HEAD", "--", *self.folders)
        for line in listed.decode("utf-8", "replace").split("\n"):
            if "\0" in line:
                name, parents, tree, address = line.split("\0")
                yield Commit(name, tuple(parents.split()), tree, address)

    def _differences(self) -> dict[tuple[str, str | None], Difference]:
        """By commit and parent (None: it has none), what changed."""
        nothing = git(self.root, "hash-object", "-t", "tree", "--stdin").decode().strip()
        pairs: dict[tuple[str, str], list[tuple[str, str | None]]] = defaultdict(list)
        for commit in self.commits.values():
            for parent in commit.parents or (None,):
                before = self.commits[parent].tree if parent else nothing
                pairs[before, commit.tree].append((commit.name, parent))
        changed = self._changed_files([pair for pair in pairs if pair[0] != pair[1]])
        self._versions = self._read({name for files in changed.values() for file in files for name in file})
        found: dict[tuple[str, str | None], Difference] = {}
        for pair, edges in pairs.items():
            difference = self._difference(changed.get(pair, ()))
            found.update(dict.fromkeys(edges, difference))
        return found

    def _changed_files(self, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[tuple[str, str]]]:
        """By pair of trees the names of the contents before and after of each record that differs between them."""
        if not pairs:
            return {}
        answer = git(
            self.root, "diff-tree", "--stdin", "-r", "-z", "--raw", "--no-renames", "--", *self.folders,
            given="".join(f"{one} {other}\n" for one, other in pairs).encode(),
        )  # fmt: skip
        found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        here: list[tuple[str, str]] = []
        for one, other, before, after, path in _PAIR.findall(answer):
            if one:
                here = found[one.decode(), other.decode()]
            elif path.endswith(b".md"):
                here.append((before.decode(), after.decode()))
        return found

    def _read(self, names: Iterable[str]) -> dict[str, Version]:
        """Return the versions, among these contents, of the records that are asked about."""
        found: dict[str, Version] = {}
        for name, data in contents(self.root, (name for name in names if name.strip("0"))):
            kind = self.kinds.get(id_in_bytes(data))
            if kind is None:
                continue
            document = read_document("", data)
            if not document.readable:
                continue
            id_ = str(document.values.get("id", ""))
            listed = document.values.get("approvals")
            blocks = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
            content = covered(document.values, document.body, kind.progress)
            found[name] = Version(id_, frozenset(block(id_, item) for item in blocks), content)
        return found

    def _difference(self, files: Sequence[tuple[str, str]]) -> Difference:
        before = [self._versions[one] for one, _ in files if one in self._versions]
        after = [self._versions[other] for _, other in files if other in self._versions]
        there = {found for version in before for found in version.blocks}
        here = {found for version in after for found in version.blocks}
        said = {version.id: version.covered for version in before}
        rewritten = {version.id for version in after if said.get(version.id) != version.covered}
        unread = (other for one, other in files if one.strip("0") and one not in self._versions)
        doubtful = {found for name in unread if name in self._versions for found in self._versions[name].blocks}
        return Difference(here - there, there - here, rewritten, doubtful)

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
        introduced = self._introduced.get(found, ())
        return set(self._walk(found)) if len(introduced) > 1 or found in self._taken_out else set(introduced)

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

    def _stands(self, found: Block, name: str) -> bool:
        """Whether a commit has the approval."""
        while True:
            parent = self._parents(self.commits[name])[0]
            difference = self.differences[name, parent]
            if parent is None or found in difference.added or found in difference.removed:
                return found in difference.added
            name = parent

    def _writers(self) -> Mapping[str, frozenset[str]]:
        """By record the addresses of those whose commits changed what it says; empty where history was cut off."""
        found: dict[str, set[str]] = defaultdict(set)
        for commit in self.commits.values():
            first, *others = (self.differences[commit.name, parent].rewritten for parent in self._parents(commit))
            for id_ in first.intersection(*others):
                found[id_].add("" if commit.name in self.cut_off else commit.address)
        return {id_: frozenset(addresses) for id_, addresses in found.items()}

    def _signers(self, names: Sequence[str], employees: Sequence[Employee]) -> dict[str, str]:
        """Of commits with a good signature by a key that was in force, whose key it is; git itself verifies them."""
        program = shutil.which("ssh-keygen")
        if not names or program is None:
            return {}
        with tempfile.TemporaryDirectory() as folder:
            keys = Path(folder, "allowed_signers")
            keys.write_text(allowed_signers(employees), "utf-8")
            answer = git(
                self.root,
                *("-c", f"gpg.ssh.allowedSignersFile={keys}", "-c", f"gpg.ssh.program={os.path.abspath(program)}"),
                *(part for name in _NOT_ASKED for part in ("-c", f"{name}={os.devnull}")),
                *("log", "--no-walk", "--stdin", "--no-show-signature", "--no-patch", "--encoding=none"),
                "--format=%H%x00%G?%x00%GS",
                given="".join(f"{name}\n" for name in names).encode(),
                more={"TZ": TIME_ZONE},
            )
        verified = (line.split("\0") for line in answer.decode("utf-8", "replace").splitlines())
        return {name: signer for name, verdict, signer in verified if verdict == "G"}


_NOT_ASKED = ("gpg.program", "gpg.openpgp.program", "gpg.x509.program", "gpg.ssh.revocationFile")
"""What a repository could have git start for signatures of other kinds, or believe of keys: none of that counts here."""

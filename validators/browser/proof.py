"""What history testifies of decisions, published without anybody's address: numbers stand for addresses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from validators.approval.provenance import addresses_of
from validators.kinds.employee.model import Employee
from validators.model.gaps import known
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.evidence import Block, Brought, Evidence, blocks_in

_STRANGER = 0
"""The number of every address that is no employee's."""


class Addresses:
    """The employees' addresses by number: who has the same one has the same number."""

    def __init__(self, repository: Repository) -> None:
        distinct = dict.fromkeys(address for employee in repository.of(Employee) for address in sorted(addresses_of(employee)))
        self._numbers = {address: number for number, address in enumerate(distinct, 1)}

    def number(self, address: str) -> int:
        """Return the number of an address."""
        return self._numbers.get(address.casefold(), _STRANGER)


def substitute(number: int) -> str:
    """Return the address that stands for the one with a number."""
    return f"{number}@yozish.invalid"


def proof_of(
    entry: RecordFile, values: Mapping[str, Any], evidence: Evidence, addresses: Addresses, *, is_published: bool
) -> dict[str, Any]:
    """Return what is testified of a record's decisions, in the order in which its published values have them.

    What an approval covered, where the record is no longer so, is given only of records whose texts are published.
    """
    blocks = blocks_in(entry.id, values)
    brought = [[_commit(commit, addresses) for commit in evidence.brought.get(one, ())] for one in blocks]
    cut_off = [number for number, one in enumerate(blocks) if one in evidence.cut_off]
    pending = [number for number, one in enumerate(blocks) if one in evidence.pending]
    writers = sorted({addresses.number(one) for one in evidence.writers.get(entry.id, ())} - {_STRANGER})
    approved = {digest: covered for (id_, digest), covered in evidence.approved.items() if is_published and id_ == entry.id}
    proof = {
        "brought": brought if any(brought) else [],
        "cut_off": cut_off,
        "pending": pending,
        "writers": writers,
        "approved": approved,
    }
    return {key: value for key, value in proof.items() if value}


def _commit(commit: Brought, addresses: Addresses) -> list[Any]:
    return [addresses.number(commit.address), commit.signer, [_commit(one, addresses) for one in commit.earlier]]


def evidence_of(rows: Iterable[tuple[str, Mapping[str, Any], Mapping[str, Any]]]) -> Evidence:
    """Return the evidence in the proofs of records, each with the record's id and its published values."""
    brought: dict[Block, tuple[Brought, ...]] = {}
    approved: dict[tuple[str, str], Mapping[str, Any]] = {}
    writers: dict[str, frozenset[str]] = {}
    cut_off: set[Block] = set()
    pending: set[Block] = set()
    for id_, values, proof in rows:
        if not proof:
            continue
        blocks = blocks_in(id_, values)
        brought |= {
            one: tuple(_brought(commits)) for one, commits in zip(blocks, proof.get("brought", ()), strict=False) if commits
        }
        cut_off |= {blocks[number] for number in proof.get("cut_off", ())}
        pending |= {blocks[number] for number in proof.get("pending", ())}
        approved |= {(id_, digest): covered for digest, covered in proof.get("approved", {}).items()}
        if "writers" in proof:
            writers[id_] = frozenset(map(substitute, proof["writers"]))
    return Evidence(brought, approved, writers, frozenset(pending), frozenset(cut_off))


def _brought(commits: Sequence[Sequence[Any]]) -> Iterator[Brought]:
    for number, signer, earlier in commits:
        yield Brought("", substitute(number), signer, tuple(_brought(earlier)))


def as_edited(evidence: Evidence, base: RecordFile | None, now: RecordFile) -> Evidence:
    """Return the evidence while a record is edited: what its approvals covered, and which decisions no commit has yet."""
    then = set(blocks_in(base.id, base.document.values)) if base else set()
    new = set(blocks_in(now.id, now.document.values)) - then
    approved = dict(evidence.approved)
    if base and base.record:
        for index, step in enumerate(known(base.record, "approvals") or ()):
            if (digest := known(step, "digest")) and digest == base.digest_for(index):
                approved[base.id, digest] = base.covered_by(index)
    return replace(evidence, approved=approved, pending=evidence.pending | new)

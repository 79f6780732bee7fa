"""A cache of the evidence for approvals in git history: `mkdocs serve` asks git again only when the answer may differ."""

from dataclasses import dataclass, replace
from pathlib import Path

from hooks.data.git_history import head
from validators.approval.evidence_from_git import read_evidence
from validators.approval.provenance import addresses_of
from validators.approval.staleness import may_be_stale
from validators.approval.validity import asks_history
from validators.kinds.employee.model import Employee
from validators.model.gaps import known
from validators.repository.repository import Repository
from validators.rules.evidence import Block, Evidence


@dataclass(frozen=True, slots=True)
class _Question:
    """All that the answer of git depends on."""

    root: Path
    head: str | None
    decisions: frozenset[Block]
    people: tuple[tuple[object, ...], ...]
    """Id, e-mail addresses and keys of each employee."""
    stale: frozenset[str]
    """Records that changed after an approval: history says what they contained at that time."""
    shown: frozenset[tuple[str, tuple[str, ...]]]
    """Pictures and scans that the records' texts name: who changed one wrote the record too."""


_cached: dict[_Question, Evidence] = {}
"""The last answer."""


def evidence_for(root: Path, whole: Repository) -> Evidence:
    """Return the evidence for the approvals of a repository.

    Who wrote a record is only filled in where `nizom check` asks for it too, so that both have the same findings.
    """
    entries = [entry for entry in whole.files if entry.record and entry.decided]
    question = _Question(
        root,
        head(root),
        decisions_of(whole),
        tuple((employee.id, addresses_of(employee), known(employee, "keys")) for employee in whole.of(Employee)),
        frozenset(entry.id for entry in entries if may_be_stale(entry)),
        frozenset((entry.id, entry.attachments_in_text) for entry in entries if entry.attachments_in_text),
    )
    if question not in _cached:
        _cached.clear()
        _cached[question] = read_evidence(root, entries, whole.of(Employee))
    evidence = _cached[question]
    asked = {entry.id for entry in whole.files if asks_history(entry, whole.settings)}
    writers = {id_: wrote for id_, wrote in evidence.writers.items() if id_ in asked}
    return replace(evidence, writers=writers)


def decisions_of(whole: Repository) -> frozenset[Block]:
    """Return the approvals and other decisions in the records, as evidence identifies them."""
    return frozenset(decided for entry in whole.files if entry.record for decided in entry.decided)


def with_evidence_of_today(then: Repository, evidence: Evidence) -> Repository:
    """Return records of an earlier day with today's evidence: git still knows who brought the decisions that are still there.

    The others count as not yet known.
    """
    unknown = decisions_of(then) - set(evidence.brought)
    return then.with_evidence(replace(evidence, writers={}, pending=evidence.pending | unknown))

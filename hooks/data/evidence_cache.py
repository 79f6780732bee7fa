"""What history testifies of approvals, asked anew only when the answer may differ: not for each save under `mkdocs serve`."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from hooks.data.git_history import head
from validators.approval.evidence_from_git import testify
from validators.approval.validity import asks_history, stale
from validators.kinds.employee.model import Employee
from validators.model.evidence import Block, Evidence, block
from validators.repository.repository import Repository

_ANSWERED: dict[tuple[Any, ...], Evidence] = {}
"""The last answer, by all that it rests on."""


def ask(root: Path, whole: Repository) -> None:
    """Tells the repository; of a record's writers only where `nizom check` asks too, so that both find the same."""
    entries = [entry for entry in whole.files if entry.record and entry.record.approvals]
    people = tuple((employee.id, employee.email, employee.keys) for employee in whole.of(Employee))
    # Of a record that has changed since an approval history tells what stood there then.
    changed = frozenset(entry.id for entry in entries if stale(entry))
    question = (root, head(root), approvals(whole), people, changed)
    if question not in _ANSWERED:
        testify(root, entries, whole)
        _ANSWERED.clear()
        _ANSWERED[question] = whole.evidence
    known = _ANSWERED[question]
    asked = {entry.id for entry in whole.files if asks_history(entry, whole.settings)}
    whole.evidence = replace(known, writers={id_: wrote for id_, wrote in known.writers.items() if id_ in asked})


def approvals(whole: Repository) -> frozenset[Block]:
    """The approvals that stand in the records, as history knows them."""
    entries = (entry for entry in whole.files if entry.record and entry.record.approvals)
    return frozenset(block(entry.id, written) for entry in entries for written in entry.document.values["approvals"])

"""What blocks in a change because the department asks for proof of approvals: there no check of approvals only warns.

Who asks that approvals of projects be signed does not mean that a project may go on without any, nor that what was decided by
hand may be rewritten.
"""

from collections.abc import Iterable
from dataclasses import replace

from validators.approval.validity import needs_proof
from validators.checks.change_codes import UNSEALED
from validators.regulation.settings import Settings
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.check import Check
from validators.source.finding import Finding

OF_APPROVALS = "A"
"""The letter of the codes of the checks of approvals."""


def where_proof_is_asked(findings: Iterable[Finding], records: Repository) -> list[Finding]:
    """Return the findings, those of approvals as errors in records of a kind whose approvals have to be proved."""
    return [replace(one, severity="error") if _is_demanded(one, records) else one for one in findings]


def _is_demanded(finding: Finding, records: Repository) -> bool:
    if not finding.is_warning or not finding.code.startswith(OF_APPROVALS):
        return False
    entry = records.find(finding.record or "")
    return entry is not None and needs_proof(entry.kind.name, records.settings)


def as_demanded(check: Check, entry: RecordFile, settings: Settings) -> Check:
    """Return the check of changes as it is for this record: that steps are sealed is asked for where they have to be proved."""
    return replace(check, warns=False) if check is UNSEALED and needs_proof(entry.kind.name, settings) else check

"""How well approvals have to be proved, and which checks only warn, in one line: nobody should take a warning for a barrier.

In a change of records whose approvals have to be proved, no check of approvals only warns: who asks that approvals be signed does
not mean that a record may go on without any, nor that what was decided by hand may be rewritten.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from validators.approval.provenance import GRADE_NAMES
from validators.approval.validity import needs_proof
from validators.checks.change_codes import UNSEALED
from validators.checks.run import all_checks
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Settings
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.state import is_on, needed, severity
from validators.source.finding import Finding
from validators.text.messages import Message, say

OF_APPROVALS = "A"
"""The letter of the codes of the checks of approvals."""


def what_blocks(kinds: Mapping[str, Kind], settings: Settings) -> Message:
    """Return which grade of proof is asked for by the settings, and which checks of approvals, and how many in all, only warn."""
    checks = [check for check in all_checks(kinds).values() if is_on(check, settings)]
    warning = [check.code for check in checks if severity(check, settings) == "warning"]
    of_approvals = sorted(code for code in warning if code.startswith("A"))
    graded = tuple(
        say("{kind} – {grade}", kind=kinds[item.kind].singular, grade=GRADE_NAMES[item.grade])
        for item in settings.value(Setting.PROVENANCE, None) or ()
        if item.kind in kinds and item.grade != "declared"
    )
    proof = say("approvals need no proof")
    if graded:
        proof = say(
            "approvals are to be proved, and in a change of these records every check of them blocks: {kinds}", kinds=graded
        )
    warns = say("every check of approvals blocks")
    if of_approvals:
        codes = ", ".join(_in_runs(of_approvals))
        warns = say("checks of approvals that only warn: {codes}", codes=codes)
        if graded:
            warns = say("checks of approvals that only warn elsewhere: {codes}", codes=codes)
    return say("What blocks: {proof}; {warns}; {count} checks in all only warn", proof=proof, warns=warns, count=len(warning))


def what_is_off(kinds: Mapping[str, Kind], settings: Settings) -> Message | None:
    """Return how many checks are off, and for want of which settings; None if none is."""
    checks = all_checks(kinds).values()
    off = [lacking for check in checks if (lacking := [one for one in needed(check) if one not in settings.history])]
    if not off:
        return None
    names = {setting for lacking in off for setting in lacking}
    numbered = sorted(name for name in names if name[1:].isdecimal())
    shown = ", ".join((*_in_runs(numbered), *sorted(names - {*numbered})))
    return say("Off: {count} checks, as these settings have no value: {settings} (nizom rules)", count=len(off), settings=shown)


def _in_runs(codes: Sequence[str]) -> Iterator[str]:
    """Yield the codes of one letter, those that follow each other as “A01–A07”."""
    for _, run in groupby(enumerate(codes), lambda item: int(item[1][1:]) - item[0]):
        first, *rest = (code for _, code in run)
        yield f"{first}–{rest[-1]}" if rest else first


def where_proof_is_asked(findings: Iterable[Finding], records: Repository) -> list[Finding]:
    """Return the findings, those of approvals as errors in records of a kind whose approvals have to be proved."""
    return [replace(one, severity="error") if _is_demanded(one, records) else one for one in findings]


def _is_demanded(finding: Finding, records: Repository) -> bool:
    if not finding.is_warning or not finding.code.startswith(OF_APPROVALS):
        return False
    entry = records.find(finding.record or "")
    return entry is not None and needs_proof(entry.kind.name, records.settings, None)


def as_demanded(check: Check, entry: RecordFile, settings: Settings) -> Check:
    """Return the check of changes as it is for this record: that steps are sealed is asked for where they have to be proved."""
    return replace(check, warns=False) if check is UNSEALED and needs_proof(entry.kind.name, settings, None) else check

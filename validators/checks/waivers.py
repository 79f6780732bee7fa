"""What waivers exempt or acknowledge: the one resolver that the check, the coverage, the due list and the site go through.

A waiver exempts nothing that names no records or no check, that was allowed by somebody who may not, that has not begun,
has ended, or has run longer than the settings allow, nor one whose facts are not all known. Where approvals have to be proved, so
has the waiver: else an exception from a missing approval would be easier to forge than the approval. What keeps records readable
(F, R), what proves approvals and guards them, the waivers' own checks and our own failures cannot be waived at all.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from validators.approval.provenance import GRADE_NAMES, GRADES, grade
from validators.checks.change_codes import CHANGE_CHECKS, MEASURE
from validators.kinds.waiver import BROAD, UNAUTHORISED, UNUSED, Waiver, last_day
from validators.model.roles import Role
from validators.regulation.settings import Grade
from validators.repository.repository import Repository
from validators.rules.chain import standing
from validators.rules.check import Check
from validators.rules.evidence import step_block
from validators.source.finding import Acknowledged, Authority, Finding, Problem
from validators.source.route import ROOT, Route
from validators.text.messages import say

NEVER_WAIVED = ("F", "R", "W", "X")
"""The letters of codes from which there are no exceptions."""
PROOF_OF_APPROVALS = frozenset({"A04", "A06", "A08", "A09", "A10", "A11", "C05", "C06", "C08", "C09", "C11"})
"""Checks by which it is known that approvals are their givers' and cover what is there: an exception is a file that nobody has to
sign, and must not take their place. Whether a step is needed, and by whom, stays open to exceptions."""

Checks = Mapping[str, Check]


def may_allow(check: Check) -> tuple[Role, ...]:
    """Who may allow an exception from a check: the Nizom's own words, and the rules for changes, need the director-general."""
    return ("director-general", "deputy") if check.authority in ("S", "D") else ("director-general",)


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers of a repository as of a day: by the check's code and the record's id, the waiver that covers it.

    `until` says of each until when it does. From the Nizom's own words (authority N) there are no exceptions: a waiver only
    acknowledges that they are broken.
    """

    covering: Mapping[tuple[str, str], str]
    until: Mapping[str, date]

    def of(self, code: str, record: str | None) -> str | None:
        """Return the id of the waiver that covers a check's failure in a record."""
        return self.covering.get((code, record or ""))

    def covered(self, code: str, record: str | None, authority: Authority | None) -> tuple[str | None, Acknowledged | None]:
        """Return the waiver that exempts a check's failure in a record, or by which it is acknowledged as a breach."""
        waiver = self.of(code, record)
        if waiver and authority == "N":
            return None, Acknowledged(waiver, self.until[waiver])
        return waiver, None

    def applied(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the same findings, those that a waiver exempts or acknowledges marked with it."""
        return [self._marked(finding) for finding in findings] if self.covering else list(findings)

    def _marked(self, finding: Finding) -> Finding:
        waived, acknowledged = self.covered(finding.code, _subject(finding), finding.authority)
        return replace(finding, waived=waived, acknowledged=acknowledged) if waived or acknowledged else finding


def _subject(finding: Finding) -> str | None:
    """Return what a waiver names to exempt a finding: its record or, of a change of the settings, its setting."""
    return str(finding.field.first_key) if finding.record is None and finding.code == MEASURE.code else finding.record


def waivers(repository: Repository, as_of: date, checks: Checks) -> Waivers:
    """Return the waivers in force on that day.

    Under the judgement of a base, a waiver counts as far as both the base's version and the head's exempt something: nobody
    brings along an exception for what the same change does.
    """
    until = {waiver.id: last_day(waiver, repository) for waiver in _whole(repository)}
    own = _covering(repository, as_of, checks)
    if repository.people is repository:
        return Waivers(own, until)
    base = _covering(repository.people, as_of, checks)
    return Waivers({covered: waiver for covered, waiver in own.items() if base.get(covered) == waiver}, until)


def _covering(repository: Repository, as_of: date, checks: Checks) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for waiver in _whole(repository):
        if waiver.status == "allowed" and waiver.since <= as_of <= last_day(waiver, repository):
            for code in exempted_codes(waiver, repository, checks):
                for subject in waiver.settings if code == MEASURE.code else waiver.records:
                    if _is_proved(waiver, _grade_asked(code, subject, repository), repository):
                        found.setdefault((code, subject), waiver.id)
    return found


def _grade_asked(code: str, subject: str, repository: Repository) -> Grade | None:
    """Return how well an exception for a record, or for a setting, has to be proved: as the approvals that it may stand for."""
    if code == MEASURE.code:
        return repository.settings.strictest_grade
    entry = repository.find(subject)
    return repository.settings.grade(entry.kind.name, None) if entry else repository.settings.strictest_grade


def _is_proved(waiver: Waiver, needed: Grade | None, repository: Repository) -> bool:
    """Whether who allowed it approved it as it is, in a commit that proves it; one not committed yet fails nothing."""
    if needed in (None, "declared"):
        return True
    entry = repository.find(waiver.id)
    if entry is None:
        return False
    for index, step in standing(waiver):
        if (step.decision, step.by, step.digest) == ("approved", waiver.allowed_by, entry.digest):
            written = step_block(waiver.id, entry.document.values, index)
            got = grade(entry, index, repository)
            if written in repository.evidence.pending or GRADES.index(got) >= GRADES.index(needed):
                return True
    return False


def _whole(repository: Repository) -> Iterator[Waiver]:
    """Yield the waivers of which every fact is known."""
    for entry in repository.files:
        if entry.kind.model is Waiver and entry.is_whole and isinstance(entry.record, Waiver):
            yield entry.record


def exempted_codes(waiver: Waiver, repository: Repository, checks: Checks) -> list[str]:
    """Return the codes of the checks that the waiver exempts on the days on which it holds; none where it names no records."""
    return [
        code
        for code in waiver.checks
        if (waiver.records or waiver.settings)
        and _waivable(code, checks)
        and not _without_authority(waiver, checks[code], repository)
    ]


def _waivable(code: str, checks: Checks) -> bool:
    return code in checks and not code.startswith(NEVER_WAIVED) and code not in PROOF_OF_APPROVALS


def _without_authority(waiver: Waiver, check: Check, repository: Repository) -> bool:
    """Whether nobody who may allow it did, as of the waiver's first day (S05)."""
    return all(waiver.allowed_by not in repository.settings.holders(role, waiver.since) for role in may_allow(check))


def too_broad(waiver: Waiver, repository: Repository, checks: Checks) -> Iterator[Problem]:
    """Yield where a waiver does not say what it is from and for, or names a check from which there are no exceptions (W03)."""
    if not waiver.records and not (waiver.settings and set(waiver.checks) <= {MEASURE.code}):
        yield Problem("records", say("It names no records, so it would hold for all of them"))
    if not waiver.checks:
        yield Problem("checks", say("It names no check, so it would hold for all of them"))
    for index, code in enumerate(waiver.checks):
        if code not in checks:
            yield Problem(Route("checks", index), say("There is no check “{code}”", code=code[:80]))
        elif code in PROOF_OF_APPROVALS:
            if waiver.status == "allowed":  # one that is ended exempts nothing, and is not rewritten
                message = say("There are no exceptions from {code}: by it approvals are known to be what they say", code=code)
                yield Problem(Route("checks", index), message)
        elif not _waivable(code, checks):
            message = say("There are no exceptions from {code}: without it a record cannot be read or relied upon", code=code)
            yield Problem(Route("checks", index), message)


def not_allowed(waiver: Waiver, repository: Repository, checks: Checks) -> Iterator[Problem]:
    """Yield that a waiver was allowed by somebody who may not allow exceptions from some of its checks (W04)."""
    waivable = [code for code in waiver.checks if _waivable(code, checks)]
    refused = [code for code in waivable if _without_authority(waiver, checks[code], repository)]
    if refused:
        message = say("{id} may not allow exceptions from {codes} on {day}",
                      id=waiver.allowed_by, codes=", ".join(refused), day=waiver.since)  # fmt: skip
        yield Problem("allowed_by", message)
    asked = {_grade_asked(code, subject, repository) for code in waivable for subject in (*waiver.records, *waiver.settings)}
    unproved = [needed for needed in GRADES if needed in asked and not _is_proved(waiver, needed, repository)]
    if unproved and waiver.status == "allowed":  # one that is ended exempts nothing, and is not rewritten
        message = say("Nothing proves that {id} allowed it: {needed} is asked for",
                      id=waiver.allowed_by, needed=GRADE_NAMES[unproved[-1]])  # fmt: skip
        yield Problem("allowed_by", message, say(
            "Have {id} approve the exception and commit that: nizom approve {waiver} --as … --decision approved --document …",
            id=waiver.allowed_by, waiver=waiver.id,
        ))  # fmt: skip


RULES: tuple[tuple[Check, Callable[[Waiver, Repository, Checks], Iterator[Problem]]], ...] = (
    (BROAD, too_broad),
    (UNAUTHORISED, not_allowed),
)
"""What needs the list of all checks."""


def unused_waivers(
    repository: Repository, as_of: date, checks: Checks, needed: Collection[tuple[str, str]]
) -> Iterator[tuple[Waiver, Check, Problem]]:
    """W02: waivers in force that exempt nothing; `needed` are the codes that fail, or may yet, each with its record.

    A waiver from a change check waits for a change, so nothing here knows whether it is needed.
    """
    in_force = set(_covering(repository, as_of, checks).values())
    for waiver in _whole(repository):
        if waiver.id not in in_force or any(code in CHANGE_CHECKS for code in waiver.checks):
            continue
        if repository.people.find(waiver.id) is None:
            continue  # the change brings it first, for another change that needs it
        if not any((code, record) in needed for code in waiver.checks for record in waiver.records):
            message = say("No check that it names fails in any record that it names")
            hint = say("If the change that it was made for is still to come, leave it; otherwise write status: ended")
            yield waiver, UNUSED, Problem(ROOT, message, hint)

"""A problem with its check and its place becomes a finding."""

import hashlib

from validators.checks.file_codes import OWN_FAILURE
from validators.model.items import identity
from validators.model.record import Part
from validators.repository.personal import discreet
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.check import Check
from validators.rules.state import severity
from validators.source.document import Document
from validators.source.finding import Finding, Problem, Trigger
from validators.source.route import ROOT
from validators.text.messages import say
from validators.text.own_failure import where_it_failed


def as_finding(
    check: Check,
    problem: Problem,
    file: RecordFile | Document,
    repository: Repository,
    *,
    trigger: Trigger = "rule",
    about: str = "",
) -> Finding:
    """Return the finding of a problem in a record's file, or in a document of no kind.

    `repository` is the one whose settings say how serious it is. `about` distinguishes findings of one check in one place.
    No personal value is left in the finding.
    """
    if isinstance(file, RecordFile):
        problem = discreet(problem, file, check.code)
    document, record, model = (
        (file.document, file.id or None, file.kind.model) if isinstance(file, RecordFile) else (file, None, Part)
    )
    unique = f"{check.code}{about or problem.about}\n{record or document.path}\n{identity(problem.at, document.values, model)}"
    return Finding(
        code=check.code,
        clause=check.clause,
        authority=check.authority,
        severity=severity(check, repository.settings),
        trigger=trigger,
        record=record,
        path=document.path,
        span=problem.span or document.span(problem.at, on_key=problem.on_key),
        field=problem.at,
        title=check.title,
        message=problem.message,
        requirement=check.requirement,
        hint=problem.hint or check.fix,
        fingerprint=hashlib.sha256(unique.encode()).hexdigest()[:16],
        cure=problem.cure,
    )


def own_failure(check: Check, entry: RecordFile, error: Exception, repository: Repository) -> Finding:
    """Return the finding of a check that raised: that is a finding too, not a silence."""
    message = say("The check {code} failed: {error}", code=check.code, error=where_it_failed(error))
    return as_finding(OWN_FAILURE, Problem(ROOT, message), entry, repository, about=check.code)

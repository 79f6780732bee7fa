"""What the change of one record breaks, as the gate would say, for who edits that record and has checked it alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from validators.change.changes import Changes, Touched
from validators.change.gate import breaches_of, by_cause, matched, origin_of_kept, said_once, taken_out
from validators.checks.run import Outcome, all_checks
from validators.checks.waivers import waivers
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.one_per_place import in_one
from validators.source.document import Document
from validators.source.finding import Finding


def outcome_of_change(
    base: Repository,
    head: Repository,
    was: Document | None,
    entry: RecordFile,
    before: Sequence[Finding],
    now: Outcome,
    as_of: date,
) -> Outcome:
    """Return what a check of the record as it is brings, with what its change breaks; each finding with its origin.

    `was` is its document in the base, `before` what a check of it brought there.
    """
    changes = Changes(base, head, as_of=as_of)
    breaches, not_run = breaches_of(changes)
    held = list(by_cause(waivers(head, as_of, all_checks(head.kinds)).applied(breaches), now.findings, changes))
    touched = {entry.path: Touched(was, entry.document, entry.kind.model)}
    kept, new, _ = matched(before, now.findings)
    found = in_one([
        *(replace(finding, origin="touched") for finding in (*held, *taken_out(said_once(new, held, changes), touched, changes))),
        *(replace(finding, origin=origin_of_kept(finding, touched)) for finding in kept),
    ])  # fmt: skip
    in_order = sorted(found, key=lambda finding: (finding.path, finding.span, finding.code, finding.fingerprint))
    return Outcome(in_order, now.duties, (*now.not_run, *not_run))

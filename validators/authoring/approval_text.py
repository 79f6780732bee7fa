"""The text of a record with a step of its approval, and what the checks would then say."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from validators.approval.status import awaited, whole_chain
from validators.authoring.approval_step import RefusedError
from validators.checks.not_run import by_gap
from validators.checks.run import check_repository, run_checks
from validators.checks.trial import in_vain, obstacles
from validators.kinds import all_kinds
from validators.output.sections import place_of, unchecked_in_words
from validators.repository.filing import Reader
from validators.repository.reading import Found
from validators.repository.record_file import RecordFile, read_record
from validators.repository.repository import Repository
from validators.rules.blocking import ERRORS_AND_WARNINGS
from validators.rules.chain import by_paper
from validators.rules.evidence import step_block
from validators.source.edits.edit import EditError
from validators.source.edits.record_text import RecordText
from validators.source.finding import Finding
from validators.source.route import Route
from validators.text.messages import Message, choice, say

Hint = Callable[[Finding, Mapping[str, str]], Message]
"""What to do about a finding, in words of the place where the step is given: the options of the command, or a form."""


def signed_in_vain(entry: RecordFile, repository: Repository, step: dict[str, str], day: date) -> list[Message]:
    """Return why a step would be taken in vain: in the status that it is for, the record would break these checks."""
    ahead = list(awaited(entry, repository, day))
    found = in_vain(step["decision"], step["role"], obstacles(entry, ahead, repository, day), ahead)
    return [say("{message}. {hint}", message=obstacle.message, hint=obstacle.finding.hint) for obstacle in found]


def text_with_step(
    files: Mapping[str, Found],
    entry: RecordFile,
    repository: Repository,
    step: dict[str, str],
    day: date,
    hint: Hint,
    read: Reader = read_record,
) -> str:
    """Return the record's text with the step; `read` is for who knows what is in other files without their texts.

    Raises `RefusedError` if the checks then report anything new, or if nothing can be added there; what they say of the step
    itself ends with the hint.
    """
    before = files[entry.path]
    assert isinstance(before, bytes)
    unable = RefusedError(
        say("{path}: nothing can be added to approvals as it is written. Write each step on lines of its own, after “- ”",
            path=entry.path)
    )  # fmt: skip
    try:
        record = RecordText(before.decode("utf-8"))
        text = record.edited(record.add_item(Route("approvals"), step))
    except EditError as error:
        raise unable from error
    there = entry.document.values.get("approvals") or []
    changed = Repository.from_files({**files, entry.path: text.encode()}, all_kinds(), read)
    pending = repository.evidence.pending | {step_block(entry.id, {"approvals": [*there, step]}, len(there))}
    outcome = run_checks(changed.with_evidence(replace(repository.evidence, pending=pending)), day, entry.path.__eq__)
    found = outcome.findings
    if unchecked := by_gap(outcome.not_run, changed):
        raise RefusedError(*(say("Whether the step holds cannot be checked. {place}: {what}", place=place_of(one),
                                 what=tuple(unchecked_in_words(one))) for one in unchecked))  # fmt: skip
    if reasons := [*_of_step(found, Route("approvals", len(there)), step, hint)] or [
        *_brought(found, entry, repository, step, day)
    ]:
        raise RefusedError(*reasons)
    if not step.get("document") and _by_paper(step["decision"], entry, repository):
        # No check fails without it; but what is written once is not completed later by taking the step again.
        raise RefusedError(say("“{step}” stands in a letter, an order or minutes: say its number with --document",
                               step=choice(step["decision"])))  # fmt: skip
    return text


def _by_paper(decision: str, entry: RecordFile, repository: Repository) -> bool:
    """Whether the decision is a step of the kind's way that is taken by a paper."""
    chain = whole_chain(entry, repository)
    return by_paper(decision) and chain is not None and any(step.decision == decision for step in chain.steps)


def _brought(
    found: list[Finding], entry: RecordFile, repository: Repository, step: dict[str, str], day: date
) -> Iterator[Message]:
    """Yield what the checks would newly say about the rest of the record with the step in it."""
    turn = any(item.step.decision == step["decision"] for item in awaited(entry, repository, day))
    left = [finding for finding in found if not _expected(finding, step["decision"], turn)]
    if not left:
        return
    known = Counter(finding.fingerprint for finding in check_repository(repository, day, entry.path.__eq__))
    for finding in left:
        known[finding.fingerprint] -= 1
        if known[finding.fingerprint] < 0:
            yield say("With this step there is something new to fix in the record: {code}: {message}",
                      code=finding.code, message=finding.message)  # fmt: skip


def _expected(finding: Finding, decision: str, turn: bool) -> bool:
    """Return whether a finding does not speak against the step.

    That is what does not block; steps that were taken too early, to be taken again after the one whose turn it is; the status
    after a rejection, which goes back; and the next edition, which is put in its place once it is approved.
    """
    if not ERRORS_AND_WARNINGS.blocks(finding):
        return True
    if turn and finding.field.keys == Route("approvals", "date"):
        return True
    return (decision, finding.field) in (("rejected", Route("status")), ("approved", Route("next_edition")))


def _of_step(findings: list[Finding], route: Route, step: dict[str, str], hint: Hint) -> Iterator[Message]:
    for finding in findings:
        if finding.field.starts_with(route):
            yield say("{code}: {message}. {hint}", code=finding.code, message=finding.message, hint=hint(finding, step))

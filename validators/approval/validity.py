"""What makes an approval count: it covers the record as it is, its giver had the authority, and it is proved well enough."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from validators.approval.authority import not_of_the_role
from validators.approval.provenance import (
    GRADE_NAMES,
    GRADES,
    addresses_of,
    answers_for,
    decoded,
    grade,
    grade_of,
    in_service,
    key_holders,
)
from validators.approval.staleness import all_changed, approved_next, may_be_stale, not_in_its_place, stale
from validators.kinds.act import Act
from validators.kinds.employee.floor import floor
from validators.kinds.employee.model import Employee
from validators.kinds.organization import Organization
from validators.kinds.waiver import Waiver
from validators.model.gaps import in_turn, known
from validators.model.record import Approval, Record
from validators.model.roles import DEPARTMENT_ROLES, HIGHEST_ROLES, OUTSIDE_ROLES
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Grade, Settings
from validators.rules.chain import standing
from validators.rules.check import Check
from validators.rules.evidence import Block, decisions_in, step_block, written_in
from validators.rules.records import FiledRecord, Records
from validators.rules.rule_book import RuleBook
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import choice, say

APPROVALS = RuleBook()

BINDING = (Act, Waiver)
"""Records that may stand for a decision about others: the act on which a setting rests, an exception."""


STALE = Check(
    "A04",
    "D",
    title=say("Changed since it was approved"),
    requirement=say(
        "A decision covers only what it was made on; anything changed later, other than progress, needs a new decision"
    ),
    fix=say("Put back what was changed, or have the step taken again: “nizom approve”"),
)


@APPROVALS.rule(STALE)
def covers_todays_content(record: Record, repository: Records) -> Iterator[Problem]:
    """Report the steps whose digest is not that of the record as it is, all in one: they became so by the same change."""
    entry = repository.find(record.id)
    if entry is None or entry.record is not record or not (indices := stale(entry)):
        return
    if approved := approved_next(entry):
        yield not_in_its_place(approved)
    else:
        first = entry.document.span(Route("approvals", indices[0], "digest"))
        yield Problem("approvals", all_changed(entry, indices, repository), span=first)


@APPROVALS.rule(
    Check(
        "A05",
        "D",
        title=say("No authority on that day"),
        requirement=say("Whoever decides in a role holds that post, or is that body, on the day of the decision"),
        fix=say("Correct by, role or date; or complete service in the employee's record"),
    )
)
def has_authority_on_that_day(record: Record, repository: Records) -> Iterator[Problem]:
    """As of the decision's date; the head is asked about under N8-2, the superiors under N7-2.

    So is another body in the ministry's place, where the paragraph of a way to approval asks for the ministry.
    """
    chain = repository.kind_of(record).chain
    asked = chain if chain and chain.asked_by and chain.concerns(record) else None
    yield from in_turn(
        _not_of_the_role(index, step, repository)
        for index, step in enumerate(record.approvals)
        if not (asked and asked.is_the_ministrys(step) and repository.people.get(step.by, Organization))
    )


def _not_of_the_role(index: int, step: Approval, repository: Records) -> Iterator[Problem]:
    if step.date >= floor(repository) and (problem := not_of_the_role(step, repository)):
        yield Problem(Route("approvals", index, "by"), problem)


@APPROVALS.rule(
    Check(
        "A06",
        "D",
        title=say("Approved by its only author"),
        requirement=say("Nobody approves what they alone wrote, where the way to approval asks for another"),
        fix=say("Have somebody else with the authority approve it"),
    )
)
def is_approved_by_another(record: Record, repository: Records) -> Iterator[Problem]:
    """Who wrote it: by the steps “developed”; without one, by the commits, where approvals have to be proved by them.

    A commit under an address of no employee says nothing of who wrote it.
    """
    kind, settings = repository.kind_of(record), repository.settings
    steps = {step.decision: step for step in kind.chain.steps if step.by_another} if kind.chain else {}
    for index, step in enumerate(record.approvals):
        if step.decision not in steps:
            continue
        at = Route("approvals", index, "by")
        if _wrote_alone(step, record, repository):
            yield Problem(at, say("{id} approved what they alone wrote", id=step.by))
        elif _ours(step) and _drew_up(record, step) and not steps[step.decision].roles_for(kind.name, settings, step.date):
            yield Problem(at, say("The department approved what it drew up itself"))


def _ours(step: Approval) -> bool:
    return step.role in DEPARTMENT_ROLES


def _drew_up(record: Record, approved: Approval) -> bool:
    """Return whether the department developed what was approved."""
    return any(one.decision == "developed" and _ours(one) for one in _edition_of(approved, record))


def _edition_of(step: Approval, record: Record) -> list[Approval]:
    """Return the steps of the edition that a step was taken on."""
    editions = ([one for _, one in steps] for steps in record.editions())
    return next(steps for steps in editions if any(one is step for one in steps))


def _wrote_alone(step: Approval, record: Record, repository: Records) -> bool:
    declared = {one.by for one in _edition_of(step, record) if one.decision == "developed"}
    if declared or not needs_proof(repository.kind_of(record).name, repository.settings, step.date):
        return declared == {step.by}
    person = repository.people.get(step.by, Employee)
    ours = frozenset[str]().union(*map(addresses_of, repository.people.of(Employee)))
    wrote = {one.casefold() for one in repository.evidence.writers.get(record.id, ())} & ours
    return person is not None and bool(wrote) and wrote <= addresses_of(person)


@APPROVALS.rule(
    Check(
        "A07",
        "D",
        title=say("Another body's decision without its letter"),
        requirement=say("Another body's decision counts with its letter's number and date, and names who recorded it here"),
        fix=say("Under the step: write document, the letter's number, and recorded_by, the employee who entered it"),
    )
)
def has_the_letter(record: Record, repository: Records) -> Iterator[Problem]:
    """Ask for the letter's number and for the person who entered it: by these it can be found; an act's number is enough."""
    chain = repository.kind_of(record).chain
    asked_elsewhere = {step.decision for step in chain.steps if step.letter} if chain else set()
    for index, step in enumerate(record.approvals):
        if step.role not in OUTSIDE_ROLES:
            continue
        if not step.document and step.decision not in asked_elsewhere:
            message = say("The decision of {day} by {id} has no letter number", day=step.date, id=step.by)
            yield Problem(Route("approvals", index, "document"), message)
        if not step.recorded_by and step.role not in HIGHEST_ROLES:
            message = say("The decision of {day} by {id} does not say who recorded it", day=step.date, id=step.by)
            yield Problem(Route("approvals", index, "recorded_by"), message)


@APPROVALS.rule(
    Check(
        "A10",
        "D",
        title=say("Recorded by who could not record it"),
        requirement=say(
            "recorded_by names who entered another body's letter here, an employee in service on the day of the decision; "
            "our own decisions are proved by who made them"
        ),
        fix=say(
            "Have the step taken again: for another body with an employee who was in service then, "
            "for our own without recorded_by"
        ),
        introduced="0.2.0",
    )
)
def is_recorded_by_who_could(record: Record, repository: Records) -> Iterator[Problem]:
    """Report a recorder of a decision of our own, and one who was not in service; steps that were replaced count no more."""
    for index, step in standing(record) if any(step.recorded_by for step in record.approvals) else ():
        if step.recorded_by is None:
            continue
        at = Route("approvals", index, "recorded_by")
        recorder = repository.people.get(step.recorded_by, Employee) or repository.get(step.recorded_by, Employee)
        if step.role not in OUTSIDE_ROLES:
            yield Problem(at, say("“{role}” decides here, so nobody records it for {id}", role=choice(step.role), id=step.by))
        elif recorder and not in_service(recorder, step.date):
            yield Problem(at, say("{id} was not in service on {day}", id=recorder.id, day=step.date))


@APPROVALS.rule(
    Check(
        "A11",
        "D",
        title=say("Step of another record"),
        requirement=say("A decision belongs to one record; copied into another record it has no effect"),
        fix=say("Have the step taken on this record: “nizom approve”; a copy of a record begins without approvals"),
        introduced="0.2.0",
    )
)
def was_taken_on_this_record(record: Record, repository: Records) -> Iterator[Problem]:
    """Report a step whose digest is of another record that has the same step."""
    entry = repository.find(record.id)
    if entry is None or entry.record is not record or not any(step.digest for step in record.approvals):
        return
    for index, step in standing(record):
        if step.digest is None:
            continue
        others = [id_ for id_ in repository.sharing(_seals, step.digest) if id_ != record.id]
        if others and step.digest != entry.digest_for(index) and (record.id, step.digest) not in repository.evidence.approved:
            message = say("The step “{step}” of {day} was taken on {id}", step=choice(step.decision), day=step.date, id=others[0])
            yield Problem(Route("approvals", index, "digest"), message)


def _seals(entry: FiledRecord) -> Iterator[str]:
    """Yield the digests in a record's steps."""
    steps = entry.document.values.get("approvals")
    for step in steps if isinstance(steps, list) else ():
        if isinstance(step, dict) and isinstance(digest := step.get("digest"), str):
            yield digest


PROVED = Check(
    "A08",
    "D",
    title=say("Approval not proved well enough"),
    requirement=say("An approval is proved to be its giver's as well as the department asks for that kind of record"),
    fix=say("Have the giver take the step again and commit it under their own address; for “signed” also with their key"),
    setting=Setting.PROVENANCE,
)


@APPROVALS.rule(PROVED)
def is_proved_well_enough(record: Record, repository: Records) -> Iterator[Problem]:
    """How well: the setting “provenance” on the day of the step; for a body's, by who recorded it.

    Where commits have to prove it, a digest has to say what was decided on. What no commit has yet proves nothing and fails
    nothing: it is judged once it is committed.
    """
    entry = repository.find(record.id)
    if entry is None or entry.record is not record:
        return
    for index, step, got, needed in _graded(entry, record, repository):
        if GRADES.index(got) < GRADES.index(needed):
            message = say(
                "The step “{step}” of {day} by {id} is only {got}; {needed} is asked for",
                step=choice(step.decision), day=step.date, id=answers_for(step), got=GRADE_NAMES[got], needed=GRADE_NAMES[needed],
            )  # fmt: skip
            cut_off = step_block(record.id, entry.document.values, index) in repository.evidence.cut_off
            yield Problem(Route("approvals", index), message, SHALLOW if cut_off else None)
        elif step.digest is None and step.decision != "rejected" and needed != "declared":
            message = say("The step “{step}” of {day} has no digest: nothing proves what it was taken on; {needed} is asked for",
                          step=choice(step.decision), day=step.date, needed=GRADE_NAMES[needed])  # fmt: skip
            yield Problem(Route("approvals", index), message, WITH_DIGEST)


def _graded(entry: FiledRecord, record: Record, repository: Records) -> Iterator[tuple[int, Approval, Grade, Grade]]:
    """Yield the steps that count and have to be proved: where each is, how well it is proved, and how well it has to be."""
    there = _there_before(entry, repository)
    for index, step in standing(record):
        written = step_block(record.id, entry.document.values, index)
        needed = repository.settings.grade(entry.kind.name, step.date if written in there else None)
        if needed is not None:
            pending = written in repository.evidence.pending
            yield index, step, needed if pending else grade(entry, index, repository), needed


def proved_too_little(entry: FiledRecord, repository: Records) -> list[Approval]:
    """Return the steps that count but are proved less well than the department asks for, in the record's order."""
    graded = _graded(entry, entry.record, repository) if entry.record else ()
    return [step for _, step, got, needed in graded if GRADES.index(got) < GRADES.index(needed)]


@APPROVALS.rule(PROVED)
def other_decisions_are_proved_as_well(record: Record, repository: Records) -> Iterator[Problem]:
    """Corrections, moved due dates and stages that were given up are decisions too; those of other bodies have no commit here."""
    entry = repository.find(record.id)
    kind = repository.kind_of(record).name
    if entry is None or entry.record is not record:
        return
    there = _there_before(entry, repository)
    for decision in decisions_in(record.id, entry.document.values):
        day = day_of(decision.written.get("date"))
        of_employee = repository.people.get(decision.by, Employee) or repository.get(decision.by, Employee)
        if decision.what == "keys" or day is None or not of_employee:
            continue  # a day or a person that is none is reported as such
        needed = repository.settings.grade(kind, day if decision.block in there else None)
        if needed is None:
            continue
        got = needed if decision.block in repository.evidence.pending else grade_of(decision, repository)
        if GRADES.index(got) < GRADES.index(needed):
            message = say("The decision of {day} by {id} is only {got}; {needed} is asked for",
                          day=day, id=decision.by, got=GRADE_NAMES[got], needed=GRADE_NAMES[needed])  # fmt: skip
            cut_off = decision.block in repository.evidence.cut_off
            yield Problem(decision.at, message, SHALLOW if cut_off else COMMITTED)


def day_of(written: object) -> date | None:
    """Return the day that is written; None if it is none."""
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None


def _there_before(entry: FiledRecord, repository: Records) -> frozenset[Block]:
    """Return the decisions that are judged by their day: what the base has, and all where no change is judged.

    One that a change brings is judged as well as one of today: otherwise a decision that nobody took could be dated back. What
    was completed since is the same decision, unless it says now what it was taken on; one stands for one only.
    """
    now = dict(written_in(entry.id, entry.document.values))
    if repository.people is repository:
        return frozenset(now)
    before = repository.people.find(entry.id)
    then = dict(written_in(entry.id, before.document.values)) if before else {}
    there = then.keys() & now.keys()
    # In the order of the file, so that the same files always get the same verdict.
    for one in (written for key, written in then.items() if key not in now):
        completed = (key for key, written in now.items() if key not in there and _is_completed(one, written))
        there.update(islice(completed, 1))
    return frozenset(there)


def _is_completed(one: Mapping[str, Any], written: Mapping[str, Any]) -> bool:
    return {**written, **one} == written and written.get("digest") == one.get("digest")


@APPROVALS.rule(
    Check(
        "A09",
        "D",
        title=say("Signing key of two employees"),
        requirement=say("A key with which commits are signed is one person's"),
        fix=say("Have each make a key of their own, and take this one out of both records"),
    )
)
def has_keys_of_ones_own(record: Record, repository: Records) -> Iterator[Problem]:
    """Report a key of two people: what is signed with it counts as of who had it first, and another key is needed."""
    if isinstance(record, Employee) and record.keys:
        held = repository.once(_key_holders)
        for index, key in enumerate(record.keys):
            if others := sorted(held[decoded(key.key)] - {record.id}):
                yield Problem(Route("keys", index, "key"), say("{ids} has this key too", ids=", ".join(others)))


def _key_holders(repository: Records) -> Mapping[bytes, frozenset[str]]:
    return key_holders(repository.of(Employee))


COMMITTED = say("Have who decided commit these lines under their own address; for “signed” also with their key")
WITH_DIGEST = say(
    "Take the step again with “nizom approve”, which writes the digest; then commit it under the giver's own address"
)
SHALLOW = say("History is cut off here before the commit that brought the step: fetch the whole of it (in CI, fetch-depth: 0)")


def needs_proof(kind: str, settings: Settings, day: date | None) -> bool:
    """Whether commits have to prove an approval of that day on a kind of record; for None one of today."""
    return settings.grade(kind, day) not in (None, "declared")


def needs_digest(step: Approval, kind: str, settings: Settings) -> bool:
    """Whether a step that has no digest needs one: proof of who took it, without what it was taken on, proves nothing."""
    return step.digest is None and needs_proof(kind, settings, step.date)


def asks_history(entry: FiledRecord, settings: Settings) -> bool:
    """Whether the checks of a record rest on what history testifies: to prove its approvals, or to name what was changed."""
    if entry.record is None:
        return False
    if not known(entry.record, "approvals"):
        return settings.ever_proved(entry.kind.name) and bool(decisions_in(entry.id, entry.document.values))
    binding = settings.strictest_grade is not None and isinstance(entry.record, BINDING)
    return binding or settings.ever_proved(entry.kind.name) or may_be_stale(entry)

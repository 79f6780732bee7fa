"""The way through the Ministry of Digital Technologies that 12.a.1 sets out: developed, submitted, reviewed, agreed, approved.

Roadmaps and programmes, unified standards and the list of projects all go it. The paragraph runs two lists together and does
not say who approves in the end, so that is a setting (S16); as it reads, they go to the ministry for approval too, so the
ministry may always approve.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from validators.kinds.act import HIGHEST_ACTS, Act
from validators.kinds.employee.floor import began_before_the_nizom
from validators.kinds.organization import Organization, is_the_ministry
from validators.model.duty import Duty
from validators.model.record import Approval, Letter, Record, last_of
from validators.model.roles import HIGHEST_ROLES, STATE_ROLES
from validators.regulation.setting_codes import Setting
from validators.rules.chain import Chain, Step
from validators.rules.check import Check
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import choice, one_of, say

Passage = Literal["draft", "developed", "submitted", "reviewed", "agreed", "approved"]
"""The statuses on the way; a kind adds those that come after: `Literal[Passage, "in-force"]`."""

CHAIN: Chain = Chain(
    (
        Step("developed", (), "developed"),
        Step("submitted", (), "submitted"),
        Step("reviewed", ("ministry",), "reviewed", said_by="agreed"),
        Step("agreed", ("ministry",), "agreed"),
        Step("approved", (), "approved", by_another=True, roles_setting=Setting.FINAL_APPROVERS, besides=("ministry",)),
    ),
    asked_by="N12.a.1-2",
)

SUBMISSION = Check(
    "N12.a.1-1",
    "N",
    title=say("Not submitted to the ministry"),
    requirement=say("Roadmaps, programmes, unified standards and the project list are submitted to the ministry by letter"),
    fix=say("Under approvals: write decision: submitted with the letter's number (document), date, and to: the ministry's id"),
)

ORDER = Check(
    "N12.a.1-2",
    "N",
    title=say("Out of order on the way to approval"),
    requirement=say("What goes to the ministry is developed, submitted, reviewed, agreed to by it and approved, in this order"),
    fix=say("Correct the dates under approvals, add the step that is missing, or restore the previous status"),
)

ANSWERS = ("reviewed", "agreed", "approved", "rejected")
"""Decisions that say that the ministry has looked at what was submitted."""

ANSWER = Check(
    "N12.a.1-7",
    "S",
    title=say("The ministry has not answered on time"),
    requirement=say("What was submitted to the ministry is reviewed within its term"),
    fix=say("Remind the ministry; when it has answered, write decision: reviewed under approvals"),
    setting=Setting.MINISTRY_REVIEW_DAYS,
)


def passage(ended: str) -> Mapping[str, tuple[str, ...]]:
    """Return the moves up to `approved`: each status goes to the next, back to `developed` for rework, or is given up.

    A kind adds what follows: `Lifecycle({**passage("withdrawn"), "approved": ("in-force", "withdrawn"), …})`.

    >>> passage("cancelled")["submitted"]
    ('reviewed', 'developed', 'cancelled')
    """
    return {
        "draft": ("developed", ended),
        "developed": ("submitted", ended),
        "submitted": ("reviewed", "developed", ended),
        "reviewed": ("agreed", "developed", ended),
        "agreed": ("approved", "developed", ended),
    }


def goes_through_the_ministry(kind: Kind) -> None:
    """Hold a kind to 12.a.1 by the chain that it declares."""
    chain = kind.chain or CHAIN

    @kind.rule(SUBMISSION)
    def is_submitted_to_the_ministry(record: Record, repository: Records) -> Iterator[Problem]:
        """12.a.1: submitted to the ministry; the letter has a number and a date."""
        if not chain.concerns(record) or began_before_the_nizom(record, repository):
            return
        for edition in (record.in_effect(), record.in_effect_ahead()):
            yield from letter_to_the_ministry(edition, repository)
        sent = any(step.decision == "submitted" for step in record.approvals)  # if the ministry rejected it, that is N12.a.1-2
        if not sent and record.has_reached("submitted"):
            yield Problem(
                "approvals",
                say("The status is “{status}”, but no submission to the ministry is recorded", status=choice(record.status)),
            )

    @kind.rule(ORDER)
    def keeps_the_order(record: Record, repository: Records) -> Iterator[Problem]:
        """12.a.1: one step after another, the status not ahead of them; who approves in the end: S16 on that day.

        Who agrees has reviewed, so one letter may be both.
        """
        if not chain.concerns(record) or began_before_the_nizom(record, repository):
            return
        yield from chain.out_of_order(record)
        yield from chain.wrong_roles(record)
        yield from of_another_body(record, chain, repository)
        yield from _approved_by_another(record, repository, kind)
        if record.alive:
            steps = Chain(tuple(step for step in chain.steps if step.decision != "submitted"))  # that one is N12.a.1-1
            yield from steps.ahead(record, record.LIFECYCLE.statuses)

    @kind.duty(ANSWER)
    def is_answered_by_the_ministry(record: Record, repository: Records, as_of: date) -> Iterator[Duty]:
        """12.a.1: submitted, then reviewed; how many days the ministry has for it: S17 on the day of submission.

        What is out of force or given up awaits no answer, but one that came late stays late.
        """
        if chain.concerns(record):
            yield from _answer(record, repository, as_of)


def _answer(record: Record, repository: Records, as_of: date) -> Iterator[Duty]:
    submitted = [step for step in record.approvals if step.decision == "submitted" and step.date <= as_of]
    days = repository.settings.whole(Setting.MINISTRY_REVIEW_DAYS, submitted[-1].date) if submitted else None
    if days is None:
        return
    step = submitted[-1]
    answered = min((one.date for one in record.approvals if one.decision in ANSWERS and one.date >= step.date), default=None)
    if answered or record.alive:
        what = say("The ministry's answer to “{title}”", title=record.title)
        at = Route("approvals", record.approvals.index(step), "date")
        yield Duty(at, what, step.date + timedelta(days=days), answered, record.responsible, step.to)


def letter_to_the_ministry(steps: Sequence[tuple[int, Approval]], repository: Records) -> Iterator[Problem]:
    """Yield what is wrong with the last submission among an edition's steps: no letter number, or not to the ministry."""
    index, step = last_of("submitted", steps)
    if step is None:
        return
    here = Route("approvals", index)
    if not step.document:
        yield Problem(here / "document", say("The submission of {day} has no letter number", day=step.date))
    if not step.to:
        yield Problem(here / "to", say("The submission of {day} does not say to whom it went", day=step.date))
        return
    yield from not_by_us(step, here)
    if repository.get(step.to, Organization) and not is_the_ministry(step.to, step.date, repository):
        yield Problem(
            here / "to",
            say("The submission of {day} went to {id}, which was not the Ministry of Digital Technologies then",
                day=step.date, id=step.to),
            NAMED_MINISTRY,
        )  # fmt: skip


def letters_to_others(letters: Sequence[Letter], at: Route, repository: Records) -> Iterator[Problem]:
    """Yield the letters that say to whom they went, where that is not the ministry; `at` is the route to them all."""
    for index, letter in enumerate(letters):
        if letter.to and repository.get(letter.to, Organization) and not is_the_ministry(letter.to, letter.date, repository):
            message = say("The letter of {day} went to {id}, which was not the Ministry of Digital Technologies then",
                          day=letter.date, id=letter.to)  # fmt: skip
            yield Problem(at / index / "to", message, NAMED_MINISTRY)


NAMED_MINISTRY = say(
    "Write the ministry's id; if it had another name then, name the body and its days in the settings, under ministry"
)


def not_by_us(submission: Approval, here: Route) -> Iterator[Problem]:
    """Yield that a body outside the Agency is said to have submitted, or that who submitted is who received."""
    if submission.role in STATE_ROLES:
        message = say("The submission is ours to make, and “{role}” is another body", role=choice(submission.role))
        yield Problem(here / "role", message, say("Write the role and the id of who signed the letter here"))
    elif submission.by == submission.to:
        yield Problem(here / "by", say("{id} submitted it to itself", id=submission.by))


def of_another_body(record: Record, chain: Chain, repository: Records) -> Iterator[Problem]:
    """Yield the steps of the ministry's that another body took in its role."""
    for index, step in enumerate(record.approvals):
        if step.role != "ministry" or not chain.is_the_ministrys(step) or not repository.people.get(step.by, Organization):
            continue
        if not is_the_ministry(step.by, step.date, repository.people):
            message = say("{id} was not the Ministry of Digital Technologies on {day}, and it is for that ministry to decide",
                          id=step.by, day=step.date)  # fmt: skip
            yield Problem(Route("approvals", index, "by"), message, NAMED_MINISTRY)


def wrongly_annexed(record: Record, annexed_to: str | None, repository: Records) -> Iterator[Problem]:
    """Yield what is wrong with the act that approved a record as its annex, so that it does not go through the ministry."""
    act = repository.get(annexed_to, Act)
    if act is None:
        return
    hint = say("Write the id of the act whose annex it is; what is our own goes through the ministry, without this line")
    if record.dated and act.lost_force and act.lost_force <= record.dated:
        message = say(
            "{id} lost force on {day}, so it has no annex of {since}", id=act.id, day=act.lost_force, since=record.dated
        )
        yield Problem("annexed_to", message, hint)
    elif act.type not in HIGHEST_ACTS:
        message = say("{id} is no act of the President or the Cabinet, so its annex goes through the ministry too", id=act.id)
        yield Problem("annexed_to", message, hint)
    elif record.has_reached("approved") and not act.adopted:
        message = say("{id} is only a draft: its status is “{status}”", id=act.id, status=choice(act.status))
        yield Problem("annexed_to", message, hint)


def _approved_by_another(record: Record, repository: Records, kind: Kind) -> Iterator[Problem]:
    approval = record.decided("approved")
    approvers = repository.settings.roles(Setting.FINAL_APPROVERS, kind.name, approval.date) if approval else ()
    if approval and approvers and approval.role not in (*approvers, *HIGHEST_ROLES, "ministry"):
        yield Problem(
            Route("approvals", record.approvals.index(approval), "role"),
            say("It was approved by “{role}”, who is not the final approver", role=choice(approval.role)),
            say("Final approvers (S16): {roles}", roles=one_of(approvers)),
        )

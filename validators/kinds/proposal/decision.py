"""A proposal on infrastructure (12.b.1) or internal policy (13.6) is decided on within its term."""

import datetime
from collections.abc import Iterator

from validators.kinds.employee import Employee
from validators.kinds.endings import until_ended
from validators.kinds.proposal.model import PROPOSAL, Proposal
from validators.model.duty import Duty
from validators.model.workdays import days_later
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import Records
from validators.text.messages import say


@PROPOSAL.duty(
    Check(
        "N12.b.1-3",
        "D",
        title=say("Infrastructure proposal is not decided on"),
        requirement=say("A proposal on infrastructure is decided on within its term"),
        fix=say("Get a decision and write it under decision: outcome, by and date; then change the status"),
        setting=Setting.PROPOSAL_DECISION_DAYS,
    )
)
def infrastructure_is_decided_on(proposal: Proposal, repository: Records, as_of: datetime.date) -> Iterator[Duty]:
    """12.b.1: the work proposed can be organised once it is decided on; within how many days: S33 on its day."""
    if proposal.type == "infrastructure":
        yield from _awaits_decision(proposal, repository, as_of)


@PROPOSAL.duty(
    Check(
        "N13.6-2",
        "D",
        title=say("Internal-policy proposal is not decided on"),
        requirement=say("A draft on internal policy is decided on within its term"),
        fix=say("Get a decision and write it under decision: outcome, by and date; then change the status"),
        setting=Setting.PROPOSAL_DECISION_DAYS,
    )
)
def internal_policy_is_decided_on(proposal: Proposal, repository: Records, as_of: datetime.date) -> Iterator[Duty]:
    """13.6: management looks at the drafts that are put before it; within how many days: S33 on its day."""
    if proposal.type == "internal-policy":
        yield from _awaits_decision(proposal, repository, as_of)


def _awaits_decision(proposal: Proposal, repository: Records, as_of: datetime.date) -> Iterator[Duty]:
    """Yield the decision as owed by the addressee or, where that is a body, by who answers for the proposal.

    A proposal that was withdrawn after the term is one that nobody decided on in time.
    """
    waits = proposal.status == "submitted" or proposal.is_ended
    if proposal.date is None or not (waits or (proposal.put_forward and proposal.decision)):
        return
    days = repository.settings.whole(Setting.PROPOSAL_DECISION_DAYS, proposal.date)
    if days is None:
        return
    addressed = proposal.addressee.to if proposal.addressee else None
    person = repository.get(addressed, Employee)
    duty = Duty(
        "date",
        say("Decision on “{title}”", title=proposal.title),
        days_later(proposal.date, days),
        proposal.decision.date if proposal.decision else None,
        person.id if person else proposal.responsible,
        proposal.owner,
    )
    yield from until_ended(duty, proposal, repository, as_of)

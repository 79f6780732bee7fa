"""What a proposal has to say: on infrastructure (12.b.1), services (12.b.2), legislation (12.b.4) and internal policy (13.6)."""

from collections.abc import Iterator

from validators.kinds.proposal.model import PROPOSAL, Proposal
from validators.model.roles import Role
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import Records
from validators.rules.superiors import IN_OFFICE, SUPERIORS, not_in_office
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import choice, one_of, say


@PROPOSAL.rule(
    Check(
        "N12.b.1-1",
        "N",
        title=say("Infrastructure proposal is not complete"),
        requirement=say(
            "A proposal on infrastructure is justified, dated, and addressed to the deputy for digitalization; while there is "
            "none, to the director-general"
        ),
        fix=say("Write justification, date, and under addressee role: deputy with to"),
    )
)
def infrastructure_is_proposed_to_the_deputy(proposal: Proposal, repository: Records) -> Iterator[Problem]:
    """12.b.1: well-founded proposals on infrastructure are given to the deputy for digitalization."""
    if proposal.type != "infrastructure" or not proposal.put_forward:
        return
    yield from _dated(proposal)
    yield from _justified(proposal)
    yield from _addressed(proposal, _for_infrastructure(proposal, repository))


def _for_infrastructure(proposal: Proposal, repository: Records) -> tuple[Role, ...]:
    """Return to whom it is addressed: to the deputy, or on a day on which S05 names none to the director-general."""
    day, holders = proposal.date, repository.settings.holders
    vacant = day is not None and holders("director-general", day) and not holders("deputy", day)
    return ("deputy", "director-general") if vacant else ("deputy",)


@PROPOSAL.rule(
    Check(
        "N12.b.1-2",
        "D",
        title=say("Infrastructure proposal without a decision or a project"),
        requirement=say(
            "A proposal on infrastructure that was decided on has the decision, and an accepted one names the "
            "project that follows"
        ),
        fix=say("Under decision: write outcome, by and date; under projects, the ids of the projects"),
    )
)
def infrastructure_proposals_are_followed_up(proposal: Proposal, repository: Records) -> Iterator[Problem]:
    """12.b.1: the department organises the work that it proposes, so a decision is known, and what follows from it."""
    if proposal.type != "infrastructure":
        return
    yield from _decided(proposal)
    if proposal.has_reached("accepted") and not proposal.projects:
        yield Problem("projects", say("The proposal was accepted, but names no project that follows from it"))


@PROPOSAL.rule(
    Check(
        "N12.b.2-1",
        "N",
        title=say("Service proposal is not complete"),
        requirement=say(
            "A proposal on a service's processes names the service, is justified and dated, and says to whom it is addressed"
        ),
        fix=say("Write service, justification, date and addressee"),
    )
)
def services_are_proposed_with_reason(proposal: Proposal, repository: Records) -> Iterator[Problem]:
    """12.b.2: justified proposals on the processes of state services are drawn up and put forward; to whom: S34."""
    if proposal.type != "service-optimisation" or not proposal.put_forward:
        return
    if proposal.service is None:
        yield Problem("service", say("The record does not say which service the proposal is about"))
    yield from _dated(proposal)
    yield from _justified(proposal)
    yield from _addressed_by_setting(proposal, repository)


@PROPOSAL.rule(
    Check(
        "N12.b.2-2",
        "D",
        title=say("The record does not say what becomes better, for whom it is, or what was decided"),
        requirement=say(
            "A proposal on a service's processes compares the service before and after, says to whom it is "
            "addressed and, once decided on, has the decision"
        ),
        fix=say("Write before and after: the steps, the papers and the days; addressee; and decision: outcome, by and date"),
    )
)
def services_are_compared(proposal: Proposal, repository: Records) -> Iterator[Problem]:
    """12.b.2: that processes are optimised shows in what they are before and after, and in what came of the proposal."""
    if proposal.type != "service-optimisation":
        return
    yield from _decided(proposal)
    if not proposal.put_forward:
        return
    yield from _put_to_somebody(proposal, repository)
    if not proposal.before:
        yield Problem("before", say("The record does not say how the service is given now"))
    if not proposal.after:
        yield Problem("after", say("The record does not say how the service would be given"))


@PROPOSAL.rule(
    Check(
        "N12.b.4-1",
        "N",
        title=say("Legislation proposal is not complete"),
        requirement=say("A proposal on legislation is dated, and says to whom it is addressed"),
        fix=say("Write date and addressee"),
    )
)
def legislation_is_proposed(proposal: Proposal, repository: Records) -> Iterator[Problem]:
    """12.b.4: proposals to improve legislation on technology, e-government and security are put forward; to whom: S34."""
    if proposal.type != "legislation" or not proposal.put_forward:
        return
    yield from _dated(proposal)
    yield from _addressed_by_setting(proposal, repository)


@PROPOSAL.rule(
    Check(
        "N12.b.4-2",
        "D",
        title=say("Legislation proposal without an act, a receiver or a decision"),
        requirement=say(
            "A proposal on legislation says which act and topic it concerns and to whom it is addressed and, once decided on, "
            "has the decision"
        ),
        fix=say("Write acts, topic, and addressee: role and to; and under decision: outcome, by and date"),
        introduced="0.2.0",
    )
)
def legislation_proposals_are_followed_up(proposal: Proposal, repository: Records) -> Iterator[Problem]:
    """12.b.4: a proposal that is put forward is on something, is put to somebody, and its status says what was decided.

    What is proposed may be a new act, so that there is none to name.
    """
    if proposal.type != "legislation":
        return
    yield from _decided(proposal)
    if not proposal.put_forward:
        return
    if not proposal.acts:
        yield Problem(
            "acts",
            say("The record does not say which act the proposal concerns"),
            say("Write acts; for a new act, those with which it has to agree"),
        )
    if proposal.topic is None:
        yield Problem("topic", say("The record does not say which topic the proposal is on"))
    yield from _put_to_somebody(proposal, repository)


@PROPOSAL.rule(
    Check(
        "N13.6-1",
        "D",
        title=say("Internal-policy proposal is not complete"),
        requirement=say(
            "A proposal on internal policy has a draft, a date, management as its addressee and, once decided on, the decision"
        ),
        fix=say("Write draft, date, addressee with role and to, and under decision outcome, by and date"),
    )
)
def internal_policy_is_put_to_management(proposal: Proposal, repository: Records) -> Iterator[Problem]:
    """13.6: the department may put drafts that improve internal policy before management."""
    if proposal.type != "internal-policy":
        return
    yield from _decided(proposal)
    if not proposal.put_forward:
        return
    if not proposal.draft:
        yield Problem("draft", say("The record does not say which draft is put forward"))
    yield from _dated(proposal)
    yield from _addressed(proposal, SUPERIORS)


def _dated(proposal: Proposal) -> Iterator[Problem]:
    """Yield what is wrong with the dates: the decision comes after the proposal."""
    if proposal.date is None:
        yield Problem("date", say("The record does not say on which day the proposal was put forward"))
    elif proposal.decision and proposal.decision.date < proposal.date:
        yield Problem(
            Route("decision", "date"),
            say(
                "Decided on {day}, before the proposal was put forward on {date}", day=proposal.decision.date, date=proposal.date
            ),
        )


def _justified(proposal: Proposal) -> Iterator[Problem]:
    if not proposal.justification:
        yield Problem("justification", say("The record does not say why it should be done"))


def _addressed(proposal: Proposal, roles: tuple[Role, ...]) -> Iterator[Problem]:
    """To somebody, in one of the roles."""
    if proposal.addressee is None:
        yield Problem("addressee", say("The record does not say to whom the proposal is put"))
    elif proposal.addressee.role not in roles:
        yield Problem(
            Route("addressee", "role"),
            say("Such a proposal is not addressed to the role “{role}”", role=choice(proposal.addressee.role)),
            say("It is addressed to: {roles}", roles=one_of(roles)),
        )


def _addressed_by_setting(proposal: Proposal, repository: Records) -> Iterator[Problem]:
    """To somebody in a role that S34 named on the proposal's day; while it names none, the Nizom does not say to whom."""
    if roles := repository.settings.roles(Setting.PROPOSAL_ADDRESSEES, PROPOSAL.name, proposal.date):
        yield from _addressed(proposal, roles)


def _put_to_somebody(proposal: Proposal, repository: Records) -> Iterator[Problem]:
    """To anybody at all, where S34 named no roles on the proposal's day and nothing else asks."""
    if proposal.addressee is None and not repository.settings.roles(Setting.PROPOSAL_ADDRESSEES, PROPOSAL.name, proposal.date):
        yield Problem("addressee", say("The record does not say to whom the proposal is put"))


def _decided(proposal: Proposal) -> Iterator[Problem]:
    """Status and decision say the same."""
    by_status = {"rejected": "rejected", "accepted": "accepted", "implemented": "accepted"}.get(proposal.status)
    decision = proposal.decision
    if by_status and decision is None:
        yield Problem("decision", say("The status is “{status}”, but no decision is written", status=choice(proposal.status)))
    elif decision and proposal.alive and decision.outcome != by_status:
        yield Problem(
            "status",
            say("The status is “{status}”, but the decision is “{outcome}”",
                status=choice(proposal.status), outcome=choice(decision.outcome)),
            say("Write status: {status}, or correct the decision", status=decision.outcome),
        )  # fmt: skip


@PROPOSAL.rule(IN_OFFICE)
def is_put_to_the_holder_of_the_office(proposal: Proposal, repository: Records) -> Iterator[Problem]:
    """7: a superior who is addressed holds the office on that day (S05); who decides internal policy: S08 then."""
    addressee = proposal.addressee
    if addressee is None or proposal.date is None:
        return
    yield from not_in_office(Route("addressee", "to"), addressee.role, addressee.to, proposal.date, repository.settings)
    deciding = repository.settings.roles(Setting.DECIDING_SUPERIORS, PROPOSAL.name, proposal.date)
    if proposal.type == "internal-policy" and addressee.role in SUPERIORS and deciding and addressee.role not in deciding:
        yield Problem(
            Route("addressee", "role"),
            say("By setting S08 “{role}” does not decide such proposals", role=choice(addressee.role)),
            say("It is addressed to: {roles}", roles=one_of(deciding)),
        )

"""A project's means: its money (12.v.1) and the specialists from outside who work on it (13.3)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from validators.kinds.employee import Employee
from validators.kinds.organization import Organization, is_ours
from validators.kinds.project.model import PROJECT, Member, Project
from validators.model.duty import Duty
from validators.model.periods import DAY
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import say
from validators.text.uzbek import fold


@PROJECT.rule(
    Check(
        "N12.v.1-1",
        "D",
        title=say("Money does not add up"),
        requirement=say("Planned is not less than contracted, contracted not less than paid; a large deviation is explained"),
        fix=say("Correct the sums, or write under explanation: why they differ"),
    )
)
def money_is_not_wasted(project: Project, repository: Records) -> Iterator[Problem]:
    """12.v.1: money is not spent in vain; how far contracts may fall short of the plan unexplained: S36 when it began."""
    budget = project.budget
    if budget is None or budget.explanation:
        return
    if budget.contracted is not None and budget.contracted > budget.planned:
        yield Problem(Route("budget", "contracted"), say("Contracts exceed the plan"))
    if budget.paid is not None and budget.paid > (budget.contracted if budget.contracted is not None else budget.planned):
        yield Problem(Route("budget", "paid"), say("Payments exceed the contracts"))
    elif budget.paid and budget.contracted is None:
        yield Problem(Route("budget", "paid"), say("It was paid for, but there is no contract"))
    if budget.paid and not project.alive and not project.ended:
        yield Problem(
            Route("budget", "explanation"), say("The project was given up after money was spent, but the record does not say why")
        )
    tolerance: Decimal | None = repository.settings.value(Setting.BUDGET_TOLERANCE_PERCENT, project.started)
    if tolerance is None or budget.contracted is None or not budget.planned:
        return
    if (budget.planned - budget.contracted) * 100 > budget.planned * tolerance:
        yield Problem(
            Route("budget", "contracted"),
            say("Contracts differ from the plan by more than {limit} % and no explanation is given", limit=tolerance),
        )


OUTSIDE = PROJECT.requires(
    Check(
        "N13.3-1",
        "N",
        title=say("Outside specialist without a contract"),
        requirement=say("A specialist from outside works under a contract and within its period"),
        fix=say("Under contract: write number, since and until"),
    )
)


def _from_outside(member: Member, repository: Records) -> date | None:
    """Return since when a member of the team is of another organisation, or of none; None for who is not.

    Who has no record here is, and who has one in such an organisation; and who worked here, once the last day here is over.
    """
    employee = repository.get(member.employee, Employee)
    if employee is None:
        return member.since if member.employee is None else None
    body = repository.get(employee.owner, Organization)
    if body is not None and body.type not in ("agency", "department") and not is_ours(body, repository):
        return member.since
    if employee.status == "left" and employee.left and employee.left < (member.until or member.since):
        return max(member.since, employee.left + DAY)
    return None


@PROJECT.rule(OUTSIDE)
def outside_specialists_have_contracts(project: Project, repository: Records) -> Iterator[Problem]:
    """13.3: specialists of other organisations are brought in by contract, and so is who no longer works here."""
    for index, member in enumerate(project.team):
        since = _from_outside(member, repository)
        if since is None:
            continue
        contract, here = member.contract, Route("team", index)
        if contract is None:
            yield Problem(here / "contract", say("A specialist from outside is in the team without a contract"))
            continue
        if since < contract.since:
            yield Problem(here / "since", say("Work begins before the contract, which is from {day}", day=contract.since))
        last = member.until or project.completed or member.since
        if last > contract.until:
            yield Problem(here / "until", say("Work goes on after the contract, which ends on {day}", day=contract.until))


@PROJECT.duty(OUTSIDE)
def contracts_last_as_long_as_the_work(project: Project, repository: Records, as_of: date) -> Iterator[Duty]:
    """13.3: an ended contract is none, so by its last day it is prolonged, or the work is over."""
    if project.over or project.completed:
        return
    for index, member in enumerate(project.team):
        if member.contract and member.until is None and _from_outside(member, repository):
            yield Duty(
                Route("team", index, "contract", "until"),
                say("Contract of a specialist from outside"),
                member.contract.until,
                None,
                project.responsible,
                project.owner,
                hint=say("Write the new contract and its period, or under until: the last day in the team"),
            )


@PROJECT.rule(
    Check(
        "N13.3-3",
        "D",
        title=say("No document says why somebody is in the team"),
        requirement=say(
            "An employee of another unit is in the team by a contract, order or letter; an outsider has a name or organisation"
        ),
        fix=say("Under contract, or engaged_by: write the document; for somebody from outside also name or organization"),
        introduced="0.2.0",
    )
)
def others_are_in_the_team_by_a_paper(project: Project, repository: Records) -> Iterator[Problem]:
    """13.3: whether employees of other units need a contract can be read in two ways; an order or a letter does it here.

    The department may count a missing one as an error, by the setting `strict`.
    """
    for index, member in enumerate(project.team):
        if member.employee is None:
            if not (member.name or member.organization):
                yield Problem(Route("team", index), say("Somebody from outside has neither a name nor an organisation"))
            continue
        employee = repository.get(member.employee, Employee)
        unit = repository.get(employee.owner, Organization) if employee else None
        if unit is None or unit.type != "unit" or unit.id == project.owner or not is_ours(unit, repository):
            continue
        if not (member.contract or member.engaged_by):
            yield Problem(
                Route("team", index, "engaged_by"), say("An employee of {id} is in the team without a document", id=unit.id)
            )


@PROJECT.rule(
    Check(
        "N13.3-2",
        "S",
        title=say("Papers of an outside specialist missing"),
        requirement=say("Of a specialist from outside the papers that setting S50 names are on file"),
        fix=say("Get the document, and write it under papers: as it is called in setting S50"),
        setting=Setting.SECONDED_STAFF_PAPERS,
    )
)
def outside_specialists_have_papers(project: Project, repository: Records) -> Iterator[Problem]:
    """13.3: specialists of other organisations are brought in by contract; which papers come with it: S50 then."""
    for index, member in enumerate(project.team):
        there = {fold(paper) for paper in member.papers}
        wanted = repository.settings.texts(Setting.SECONDED_STAFF_PAPERS, member.since)
        missing = [paper for paper in wanted if fold(paper) not in there]
        if missing and _from_outside(member, repository):
            yield Problem(Route("team", index, "papers"), say("Not on file: {papers}", papers=", ".join(missing)))

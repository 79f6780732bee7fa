"""A project's means: its money (12.v.1) and the specialists from outside who work on it (13.3)."""

from collections.abc import Iterator

from validators.kinds.project.model import PROJECT, Project
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
    if budget is None:
        return
    if budget.contracted is not None and budget.contracted > budget.planned:
        yield Problem(Route("budget", "contracted"), say("Contracts exceed the plan"))
    if budget.paid is not None and budget.paid > (budget.contracted if budget.contracted is not None else budget.planned):
        yield Problem(Route("budget", "paid"), say("Payments exceed the contracts"))
    tolerance = repository.settings.whole(Setting.BUDGET_TOLERANCE_PERCENT, project.started)
    if tolerance is None or budget.contracted is None or budget.explanation or not budget.planned:
        return
    if abs(budget.planned - budget.contracted) * 100 > budget.planned * tolerance:
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


@PROJECT.rule(OUTSIDE)
def outside_specialists_have_contracts(project: Project, repository: Records) -> Iterator[Problem]:
    """13.3: specialists of other organisations are brought in by contract."""
    for index, member in enumerate(project.team):
        if member.employee:
            continue
        if member.contract is None:
            yield Problem(Route("team", index, "contract"), say("A specialist from outside is in the team without a contract"))
            continue
        if member.since < member.contract.since:
            yield Problem(
                Route("team", index, "since"),
                say("Work begins before the contract, which is from {day}", day=member.contract.since),
            )
        if (member.until or member.since) > member.contract.until:
            yield Problem(
                Route("team", index, "until"),
                say("Work goes on after the contract, which ends on {day}", day=member.contract.until),
            )


@PROJECT.rule(
    Check(
        "N13.3-2",
        "S",
        title=say("Papers of an outside specialist missing"),
        requirement=say("Of a specialist from outside the papers that setting S50 names are on file"),
        fix=say("Get the paper, and write it under papers: as it is called in setting S50"),
        setting=Setting.SECONDED_STAFF_PAPERS,
    )
)
def outside_specialists_have_papers(project: Project, repository: Records) -> Iterator[Problem]:
    """13.3: specialists of other organisations are brought in by contract; which papers come with it: S50 then."""
    for index, member in enumerate(project.team):
        there = {fold(paper) for paper in member.papers}
        wanted = repository.settings.texts(Setting.SECONDED_STAFF_PAPERS, member.since)
        missing = [paper for paper in wanted if fold(paper) not in there]
        if missing and not member.employee:
            yield Problem(Route("team", index, "papers"), say("Not on file: {papers}", papers=", ".join(missing)))

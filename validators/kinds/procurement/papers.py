"""Requirements and studies of a purchase, drawn up together with other units (12.v.2)."""

from collections.abc import Iterator

from validators.kinds.organization import Organization, is_ours
from validators.kinds.procurement.model import PROCUREMENT, Partner, Procurement
from validators.kinds.project import Project
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.cooperation import TOGETHER
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import say

REQUIREMENTS = PROCUREMENT.requires(
    Check(
        "N12.v.2-1",
        "N",
        title=say("Purchase without requirements"),
        requirement=say("A purchase of IT means, security means, software, services or works has a document of requirements"),
        fix=say("Under requirements: write title and date; under each item, its category"),
    )
)


@PROCUREMENT.rule(REQUIREMENTS)
def has_requirements(procurement: Procurement, repository: Records) -> Iterator[Problem]:
    """12.v.2: requirements are drawn up for the purchase of five classes of things, however it came to be bought."""
    if procurement.needs_papers and procurement.requirements is None and _of_the_five_classes(procurement):
        message = (
            say("The proposal was put forward without a document of requirements")
            if procurement.put_forward
            else say("It was bought without a document of requirements")
        )
        yield Problem("requirements", message)


def _of_the_five_classes(procurement: Procurement) -> bool:
    return any(item.category != "other" or item.kind == "service" for item in procurement.items)


@PROCUREMENT.rule(
    Check(
        "N12.v.2-2",
        "S",
        title=say("Purchase without a feasibility study"),
        requirement=say(
            "A purchase for the sum in setting S37 or more has a feasibility study, of its own or among its project's documents"
        ),
        fix=say("Under feasibility_study: write title and date; or add a document of kind feasibility-study to the project"),
        setting=Setting.MINIMUM_SUM_FOR_FEASIBILITY_STUDY,
    )
)
def has_a_feasibility_study(procurement: Procurement, repository: Records) -> Iterator[Problem]:
    """12.v.2: feasibility studies are drawn up; from which amount: S37 on the day of the proposal, whatever it serves."""
    least = repository.settings.value(Setting.MINIMUM_SUM_FOR_FEASIBILITY_STUDY, procurement.date)
    if least is None or procurement.feasibility_study or not procurement.needs_papers or procurement.amount < least:
        return
    for index, item in enumerate(procurement.items):
        if item.project is None:
            message = say("The proposal has no feasibility study, and “{name}” is for no project that has one", name=item.name)
            yield Problem("feasibility_study", message)
            return
        project = repository.get(item.project, Project)
        if project and not any(document.kind == "feasibility-study" for document in project.documents):
            message = say("Neither the proposal nor {id} has a feasibility study for this purchase", id=project.id)
            yield Problem(Route("items", index, "project"), message)
            return


JOINT = PROCUREMENT.requires(
    Check(
        "N12.v.2-3",
        "N",
        title=say("Purchase documents not drawn up jointly"),
        requirement=say("Requirements and study are drawn up with at least one other unit of the Agency, which agreed to them"),
        fix=say("Under developed_with: write unit and agreed"),
    )
)


@PROCUREMENT.rule(JOINT)
def documents_are_drawn_up_jointly(procurement: Procurement, repository: Records) -> Iterator[Problem]:
    """12.v.2: the documents are drawn up together with other structural units, so at least one has agreed before they leave."""
    papers = [paper for paper in (procurement.requirements, procurement.feasibility_study) if paper]
    others = list(_other_units(procurement, repository))
    if (
        procurement.needs_papers
        and (papers or _of_the_five_classes(procurement))
        and not any(other.agreed for _, other in others)
    ):
        at = Route("developed_with", others[0][0]) if others else Route("developed_with")
        yield Problem(at, say("No other unit of the Agency has agreed to the requirements and the study"))
    for index, partner in others:
        if partner.agreed is None:
            continue
        here = Route("developed_with", index, "agreed")
        later = next((paper for paper in papers if paper.date > partner.agreed), None)
        if later:
            yield Problem(
                here,
                say("Agreed on {day}, before “{title}” was completed on {completed}",
                    day=partner.agreed, title=later.title, completed=later.date),
            )  # fmt: skip
        if procurement.sent and procurement.sent.date < partner.agreed:
            day, sent = partner.agreed, procurement.sent.date
            yield Problem(here, say("Agreed on {day}, after the proposal was sent on {sent}", day=day, sent=sent))


@PROCUREMENT.rule(TOGETHER)
def names_whom_it_is_drawn_up_with(procurement: Procurement, repository: Records) -> Iterator[Problem]:
    """12.v.2, 6.1: from the first draft it is known with whom; once it is put forward, that is N12.v.2-3."""
    if procurement.status == "draft" and not procurement.units and not any(_other_units(procurement, repository)):
        yield Problem(
            "developed_with",
            say("The draft names no unit with which the requirements and the study are drawn up"),
            say("Under developed_with: write the unit's id as unit:"),
        )


def _other_units(procurement: Procurement, repository: Records) -> Iterator[tuple[int, Partner]]:
    """Yield the partners that are structural units of the Agency other than the owner, each with its index."""
    for index, partner in enumerate(procurement.developed_with):
        unit = repository.get(partner.unit, Organization)
        if partner.unit != procurement.owner and (unit is None or (unit.type == "unit" and is_ours(unit, repository))):
            yield index, partner

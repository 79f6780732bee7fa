"""Purchases put forward for the budget estimate (12.a.5), their requirements and studies made jointly (12.v.2)."""

import datetime
from collections.abc import Iterator
from decimal import Context, Decimal
from functools import reduce
from typing import Annotated, Literal

from validators.kinds.organization import Organization
from validators.kinds.project import Project
from validators.kinds.roadmap import Roadmap
from validators.model.duty import Duty
from validators.model.lifecycle import Lifecycle
from validators.model.record import Letter, Part, Record
from validators.model.types import Id, Line, Money, PastDay, Reference, Softens, Text, Whole, Year, field
from validators.model.workdays import day_in
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.cooperation import TOGETHER
from validators.rules.kind import Kind
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route, routes
from validators.text.messages import say

EXACT = Context(prec=100)
"""Wide enough for every quantity, price and number of items that a file can hold: no sum is rounded."""


class Item(Part):
    """One thing to buy, and what it is for."""

    name: Line = field("Name", "What is to be bought", by="N12.a.5-1")
    kind: Literal["goods", "service"] = field("Kind", by="N12.a.5-3")
    category: Annotated[
        Literal["it-means", "security-means", "software", "services", "works", "other"], Softens("other", why="of_no_class")
    ] = field("Class", by="N12.v.2-1")
    of_no_class: Text | None = field("Why other", "For other: why it is none of the five classes", default=None)
    quantity: Whole = field("Quantity", "How many", by="N12.a.5-3")
    unit: Line | None = field("Unit of measure", "In what it is counted: piece, licence, month", default=None)
    price: Money = field("Price", "The price of one, in so‘m", by="N12.a.5-3")
    project: Annotated[Id, Reference("project")] | None = field("Project", "The project that it serves", default=None)
    roadmap: Annotated[Id, Reference("roadmap")] | None = field(
        "Roadmap", "The roadmap or programme whose measure it serves", default=None
    )
    measure: Text | None = field("Measure", "The measure's number in that roadmap", default=None)
    need: Text | None = field("Need", "What else it is needed for", default=None)

    @property
    def amount(self) -> Decimal:
        """What all of it costs, in so‘m."""
        return EXACT.multiply(self.price, self.quantity)


class Sending(Letter):
    """The letter by which the proposal went to the unit that draws up the estimate."""

    to: Annotated[Id, Reference("organization", withdrawn=True)] = field("To", "The unit that it was sent to", by="N12.a.5-2")
    number: Line = field("Number", "The letter's registration number", by="N12.a.5-2")
    date: PastDay = field("Date", "The letter's date, for example 2026-03-05", by="N12.a.5-2")


class Paper(Part):
    """A document drawn up for the purchase."""

    title: Line = field("Title", "The document's own title")
    date: PastDay = field("Date", "The day on which it was completed, for example 2026-03-05")
    number: Line | None = field("Number", "Its registration number, if it has one", default=None)


class Partner(Part):
    """A unit with which the purchase's documents were drawn up (12.v.2)."""

    unit: Annotated[Id, Reference("organization", withdrawn=True)] = field("Unit", "The other unit", by="N12.v.2-3")
    agreed: PastDay | None = field("Agreed", "The day on which it agreed to the documents, for example 2026-03-05", default=None)
    document: Line | None = field("Document number", "Number of the letter or minutes by which it agreed", default=None)


class Procurement(Record):
    """A justified proposal of what to buy in a budget year."""

    LIFECYCLE = Lifecycle(
        {
            "draft": ("submitted", "withdrawn"),
            "submitted": ("included", "rejected", "draft", "withdrawn"),
            "rejected": (),
            "included": ("purchased", "withdrawn"),
            "purchased": (),
            "withdrawn": (),
        },
        closed=frozenset({"rejected", "purchased", "withdrawn"}),
        dead=frozenset({"withdrawn"}),
    )

    status: Literal["draft", "submitted", "rejected", "included", "purchased", "withdrawn"] = field(
        "Status", "draft, submitted, rejected, included in the estimate, purchased or withdrawn"
    )
    date: PastDay = field("Date", "The day on which the proposal was drawn up, for example 2026-03-05")
    budget_year: Year = field("Budget year", "The year for whose estimate it is: 2027", by="N12.a.5-3")
    justification: Text = field("Justification", "Why it has to be bought", by="N12.a.5-1")
    items: tuple[Item, ...] = field("Items", "What is to be bought", by="N12.a.5-1")
    total: Money = field("Total", "What it all costs, in so‘m", by="N12.a.5-3")
    sent: Sending | None = field("Sent", "The letter by which it went to the unit that draws up the estimate", default=None)
    requirements: Paper | None = field("Requirements", "The document of requirements for what is bought", default=None)
    feasibility_study: Paper | None = field("Feasibility study", "The purchase's technical and economic study", default=None)
    developed_with: tuple[Partner, ...] = field(
        "Developed with", "The units with which requirements and study were drawn up", default=()
    )
    lot: Line | None = field("Lot", "The lot's number on the trading platform", default=None)
    method: Text | None = field("Way of purchase", "How it was bought, in words: tender, auction, direct contract", default=None)
    contract: Paper | None = field("Contract", "The contract by which it was bought", default=None)
    supplier: Line | None = field("Supplier", "From whom it was bought", default=None)
    acceptance: Paper | None = field("Acceptance", "The document by which what was bought was accepted", default=None)

    @property
    def dated(self) -> datetime.date | None:
        """The day on which the proposal was drawn up."""
        return self.date

    @property
    def to_be_done(self) -> bool:
        """Until it is bought, or given up."""
        return not self.over

    @property
    def put_forward(self) -> bool:
        """Whether it has left the department, so that it must be complete."""
        return self.has_reached("submitted")

    @property
    def amount(self) -> Decimal:
        """What its items cost together, in so‘m."""
        return reduce(EXACT.add, (item.amount for item in self.items), Decimal(0))


# "rejected" is before "included": a proposal that was rejected had been put forward, and got no farther.
PROCUREMENT = Kind(
    name="procurement",
    folder="procurements",
    prefix="xar",
    model=Procurement,
    singular=say("Purchase proposal"),
    plural=say("Purchase proposals"),
    about=say("What the department proposes to buy: items, justification, requirements, and the way into the budget estimate"),
    progress=routes(
        "sent", "developed_with.*.agreed", "developed_with.*.document", "lot", "method", "contract", "supplier", "acceptance"
    ),
    icon="cart-outline",
    columns=("status", "budget_year", "total", "responsible", "owner"),
    order=90,
)

FOUNDED = PROCUREMENT.requires(
    Check(
        "N12.a.5-1",
        "N",
        title=say("Purchase proposal is not complete"),
        requirement=say("A purchase proposal lists goods or services, and says why they are to be bought"),
        fix=say("Write items, each with its name; and justification"),
    )
)


@PROCUREMENT.rule(FOUNDED)
def says_what_to_buy(procurement: Procurement, repository: Records) -> Iterator[Problem]:
    """12.a.5: justified proposals are made on lists of goods and services, to be put into the estimate of a year to come."""
    if not procurement.items:
        yield Problem("items", say("The proposal lists nothing to buy"))


SENT = PROCUREMENT.requires(
    Check(
        "N12.a.5-2",
        "N",
        title=say("Not sent to the unit concerned"),
        requirement=say("A purchase proposal is sent to the unit that draws up the estimate"),
        fix=say("Under sent: write to, number and date"),
    )
)


@PROCUREMENT.rule(SENT)
def is_sent_to_the_unit_concerned(procurement: Procurement, repository: Records) -> Iterator[Problem]:
    """12.a.5: proposals are given to the unit concerned; which one that is: S28 on the day of the letter."""
    sent = procurement.sent
    if sent is None:
        if procurement.put_forward:
            yield Problem("sent", say("The proposal was put forward, but the record does not say by which letter and to whom"))
        return
    units = repository.settings.texts(Setting.PURCHASE_PROPOSAL_UNITS, sent.date)
    if units and sent.to not in units:
        hint = say("Proposals are sent to (S28): {units}", units=", ".join(units))
        yield Problem(Route("sent", "to"), say("{id} is not the unit to which purchase proposals are sent", id=sent.to), hint)
    if sent.date < procurement.date:
        yield Problem(
            Route("sent", "date"), say("Sent on {day}, before it was drawn up on {drawn}", day=sent.date, drawn=procurement.date)
        )


SERVES = PROCUREMENT.requires(
    Check(
        "N12.a.5-3",
        "D",
        title=say("Sum or purpose of the purchase is unclear"),
        requirement=say(
            "Each item has quantity, price, class and purpose, the items add up to the total, and the budget year is to come"
        ),
        fix=say(
            "Correct the total or budget_year; under each item write quantity, price, and project, roadmap with measure, or need"
        ),
    )
)


@PROCUREMENT.rule(SERVES)
def says_how_much_and_for_when(procurement: Procurement, repository: Records) -> Iterator[Problem]:
    """12.a.5: the unit concerned can put into the estimate only what has a quantity, a price and a year to come.

    What is of none of the classes of 12.v.2 needs no requirements, so it is said why.
    """
    for index, item in enumerate(procurement.items):
        if not item.quantity:
            yield Problem(Route("items", index, "quantity"), say("The quantity of “{name}” is 0", name=item.name))
        if not item.price:
            yield Problem(Route("items", index, "price"), say("The price of “{name}” is 0", name=item.name))
        if item.category == "other" and item.kind == "goods" and not item.of_no_class:
            message = say("The record does not say why “{name}” is none of the five classes", name=item.name)
            yield Problem(Route("items", index, "category"), message, say("Write the class, or the reason under of_no_class:"))
    if procurement.budget_year < procurement.date.year:
        yield Problem(
            "budget_year",
            say("The proposal of {day} is for the budget of an earlier year: {year}",
                day=procurement.date, year=str(procurement.budget_year)),
        )  # fmt: skip


@PROCUREMENT.rule(SERVES)
def items_add_up(procurement: Procurement, repository: Records) -> Iterator[Problem]:
    """12.a.5: a proposal is founded when its sum is; counted to the tiyin, however large."""
    if procurement.total != procurement.amount:
        yield Problem(
            "total",
            say(
                "The total is {total} so‘m, but the items add up to {amount}", total=procurement.total, amount=procurement.amount
            ),
            say("Write total: {amount}, or correct the quantities and prices", amount=f"{procurement.amount:f}"),
        )


@PROCUREMENT.rule(SERVES)
def items_serve_a_purpose(procurement: Procurement, repository: Records) -> Iterator[Problem]:
    """12.a.5: what is bought introduces and develops technology, so each item says for what."""
    for index, item in enumerate(procurement.items):
        if not (item.project or item.roadmap or item.need):
            yield Problem(Route("items", index), say("The record does not say what “{name}” is for", name=item.name))
        if not item.roadmap:
            if item.measure:
                message = say("No roadmap is named for measure {number}", number=item.measure)
                yield Problem(Route("items", index, "measure"), message)
            continue
        roadmap = repository.get(item.roadmap, Roadmap)
        if not item.measure:
            yield Problem(Route("items", index, "roadmap"), say("It names no measure of {id}", id=item.roadmap))
        elif roadmap and not any(measure.id == item.measure for measure in roadmap.measures):
            yield Problem(
                Route("items", index, "measure"), say("{id} has no measure {number}", id=item.roadmap, number=item.measure)
            )


@PROCUREMENT.duty(
    Check(
        "N12.a.5-4",
        "S",
        title=say("Purchase proposal late for the estimate"),
        requirement=say("A purchase proposal is sent before the budget estimate of its year is closed"),
        fix=say("Send the proposal and write the letter under sent; or correct budget_year, or withdraw the proposal"),
        setting=Setting.BUDGET_ESTIMATE_LAST_DAY,
    )
)
def is_in_time_for_the_estimate(procurement: Procurement, repository: Records, as_of: datetime.date) -> Iterator[Duty]:
    """12.a.5: proposals are made to be put into the estimate; its last day is in the year before the budget year.

    Which day that is: S29 on the day of the proposal.
    """
    last = repository.settings.value(Setting.BUDGET_ESTIMATE_LAST_DAY, procurement.date)
    if last and (procurement.to_be_done or (procurement.alive and procurement.sent)):
        yield Duty(
            "budget_year",
            say("Purchase proposal for the estimate of {year}", year=str(procurement.budget_year)),
            day_in(procurement.budget_year - 1, last),
            procurement.sent.date if procurement.sent else None,
            procurement.responsible,
            procurement.owner,
        )


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
    """12.v.2: requirements are drawn up for the purchase of five classes of things."""
    if procurement.put_forward and procurement.requirements is None and _of_the_five_classes(procurement):
        yield Problem("requirements", say("The proposal was put forward without a document of requirements"))


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
    if least is None or procurement.feasibility_study or not procurement.put_forward or procurement.amount < least:
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
    if procurement.put_forward and (papers or _of_the_five_classes(procurement)) and not any(other.agreed for _, other in others):
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
        if partner.unit != procurement.owner and (unit is None or unit.type == "unit"):
            yield index, partner

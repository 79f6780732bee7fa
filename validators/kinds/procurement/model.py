"""What a proposal of a purchase is: what is to be bought and for what, its papers, and the way into the estimate."""

import datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import reduce
from typing import Annotated, Literal

from validators.kinds.endings import ends_by_decision
from validators.model.lifecycle import Lifecycle
from validators.model.record import Endable, Letter, Part
from validators.model.types import Id, Line, Money, Number, PastDay, Reference, Softens, Text, Year, field
from validators.rules.kind import Kind
from validators.source.route import routes
from validators.text.messages import say

EXACT = Context(prec=100)
"""Wide enough for every quantity, price and number of items that a file can hold: no sum is rounded in between."""

TIYIN = Decimal("0.01")


class Item(Part):
    """One thing to buy, and what it is for."""

    name: Line = field("Name", "What is to be bought", by="N12.a.5-1")
    kind: Literal["goods", "service"] = field("Kind", by="N12.a.5-3")
    category: Annotated[
        Literal["it-means", "security-means", "software", "services", "works", "other"], Softens("other", why="of_no_class")
    ] = field("Class", by="N12.v.2-1")
    of_no_class: Text | None = field("Why other", "For other: why it is none of the five classes", default=None)
    quantity: Number = field("Quantity", "How many, or how much: 3 or 1.5", by="N12.a.5-3")
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
        """What all of it costs, in so‘m, a fraction of a tiyin rounded as invoices round it."""
        exact = EXACT.multiply(self.price, self.quantity)
        return exact if exact == (rounded := exact.quantize(TIYIN, ROUND_HALF_UP, EXACT)) else rounded


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


class Procurement(Endable):
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
        ended=frozenset({"withdrawn"}),
    )

    status: Annotated[
        Literal["draft", "submitted", "rejected", "included", "purchased", "withdrawn"], Softens(falling=("submitted", "draft"))
    ] = field("Status", "draft, submitted, rejected, included in the estimate, purchased or withdrawn")
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
    def bound(self) -> bool:
        """Whether it was sent: until then it is a draft, and may be dropped."""
        return self.sent is not None

    @property
    def to_be_done(self) -> bool:
        """Until it is bought, or given up."""
        return not self.over

    @property
    def put_forward(self) -> bool:
        """Whether it has left the department, so that it must be complete."""
        return self.has_reached("submitted")

    @property
    def bought(self) -> bool:
        """Whether something was bought by it, whatever its status says."""
        return self.contract is not None or self.acceptance is not None

    @property
    def needs_papers(self) -> bool:
        """Whether what 12.v.2 asks for has to be there: once it was put forward, or what it proposes was bought."""
        return self.put_forward or self.bought

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
        "ended",
        "sent",
        "developed_with.*.agreed",
        "developed_with.*.document",
        "lot",
        "method",
        "contract",
        "supplier",
        "acceptance",
    ),
    icon="cart-outline",
    columns=("status", "budget_year", "total", "responsible", "owner"),
    order=90,
)

ends_by_decision(PROCUREMENT)

"""Purchases are put forward for the estimate: what, why, for how much, to whom and in time (12.a.5)."""

import datetime
from collections.abc import Iterator

from validators.kinds.endings import until_ended
from validators.kinds.procurement.model import PROCUREMENT, Procurement
from validators.kinds.roadmap import Roadmap
from validators.model.duty import Duty
from validators.model.workdays import day_in
from validators.regulation.setting_codes import Setting
from validators.rules.check import Check
from validators.rules.records import Records
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import choice, say

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
            "Each item has quantity, price, class and purpose, the items add up to the total, the budget year is to come, and "
            "what was bought was neither a draft nor rejected nor withdrawn"
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
def is_bought_by_a_proposal_that_went_through(procurement: Procurement, repository: Records) -> Iterator[Problem]:
    """12.a.5: what is bought had been proposed for the estimate, so a proposal that never got there did not lead to it."""
    if procurement.bought and procurement.status in ("draft", "rejected", "withdrawn"):
        message = say("It was bought, but the status of the proposal is “{status}”", status=choice(procurement.status))
        yield Problem("status", message, say("Correct the status, or take out contract: and acceptance:"))


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
    if last and (procurement.to_be_done or procurement.sent):
        duty = Duty(
            "budget_year",
            say("Purchase proposal for the estimate of {year}", year=str(procurement.budget_year)),
            day_in(procurement.budget_year - 1, last),
            procurement.sent.date if procurement.sent else None,
            procurement.responsible,
            procurement.owner,
        )
        yield from until_ended(duty, procurement, repository, as_of)

"""The money of projects: what is planned, contracted and paid, and the sums of several."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from validators.kinds.procurement import EXACT
from validators.kinds.project.model import Budget

NOTHING = Decimal(0)


class Money(NamedTuple):
    """Sums in so‘m."""

    planned: Decimal
    contracted: Decimal
    paid: Decimal

    @property
    def to_pay(self) -> Decimal:
        """What is contracted and not paid yet."""
        return max(NOTHING, EXACT.subtract(self.contracted, self.paid))

    @property
    def contracted_share(self) -> int | None:
        """Per cent of the plan that is contracted; None without a plan."""
        return share(self.contracted, self.planned)

    @property
    def paid_share(self) -> int | None:
        """Per cent of the contracts that is paid; None without contracts."""
        return share(self.paid, self.contracted)


def money_of(budget: Budget) -> Money:
    """Return the sums of a project's budget; what it does not say is nothing yet."""
    return Money(budget.planned, budget.contracted or NOTHING, budget.paid or NOTHING)


def total(items: Iterable[Money]) -> Money:
    """Return the sums of several projects, not rounded."""
    planned, contracted, paid = NOTHING, NOTHING, NOTHING
    for item in items:
        planned = EXACT.add(planned, item.planned)
        contracted = EXACT.add(contracted, item.contracted)
        paid = EXACT.add(paid, item.paid)
    return Money(planned, contracted, paid)


def share(part: Decimal, whole: Decimal) -> int | None:
    """Return a part in whole per cent; None of nothing. Only all of it is 100."""
    if not whole:
        return None
    per_cent = int((part * 100 / whole).to_integral_value(ROUND_HALF_UP))
    return 99 if per_cent == 100 and part < whole else per_cent

"""Purchases put forward for the budget estimate.

`model` says what such a proposal is; the rest hold it to the Nizom: `estimate` to its way into the estimate (12.a.5), `papers` to
requirements and studies made jointly (12.v.2).
"""

from validators.kinds.procurement import estimate, papers
from validators.kinds.procurement.model import EXACT, PROCUREMENT, Procurement

__all__ = ["EXACT", "PROCUREMENT", "Procurement", "estimate", "papers"]

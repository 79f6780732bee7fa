"""Proposals and initiatives: on infrastructure (12.b.1), services (12.b.2), legislation (12.b.4) and internal policy (13.6).

`model` says what a proposal is, `contents` what it has to say, and `decision` by when it is decided on.
"""

from validators.kinds.proposal import contents, decision
from validators.kinds.proposal.model import PROPOSAL, Proposal

__all__ = ["PROPOSAL", "Proposal", "contents", "decision"]

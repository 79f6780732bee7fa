"""The check that kinds of joint work with other units share (6.1).

A kind registers its own function for it: `@DATASET.rule(TOGETHER)`.
"""

from validators.rules.check import Check
from validators.text.messages import say

TOGETHER = Check(
    "N6.1-2",
    "D",
    title=say("Joint work without a partner"),
    requirement=say("A record of joint work names the unit or organisation with which it is done"),
    fix=say("Under units: list the ids of the units and organisations that take part"),
)

"""What a person adds to the draft of a report, under the figures: each section with the sentence that asks for it."""

from collections.abc import Mapping
from typing import Literal

from validators.text.messages import Message, say

DraftType = Literal["annual", "monthly", "digest"]

SECTIONS: Mapping[DraftType, tuple[tuple[Message, Message], ...]] = {
    "annual": (
        (say("Effect"), say("Write what the introduction of modern ICT has brought: to people, to businesses, to the Agency.")),
        (say("What was not achieved"), say("Write what is late or was not met, why, and what is done about it.")),
        (say("Next year"), say("Write what is planned.")),
    ),
    "monthly": (
        (say("Work of the month"), say("Write what was done, and by whom.")),
        (say("What was not achieved"), say("Write what is late or was not met, why, and what is done about it.")),
    ),
    "digest": (
        (say("Work of the units"), say("Write what each unit did, and under inputs: on which day it sent that.")),
        (say("Conclusions"), say("Write what follows from it for the department.")),
    ),
}
"""By type, the heading of each section and the sentence under it, which the person's words replace."""

PROMPTS = tuple(dict.fromkeys(prompt for sections in SECTIONS.values() for _, prompt in sections))

"""How each check follows from its paragraph: the words that it hangs on, and the step from them to what is demanded."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from validators.regulation.own_data import own_data
from validators.text.messages import Message, say

Follows = Literal["fact", "measure", "proof", "contradiction", "means", "open"]

FOLLOWS: Mapping[Follows, Message] = {
    "fact": say("the words demand it"),
    "measure": say("the words demand it, a setting gives the measure"),
    "proof": say("without it nobody can see that it was done"),
    "contradiction": say("both cannot be true"),
    "means": say("without it what the words demand does not come about"),
    "open": say("the words can be read so"),
}
"""What a check makes of the words."""
LEFT_OUT = " … "
"""What stands for words left out of a quotation."""


@dataclass(frozen=True, slots=True)
class Reasoning:
    """The step from a paragraph to a check: the words quoted, what is made of them, and the step in a sentence, by language."""

    words: str
    follows: Follows
    step: Mapping[str, str]

    @property
    def made_of_them(self) -> Message:
        """What is made of the words, in a few words of its own."""
        return FOLLOWS[self.follows]


@cache
def reasonings() -> Mapping[str, Reasoning]:
    """All of them, by the check's code."""
    loaded = own_data("reasoning")
    return {
        code: Reasoning(item["words"], item["follows"], {"uz": item["uz"], "en": item["en"]}) for code, item in loaded.items()
    }

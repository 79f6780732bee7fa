"""How each check follows from its paragraph: the words that it hangs on, and the step from them to what is demanded."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from validators.regulation.own_data import own_data, regulation_data
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
    paragraph: str | None = None
    """The paragraph that it follows from, where the code of the check is another regulation's and names one of those."""

    @property
    def made_of_them(self) -> Message:
        """What is made of the words, in a few words of its own."""
        return FOLLOWS[self.follows]


@cache
def reasonings() -> Mapping[str, Reasoning]:
    """All of them, by the check's code."""
    return {
        code: Reasoning(item["words"], item["follows"], {"uz": item["uz"], "en": item["en"]}, item.get("paragraph"))
        for code, item in regulation_data("reasoning").items()
    }


def is_of_the_nizom(code: str) -> bool:
    """Whether a check follows from the Nizom, whichever regulation is in force."""
    return code in own_data("reasoning")

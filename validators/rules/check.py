"""The declaration of a check."""

import re
from dataclasses import dataclass
from datetime import date

from validators.other_regulation import other_regulation
from validators.regulation.reasoning import is_of_the_nizom, reasonings
from validators.regulation.setting_codes import Setting
from validators.source.finding import Authority, Severity
from validators.text.messages import Message

_CODE = re.compile(r"N-?(?P<paragraph>[0-9a-z.]+)-[0-9]+")
FIRST_RELEASE = "0.1.0"


# A check of a whole paragraph that is divided belongs to its first words.
_LEAD_INS = {"11": "11.0"}


@dataclass(frozen=True, slots=True)
class Check:
    """One requirement for records, under one code.

    `title` says what is wrong when it fails, `requirement` what should be so, `fix` what to write. Codes that begin with N name
    their paragraph. `setting` is the measure without which the check is off (authority S), unless a record may have an
    `own_measure`, as a request may say until when it is to be answered: then the setting is for those without. Which day's value
    counts, the rule itself asks for. `since` is the day before which no record is held to it. `introduced` is the release of this
    program that brought it.
    """

    code: str
    authority: Authority | None
    title: Message
    requirement: Message
    fix: Message
    setting: Setting | None = None
    own_measure: bool = False
    since: date | None = None
    warns: bool = False
    introduced: str = FIRST_RELEASE

    @property
    def clause(self) -> str | None:
        """The id of the paragraph behind the check; None for checks of files and for what another regulation does not ask."""
        match = _CODE.fullmatch(self.code)
        if match and other_regulation():
            reasoning = reasonings().get(self.code)
            return (reasoning.paragraph or match["paragraph"]) if reasoning else None
        return _LEAD_INS.get(match["paragraph"], match["paragraph"]) if match else None

    @property
    def severity(self) -> Severity:
        """A warning for what is derived; an error for what the Nizom says or a setting measures."""
        return "warning" if self.warns or self.authority == "D" else "error"

    @property
    def in_force(self) -> bool:
        """Whether the regulation in force asks for it: another one says of each check how it follows, or does not take it over.

        A check that neither it nor the Nizom gives a reason for is a mistake, and raises ValueError.
        """
        if not _CODE.fullmatch(self.code) or not other_regulation() or self.code in reasonings():
            return True
        if is_of_the_nizom(self.code):
            return False
        raise ValueError(f"{self.code}: reasoning.yaml does not say how it follows from the regulation")

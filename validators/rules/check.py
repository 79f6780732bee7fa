"""The declaration of a check."""

import re
from dataclasses import dataclass
from datetime import date

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
        """The id of the paragraph behind the check; None for checks of files."""
        match = _CODE.fullmatch(self.code)
        return _LEAD_INS.get(match["paragraph"], match["paragraph"]) if match else None

    @property
    def severity(self) -> Severity:
        """A warning for what is derived; an error for what the Nizom says or a setting measures."""
        return "warning" if self.warns or self.authority == "D" else "error"

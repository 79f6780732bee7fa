"""The Nizom as data: each paragraph's own words, our gloss, whether records can show it, and which edition was last read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from validators.regulation.citation import citation
from validators.source.libyaml_errors import BASE_LOADER

TEXT = Path(__file__).with_name("nizom.yaml")
REGISTER = Path(__file__).with_name("confirmed.yaml")

Checkable = Literal["yes", "partly", "no"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph by its id (`12.a.3`): its own words and our gloss; `reason` where it cannot be checked, or only in part.

    `changed` is the day of the edition that last changed its words; None if they are those of the first. Of `gloss`, `reason`,
    `defect` and `question` there is one in each language.
    """

    id: str
    chapter: str
    text: str
    """The Nizom's own words, in Uzbek, just as they were enacted."""
    gloss: Mapping[str, str]
    checkable: Checkable
    reason: Mapping[str, str] | None = None
    changed: date | None = None
    defect: Mapping[str, str] | None = None
    """What is unclear or wrong in the words themselves: it is shown next to them, and never corrected."""
    question: Mapping[str, str] | None = None
    """What the words leave open, for a lawyer to answer; until then the check is held as softly as they allow."""

    @property
    def citation(self) -> Mapping[str, str]:
        """How lawyers cite it, by language."""
        return citation(self.id)


@dataclass(frozen=True, slots=True)
class Register:
    """The editions, each by its first day, with which our glosses were compared and for which the checks were confirmed.

    None is the first edition, whose text has no date. `checks` are those confirmed for a later edition than all.
    """

    read: date | None
    confirmed: date | None
    checks: Mapping[str, date]

    def suspect(self, code: str, paragraph: Paragraph, edition: date | None) -> bool:
        """Whether the paragraph has changed, in an edition in force by S01, since the check was last confirmed.

        A later edition than any that was read may have changed every paragraph.
        """
        changes = [paragraph.changed, edition if self.read and edition and edition > self.read else None]
        confirmed = self.checks.get(code) or self.confirmed
        return any(day and (edition is None or day <= edition) and (confirmed is None or confirmed < day) for day in changes)


@cache
def paragraphs() -> Mapping[str, Paragraph]:
    """All paragraphs by id, in the order of the text."""
    found: dict[str, Paragraph] = {}
    for chapter in yaml.load(TEXT.read_text("utf-8"), Loader=BASE_LOADER)["chapters"]:
        for id_, item in chapter["paragraphs"].items():
            found[str(id_)] = Paragraph(
                str(id_),
                chapter["id"],
                item["text"],
                {"uz": item["uz"], "en": item["en"]},
                item["checkable"],
                item.get("reason"),
                _day(item.get("changed")),
                item.get("defect"),
                item.get("question"),
            )
    return found


@cache
def register() -> Register:
    """For which edition the glosses and the checks were last confirmed."""
    loaded = yaml.load(REGISTER.read_text("utf-8"), Loader=BASE_LOADER)
    checks = {code: date.fromisoformat(day) for code, day in loaded["checks"].items()}
    return Register(_day(loaded["read"]), _day(loaded["confirmed"]), checks)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


@cache
def chapters() -> Mapping[str, Mapping[str, str]]:
    """Return the chapters' glosses by id, in order."""
    loaded = yaml.load(TEXT.read_text("utf-8"), Loader=BASE_LOADER)["chapters"]
    return {chapter["id"]: {"uz": chapter["uz"], "en": chapter["en"]} for chapter in loaded}

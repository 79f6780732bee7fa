"""The Nizom as data: each paragraph's own words, our gloss, whether records can show it, and which edition was last read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from validators.regulation.citation import citation
from validators.regulation.own_data import own_data

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
class Confirmation:
    """Who confirmed a check, when, and against what: the digests of the paragraph's words and of the check as they were then."""

    by: str
    day: date
    words: str
    check: str


@dataclass(frozen=True, slots=True)
class Register:
    """With which edition the glosses were last compared, by its first day, and who confirmed which check.

    None is the first edition, whose text has no date.
    """

    read: date | None
    checks: Mapping[str, Confirmation]

    def is_unread(self, edition: date | None) -> bool:
        """Whether an edition came after the one that was read: it may have changed every paragraph."""
        return bool(self.read and edition and edition > self.read)


@cache
def paragraphs() -> Mapping[str, Paragraph]:
    """All paragraphs by id, in the order of the text."""
    found: dict[str, Paragraph] = {}
    for chapter in own_data("nizom")["chapters"]:
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
    """Which edition was read, and who confirmed which check."""
    loaded = own_data("confirmed")
    confirmed = {
        code: Confirmation(item["by"], date.fromisoformat(item["date"]), item["words"], item["check"])
        for code, item in loaded["checks"].items()
    }
    return Register(_day(loaded["read"]), confirmed)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


@cache
def chapters() -> Mapping[str, Mapping[str, str]]:
    """Return the chapters' glosses by id, in order."""
    loaded = own_data("nizom")["chapters"]
    return {chapter["id"]: {"uz": chapter["uz"], "en": chapter["en"]} for chapter in loaded}

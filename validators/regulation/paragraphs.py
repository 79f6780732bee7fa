"""The Nizom as data: each paragraph's own words, our gloss, whether records can show it, and which edition was last read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from validators.other_regulation import other_regulation
from validators.regulation.own_data import regulation_data

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
    cited_as: Mapping[str, str] | None = None
    """How it is cited, where it is no numbered paragraph."""


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
    for chapter in regulation_data("nizom")["chapters"]:
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
                item.get("cited_as"),
            )
    return found


@cache
def kinds_taken_over() -> frozenset[str]:
    """Return the kinds of this program that another regulation asks for, next to its own and to those of every register."""
    return frozenset(regulation_data("nizom").get("kinds", ()))


@cache
def left_open_elsewhere() -> Mapping[str, Sequence[str]] | None:
    """Return by the code of a setting which paragraphs of another regulation leave it open; None where the Nizom is in force."""
    return regulation_data("nizom").get("settings", {}) if other_regulation() else None


@cache
def register() -> Register:
    """Which edition was read, and who confirmed which check."""
    loaded = regulation_data("confirmed")
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
    loaded = regulation_data("nizom")["chapters"]
    return {chapter["id"]: {"uz": chapter["uz"], "en": chapter["en"]} for chapter in loaded}

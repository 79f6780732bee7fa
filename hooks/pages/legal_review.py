"""One printable document for a lawyer: the words, our gloss, how records are held to them, and what is left open."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from hooks.data.snapshot import Snapshot
from hooks.html.example_facts import Piece, pieces_of
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.nizom import Chapter
from hooks.pages.view import View
from validators.answers import coverage
from validators.answers.examples import Example, examples
from validators.regulation.paragraphs import Confirmation, Paragraph, register
from validators.regulation.reasoning import Reasoning, reasonings
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Definition, Edition, GivenSetting, definitions
from validators.rules.confirmed import digest_of_check, digest_of_words
from validators.rules.state import in_words, severity
from validators.source.finding import Authority
from validators.text.messages import Message, say

SHOWN = 8
"""How many letters of a digest are printed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An example as a lawyer reads it: the situation, and what the records say of it in the words of their pages."""

    situation: str
    as_of: date | None
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A check with all that a lawyer needs to judge it."""

    held: coverage.Held
    reasoning: Reasoning | None
    """How it follows from the paragraph."""
    is_error: bool
    """Whether a failure is an error today."""
    is_duty: bool
    state: Message
    """Whether it is on, and which settings it lacks."""
    settings: list[tuple[Definition, GivenSetting | None]]
    """The measures that it reads, each with its value of the day."""
    confirmation: Confirmation | None
    """Who last confirmed it."""
    words_digest: str
    check_digest: str
    """The last letters of what a confirmation names, so that a signed page says what was signed."""
    passing: Shown | None
    failing: Shown | None


@dataclass(frozen=True, slots=True)
class LegalReviewContext(PageContext):
    """The document for a lawyer."""

    template = "legal_review.html"

    chapters: list[Chapter]
    edition: Edition | None
    """The edition of the Nizom that is in force."""
    levels: dict[str, int]
    """How many checks there are by authority."""
    confirmed: int
    """How many checks somebody has read and confirmed."""
    checks: dict[str, Reviewed]
    """By code."""
    questions: list[coverage.Row]
    """Paragraphs that leave a question to a lawyer."""


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "legal-review", "nizom/legal-review.md", text(say("The Nizom and its checks, for a lawyer")), lambda: _review(snapshot),
        full_width=True, about=say("One document to print: the words, our gloss, the checks with examples, and open questions"),
    )  # fmt: skip


def _review(snapshot: Snapshot) -> LegalReviewContext:
    rows = coverage.covered(snapshot.repository, snapshot.findings)
    checks = {held.check.code: _reviewed(held, row.paragraph, snapshot) for row in rows for held in row.checks}
    authorities = Counter(reviewed.held.check.authority for reviewed in checks.values())
    return LegalReviewContext(
        chapters=Chapter.all_of(rows),
        edition=snapshot.repository.settings.value(Setting.EDITION_IN_FORCE, snapshot.as_of),
        levels={level: authorities[level] for level in get_args(Authority)},
        confirmed=sum(1 for reviewed in checks.values() if reviewed.confirmation and not reviewed.held.suspect),
        checks=checks,
        questions=[row for row in rows if row.paragraph.question],
    )


def _reviewed(held: coverage.Held, paragraph: Paragraph, snapshot: Snapshot) -> Reviewed:
    settings = snapshot.repository.settings
    code = held.check.code
    read = [one for one in definitions().values() if one.code == held.check.setting or code in one.read_by]
    passing, failing = examples(code)
    return Reviewed(
        held,
        reasonings().get(code),
        is_error=severity(held.check, settings) == "error",
        is_duty=any(held.check is duty for kind in snapshot.kinds.values() for duty, _ in kind.book.duties),
        state=in_words(held.on, held.missing),
        settings=[(one, settings.at(one.code, snapshot.as_of)) for one in read],
        confirmation=register().checks.get(code),
        words_digest=digest_of_words(paragraph)[-SHOWN:],
        check_digest=digest_of_check(held.check)[-SHOWN:],
        passing=_shown(passing),
        failing=_shown(failing),
    )


def _shown(example: Example | None) -> Shown | None:
    if example is None:
        return None
    return Shown(example.situation, date.fromisoformat(example.as_of) if example.as_of else None, pieces_of(example))

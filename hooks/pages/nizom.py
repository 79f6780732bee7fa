"""The Nizom, paragraph by paragraph, with its checks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hooks.data.snapshot import UZBEK, Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages.view import SearchEntry, View
from validators.answers import coverage
from validators.regulation.citation import citation
from validators.regulation.paragraphs import Paragraph, chapters, paragraphs
from validators.rules.check import Check
from validators.text.messages import say


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its paragraphs; `gloss` is its title by language."""

    number: str
    gloss: Mapping[str, str]
    rows: list[coverage.Row]

    @property
    def is_numbered(self) -> bool:
        """Whether it is a chapter of the text, and not the sheet behind it."""
        return self.number.isdigit()

    @classmethod
    def all_of(cls, rows: list[coverage.Row]) -> "list[Chapter]":
        """Return every chapter with its paragraphs, in the order of the text."""
        titles = chapters().items()
        return [cls(number, gloss, [row for row in rows if row.paragraph.chapter == number]) for number, gloss in titles]


@dataclass(frozen=True, slots=True)
class NizomContext(PageContext):
    """The page of the Nizom."""

    template = "nizom.html"

    chapters: list[Chapter]
    total: int
    """Paragraphs."""
    covered: int
    """Paragraphs with checks."""
    checks: int
    off: int
    """Checks that are off because their setting has no value."""
    suspect: int
    """Checks that have to be read against their paragraph again."""
    technical: list[Check]
    """Checks of files, which follow from no paragraph."""


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "nizom", "nizom/index.md", text(say("The Nizom and its checks")), lambda: _nizom(snapshot),
        search_entries=_search_entries, about=say("Each paragraph with its checks, and what no record can show"),
    )  # fmt: skip


def _search_entries() -> Iterator[SearchEntry]:
    for paragraph in paragraphs().values():
        title = f"Nizom: {UZBEK.pick(citation(paragraph.id))} ({paragraph.id})"
        yield SearchEntry(f"#p-{paragraph.id}", title, f"{UZBEK.pick(paragraph.gloss)} {paragraph.text}", _names(paragraph))


def _names(paragraph: Paragraph) -> tuple[str, ...]:
    """Return by which names search lists a paragraph before all else: its id, and the number by which people name it."""
    return paragraph.id, f"{paragraph.id.partition('.')[0]}-band"


def _nizom(snapshot: Snapshot) -> NizomContext:
    rows = coverage.covered(snapshot.repository, snapshot.findings)
    checks = [check for row in rows for check in row.checks]
    return NizomContext(
        chapters=Chapter.all_of(rows),
        total=len(rows),
        covered=sum(bool(row.checks) for row in rows),
        checks=len(checks),
        off=sum(not check.on for check in checks),
        suspect=sum(check.suspect for check in checks),
        technical=[check for check in snapshot.checks.values() if not check.clause],
    )

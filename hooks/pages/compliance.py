"""The Nizom as a map: how each of its paragraphs is held today, and the same as a list that is sorted and filtered."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from hooks.data.snapshot import UZBEK, Snapshot
from hooks.html.formatting import text
from hooks.html.page_context import PageContext
from hooks.pages import filters
from hooks.pages.filters import Filter
from hooks.pages.view import View
from validators.answers import coverage
from validators.regulation.citation import citation
from validators.regulation.paragraphs import Checkable, chapters
from validators.source.finding import Finding
from validators.text.messages import Message, say
from validators.text.uzbek import fold

State = Literal["wrong", "warned", "unmeasured", "whole", "partly", "not"]

STATES: dict[State, Message] = {
    "wrong": say("late or with errors"),
    "warned": say("with warnings"),
    "unmeasured": say("its measure is not given"),
    "whole": say("held whole, nothing found"),
    "partly": say("held in part, nothing found"),
    "not": say("nothing checks it"),
}
"""How a paragraph is held, in the order of the legend."""


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph on the map and in the list."""

    row: coverage.Row
    state: State
    open: list[Finding]
    """Its open findings."""
    off: int
    """Checks that are off because their setting has no value."""
    oldest: int
    """By how many days the oldest of what is late is late; 0 where nothing is."""
    order: str
    """What the browser sorts the paragraph by: its place in the text."""

    @property
    def checks(self) -> int:
        """How many checks hold records to it."""
        return len(self.row.checks)

    @property
    def words(self) -> str:
        """What search in the list looks at, folded."""
        paragraph = self.row.paragraph
        return fold(f"{paragraph.id} {UZBEK.pick(citation(paragraph.id))} {UZBEK.pick(paragraph.gloss)} {paragraph.text}")

    @property
    def short(self) -> str:
        """What its cell is called, within its line of the map."""
        return ".".join(self.row.paragraph.id.split(".")[-2:])

    @property
    def marks(self) -> filters.Marks:
        """What it is filtered by."""
        paragraph = self.row.paragraph
        return {
            "state": [text(STATES[self.state])],
            "chapter": [_chapter(paragraph.chapter)],
            "checkable": [text(coverage.CHECKABLE[paragraph.checkable])],
        }


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the map: the paragraphs of a clause, of a sub-clause, or clauses that have one paragraph each."""

    title: Message
    places: list[Place]


@dataclass(frozen=True, slots=True)
class MapChapter:
    """A chapter of the map."""

    title: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class ComplianceContext(PageContext):
    """The page of the map."""

    template = "compliance.html"

    chapters: list[MapChapter]
    places: list[Place]
    """The list: most findings first, then in the order of the text."""
    states: dict[State, Message]
    checkable: Mapping[Checkable, Message]
    counts: Counter[State]
    findings: int
    """Open findings of all paragraphs."""
    filters: list[Filter]


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "compliance", "nizom/map.md", text(say("How the Nizom is held")), lambda: _compliance(snapshot), full_width=True,
        about=say("The Nizom as a map: which paragraphs have something late or wrong, and which nothing checks"),
    )  # fmt: skip


def _compliance(snapshot: Snapshot) -> ComplianceContext:
    rows = coverage.covered(snapshot.repository, snapshot.findings)
    places = [_place(row, f"{index:03}", snapshot) for index, row in enumerate(rows)]
    marks = [place.marks for place in places]

    def values(name: str) -> list[str]:
        return [value for one in marks for value in one[name]]

    return ComplianceContext(
        chapters=[
            MapChapter(_chapter(number), list(_lines([place for place in places if place.row.paragraph.chapter == number])))
            for number in chapters()
        ],
        places=sorted(places, key=lambda place: (-len(place.open), -place.oldest)),
        states=STATES,
        checkable=coverage.CHECKABLE,
        counts=Counter(place.state for place in places),
        findings=sum(len(place.open) for place in places),
        filters=[
            *filters.choosing("state", filters.STATE, values("state")),
            *filters.choosing("chapter", say("Chapter"), values("chapter")),
            *filters.choosing("checkable", say("Checkable"), values("checkable")),
        ],
    )


def _place(row: coverage.Row, order: str, snapshot: Snapshot) -> Place:
    open_ = [finding for held in row.checks for finding in snapshot.findings_by_code.get(held.check.code, ()) if finding.is_open]
    due = [item.duty.due for item in snapshot.open_duties if item.check.clause == row.paragraph.id]
    late = [day for day in due if day < snapshot.as_of]
    off = sum(not held.on for held in row.checks)
    return Place(row, _state(row, open_, off), open_, off, max(((snapshot.as_of - day).days for day in late), default=0), order)


def _state(row: coverage.Row, open_: list[Finding], off: int) -> State:
    if any(finding.is_error or finding.is_overdue for finding in open_):
        return "wrong"
    if open_:
        return "warned"
    if not row.checks:
        return "not"
    if off:
        return "unmeasured"
    return "whole" if row.paragraph.checkable == "yes" else "partly"


def _chapter(number: str) -> str:
    title = UZBEK.pick(chapters()[number])
    return text(say("Chapter {number}. {title}", number=number, title=title)) if number.isdigit() else title


def _lines(places: list[Place]) -> Iterator[Line]:
    for above, found in groupby(places, key=lambda place: place.row.paragraph.id.split(".")[:-1]):
        own = list(found)
        first, last = own[0].row.paragraph.id, own[-1].row.paragraph.id
        if not first[0].isdigit():
            title = say("Acknowledgement")
        elif len(above) > 1:
            title = say("clause {clause}, sub-clause “{section}”", clause=above[0], section=above[1])
        elif above or first == last:
            title = say("clause {clause}", clause=above[0] if above else first)
        else:
            title = say("clauses {first}–{last}", first=first, last=last)
        yield Line(title, own)

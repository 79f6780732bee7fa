"""All open due dates as a list: chosen by person, unit, days, paragraph and state, the oldest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hooks.data.audience import audience
from hooks.data.display_name import display_name, name_by_id
from hooks.data.snapshot import UZBEK, Snapshot
from hooks.html.formatting import text
from hooks.pages import filters
from hooks.pages.filters import Filter
from hooks.pages.lists import LongListContext, order_of, rows_on_page
from hooks.pages.view import View
from validators.checks.run import DueDuty
from validators.regulation.citation import citation
from validators.text.messages import Message, say
from validators.text.uzbek import fold

MAX_DUTIES = 2_000
"""Duties in the list, the earliest; the rest are counted."""

OVERDUE, NEAR, AHEAD = say("overdue"), say("in the next 45 days"), say("later")


class DutiesByNearness(NamedTuple):
    """Open duties: overdue, due within the next days, and due later."""

    overdue: list[DueDuty]
    near: list[DueDuty]
    ahead: list[DueDuty]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty in the list: who does it, and what it is found by."""

    item: DueDuty
    person: str
    """The employee's id; empty where nobody is responsible or nobody is named."""
    unit: str
    words: str
    """What search in the list looks at, folded."""
    marks: filters.Marks
    orders: tuple[str, ...]
    """What the browser sorts the duty, the person and the unit by."""


@dataclass(frozen=True, slots=True)
class DutiesContext(LongListContext):
    """The page of due dates."""

    template = "duties.html"
    row_macro = "duty_row"

    rows: list[DutyRow]
    first: int
    """Rows on the page itself."""
    filters: list[Filter]
    counts: list[tuple[Message, int]]
    """How many are overdue, near and ahead."""
    left_out: int
    """Duties that the list has no room for."""


def duties_by_nearness(snapshot: Snapshot) -> DutiesByNearness:
    """Return the open duties in three groups, each by due date."""
    found = DutiesByNearness([], [], [])
    for item in snapshot.open_duties:
        if item.duty.soon(snapshot.as_of):
            found.near.append(item)
        elif item.duty.due < snapshot.as_of:
            found.overdue.append(item)
        else:
            found.ahead.append(item)
    return found


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page."""
    yield View(
        "duties", "duties.md", text(say("Due dates")), lambda: _duties(snapshot), full_width=True,
        about=say("All due dates: what is overdue and what falls due, by person, unit, days and paragraph"),
    )  # fmt: skip


def _duties(snapshot: Snapshot) -> DutiesContext:
    groups = duties_by_nearness(snapshot)
    states = dict(zip(groups._fields, (OVERDUE, NEAR, AHEAD), strict=True))
    found = [(item, states[name]) for name, items in groups._asdict().items() for item in items]
    rows = [row_of(item, {"state": [text(state)], "due": [str(item.duty.due)]}, snapshot) for item, state in found[:MAX_DUTIES]]
    marks = [row.marks for row in rows]
    return DutiesContext(
        rows,
        first=rows_on_page(rows),
        filters=filters_of(
            marks,
            [
                *filters.choosing("state", filters.STATE, filters.values_of("state", marks)),
                *filters.by_days("due", say("Due"), filters.values_of("due", marks), filters.months_around(snapshot.as_of)),
            ],
        ),
        counts=[(state, len(items)) for state, items in zip(states.values(), groups, strict=True)],
        left_out=len(found) - len(rows),
    )


def filters_of(marks: Sequence[filters.Marks], own: Iterable[Filter]) -> list[Filter]:
    """Return the filters of a list of duties with these marks: by person and unit, those of the list's own, and by paragraph."""
    return [
        *filters.choosing("responsible", filters.PERSON, filters.values_of("responsible", marks), filters.MAX_NAMES),
        *filters.choosing("owner", filters.UNIT, filters.values_of("owner", marks), filters.MAX_NAMES),
        *own,
        *filters.choosing("paragraph", filters.PARAGRAPH, filters.values_of("paragraph", marks), filters.MAX_NAMES),
    ]


def row_of(item: DueDuty, marks: filters.Marks, snapshot: Snapshot) -> DutyRow:
    """Return a duty as a row that these marks find too; the public build names nobody."""
    record = item.entry.record
    unit = item.duty.unit or (record.owner if record else "")
    person = (item.duty.responsible or (record.responsible if record else None) or "") if audience() == "internal" else ""
    names = [name_by_id(id_, snapshot.repository) for id_ in (person, unit)]
    what = text(item.duty.what)
    clause = item.check.clause
    return DutyRow(
        item,
        person,
        unit,
        fold(f"{item.entry.id} {what} {display_name(item.entry)} {' '.join(names)} {item.check.code}"),
        {
            "responsible": names[:1],
            "owner": names[1:],
            **marks,
            "paragraph": [UZBEK.pick(citation(clause))] if clause else [],
        },
        tuple(order_of(name) for name in (what, *names)),
    )

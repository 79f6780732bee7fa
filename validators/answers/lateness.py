"""The ledger of lateness: what was done after its day, and gaps inside a history. Nobody can cure it, so it is no finding."""

import json
from collections.abc import Iterable, Sequence
from datetime import date

from validators.answers.due import duty_as_json, rows_with_days
from validators.checks.run import DueDuty
from validators.kinds.employee.floor import floor
from validators.model.gaps import if_known
from validators.repository.repository import Repository
from validators.text import plurals
from validators.text.columns import table
from validators.text.messages import Language, say
from validators.text.sanitize import escape_json


def done_late(duties: Iterable[DueDuty], repository: Repository, as_of: date) -> list[DueDuty]:
    """Return those of the duties that were done after their day, as far as the Nizom held on that day, the latest done first.

    None where a record leaves open since when it held: then nothing proves that a duty was late.
    """
    first = if_known(lambda: floor(repository))
    if first is None:
        return []
    found = [item for item in duties if item.duty.state(as_of) == "late" and item.duty.due >= first]
    return sorted(found, key=lambda item: item.duty.done or item.duty.due, reverse=True)


def late_as_text(items: Sequence[DueDuty], repository: Repository, language: Language) -> str:
    """Return a line for each duty, and how many there are."""
    words = language.text
    if not items:
        return words(say("Nothing was done late"))
    total = words(say("Done after the due date: {count}. Kept for information, it blocks nothing", count=len(items)))
    return "\n".join([table(late_rows(items, repository, language)), total])


def late_rows(items: Iterable[DueDuty], repository: Repository, language: Language) -> list[tuple[str, ...]]:
    """Return a heading, and a row for each duty that was done late."""

    def days(item: DueDuty) -> tuple[str, ...]:
        done = item.duty.done or item.duty.due
        return item.duty.due.isoformat(), done.isoformat(), language.text(plurals.days(item.duty.late_by))

    return rows_with_days((say("Due"), say("Done"), say("Late")), days, items, repository, language)


def late_as_json(items: Sequence[DueDuty], repository: Repository, as_of: date, language: Language) -> str:
    """Return a versioned contract: the duties as `nizom due` gives them, with the day on which each was done and how late."""
    late = [late_duty_as_json(item, repository, as_of, language) for item in items]
    contract = {"version": 1, "as_of": as_of.isoformat(), "late": late}
    return escape_json(json.dumps(contract, ensure_ascii=False, indent=2))


def late_duty_as_json(item: DueDuty, repository: Repository, as_of: date, language: Language) -> dict[str, object]:
    """Return a duty that was done late as programs get it."""
    done = item.duty.done.isoformat() if item.duty.done else None
    return {**duty_as_json(item, repository, as_of, language), "done": done, "days_late": item.duty.late_by}

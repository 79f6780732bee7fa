"""What falls due: whose, when, and how many days are left; the overdue first."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from validators.checks.run import DueDuty
from validators.model.duty import NEAR
from validators.repository.nearest import title_of
from validators.repository.repository import Repository
from validators.text import plurals
from validators.text.columns import table
from validators.text.messages import Language, Message, say
from validators.text.sanitize import escape_json, one_line


def falling_due(duties: Sequence[DueDuty], as_of: date, until: date | None) -> Iterator[DueDuty]:
    """Of duties in the order of their due dates those that are not done and fall due by that day; without one, the near ones."""
    for item in duties:
        last = until or as_of + max(NEAR, item.duty.notice)
        if item.duty.open(as_of) and item.duty.due <= last:
            yield item


def owed_by(duties: Iterable[DueDuty], person: str | None, unit: str | None) -> Iterator[DueDuty]:
    """Those of the duties for which this employee, and this unit, answers; None asks for everybody's."""
    for item in duties:
        if person in (None, item.duty.responsible) and unit in (None, item.duty.unit):
            yield item


def due_as_text(items: Sequence[DueDuty], repository: Repository, as_of: date, until: date, language: Language) -> str:
    """Return a line for each duty, and how many there are."""
    words = language.text
    if not items:
        return words(say("Nothing is overdue, and nothing falls due by {until}", until=until))
    rows = duty_rows(items, repository, as_of, language)
    waived = sum(item.exempted_by(as_of) is not None for item in items)
    overdue = sum(item.duty.due < as_of for item in items) - waived
    early = sum(item.duty.due > until for item in items)
    ahead = len(items) - overdue - waived - early
    lines = [words(say("{overdue} overdue, {ahead} more fall due by {until}", overdue=overdue, ahead=ahead, until=until))]
    if waived:
        lines.append(words(say("{count} more were due, and are exempted", count=waived)))
    if early:
        lines.append(words(say("{count} more fall due later, and are reported early as S10 says", count=early)))
    return "\n".join([table(rows), *lines])


def duty_rows(items: Sequence[DueDuty], repository: Repository, as_of: date, language: Language) -> list[tuple[str, ...]]:
    """Return a heading, and a row for each duty."""

    def days(item: DueDuty) -> tuple[str, ...]:
        return item.duty.due.isoformat(), _left(item, as_of, language)

    return rows_with_days((say("Due"), say("Remains")), days, items, repository, language)


def rows_with_days(
    head: Sequence[Message],
    days: Callable[[DueDuty], tuple[str, ...]],
    items: Iterable[DueDuty],
    repository: Repository,
    language: Language,
) -> list[tuple[str, ...]]:
    """Return a heading, and a row for each duty: its days, under the words of `head`, then what it is and who answers for it."""
    words = language.text
    about = (say("Check"), say("Duty"), say("Record"), say("Responsible"), say("Unit"))
    rows = [
        (
            *days(item),
            item.check.code,
            one_line(words(item.duty.what)),
            item.entry.id,
            title_of_record(item.duty.responsible, repository),
            title_of_record(item.duty.unit, repository),
        )
        for item in items
    ]
    return [tuple(map(words, (*head, *about))), *rows]


def due_as_json(items: Sequence[DueDuty], repository: Repository, as_of: date, until: date, language: Language) -> str:
    """Return a versioned contract; `days` are those left until the due date, less than 0 when it has passed."""
    duties = [duty_as_json(item, repository, as_of, language) for item in items]
    contract = {"version": 1, "as_of": as_of.isoformat(), "until": until.isoformat(), "duties": duties}
    return escape_json(json.dumps(contract, ensure_ascii=False, indent=2))


def duty_as_json(item: DueDuty, repository: Repository, as_of: date, language: Language) -> dict[str, object]:
    """Return a duty as programs get it."""
    return {
        "due": item.duty.due.isoformat(),
        "days": (item.duty.due - as_of).days,
        "state": item.duty.state(as_of),
        "code": item.check.code,
        "clause": item.check.clause,
        "authority": item.check.authority,
        "what": language.text(item.duty.what),
        "record": item.entry.id,
        "path": item.entry.path,
        "line": item.entry.document.span(item.duty.at).line,
        "field": str(item.duty.at),
        "responsible": item.duty.responsible,
        "responsible_title": title_of_record(item.duty.responsible, repository) or None,
        "unit": item.duty.unit,
        "unit_title": title_of_record(item.duty.unit, repository) or None,
        "waived": item.exempted_by(as_of),
        **({"acknowledged": item.acknowledged.waiver} if item.acknowledged else {}),
    }


def _left(item: DueDuty, as_of: date, language: Language) -> str:
    if (state := item.duty.state(as_of)) in ("done", "late"):
        return language.text(say("done") if state == "done" else say("done late"))
    days = (item.duty.due - as_of).days
    if days < 0:
        late = say("{days} late", days=plurals.days(-days))
        covered = item.acknowledged.in_words() if item.acknowledged else item.exempted_by(as_of)
        return language.text(say("{late} ({waiver})", late=late, waiver=covered) if covered else late)
    return language.text(say("today") if days == 0 else plurals.days(days))


def title_of_record(id_: str | None, repository: Repository) -> str:
    """Return what a record is called; its id where it is not there, or broken so that its title cannot be read."""
    entry = repository.find(id_ or "")
    return one_line((entry and title_of(entry)) or id_ or "")

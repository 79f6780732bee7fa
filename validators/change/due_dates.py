"""C04: a due date moves, or goes, only openly: with an extension next to it, allowed by somebody who may allow it (12.a.2)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from validators.approval.authority import holders
from validators.change.changes import Change, Changes, status_of
from validators.kinds.dataset import PeriodChange, is_longer
from validators.kinds.endings import OUTSIDE
from validators.kinds.organization import Organization
from validators.model.digest import NEXT_EDITION
from validators.model.fields import fields_of
from validators.model.gaps import if_known
from validators.model.items import identifier
from validators.model.record import Endable, Extension, Part
from validators.model.roles import Role
from validators.model.written.notations import is_day
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.evidence import decisions_in
from validators.rules.kind import Kind
from validators.rules.superiors import SUPERIORS
from validators.source.edits.cure import Add, Cure
from validators.source.finding import Problem
from validators.source.route import ROOT, Route
from validators.text.messages import Message, choice, one_of, say
from validators.text.uzbek import fold

ABOVE = ("agency", "ministry", "inspectorate", "other")
"""Types of bodies that may move a due date of a record that nobody approves; units and system organisations may not."""

CANCELLED = 'cancelled: {reason: "…", by: …, date: …}'
"""What is written next to a due date that is not wanted any more."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due date then and now, each with what it belongs to, as written; `at` is the route to that.

    `now` is None where the date, or what it belonged to, is gone; `at` then leads to where it was.
    """

    at: Route
    then: str
    now: str | None
    values_then: Values
    values_now: Values
    name: str = ""

    @property
    def extensions_then(self) -> list[Any]:
        """The moves that were there before."""
        return _list(self.values_then.get("extensions"))

    @property
    def extensions_now(self) -> list[Any]:
        """The moves that are there now."""
        return _list(self.values_now.get("extensions"))


def moves_due_dates_openly(change: Change, changes: Changes) -> Iterator[Problem]:
    """C04 (12.a.2): a due date moves with an extension that says why and who allowed it; a draft promises nothing yet."""
    before, after = change.before, change.after
    if after is None or not after.document.readable:
        return
    if before is None or status_of(before) == "draft":
        yield from _decided_outside_approvals(before, after, changes.base)
        return
    dues = list(_due_dates(before.document.values, after.document.values, after.kind.model))
    yield from _decided_outside_approvals(before, after, changes.base, {due.at for due in dues} | {ROOT})
    yield from _ended(after.document.values, before, changes.base)
    yield from _longer_period(before.document.values, after.document.values, after.kind.model)
    for due in dues:
        yield from _moved(due)
        yield from _cancelled(due, before, changes.base)
        if due.extensions_now[: len(due.extensions_then)] == due.extensions_then:
            for index in range(len(due.extensions_then), len(due.extensions_now)):
                yield from _unsaid(due.at / "extensions" / index, due.extensions_now[index], Extension)
                yield from _not_allowed(due.at / "extensions" / index, due.extensions_now[index], before, changes.base)


def _decided_outside_approvals(
    before: RecordFile | None, after: RecordFile, base: Repository, judged: Collection[Route] = ()
) -> Iterator[Problem]:
    """Yield what a change brings along with steps that do not cover it, by somebody who may not decide it.

    A digest leaves out how a due date moved and what was given up. Where a date of the record before is `judged` already, it is
    passed over; what is new in a record, such as a measure of its next edition, is not.
    """
    if not any(isinstance(step, dict) and step.get("digest") for step in _list(after.document.values.get("approvals"))):
        return
    there = before.decided if before else frozenset()
    for decision in decisions_in(after.id, after.document.values):
        about = decision.at.parent.parent if decision.what == "extensions" else decision.at.parent
        if decision.block in there or decision.at.first_key == NEXT_EDITION or about in judged:
            continue
        if decision.what == "extensions":
            yield from _not_allowed(decision.at, decision.written, before or after, base)
        elif decision.what == "cancelled" or (decision.what == "ended" and after.kind.chain):
            yield from _not_theirs(decision.at, decision.written, before or after, base)


def _longer_period(then: Values, now: Values, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield a problem if a period of updating became longer and the one before is not written next to it (12.g.1)."""
    old, new = _of(then, "period"), _of(now, "period")
    if "period_changes" not in fields_of(model) or not old or not is_longer(old, new):
        return
    added = _list(now.get("period_changes"))[len(_list(then.get("period_changes"))) :]
    for index, change in enumerate(added, len(_list(then.get("period_changes")))):
        yield from _unsaid(Route("period_changes", index), change, PeriodChange)
    if not any(_of(change, "old") == old for change in added):
        message = say("The period was “{old}” and is longer, but nothing says why", old=choice(old))
        line = f'period_changes: [{{old: {old}, date: …, reason: "…", basis: …}}]'
        yield Problem("period", message, say("Next to period: write “{line}”; or restore the previous period", line=line))


def _unsaid(at: Route, decision: Any, group: type[Part]) -> Iterator[Problem]:
    """Yield a problem if a decision that opens the way for a change does not say all that it must: nothing else asks for that."""
    missing = [field for field in fields_of(group).values() if field.required and not _of(decision, field.name)]
    if isinstance(decision, dict) and missing:
        message = say("It does not say: {what}", what=tuple(field.title for field in missing))
        hint = say("Write in it: {line}", line=", ".join(f"{field.name}: …" for field in missing))
        yield Problem(at, message, hint)


def _moved(due: DueDate) -> Iterator[Problem]:
    """Yield what is wrong with how a due date moved, no matter who allowed it."""
    if due.now is None:
        called = say("“{name}”, due on {old}", name=due.name, old=_day(due.then)) if due.name else _day(due.then)
        hint = say("Put it back with its due date. What is given up stays, and says who decided: “{line}”", line=CANCELLED)
        yield Problem(due.at, say("A due date was removed: {due}", due=called), hint)
        return
    if due.extensions_now[: len(due.extensions_then)] != due.extensions_then:
        yield Problem(due.at / "extensions", say("An extension that was there before was edited or removed"))
        return
    added = due.extensions_now[len(due.extensions_then) :]
    for index, (earlier, later) in enumerate(pairwise(added), len(due.extensions_then) + 1):
        if _of(earlier, "new") != _of(later, "old"):
            message = say("The date was {old} before this move, but the move before it ended on {new}",
                          old=_day(_of(later, "old")), new=_day(_of(earlier, "new")))  # fmt: skip
            yield Problem(due.at / "extensions" / index / "old", message)
    leads = bool(added) and _of(added[0], "old") == due.then and _of(added[-1], "new") == due.now
    if due.then != due.now and not leads:
        message = say("The due date was {old} and is {new}, without an extension that says so",
                      old=_day(due.then), new=_day(due.now))  # fmt: skip
        yield Problem(due.at / "due", message, _to_write(due), cure=_begun(due))


def _cancelled(due: DueDate, before: RecordFile, base: Repository) -> Iterator[Problem]:
    """Yield what is wrong with how a part of a record was given up: it says by whom and why, and stays so."""
    then, now = (values.get("cancelled") for values in (due.values_then, due.values_now))
    if due.now is None or due.at == ROOT:
        return
    if then:
        if now != then:
            yield Problem(due.at / "cancelled", say("That it was given up was edited or removed"))
    elif isinstance(now, dict):
        yield from _not_theirs(due.at / "cancelled", now, before, base)
    elif "cancelled" == due.values_now.get("status") != due.values_then.get("status"):
        hint = say("Next to its status write “{line}”; or restore the previous status", line=CANCELLED)
        yield Problem(due.at / "status", say("It was given up, but nothing says who decided"), hint)


def _ended(now: Values, before: RecordFile, base: Repository) -> Iterator[Problem]:
    """Yield a problem if a record of a kind that somebody approves was ended by somebody who may not."""
    ended = now.get("ended")
    if before.kind.chain and isinstance(ended, dict) and ended != before.document.values.get("ended"):
        yield from _not_theirs(Route("ended"), ended, before, base)


def _not_theirs(at: Route, decision: Values, before: RecordFile, base: Repository) -> Iterator[Problem]:
    by, day = _of(decision, "by"), _day(_of(decision, "date"))
    if by and isinstance(day, date) and not _has_power(by, day, before, base):
        message = say("{id} may not give this up, by what was known on {day} before the change", id=by, day=day)
        hint = say("It is for: {roles}. Who holds an office is in setting S05", roles=one_of(_roles(before.kind, base)))
        if _is_from_outside(before):
            hint = say("Under by: write the id of the body that took it back")
        yield Problem(at / "by", message, hint)


def _has_power(by: str, day: date, before: RecordFile, base: Repository) -> bool:
    """Return whether somebody may decide on what a record owes: a body outside if it came from there, else who approves it."""
    if _is_from_outside(before):
        body = base.get(by, Organization)
        return body is not None and body.alive and body.type in OUTSIDE
    return any(by in holders(role, day, base) for role in _roles(before.kind, base))


def _is_from_outside(before: RecordFile) -> bool:
    """Return whether only a body outside the Agency moves or ends what a record owes, as far as it is known before the change."""
    record = before.record
    return isinstance(record, Endable) and bool(if_known(lambda: record.ends_outside))


def _is_above(by: str, before: RecordFile, base: Repository) -> bool:
    """Return whether a body may move a date of a record of ours that nobody approves."""
    body = base.get(by, Organization)
    return before.kind.chain is None and not _is_from_outside(before) and bool(body and body.alive and body.type in ABOVE)


def _roles(kind: Kind, base: Repository) -> tuple[Role, ...]:
    """Return who decides on records of a kind: last by its chain, and the two to whom the department answers."""
    return tuple(dict.fromkeys((*deciding_roles(kind, base), *SUPERIORS)))


def _to_write(due: DueDate) -> Message:
    """Return which `extensions` it is, and the line to write there; a new date that is none is left open."""
    new = due.now if due.now and is_day(due.now) else "…"
    entry = f'{{old: {due.then}, new: {new}, reason: "…", allowed_by: …, date: …}}'
    line = f"- {entry}" if due.extensions_now else f"extensions: [{entry}]"
    if due.at == ROOT:
        return say(
            "Next to the record's own due:, not in one of its parts, write “{line}”; or restore the previous date", line=line
        )
    return say("In {part}, next to its due:, write “{line}”; or restore the previous date", part=due.at.for_people(), line=line)


def _begun(due: DueDate) -> Cure | None:
    """Return the beginning of an extension: from which day to which; why, and who allowed it, only a person knows."""
    if due.extensions_now != due.extensions_then or due.now is None or not is_day(due.now):
        return None
    return Cure(Add(due.at / "extensions", {"old": due.then, "new": due.now}, "due"))


def _not_allowed(at: Route, extension: Any, before: RecordFile, base: Repository) -> Iterator[Problem]:
    """Yield a problem if somebody allowed an extension who may not, by the people and the settings of the base."""
    by, day = _of(extension, "allowed_by"), _day(_of(extension, "date"))
    if not by or not isinstance(day, date):
        return  # reported as a fault of the file
    if not _has_power(by, day, before, base) and not _is_above(by, before, base):
        message = say("{id} may not move this due date, by what was known on {day} before the change", id=by, day=day)
        hint = say("It is for: {roles}. Who holds an office is in setting S05", roles=one_of(_roles(before.kind, base)))
        if _is_from_outside(before):
            hint = say("Under allowed_by: write the id of the body that moved it")
        yield Problem(at / "allowed_by", message, hint)


def deciding_roles(kind: Kind, repository: Repository) -> tuple[Role, ...]:
    """Return who decides last on records of a kind, by its chain and the settings; nobody in particular where they name none."""
    return kind.chain.steps[-1].roles_for(kind.name, repository.settings, None) if kind.chain else ()


def _due_dates(then: Values, now: Values, model: type[BaseModel], at: Route = ROOT) -> Iterator[DueDate]:
    """Yield each due date of a record and of its parts that has extensions next to it, with what became of it."""
    if _is_extended(model) and isinstance(due := then.get("due"), str) and due:
        written = now.get("due")
        new = written if isinstance(written, str) and written else None
        yield DueDate(at, due, new, then, now)
    for key, field in fields_of(model).items():
        if field.group is None or key == NEXT_EDITION or not _leads_to_extensions(field.group):
            continue  # what a next edition says binds nobody yet
        old, new_items = then.get(key), now.get(key)
        if field.many:
            yield from _in_lists(_list(old), _list(new_items), field.group, at / key)
        elif isinstance(old, dict):
            yield from _due_dates(old, new_items if isinstance(new_items, dict) else {}, field.group, at / key)


def _in_lists(then: list[Any], now: list[Any], group: type[Part], at: Route) -> Iterator[DueDate]:
    found = partners(then, now, group)
    for index, item in enumerate(then):
        if not isinstance(item, dict):
            continue
        if index in found:
            yield from _due_dates(item, now[found[index]], group, at / found[index])
        else:
            for due in _due_dates(item, {}, group, at):
                yield DueDate(at, due.then, None, {}, {}, str(identifier(item, group) or ""))


def partners(then: Sequence[Any], now: Sequence[Any], group: type[Part]) -> dict[int, int]:
    """Return by the index of each item then its index now: first the same item, then one of the same name, then the likest."""
    found: dict[int, int] = {}
    for likeness in (_same, _named_alike, _likeness):
        left = [index for index, item in enumerate(then) if index not in found and isinstance(item, dict)]
        free = [index for index, item in enumerate(now) if index not in found.values() and isinstance(item, dict)]
        pairs = ((likeness(then[old], now[new], group), -abs(old - new), old, new) for old in left for new in free)
        for score, _, old, new in sorted(pairs, reverse=True):
            if score > 0 and old not in found and new not in found.values():
                found[old] = new
    return found


def _same(then: Values, now: Values, group: type[Part]) -> float:
    return float(then == now)


def _named_alike(then: Values, now: Values, group: type[Part]) -> float:
    """Return how like two items of the same name are; 0 if they have different ones."""
    names = [fold(str(identifier(item, group) or "")) for item in (then, now)]
    return _likeness(then, now, group) if names[0] == names[1] != "" else 0


def _likeness(then: Values, now: Values, group: type[Part]) -> float:
    """Return how much of what two items say is the same; never 0, so that what is left over is what has no partner."""
    same = sum(1 for key, value in then.items() if now.get(key) == value)
    return (1 + same) / (1 + len({*then, *now}))


def _is_extended(model: type[BaseModel]) -> bool:
    return {"due", "extensions"} <= fields_of(model).keys()


def _leads_to_extensions(model: type[BaseModel]) -> bool:
    """Return whether there may be a due date with extensions in a group."""
    return _is_extended(model) or any(_leads_to_extensions(field.group) for field in fields_of(model).values() if field.group)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _of(extension: Any, key: str) -> str:
    written = extension.get(key) if isinstance(extension, dict) else None
    return written if isinstance(written, str) else ""


def _day(written: str) -> date | str:
    """Return the day that is written; the text itself, if it is no day."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written

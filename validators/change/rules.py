"""Rules for changes: what a record may not do between a base revision and now (C01–C09).

Records are matched by id, so that a renamed file is the same record. Everything here is a function of the two repositories;
what only history knows, such as the ids that were ever given out, is handed in.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from validators.checks.change_codes import APPROVAL, CLOSED, DELETED, DIGEST, DUE, IDENTITY, RELIED_ON, STATUS, UNSEALED
from validators.kinds.employee.model import Employee
from validators.model.digest import TEXT, covered, digest_of, in_words
from validators.model.digest import changed_routes as changed_facts
from validators.model.fields import is_personal
from validators.model.record import Approval, Record
from validators.model.roles import OUTSIDE_ROLES
from validators.regulation.setting_codes import Setting
from validators.repository.paths import folder_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.chain import standing
from validators.rules.check import Check
from validators.rules.extensions import moved_without_extension
from validators.rules.superiors import SUPERIORS
from validators.source.finding import Problem
from validators.source.route import ROOT, Route
from validators.text.messages import choice, option, say
from validators.text.uzbek import fold

NAMED = 5
"""How many of the records that name another are listed by id."""
NOT_REWRITING = frozenset({"related", "replaces", "replaced_by", "summary"})
"""Facts that may be written into a closed record: they point away from it, or only introduce it."""
COMPLETING = frozenset({"document", "part", "to"})
"""What may be added to a step later where it was left out: it changes nothing of who decided what, when, on which content."""
AUTHORITY = ("status", "owner", "hired", "left", "service", "acting", "absences", "keys", "email", "account", "type")
"""Facts of an employee or a body on which it rests what they may decide, and how it is known that they did."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; without `before` it is new, without `after` it is gone."""

    before: RecordFile | None
    after: RecordFile | None


@dataclass(frozen=True)
class Changes:
    """Everything that differs between a base and a head; `once_given` are ids that history knows and the base no longer has."""

    base: Repository
    head: Repository
    once_given: frozenset[str] = frozenset()

    @cached_property
    def all(self) -> list[Change]:
        """Each record that was changed or put into another folder, then those that are gone, then those that are new.

        What is in the file of a record that is gone is new too, even if another file has its id.
        """
        files = {entry.path: entry for entry in self.head.files}
        kept, gone, followed = [], [], set()
        for entry in self.base.files:
            if not entry.id or self.base.find(entry.id) is not entry:
                continue
            here = files.get(entry.path)
            after = here if here and here.id == entry.id else self.head.find(entry.id)
            if after is None:
                gone.append(Change(entry, None))
                continue
            followed.add(after.path)
            if after.document.text != entry.document.text or folder_of(after.path) != folder_of(entry.path):
                kept.append(Change(entry, after))
        left = {change.before.path for change in gone if change.before}
        new = [
            Change(None, entry)
            for entry in self.head.files
            if entry.id and entry.path not in followed and (entry.path in left or self._first_has_it(entry))
        ]
        return [*kept, *gone, *new]

    def _first_has_it(self, entry: RecordFile) -> bool:
        """Whether an id is new, and this file's."""
        return self.head.find(entry.id) is entry and not self.base.find(entry.id)

    @cached_property
    def new_names(self) -> Mapping[str, RecordFile]:
        """By the id of a record that is gone, the new record that seems to be the same one under another id."""
        new = [change.after for change in self.all if change.before is None and change.after]
        at = {entry.path: index for index, entry in enumerate(new)}
        called: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, entry in enumerate(new):
            called[entry.kind.name, _title(entry)].append(index)
        found: dict[str, RecordFile] = {}
        taken: set[int] = set()
        for change in self.all:
            if change.before and change.after is None:
                before = change.before
                near = {*called.get((before.kind.name, _title(before)), ()), at.get(before.path, -1)} - taken - {-1}
                same = (index for index in sorted(near) if _alike(before, new[index]))
                if (index := next(same, -1)) >= 0:
                    taken.add(index)
                    found[before.id] = new[index]
        return found


def _alike(before: RecordFile, after: RecordFile) -> bool:
    """Whether a record under a new id is the old one: in the same file, or with the same title and most of the same facts."""
    if before.path == after.path:
        return True
    return before.kind is after.kind and _title(before) == _title(after) != "" and _shared(before, after) > 1 / 2


def _title(entry: RecordFile) -> str:
    title = entry.document.values.get("title")
    return fold(title) if isinstance(title, str) else ""


def _shared(before: RecordFile, after: RecordFile) -> float:
    """How much of what two records say is the same, from 0 to 1; their id does not count."""
    then = {**before.document.values, "body": before.document.body.strip()}
    now = {**after.document.values, "body": after.document.body.strip()}
    same = sum(bool(now.get(key) == value) for key, value in then.items() if key != "id")
    return same / max(1, len({*then, *now} - {"id"}))


ChangeRule = Callable[[Change, Changes], Iterator[Problem]]


def judged(changes: Changes) -> Iterator[tuple[Check, Problem, RecordFile]]:
    """Yield every breach of a change check, with the file of the record that it concerns."""
    for change in changes.all:
        told = change.after or change.before
        for check, rule in RULES:
            for problem in rule(change, changes):
                if told:
                    yield check, problem, told


def keeps_its_id(change: Change, changes: Changes) -> Iterator[Problem]:
    """C01: an id is given once, to one record, and stays with it."""
    if change.after is None or not change.after.document.readable:
        return
    if change.before is None:
        former = next((id_ for id_, entry in changes.new_names.items() if entry is change.after), None)
        if former:
            yield Problem("id", say("This record was called {id}", id=former), say("Write the old id again: {id}", id=former))
        elif change.after.id in changes.once_given:
            yield Problem("id", say("{id} was another record's id, which was deleted earlier", id=change.after.id))
    elif _title(change.before) != _title(change.after) and _shared(change.before, change.after) < 1 / 2:
        before = change.before.record.title if change.before.record else change.before.path
        yield Problem("id", say("{id} was another record: “{title}”", id=change.after.id, title=before))


def is_withdrawn_not_deleted(change: Change, changes: Changes) -> Iterator[Problem]:
    """C02: what was once a record can still be looked up; an invented example may go."""
    before = change.before
    if change.after or before is None or before.id in changes.new_names or (before.record and before.record.sample):
        return
    cited = sorted({record.id for record, _ in changes.head.cited_by(before.id)})
    message = say("{id} was deleted", id=before.id)
    if cited:
        more = " …" if len(cited) > NAMED else ""
        message = say("{id} was deleted; it is named by: {records}", id=before.id, records=", ".join(cited[:NAMED]) + more)
    lifecycle = before.kind.lifecycle
    ends = [status for status in lifecycle.statuses if lifecycle.over(status)]
    hint = (
        say("Bring the file back, and write under status one of: {choices}", choices=tuple(map(option, ends))) if ends else None
    )
    yield Problem(ROOT, message, hint)


def moves_along_its_lifecycle(change: Change, changes: Changes) -> Iterator[Problem]:
    """C03: a status goes only where its kind's lifecycle lets it."""
    before, after = _records(change)
    if before is None or after is None or change.after is None or before.status == after.status:
        return
    onward = change.after.kind.lifecycle.moves.get(before.status, ())
    if after.status not in onward:
        message = say("The status went from “{old}” to “{new}”", old=choice(before.status), new=choice(after.status))
        choices = tuple(map(option, (before.status, *onward)))
        hint = say("From there it may stay, or go on: {choices}", choices=choices)
        if not onward:
            hint = say("The status of a closed record does not change: write “status: {status}” again", status=before.status)
        yield Problem("status", message, hint)


def moves_due_dates_openly(change: Change, changes: Changes) -> Iterator[Problem]:
    """C04 (12.a.2): a due date moves with an extension that says why and who allowed it; a draft promises nothing yet."""
    before, after = _records(change)
    if before and after and before.status != "draft":
        yield from moved_without_extension(before, after)


def keeps_its_approvals(change: Change, changes: Changes) -> Iterator[Problem]:
    """C05 (15.1): what somebody decided stays as it was written; what is not yet whole may be completed."""
    if change.before is None or change.after is None or not change.after.document.readable:
        return
    now, kept = _steps(change.after), _kept(change)
    for index, step in enumerate(_steps(change.before)):
        if index in kept:
            continue
        decision = choice(str(step.get("decision") or "–"))
        if index < len(now) and index not in kept.values() and now[index].get("decision") == step.get("decision"):
            keys = ", ".join(sorted(key for key in {*step, *now[index]} if step.get(key) != now[index].get(key)))
            message = say("The step “{step}” was edited: {keys}", step=decision, keys=keys)
            yield Problem(Route("approvals", index), message)
        else:
            yield Problem("approvals", say("The step “{step}” was removed", step=decision))


def _kept(change: Change) -> dict[int, int]:
    """Return the index now of each step that is still there, by its index then: as it was written, or else completed."""
    if change.before is None or change.after is None:
        return {}
    then, now = _steps(change.before), _steps(change.after)
    kept: dict[int, int] = {}
    for same in (dict[str, object].__eq__, partial(_completed, change.before)):
        for index, step in enumerate(then):
            if index not in kept:
                free = (other for other in range(len(now)) if other not in kept.values() and same(step, now[other]))
                if (found := next(free, None)) is not None:
                    kept[index] = found
    return kept


def _steps(entry: RecordFile) -> list[dict[str, object]]:
    written = entry.document.values.get("approvals")
    return [step for step in written if isinstance(step, dict)] if isinstance(written, list) else []


def _completed(entry: RecordFile, step: dict[str, object], now: dict[str, object]) -> bool:
    """Whether only what the step lacked was added: anything to a record that did not read, else what says where to find it.

    Who entered a decision here is said of other bodies' only.
    """
    added = {key for key in now if key not in step}
    completing = COMPLETING | {"recorded_by"} if step.get("role") in OUTSIDE_ROLES else COMPLETING
    return {**now, **step} == now and (entry.record is None or added <= completing)


def keeps_to_what_was_approved(change: Change, changes: Changes) -> Iterator[Problem]:
    """C06: what was decided on is what is there, until it is decided on again."""
    before, after = _records(change)
    if before is None or after is None:
        return
    facts = _covered(change)
    then, now = map(digest_of, facts)
    if then == now:
        return
    kept = _kept(change)
    for earlier, step in enumerate(before.approvals):
        if step.digest != then or any(_renews(other, step, now) for other in after.approvals):
            continue
        index = kept.get(earlier)
        if index is not None:
            routes = tuple(map(in_words, changed_facts(*facts)))
            message = say("The step “{step}” of {day} covers something else: {routes} changed",
                          step=choice(step.decision), day=step.date, routes=routes)  # fmt: skip
            yield Problem(Route("approvals", index), message)


def says_what_was_decided_on(change: Change, changes: Changes) -> Iterator[Problem]:
    """C09: for steps without a digest, nothing else would ever show that they were taken on something else."""
    before, after = _records(change)
    if before is None or after is None or change.before is None or change.before.over:  # what is closed is C07's
        return
    kept = _kept(change)
    taken = {kept.get(index) for index, step in standing(before) if step.digest is None and step.decision != "rejected"}
    left = [(index, step) for index, step in standing(after) if index in taken]
    routes = tuple(map(in_words, changed_facts(*_covered(change)))) if left else ()
    if routes:
        steps = tuple(say("“{step}” of {day}", step=choice(step.decision), day=step.date) for _, step in left)
        message = say("Changed: {routes}. Nothing says what these steps were taken on: {steps}",
                      routes=routes, steps=steps)  # fmt: skip
        yield Problem(Route("approvals", left[0][0]), message)


def _renews(step: Approval, earlier: Approval, digest_now: str) -> bool:
    return step.decision == earlier.decision and step.digest == digest_now and step.date >= earlier.date


def leaves_closed_periods_alone(change: Change, changes: Changes) -> Iterator[Problem]:
    """C07: what was filed or completed is not rewritten; who legally opens it again may write."""
    before, after = _records(change)
    if before is None or after is None or change.before is None or change.after is None or not change.before.over:
        return
    if after.status in change.before.kind.lifecycle.moves.get(before.status, ()) and not change.after.over:
        return
    for route in changed_facts(*_covered(change)):
        # A personal value may be taken out of any record, and is reported nowhere.
        if route.first_key not in NOT_REWRITING and not is_personal(change.after.kind.model, route):
            if route == TEXT:
                message = say("The record is closed (“{status}”), and its text was rewritten", status=choice(before.status))
                yield Problem(ROOT, message)
            else:
                message = say("The record is closed (“{status}”), and {route} was rewritten",
                              status=choice(before.status), route=route.for_people())  # fmt: skip
                yield Problem(route, message)


def rests_on_people_who_were_there(change: Change, changes: Changes) -> Iterator[Problem]:
    """C08 (7, 8): who decides held the office before the change that shows the decision."""
    if change.after is None or change.after.record is None:
        return
    decided_before = set(_kept(change).values()) if change.before and change.before.record else set()
    for index, step in enumerate(change.after.record.approvals):
        if index in decided_before:
            continue
        if step.role in SUPERIORS and _holders(changes.base) != _holders(changes.head):
            message = say("The decision rests on setting S05, which this change alters too")
            yield Problem(Route("approvals", index, "by"), message)
        elif altered := next((id_ for id_ in _rested_on(step, changes) if _is_altered(id_, changes)), None):
            message = say("The decision rests on the record {id}, which this change alters too", id=altered)
            yield Problem(Route("approvals", index, "by"), message)


def _holders(repository: Repository) -> object:
    return repository.own_settings.value(Setting.OFFICE_HOLDERS)


def _rested_on(step: Approval, changes: Changes) -> Iterator[str]:
    """Yield the ids of the records that say what the giver of a step may decide: their own, and that of the body they work in."""
    yield step.by
    if giver := changes.base.get(step.by, Employee):
        yield giver.owner


def _is_altered(id_: str, changes: Changes) -> bool:
    return _authority(changes.base.find(id_)) != _authority(changes.head.find(id_))


def _authority(entry: RecordFile | None) -> object:
    """Return what of a signer's record says what they may decide."""
    return entry and {key: entry.document.values.get(key) for key in AUTHORITY}


def _records(change: Change) -> tuple[Record | None, Record | None]:
    """Return the record before and after, each if it was there and whole."""
    return change.before.record if change.before else None, change.after.record if change.after else None


def _covered(change: Change) -> list[dict[str, object]]:
    """Return what a decision covers of the record before and after."""
    both = filter(None, (change.before, change.after))
    return [covered(entry.document.values, entry.document.body, entry.kind.progress) for entry in both]


RULES: tuple[tuple[Check, ChangeRule], ...] = (
    (IDENTITY, keeps_its_id),
    (DELETED, is_withdrawn_not_deleted),
    (STATUS, moves_along_its_lifecycle),
    (DUE, moves_due_dates_openly),
    (APPROVAL, keeps_its_approvals),
    (DIGEST, keeps_to_what_was_approved),
    (CLOSED, leaves_closed_periods_alone),
    (RELIED_ON, rests_on_people_who_were_there),
    (UNSEALED, says_what_was_decided_on),
)

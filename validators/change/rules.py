"""Rules for changes: what a record may not do between a base revision and now (C01–C14).

Everything here is a function of the two repositories; what only history knows, such as the ids that were ever given out, is
handed in. What is compared is what is written, so that a record is held to these rules whether it could be typed or not.
"""

from collections.abc import Callable, Iterator
from datetime import date

from validators.approval.staleness import approved_next, not_in_its_place
from validators.change.changes import Change, Changes, is_closed
from validators.change.closed import leaves_closed_periods_alone
from validators.change.decisions.keys import addresses_stay_known, keys_are_handed_on
from validators.change.decisions.relied_on import (
    is_an_annex_by_a_superiors_word,
    is_taken_by_who_is_still_here,
    rests_on_an_act_that_was_there,
    rests_on_people_who_were_there,
)
from validators.change.decisions.steps import kept_in, steps_in
from validators.change.due_dates import moves_due_dates_openly
from validators.change.history import keeps_its_history
from validators.change.life import (
    is_withdrawn_not_deleted,
    keeps_its_id,
    moves_along_its_lifecycle,
    rests_on_steps_that_cover_it,
    stays_real,
)
from validators.checks.change_codes import (
    APPROVAL,
    CARRIED,
    CLOSED,
    DELETED,
    DIGEST,
    DUE,
    HISTORY,
    IDENTITY,
    INDICATOR,
    RELIED_ON,
    SAMPLE,
    STATUS,
    UNSEALED,
)
from validators.kinds.act import none_is_legislation
from validators.kinds.kpi import Indicator
from validators.model.digest import NEXT_EDITION, TEXT, in_words, is_in_text
from validators.model.digest import changed_routes as changed_facts
from validators.model.gaps import Gap, GapError
from validators.repository.record_file import RecordFile
from validators.rules.chain import standing
from validators.rules.check import Check
from validators.source.finding import Problem
from validators.source.route import Route
from validators.text.messages import Message, choice, say

ChangeRule = Callable[[Change, Changes], Iterator[Problem]]


def judged(changes: Changes) -> Iterator[tuple[Check, Problem | Gap, RecordFile]]:
    """Yield every breach of a change check, with the file of the record that it concerns; a gap says why one was not run."""
    for change in changes.all:
        subject = change.after or change.before
        for check, rule in RULES:
            try:
                for problem in rule(change, changes):
                    if subject:
                        yield check, problem, subject
            except GapError as error:
                if subject:
                    yield check, error.gap, subject


def keeps_its_approvals(change: Change, changes: Changes) -> Iterator[Problem]:
    """C05 (15.1): what somebody decided stays as it was written; what is not yet whole may be completed."""
    if change.before is None or change.after is None or not change.after.document.readable:
        return
    now, then, kept = steps_in(change.after), steps_in(change.before), kept_in(change)
    places = [kept[index] for index in sorted(kept)]
    if places != sorted(places):
        hint = say("Put them back in the order in which they were; a new step is written after them")
        yield Problem("approvals", say("The steps stand in another order than before, and the later one counts"), hint)
    elif len(kept) == len(then):
        for index in range(max(places, default=0)):
            if index not in places:
                message = say("The step “{step}” stands before steps that were there", step=_decision_of(now[index]))
                hint = say("Write a new step after those that are there: the later one counts")
                yield Problem(Route("approvals", index), message, hint)
    for index, step in enumerate(then):
        if index in kept:
            continue
        decision = _decision_of(step)
        if index < len(now) and index not in kept.values() and now[index].get("decision") == step.get("decision"):
            keys = ", ".join(sorted(key for key in {*step, *now[index]} if step.get(key) != now[index].get(key)))
            message = say("The step “{step}” was edited: {keys}", step=decision, keys=keys)
            yield Problem(Route("approvals", index), message)
        else:
            yield Problem("approvals", say("The step “{step}” was removed", step=decision))


def _decision_of(step: dict[str, object]) -> Message:
    return choice(str(step.get("decision") or "–"))


def keeps_to_what_was_approved(change: Change, changes: Changes) -> Iterator[Problem]:
    """C06: what was decided on is what is there, until it is decided on again."""
    left = steps_left_behind(change)
    if left and change.after and (approved := approved_next(change.after)):
        yield not_in_its_place(approved)
    elif left and change.after:
        taken = [steps_in(change.after)[index] for index in left]
        steps = tuple(say("“{step}” of {day}", step=choice(str(step.get("decision"))), day=_day(step)) for step in taken)
        message = say("The content has changed since these steps were taken: {steps}. Changed: {routes}",
                      steps=steps, routes=tuple(_changed(change)))  # fmt: skip
        yield Problem(Route("approvals", left[0]), message)


def steps_left_behind(change: Change) -> list[int]:
    """Return the index of each step that covered what was there and does not cover what is, and was not taken again since."""
    if change.before is None or change.after is None or not change.after.document.readable:
        return []
    then = {change.before.digest, change.before.digest_next}
    kept, after = kept_in(change), steps_in(change.after)
    return [
        kept[earlier]
        for earlier, step in enumerate(steps_in(change.before))
        if earlier in kept
        and step.get("digest") in then
        and (now := _digest_now(change.after, kept[earlier])) not in (None, step.get("digest"))
        and not any(_renews(other, step, str(now)) for other in after)
    ]


def _digest_now(entry: RecordFile, index: int) -> str | None:
    """Return the digest that a step has to bear; None for one of an edition that a later one replaced."""
    try:
        replaced = entry.record is not None and index in entry.record.replaced()
        return None if replaced else entry.digest_for(index)
    except GapError:
        return entry.digest


def says_what_was_decided_on(change: Change, changes: Changes) -> Iterator[Problem]:
    """C09: for steps without a digest, nothing else would ever show that they were taken on something else."""
    if change.before is None or change.after is None or is_closed(change.before):  # what is closed is C07's
        return
    kept, then = kept_in(change), steps_in(change.before)
    unsealed = {
        kept.get(index)
        for index in _standing(change.before)
        if not then[index].get("digest") and then[index].get("decision") != "rejected"
    }
    then_at = {now: before for before, now in kept.items()}
    left = [
        index
        for index in _standing(change.after)
        if index in unsealed and _covered_by(change.before, then_at[index]) != _covered_by(change.after, index)
    ]
    routes = tuple(_changed(change)) if left else ()
    if routes:
        taken = [steps_in(change.after)[index] for index in left]
        steps = tuple(say("“{step}” of {day}", step=choice(str(step.get("decision"))), day=_day(step)) for step in taken)
        message = say("Changed: {routes}. Nothing says what these steps were taken on: {steps}",
                      routes=routes, steps=steps)  # fmt: skip
        yield Problem(Route("approvals", left[0]), message)


def _standing(entry: RecordFile) -> list[int]:
    """Return the index of each step that counts; every one where its facts are not all known."""
    every_step = list(range(len(steps_in(entry))))
    try:
        return [index for index, _ in standing(entry.record)] if entry.record else every_step
    except GapError:
        return every_step


def _covered_by(entry: RecordFile, index: int) -> dict[str, object]:
    """Return what a step covers; the record as it is where not all of its steps are known."""
    try:
        return entry.covered_by(index)
    except GapError:
        return entry.covered


def _day(step: dict[str, object]) -> date | str:
    """Return the day of a step; what is written, if that is no day."""
    written = str(step.get("date", "–"))
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written


def _renews(step: dict[str, object], earlier: dict[str, object], digest_now: str) -> bool:
    return (
        step.get("decision") == earlier.get("decision")
        and step.get("digest") == digest_now
        and str(step.get("date", "")) >= str(earlier.get("date", ""))
    )


def _changed(change: Change) -> Iterator[Message]:
    """Yield what a decision covers and the change altered, in words, and whether it is gone."""
    now = change.after.document.values if change.after else {}
    for route in altered_after_decision(change):
        words = in_words(route)
        yield words if is_in_text(route) or route.get(now) else say("{what} (taken out)", what=words)


def altered_after_decision(change: Change) -> Iterator[Route]:
    """Yield the routes at which the change altered what a decision covers, on the record as it is or on its next edition.

    What is covered is the due date before it was moved: an added extension alters that, though not the date that is written.
    """
    if change.before is None or change.after is None:
        return
    then, now = change.before.document.values, change.after.document.values
    for route in changed_facts(change.before.covered_next, change.after.covered_next):
        described = Route(NEXT_EDITION, "text") if route == TEXT else Route(NEXT_EDITION, *route)
        if described.get(then) != described.get(now):
            yield described
    for route in changed_facts(change.before.covered, change.after.covered):
        if is_in_text(route) or route.get(then) != route.get(now):
            yield route
        else:
            moves = route.parent / "extensions"
            before = moves.get(then) or []
            if (moves.get(now) or [])[: len(before)] != before:
                yield moves


def changes_an_indicator_by_an_act(change: Change, changes: Changes) -> Iterator[Problem]:
    """C13 (12.a.7): what acts laid on the Agency is made easier, or measured otherwise, by an act that was not named before."""
    before, after = (side and side.record for side in (change.before, change.after))
    if not isinstance(before, Indicator) or not isinstance(after, Indicator) or before.over:
        return  # what is closed is C07's
    new_acts = [id_ for id_ in after.basis if id_ not in before.basis]
    if new_acts and not none_is_legislation(new_acts, changes.head):
        return
    easier = after.target < before.target if after.direction == "higher" else after.target > before.target
    turned = before.direction != after.direction
    hint = say("Under basis: add the id of the act of legislation that changed it; or put back what was there")
    if easier and not turned:
        message = say("The target was {old} and is {new}, which asks less", old=before.target, new=after.target)
        yield Problem("target", message, hint)
    if turned:
        message = say("The direction was “{old}” and is “{new}”", old=choice(before.direction), new=choice(after.direction))
        yield Problem("direction", message, hint)
    if before.unit != after.unit:
        yield Problem("unit", say("The unit of measure was “{old}” and is “{new}”", old=before.unit, new=after.unit), hint)
    for key in ("since", "until"):
        old, new = getattr(before.period, key), getattr(after.period, key)
        if old != new:
            yield Problem(Route("period", key), say("The period's day was {old} and is {new}", old=old, new=new), hint)


RULES: tuple[tuple[Check, ChangeRule], ...] = (
    (IDENTITY, keeps_its_id),
    (DELETED, is_withdrawn_not_deleted),
    (SAMPLE, stays_real),
    (STATUS, moves_along_its_lifecycle),
    (DUE, moves_due_dates_openly),
    (APPROVAL, keeps_its_approvals),
    (DIGEST, keeps_to_what_was_approved),
    (CLOSED, leaves_closed_periods_alone),
    (RELIED_ON, rests_on_people_who_were_there),
    (RELIED_ON, is_taken_by_who_is_still_here),
    (RELIED_ON, rests_on_an_act_that_was_there),
    (RELIED_ON, keys_are_handed_on),
    (RELIED_ON, addresses_stay_known),
    (UNSEALED, says_what_was_decided_on),
    (INDICATOR, changes_an_indicator_by_an_act),
    (CARRIED, rests_on_steps_that_cover_it),
    (CARRIED, is_an_annex_by_a_superiors_word),
    (HISTORY, keeps_its_history),
)

"""Rules for changes of the settings: they stay (C02), each measure and each day off with a decision of its own (C10),
and no record is judged by what comes along with it (C08)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from validators.change.changes import NAMED, Changes
from validators.change.impact import alteration, altered_settings
from validators.change.settings.consent import is_approved_by_the_director_general, is_filled_from_above
from validators.change.settings.loosening import (
    ValueChange,
    changed_values,
    decided_on,
    held_before,
    is_as_strict,
    is_guarded,
    is_looser,
    is_the_same_act,
    moved_days,
    names_a_decree,
    names_an_act,
    resting_on,
)
from validators.checks.change_codes import DELETED, MEASURE, RELIED_ON
from validators.checks.reporting import as_finding
from validators.model.fields import fields_of
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import Definition, GivenSetting, definition_of
from validators.regulation.written_settings import in_setting, route_of
from validators.rules.check import Check
from validators.source.finding import Finding, Problem
from validators.source.route import ROOT, Route
from validators.text.messages import Message, say

LOOSENED = replace(MEASURE, warns=False)
"""C10 where the change may ask less, or rewrites what held: that blocks."""
EXCEPTION = say(
    "If it ended by a decision, first record an exception from C10 that names this setting under settings and that the "
    "director-general allowed; take it out in the change after that"
)


def on_settings(changes: Changes, relying: Sequence[Finding], as_of: date) -> Iterator[Finding]:
    """Yield the breaches in the settings on that day; `relying` are findings by the base's settings but not by their own."""
    document = changes.head.own_settings.document or changes.base.own_settings.document
    if document:
        for check, problem in (
            *((DELETED, problem) for problem in are_not_deleted(changes)),
            *changes_by_a_decision(changes, as_of),
            *((RELIED_ON, problem) for problem in rests_on_settings_that_were_there(changes, relying)),
        ):
            yield as_finding(check, problem, document, changes.base, trigger="change")
    calendar = changes.head.calendar_file.document or changes.base.calendar_file.document
    if calendar:
        for problem in takes_days_off_by_a_decree(changes):
            yield as_finding(LOOSENED, problem, calendar, changes.base, trigger="change")


def are_not_deleted(changes: Changes) -> Iterator[Problem]:
    """C02: the settings may be altered one by one, but not go all at once, with the file or out of it."""
    if _all_gone(changes):
        message = say("All settings were deleted: the checks that need one are off")
        yield Problem(ROOT, message, say("Bring the file back; a measure is changed in it by a decision"))


def _all_gone(changes: Changes) -> bool:
    document = changes.head.own_settings.document
    return bool(changes.base.own_settings.history) and (document is None or (document.readable and not document.values))


def changes_by_a_decision(changes: Changes, as_of: date) -> Iterator[tuple[Check, Problem]]:
    """C10: what may ask less comes with a new act and, if it says who decides or how that is proved, with the director-general.

    So does what rewrites the past: a value that has held is put right or taken out, which amnesties or accuses what was done
    while it held. An error without that; a warning where a setting only differs. Where the setting is there and mistaken, that
    is reported instead.
    """
    head = changes.head.own_settings
    for code in () if _all_gone(changes) else altered_settings(changes):
        definition = definition_of(code)
        if definition is None:
            continue
        if code in head.history:
            for value_change in _differing(definition, changes):
                for check, problem in _of_value(definition, value_change, changes, as_of):
                    yield check, in_setting(definition, problem)
        elif head.document and head.document.readable and code not in head.document.values:
            concerned = _concerned(definition, changes)
            message = say("was taken out: what needs it is no longer checked ({checks})", checks=concerned)
            hint = say("Put it back, with the value that holds now. {otherwise}", otherwise=EXCEPTION)
            yield LOOSENED, in_setting(definition, Problem(ROOT, message, hint))


def _differing(definition: Definition, changes: Changes) -> list[ValueChange]:
    """Return the values that differ; where days stand inside the value, or mean nothing, the newest against the newest."""
    before, after = (side.own_settings.history.get(definition.code, ()) for side in (changes.base, changes.head))
    whole = len(before) == len(after) == 1 if _has_days(definition) else definition.code == Setting.STRICT
    if whole and before and after:
        return [ValueChange(before[-1], after[-1])] if before[-1] != after[-1] else []
    return changed_values(before, after)


def _has_days(definition: Definition) -> bool:
    """Whether the items of the setting's value have first and last days of their own."""
    return "since" in fields_of(definition.value_type.group)


def _of_value(definition: Definition, change: ValueChange, changes: Changes, as_of: date) -> Iterator[tuple[Check, Problem]]:
    """Yield what is wrong with the way in which one value is new, differs or is gone, at its place in the setting."""
    then, now = change.then, change.now
    if now is None:
        if then:
            yield LOOSENED, _gone(definition, then, changes)
        return
    here = route_of(changes.head.own_settings, now)
    if then is None:
        found = _new(definition, now, changes, as_of)
    elif _is_past(definition, then, now, as_of):
        found = _rewritten(definition, then, now, changes, as_of)
    else:
        found = _altered(definition, then, now, changes, as_of)
    yield from ((check, replace(problem, at=here / problem.at)) for check, problem in found)


def _is_past(definition: Definition, then: GivenSetting, now: GivenSetting, as_of: date) -> bool:
    """Whether what a value says of days gone by is altered: not if its items have days of their own, or no day means anything."""
    same = (then.value, then.since) == (now.value, now.since)
    has_days = _has_days(definition) or definition.code == Setting.STRICT
    return not has_days and not same and min(then.since, now.since) <= as_of


def _gone(definition: Definition, then: GivenSetting, changes: Changes) -> Problem:
    """Return that a value is not in the setting's history any more."""
    message = say(
        "the value that held since {day} is gone: what was done while it held would be judged by another, or by none ({checks})",
        day=then.since, checks=_concerned(definition, changes),
    )  # fmt: skip
    hint = say(
        "Put it back below the newer one, each as an item of a list: “- value:” with basis and since. {otherwise}",
        otherwise=EXCEPTION,
    )
    return Problem(ROOT, message, hint)


def _new(definition: Definition, now: GivenSetting, changes: Changes, as_of: date) -> Iterator[tuple[Check, Problem]]:
    """Yield what is wrong with a new value, against the one that it follows; one for days gone by wants its act in any case."""
    sides = (side.own_settings.history.get(now.code, ()) for side in (changes.head, changes.base))
    held = held_before(now, *sides)
    said = tuple(altered.in_words() for altered in alteration(held, now, changes)) if held else ()
    if held and not is_as_strict(definition, held.value, now.value, as_of):
        at = "basis" if held.basis == now.basis else "value"
        lacking = list(_without_consent(definition, at, held, now, said, changes, as_of))
        yield from lacking or _forgiving(definition, now, changes)
    elif held and held.basis == now.basis:
        yield MEASURE, Problem("basis", say("changed, and not by a new decision: {changes}", changes=said))
    elif not names_an_act(now.basis, changes.head):
        message = say("the basis does not say the number and date of an act")
        if now.since < as_of:
            message = say(
                "holds since {day}, before today, and the basis does not say the number and date of an act", day=now.since
            )
        yield MEASURE, Problem("since" if now.since < as_of else "basis", message)


def _forgiving(definition: Definition, now: GivenSetting, changes: Changes) -> Iterator[tuple[Check, Problem]]:
    """Yield that a looser value is dated before the act that gives it, which would forgive what was a breach in those days."""
    decided = decided_on(now.basis, changes.head)
    if decided and now.since < decided and not _has_days(definition):
        message = say(
            "may ask less since {since}, and the act that says so is of {decided}: what was a breach in those days stays one "
            "({checks})",
            since=now.since, decided=decided, checks=_concerned(definition, changes),
        )  # fmt: skip
        yield LOOSENED, Problem("since", message, say("Under since: write the day of the act, or a later one"))


def _rewritten(
    definition: Definition, then: GivenSetting, now: GivenSetting, changes: Changes, as_of: date
) -> Iterator[tuple[Check, Problem]]:
    """Yield that a value which has held is not as it was, with what it lacks for that."""
    said = tuple(altered.in_words() for altered in alteration(then, now, changes))
    changed = "value" if then.value != now.value else "since"
    at = "basis" if changed == "value" and then.basis == now.basis else changed
    what = say("rewrites what held since {day}", day=then.since)
    lacking = list(_without_consent(definition, at, then, now, said, changes, as_of, what))
    yield from lacking or [(MEASURE, Problem("since", say("{what}: {changes}", what=what, changes=said)))]


def _altered(
    definition: Definition, then: GivenSetting, now: GivenSetting, changes: Changes, as_of: date
) -> Iterator[tuple[Check, Problem]]:
    """Yield what is wrong with the way in which a value is altered that has not held yet, or has days of its own inside."""
    kept = [key for key in ("basis", "since") if getattr(then, key) == getattr(now, key)]
    changed = "value" if then.value != now.value else "since" if then.since != now.since else "basis"
    said = tuple(altered.in_words() for altered in alteration(then, now, changes))
    if is_looser(definition, then, now, as_of):
        at = "basis" if changed == "value" and "basis" in kept else changed
        lacking = list(_without_consent(definition, at, then, now, said, changes, as_of))
        yield from lacking
        if not lacking and changed == "value" and kept and not _has_days(definition):
            yield MEASURE, Problem(kept[0], say("the value is new, and what stands here is not: {keys}", keys=", ".join(kept)))
    elif kept and not (changed == "value" and _has_days(definition)):
        at = kept[0] if changed == "value" else changed
        yield MEASURE, Problem(at, say("changed, and not by a new decision: {changes}", changes=said))
    elif then.basis != now.basis and not names_an_act(now.basis, changes.head):
        yield MEASURE, Problem("basis", say("the basis does not say the number and date of an act"))


def _without_consent(
    definition: Definition,
    at: str,
    then: GivenSetting,
    now: GivenSetting,
    said: tuple[Message, ...],
    changes: Changes,
    as_of: date,
    what: Message | None = None,
) -> Iterator[tuple[Check, Problem]]:
    """Yield what is lacking for a change that needs a new act, and the director-general where it says who decides."""
    if is_filled_from_above(then, now, changes, as_of):
        return
    concerned = _concerned(definition, changes)
    in_office = definition.code == Setting.OFFICE_HOLDERS
    what = what or (say("names others in office now") if in_office else say("may ask less now"))
    hint = (_BY_AN_OFFICE if in_office else _BY_CONSENT) if is_guarded(definition) else None
    if is_the_same_act(then.basis, now.basis, changes.head):
        message = say("{what}, and the basis is the old one: {changes}. It concerns {checks}",
                      what=what, changes=said, checks=concerned)  # fmt: skip
        yield LOOSENED, Problem(at, message, hint)
    elif not names_an_act(now.basis, changes.head):
        message = say("{what}, and the basis does not say the number and date of an act: {changes}. It concerns {checks}",
                      what=what, changes=said, checks=concerned)  # fmt: skip
        yield LOOSENED, Problem("basis", message, hint)
    elif is_guarded(definition) and not is_approved_by_the_director_general(now.basis, changes):
        message = say("{what}, and nothing shows that the director-general agreed: {changes}. It concerns {checks}",
                      what=what, changes=said, checks=concerned)  # fmt: skip
        yield LOOSENED, Problem(at, message, hint)


_BY_CONSENT = say(
    "First record, in a change of its own, the act with the director-general's approval and name it under basis, or an "
    "exception from C10 that names this setting under settings and that the director-general allowed"
)
_BY_AN_OFFICE = say(
    "First record, in a change of its own, the act by which the President, the Cabinet or the body above the Agency gave the "
    "office, and name it under basis; add the new line with since not before that act's day, and write until in the line of "
    "whoever left. What the Agency itself decides is an act with the approval of the director-general then in office"
)


def _concerned(definition: Definition, changes: Changes) -> str:
    return ", ".join(resting_on(definition, changes.head.kinds)) or "–"


def takes_days_off_by_a_decree(changes: Changes) -> Iterator[Problem]:
    """C10: more days off put due dates later, so the change says by which decree."""
    off = [moved.day for moved in moved_days(changes.base, changes.head) if not moved.works]
    if off and not changes.head.calendar_file.problems and not names_a_decree(changes.base, changes.head):
        document = changes.head.calendar_file.document
        at = Route("holidays") if document and "holidays" in document.values else ROOT
        days = ", ".join(map(str, off[:NAMED])) + (" …" if len(off) > NAMED else "")
        message = say("Working days become days off, and no decree is named: {days}", days=days)
        hint = say("Write under the days, in the text of the file, the number and date of the decree that moves them")
        yield Problem(at, message, hint)


def rests_on_settings_that_were_there(changes: Changes, relying: Sequence[Finding]) -> Iterator[Problem]:
    """C08: what is in records of the change only by settings that it alters too."""
    paths = {change.after.path for change in changes.all if change.after}
    records = [finding.record or finding.path for finding in relying if finding.path in paths and not finding.is_overdue]
    if records and (codes := altered_settings(changes)):
        names = ", ".join(dict.fromkeys(records))
        yield Problem(
            Route(codes[0]), say("These records of the change rest on settings that it alters too: {records}", records=names)
        )

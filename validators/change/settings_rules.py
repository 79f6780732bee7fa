"""Rules for changes of the settings: they stay (C02), each measure and each day off with a decision of its own (C10),
and no record is judged by what comes along with it (C08)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from validators.change.changes import Changes
from validators.change.impact import alteration, altered_settings
from validators.change.loosening import (
    is_approved_by_the_director_general,
    is_guarded,
    is_looser,
    moved_days,
    names_a_decree,
    names_an_act,
    resting_on,
)
from validators.change.rules import NAMED
from validators.checks.change_codes import DELETED, MEASURE, RELIED_ON
from validators.checks.run import as_finding
from validators.model.fields import fields_of
from validators.regulation.settings import Definition, GivenSetting, definition_of, in_setting
from validators.rules.check import Check
from validators.source.finding import Finding, Problem
from validators.source.route import ROOT, Route
from validators.text.messages import say

LOOSENED = replace(MEASURE, warns=False)
"""C10 where the change may ask less: that blocks."""


def on_settings(changes: Changes, relying: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the breaches in the settings; `relying` are findings by the base's settings but not by their own."""
    document = changes.head.own_settings.document or changes.base.own_settings.document
    if document:
        for check, problem in (
            *((DELETED, problem) for problem in are_not_deleted(changes)),
            *changes_by_a_decision(changes),
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
    return bool(changes.base.own_settings.given) and (document is None or (document.readable and not document.values))


def changes_by_a_decision(changes: Changes) -> Iterator[tuple[Check, Problem]]:
    """C10: what may ask less comes with a new act and, if it says who decides or how that is proved, with the director-general.

    An error where the setting may ask less without that; a warning where it only differs. Where the setting is there and
    mistaken, that is reported instead.
    """
    head = changes.head.own_settings
    for code in () if _all_gone(changes) else altered_settings(changes):
        definition = definition_of(code)
        then = changes.base.own_settings.given.get(definition.code) if definition else None
        if definition is None or then is None:
            continue
        now = head.given.get(definition.code)
        if now is not None:
            for check, problem in _altered(definition, then, now, changes):
                yield check, in_setting(definition, problem)
        elif head.document and head.document.readable and code not in head.document.values:
            concerned = ", ".join(resting_on(definition, changes.head.kinds)) or "–"
            message = say("was taken out: what needs it is not looked at any more ({checks})", checks=concerned)
            hint = say(
                "Put it back, with the value that holds now. If it ended by a decision, first record an exception from C10 that "
                "names this setting under settings and that the director-general allowed; take it out in the change after that"
            )
            yield LOOSENED, in_setting(definition, Problem(ROOT, message, hint))


def _altered(definition: Definition, then: GivenSetting, now: GivenSetting, changes: Changes) -> Iterator[tuple[Check, Problem]]:
    """Yield what is wrong with the way in which a setting is altered that is there before and after."""
    kept = [key for key in ("basis", "since") if getattr(then, key) == getattr(now, key)]
    changed = "value" if then.value != now.value else "since" if then.since != now.since else "basis"
    said = tuple(altered.in_words() for altered in alteration(then, now, changes))
    if not is_looser(definition, then, now):
        listed_with_days = "since" in fields_of(definition.value_type.group)
        if kept and not (changed == "value" and listed_with_days):
            at = kept[0] if changed == "value" else changed
            yield MEASURE, Problem(at, say("changed, and not by a new decision: {changes}", changes=said))
        return
    concerned = ", ".join(resting_on(definition, changes.head.kinds)) or "–"
    at = "basis" if changed == "value" and "basis" in kept else changed
    if "basis" in kept:
        message = say(
            "may ask less now, and the basis is the old one: {changes}. It concerns {checks}", changes=said, checks=concerned
        )
        yield LOOSENED, Problem(at, message)
    elif not names_an_act(now.basis, changes.head):
        message = say(
            "may ask less now, and the basis does not say the number and date of an act: {changes}. It concerns {checks}",
            changes=said, checks=concerned,
        )  # fmt: skip
        yield LOOSENED, Problem("basis", message)
    elif is_guarded(definition) and not is_approved_by_the_director_general(now.basis, changes.base):
        message = say("may ask less now, and nothing shows that the director-general agreed: {changes}. It concerns {checks}",
                      changes=said, checks=concerned)  # fmt: skip
        hint = say(
            "First record, in a change of its own, the act with the director-general's approval and name it under basis, or an "
            "exception from C10 that names this setting under settings and that the director-general allowed"
        )
        yield LOOSENED, Problem(at, message, hint)
    elif changed == "value" and kept:
        yield MEASURE, Problem(kept[0], say("the value is new, and what stands here is not: {keys}", keys=", ".join(kept)))


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

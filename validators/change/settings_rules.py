"""Rules for changes of the settings: they stay (C02), each measure with a decision of its own (C10), and no record is judged by
what comes along with it (C08)."""

from collections.abc import Iterator, Sequence

from validators.change.changes import Changes
from validators.change.impact import altered_settings
from validators.checks.change_codes import DELETED, MEASURE, RELIED_ON
from validators.checks.run import as_finding
from validators.model.fields import fields_of
from validators.regulation.settings import definition_of, in_setting
from validators.source.finding import Finding, Problem
from validators.source.route import ROOT, Route
from validators.text.messages import say


def on_settings(changes: Changes, relying: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the breaches in the settings; `relying` are findings by the base's settings but not by their own."""
    document = changes.head.own_settings.document or changes.base.own_settings.document
    if document:
        for check, problem in (
            *((DELETED, problem) for problem in are_not_deleted(changes)),
            *((MEASURE, problem) for problem in changes_by_a_decision(changes)),
            *((RELIED_ON, problem) for problem in rests_on_settings_that_were_there(changes, relying)),
        ):
            yield as_finding(check, problem, document, changes.base, trigger="change")


def are_not_deleted(changes: Changes) -> Iterator[Problem]:
    """C02: the settings may be altered one by one, but not go all at once, with the file or out of it."""
    if _all_gone(changes):
        message = say("All settings were deleted: the checks that need one are off")
        yield Problem(ROOT, message, say("Bring the file back; a measure is changed in it by a decision"))


def _all_gone(changes: Changes) -> bool:
    document = changes.head.own_settings.document
    return bool(changes.base.own_settings.given) and (document is None or (document.readable and not document.values))


def changes_by_a_decision(changes: Changes) -> Iterator[Problem]:
    """C10: a new value has a basis and a first day of its own; a list of holders or bodies bears days in itself.

    Nor is a value taken out without one; where the setting is there and mistaken, that is reported instead.
    """
    head = changes.head.own_settings
    for code in () if _all_gone(changes) else altered_settings(changes):
        definition = definition_of(code)
        if definition is None:
            continue
        then, now = changes.base.own_settings.given.get(definition.code), head.given.get(definition.code)
        if then is None:
            continue
        if now is None:
            if head.document and head.document.readable and code not in head.document.values:
                message = say("was taken out: what needs it is not looked at any more")
                hint = say("Put it back, with the value that holds now; or say in the change by which decision it ended")
                yield in_setting(definition, Problem(ROOT, message, hint))
            continue
        kept = [key for key in ("basis", "since") if getattr(then, key) == getattr(now, key)]
        if then.value != now.value and kept and "since" not in fields_of(definition.value_type.group):
            message = say("the value is new, and what stands here is not: {keys}", keys=", ".join(kept))
            yield in_setting(definition, Problem(kept[0], message))


def rests_on_settings_that_were_there(changes: Changes, relying: Sequence[Finding]) -> Iterator[Problem]:
    """C08: what is in records of the change only by settings that it alters too."""
    paths = {change.after.path for change in changes.all if change.after}
    records = [finding.record or finding.path for finding in relying if finding.path in paths and not finding.is_overdue]
    if records and (codes := altered_settings(changes)):
        names = ", ".join(dict.fromkeys(records))
        yield Problem(
            Route(codes[0]), say("These records of the change rest on settings that it alters too: {records}", records=names)
        )

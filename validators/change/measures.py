"""Rules for changes of the settings: each measure with a decision of its own (C10), and records not by what comes along (C08)."""

from collections.abc import Iterator, Sequence

from validators.change.impact import altered
from validators.change.rules import Changes
from validators.change_checks import MEASURE, RELIED_ON
from validators.checks import as_finding
from validators.finding import Finding, Problem
from validators.messages import say
from validators.settings import definition_of, named


def on_settings(changes: Changes, relying: Sequence[Finding]) -> Iterator[Finding]:
    """The breaches in the settings; `relying` are the findings that records have by the base's settings and not by their own."""
    document = changes.head.written.document or changes.base.written.document
    if document:
        for check, problem in (
            *((MEASURE, problem) for problem in changes_by_a_decision(changes)),
            *((RELIED_ON, problem) for problem in rests_on_settings_that_were_there(changes, relying)),
        ):
            yield as_finding(check, problem, document, None, changes.base, clock="change")


def changes_by_a_decision(changes: Changes) -> Iterator[Problem]:
    """C10: a new value has a basis and a first day of its own; a list of holders or bodies bears days in itself."""
    for code in altered(changes):
        definition = definition_of(code)
        then, now = changes.base.written.given.get(code), changes.head.written.given.get(code)
        if definition is None or then is None or now is None or then.value == now.value:
            continue
        kept = [key for key in ("basis", "since") if getattr(then, key) == getattr(now, key)]
        if kept and "since" not in definition.form.group.model_fields:
            message = say("the value is new, and what stands here is not: {keys}", keys=", ".join(kept))
            yield named(definition, Problem(kept[0], message))


def rests_on_settings_that_were_there(changes: Changes, relying: Sequence[Finding]) -> Iterator[Problem]:
    """C08: what stands in records of the change only by settings that it alters too."""
    paths = {change.after.path for change in changes.all if change.after}
    records = [finding.record or finding.path for finding in relying if finding.path in paths and finding.clock == "rule"]
    if records and (codes := altered(changes)):
        names = ", ".join(dict.fromkeys(records))
        yield Problem(codes[0], say("These records of the change rest on settings that it alters too: {records}", records=names))

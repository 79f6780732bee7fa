"""The impact of a change: what becomes of the records by what else it alters, or by the exceptions and words that it brings."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from validators.change.base_checks import Known, ProgramChange
from validators.change.changes import Change, Changes, place_in_words, value_in_words
from validators.change.settings.loosening import MovedDay, changed_values, held_before, moved_days
from validators.checks.run import all_checks
from validators.checks.waivers import waivers
from validators.kinds.waiver import WAIVER
from validators.model.fields import fields_of, softening
from validators.model.record import Part
from validators.model.types import Softens
from validators.regulation.setting_codes import Setting
from validators.regulation.settings import GivenSetting, definition_of
from validators.regulation.written_settings import as_written
from validators.repository.nearest import title_of
from validators.repository.record_file import RecordFile
from validators.repository.repository import Repository
from validators.rules.state import is_on
from validators.source.finding import Alteration, Finding
from validators.source.route import Route
from validators.text.messages import Message, say

LONGEST = 200
"""How much of a setting's value is shown."""

HIDDEN = Message("…")
"""What is shown for a personal value."""

Codes = Mapping[str, tuple[str, ...]]
"""By the id or path of a record, codes of checks."""


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change of the settings and the calendar, or of the checks themselves, does to the records.

    `bad` and `recovered` are what turns bad and what is in order now; `unseen` what nothing looks at any more, since its check is
    among those switched `off`. `on` are the checks that look where they did not; `settings` the codes of those altered, and
    `calendar` whether that is; `alterations` say of each setting what it was and is, `moved` which days. `failed` says why that
    is unknown.
    """

    cause: Literal["settings", "checks"]
    bad: Codes
    recovered: Codes
    unseen: Codes
    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    calendar: bool = False
    alterations: Mapping[str, tuple[Alteration, ...]] = field(default_factory=dict)
    moved: tuple[MovedDay, ...] = ()
    failed: str | None = None


@dataclass(frozen=True, slots=True)
class Exempted:
    """What a changed exception does once it is accepted: the findings that it will cover, and those no longer.

    Of those covered, `acknowledged` are breaches of the Nizom's own words, which it does not exempt. `widened` is what an
    exception that was there will cover besides, of which nothing fails yet.
    """

    id: str
    title: str
    covered: Codes
    acknowledged: Codes
    uncovered: Codes
    widened: Codes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Softened:
    """A word of the change that softens or ends a duty: where it is, what is written, and on what ground, if it says so."""

    id: str
    title: str
    what: Message
    value: Message
    why: Message | None


def comparable(findings: Iterable[Finding]) -> Iterator[Known]:
    """Return the open findings in the form in which two runs are compared."""
    return (Known(f.record or f.path, f.code, f.fingerprint) for f in findings if f.is_open)


def measures_differ(changes: Changes) -> bool:
    """Return whether the change alters the text of the settings or of the calendar."""
    then, now = (
        [document.text if document else None for document in (side.own_settings.document, side.calendar_file.document)]
        for side in (changes.base, changes.head)
    )
    return then != now


def impact_of_settings(changes: Changes, under_base: Iterable[Finding], own: Iterable[Finding]) -> Impact:
    """Return the findings about the head by the base's settings and calendar, against those by its own."""
    checks = all_checks(changes.head.kinds).values()
    then, now = ({check.code for check in checks if is_on(check, side.own_settings)} for side in (changes.base, changes.head))
    bad, recovered, unseen = _differences(comparable(under_base), comparable(own), then - now)
    base, head = (side.calendar_file.document for side in (changes.base, changes.head))
    return Impact(
        "settings", bad, recovered, unseen,
        off=tuple(check.code for check in checks if check.code in then - now),
        on=tuple(check.code for check in checks if check.code in now - then),
        settings=altered_settings(changes),
        calendar=(base and base.text) != (head and head.text),
        alterations={code: tuple(_alteration_of(code, changes)) for code in altered_settings(changes)},
        moved=tuple(moved_days(changes.base, changes.head)),
    )  # fmt: skip


def impact_of_program(program: ProgramChange, after: Iterable[Finding], there: Collection[str]) -> Impact:
    """Return the findings by the base's program, against those by the head's; `there` are the codes that the head still has."""
    if program.failed is not None:
        return Impact("checks", {}, {}, {}, failed=program.failed)
    before = [finding.known for finding in program.findings]
    off = {finding.code for finding in before if finding.code not in there}
    bad, recovered, unseen = _differences(before, comparable(after), off)
    return Impact("checks", bad, recovered, unseen, off=tuple(sorted(off)))


def altered_settings(changes: Changes) -> tuple[Setting, ...]:
    """Return the codes of the settings that are not as they were."""
    then, now = changes.base.own_settings.history, changes.head.own_settings.history
    return tuple(code for code in dict.fromkeys([*then, *now]) if then.get(code) != now.get(code))


def _alteration_of(code: Setting, changes: Changes) -> Iterator[Alteration]:
    before, after = (side.own_settings.history.get(code, ()) for side in (changes.base, changes.head))
    for change in changed_values(before, after):
        if change.now is None and change.then:
            yield Alteration(_VALUE, _as_value(as_written(changes.base.own_settings, change.then), code, changes.base), None)
        elif change.now and (then := change.then or held_before(change.now, after, before)):
            yield from alteration(then, change.now, changes)
        elif change.now:
            yield Alteration(_VALUE, None, _as_value(as_written(changes.head.own_settings, change.now), code, changes.head))


def alteration(then: GivenSetting, now: GivenSetting, changes: Changes) -> Iterator[Alteration]:
    """Yield what differs in a setting, with what it was and what it is; of a list, only the items that differ."""
    if then.value != now.value:
        base, head = changes.base.own_settings, changes.head.own_settings
        old, new = as_written(base if then in base.history.get(then.code, ()) else head, then), as_written(head, now)
        if isinstance(old, list) and isinstance(new, list):
            old, new = [item for item in old if item not in new], [item for item in new if item not in old]
        gone, come = _as_value(old, now.code, changes.base), _as_value(new, now.code, changes.head)
        yield Alteration(_VALUE, gone if old else None, come if new or not old else None)
    if then.since != now.since:
        yield Alteration(say("In force since"), _as_message(then.since), _as_message(now.since))
    if then.basis != now.basis:
        yield Alteration(say("Basis"), _as_message(f"“{then.basis}”"), _as_message(f"“{now.basis}”"))


_VALUE = say("Value")


def _as_message(value: object) -> Message:
    return Message("{value}", (("value", value if isinstance(value, date) else _short(value)),))


def _as_value(written: object, code: Setting, repository: Repository) -> Message:
    """Return a setting's value as it is written; of a list of groups, each fact with the title of its field."""
    definition = definition_of(code)
    group = definition.value_type.group if definition else Part
    if not isinstance(written, list) or not fields_of(group) or not all(isinstance(item, dict) for item in written):
        return _as_message(written)
    items = tuple(Message("({facts})", (("facts", tuple(_facts(item, group, repository))),)) for item in written)
    return Message("{items}", (("items", items),))


def _facts(item: Mapping[str, object], group: type[Part], repository: Repository) -> Iterator[Message]:
    for key, fact in fields_of(group).items():
        if item.get(key) == "true":
            yield fact.title
        elif value := value_in_words(item.get(key), group, Route(key), repository):
            yield say("{what}: {value}", what=fact.title, value=value)


def _short(value: object) -> str:
    """Return a value on one line, as YAML writes it in brackets, as far as there is room."""
    if isinstance(value, dict):
        text = "{" + ", ".join(f"{key}: {_short(inner)}" for key, inner in value.items()) + "}"
    elif isinstance(value, list):
        text = f"[{', '.join(map(_short, value))}]"
    else:
        text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def changed_exemptions(changes: Changes, findings: Iterable[Finding], as_of: date) -> Iterator[Exempted]:
    """Yield which of the head's findings each added, removed or altered exception exempts, and which no longer."""
    checks = all_checks(changes.head.kinds)
    then, now = (waivers(side, as_of, checks) for side in (changes.base, changes.head))
    there = {(finding.code, finding.record or "") for finding in findings}
    for change in changes.all:
        entry = change.after or change.before
        if entry is None or entry.kind is not WAIVER:
            continue
        before, after = ({pair for pair in there if side.of(*pair) == entry.id} for side in (then, now))
        scope_then, scope_now = ({pair for pair, by in side.covering.items() if by == entry.id} for side in (then, now))
        widened = scope_now - scope_then - there if scope_then else set()
        if before != after or widened or change.before is None:
            own_words = {(code, record) for code, record in after - before if checks[code].authority == "N"}
            yield Exempted(
                entry.id, title_of(entry), _by_record(after - before), _by_record(own_words), _by_record(before - after),
                _by_record(widened),
            )  # fmt: skip


def softened(changes: Changes) -> Iterator[Softened]:
    """Yield the words of the change that soften or end a duty, and were not there, or not in a part that is as it was."""
    for change in changes.all:
        if (entry := change.after) is None:
            continue
        there = Counter(part for part, _, _ in _softening_words(change.before)) if change.before else Counter()
        values, model = entry.document.values, entry.kind.model
        for part, route, softens in _softening_words(entry):
            if there[part]:
                there[part] -= 1
                continue
            if softens.rewritten and not _is_rewritten(route, change, softens):
                continue
            ground = route.parent / softens.why if softens.why else None
            value = value_in_words(route.get(values), model, route, changes.head) or HIDDEN
            if softens.rewritten and change.before:
                old = value_in_words(route.get(change.before.document.values), model, route, changes.base) or HIDDEN
                value = say("{new}, before: {old}", new=value, old=old)
            yield Softened(
                entry.id,
                title_of(entry),
                place_in_words(route, values, model, changes.head),
                value,
                value_in_words(ground.get(values), model, ground, changes.head) if ground else None,
            )
        yield from _left_open(entry, change.before, changes)


def _left_open(entry: RecordFile, before: RecordFile | None, changes: Changes) -> Iterator[Softened]:
    """Yield the choices of a record by which more or less is asked that were made before, and are not any more."""
    for route, softens in softening(before.record) if before and before.record else ():
        old = route.get(before.document.values) if before else None
        if old in softens.falling[:-1] and len(route) == 1 and not route.get(entry.document.values):
            said = value_in_words(old, entry.kind.model, route, changes.base) or HIDDEN
            place = place_in_words(route, before.document.values if before else {}, entry.kind.model, changes.base)
            yield Softened(entry.id, title_of(entry), place, say("not written, before: {old}", old=said), None)


def _is_rewritten(route: Route, change: Change, softens: Softens) -> bool:
    """Return whether another value is where one was before, which is in no other item of the list now."""
    if change.before is None or change.after is None:
        return False
    then, now = change.before.document.values, change.after.document.values
    items = route.parent.parent.get(now)
    is_there = isinstance(items, list) and any(Route(route.last_key).get(item) == route.get(then) for item in items)
    return bool(route.get(then)) and softens.asks_less(route.get(then), route.get(now)) and not is_there


def _softening_words(entry: RecordFile) -> Iterator[tuple[str, Route, Softens]]:
    """Yield the words in a record that soften or end a duty, each with the part that it is in as it is written.

    For a word of the record itself that is the word with its ground: the rest of the record goes its way.
    """
    values = entry.document.values
    for route, softens in softening(entry.record) if entry.record else ():
        if softens.holds(written := route.get(values)):
            own = [written, (route.parent / softens.why).get(values)]
            part = route.parent.get(values) if len(route) > 1 else own
            yield json.dumps([route.keys, part], sort_keys=True), route, softens


def _differences(before: Iterable[Known], after: Iterable[Known], off: Collection[str]) -> tuple[Codes, Codes, Codes]:
    """Return what turns bad, what recovers, and what is only no longer seen, between two answers about the same records."""
    then, now = Counter(before), Counter(after)
    gone = list(then - now)
    return (
        _by_record((code, record) for record, code, _ in now - then),
        _by_record((code, record) for record, code, _ in gone if code not in off),
        _by_record((code, record) for record, code, _ in gone if code in off),
    )


def _by_record(found: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    codes: dict[str, list[str]] = {}
    for record, code in sorted({(record, code) for code, record in found}):
        codes.setdefault(record, []).append(code)
    return {record: tuple(names) for record, names in codes.items()}

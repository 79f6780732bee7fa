"""The impact of a change: what becomes of the records by what else it alters, or by the exceptions that it brings."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from validators.change.changes import Changes
from validators.checks.run import all_checks, is_on
from validators.checks.waivers import waivers
from validators.kinds.waiver import WAIVER
from validators.repository.nearest import title_of
from validators.source.finding import Finding

Codes = Mapping[str, tuple[str, ...]]
"""By the id or path of a record, codes of checks."""


class Known(NamedTuple):
    """A finding as far as it is compared with another run's: its record or path, its code, its fingerprint."""

    record: str
    code: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change of the settings and the calendar, or of the checks themselves, does to the records.

    `bad` and `recovered` are what turns bad and what is in order now; `unseen` what nothing looks at any more, since its check is
    among those switched `off`. `on` are the checks that look where they did not; `settings` the codes of those altered, and
    `calendar` whether that is. `failed` says why that is unknown.
    """

    cause: Literal["settings", "checks"]
    bad: Codes
    recovered: Codes
    unseen: Codes
    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    calendar: bool = False
    failed: str | None = None


@dataclass(frozen=True, slots=True)
class Exempted:
    """What a changed exception does once it is accepted: the findings that it will exempt, and those no longer."""

    id: str
    title: str
    covered: Codes
    uncovered: Codes


def comparable(findings: Iterable[Finding]) -> Iterator[Known]:
    """Return the open findings in the form in which two runs are compared."""
    return (Known(f.record or f.path, f.code, f.fingerprint) for f in findings if f.is_open)


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
    )  # fmt: skip


def impact_of_checks(before: Collection[Known], after: Iterable[Finding], there: Collection[str]) -> Impact:
    """Return the findings by the base's checks, against those by the head's; `there` are the codes that the head still has."""
    off = {finding.code for finding in before if finding.code not in there}
    bad, recovered, unseen = _differences(before, comparable(after), off)
    return Impact("checks", bad, recovered, unseen, off=tuple(sorted(off)))


def altered_settings(changes: Changes) -> tuple[str, ...]:
    """Return the codes of the settings that are not as they were."""
    then, now = changes.base.own_settings.given, changes.head.own_settings.given
    return tuple(code for code in dict.fromkeys([*then, *now]) if then.get(code) != now.get(code))


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
        if before != after or change.before is None:
            yield Exempted(entry.id, title_of(entry), _by_record(after - before), _by_record(before - after))


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
